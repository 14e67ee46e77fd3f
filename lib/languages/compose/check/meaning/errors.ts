/**
 * Mistakes in values that have no short form.
 *
 * @module
 */
import { excerpt } from '../../../../words';
import type { Malformed } from '../../forms';

export function negative(number: string): Malformed {
  return { problem: `${number} is negative, and Compose counts from 0 here.`, remedy: 'Give 0 or more.' };
}

export function missing(property: string): Malformed {
  return {
    problem: `The long syntax has no ${excerpt(property)} here.`,
    remedy: `Add ${excerpt(property)}: Compose needs it.`,
  };
}

export function badAddress(address: string): Malformed {
  return {
    problem: `${excerpt(address)} is not an IP address.`,
    remedy: 'Give an address of the host such as "127.0.0.1", or leave "host_ip" out for all of them.',
  };
}

export function badMode(mode: string): Malformed {
  return {
    problem: `${excerpt(mode)} is not a mode of a file.`,
    remedy: 'Give octal digits as a string, such as "0440".',
  };
}

export function badDeviceCount(count: string): Malformed {
  return { problem: `${excerpt(count)} is not a number of devices.`, remedy: 'Give an integer, or "all".' };
}

export function emptyPath(): Malformed {
  return { problem: 'The path is empty.', remedy: 'Give the file or folder to watch.' };
}

export function badLimit(limit: string): Malformed {
  return { problem: `${excerpt(limit)} is not a limit.`, remedy: 'Give an integer, or a map with "soft" and "hard".' };
}

export function badOption(): Malformed {
  return {
    problem: 'The value is neither a string nor an integer, and Compose takes nothing else here.',
    remedy: 'Write it as a string.',
  };
}
