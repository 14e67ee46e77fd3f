/**
 * What `--help` says.
 *
 * @module
 */

const SYNTH = `synth [options]
synth import [FILE…] [options]

Runs stack.ts and writes each stack's compose.yaml and the files that belong to it.
With \`import\`, writes a stack.ts from Compose files: see synth import --help.

Options
  -a, --app PATH   the stack file, or a folder that has one (default: the working directory)
  -o, --out DIR    where to write, one folder a stack (default: synth.out beside the stack file)
  -q, --quiet      print errors and warnings only
      --json       print one JSON document with stacks, files and diagnostics
  -h, --help       print this
  -v, --version    print the version

Exit status
  0  everything is written; there may be warnings
  1  there are errors; nothing is written, earlier output stays as it was
  2  the command line is wrong
`;

const IMPORT = `synth import [FILE…] [options]

Writes a stack.ts that makes the same project as the Compose files, merged in their order as
docker compose -f FILE -f FILE would (default: the files that docker compose finds by itself;
- reads standard input). The Compose files stay as they are.

Options
  -f, --file FILE              a Compose file; the same as FILE alone
  -e, --environment NAME=FILE  an environment of its own, made of the files and this one
                               (NAME=FILE,FILE for several)
      --env-file FILE          variables, instead of those in .env: they stay variables, and
                               their values tell which paths are relative
      --project-directory DIR  where relative paths start (default: the folder of the first FILE)
  -n, --name NAME              name of the project (default: the one that docker compose gives it)
  -o, --out FILE               where to write (default: stack.ts); - prints it
      --recognize              write constructs for what is known, such as a Database for a service
                               of an official postgres image
      --modernize              say what is obsolete in the words of today, such as links and files
                               of version 1
      --force                  overwrite a file that is there
  -q, --quiet                  print errors and warnings only
      --json                   print one JSON document: the file, what is not carried, diagnostics
  -h, --help                   print this
  -v, --version                print the version

Exit status
  0  the file is written; there may be warnings
  1  there are errors; nothing is written
  2  the command line is wrong
`;

export const HELP: Readonly<Record<'synth' | 'import', string>> = { synth: SYNTH, import: IMPORT };
