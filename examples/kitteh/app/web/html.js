// @ts-check

/** HTML that may be sent as it is. Only {@link html} makes it. */
class Html {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
}

const ENTITIES = /** @type {const} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' });

/** @param {string} text */
function escapeHtml(text) {
  return text.replace(
    /[&<>"']/g,
    (character) => ENTITIES[/** @type {keyof typeof ENTITIES} what the pattern matches */ (character)],
  );
}

/** @typedef {string | number | Html | readonly Html[] | undefined} Value */

/**
 * HTML from a template: every value is escaped unless it came from here itself. `undefined` prints nothing.
 * Values belong into text and into quoted attributes, nowhere else.
 *
 * @param {TemplateStringsArray} strings
 * @param {...Value} values
 */
function html(strings, ...values) {
  return new Html(strings.reduce((text, string, at) => text + print(values[at - 1]) + string));
}

/** @param {Value} value @returns {string} */
function print(value) {
  if (value === undefined) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(print).join('');
  return escapeHtml(String(value));
}

module.exports = { Html, escapeHtml, html };
