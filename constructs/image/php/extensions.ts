/**
 * The extensions of an image of PHP.
 *
 * @module
 */
import type { DiagnosticProps } from '../../../lib/core';
import { isBuiltIn, type PhpExtension, phpExtension, phpExtensions } from '../../../lib/images';
import {
  and,
  command,
  comment,
  copy,
  type Instruction,
  redirect,
  run,
  type ShellCommand,
  type Stage,
  stage,
} from '../../../lib/languages/dockerfile';
import { installPackages } from '../dockerfile-parts';
import { extensionUnknown } from '../errors';

/** An extension that the image gets. */
export interface AddedExtension extends PhpExtension {
  /** Its name, such as `redis`. */
  readonly name: string;
  /** The name that pecl knows, with a version if there is one: `redis-6.2.0`. */
  readonly release: string;
}

/** Names as the author writes them: `redis`, or with a version of pecl, `redis-6.2.0`. */
const NAME = /^([a-z][a-z0-9_]*?)(?:-(\d[\w.]*))?$/;

/** The extensions that the image does not have yet, each once and in one order: the author's versions count. */
export function addedExtensions(asked: readonly string[], required: readonly string[]): readonly AddedExtension[] {
  const byName = new Map<string, AddedExtension>();
  for (const release of [...asked, ...required]) {
    const [, name = '', version] = NAME.exec(release) ?? [];
    const known = phpExtension(name) ?? (version === undefined ? undefined : UNLISTED);
    if (known && !isBuiltIn(name) && !byName.has(name)) byName.set(name, { ...known, name, release });
  }
  return [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

/** One that only its author knows: with a version it is of pecl, and `buildPackages` are its libraries. */
const UNLISTED: PhpExtension = { from: 'pecl', libraries: [], configure: [] };

/** The names that nobody knows. */
export function extensionProblems(asked: readonly string[], required: readonly string[]): readonly DiagnosticProps[] {
  const isKnown = (release: string): boolean => {
    const [, name = '', version] = NAME.exec(release) ?? [];
    return (
      isBuiltIn(name) ||
      isBuiltIn(release) ||
      phpExtension(name) !== undefined ||
      (name !== '' && version !== undefined)
    );
  };
  return [...asked, ...required].filter((name) => !isKnown(name)).map((name) => extensionUnknown(name, phpExtensions));
}

const LIBRARIES = '/libraries';

/** Names of the Debian packages with the libraries that extensions are linked with. */
const LINKED =
  'find "$(php-config --extension-dir)/" -name "*.so" -exec ldd {} + | awk \'$2 == "=>" && $3 ~ "^/" { print $3 }\' | sort -u | xargs --no-run-if-empty realpath | sort -u | xargs --no-run-if-empty dpkg-query --search | sed "s/:.*//" | sort -u';

/** A stage that compiles them; nothing of it but the extensions gets into the image. */
export function extensionStage(from: string, added: readonly AddedExtension[], packages: readonly string[]): Stage {
  const own = added.filter((each) => each.from === 'php');
  const pecl = added.filter((each) => each.from === 'pecl');
  const libraries = [...new Set([...added.flatMap((each) => each.libraries), ...packages])];
  return stage({ from, name: 'extensions' }, [
    ...installPackages(libraries),
    ...(own.length === 0 ? [] : [run(and(...own.flatMap(configured), compiled(own.map(({ name }) => name))))]),
    ...(pecl.length === 0
      ? []
      : [
          run(
            and(
              command('pecl', 'install', ...pecl.map(({ release }) => release)),
              command('docker-php-ext-enable', ...pecl.map(({ name }) => name)),
            ),
          ),
        ]),
    comment(
      'The packages of the libraries that they are linked with, without those for compiling.',
      run(redirect(command('bash', '-o', 'pipefail', '-c', LINKED), { stdout: LIBRARIES })),
    ),
  ]);
}

function configured({ name, configure }: AddedExtension): readonly ShellCommand[] {
  if (configure.length === 0) return [];
  const words = configure.map((word) => word.replace('MULTIARCH', '"$1"')).join(' ');
  return configure.some((word) => word.includes('MULTIARCH'))
    ? [
        command(
          'sh',
          '-c',
          `docker-php-ext-configure ${name} ${words.replace('"$1"', '$(dpkg-architecture --query DEB_BUILD_MULTIARCH)')}`,
        ),
      ]
    : [command('docker-php-ext-configure', name, ...configure)];
}

/** On every core that the builder has. */
function compiled(names: readonly string[]): ShellCommand {
  return command('sh', '-c', 'exec docker-php-ext-install -j"$(nproc)" "$@"', 'sh', ...names);
}

const MOUNTED = `/mnt${LIBRARIES}`;

/** Packages that are there already stay as they are. */
const INSTALL_LINKED = `apt-get update && xargs --arg-file=${MOUNTED} apt-get install --yes --no-install-recommends --no-upgrade && rm -rf /var/lib/apt/lists/*`;

/** Takes the extensions over, and installs their libraries. */
export function takeExtensions(folders: readonly string[], names: readonly string[]): readonly Instruction[] {
  return [
    run(command('sh', '-c', INSTALL_LINKED), {
      mounts: [{ type: 'bind', from: 'extensions', source: LIBRARIES, target: MOUNTED }],
    }),
    ...folders.map((folder) => copy([`${folder}/`], `${folder}/`, { from: 'extensions' })),
    comment(
      'An extension that does not load is a warning to PHP, and a failed build here.',
      run(
        command(
          'php',
          '-r',
          'foreach (array_slice($argv, 1) as $name) extension_loaded($name) || exit(1);',
          '--',
          ...names,
        ),
      ),
    ),
  ];
}
