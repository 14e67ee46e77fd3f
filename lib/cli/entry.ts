#!/usr/bin/env node
/**
 * The `synth` command.
 *
 * @module
 */
import { main } from './main';
import { printError } from './shared/terminal';

async function run(): Promise<number> {
  try {
    return await main(process.argv.slice(2), process.cwd());
  } catch (error) {
    // whatever gets here is a mistake of ours
    printError(`synth: ${error instanceof Error ? error.stack : error}\n`);
    return 1;
  }
}

run().then((status) => process.exit(status));
