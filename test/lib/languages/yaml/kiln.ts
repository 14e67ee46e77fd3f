import {
  type Dialect,
  printYaml,
  readYaml,
  type Tag,
  type TextDialect,
  type YamlFile,
} from '../../../../lib/languages/yaml';

/** `!remove`: what stands behind it does not count. */
export class Remove {}

/** `!replace`: what stands behind it. */
export class Replace {
  constructor(readonly value: unknown) {}
}

/** A text that the kiln fills in when it fires. */
export class Slot {
  constructor(readonly name: string) {}
}

const TEXTS: TextDialect<Slot> = {
  is: (value) => value instanceof Slot,
  literalsOf: ({ name }) => [name],
  print: (text) => (typeof text === 'string' ? text : `<${text.name}>`),
};

/** A second language that is written as YAML, with everything that one can add: a program of a pottery kiln. */
export const KILN: Dialect = {
  reader: 'Kiln',
  tags: new Map<string, Tag>([
    ['!remove', { read: () => new Remove(), ignoresValue: true }],
    ['!replace', { read: (value) => new Replace(value) }],
  ]),
  tagOf: (value) => {
    if (value instanceof Replace) return { name: '!replace', value: value.value };
    return value instanceof Remove ? { name: '!remove', value: null } : undefined;
  },
  texts: TEXTS,
  acceptsDate: ([first]) => first === 'fired',
};

/** A program of the kiln as text. */
export const printKiln = (data: unknown, notes?: YamlFile['notes']): string =>
  printYaml(data, KILN, notes === undefined ? {} : { notes });

/** A program of the kiln, with what is wrong in it. */
export const readKiln = (source: string): YamlFile => readYaml(source, KILN);
