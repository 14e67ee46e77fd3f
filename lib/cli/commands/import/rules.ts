/**
 * The rules that an imported project breaks: the stack has to accept them.
 *
 * Rules judge assemblies, and know images and the disk. So the project takes the same way as its stack will, in memory.
 * That answers for every rule, and for the very problem where `synth` would stop.
 *
 * @module
 */
import type { Construct } from 'constructs';
import { App, Config, Environment, Model, Network, pathOf, Secret, Service, Stack, Volume } from '../../../core';
import type { BrokenRule, ReadImport } from '../../../import';
import type { Project, Section } from '../../../languages/compose';
import { rules } from '../../../rules';
import { generate } from '../../../synth';

/** The class of each section's elements. */
const CLASSES = {
  services: Service,
  networks: Network,
  volumes: Volume,
  secrets: Secret,
  configs: Config,
  models: Model,
} as const satisfies Record<Section, unknown>;

/** Every rule that would stop synth, by element, for each environment of an import. */
export function brokenRules({ found, name, request }: ReadImport): readonly (readonly BrokenRule[])[] {
  return found.environments.map(({ read }) => brokenBy(read.project, name, request.folder));
}

function brokenBy(project: Project, name: string, folder: string): readonly BrokenRule[] {
  const app = new App({ root: folder });
  const stack = new Stack(app, name, { name, environment: Environment.development(), fragment: true });
  const made = new Map<string, { readonly section: Section; readonly id: string }>();
  for (const [section, make] of Object.entries(CLASSES) as [Section, (typeof CLASSES)[Section]][]) {
    for (const [id, props] of Object.entries(project[section] ?? {})) {
      // what an element is made of is what its section holds
      const Element = make as new (scope: Construct, id: string, props: unknown) => Construct;
      made.set(pathOf(new Element(stack, id, props ?? {})), { section, id });
    }
  }
  const ids = new Set(rules.map(({ id }) => id));
  return generate(app).diagnostics.flatMap(({ id: rule, severity, path = '' }) => {
    const element = made.get(path);
    return severity === 'error' && ids.has(rule) && element
      ? [{ rule, section: element.section, name: element.id }]
      : [];
  });
}
