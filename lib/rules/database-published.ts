import { startChecks } from '../languages/compose';
import { startRule } from './start-rule';

/** The port of a database on every address of the host. */
export const databasePublished = startRule(
  startChecks.databasePublished,
  "Everybody who reaches the host reaches the database: Docker opens the port in front of the host's firewall.",
);
