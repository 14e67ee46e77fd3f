/**
 * Everything in long syntax.
 *
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/transform/canonical.go
 * @module
 */
import { isPlainMap } from '../data';
import type { LongProject, LongService, Project, Service, ServicePort } from '../model.generated';
import { readCommand, readHealthcheckTest } from './command';
import { readDevice } from './devices';
import { both, by, type Expand, items, keys, listAsMap, tagged, values } from './expand';
import { expandExternal } from './external';
import { readEnvFile, readServiceConfig, readServiceSecret } from './files';
import { readExtraHosts } from './hosts';
import { CONTEXTS, type KeyValueRules, LABELS, readKeyValues, VARIABLES } from './key-values';
import { readMount } from './mounts';
import { readPort } from './ports';
import { DEFERRED } from './read';
import { readNames, readSsh, readUlimit } from './services';
import { asText } from './texts';

/**
 * A service with all parts in the long syntax. Parts that depend on the deploying host, and parts that Compose rejects,
 * stay as they were written.
 */
export type CanonicalService = LongService;

/** A project whose parts are all in the long syntax, with the exceptions of {@link CanonicalService}. */
export type CanonicalProject = LongProject;

/** How many ports ranges may expand to in one service; a service with more keeps the ranges. */
const MOST_PORTS = 65536;

/**
 * The service in long syntax; the same object where it is long already.
 *
 * @example
 * ```ts
 * canonicalService({ image: 'web', ports: ['8080:80'] }); // { image: 'web', ports: [{ target: 80, published: 8080 }] }
 * ```
 */
export function canonicalService(service: Service): CanonicalService {
  return expandService(service) as CanonicalService; // the table below covers what the two types differ in
}

/**
 * The project in long syntax; the same object where it is long already.
 *
 * @example
 * ```ts
 * canonicalProject({ services: { web: { build: '.' } } }); // { services: { web: { build: { context: '.' } } } }
 * ```
 */
export function canonicalProject(project: Project): CanonicalProject {
  return expandProject(project) as CanonicalProject; // the table below covers what the two types differ in
}

const list: Expand = tagged((value) => (asText(value) === undefined ? value : [value]));
const variables = keyValues(VARIABLES);
const labels = keyValues(LABELS);
const hosts = listAsMap((value) => {
  const read = readExtraHosts(value);
  if (!('value' in read)) return read;
  return { value: new Map([...read.value].map(([host, addresses]) => [host, oneOrAll(addresses)])) };
});
const ulimits = values(by(readUlimit));
const hooks = items(keys({ command: by(readCommand), environment: variables }));
const deviceRequests = items(keys({ options: labels }));

const build = both(
  tagged((value) => (asText(value) === undefined ? value : { context: value })),
  keys({
    additional_contexts: keyValues(CONTEXTS),
    args: variables,
    extra_hosts: hosts,
    labels,
    no_cache_filter: list,
    secrets: items(by(readServiceSecret)),
    ssh: listAsMap(readSsh),
    ulimits,
  }),
);

const mount = both(by(readMount), keys({ volume: keys({ labels }) }));

const expandService = keys({
  annotations: labels,
  build,
  command: by(readCommand),
  configs: items(by(readServiceConfig)),
  depends_on: listAsMap((value) => readNames(value, () => ({ condition: 'service_started' }))),
  deploy: keys({
    labels,
    resources: keys({ reservations: keys({ devices: deviceRequests }) }),
  }),
  develop: keys({
    watch: items(
      keys({ ignore: list, include: list, exec: keys({ command: by(readCommand), environment: variables }) }),
    ),
  }),
  devices: items(by(readDevice)),
  dns: list,
  dns_search: list,
  entrypoint: by(readCommand),
  env_file: both(list, items(by(readEnvFile))),
  environment: variables,
  extends: tagged((value) => (asText(value) === undefined ? value : { service: value })),
  extra_hosts: hosts,
  // Compose takes any string for "all".
  gpus: both(
    tagged((value) => (asText(value) === undefined ? value : [{ count: 'all' }])),
    deviceRequests,
  ),
  healthcheck: keys({ test: by(readHealthcheckTest) }),
  label_file: list,
  labels,
  models: listAsMap((value) => readNames(value, () => null)),
  networks: listAsMap((value) => readNames(value, () => null)),
  ports: tagged(expandPorts),
  post_start: hooks,
  pre_start: hooks,
  pre_stop: hooks,
  secrets: items(by(readServiceSecret)),
  sysctls: labels,
  tmpfs: list,
  ulimits,
  volumes: items(mount),
});

const resource = both(tagged(expandExternal), keys({ labels }));

const expandProject = keys({
  configs: values(resource),
  include: items(
    both(
      tagged((value) => (asText(value) === undefined ? value : { path: value })),
      keys({ path: list, env_file: list }),
    ),
  ),
  networks: values(resource),
  secrets: values(resource),
  services: values(expandService),
  volumes: values(resource),
});

function keyValues(rules: KeyValueRules): Expand {
  return listAsMap((value) => {
    const read = readKeyValues(value, rules);
    // An empty name can stand in a list only.
    return 'value' in read && read.value.has('') ? DEFERRED : read;
  });
}

function oneOrAll<T>(all: readonly T[]): T | readonly T[] {
  const [first, ...more] = all;
  return first === undefined || more.length > 0 ? all : first;
}

/** A range of ports is several in the long syntax. */
function expandPorts(entries: unknown): unknown {
  if (!Array.isArray(entries) || entries.every(isPlainMap)) return entries;
  const ports: unknown[] = [];
  for (const entry of entries) {
    const read = readPort(entry);
    const expanded: readonly (ServicePort | unknown)[] = 'value' in read ? read.value : [entry];
    const isFew = ports.length + expanded.length <= MOST_PORTS;
    for (const port of isFew ? expanded : [entry]) ports.push(port);
  }
  const isSame = ports.length === entries.length && ports.every((port, index) => port === entries[index]);
  return isSame ? entries : ports;
}
