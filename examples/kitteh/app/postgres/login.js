// @ts-check

const decode = require('./decode.js');
const { PostgresError } = require('./error.js');
const { scramSha256 } = require('./scram.js');
const wire = require('./wire.js');

// https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-START-UP
const OK = 0;
const SASL = 10;
const SASL_CONTINUE = 11;
const SASL_FINAL = 12;

/**
 * Says hello and proves the password by SCRAM-SHA-256. A password is never sent, neither in clear text nor as MD5:
 * a server that asks for one is refused.
 *
 * @param {{ write(bytes: Buffer): unknown }} socket
 * @param {import('./url.js').Address} address
 * @param {number} statementTimeout milliseconds after which the server gives up a statement, 0 for never
 * @param {(done: void) => void} done
 * @param {(error: PostgresError) => void} failed
 * @returns {(message: { type: string, body: Buffer }) => void} the reader of the server's messages
 */
function logIn(socket, { user, password, database }, statementTimeout, done, failed) {
  const scram = scramSha256({ password });
  let proven = 'not asked';
  socket.write(
    wire.startup({
      user,
      database,
      client_encoding: 'UTF8',
      application_name: 'kitteh',
      statement_timeout: String(statementTimeout),
    }),
  );

  /** @param {Buffer} body */
  function authenticate(body) {
    const request = body.readInt32BE(0);
    const data = body.toString('utf8', 4);
    if (request === SASL && proven === 'not asked') {
      if (!decode.mechanisms(body).includes('SCRAM-SHA-256'))
        throw new Error('the server does not offer SCRAM-SHA-256');
      proven = 'asked';
      socket.write(wire.saslInitial('SCRAM-SHA-256', scram.first));
    } else if (request === SASL_CONTINUE && proven === 'asked') {
      proven = 'answered';
      scram.answer(data).then(
        (proof) => socket.write(wire.saslResponse(proof)),
        (error) => failed(PostgresError.protocol(error)),
      );
    } else if (request === SASL_FINAL && proven === 'answered') {
      scram.verify(data);
      proven = 'by both';
    } else if (request === OK && (proven === 'by both' || proven === 'not asked')) {
      proven = 'by both';
    } else {
      throw new Error(`the server asks for another authentication (${request}) than SCRAM-SHA-256`);
    }
  }

  return ({ type, body }) => {
    if (type === 'R') authenticate(body);
    else if (type === 'E') failed(decode.serverError(body));
    else if (type === 'Z' && proven === 'by both') done();
    else if (type !== 'K') throw new Error(`an unexpected message ${JSON.stringify(type)}`);
  };
}

module.exports = { logIn };
