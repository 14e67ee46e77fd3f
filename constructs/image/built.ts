/**
 * The properties that Compose needs to run an image, and the files of its build.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Construct } from 'constructs';
import {
  type App,
  Artifact,
  type ComposeText,
  type DiagnosticProps,
  idsBelowStack,
  report,
  Secret,
  type ServiceBuildProps,
  type ServiceProps,
  Stack,
  text,
} from '../../lib/core';
import { isRemoteContext } from '../../lib/languages/compose';
import { ignorePath, printDockerignore } from '../../lib/languages/dockerfile';
import { SecretFile } from '../secrets';
import { imageNameInvalid, imageTagInvalid, registryInvalid } from './errors';
import type { BuildInputs, BuiltImage, RegistryImage } from './image';

/** How a service refers to an image: to one that exists, or to one that `build` makes. */
export function madeOf(
  scope: Construct,
  image: RegistryImage | BuiltImage,
): Pick<ServiceProps, 'image' | 'user' | 'pull_policy'> {
  const user = image.user && { user: `${image.user.uid}:${image.user.gid}` };
  const isBuiltHere = image.kind === 'built' || image.makeFolder !== undefined;
  return {
    image: image.kind === 'registry' ? image.reference : builtName(scope),
    ...user,
    // Compose would ask Docker Hub first, and run whatever somebody has put there under this name
    ...(isBuiltHere && Stack.of(scope).environment.registry === undefined && { pull_policy: 'never' }),
  };
}

/**
 * An image that one construct builds, for others: they refer to it by its name.
 *
 * @param makeFolder lets the build make a folder that belongs to the image's user
 */
export function sharedImage(scope: Construct, image: BuiltImage, makeFolder: (folder: string) => void): RegistryImage {
  const { source: _, dockerfile: __, dockerignore: ___, inputs: ____, ...facts } = image;
  return { ...facts, kind: 'registry', reference: builtName(scope), problems: () => [], makeFolder };
}

/**
 * The build of an image, with its Dockerfile among the generated files.
 *
 * @param folders that the image must have, asked when everything is known
 */
export function build(
  scope: Construct,
  image: BuiltImage,
  folders: () => readonly string[],
): Pick<ServiceProps, 'build'> {
  // every construct stands below an App, whose root the paths are relative to
  const { root } = scope.node.root as App;
  for (const problem of image.problems(root)) report(scope, problem);
  for (const problem of nameProblems(scope)) report(scope, problem);
  const folder = idsBelowStack(scope);
  const dockerfile = new Artifact(scope, 'dockerfile', {
    file: `${folder}/Dockerfile`,
    render: () => image.dockerfile(folders(), root),
  });
  // BuildKit looks for it beside the Dockerfile, https://docs.docker.com/build/concepts/context/#filename-and-location
  new Artifact(scope, 'dockerignore', {
    file: `${folder}/Dockerfile.dockerignore`,
    render: () => {
      const hidden = privateFiles(scope, image.source);
      return withOwnRules(image.dockerignore(hidden, root), ignoreFile(scope, image.source), hidden);
    },
  });
  return { build: { context: image.source, dockerfile, ...given(scope, image.inputs?.(root)) } };
}

/** Arguments and secrets of a build; each secret is an element of its own. */
function given(
  scope: Construct,
  inputs: BuildInputs = { args: {}, secrets: {} },
): Pick<ServiceBuildProps, 'args' | 'secrets'> {
  const secrets = Object.entries(inputs.secrets).map(([target, source]) => {
    const { secret } = new SecretFile(scope, `build-${target}`, { source });
    return { source: secret.name, target };
  });
  return {
    ...(Object.keys(inputs.args).length > 0 && { args: inputs.args }),
    ...(secrets.length > 0 && { secrets }),
  };
}

/**
 * Files of a build context that must never enter an image: secrets of all stacks, and synth's output.
 */
function privateFiles(scope: Construct, context: string): string[] {
  if (isRemoteContext(context)) return [];
  const { root } = scope.node.root as App; // every construct stands below one
  const folder = resolve(root, context);
  const files = Secret.allBelow(scope.node.root).flatMap(({ props }) =>
    typeof props.file === 'string' ? [resolve(root, props.file)] : [],
  );
  return [...new Set([join(root, 'secrets'), join(root, 'synth.out'), ...files])]
    .map((file) => relative(folder, file))
    .filter((path) => path !== '' && path.split(sep)[0] !== '..' && !isAbsolute(path))
    .map((path) => path.split(sep).join('/'))
    .filter((path) => path !== 'secrets'); // which no build context gives away
}

/**
 * The rules of the build context's own `.dockerignore`: BuildKit reads the file beside the Dockerfile in place of it,
 * https://docs.docker.com/build/concepts/context/#filename-and-location.
 */
function ignoreFile(scope: Construct, context: string): string | undefined {
  if (isRemoteContext(context)) return undefined;
  const { root } = scope.node.root as App; // every construct stands below one
  try {
    return readFileSync(resolve(root, context, '.dockerignore'), 'utf8');
  } catch {
    return undefined; // most folders have none
  }
}

/**
 * The later of two rules for one file wins. Our rules come first, then the author's, then the files that always stay
 * private.
 */
function withOwnRules(ours: string, own: string | undefined, hidden: readonly string[]): string {
  if (own === undefined) return ours;
  const rules = own
    .replace(/^\uFEFF/, '')
    .replaceAll('\r\n', '\n')
    .trimEnd();
  const last = printDockerignore(['secrets', ...hidden.map(ignorePath)]);
  return `${ours}\n# the .dockerignore of the folder\n${rules}\n\n# never, whatever it says\n${last}`;
}

function builtName(scope: Construct): ComposeText {
  const { name, environment } = Stack.of(scope);
  const { registry, tag } = environment;
  return text`${registry === undefined ? '' : `${registry}/`}${name}-${idsBelowStack(scope)}:${tag}`;
}

/** Stacks whose registry and tag have been looked at: what is wrong with them is wrong for all their images. */
const seen = new WeakSet<Stack>();

function environmentOnce(stack: Stack): Partial<Stack['environment']> {
  if (seen.has(stack)) return {};
  seen.add(stack);
  return stack.environment;
}

/** Image names that the engine rejects, https://pkg.go.dev/github.com/distribution/reference#pkg-overview. */
function nameProblems(scope: Construct): DiagnosticProps[] {
  const stack = Stack.of(scope);
  const { name } = stack;
  const { registry, tag } = environmentOnce(stack);
  const last = `${name}-${idsBelowStack(scope)}`;
  const part = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
  return [
    ...(new RegExp(`^${part}$`).test(last) ? [] : [imageNameInvalid(last)]),
    ...(registry === undefined || new RegExp(`^[A-Za-z0-9.-]+(?::\\d+)?(?:/${part})*$`).test(registry)
      ? []
      : [registryInvalid(registry)]),
    ...(typeof tag !== 'string' || /^\w[\w.-]{0,127}$/.test(tag) ? [] : [imageTagInvalid(tag)]),
  ];
}
