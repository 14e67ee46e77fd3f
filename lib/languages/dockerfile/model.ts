/**
 * A Dockerfile as plain frozen values: stages, and the instructions they hold.
 *
 * `ADD` is left out on purpose: it also unpacks archives and fetches URLs. `COPY` and `RUN` say which is meant. See
 * https://docs.docker.com/build/building/best-practices/#add-or-copy
 *
 * @module
 */
import type { ShellCommand } from './shell';
import type { Glob, Text } from './text';

/** Properties of every instruction. */
interface Commented {
  /** Lines above it, without `#`. */
  readonly comment?: readonly string[];
}

export interface ArgInstruction extends Commented {
  readonly kind: 'ARG';
  readonly name: string;
  readonly value?: Text;
}

export interface EnvInstruction extends Commented {
  readonly kind: 'ENV';
  readonly values: Readonly<Record<string, Text>>;
}

export interface LabelInstruction extends Commented {
  readonly kind: 'LABEL';
  readonly values: Readonly<Record<string, Text>>;
}

export interface WorkdirInstruction extends Commented {
  readonly kind: 'WORKDIR';
  readonly path: Text;
}

export interface CopyInstruction extends Commented {
  readonly kind: 'COPY';
  readonly sources: readonly (Text | Glob)[];
  /** A folder if it ends with a slash. */
  readonly to: Text;
  readonly options: CopyOptions;
}

export interface CopyOptions {
  /** An earlier stage, or an image. @default the build context */
  readonly from?: string;
  /** Owner, as names or numbers: `app`, `1000:1000`. @default root */
  readonly chown?: string;
  /** Mode, such as `0644` or `u=rwX,go=rX`. @default the source's own */
  readonly chmod?: string;
  /** A layer of its own that stays when earlier ones change. @default false */
  readonly link?: boolean;
}

export interface RunInstruction extends Commented {
  readonly kind: 'RUN';
  readonly command: ShellCommand;
  readonly mounts: readonly Mount[];
}

/** Something that a RUN sees and the image does not keep. */
export type Mount =
  | {
      /** A folder that survives from one build to the next. */
      readonly type: 'cache';
      readonly target: Text;
      readonly id?: string;
      readonly sharing?: 'shared' | 'private' | 'locked';
      readonly mode?: string;
      readonly uid?: number;
      readonly gid?: number;
    }
  | {
      /** Files of the build context, of a stage or of an image. */
      readonly type: 'bind';
      readonly target: Text;
      readonly from?: string;
      readonly source?: Text;
      /** Whether writing is allowed; what is written is dropped. @default false */
      readonly writable?: boolean;
    }
  | {
      /** A secret, as a file at `target`, or as a variable. @default `/run/secrets/<id>` */
      readonly type: 'secret';
      readonly id: string;
      readonly target?: Text;
      readonly env?: string;
      readonly required?: boolean;
      readonly mode?: string;
      readonly uid?: number;
      readonly gid?: number;
    }
  | {
      /** An empty folder in memory. */
      readonly type: 'tmpfs';
      readonly target: Text;
    };

export interface UserInstruction extends Commented {
  readonly kind: 'USER';
  /** `user` or `user:group`, as names or numbers. */
  readonly user: Text;
}

export interface ExposeInstruction extends Commented {
  readonly kind: 'EXPOSE';
  readonly ports: readonly Port[];
}

/** A number is a TCP port. */
export type Port = number | `${number}/tcp` | `${number}/udp`;

export interface EntrypointInstruction extends Commented {
  readonly kind: 'ENTRYPOINT';
  readonly argv: readonly string[];
}

export interface CmdInstruction extends Commented {
  readonly kind: 'CMD';
  readonly argv: readonly string[];
}

export interface HealthcheckInstruction extends Commented {
  readonly kind: 'HEALTHCHECK';
  /** `'none'` turns off what the base image brings. */
  readonly test: readonly string[] | 'none';
  readonly timing: HealthcheckTiming;
}

/** Durations as Go writes them: `1m30s`, `500ms`. */
export interface HealthcheckTiming {
  /** @default 30s */
  readonly interval?: string;
  /** @default 30s */
  readonly timeout?: string;
  /** @default 0s */
  readonly startPeriod?: string;
  /** @default 5s */
  readonly startInterval?: string;
  /** @default 3 */
  readonly retries?: number;
}

export interface StopsignalInstruction extends Commented {
  readonly kind: 'STOPSIGNAL';
  readonly signal: string;
}

export interface VolumeInstruction extends Commented {
  readonly kind: 'VOLUME';
  readonly paths: readonly Text[];
}

export type Instruction =
  | ArgInstruction
  | CmdInstruction
  | CopyInstruction
  | EntrypointInstruction
  | EnvInstruction
  | ExposeInstruction
  | HealthcheckInstruction
  | LabelInstruction
  | RunInstruction
  | StopsignalInstruction
  | UserInstruction
  | VolumeInstruction
  | WorkdirInstruction;

export interface Stage extends Commented {
  readonly kind: 'stage';
  /** An image, an earlier stage, or `scratch`. */
  readonly from: Text;
  readonly name?: string;
  /** Such as `linux/amd64`, or the variable `BUILDPLATFORM`. */
  readonly platform?: Text;
  /**
   * The shell for this stage's RUN, where it can report a failure inside a pipe: `bash`, or busybox's `ash`. Printed
   * only if the stage has a pipe. @default the image's `/bin/sh`
   */
  readonly shell?: 'bash' | 'ash';
  readonly instructions: readonly Instruction[];
}
