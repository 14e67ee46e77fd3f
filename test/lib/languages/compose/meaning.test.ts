import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkCompose, checkMeaning, checkStart, type Finding, startChecks } from '../../../../lib/languages/compose';
import { checks } from '../../../../lib/languages/compose/check/meaning';
import { CASES, WARNINGS } from './meaning-cases';

/** Everything that is wrong beside the form, as errors where Compose refuses it. */
function found(project: unknown): Finding[] {
  const started = checkStart(project).map(({ isRefused, severity: _, ...finding }): Finding => {
    return isRefused ? finding : { ...finding, severity: 'warning' };
  });
  return [...checkMeaning(project), ...started];
}

describe('what Compose rejects beyond its schema', () => {
  it.each(CASES.map((one) => [one.title, one.says, one] as const))('is told: %s (%s)', (_, __, one) => {
    expect(checkCompose(one.project)).toEqual([]);
    const errors = found(one.project).filter(({ severity }) => severity !== 'warning');
    const ours = errors.find(({ id }) => id === one.id);
    expect(ours).toMatchObject({ pointer: one.pointer, message: expect.stringContaining(one.says) });
    expect(ours?.remedy).toMatch(/^[A-Z].*[.?]$/);
  });

  it.each(WARNINGS.map((one) => [one.title, one] as const))(
    'and what it silently accepts, as a warning: %s',
    (_, one) => {
      expect(found(one.project)).toEqual([
        expect.objectContaining({
          id: one.id,
          severity: 'warning',
          pointer: one.pointer,
          message: expect.stringContaining(one.says),
        }),
      ]);
    },
  );
});

describe('a check', () => {
  const ofStart = Object.values(startChecks);

  it('has the name of its file, and is asked', () => {
    const folder = resolve(__dirname, '../../../../lib/languages/compose/check');
    const filesIn = (path: string): string[] =>
      readdirSync(resolve(folder, path)).map((file) => file.replace('.ts', ''));
    expect(checks.map(({ id }) => id).sort()).toEqual(filesIn('meaning/checks').sort());
    expect(ofStart.map(({ id }) => id).sort()).toEqual(filesIn('start/checks').sort());
  });

  it('has a case', () => {
    const told = new Set([...CASES, ...WARNINGS].map(({ id }) => id));
    expect([...checks, ...ofStart].map(({ id }) => id).filter((id) => !told.has(id))).toEqual([]);
  });
});

describe('a part of a project', () => {
  const part = { services: { web: { depends_on: ['db'], networks: ['front'], volumes: ['data:/data'] } } };

  it('may name what is defined elsewhere', () => {
    expect(checkMeaning(part, { fragment: true })).toEqual([]);
  });

  it('may be one that includes others', () => {
    const whole = { include: ['other.yaml'], services: { web: { image: 'a', networks: ['front'] } } };
    expect(checkMeaning(whole)).toEqual([]);
  });
});

describe('profiles', () => {
  const project = {
    services: {
      web: { image: 'a', profiles: ['x'], depends_on: ['db'] },
      db: { image: 'a', profiles: ['x', 'y'], networks: ['gone'] },
    },
  };

  it('make mistakes of services that are off warnings', () => {
    expect(checkMeaning(project).map(({ severity }) => severity)).toEqual(['warning']);
    expect(checkMeaning(project, { profiles: ['y'] }).map(({ severity }) => severity)).toEqual([undefined]);
  });

  it('let services depend on each other that run together', () => {
    expect(checkMeaning(project).map(({ id }) => id)).toEqual(['undefined-element']);
  });
});

describe('any data', () => {
  it.each([undefined, null, 1, 'a', [], { services: 1 }, { services: { web: 1 } }, { services: { web: null } }])(
    '%j does not make it throw',
    (project) => expect(() => found(project)).not.toThrow(),
  );

  it('of any size is checked: a circle of 20,000 services is one finding', () => {
    const count = 20_000;
    const services = Object.fromEntries(
      Array.from({ length: count }, (_, index) => [
        `s${index}`,
        { image: 'a', depends_on: [`s${(index + 1) % count}`] },
      ]),
    );
    expect(checkMeaning({ services }).map(({ id }) => id)).toEqual(['service-cycle']);
  });
});
