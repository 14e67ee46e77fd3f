/**
 * The commands of a stack that a person may run, by their names and purposes.
 *
 * @module
 */
import type { CommandLine } from '../../../assembly';
import type { GeneratedStack } from '../../../synth';

/** A command that a person may run. */
export interface StackTask {
  /** Its name for people, such as `superuser`. */
  readonly name: string;
  /**
   * `start` and `stop` are the stack's own. A `task` is a command of an app. A `job` also runs by itself. A `server` runs
   * until somebody stops it.
   */
  readonly kind: 'start' | 'stop' | 'task' | 'job' | 'server';
  /** Its purpose, in one sentence. */
  readonly purpose: string;
  /** The service that does it. @default none: it is about the whole stack */
  readonly service?: string;
  /** The program in the container, with its arguments. @default unknown: the image's own */
  readonly runs?: readonly string[];
  /** One line after the other. */
  readonly commands: readonly CommandLine[];
}

/** In the order of their use: start, tasks, jobs, servers on demand, stop. */
export function tasksOf({ assembly, commands }: GeneratedStack): readonly StackTask[] {
  const { tasks, jobs, schedules } = assembly.intents;
  const once = new Map([...commands.onDemand, ...commands.jobs]);
  const ofTasks = tasks.map(({ name, service, like, command, description, comesFirst }): StackTask => {
    const purpose = description ?? (comesFirst ? 'Runs before each new version starts.' : `Runs a command of ${like}.`);
    return { name, kind: 'task', purpose, service, runs: command, commands: once.get(service) ?? [] };
  });
  const told = new Set(tasks.map(({ service }) => service));
  const ofJobs = jobs.flatMap(({ service, onDemand, before }): StackTask[] => {
    if (told.has(service)) return [];
    told.add(service);
    const when = onDemand ? 'Runs when somebody asks for it.' : `Runs at each start${beforeWords(before)}.`;
    return [{ name: service, kind: 'job', purpose: when, service, commands: once.get(service) ?? [] }];
  });
  const ofSchedules = schedules.map(({ service, times, timeZone }): StackTask => {
    told.add(service);
    const when = timeZone === undefined ? `every ${times}` : `at ${times} in ${timeZone}`;
    return {
      name: service,
      kind: 'job',
      purpose: `Runs ${when}; this runs it at once.`,
      service,
      commands: once.get(service) ?? [],
    };
  });
  const others = [...commands.onDemand].filter(([service]) => !told.has(service));
  const servers = others.map(([service, lines]): StackTask => {
    return { name: service, kind: 'server', purpose: 'Starts when somebody asks for it.', service, commands: lines };
  });
  return [
    ...whole('start', 'Starts everything that starts by itself.', commands.start),
    ...[...ofTasks, ...ofJobs, ...ofSchedules, ...servers].filter((task) => task.commands.length > 0),
    ...whole('stop', 'Stops everything, and keeps the data.', commands.stop),
  ];
}

function whole(kind: 'start' | 'stop', purpose: string, commands: readonly CommandLine[]): StackTask[] {
  return commands.length === 0 ? [] : [{ name: kind, kind, purpose, commands }];
}

function beforeWords(services: readonly string[]): string {
  return services.length === 0 ? '' : `, before ${services.join(', ')}`;
}
