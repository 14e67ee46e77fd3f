/** What a person types to run a stack with Docker Compose. */
import { type App, generate, Include, Service, type Stack, type StackProps } from '../../../../lib';
import type { StackCommands } from '../../../../lib/assembly';
import { commandLine } from '../../../../lib/cli/shared/command-line';
import { newStack } from '../../tree';

const image = 'busybox:1.37';
const FILE = '-f synth.out/shop/compose.yaml';

function commandsOf(build: (stack: Stack) => unknown, props: Partial<StackProps> = {}): StackCommands | undefined {
  const stack = newStack(props);
  build(stack);
  return generate(stack.node.root as App).stacks[0]?.commands; // `newStack` made it in an App
}

/** As `synth` prints them beside `stack.ts`. */
function linesOf(build: (stack: Stack) => unknown, props?: Partial<StackProps>): Record<string, unknown> {
  const { start = [], stop = [], onDemand = new Map() } = commandsOf(build, props) ?? {};
  const line = (commands: StackCommands['start']): string | undefined => commandLine(commands, '/srv/shop');
  return {
    start: line(start),
    stop: line(stop),
    ...Object.fromEntries([...onDemand].map(([name, run]) => [name, line(run)])),
  };
}

describe('the commands of a stack', () => {
  it('start it and wait, and stop it', () => {
    expect(linesOf((stack) => new Service(stack, 'web', { image }))).toEqual({
      start: `docker compose ${FILE} up --wait`,
      stop: `docker compose ${FILE} down`,
    });
  });

  it('build what is to build', () => {
    const { start } = linesOf((stack) => new Service(stack, 'web', { build: 'https://example.org/web.git' }));
    expect(start).toBe(`docker compose ${FILE} up --build --wait`);
  });

  it('name the files with values for its variables, quoted where a shell asks for it', () => {
    const { start } = linesOf((stack) => new Service(stack, 'web', { image }), { envFile: ['.env', "it's all.env"] });
    expect(start).toBe(`docker compose --env-file .env --env-file 'it'\\''s all.env' ${FILE} up --wait`);
  });

  it('run what a person asks for by name, in a container that goes away', () => {
    const lines = linesOf((stack) => new Service(stack, 'report', { image, profiles: ['report'] }));
    expect(lines['report']).toBe(`docker compose ${FILE} run --rm report`);
  });

  it('start a server behind a profile with its ports, which `run` would not publish, and stop it with the rest', () => {
    const lines = linesOf((stack) => {
      new Service(stack, 'admin', { image, profiles: ['tools'], ports: ['127.0.0.1:5050:80'] });
      new Service(stack, 'mail', { image, profiles: ['tools', 'mail'], restart: 'unless-stopped' });
      new Service(stack, 'probe', { image, profiles: ['debug'], healthcheck: { test: ['CMD', 'true'] } });
      new Service(stack, 'report', { image, profiles: ['report'] });
    });
    expect(lines).toEqual({
      start: `docker compose ${FILE} up --wait`,
      stop: `docker compose ${FILE} --profile tools --profile debug down`,
      admin: `docker compose ${FILE} --profile tools up --wait`,
      mail: `docker compose ${FILE} --profile tools up --wait`,
      probe: `docker compose ${FILE} --profile debug up --wait`,
      report: `docker compose ${FILE} run --rm report`,
    });
  });

  it('say above a service how it is started', () => {
    const stack = newStack();
    new Service(stack, 'admin', { image, profiles: ['tools'], ports: ['127.0.0.1:5050:80'] });
    const [made] = generate(stack.node.root as App).stacks;
    expect(made?.files.get('compose.yaml')?.content).toContain(
      '# Not started by `up`; start it with: docker compose -f compose.yaml --profile tools up --wait\n  admin:',
    );
  });

  it('start no part of a project, and do start one that includes the rest', () => {
    const part = linesOf((stack) => new Service(stack, 'web', { image }), { fragment: true });
    expect([part['start'], part['stop']]).toEqual([undefined, undefined]);
    const whole = linesOf((stack) => new Include(stack, 'rest', { path: './rest.yaml' }), { fragment: true });
    expect(whole['start']).toBe(`docker compose ${FILE} up --wait`);
  });

  it('are none where something is wrong', () => {
    expect(commandsOf((stack) => new Service(stack, 'web', {}))).toEqual({
      before: [],
      start: [],
      stop: [],
      jobs: new Map(),
      recreate: new Map(),
      onDemand: new Map(),
    });
  });
});
