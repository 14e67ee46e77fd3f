/**
 * @module
 */
import type { Construct } from 'constructs';
import type * as compose from '../languages/compose';
import { Artifact } from './artifact';
import { Element } from './element';
import { propertiesOf } from './element-properties';
import type { Paths } from './paths';

/**
 * Compose's properties of a config, https://docs.docker.com/reference/compose-file/configs/; its `file` may be a
 * generated one.
 */
export type ConfigProps = Omit<compose.Config, 'file'> & {
  /** A file that exists, relative to the folder of `stack.ts`, or one that this stack generates. */
  readonly file?: compose.ComposeText | Artifact;
};

/**
 * A file that services read.
 *
 * @example
 * ```ts
 * const settings = new Config(this, 'settings', { file: './settings.json' });
 * web.readConfig(settings, { at: '/etc/web/settings.json' });
 * ```
 */
export class Config extends Element<compose.Config> {
  /** The section of the Compose file that it stands in. */
  declare readonly section: 'configs';
  readonly #props: ConfigProps;

  constructor(scope: Construct, id: string, props: ConfigProps) {
    super(scope, id, 'configs');
    this.#props = propertiesOf(this, props);
  }

  /** The generated file that this is made of, if it is. */
  get artifact(): Artifact | undefined {
    return Artifact.isArtifact(this.#props.file) ? this.#props.file : undefined;
  }

  /** Whether Compose copies it into the container, because it is no file. @internal */
  get isCopied(): boolean {
    const { content, environment } = this.#props ?? {};
    return content !== undefined || environment !== undefined;
  }

  /** @internal */
  override toCompose(paths: Paths): compose.Config {
    const { file, ...rest } = this.#props;
    if (Artifact.isArtifact(file)) return { file: paths.artifact(file), ...rest };
    return file === undefined ? rest : { file, ...rest };
  }
}
