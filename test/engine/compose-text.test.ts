import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  type ComposeText,
  type Evaluated,
  evaluate,
  interpolate,
  parseText,
  printYaml,
} from '../../lib/languages/compose';
import { anySource, anyText } from '../lib/languages/compose/text/texts';
import { composeConfig, type ReadProject } from './compose-config';

const folder = mkdtempSync(join(tmpdir(), 'compose-text-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Variables = Readonly<Record<string, string>>;

/** On the first, hardly a variable has a value; on the last, hardly any has none. */
const hosts: readonly Variables[] = [
  {},
  { A: '', b: 'b$v}' },
  { A: 'a$${b}', b: '', _: ' ', A_1: '{' },
  { A: 'a', b: 'b', _: '_', A_1: 'x', Ab: '', A1: '1', bA: '', bb: 'bb', AA: 'AA', _1: '$', b_1: '}', A_1_1: '\n' },
];

function compose(sources: readonly string[], variables: Variables): { values: unknown; stderr: string } {
  const yaml = printYaml({ services: { web: { image: 'a', command: sources } } });
  const { status, stdout, stderr } = composeConfig(folder, yaml, variables, '--format', 'json');
  // Compose doubles each `$` in what it prints.
  const project = status === 0 ? (JSON.parse(stdout.replaceAll('$$', '$')) as ReadProject) : undefined;
  return { values: project?.services['web']?.['command'], stderr };
}

function evaluated(text: ComposeText, variables: Variables): Evaluated {
  return evaluate(text, (name) => (Object.hasOwn(variables, name) ? variables[name] : undefined));
}

/** What we say that Compose makes of a string. */
function expected(source: string, variables: Variables): Evaluated {
  const parsed = parseText(source);
  return 'problem' in parsed ? parsed : evaluated(parsed.text, variables);
}

function valuesOf(all: readonly Evaluated[]): string[] {
  return all.flatMap((one) => ('value' in one ? [one.value] : []));
}

describe('a string of a Compose file', () => {
  it('has on any host the value that Compose gives it', () => {
    fc.assert(
      fc.property(fc.array(anySource, { minLength: 400, maxLength: 800 }), (sources) => {
        for (const host of hosts) {
          const accepted = sources.filter((source) => 'value' in expected(source, host));
          const values = valuesOf(accepted.map((source) => expected(source, host)));
          expect(compose(accepted, host).values).toEqual(values);
        }
      }),
      { numRuns: 6, endOnFailure: true },
    );
  });

  it('is rejected where Compose rejects it', () => {
    const rejected = fc.tuple(anySource, fc.constantFrom(...hosts)).filter(([source, host]) => {
      return 'problem' in expected(source, host);
    });
    fc.assert(
      fc.property(rejected, ([source, host]) => {
        const { values, stderr } = compose([source], host);
        expect(values).toBeUndefined();
        // Compose stops at whatever is wrong first.
        const missing = /required variable \S+ is missing a value/;
        expect(stderr).toMatch('problem' in parseText(source) ? /invalid interpolation format|is missing a/ : missing);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a text', () => {
  it('is on any host what we say it is', () => {
    fc.assert(
      fc.property(fc.array(anyText, { minLength: 300, maxLength: 500 }), (texts) => {
        for (const host of hosts) {
          const sound = texts.filter((text) => 'value' in evaluated(text, host));
          const values = valuesOf(sound.map((text) => evaluated(text, host)));
          expect(compose(sound.map(interpolate), host).values).toEqual(values);
        }
      }),
      { numRuns: 4, endOnFailure: true },
    );
  });

  it('that lacks a required variable stops Compose with its message', () => {
    const stopping = fc.tuple(anyText, fc.constantFrom(...hosts)).filter(([text, host]) => {
      return 'problem' in evaluated(text, host);
    });
    fc.assert(
      fc.property(stopping, ([text, host]) => {
        const said = evaluated(text, host);
        if ('value' in said) return;
        const [, name = '', message = ''] =
          /^The required variable (\w+) has no value:? ?(.*)\.$/s.exec(said.problem) ?? [];
        const { stderr } = compose([interpolate(text)], host);
        expect(stderr).toContain(`required variable ${name} is missing a value${message === '' ? '' : `: ${message}`}`);
      }),
      { numRuns: 15 },
    );
  });
});
