/**
 * What Compose does that its schema does not say: for the table that `checkCompose` walks and for the types alike.
 *
 * @module
 */
import type { Cast, RuleKind } from '../lib/languages/compose/check/shape';

/** What Compose does that its schema does not say, by path: `services.*.ports[].target`. */
export interface EngineFacts {
  /** Lists that Compose rids of repeated items before it validates, so that their `uniqueItems` never applies. */
  readonly deduplicated: ReadonlySet<string>;
  /** Maps of the author's own keys in which a key may begin with `x-` and not be dropped as an extension. */
  readonly namedByAuthor: ReadonlySet<string>;
  /** Kinds that pass the schema and fail right after it. */
  readonly refused: ReadonlyMap<string, readonly RuleKind[]>;
  /** Kinds of the values of a map of which the schema says nothing but that it is one. */
  readonly unspecified?: ReadonlyMap<string, readonly RuleKind[]>;
  /** Where a string is made a number or a boolean right after interpolation, before the schema is asked. */
  readonly casts?: ReadonlyMap<string, Cast>;
}

const LABELS_AND_LISTS = [
  ...['annotations', 'cap_add', 'cap_drop', 'configs', 'devices', 'dns', 'dns_opt', 'dns_search', 'environment'],
  ...['env_file', 'expose', 'labels', 'links', 'ports', 'profiles', 'secrets', 'sysctls', 'tmpfs', 'volumes'],
  ...['build.args', 'build.additional_contexts', 'build.tags', 'build.labels', 'deploy.labels'],
  ...['networks.*.aliases', 'networks.*.link_local_ips'],
];

const INTEGERS = [
  ...['cpu_count', 'cpu_period', 'cpu_quota', 'cpu_rt_period', 'cpu_rt_runtime', 'cpu_shares', 'oom_score_adj'],
  ...['pids_limit', 'scale', 'ports[].target', 'healthcheck.retries', 'deploy.replicas'],
  ...['deploy.update_config.parallelism', 'deploy.rollback_config.parallelism', 'deploy.restart_policy.max_attempts'],
  ...['deploy.placement.max_replicas_per_node', 'ulimits.*', 'ulimits.*.hard', 'ulimits.*.soft'],
];
const FLOATS = [
  ...['cpu_percent', 'cpus', 'deploy.update_config.max_failure_ratio', 'deploy.rollback_config.max_failure_ratio'],
];
const BOOLEANS = [
  ...['init', 'oom_kill_disable', 'privileged', 'read_only', 'stdin_open', 'tty', 'healthcheck.disable'],
  ...['volumes[].read_only', 'volumes[].volume.nocopy'],
];
const SHARED_BOOLEANS = [
  ...['networks.*.external', 'networks.*.internal', 'networks.*.attachable', 'networks.*.enable_ipv4'],
  ...['networks.*.enable_ipv6', 'volumes.*.external', 'secrets.*.external', 'configs.*.external'],
];

/**
 * Read in the source of Compose's loader, and tried with `docker compose config` 2.40.3.
 *
 * - https://github.com/compose-spec/compose-go/blob/v2.9.1/override/uncity.go
 * - https://github.com/compose-spec/compose-go/blob/v2.9.1/loader/loader.go (userDefinedKeys)
 * - https://github.com/compose-spec/compose-go/blob/v2.9.1/loader/interpolate.go (casts)
 */
export const COMPOSE: EngineFacts = {
  deduplicated: new Set(['networks.*.labels', ...LABELS_AND_LISTS.map((key) => `services.*.${key}`)]),
  namedByAuthor: new Set(['services', 'services.*.depends_on', 'volumes', 'networks', 'secrets', 'configs']),
  refused: new Map<string, readonly RuleKind[]>([
    ['services.*.blkio_config.weight', ['string']],
    ['services.*.blkio_config.weight_device[].weight', ['string']],
    ['services.*.build.additional_contexts.*', ['number', 'boolean', 'null']],
    ['services.*.build.ulimits.*', ['string']],
    ['services.*.build.ulimits.*.hard', ['string']],
    ['services.*.build.ulimits.*.soft', ['string']],
    ['services.*.volumes[].tmpfs.mode', ['string']],
  ]),
  unspecified: new Map<string, readonly RuleKind[]>([['services.*.storage_opt', ['string', 'number']]]),
  casts: new Map<string, Cast>([
    ...INTEGERS.map((key) => [`services.*.${key}`, 'integer'] as const),
    ...FLOATS.map((key) => [`services.*.${key}`, 'float'] as const),
    ...BOOLEANS.map((key) => [`services.*.${key}`, 'boolean'] as const),
    ...SHARED_BOOLEANS.map((path) => [path, 'boolean'] as const),
  ]),
};
