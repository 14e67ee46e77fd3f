/**
 * A project as its author has it: a folder with sources, from which stacks are made.
 *
 * @module
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { App, Environment, generate, Stack, type StackProps, write } from 'compose-constructs';
import { type ComposeProject, compose } from './compose';

export class Sources {
  /** Absolute path of the folder. */
  readonly folder: string;

  /** @param name what the folder is called, before something random */
  constructor(name: string) {
    this.folder = mkdtempSync(join(tmpdir(), `${name}-`));
  }

  /** Writes files, by their path in the folder. */
  put(files: Readonly<Record<string, string>>): void {
    for (const [file, content] of Object.entries(files)) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      writeFileSync(join(this.folder, file), content);
    }
  }

  /** Writes what a stack for development makes, which must be without a finding, and gives its project. */
  synthesize(id: string, build: (stack: Stack) => void, props: Partial<StackProps> = {}): ComposeProject {
    const app = new App({ root: this.folder });
    build(new Stack(app, id, { environment: Environment.development(), ...props }));
    const generation = generate(app);
    expect(generation.diagnostics).toEqual([]);
    write(generation);
    return compose(join(this.folder, 'synth.out', id));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
