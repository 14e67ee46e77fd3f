import { relocate, unknownRoots } from '../../../lib/import/relocate';
import { type Project, parseCompose, printCompose } from '../../../lib/languages/compose';

const known: Readonly<Record<string, string>> = { DATA: './data', CONF: 'conf', ABSOLUTE: '/srv', NAME: 'volume' };
const lookup = (name: string): string | undefined => known[name];

function serviceOf(properties: string): Project {
  return parseCompose(`services: { web: { image: web, ${properties} } }`).project;
}

/** What stands in the file, moved from one folder to another. */
function moved(properties: string, to = '/srv/shop'): string {
  const text = printCompose(relocate(serviceOf(properties), { from: '/srv/shop', to, lookup }));
  return text.slice(text.indexOf('image: web\n') + 'image: web\n'.length).trim();
}

describe('a path of a Compose file, from the folder of its stack', () => {
  it.each([
    ['stays where both are one', 'volumes: ["./a:/b"]', '/srv/shop', 'volumes: ["./a:/b"]'],
    ['leads down', 'volumes: ["./a:/b"]', '/srv', 'volumes: ["./shop/a:/b"]'],
    ['leads up', 'volumes: ["./a:/b"]', '/srv/shop/infra', 'volumes: ["../a:/b"]'],
    ['begins with a dot, which tells it from a name', 'env_file: web.env', '/srv', 'env_file: ./shop/web.env'],
    ['stays if it is absolute', 'volumes: ["/a:/b"]', '/srv', 'volumes: ["/a:/b"]'],
    ['stays if it is a drive of Windows', "volumes: ['C:\\a:/b']", '/srv', String.raw`volumes: ["C:\\a:/b"]`],
    [
      'leads down from the default of a mount that is wholly a variable',
      'volumes: ["${EXTRA:-./extra:/x}"]',
      '/srv',
      'volumes: ["${EXTRA:-./shop/extra:/x}"]',
    ],
    [
      'leads down from the default of a context that is wholly a variable',
      'build: { context: ., additional_contexts: ["${PAIR:-app=./a}"] }',
      '/srv',
      'build:\n      context: ./shop\n      additional_contexts: ["${PAIR:-app=./shop/a}"]',
    ],
    [
      'stays in the message of a variable',
      'volumes: ["${MUST:?./extra:/x}"]',
      '/srv',
      'volumes: ["${MUST:?./extra:/x}"]',
    ],
    ['is no name of a volume', 'volumes: ["a:/b"]', '/srv', 'volumes: ["a:/b"]'],
    ['is no address', 'build: "https://github.com/acme/web.git"', '/srv', 'build: https://github.com/acme/web.git'],
  ])('%s', (_, properties, to, written) => {
    expect(moved(properties, to)).toBe(written);
  });
});

describe('a path that begins with a variable', () => {
  it.each([
    ['says that it is relative where its value is', 'volumes: ["${DATA}:/b"]', 'volumes: ["./${DATA}:/b"]'],
    [
      'says so everywhere but in short mounts without dots',
      'env_file: "${CONF}/web.env"',
      'env_file: ./${CONF}/web.env',
    ],
    ['stays where its value is absolute', 'volumes: ["${ABSOLUTE}:/b"]', 'volumes: ["${ABSOLUTE}:/b"]'],
    ['stays where its value is the name of a volume', 'volumes: ["${NAME}:/b"]', 'volumes: ["${NAME}:/b"]'],
    ['stays where nothing is known of it', 'volumes: ["${OTHER}:/b"]', 'volumes: ["${OTHER}:/b"]'],
  ])('%s', (_, properties, written) => {
    expect(moved(properties)).toBe(written);
  });

  it('is told of where nothing is known of it', () => {
    const mounts = 'volumes: ["${OTHER}:/a", "${DATA}:/b", "${HAS:-./default}:/c", "./${INSIDE}:/d"]';
    expect(
      unknownRoots(serviceOf(`${mounts}, env_file: "\${MUST:?say it}", build: "\${WHERE}/web"`), lookup).toSorted(),
    ).toEqual(['MUST', 'OTHER', 'WHERE']);
  });
});
