/**
 * Project in, what constructs take the place of out.
 *
 * @module
 */
import type { DatabaseFamily } from '../../images';
import { sectionOf } from '../../languages/compose';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import { reachOf } from './clients';
import { credentialsOf, type Password, secretOrigin } from './credentials';
import { dataOf } from './data';
import { familyOf, imageOf } from './image';
import { limitsOf, type RecognizedLimits } from './limits';
import type {
  NotRecognized,
  Recognition,
  RecognizedDatabase,
  RecognizedSecret,
  RecognizeRequest,
  Remark,
  SecretValue,
  ValueSource,
} from './model';
import type { TakenNames } from './names';
import { holdersOf } from './passwords';
import { remarkOfPlain, withPlainImages } from './plain-image';
import { isCarried, whyNotProperties } from './properties';
import { remainderOf } from './remainder';
import { remarksOn } from './remarks';
import { isNothing } from './texts';
import { type ProjectView, viewOf } from './view';
import { workloadsOf } from './workloads';

interface Found {
  readonly database: RecognizedDatabase;
  readonly passwords: readonly NamedPassword[];
  readonly remarks: readonly Remark[];
}

/** A password under the name that its secret has in a Database. */
interface NamedPassword extends Password {
  readonly name: string;
}

/**
 * Finds the services and secrets that constructs can replace without loss. The data stays in its volume, and every
 * client still reaches its service. Everything else stays as it is.
 *
 * @example
 * ```ts
 * recognize({ name: 'shop', project, environments: [], look: () => 'missing' }).databases;
 * ```
 */
export function recognize(request: RecognizeRequest): Recognition {
  const plain = withPlainImages(request);
  const view = viewOf(plain.request);
  const found: Found[] = [];
  const notRecognized: NotRecognized[] = [];
  for (const [id, service] of view.services) {
    const family = familyOf(service['image']);
    if (!family) continue;
    const judged = judge(id, service, family, view, found);
    if ('database' in judged) found.push(judged);
    else notRecognized.push({ service: id, why: judged.why.slice(0, 3).join('; ') });
  }
  const databases = found.map(({ database }) => database);
  const { project, overlays, unread } = remainderOf(
    request,
    databases,
    found.flatMap(({ passwords }) => passwords.flatMap(({ secret }) => secret ?? [])),
  );
  const literals = found.flatMap(({ database: { id }, passwords }) =>
    passwords.flatMap(({ name, origin }) => (origin.kind === 'literal' ? [{ id, name, value: origin.value }] : [])),
  );
  const programs = workloadsOf(plain.images.size === 0 ? view : viewOf(request), project);
  return {
    databases,
    secrets: secretsOf(request, view.taken, unread),
    workloads: programs.workloads,
    tasks: programs.tasks,
    notRecognized: [...notRecognized, ...programs.notRecognized],
    remarks: [
      ...found.flatMap(({ database, remarks }) => [...remarkOfPlain(database.id, plain.images), ...remarks]),
      ...programs.remarks,
      ...literals.flatMap(({ id, value }) => holdersOf(id, value, [project, ...overlays])),
    ],
    secretValues: literals.map(({ id, name, value }): SecretValue => {
      return { file: passwordFile(request.name, id, name), value, service: id };
    }),
    project: programs.project,
    overlays,
  };
}

function judge(
  id: string,
  service: PlainMap,
  family: DatabaseFamily,
  view: ProjectView,
  others: readonly Found[],
): Found | { readonly why: string[] } {
  const { request, canonical, taken } = view;
  const written = sectionOf(request.project, 'services')[id];
  if (!isPlainMap(written)) return { why: ['only one of the environments has it'] };
  const image = imageOf(service['image'], family);
  if ('why' in image) return { why: [image.why] };
  const isTuned = !isNothing(service['command']);
  const data = dataOf(service, sectionOf(canonical, 'volumes'), family, image.facts);
  const credentials = credentialsOf(service, sectionOf(request.project, 'secrets'), family);
  const limits = limitsOf(service, isTuned);
  const reach = reachOf(id, view.services, sectionOf(request.project, 'networks'));
  const why = [
    ...whyNotProperties(service, image.facts, family),
    ...[data, credentials, limits, reach].flatMap((part) =>
      typeof part === 'object' && 'why' in part ? [part.why] : [],
    ),
    taken.whyNot('services', id),
  ].filter((reason) => reason !== undefined);
  if (typeof data === 'object' || 'why' in credentials || 'why' in limits || 'why' in reach) return { why };
  const passwords: readonly NamedPassword[] = [
    { name: 'password', ...credentials.password },
    ...(credentials.rootPassword ? [{ name: 'root-password', ...credentials.rootPassword }] : []),
  ];
  why.push(
    ...whyNotNames(id, data, passwords, view, others),
    ...whyNotChanges(id, data, passwords, reach, request),
    ...whyNotReadable(passwords, request),
  );
  if (why.length > 0) return { why };
  const [password, rootPassword] = passwords.map((one) => originOf(one, request.name, id));
  if (!password) return { why };
  const rest = restOf(written, credentials.others, limits, image.pinned);
  const database: RecognizedDatabase = {
    id,
    engine: family.id,
    version: image.version,
    database: credentials.database,
    user: credentials.user,
    volume: data,
    password,
    ...(rootPassword && { rootPassword }),
    limits: limits.limits,
    rest,
    ...reach,
  };
  return { database, passwords, remarks: remarksOn(database, credentials, view) };
}

