import { type BuiltImage, Image, Job, SecretSource, WebApp } from 'compose-constructs';
import { project, synth } from '../support';

const PLAIN = { 'php/public/index.php': '' };
const json = (value: unknown): string => JSON.stringify(value);

/** An app that is installed with composer. */
function composed(manifest: Readonly<Record<string, unknown>> = {}, lock: unknown = { packages: [] }): string {
  return project({ ...PLAIN, 'php/composer.json': json(manifest), 'php/composer.lock': json(lock) });
}

/** The stages of a Dockerfile by their names, each as its lines; the last one is called `final`. */
function stages(image: BuiltImage, root: string, folders: readonly string[] = []): Readonly<Record<string, string[]>> {
  const all = image
    .dockerfile(folders, root)
    .replaceAll(/\\\n\s*/g, '')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  const found: Record<string, string[]> = {};
  let name = '';
  for (const line of all) {
    const [, stage] = /^FROM \S+(?: AS (\S+))?$/.exec(line) ?? [];
    if (line.startsWith('FROM ')) name = stage ?? 'final';
    found[name] = [...(found[name] ?? []), line];
  }
  return found;
}

const php = (props: Partial<Parameters<typeof Image.php>[0]> = {}) => Image.php({ source: 'php', ...props });
const problems = (image: BuiltImage, root: string) =>
  synth((stack) => new WebApp(stack, 'web', { image, port: 9000 }), { root }).ids;

describe('the image of a PHP app', () => {
  it('is PHP with its settings and the source, where there is no composer.json', () => {
    const found = stages(php(), project(PLAIN), ['/data']);
    expect(Object.keys(found)).toEqual(['source', 'php', 'final']);
    expect(found['final']).toEqual([
      'FROM php',
      'WORKDIR /app',
      'COPY --from=source /app/ ./',
      'RUN install --directory --owner=33 --group=33 /data',
      'USER 33:33',
      'CMD ["php-fpm"]',
    ]);
  });

  it('installs packages before the code is there, and for production alone', () => {
    const { build = [], final = [] } = stages(php(), composed());
    expect(build.slice(4)).toEqual([
      'WORKDIR /app',
      'COPY composer.json composer.lock ./',
      'RUN --mount=type=cache,target=/root/.composer/cache composer validate --no-check-all --no-check-publish --no-check-version && composer install --no-dev --no-scripts --no-autoloader --no-progress --prefer-dist',
      'COPY --from=source /app/ ./',
      'RUN --mount=type=cache,target=/root/.composer/cache mkdir --parents vendor && composer dump-autoload --no-dev --classmap-authoritative',
    ]);
    expect(final.slice(2, 4)).toEqual(['COPY --from=build /app/vendor ./vendor', 'COPY --from=app /app/ ./']);
  });

  it('has nothing of the build in the last stage', () => {
    const { final = [] } = stages(php({ extensions: ['gd'] }), composed());
    expect(final.join('\n')).not.toMatch(/apt-get|composer|docker-php-ext|-dev/);
  });

  it('keeps the packages where composer.json says, and runs the script that belongs to an install', () => {
    const root = composed({ config: { 'vendor-dir': 'lib/' }, scripts: { 'post-install-cmd': 'x' } });
    const { build = [], final = [] } = stages(php(), root);
    expect(build.at(-1)).toContain('composer run-script --no-dev post-install-cmd');
    expect(final).toContain('COPY --from=build /app/lib ./lib');
    expect(stages(php({ build: false }), root)['build']?.at(-1)).not.toContain('run-script');
    expect(stages(php({ build: 'assets' }), root)['build']?.at(-1)).toContain('run-script --no-dev assets');
    expect(php().dockerignore([], root).split('\n')).toContain('lib');
  });

  it('copies the folders of packages of its own before the install', () => {
    const root = project({
      ...PLAIN,
      'php/composer.json': json({
        repositories: [
          { type: 'path', url: './packages/*' },
          { type: 'vcs', url: 'x' },
        ],
      }),
      'php/composer.lock': '{}',
      'php/packages/one/composer.json': '{}',
    });
    const { build = [] } = stages(php(), root);
    expect(build).toContain('COPY packages ./packages/');
    expect(problems(php(), root)).toEqual([]);
  });

  it('installs packages for development where it is for that', () => {
    const root = composed({ 'require-dev': { 'ext-xdebug': '*' } });
    const { build = [], php: base = [] } = stages(php({ development: true }), root);
    expect(build.join('\n')).not.toContain('--no-dev');
    expect(base.join('\n')).toContain('opcache.validate_timestamps = On');
    expect(base.join('\n')).toContain('php.ini-development');
    expect(stages(php({ development: true }), root)['extensions']?.join('\n')).toContain('pecl install xdebug');
    expect(stages(php(), root)['extensions']).toBeUndefined();
  });

  it('leaves out what a developer made: caches hold settings, and other files passwords', () => {
    const lines = php().dockerignore(['keys/stripe'], composed()).split('\n');
    for (const line of ['**/.env', 'auth.json', 'vendor', 'bootstrap/cache/*.php', 'keys/stripe']) {
      expect(lines).toContain(line);
    }
    // committed packages are the source of a plain app
    expect(php().dockerignore([], project(PLAIN)).split('\n')).not.toContain('vendor');
  });

  it('gives the build its tokens as secrets', () => {
    const root = project({ ...PLAIN, 'php/composer.json': '{}', 'php/composer.lock': '{}', 'php/auth.json': '{}' });
    const image = php({ secrets: { COMPOSER_AUTH: SecretSource.environment('COMPOSER_AUTH') } });
    expect(stages(image, root)['build']?.join('\n')).toContain(
      '--mount=type=secret,id=composer-auth,target=/app/auth.json,required=true --mount=type=secret,id=COMPOSER_AUTH,env=COMPOSER_AUTH,required=true',
    );
    const { service, ids } = synth((stack) => new Job(stack, 'job', { image }), { root });
    expect(ids).toEqual([]);
    expect(service('job')['build']).toMatchObject({
      secrets: [{ target: 'composer-auth' }, { target: 'COMPOSER_AUTH' }],
    });
  });
});

