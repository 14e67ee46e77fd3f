/**
 * The places of a project that are not merged plainly, and how.
 *
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/override/merge.go
 * @see https://github.com/compose-spec/compose-go/blob/v2.9.1/override/uncity.go
 * @module
 */
import { appended } from './appended';
import { build } from './build';
import { gpus, optionalMap, resource, ssh } from './canonical';
import type { Family, MergePlace } from './family';
import { hosts } from './hosts';
import { ipamConfig } from './ipam';
import { items } from './items';
import { keyValues } from './key-values';
import { logging } from './logging';
import { longConfig, longDevice, longEnvFile, longMount, longPort, longSecret } from './long';
import { dependencies, names } from './names';
import * as parts from './parts';
import { plain } from './plain';
import { replaced } from './replaced';
import { identity } from './values';

const labels = keyValues({ nothing: '' });
const variables = keyValues({ nothing: null });
const pairs = items({ parts: parts.pair });
const pairOrPairs = items({ parts: parts.pair, isStringOrList: true });

const references = names({ entry: null, complete: (entry) => entry, lean: (entry) => entry });

const attachment = { ...map({ aliases: pairs, link_local_ips: pairs }), family: optionalMap };

const service = map({
  annotations: labels,
  build: {
    family: build,
    entries: new Map<string, MergePlace>([
      ['additional_contexts', at(keyValues({ nothing: null, becomesMap: true }))],
      ['args', at(variables)],
      ['extra_hosts', at(hosts)],
      ['labels', at(labels)],
      ['ssh', at(ssh)],
      ['tags', at(pairs)],
    ]),
  },
  cap_add: pairs,
  cap_drop: pairs,
  command: replaced,
  configs: items({ parts: parts.files(''), long: longConfig }),
  depends_on: dependencies,
  deploy: { ...map({ labels }), family: optionalMap },
  devices: items({ parts: parts.devices, long: longDevice }),
  dns: pairOrPairs,
  dns_opt: pairOrPairs,
  dns_search: pairOrPairs,
  entrypoint: replaced,
  env_file: items({ parts: parts.envFiles, long: longEnvFile, isStringOrList: true }),
  environment: variables,
  expose: items({ parts: parts.whole, long: identity }),
  // Compose has followed it before it merges, so that merging two would mean nothing.
  extends: replaced,
  extra_hosts: hosts,
  gpus,
  healthcheck: map({ test: replaced }),
  label_file: appended,
  labels,
  links: pairs,
  logging,
  models: { family: references, each: at(optionalMap) },
  networks: { family: references, each: attachment },
  ports: items({ parts: parts.ports, written: parts.writtenPort, long: longPort }),
  profiles: pairs,
  secrets: items({ parts: parts.files('/run/secrets'), long: longSecret }),
  sysctls: labels,
  tmpfs: pairOrPairs,
  ulimits: { family: plain, each: at(replaced) },
  volumes: items({ parts: parts.mounts, written: parts.writtenMount, long: longMount }),
});

/** The top of a file. */
export const PROJECT: MergePlace = map({
  services: { family: plain, each: service },
  networks: each({ ipam: map({ config: ipamConfig }), labels }),
  volumes: each({ labels }),
  secrets: each({}),
  configs: each({}),
  models: { family: plain, each: map({}) },
});

function at(family: Family): MergePlace {
  return { family };
}

function map(entries: Readonly<Record<string, Family | MergePlace>>): MergePlace {
  const places = Object.entries(entries).map(([key, value]) => [key, 'family' in value ? value : at(value)] as const);
  return { family: plain, entries: new Map(places) };
}

/** A section of resources. */
function each(entries: Readonly<Record<string, Family | MergePlace>>): MergePlace {
  return { family: plain, each: { ...map(entries), family: resource } };
}
