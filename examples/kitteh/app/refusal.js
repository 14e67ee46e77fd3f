/** A refusal whose message the visitor may read. Fastify answers with its `statusCode`. */
export class Refusal extends Error {
  /** @param {number} statusCode @param {string} message @param {ErrorOptions} [options] */
  constructor(statusCode, message, options) {
    super(message, options);
    this.statusCode = statusCode;
  }
}
