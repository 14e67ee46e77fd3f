/**
 * @module
 */
import type { Construct } from 'constructs';
import { checkVariables, report, variablesTaken } from '../../lib/core';
import { isTimeZone } from '../checked';
import { timeZoneUnknown } from './errors';
import type { WorkloadProps } from './props';

/** The variables that a program has before anybody connects it. Mistakes in them are reported. */
export function variablesOf(scope: Construct, props: WorkloadProps, port: number | undefined): readonly string[] {
  const { image, environment = {}, timeZone } = props;
  checkTimeZone(scope, timeZone);
  const settings = timeZone === undefined ? [] : ['TZ'];
  const twice = settings.filter((name) => Object.hasOwn(environment, name));
  if (twice.length > 0) report(scope, variablesTaken(twice));
  const own = Object.keys({ ...image.environment, ...environment });
  const variables = [...new Set([...(port === undefined ? [] : ['PORT']), ...settings, ...own])];
  checkVariables(scope, variables);
  return variables;
}

/** Reports a time zone that is none. */
export function checkTimeZone(scope: Construct, timeZone: string | undefined): void {
  if (timeZone !== undefined && !isTimeZone(timeZone)) report(scope, timeZoneUnknown(timeZone));
}
