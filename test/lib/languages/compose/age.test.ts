import fc from 'fast-check';
import { checkAge, Remove, Replace, Variable } from '../../../../lib/languages/compose';
import { SINCE } from '../../../../lib/languages/compose/check/since';
import { type ComposeVersion, isOlder, parseVersion } from '../../../../lib/languages/compose/check/version';
import { SAMPLES } from './age-samples';

function check(project: unknown, oldest: string): string[] {
  return checkAge(project, oldest).map(({ pointer, message }) => `${pointer.join('.')}: ${message}`);
}

/** A release before the given one, and after all others before it. */
function before(version: string): string {
  const [major, minor, patch] = parseVersion(version) ?? [2, 0, 0];
  if (patch > 0) return `${major}.${minor}.${patch - 1}`;
  return minor > 0 ? `${major}.${minor - 1}.999` : '2.999';
}

const versions = fc.tuple(fc.constantFrom(2, 5), fc.nat(45), fc.nat(7)).map((numbers) => numbers.join('.'));

describe('a project that an old Compose has to read', () => {
  it('says what is too new in it, since when Compose knows it, and what to do', () => {
    expect(checkAge({ services: { web: { image: 'nginx:1.27', gpus: 'all' } } }, '2.26')).toEqual([
      {
        id: 'needs-newer-compose',
        pointer: ['services', 'web', 'gpus'],
        message: '"gpus" needs Docker Compose 2.30, and 2.26 is to read this project.',
        remedy: 'Write it in an older way or leave it out, or raise the oldest Docker Compose to 2.30.',
      },
    ]);
  });

  it('is told of properties, kinds of values, words and extensions', () => {
    const watch = [{ path: '.', action: 'restart' }];
    const project = {
      models: { llm: { model: 'a', context_size: 1 } },
      services: {
        web: { env_file: ['a', { path: 'b' }], pull_policy: 'every_1d', develop: { watch } },
        db: { extra_hosts: { a: ['b'], c: 'd' }, depends_on: { web: { condition: 'service_started', 'x-a': 1 } } },
        job: { build: { no_cache: 'true' }, command: null },
      },
    };
    expect(check(project, '2.23')).toEqual([
      'models: "models" needs Docker Compose 2.38, and 2.23 is to read this project.',
      'services.web.env_file.1: A map here needs Docker Compose 2.24, and 2.23 is to read this project.',
      'services.web.pull_policy: "every_1d" needs Docker Compose 2.34, and 2.23 is to read this project.',
      'services.web.develop.watch.0.action: "restart" needs Docker Compose 2.32, and 2.23 is to read this project.',
      'services.db.extra_hosts.a: A list here needs Docker Compose 2.29.3, and 2.23 is to read this project.',
      'services.db.depends_on.web.x-a: "x-a" needs Docker Compose 2.29, and 2.23 is to read this project.',
      'services.job.build.no_cache: A string here needs Docker Compose 2.29, and 2.23 is to read this project.',
    ]);
    expect(check(project, '2.38')).toEqual([]);
  });

  it('may hold a variable where that release takes a text, and not where it takes none', () => {
    const variable = Variable.optional('A');
    const web = { image: variable, read_only: variable, build: { pull: variable }, pull_policy: variable };
    expect(check({ services: { web } }, '2.26')).toEqual([
      'services.web.build.pull: A string here needs Docker Compose 2.29, and 2.26 is to read this project.',
    ]);
  });

  it('may name its elements as Compose names new properties', () => {
    expect(
      check({ services: { models: { environment: { gpus: 'all' } } }, volumes: { include: null } }, '2.0'),
    ).toEqual([]);
  });

  it('is told of the tags of overlays, wherever they are, and of what is inside', () => {
    const overlay = {
      services: {
        web: { environment: { A: new Remove() }, ports: new Replace(['80:80']), build: { no_cache: new Remove() } },
        db: new Replace({ gpus: 'all', labels: { a: new Replace('b') } }),
      },
    };
    expect(check(overlay, '2.17').map((line) => line.split(',')[0])).toEqual([
      'services.web.environment.A: The tag !reset needs Docker Compose 2.18',
      'services.web.ports: The tag !override needs Docker Compose 2.24.4',
      'services.web.build.no_cache: The tag !reset needs Docker Compose 2.18',
      'services.db: The tag !override needs Docker Compose 2.24.4',
    ]);
    expect(check(overlay, '2.24.4').map((line) => line.split(',')[0])).toEqual([
      'services.db.gpus: "gpus" needs Docker Compose 2.30',
    ]);
  });

  it('has absent properties that need nothing', () => {
    expect(check({ models: undefined, services: { web: { gpus: undefined } } }, '2.0')).toEqual([]);
  });
});

