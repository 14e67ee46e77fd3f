/**
 * The secrets of stacks: which this machine has, and how those that are generated are made.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, relative } from 'node:path';
import type { Assembly, Target } from '../assembly';
import { hasErrors } from '../core';
import { inspectSecrets, type OutputDigest, type OutputSecret, write as writeFolders } from '../output';
import { composeTarget } from '../targets/compose';
import type { GenerateResult, NeededSecret, SecretsResult } from './model';

/**
 * Makes the generated secrets that this machine does not have, of every stack. One that is there is never replaced.
 *
 * Call it where the stacks will run: `write` makes secrets of development environments alone.
 *
 * @example
 * ```ts
 * const { stacks } = makeSecrets(generate(app, { stacks: ['shop'] }));
 * const missing = stacks.flatMap(({ secrets }) => secrets.filter(({ state }) => state === 'missing'));
 * ```
 */
export function makeSecrets(generation: GenerateResult): SecretsResult {
  const { out, diagnostics } = generation;
  if (hasErrors(diagnostics)) return { stacks: [], diagnostics };
  const made = writeFolders({
    out,
    folders: [],
    ...secretsOf(generation, () => true),
    digests: digestsOf(composeTarget, generation),
  });
  return resultOf(generation, made);
}

/**
 * Tells which secrets this machine has, and which it has not. Nothing is made, and no value is shown.
 *
 * @example
 * ```ts
 * const { stacks } = findSecrets(generate(app));
 * const isReady = stacks.every(({ secrets }) => secrets.every(({ state }) => state === 'there'));
 * ```
 */
export function findSecrets(generation: GenerateResult): SecretsResult {
  const { diagnostics } = generation;
  if (hasErrors(diagnostics)) return { stacks: [], diagnostics };
  const found = inspectSecrets(secretsOf(generation, () => false));
  return resultOf(generation, { createdSecrets: [], missingSecrets: found.missing, diagnostics: found.diagnostics });
}

/** The generated secrets, as the output wants them. @param isMade whether a stack's are made where they are missing */
export function secretsOf(
  { stacks }: GenerateResult,
  isMade: (assembly: Assembly) => boolean,
): { readonly secrets: readonly OutputSecret[]; readonly project?: string } {
  const [first] = stacks;
  return {
    secrets: stacks.flatMap(({ assembly }) =>
      assembly.secrets.map((secret) => ({ ...secret, leave: !isMade(assembly) })),
    ),
    ...(first && { project: first.assembly.paths.root }),
  };
}

/** Digests of the files that only this machine has, as the output wants them. */
export function digestsOf(target: Target, { out, stacks }: GenerateResult): readonly OutputDigest[] {
  return stacks.flatMap(({ folder, assembly }) =>
    (target.machineFiles?.(assembly) ?? []).map((files) => ({ ...files, folder: relative(out, folder) })),
  );
}

interface Outcome {
  readonly createdSecrets: readonly string[];
  readonly missingSecrets: readonly string[];
  readonly diagnostics: SecretsResult['diagnostics'];
}

function resultOf(
  { stacks, diagnostics }: GenerateResult,
  { createdSecrets, missingSecrets, diagnostics: found }: Outcome,
): SecretsResult {
  const all = [...diagnostics, ...found];
  if (hasErrors(found)) return { stacks: [], diagnostics: all };
  const [made, missing] = [new Set(createdSecrets), new Set(missingSecrets)];
  const stateOf = (file: string): NeededSecret['state'] =>
    made.has(file) ? 'made' : missing.has(file) ? 'missing' : 'there';
  return {
    stacks: stacks.map(({ name, assembly }) => ({ name, secrets: neededBy(assembly, stateOf) })),
    diagnostics: all,
  };
}

/** @param stateOf the state of a file that is generated */
function neededBy(assembly: Assembly, stateOf: (file: string) => NeededSecret['state']): NeededSecret[] {
  const { canonical, paths, origins, secrets } = assembly;
  const generated = new Set(secrets.map(({ file }) => file));
  return Object.entries(canonical.secrets ?? {}).flatMap(([name, { file, environment }]): NeededSecret[] => {
    const common = { name, construct: origins.of(['secrets', name]).path };
    if (typeof environment === 'string') {
      const state = isSet(environment, assembly) ? 'there' : 'missing';
      return [{ ...common, source: 'environment', variable: environment, state }];
    }
    // an external one is the engine's, and a path with a variable is known where it is deployed
    if (typeof file !== 'string') return [];
    const path = file.startsWith('~/') ? join(homedir(), file.slice(2)) : paths.absolute(file);
    return generated.has(path)
      ? [{ ...common, source: 'generated', file: path, state: stateOf(path) }]
      : [{ ...common, source: 'file', file: path, state: existsSync(path) ? 'there' : 'missing' }];
  });
}

/**
 * Whether Compose finds the variable: in the shell, or in the files that it takes in place of it,
 * https://docs.docker.com/compose/how-tos/environment-variables/envvars-precedence/.
 */
function isSet(variable: string, { envFiles, paths }: Assembly): boolean {
  if (process.env[variable] !== undefined) return true;
  const files = envFiles.length > 0 ? envFiles : [join(paths.folder, '.env')];
  const assigned = new RegExp(`^\\s*(?:export\\s+)?${variable}\\s*[=:]`, 'm');
  return files.some((file) => existsSync(file) && assigned.test(readFileSync(file, 'utf8')));
}
