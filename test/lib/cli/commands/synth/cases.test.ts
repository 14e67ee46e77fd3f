/**
 * Each folder in `cases` is a project: what is in it, and in `expected.json` what the command does there.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Project } from '../../project';

interface Expected {
  readonly args?: readonly string[];
  readonly exit: number;
  /** All of it, or fragments that appear in this order. */
  readonly stdout: string | readonly string[];
  readonly stderr: string | readonly string[];
  /** Fragments of written files. */
  readonly file?: Readonly<Record<string, readonly string[]>>;
}

const CASES = join(__dirname, 'cases');

describe('synth in a project', () => {
  it.each(readdirSync(CASES))('%s', (name) => {
    // The form of all expected.json.
    const expected = JSON.parse(readFileSync(join(CASES, name, 'expected.json'), 'utf8')) as Expected;
    const project = new Project(join(CASES, name));
    // The second run takes what the first one cached.
    for (const run of ['first run', 'second run']) {
      const { status, stdout, stderr } = project.synth(expected.args);
      const outcome = {
        run,
        status,
        stdout: matched(stdout, expected.stdout),
        stderr: matched(stderr, expected.stderr),
      };
      expect(outcome).toEqual({ run, status: expected.exit, stdout: expected.stdout, stderr: expected.stderr });
    }
    for (const [path, fragments] of Object.entries(expected.file ?? {})) {
      expect(matched(readFileSync(project.path(path), 'utf8'), fragments)).toEqual(fragments);
    }
  });
});

/** The expectation itself if the text meets it, else the text: so that a failure shows the text. */
function matched(text: string, expected: string | readonly string[]): string | readonly string[] {
  if (typeof expected === 'string') return text;
  let from = 0;
  for (const fragment of expected) {
    const at = text.indexOf(fragment, from);
    if (at < 0) return text;
    from = at + fragment.length;
  }
  return expected;
}
