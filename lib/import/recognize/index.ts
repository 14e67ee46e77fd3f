/**
 * What is known in a project, and which constructs take its place.
 *
 * @module
 */
export type {
  Client,
  Look,
  NotRecognized,
  Origin,
  Recognition,
  RecognizedDatabase,
  RecognizedSecret,
  RecognizeRequest,
  Remark,
  SecretValue,
} from './model';
export { recognize } from './recognize';
