/**
 * Variables and secrets of a build: its history holds the variables, and no layer holds the secrets.
 *
 * @module
 */
import { posix } from 'node:path';
import { type ComposeText, type DiagnosticProps, type Forms, mapOf, texts } from '../../../lib/core';
import { type Mount, namesSecret } from '../../../lib/languages/dockerfile';
import { SecretSource, secretSourceForm } from '../../secrets';
import { buildVariableInvalid, buildVariableSecret } from '../errors';
import type { BuildInputs } from '../image';
import type { NodeProject } from './project';

/** Variables and secrets that a recipe passes to its build. */
export interface BuildInputProps {
  /**
   * Variables of the build, such as `VITE_API_URL` or `NEXT_PUBLIC_API_URL`, which front ends take into their files.
   * Everybody who has the image can read them. @default none
   */
  readonly variables?: Readonly<Record<string, ComposeText>>;
  /**
   * Secrets that the build finds as variables, such as a token for its tools; no layer holds them. Those that the
   * project's `.npmrc` or `.yarnrc.yml` names come from the shell that runs the build. @default none
   */
  readonly secrets?: Readonly<Record<string, SecretSource>>;
}

/** The form of both. */
export const INPUTS: Forms<BuildInputProps> = {
  variables: texts,
  secrets: mapOf('a map of sources, such as { TOKEN: SecretSource.environment("TOKEN") }', secretSourceForm),
};

/** Variables and secrets of a build, by the names under which the Dockerfile asks for them. */
export function inputsOf(project: NodeProject, source: string, props: BuildInputProps): BuildInputs {
  const files = project.settings.filter(({ holdsSecret }) => holdsSecret);
  const named = project.settings.filter(({ holdsSecret }) => !holdsSecret).flatMap(({ variables }) => variables);
  return {
    args: props.variables ?? {},
    secrets: {
      ...Object.fromEntries(files.map(({ name }) => [idOf(name), SecretSource.file(fileIn(source, name))])),
      ...Object.fromEntries(named.map((name) => [name, SecretSource.environment(name)])),
      ...props.secrets,
    },
  };
}

/** How the commands of a build see its secrets: settings files where they belong, all others as variables. */
export function secretMounts(project: NodeProject, folder: string, { secrets }: BuildInputs): readonly Mount[] {
  const files = project.settings.filter(({ holdsSecret }) => holdsSecret);
  const ids = new Set(files.map(({ name }) => idOf(name)));
  return [
    ...files.map(
      ({ name }): Mount => ({ type: 'secret', id: idOf(name), target: `${folder}/${name}`, required: true }),
    ),
    ...Object.keys(secrets)
      .filter((name) => !ids.has(name))
      .map((name): Mount => ({ type: 'secret', id: name, env: name, required: true })),
  ];
}

/** The mistakes in their names. */
export function inputProblems({ variables = {}, secrets = {} }: BuildInputProps): readonly DiagnosticProps[] {
  const isName = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name);
  return [
    ...[...Object.keys(variables), ...Object.keys(secrets)].filter((name) => !isName(name)).map(buildVariableInvalid),
    ...Object.keys(variables).filter(isName).filter(namesSecret).map(buildVariableSecret),
  ];
}

/** `.npmrc` → `npmrc` */
function idOf(name: string): string {
  return name.replace(/^\./, '');
}

/** A file of the source, as a path of the stack. */
export function fileIn(source: string, name: string): string {
  const path = posix.join(source, name);
  return path.startsWith('.') && !path.startsWith(`.${name.slice(1)}`) ? path : `./${path}`;
}
