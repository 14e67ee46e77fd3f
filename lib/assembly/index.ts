/**
 * Tree → assembly: resolve, validate.
 *
 * @module
 */
export { type Assembled, type AssembleOptions, assemble } from './assemble';
export { type Accepted, type Assembly, type AssemblyFile, type AssemblySecret, onDemand } from './assembly';
export type { DataMount, Intents, Placed, PlacedConnection, PlacedData, PlacedJob, PlacedSecret } from './intents';
export { diagnoseAt, diagnoseFinding, diagnosePlace, Origin, Origins, type PlacedProblem } from './origins';
export type { CommandLine, Commands, CommandWord, Target } from './target';
