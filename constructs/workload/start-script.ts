/**
 * A script that gives an app the secrets which it can read from environment variables only: when its process starts,
 * and nowhere else.
 *
 * @module
 */
import { Construct } from 'constructs';
import { Artifact, Config, remember, type Service } from '../../lib/core';
import type { SecretText } from './connection';

/** Where the script is in the container. */
const AT = '/usr/local/lib/with-secrets.sh';

interface Line {
  readonly file: string;
  readonly text: SecretText;
}

export class StartScript extends Construct {
  /** What starts it: the app's own command follows. */
  readonly entrypoint: readonly string[] = ['/bin/sh', AT];
  private readonly lines: Line[] = [];
  private readonly config: Config;

  constructor(scope: Construct, id: string, folder: string) {
    super(scope, id);
    remember(this);
    const file = new Artifact(this, 'file', { file: `${folder}/with-secrets.sh`, render: () => this.render() });
    this.config = new Config(this, 'Default', { file });
  }

  /** Lets a service start with it. */
  giveTo(service: Service): void {
    service.readConfig(this.config, { at: AT });
  }

  /** Sets a variable from the file of a secret. */
  add(file: string, text: SecretText): void {
    this.lines.push({ file, text });
  }

  private render(): string {
    return [
      '#!/bin/sh',
      '# Reads secrets from their files into the environment of this process, then becomes the command.',
      'set -eu',
      ...(this.lines.some(({ text }) => text.encoded) ? ENCODED : []),
      ...this.lines.flatMap(exportLines),
      'exec "$@"',
      '',
    ].join('\n');
  }
}

/**
 * Every byte as %XX, which is right for whatever a password contains. A function in a subshell, so that it leaves no
 * variable behind, and each step one whose failure ends the script: in a pipe, a missing `od` would go unnoticed.
 */
const ENCODED: readonly string[] = [
  'encoded() (',
  '  secret=$(cat "$1") || exit',
  '  bytes=$(printf %s "$secret" | od -An -v -tx1) || exit',
  '  for byte in $bytes; do printf %%%s "$byte"; done',
  ')',
];

/** @param text whose name is one that a shell can set */
function exportLines({ file, text }: Line): string[] {
  const value = `"$(${text.encoded ? 'encoded' : 'cat'} ${shellWord(file)})"`;
  const [before, after] = [text.before, text.after].map((part) => (part === '' ? '' : shellWord(part)));
  return [`${text.name}=${before}${value}${after}`, `export ${text.name}`];
}

/** A text as the shell reads it back, whatever it contains. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
