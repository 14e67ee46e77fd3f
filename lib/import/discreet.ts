/**
 * Diagnostics of files that are not of the project, without anything that stands in those.
 *
 * @module
 */
import type { Diagnostic, RelatedLocation } from '../core';
import type { IsInside } from './load';

/** The same diagnostic; of a file outside of the project only the place and the kind of the problem. */
export function discreet(diagnostic: Diagnostic, isInside: IsInside): Diagnostic {
  const { id, location, related } = diagnostic;
  const others = related?.map((other) => (isShown(other, isInside) ? other : { ...other, message: 'another place' }));
  const kept: Diagnostic = { ...diagnostic, ...(others && { related: others }) };
  if (isShown(diagnostic, isInside) || location === undefined) return kept;
  return {
    ...kept,
    message: 'The file is outside of the project, so nothing that stands in it is shown here.',
    remedy: `Look at the line: the documentation says under "${id}" what is wrong with it. Or copy the file into the project.`,
  };
}

function isShown({ location }: Diagnostic | RelatedLocation, isInside: IsInside): boolean {
  return location === undefined || isInside(location.file);
}
