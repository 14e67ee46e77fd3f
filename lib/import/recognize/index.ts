/**
 * What is known in a project, and which constructs take its place.
 *
 * @module
 */
export type {
  DatabaseClient,
  Look,
  NotRecognized,
  Recognition,
  RecognizedDatabase,
  RecognizedSecret,
  RecognizeRequest,
  Remark,
  SecretValue,
  ValueSource,
} from './model';
export { recognize } from './recognize';
