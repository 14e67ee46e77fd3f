/**
 * Extensions of PHP: the ones that the official image has, and how the others are made.
 *
 * @module
 */

/** How an extension gets into the image. */
export interface PhpExtension {
  /** `php` compiles it from PHP's own source, `pecl` fetches its source. */
  readonly from: 'php' | 'pecl';
  /** Debian packages that it is compiled with. The libraries that it is linked with stay in the image. */
  readonly libraries: readonly string[];
  /** Words for its `configure`. `MULTIARCH` stands for Debian's name of the platform. */
  readonly configure: readonly string[];
}

/** https://github.com/docker-library/php/blob/master/Dockerfile-linux.template; `opcache` is enabled, or compiled in since 8.5. */
const BUILT_IN: readonly string[] =
  'core ctype curl date dom fileinfo filter hash iconv json lexbor libxml mbstring mysqlnd opcache openssl pcre pdo pdo_sqlite phar posix random readline reflection session simplexml sodium spl sqlite3 standard tokenizer uri xml xmlreader xmlwriter zlib'.split(
    ' ',
  );

/** https://github.com/mlocati/docker-php-extension-installer, https://www.php.net/manual/en/extensions.alphabetical.php */
const FROM_PHP: Readonly<Record<string, Partial<PhpExtension>>> = {
  bcmath: {},
  bz2: { libraries: ['libbz2-dev'] },
  calendar: {},
  enchant: { libraries: ['libenchant-2-dev'] },
  exif: {},
  ffi: { libraries: ['libffi-dev'] },
  ftp: { libraries: ['libssl-dev'] },
  gd: {
    libraries: ['libavif-dev', 'libfreetype-dev', 'libjpeg62-turbo-dev', 'libpng-dev', 'libwebp-dev', 'zlib1g-dev'],
    configure: ['--with-avif', '--with-freetype', '--with-jpeg', '--with-webp'],
  },
  gettext: {},
  gmp: { libraries: ['libgmp-dev'] },
  intl: { libraries: ['libicu-dev'] },
  ldap: { libraries: ['libldap-dev'], configure: ['--with-libdir=lib/MULTIARCH'] },
  mysqli: {},
  pcntl: {},
  pdo_mysql: {},
  pdo_pgsql: { libraries: ['libpq-dev'] },
  pgsql: { libraries: ['libpq-dev'] },
  shmop: {},
  snmp: { libraries: ['libsnmp-dev', 'libssl-dev'] },
  soap: { libraries: ['libxml2-dev'] },
  sockets: {},
  sysvmsg: {},
  sysvsem: {},
  sysvshm: {},
  tidy: { libraries: ['libtidy-dev'] },
  xsl: { libraries: ['libxslt1-dev'] },
  zip: { libraries: ['libzip-dev', 'zlib1g-dev'] },
};

/** https://pecl.php.net/packages.php, with libraries as in https://github.com/mlocati/docker-php-extension-installer */
const FROM_PECL: Readonly<Record<string, readonly string[]>> = {
  amqp: ['librabbitmq-dev'],
  apcu: [],
  ast: [],
  ds: [],
  excimer: [],
  gnupg: ['libgpgme-dev'],
  grpc: ['zlib1g-dev'],
  igbinary: [],
  imagick: ['libmagickwand-dev'],
  mailparse: [],
  maxminddb: ['libmaxminddb-dev'],
  memcached: ['libmemcached-dev', 'libssl-dev', 'zlib1g-dev'],
  mongodb: ['libicu-dev', 'libsasl2-dev', 'libsnappy-dev', 'libssl-dev', 'libzstd-dev', 'zlib1g-dev'],
  msgpack: [],
  oauth: [],
  opentelemetry: [],
  pcov: [],
  protobuf: [],
  rdkafka: ['librdkafka-dev'],
  redis: [],
  uuid: ['uuid-dev'],
  xdebug: [],
  xlswriter: ['zlib1g-dev'],
  yaml: ['libyaml-dev'],
};

/** Whether the official image has an extension already; names are in lower case. */
export function isBuiltIn(name: string): boolean {
  return BUILT_IN.includes(name === 'zend-opcache' ? 'opcache' : name);
}

/** How an extension is made; undefined where nobody knows. */
export function phpExtension(name: string): PhpExtension | undefined {
  if (Object.hasOwn(FROM_PHP, name)) return { from: 'php', libraries: [], configure: [], ...FROM_PHP[name] };
  const libraries = Object.hasOwn(FROM_PECL, name) ? FROM_PECL[name] : undefined;
  return libraries && { from: 'pecl', libraries, configure: [] };
}

/** The names of all extensions that can be added. */
export const phpExtensions: readonly string[] = [...Object.keys(FROM_PHP), ...Object.keys(FROM_PECL)].sort();
