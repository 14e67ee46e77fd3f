/** A process that calls `write`, bundled and started by the tests; may kill itself at a chosen moment. */

import * as fs from 'node:fs';
import type { OutputResult } from '../../../lib/output';
import { nodeDisk } from '../../../lib/output/disk';
import { writeTo } from '../../../lib/output/write';
import { type Contents, type Errand, requestOf, systemError, watched } from './errand';

const errand: Errand = JSON.parse(process.argv[2] ?? '');
const { signalAt, failAt } = errand;

const disk = watched(
  {
    ...nodeDisk,
    create(path, content, options) {
      if (halfNext) {
        fs.writeFileSync(path, content.subarray(0, content.length >> 1));
        process.kill(process.pid, 'SIGKILL');
      }
      nodeDisk.create(path, content, options);
    },
  },
  (call, name, path) => {
    if (errand.hold !== undefined && name === 'create') {
      process.stdout.write('holding\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, errand.hold);
    }
    if (failAt?.call === call) throw systemError(failAt.code, name, path);
    if (signalAt?.call !== call) return;
    if (signalAt.half) halfNext = name === 'create';
    else process.kill(process.pid, signalAt.signal);
  },
);
let halfNext = false;

function salted(contents: Contents, salt: string): Contents {
  return Object.fromEntries(
    Object.entries(contents).map(([name, files]) => [
      name,
      Object.fromEntries(Object.entries(files).map(([path, content]) => [path, content + salt])),
    ]),
  );
}

if (errand.handles) process.on(errand.handles, () => process.stdout.write('handled\n'));

if (errand.announces) process.stdout.write('going\n');

let last: OutputResult | undefined;
for (let time = 0; time < (errand.times ?? 1); time++) {
  const contents = errand.salt === undefined ? errand.contents : salted(errand.contents, `${errand.salt} ${time}\n`);
  const options = errand.lockTimeout === undefined ? {} : { lockTimeout: errand.lockTimeout };
  last = writeTo(disk, requestOf(errand.out, contents, errand.secrets), options);
  if (last.diagnostics.length > 0) break;
}
process.stdout.write(`${JSON.stringify(last)}\n`);
