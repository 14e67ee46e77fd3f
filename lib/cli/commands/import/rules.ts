/**
 * Which rules a project breaks that is about to be imported: what was fine for its author has to be said in the stack.
 *
 * @module
 */
import type { Construct } from 'constructs';
import { App, Config, Environment, Model, Network, pathOf, Secret, Service, Stack, Volume } from '../../../core';
import type { Broken } from '../../../import';
import type { Project } from '../../../languages/compose';
import { rules } from '../../../rules';
import { generate } from '../../../synth';

const SECTIONS = {
  services: Service,
  networks: Network,
  volumes: Volume,
  secrets: Secret,
  configs: Config,
  models: Model,
} as const;

type Section = keyof typeof SECTIONS;

/** Every rule that would stop synth, by element. */
export function brokenRules(project: Project, name: string, folder: string): readonly Broken[] {
  const app = new App({ root: folder });
  const stack = new Stack(app, name, { name, environment: Environment.development(), fragment: true });
  const made = new Map<string, { readonly section: Section; readonly id: string }>();
  for (const [section, make] of Object.entries(SECTIONS) as [Section, (typeof SECTIONS)[Section]][]) {
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
