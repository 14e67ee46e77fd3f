import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** Two mounts at one place of one container. */
export const mountTargetTaken = startRule(
  startChecks.mountTargetTaken,
  'Compose refuses some pairs of mounts at one place, and of the others one silently hides the other.',
);
