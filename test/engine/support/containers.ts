/**
 * The parts that tests look at of what Compose and the engine say about containers.
 *
 * @module
 */

/** A line of `docker compose ps --format json`. */
export interface ServiceState {
  readonly ID: string;
  readonly Name: string;
  readonly Service: string;
  readonly State: string;
  /** Empty for a service without a health check. */
  readonly Health: string;
  readonly ExitCode: number;
  readonly Publishers:
    | readonly {
        readonly URL: string;
        readonly TargetPort: number;
        readonly PublishedPort: number;
        readonly Protocol: string;
      }[]
    | null;
}

/** An entry of `docker inspect`. */
export interface ContainerDetails {
  readonly Id: string;
  readonly Name: string;
  readonly RestartCount: number;
  readonly State: {
    readonly Status: string;
    readonly ExitCode: number;
    readonly OOMKilled: boolean;
    readonly StartedAt: string;
    readonly Health?: { readonly Status: string };
  };
  readonly Config: {
    readonly Image: string;
    readonly User: string;
    readonly Env: readonly string[] | null;
    readonly Labels: Readonly<Record<string, string>>;
  };
  readonly HostConfig: {
    readonly ReadonlyRootfs: boolean;
    readonly CapAdd: readonly string[] | null;
    readonly CapDrop: readonly string[] | null;
    readonly SecurityOpt: readonly string[] | null;
    readonly Memory: number;
    readonly PidsLimit: number | null;
    readonly RestartPolicy: { readonly Name: string };
    readonly LogConfig: { readonly Type: string; readonly Config: Readonly<Record<string, string>> };
  };
  readonly Mounts: readonly {
    readonly Type: string;
    readonly Name?: string;
    readonly Source: string;
    readonly Destination: string;
    readonly RW: boolean;
  }[];
  readonly NetworkSettings: {
    readonly Networks: Readonly<
      Record<
        string,
        { readonly IPAddress: string; readonly Gateway: string; readonly Aliases: readonly string[] | null }
      >
    >;
  };
}