describe('the extensions of a PHP app', () => {
  it('are those of composer.json, of its packages and of the author, without the ones that are there already', () => {
    const root = composed(
      { require: { php: '^8.4', 'ext-pdo_pgsql': '*', 'ext-json': '*', 'ext-Zend-OPcache': '*' } },
      {
        packages: [
          { require: { 'ext-intl': '*', 'ext-mbstring': '*', 'ext-gmp': '*' } },
          { provide: { 'ext-gmp': '*' } }, // a polyfill
        ],
        'packages-dev': [{ require: { 'ext-pcov': '*' } }],
      },
    );
    const { extensions = [] } = stages(php({ extensions: ['redis-6.2.0', 'gd'] }), root);
    expect(extensions.slice(1, 4)).toEqual([
      'RUN apt-get update && apt-get install --yes --no-install-recommends libavif-dev libfreetype-dev libicu-dev libjpeg62-turbo-dev libpng-dev libpq-dev libwebp-dev zlib1g-dev && rm --recursive --force /var/lib/apt/lists/*',
      `RUN docker-php-ext-configure gd --with-avif --with-freetype --with-jpeg --with-webp && sh -c 'exec docker-php-ext-install -j"$(nproc)" "$@"' sh gd intl pdo_pgsql`,
      'RUN pecl install redis-6.2.0 && docker-php-ext-enable redis',
    ]);
  });

  it('have a platform of Debian in their settings where they look for libraries', () => {
    const { extensions = [] } = stages(php({ extensions: ['ldap'] }), project(PLAIN));
    expect(extensions.join('\n')).toContain('--with-libdir=lib/$(dpkg-architecture --query DEB_BUILD_MULTIARCH)');
  });

  it('may be ones that nobody knows, with a version of pecl and the author’s libraries', () => {
    const image = php({ extensions: ['brotli-0.18.0'], buildPackages: ['libbrotli-dev'] });
    const root = project(PLAIN);
    expect(problems(image, root)).toEqual([]);
    expect(stages(image, root)['extensions']?.join('\n')).toContain('libbrotli-dev');
    expect(problems(php({ extensions: ['brotli'] }), root)).toEqual(['extension-unknown: shop/web']);
    expect(problems(php({ extensions: ['$(x)-1'] }), root)).toEqual(['extension-unknown: shop/web']);
  });
});

