import fc from 'fast-check';
import {
  arriving,
  printCommand,
  printDevice,
  printDuration,
  printEnvFile,
  printExtraHost,
  printFileMount,
  printKeyValues,
  printMount,
  printPort,
  printSize,
  printUlimit,
  readCommand,
  readDevice,
  readDuration,
  readEnvFile,
  readExtraHost,
  readExtraHosts,
  readFlag,
  readHealthcheckTest,
  readInteger,
  readKeyValues,
  readLink,
  readMount,
  readMountSections,
  readNames,
  readNumber,
  readPort,
  readServiceConfig,
  readServiceSecret,
  readSize,
  readSsh,
  readUlimit,
  readVolumesFrom,
  valueIn,
} from '../../../../../lib/languages/compose/forms';
import { type ComposeText, text, Variable } from '../../../../../lib/languages/compose/text/variable';

const X = Variable.withDefault('X', '');
const DATA = Variable.withDefault('DATA', './data');
const DEFERRED = { deferred: true };

describe('a port', () => {
  it.each<[unknown, unknown]>([
    [80, { target: 80 }],
    ['8080:80', { target: 80, published: 8080 }],
    ['127.0.0.1::80', { target: 80, host_ip: '127.0.0.1' }],
    ['[::1]:8080:80/udp', { target: 80, published: 8080, host_ip: '::1', protocol: 'udp' }],
    ['8000-8010:80/TCP', { target: 80, published: '8000-8010' }],
    [text`${X}:80`, { target: 80, published: X }],
    [text`8080:${X}`, { target: X, published: 8080 }],
    [text`${X}:8080:80/${X}`, { target: 80, published: 8080, host_ip: X, protocol: X }],
    [text`[${X}]:8080:80`, { target: 80, published: 8080, host_ip: X }],
    [
      { target: 1, name: 'x' },
      { target: 1, name: 'x' },
    ],
  ])('%p is one in the long syntax', (short, long) => {
    expect(readPort(short)).toEqual({ value: [long] });
  });

  it('that is a range is several', () => {
    expect(readPort('8000-8001:80-81')).toEqual({
      value: [
        { target: 80, published: 8000 },
        { target: 81, published: 8001 },
      ],
    });
  });

  it.each([
    text`${X}`,
    text`${X}/udp`,
    text`${Variable.withDefault('P', '80:80')}:80`,
    text`${X}:80-81`,
    text`80-81:${X}`,
  ])('that a variable hides is deferred', (short) => {
    expect(readPort(short)).toEqual(DEFERRED);
  });

  it.each([null, true, 1.5, [], '', '80:', '0', 'a', '80:80/x', '80-81:80-82', 'localhost:80:80', '65536'])(
    '%p is a problem with a remedy',
    (short) => {
      expect(readPort(short)).toEqual({ problem: expect.stringMatching(/\.$/), remedy: expect.stringMatching(/\.$/) });
    },
  );

  it('that only the long syntax can say has no short form', () => {
    expect(printPort({ target: 80, name: 'web' })).toBeUndefined();
    expect(printPort({ target: 80, mode: 'host' })).toBeUndefined();
    expect(printPort({ target: X })).toBeUndefined();
    expect(printPort({ target: 80, published: '8080', protocol: 'tcp', mode: 'ingress' })).toBe('8080:80');
  });

  it('is the same after printing and reading, or has no short form', () => {
    const port = fc.record(
      {
        target: fc.oneof(fc.integer({ min: 1, max: 65535 }), fc.constant(X)),
        published: fc.oneof(fc.nat(65535), fc.constantFrom('1-5', X, 'x')),
        host_ip: fc.oneof(fc.ipV4(), fc.ipV6(), fc.constant(X)),
        protocol: fc.constantFrom('udp', 'sctp', X, 'x'),
      },
      { requiredKeys: ['target'] },
    );
    fc.assert(
      fc.property(port, (long) => {
        const short = printPort(long);
        if (short !== undefined) expect(readPort(short)).toEqual({ value: [long] });
      }),
    );
    expect(printPort({ target: 80, published: 8080, host_ip: '::1', protocol: 'udp' })).toBe('[::1]:8080:80/udp');
  });
});

