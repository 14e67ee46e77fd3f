/**
 * Whether `checkCompose` and `checkMeaning` reject exactly what Compose rejects. Needs the compose plugin alone, no engine.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  checkCompose,
  checkMeaning,
  checkStart,
  type Finding,
  parseCompose,
  printCompose,
} from '../../lib/languages/compose';
import { CASES, WARNINGS } from '../lib/languages/compose/meaning-cases';
import { mutate, randomOf } from './meaning/mutate';
import { richProject } from './meaning/project';

/** Where we and Compose disagree on purpose: what we say or it says, and why. */
const KNOWN: readonly (readonly [words: RegExp, reason: string])[] = [
  [/swallowed-name|bad-variable-name/, 'Compose drops the value without a word, or the container sees another name'],
  [/unknown-property.*"extends"/, 'Compose throws the whole of `extends` away before it asks the schema'],
  [/non-buildable service/, 'whether a service builds that extends another is known when the loader has merged them'],
  [/(env|label) file .* not found|is a directory/, 'files are for the loader to look for'],
];

const MUTATIONS = 120;
const SEED = 20_251;
const AT_A_TIME = 4;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compose-meaning-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What Compose says against a project; nothing if it takes it. */
function composeOf(project: Record<string, unknown>): Promise<string | undefined> {
  const { PATH, HOME, DOCKER_CONFIG } = process.env;
  const child = spawn('docker', ['compose', '-p', 'kitteh', '-f', '-', 'config', '-q'], {
    cwd: folder,
    env: { PATH, HOME, ...(DOCKER_CONFIG !== undefined && { DOCKER_CONFIG }), DOCKER_HOST: 'unix:///nonexistent' },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stdin.on('error', () => undefined).end(printCompose(project));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (status) => resolve(status === 0 ? undefined : said));
  });
}

async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return results;
}

function errorsIn(project: unknown): Finding[] {
  const findings = checkCompose(project);
  if (findings.length > 0) return findings;
  const senseless = checkMeaning(project).filter(({ severity }) => severity !== 'warning');
  return [...senseless, ...checkStart(project).filter(({ isRefused }) => isRefused)];
}

describe('Compose', () => {
  it('takes the project that uses everything, and so do we', async () => {
    expect(errorsIn(richProject())).toEqual([]);
    expect(checkMeaning(richProject())).toEqual([]);
    expect(await composeOf(richProject())).toBeUndefined();
  });

  it('rejects each case that we reject, for the same reason', async () => {
    const answers = await inTurns(CASES, ({ project }) => composeOf(project));
    const others = CASES.flatMap(({ title, compose }, index) =>
      compose.test(answers[index] ?? '') ? [] : [{ title, compose, said: answers[index] }],
    );
    expect(others).toEqual([]);
  });

  it('takes what we only warn of', async () => {
    const answers = await inTurns(WARNINGS, ({ project }) => composeOf(project));
    expect(answers).toEqual(WARNINGS.map(() => undefined));
  });

  it('rejects what we reject and takes what we take, wherever one thing is changed', async () => {
    const seeds = Array.from({ length: MUTATIONS }, (_, index) => SEED + index);
    const disagreements = await inTurns(seeds, async (seed) => {
      const project = richProject();
      const change = mutate(project, randomOf(seed));
      // What Compose reads is what was printed: without empty maps, for example.
      const ours = errorsIn(parseCompose(printCompose(project)).project);
      const compose = await composeOf(project);
      if ((ours.length === 0) === (compose === undefined)) return [];
      const words = `${JSON.stringify(ours[0] ?? '')} ${compose ?? ''}`;
      return KNOWN.some(([known]) => known.test(words)) ? [] : [{ seed, change, ours: ours[0], compose }];
    });
    expect(disagreements.flat()).toEqual([]);
  });
});
