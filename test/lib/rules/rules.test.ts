import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Service, type Stack } from '../../../lib';
import { rules } from '../../../lib/rules';
import { diagnosticsOf } from '../tree';
import { image } from './support';

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
