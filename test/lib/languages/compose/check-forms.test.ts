import { checkCompose, Remove, Replace, Variable } from '../../../../lib/languages/compose';

const ids = (service: unknown, overlay = false): string[] =>
  checkCompose({ services: { web: service } }, { overlay }).map(
    ({ id, pointer }) => `${id} ${pointer.slice(2).join('.')}`,
  );

describe('a string where Compose makes a number or a boolean of it', () => {
  it.each([
    ['scale', '3'],
    ['cpu_count', '+2'],
    ['cpus', '.5'],
    ['cpu_percent', '50'],
    ['init', 'Yes'],
    ['privileged', 'off'],
    ['oom_score_adj', '-1000'],
    ['pids_limit', '9223372036854775807'],
  ])('passes: %s %j', (key, value) => expect(ids({ [key]: value })).toEqual([]));

  it.each([
    ['scale', 'three', 'wrong-value'],
    ['scale', '1.5', 'wrong-value'],
    ['cpus', '1,5', 'wrong-value'],
    ['cpu_percent', '50.5', 'wrong-type'],
    ['cpu_percent', '101', 'out-of-range'],
    ['init', 'maybe', 'wrong-value'],
    ['oom_score_adj', '2000', 'out-of-range'],
    ['pids_limit', '9223372036854775808', 'wrong-value'],
  ])('is told: %s %j', (key, value, id) => expect(ids({ [key]: value })).toEqual([`${id} ${key}`]));

  it('passes as a variable', () => {
    const value = Variable.required('V');
    expect(ids({ scale: value, init: value, cpus: value, ulimits: { nofile: value } })).toEqual([]);
  });
});

describe('an integer beyond what a number holds', () => {
  it('passes where an integer does', () => {
    expect(ids({ mem_limit: 2n ** 60n, environment: { A: 2n ** 60n }, ulimits: { nofile: 2n ** 60n } })).toEqual([]);
  });

  it('is held against the same bounds, and told where none does', () => {
    expect(ids({ oom_score_adj: 2n ** 60n, image: 2n ** 60n })).toEqual([
      'out-of-range oom_score_adj',
      'wrong-type image',
    ]);
  });
});

describe('!reset and !override', () => {
  const service = { ports: new Remove(), environment: new Replace({ A: '1' }), image: new Replace(1) };

  it('pass in an overlay, and what is overridden is looked at', () => {
    expect(ids(service, true)).toEqual(['wrong-type image']);
  });

  it('are told elsewhere', () => {
    expect(ids(service)).toEqual([
      'overlay-tag ports',
      'overlay-tag environment',
      'overlay-tag image',
      'wrong-type image',
    ]);
  });
});

describe('a wrong value in a form that has others', () => {
  it.each([
    [{ depends_on: { db: { condition: 'service_ready' } } }, 'wrong-value depends_on.db.condition'],
    [{ build: { contxt: '.' } }, 'unknown-property build.contxt'],
    [{ ports: [{ target: 80, publised: 80 }] }, 'unknown-property ports.0.publised'],
    [{ volumes: [{ type: 'bnd', target: '/a' }] }, 'wrong-value volumes.0.type'],
    [{ env_file: [{ path: 1 }] }, 'wrong-type env_file.0.path'],
    [{ ulimits: { nofile: { soft: 1 } } }, 'missing-property ulimits.nofile'],
  ])('gives exactly one finding: %j', (service, finding) => expect(ids(service)).toEqual([finding]));
});
