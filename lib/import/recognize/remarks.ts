/**
 * Remarks about a service that became a Database: its gains, its changes, and the work that is left.
 *
 * @module
 */
import { known } from '../../images';
import { interpolate, isDeferred, sectionOf } from '../../languages/compose';
import { isPlainMap } from '../../languages/yaml';
import type { Credentials } from './credentials';
import type { RecognizedDatabase, Remark } from './model';
import { isNothing } from './texts';
import type { ProjectView } from './view';

export function remarksOn(database: RecognizedDatabase, credentials: Credentials, view: ProjectView): Remark[] {
  return [
    gains(database, view),
    ...changes(database, view),
    ...passwords(database, credentials, view),
    ...leftovers(database, credentials),
  ].map((what) => ({ service: database.id, what }));
}

/** The gains of the service. */
function gains({ id, rest, password, rootPassword }: RecognizedDatabase, { services }: ProjectView): string {
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
  return `Gains ${[...gained, 'limits, and a network that only its clients join'].join(', ')}.`;
}

function changes({ id, database, user, networks }: RecognizedDatabase, { services, request }: ProjectView): string[] {
  const service = services.get(id) ?? {};
  const asked = isPlainMap(service['healthcheck']) ? service['healthcheck']['test'] : undefined;
  const hidden = [...new Set([database, user].filter(isDeferred).map(interpolate))];
  const left = Object.keys(sectionOf(request.project, 'networks')).filter((network) => {
    const own = service['networks'];
    return isPlainMap(own) && Object.hasOwn(own, network) && !networks.some((one) => one.id === network);
  });
  return [
    ...(asked === undefined ? [] : ['Its health check is that of a Database now.']),
    ...(left.length === 0 ? [] : [`It leaves ${left.join(', ')}: whoever could reach it there joins its own network.`]),
    ...(hidden.length === 0
      ? []
      : [
          `Its names stay variables (${hidden.join(', ')}), so its clients keep their own variables, and \`connect\` does not know them.`,
        ]),
  ];
}

function passwords(
  { password, rootPassword }: RecognizedDatabase,
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
  { engine, rootPassword, limits, rest, clients }: RecognizedDatabase,
  { kept, others }: Credentials,
): string[] {
  const unseen = clients.filter(({ isNamed }) => !isNamed).map((client) => client.id);
  const entry = known.find(({ id }) => id === engine);
  const family = entry?.kind === 'database' ? entry.load() : undefined;
  return [
    ...(limits.memory === undefined && rest['command'] === undefined
      ? ['It had no memory limit and has one of 1g now; say `memory` if it needs more.']
      : []),
    ...(family?.variables.rootPassword && rootPassword === undefined
      ? ['Its root keeps the password that it has: the one that is generated is for an empty volume.']
      : []),
    ...kept.map(
      (name) => `Has ${name}: ${String(others[name])}, as its image by itself: remove it where nobody needs that.`,
    ),
    ...(unseen.length > 0
      ? [`Could be reached by ${unseen.join(', ')}, whose files do not name it: remove join() where it is not needed.`]
      : []),
  ];
}
