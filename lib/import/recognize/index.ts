/**
 * What is known in a project, and which constructs take its place.
 *
 * @module
 */
export type {
  DatabaseClient,
  Look,
  NotRecognized,
  ProgramImage,
  Recognition,
  RecognizedDatabase,
  RecognizedSecret,
  RecognizedTask,
  RecognizedWorkload,
  RecognizeRequest,
  Remark,
  Saying,
  SecretValue,
  ValueSource,
} from './model';
export { recognize } from './recognize';
