/**
 * A service that runs a workload's program: the workload itself, one of its tasks, or a job like it.
 *
 * @module
 */
import type {
  ComposeText,
  Config,
  Element,
  Member,
  MountOptions,
  Network,
  ReadConfigOptions,
  Secret,
  SecretMountOptions,
  Service,
  StartCondition,
  Starter,
  Volume,
} from '../../lib/core';
import type { WorkloadProps } from './props';

export class Process implements Member {
  readonly #words: readonly string[];

  /** @param words the whole command, with what the image puts before it */
  constructor(
    readonly service: Service,
    words: readonly string[],
  ) {
    this.#words = words;
  }

  get name(): string {
    return this.service.name;
  }

  join(network: Network): void {
    this.service.join(network);
  }

  startAfter(service: Element, condition: StartCondition): void {
    this.service.startAfter(service, condition);
  }

  setEnvironment(name: string, value: ComposeText): void {
    this.service.setEnvironment(name, value);
  }

  addSecret(secret: Secret, options: SecretMountOptions): string {
    return this.service.addSecret(secret, options);
  }

  startWith(script: Starter): void {
    this.service.startWith(script, this.#words);
  }

  mount(what: Volume | ComposeText, options: MountOptions): void {
    this.service.mount(what, options);
  }

  readConfig(config: Config, options: ReadConfigOptions): void {
    this.service.readConfig(config, options);
  }
}

/** The whole command of a program, with the words that stand before it. */
export function wordsOf(
  { image, entrypoint }: Pick<WorkloadProps, 'image' | 'entrypoint'>,
  command: readonly string[] | undefined,
): readonly string[] {
  // Compose drops the image's command with its entrypoint, https://docs.docker.com/reference/compose-file/services/#entrypoint
  const { entrypoint: before, command: own = [] } = entrypoint ? { entrypoint } : image;
  return [...before, ...(command ?? own)];
}

/** Whether the words are known that run the program. */
export function isCommandKnown({
  image,
  command,
  entrypoint,
}: Pick<WorkloadProps, 'image' | 'command' | 'entrypoint'>): boolean {
  return (image.command ?? command ?? entrypoint) !== undefined;
}
