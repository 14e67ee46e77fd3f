/**
 * Images without a shell.
 *
 * @module
 */
import type { ComposeText, DiagnosticProps } from '../../lib/core';
import { scheduleWithoutShell } from './errors';

/** Repositories whose images have no shell, and the tags of those that have one. */
const WITHOUT: readonly { readonly repository: RegExp; readonly shell: RegExp }[] = [
  // https://github.com/GoogleContainerTools/distroless#debug-images
  { repository: /^gcr\.io\/distroless\//, shell: /debug/ },
  // https://edu.chainguard.dev/chainguard/chainguard-images/about/differences-development-production/
  { repository: /^cgr\.dev\//, shell: /-dev$/ },
  { repository: /^(?:docker\.io\/)?(?:library\/)?(?:hello-world|scratch|tianon\/true)(?=[:@]|$)/, shell: /(?!)/ },
];

/** An image as far as it matters here. */
interface Referenced {
  readonly name: string;
  readonly reference?: ComposeText;
}

/** Reports an image that is known to have no shell. */
export function shellProblems({ name, reference }: Referenced): readonly DiagnosticProps[] {
  if (typeof reference !== 'string') return [];
  const [withoutDigest = ''] = reference.split('@');
  const isWithout = WITHOUT.some(({ repository, shell }) => repository.test(reference) && !shell.test(withoutDigest));
  return isWithout ? [scheduleWithoutShell(name)] : [];
}
