/**
 * Project in, what constructs take the place of out.
 *
 * @module
 */
import { canonicalProject, isPlainMap, type PlainMap, type Project } from '../../languages/compose';
import { reachOf } from './clients';
import { type Credentials, credentialsOf, secretOrigin } from './credentials';
import { dataOf } from './data';
import { imageOf, looksLikePostgres } from './image';
import { type Limits, limitsOf } from './limits';
import type {
  NotRecognized,
  Origin,
  Recognition,
  RecognizedDatabase,
  RecognizedSecret,
  RecognizeRequest,
  Remark,
  SecretValue,
} from './model';
import { TakenNames } from './names';
import { holdersOf } from './passwords';
import { isCarried, whyNotProperties } from './properties';
import { remainderOf } from './remainder';
import { isNothing } from './texts';

/** What a project has, looked up once. */
interface View {
  readonly request: RecognizeRequest;
  /** The project in long syntax. */
  readonly canonical: PlainMap;
  /** Every service, those of environments too, in long syntax. */
  readonly services: ReadonlyMap<string, PlainMap>;
  readonly taken: TakenNames;
}

interface Found {
  readonly database: RecognizedDatabase;
  readonly secret: string | undefined;
  readonly literal: string | undefined;
}

/**
 * Finds the services and secrets that constructs take the place of without anything being lost: the data stays in its
 * volume, and whoever could reach a service still does. Everything else stays as it is.
 *
 * @example
 * ```ts
 * recognize({ name: 'shop', project, environments: [], look: () => 'missing' }).databases;
 * ```
 */
export function recognize(request: RecognizeRequest): Recognition {
  const view = viewOf(request);
  const found: Found[] = [];
  const notRecognized: NotRecognized[] = [];
  for (const [id, service] of view.services) {
    if (!looksLikePostgres(service['image'])) continue;
    const judged = judge(id, service, view, found);
    if ('database' in judged) found.push(judged);
    else notRecognized.push({ service: id, why: judged.why.slice(0, 3).join('; ') });
  }
  const databases = found.map(({ database }) => database);
  const { project, overlays, unread } = remainderOf(
    request,
    databases,
    found.flatMap(({ secret }) => secret ?? []),
  );
  const literals = found.flatMap(({ database, literal }) => (literal === undefined ? [] : [{ database, literal }]));
  return {
    databases,
    secrets: secretsOf(request, view.taken, unread),
    notRecognized,
    remarks: [
      ...databases.flatMap((database) => remarksOn(database, request)),
      ...literals.flatMap(({ database, literal }) => holdersOf(database.id, literal, [project, ...overlays])),
    ],
    secretValues: literals.map(({ database: { id }, literal }): SecretValue => {
      return { file: passwordFile(request.name, id), value: literal, service: id };
    }),
    project,
    overlays,
  };
}

function viewOf(request: RecognizeRequest): View {
  const layers = [request.project, ...request.environments.map(({ overlay }) => overlay)];
  const services = new Map<string, PlainMap>();
  const canonical: PlainMap = { ...canonicalProject(request.project) };
  const overlays = layers.slice(1).map((layer) => canonicalProject((isPlainMap(layer) ? layer : {}) as Project)); // the same in shape
  for (const layer of [canonical, ...overlays]) {
    for (const [id, service] of Object.entries(sectionOf(layer, 'services'))) {
      if (isPlainMap(service) && !services.has(id)) services.set(id, service);
    }
  }
  return { request, canonical, services, taken: new TakenNames(layers) };
}

