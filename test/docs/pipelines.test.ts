/** The pipelines of docs/pipelines.md: YAML, and commands that there are. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { parse } from '../../lib/cli/parse';

const PAGE = readFileSync(join(__dirname, '../../docs/pipelines.md'), 'utf8');
const BLOCKS = [...PAGE.matchAll(/<!-- pipeline: (\w+) -->\n```yaml\n([\s\S]*?)```/g)].map(
  ([, kind = '', text = '']) => ({
    kind,
    text,
  }),
);

/** Every text in a document. */
const textsIn = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(textsIn)
      : [];

describe('the pipelines of the documentation', () => {
  it('are of GitHub and of GitLab', () => {
    expect(BLOCKS.map(({ kind }) => kind)).toEqual(['github', 'gitlab', 'gitlab']);
  });

  it.each(BLOCKS)('call synth as it can be called: $kind', ({ text }) => {
    const commands = textsIn(parseYaml(text)).flatMap((line) => /^npx synth([^>|&]*)/.exec(line)?.[1] ?? []);
    expect(commands.length).toBeGreaterThan(0);
    for (const command of commands) expect(parse(command.trim().split(/\s+/))).toMatchObject({ kind: 'run' });
  });

  it('pin every action by the digest of its commit', () => {
    const uses = [...PAGE.matchAll(/uses: (\S+)(.*)/g)];
    expect(uses.length).toBeGreaterThan(0);
    for (const [, action, version] of uses)
      expect(`${action}${version}`).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});
