/**
 * Merging against the judge: whatever Compose makes of two files, it makes of the one that they merge to here.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc, { type Arbitrary } from 'fast-check';
import type { Project } from '../../lib/languages/compose';
import { isPlainMap } from '../../lib/languages/compose/data';
import type { Finding } from '../../lib/languages/compose/finding';
import { deriveOverlay, mergeProjects, type Overlay } from '../../lib/languages/compose/merge';
import { bare } from '../../lib/languages/compose/merge/values';
import { Remove, Replace } from '../../lib/languages/compose/overlay';
import { network, service, volume } from '../lib/languages/compose/merge/services';
import { prepareFolder, printTagged, type Reading, readFiles, SURROUNDINGS } from './compose-pairs';

/** How many projects; more by hand. */
const ROUNDS = Number(process.env['MERGE_ROUNDS'] ?? 3);
const SEED = Number(process.env['MERGE_SEED'] ?? 1);
const SIZE = 40;

type Section = 'services' | 'networks' | 'volumes';
type Pair = readonly [one: unknown, other: unknown];

const folder = mkdtempSync(join(tmpdir(), 'compose-merge-'));
beforeAll(() => prepareFolder(folder));
afterAll(() => rmSync(folder, { recursive: true }));

function pairsOf(arbitrary: Arbitrary<unknown>, seed: number): readonly Pair[] {
  return fc.sample(fc.tuple(arbitrary, arbitrary), { seed: SEED * 1000 + seed, numRuns: SIZE });
}

/** One side of all pairs as a project. */
function projectOf(section: Section, pairs: readonly Pair[], side: 0 | 1): Project {
  const elements = Object.fromEntries(pairs.map((pair, index) => [`e${index}`, pair[side]]));
  return { [section]: elements } as Project; // of generated elements
}

function withSurroundings(project: Project, section: Section): Project {
  const around = { ...SURROUNDINGS, services: { ...SURROUNDINGS.services } };
  const images = Object.keys(project.services ?? {}).map((name) => [name, { image: 'x', ...project.services?.[name] }]);
  if (section === 'services') return { ...around, services: { ...around.services, ...Object.fromEntries(images) } };
  const elements = Object.keys(project[section] ?? {});
  const user = {
    image: 'x',
    [section === 'networks' ? 'networks' : 'volumes']: elements.map((name) =>
      section === 'networks' ? name : `${name}:/${name}`,
    ),
  };
  return { ...around, services: { ...around.services, user }, [section]: { ...around[section], ...project[section] } };
}

interface Tally {
  read: number;
  refused: number;
}

/** Calls `judge` with groups of pairs that Compose reads together, and with each that it refuses alone. */
function eachReadable(
  section: Section,
  pairs: readonly Pair[],
  tally: Tally,
  files: (pairs: readonly Pair[]) => readonly unknown[],
  judge: (pairs: readonly Pair[], reading: Reading) => void,
): void {
  const reading = readFiles(folder, ...files(pairs));
  if (reading.problem !== undefined && pairs.length > 1) {
    const middle = Math.ceil(pairs.length / 2);
    for (const half of [pairs.slice(0, middle), pairs.slice(middle)]) eachReadable(section, half, tally, files, judge);
    return;
  }
  tally[reading.problem === undefined ? 'read' : 'refused'] += pairs.length;
  judge(pairs, reading);
}

/** The service with every third of its properties taken away or put in place of what was there. */
function tagged(element: unknown, seed: number): unknown {
  if (!isPlainMap(element)) return element;
  return Object.fromEntries(
    Object.entries(element).map(([key, value], index) => {
      const turn = (seed + index) % 5;
      // A tagged scalar is read as a string.
      const isWhole = typeof value === 'string' || Array.isArray(value) || isPlainMap(value);
      if (turn === 0) return [key, new Remove()];
      if (turn === 1 && isWhole) return [key, new Replace(value)];
      return [key, turn === 2 ? tagged(value, seed + index) : value];
    }),
  );
}

describe.each<[string, Section, Arbitrary<unknown>, number]>([
  ['services', 'services', service(), ROUNDS],
  [
    'tagged services',
    'services',
    fc.tuple(service(2), fc.nat(4)).map(([element, seed]) => tagged(element, seed)),
    Math.ceil(ROUNDS / 2),
  ],
  ['networks', 'networks', network, Math.ceil(ROUNDS / 3)],
  ['volumes', 'volumes', volume, Math.ceil(ROUNDS / 6)],
])('%s of two files', (_, section, arbitrary, rounds) => {
  test('are what Compose makes of both', () => {
    const tally: Tally = { read: 0, refused: 0 };
    for (let round = 0; round < rounds; round++) {
      const files = (pairs: readonly Pair[]): [Project, Overlay<Project>] => [
        withSurroundings(bare(projectOf(section, pairs, 0)) as Project, section),
        projectOf(section, pairs, 1),
      ];
      eachReadable(section, pairsOf(arbitrary, round), tally, files, (pairs, both) => {
        const [base, overlay] = files(pairs);
        const findings: Finding[] = [];
        const merged = mergeProjects(base, overlay, { report: (finding) => findings.push(finding) });
        const one = readFiles(folder, merged);
        if (both.problem !== undefined) return;
        expect(one.problem).toBeUndefined();
        expect(findings.filter(({ id }) => id !== 'reset-without-effect')).toEqual([]);
        for (const [index, pair] of pairs.entries()) same(one, both, section, index, pair, merged);
      });
    }
    expect(tally.read).toBeGreaterThan(tally.refused);
  });

  test('become each other by the overlay that is derived', () => {
    const tally: Tally = { read: 0, refused: 0 };
    for (let round = 0; round < rounds; round++) {
      const to = (pairs: readonly Pair[]): Project =>
        withSurroundings(bare(projectOf(section, pairs, 1)) as Project, section);
      const from = (pairs: readonly Pair[]): Project =>
        withSurroundings(bare(projectOf(section, pairs, 0)) as Project, section);
      const readable: Pair[] = [];
      eachReadable(
        section,
        pairsOf(arbitrary, round + 500),
        { read: 0, refused: 0 },
        (some) => [from(some)],
        (some, { problem }) => {
          if (problem === undefined) readable.push(...some);
        },
      );
      eachReadable(
        section,
        readable,
        tally,
        (some) => [to(some)],
        (some, wanted) => {
          if (wanted.problem !== undefined) return;
          const overlay = deriveOverlay(from(some), to(some));
          const both = readFiles(folder, from(some), overlay);
          if (both.problem !== undefined)
            throw new Error(`${both.problem} ${printTagged(from(some))}\n${printTagged(overlay)}`);
          for (const [index, pair] of some.entries()) same(both, wanted, section, index, pair, overlay);
        },
      );
    }
    expect(tally.read).toBeGreaterThan(tally.refused);
  });
});

function same(given: Reading, wanted: Reading, section: Section, index: number, pair: Pair, whole: unknown): void {
  const name = `e${index}`;
  const tell = JSON.stringify({ pair, whole: (whole as Project)[section]?.[name] }, null, 1);
  expect({ tell, read: plain(given[section][name]) }).toEqual({ tell, read: plain(wanted[section][name]) });
}

/** What says nothing, in one form: networks without settings and mounts without options are printed as written. */
function plain(read: unknown): unknown {
  return JSON.parse(
    JSON.stringify(read, (key, value: unknown) => {
      if (key === 'volume' && JSON.stringify(value) === '{}') return undefined;
      return /^[nm]\d$/.test(key) && value === null ? {} : value;
    }),
  );
}