describe('a mount', () => {
  it.each<[ComposeText, unknown]>([
    ['/cache', { type: 'volume', target: '/cache' }],
    ['data:/data:nocopy', { type: 'volume', source: 'data', target: '/data', volume: { nocopy: true } }],
    [
      './a:/b/:ro,z',
      { type: 'bind', source: './a', target: '/b', read_only: true, bind: { create_host_path: true, selinux: 'z' } },
    ],
    ['~/a:/b:cached', { type: 'bind', source: '~/a', target: '/b', bind: { create_host_path: true } }],
    [
      'C:\\a:/b:rslave',
      { type: 'bind', source: 'C:\\a', target: '/b', bind: { create_host_path: true, propagation: 'rslave' } },
    ],
    [
      text`${DATA}:/b:ro`,
      { type: 'bind', source: DATA, target: '/b', read_only: true, bind: { create_host_path: true } },
    ],
    [text`${X}/a:/b`, { type: 'bind', source: text`${X}/a`, target: '/b', bind: { create_host_path: true } }],
    [text`data-${X}:/b`, { type: 'volume', source: text`data-${X}`, target: '/b' }],
    [text`data:/b/${X}`, { type: 'volume', source: 'data', target: text`/b/${X}` }],
  ])('%# in the long syntax', (short, long) => {
    expect(readMount(short)).toEqual({ value: long });
  });

  it('that a variable hides is deferred, but for its sections', () => {
    const unknown = Variable.required('SOURCE');
    expect(readMount(text`${unknown}:/b`)).toEqual(DEFERRED);
    expect(readMount(text`./a:/b:${X}`)).toEqual(DEFERRED);
    expect(readMount(unknown)).toEqual(DEFERRED);
    expect(readMountSections(text`${unknown}:/b:ro`)).toEqual({
      value: { source: unknown, target: '/b', options: 'ro' },
    });
  });

  it.each([null, 1, '', ':/a', 'a:b:', 'data:/a:ro:z'])('%p is a problem', (short) => {
    expect(readMount(short)).toHaveProperty('problem');
  });

  it('that only the long syntax can say has no short form', () => {
    expect(printMount({ type: 'tmpfs', target: '/a' })).toBeUndefined();
    expect(printMount({ type: 'bind', source: './a', target: '/b' })).toBeUndefined(); // makes no folder
    expect(printMount({ type: 'bind', source: 'a', target: '/b', bind: { create_host_path: true } })).toBeUndefined();
    expect(printMount({ type: 'volume', source: 'a', target: '/b', volume: { subpath: 'x' } })).toBeUndefined();
  });

  it('is the same after printing and reading, or has no short form', () => {
    const section = fc.oneof(fc.constantFrom('./a', '/b', 'data', '~', 'C:\\x', 'a:b', DATA, X), fc.string());
    const mount = fc.record(
      {
        type: fc.constantFrom('bind' as const, 'volume' as const),
        source: section,
        target: section,
        read_only: fc.constant(true),
        bind: fc.record(
          { create_host_path: fc.constant(true), selinux: fc.constantFrom('z' as const, 'Z' as const) },
          { requiredKeys: ['create_host_path'] },
        ),
        volume: fc.constant({ nocopy: true }),
      },
      { requiredKeys: ['type', 'target'] },
    );
    fc.assert(
      fc.property(mount, (long) => {
        const short = printMount(long);
        if (short !== undefined) expect(readMount(short)).toEqual({ value: long });
      }),
    );
    expect(printMount(valueIn(readMount('./a:/b:ro,Z,shared')) ?? { type: 'volume' })).toBe('./a:/b:ro,Z,shared');
  });
});

describe('a device', () => {
  it('is its path on the host, in the container, and what may be done with it', () => {
    expect(readDevice('/dev/a')).toEqual({ value: { source: '/dev/a', target: '/dev/a', permissions: 'rwm' } });
    expect(readDevice('/dev/a:/dev/b:r')).toEqual({ value: { source: '/dev/a', target: '/dev/b', permissions: 'r' } });
    expect(readDevice(text`${X}:/dev/b`)).toEqual({ value: { source: X, target: '/dev/b', permissions: 'rwm' } });
    expect(readDevice(X)).toEqual(DEFERRED);
    expect(readDevice('a:b:c:d')).toHaveProperty('problem');
    expect(readDevice(1)).toHaveProperty('problem');
  });

  it('is the same after printing and reading, or has no short form', () => {
    const device = fc.record({
      source: fc.string(),
      target: fc.string(),
      permissions: fc.constantFrom('r', 'rwm', ''),
    });
    fc.assert(
      fc.property(device, (long) => {
        const short = printDevice(long);
        if (short !== undefined) expect(readDevice(short)).toEqual({ value: long });
      }),
    );
    expect(printDevice({ source: 'a', target: 'a', permissions: 'rwm' })).toBe('a');
    expect(printDevice({ source: 'a' })).toBeUndefined();
  });
});

describe('names of files, secrets and configs', () => {
  it('are read and printed', () => {
    expect(readEnvFile('a.env')).toEqual({ value: { path: 'a.env' } });
    expect(readServiceSecret('key')).toEqual({ value: { source: 'key' } });
    expect(readServiceConfig(X)).toEqual({ value: { source: X } });
    expect(readEnvFile(1)).toHaveProperty('problem');
    expect(readServiceSecret(1)).toHaveProperty('problem');
    expect(readServiceConfig(null)).toHaveProperty('problem');
    expect(printEnvFile({ path: 'a', required: true })).toBe('a');
    expect(printEnvFile({ path: 'a', required: false })).toBeUndefined();
    expect(printFileMount({ source: 'a' })).toBe('a');
    expect(printFileMount({ source: 'a', mode: 0o400 })).toBeUndefined();
  });
});

