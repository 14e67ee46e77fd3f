import fc from 'fast-check';

interface ImageType {
  readonly type: string;
  readonly extension: string;
}

const {
  sniff,
}: { sniff(head: Buffer): ImageType | undefined } = require('../../../examples/kitteh/app/uploads/sniff.js');

const bytes = (text: string) => Buffer.from(text, 'latin1');
const MAGIC: readonly (readonly [string, string, string])[] = [
  ['image/png', 'png', '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 'jpg', '\xff\xd8\xff\xe0'],
  ['image/gif', 'gif', 'GIF87a'],
  ['image/gif', 'gif', 'GIF89a'],
  ['image/webp', 'webp', 'RIFF\x24\x00\x00\x00WEBP'],
];

describe('the type of an upload', () => {
  it.each(MAGIC)('is %s (.%s) when it starts with %j', (type, extension, magic) => {
    expect(sniff(bytes(`${magic}${'x'.repeat(20)}`))).toEqual({ type, extension });
  });

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg">',
    '<?xml version="1.0"?><svg/>',
    '<!doctype html><script>alert(1)</script>',
    'RIFF\x24\x00\x00\x00WAVEfmt ',
    'GIF88a and more bytes',
    ' \x89PNG\r\n\x1a\n and more',
    '\x89PNG\n\x1a\n and more',
    'BM and more bytes',
    '%PDF-1.7 and more',
    '\x89PNG\r\n\x1a\n',
    '',
  ])('is none for %j', (text) => {
    expect(sniff(bytes(text))).toBeUndefined();
  });

  it('depends on nothing after the first twelve bytes', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MAGIC),
        fc.uint8Array({ minLength: 12, maxLength: 64 }),
        ([type, , magic], rest) => {
          expect(sniff(Buffer.concat([bytes(magic), rest]))?.type).toBe(type);
        },
      ),
    );
  });
});
