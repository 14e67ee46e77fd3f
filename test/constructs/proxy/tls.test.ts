/** How visitors of a proxy get TLS, and what a program without types can pass for it. */
import { ReverseProxy, type ReverseProxyProps, Tls } from 'compose-constructs';
import { synth } from '../support';

const idsOf = (tls: unknown): readonly string[] =>
  // anything that JavaScript can pass
  synth((stack) => new ReverseProxy(stack, 'proxy', { tls } as ReverseProxyProps)).ids;

describe('tls of a proxy', () => {
  it('is a value that says its kind, so that further kinds can stand beside it', () => {
    expect(Tls.terminatedBy({ from: ['10.0.0.0/8'] })).toEqual({ kind: 'terminated', from: ['10.0.0.0/8'] });
  });

  it('names who terminates it', () => {
    expect(idsOf(Tls.terminatedBy({ from: [] }))).toEqual(['terminator-address-missing: shop/proxy']);
    expect(idsOf({ kind: 'terminated' })).toEqual(['terminator-address-missing: shop/proxy']);
  });

  it.each([[{}], [true], [null], [{ trusted: ['10.0.0.0/8'] }], [{ kind: 'letsencrypt' }]])(
    'is what a factory made, and not %j',
    (tls) => {
      expect(idsOf(tls)).toEqual(['tls-invalid: shop/proxy']);
    },
  );

  it('lets the proxy note its gateway when it starts, which is the only neighbour that it believes', () => {
    const starts = (props: ReverseProxyProps): unknown =>
      synth((stack) => new ReverseProxy(stack, 'proxy', props)).service('proxy')['command'];
    expect(starts({})).toBeUndefined();
    expect(starts({ tls: Tls.terminatedBy({ from: ['172.16.0.0/12'] }) })).toEqual([
      '/bin/sh',
      '-ec',
      expect.stringMatching(/^bytes=.*\/proc\/net\/route.*>\/tmp\/gateway\.map\nexec nginx -g 'daemon off;'$/s),
    ]);
  });

  it('has no property that nobody asks for', () => {
    const misspelt = { from: ['10.0.0.0/8'], header: ['X-Forwarded-User'] };
    expect(idsOf(Tls.terminatedBy(misspelt))).toEqual(['option-unknown: shop/proxy']);
  });

  it('believes headers that are texts', () => {
    const mixed = { kind: 'terminated', from: ['10.0.0.5'], headers: [1, 'X-Forwarded-User'] };
    expect(idsOf(mixed)).toEqual(['argument-invalid: shop/proxy']);
    expect(idsOf({ kind: 'terminated', from: '10.0.0.5' })).toEqual(['argument-invalid: shop/proxy']);
  });
});
