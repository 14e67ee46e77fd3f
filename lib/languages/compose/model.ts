/**
 * A Compose project as plain data, in Compose's own names: https://docs.docker.com/reference/compose-file/
 *
 * Covers what a stack of web applications, databases and proxies needs, always in the long syntax, where a value has one
 * form. Every interface takes extensions (`x-…`) and nothing else beyond its keys, so that a typo does not compile.
 * `checkCompose` knows the whole schema.
 *
 * @module
 */
import type { Extensible, Flag, Named } from './model-common';
import type { Service } from './model-service';
import type { Text } from './text/variable';

/** https://docs.docker.com/reference/compose-file/ */
export interface Project extends Extensible {
  /** Lower-case letters, digits, `-` and `_`, beginning with a letter or digit. */
  readonly name?: Text;
  readonly services?: Named<Service>;
  readonly networks?: Named<Network | null>;
  readonly volumes?: Named<Volume | null>;
  readonly secrets?: Named<Secret>;
  readonly configs?: Named<Config>;
}

/** https://docs.docker.com/reference/compose-file/networks/ */
export interface Network extends Extensible {
  /** @default `<project>_<key>` */
  readonly name?: Text;
  readonly driver?: Text;
  readonly driver_opts?: Named<Text | number>;
  readonly ipam?: NetworkIpam;
  /** Whether it exists already and is not Compose's to make or remove. */
  readonly external?: Flag;
  /** Whether it has no way out. */
  readonly internal?: Flag;
  readonly attachable?: Flag;
  readonly enable_ipv4?: Flag;
  readonly enable_ipv6?: Flag;
  readonly labels?: Named<Text | number | boolean | null>;
}

export interface NetworkIpam extends Extensible {
  readonly driver?: Text;
  readonly config?: readonly NetworkIpamConfig[];
  readonly options?: Named<Text>;
}

export interface NetworkIpamConfig extends Extensible {
  readonly subnet?: Text;
  readonly ip_range?: Text;
  readonly gateway?: Text;
  readonly aux_addresses?: Named<Text>;
}

/** https://docs.docker.com/reference/compose-file/volumes/ */
export interface Volume extends Extensible {
  /** @default `<project>_<key>` */
  readonly name?: Text;
  readonly driver?: Text;
  readonly driver_opts?: Named<Text | number>;
  /** Whether it exists already and is not Compose's to make or remove. */
  readonly external?: Flag;
  readonly labels?: Named<Text | number | boolean | null>;
}

/** https://docs.docker.com/reference/compose-file/secrets/ */
export interface Secret extends Extensible {
  readonly name?: Text;
  /** Path of the file on the deploying host. */
  readonly file?: Text;
  /** Name of the variable of the deploying host that holds it. */
  readonly environment?: Text;
  /** Whether it exists already and is not Compose's to make or remove. */
  readonly external?: Flag;
  readonly labels?: Named<Text | number | boolean | null>;
}

/** https://docs.docker.com/reference/compose-file/configs/ */
export interface Config extends Extensible {
  readonly name?: Text;
  /** Path of the file on the deploying host. */
  readonly file?: Text;
  /** What the file holds. */
  readonly content?: Text;
  /** Name of the variable of the deploying host that holds it. */
  readonly environment?: Text;
  /** Whether it exists already and is not Compose's to make or remove. */
  readonly external?: Flag;
  readonly labels?: Named<Text | number | boolean | null>;
}
