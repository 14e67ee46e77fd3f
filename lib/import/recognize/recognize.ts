/**
 * Project in, what constructs take the place of out.
 *
 * @module
 */
import type { RunFamily } from '../../images';
import { sectionOf } from '../../languages/compose';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import { cacheLoginOf } from './cache-login';
import { reachOf } from './clients';
import { whyNotCommand } from './command';
import { type Credentials, credentialsOf, type OrWhy, type Password, secretOrigin } from './credentials';
import { dataOf } from './data';
import { keepsHealthCheck } from './health';
import { CLASS_OF, imageOf, type KnownImage, runOf } from './image';
import { limitsOf } from './limits';
import type {
  NotRecognized,
  Recognition,
  RecognizedSecret,
  RecognizedServer,
  RecognizedVolume,
  RecognizeRequest,
  Remark,
  SecretValue,
  ValueSource,
} from './model';
import type { TakenNames } from './names';
import { holdersOf } from './passwords';
import { remarkOfPlain, withPlainImages } from './plain-image';
import { whyNotProperties } from './properties';
import { queueLoginOf } from './queue-login';
import { remainderOf } from './remainder';
import { remarksOn } from './remarks';
import { restOf } from './rest';
import { isNothing } from './texts';
import { together } from './together';
import { type ProjectView, viewOf } from './view';
import { whyNotChanges } from './why-not-changes';
import { workloadsOf } from './workloads';

interface Found {
  readonly server: RecognizedServer;
  readonly passwords: readonly NamedPassword[];
  readonly remarks: readonly Remark[];
}

/** A password under the name that its secret has in a construct. */
interface NamedPassword extends Password {
  readonly name: string;
}

/**
 * Finds the services and secrets that constructs can replace without loss. The data stays in its volume, and every
 * client still reaches its service. Everything else stays as it is.
 *
 * @example
 * ```ts
 * recognize({ name: 'shop', project, environments: [], look: () => 'missing' }).servers;
 * ```
 */
