/**
 * Services that extend others, of the same file or of another one.
 *
 * @see https://docs.docker.com/reference/compose-file/services/#extends
 * @module
 */
import { dirname, relative, resolve } from 'node:path';
import { evaluate, isText, mergeForExtends } from '../../languages/compose';
import { entryOf, isPlainMap, type PlainMap } from '../../languages/yaml';
import { nearest } from '../../words';
import * as errors from './errors';
import { isBroken, locationIn, type Source } from './files';
import type { Layer } from './layers';
import { rebase } from './rebase';
import { isRemoteFile } from './remote';
import { environmentOutOfScope, outOfScope, type Scope } from './scope';
import type { Session } from './session';

/** The number of extended services to remember; more would take memory, and no project has them. */
const MOST_LAYERS = 50;

/** As many names are compared with one that is not there. */
const MOST_NAMES = 200;

/** A service as it is with all that it extends. */
export interface ResolvedService {
  readonly value: unknown;
  /** The layers of the service, its own last. */
  readonly layers: readonly Layer[];
}

/** A service in a file. */
interface Address {
  readonly source: Source;
  /** The base of that file's relative paths; absolute. */
  readonly folder: string;
  readonly name: string;
  /** Whether the file was only read to extend one of its services: Compose then expands all of it first. */
  readonly isExpanded: boolean;
}

/** Resolves services of one scope. Each is resolved once, however many extend it. */
export class Extends {
  private readonly resolved = new Map<string, ResolvedService>();

  constructor(
    private readonly scope: Scope,
    private readonly session: Session,
  ) {}

  /** A service of a file whose paths start at the folder of the scope. */
  resolve(source: Source, name: string): ResolvedService {
    const steps: Address[] = [];
    const keys = new Set<string>();
    let current: Address | undefined = { source, folder: this.scope.directory, name, isExpanded: false };
    let below: ResolvedService | undefined;
    while (current !== undefined) {
      const key = keyOf(current);
      below = this.resolved.get(key);
      if (below !== undefined) break;
      if (keys.has(key)) {
        this.reportCycle(steps, current, key);
        break;
      }
      keys.add(key);
      steps.push(current);
      current = this.extended(current);
    }
    // A service that is part of a circle is what the file says of it.
    for (const address of steps.reverse()) {
      below = this.over(below, address);
      this.resolved.set(keyOf(address), below);
    }
    return below ?? { value: undefined, layers: [] };
  }

  /** The service, over what it extends. */
  private over(below: ResolvedService | undefined, address: Address): ResolvedService {
    const value = this.read(address);
    const own: Layer = { source: address.source, pointer: pointerOf(address), value };
    if (below === undefined || !isPlainMap(below.value) || !isPlainMap(value)) return { value, layers: [own] };
    const report = this.session.told((pointer) => locationIn(own.source, [...own.pointer, ...pointer.slice(2)]));
    const sameFile = !address.isExpanded && below.layers.at(-1)?.source === own.source;
    const merged = mergeForExtends(below.value, value, { report, sameFile, lists: this.session.lists });
    return { value: merged, layers: [...below.layers.slice(-MOST_LAYERS), own] };
  }

  /** The service in the file, without `extends`, with the paths and variables of the project. */
  private read(address: Address): unknown {
    const { source, folder, name } = address;
    const written = serviceOf(source, name);
    if (!isPlainMap(written)) return written;
    const { extends: _, ...service } = written;
    const { scope, session } = this;
    const place = pointerOf(address);
    const at = (pointer: readonly string[]) => locationIn(source, [...place, ...pointer]);
    const known = outOfScope(service, scope, (variable, pointer) =>
      session.report.add(errors.scopedVariable(variable, [...place, ...pointer].join('.'), at(pointer))),
    );
    const { environment } = known;
    const complete =
      environment === undefined || scope.own.size === 0
        ? known
        : { ...known, environment: environmentOutOfScope(environment, scope) };
    const moved = rebase(
      { services: { [name]: complete } },
      {
        from: folder,
        to: session.root,
        lookup: (variable) => scope.variables.get(variable),
        unsure: (path) => session.report.add(errors.unknownPath(path, folder, at([]))),
      },
    );
    const { services } = moved;
    return isPlainMap(services) ? services[name] : complete;
  }

