/** Folders that an image declares as volumes, around or below the target of a named one. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Service, type ServiceProps, Volume } from '../../../lib';
import { freshRoot, messages } from './support';

const root = freshRoot();
mkdirSync(join(root, 'mail'));
writeFileSync(
  join(root, 'mail/Dockerfile'),
  `# VOLUME /commented
FROM debian:12 AS base
VOLUME /var/mail/vhosts
FROM debian:12 as build
VOLUME ["/build", "/cache"]
FROM base
RUN true \\
  VOLUME /no-instruction
volume $HOME /srv/mail/
`,
);

const told = (volumes: readonly string[], props: Partial<ServiceProps>): string[] =>
  messages(
    'volume-of-image',
    (stack) => {
      for (const name of new Set(volumes.map((entry) => entry.replace(/:.*/, '')))) {
        if (/^\w/.test(name)) new Volume(stack, name);
      }
      new Service(stack, 'app', { ...props, volumes: [...volumes] });
    },
    root,
  );

const BUILD = { build: { context: './mail' } };

describe('a volume that the image declares', () => {
  it.each<[string, readonly string[], Partial<ServiceProps>, RegExp]>([
    ['below a named one', ['own:/home'], { image: 'smallstep/step-ca:0.30.2' }, /"\/home\/step"/],
    ['around a named one', ['own:/var/lib/pgadmin/shop'], { image: 'docker.io/dpage/pgadmin4:9.18' }, /around it/],
    ['in a Dockerfile', ['own:/var/mail'], BUILD, /"\/var\/mail\/vhosts"/],
    ['in a Dockerfile, with a slash', ['own:/srv'], BUILD, /"\/srv\/mail"/],
    ['in the stage that is built', ['own:/build/out'], { build: { context: './mail', target: 'build' } }, /"\/build"/],
    [
      'in a Dockerfile in the stack',
      ['own:/a'],
      { build: { context: '.', dockerfile_inline: 'FROM x\nVOLUME /a/b' } },
      /b"/,
    ],
    [
      'by the image that it begins with',
      ['own:/data'],
      { build: { context: '.', dockerfile_inline: 'FROM mongo:8.0' } },
      /db"/,
    ],
  ])('is told: %s', (_, volumes, props, says) => {
    expect(told(volumes, props)).toEqual([expect.stringMatching(says)]);
  });

  it.each<[string, readonly string[], Partial<ServiceProps>]>([
    ['each at its place', ['one:/data/db', 'two:/data/configdb'], { image: 'mongo:8.0' }],
    ['one of them, which leaves the other as it is', ['one:/data/db'], { image: 'mongo:8.0' }],
    ['a folder of the host', ['./mail:/data'], { image: 'mongo:8.0' }],
    ['elsewhere', ['own:/backup'], { image: 'mongo:8.0' }],
    ['below, with a mount of its own', ['own:/var/mail', 'two:/var/mail/vhosts'], BUILD],
    ['in another stage', ['own:/build/out'], BUILD],
    ['a comment', ['own:/commented/x'], BUILD],
    ['an image of somebody else', ['own:/data'], { image: 'acme/mongo:8.0' }],
    ['no Dockerfile', ['own:/data'], { build: { context: './nowhere' } }],
  ])('is not told: %s', (_, volumes, props) => {
    expect(told(volumes, props)).toEqual([]);
  });
});