describe('the settings of a PHP app', () => {
  const settings = (image: BuiltImage) => stages(image, project(PLAIN))['php']?.join('\n');

  it('are those of production, with one limit for bodies and uploads', () => {
    const text = settings(
      php({ maxBody: '20m', ini: { memory_limit: '256M', 'date.timezone': 'Europe/Berlin', x: 'a b' } }),
    );
    for (const line of [
      'php.ini-production',
      'post_max_size = 20480K',
      'upload_max_filesize = 20480K',
      'opcache.validate_timestamps = Off',
      'memory_limit = 256M',
      'date.timezone = Europe/Berlin',
      'process_control_timeout = 1d',
      'pm = static',
      'php-fpm --test',
    ]) {
      expect(text).toContain(line);
    }
  });

  it.each([
    ['512m', '64m', '5'],
    ['1g', '64m', '13'],
    ['64m', '64m', '2'],
    ['1g', '128m', '6'],
  ])('let as many requests be answered at once as fit into %s with %s each: %s', (memory, requestMemory, children) => {
    const { service } = synth(
      (stack) => new WebApp(stack, 'web', { image: php({ requestMemory }), port: 9000, memory }),
      { root: project(PLAIN) },
    );
    expect(service('web')['environment']).toMatchObject({ FPM_CHILDREN: children, PORT: '9000' });
  });

  it('give way to the author', () => {
    const { service } = synth(
      (stack) => new WebApp(stack, 'web', { image: php(), port: 9000, environment: { FPM_CHILDREN: '9' } }),
      { root: project(PLAIN) },
    );
    expect(service('web')['environment']).toMatchObject({ FPM_CHILDREN: '9' });
  });

  it('are asked after by FPM’s own ping, with what the image has', () => {
    const { service } = synth((stack) => new WebApp(stack, 'web', { image: php(), port: 9001 }), {
      root: project(PLAIN),
    });
    expect(service('web')).toMatchObject({
      healthcheck: { test: expect.arrayContaining(['php', '9001', '/fpm-ping']) },
    });
  });
});

describe('a PHP app with a mistake', () => {
  it.each<[string, Partial<Parameters<typeof Image.php>[0]>, Readonly<Record<string, string>>]>([
    ['version-unknown', { version: '7.4' }, {}],
    ['version-unknown', { version: '8.6' }, {}],
    ['package-invalid', { packages: ['a b'] }, {}],
    ['ini-invalid', { ini: { 'a b': 1 } }, {}],
    ['ini-invalid', { ini: { a: "'" } }, {}],
    ['size-invalid', { maxBody: 'big' }, {}],
    ['size-invalid', { requestMemory: '0' }, {}],
    ['build-variable-invalid', { secrets: { 'a-b': SecretSource.environment('A') } }, {}],
    ['composer-invalid', {}, { 'php/composer.json': '{' }],
    ['composer-lock-missing', {}, { 'php/composer.json': '{}' }],
    ['composer-invalid', {}, { 'php/composer.json': '{}', 'php/composer.lock': '<<<<' }],
    [
      'composer-path-outside',
      {},
      {
        'php/composer.json': json({ repositories: { own: { type: 'path', url: '../lib' } } }),
        'php/composer.lock': '{}',
      },
    ],
    [
      'extension-unknown',
      {},
      { 'php/composer.json': json({ require: { 'ext-redi': '*' } }), 'php/composer.lock': '{}' },
    ],
  ])('is told of it: %s', (id, props, files) => {
    expect(problems(php(props), project({ ...PLAIN, ...files }))).toEqual([`${id}: shop/web`]);
  });
});
