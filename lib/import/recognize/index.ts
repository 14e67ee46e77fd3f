/**
 * The recognized parts of a project, and the constructs that replace them.
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
