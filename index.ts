/**
 * Infrastructure as code for Docker Compose.
 *
 * @packageDocumentation
 */
export * from './constructs';
export * from './lib';
