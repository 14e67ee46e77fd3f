/**
 * The `--mount` flags of a RUN. A value is read three times: as a flag, as a line of comma-separated values, and by
 * the word lexer. See https://docs.docker.com/reference/dockerfile/#run---mount
 *
 * @module
 */
import { invalid, nonAsciiFlag } from './errors';
import type { Mount } from './model';
import { printLineWord, type Text } from './text';
import { checkImage, checkMode } from './words';

/** `--mount=type=…`. */
export function printMount(mount: Mount): string {
  const fields: string[] = [`type=${mount.type}`];
  const add = (key: string, value: Text | number | undefined) => {
    if (value !== undefined)
      fields.push(`${key}=${printLineWord('a mount', typeof value === 'number' ? `${value}` : value)}`);
  };
  switch (mount.type) {
    case 'cache':
      add('id', mount.id);
      add('target', mount.target);
      add('sharing', mount.sharing);
      addOwner(mount, add);
      break;
    case 'bind':
      if (mount.from !== undefined) add('from', checkImage(mount.from));
      add('source', mount.source);
      add('target', mount.target);
      if (mount.writable === true) fields.push('rw');
      break;
    case 'secret':
      add('id', mount.id);
      add('target', mount.target);
      add('env', mount.env);
      if (mount.required === true) fields.push('required=true');
      addOwner(mount, add);
      break;
    case 'tmpfs':
      add('target', mount.target);
      break;
  }
  return `--mount=${printFlagValue(fields.map(printField).join(','))}`;
}

interface Owner {
  readonly mode?: string;
  readonly uid?: number;
  readonly gid?: number;
}

function addOwner({ mode, uid, gid }: Owner, add: (key: string, value: string | number | undefined) => void): void {
  if (mode !== undefined) add('mode', checkMode(mode));
  for (const id of [uid, gid]) {
    if (id !== undefined && !(Number.isInteger(id) && id >= 0)) throw invalid('user id', `${id}`, 'a number from 0');
  }
  add('uid', uid);
  add('gid', gid);
}

function printField(field: string): string {
  return /[",\r]|^\s|\s$/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

function printFlagValue(value: string): string {
  if (/[^\u0000-\u007f]/.test(value)) throw nonAsciiFlag(value);
  return /^[\w./:@%+,=${}-]+$/.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`;
}
