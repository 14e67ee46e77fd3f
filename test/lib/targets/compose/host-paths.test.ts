import { resolve } from 'node:path';
import fc from 'fast-check';
import { Paths } from '../../../../lib/core';
import { seenFromFolder } from '../../../../lib/targets/compose/host-paths';

describe('a path of the tree', () => {
  it('leads to the same place from the output folder, whatever path and folders they are', () => {
    const segment = fc.oneof(fc.constantFrom('.', '..', 'a', 'b c', '.env', '~'), fc.stringMatching(/^[^/\0]{1,8}$/));
    const relativePath = fc.array(segment, { maxLength: 6 }).map((segments) => segments.join('/'));
    const folder = relativePath.map((path) => resolve('/', path));
    fc.assert(
      fc.property(folder, folder, relativePath, (root, out, path) => {
        fc.pre(!/^(?:[A-Za-z]:[\\/]|\\\\)/.test(path));
        fc.pre(path !== '' && path !== '~' && !path.startsWith('~/') && !path.startsWith('/'));
        const { configs } = seenFromFolder({ configs: { motd: { file: path } } }, new Paths(root, out));
        const host = String(configs?.['motd']?.file);
        expect(resolve(out, host)).toBe(resolve(root, path));
        expect(host).toMatch(/^\.\.?(\/|$)/);
      }),
    );
  });
});
