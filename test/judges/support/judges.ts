import { basename } from 'node:path';
/**
 * Each judge: which files it reads, and how it says what it found.
 *
 * @module
 */
import { parse } from 'yaml';
import { nginxFacts } from '../../../lib/images';
import type { Output } from './outputs';
import { call } from './program';

export interface Finding {
  readonly rule: string;
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface Judge {
  readonly name: string;
  /** What it is asked to judge: a file of the output, or something in it. */
  reads(output: Output): readonly Output[];
  /** Judges files by their paths below a folder. */
  findings(folder: string, files: readonly string[]): readonly Finding[];
}

const named =
  (pattern: RegExp) =>
  (output: Output): readonly Output[] =>
    pattern.test(output.path) ? [output] : [];

/** https://github.com/hadolint/hadolint */
const hadolint: Judge = {
  name: 'hadolint',
  reads: named(/(^|\/)Dockerfile$/),
  findings: (folder, files) => {
    type Row = { readonly code: string; readonly file: string; readonly line: number; readonly message: string };
    const rows: readonly Row[] = JSON.parse(call('hadolint', ['--format', 'json', ...files], { cwd: folder }));
    return rows.map(({ code, file, line, message }) => ({ rule: code, file, line, message }));
  },
};

/** https://www.checkov.io */
const checkov: Judge = {
  name: 'checkov',
  reads: named(/(^|\/)Dockerfile$/),
  findings: (folder, files) => {
    type Row = {
      readonly check_id: string;
      readonly check_name: string;
      readonly file_path: string;
      readonly file_line_range: readonly [number, number];
    };
    type Report = {
      readonly results: { readonly failed_checks: readonly Row[] };
      readonly summary: { readonly parsing_errors: number; readonly resource_count: number };
    };
    const args = ['--directory', '.', '--framework', 'dockerfile', '--output', 'json', '--compact', '--skip-download'];
    const { results, summary }: Report = JSON.parse(call('checkov', args, { cwd: folder }));
    if (summary.parsing_errors > 0 || summary.resource_count !== files.length) {
      throw new Error(`checkov read ${summary.resource_count} of ${files.length} files`);
    }
    return results.failed_checks.map(({ check_id, check_name, file_path, file_line_range }) => ({
      rule: check_id,
      file: file_path.slice(1),
      line: file_line_range[0],
      message: check_name,
    }));
  },
};

/** https://gixy.getpagespeed.com */
const gixy: Judge = {
  name: 'gixy',
  reads: named(/(^|\/)nginx\.conf$/),
  findings: (folder, files) => {
    type Row = { readonly plugin: string; readonly file: string; readonly line: number; readonly reason: string };
    // the tag moves to the newest release of its line: what is reported of one beyond them all is never mended there
    const newest = `${nginxFacts.reference.split(':')[1]}.999`;
    const args = ['--deep', '--nginx-version', newest, '--disable-includes', '--format', 'json'];
    return files.flatMap((path) => {
      const rows: readonly Row[] = JSON.parse(call('gixy', [...args, path], { cwd: folder }));
      return rows.map(({ plugin, line, reason }) => ({ rule: plugin, file: path, line, message: reason }));
    });
  },
};

/** https://www.shellcheck.net, on every script: those of files, and those in compose.yaml. */
const shellcheck: Judge = {
  name: 'shellcheck',
  reads: (output) => (output.path.endsWith('/compose.yaml') ? inlineScripts(output) : named(/\.sh$/)(output)),
  findings: (folder, files) => {
    type Row = { readonly code: number; readonly file: string; readonly line: number; readonly message: string };
    const args = ['--norc', '--enable=all', '--severity=style', '--format=json1', ...files];
    const { comments }: { readonly comments: readonly Row[] } = JSON.parse(call('shellcheck', args, { cwd: folder }));
    return comments.map(({ code, file, line, message }) => ({ rule: `SC${code}`, file, line, message }));
  },
};

/** What compose.yaml hands to a shell: `[CMD, bash, -c, script]`. */
function inlineScripts({ path, content }: Output): Output[] {
  type Service = { readonly [key in 'command' | 'entrypoint']?: unknown } & {
    readonly healthcheck?: { test?: unknown };
  };
  // compose.yaml is ours: services are what the model says
  const { services } = parse(content) as { readonly services: Readonly<Record<string, Service>> };
  return Object.entries(services).flatMap(([service, { command, entrypoint, healthcheck }]) =>
    Object.entries({ command, entrypoint, test: healthcheck?.test }).flatMap(([kind, words]) => {
      if (!Array.isArray(words)) return [];
      const [shell, script] = words.slice(words.indexOf('-c') - 1).filter((word) => word !== '-c');
      if (!words.includes('-c') || !/^(.*\/)?(ba)?sh$/.test(shell)) return [];
      const text = `#!/usr/bin/env ${basename(shell)}\n${String(script).replaceAll('$$', '$')}\n`;
      return [{ path: `${path.replace(/compose\.yaml$/, '')}${service}-${kind}.sh`, content: text }];
    }),
  );
}

/** Besides its defaults: numbers that mean different things to different readers, and keys without a value. */
const YAMLLINT_RULES = {
  'empty-values': 'enable',
  'float-values': {
    'forbid-inf': true,
    'forbid-nan': true,
    'forbid-scientific-notation': true,
    'require-numeral-before-decimal': true,
  },
  'octal-values': { 'forbid-implicit-octal': true, 'forbid-explicit-octal': true },
  truthy: { 'check-keys': true },
};

/** https://yamllint.readthedocs.io */
const yamllint: Judge = {
  name: 'yamllint',
  reads: named(/(^|\/)compose\.yaml$/),
  findings: (folder, files) => {
    const config = JSON.stringify({ extends: 'default', rules: YAMLLINT_RULES });
    const said = call('yamllint', ['--config-data', config, '--format', 'parsable', ...files], { cwd: folder });
    return said.split('\n').flatMap((row) => {
      const [, file = '', line = '', message = '', rule = 'syntax'] =
        /^(.+?):(\d+):\d+: \[\w+\] (.*?)(?: \(([\w-]+)\))?$/.exec(row) ?? [];
      return row === '' ? [] : [{ rule, file, line: Number(line), message }];
    });
  },
};

export const judges: readonly Judge[] = [hadolint, checkov, gixy, shellcheck, yamllint];
