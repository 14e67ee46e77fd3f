import { type Project, text, Variable, withLongBinds } from '../../../../../lib/languages/compose';

const DATA = Variable.of('DATA');

function mounts(volumes: readonly unknown[], project: object = {}): unknown {
  const { services } = withLongBinds({ ...project, services: { web: { image: 'nginx', volumes } } } as Project); // some are none
  return services?.['web']?.volumes;
}

describe('a bind mount', () => {
  it.each([
    ['./a:/b', { type: 'bind', source: './a', target: '/b' }],
    ['./a:/b/:ro', { type: 'bind', source: './a', target: '/b', read_only: true }],
    ['/a:/b:rw,cached', { type: 'bind', source: '/a', target: '/b' }],
    ['~/a:/b', { type: 'bind', source: '~/a', target: '/b' }],
    ['C:\\a:/b', { type: 'bind', source: 'C:\\a', target: '/b' }],
    [text`${DATA}/a:/b`, { type: 'bind', source: text`${DATA}/a`, target: '/b' }],
    [text`./${DATA}:/b`, { type: 'bind', source: text`./${DATA}`, target: '/b' }],
  ])('in short syntax, such as %j, is printed in the long one without options', (short, long) => {
    expect(mounts([short], { volumes: { data: null } })).toEqual([long]);
  });

  it('loses the option that says what is so anyway, and no other', () => {
    const long = { type: 'bind', source: './a', target: '/b' };
    expect(mounts([{ ...long, bind: { create_host_path: true } }])).toEqual([long]);
    for (const bind of [{ create_host_path: false }, {}, { propagation: 'rslave', create_host_path: true }]) {
      expect(mounts([{ ...long, bind }])).toEqual([{ ...long, bind }]);
    }
  });

  it.each([
    ['of which Compose would not make a missing folder any more', './a:/b:rslave'],
    ['whose label Compose would not set any more', './a:/b:z'],
    ['whose options a variable may say', text`./a:/b${DATA}`],
    ['whose source may be the name of a volume', text`${Variable.withDefault('DATA', './a')}:/b`],
    ['that is a volume', 'data:/b'],
    ['without a source', '/b'],
    ['that is no mount', './a:/b:ro:x'],
  ])('%s stays as it was written', (_, short) => {
    expect(mounts([short], { volumes: { data: null } })).toEqual([short]);
  });

  it('with a variable for a source is one where the project has no volumes', () => {
    const source = Variable.withDefault('DATA', './a');
    expect(mounts([text`${source}:/b`])).toEqual([{ type: 'bind', source: text`${source}`, target: '/b' }]);
  });

  it('leaves a project alone that has none', () => {
    const project = { services: { web: { image: 'nginx', volumes: ['data:/b'] } }, volumes: { data: null } };
    expect(withLongBinds(project)).toBe(project);
  });
});
