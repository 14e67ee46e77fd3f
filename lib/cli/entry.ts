#!/usr/bin/env node
/**
 * The `synth` command. What needs no stack file is answered here, before anything else is loaded.
 *
 * @module
 */
import { type ImportRequest, parse, type SynthRequest } from './arguments';
import { HELP } from './help';
import { printError, printOut } from './terminal';
import { packageVersion } from './version';

const request = parse(process.argv.slice(2));
/** What the documents of --json hold where nothing was done. */
const NOTHING = {
  synth: { stacks: [], createdSecrets: [] },
  import: { read: [], notCarried: [], notRecognized: [], remarks: [], secretFiles: [], needs: [] },
};

const exit = (status: number): never => process.exit(status);

switch (request.kind) {
  case 'help':
    printOut(HELP[request.of]);
    exit(0);
    break;
  case 'version':
    printOut(`${packageVersion}\n`);
    exit(0);
    break;
  case 'wrong':
    if (request.json)
      printOut(`${JSON.stringify({ ...NOTHING[request.of], diagnostics: [usage(request)] }, null, 2)}\n`);
    printError(`synth: ${request.message} ${request.remedy}\n`);
    exit(2);
    break;
  case 'synth':
    start(request);
    break;
  case 'import':
    startImport(request);
}

function start(asked: SynthRequest): void {
  // The type of the module that is loaded here, and only here.
  const { synth } = require('./synth') as typeof import('./synth');
  synth(asked, process.cwd(), exit).catch(crash);
}

function startImport(asked: ImportRequest): void {
  // The type of the module that is loaded here, and only here; it is a bundle of its own.
  const { importCommand } = require('./import') as typeof import('./import');
  try {
    exit(importCommand(asked, process.cwd()));
  } catch (error) {
    crash(error);
  }
}

/** Whatever gets here is a mistake of ours. */
function crash(error: unknown): never {
  printError(`synth: ${error instanceof Error ? error.stack : error}\n`);
  return exit(1);
}

function usage({ message, remedy }: { readonly message: string; readonly remedy: string }): object {
  return { id: 'usage', severity: 'error', message, remedy };
}
