/**
 * The properties of a program, and of its verbs.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import {
  boolean,
  CONSTRUCT,
  type ComposeText,
  type ConstructProps,
  type Forms,
  inspect,
  type Network,
  report,
  type StandIns,
  scalars,
  words,
} from '../../lib/core';
import { type Image, imageForm, noImage } from '../image';
import { PUBLISH, type PublishedPort } from './publish';
import { SETTINGS, type WorkloadSettings } from './settings';

/** The common properties of programs. */
export interface WorkloadProps extends WorkloadSettings, ConstructProps {
  /** The image that runs: built from a folder, or taken from a registry. */
  readonly image: Image;
  /** Variables of its environment, each exactly as written here. Secrets do not belong here: see `readSecret`. */
  readonly environment?: Readonly<Record<string, ComposeText>>;
  /** The command that runs instead of the image's own. */
  readonly command?: readonly string[];
  /** Whether it may call the outside world. @default false: it reaches what it connects to, and nothing else */
  readonly internet?: boolean;
  /** Ports of the host that reach it without a proxy. @default none */
  readonly publish?: PublishedPort | readonly PublishedPort[];
  /** Most memory that the container may use, such as `512m` or `2g`. @default '512m' */
  readonly memory?: string;
}

/** The form of every property that a workload takes. */
export const PROPERTIES: Forms<WorkloadProps> = {
  ...SETTINGS,
  image: imageForm,
  environment: scalars,
  command: words,
  internet: boolean,
  publish: PUBLISH,
  ...CONSTRUCT,
};

/** Takes the place of what must be there and is not. */
export const STAND_INS: StandIns<WorkloadProps> = { image: noImage };

/** The properties of a class of a user's own, which may have more of them. Mistakes are reported. */
export function inspectedProps(construct: IConstruct, taker: string, given: WorkloadProps): WorkloadProps {
  const { props, problems } = inspect(taker, given, PROPERTIES, STAND_INS, { takesOthers: true });
  for (const problem of problems) report(construct, problem);
  return props;
}

/** The properties of a command that a person runs. */
export interface TaskOptions {
  /** The command's effect, in one sentence. It stands above the task in the Compose file. @default none */
  readonly description?: string;
}

/** The properties that distinguish a task from others of its workload. */
export interface TaskProps extends TaskOptions {
  /** Profiles that start it; without one it starts by itself. */
  readonly profiles?: readonly string[];
  /** Whether it reaches nothing but providers that keep data. @default false */
  readonly isDataOnly?: boolean;
  /** The network that it stands in if it joins no other one. @default 'none' */
  readonly alone?: Network | 'none';
  /** Whether a person runs it before a new version of the program starts. @default false */
  readonly comesFirst?: boolean;
}

/** Takes the place of a task that is none. */
export const NO_TASK = { name: 'task', command: ['false'] };