describe('keys with values', () => {
  it('arrive as Compose writes them out', () => {
    const map = { a: null, b: '', c: 1, d: true, e: 1e-7, f: 1234567.5, g: 10n ** 20n, h: X, i: undefined };
    expect([...(valueIn(readKeyValues(map)) ?? [])]).toEqual([
      ['a', null],
      ['b', ''],
      ['c', '1'],
      ['d', 'true'],
      ['e', '1e-07'],
      ['f', '1.2345675e+06'],
      ['g', '100000000000000000000'],
      ['h', X],
    ]);
    expect(arriving(Number.POSITIVE_INFINITY)).toBe('+Inf');
  });

  it('of a list are null without "=", and the last of a name counts', () => {
    expect([...(valueIn(readKeyValues(['A=1', 'B', 'C=', 'A=2=3', text`D=${X}`, 5])) ?? [])]).toEqual([
      ['A', '2=3'],
      ['B', null],
      ['C', ''],
      ['D', X],
      ['5', null],
    ]);
    expect(readKeyValues([X])).toEqual(DEFERRED);
    expect(readKeyValues([text`${X}=1`])).toEqual(DEFERRED);
    expect(readKeyValues(['A =1'])).toHaveProperty('problem');
    expect(readKeyValues([{}])).toHaveProperty('problem');
    expect(readKeyValues('A=1')).toHaveProperty('problem');
  });

  it('are the same after printing and reading', () => {
    const map = fc.dictionary(fc.stringMatching(/^[A-Z_]+$/), fc.oneof(fc.string(), fc.constant(null)));
    fc.assert(
      fc.property(map, (values) => {
        const read = readKeyValues(printKeyValues(values));
        expect(Object.fromEntries(valueIn(read) ?? [])).toEqual({ ...values });
      }),
    );
    expect(printKeyValues({ 'a=b': '1' })).toBeUndefined();
  });
});

describe('extra hosts', () => {
  it('have one address or several', () => {
    expect(readExtraHost('a:[::1]')).toEqual({ value: { host: 'a', addresses: ['::1'] } });
    expect(readExtraHost(text`a=${X},1.1.1.1`)).toEqual({ value: { host: 'a', addresses: [X, '1.1.1.1'] } });
    expect(readExtraHost(X)).toEqual(DEFERRED);
    expect(readExtraHost(text`${X}=1`)).toEqual(DEFERRED);
    for (const wrong of ['a', '=1', 'a:b=c', 1]) expect(readExtraHost(wrong)).toHaveProperty('problem');
    expect([...(valueIn(readExtraHosts(['a=1', 'a=2', 'b:3'])) ?? [])]).toEqual([
      ['a', ['1', '2']],
      ['b', ['3']],
    ]);
    expect([...(valueIn(readExtraHosts({ a: ['[::1]', '2'], b: '3' })) ?? [])]).toEqual([
      ['a', ['::1', '2']],
      ['b', ['3']],
    ]);
    expect(printExtraHost({ host: 'a', addresses: ['1', '2'] })).toBe('a=1,2');
    expect(printExtraHost({ host: 'a=', addresses: ['1'] })).toBeUndefined();
  });
});

describe('a command', () => {
  it.each<[string, readonly string[]]>([
    ['', []],
    ['a  "b c" \'d e\'', ['a', 'b c', 'd e']],
    ["a '' b\\ c", ['a', '', 'b c']],
    ['a $(b c)', ['a', '$(b c)']],
    ['make && echo done', ['make']],
    ['a 2> log', ['a']],
  ])('%p is split as Compose does', (line, words) => {
    expect(readCommand(line)).toEqual({ value: words });
  });

  it('is deferred with a variable, and a problem where quotes do not pair up', () => {
    expect(readCommand(text`serve ${X}`)).toEqual(DEFERRED);
    for (const wrong of ['"a', "a'", 'a\\', 'a )', '(a)', 1]) expect(readCommand(wrong)).toHaveProperty('problem');
    expect(readHealthcheckTest('a b')).toEqual({ value: ['CMD-SHELL', 'a b'] });
    expect(readHealthcheckTest(text`a ${X}`)).toEqual({ value: ['CMD-SHELL', text`a ${X}`] });
  });

  it('has the same words after printing and reading', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (words) => {
        const line = printCommand(words);
        expect(readCommand(line)).toEqual({ value: words });
      }),
    );
    expect(printCommand([X])).toBeUndefined();
  });
});

