/**
 * What the tests of this folder share.
 *
 * @module
 */
export { type Finding, type Judge, judges } from './judges';
export { modelOf, type Output, outputs } from './outputs';
export { call, describeJudged } from './program';
