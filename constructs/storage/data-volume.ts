/**
 * @module
 */
import type { Construct, IConstruct } from 'constructs';
import { ComposeConstruct, Volume, type VolumeProps } from '../../lib/core';
import { secondWriter } from './errors';

/** Compose's properties of the volume: a `name` of its own, or `external`. */
export type DataVolumeProps = VolumeProps;

/** A user of a container, by number. */
interface VolumeUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Data that outlives containers: one service writes it, others may read it.
 *
 * @example
 * ```ts
 * const uploads = new DataVolume(this, 'uploads');
 * web.mount(uploads, { at: '/var/uploads' });
 * proxy.host('images.example.org').files('/', uploads);
 * ```
 *
 * @example A volume that is there already
 * ```ts
 * const archive = new DataVolume(this, 'archive', { name: 'photos-2019', external: true });
 * ```
 */
export class DataVolume extends ComposeConstruct {
  /** The Compose element. */
  readonly volume: Volume;
  #writer: IConstruct | undefined;
  #user: VolumeUser | undefined;

  constructor(scope: Construct, id: string, props: DataVolumeProps = {}) {
    super(scope, id);
    this.volume = new Volume(this, 'Default', props);
  }

  /** Who its files belong to, where that is known. @internal */
  get owner(): VolumeUser | undefined {
    return this.#user;
  }

  /**
   * Notes who writes to the volume; a second writer is reported.
   *
   * @param user that the writer runs as, where that is known
   * @internal
   */
  writtenBy(writer: IConstruct, user?: VolumeUser): void {
    if (this.#writer && this.#writer !== writer) this.report(secondWriter(this.volume.name, this.#writer));
    if (!this.#writer) this.#user = user;
    this.#writer ??= writer;
  }
}
