/**
 * Compose projects at random, in every form in which elements refer to each other.
 *
 * @module
 */
import fc from 'fast-check';
import { type ComposeText, type Project, text, Variable } from '../../../../lib/languages/compose';

const ids = ['db', 'web', 'my-app', 'my_app', 'class', 'text', 'app', '1st', 'Service', 'a.b', 'constructor'];
const id = fc.constantFrom(...ids);
const word = fc.stringMatching(/^[a-z'"`$\\{} */]{1,20}$/);

const variable: fc.Arbitrary<Variable> = fc.oneof(
  fc.constantFrom('A', 'TAG', 'X_Y').map((name) => Variable.of(name)),
  fc.constantFrom('A', 'TAG').map((name) => Variable.required(name, 'say it')),
  fc
    .constantFrom('A', 'TAG')
    .map((name) => Variable.withDefault(name, text`v${Variable.optional('B')}`, { emptyCounts: true })),
  fc.constantFrom('A', 'TAG').map((name) => Variable.ifSet(name, 'on')),
);
const value: fc.Arbitrary<ComposeText> = fc.oneof(
  word,
  variable,
  fc.tuple(fc.stringMatching(/^[a-z$]{0,5}$/), variable).map(([before, after]) => text`${before}-${after}`),
);

const pairs = fc.oneof(
  fc.dictionary(fc.stringMatching(/^[A-Z]{1,4}$/), fc.oneof(value, fc.integer(), fc.boolean(), fc.constant(null)), {
    maxKeys: 4,
  }),
  fc.uniqueArray(fc.stringMatching(/^[A-Z]{1,4}$/), { maxLength: 4 }).chain((names) =>
    fc.tuple(
      ...names.map((name) =>
        fc.oneof(
          fc.constant(name),
          value.map((end) => text`${name}=${end}`),
        ),
      ),
    ),
  ),
);

/** A service that may refer to those before it, and to every other element. */
function service(before: readonly string[]) {
  const earlier = before.length > 0 ? fc.constantFrom(...before) : fc.constant('nobody');
  const condition = fc.constantFrom('service_started' as const, 'service_healthy' as const);
  return fc.record(
    {
      image: value,
      command: fc.oneof(word, fc.array(value, { maxLength: 4 })),
      environment: pairs,
      labels: pairs,
      depends_on: fc.oneof(
        fc.uniqueArray(earlier, { maxLength: 3 }),
        fc.dictionary(earlier, fc.record({ condition, restart: fc.boolean() }, { requiredKeys: ['condition'] }), {
          maxKeys: 3,
        }),
      ),
      networks: fc.oneof(
        fc.uniqueArray(id, { maxLength: 3 }),
        fc.dictionary(
          id,
          fc.oneof(
            fc.constant(null),
            fc.record({ aliases: fc.array(word, { maxLength: 2 }), priority: fc.integer() }, { requiredKeys: [] }),
          ),
          { maxKeys: 3 },
        ),
      ),
      volumes: fc.uniqueArray(
        fc.oneof(
          fc.tuple(id, fc.constantFrom('', ':ro', ':rw', ':z')).map(([name, mode]) => `${name}:/${name}${mode}`),
          id.map((name) => `./${name}:/host/${name}`),
          fc.record(
            {
              type: fc.constant('volume' as const),
              source: id,
              target: fc.constantFrom('/x', '/y'),
              read_only: fc.boolean(),
            },
            { requiredKeys: ['type', 'source', 'target'] },
          ),
        ),
        { maxLength: 3, selector: (mount) => JSON.stringify(mount) },
      ),
      secrets: fc.uniqueArray(fc.oneof(id, fc.record({ source: id, target: fc.constant('as') })), {
        maxLength: 3,
        selector: (secret) => JSON.stringify(secret),
      }),
      configs: fc.uniqueArray(fc.oneof(id, fc.record({ source: id, target: fc.constant('/etc/as') })), {
        maxLength: 3,
        selector: (config) => JSON.stringify(config),
      }),
      links: fc.uniqueArray(earlier, { maxLength: 2 }),
      'x-more': fc.jsonValue(),
    },
    { requiredKeys: ['image'] },
  );
}

const elements = <T>(properties: fc.Arbitrary<T>) =>
  fc.dictionary(id, properties, { maxKeys: 4, noNullPrototype: true });

export const project: fc.Arbitrary<Project> = fc
  .record({
    services: fc
      .uniqueArray(id, { minLength: 1, maxLength: 4 })
      .chain((names) =>
        fc.tuple(...names.map((name, index) => service(names.slice(0, index)).map((made) => [name, made] as const))),
      )
      .map((entries) => Object.fromEntries(entries)),
    networks: elements(fc.oneof(fc.constant(null), fc.record({ internal: fc.boolean() }))),
    volumes: elements(fc.oneof(fc.constant(null), fc.record({ driver: value }))),
    secrets: elements(fc.record({ file: fc.constant('./secret') })),
    configs: elements(fc.record({ content: value })),
    'x-data': fc.jsonValue(),
  })
  .map((made) => made as Project); // in every form, which the types of fast-check cannot follow
