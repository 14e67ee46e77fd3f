/**
 * @module
 */
import { Construct, type IConstruct } from 'constructs';
import type * as compose from '../languages/compose';
import { isLeftOut } from './construct-props';
import { Element } from './element';
import { propertiesOf } from './element-properties';

/** Compose's properties of a volume, https://docs.docker.com/reference/compose-file/volumes/. */
export type VolumeProps = compose.Volume;

/** A service that mounts a volume, for those who prepare the volume. */
export interface MountingService extends IConstruct {
  /** Its image, and where that comes from; empty where its author names none. */
  readonly made: Pick<compose.Service, 'image' | 'pull_policy'>;
  startAfter(other: Element, condition: 'service_completed_successfully'): void;
}

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
  /** The section of the Compose file that it stands in. */
  declare readonly section: 'volumes';
  readonly #props: VolumeProps;
  readonly #noticed: ((service: MountingService, at: string) => void)[] = [];

  constructor(scope: Construct, id: string, props: VolumeProps = {}) {
    super(scope, id, 'volumes');
    this.#props = propertiesOf(this, props);
  }

  /** Lets something happen to each service that mounts it, with the place in its container. @internal */
  whenMounted(notice: (service: MountingService, at: string) => void): void {
    this.#noticed.push(notice);
  }

  /** Notices a service that mounts it. @internal */
  mountedBy(service: MountingService, at: string): void {
    if (isLeftOut(service)) return;
    for (const notice of this.#noticed) notice(service, at);
  }

  /** @internal */
  override toCompose(): compose.Volume {
    return this.#props;
  }
}

/** A construct that stands for a volume, such as a DataVolume. */
export interface VolumeHolder {
  readonly volume: Volume;
  /** Notes a service that writes to the volume, if the construct allows one only. @internal */
  writtenBy?(writer: IConstruct): void;
}

/** The volume that something is or stands for; undefined if it is neither. */
export function volumeOf(candidate: unknown): Volume | undefined {
  const element = Construct.isConstruct(candidate) && 'volume' in candidate ? candidate.volume : candidate;
  return Element.isElement(element) && element.section === 'volumes' ? (element as Volume) : undefined; // of that kind
}