export function recognize(request: RecognizeRequest): Recognition {
  const plain = withPlainImages(request);
  const view = viewOf(plain.request);
  const found: Found[] = [];
  const notRecognized: NotRecognized[] = [];
  for (const [id, service] of view.services) {
    const runs = runOf(service['image']);
    if (runs.length === 0) continue;
    const judged = judge(id, service, runs, view, found);
    if ('server' in judged) found.push(judged);
    else notRecognized.push({ service: id, why: judged.why.slice(0, 3).join('; ') });
  }
  const servers = found.map(({ server }) => server);
  const { project, overlays, unread } = remainderOf(
    request,
    servers,
    found.flatMap(({ passwords }) => passwords.flatMap(({ secret }) => secret ?? [])),
  );
  const literals = found.flatMap(({ server: { id }, passwords }) =>
    passwords.flatMap(({ name, origin }) => (origin.kind === 'literal' ? [{ id, name, value: origin.value }] : [])),
  );
  const programs = workloadsOf(plain.images.size === 0 ? view : viewOf(request), project);
  return {
    servers,
    secrets: secretsOf(request, view.taken, unread),
    workloads: programs.workloads,
    tasks: programs.tasks,
    notRecognized: [...notRecognized, ...programs.notRecognized],
    remarks: together([
      ...found.flatMap(({ server, remarks }) => [...remarkOfPlain(server.id, plain.images), ...remarks]),
      ...programs.remarks,
      ...literals.flatMap(({ id, value }) => holdersOf(id, value, [project, ...overlays])),
    ]),
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
  runs: readonly RunFamily[],
  view: ProjectView,
  others: readonly Found[],
): Found | { readonly why: string[] } {
  const { request, taken } = view;
  const written = sectionOf(request.project, 'services')[id];
  if (!isPlainMap(written)) return { why: ['only one of the environments has it'] };
  const image = imageOf(service['image'], runs);
  if ('why' in image) return { why: [image.why] };
  const { run, facts } = image;
  const className = CLASS_OF[run.kind];
  const login = loginOf(image, service, sectionOf(request.project, 'secrets'));
  const isForgetful = 'why' in login ? false : (login.isForgetful ?? false);
  const data = dataOf({ id, className, family: run.family, facts, isForgetful }, view);
  const command = 'why' in login ? undefined : (login.command ?? service['command']);
  // a cache has no more memory than its settings say, and they say nothing of the container's
  const limits = limitsOf(service, className === 'Cache' || !isNothing(command));
  const reach = reachOf(id, view.services, sectionOf(request.project, 'networks'));
  const health = keepsHealthCheck(service['healthcheck'], run.family, secretsOfCheck(login, run));
  const volume = 'why' in data ? undefined : data.volume;
  const why = [
    ...whyNotProperties(service, facts, className),
    isNothing(command) ? undefined : whyNotCommand(command, run.family),
    ...[data, login, limits, reach, health].flatMap((part) => ('why' in part ? [part.why] : [])),
    // the volume of the same name gets another one
    volume?.was === id ? taken.whyNot('services', id, 'volumes') : taken.whyNot('services', id),
  ].filter((reason) => reason !== undefined);
  if ('why' in data || 'why' in login || 'why' in limits || 'why' in reach || 'why' in health) return { why };
  const passwords: readonly NamedPassword[] = [
    ...(login.password ? [{ name: 'password', ...login.password }] : []),
    ...(login.rootPassword ? [{ name: 'root-password', ...login.rootPassword }] : []),
  ];
  why.push(
    ...whyNotNames(id, volume, passwords, view, others),
    ...whyNotChanges(id, { volume: volume?.was ?? volume?.id, passwords, clients: reach.clients }, request),
    ...whyNotReadable(passwords, request),
  );
  if (why.length > 0) return { why };
  const sourceOf = (name: string): ValueSource | undefined => {
    const one = passwords.find((password) => password.name === name);
    return one && originOf(one, request.name, id);
  };
  const [password, rootPassword] = [sourceOf('password'), sourceOf('root-password')];
  const server: RecognizedServer = {
    id,
    className,
    engine: run.family.factory ?? run.family.id,
    version: image.version,
    ...login.names,
    ...(volume && { volume }),
    ...(password && { password }),
    ...(rootPassword && { rootPassword }),
    limits: limits.limits,
    rest: restOf(written, {
      variables: login.others,
      deploy: limits.deploy,
      scripts: data.scripts,
      keepsHealth: health.isKept,
      ...(image.pinned !== undefined && { image: image.pinned }),
      ...(login.command && { command: login.command }),
    }),
    ...reach,
  };
  return { server, passwords, remarks: remarksOn(server, { login, data, image }, view) };
}

function loginOf({ run }: KnownImage, service: PlainMap, secrets: PlainMap): OrWhy<Credentials> {
  if (run.kind === 'database') return credentialsOf(service, secrets, run.family);
  return run.kind === 'cache' ? cacheLoginOf(service, run.family) : queueLoginOf(service, run.family);
}

/** Texts that no health check may have in it that stays. */
function secretsOfCheck(login: OrWhy<Credentials>, run: RunFamily): readonly string[] {
  const { password = [], rootPassword = undefined } = run.kind === 'database' ? run.family.variables : {};
  const origins = 'why' in login ? [] : [login.password?.origin, login.rootPassword?.origin];
  return [
    // without a name, such clients log in as the user of the container, who is another one now
    ...(rootPassword === undefined ? password : ['']),
    ...origins.flatMap((origin) => (origin?.kind === 'literal' ? [origin.value] : [])),
    'PASS',
  ];
}

/** The names that the parts of a construct get may be others' already. */
function whyNotNames(
  id: string,
  volume: RecognizedVolume | undefined,
  passwords: readonly NamedPassword[],
  { taken }: ProjectView,
  others: readonly Found[],
): string[] {
  const [own, was] = [volume?.id, volume?.was ?? volume?.id];
  const other = others.find(({ server }) => was !== undefined && (server.volume?.was ?? server.volume?.id) === was);
  return [
    // a service of that name says so itself
    own === undefined || own === id || volume?.definition !== undefined ? undefined : taken.whyNot('volumes', own),
    other && `its volume is that of ${other.server.id}, too`,
    taken.has('networks', `${id}-private`) ? `there is a network ${id}-private already` : undefined,
    ...passwords.map(({ name, secret }) => {
      const file = `${id}-${name}`;
      return taken.has('secrets', file) && secret !== file ? `there is a secret ${file} already` : undefined;
    }),
  ].filter((reason) => reason !== undefined);
}

function whyNotReadable(passwords: readonly NamedPassword[], { look }: RecognizeRequest): string[] {
  return passwords.flatMap(({ origin, secret }) =>
    origin.kind === 'file' && secret !== undefined && look(origin.file) === 'private'
      ? [`only the owner of ${origin.file} may read it, and its server is another user`]
      : [],
  );
}

function originOf({ origin, name }: NamedPassword, project: string, id: string): ValueSource {
  return origin.kind === 'literal' ? { kind: 'file', file: passwordFile(project, id, name) } : origin;
}

/** Where a construct of this id would keep a password that synth generates. */
function passwordFile(project: string, id: string, name: string): string {
  return `secrets/${project}/${id}-${name}`;
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
