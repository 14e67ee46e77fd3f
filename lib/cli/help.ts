/**
 * What `synth --help` says.
 *
 * @module
 */

export const HELP = `synth [options]

Runs stack.ts and writes each stack's compose.yaml and the files that belong to it.

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
