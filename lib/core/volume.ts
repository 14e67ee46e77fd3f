/**
 * @module
 */
import type { Construct } from 'constructs';
import type * as compose from '../languages/compose';
import { Element } from './element';

/** What Compose can say of a volume, https://docs.docker.com/reference/compose-file/volumes/. */
export type VolumeProps = compose.Volume;

/**
 * A named volume, which outlives the containers that mount it.
 *
 * @example
 * ```ts
 * const cache = new Volume(this, 'cache');
 * web.mount(cache, { at: '/var/cache/web' });
 * ```
 */
export class Volume extends Element<compose.Volume> {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: VolumeProps = {},
  ) {
    super(scope, id, 'volumes');
  }

  override toCompose(): compose.Volume {
    return this.props;
  }
}
