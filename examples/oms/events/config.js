import { readFileSync } from 'node:fs';

/** Settings that differ between installations stand in a file beside the code; addresses and paths are variables. */
const settings = JSON.parse(readFileSync(new URL('./settings.json', import.meta.url), 'utf8'));

/** @param {string} name */
function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

export const config = {
  ...settings,
  port: Number(process.env.PORT ?? 8082),
  mongo: required('MONGO_URL'),
  media: process.env.MEDIA ?? '/var/media',
  /** Where the file with the key is. It is read anew each time: the core may make another. */
  keyFile: required('API_KEY_FILE'),
  /** Where visitors find this module. */
  url: required('EVENTS_URL'),
  /** Where this module finds the core, and the name that the core answers to. */
  core: { url: required('CORE_URL'), host: required('CORE_HOST') },
};
