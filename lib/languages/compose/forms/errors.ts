/**
 * Everything that can be wrong with a short form, as factories of problems.
 *
 * @module
 */
import { excerpt } from '../../../words';
import type { Malformed } from './read';

export function notAForm(what: string, remedy: string): Malformed {
  return { problem: `Compose cannot read this as ${what}.`, remedy };
}

export function badPort(port: string): Malformed {
  return {
    problem: `${excerpt(port)} is not a port: ports are numbers from 0 to 65535, or two of them as in "8000-8010".`,
    remedy: 'Write it as "published:target", for example "8080:80".',
  };
}

export function badTarget(port: string): Malformed {
  return {
    problem: `${excerpt(port)} is not a port of a container: those begin at 1.`,
    remedy: 'Give the port on which the container listens.',
  };
}

export function missingPort(spec: string): Malformed {
  return { problem: `${excerpt(spec)} names no port of the container.`, remedy: 'Add it behind the last ":".' };
}

export function unequalRanges(published: string, target: string): Malformed {
  return {
    problem: `The range ${excerpt(published)} of the host and the range ${excerpt(target)} of the container differ in length.`,
    remedy: 'Give ranges of the same length, or a single port of the container.',
  };
}

export function badProtocol(protocol: string): Malformed {
  return { problem: `Compose knows no protocol ${excerpt(protocol)}.`, remedy: 'Use tcp, udp or sctp.' };
}

export function badAddress(address: string): Malformed {
  return {
    problem: `${excerpt(address)} is not an IP address.`,
    remedy: 'Give an address of the host such as "127.0.0.1" or "[::1]", not a name.',
  };
}

export function emptyMount(): Malformed {
  return { problem: 'The volume is empty.', remedy: 'Write it as "source:target".' };
}

export function emptySection(spec: string): Malformed {
  return {
    problem: `Between two colons or at an end of ${excerpt(spec)} stands nothing.`,
    remedy: 'Write it as "source:target" or "source:target:options".',
  };
}

export function tooManyColons(spec: string, form: string): Malformed {
  return { problem: `${excerpt(spec)} has too many colons.`, remedy: `Write it as ${form}, or use the long syntax.` };
}

export function trailingSpace(name: string): Malformed {
  return {
    problem: `The name ${excerpt(name)} ends in a space.`,
    remedy: 'Write "NAME=value" without a space before the "=".',
  };
}

export function missingEquals(entry: string): Malformed {
  return { problem: `${excerpt(entry)} has no "=".`, remedy: 'Write it as "name=value".' };
}

export function badSsh(entry: string): Malformed {
  return {
    problem: `${excerpt(entry)} names no key or agent socket.`,
    remedy: 'Write it as "id=path", or as "default" for the agent of the shell.',
  };
}

export function badHost(entry: string): Malformed {
  return {
    problem: `${excerpt(entry)} is not a host with its address.`,
    remedy: 'Write it as "host=address".',
  };
}

export function badDuration(duration: string): Malformed {
  return {
    problem: `${excerpt(duration)} is not a duration.`,
    remedy: 'Give numbers with units (ns, us, ms, s, m, h, d, w) such as "1m30s".',
  };
}

export function badSize(size: string): Malformed {
  return {
    problem: `${excerpt(size)} is not a size.`,
    remedy: 'Give bytes as a number, or a number with a unit (b, k, m, g, t, p) such as "512m".',
  };
}

export function badNumber(number: string): Malformed {
  return { problem: `${excerpt(number)} is not a number.`, remedy: 'Give a number such as 0.5.' };
}

export function badInteger(number: string): Malformed {
  return { problem: `${excerpt(number)} is not an integer.`, remedy: 'Give an integer such as 1024.' };
}

export function badFlag(flag: string): Malformed {
  return { problem: `${excerpt(flag)} is neither true nor false.`, remedy: 'Give true or false.' };
}

export function badCommand(command: string): Malformed {
  return {
    problem: `Compose cannot split ${excerpt(command)} into words: a quote or parenthesis does not pair up.`,
    remedy: 'Write the command as a list of its words.',
  };
}
