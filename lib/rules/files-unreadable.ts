import type * as compose from '../languages/compose';
import type { Violation } from '../languages/compose';
import type { Rule } from './rule';

/** Files that visitors are to get, written by another user than the one who serves them. */
export const filesUnreadable: Rule = {
  id: 'files-unreadable',
  severity: 'warning',
  reason:
    'Frameworks give uploads mode 0600, or put them into folders with mode 0700: nobody but the user who wrote them reads those.',
  *check({ canonical: project, intents }): Iterable<Violation> {
    const services = project.services ?? {};
    const told = new Set<string>();
    for (const { proxy, answer } of intents.routes) {
      if (answer.by !== 'volume' || told.has(`${proxy} ${answer.volume}`)) continue;
      const reader = userOf(services[proxy]);
      const writers = intents.data
        .filter(({ volume }) => volume === answer.volume)
        .flatMap(({ mounts }) => mounts.filter(({ writes }) => writes).map(({ service }) => service))
        .filter((service) => ![undefined, reader].includes(userOf(services[service])));
      const [writer] = writers;
      if (writer === undefined || reader === undefined) continue;
      told.add(`${proxy} ${answer.volume}`);
      yield {
        pointer: ['services', proxy, 'user'],
        message: `Service "${proxy}" serves the volume "${answer.volume}" as user ${reader}, and "${writer}" writes it as user ${userOf(services[writer])}. Files with mode 0600 are a 404.`,
        remedy:
          'Serve it with a proxy of its own, which then runs as that user. Or let the app write files with mode 0644 into folders with 0755.',
      };
    }
  },
};

/** The number of the user, or nothing where the image decides. */
function userOf(service: compose.Service | undefined): string | undefined {
  return typeof service?.user === 'string' ? /^\d+/.exec(service.user)?.[0] : undefined;
}
