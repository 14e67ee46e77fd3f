/** A second target, planted: nothing but the target itself knows which engine runs a stack. */
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Artifact, Config, Environment, Service, Stack, type StackProps, write } from '../../../lib';
import { type Assembly, diagnoseAt, onDemand, type Target } from '../../../lib/assembly';
import { describe as describeRun, document } from '../../../lib/cli/commands/synth/report';
import { type GenerateResult, generateFor } from '../../../lib/synth';
import { idsOf, lineOf } from '../tree';

/** Runs services of a JSON file, knows no privileges, and takes two commands to start. */
const runner: Target = {
  name: 'runner',
  reserved: ['stack.json'],
  reading: (service, files) => ({ ...service, annotations: { read: files.map(({ content }) => content).join('|') } }),
  check: ({ canonical, origins }) =>
    Object.entries(canonical.services ?? {})
      .filter(([, { privileged }]) => privileged === true)
      .map(([name]) =>
        diagnoseAt(origins.get('services', name, ['privileged']), {
          id: 'runner-refuses',
          message: 'privileged: The runner has no privileges to give.',
          remedy: 'Take it away.',
        }),
      ),
  files: (assembly) => new Map([['stack.json', { content: content(assembly), construct: 'shop' }], ...assembly.files]),
  commands: (assembly) => {
    const file = { path: join(assembly.paths.folder, 'stack.json') };
    return {
      before: [],
      start: [
        ['runner', 'load', file],
        ['runner', 'start', '--all', `it's ${assembly.name}`],
      ],
      stop: [['runner', 'stop']],
      jobs: new Map(),
      recreate: new Map(),
      onDemand: new Map(onDemand(assembly).map((name) => [name, [['runner', 'once', file, name]]])),
    };
  },
};

function content({ project, paths }: Assembly): string {
  const files = Object.values(project.configs ?? {}).map(({ file }) => [file, paths.generated(String(file))]);
  return `${JSON.stringify({ services: project.services, files }, null, 2)}\n`;
}

const image = 'busybox:1.37';

class Shop extends Stack {
  constructor(scope: App, id: string, props: StackProps) {
    super(scope, id, props);
    const motd = new Artifact(this, 'motd', { file: 'web/motd', render: () => 'Welcome\n' });
    const web = new Service(this, 'web', { image, volumes: ['./photos:/photos'], labels: { a: 'b' } });
    web.readConfig(new Config(this, 'Motd', { file: motd }), { at: '/etc/motd' });
    web.override('annotations.own', 'last');
    new Service(this, 'report', { image, profiles: ['report'] });
  }
}

describe('a second target', () => {
  let root: string;
  beforeAll(() => {
    root = realpathSync(mkdtempSync(join(tmpdir(), 'second-target-')));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  function generation(build: (stack: Stack) => unknown = () => undefined): GenerateResult {
    const app = new App({ root });
    build(new Shop(app, 'shop', { environment: Environment.development() }));
    return generateFor(runner, app);
  }

  it('gets the stack in the language of Compose, with paths as its author wrote them', () => {
    const file = generation().stacks[0]?.files.get('stack.json');
    expect(JSON.parse(file?.content ?? '')).toEqual({
      services: {
        web: {
          image,
          volumes: ['./photos:/photos'],
          labels: { a: 'b' },
          configs: [{ source: 'Motd', target: '/etc/motd' }],
          annotations: { read: 'Welcome\n', own: 'last' },
        },
        report: { image, profiles: ['report'] },
      },
      files: [['./synth.out/shop/web/motd', 'web/motd']],
    });
  });

  it('keeps names of its own for itself, and no others', () => {
    const named = (file: string): readonly string[] =>
      idsOf(generation((stack) => new Artifact(stack, 'mine', { file, render: () => '' })).diagnostics);
    const warned = named('compose.yaml');
    expect(named('stack.json')).toEqual(['artifact-path-taken: shop/mine', ...warned]);
    expect(named('manifest.json')).toEqual(['artifact-path-taken: shop/mine', ...warned]);
  });

  it('refuses at a place, beside what the rules find, and then nothing is made', () => {
    const { diagnostics, stacks } = generation((stack) => {
      new Service(stack, 'other', { image: 'busybox' }).override('privileged', true); // ← privileged
    });
    expect(idsOf(diagnostics)).toEqual([
      'runner-refuses: shop/other',
      'source-missing: shop/web',
      'image-unpinned: shop/other',
    ]);
    expect(diagnostics[0]?.location).toMatchObject({ file: __filename, line: lineOf(__filename, 'privileged') });
    expect(stacks[0]?.files.size).toBe(0);
  });

  it('is written like any other, and the command says how to run it', () => {
    const made = generation();
    const done = { generation: made, written: write(made) };
    expect(readdirSync(join(root, 'synth.out/shop')).sort()).toEqual(['manifest.json', 'stack.json', 'web']);
    expect(readFileSync(join(root, 'synth.out/shop/web/motd'), 'utf8')).toBe('Welcome\n');
    expect(describeRun({ diagnostics: [], done }, root)).toBe(
      [
        'shop  synth.out/shop  2 files: 2 written',
        '',
        'Next:',
        "  runner load synth.out/shop/stack.json && runner start --all 'it'\\''s shop'",
        '  runner once synth.out/shop/stack.json report   # when you want it',
        '',
      ].join('\n'),
    );
    expect(JSON.parse(document({ diagnostics: [], done }, join(root, 'synth.out')))).toMatchObject({
      stacks: [
        {
          next: "runner load shop/stack.json && runner start --all 'it'\\''s shop'",
          onDemand: ['runner once shop/stack.json report'],
        },
      ],
    });
  });
});
