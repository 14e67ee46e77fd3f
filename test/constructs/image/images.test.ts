import { type BuiltImage, DataVolume, HealthCheck, Image, StaticSite, WebApp } from 'compose-constructs';
import { project, sources, synth } from '../support';

/** What is said about an app that is made of this image. */
const problems = (image: BuiltImage, root = sources()) =>
  synth((stack) => new WebApp(stack, 'web', { image, port: 3000, healthCheck: HealthCheck.none('-') }), { root }).ids;

/** The stages of a Dockerfile behind the source's, each as its lines; continued lines are joined. */
function stages(image: BuiltImage, folders: readonly string[] = []): string[][] {
  const lines = image
    .dockerfile(folders, sources())
    .replaceAll(/\\\n\s*/g, '')
    .split('\n');
  const all = lines.reduce<string[][]>((stages, line) => {
    if (line.startsWith('FROM ')) stages.push([]);
    if (line !== '') stages.at(-1)?.push(line);
    return stages;
  }, []);
  return all.slice(1);
}

const ignored = (image: BuiltImage): string[] => image.dockerignore(['keys/stripe'], sources()).trimEnd().split('\n');

describe.each([
  ['Node app', Image.node({ source: 'app' }), '/app'],
  ['static site', Image.files({ source: 'site' }), '/site'],
  ['Phoenix app', Image.phoenix({ source: 'api', app: 'shop' }), '/app'],
])('the source of a %s', (_, image, folder) => {
  it('is readable for the program, by means that the oldest supported engine has', () => {
    const text = image.dockerfile([], sources());
    expect(text).toContain(`WORKDIR ${folder}\nCOPY . ./\n`);
    expect(text).toContain('RUN chmod --recursive u=rwX,go=rX .');
    expect(text).not.toContain('--chmod'); // letters need Docker 28: https://github.com/moby/buildkit/pull/5734
  });
});

describe('the image of a Node app', () => {
  it('has its dependencies from the lock file, in a stage that a change of code does not repeat', () => {
    expect(stages(Image.node({ source: 'app' }))).toEqual([
      [
        'FROM node:22-bookworm-slim AS dependencies',
        'WORKDIR /app',
        'COPY package.json package-lock.json ./',
        'RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund --omit=dev',
        'RUN mkdir --parents node_modules',
      ],
      [
        'FROM node:22-bookworm-slim',
        'ENV NODE_ENV=production',
        'WORKDIR /app',
        'COPY --from=dependencies /app/node_modules ./node_modules',
        'COPY --from=source /app/ ./',
        'USER 1000:1000',
        'CMD ["node", "."]',
      ],
    ]);
  });

  it('is built with all dependencies and runs with those of production', () => {
    const [build = [], , final = []] = stages(Image.node({ source: 'app', build: 'compile' }));
    expect(build.filter((line) => line.startsWith('RUN'))).toEqual([
      'RUN --mount=type=cache,target=/root/.npm npm ci --no-audit --no-fund',
      'RUN npm run compile',
      'RUN --mount=type=cache,target=/root/.npm npm prune --no-audit --no-fund --ignore-scripts --omit=dev',
      'RUN mkdir --parents node_modules',
    ]);
    expect(final.filter((line) => line.startsWith('COPY'))).toEqual([
      'COPY --from=build /app/node_modules ./node_modules',
      'COPY --from=app /app/ ./',
    ]);
  });

  it('has the Debian packages that it needs, always after an update of their lists', () => {
    const [, final = []] = stages(
      Image.node({ source: 'app', packages: ['libvips42', 'imagemagick=8:7.1*'.replace('*', '')] }),
    );
    expect(final[2]).toBe(
      'RUN apt-get update && apt-get install --yes --no-install-recommends imagemagick=8:7.1 libvips42 && rm --recursive --force /var/lib/apt/lists/*',
    );
  });

  it('makes folders for volumes last, so that nothing that is copied takes them away from the user', () => {
    const [, final = []] = stages(Image.node({ source: 'app' }), ['/app/uploads']);
    expect(final.slice(-3)).toEqual([
      'RUN install --directory --owner=1000 --group=1000 /app/uploads',
      'USER 1000:1000',
      'CMD ["node", "."]',
    ]);
  });

  it.each(['', '2', 'lts', '22-alpine', 'v22', '22; id'])('cannot be made with Node %j', (version) => {
    expect(problems(Image.node({ source: 'app', version }))).toEqual(['version-unknown: shop/web']);
  });

  it.each(['', 'a b', 'a;id', '--allow', 'Vips', '$(id)', 'a=', 'é'])('cannot have a package called %j', (name) => {
    expect(problems(Image.node({ source: 'app', packages: [name] }))).toEqual(['package-invalid: shop/web']);
  });

  it('needs its folder with package.json, lock file and the script that builds it', () => {
    const root = project({ 'bare/package.json': '{}', 'nothing/README': '', 'app/package-lock.json': '{}' });
    const of = (source: string, build?: string) =>
      problems(Image.node({ source, ...(build !== undefined && { build }) }), root);
    expect(of('missing')).toEqual(['build-folder-missing: shop/web']);
    expect(of('nothing')).toEqual(['source-file-missing: shop/web']);
    expect(of('bare')).toEqual(['lockfile-missing: shop/web']);
    expect(of('bare', 'compile')).toEqual(['lockfile-missing: shop/web', 'script-missing: shop/web']);
  });
});

