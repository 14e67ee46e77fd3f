import fc from 'fast-check';

type PartEvent = { kind: 'part'; name: string } | { kind: 'data'; bytes: Buffer } | { kind: 'end' };

const {
  MultipartParser,
  boundaryOf,
}: {
  MultipartParser: new (boundary: string) => { push(chunk: Buffer): Iterable<PartEvent>; finish(): void };
  boundaryOf(contentType: string): string;
} = require('../../../examples/kitteh/app/uploads/multipart.js');

interface Part {
  readonly name: string;
  readonly content: string;
}

/** What a body says, read in the given chunks; the parts that did not end are missing. */
function parse(boundary: string, chunks: readonly Buffer[]): Part[] {
  const parser = new MultipartParser(boundary);
  const parts: Part[] = [];
  let name = '';
  let content: Buffer[] = [];
  for (const chunk of chunks) {
    for (const event of parser.push(chunk)) {
      if (event.kind === 'part') {
        name = event.name;
        content = [];
      } else if (event.kind === 'data') content.push(Buffer.from(event.bytes));
      else parts.push({ name, content: Buffer.concat(content).toString('latin1') });
    }
  }
  parser.finish();
  return parts;
}

function body(boundary: string, parts: readonly Part[]): Buffer {
  const text = parts.map(
    ({ name, content }) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${content}\r\n`,
  );
  return Buffer.from(`${text.join('')}--${boundary}--\r\n`, 'latin1');
}

/** Cuts a body at arbitrary places. */
function cut(bytes: Buffer, at: readonly number[]): Buffer[] {
  const places = [0, ...at.map((place) => place % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end));
}

const one = (text: string, boundary = 'b') => parse(boundary, [Buffer.from(text, 'latin1')]);

/** The HTTP status that a body is refused with, `undefined` when it is not; anything but a refusal is thrown on. */
function refusal(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    if (error instanceof Error && 'status' in error) return error.status;
    throw error;
  }
  return undefined;
}

describe('a form that a browser sends', () => {
  it('is read the same however the network cuts it, even when its content looks like its boundary', () => {
    const boundary = '----WebKitFormBoundaryAbC';
    const piece = fc.constantFrom(
      '\r',
      '\n',
      '\r\n',
      '-',
      '--',
      '\r\n--',
      `\r\n--${boundary.slice(0, -1)}`,
      boundary,
      'x',
      '\0',
      '\xff',
    );
    const content = fc
      .array(piece, { maxLength: 12 })
      .map((pieces) => pieces.join(''))
      .filter((text) => !`\r\n${text}`.includes(`\r\n--${boundary}`));
    const part = fc.record({ name: fc.constantFrom('image', 'title', 'a b', '%22', ''), content });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), fc.array(fc.nat(), { maxLength: 8 }), (parts, places) => {
        expect(parse(boundary, cut(body(boundary, parts), places))).toEqual(parts);
      }),
      { numRuns: 500 },
    );
  });

  it('is read the same one byte at a time', () => {
    const parts = [
      { name: 'title', content: 'Whiskers' },
      { name: 'image', content: '\r\n--almost\r\n--b' },
    ];
    const bytes = body('bb', parts);
    expect(
      parse(
        'bb',
        [...bytes].map((byte) => Buffer.from([byte])),
      ),
    ).toEqual(parts);
  });

  it('never makes the parser hold more than one boundary of content', () => {
    const parser = new MultipartParser('b');
    const head = '--b\r\nContent-Disposition: form-data; name="image"\r\n\r\n';
    let passedOn = 0;
    for (const chunk of [head, 'x'.repeat(1_000_000)]) {
      for (const event of parser.push(Buffer.from(chunk))) if (event.kind === 'data') passedOn += event.bytes.length;
    }
    expect(passedOn).toBeGreaterThan(1_000_000 - 8);
  });

  it('may have a preamble, padding after a boundary, other headers and an epilogue', () => {
    const text =
      'hello\r\n--b \t\r\nX-Other: 1\r\ncontent-disposition: FORM-DATA; filename="; name=\\"; name=image\r\nContent-Type: image/png\r\n\r\nDATA\r\n--b--  \r\n--b\r\nnonsense';
    expect(one(text)).toEqual([{ name: 'image', content: 'DATA' }]);
  });

  it('takes the field from "name" alone, whatever the file is called', () => {
    const named = (disposition: string) =>
      one(`--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n\r\n--b--`)[0]?.name;
    expect(named('filename="; name=title"; name="image"')).toBe('image');
    expect(named('name="image"; filename="C:\\cats\\"')).toBe('image');
    expect(named('name="image"; filename="../../etc/passwd"; filename*=UTF-8\'\'x')).toBe('image');
    expect(named('xname="title"; name="image"')).toBe('image');
  });
});

describe('a broken form', () => {
  const head = '--b\r\nContent-Disposition: form-data; name="image"\r\n\r\n';
  const cases: Record<string, string> = {
    'that is empty': '',
    'without a boundary': 'hello',
    'whose last part does not end': `${head}data`,
    'whose last boundary is not the closing one': `${head}data\r\n--b\r\n`,
    'that ends inside the closing boundary': `${head}data\r\n--b-`,
    'that ends inside headers': '--b\r\nContent-Disposition: form-data; name="image"\r\n',
    'whose boundary goes on': `${head}data\r\n--bb--`,
    'whose part has no headers': '--b\r\n\r\ndata\r\n--b--',
    'whose part has no name': '--b\r\nContent-Disposition: form-data\r\n\r\ndata\r\n--b--',
    'whose part is no form data': '--b\r\nContent-Disposition: attachment; name="image"\r\n\r\ndata\r\n--b--',
    'whose name does not end': '--b\r\nContent-Disposition: form-data; name="image\r\n\r\ndata\r\n--b--',
    'with huge headers': `${head.slice(0, -2)}X: ${'x'.repeat(9_000)}\r\n\r\ndata\r\n--b--`,
    'with headers that never end': `--b\r\nX: ${'x'.repeat(90_000)}`,
    'with endless padding after a boundary': `--b${' '.repeat(90_000)}`,
    'with too many parts': `${`${head}x\r\n`.repeat(21)}--b--`,
    'with bare line feeds': `${head.replaceAll('\r\n', '\n')}data\n--b--`,
  };
  it.each(Object.entries(cases))('%s is refused with 400', (_name, text) => {
    expect(refusal(() => one(text))).toBe(400);
  });

  it('is refused as soon as a line is too long, not when memory is full', () => {
    for (const start of ['--b\r\nX: ', '--b ']) {
      const parser = new MultipartParser('b');
      const endless = () => {
        for (let kilobytes = 0; kilobytes < 10; kilobytes += 1) {
          for (const _ of parser.push(Buffer.from((kilobytes === 0 ? start : '') + ' '.repeat(1024))));
        }
      };
      expect(refusal(endless)).toBe(400);
    }
  });

  it('is refused or read, but never crashes the parser', () => {
    const pieces = fc.constantFrom('--b', '\r\n', '--', 'b', head, '\r\n--b', ' ', ':', '"', 'x', '\r', '\n', 'name="');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), (text) => {
        expect([undefined, 400]).toContain(refusal(() => one(text.join(''))));
      }),
      { numRuns: 500 },
    );
  });
});

describe('the boundary', () => {
  it('is read bare or quoted', () => {
    expect(boundaryOf('multipart/form-data; boundary=----abc')).toBe('----abc');
    expect(boundaryOf('multipart/form-data; charset=utf-8; BOUNDARY="a b:c"; x=y')).toBe('a b:c');
  });

  it.each([
    '',
    '; boundary=',
    '; boundary=""',
    '; boundary="a "',
    `; boundary=${'x'.repeat(71)}`,
    '; boundary="a\\b"',
    '; boundary=a*',
  ])('is refused with 400 when the content type ends in %j', (rest) => {
    expect(refusal(() => boundaryOf(`multipart/form-data${rest}`))).toBe(400);
  });
});
