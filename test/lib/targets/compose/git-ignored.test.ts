/** Git itself says which files it ignores. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gitIgnored } from '../../../../lib/targets/compose/git-ignored';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'git-ignored-')));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const FILES = [
  'a.json',
  'b.json',
  'local/a.json',
  'local/keep.json',
  'conf/local/a.json',
  'conf/a.env',
  'conf/deep/er/a.env',
  'conf/deep/er/b.env',
  'x[1].txt',
  'x1.txt',
  'x2.txt',
  '#hash',
  '!bang',
  'trailing ',
  'build/out/a.js',
  'sub/build/out/a.js',
  'sub/own.json',
  'sub/.gitignore',
];

const RULES = [
  'a.json',
  '/a.json',
  '*.json',
  '*.json\n!b.json',
  'local/',
  'local',
  '/local/*\n!/local/keep.json',
  'local/\n!local/keep.json',
  'conf/**',
  'conf/**/*.env',
  '**/a.env',
  '**/local/a.json',
  'conf/*.env',
  'x[1].txt',
  'x[!1].txt',
  'x\\[1\\].txt',
  'x?.txt',
  '\\#hash\n\\!bang',
  '# comment\n\n   \na.json   ',
  'trailing\\ ',
  'build/out',
  '**/build/out/',
  '*\n!*/\n!*.env',
  'a.json\r\nb.json\r\n',
  'x[.txt',
  'sub/*.json',
];

describe.each(RULES)('a .gitignore with %j', (rules) => {
  it('leaves out what Git leaves out', () => {
    const root = mkdtempSync(join(folder, 'repository-'));
    spawnSync('git', ['init', '--quiet'], { cwd: root });
    for (const file of FILES) {
      mkdirSync(dirname(join(root, file)), { recursive: true });
      writeFileSync(join(root, file), file === 'sub/.gitignore' ? '!own.json\n' : '');
    }
    writeFileSync(join(root, '.gitignore'), rules);
    const { stdout } = spawnSync('git', ['-c', 'core.excludesFile=', 'check-ignore', '--no-index', '--stdin', '-z'], {
      cwd: root,
      input: FILES.join('\0'),
      encoding: 'utf8',
    });
    const isIgnored = gitIgnored(join(root, 'sub'));
    expect(FILES.filter((file) => isIgnored(join(root, file)))).toEqual(stdout.split('\0').filter(Boolean));
  });
});

it('nothing is ignored outside of a repository', () => {
  writeFileSync(join(folder, '.gitignore'), '*');
  expect(gitIgnored(folder)(join(folder, 'a.json'))).toBe(false);
});
