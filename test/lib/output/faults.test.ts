import * as fs from 'node:fs';
import { join } from 'node:path';
import { write } from '../../../lib/output';
import { nodeDisk } from '../../../lib/output/disk';
import { writeTo } from '../../../lib/output/write';
import {
  AFTER,
  BEFORE,
  type Changing,
  contents,
  freshFolder,
  picture,
  requestOf,
  systemError,
  watched,
} from './support';

/** Every call that changes something on the way from BEFORE to AFTER, in order. */
const calls: readonly { readonly name: Changing; readonly path: string }[] = (() => {
  const out = join(freshFolder(), 'out');
  write(requestOf(out, BEFORE));
  const all: { name: Changing; path: string }[] = [];
  writeTo(
    watched(nodeDisk, (_, name, path) => all.push({ name, path })),
    requestOf(out, AFTER),
  );
  return all;
})();

const fresh = join(freshFolder(), 'out');
write(requestOf(fresh, AFTER));
const after = contents(fresh);

/** Renames to BEFORE's files put back what was linked, so files keep inode and time; folders are made anew. */
function prepared(): { readonly out: string; readonly before: ReturnType<typeof picture> } {
  const out = join(freshFolder(), 'out');
  write(requestOf(out, BEFORE));
  return { out, before: picture(out) };
}

const REFUSALS = [
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['EFBIG', 'file-size-limit'],
  ['EROFS', 'access-denied'],
  ['EIO', 'write-failed'],
] as const;

describe('when the system refuses one call', () => {
  it.each(REFUSALS)('%s at any call leaves the old output byte for byte, or all of the new one', (code, id) => {
    const outcomes = calls.map(({ name }, at) => {
      const { out, before } = prepared();
      const result = writeTo(
        watched(nodeDisk, (call, called, path) => {
          if (call === at) throw systemError(code, called, path);
        }),
        requestOf(out, AFTER),
      );
      if (result.diagnostics.length === 0) {
        const { '.synth': _, ...rest } = withoutRoom(contents(out));
        expect(rest).toEqual(after);
      } else {
        expect(result.folders).toEqual([]);
        expect(result.diagnostics.map((diagnostic) => diagnostic.id)).toEqual([id]);
        expect(result.diagnostics[0]?.message).toContain(out);
        expect(picture(out)).toEqual(before);
      }
      expect(write(requestOf(out, AFTER)).diagnostics).toEqual([]);
      expect(contents(out)).toEqual(after);
      return `${name} ${result.diagnostics.length === 0 ? 'done' : 'refused'}`;
    });
    // Each kind of call was refused; only clearing up may fail without consequence.
    for (const name of ['create', 'makeFolder', 'rename', 'link', 'remove', 'removeFolder']) {
      expect(outcomes).toContain(`${name} refused`);
    }
    expect([...new Set(outcomes.filter((outcome) => outcome.endsWith('done')))].sort()).toEqual([
      'remove done',
      'removeFolder done',
    ]);
  });
});

describe('when the disk fails for good', () => {
  it('leaves what the next run needs to finish or undo the commit, from any call on', () => {
    calls.forEach((_, from) => {
      const { out, before } = prepared();
      const result = writeTo(
        watched(nodeDisk, (call, called, path) => {
          if (call >= from) throw systemError('EIO', called, path);
        }),
        requestOf(out, AFTER),
      );
      write(requestOf(out, {}));
      const now = contents(out);
      if (JSON.stringify(now) !== JSON.stringify(after)) expect(picture(out)).toEqual(before);
      if (result.diagnostics.length === 0) expect(now).toEqual(after);
    });
  });

  it('says so when the commit can be neither finished nor undone', () => {
    const { out } = prepared();
    const from = calls.findIndex(({ path }) => path.endsWith('/.synth/journal.json')) + 2;
    const result = writeTo(
      watched(nodeDisk, (call, called, path) => {
        if (call >= from) throw systemError('EIO', called, path);
      }),
      requestOf(out, AFTER),
    );
    expect(result.diagnostics.map(({ id }) => id)).toEqual(['write-failed', 'output-unfinished']);
  });
});

describe('a foreign file that appears at the last moment', () => {
  it('is not overwritten, and the old output is restored around it', () => {
    const { out, before } = prepared();
    const foreign = join(out, 'kitteh/turn-not');
    const request = requestOf(out, { ...AFTER, kitteh: { ...AFTER['kitteh'], 'turn-not': 'ours' } });
    const disk = watched(nodeDisk, (_, name, path) => {
      if (name === 'rename' && path.endsWith('/.synth/journal.json')) fs.writeFileSync(foreign, 'theirs');
    });
    expect(writeTo(disk, request).diagnostics.map(({ id }) => id)).toEqual(['file-not-ours']);
    const { 'kitteh/turn-not': kept, ...rest } = picture(out);
    expect(kept?.content).toBe('theirs');
    expect(rest).toEqual(before);
  });
});

describe('a defect of ours', () => {
  it('is thrown as it is, after the old output was restored and the lock given back', () => {
    const { out, before } = prepared();
    const at = calls.findIndex(({ name }) => name === 'create') + 1;
    const act = () =>
      writeTo(
        watched(nodeDisk, (call) => {
          if (call === at) throw new TypeError('a defect');
        }),
        requestOf(out, AFTER),
      );
    expect(act).toThrow('a defect');
    expect(picture(out)).toEqual(before);
  });
});

function withoutRoom(all: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(all).filter(([path]) => !path.startsWith('.synth/')));
}