describe('the image of a Phoenix app', () => {
  const image = Image.phoenix({ source: 'kitteh', app: 'kitteh', packages: ['imagemagick'] });

  it('is a release on plain Debian: neither Elixir nor source, compiler or git', () => {
    const [build = [], final = []] = stages(image);
    expect(build[0]).toBe('FROM elixir:1.18-slim AS release');
    expect(final[0]).toBe('FROM debian:trixie-slim');
    expect(final.filter((line) => line.startsWith('COPY'))).toEqual(['COPY --from=release /release/ ./']);
    expect(final.join('\n')).not.toMatch(/build-essential|\bgit\b|elixir/);
    expect(final.join('\n')).toContain(' imagemagick ');
  });

  it('runs as a user of its own, and the release writes to memory only', () => {
    const [, final = []] = stages(image);
    expect(final).toContain('USER 1000:1000');
    expect(final).toContain('ENV LANG=C.UTF-8 RELEASE_TMP=/tmp RELEASE_DISTRIBUTION=none');
    expect(final.at(-1)).toBe('CMD ["/app/bin/kitteh", "start"]');
  });

  it('builds its assets unless it has none', () => {
    expect(stages(image)[0]).toContain('RUN mix assets.deploy');
    expect(stages(Image.phoenix({ source: 'kitteh', app: 'kitteh', assets: 'esbuild' }))[0]).toContain(
      'RUN mix esbuild',
    );
    const none = Image.phoenix({ source: 'kitteh', app: 'kitteh', assets: false });
    expect(stages(none)[0]?.join('\n')).not.toContain('assets');
  });

  it.each(['', 'Kitteh', 'my-app', '1a', 'a/b', '../x'])('cannot be of an app called %j', (app) => {
    expect(problems(Image.phoenix({ source: 'kitteh', app }))).toEqual(['mix-app-invalid: shop/web']);
  });

  it.each(['', '2.0', '1', 'latest', '1.18-alpine'])('cannot be made with Elixir %j', (elixir) => {
    expect(problems(Image.phoenix({ source: 'kitteh', app: 'kitteh', elixir }))).toEqual(['version-unknown: shop/web']);
  });

  it('needs mix.exs and mix.lock', () => {
    const root = project({ 'kitteh/README': '' });
    expect(problems(image, root)).toEqual(['source-file-missing: shop/web', 'source-file-missing: shop/web']);
  });

  it('has a health check whose path cannot become bash', () => {
    const path = "/a'b`c$(id)\\d%41?x=1&y=z";
    const probe = image.probe?.(4000, path, 'shop.example') ?? [];
    expect(probe.slice(0, 2)).toEqual(['bash', '-c']);
    expect(probe[2]).not.toContain('id');
    expect(probe.slice(3)).toEqual(['bash', 'shop.example', '4000', path]);
  });
});

describe('the image of a static site', () => {
  const site = (output?: string) => Image.files({ source: 'site', ...(output !== undefined && { output }) });

  it('is nginx and the built files, and nothing that built them', () => {
    expect(stages(site())[1]).toEqual([
      'FROM nginx:1.30',
      'COPY --from=build /site/dist/ /srv/site/',
      'EXPOSE 8080',
      'USER 101:101',
    ]);
  });

  it.each(['dist/', './dist', 'dist//'])('takes the folder %j for what it is', (output) => {
    expect(stages(site(output))[1]?.[1]).toBe('COPY --from=build /site/dist/ /srv/site/');
    expect(ignored(site(output)).at(-1)).toBe('dist');
  });

  it.each(['', '.', './', '..', '../x', '/', '/site', 'a/../..', 'a/..', 'a\nb', 'a\\b'])(
    'cannot publish %j, where the source would be, too',
    (output) => {
      expect(synth((stack) => new StaticSite(stack, 'site', { image: site(output) })).ids).toContain(
        'output-invalid: shop/site',
      );
    },
  );
});

describe('the build context', () => {
  it.each([
    Image.node({ source: 'app' }),
    Image.phoenix({ source: 'kitteh', app: 'kitteh' }),
    Image.files({ source: 'site' }),
  ])('of $name has neither secrets nor what the build makes itself', (image) => {
    expect(ignored(image)).toEqual(
      expect.arrayContaining([
        '**/.git',
        '**/.env',
        '**/.env.*',
        '**/.npmrc',
        'keys/stripe',
        'secrets',
        '**/node_modules',
      ]),
    );
  });

  it('is named in the Compose file relative to it, wherever the app is', () => {
    const { service, ids } = synth((stack) => {
      new WebApp(stack, 'web', { image: Image.node({ source: './app' }), port: 3000 }).mount(
        new DataVolume(stack, 'v'),
        {
          at: '/v',
        },
      );
    });
    expect(ids).toEqual([]);
    expect(service('web')['build']).toEqual({ context: '../../app', dockerfile: '../synth.out/shop/web/Dockerfile' });
  });
});