describe('a release', () => {
  it.each(['2.26', '2.26.0', 'v2.26.1', '2.26.1-4', '2.40.3+ds1-0ubuntu1~24.04.1', '5.0'])(
    'may be written %s',
    (oldest) => {
      expect(checkAge({}, oldest)).toEqual([]);
    },
  );

  it.each(['', '2', '2.x', '1.29.2', '2.26.1.4', 'latest', ' 2.26', '2.26 ', '2.-1', '0x2.1', '2.99999'])(
    'that is none is the one finding: %j',
    (oldest) => {
      expect(checkAge(SAMPLES['models'], oldest)).toEqual([
        {
          id: 'bad-compose-version',
          pointer: [],
          message: `${JSON.stringify(oldest)} is no release of Docker Compose that this library knows.`,
          remedy: 'Give one from 2.0 on, such as "2.26" or "2.26.1".',
        },
      ]);
    },
  );

  it('is compared by its numbers, one after the other', () => {
    const release = fc.tuple(fc.integer({ min: 2, max: 9 }), fc.nat(99), fc.nat(99));
    const weight = ([major, minor, patch]: ComposeVersion): number => (major * 100 + minor) * 100 + patch;
    fc.assert(
      fc.property(release, release, (one, other) => {
        expect(isOlder(one, other.join('.'))).toBe(weight(one) < weight(other));
      }),
    );
  });
});

describe('what releases of Compose learned', () => {
  it('has one project a row, and a row a project', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(Object.keys(SINCE).sort());
  });

  it.each(Object.entries(SAMPLES))('%s: is told to the release before, and to no later one', (row, project) => {
    const since = SINCE[row] ?? '';
    expect(checkAge(project, since)).toEqual([]);
    expect(checkAge(project, '5.5')).toEqual([]);
    // the same words about each place
    const told = new Set(checkAge(project, before(since)).map(({ message }) => message));
    expect([...told]).toEqual([expect.stringContaining(`Docker Compose ${since},`)]);
  });

  it('is said of fewer places to a newer release', () => {
    const projects = fc.constantFrom(...Object.values(SAMPLES));
    fc.assert(
      fc.property(projects, versions, versions, (project, one, other) => {
        const [older, newer] = isOlder(parseVersion(one), other) ? [one, other] : [other, one];
        const places = new Set(checkAge(project, older).map(({ pointer }) => pointer.join('.')));
        // a place inside of one that was too new altogether
        const isTold = (pointer: readonly string[]): boolean =>
          pointer.some((_, index) => places.has(pointer.slice(0, index + 1).join('.')));
        for (const { pointer } of checkAge(project, newer)) expect(isTold(pointer)).toBe(true);
      }),
    );
  });
});

describe('whatever a program passes', () => {
  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true }), fc.anything(), (project, oldest) => {
        for (const value of [project, { services: project }, { services: { a: project } }, new Replace(project)]) {
          // without types anything can arrive
          expect(checkAge(value, oldest as string)).toBeInstanceOf(Array);
          expect(checkAge(value, '2.0')).toBeInstanceOf(Array);
        }
      }),
    );
  });

  it('ends where data or tags contain themselves', () => {
    const cyclic: Record<string, unknown> = {};
    Object.assign(cyclic, { services: cyclic, web: cyclic, 'x-a': [cyclic] });
    expect(checkAge(cyclic, '2.0')).toEqual([]);
    const tag = new Replace<unknown>(null);
    Object.assign(tag, { value: tag });
    expect(checkAge({ services: tag }, '2.30')).toEqual([]);
  });

  it('is looked at once where aliases would make it exponentially large', () => {
    let bomb: unknown = 'boom';
    for (let depth = 0; depth < 60; depth++) bomb = [bomb, bomb];
    // 2^60 places would never come to an end
    expect(checkAge({ 'x-bomb': bomb, services: { web: { environment: bomb } } }, '2.0')).toEqual([]);
  });
});
