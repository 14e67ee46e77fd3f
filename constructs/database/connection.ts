/**
 * The way to one database of a server.
 *
 * @module
 */
import type { Connection, ConnectionDetail, FrameworkWords, Network, SecretEncoding, Service } from '../../lib/core';
import type { DatabaseFacts } from '../../lib/images';
import type { SecretFile } from '../secrets';

/** The details that a client can get from a database. */
export type DatabaseDetail = 'host' | 'port' | 'database' | 'user' | 'password' | 'passwordFile' | 'url';

/** Where a database is, and who may enter. */
export interface DatabaseAddress {
  readonly service: Service;
  readonly network: Network;
  readonly image: DatabaseFacts;
  readonly database: string;
  readonly user: string;
  readonly password: SecretFile;
}

/** The way for a client. @param prefix of variables, where the client has one */
export function connectionTo(address: DatabaseAddress, prefix: string | undefined): Connection<DatabaseDetail> {
  const { service, network } = address;
  const own = prefix ?? 'DATABASE';
  return {
    service,
    healthy: true,
    keepsData: true,
    network,
    details: detailsOf(address),
    variables: {
      [`${own}_HOST`]: 'host',
      [`${own}_PORT`]: 'port',
      [`${own}_NAME`]: 'database',
      [`${own}_USER`]: 'user',
      [`${own}_PASSWORD_FILE`]: 'passwordFile',
      [`${own}_URL`]: 'url',
    },
    words: wordsOf(address, prefix),
  };
}

function detailsOf({
  service,
  image,
  database,
  user,
  password,
}: DatabaseAddress): Connection<DatabaseDetail>['details'] {
  const { secret } = password;
  const [before, after] = [
    `${image.scheme}://${user}:`,
    `@${service.name}:${image.port}/${database}${image.urlQuery ?? ''}`,
  ];
  return {
    host: service.name,
    port: String(image.port),
    database,
    user,
    password: { kind: 'text', secret, before: '', after: '', encoded: false },
    passwordFile: { kind: 'file', secret },
    url: { kind: 'text', secret, before, after, encoded: true },
  };
}

/** The names that frameworks read. */
function wordsOf(
  { service, image, database, user, password }: DatabaseAddress,
  prefix: string | undefined,
): FrameworkWords {
  const { words, port, urlWords = {}, urlQuery = '' } = image;
  const { secret } = password;
  const [host, at] = [service.name, `${service.name}:${port}/${database}`];
  const bare: ConnectionDetail = { kind: 'text', secret, before: '', after: '', encoded: false };
  const url = (scheme: string, query = '', encoded: true | SecretEncoding = true): ConnectionDetail => {
    return { kind: 'text', secret, before: `${scheme}://${user}:`, after: `@${at}${query}`, encoded };
  };
  if (!words) {
    const own = url(image.scheme, urlQuery);
    const all = Object.entries(urlWords).map(([framework, names]) => {
      return [framework, Object.fromEntries(names.map((name) => [name, own]))];
    });
    return Object.fromEntries(all) as FrameworkWords; // by the names of frameworks
  }
  const db = prefix ?? 'DB';
  const spring = prefix ?? 'SPRING_DATASOURCE';
  const { dotnet, doctrine, doctrineQuery } = words;
  return {
    // https://laravel.com/docs/database#configuration
    laravel: {
      [`${db}_CONNECTION`]: words.laravel,
      [`${db}_HOST`]: host,
      [`${db}_PORT`]: String(port),
      [`${db}_DATABASE`]: database,
      [`${db}_USERNAME`]: user,
      [`${db}_PASSWORD`]: bare,
    },
    // dj-database-url and django-environ: https://github.com/jazzband/dj-database-url#url-schema
    django: { [`${prefix ?? 'DATABASE'}_URL`]: url(image.scheme) },
    // https://guides.rubyonrails.org/configuring.html#configuring-a-database
    rails: { [`${prefix ?? 'DATABASE'}_URL`]: url(words.rails) },
    // https://docs.spring.io/spring-boot/reference/data/sql.html
    spring: {
      [`${spring}_URL`]: `jdbc:${words.jdbc}://${at}`,
      [`${spring}_USERNAME`]: user,
      [`${spring}_PASSWORD`]: bare,
    },
    // https://learn.microsoft.com/en-us/aspnet/core/fundamentals/configuration/#connection-string-prefixes
    dotnet: {
      [`ConnectionStrings__${prefix ?? 'Default'}`]: {
        kind: 'text',
        secret,
        before: `${dotnet.host}=${host};Port=${port};Database=${database};${dotnet.user}=${user};Password="`,
        after: '"',
        encoded: 'quoted',
      },
    },
    // https://symfony.com/doc/current/doctrine.html#configuring-the-database
    symfony: { [`${prefix ?? 'DATABASE'}_URL`]: url(doctrine, `?${doctrineQuery}`, 'doubled') },
  };
}
