/**
 * The catalogue of what workloads can be given wrong.
 *
 * @module
 */
import { commandUnknown, type DiagnosticProps } from '../../lib/core';
import { quoted } from '../../lib/words';

export const healthCheckUnknown = (image: string): DiagnosticProps => ({
  id: 'health-check-unknown',
  message: `Nobody knows which programs are in the image ${quoted(image)}, so its health cannot be checked over HTTP.`,
  remedy: 'Pass healthCheck: HealthCheck.command([…]) with a program that the image has, or HealthCheck.none("why").',
});

export const healthPathInvalid = (path: string): DiagnosticProps => ({
  id: 'health-path-invalid',
  message: `The health check cannot ask for ${quoted(path)}.`,
  remedy: 'Begin the path with "/", and percent-encode spaces and what is not ASCII.',
});

export const healthHostInvalid = (host: string): DiagnosticProps => ({
  id: 'health-host-invalid',
  message: `The health check cannot ask for the host ${quoted(host)}.`,
  remedy: 'Use a host name such as "shop.example", without a scheme.',
});

export const folderOfImage = (at: string): DiagnosticProps => ({
  id: 'folder-of-image',
  message: `A volume at ${quoted(at)} would hide what the image has there, and keep the first version of it for ever.`,
  remedy: 'Mount it at a folder for data, such as "/var/data".',
});

export const folderNotWritable = (volume: string, at: string, uid: number | undefined): DiagnosticProps => ({
  id: 'folder-not-writable',
  severity: 'warning',
  message: `The volume ${quoted(volume)} may not be writable at ${quoted(at)}: the image runs as ${uid === undefined ? 'a user that nobody knows' : `user ${uid}`}. A new volume belongs to root unless the image has that folder.`,
  remedy: `Create ${quoted(at)} in the image with that owner and name it in Image.registry(…, { folders: [${quoted(at)}] }).`,
});

export const imageCommandUnknown = (image: string): DiagnosticProps =>
  commandUnknown(`the image ${quoted(image)}`, 'Say it in Image.registry(…, { command: […] })');

export const timeZoneUnknown = (name: unknown): DiagnosticProps => ({
  id: 'time-zone-unknown',
  message: `${quoted(String(name))} is no time zone.`,
  // https://www.iana.org/time-zones
  remedy: 'Use a name of the IANA database, such as "Europe/Berlin".',
});

export const liveSourceUnknown = (image: string): DiagnosticProps => ({
  id: 'live-source-unknown',
  message: `Nobody knows which folder of the host is the source of the image ${quoted(image)}, and where the image has it.`,
  remedy: 'Say it: live: { source: "./web", at: "/app", command: […] }.',
});

export const liveCommandUnknown = (image: string): DiagnosticProps => ({
  id: 'live-command-unknown',
  message: `A script builds the app of the image ${quoted(image)}, so its source alone does not run.`,
  remedy: 'Name the command that builds and runs it, such as live: { command: ["npm", "run", "dev"] }.',
});

export const healthPortMissing = (): DiagnosticProps => ({
  id: 'health-port-missing',
  message: 'The health check asks over HTTP, and the workload listens to no port.',
  remedy: 'Pass healthCheck: HealthCheck.command([…]) with a program that the image has.',
});

export const publishTargetMissing = (port: unknown): DiagnosticProps => ({
  id: 'publish-target-missing',
  message: `Port ${quoted(port)} of the host leads to no port of the container: the workload listens to none.`,
  remedy: 'Name the port that the program listens to, such as publish: { port: 2525, target: 25 }.',
});
