/**
 * Marks that make Docker Compose recreate a container after a change of what it reads. Compose compares the properties
 * of a service, and looks at no file: https://github.com/docker/compose/blob/v2.40.3/pkg/compose/hash.go.
 *
 * @see docs/decisions/021-changes-noticed.md
 * @module
 */
import { crc32 } from 'node:zlib';
import type { Assembly, MachineFiles } from '../../assembly';
import { inOrder, withVariables } from '../../core';
import { type Project, type Reference, type Service, textOf } from '../../languages/compose';
import { type Reads, readsOf } from './reads';

const FILES = 'compose-constructs.files';
const VALUES = 'compose-constructs.values';

/** The variable that holds the digest of files which only one machine has. */
const MACHINE = 'COMPOSE_CONSTRUCTS_READS';

/** Folder of the files that hold such digests, beside the Compose file. Git ignores it. */
const FOLDER = '.digests';

/** The project with a mark at every service that reads something. */
export function withNoticed(project: Project, assembly: Assembly): Project {
  const reads = noticedIn(assembly);
  if (reads.size === 0) return project;
  const services = Object.entries(project.services ?? {}).map(([name, service]) => {
    const own = reads.get(name);
    return [name, own === undefined ? service : marked(name, service, own, assembly)] as const;
  });
  return { ...project, services: Object.fromEntries(services) };
}

/** The files of this machine that services read, by the file that keeps their digest. */
export function machineFiles(assembly: Assembly): readonly MachineFiles[] {
  return [...noticedIn(assembly)].flatMap(([name, { files }]) =>
    files.length === 0 || !takesOptional(assembly)
      ? []
      : [{ file: digestFile(name), variable: MACHINE, sources: files, construct: constructOf(name, assembly) }],
  );
}

function noticedIn(assembly: Assembly): ReadonlyMap<string, Reads> {
  return assembly.noticesChanges ? readsOf(assembly) : new Map();
}

function marked(name: string, service: Service, { contents, values, files }: Reads, assembly: Assembly): Service {
  const marks: Record<string, unknown> = {};
  if (contents.length > 0) marks['labels'] = withVariables(service.labels, new Map([[FILES, digestOf(contents)]]));
  if (values.length > 0) {
    // among the labels of the deployment, which Compose compares and gives to no container: `inspect` does not show them
    const { deploy } = service;
    marks['deploy'] = { ...deploy, labels: withVariables(deploy?.labels, new Map([[VALUES, joined(values)]])) };
  }
  if (files.length > 0 && takesOptional(assembly)) {
    const { env_file: own = [] } = service;
    // a missing one is nothing: no other machine has it
    marks['env_file'] = [...(Array.isArray(own) ? own : [own]), { path: `./${digestFile(name)}`, required: false }];
  }
  // each mark has the type of its property
  return inOrder({ ...service, ...marks } as Service);
}

/** Compose takes an env file that may be missing since 2.24: https://docs.docker.com/reference/compose-file/services/#required. */
function takesOptional({ oldestCompose }: Assembly): boolean {
  if (oldestCompose === undefined) return true;
  const [major = 0, minor = 0] = oldestCompose.split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 24);
}

function digestFile(service: string): string {
  return `${FOLDER}/${service}.env`;
}

function digestOf(contents: readonly string[]): string {
  return crc32(contents.join('\0')).toString(16).padStart(8, '0');
}

/** Every value once, with something between two of them. */
function joined(values: readonly Reference[]): ReturnType<typeof textOf> {
  const once = new Map(values.map((value) => [JSON.stringify(value), value]));
  return textOf([...once.values()].flatMap((value, index) => (index === 0 ? [value] : ['|', value])));
}

function constructOf(name: string, { origins }: Assembly): string {
  return origins.get('services', name).path;
}
