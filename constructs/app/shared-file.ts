/**
 * @module
 */
import { posix } from 'node:path';
import { Construct } from 'constructs';
import {
  CONSTRUCT,
  ComposeConstruct,
  type ConstructProps,
  type Forms,
  form,
  inspected,
  intend,
  isLeftOut,
  isThere,
  Service,
  string,
} from '../../lib/core';
import { durationInvalid, secondsOf } from '../checked';
import { hardened } from '../hardening';
import { madeOf } from '../image';
import { DataVolume } from '../storage';
import type { ReadableFile, Workload } from '../workload';
import { sharedFilePlaceInvalid, sharedFileWriterInvalid } from './errors';

/** The group that the files belong to: their readers get it, and nobody else. */
const GROUP = 2000;

/** A user that no image has: it reads by that group, as readers do. */
const NOBODY = 65534;

/** The properties of a {@link SharedFile}. */
export interface SharedFileProps extends ConstructProps {
  /** The workload that writes the file while it runs: an app, or a job that ends. */
  readonly writer: Workload;
  /** Absolute path of the file in each container, such as `/run/api-key/key`. Its folder holds nothing else of the image. */
  readonly at: string;
  /** How long readers wait for the file before they give up, such as `10m`. @default '5m' */
  readonly timeout?: string;
}

/** Where a file would be that has no place. */
const UNKNOWN = '/run/unknown/file';

/** The properties once they are looked at: a program without types can pass no workload. */
interface Sound extends Omit<SharedFileProps, 'writer'> {
  readonly writer: Workload | undefined;
}

const PROPERTIES: Forms<Sound> = {
  writer: form('a workload, such as a WebApp or a Job', isWorkload),
  at: string,
  timeout: string,
  ...CONSTRUCT,
};

const STAND_INS = { writer: undefined, at: UNKNOWN };

/**
 * A file that one program writes while it runs, and others read, such as a key that an app makes. Readers start when the
 * file is there. Nobody else has it. A file that the writer replaces is seen at once.
 *
 * Its folder is a volume with mode 2750 that belongs to the writer's user. The writer gives the file a mode that its
 * group may read, such as 0640.
 *
 * @example
 * ```ts
 * const apiKey = new SharedFile(this, 'api-key', { writer: web, at: '/run/api-key/key' });
 * const events = new Worker(this, 'events', { image: Image.node({ source: './events' }) });
 * events.readFile(apiKey, { fileVariable: 'API_KEY_FILE' });
 * ```
 */
export class SharedFile extends ComposeConstruct implements ReadableFile {
  /** Absolute path of the file in each container. */
  readonly path: string;
  /** The volume of its folder. */
  readonly data: DataVolume;
  /** The job that ends when the file is there. @internal */
  readonly ready: Service;

  constructor(scope: Construct, id: string, props: SharedFileProps) {
    super(scope, id, props);
    const sound = inspected<Sound>(this, 'SharedFile', props, PROPERTIES, STAND_INS);
    const { writer, at, timeout = '5m' } = sound;
    const isPlace = posix.isAbsolute(at) && posix.dirname(posix.normalize(at)) !== '/';
    if (!isPlace || at.endsWith('/')) this.report(sharedFilePlaceInvalid(at));
    this.path = isPlace ? posix.normalize(at) : UNKNOWN;
    const seconds = secondsOf(timeout);
    if (seconds === undefined) this.report(durationInvalid('The time that readers wait', timeout));
    const { image, user } = this.#writerOf(writer);
    this.data = new DataVolume(this, 'Default', { owner: { uid: user?.uid ?? 0, gid: GROUP }, mode: 0o2750 });
    this.ready = new Service(this, 'ready', {
      ...image,
      entrypoint: ['/bin/sh', '-ec', WAIT, 'ready', this.path, String(seconds ?? 0)],
      user: `${NOBODY}:${GROUP}`,
      network_mode: 'none',
      ...hardened(this, { memory: '64m', ends: true }),
    });
    intend(this, { kind: 'job', service: this.ready.name });
    this.#join(writer);
  }

  /** Lets a service of a reader have the file. @internal */
  readBy({ service }: Parameters<ReadableFile['readBy']>[0], fileVariable: string | undefined): void {
    if (fileVariable !== undefined) service.setEnvironment(fileVariable, this.path);
    service.mount(this.data, { at: posix.dirname(this.path), readOnly: true });
    service.addGroup(GROUP);
    service.startAfter(this.ready, 'service_completed_successfully');
  }

  /** The writer mounts the folder first, so that the job which owns it has the writer's image. */
  #join(writer: Workload | undefined): void {
    const folder = posix.dirname(this.path);
    if (writer && !isLeftOut(this) && isThere(this, 'SharedFile', writer)) {
      writer.mount(this.data, { at: folder });
      // a writer that waits for a reader would wait for ever: with this, Compose finds the circle
      this.ready.startAfter(
        writer,
        writer.readiness === 'service_completed_successfully' ? writer.readiness : 'service_started',
      );
    }
    this.ready.mount(this.data, { at: folder, readOnly: true });
  }

  #writerOf(writer: Workload | undefined): {
    readonly image: Partial<ReturnType<typeof madeOf>>;
    readonly user: { readonly uid: number } | undefined;
  } {
    if (!writer) return { image: {}, user: undefined };
    const { image } = writer.props;
    if (image.user === undefined) this.report(sharedFileWriterInvalid(writer.service.name));
    return { image: madeOf(writer, image), user: image.user };
  }
}

/** Whether something is a workload, of whichever copy of this library. */
function isWorkload(candidate: unknown): candidate is Workload {
  return Construct.isConstruct(candidate) && 'leads' in candidate;
}

/** Waits for a file that its group can read. Arguments: the path, and the seconds to wait. */
const WAIT = [
  'waited=0',
  'until test -s "$1"; do',
  '  if test "$waited" -ge "$2"; then echo "nobody wrote $1 in $2 s" >&2; exit 1; fi',
  '  sleep 1; waited=$((waited + 1))',
  'done',
  'test -r "$1" || { echo "the group of $1 cannot read it: write it with mode 0640" >&2; exit 1; }',
].join('\n');
