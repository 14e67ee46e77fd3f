/**
 * The table of commands: a new one is a folder beside this file, and a line here.
 *
 * @module
 */
import type { Command } from '../shared/command';
import { check } from './check';
import { importCommand } from './import';
import { secrets } from './secrets';
import { synth } from './synth';
import { tasks } from './tasks';

/** The first command is the one that a command line does not name. */
export type Table = readonly [unnamed: Command, ...named: Command[]];

export const COMMANDS: Table = [synth, check, secrets, tasks, importCommand];
