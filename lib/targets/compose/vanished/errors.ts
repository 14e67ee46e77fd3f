/**
 * The catalogue of what a new output no longer has, and the engine still does.
 *
 * @module
 */
import type { PlacedProblem } from '../../../assembly';
import type { UpgradeNeed } from '../../../images';
import { quoted, quotedList } from '../../../words';

/**
 * @param volume its name on the engine
 * @param by key of the volume that stands in its place, if one does
 */
export const volumeVanished = (key: string, volume: string, by: string | undefined): PlacedProblem => ({
  id: 'volume-vanished',
  severity: 'error',
  ...(by === undefined
    ? {
        message: `The volume ${quoted(key)} has vanished since the last output. Its data stays in Docker as ${quoted(volume)}, and nothing uses it any more.`,
        remedy: `Put the volume back if you did not mean this, or give what you renamed its \`renamedFrom\`. Else remove the data where the stack runs: \`docker volume rm ${volume}\`.`,
      }
    : {
        message: `The volume ${quoted(key)} has vanished, and ${quoted(by)} takes its place. Renamed? The new one starts empty: the data stays in Docker as ${quoted(volume)}.`,
        remedy: `Keep the data with \`renamedFrom\` of the construct that you renamed, or with { name: ${quoted(volume)} } of the Volume or DataVolume. Or copy it before you start the stack.`,
      }),
});

/** @param volume its name on the engine */
export const volumeChanged = (key: string, volume: string): PlacedProblem => ({
  id: 'volume-changed',
  severity: 'error',
  message: `The volume ${quoted(key)} has another driver, options or labels now. Docker keeps ${quoted(volume)} as it was made, and \`up --yes\` removes it with its data.`,
  remedy: 'Put them back as they were. Or make a volume with another id, and copy the data.',
});

/**
 * @param by key of the new service
 * @param volume its name on the engine
 */
export const writerStays = (service: string, by: string, volume: string): PlacedProblem => ({
  id: 'writer-stays',
  severity: 'error',
  message: `The service ${quoted(service)} has vanished, but its container stays and writes the volume ${quoted(volume)}. ${quoted(by)} then writes it as well.`,
  remedy: `Keep the service's name with \`renamedFrom\` of the construct that you renamed. Or stop the old container before each start: \`up --remove-orphans\`.`,
});

/** @param volume its name on the engine */
export const dataOfAnother = (service: string, volume: string, { from, to, why, way }: UpgradeNeed): PlacedProblem => ({
  id: 'data-of-another-version',
  severity: 'error',
  message: `Service ${quoted(service)} runs ${to} now, and the volume ${quoted(volume)} has the data of ${from}. ${why}`,
  remedy: way({ service, volume }),
});

/** @param volumes names on the engine of those that hold its data */
export const projectRenamed = (before: string, now: string, volumes: readonly string[]): PlacedProblem => {
  const data =
    volumes.length === 0
      ? 'Its containers keep running.'
      : `Its containers keep running, and its data stays in Docker as ${quotedList(volumes)}.`;
  return {
    id: 'project-renamed',
    severity: volumes.length === 0 ? 'warning' : 'error',
    message: `The project ${quoted(before)} has vanished, and ${quoted(now)} takes its place. Renamed? Then Docker takes it for another one that starts empty. ${data}`,
    remedy: `Keep the old name with { name: ${quoted(before)} } of the Stack. Else stop the old project where it runs: \`docker compose --project-name ${before} down\`.`,
  };
};

/**
 * @param names keys of services
 * @param by key of the one that looks like the only one of them
 */
export const servicesVanished = (names: readonly string[], by?: string): PlacedProblem => ({
  id: 'service-vanished',
  severity: 'warning',
  ...(by === undefined
    ? {
        message: `Vanished since the last output: the ${names.length === 1 ? 'service' : 'services'} ${quotedList(names)}. A container that runs stays.`,
        remedy: 'Put back what you did not mean. Else remove the rest where the stack runs: `up --remove-orphans`.',
      }
    : {
        message: `The service ${quotedList(names)} has vanished, and ${quoted(by)} looks like it. Renamed? The old container stays beside the new one.`,
        remedy: 'Start the stack with `up --remove-orphans`, which removes the old container first.',
      }),
});

/**
 * @param networks names on the engine
 * @param by key of the network that has the same services as the only one of them
 */
export const networksVanished = (networks: readonly string[], by?: string): PlacedProblem => ({
  id: 'network-vanished',
  severity: 'warning',
  ...(by === undefined
    ? {
        message: `Vanished since the last output: the ${networks.length === 1 ? 'network' : 'networks'} ${quotedList(networks)}. Docker keeps what \`up\` does not know.`,
        remedy: `Put back what you did not mean. Else remove the rest where the stack runs: \`docker network rm ${networks.join(' ')}\`.`,
      }
    : {
        message: `The network ${quotedList(networks)} has vanished, and ${quoted(by)} has the same services. Renamed? The old one stays in Docker.`,
        remedy: `Remove it after the next start: \`docker network rm ${networks.join(' ')}\`. Other projects that join it need the new name.`,
      }),
});
