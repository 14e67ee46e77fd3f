/**
 * A file, or several over each other, as one project: with what they extend and include.
 *
 * @module
 */
import { hasTags, isSection, mergeProjects } from '../../languages/compose';
import { isPlainMap, type PlainMap } from '../../languages/yaml';
import * as errors from './errors';
import { Extends, servicesOf } from './extends';
import { locationIn, type Source } from './files';
import { Includes } from './include';
import { type Layer, Layers } from './layers';
import { rebase } from './rebase';
import type { ResolvedProject } from './resolved';
import { outOfScope, type Scope } from './scope';
import type { Session } from './session';

/** Makes models of the files of one scope. */
export class Models {
  private readonly extends: Extends;
  private readonly includes: Includes;

  /**
   * @param scope what the files see
   * @param chain the files that include these, outermost first
   */
  constructor(
    private readonly scope: Scope,
    private readonly session: Session,
    chain: readonly string[] = [],
  ) {
    this.extends = new Extends(scope, session);
    this.includes = new Includes(scope, session, chain, (inner, files, names) =>
      new Models(inner, session, names).ofFiles(files),
    );
  }

  /** Files over each other, as with several `-f`. */
  ofFiles(sources: readonly Source[]): ResolvedProject {
    return this.over(sources.map((source) => this.ofFile(source)));
  }

  /** Models over each other, each of a file. */
  over(models: readonly ResolvedProject[]): ResolvedProject {
    const layers = new Layers();
    let project: PlainMap = {};
    models.forEach((model, index) => {
      const report = this.session.told((pointer) => model.layers.locate(model.project, pointer));
      const isFirst = index === 0 && !hasTags(model.project);
      // An interface has no index signature, but a project is a map.
      project = isFirst
        ? model.project
        : (mergeProjects(project, model.project, { report, lists: this.session.lists }) as PlainMap);
      for (const [pointer, ofElement] of model.layers.entries()) layers.add(pointer, ofElement);
    });
    return { project, layers };
  }

  /** One file, with what its services extend and what it includes. */
  ofFile(source: Source): ResolvedProject {
    const { documents } = source;
    return documents.length === 1 ? this.ofDocument(source) : this.over(documents.map((one) => this.ofDocument(one)));
  }

  private ofDocument(source: Source): ResolvedProject {
    const own = this.written(source);
    const layers = layersOf(own, source);
    const services: Record<string, unknown> = {};
    for (const name of Object.keys(servicesOf(source))) {
      const resolved = this.extends.resolve(source, name);
      define(services, name, resolved.value);
      layers.add(['services', name], resolved.layers);
    }
    const project = isPlainMap(source.data.services) ? { ...own, services } : own;
    return this.includes.into({ project: inOrder(project, source.data), layers }, source);
  }

  /** The file's data without services and includes, with the paths and variables of the project. */
  private written(source: Source): PlainMap {
    const { include: _, ...data } = source.data;
    const { services, ...others } = data;
    const { scope, session } = this;
    const kept: PlainMap = isPlainMap(services) ? others : data;
    const known = outOfScope(kept, scope, (variable, pointer) =>
      session.report.add(errors.scopedVariable(variable, pointer.join('.'), locationIn(source, pointer))),
    );
    return rebase(known, {
      from: scope.directory,
      to: session.root,
      lookup: (name) => scope.variables.get(name),
      unsure: (path) => session.report.add(errors.unknownPath(path, scope.directory, locationIn(source, []))),
    });
  }
}

function layersOf(project: PlainMap, source: Source): Layers {
  const layers = new Layers();
  for (const [key, value] of Object.entries(project)) {
    const layer = (pointer: readonly string[], part: unknown): Layer => ({ source, pointer, value: part });
    if (!isSection(key) || !isPlainMap(value)) {
      layers.add([key], [layer([key], value)]);
      continue;
    }
    for (const [name, element] of Object.entries(value)) {
      layers.add([key, name], [layer([key, name], element)]);
    }
  }
  return layers;
}

/** The keys of `project`, those that `data` has in its order. */
function inOrder(project: PlainMap, data: PlainMap): PlainMap {
  const keys = Object.keys(data).filter((key) => Object.hasOwn(project, key));
  return Object.fromEntries(keys.map((key) => [key, project[key]]));
}

/** Defines the property, because an assignment treats the key `__proto__` differently. */
function define(map: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(map, key, { value, enumerable: true, writable: true, configurable: true });
}
