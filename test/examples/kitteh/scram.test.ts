import { createHash, createHmac, pbkdf2Sync } from 'node:crypto';
import fc from 'fast-check';

interface Scram {
  readonly first: string;
  answer(serverFirst: string): Promise<string>;
  verify(serverFinal: string): void;
}

const {
  scramSha256,
}: {
  scramSha256(options: { password: string; user?: string; nonce?: string }): Scram;
} = require('../../../examples/kitteh/app/postgres/scram.js');

/** A server's side, written from RFC 5802 alone: whether the proof is right, and its own signature. */
function server(password: string, salt: Buffer, iterations: number, first: string, challenge: string, final: string) {
  const hmac = (key: Buffer, text: string) => createHmac('sha256', key).update(text).digest();
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const [withoutProof = '', proof = ''] = final.split(',p=');
  const conversation = `${first.slice(3)},${challenge},${withoutProof}`;
  const stored = createHash('sha256').update(hmac(salted, 'Client Key')).digest();
  const signature = hmac(stored, conversation);
  const key = Buffer.from(proof, 'base64').map((byte, at) => byte ^ (signature[at] ?? 0));
  const right = createHash('sha256').update(key).digest().equals(stored);
  return { right, final: `v=${hmac(hmac(salted, 'Server Key'), conversation).toString('base64')}` };
}

describe('SCRAM-SHA-256', () => {
  it("says what RFC 7677's example says", async () => {
    const scram = scramSha256({ user: 'user', password: 'pencil', nonce: 'rOprNGfwEbeRWgbNEkqO' });
    expect(scram.first).toBe('n,,n=user,r=rOprNGfwEbeRWgbNEkqO');
    const challenge = 'r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096';
    await expect(scram.answer(challenge)).resolves.toBe(
      'c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=',
    );
    expect(() => scram.verify('v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).not.toThrow();
    expect(() => scram.verify('v=7rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')).toThrow('could not prove');
  });

  it('convinces a server that has the same password, and no other', async () => {
    const ascii = fc.string({ minLength: 1 });
    await fc.assert(
      fc.asyncProperty(ascii, ascii, fc.uint8Array({ minLength: 1, maxLength: 32 }), async (password, other, bytes) => {
        const salt = Buffer.from(bytes);
        const scram = scramSha256({ password });
        const challenge = `${scram.first.replace(/^.*r=/, 'r=')}more,s=${salt.toString('base64')},i=2`;
        const answer = await scram.answer(challenge);
        const same = server(password, salt, 2, scram.first, challenge, answer);
        expect(same.right).toBe(true);
        expect(() => scram.verify(same.final)).not.toThrow();
        fc.pre(other !== password);
        const wrong = server(other, salt, 2, scram.first, challenge, answer);
        expect(wrong.right).toBe(false);
        expect(() => scram.verify(wrong.final)).toThrow('could not prove');
      }),
    );
  });

  it('takes two spellings of one password as the same', async () => {
    const challenge = 'r=noncemore,s=c2FsdA==,i=2';
    const answer = (password: string) => scramSha256({ password, nonce: 'nonce' }).answer(challenge);
    expect(await answer('\u212Bngstro\u0308m')).toBe(await answer('\u00C5ngstr\u00F6m'));
    expect(await answer('a\u00A0b\u00ADc')).toBe(await answer('a bc'));
    expect(await answer('abc')).not.toBe(await answer('abC'));
  });

  it.each([
    ['did not extend our nonce', 'r=other,s=c2FsdA==,i=4096'],
    ['did not extend our nonce', 'r=nonce,s=c2FsdA==,i=4096'],
    ['malformed', 'r=noncemore,s=,i=4096'],
    ['malformed', 'r=noncemore,s=c2FsdA==,i=0'],
    ['malformed', 'r=noncemore,s=c2FsdA==,i=x'],
    ['malformed', 'r=noncemore,s=c2FsdA==,i=99999999999'],
    ['did not extend our nonce', 'e=other-error'],
  ])('ends with "%s" when the server says %s', async (message, challenge) => {
    await expect(scramSha256({ password: 'pencil', nonce: 'nonce' }).answer(challenge)).rejects.toThrow(message);
  });

  it('takes no signature before the proof, not even an empty one', () => {
    expect(() => scramSha256({ password: 'pencil' }).verify('v=')).toThrow('could not prove');
  });
});
