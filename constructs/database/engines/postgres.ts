/**
 * @module
 */
import { postgres } from '../../../lib/images';
import type { DatabaseEngine } from '../engine';
import { official } from './official';

/** The user is the server's superuser, as its image makes it: there is nobody beside them. */
export function postgresEngine(version: string): DatabaseEngine {
  return official(postgres, version);
}
