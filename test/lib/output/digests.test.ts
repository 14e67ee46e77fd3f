/** Digests of secrets: keyed, of one machine, written only where something has changed. */
import * as fs from 'node:fs';
import { join } from 'node:path';
import { write } from '../../../lib/output';
import { nodeDisk } from '../../../lib/output/disk';
import { writeTo } from '../../../lib/output/write';
import { freshFolder, picture, requestOf } from './support';

let project: string;
let secret: string;
beforeEach(() => {
  project = freshFolder();
  secret = join(project, 'key');
  fs.writeFileSync(secret, 'hunter2\n');
});

const request = (sources: readonly string[] = [secret]) => ({
  ...requestOf(join(project, 'synth.out'), { app: { f: 'x' } }),
  project,
  digests: [{ folder: 'app', file: '.digests/web.env', variable: 'READS', sources, construct: 'app/web' }],
});
const file = (): string => join(project, 'synth.out/app/.digests/web.env');
const digest = (): string => /^READS=([0-9a-f]{32})$/m.exec(fs.readFileSync(file(), 'utf8'))?.[1] ?? 'none';

describe('a digest of files', () => {
  it('stands in a folder that Git ignores, and in no manifest', () => {
    expect(write(request()).diagnostics).toEqual([]);
    expect(digest()).toMatch(/^[0-9a-f]{32}$/);
    expect(fs.readFileSync(join(project, 'synth.out/app/.digests/.gitignore'), 'utf8')).toBe('*\n');
    expect(fs.readFileSync(join(project, 'synth.out/app/manifest.json'), 'utf8')).not.toContain('digests');
    // every user who may run docker compose reads it
    expect(fs.statSync(file()).mode & 0o777).toBe(0o644);
  });

  it('has a key that is in a private folder', () => {
    write(request());
    expect(fs.statSync(join(project, 'secrets/.digests')).mode & 0o777).toBe(0o700);
    expect(fs.statSync(join(project, 'secrets/.digests/key')).mode & 0o777).toBe(0o600);
    expect(fs.readFileSync(join(project, 'secrets/.digests/.gitignore'), 'utf8')).toBe('*\n');
  });

  it('is another one on another machine', () => {
    write(request());
    const here = digest();
    fs.rmSync(join(project, 'secrets'), { recursive: true });
    fs.rmSync(file());
    write(request());
    expect(digest()).not.toBe(here);
  });

  it('changes with each file, and with nothing else', () => {
    const other = join(project, 'other');
    const seen = new Set<string>();
    const look = (): void => {
      write(request([secret, other]));
      seen.add(digest());
    };
    look();
    fs.writeFileSync(other, 'x');
    look();
    fs.writeFileSync(secret, '');
    look();
    fs.writeFileSync(join(project, 'draft'), 'hunter3\n');
    fs.renameSync(join(project, 'draft'), secret);
    look();
    expect(seen.size).toBe(4);
    fs.writeFileSync(join(project, 'draft'), 'hunter3\n');
    fs.renameSync(join(project, 'draft'), secret);
    look();
    expect(seen.size).toBe(4);
  });

  it('is not touched, nor its secrets read, where no file has changed', () => {
    write(request());
    const before = picture(project);
    const read: string[] = [];
    const disk = {
      ...nodeDisk,
      read(path: string) {
        read.push(path);
        return nodeDisk.read(path);
      },
    };
    writeTo(disk, request());
    expect(picture(project)).toEqual(before);
    expect(read).not.toContain(secret);
  });

  it('goes where none of the files is there, and is not made', () => {
    write(request());
    fs.rmSync(secret);
    write(request());
    expect(fs.existsSync(file())).toBe(false);
    fs.rmSync(join(project, 'secrets'), { recursive: true });
    write(request([join(project, 'nothing'), project]));
    expect(fs.existsSync(join(project, 'secrets'))).toBe(false);
  });

  it('waits for the output that it belongs to', () => {
    const { digests } = request();
    write({ ...requestOf(join(project, 'synth.out'), {}), project, digests });
    expect(fs.existsSync(join(project, 'synth.out'))).toBe(false);
    write({ ...request(), digests: [] });
    write({ ...requestOf(join(project, 'synth.out'), {}), project, digests });
    expect(digest()).toMatch(/^[0-9a-f]{32}$/);
  });

  it('follows a link to the file behind it', () => {
    const link = join(project, 'link');
    fs.symlinkSync('key', link);
    write(request([link]));
    const before = digest();
    fs.writeFileSync(secret, 'hunter3\n');
    write(request([link]));
    expect(digest()).not.toBe(before);
  });

  it('that cannot be written is a warning, and the output is there', () => {
    fs.mkdirSync(join(project, 'secrets'));
    fs.writeFileSync(join(project, 'secrets/.digests'), '');
    const { diagnostics, folders } = write(request());
    expect(diagnostics).toMatchObject([{ severity: 'warning', path: 'app/web' }]);
    expect(folders).toMatchObject([{ written: ['f'] }]);
  });
});
