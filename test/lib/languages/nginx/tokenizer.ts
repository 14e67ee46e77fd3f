/** A parsed directive: its words, and its block if it has one. */
export interface Parsed {
  readonly words: readonly string[];
  readonly block?: readonly Parsed[];
}

/** Reads configuration by the rules of ngx_conf_read_token, for tests without nginx. */
export function parse(text: string): readonly Parsed[] {
  let at = 0;

  function word(): string {
    const quote = text[at] === '"' || text[at] === "'" ? text[at++] : undefined;
    let value = '';
    for (;;) {
      const character = text[at];
      if (character === undefined) throw new Error('the file ends in a word');
      if (quote === undefined ? /[ \t\r\n;{]/.test(character) : character === quote) break;
      at++;
      if (character === '$' && text[at] === '{') {
        value += '${';
        at++;
      } else if (character === '\\') {
        const next = text[at++] ?? '';
        const escapes: Record<string, string> = { t: '\t', r: '\r', n: '\n', '"': '"', "'": "'", '\\': '\\' };
        value += escapes[next] ?? `\\${next}`;
      } else value += character;
    }
    if (quote !== undefined) {
      at++;
      if (!/[ \t\r\n;{)]/.test(text[at] ?? '')) throw new Error(`unexpected ${text[at]}`);
    }
    return value;
  }

  function directives(nested: boolean): readonly Parsed[] {
    const found: Parsed[] = [];
    let words: string[] = [];
    while (at < text.length) {
      const character = text[at] ?? '';
      if (/[ \t\r\n]/.test(character)) at++;
      else if (character === '#') at = (text.indexOf('\n', at) + 1 || text.length + 1) - 1;
      else if (character === '}') {
        if (words.length > 0 || !nested) throw new Error('unexpected }');
        at++;
        return found;
      } else if (character === ';' || character === '{') {
        if (words.length === 0) throw new Error(`unexpected ${character}`);
        at++;
        found.push(character === ';' ? { words } : { words, block: directives(true) });
        words = [];
      } else words.push(word());
    }
    if (nested || words.length > 0) throw new Error('unexpected end of file');
    return found;
  }

  return directives(false);
}
