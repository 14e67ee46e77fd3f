/** Two hundred random renames of a production stack: each keeps every file, or is refused before anything is written. */
import { join } from 'node:path';
import {
  App,
  ComposeConstruct,
  type ConstructProps,
  compare,
  DataVolume,
  type Diagnostic,
  Environment,
  generate,
  Service,
  Stack,
  write,
} from 'compose-constructs';
import type { Construct } from 'constructs';
import { attempt, type ComposeProject, compose, Sources } from './support';

const ROUNDS = 10;
const BOXES = 20;
const name = `renames${process.pid}`;
const sources = new Sources('renames');
let project: ComposeProject;
afterAll(async () => {
  await project?.remove();
  sources.remove();
});

/** One service with its data, as its author writes it at some time. */
interface Box {
  /** What its service is called in the Compose file, which says how to ask it. */
  readonly first: string;
  readonly id: string;
  readonly from?: string;
  readonly volume: string;
  readonly volumeFrom?: string;
  readonly volumeName?: string;
  readonly label?: string;
  readonly around?: { readonly id: string; readonly from?: string };
  readonly command: readonly string[];
}

class Around extends ComposeConstruct {}

class Writer extends ComposeConstruct {
  constructor(scope: Construct, box: Box) {
    super(scope, box.id, renamed(box.from));
    const service = new Service(this, 'Default', { image: 'busybox:1.37', init: true, command: [...box.command] });
    const data = new DataVolume(this, box.volume, {
      ...renamed(box.volumeFrom),
      ...(box.volumeName !== undefined && { name: box.volumeName }),
      ...(box.label !== undefined && { labels: { team: box.label } }),
    });
    service.mount(data, { at: '/data' });
  }
}

function renamed(renamedFrom: string | undefined): ConstructProps {
  return renamedFrom === undefined ? {} : { renamedFrom };
}

function appOf(boxes: readonly Box[], stackId = name): App {
  const app = new App({ root: sources.folder });
  const stack = new Stack(app, stackId, { environment: Environment.production({ domain: 'shop.example' }) });
  for (const box of boxes) {
    const { around } = box;
    new Writer(around ? new Around(stack, around.id, renamed(around.from)) : stack, box);
  }
  return app;
}

let fresh = 0;
function another(word: string): string {
  fresh += 1;
  return `${word}${fresh}`;
}

/** The changes that people make, each at one box. */
const CHANGES: readonly ((box: Box) => Box)[] = [
  (box) => ({ ...box, id: another('renamed'), from: box.from ?? box.id }),
  (box) => ({ ...box, id: another('lost') }),
  ({ from: _, ...box }) => ({ ...box, id: another('forgotten') }),
  (box) => ({ ...box, volume: another('data'), volumeFrom: box.volumeFrom ?? box.volume }),
  ({ volumeFrom: _, ...box }) => ({ ...box, volume: another('elsewhere') }),
  (box) => ({ ...box, volume: another('named'), volumeName: box.volumeName ?? `${name}_${box.first}-data` }),
  (box) => ({ ...box, label: another('label') }),
  (box) => ({ ...box, around: { id: another('around'), from: box.around?.from ?? 'Default' } }),
  (box) => ({ ...box, around: { id: another('moved') } }),
  ({ around: _, ...box }) => box,
  (box) => ({ ...box, command: ['sleep', String(600 + fresh)] }),
];

const isRefused = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some(({ severity }) => severity === 'error');

/** A generator of numbers that gives the same ones in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

it('keeps every file that was written before, with one writer each', async () => {
  const pick = numbers(20_261_130);
  let boxes: readonly Box[] = Array.from({ length: BOXES }, (_, at) => ({
    first: `box${at}`,
    id: `box${at}`,
    volume: 'data',
    command: ['sleep', '600'],
  }));
  write(generate(appOf(boxes)));
  project = compose(join(sources.folder, 'synth.out', name), { name });
  await project.up();
  for (const { first } of boxes) await project.compose(['exec', '-T', first, 'sh', '-c', `echo ${first} > /data/file`]);
  let [kept, refused] = [0, 0];
  for (let round = 0; round < ROUNDS; round++) {
    for (let at = 0; at < BOXES; at++) {
      const change = CHANGES[pick(CHANGES.length)] ?? ((box: Box) => box);
      const next = boxes.map((box, index) => (index === at ? change(box) : box));
      if (isRefused(compare(generate(appOf(next))).diagnostics)) refused += 1;
      else {
        kept += 1;
        boxes = next;
      }
    }
    const { diagnostics } = write(generate(appOf(boxes)));
    expect(isRefused(diagnostics)).toBe(false);
    await project.up();
    const filter = `label=com.docker.compose.project=${name}`;
    const running = await attempt('docker', ['ps', '--quiet', '--filter', filter]);
    const containers = running.stdout.trim().split('\n');
    const found = await Promise.all(
      containers.map(async (id) => (await attempt('docker', ['exec', id, 'cat', '/data/file'])).stdout.trim()),
    );
    expect(found.sort()).toEqual(boxes.map(({ first }) => first).sort());
  }
  expect(kept + refused).toBe(ROUNDS * BOXES);
  expect(Math.min(kept, refused)).toBeGreaterThan(30);
  // and the whole project under another name
  expect(isRefused(compare(generate(appOf(boxes, `${name}-other`))).diagnostics)).toBe(true);
});
