/**
 * The container of a program: of the workload itself, and of its tasks.
 *
 * @module
 */
import type { Construct } from 'constructs';
import type { ServiceProps } from '../../lib/core';
import type { Ending } from '../hardening';
import { madeOf } from '../image';
import type { WorkloadProps } from './props';
import { hardeningOf, settingsOfProgram } from './settings';

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
