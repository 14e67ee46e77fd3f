/**
 * The common facts of Elasticsearch and of OpenSearch, which was made from it.
 *
 * @module
 */

/** Settings of a server that is alone, as options of its command. */
export function aloneWith(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return {
    // it looks for no others: https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/discovery-cluster-formation-settings
    'discovery.type': 'single-node',
    // a name that outlives its containers
    'node.name': 'search',
    'http.host': '0.0.0.0',
    // nobody needs the port for other servers: https://www.elastic.co/docs/reference/elasticsearch/configuration-reference/networking-settings
    'transport.host': '127.0.0.1',
    ...settings,
  };
}

/**
 * Half of the container for the heap, the other half for files:
 * https://www.elastic.co/docs/deploy-manage/deploy/self-managed/important-settings-configuration#heap-size-settings and
 * https://docs.opensearch.org/latest/install-and-configure/install-opensearch/index/#important-settings
 */
export function heapOf(memory: number): string {
  const megabytes = Math.max(1, Math.floor(memory / 2 / 2 ** 20));
  return `-Xms${megabytes}m -Xmx${megabytes}m`;
}

/**
 * A copy of the settings folder in memory: the root is read-only, and the server makes files there.
 *
 * @param program that begins its folders: `elasticsearch`
 */
export function settingsInMemory(program: string): readonly string[] {
  return [
    'umask 077',
    `rm -rf /tmp/config && cp -R /usr/share/${program}/config /tmp/config && chmod -R u+rwX /tmp/config`,
  ];
}
