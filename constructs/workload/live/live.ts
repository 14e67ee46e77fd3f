/**
 * The source of a program in its containers, in development.
 *
 * @module
 */
import { isAbsolute, posix, relative, resolve, sep } from 'node:path';
import type { Construct } from 'constructs';
import { type App, type DiagnosticProps, intend, report, Service, type ServiceProps, Stack } from '../../../lib/core';
import { hardened } from '../../hardening';
import { madeOf } from '../../image';
import { liveCommandUnknown, liveSourceUnknown } from '../errors';
import type { Process } from '../process';
import type { WorkloadProps } from '../props';
import type { Live } from './props';

/** The first person of a Linux host. */
const PERSON = { uid: 1000, gid: 1000 };

/** A workload whose source is live, or is not. */
export interface Livened {
  /** Without `live`. */
  readonly props: WorkloadProps;
  readonly code: LiveCode | undefined;
}

/** The properties of a workload as its live source changes them, in development only. */
export function livened(scope: Construct, given: WorkloadProps): Livened {
  const { live, ...props } = given;
  for (const problem of problemsOf(given)) report(scope, problem);
  const asked = live === true ? {} : live;
  if (!asked || !Stack.of(scope).environment.isDevelopment) return { props, code: undefined };
  const { image } = props;
  const facts = image.live;
  const { source = facts?.source, at = facts?.folder, debug } = asked;
  if (source === undefined || at === undefined || !at.startsWith('/')) {
    return { props, code: undefined };
  }
  const command = asked.command ?? props.command ?? facts?.command?.(debug);
  const isOurs = image.kind === 'built' || image.makeFolder !== undefined;
  const user = asked.user ?? (isOurs ? PERSON : image.user);
  const owned = {
    ...image,
    ...(user && { user }),
    // no image ends as root: the service says so, for an engine without root
    ...(image.kind === 'built' &&
      user?.uid !== 0 && {
        dockerfile: (folders: readonly string[], root: string) => image.dockerfile(folders, root, user),
      }),
  };
  const published = debug === undefined ? [] : [{ port: debug, target: debug }];
  const changed: WorkloadProps = {
    ...props,
    image: owned,
    ...(command && { command }),
    ...(published.length > 0 && { publish: [...[props.publish ?? []].flat(), ...published] }),
  };
  return { props: changed, code: new LiveCode(scope, changed, { source, at, keep: asked.keep }) };
}

/** The mistakes in how code is live, in production, too. */
function problemsOf(props: WorkloadProps): readonly DiagnosticProps[] {
  const { live, image, command } = props;
  if (!live) return [];
  const asked: Live = live === true ? {} : live;
  const { source = image.live?.source, at = image.live?.folder } = asked;
  if (source === undefined || at === undefined || !at.startsWith('/')) return [liveSourceUnknown(image.name)];
  const isKnown = image.live === undefined || image.live.command !== undefined;
  return isKnown || asked.command || command ? [] : [liveCommandUnknown(image.name)];
}

/** Where the source is, and where it goes. */
interface Place {
  readonly source: string;
  readonly at: string;
  readonly keep: readonly string[] | undefined;
}

/**
 * Mounts the source into each service that runs the program. The engine makes a missing mount point inside of it on the
 * host, as root. So a job of the person makes it before.
 */
export class LiveCode {
  readonly #job: Service;
  readonly #services: Service[] = [];

  constructor(
    private readonly scope: Construct,
    private readonly props: WorkloadProps,
    private readonly place: Place,
  ) {
    const { image } = props;
    this.#job = new Service(scope, 'live', {
      ...madeOf(scope, image),
      network_mode: 'none',
      volumes: [this.#source],
      ...hardened(scope, { memory: '64m', ends: true }),
    });
    this.#job.whenLowered(() => ({ entrypoint: ['/bin/sh', '-ec', MAKE, 'live', ...this.#points()] }));
    intend(scope, { kind: 'job', service: this.#job.name });
  }

  giveTo({ service }: Process): void {
    this.#services.push(service);
    service.startAfter(this.#job, 'service_completed_successfully');
    service.whenLowered(() => ({ volumes: [this.#source, ...this.#kept(), ...this.#masks()] }));
  }

  get #root(): string {
    return (this.scope.node.root as App).root; // every construct stands below an App
  }

  get #source(): NonNullable<ServiceProps['volumes']>[number] {
    const { source, at } = this.place;
    const path = /^[./~]/.test(source) ? source : `./${source}`;
    // a folder that is not there is an error, and not an empty one of root
    return { type: 'bind', source: path, target: at, bind: { create_host_path: false } };
  }

  /** A mounted image always has the folder as it was built. A volume would keep the first one for ever. */
  #kept(): NonNullable<ServiceProps['volumes']> {
    const { image } = this.props;
    const source = madeOf(this.scope, image).image ?? '';
    const folder = image.live?.folder ?? this.place.at;
    return this.#keep().map((name) => ({
      type: 'image',
      source,
      target: posix.join(this.place.at, name),
      image: { subpath: posix.join(folder, name).slice(1) },
    }));
  }

  #keep(): readonly string[] {
    return this.place.keep ?? this.props.image.live?.keep(this.#root) ?? [];
  }

  /** The secrets of all stacks are no source. */
  #masks(): NonNullable<ServiceProps['volumes']> {
    const path = relative(resolve(this.#root, this.place.source), resolve(this.#root, 'secrets'));
    if (path.split(sep)[0] === '..' || isAbsolute(path)) return [];
    return [{ type: 'tmpfs', target: posix.join(this.place.at, ...path.split(sep)) }];
  }

  /** The mount points inside of the source: a folder ends with a slash. */
  #points(): readonly string[] {
    const { at } = this.place;
    const all = [
      ...[...this.#kept(), ...this.#masks()].map(
        (mount) => `${typeof mount === 'object' && 'target' in mount ? String(mount.target) : ''}/`,
      ),
      ...this.#services.flatMap((service) => service.places(this.#root)),
    ];
    return [...new Set(all)].filter((point) => point.startsWith(`${at}/`)).sort();
  }
}

/** Makes what is not there. Arguments: paths. A folder ends with a slash. */
const MAKE = [
  'for point; do',
  '  case $point in',
  '    */) test -d "$point" || mkdir -p "$point" ;;',
  '    *) test -e "$point" || { mkdir -p "${point%/*}"; : >"$point"; } ;;',
  '  esac',
  'done',
].join('\n');
