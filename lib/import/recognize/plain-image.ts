/**
 * Services that are built from a Dockerfile which changes nothing about a known image: they run that image.
 *
 * @module
 */
import { posix } from 'node:path';
import { imageOfDockerfile } from '../../images';
import { sectionOf } from '../../languages/compose';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import { runOf } from './image';
import type { RecognizeRequest, Remark } from './model';

/** A request whose built services name images instead, where that is the same; and these images. */
export interface PlainRequest {
  readonly request: RecognizeRequest;
  readonly images: ReadonlyMap<string, string>;
}

/** Looks for Dockerfiles that say nothing but `FROM` a server that is known. */
export function withPlainImages(request: RecognizeRequest): PlainRequest {
  const { project } = request;
  const written = sectionOf(project, 'services');
  const images = new Map<string, string>();
  const services = Object.entries(written).map(([id, service]) => {
    const image = isPlainMap(service) ? imageOfBuild(service, request) : undefined;
    if (image === undefined || !isPlainMap(service)) return [id, service] as const;
    images.set(id, image);
    const { build: _, ...rest } = service;
    return [id, { image, ...rest }] as const;
  });
  if (images.size === 0) return { request, images };
  // entries of the same maps, with `image` as Compose takes it
  return {
    request: { ...request, project: { ...project, services: Object.fromEntries(services) } as typeof project },
    images,
  };
}

/** The remark about a service that was built and is no longer built. */
export function remarkOfPlain(id: string, images: ReadonlyMap<string, string>): readonly Remark[] {
  const image = images.get(id);
  return image === undefined
    ? []
    : [
        {
          service: id,
          what: `Its Dockerfile says nothing but FROM ${image}: it runs that image, and is built no more.`,
        },
      ];
}

function imageOfBuild({ image, build }: PlainMap, { read }: RecognizeRequest): string | undefined {
  // with an image, too, the build has a name that others may know
  if (image !== undefined || read === undefined) return undefined;
  const { context, dockerfile = 'Dockerfile', ...others } = isPlainMap(build) ? build : { context: build };
  if (typeof context !== 'string' || typeof dockerfile !== 'string' || Object.keys(others).length > 0) return undefined;
  const text = read(posix.isAbsolute(dockerfile) ? dockerfile : posix.join(context, dockerfile));
  const found = text === undefined ? undefined : imageOfDockerfile(text);
  return found !== undefined && runOf(found).length > 0 ? found : undefined;
}
