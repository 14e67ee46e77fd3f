/**
 * What `docker compose config` makes of several files at once.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interpolate, isDeferred, type Project } from '../../lib/languages/compose';
import { isOverride, isReset } from '../../lib/languages/compose/overlay';

type Entry = Readonly<Record<string, unknown>>;

/** What all services of these tests may speak of. */
export const SURROUNDINGS: Project = {
  services: { d1: { image: 'd' }, d2: { image: 'd' }, d3: { image: 'd' } },
  networks: { n1: null, n2: null, n3: null },
  volumes: { v1: null, v2: null },
  secrets: { s1: { file: './s1' }, s2: { file: './s2' } },
  configs: { c1: { file: './c1' }, c2: { file: './c2' } },
  models: { m1: { model: 'ai/m1' }, m2: { model: 'ai/m2' } },
};

/** A folder with the files of variables that the services of these tests read. */
export function prepareFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'a.env'), 'A=from-a\na=from-a\n');
  writeFileSync(join(folder, 'b.env'), 'B=from-b\na=from-b\n');
}

/** Any data as YAML, tags included: JSON is YAML. */
export function printTagged(value: unknown): string {
  if (isReset(value)) return '!reset null';
  if (isOverride(value)) {
    if (value.value === null) throw new Error('!override null would be the string "null"');
    return `!override ${printTagged(value.value)}`;
  }
  if (typeof value === 'string') return JSON.stringify(interpolate(value));
  if (isDeferred(value)) return JSON.stringify(interpolate(value));
  if (Array.isArray(value)) return `[${value.map(printTagged).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}: ${printTagged(item)}`).join(', ')}}`;
}

export interface Reading {
  /** Why Compose refused. */
  readonly problem?: string;
  readonly services: Readonly<Record<string, Entry>>;
  readonly networks: Readonly<Record<string, Entry>>;
  readonly volumes: Readonly<Record<string, Entry>>;
}

/** The files as Compose reads them together. */
export function readFiles(folder: string, ...files: readonly unknown[]): Reading {
  const names = files.map((file, index) => {
    const name = join(folder, `${index}.yaml`);
    writeFileSync(name, `${printTagged(file)}\n`);
    return name;
  });
  const args = [
    'compose',
    '-p',
    'kitteh',
    '--profile',
    '*',
    ...names.flatMap((name) => ['-f', name]),
    'config',
    '--format',
    'json',
  ];
  const { PATH, HOME, DOCKER_CONFIG } = process.env;
  const answer = spawnSync('docker', args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH, HOME, DOCKER_HOST: 'unix:///nonexistent', ...(DOCKER_CONFIG === undefined ? {} : { DOCKER_CONFIG }) },
  });
  if (answer.error !== undefined) throw new Error(`docker compose is needed here: ${answer.error.message}`);
  const nothing = { services: {}, networks: {}, volumes: {} };
  if (answer.status !== 0) return { ...nothing, problem: answer.stderr };
  const read = JSON.parse(answer.stdout) as Partial<Reading>;
  return { ...nothing, ...read };
}
