/**
 * Tree → assembly: resolve, validate.
 *
 * @module
 */
export { type Assembled, type AssembleOptions, assemble } from './assemble';
export { type Accepted, type Assembly, type GeneratedFile, type GeneratedSecret, onDemand } from './assembly';
export type {
  DataMount,
  Intents,
  PlacedConnection,
  PlacedData,
  PlacedIntent,
  PlacedJob,
  PlacedSecret,
} from './intents';
export { ConstructOrigin, diagnoseAt, diagnoseFinding, diagnosePlace, Origins, type PlacedProblem } from './origins';
export type { CommandLine, CommandWord, MachineFiles, Previous, StackCommands, Target } from './target';
