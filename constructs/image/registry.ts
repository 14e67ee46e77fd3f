/**
 * @module
 */
import {
  type ComposeText,
  composeText,
  type Forms,
  inspect,
  oneOf,
  partsOf,
  strings,
  user,
  words,
} from '../../lib/core';
import { httpProbe, isHttpClient } from '../../lib/images';
import { imageReferenceInvalid } from './errors';
import type { RegistryImage } from './image';

/** Facts about an image that this library did not build. */
export interface RegistryImageProps {
  /** User and group that its process runs as. @default unknown: the image's own */
  readonly user?: { readonly uid: number; readonly gid: number };
  /** The command that it runs; required where a secret becomes an environment variable. */
  readonly command?: readonly string[];
  /** The entrypoint that it puts before every command. @default nothing */
  readonly entrypoint?: readonly string[];
  /** Folders that exist in it and belong to `user`. */
  readonly folders?: readonly string[];
  /** Folders that it writes to besides volumes; they are kept in memory. @default `/tmp` */
  readonly tmpfs?: readonly string[];
  /**
   * The program in it that can ask for a page. `curl` and `wget`, of GNU or BusyBox, need `/bin/sh` beside them; `bash` is
   * enough alone. @default unknown
   */
  readonly probeWith?: 'bash' | 'curl' | 'node' | 'python' | 'wget';
}

const PROPERTIES: Forms<RegistryImageProps> = {
  user,
  command: words,
  entrypoint: words,
  folders: strings,
  tmpfs: strings,
  probeWith: oneOf('bash', 'curl', 'node', 'python', 'wget'),
};

/** https://pkg.go.dev/github.com/distribution/reference#pkg-overview */
const REFERENCE =
  /^(?:[A-Za-z0-9.-]+(?::\d+)?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::\w[\w.-]{0,127})?(?:@[a-z0-9]+:[a-f0-9]{32,})?$/;

/** Takes the place of a name that is no text. */
const NO_NAME = { reference: 'none:0' };

export function registryImage(named: ComposeText, given: RegistryImageProps): RegistryImage {
  const arguments_ = { reference: named };
  const { props: argument, problems: wrong } = inspect(
    'Image.registry',
    arguments_,
    { reference: composeText },
    NO_NAME,
  );
  const { props, problems } = inspect('Image.registry', given, PROPERTIES, {});
  const { reference } = argument;
  const { probeWith, command, folders = [] } = props;
  return {
    kind: 'registry',
    reference,
    name: partsOf(reference)
      .map((part) => (typeof part === 'string' ? part : `\${${part.name}}`))
      .join(''),
    ...(props.user && { user: props.user }),
    tmpfs: props.tmpfs ?? ['/tmp'],
    environment: {},
    entrypoint: props.entrypoint ?? [],
    ...(command && { command }),
    ...(isHttpClient(probeWith) && { probe: (port, path, host) => httpProbe(probeWith, { port, path, host }) }),
    hasFolder: (folder) => folders.includes(folder),
    problems: () => [
      ...wrong,
      ...problems,
      ...(typeof reference !== 'string' || REFERENCE.test(reference) ? [] : [imageReferenceInvalid(reference)]),
    ],
  };
}