function judge(
  id: string,
  service: PlainMap,
  view: View,
  others: readonly Found[],
): Found | { readonly why: string[] } {
  const { request, canonical, taken } = view;
  const written = sectionOf(request.project, 'services')[id];
  if (!isPlainMap(written)) return { why: ['only one of the environments has it'] };
  const image = imageOf(service['image']);
  if ('why' in image) return { why: [image.why] };
  const isTuned = !isNothing(service['command']);
  const data = dataOf(service, sectionOf(canonical, 'volumes'), image.facts);
  const credentials = credentialsOf(service, sectionOf(request.project, 'secrets'));
  const limits = limitsOf(service, isTuned);
  const reach = reachOf(id, view.services, sectionOf(request.project, 'networks'));
  const why = [
    ...whyNotProperties(service, image.facts),
    ...[data, credentials, limits, reach].flatMap((part) =>
      typeof part === 'object' && 'why' in part ? [part.why] : [],
    ),
    taken.whyNot('services', id),
  ].filter((reason) => reason !== undefined);
  if (typeof data === 'object' || 'why' in credentials || 'why' in limits || 'why' in reach) return { why };
  why.push(
    ...whyNotNames(id, data, credentials, view, others),
    ...whyNotChanges(id, data, credentials, reach, request),
  );
  const password = originOf(credentials, request.name, id);
  if (password.kind === 'file' && credentials.secret !== undefined && request.look(password.file) === 'private') {
    why.push(`only the owner of ${password.file} may read it, and the server of a Database is another user`);
  }
  if (why.length > 0) return { why };
  const { database, user, password: from, secret } = credentials;
  const rest = restOf(written, credentials.others, limits, image.pinned);
  const own = { id, version: image.version, database, user, volume: data, password, limits: limits.limits, rest };
  return {
    database: { ...own, ...reach },
    secret,
    literal: from.kind === 'literal' ? from.value : undefined,
  };
}

/** The names that the parts of a Database get may be others' already. */
function whyNotNames(
  id: string,
  volume: string,
  { secret }: Credentials,
  { taken }: View,
  others: readonly Found[],
): string[] {
  const other = others.find(({ database }) => database.volume === volume);
  return [
    // a service of that name says so itself
    volume === id ? undefined : taken.whyNot('volumes', volume),
    other && `its volume is that of ${other.database.id}, too`,
    taken.has('networks', `${id}-private`) ? `there is a network ${id}-private already` : undefined,
    taken.has('secrets', `${id}-password`) && secret !== `${id}-password`
      ? `there is a secret ${id}-password already`
      : undefined,
  ].filter((reason) => reason !== undefined);
}

/** Environments may change what is merged anyway, and nothing that a Database decides. */
function whyNotChanges(
  id: string,
  volume: string,
  { secret }: Credentials,
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
      secret !== undefined && Object.hasOwn(sectionOf(overlay, 'secrets'), secret)
        ? `the environment ${name} changes its secret`
        : undefined,
      moved && `the environment ${name} gives ${moved.id} another network mode`,
    ].filter((reason) => reason !== undefined);
  });
}

function originOf({ password }: Credentials, project: string, id: string): Origin {
  return password.kind === 'literal' ? { kind: 'file', file: passwordFile(project, id) } : password;
}

/** Where a Database of this id would keep a password that synth generates. */
function passwordFile(project: string, id: string): string {
  return `secrets/${project}/${id}-password`;
}

/** In the words of the file, and in its order. */
function restOf(written: PlainMap, variables: PlainMap, { deploy }: Limits, pinned: string | undefined): PlainMap {
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

function remarksOn({ id, password, limits, rest, clients }: RecognizedDatabase, { look }: RecognizeRequest): Remark[] {
  const unseen = clients.filter(({ isNamed }) => !isNamed).map((client) => client.id);
  const of = (what: string): Remark => ({ service: id, what });
  return [
    ...(limits.memory === undefined && rest['command'] === undefined
      ? [of('It had no memory limit and has one of 1g now; say `memory` if it needs more.')]
      : []),
    ...(password.kind === 'file' && !password.file.startsWith('secrets/') && look(password.file) === 'missing'
      ? [of(`Its server is not root: ${password.file} needs mode 0444, in a folder with mode 0700.`)]
      : []),
    ...(unseen.length > 0
      ? [
          of(
            `Could be reached by ${unseen.join(', ')}, whose files do not name it: remove join() where it is not needed.`,
          ),
        ]
      : []),
  ];
}

function sectionOf(project: unknown, section: string): PlainMap {
  const found = isPlainMap(project) ? project[section] : undefined;
  return isPlainMap(found) ? found : {};
}
