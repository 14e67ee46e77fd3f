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
  -o, --out DIR    where to write, one folder for each stack (default: synth.out beside the stack file)
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

Writes a stack.ts that makes the same project as the Compose files, merged in order as
docker compose -f FILE -f FILE would (default: the files that docker compose finds by itself).

Options
  -f, --file FILE              a Compose file; the same as FILE without an option
  -e, --environment NAME=FILE  another environment: the files and then this one (NAME=FILE,FILE for several)
      --env-file FILE          variables, instead of those in .env; they stay variables, and tell which paths are relative
      --project-directory DIR  what relative paths start from (default: the folder of the first FILE)
  -n, --name NAME              name of the project (default: the one that docker compose would choose)
  -o, --out FILE               where to write (default: stack.ts); - prints it
      --recognize              write constructs for what is known, such as Database for an official postgres image
      --modernize              replace what is obsolete, such as links and files of version 1
      --force                  overwrite an existing file
  -q, --quiet                  print errors and warnings only
      --json                   print one JSON document with the file, what is not carried and diagnostics
  -h, --help                   print this

Exit status
  0  the file is written; there may be warnings
  1  there are errors; nothing is written
  2  the command line is wrong
`;

export const HELP: Readonly<Record<'synth' | 'import', string>> = { synth: SYNTH, import: IMPORT };
