import fc from 'fast-check';

interface Html {
  readonly text: string;
}
type Value = string | number | Html | readonly Html[] | undefined;

const {
  html,
}: {
  html(strings: TemplateStringsArray, ...values: Value[]): Html;
} = require('../../../examples/kitteh/app/web/html.js');
const {
  galleryPage,
}: {
  galleryPage(urls: { asset(name: string): string; image(file: string): string }, kittehs: readonly object[]): Html;
} = require('../../../examples/kitteh/app/web/page.js');

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const readEntities = (text: string) =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);

const page = (title: string) =>
  galleryPage({ asset: (name) => `http://assets/${name}`, image: (file) => `http://images/${file}` }, [
    { id: 1, file: 'a.png', title, type: 'image/png', bytes: 1, created_at: '2026-01-02T03:04:05.678Z' },
  ]).text;

describe('a value in HTML', () => {
  it('can never become a tag, an attribute or an entity, and reads back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const { text } = html`<a title="${value}">${value}</a>`;
        const [, attribute = '', content = ''] = /^<a title="([^"<>]*)">([^"<>]*)<\/a>$/.exec(text) ?? [];
        expect(readEntities(attribute)).toBe(value);
        expect(readEntities(content)).toBe(value);
      }),
    );
  });

  it('stays HTML only when html made it', () => {
    const inner = html`<b>${'<'}</b>`;
    expect(html`${inner}${[inner, inner]}${undefined}${0}`.text).toBe('<b>&lt;</b><b>&lt;</b><b>&lt;</b>0');
    const forged: Value = JSON.parse('{"text":"<script>"}');
    expect(() => html`${forged}`.text).toThrow();
  });
});

describe('the gallery page', () => {
  it('shows a hostile title as text', () => {
    const text = page(`"><script>alert('1')</script>`);
    expect(text).not.toContain('<script>alert');
    expect(text).toContain('alt="&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;"');
  });

  it('has a description for an image without a title', () => {
    expect(page('')).toContain('alt="A cat without a name"');
  });
});
