import {
  block,
  checkNginx,
  directive,
  dollarVariable,
  expression,
  ifBlock,
  location,
  map,
  mapDefault,
  mapEntry,
  type NginxNode,
  regex,
  variable,
  verbatim,
} from '../../../../lib/languages/nginx';

const up = variable('up');

function ids(...nodes: readonly NginxNode[]): readonly string[] {
  return checkNginx(nodes).map(({ id }) => id);
}

function server(...nodes: readonly NginxNode[]): NginxNode {
  return block('server', [], nodes);
}

describe('a finding', () => {
  it('says what, where and what to do', () => {
    const nodes = [block('http', [], [server(location('/i', [directive('alias', '/data/')]))])];
    expect(checkNginx(nodes)).toEqual([
      {
        id: 'alias-traversal',
        message: 'The location "/i" lets "/i../" read what is beside /data/.',
        remedy: 'End the location with a slash: "/i/".',
        path: ['http', 'server', 'location /i'],
      },
    ]);
  });
});

describe('a missing semicolon', () => {
  it.each([
    [['server_name', 'localhost', 'access_log', '/logs/assets.log']],
    [['server_name', 'x', 'charset', 'utf-8']],
    [['server_name', 'x', 'root', '/var/www']],
    [['index', 'index.html', 'try_files', '$uri']],
    [['gzip_types', 'text/css', 'gzip_min_length', '1000']],
    [['server_name', 'localhost\n    access_log /x']],
    [['root', '/var/www\nindex']],
  ])('is seen in %j', ([name = '', ...args]) => {
    expect(ids(server(directive(name, ...args.map(verbatim))))).toEqual(['swallowed-directive']);
  });

  it.each([
    [['server_name', 'mirror', 'api', 'root', 'index']],
    [['server_name', 'charset.kitt.eh', 'access-log']],
    [['return', '200', 'a\nb']],
    [['add_header', 'X', 'access_log']],
  ])('is not seen in %j', ([name = '', ...args]) => {
    expect(ids(server(directive(name, ...args)))).toEqual([]);
  });
});

describe('two servers', () => {
  const named = (name: string, ...rest: readonly NginxNode[]) => server(directive('server_name', name), ...rest);

  it('with the same address and name are one too many', () => {
    expect(ids(named('a'), named('A'))).toEqual(['duplicate-server']);
    expect(ids(server(), server())).toEqual(['duplicate-server']);
    expect(ids(block('http', [], [named('a'), named('b'), named('a')]))).toEqual(['duplicate-server']);
    expect(ids(server(directive('server_name', 'a', 'b')), named('b'))).toEqual(['duplicate-server']);
  });

  it('with another name, address or protocol are fine', () => {
    expect(ids(named('a'), named('b'))).toEqual([]);
    expect(ids(named('a', directive('listen', 80)), named('a', directive('listen', 81)))).toEqual([]);
    expect(ids(named('a', directive('listen', 443)), named('a', directive('listen', 443, 'quic')))).toEqual([]);
    expect(ids(named('a', directive('listen', 'unix:/a')), named('a', directive('listen', 'unix:/b')))).toEqual([]);
  });

  it('are not judged where an include may hold the difference', () => {
    expect(ids(server(directive('include', 'a.conf')), server(directive('include', 'b.conf')))).toEqual([]);
  });
});

describe('headers', () => {
  const outer = directive('add_header', 'X-Outer', '1');
  const inner = directive('add_header', 'X-Inner', '1');

  it('of the block around are lost where a block has its own', () => {
    expect(ids(server(outer, location('/', [inner])))).toEqual(['headers-not-inherited']);
    expect(ids(block('http', [], [outer, server(location('/', [inner]))]))).toEqual(['headers-not-inherited']);
    expect(ids(server(outer, ifBlock(up, [inner])))).toEqual(['headers-not-inherited']);
    const set = (name: string) => directive('proxy_set_header', name, 'x');
    expect(ids(server(set('Host'), location('/', [set('X-Real-IP')])))).toEqual(['headers-not-inherited']);
  });

  it('that are repeated, or not set again, are fine', () => {
    expect(ids(server(outer, location('/', [inner, directive('add_header', 'x-outer', '2')])))).toEqual([]);
    expect(ids(server(outer, location('/', [])))).toEqual([]);
    expect(ids(server(location('/', [inner]), location('/b', [outer])))).toEqual([]);
    expect(ids(server(outer, location('/', [inner, directive('include', 'headers.conf')])))).toEqual([]);
    expect(ids(server(outer, location('/', [inner, directive('add_header_inherit', 'merge')])))).toEqual([]);
  });
});

