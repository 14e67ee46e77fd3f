import * as fc from 'fast-check';
import { checkPaths, folderOf, foldersAbove, MANIFEST, whyUnsafe } from '../../../lib/output/paths';
import { foldersOf } from './support';

const idsOf = (files: Record<string, string>, out = '/o'): readonly string[] =>
  checkPaths(out, foldersOf({ app: files })).map((diagnostic) => diagnostic.id);

describe('paths of output files', () => {
  it.each([
    'compose.yaml',
    'proxy/nginx.conf',
    'a b/ü',
    '..a/...',
    'proxy/manifest.json',
    '__proto__',
    'constructor/10',
  ])('accepts %s', (path) => {
    expect(whyUnsafe(path)).toBeUndefined();
  });

  it.each([
    ['', 'empty'],
    ['/etc/passwd', 'absolute'],
    ['C:/x', 'absolute'],
    ['../x', 'the name ..'],
    ['a/../b', 'the name ..'],
    ['a/./b', 'the name .'],
    ['a//b', 'empty name'],
    ['a/', 'empty name'],
    ['a\\b', 'backslash'],
    ['a\0b', 'control character'],
    ['a\nb', 'control character'],
    ['\ud800', 'Unicode'],
    [`x/${'n'.repeat(256)}`, '255 bytes'],
    [`x/${'ü'.repeat(128)}`, '255 bytes'],
  ])('refuses %j and says why', (path, reason) => {
    expect(whyUnsafe(path)).toContain(reason);
    expect(idsOf({ [path]: '' })).toEqual(['unsafe-output-path']);
  });

  it('keeps the place of the manifest for itself, in any case, but only at the top', () => {
    expect(idsOf({ [MANIFEST]: '' })).toEqual(['unsafe-output-path']);
    expect(idsOf({ 'Manifest.JSON': '' })).toEqual(['unsafe-output-path']);
    expect(idsOf({ 'a/manifest.json': '' })).toEqual([]);
  });

  it.each([
    ['two files that differ in case', ['A', 'a']],
    ['two folders that differ in case', ['A/x', 'a/y']],
    ['two Unicode forms of one name', ['\u00e9', 'e\u0301']],
    ['a file that is also a folder', ['a', 'a/b']],
    ['a folder that is also a file', ['a/b', 'a']],
    ['the same in another case', ['a/b', 'A']],
  ])('refuses %s, and names both constructs', (_, paths) => {
    const [diagnostic, ...more] = checkPaths('/o', [
      { name: 'app', files: new Map(paths.map((path, i) => [path, { content: '', construct: `app/${i}` }])) },
    ]);
    expect(more).toEqual([]);
    expect(diagnostic).toMatchObject({ id: 'output-path-taken', path: 'app/1', related: [{ path: 'app/0' }] });
  });

  it.each(['a/b', '..', '', '.synth', '.SYNTH', 'a\\b'])('refuses %j as the name of a folder', (name) => {
    expect(checkPaths('/o', [{ name, files: new Map() }]).map(({ id }) => id)).toEqual(['unsafe-output-path']);
  });

  it('refuses two folders of one name', () => {
    const folder = { name: 'app', files: new Map() };
    expect(checkPaths('/o', [folder, { ...folder, name: 'App' }]).map(({ id }) => id)).toEqual(['output-path-taken']);
  });

  it('refuses an output folder that is not absolute', () => {
    expect(idsOf({}, 'synth.out')).toEqual(['output-not-absolute']);
  });

  it('accepts no path that leaves its folder, whatever the text', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.constantFrom('..', '.', '/', '\\', 'a', '', '\0', 'C:'), { maxLength: 6 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (path) => {
        if (whyUnsafe(path) !== undefined) return;
        expect(new URL(`file:///r/${path.split('/').map(encodeURIComponent).join('/')}`).pathname).toMatch(/^\/r\/./);
        expect([...foldersAbove(path), path].at(-2) ?? '').toBe(folderOf(path));
      }),
    );
  });
});
