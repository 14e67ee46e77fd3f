import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Service, type Stack } from '../../../lib';
import { rules } from '../../../lib/rules';
import { diagnosticsOf } from '../tree';
import { image, messages } from './support';

describe('the rules', () => {
  it('are each a file of that name, with a reason for people who wonder', () => {
    for (const { id, reason } of rules) {
      expect(existsSync(join(__dirname, '../../../lib/rules', `${id}.ts`))).toBe(true);
      expect(reason).toMatch(/^[A-Z].*\.$/);
    }
    const parts = ['index', 'rule', 'errors', 'look', 'start-rule'];
    const files = readdirSync(join(__dirname, '../../../lib/rules')).map((name) => name.replace(/\.ts$/, ''));
    expect(files.filter((name) => !parts.includes(name)).sort()).toEqual(rules.map(({ id }) => id).sort());
  });

  it('have nothing against a stack that is right', () => {
    expect(diagnosticsOf((stack) => new Service(stack, 'web', { image }))).toEqual([]);
  });

  it('judge each stack by itself', () => {
    const ports = [{ target: 80, published: 8080 }];
    const build = (stack: Stack): void => {
      new Service(stack, 'web', { image, ports });
    };
    expect(diagnosticsOf(build)).toEqual([]);
    expect(diagnosticsOf(build)).toEqual([]);
  });
});

describe('a volume beside the folder where PostgreSQL keeps its data', () => {
  const misplaced = (tag: string, target: string, environment: Readonly<Record<string, string>> = {}): string[] =>
    messages('data-path', (stack) => {
      const volumes = [{ type: 'bind', source: '/srv/data', target }] as const;
      new Service(stack, 'db', { image: `postgres:${tag}`, volumes, environment });
    });

  it.each([
    ['17', '/var/lib/postgresql'],
    ['17', '/var/lib/postgres/data'],
    ['18', '/var/lib/postgresql/data'],
  ])('is an error: %s at %s', (tag, target) => {
    expect(misplaced(tag, target)).toHaveLength(1);
  });

  it.each([
    ['17', '/var/lib/postgresql/data'],
    ['17', '/var/lib/postgresql/data/'],
    ['18', '/var/lib/postgresql'],
    ['17', '/docker-entrypoint-initdb.d'],
  ])('is none: %s at %s', (tag, target) => {
    expect(misplaced(tag, target)).toEqual([]);
  });

  it('is its author’s business where PGDATA is set', () => {
    expect(misplaced('17', '/var/lib/postgresql', { PGDATA: '/var/lib/postgresql/shop' })).toEqual([]);
  });
});
