import { type ComposeText, Secret, Service, Variable } from '../../../lib';
import { composeOf, diagnosticsOf, generated, idsOf, newStack } from '../tree';

const image = 'busybox:1.37';

/** The mode of a generated secret that processes of these users read. */
function modeFor(...users: readonly (ComposeText | undefined)[]): number | undefined {
  const { stacks } = generated((stack) => {
    const key = new Secret(stack, 'key', { file: 'secrets/key', generate: { length: 32 } });
    users.forEach((user, index) => {
      new Service(stack, `web${index}`, { image, ...(user !== undefined && { user }) }).readSecret(key);
    });
  });
  return stacks[0]?.assembly.secrets[0]?.mode;
}

describe('the mode of a generated secret file', () => {
  it('is 0600 while only root, or nobody, reads it', () => {
    expect(modeFor()).toBe(0o600);
    expect(modeFor('0', '0:0', 'root', 'root:root')).toBe(0o600);
  });

  it('is 0444 as soon as a process of somebody else, or of nobody knows whom, reads it', () => {
    expect(modeFor('0', '1000:1000')).toBe(0o444);
    expect(modeFor('www-data')).toBe(0o444);
    expect(modeFor(undefined)).toBe(0o444);
    expect(modeFor(Variable.required('UID'))).toBe(0o444);
  });

  it('is 0444 for root without the capability to read files of other users, as the deploying one', () => {
    const modes = ['ALL', 'CAP_DAC_OVERRIDE', 'NET_RAW'].map((capability) => {
      const stack = newStack();
      const key = new Secret(stack, 'key', { file: 'secrets/key', generate: { length: 32 } });
      new Service(stack, 'web', { image, user: '0', cap_drop: [capability] }).readSecret(key);
      return key.mode;
    });
    expect(modes).toEqual([0o444, 0o444, 0o600]);
  });

  it('follows the user who reads it rather than the one who starts the service', () => {
    const stack = newStack();
    const key = new Secret(stack, 'key', { file: 'secrets/key', generate: { length: 32 } });
    new Service(stack, 'db', { image, user: '0:0' }).readSecret(key, { user: { uid: 999, gid: 999 } });
    expect(key.mode).toBe(0o444);
  });
});

describe('a secret', () => {
  it.each(['../key', '/etc/key', '', 'a/b', '.hidden'])('cannot be read as %j, which is no file name', (as) => {
    const ids = diagnosticsOf((stack) => {
      new Service(stack, 'web', { image }).readSecret(new Secret(stack, 'key', { file: '/run/key' }), { as });
    }).map(({ id }) => id);
    expect(ids).toEqual(['secret-file-name-invalid']);
  });

  it('is generated only where that was asked for', () => {
    const { stacks } = generated((stack) => {
      new Secret(stack, 'own', { file: '/etc/shop/key' });
      new Secret(stack, 'made', { file: 'secrets/made', generate: { length: 40 } });
      new Secret(stack, 'shell', { environment: 'KEY' });
    });
    expect(stacks[0]?.assembly.secrets).toEqual([
      { file: '/srv/shop/secrets/made', length: 40, mode: 0o600, construct: 'shop/made' },
    ]);
  });

  it('says nothing of its generation in the Compose file', () => {
    const { secrets } = composeOf((stack) => {
      new Secret(stack, 'made', { file: '/etc/shop/made', generate: { length: 40 }, labels: { a: 'b' } });
    });
    expect(secrets).toEqual({ made: { file: '/etc/shop/made', labels: { a: 'b' } } });
  });

  it('cannot be generated without a file to keep it in', () => {
    const diagnostics = diagnosticsOf((stack) => {
      new Secret(stack, 'key', { environment: 'KEY', generate: { length: 40 } });
    });
    expect(idsOf(diagnostics)).toEqual(['secret-generated-nowhere: shop/key']);
    expect(diagnostics[0]?.location?.file).toBe(__filename);
  });

  it('cannot be generated into the file of another one', () => {
    const { diagnostics } = generated((stack) => {
      new Secret(stack, 'one', { file: 'secrets/key', generate: { length: 32 } });
      new Secret(stack, 'two', { file: './secrets/../secrets/key', generate: { length: 32 } });
    });
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({
      id: 'secret-file-shared',
      path: 'shop/two',
      related: [{ path: 'shop/one', location: { file: __filename } }],
    });
  });
});
