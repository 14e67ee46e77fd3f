/**
 * One stack → plain data.
 *
 * @module
 */
import type { IConstruct } from 'constructs';
import {
  Artifact,
  acceptancesOf,
  type Diagnostic,
  diagnose,
  Element,
  Extension,
  Include,
  type IncludeProps,
  isLeftOut,
  type Paths,
  pathOf,
  problemsOf,
  problemWith,
  recordedBy,
  type Secret,
  type Service,
  type Stack,
  traceOf,
} from '../core';
import * as compose from '../languages/compose';
import { shown } from '../words';
import type { Accepted, Assembly, GeneratedFile, GeneratedSecret } from './assembly';
import { changesBetween } from './changes';
import {
  escapeFailed,
  escapeImpossible,
  extensionTaken,
  fileReserved,
  fileTaken,
  loweringFailed,
  nameTaken,
  renderFailed,
  secretFileShared,
} from './errors';
import type { PlacedIntent } from './intents';
import { ConstructOrigin, diagnoseAt, Origins } from './origins';
import type { Target } from './target';

/** An assembly before its intents: which elements are in error is not known yet. */
export interface Lowered extends Omit<Assembly, 'intents'> {
  /** The intents of constructs, in the order of the tree. */
  readonly recorded: readonly PlacedIntent[];
}

type Maps = Record<compose.Section, Record<string, unknown>>;

/** Where a stack goes. */
export interface Destination {
  readonly paths: Paths;
  readonly target: Target;
  /** Paths in the stack's folder that no generated file may have. */
  readonly reserved: ReadonlySet<string>;
}

/** Lowers one stack; problems are appended to `diagnostics`. */
export function lower(stack: Stack, destination: Destination, diagnostics: Diagnostic[]): Lowered {
  return new Lowering(stack, destination, diagnostics).run();
}

class Lowering {
  private readonly maps: Maps = { services: {}, networks: {}, volumes: {}, secrets: {}, configs: {}, models: {} };
  /** The other keys at the top of the file. */
  private readonly top: Record<string, unknown> = {};
  private readonly accepted: Accepted[] = [];
  private readonly recorded: PlacedIntent[] = [];
  private readonly topOrigins = new Map<string, ConstructOrigin>();
  private readonly includes: IncludeProps[] = [];
  private readonly files = new Map<string, GeneratedFile>();
  private readonly secrets = new Map<string, GeneratedSecret>();
  private readonly origins: Origins;
  private readonly fileOrigins = new Map<string, ConstructOrigin>();
  private readonly secretOrigins = new Map<string, ConstructOrigin>();
  private readonly paths: Paths;

  constructor(
    private readonly stack: Stack,
    private readonly destination: Destination,
    private readonly diagnostics: Diagnostic[],
  ) {
    this.paths = destination.paths;
    this.origins = new Origins(originOf(stack));
  }

  run(): Lowered {
    const elements: Element[] = [];
    this.visit(this.stack, elements); // files first: elements name what they contain
    for (const element of elements) if (!isVacant(element)) this.lowerElement(element);
    const { models, ...maps } = this.maps;
    const sections = { ...maps, ...(Object.keys(models).length > 0 && { models }) }; // which an older Compose does not know
    // every map holds what the elements of that section returned
    const project = { name: this.stack.name, ...this.top, ...sections } as compose.Project;
    return {
      name: this.stack.name,
      oldestCompose: this.stack.oldestCompose,
      isFragment: this.stack.fragment !== false || this.includes.length > 0,
      fragment: this.stack.fragment,
      noticesChanges: this.stack.noticesChanges,
      envFiles: this.stack.envFiles.map((file) => this.paths.absolute(file)),
      environment: this.stack.environment,
      project,
      canonical: compose.canonicalProject(project),
      files: this.files,
      secrets: [...this.secrets.values()],
      origins: this.origins,
      accepted: this.accepted,
      recorded: this.recorded,
      paths: this.paths,
    };
  }

  private visit(construct: IConstruct, elements: Element[]): void {
    if (isLeftOut(construct)) return;
    // most constructs have nothing noted, and each look copies the notes
    if (construct.node.metadata.length > 0) this.readNotes(construct);
    if (construct !== this.stack) this.diagnostics.push(...idProblem(construct));
    if (Element.isElement(construct)) elements.push(construct);
    else if (Artifact.isArtifact(construct)) this.renderFile(construct);
    else if (Extension.isExtension(construct)) this.extend(construct);
    else if (Include.isInclude(construct)) this.include(construct);
    for (const child of construct.node.children) this.visit(child, elements);
  }

  private readNotes(construct: IConstruct): void {
    this.diagnostics.push(...problemsOf(construct));
    const path = pathOf(construct);
    for (const { rule, trace } of acceptancesOf(construct)) {
      this.accepted.push({ rule, by: path, origin: new ConstructOrigin(path, trace) });
    }
    for (const { intent, trace } of recordedBy(construct)) {
      this.recorded.push({ ...intent, origin: new ConstructOrigin(path, trace) });
    }
  }

