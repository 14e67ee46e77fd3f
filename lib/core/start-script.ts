/**
 * A script that puts secrets into an app's environment variables when its process starts, and nowhere else.
 *
 * @module
 */
import { Construct } from 'constructs';
import { shellWord } from '../languages/shell';
import { Artifact } from './artifact';
import { Config } from './config';
import type { SecretEncoding } from './connection';
import { remember } from './traced';

/** A variable with a secret in it, made when the process starts. */
export interface SecretText {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  /** Whether the secret is percent-encoded, as inside a URL; or another way to write it. */
  readonly encoded: boolean | SecretEncoding;
}

interface Line {
  readonly file: string;
  readonly text: SecretText;
}

/** A service that a script can start. */
export interface Started {
  readConfig(config: Config, options: { readonly at: string }): void;
}

/** A script that starts a program. */
export interface Starter {
  /** The words that run the script: the program's own command follows. */
  readonly entrypoint: readonly string[];
  /** Whether the processes beside the program, such as its health check, start without it. @default false */
  readonly isForProgramAlone?: boolean;
  /** Lets a service start with it. */
  giveTo(service: Started): void;
}

/** Where a start script is written. */
export interface StartScriptProps {
  /** Folder in the output folder of the stack. */
  readonly folder: string;
  /** Name of the command in the container, and of the file without its `.sh`. @default 'with-secrets' */
  readonly name?: string;
}

export class StartScript extends Construct implements Starter {
  /** The words that run the script: the app's own command follows. */
  readonly entrypoint: readonly string[];
  readonly #lines: Line[] = [];
  readonly #config: Config;
  /** Where the script is in the container. */
  readonly #at: string;

  constructor(scope: Construct, id: string, props: StartScriptProps) {
    super(scope, id);
    remember(this);
    const { folder, name = 'with-secrets' } = props;
    // where a person finds it: docker compose exec web with-secrets COMMAND
    this.#at = `/usr/local/bin/${name}`;
    // through a shell, so that it also starts in a copy of the output that lost the file's mode
    this.entrypoint = ['/bin/sh', this.#at];
    const file = new Artifact(this, 'file', { file: `${folder}/${name}.sh`, render: () => this.#render() });
    this.#config = new Config(this, 'Default', { file });
  }

  /** Lets a service start with it. */
  giveTo(service: Started): void {
    service.readConfig(this.#config, { at: this.#at });
  }

  /** Sets a variable from the file of a secret. */
  add(file: string, text: SecretText): void {
    this.#lines.push({ file, text });
  }

  #render(): string {
    return [
      '#!/bin/sh',
      '# Reads secrets from their files into the environment of this process, then becomes the command.',
      'set -eu',
      ...GIVEN,
      ...WAYS.flatMap(({ of, lines }) => (this.#lines.some(({ text }) => text.encoded === of) ? lines : [])),
      ...[...new Set(this.#lines.map(({ file }) => file))].map((file) => `given ${shellWord(file)}`),
      ...this.#lines.flatMap(exportLines),
      'exec "$@"',
      '',
    ].join('\n');
  }
}

/** Ends the script if a file is missing or blank: an app without a password is open. */
const GIVEN: readonly string[] = [
  'given() (',
  "  blank=$(printf '\\n\\t\\r ')",
  '  case $(cat "$1") in',
  '    *[!"$blank"]*) ;;',
  '    *) printf "The secret %s is missing or empty.\\n" "$1" >&2; exit 1 ;;',
  '  esac',
  ')',
];

/**
 * Every byte as %XX, which is right for whatever a password contains. A function in a subshell leaves no variable
 * behind. Each failing step ends the script: in a pipe, a missing `od` would go unnoticed.
 */
const ENCODED: readonly string[] = [
  'encoded() (',
  '  secret=$(cat "$1") || exit',
  '  bytes=$(printf %s "$secret" | od -An -v -tx1) || exit',
  '  for byte in $bytes; do printf %%%s "$byte"; done',
  ')',
];

/** The same with every `%` twice: https://symfony.com/doc/current/configuration/env_var_processors.html, `resolve`. */
const DOUBLED = ENCODED.map((line) => line.replace('encoded()', 'doubled()').replace('printf %%%s', 'printf %%%%%s'));

/** https://learn.microsoft.com/en-us/dotnet/framework/data/adonet/connection-string-syntax */
const QUOTED: readonly string[] = [
  'quoted() (',
  '  secret=$(cat "$1") || exit',
  '  printf %s "$secret" | sed \'s/"/""/g\'',
  ')',
];

/** Functions that write a secret in a way of its own. */
const WAYS = [
  { of: true, name: 'encoded', lines: ENCODED },
  { of: 'doubled', name: 'doubled', lines: DOUBLED },
  { of: 'quoted', name: 'quoted', lines: QUOTED },
] as const;

/** @param text whose name is one that a shell can set */
function exportLines({ file, text }: Line): string[] {
  const value = `"$(${WAYS.find(({ of }) => of === text.encoded)?.name ?? 'cat'} ${shellWord(file)})"`;
  const [before, after] = [text.before, text.after].map((part) => (part === '' ? '' : shellWord(part)));
  return [`${text.name}=${before}${value}${after}`, `export ${text.name}`];
}
