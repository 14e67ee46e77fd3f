/**
 * Property tests of mutation runs try the same cases each time, and do not look for the smallest one that fails.
 */
import { configureGlobal } from 'fast-check';

configureGlobal({ seed: 1, endOnFailure: true });
