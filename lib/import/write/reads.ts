/**
 * Whether services read something whose change Compose does not notice.
 *
 * @module
 */
import { canonicalProject, type Project, sectionOf } from '../../languages/compose';

/** Whether a project, or a change of it, has secrets, configs or files that are mounted read-only. */
export function readsSomething(project: Project, overlay: unknown): boolean {
  const parts = overlay === undefined ? [project] : [project, overlay];
  const hasElements = parts.some((part) =>
    (['secrets', 'configs'] as const).some((section) => Object.keys(sectionOf(part, section)).length > 0),
  );
  return hasElements || mountsReadOnly(project);
}

function mountsReadOnly(project: Project): boolean {
  return Object.values(canonicalProject(project).services ?? {}).some((service) =>
    [service?.volumes ?? []].flat().some(({ type, read_only: isReadOnly }) => type === 'bind' && isReadOnly === true),
  );
}
