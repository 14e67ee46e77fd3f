/**
 * A script that gives an app the secrets which it can read from environment variables only: when its process starts,
 * and nowhere else.
 *
 * @module
 */
import { Construct } from 'constructs';
import { Artifact, Config, remember, type Service } from '../lib/core';
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
    const encoded = this.lines.some(({ text }) => text.encoded);
    return [
      '#!/bin/sh',
      '# Reads secrets from their files into the environment of this process, then becomes the command.',
      'set -eu',
      // every byte as %XX: right for whatever the password contains
      ...(encoded ? ["encoded() { printf %s \"$1\" | od -An -v -tx1 | tr -d ' \\n' | sed 's/../%&/g'; }"] : []),
      ...this.lines.flatMap(exportLines),
      'unset secret',
      'exec "$@"',
      '',
    ].join('\n');
  }
}

function exportLines({ file, text }: Line): string[] {
  const value = text.encoded ? '$(encoded "$secret")' : '$secret';
  return [
    `secret=$(cat ${shellWord(file)})`,
    `${text.name}=${shellWord(text.before)}"${value}"${shellWord(text.after)}`,
    `export ${text.name}`,
  ];
}

/** A text as the shell reads it back, whatever it contains. */
function shellWord(text: string): string {
  return text === '' || /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
