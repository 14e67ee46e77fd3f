/**
 * Tree → assembly: resolve, validate.
 *
 * @module
 */
export { type Assembled, assemble } from './assemble';
export {
  type Accepted,
  type Assembly,
  type AssemblyFile,
  type AssemblySecret,
  diagnoseAt,
  type Origin,
  Origins,
  onDemand,
  type PlacedProblem,
} from './assembly';
