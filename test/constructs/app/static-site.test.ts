import { Image, Network, StaticSite, type StaticSiteProps } from 'compose-constructs';
import { parse } from '../../lib/languages/nginx/tokenizer';
import { sources, synth } from '../support';

const site = (props: Partial<StaticSiteProps> = {}) =>
  synth((stack) => new StaticSite(stack, 'site', { image: Image.files({ source: 'site' }), ...props }));

/** What nginx does for a path that is no file with a digest. */
function tried(props: Partial<StaticSiteProps>): readonly string[] {
  const http = parse(site(props).file('site/nginx.conf')).find(({ words }) => words[0] === 'http');
  const server = http?.block?.filter(({ words }) => words[0] === 'server').at(-1);
  const location = server?.block?.find(({ words }) => words.join(' ') === 'location /');
  return location?.block?.find(({ words }) => words[0] === 'try_files')?.words ?? [];
}

describe('a static site', () => {
  it('answers 404 for what is no file, or with the page of an app that routes in the browser', () => {
    expect(tried({})).toEqual(['try_files', '$uri', '$uri/', '=404']);
    expect(tried({ fallback: '/index.html' })).toEqual(['try_files', '$uri', '$uri/', '/index.html']);
  });

  it.each(['index.html', '', '=200', '@named', '/a b\n', '/a?b', '/$uri', 'https://evil.test/'])(
    'cannot fall back to %j',
    (fallback) => {
      expect(site({ fallback }).ids).toEqual(['fallback-invalid: shop/site']);
    },
  );

  it("is an image of its own with the files in it: no volume, no way in but its clients' network", () => {
    const { service, section } = site();
    expect(service('site')).toMatchObject({
      image: 'shop-site:development',
      user: '101:101',
      read_only: true,
      networks: { 'site-private': {} },
    });
    for (const key of ['volumes', 'ports', 'secrets']) expect(service('site')[key]).toBeUndefined();
    expect(section('networks')).toEqual({ 'site-private': Network.closed });
  });

  it('is built from a folder that must have what the build needs', () => {
    const { ids } = synth(
      (stack) => new StaticSite(stack, 'site', { image: Image.files({ source: 'site', build: 'nothing' }) }),
      { root: sources() },
    );
    expect(ids).toEqual(['script-missing: shop/site']);
  });
});
