/**
 * The container of a program: of the workload itself, and of its tasks.
 *
 * @module
 */
import type { Construct } from 'constructs';
import type { ServiceProps } from '../../lib/core';
import type { Ending } from '../hardening';
import { build, madeOf } from '../image';
import type { WorkloadProps } from './props';
import { published } from './publish';
import { hardeningOf, MEMORY, settingsOfProgram } from './settings';

/** How a program runs. */
export interface Running {
  /** The command that runs instead of the image's own. */
  readonly command: readonly string[] | undefined;
  /** Further variables; image and author replace them. @default none */
  readonly variables?: Readonly<Record<string, string>>;
  /** How it ends. @default not by itself */
  readonly ends?: Ending | undefined;
}

/** Everything that each container of the program has: its image, command, environment, rights and limits. */
export function containerOf(
  scope: Construct,
  props: WorkloadProps,
  { command, variables, ends }: Running,
): ServiceProps {
  const { image, environment, timeZone } = props;
  return {
    ...madeOf(scope, image),
    ...(command && { command: [...command] }),
    environment: {
      ...variables,
      ...image.environment,
      ...environment,
      ...(timeZone !== undefined && { TZ: timeZone }),
    },
    ...hardeningOf(scope, props, ends),
    ...settingsOfProgram(props),
  };
}

/** The facts of a workload's own container that its author does not say. */
interface Own {
  /** Port that the program listens to. */
  readonly port: number | undefined;
  readonly ends: Ending | undefined;
  /** Folders that its image must have, asked when everything is known. */
  readonly folders: () => readonly string[];
}

/** The same for the workload itself, with the build of its image and the ports of the host. */
export function ownContainerOf(scope: Construct, props: WorkloadProps, { port, ends, folders }: Own): ServiceProps {
  const { image, command, memory = MEMORY, publish } = props;
  const variables = { ...(port !== undefined && { PORT: String(port) }), ...image.sizedTo?.(memory) };
  return {
    ...containerOf(scope, props, { command, ends, variables }),
    ...(image.kind === 'built' && build(scope, image, folders)),
    ...(publish && { ports: [publish].flat().flatMap((one) => published(scope, one, port)) }),
  };
}
