/** Splits a line into words and removes quotes, as BuildKit does it for ENV and LABEL, with no variable set. */
export function lex(line: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    if (character === "'") {
      const end = line.indexOf("'", at + 1);
      if (end < 0) throw new Error(`unmatched quote in ${line}`);
      word = (word ?? '') + line.slice(at + 1, end);
      at = end;
    } else if (character === '"') {
      word ??= '';
      for (at++; line.charAt(at) !== '"'; at++) {
        if (at >= line.length) throw new Error(`unmatched quote in ${line}`);
        if (line.charAt(at) === '$') throw new Error(`a variable in ${line}`);
        if (line.charAt(at) === '\\' && '"$\\'.includes(line.charAt(at + 1))) at++;
        word += line.charAt(at);
      }
    } else if (character === '$' || character === '\\') {
      throw new Error(`${character} outside of quotes in ${line}`);
    } else if (/\s/.test(character)) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + character;
  }
  return word === undefined ? words : [...words, word];
}

/** The instructions of a Dockerfile without here-documents: continued lines joined, comments and blank lines left out. */
export function instructionsOf(text: string): readonly string[] {
  const found: string[] = [];
  let open = '';
  for (const line of text.split('\n')) {
    if (/^\s*#/.test(line) || (open === '' && line === '')) continue;
    if (/(?:^|[^\\])\\[ \t]*$/.test(line)) open += line.replace(/\\[ \t]*$/, '');
    else {
      found.push(open + line);
      open = '';
    }
  }
  return found;
}
