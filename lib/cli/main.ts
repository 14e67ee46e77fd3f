/**
 * From a command line to an exit status.
 *
 * @module
 */
import { COMMANDS, type Table } from './commands';
import { helpOf } from './help';
import { parse } from './parse';
import { documentOf } from './shared/document';
import { usage } from './shared/errors';
import { printError, printOut } from './shared/terminal';
import { packageVersion } from './shared/version';

/** Answers what needs no command before it loads one. */
export function main(args: readonly string[], cwd: string, commands: Table = COMMANDS): number | Promise<number> {
  const request = parse(args, commands);
  switch (request.kind) {
    case 'help':
      printOut(helpOf(request.command, commands));
      return 0;
    case 'version':
      printOut(`${packageVersion}\n`);
      return 0;
    case 'wrong': {
      const { command, json, message, remedy } = request;
      if (json) printOut(documentOf(command.json.empty, [usage(message, remedy)], cwd));
      printError(`synth: ${message} ${remedy}\n`);
      return 2;
    }
    case 'run':
      return request.command.load()(request.given, cwd);
  }
}
