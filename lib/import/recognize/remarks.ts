/**
 * Remarks about a service that became a construct: its gains, its changes, and the work that is left.
 *
 * @module
 */

import { interpolate, isDeferred, sectionOf } from '../../languages/compose';
import { isPlainMap } from '../../languages/yaml';
import { quoted } from '../../words';
import type { Credentials } from './credentials';
import type { ServerData } from './data';
import { firstFew } from './first-few';
import type { KnownImage } from './image';
import type { RecognizedServer, Remark } from './model';
import { isNothing, visible } from './texts';
import type { ProjectView } from './view';

/** The findings about a server. */
export interface Judged {
  readonly login: Credentials;
  readonly data: ServerData;
  readonly image: KnownImage;
}

export function remarksOn(server: RecognizedServer, judged: Judged, view: ProjectView): Remark[] {
  return [
    gains(server, view),
    ...changes(server, judged, view),
    ...passwords(server, judged.login, view),
    ...leftovers(server, judged),
  ].map((what) => ({ service: server.id, what }));
}

/** The gains of the service. */
function gains(server: RecognizedServer, { services }: ProjectView): string {
  const { id, rest, password, rootPassword } = server;
  const service = services.get(id) ?? {};
  const asked = isPlainMap(service['healthcheck']) ? service['healthcheck']['test'] : undefined;
  // Compose copies a password from the environment into the container, which needs a writable root
  const isCopied = [password, rootPassword].some((origin) => origin?.kind === 'environment');
  const all: readonly (readonly [boolean, string])[] = [
    [service['read_only'] !== true && !isCopied, 'a root file system that is read-only'],
    [isNothing(service['cap_drop']), 'no capabilities'],
    [service['user'] === undefined, 'a user who is not root'],
    [rest['logging'] === undefined, 'a log that does not grow for ever'],
    [asked === undefined, 'a health check'],
  ];
  const gained = all.flatMap(([isGained, what]) => (isGained ? [what] : []));
  const isApart = isNothing(service['ports']);
  const last = isApart ? 'a network that only its clients join' : 'limits';
  return `Gains ${[...gained, ...(isApart ? ['limits'] : [])].join(', ')}${gained.length > 0 || isApart ? ', and ' : ''}${last}.`;
}

function changes(
  server: RecognizedServer,
  { data, login, image }: Judged,
  { services, request }: ProjectView,
): string[] {
  const { id, className, database, user, virtualHost, networks, rest } = server;
  const service = services.get(id) ?? {};
  const asked = isPlainMap(service['healthcheck']) ? service['healthcheck']['test'] : undefined;
  const hidden = [
    ...new Set([database, user, virtualHost].flatMap((name) => (isDeferred(name) ? [interpolate(name)] : []))),
  ];
  const left = Object.keys(sectionOf(request.project, 'networks')).filter((network) => {
    const own = service['networks'];
    return isPlainMap(own) && Object.hasOwn(own, network) && !networks.some((one) => one.id === network);
  });
  return [
    ...(asked === undefined || rest['healthcheck'] !== undefined
      ? []
      : [`Has the health check of a ${className} now.`]),
    ...data.changes,
    ...(login.changes ?? []),
    ...(image.isMoving
      ? [
          `Its image ${quoted(visible(service['image']) ?? '')} has no version: put the one that runs into \`Engine\`, and remove the image.`,
        ]
      : []),
    ...(isNothing(service['ports'])
      ? []
      : [
          `Stays in ${networks.map((one) => one.id).join(', ')}, because it publishes a port: who is there reaches it.`,
        ]),
    ...(left.length === 0
      ? []
      : [`Leaves ${left.join(', ')}: the services that could reach it there join its own network.`]),
    ...(hidden.length === 0
      ? []
      : [
          `Its names stay variables (${hidden.join(', ')}), so its clients keep their own variables, and \`connect\` does not know them.`,
        ]),
  ];
}

function passwords(
  { password, rootPassword }: RecognizedServer,
  credentials: Credentials,
  { request }: ProjectView,
): string[] {
  const withDefault = [credentials.password, credentials.rootPassword].flatMap((one) =>
    one?.hasDefault && one.origin.kind === 'environment' ? [one.origin.variable] : [],
  );
  return [
    ...withDefault.map(
      (variable) =>
        `${variable} has no default any more, because a password in a file of the project is none: set it, in .env say.`,
    ),
    ...[password, rootPassword].flatMap((origin) =>
      origin?.kind === 'file' && !origin.file.startsWith('secrets/') && request.look(origin.file) === 'missing'
        ? [`Its server is not root: ${origin.file} needs mode 0444, in a folder with mode 0700.`]
        : [],
    ),
  ];
}

function leftovers(
  { className, rootPassword, limits, rest, clients }: RecognizedServer,
  { login: { kept, others }, image: { run } }: Judged,
): string[] {
  const unseen = clients.filter(({ isNamed }) => !isNamed).map((client) => client.id);
  const hasRoot = run.kind === 'database' && run.family.variables.rootPassword !== undefined;
  const memory = className === 'Queue' ? '512m' : '1g';
  return [
    ...(limits.memory === undefined && rest['command'] === undefined
      ? [`Has a memory limit of ${memory} now, and had none: say \`memory\` if it needs more.`]
      : []),
    ...(hasRoot && rootPassword === undefined
      ? ['Its root keeps the password that it has: the one that is generated is for an empty volume.']
      : []),
    ...kept.map(
      (name) => `Has ${name}: ${String(others[name])}, as its image by itself: remove it where nobody needs that.`,
    ),
    ...(unseen.length > 0
      ? [`Could be reached by ${firstFew(unseen)}, whose files do not name it: remove join() where it is not needed.`]
      : []),
  ];
}
