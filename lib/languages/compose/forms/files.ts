/**
 * Files that a service is given by name: `env_file`, and its secrets and configs.
 *
 * @see https://docs.docker.com/reference/compose-file/services/#env_file
 * @see https://docs.docker.com/reference/compose-file/services/#secrets
 * @module
 */
import { isPlainMap } from '../data';
import type { ServiceConfig, ServiceEnvFile, ServiceSecret } from '../model.generated';
import type { ComposeText } from '../text/variable';
import * as errors from './errors';
import type { Read } from './read';
import { asText } from './texts';

/** One entry of `env_file` in the long syntax. */
export function readEnvFile(entry: unknown): Read<ServiceEnvFile> {
  if (isPlainMap(entry)) return { value: entry as unknown as ServiceEnvFile }; // a wrong map is for the schema to tell
  const path = asText(entry);
  return path === undefined ? errors.notAForm('a file of variables', 'Write its path.') : { value: { path } };
}

/** One entry of a service's `secrets` in the long syntax. */
export function readServiceSecret(entry: unknown): Read<ServiceSecret> {
  if (isPlainMap(entry)) return { value: entry as ServiceSecret }; // a wrong map is for the schema to tell
  const source = asText(entry);
  return source === undefined ? errors.notAForm('a secret', 'Write its name.') : { value: { source } };
}

/** One entry of a service's `configs` in the long syntax. */
export function readServiceConfig(entry: unknown): Read<ServiceConfig> {
  if (isPlainMap(entry)) return { value: entry as ServiceConfig }; // a wrong map is for the schema to tell
  const source = asText(entry);
  return source === undefined ? errors.notAForm('a config', 'Write its name.') : { value: { source } };
}

/** The short form of an entry of `env_file`, or undefined where the short syntax cannot say it. */
export function printEnvFile(file: ServiceEnvFile): ComposeText | undefined {
  const { path, required, format } = file;
  return format === undefined && (required === undefined || required === true) ? path : undefined;
}

/** The short form of a service's secret or config, or undefined where the short syntax cannot say it. */
export function printFileMount(mount: ServiceSecret | ServiceConfig): ComposeText | undefined {
  const { source, ...rest } = mount;
  return Object.values(rest).every((value) => value === undefined) ? source : undefined;
}
