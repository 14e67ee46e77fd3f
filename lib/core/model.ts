/**
 * @module
 */
import type { Construct } from 'constructs';
import type * as compose from '../languages/compose';
import { Element } from './element';
import { propertiesOf } from './element-properties';

/** Compose's properties of a model, https://docs.docker.com/reference/compose-file/models/. */
export type ModelProps = compose.Model;

/**
 * An AI model that services use.
 *
 * @example
 * ```ts
 * const llm = new Model(this, 'llm', { model: 'ai/smollm2' });
 * new Service(this, 'chat', { image: 'acme/chat:1.4', models: [llm.name] });
 * ```
 */
export class Model extends Element<compose.Model> {
  /** The section of the Compose file that it stands in. */
  declare readonly section: 'models';
  readonly #props: ModelProps;

  constructor(scope: Construct, id: string, props: ModelProps) {
    super(scope, id, 'models');
    this.#props = propertiesOf(this, props);
  }

  /** @internal */
  override toCompose(): compose.Model {
    return this.#props;
  }
}
