/**
 * Services as `stack.ts` can write them, in short and long forms with verbs and merges in between, against the real
 * Compose: nothing is lost, and everything means what was said.
 */
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  App,
  Config,
  Environment,
  generate,
  type Network,
  Network as NetworkElement,
  type Secret,
  Secret as SecretElement,
  Service,
  type ServiceProps,
  Stack,
  type StartCondition,
  type Volume,
  Volume as VolumeElement,
} from '../../lib';
import { type Project, printCompose } from '../../lib/languages/compose';
import { seenFromFolder } from '../../lib/targets/compose/host-paths';
import { composeConfig } from './compose-config';

type Json = Readonly<Record<string, unknown>>;

let root: string;
let folder: string;
beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'core-forms-')));
  folder = join(root, 'synth.out/forms');
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(root, 'app'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** What services can be related to. */
interface Others {
  readonly services: Readonly<Record<string, Service>>;
  readonly networks: Readonly<Record<string, Network>>;
  readonly volumes: Readonly<Record<string, Volume>>;
  readonly secrets: Readonly<Record<string, Secret>>;
  readonly configs: Readonly<Record<string, Config>>;
}

/** A part of a service: what `stack.ts` writes, what it calls, and what Compose must make of both. */
interface Part {
  readonly props: Json;
  readonly verbs: readonly ((web: Service, others: Others) => void)[];
  readonly means: Json;
}

const NAMES = ['one', 'two', 'three'] as const;
const name = fc.constantFrom(...NAMES);
const variable = fc.constantFrom('A', 'B_C', 'constructor', 'x.y');
const word = fc.constantFrom('', 'a', 'a b', '$HOME', '$$', '${X:-y}', 'a=b', 'true', '007', 'é', '#', "'", '"', '\\');

/** Some of them in an order. */
const some = <T>(arbitrary: fc.Arbitrary<T>, key: (one: T) => unknown): fc.Arbitrary<T[]> =>
  fc.uniqueArray(arbitrary, { selector: key, maxLength: 3 });

const absent = <T>(items: readonly T[], form: Json): Json => (items.length === 0 ? {} : form);

/** `KEY=value` items or a map. */
const pairs = some(fc.tuple(variable, word), ([key]) => key);

const environment = fc
  .tuple(
    pairs,
    fc.boolean(),
    some(fc.tuple(fc.constantFrom('S1', 'S2'), word), ([key]) => key),
    fc.option(word),
  )
  .map(([written, isList, set, merged]): Part => {
    const form = isList ? written.map(([key, value]) => `${key}=${value}`) : Object.fromEntries(written);
    const all = [...written, ...set, ...(merged === null ? [] : [['M', merged] as const])];
    return {
      props: absent(written, { environment: form }),
      verbs: [
        ...set.map(
          ([key, value]) =>
            (web: Service) =>
              web.setEnvironment(key, value),
        ),
        (web) => (merged === null ? undefined : web.merge({ environment: { M: merged } })),
      ],
      means: absent(all, { environment: Object.fromEntries(all) }),
    };
  });

const labels = fc.tuple(pairs, fc.boolean(), fc.option(word)).map(([written, isList, merged]): Part => {
  const form = isList ? written.map(([key, value]) => `${key}=${value}`) : Object.fromEntries(written);
  const all = [...written, ...(merged === null ? [] : [['m', merged] as const])];
  return {
    props: absent(written, { labels: form }),
    verbs: [(web) => (merged === null ? undefined : web.merge({ labels: isList ? [`m=${merged}`] : { m: merged } }))],
    means: absent(all, { labels: Object.fromEntries(all) }),
  };
});

const network = fc.record({ name, aliases: fc.constantFrom([], ['x'], ['x', 'y']) });
const networks = fc
  .tuple(
    some(network, ({ name }) => name),
    fc.boolean(),
    fc.array(network, { maxLength: 3 }),
  )
  .map(([written, isList, joined]): Part => {
    const options = (aliases: readonly string[]): Json | null => (aliases.length === 0 ? null : { aliases });
    const known = isList ? written.map((one) => ({ ...one, aliases: [] as string[] })) : written;
    const form = isList
      ? written.map(({ name }) => name)
      : Object.fromEntries(known.map((one) => [one.name, options(one.aliases)]));
    const all = new Map<string, readonly string[]>();
    for (const { name, aliases } of [...known, ...joined]) {
      all.set(name, [...new Set([...(all.get(name) ?? []), ...aliases])]);
    }
    const means = Object.fromEntries([...all].map(([key, aliases]) => [key, options(aliases)]));
    return {
      props: absent(written, { networks: form }),
      verbs: joined.map(
        ({ name, aliases }) =>
          (web, others) =>
            web.join(others.networks[name] as Network, aliases.length === 0 ? {} : { aliases }),
      ),
      means: { networks: all.size === 0 ? { default: null } : means },
    };
  });

const CONDITIONS = ['service_started', 'service_healthy', 'service_completed_successfully'] as const;
const dependency = fc.record({ name, condition: fc.constantFrom<StartCondition>(...CONDITIONS) });
const dependsOn = fc
  .tuple(
    some(dependency, ({ name }) => name),
    fc.boolean(),
    fc.array(dependency, { maxLength: 3 }),
  )
  .map(([written, isList, after]): Part => {
    const known = isList ? written.map(({ name }) => ({ name, condition: CONDITIONS[0] })) : written;
    const strictest = new Map<string, number>();
    for (const { name, condition } of [...known, ...after]) {
      strictest.set(name, Math.max(strictest.get(name) ?? 0, CONDITIONS.indexOf(condition)));
    }
    const all = [...strictest].map(([key, index]) => [key, { condition: CONDITIONS[index], required: true }]);
    return {
      props: absent(written, {
        depends_on: isList
          ? written.map(({ name }) => name)
          : Object.fromEntries(written.map(({ name, condition }) => [name, { condition }])),
      }),
      verbs: after.map(
        ({ name, condition }) =>
          (web, others) =>
            web.startAfter(others.services[name] as Service, condition),
      ),
      means: absent(all, { depends_on: Object.fromEntries(all) }),
    };
  });

interface Mount {
  readonly form?: unknown;
  readonly verb?: (web: Service, others: Others) => void;
  readonly means: Json;
}

const mount = fc
  .tuple(
    fc.constantFrom('volume', 'short', 'ro', 'bind', 'long', 'longbind', 'tmpfs', 'anonymous', 'verb'),
    name,
    fc.boolean(),
  )
  .map(([kind, source, read_only]) => (target: string): Mount => {
    const flag = read_only ? { read_only } : {};
    const host = (): Json => ({ type: 'bind', source: join(root, 'data'), target, bind: { create_host_path: true } });
    switch (kind) {
      case 'volume':
      case 'short':
        return { form: `${source}:${target}`, means: { type: 'volume', source, target } };
      case 'ro':
        return { form: `${source}:${target}:ro`, means: { type: 'volume', source, target, read_only: true } };
      case 'bind':
        return { form: `./data:${target}${read_only ? ':ro' : ''}`, means: { ...host(), ...flag } };
      case 'long':
        return {
          form: { type: 'volume', source, target, ...flag, volume: { nocopy: true } },
          means: { type: 'volume', source, target, ...flag, volume: { nocopy: true } },
        };
      case 'longbind':
        return {
          form: { type: 'bind', source: 'data', target, ...flag },
          means: { ...host(), bind: undefined, ...flag },
        };
      case 'tmpfs':
        return {
          form: { type: 'tmpfs', target, tmpfs: { size: 1024 } },
          means: { type: 'tmpfs', target, tmpfs: { size: '1024' } },
        };
      case 'anonymous':
        return { form: target, means: { type: 'volume', target } };
      default:
        return {
          verb: (web, others) => web.mount(others.volumes[source] as Volume, { at: target, readOnly: read_only }),
          means: { type: 'volume', source, target, ...flag, ...(read_only && { volume: { nocopy: true } }) },
        };
    }
  });

const volumes = fc.array(mount, { maxLength: 4 }).map((kinds): Part => {
  const made = kinds.map((kind, index) => kind(`/mnt/${index}`));
  const written = made.filter(({ form }) => form !== undefined);
  const called = made.flatMap(({ verb }) => (verb ? [verb] : []));
  const all = [...written, ...made.filter(({ verb }) => verb)];
  return {
    props: absent(written, { volumes: written.map(({ form }) => form) }),
    verbs: called,
    means: absent(all, { volumes: all.map(({ means }) => means) }),
  };
});

const port = fc
  .tuple(fc.constantFrom('number', 'target', 'pair', 'address', 'long', 'merge'), fc.boolean())
  .map(
    ([kind, isUdp]) =>
      (index: number): { readonly form: unknown; readonly isMerged?: boolean; readonly means: Json } => {
        const [target, published] = [8000 + index, String(9000 + index)];
        const protocol = isUdp ? 'udp' : 'tcp';
        const suffix = isUdp ? '/udp' : '';
        const means = { mode: 'ingress', target, protocol };
        switch (kind) {
          case 'number':
            return { form: target, means: { ...means, protocol: 'tcp' } };
          case 'target':
            return { form: `${target}${suffix}`, means };
          case 'pair':
            return { form: `${published}:${target}${suffix}`, means: { ...means, published } };
          case 'address':
            return {
              form: `127.0.0.1:${published}:${target}${suffix}`,
              means: { ...means, published, host_ip: '127.0.0.1' },
            };
          case 'merge':
            return { form: `${published}:${target}${suffix}`, isMerged: true, means: { ...means, published } };
          default:
            return {
              form: { target, published: Number(published), protocol },
              means: { ...means, published },
            };
        }
      },
  );

const ports = fc.array(port, { maxLength: 4 }).map((kinds): Part => {
  const made = kinds.map((kind, index) => kind(index));
  const written = made.filter(({ isMerged }) => !isMerged);
  const merged = made.filter(({ isMerged }) => isMerged);
  const all = [...written, ...merged];
  return {
    props: absent(written, { ports: written.map(({ form }) => form) }),
    verbs: merged.map(
      ({ form }) =>
        (web) =>
          web.merge({ ports: [form as string] }), // those are short
    ),
    means: absent(all, { ports: all.map(({ means }) => means) }),
  };
});

const file = fc.record({ name, form: fc.constantFrom('short', 'long', 'renamed', 'verb', 'verb renamed') });
const secrets = some(file, ({ name, form }) => `${name}${form.includes('renamed')}`).map((files): Part => {
  const target = ({ name, form }: (typeof files)[number]): string =>
    form.includes('renamed') ? `${name}-renamed` : name;
  const written = files.filter(({ form }) => !form.startsWith('verb'));
  const called = files.filter(({ form }) => form.startsWith('verb'));
  const forms = written.map((one) =>
    one.form === 'short' ? one.name : { source: one.name, ...(one.form === 'renamed' && { target: target(one) }) },
  );
  const all = [...written, ...called];
  return {
    props: absent(written, { secrets: forms }),
    verbs: called.map(
      (one) => (web, others) =>
        web.readSecret(others.secrets[one.name] as Secret, target(one) === one.name ? {} : { as: target(one) }),
    ),
    means: absent(all, {
      secrets: all.map((one) => ({
        source: one.name,
        target: target(one) === one.name ? `/run/secrets/${one.name}` : target(one),
      })),
    }),
  };
});

const configs = some(file, ({ name, form }) => `${name} ${form === 'short' ? 'long' : form}`).map((files): Part => {
  const called = files.filter(({ form }) => form.startsWith('verb'));
  const written = files.filter(({ form }) => !form.startsWith('verb'));
  const forms = written.map(({ name, form }) =>
    form === 'short' ? name : { source: name, ...(form === 'renamed' && { target: `/etc/${name}` }) },
  );
  const means = written.map(({ name, form }) => ({
    source: name,
    // Compose puts the others at `/name`, and does not show it
    ...(form === 'renamed' && { target: `/etc/${name}` }),
  }));
  const at = ({ name, form }: (typeof files)[number]): string => `/etc/${name}.${form.length}`;
  const all = [...means, ...called.map((one) => ({ source: one.name, target: at(one) }))];
  return {
    props: absent(written, { configs: forms }),
    verbs: called.map((one) => (web, others) => web.readConfig(others.configs[one.name] as Config, { at: at(one) })),
    means: absent(all, { configs: all }),
  };
});

/** Properties in one of their forms, which verbs do not touch. */
const PLAIN: readonly (readonly [Json, Json])[] = [
  [{ command: 'serve -v' }, { command: ['serve', '-v'] }],
  [{ command: ['a b', '$c'] }, { command: ['a b', '$c'] }],
  [{ command: [] }, { command: [] }],
  [{ entrypoint: '/run --now' }, { entrypoint: ['/run', '--now'] }],
  [{ dns: '1.1.1.1' }, { dns: ['1.1.1.1'] }],
  [{ dns: ['1.1.1.1', '8.8.8.8'] }, { dns: ['1.1.1.1', '8.8.8.8'] }],
  [{ tmpfs: '/run' }, { tmpfs: ['/run'] }],
  [{ healthcheck: { test: 'true' } }, { healthcheck: { test: ['CMD-SHELL', 'true'] } }],
  [
    { healthcheck: { test: ['CMD', 'true'], interval: '90s' } },
    { healthcheck: { test: ['CMD', 'true'], interval: '1m30s' } },
  ],
  [{ ulimits: { nofile: 5, nproc: { soft: 1, hard: 2 } } }, { ulimits: { nofile: 5, nproc: { soft: 1, hard: 2 } } }],
  [{ build: './app' }, { build: { context: 'ROOT/app', dockerfile: 'Dockerfile' } }],
  [
    { build: { context: 'app', args: ['A=$b'] } },
    { build: { context: 'ROOT/app', dockerfile: 'Dockerfile', args: { A: '$b' } } },
  ],
  [{ expose: [80, '81/udp'] }, { expose: ['80', '81/udp'] }],
  [{ extra_hosts: ['a:10.0.0.1'] }, { extra_hosts: ['a=10.0.0.1'] }],
  [{ extra_hosts: { a: '10.0.0.1' } }, { extra_hosts: ['a=10.0.0.1'] }],
  [
    { cap_drop: ['ALL'], read_only: true },
    { cap_drop: ['ALL'], read_only: true },
  ],
  [
    { mem_limit: '64m', init: true, profiles: ['a'] },
    { mem_limit: '67108864', init: true, profiles: ['a'] },
  ],
  [{}, {}],
];
const plain = fc.constantFrom(...PLAIN).map(([props, means]): Part => ({ props, verbs: [], means }));

const service = fc
  .tuple(environment, labels, networks, dependsOn, volumes, ports, secrets, configs, plain)
  .chain((parts) => {
    const verbs = parts.flatMap((part) => part.verbs);
    return fc.shuffledSubarray(verbs, { minLength: verbs.length }).map(
      (shuffled): Part => ({
        props: Object.assign({}, ...parts.map(({ props }) => props)),
        verbs: shuffled,
        means: Object.assign({ command: null, entrypoint: null }, ...parts.map(({ means }) => means)),
      }),
    );
  });

function stackOf(services: readonly Part[]): { readonly yaml: string; readonly long: string } {
  const app = new App({ root });
  // marks of what changed are no form that anybody wrote
  const stack = new Stack(app, 'forms', { environment: Environment.development(), noticesChanges: false });
  const each = <T>(make: (name: string) => T): Readonly<Record<string, T>> =>
    Object.fromEntries(NAMES.map((name) => [name, make(name)]));
  const healthcheck = { test: ['CMD', 'true'] };
  const others: Others = {
    services: each((name) => new Service(stack, name, { image: 'x:1', healthcheck })),
    networks: each((name) => new NetworkElement(stack, name)),
    volumes: each((name) => new VolumeElement(stack, name)),
    secrets: each((name) => new SecretElement(stack, name, { file: './data' })),
    configs: each((name) => new Config(stack, name, { file: './data' })),
  };
  for (const [index, { props, verbs }] of services.entries()) {
    // every part is a part of one
    const web = new Service(stack, `s${index}`, { image: 'x:1', ...props } as ServiceProps);
    for (const verb of verbs) verb(web, others);
  }
  // two published ports of one number, a mount that is missing: none of it is about forms
  const { stacks, diagnostics } = generate(app);
  const [made] = stacks;
  const wrong = diagnostics.filter(({ id, severity }) => severity === 'error' && id !== 'host-port-taken');
  expect(wrong).toEqual([]);
  if (made === undefined) throw new Error('there is no stack');
  const { project, canonical, paths } = made.assembly;
  const printed = (one: Project): string => printCompose(seenFromFolder(one, paths));
  // a project in long syntax is one
  return { yaml: printed(project), long: printed(canonical as Project) };
}

function shown(yaml: string): Readonly<Record<string, Json>> {
  const { status, stdout, stderr } = composeConfig(
    folder,
    yaml,
    { DOCKER_HOST: 'unix:///nonexistent', COMPOSE_PROFILES: '*' },
    '--format',
    'json',
  );
  if (status !== 0) throw new Error(stderr);
  const { services } = JSON.parse(stdout.replaceAll('$$', '$'), (key, value) => {
    // what Compose adds to a volume in short syntax
    if (key === 'volume' && Object.keys(value).length === 0) return undefined;
    return key === 'nofile' && typeof value === 'object' && value.soft === value.hard ? value.soft : value;
  }) as { services: Readonly<Record<string, Json>> };
  return services;
}

/** Lists in which order says nothing, sorted; and what depends on the machine. */
function meant(service: Json): unknown {
  return JSON.parse(JSON.stringify({ image: 'x:1', ...service }).replaceAll('ROOT', root), (key, value) => {
    if (Array.isArray(value) && ['volumes', 'ports', 'secrets', 'configs', 'aliases', 'dns'].includes(key)) {
      return value.map((item) => JSON.stringify(sorted(item))).sort();
    }
    return value;
  });
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}

describe('a service of any forms with verbs and merges', () => {
  it('is to Compose everything that was said, and nothing else, and so is its canonical form', () => {
    fc.assert(
      fc.property(fc.array(service, { minLength: 8, maxLength: 24 }), (services) => {
        const { yaml, long } = stackOf(services);
        const seen = shown(yaml);
        for (const [index, { means }] of services.entries()) {
          expect(meant(seen[`s${index}`] ?? {})).toEqual(meant(means));
        }
        expect(shown(long)).toEqual(seen);
      }),
      { numRuns: 24, endOnFailure: true },
    );
  });
});