  private extend(extension: Extension): void {
    if (!extension.name.startsWith('x-')) return; // which is reported
    const origin = originOf(extension);
    const first = this.topOrigins.get(extension.name);
    if (first) {
      this.diagnostics.push(diagnoseAt(origin, extensionTaken(extension.name, first)));
      return;
    }
    this.topOrigins.set(extension.name, origin);
    this.origins.setExtension(extension.name, origin);
    this.top[extension.name] = extension.value;
  }

  private include(include: Include): void {
    this.origins.set('include', String(this.includes.length), originOf(include));
    this.includes.push(include.props);
    this.top['include'] = this.includes;
  }

  private renderFile(artifact: Artifact): void {
    const origin = originOf(artifact);
    if (this.destination.reserved.has(artifact.file)) {
      this.diagnostics.push(diagnoseAt(origin, fileReserved(artifact.file)));
    }
    const first = this.fileOrigins.get(artifact.file);
    if (first) {
      this.diagnostics.push(diagnoseAt(origin, fileTaken(artifact.file, first, origin)));
      return;
    }
    this.fileOrigins.set(artifact.file, origin);
    this.attempt(
      origin,
      (reason) => renderFailed(artifact.file, reason),
      () => {
        const content: unknown = artifact.render();
        // a program without types can render anything
        if (typeof content !== 'string') throw new Error(`it was made of ${shown(content)}, which is no text.`);
        this.files.set(artifact.file, { content, construct: origin.path });
      },
    );
  }

  private lowerElement(element: Element): void {
    const origin = originOf(element);
    const first = this.origins.find(element.section, element.name);
    if (first) {
      this.diagnostics.push(diagnoseAt(origin, nameTaken(element.section, element.name, first, origin)));
      return;
    }
    this.origins.set(element.section, element.name, origin);
    this.attempt(origin, loweringFailed, () => {
      const lowered = element.toCompose(this.paths) ?? {}; // a program without types can pass no properties
      const whole = this.escaped(element, isService(element) ? this.reading(element, lowered) : lowered);
      const { section } = element;
      this.maps[section][element.name] = whole;
      if (isSecret(element)) this.generateSecret(element, { ...whole }, origin);
    });
  }

  /** With what the author overrides. A change that cannot be applied is reported at the line that requested it. */
  private escaped(element: Element, lowered: object): object {
    return element.escapes.reduce<object>((before, hatch) => {
      const at = new ConstructOrigin(pathOf(element), hatch.trace);
      let after = before;
      this.attempt(at, escapeImpossible, () => {
        const applied = hatch.apply(before);
        if ('problem' in applied) this.diagnostics.push(diagnoseAt(at, escapeFailed(applied.problem, applied.remedy)));
        // what is no map any more the schema rejects
        else after = (applied.value ?? null) as object;
      });
      for (const change of changesBetween(before, after)) {
        this.origins.refine(element.section, element.name, change, at);
      }
      return after;
    }, lowered);
  }

  /** As the target needs a service that reads generated files. */
  private reading(service: Service, lowered: object): object {
    const { target } = this.destination;
    if (!target.reading || !this.stack.noticesChanges) return lowered;
    const files = service.configs.flatMap(({ artifact }) => (artifact && this.files.get(artifact.file)) ?? []);
    // a Service lowers to one
    return files.length === 0 ? lowered : target.reading(lowered as compose.Service, files);
  }

  private generateSecret(secret: Secret, { file: path }: compose.Secret, origin: ConstructOrigin): void {
    const { generate } = secret.props ?? {};
    if (!generate || typeof path !== 'string') return;
    const file = this.paths.absolute(path);
    const first = this.secretOrigins.get(file);
    if (first) {
      this.diagnostics.push(diagnoseAt(origin, secretFileShared(path, first)));
      return;
    }
    this.secretOrigins.set(file, origin);
    this.secrets.set(file, { file, length: generate.length, mode: secret.mode, construct: origin.path });
  }

  private attempt(
    origin: ConstructOrigin,
    problem: (reason: string) => ReturnType<typeof loweringFailed>,
    action: () => void,
  ): void {
    try {
      action();
    } catch (error) {
      this.diagnostics.push(diagnoseAt(origin, problem(error instanceof Error ? error.message : String(error))));
    }
  }
}

/** The mistake in an id, for classes that do not check their own. */
export function idProblem(construct: IConstruct): Diagnostic[] {
  // these check their own, each by a rule of its own
  if (Element.isElement(construct) || Extension.isExtension(construct)) return [];
  const problem = problemWith(construct.node.id);
  return problem ? [diagnose(problem, construct, traceOf(construct))] : [];
}

function originOf(construct: IConstruct): ConstructOrigin {
  return new ConstructOrigin(pathOf(construct), traceOf(construct));
}

function isVacant(element: Element): boolean {
  return 'isVacant' in element && element.isVacant === true;
}

function isService(element: Element): element is Service {
  return element.section === 'services';
}

function isSecret(element: Element): element is Secret {
  return element.section === 'secrets';
}
