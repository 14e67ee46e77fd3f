import { documentOf } from '../../../../../lib/cli/shared/document';
import type { Given } from '../../../../../lib/cli/shared/option';
import { useStackFile } from '../../../../../lib/cli/shared/stack-file';
import { tellDiagnostics } from '../../../../../lib/cli/shared/tell';
import { printOut } from '../../../../../lib/cli/shared/terminal';
import type { Diagnostic } from '../../../../../lib/core';
import type { OPTIONS } from './options';

interface Listed {
  readonly names?: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export function run(given: Given<typeof OPTIONS>, cwd: string): Promise<number> {
  const { app, json, positionals, prefix, quiet } = given;
  const tell = ({ names = [], diagnostics }: Listed): void => {
    tellDiagnostics(diagnostics, { cwd });
    printOut(json ? documentOf({ names }, diagnostics, cwd) : names.map((name) => `${prefix}${name}\n`).join(''));
  };
  return useStackFile<Listed>(
    {
      app,
      json,
      quiet,
      tell,
      use: (tree, library) => {
        const { stacks, diagnostics } = library.generate(tree);
        const names = stacks.map(({ name }) => name);
        return { names: names.filter((name) => positionals.length === 0 || positionals.includes(name)), diagnostics };
      },
    },
    cwd,
  );
}
