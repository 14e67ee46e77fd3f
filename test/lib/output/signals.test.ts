import { join } from 'node:path';
import { write } from '../../../lib/output';
import { nodeDisk } from '../../../lib/output/disk';
import { holdSignals } from '../../../lib/output/signals';
import { writeTo } from '../../../lib/output/write';
import { AFTER, BEFORE, contents, freshFolder, requestOf, runChild, watched } from './support';

const fresh = join(freshFolder(), 'out');
write(requestOf(fresh, AFTER));

function prepared(): string {
  const out = join(freshFolder(), 'out');
  write(requestOf(out, BEFORE));
  return out;
}

/** A call in the middle of the commit. */
const middle = (() => {
  let at = 0;
  const disk = watched(nodeDisk, (call, name, path) => {
    if (name === 'rename' && path.endsWith('kitteh/web/Dockerfile')) at = call;
  });
  writeTo(disk, requestOf(prepared(), AFTER));
  return at;
})();

describe('a signal in the middle of a commit', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s ends the process as it should, after everything is in place',
    (signal) => {
      const out = prepared();
      const ended = runChild({ out, contents: AFTER, signalAt: { call: middle, signal } });
      expect([ended.signal, ended.stderr]).toEqual([signal, '']);
      expect(contents(out)).toEqual(contents(fresh));
    },
  );

  it('is left to a program that handles it itself', () => {
    const out = prepared();
    const ended = runChild({
      out,
      contents: AFTER,
      handles: 'SIGTERM',
      signalAt: { call: middle, signal: 'SIGTERM' },
    });
    expect([ended.status, ended.stdout.match(/handled/g)]).toEqual([0, ['handled']]);
    expect(contents(out)).toEqual(contents(fresh));
  });
});

describe('holding signals', () => {
  const counts = () => ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => process.listenerCount(signal));

  it('leaves no listener behind once the event loop has turned', async () => {
    // holds of earlier tests let go after two turns; a slow machine takes its time for those
    const turn = async () => {
      for (let turns = 0; turns < 10; turns += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    };
    await turn();
    const before = counts();
    const goOn = holdSignals();
    expect(counts()).toEqual(before.map((count) => Math.max(count, 1)));
    goOn();
    await turn();
    expect(counts()).toEqual(before);
  });

  it('adds none for a second write in the same turn', () => {
    const first = holdSignals();
    const during = counts();
    const second = holdSignals();
    expect(counts()).toEqual(during);
    first();
    second();
  });
});
