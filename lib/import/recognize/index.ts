/**
 * The recognized parts of a project, and the constructs that replace them.
 *
 * @module
 */
export type {
  Look,
  NotRecognized,
  ProgramImage,
  Recognition,
  RecognizedSecret,
  RecognizedServer,
  RecognizedTask,
  RecognizedWorkload,
  RecognizeRequest,
  Remark,
  Saying,
  SecretValue,
  ServerClient,
  ValueSource,
} from './model';
export { recognize } from './recognize';