  /** The service that this one extends; undefined if it extends none, or none that is there, which is reported. */
  private extended(address: Address): Address | undefined {
    const { source, folder, name } = address;
    const service = serviceOf(source, name);
    const written = isPlainMap(service) ? service.extends : undefined;
    if (written === undefined) return undefined;
    const { report, files } = this.session;
    const pointer = [...pointerOf(address), 'extends'];
    const at = locationIn(source, pointer);
    const isMap = isPlainMap(written);
    const wanted = this.evaluate(isMap ? written.service : written, 'a service to extend', at);
    if (wanted === undefined || wanted === '') {
      if (wanted === '' || !isText(isMap ? written.service : written)) report.add(errors.extendsInvalid(name, at));
      return undefined;
    }
    const file = isMap ? written.file : undefined;
    if (file === undefined || file === null) return this.existing({ ...address, name: wanted }, address, pointer);
    const filePointer = [...pointer, 'file'];
    const fileAt = locationIn(source, filePointer, 'value');
    if (!isText(file)) {
      report.add(errors.extendsInvalid(name, fileAt));
      return undefined;
    }
    const path = this.evaluate(file, 'a file to extend from', fileAt);
    if (path === undefined) return undefined;
    if (isRemoteFile(path)) {
      report.add(errors.remoteFile(file, fileAt));
      return undefined;
    }
    const absolute = resolve(folder, path);
    const other = files.compose(absolute, { at: fileAt, text: file });
    return (
      other &&
      this.existing({ source: other, folder: dirname(absolute), name: wanted, isExpanded: true }, address, pointer)
    );
  }

  private existing(wanted: Address, by: Address, pointer: readonly string[]): Address | undefined {
    const services = wanted.source.data.services;
    if (isPlainMap(services) && Object.hasOwn(services, wanted.name)) return wanted;
    // Nothing is known about the services of a file that could not be parsed.
    if (isBroken(wanted.source) || this.session.report.isFull()) {
      if (!isBroken(wanted.source)) this.session.report.skip();
      return undefined;
    }
    const isOther = (name: string) => wanted.source !== by.source || name !== by.name;
    const isKnown = this.session.files.isInside(wanted.source.path) && isPlainMap(services);
    const names = isKnown ? Object.keys(services).filter(isOther) : [];
    const isMap = isPlainMap(serviceOf(by.source, by.name)) && pointer.length > 0;
    const at = locationIn(by.source, isMap ? [...pointer, 'service'] : pointer, 'value');
    const file = this.nameOf(wanted.source);
    this.session.report.add(
      errors.extendsUnknown(by.name, wanted.name, file, nearest(wanted.name, names.slice(0, MOST_NAMES)), at),
    );
    return undefined;
  }

  private evaluate(value: unknown, what: string, at: ReturnType<typeof locationIn>): string | undefined {
    if (!isText(value)) return undefined;
    const result = evaluate(value, (name) => this.scope.variables.get(name));
    if ('value' in result) return result.value;
    this.session.report.add(errors.nameUnknown(what, result.problem, at));
    return undefined;
  }

  private reportCycle(steps: readonly Address[], last: Address, key: string): void {
    const start = steps.findIndex((step) => keyOf(step) === key);
    const circle = [...steps.slice(start), last];
    const isOneFile = circle.every(({ source }) => source === last.source);
    const names = circle.map(({ source, name }) => (isOneFile ? name : `${name} in ${this.nameOf(source)}`));
    const closing = circle[circle.length - 2] ?? last;
    const at = locationIn(closing.source, [...pointerOf(closing), 'extends']);
    this.session.report.add(errors.extendsCycle(names, at));
  }

  private nameOf({ path }: Source): string {
    return relative(this.session.root, path) || path;
  }
}

function serviceOf({ data }: Source, name: string): unknown {
  const { services } = data;
  return entryOf(services, name);
}

function pointerOf({ name }: Address): readonly string[] {
  return ['services', name];
}

function keyOf({ source, folder, name, isExpanded }: Address): string {
  return JSON.stringify([source.id, folder, name, isExpanded]);
}

/** The services of a file by name; empty where the file has none. */
export function servicesOf({ data }: Source): PlainMap {
  return isPlainMap(data.services) ? data.services : {};
}
