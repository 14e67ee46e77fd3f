/**
 * The label that makes Compose recreate a container after a mounted generated file has changed. Compose notices a new
 * label, but not a mounted file's new content.
 *
 * @see docs/decisions/008-config-digest-label.md
 * @module
 */
import { crc32 } from 'node:zlib';
import type { GeneratedFile } from '../../assembly';
import { withVariables } from '../../core';
import type * as compose from '../../languages/compose';

const LABEL = 'compose-constructs.configs';

/** The service with a digest of the files that it reads among its labels. */
export function withDigest(service: compose.Service, files: readonly GeneratedFile[]): compose.Service {
  const { labels, ...rest } = service;
  // enough to tell two versions of a file apart, and loaded already where a digest is not
  const digest = crc32(files.map(({ content }) => content).join('\0'))
    .toString(16)
    .padStart(8, '0');
  // labels as they were written, and one more
  return { ...rest, labels: withVariables(labels, new Map([[LABEL, digest]])) } as compose.Service;
}
