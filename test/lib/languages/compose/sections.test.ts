import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSection, SECTIONS, sectionOf, singular } from '../../../../lib/languages/compose';

/** The part of a JSON schema that is read here. */
interface Schema {
  readonly properties: Readonly<Record<string, { readonly patternProperties?: object }>>;
}

describe('the sections of a Compose file', () => {
  it('are all maps at the top of its schema, in which elements stand by name', () => {
    const file = join(__dirname, '../../../../lib/languages/compose/check/schema.json');
    const { properties } = JSON.parse(readFileSync(file, 'utf8')) as Schema;
    const maps = Object.keys(properties).filter((key) => properties[key]?.patternProperties !== undefined);
    expect([...SECTIONS].sort()).toEqual(maps.sort());
    expect(Object.keys(properties).filter(isSection).sort()).toEqual(maps.sort());
  });

  it('are told from other keys, those of every object included', () => {
    expect(['name', 'version', 'include', 'x-services', 'constructor', '__proto__'].filter(isSection)).toEqual([]);
  });

  it('have a word for one element', () => {
    expect(SECTIONS.map(singular)).toEqual(['service', 'network', 'volume', 'secret', 'config', 'model']);
  });

  it('have elements only where they are maps', () => {
    expect(sectionOf({ services: { web: {} } }, 'services')).toEqual({ web: {} });
    expect([{}, { services: null }, { services: ['web'] }, null].map((one) => sectionOf(one, 'services'))).toEqual([
      ...[{}, {}, {}, {}],
    ]);
  });
});
