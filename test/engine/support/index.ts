/**
 * What the tests of this folder stand on: a real Docker engine.
 *
 * @module
 */

export type { CommandOptions, CommandResult } from './command';
// programs
export { attempt, CommandFailed, run } from './command';
export type { ProjectOptions } from './compose';
// projects
export { ComposeProject, compose } from './compose';
export type { ContainerDetails, ServiceState } from './containers';
// single containers
export { imageConfig, locked, Sandbox, sandbox } from './docker';
export type { Engine } from './engine';
// the engine and its images
export { engine } from './engine';
export type { RequestOptions, Response } from './http';
// from outside
export { freePort, request } from './http';
export { images } from './images';
export { lock } from './lockfiles';
export { Sources } from './sources';
export type { Patience } from './wait';
export { until } from './wait';
