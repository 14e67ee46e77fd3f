import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Allowed, allowed } from './allowed';
import { describeJudged, type Finding, type Judge, judges, type Output, outputs } from './support';

/** What a judge finds in files, which it gets in a folder of their own. */
function judged(judge: Judge, files: readonly Output[]): readonly Finding[] {
  const folder = mkdtempSync(join(tmpdir(), 'judged-'));
  try {
    for (const { path, content } of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const paths = files.map(({ path }) => path);
    return judge.findings(folder, paths);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const allows =
  ({ name }: Judge, { rule, file }: Finding) =>
  (entry: Allowed): boolean =>
    entry.judge === name && entry.rule === rule && (entry.file?.test(file) ?? true);

/** Mistakes that a judge must find: by what it reads, and the rule that it names. */
const MISTAKES: Readonly<Record<string, readonly [path: string, content: string, rule: string]>> = {
  hadolint: ['web/Dockerfile', 'FROM debian:12\nRUN cd /tmp && sudo id\n', 'DL3004'],
  checkov: ['web/Dockerfile', 'FROM debian:12\nUSER root\n', 'CKV_DOCKER_8'],
  gixy: ['proxy/nginx.conf', 'events {}\nhttp { server { location /i { alias /srv/images/; } } }\n', 'alias_traversal'],
  shellcheck: ['web/start.sh', '#!/bin/sh\nrm -r $1\n', 'SC2086'],
  yamllint: ['compose.yaml', 'services:\n  web: {}\n  web: {}\n', 'key-duplicates'],
};

describeJudged.each(judges.map((judge) => [judge.name, judge] as const))('%s', (name, judge) => {
  let files: readonly Output[] = [];
  let findings: readonly Finding[] = [];
  beforeAll(() => {
    files = outputs().flatMap((output) => judge.reads(output));
    findings = judged(judge, files);
  });

  it('has nothing against what is generated, but for what is allowed with a reason', () => {
    expect(files.length).toBeGreaterThan(3);
    const others = findings.filter((finding) => !allowed.some(allows(judge, finding)));
    expect(others.map(({ rule, file, line, message }) => `${file}:${line} ${rule} ${message}`)).toEqual([]);
  });

  it('is allowed nothing that it does not find', () => {
    const entries = allowed.filter((entry) => entry.judge === name);
    const unused = entries.filter((entry) => !findings.some((finding) => allows(judge, finding)(entry)));
    expect(unused.map(({ rule, file }) => `${rule}${file ? ` in ${file.source}` : ''}`)).toEqual([]);
  });

  it('finds a mistake where there is one', () => {
    const [path = '', content = '', rule] = MISTAKES[name] ?? [];
    expect(judged(judge, [{ path, content }]).map((finding) => finding.rule)).toContain(rule);
  });
});

describeJudged('what is allowed', () => {
  it('is allowed to a judge that there is', () => {
    const names = judges.map(({ name }) => name);
    expect(allowed.filter(({ judge }) => !names.includes(judge))).toEqual([]);
  });

  it('has scripts of compose.yaml among what shellcheck reads', () => {
    const shellcheck = judges.find(({ name }) => name === 'shellcheck');
    const scripts = outputs().flatMap((output) => shellcheck?.reads(output) ?? []);
    expect(scripts.map(({ path }) => path)).toContain('phoenix/kitteh/web-test.sh');
  });
});
