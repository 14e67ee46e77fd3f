/**
 * The places of a Compose file that hold paths of the host.
 *
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/paths/resolve.go
 * @module
 */
import { isPlainMap } from '../data';
import type { Config, Include, Project, Secret, Service, Volume } from '../model.generated';
import { isOverride, Replace } from '../overlay';
import { type ComposeText, partsOf } from '../text/variable';
import { readMount, readMountSections, typeOfSource } from './mounts';
import { asText, cutText, defaultOf, joinParts, joinTexts, sameForm } from './texts';

export { rebaseText } from './rebase';

/** The purpose of a path. */
export type HostPathKind =
  | 'build-context'
  | 'ssh-key'
  | 'env-file'
  | 'label-file'
  | 'extends'
  | 'watch'
  | 'bind'
  | 'volume-device'
  | 'config'
  | 'secret'
  | 'include'
  | 'include-folder'
  | 'include-env-file';

/** Gives the path that is to stand in place of another. */
export type ChangePath = (path: ComposeText, kind: HostPathKind) => ComposeText;

type Rewrite = (value: unknown, change: ChangePath) => unknown;

/**
 * Each place, with what holds a path there. `*` is any key of a map, `[]` any item of a list. A place is skipped where
 * the data has another form.
 */
const PLACES: readonly (readonly [place: string, rewrite: Rewrite])[] = [
  ['services.*.build', local('build-context')],
  ['services.*.build.context', local('build-context')],
  ['services.*.build.additional_contexts.*', local('build-context')],
  ['services.*.build.additional_contexts.[]', named(local('build-context'))],
  ['services.*.build.ssh.*', path('ssh-key')],
  ['services.*.build.ssh.[]', named(path('ssh-key'))],
  ['services.*.env_file', path('env-file')],
  ['services.*.env_file.[]', path('env-file')],
  ['services.*.env_file.[].path', path('env-file')],
  ['services.*.label_file', path('label-file')],
  ['services.*.label_file.[]', path('label-file')],
  ['services.*.extends.file', local('extends')],
  ['services.*.develop.watch.[].path', path('watch')],
  ['services.*.volumes.[]', mount],
  ['configs.*.file', path('config')],
  ['secrets.*.file', path('secret')],
  ['volumes.*', device],
  ['include.[]', local('include')],
  ['include.[].path', local('include')],
  ['include.[].path.[]', local('include')],
  ['include.[].project_directory', path('include-folder')],
  ['include.[].env_file', path('include-env-file')],
  ['include.[].env_file.[]', path('include-env-file')],
];

/**
 * The project with each host path changed, each in its written form; the same object where none changes. Texts that
 * begin with a variable are judged by its default.
 *
 * @example
 * ```ts
 * mapHostPaths(project, (path) => rebaseText(path, '../..'));
 * ```
 */
export function mapHostPaths<T extends Project>(project: T, change: ChangePath): T {
  return visit(project, ROOT, change) as T; // paths are texts before and after
}

/** {@link mapHostPaths} for one service. */
export function mapServicePaths<T extends Service>(service: T, change: ChangePath): T {
  return visit(service, at('services', '*'), change) as T; // paths are texts before and after
}

/** {@link mapHostPaths} for one volume of a project. */
export function mapVolumePaths<T extends Volume | null>(volume: T, change: ChangePath): T {
  return visit(volume, at('volumes', '*'), change) as T; // paths are texts before and after
}

/** {@link mapHostPaths} for one secret of a project. */
export function mapSecretPaths<T extends Secret>(secret: T, change: ChangePath): T {
  return visit(secret, at('secrets', '*'), change) as T; // paths are texts before and after
}

/** {@link mapHostPaths} for one config of a project. */
export function mapConfigPaths<T extends Config>(config: T, change: ChangePath): T {
  return visit(config, at('configs', '*'), change) as T; // paths are texts before and after
}

/** {@link mapHostPaths} for one entry of `include`. */
export function mapIncludePaths<T extends ComposeText | Include>(include: T, change: ChangePath): T {
  return visit(include, at('include', '[]'), change) as T; // paths are texts before and after
}

/** A place and the places below it. */
class PathPlace {
  rewrite: Rewrite | undefined;
  private readonly below = new Map<string, PathPlace>();

  /** The place of an entry; keys that the table does not name are `*`. */
  next(key: string): PathPlace | undefined {
    return this.below.get(key);
  }

  make(key: string): PathPlace {
    const place = this.below.get(key) ?? new PathPlace();
    this.below.set(key, place);
    return place;
  }

  get isLast(): boolean {
    return this.below.size === 0;
  }
}

const ROOT = new PathPlace();
for (const [place, rewrite] of PLACES) {
  place.split('.').reduce((around, key) => around.make(key), ROOT).rewrite = rewrite;
}

function at(...keys: readonly string[]): PathPlace | undefined {
  return keys.reduce<PathPlace | undefined>((place, key) => place?.next(key), ROOT);
}

function visit(value: unknown, place: PathPlace | undefined, change: ChangePath): unknown {
  if (place === undefined || value === undefined || value === null) return value;
  if (isOverride(value)) {
    const inner = visit(value.value, place, change);
    return inner === value.value ? value : new Replace(inner);
  }
  const rewritten = place.rewrite === undefined ? value : place.rewrite(value, change);
  return place.isLast ? rewritten : visitEntries(rewritten, place, change);
}

