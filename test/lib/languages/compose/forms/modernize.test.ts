import { modernize } from '../../../../../lib/languages/compose/forms';
import type { Project } from '../../../../../lib/languages/compose/model.generated';

function modern(project: unknown): unknown {
  return modernize(project as Project).project;
}

describe('a file of another time', () => {
  it('of version 1 has its services below "services" and its keys under the names of today', () => {
    const { project, notes } = modernize({
      db: { image: 'db', volumes: ['data:/data', './x:/x'], volume_driver: 'local' },
      web: {
        build: '.',
        dockerfile: 'Other',
        net: 'container:db',
        log_driver: 'syslog',
        log_opt: { tag: 'x' },
        memswap_limit: '1g',
      },
    } as unknown as Project);
    expect(project).toEqual({
      services: {
        db: { image: 'db', volumes: ['data:/data', './x:/x'] },
        web: {
          build: { context: '.', dockerfile: 'Other' },
          network_mode: 'service:db',
          logging: { driver: 'syslog', options: { tag: 'x' } },
          memswap_limit: '1g',
        },
      },
      volumes: { data: { name: 'data', driver: 'local' } },
    });
    expect(notes.map(({ pointer }) => pointer.join('.'))).toEqual([
      'db',
      'web.net',
      'web.log_driver',
      'web.dockerfile',
      'db.volumes.0',
      'db.volume_driver',
    ]);
  });

  it('is not taken for version 1 when it only lacks services', () => {
    for (const project of [{}, { volumes: { data: {} } }, { name: 'x' }, { include: ['x'] }, { web: { size: 1 } }]) {
      expect(modern(project)).toBe(project);
    }
  });

  it('loses its version', () => {
    expect(modernize({ version: '3.8', services: {} })).toEqual({
      project: { services: {} },
      notes: [{ pointer: ['version'], message: expect.any(String) }],
    });
  });

  it('has links as dependencies and aliases', () => {
    expect(
      modern({
        services: {
          db: { image: 'db' },
          web: { image: 'web', links: ['db:database', 'cache'], depends_on: ['cache'] },
          cache: { image: 'cache', networks: ['default', 'back'] },
        },
      }),
    ).toEqual({
      services: {
        db: { image: 'db', networks: { default: { aliases: ['database'] } } },
        web: {
          image: 'web',
          depends_on: { cache: { condition: 'service_started' }, db: { condition: 'service_started', restart: true } },
        },
        cache: { image: 'cache', networks: ['default', 'back'] },
      },
    });
  });

  it.each([
    { services: { web: { links: ['elsewhere'] } } },
    { services: { web: { links: ['db:web'] }, db: {} } },
    { services: { web: { links: ['db'], networks: ['a'] }, db: { networks: ['b'] } } },
    { services: { web: { links: ['db'], network_mode: 'bridge' }, db: {} } },
  ])('keeps a link that says more: %j', (project) => {
    expect(modern(project)).toEqual(project);
  });

  it('has the mounts of other services where they can be told', () => {
    expect(
      modern({
        services: {
          data: { image: 'x', volumes: ['data:/data', './conf:/conf'] },
          web: { image: 'web', volumes: ['./mine:/conf'], volumes_from: ['data:ro', 'container:old'] },
        },
        volumes: { data: null },
      }),
    ).toEqual({
      services: {
        data: { image: 'x', volumes: ['data:/data', './conf:/conf'] },
        web: {
          image: 'web',
          volumes: ['./mine:/conf', 'data:/data:ro'],
          volumes_from: ['container:old'],
          depends_on: { data: { condition: 'service_started' } },
        },
      },
      volumes: { data: null },
    });
    const anonymous = { services: { data: { volumes: ['/data'] }, web: { volumes_from: ['data'] } } };
    expect(modern(anonymous)).toEqual(anonymous);
  });

  it('has the names of what is outside as "name"', () => {
    expect(modern({ networks: { front: { external: { name: 'outside' } } } })).toEqual({
      networks: { front: { name: 'outside', external: true } },
    });
  });

  it('that is of today stays the same object', () => {
    const project: Project = { services: { web: { image: 'web', cpus: 1, mem_limit: '1g', env_file: 'x' } } };
    expect(modernize(project)).toEqual({ project, notes: [] });
    expect(modern(project)).toBe(project);
  });
});
