/**
 * Tree → assembly: resolve, validate.
 *
 * @module
 */
export { type Assembled, assemble } from './assemble';
export { type Accepted, type Assembly, type AssemblyFile, type AssemblySecret, onDemand } from './assembly';
export type { DataMount, Intents, Placed, PlacedConnection, PlacedData, PlacedJob, PlacedSecret } from './intents';
export { diagnoseAt, diagnosePlace, Origin, Origins, type PlacedProblem } from './origins';
