import {
  App,
  Config,
  Environment,
  Extension,
  generate,
  Include,
  Model,
  Network,
  Override,
  Reset,
  Secret,
  Service,
  Stack,
  text,
  Variable,
  Volume,
} from '../../../lib';
import { diagnosticsOf, newStack } from '../tree';

const image = 'busybox:1.37';
function show(name: string, build: (stack: Stack) => unknown) {
  let out: unknown;
  try {
    out = diagnosticsOf(build).map(
      ({ id, path, message, remedy, location, related }) =>
        `${id} @${path}:${location?.line}: ${message} => ${remedy}${related ? JSON.stringify(related.map((r) => [r.message, r.location?.line])) : ''}`,
    );
  } catch (e) {
    out = `THROWN ${(e as Error).stack?.split('\n').slice(0, 3).join('|')}`;
  }
  process.stdout.write(`## ${name}\n${Array.isArray(out) ? out.join('\n') : out}\n`);
}
const on = (name: string, f: (web: any, stack: Stack) => unknown, props: any = {}) =>
  show(name, (stack) => {
    const web = new Service(stack, 'web', { image, ...props });
    f(web, stack);
  });
it('probes', () => {
  on('typo', (w) => w.override('helthcheck.interval', '1s'));
  on('undefined path', (w) => w.override(undefined, 1));
  on('number path', (w) => w.override(5, 1));
  on('empty path', (w) => w.override('', 1));
  on('empty list path', (w) => w.override([], 1));
  on('merge null', (w) => w.merge(null));
  on('merge string', (w) => w.merge('x'));
  on('merge list', (w) => w.merge(['x']));
  on('merge reset', (w) => w.merge(new Reset()));
  on('merge override', (w) => w.merge(new Override({ image: 'b:1' })));
  on('merge reset nothing', (w) => w.merge({ ports: new Reset() }));
  on('merge kind', (w) => w.merge({ ports: { a: 1 } }), { ports: ['80:80'] });
  on('merge cap twice', (w) => w.merge({ cap_add: ['A'] }), { cap_add: ['A'] });
  on('merge reset of list', (w) => w.merge({ environment: { A: new Reset() } }), { environment: ['A=1'] });
  on('merge typo', (w) => w.merge({ imgae: 'x' }));
  on('patch null', (w) => w.patch(null));
  on('patch list', (w) => w.patch([{ op: 'remove', path: '/image' }]));
  on('patch path', (w) => w.patch({ op: 'remove', path: 'image' }));
  on('patch op', (w) => w.patch({ op: 'delete', path: '/image' }));
  on('patch none', (w) => w.patch({ op: 'remove', path: '/ports' }));
  on('patch deep', (w) => w.patch({ op: 'remove', path: '/deploy/resources' }), { deploy: { replicas: 2 } });
  on('patch root', (w) => w.patch({ op: 'replace', path: '', value: 5 }));
  on('patch root2', (w) => w.patch({ op: 'replace', path: '', value: {} }));
  on('override with Override', (w) => w.override('ports', new Override(['80:80'])));
  on('override image undefined', (w) => w.override('image', undefined));
  on('override nothing', (w) => w.override('ports', undefined));
  on('override idx', (w) => w.override('ports.3', '80'), { ports: ['80:80'] });
  on('override in string', (w) => w.override('ports.0.published', '80'), { ports: ['80:80'] });
  on('override proto', (w) => w.override('__proto__.polluted', 1));
  on('override ctor', (w) => w.override('constructor.prototype.polluted', 1));
  on('merge proto', (w) => w.merge(JSON.parse('{"__proto__": {"polluted": 1}}')));
  on('patch proto', (w) => w.patch({ op: 'add', path: '/__proto__', value: { polluted: 1 } }));
  on('labels proto', (w) => w.override('labels.__proto__', 'x'));
  on('function', (w) => w.override('labels', () => 1));
  on('construct', (w, s) => w.override('labels', s));
  on('networks conflict', (w) => w.override('network_mode', 'host'), { networks: ['a'] });
  on('networks conflict2', (w) => w.override('networks', ['default']), { network_mode: 'host' });
  on('network undefined', (w) => w.override('networks', ['nope']));
  on('network undefined2', (w) => w.override('networks.0', 'nope'), { networks: ['default'] });
  on('network undefined3', (w) => w.override('networks.nope', null), { networks: { default: null } });
  on('network merge', (w) => w.merge({ networks: ['nope'] }), { networks: ['default'] });
  on('merge deploy, ctor wrong', (w) => w.merge({ deploy: { labels: { a: 'b' } } }), { deploy: { replicas: 'x y' } });
  on('merge ports, ctor wrong', (w) => w.merge({ ports: ['81:81'] }), { ports: ['80:abc'] });
  on('merge ports wrong', (w) => w.merge({ ports: ['81:abc'] }), { ports: ['80:80'] });
  on('dep', (w) => w.override('depends_on', ['nope']));
  on('volume', (w) => w.override('volumes', ['data:/data']));
  on('port range', (w) => w.override('ports', ['80-90:1-3']));
  on('hostport', (w) => w.override('ports.-', '80:81'), { ports: ['80:80'] });
  on('bigint', (w) => w.override('mem_limit', 5n));
  on('NaN', (w) => w.override('mem_limit', NaN));
  const cyc: any = {};
  cyc.a = cyc;
  on('cyclic', (w) => w.merge({ 'x-a': cyc }));
  on('cyclic2', (w) => w.override('x-a', cyc));
  on('merge getter', (w) =>
    w.merge({
      get image() {
        throw new Error('boo');
      },
    }),
  );
  show('ext twice', (s) => {
    new Extension(s, 'x-a', 1);
    new Extension(s, 'x-a', 2);
  });
  show('ext bad', (s) => {
    new Extension(s, 'a' as any, 1);
  });
  show('ext fn', (s) => {
    new Extension(s, 'x-a', { a: [() => 1] });
  });
  show('ext cyc', (s) => {
    new Extension(s, 'x-a', cyc);
  });
  show('ext slash', (s) => {
    new Extension(s, 'x-a/b', 1);
  });
  show('ext undefined', (s) => {
    new Extension(s, 'x-a', undefined);
  });
  show('incl typo', (s) => {
    new Include(s, 'i', { path: './a.yaml', pth: 1 } as any);
  });
  show('incl str', (s) => {
    new Include(s, 'i', './a.yaml' as any);
  });
  show('incl null', (s) => {
    new Include(s, 'i', null as any);
  });
  show('incl undefined', (s) => {
    new Include(s, 'i', undefined as any);
  });
  show('incl none', (s) => {
    new Include(s, 'i', {} as any);
  });
  show('model', (s) => {
    new Model(s, 'i', {} as any);
  });
  show('model undef', (s) => {
    new Model(s, 'i', undefined as any);
  });
  show('service undef', (s) => {
    new Service(s, 'i', undefined as any).override('image', 'x:1');
  });
  show('net undef', (s) => {
    new Network(s, 'i', null as any).override('driver', 'bridge');
  });
  show('net str', (s) => {
    new Network(s, 'i', 'a' as any).merge({ driver: 'x' });
  });
  on('environment var', (w) => {
    w.join;
  });
  show('name5', () => {
    new Stack(new App(), 'a', { name: 5 as any, environment: Environment.development() });
  });
  for (const props of [
    { name: 5 },
    { folder: 5 },
    { folder: '' },
    { folder: '..' },
    { folder: '../x' },
    { folder: 'a/b' },
    { folder: null },
    { name: null },
    { oldestCompose: 5 },
    { oldestCompose: '2.26' },
    { oldestCompose: 'x' },
    { oldestCompose: '5.0' },
    { oldestCompose: '' },
    { oldestCompose: null },
    { fragment: 'yes' },
  ]) {
    let out;
    try {
      const s = newStack(props as any);
      new Service(s, 'web', { image, gpus: 'all' }).override('develop', { watch: [{ path: '.', action: 'restart' }] });
      out = generate(s.node.root as App).diagnostics.map(
        (d) => `${d.id} @${d.path}:${d.location?.line} ${d.message} => ${d.remedy}`,
      );
    } catch (e) {
      out = [`THROWN ${(e as Error).stack?.split('\n').slice(0, 3)}`];
    }
    process.stdout.write(`## ${JSON.stringify(props)}\n${out.join('\n')}\n`);
  }
  on('accept typo', (w) => w.accept('image-unpined', 'x'));
  on('accept unused', (w) => w.accept('image-unpinned', 'x'));
  on('accept other', (w) => w.accept('image-missing', 'x'));
  on('accept no reason', (w) => w.accept('image-unpinned'));
  on('accept nothing', (w) => w.accept());
  on('accept broken', (w) => w.accept('image-unpinned', 'x'), { image: 'busybox', imgae: 1 });
});
