/**
 * Dockerfiles as values.
 *
 * @module
 * @example
 * ```ts
 * const stages = [
 *   stage({ from: 'node:22-bookworm-slim', name: 'build' }, [
 *     workdir('/app'),
 *     copy(['package.json', 'package-lock.json'], './'),
 *     run(command('npm', 'ci'), { mounts: [{ type: 'cache', target: '/root/.npm' }] }),
 *   ]),
 *   stage({ from: 'node:22-bookworm-slim' }, [
 *     copy(['/app/'], '/app/', { from: 'build' }),
 *     user('node'),
 *     cmd(['node', '/app/server.js']),
 *   ]),
 * ];
 * const findings = checkDockerfile(stages);
 * const text = printDockerfile(stages);
 * ```
 */

// what is wrong
export { checkDockerfile } from './check';
export { namesSecret } from './checks/instructions';
export { DockerfileError } from './errors';
export type { DockerfileFinding } from './finding';
// text
export { type IgnoreRule, ignorePath, printDockerignore } from './ignore';
// stages and instructions
export {
  arg,
  cmd,
  comment,
  copy,
  entrypoint,
  env,
  expose,
  healthcheck,
  label,
  run,
  type StageHead,
  stage,
  stopsignal,
  user,
  volume,
  workdir,
} from './instructions';
export type {
  ArgInstruction,
  CmdInstruction,
  CopyInstruction,
  CopyOptions,
  EntrypointInstruction,
  EnvInstruction,
  ExposeInstruction,
  HealthcheckInstruction,
  HealthcheckTiming,
  Instruction,
  LabelInstruction,
  Mount,
  Port,
  RunInstruction,
  Stage,
  StopsignalInstruction,
  UserInstruction,
  VolumeInstruction,
  WorkdirInstruction,
} from './model';
export { type DockerfileOptions, printDockerfile } from './print';
// shell commands
export type {
  AndCommand,
  PipeCommand,
  ProgramWord,
  RedirectedCommand,
  Redirection,
  ShellCommand,
  SimpleCommand,
  Word,
} from './shell';
export { and, command, pipe, redirect } from './shell';
// values that are not plain text
export { type Expression, expression, type Glob, glob, type Text, type Variable, variable } from './text';
