/**
 * The names that frameworks read for a search engine.
 *
 * @module
 */
import type { ConnectionDetail, FrameworkWords, Secret } from '../../lib/core';

interface Engine {
  /** The product, for programs. */
  readonly product: string;
  readonly endpoint: string;
  readonly login: string | undefined;
  readonly password: ConnectionDetail;
  /** With user and password, where there is a user. */
  readonly url: ConnectionDetail;
  readonly secret: Secret;
}

/** @param prefix of the names, where the client has one */
export function wordsOf(engine: Engine, prefix: string | undefined): FrameworkWords {
  return WORDS[engine.product]?.(engine, prefix) ?? {};
}

const WORDS: Readonly<Record<string, (engine: Engine, prefix: string | undefined) => FrameworkWords>> = {
  elasticsearch: ({ endpoint, login = '', password, url }, prefix) => {
    const spring = prefix ?? 'SPRING_ELASTICSEARCH';
    const own = prefix ?? 'ELASTICSEARCH';
    return {
      // https://docs.spring.io/spring-boot/reference/data/nosql.html#data.nosql.elasticsearch
      spring: { [`${spring}_URIS`]: endpoint, [`${spring}_USERNAME`]: login, [`${spring}_PASSWORD`]: password },
      // the client's own variable: https://www.elastic.co/docs/reference/elasticsearch/clients/ruby/connecting
      rails: { [`${own}_URL`]: url },
      // https://github.com/FriendsOfSymfony/FOSElasticaBundle/blob/master/doc/setup.md
      symfony: { [`${own}_URL`]: url },
      // https://learn.microsoft.com/en-us/dotnet/aspire/search/elasticsearch-integration
      dotnet: { [`ConnectionStrings__${prefix ?? 'elasticsearch'}`]: url },
    };
  },
  opensearch: ({ endpoint, login = '', password, url }, prefix) => {
    const spring = prefix ?? 'OPENSEARCH';
    return {
      // https://github.com/opensearch-project/spring-data-opensearch#spring-boot-3x-starters
      spring: { [`${spring}_URIS`]: endpoint, [`${spring}_USERNAME`]: login, [`${spring}_PASSWORD`]: password },
      // https://github.com/ankane/searchkick#getting-started
      rails: { [`${prefix ?? 'OPENSEARCH'}_URL`]: url },
    };
  },
  meilisearch: ({ endpoint, password, secret }, prefix) => {
    const own = prefix ?? 'MEILISEARCH';
    return {
      // https://laravel.com/docs/scout#meilisearch
      laravel: { SCOUT_DRIVER: 'meilisearch', [`${own}_HOST`]: endpoint, [`${own}_KEY`]: password },
      // https://github.com/meilisearch/meilisearch-rails#-getting-started
      rails: { [`${own}_HOST`]: endpoint, [`${own}_API_KEY`]: password },
      // https://github.com/meilisearch/meilisearch-symfony/wiki/installation
      symfony: { [`${own}_URL`]: endpoint, [`${own}_API_KEY`]: password },
      // https://learn.microsoft.com/en-us/dotnet/aspire/community-toolkit/hosting-meilisearch
      dotnet: {
        [`ConnectionStrings__${prefix ?? 'meilisearch'}`]: {
          kind: 'text',
          secret,
          before: `Endpoint=${endpoint};MasterKey="`,
          after: '"',
          encoded: 'quoted',
        },
      },
    };
  },
};