function visitEntries(value: unknown, place: PathPlace, change: ChangePath): unknown {
  if (Array.isArray(value)) {
    const item = place.next('[]');
    if (item === undefined) return value;
    const items = value.map((entry: unknown) => visit(entry, item, change));
    return items.every((entry, index) => entry === value[index]) ? value : items;
  }
  if (!isPlainMap(value)) return value;
  const any = place.next('*');
  let changes: Map<string, unknown> | undefined;
  for (const key of Object.keys(value)) {
    const inner = any ?? place.next(key);
    if (inner === undefined) continue;
    const entry = value[key];
    const changed = visit(entry, inner, change);
    if (changed === entry) continue;
    changes ??= new Map();
    changes.set(key, changed);
  }
  if (changes === undefined) return value;
  // defines the property, because an assignment treats the key `__proto__` differently
  return Object.fromEntries([...Object.entries(value), ...changes]);
}

function path(kind: HostPathKind): Rewrite {
  return (value, change) => {
    const text = asText(value);
    return text === undefined || text === '' ? value : change(text, kind);
  };
}

/** A path, unless it is the address of a repository or of an image. */
function local(kind: HostPathKind): Rewrite {
  return (value, change) => {
    const text = asText(value);
    return text === undefined || isRemoteContext(text) ? value : path(kind)(value, change);
  };
}

/** `name=path` */
function named(rewrite: Rewrite): Rewrite {
  return (value, change) => {
    const text = asText(value);
    const cut = text === undefined ? undefined : cutText(text, '=');
    if (text !== undefined && cut === undefined)
      return inDefault(text, (inner) => asText(named(rewrite)(inner, change)));
    if (cut === undefined) return value;
    const after = asText(rewrite(cut[1], change)) ?? cut[1];
    return after === cut[1] ? value : joinTexts(cut[0], '=', after);
  };
}

/**
 * Whether a build context is something else than a folder of this machine: an address, or another service.
 *
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/paths/context.go
 * @see https://docs.docker.com/reference/compose-file/build/#additional_contexts
 */
export function isRemoteContext(context: ComposeText): boolean {
  if (partsOf(context).some((part) => typeof part === 'string' && part.includes('://'))) return true;
  return /^(?:github\.com\/|git@|service:)|:\/\//.test(beginning(context));
}

/** The literal at the start of a text, also inside a default. */
function beginning(text: ComposeText): string {
  const [first = '', ...rest] = partsOf(text);
  if (typeof first === 'string') return first;
  const fallback = defaultOf(first);
  return fallback === undefined || fallback.length === 0 ? '' : beginning(joinParts([...fallback, ...rest]));
}

function mount(value: unknown, change: ChangePath): unknown {
  const text = asText(value);
  return text === undefined ? longMount(value, change) : shortMount(text, change);
}

/** A text that is wholly a variable, with another default; `change` gives undefined where none can be said. */
function inDefault(text: ComposeText, change: (text: ComposeText) => ComposeText | undefined): ComposeText {
  const [only, ...more] = partsOf(text);
  if (only === undefined || typeof only === 'string' || more.length > 0) return text;
  if (only.operand.length === 0 || only.operator.endsWith('?')) return text;
  const before = joinParts(only.operand);
  const after = change(before);
  return after === undefined || after === before ? text : joinParts([{ ...only, operand: partsOf(after) }]);
}

function longMount(value: unknown, change: ChangePath): unknown {
  if (!isPlainMap(value) || value['type'] !== 'bind') return value;
  const source = path('bind')(value['source'], change);
  return source === value['source'] ? value : { ...value, source };
}

function shortMount(text: ComposeText, change: ChangePath): unknown {
  const read = readMountSections(text);
  if (!('value' in read)) return inDefault(text, (inner) => asText(shortMount(inner, change)));
  const { source, target, options } = read.value;
  if (source === undefined || typeOfSource(source) !== 'bind') return text;
  const changed = change(source, 'bind');
  if (changed === source) return text;
  // Without the dot, Compose would take a relative path for the name of a volume.
  for (const path of [changed, joinTexts('./', changed)]) {
    const short = joinTexts(path, ':', target, ...(options === undefined ? [] : [':', options]));
    const again = readMountSections(short);
    const says = { source: path, target, ...(options === undefined ? {} : { options }) };
    if (typeOfSource(path) === 'bind' && 'value' in again && sameForm(again.value, says)) return short;
  }
  const long = readMount(text);
  return 'value' in long ? { ...long.value, source: changed } : text;
}

/** A volume of the local driver that is a bind mount: https://docs.docker.com/reference/compose-file/volumes/#driver_opts */
function device(value: unknown, change: ChangePath): unknown {
  if (!isPlainMap(value) || value['driver'] !== 'local') return value;
  const options = value['driver_opts'];
  if (!isPlainMap(options) || options['o'] !== 'bind') return value;
  const changed = path('volume-device')(options['device'], change);
  return changed === options['device'] ? value : { ...value, driver_opts: { ...options, device: changed } };
}
