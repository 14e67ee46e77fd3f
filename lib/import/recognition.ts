/**
 * The recognized parts of a project, before it is written.
 *
 * @module
 */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { type NotRecognized, type Recognition, type Remark, recognize, type SecretValue } from './recognize';
import type { BrokenRule, ProgramRequest } from './write';

export interface RecognizedRequest {
  readonly request: ProgramRequest;
  readonly notRecognized: readonly NotRecognized[];
  readonly remarks: readonly Remark[];
  /** Values that go into files, which the program names. */
  readonly secretFiles: readonly SecretValue[];
}

/** A request without constructs, as they came. */
export function unrecognized(request: ProgramRequest): RecognizedRequest {
  return { request, notRecognized: [], remarks: [], secretFiles: [] };
}

/** The same request, with constructs for what is known. @param folder the folder of `stack.ts`, absolute */
export function recognizeIn(request: ProgramRequest, folder: string): RecognizedRequest {
  const { name, project, environments = [], missing = [] } = request;
  const found = recognize({
    name,
    project,
    environments,
    look: (path) => look(resolve(folder, path)),
    read: (path) => read(resolve(folder, path)),
  });
  const { servers, secrets, workloads, tasks, notRecognized, remarks, secretValues } = found;
  if (missing.length > 0) {
    const why = 'other files are a part of the project, and may have more to say of it';
    const others = [...servers, ...workloads].map(({ id }) => ({ service: id, why }));
    return { ...unrecognized(request), notRecognized: [...others, ...notRecognized] };
  }
  const ofElements = (rules: readonly BrokenRule[] = []): readonly BrokenRule[] =>
    rules.filter(({ section, name: id }) => !isTaken(found, section, id));
  return {
    request: {
      ...request,
      project: found.project,
      recognized: { servers, secrets, workloads, tasks },
      accepted: ofElements(request.accepted),
      environments: environments.map((environment, index) => ({
        ...environment,
        ...(found.overlays[index] !== undefined && { overlay: found.overlays[index] }),
        accepted: ofElements(environment.accepted),
      })),
    },
    notRecognized,
    remarks,
    secretFiles: secretValues,
  };
}

/** The service behind a construct breaks no rule that it broke before. */
function isTaken({ servers }: Recognition, section: string, id: string): boolean {
  return servers.some((server) => section === 'services' && server.id === id);
}

/** Compose mounts the file with the mode that it has, and the server is not its owner. */
function look(file: string): 'missing' | 'private' | 'readable' {
  try {
    return (statSync(file).mode & 0o004) === 0 ? 'private' : 'readable';
  } catch {
    return 'missing';
  }
}

/** A folder of another machine, or a repository, is no file here. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
