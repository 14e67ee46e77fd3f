/**
 * One stack → plain data.
 *
 * @module
 */
import { crc32 } from 'node:zlib';
import type { IConstruct } from 'constructs';
import {
  Artifact,
  type Diagnostic,
  diagnose,
  Element,
  type Kind,
  type Paths,
  pathOf,
  problemsOf,
  problemWith,
  type Secret,
  type Service,
  type Stack,
  traceOf,
} from '../core';
import type * as compose from '../languages/compose';
import { type Assembly, type AssemblyFile, type AssemblySecret, diagnoseAt, type Origin, Origins } from './assembly';
import { fileTaken, loweringFailed, nameTaken, renderFailed, secretFileShared } from './errors';

/** Label that makes Compose recreate a container when a generated file that it reads has changed. */
const DIGEST_LABEL = 'compose-constructs.configs';

type Maps = Record<Kind, Record<string, unknown>>;

/** Lowers one stack; problems are appended to `diagnostics`. */
export function lower(stack: Stack, paths: Paths, diagnostics: Diagnostic[]): Assembly {
  return new Lowering(stack, paths, diagnostics).run();
}

class Lowering {
  private readonly maps: Maps = { services: {}, networks: {}, volumes: {}, secrets: {}, configs: {} };
  private readonly files = new Map<string, AssemblyFile>();
  private readonly secrets = new Map<string, AssemblySecret>();
  private readonly origins: Origins;
  private readonly fileOrigins = new Map<string, Origin>();
  private readonly secretOrigins = new Map<string, Origin>();

  constructor(
    private readonly stack: Stack,
    private readonly paths: Paths,
    private readonly diagnostics: Diagnostic[],
  ) {
    this.origins = new Origins(originOf(stack));
  }

  run(): Assembly {
    const elements: Element[] = [];
    this.visit(this.stack, elements); // files first: elements name what they contain
    for (const element of elements) this.lowerElement(element);
    return {
      name: this.stack.name,
      environment: this.stack.environment,
      // every map holds what the elements of that kind returned
      project: { name: this.stack.name, ...this.maps } as compose.Project,
      files: this.files,
      secrets: [...this.secrets.values()],
      origins: this.origins,
      paths: this.paths,
    };
  }

  private visit(construct: IConstruct, elements: Element[]): void {
    this.diagnostics.push(...problemsOf(construct));
    if (construct !== this.stack) this.diagnostics.push(...idProblem(construct));
    if (Element.isElement(construct)) elements.push(construct);
    else if (Artifact.isArtifact(construct)) this.renderFile(construct);
    for (const child of construct.node.children) this.visit(child, elements);
  }

  private renderFile(artifact: Artifact): void {
    const origin = originOf(artifact);
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
        this.files.set(artifact.file, { content: artifact.render(), construct: origin.path });
      },
    );
  }

  private lowerElement(element: Element): void {
    const origin = originOf(element);
    const first = this.origins.find(element.kind, element.name);
    if (first) {
      this.diagnostics.push(diagnoseAt(origin, nameTaken(element.kind, element.name, first, origin)));
      return;
    }
    this.origins.set(element.kind, element.name, origin);
    this.attempt(origin, loweringFailed, () => {
      const lowered = element.toCompose(this.paths);
      this.maps[element.kind][element.name] = isService(element) ? this.labelled(element, lowered) : lowered;
      if (isSecret(element)) this.generateSecret(element, origin);
    });
  }

  /** Compose does not notice that the content of a mounted file has changed; a changed label it does. */
  private labelled(service: Service, lowered: unknown): unknown {
    const contents = service.configs.flatMap(({ artifact }) => {
      const file = artifact && this.files.get(artifact.file);
      return file ? [file.content] : [];
    });
    if (contents.length === 0) return lowered;
    const { labels, ...rest } = lowered as compose.Service; // a Service lowers to one
    // enough to tell two versions of a file apart, and loaded already where a digest is not
    const digest = crc32(contents.join('\0')).toString(16).padStart(8, '0');
    return { ...rest, labels: { ...labels, [DIGEST_LABEL]: digest } };
  }

  private generateSecret(secret: Secret, origin: Origin): void {
    if (!secret.generation || typeof secret.props.file !== 'string') return;
    const file = this.paths.absolute(secret.props.file);
    const first = this.secretOrigins.get(file);
    if (first) {
      this.diagnostics.push(diagnoseAt(origin, secretFileShared(secret.props.file, first)));
      return;
    }
    this.secretOrigins.set(file, origin);
    this.secrets.set(file, { file, length: secret.generation.length, mode: secret.mode, construct: origin.path });
  }

  private attempt(
    origin: Origin,
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

/** What is wrong with the id of a class that does not check its own. */
export function idProblem(construct: IConstruct): Diagnostic[] {
  const problem = problemWith(construct.node.id);
  return problem ? [diagnose(problem, construct, traceOf(construct))] : [];
}

function originOf(construct: IConstruct): Origin {
  return { path: pathOf(construct), trace: traceOf(construct) };
}

function isService(element: Element): element is Service {
  return element.kind === 'services';
}

function isSecret(element: Element): element is Secret {
  return element.kind === 'secrets';
}
