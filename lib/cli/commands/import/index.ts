/**
 * `synth import`: Compose files in, a stack file out.
 *
 * @module
 */
import { command } from '../../shared/command';
import { OPTIONS } from './options';

export const importCommand = command({
  name: 'import',
  summary: 'writes a stack.ts from Compose files',
  description: `Writes a stack.ts that makes the same project as the Compose files, merged in their order as
docker compose -f FILE -f FILE would (default: the files that docker compose finds by itself;
- reads standard input). The Compose files stay as they are.`,
  positional: { placeholder: 'FILE', most: Number.POSITIVE_INFINITY },
  options: OPTIONS,
  json: {
    help: 'print one JSON document: the file, what is not carried, diagnostics',
    empty: { read: [], notCarried: [], notRecognized: [], remarks: [], secretFiles: [], needs: [] },
  },
  exitStatus: {
    0: 'the file is written; there may be warnings',
    1: 'there are errors; nothing is written',
  },
  ownBundle: true,
  // the type of the module that is loaded here, and only here
  load: () => (require('./run') as typeof import('./run')).run,
});
