/**
 * The settings of PHP and of FPM in the image.
 *
 * @module
 */
import type { DiagnosticProps } from '../../../lib/core';
import { PHP_PING, type PhpFacts } from '../../../lib/images';
import {
  and,
  command,
  env,
  type Instruction,
  redirect,
  run,
  type ShellCommand,
} from '../../../lib/languages/dockerfile';
import { bytesIn, sizeInvalid } from '../../checked';
import { iniInvalid } from '../errors';

/** A value of `php.ini`. */
export type IniValue = string | number | boolean;

/** The author's settings. */
export interface PhpSettings {
  /** Largest request body, such as `10m`. */
  readonly maxBody: string;
  /** Memory that a request needs, such as `64m`. */
  readonly requestMemory: string;
  readonly ini: Readonly<Record<string, IniValue>>;
  /** Whether PHP looks for changed files, and shows errors. */
  readonly isDeveloped: boolean;
}

/** Variable with the number of requests that FPM answers at once. */
const CHILDREN = 'FPM_CHILDREN';

/** Memory of FPM's first process, and of everything else. */
const BASE = 64 * 2 ** 20;

/** Memory of OPcache, which all processes share. */
const OPCACHE_MEGABYTES = 128;

/** The requests at once that fit into the memory of a container: two at least. */
export function childrenIn(memory: string, requestMemory: string): number {
  const whole = bytesIn(memory) ?? 0;
  const each = bytesIn(requestMemory) || 64 * 2 ** 20;
  return Math.max(2, Math.floor((whole - BASE - OPCACHE_MEGABYTES * 2 ** 20) / each));
}

/** The variables that fit FPM to the memory of its container. */
export function sizedTo(memory: string, requestMemory: string): Readonly<Record<string, string>> {
  return { [CHILDREN]: String(childrenIn(memory, requestMemory)) };
}

/** Writes the settings behind the image's own. */
export function settings(facts: PhpFacts, own: PhpSettings): readonly Instruction[] {
  const { iniFolder, poolFolder } = facts;
  const template = own.isDeveloped ? 'development' : 'production';
  return [
    env({ PORT: '9000', ...sizedTo('512m', own.requestMemory) }),
    run(
      and(
        command('cp', `${iniFolder}/php.ini-${template}`, `${iniFolder}/php.ini`),
        written(`${iniFolder}/conf.d/zz-app.ini`, iniLines(own)),
        written(`${poolFolder}/zzz-app.conf`, POOL),
        command('php-fpm', '--test'),
      ),
    ),
  ];
}

function written(file: string, lines: readonly string[]): ShellCommand {
  return redirect(command('printf', '%s\\n', ...lines), { stdout: file });
}

/** https://www.php.net/manual/en/ini.list.php, https://www.php.net/manual/en/opcache.configuration.php */
function iniLines({ maxBody, ini, isDeveloped }: PhpSettings): readonly string[] {
  const size = `${Math.ceil((bytesIn(maxBody) ?? 0) / 1024)}K`;
  const all: Readonly<Record<string, IniValue>> = {
    expose_php: false,
    display_errors: isDeveloped,
    log_errors: true,
    error_log: '/proc/self/fd/2',
    post_max_size: size,
    upload_max_filesize: size,
    'opcache.enable': true,
    'opcache.memory_consumption': OPCACHE_MEGABYTES,
    'opcache.interned_strings_buffer': 16,
    'opcache.max_accelerated_files': 20_000,
    'opcache.validate_timestamps': isDeveloped,
    'opcache.revalidate_freq': 0,
    realpath_cache_size: '4096K',
    realpath_cache_ttl: isDeveloped ? 2 : 600,
    ...ini,
  };
  return Object.entries(all).map(([name, value]) => `${name} = ${printed(value)}`);
}

/** Single quotes keep everything as it is. */
function printed(value: IniValue): string {
  if (typeof value === 'boolean') return value ? 'On' : 'Off';
  return typeof value === 'number' || /^[\w./-]+$/.test(value) ? String(value) : `'${value}'`;
}

/** The mistakes in the author's settings. */
export function settingProblems({ maxBody, requestMemory, ini }: PhpSettings): readonly DiagnosticProps[] {
  const isValue = (value: unknown): boolean =>
    ['string', 'number', 'boolean'].includes(typeof value) && !/['\0-\x1f\x7f]/.test(String(value));
  return [
    ...(bytesIn(maxBody) ? [] : [sizeInvalid('The largest body', maxBody)]),
    ...(bytesIn(requestMemory) ? [] : [sizeInvalid('The memory of a request', requestMemory)]),
    ...Object.entries(ini)
      .filter(([name, value]) => !/^[a-z_][\w.]*$/i.test(name) || !isValue(value))
      .map(([name]) => iniInvalid(name)),
  ];
}

/**
 * As many processes as fit, all the time: nothing else runs in the container. They finish what they have when the
 * container stops, for as long as the engine waits. Every `[www]` is the same pool. https://www.php.net/manual/en/install.fpm.configuration.php
 */
const POOL: readonly string[] = [
  '[global]',
  'process_control_timeout = 1d',
  '[www]',
  'listen = ${PORT}',
  'pm = static',
  `pm.max_children = \${${CHILDREN}}`,
  'pm.max_requests = 500',
  `ping.path = ${PHP_PING}`,
  'access.log = /dev/null',
  'clear_env = no',
  'catch_workers_output = yes',
  'decorate_workers_output = no',
  'security.limit_extensions = .php',
];
