/**
 * Which files are of the project: what stands in others is none of the reader's business, and is never shown. A file that
 * somebody else wrote may name any path of the machine, or be a link to it.
 *
 * @module
 */
import { realpathSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { lookUp } from './lookup';
import type { LoadRequest } from './request';

/** Decides whether a file belongs to the project. @param file absolute */
export type IsInside = (file: string) => boolean;

/**
 * A file belongs to the project if it is below the working directory, after all links. The project directory of the
 * command line counts, too. A setting in a file, such as `COMPOSE_FILE` in `.env`, does not count.
 *
 * @param others further folders of the project
 */
export function insideOf(request: LoadRequest, others: readonly string[] = []): IsInside {
  const cwd = resolve(request.cwd);
  const [first] = request.files;
  const found = first === undefined ? lookUp(request.projectDirectory ?? cwd)?.files[0] : undefined;
  // a text of another kind, such as /run/secrets/token, makes no project of its folder
  const named = first !== undefined && /\.ya?ml$/i.test(first) ? resolve(cwd, first) : found;
  const folders = [
    cwd,
    ...others,
    ...(request.projectDirectory === undefined ? [] : [resolve(cwd, request.projectDirectory)]),
    ...(named === undefined ? [] : [dirname(named)]),
  ].map(real);
  // a pipe of the command line has the text that its user sends
  const pipes = request.files.map((file) => resolve(cwd, file)).filter(isPipe);
  const known = new Map<string, boolean>(pipes.map((file) => [file, true]));
  return (file) => {
    const answer = known.get(file) ?? isBelow(real(file), folders);
    known.set(file, answer);
    return answer;
  };
}

function isPipe(file: string): boolean {
  try {
    return statSync(file).isFIFO();
  } catch {
    // reading it says why
    return false;
  }
}

function isBelow(file: string, folders: readonly string[]): boolean {
  return folders.some((folder) => file === folder || file.startsWith(folder.endsWith(sep) ? folder : folder + sep));
}

/** Without links; of what is not there, the folder is looked at. */
function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : resolve(real(folder), path.slice(folder.length).replace(/^[\\/]/, ''));
  }
}
