import fc from 'fast-check';

interface Message {
  readonly type: string;
  readonly body: Buffer;
}

const {
  MessageReader,
  extendedQuery,
  startup,
}: {
  MessageReader: new () => { push(chunk: Buffer): Iterable<Message> };
  extendedQuery(sql: string, parameters: readonly (string | number | null)[]): Buffer;
  startup(parameters: Readonly<Record<string, string>>): Buffer;
} = require('../../../examples/kitteh/app/postgres/wire.js');
const {
  columns,
  row,
}: {
  columns(body: Buffer): { name: string; type: number }[];
  row(body: Buffer, described: readonly { name: string; type: number }[]): Record<string, unknown>;
} = require('../../../examples/kitteh/app/postgres/decode.js');

const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
const frame = (type: string, body: Uint8Array) =>
  Buffer.concat([Buffer.from(type, 'latin1'), int32(body.length + 4), body]);

describe("PostgreSQL's messages", () => {
  it('are read the same however the network cuts them', () => {
    const message = fc.record({ type: fc.constantFrom('R', 'T', 'D', 'Z'), body: fc.uint8Array({ maxLength: 40 }) });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 8 }), fc.integer({ min: 1, max: 20 }), (messages, size) => {
        const stream = Buffer.concat(messages.map(({ type, body }) => frame(type, body)));
        const reader = new MessageReader();
        const read: { type: string; body: Uint8Array }[] = [];
        for (let at = 0; at < stream.length; at += size) {
          for (const { type, body } of reader.push(stream.subarray(at, at + size)))
            read.push({ type, body: Uint8Array.from(body) });
        }
        expect(read).toEqual(messages);
      }),
    );
  });

  it.each([-1, 0, 3, 2_000_000_000])('are refused when they claim to be %d bytes long', (length) => {
    expect(() => [...new MessageReader().push(Buffer.concat([Buffer.from('D'), int32(length)]))]).toThrow(
      `a message of ${length} bytes`,
    );
  });

  it('carry every parameter beside the SQL, never in it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const messages = [...new MessageReader().push(extendedQuery('select $1', [value, null, 7]))];
        expect(messages.map(({ type }) => type)).toEqual(['P', 'B', 'D', 'E', 'S']);
        expect(messages[0]?.body.toString()).toBe('\0select $1\0\0\0');
        const bytes = Buffer.from(value);
        const bound = [
          Buffer.from([0, 0, 0, 0, 0, 3]),
          int32(bytes.length),
          bytes,
          int32(-1),
          int32(1),
          Buffer.from('7'),
          Buffer.alloc(2),
        ];
        expect(messages[1]?.body).toEqual(Buffer.concat(bound));
      }),
    );
  });

  it('cannot be ended early by a NUL in a name or in SQL', () => {
    expect(() => startup({ user: 'kitteh\0database\0other' })).toThrow('NUL');
    expect(() => extendedQuery('select 1\0', [])).toThrow('NUL');
  });

  it('are read as rows, with numbers, booleans and nulls, even when a column is called __proto__', () => {
    const column = (name: string, type: number) =>
      Buffer.concat([Buffer.from(`${name}\0`), Buffer.alloc(6), int32(type), Buffer.alloc(8)]);
    const described = columns(
      Buffer.concat([
        Buffer.from([0, 4]),
        column('id', 23),
        column('cute', 16),
        column('__proto__', 25),
        column('n', 25),
      ]),
    );
    const value = (text: string) => Buffer.concat([int32(Buffer.byteLength(text)), Buffer.from(text)]);
    const data = Buffer.concat([Buffer.from([0, 4]), value('42'), value('t'), value('ü'), int32(-1)]);
    expect(Object.entries(row(data, described))).toEqual([
      ['id', 42],
      ['cute', true],
      ['__proto__', 'ü'],
      ['n', null],
    ]);
    expect(() => row(data.subarray(0, 9), described)).toThrow('out of range');
    expect(() => row(Buffer.concat([Buffer.from([0, 4]), int32(99), Buffer.from('4')]), described)).toThrow(
      'past the end',
    );
    expect(() => row(Buffer.from([0, 0]), described)).toThrow('other columns');
  });
});