/** The names that the parts of a Database get may be others' already. */
function whyNotNames(
  id: string,
  volume: string,
  passwords: readonly NamedPassword[],
  { taken }: ProjectView,
  others: readonly Found[],
): string[] {
  const other = others.find(({ database }) => database.volume === volume);
  return [
    // a service of that name says so itself
    volume === id ? undefined : taken.whyNot('volumes', volume),
    other && `its volume is that of ${other.database.id}, too`,
    taken.has('networks', `${id}-private`) ? `there is a network ${id}-private already` : undefined,
    ...passwords.map(({ name, secret }) => {
      const own = `${id}-${name}`;
      return taken.has('secrets', own) && secret !== own ? `there is a secret ${own} already` : undefined;
    }),
  ].filter((reason) => reason !== undefined);
}

/** Environments may change what is merged anyway, and nothing that a Database decides. */
function whyNotChanges(
  id: string,
  volume: string,
  passwords: readonly NamedPassword[],
  { clients }: Pick<RecognizedDatabase, 'clients'>,
  { environments }: RecognizeRequest,
): string[] {
  return environments.flatMap(({ name, overlay }) => {
    const services = sectionOf(overlay, 'services');
    const change = services[id];
    const key = isPlainMap(change)
      ? Object.keys(change).find((one) => !isCarried(one) || one === 'command')
      : undefined;
    const isGone = change !== undefined && !isPlainMap(change);
    const moved = clients.find((client) => {
      const other = services[client.id];
      return isPlainMap(other) && !isNothing(other['network_mode']);
    });
    return [
      isGone ? `the environment ${name} changes it as a whole` : undefined,
      key === undefined ? undefined : `the environment ${name} changes its ${key}`,
      Object.hasOwn(sectionOf(overlay, 'volumes'), volume) ? `the environment ${name} changes its volume` : undefined,
      passwords.some(({ secret = '' }) => Object.hasOwn(sectionOf(overlay, 'secrets'), secret))
        ? `the environment ${name} changes its secret`
        : undefined,
      moved && `the environment ${name} gives ${moved.id} another network mode`,
    ].filter((reason) => reason !== undefined);
  });
}

function whyNotReadable(passwords: readonly NamedPassword[], { look }: RecognizeRequest): string[] {
  return passwords.flatMap(({ origin, secret }) =>
    origin.kind === 'file' && secret !== undefined && look(origin.file) === 'private'
      ? [`only the owner of ${origin.file} may read it, and the server of a Database is another user`]
      : [],
  );
}

function originOf({ origin, name }: NamedPassword, project: string, id: string): ValueSource {
  return origin.kind === 'literal' ? { kind: 'file', file: passwordFile(project, id, name) } : origin;
}

/** Where a Database of this id would keep a password that synth generates. */
function passwordFile(project: string, id: string, name: string): string {
  return `secrets/${project}/${id}-${name}`;
}

/** In the words of the file, and in its order. */
function restOf(
  written: PlainMap,
  variables: PlainMap,
  { deploy }: RecognizedLimits,
  pinned: string | undefined,
): PlainMap {
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(written)) {
    if (isNothing(value)) continue;
    if (key === 'image' && pinned !== undefined) rest[key] = pinned;
    if (key === 'environment' && !isNothing(variables)) rest[key] = variables;
    if (isCarried(key)) rest[key] = value;
  }
  if (!isNothing(deploy)) rest['deploy'] = deploy;
  return rest;
}

function secretsOf(
  { project, environments }: RecognizeRequest,
  taken: TakenNames,
  unread: ReadonlySet<string>,
): readonly RecognizedSecret[] {
  return Object.entries(sectionOf(project, 'secrets')).flatMap(([id, secret]) => {
    const origin = secretOrigin(secret);
    const isChanged = environments.some(({ overlay }) => Object.hasOwn(sectionOf(overlay, 'secrets'), id));
    const isFree = taken.whyNot('secrets', id) === undefined;
    return origin && isFree && !isChanged && !unread.has(id) ? [{ id, origin }] : [];
  });
}
