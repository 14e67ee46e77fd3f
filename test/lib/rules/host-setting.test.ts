/** Settings that no container can make for itself. */
import { App, Engine, Environment, generate, Search, type SearchEngine, Stack } from '../../../index';

function told(engine: SearchEngine, environment: Environment, isAccepted = false): string[] {
  const app = new App({ root: '/srv/shop' });
  const search = new Search(new Stack(app, 'shop', { environment }), 'search', { engine });
  if (isAccepted) search.service.accept('host-setting', 'the host has it');
  return generate(app).diagnostics.map(({ id, message }) => `${id}: ${message}`);
}

const production = Environment.production({ domain: 'shop.example' });

describe('a search engine that maps files', () => {
  it('tells in production which setting its host needs', () => {
    expect(told(Engine.opensearch('3.8.0'), production)).toEqual([
      'host-setting: OpenSearch in service "search" needs a setting of its host: vm.max_map_count of 262144 or more.',
    ]);
    expect(told(Engine.elasticsearch('9.2.1'), production)).toHaveLength(1);
  });

  it('is silent in development, where somebody has accepted it, and without such files', () => {
    expect(told(Engine.opensearch('3.8.0'), Environment.development())).toEqual([]);
    expect(told(Engine.opensearch('3.8.0'), production, true)).toEqual([]);
    expect(told(Engine.meilisearch('v1.53'), production)).toEqual([]);
  });
});
