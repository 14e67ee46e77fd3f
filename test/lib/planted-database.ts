/** A database product that nobody has: whatever works with it is in no place that knows a product by name. */
import { type DatabaseFamily, type KnownFamily, known } from '../../lib/images';

const folders = { dataPath: '/quokka', folder: '/quokka/store', declared: ['/quokka'] };

export const quokka: DatabaseFamily = {
  id: 'quokka',
  product: 'Quokka',
  repository: 'quokka',
  versions: '"3.1"',
  example: '3.1',
  facts: (tag) =>
    /^3\.\d+$/.test(tag)
      ? {
          reference: `quokka:${tag}`,
          release: `Quokka ${tag}`,
          user: { name: 'quokka', uid: 70, gid: 71 },
          tmpfs: ['/run/quokka'],
          ...folders,
          port: 7070,
          scheme: 'quokka',
          stopGrace: '5s',
          probe: ({ database, user }) => ['quokka-ask', user, database],
          dump: ({ database }) => ['quokka-out', database],
          restore: ({ database }) => ['quokka-in', database],
        }
      : undefined,
  isOld: (tag) => /^[12]\./.test(tag),
  dataOf: (reference) =>
    /^(acme\/)?quokka(:|$)/.test(reference)
      ? {
          ...folders,
          name: 'Quokka',
          construct: 'Database',
          named: ({ environment: { QUOKKA_STORE: path } }) =>
            typeof path === 'string' ? [{ path, by: 'QUOKKA_STORE' }] : [],
        }
      : undefined,
  elsewhere: ['/var/lib/quokka'],
  variables: { database: ['QUOKKA_DB'], user: ['QUOKKA_USER'], password: ['QUOKKA_PASSWORD'] },
  usual: {},
  decisive: /^QUOKKA_STORE$/,
  naming: {
    pattern: /^q\w*$/,
    characters: 'a "q" and what follows',
    longest: 9,
    taken: { database: /^qsystem$/, user: /^qroot$/ },
  },
  programs: ['quokkad'],
  argumentsOf: (words) => words.map((word) => (word.startsWith('--') ? { name: word.slice(2), value: '' } : { word })),
  leadsElsewhere: ({ name }) => name === 'far',
  whyNotProbe: (command) =>
    command === 'quokka-ask' ? undefined : 'its health check asks for more than quokka-ask does',
};

/** Adds the product to the one list of products for the tests of a `describe`. */
export function plant(): void {
  const list = known as KnownFamily[]; // an array like any other, which the program never changes
  const entry: KnownFamily = { kind: 'database', id: 'quokka', images: /(^|\/)quokka$/, load: () => quokka };
  beforeAll(() => list.push(entry));
  afterAll(() => {
    list.splice(list.indexOf(entry), 1);
  });
}
