/**
 * Arbitrary projects of several files in several folders.
 */
import fc from 'fast-check';
import { stringify } from 'yaml';

/** A tree of files by path, and which of them are passed with `-f`. */
export interface Tree {
  readonly contents: ReadonlyMap<string, string>;
  readonly files: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

const word = fc.constantFrom('a', 'b', 'c');
const value = fc.constantFrom('x', '${V:-v}', '${W}', '${IN}', '1', 'lit$$eral', '${IN:-d}', '${W:+w}');
const path = fc.constantFrom('.', './x', '../x', './${W:-w}/y', '/abs', 'x/y', '${P:-./p}');

const keyValues = fc.oneof(
  fc.dictionary(word, value, { maxKeys: 3 }),
  fc.uniqueArray(
    fc.tuple(word, value).map(([key, item]) => `${key}=${item}`),
    {
      selector: (item) => item[0],
      maxLength: 3,
    },
  ),
);

const service = fc.record(
  {
    image: fc.tuple(word, value).map((parts) => parts.join(':')),
    environment: keyValues,
    labels: keyValues,
    command: fc.oneof(value, fc.array(value, { maxLength: 2 })),
    ports: fc.uniqueArray(fc.constantFrom('80', '8080:80', '443:443/udp'), { maxLength: 2 }),
    volumes: fc.uniqueArray(
      fc
        .tuple(path, word)
        .map(([source, target]) => `${source === '.' || /^[x]/.test(source) ? `./${source}` : source}:/${target}`),
      { selector: (mount) => mount.slice(-1), maxLength: 2 },
    ),
    build: fc.oneof(path, fc.record({ context: path, args: keyValues }, { requiredKeys: [] })),
    env_file: fc.oneof(fc.constant('e.env'), fc.constant([{ path: './no.env', required: false }])),
    dns: fc.oneof(fc.constant('1.1.1.1'), fc.constant(['8.8.8.8'])),
    healthcheck: fc.record(
      { test: fc.constantFrom('true', ['CMD', 'x']), retries: fc.nat(9) },
      { requiredKeys: ['test'] },
    ),
    networks: fc.constantFrom(['default'], { default: { aliases: ['n'] } }),
    extra_hosts: fc.constantFrom(['h:1.2.3.4'], { h: '1.2.3.4', i: '::1' }),
    tmpfs: fc.constantFrom('/t', ['/u']),
    profiles: fc.constantFrom(['p'], ['q']),
  },
  { requiredKeys: ['image'] },
);

const FOLDERS = ['', 'one/', 'one/two/'] as const;

/**
 * Services have a name of their own in each file: Compose 2.40 sees circles where files repeat names.
 *
 * Files in which services extend those of files further down, so that nothing is a circle.
 */
export const tree: fc.Arbitrary<Tree> = fc
  .record({
    bases: fc.array(fc.record({ folder: fc.nat(2), s0: service, s1: service, to: fc.nat(3) }), {
      minLength: 1,
      maxLength: 3,
    }),
    included: fc.array(fc.record({ folder: fc.nat(2), s: service, extendsBase: fc.boolean(), env: fc.boolean() }), {
      maxLength: 2,
    }),
    main: fc.record({ s: service, t: service, extendsBase: fc.boolean(), extendsOwn: fc.boolean() }),
    override: fc.option(fc.record({ s: service, folder: fc.nat(2), extendsBase: fc.boolean() })),
  })
  .map(({ bases, included, main, override }) => {
    const contents = new Map<string, string>();
    const base = (index: number) => `${FOLDERS[bases[index]?.folder ?? 0]}base${index}.yaml`;
    const toBase = (folder: string) => ({
      file: `${'../'.repeat(folder.split('/').length - 1)}${base(0)}`,
      service: 's1of0',
    });
    bases.forEach(({ folder, s0, s1, to }, index) => {
      const next = bases[index + 1];
      const up = '../'.repeat(folder);
      const s0Extends =
        next && to > 1 ? { extends: { file: `${up}${base(index + 1)}`, service: `s1of${index + 1}` } } : {};
      const s1Extends = to % 2 === 1 ? { extends: `s0of${index}` } : {};
      contents.set(
        base(index),
        stringify({
          services: { [`s0of${index}`]: { ...s0, ...s0Extends }, [`s1of${index}`]: { ...s1, ...s1Extends } },
        }),
      );
    });
    included.forEach(({ folder, s, extendsBase, env }, index) => {
      const where = FOLDERS[folder] ?? '';
      const own = extendsBase ? { ...s, extends: toBase(where) } : s;
      contents.set(`${where}inc${index}.yaml`, stringify({ services: { [`inc${index}`]: own } }));
      if (env && folder > 0) contents.set(`${where}.env`, 'IN=inner\nW=${V-q}\n');
    });
    const include = included.map(({ folder }, index) => `${FOLDERS[folder]}inc${index}.yaml`);
    const s = main.extendsBase ? { ...main.s, extends: toBase('') } : main.s;
    const t = main.extendsOwn ? { ...main.t, extends: 's' } : main.t;
    contents.set('compose.yaml', stringify({ ...(include.length > 0 && { include }), services: { s, t } }));
    for (const folder of FOLDERS) contents.set(`${folder}e.env`, 'E=1\n');
    const files = ['compose.yaml'];
    if (override !== null) {
      const file = `${FOLDERS[override.folder]}over.yaml`;
      const own = override.extendsBase ? { ...override.s, extends: toBase('') } : override.s;
      contents.set(file, stringify({ services: { s: own } }));
      files.push(file);
    }
    return { contents, files, environment: { W: 'ww' } };
  });