describe('an alias', () => {
  const alias = (match: Parameters<typeof location>[0], path: string) =>
    ids(location(match, [directive('alias', path)]));

  it('ends like its location', () => {
    expect(alias('/i', '/data/')).toEqual(['alias-traversal']);
    expect(alias({ prefixOverRegex: '/i' }, '/data/')).toEqual(['alias-traversal']);
    expect(alias('/i/', '/data')).toEqual(['alias-missing-slash']);
    expect(alias('/i/', '/data/')).toEqual([]);
    expect(alias('/i', '/data')).toEqual([]);
    expect(alias({ exact: '/i' }, '/data/x/')).toEqual([]);
    expect(alias(regex('^/i/(.*)$'), '/data/')).toEqual([]);
  });
});

describe('an upstream', () => {
  const pass = (...args: Parameters<typeof directive>) =>
    block('http', [], [server(location('/', [directive(...args)]))]);

  it('named by its host is resolved only once', () => {
    expect(ids(pass('proxy_pass', 'http://web:4000/x'))).toEqual(['static-upstream']);
    expect(ids(pass('fastcgi_pass', 'php:9000'))).toEqual(['static-upstream']);
    expect(ids(block('upstream', ['web'], [directive('server', 'web:4000')]))).toEqual(['static-upstream']);
  });

  it.each(['http://127.0.0.1:80', 'http://[::1]/', 'http://unix:/run/x.sock:/', 'http://localhost', 'http://WEB/'])(
    '%s needs no resolving',
    (address) => {
      const upstream = block('upstream', ['web'], [directive('server', 'web:4000', 'resolve')]);
      expect(ids(block('http', [], [upstream, server(location('/', [directive('proxy_pass', address)]))]))).toEqual([]);
    },
  );

  it('is not judged where an include may declare it', () => {
    const nodes = [
      directive('include', 'upstreams/*.conf'),
      server(location('/', [directive('proxy_pass', 'http://web')])),
    ];
    expect(ids(block('http', [], nodes))).toEqual([]);
    expect(ids(block('http', [], [directive('include', 'mime.types'), ...nodes.slice(1)]))).toEqual([
      'static-upstream',
    ]);
  });

  it('in a variable needs a resolver', () => {
    const nodes = [directive('set', up, 'web'), directive('proxy_pass', expression`http://${up}:4000`)];
    const root = (...more: readonly NginxNode[]) => block('http', [], [...more, server(location('/', nodes))]);
    expect(ids(root())).toEqual(['resolver-missing']);
    expect(ids(root(directive('resolver', '127.0.0.11')))).toEqual([]);
    expect(ids(root(block('upstream', ['web'], [])))).toEqual([]);
    expect(ids(server(location('/', nodes)))).toEqual([]);
  });
});

describe('an if in a location', () => {
  it('is safe only to return or to rewrite', () => {
    const inIf = (...nodes: readonly NginxNode[]) => ids(location('/', [ifBlock(up, nodes)]));
    expect(inIf(directive('return', 404))).toEqual([]);
    expect(inIf(directive('rewrite', regex('^'), '/x', 'last'))).toEqual([]);
    expect(inIf(directive('rewrite', regex('^'), '/x', 'break'))).toEqual(['if-in-location']);
    expect(inIf(directive('root', '/x'))).toEqual(['if-in-location']);
    expect(ids(server(ifBlock(up, [directive('set', up, 'x')])))).toEqual([]);
  });
});

describe('a dollar sign', () => {
  it('in data needs its variable, once for each http block', () => {
    const priced = [directive('return', 200, '$5'), directive('return', 200, expression`${'$'}${up}`)];
    expect(ids(block('http', [], [server(...priced)]))).toEqual(['dollar-undeclared']);
    expect(ids(block('http', [], [dollarVariable(), server(...priced)]))).toEqual([]);
    expect(ids(dollarVariable(), ...priced)).toEqual([]);
    expect(ids(block('geo', [variable('dollar')], [mapDefault('x')]), ...priced)).toEqual(['dollar-undeclared']);
    expect(ids(map(up, variable('b'), [mapEntry('$', '$')]))).toEqual(['dollar-undeclared']);
  });

  it('is no matter where it stays one', () => {
    expect(ids(directive('error_log', '/$x'), map(up, variable('b'), [mapEntry('$', 'x')]))).toEqual([]);
  });
});

describe('a variable', () => {
  it('where none is read is reported', () => {
    expect(ids(directive('error_log', expression`/logs/${up}`))).toEqual(['variable-not-read']);
    expect(ids(directive('server_name', up))).toEqual(['variable-not-read']);
    expect(ids(directive('server_name', variable('hostname')))).toEqual([]);
    expect(ids(directive('access_log', expression`/logs/${up}`))).toEqual([]);
  });
});

describe('checking', () => {
  it('sees what the caller changed between two checks', () => {
    const nodes: NginxNode[] = [directive('return', 200, '$5')];
    expect(ids(...nodes)).toEqual(['dollar-undeclared']);
    checkNginx(nodes);
    nodes.push(dollarVariable());
    expect(checkNginx(nodes)).toEqual([]);
  });
});