describe('quantities', () => {
  it('are read as Compose does', () => {
    expect(readDuration('1m30.5s')).toEqual({ value: 90_500_000_000n });
    expect(readDuration('-1w')).toEqual({ value: -604_800_000_000_000n });
    expect(readDuration('0')).toEqual({ value: 0n });
    expect(readDuration(X)).toEqual(DEFERRED);
    for (const wrong of ['', '1', '1x', 's', '1..5s', '99999999w', null])
      expect(readDuration(wrong)).toHaveProperty('problem');
    expect(readSize('1.5gb')).toEqual({ value: 1_610_612_736n });
    expect(readSize(512)).toEqual({ value: 512n });
    expect(readSize('1 kib')).toEqual({ value: 1024n });
    expect(readSize(X)).toEqual(DEFERRED);
    for (const wrong of ['', '-1', '1  k', '1kbb', 'k', '1ki', '1e', '99999p', {}])
      expect(readSize(wrong)).toHaveProperty('problem');
    expect(readNumber('.5')).toEqual({ value: 0.5 });
    expect(readNumber('x')).toHaveProperty('problem');
    expect(readInteger('-5')).toEqual({ value: -5n });
    expect(readInteger('1.5')).toHaveProperty('problem');
    expect(readFlag('Yes')).toEqual({ value: true });
    expect(readFlag('maybe')).toHaveProperty('problem');
    expect(readUlimit(5)).toEqual({ value: { soft: 5, hard: 5 } });
    expect(readUlimit('x')).toHaveProperty('problem');
    expect(printUlimit({ soft: 5, hard: 5 })).toBe(5);
    expect(printUlimit({ soft: 5, hard: 6 })).toBeUndefined();
  });

  it('are the same after printing and reading', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 62n }), (number) => {
        expect(readDuration(printDuration(number))).toEqual({ value: number });
        const size = number / 2n ** 10n;
        if (size < 2n ** 53n) expect(readSize(printSize(size))).toEqual({ value: size });
      }),
    );
    expect([printDuration(90_000_000_000n), printDuration(0n), printSize(2n ** 29n)]).toEqual(['1m30s', '0s', '512m']);
  });
});

describe('other services', () => {
  it('are named with an alias or options', () => {
    expect(readLink('db:database')).toEqual({ value: { service: 'db', alias: 'database' } });
    expect(readVolumesFrom('db:ro')).toEqual({ value: { kind: 'service', name: 'db', options: 'ro' } });
    expect(readVolumesFrom('container:db:ro')).toEqual({ value: { kind: 'container', name: 'db', options: 'ro' } });
    expect([...(valueIn(readSsh(['default', 'key=./a'])) ?? [])]).toEqual([
      ['default', null],
      ['key', './a'],
    ]);
    expect(readSsh(['key'])).toHaveProperty('problem');
    expect(readNames([X], () => null)).toEqual(DEFERRED);
    for (const read of [readLink, readVolumesFrom, readSsh]) expect(read(1)).toHaveProperty('problem');
  });
});

it('Nothing that can be passed makes a reader throw', () => {
  const readers = [
    readPort,
    readMount,
    readDevice,
    readEnvFile,
    readServiceSecret,
    readServiceConfig,
    readExtraHost,
    readExtraHosts,
    readKeyValues,
    readCommand,
    readHealthcheckTest,
    readDuration,
    readSize,
    readNumber,
    readInteger,
    readFlag,
    readUlimit,
    readSsh,
    readLink,
    readVolumesFrom,
  ];
  const pieces = fc.constantFrom(
    ':',
    '-',
    '/',
    '=',
    ',',
    '[',
    ']',
    '1',
    '80',
    'a',
    './',
    '$',
    '{',
    '}',
    '"',
    "'",
    '\\',
    ' ',
    X,
    DATA,
  );
  const anyText = fc
    .array(pieces, { maxLength: 12 })
    .map((all) => all.reduce<ComposeText>((one, other) => text`${one}${other}`, ''));
  fc.assert(
    fc.property(fc.oneof(anyText, fc.anything()), (value) => {
      for (const read of readers) expect(Object.keys(read(value)).join()).toMatch(/^(value|deferred|problem,remedy)$/);
    }),
    { numRuns: 500, examples: [[{ '': { toString: 0 } }]] },
  );
});

it('A hostile form is answered, however long it is', () => {
  // the square of this many steps would take hours
  const long = 200_000;
  for (const piece of [':', '-', '1', 'a', ' ', '"', '1s', ',', '=', '[', '1_', '$' + '{']) {
    const form = piece.repeat(long);
    for (const read of [
      readPort,
      readMount,
      readDevice,
      readExtraHost,
      readCommand,
      readDuration,
      readSize,
      readNumber,
    ])
      expect(() => read(form)).not.toThrow();
  }
});
