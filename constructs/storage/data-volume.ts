/**
 * @module
 */
import type { Construct, IConstruct } from 'constructs';
import { ComposeConstruct, type ConstructProps, isLeftOut, Volume, type VolumeProps } from '../../lib/core';
import { modeInvalid, ownerInvalid, secondWriter } from './errors';
import { OwnerJob, type VolumeUser } from './owner-job';

/** The properties of a {@link DataVolume}: Compose's own, such as `name` and `external`, and the owner of its folder. */
export interface DataVolumeProps extends VolumeProps, ConstructProps {
  /**
   * User and group that own the volume's top folder, by number. A job sets them at each `up`, before a service that
   * mounts the volume starts. The job has the image of the first such service, which needs a shell.
   *
   * @default the owner of the image's folder at the place of the mount, or root where the image has none
   */
  readonly owner?: VolumeUser;
  /** Mode of the top folder, such as `0o750`. It needs an `owner`. @default 0o755 */
  readonly mode?: number;
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
 *
 * @example A folder that belongs to the user of an image which lacks it
 * ```ts
 * const certificates = new DataVolume(this, 'certificates', { owner: { uid: 99, gid: 99 }, mode: 0o750 });
 * ```
 */
export class DataVolume extends ComposeConstruct {
  /** The Compose element. */
  readonly volume: Volume;
  /** The owner that its author gives its top folder. @internal */
  readonly given: VolumeUser | undefined;
  #writer: IConstruct | undefined;
  #user: VolumeUser | undefined;

  constructor(scope: Construct, id: string, props: DataVolumeProps = {}) {
    super(scope, id, props);
    // a program without types can pass none
    const { owner, mode, renamedFrom: _, enabled: __, ...volume } = props ?? {};
    this.volume = new Volume(this, 'Default', volume);
    this.given = owner;
    if (owner !== undefined && !isOwner(owner)) this.report(ownerInvalid());
    else if (mode !== undefined && !(owner && isMode(mode))) this.report(modeInvalid(mode, owner !== undefined));
    else if (owner) new OwnerJob(this, this.volume, owner, mode ?? 0o755);
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
    if (isLeftOut(writer)) return;
    if (this.#writer && this.#writer !== writer) this.report(secondWriter(this.volume.name, this.#writer));
    if (!this.#writer) this.#user = user;
    this.#writer ??= writer;
  }
}

function isOwner(owner: unknown): boolean {
  const { uid, gid } = (owner ?? {}) as Partial<VolumeUser>; // a program without types can pass anything
  return [uid, gid].every((id) => Number.isInteger(id) && Number(id) >= 0);
}

function isMode(mode: unknown): boolean {
  return Number.isInteger(mode) && Number(mode) > 0 && Number(mode) <= 0o7777;
}
