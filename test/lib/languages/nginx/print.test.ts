import fc from 'fast-check';
import {
  block,
  capture,
  comment,
  directive,
  dollarVariable,
  entry,
  expression,
  ifBlock,
  location,
  map,
  mapDefault,
  mapEntry,
  NginxError,
  type NginxNode,
  printNginx,
  regex,
  variable,
  verbatim,
} from '../../../../lib/languages/nginx';
import { type Parsed, parse } from './tokenizer';

const host = variable('host');

/** The one line that a directive becomes. */
function line(node: NginxNode): string {
  return printNginx([node]).trimEnd();
}

function errorId(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof NginxError) return error.finding.id;
    throw error;
  }
}

describe('a printed file', () => {
  it('has one directive a line, four spaces a level and blank lines around blocks', () => {
    const nodes = [
      comment('made by hand\n\n  twice', directive('worker_processes', 'auto')),
      block('events', [], []),
      block(
        'http',
        [],
        [
          directive('sendfile', 'on'),
          directive('tcp_nopush', 'on'),
          comment(
            'the site',
            block('server', [], [directive('listen', 80), location('/', [directive('return', 204)])]),
          ),
        ],
      ),
    ];
    expect(printNginx(nodes)).toBe(`# made by hand
#
#   twice
worker_processes auto;

events {}

http {
    sendfile on;
    tcp_nopush on;

    # the site
    server {
        listen 80;

        location / {
            return 204;
        }
    }
}
`);
  });

  it('is empty for nothing', () => {
    expect(printNginx([])).toBe('');
  });
});

describe('a string argument', () => {
  it.each([
    ['kitt.eh', 'kitt.eh'],
    ['', '""'],
    ['two words', '"two words"'],
    ['semi;colon', '"semi;colon"'],
    ['{', '"{"'],
    ['}', '"}"'],
    ['#no-comment', '"#no-comment"'],
    ["it's", '"it\'s"'],
    ['say "x"', '\'say "x"\''],
    ['both \' and "', '"both \' and \\""'],
    ['\\', '"\\\\"'],
    ['a\\', '"a\\\\"'],
    ['\\n', '"\\\\n"'],
    ['\\d', '\\d'],
    ['a \\d', '"a \\d"'],
    ['\\\\d', '"\\\\\\d"'],
    ['line\nline', '"line\\nline"'],
    ['\t\r', '"\\t\\r"'],
    ['\\\n', '"\\\\\\n"'],
    ['grüße', '"grüße"'],
  ])('%j is written %s', (text, printed) => {
    expect(line(directive('x', text))).toBe(`x ${printed};`);
  });

  it('is read back as the same text, whatever it is', () => {
    const unit = fc.oneof(
      fc.constantFrom(...'"\'\\ \t\n\r;{}#()~trn'),
      fc.constant('\\\\'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const text = fc.string({ unit }).filter((value) => !/[\0$]/.test(value));
    fc.assert(
      fc.property(fc.array(text), (values) => {
        const nodes = [block('a', values, [directive('b', ...values)])];
        const expected: readonly Parsed[] = [{ words: ['a', ...values], block: [{ words: ['b', ...values] }] }];
        expect(parse(printNginx(nodes))).toEqual(expected);
      }),
    );
  });

  it('with a dollar sign is data where variables are read, and where they are not', () => {
    expect(line(directive('return', 200, '$5 for $host'))).toBe('return 200 "${dollar}5 for ${dollar}host";');
    expect(line(directive('error_log', '/logs/$host'))).toBe('error_log /logs/$host;');
    expect(line(directive('return', 200, expression`${'$'}${host}$`))).toBe('return 200 "${dollar}$host${dollar}";');
  });

  it('never brings a variable into a directive that reads them', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('$', '{', '}', 'h', '1', '\\', ' ') }), (text) => {
        const words = parse(line(directive('return', 200, text)))[0]?.words ?? [];
        expect(words[2]?.replaceAll('${dollar}', '')).toBe(text.replaceAll('$', ''));
      }),
    );
  });

  it('with a dollar sign is refused where nobody knows what the directive does with it', () => {
    expect(errorId(() => line(directive('js_var', '$x')))).toBe('dollar-in-unknown-directive');
    expect(line(directive('js_var', verbatim('$x')))).toBe('js_var $x;');
  });

  it('that the directive would take for something else is refused', () => {
    expect(errorId(() => line(directive('server_name', '~^evil')))).toBe('literal-looks-like-syntax');
    expect(errorId(() => line(directive('server_name', '$HOSTNAME')))).toBe('literal-looks-like-syntax');
    expect(errorId(() => line(directive('proxy_redirect', '~x', '/')))).toBe('literal-looks-like-syntax');
    expect(line(directive('server_name', regex('^a$'), variable('hostname')))).toBe('server_name ~^a$ $hostname;');
  });

  it.each(['\0', 'a\0b', '\ud800', '\udc00x'])('%j is refused, because no file can hold it', (text) => {
    expect(errorId(() => line(directive('x', text)))).toBe('unprintable-character');
  });

  it('longer than nginx reads is refused, counted in bytes', () => {
    expect(line(directive('x', 'a'.repeat(4094)))).toHaveLength(4097);
    expect(errorId(() => line(directive('x', 'a'.repeat(4095))))).toBe('argument-too-long');
    expect(errorId(() => line(directive('x', 'é'.repeat(2047))))).toBe('argument-too-long');
  });
});

describe('a name', () => {
  it.each(['', 'a b', 'a;', 'A', '1a', 'a{', 'a-b', 'é', 'a\n'])('%j is no directive', (name) => {
    expect(errorId(() => directive(name))).toBe('invalid-directive-name');
    expect(errorId(() => block(name, [], []))).toBe('invalid-directive-name');
    expect(errorId(() => printNginx([{ kind: 'directive', name, args: [] }]))).toBe('invalid-directive-name');
  });

  it.each(['', '$host', 'a b', 'A', 'a}', '1', '-'])('%j is no variable', (name) => {
    expect(errorId(() => variable(name))).toBe('invalid-variable-name');
  });

  it('of a variable is checked again when a hand-made node is printed', () => {
    const node = directive('return', 200, { kind: 'variable', name: 'a}; evil' });
    expect(errorId(() => printNginx([node]))).toBe('invalid-variable-name');
  });
});

describe('an expression', () => {
  it('keeps a variable apart from the text behind it', () => {
    const text = expression`${host}s/${host}-${host}${host}${1}`;
    expect(line(directive('return', 200, text))).toBe('return 200 "${host}s/$host-$host${host}1";');
  });

  it('takes captures, of which a digit behind is no part', () => {
    expect(line(directive('return', 200, expression`${capture(1)}0`))).toBe('return 200 $10;');
    expect(errorId(() => capture(0))).toBe('invalid-capture');
    expect(errorId(() => capture(10))).toBe('invalid-capture');
  });

  it('can hold expressions', () => {
    const url = expression`http://${expression`${host}:${4000}`}/`;
    expect(line(directive('proxy_pass', url))).toBe('proxy_pass http://$host:4000/;');
  });

  it.each(['$host', 'x${y', '$1'])('refuses %j in its own text, since it reads like a variable', (text) => {
    const strings = Object.assign([text], { raw: [text] });
    expect(errorId(() => expression(strings))).toBe('dollar-in-template');
  });
});

describe('a location', () => {
  it.each([
    ['/a b', 'location "/a b" {}'],
    ['@named', 'location @named {}'],
    [{ exact: '/a' }, 'location = /a {}'],
    [{ prefixOverRegex: '/a' }, 'location ^~ /a {}'],
    [regex('\\.(js|css)$'), 'location ~ \\.(js|css)$ {}'],
    [regex('^/[0-9]{2}"$', { ignoreCase: true }), "location ~* '^/[0-9]{2}\"$' {}"],
    ['/$5', 'location /$5 {}'],
  ] as const)('%j', (match, printed) => {
    expect(line(location(match, []))).toBe(printed);
  });

  it.each(['~ evil', '= /x', '', 'x', '@', '*'])('%j is refused as a path', (path) => {
    expect(errorId(() => line(location(path, [])))).toBe('invalid-location');
    expect(errorId(() => line(location({ exact: path }, [])))).toBe('invalid-location');
  });

  it('cannot be made out of loose words or variables', () => {
    expect(errorId(() => line(block('location', ['~', '/x'], [])))).toBe('invalid-location');
    expect(errorId(() => line(block('location', [host], [])))).toBe('invalid-location');
    expect(errorId(() => line(block('location', ['=', regex('x')], [])))).toBe('invalid-location');
    expect(errorId(() => line(block('location', ['/a', '/b'], [])))).toBe('invalid-location');
  });
});

describe('an if', () => {
  it.each([
    [host, 'if ($host) {}'],
    [{ variable: host, equals: 'a b)' }, 'if ($host = "a b)") {}'],
    [{ variable: host, notEquals: expression`x${host}` }, 'if ($host != x$host) {}'],
    [{ variable: host, matches: regex('^a{2}$') }, 'if ($host ~ "^a{2}$") {}'],
    [{ variable: host, notMatches: regex('x', { ignoreCase: true }) }, 'if ($host !~* x) {}'],
    [{ test: '!-f', path: expression`${host}/x` }, 'if (!-f $host/x) {}'],
  ] as const)('case %#', (condition, printed) => {
    expect(line(ifBlock(condition, []))).toBe(printed);
  });

  it('with other words is refused', () => {
    expect(errorId(() => line(block('if', ['x'], [])))).toBe('invalid-condition');
    expect(errorId(() => line(block('if', [host, '~', 'text'], [])))).toBe('invalid-condition');
    expect(errorId(() => line(block('if', [host, '=', regex('x')], [])))).toBe('invalid-condition');
    expect(errorId(() => line(block('if', [], [])))).toBe('invalid-condition');
  });
});

describe('a regular expression', () => {
  it('is written as its directive wants it', () => {
    const pattern = regex('^/a$', { ignoreCase: true });
    expect(line(directive('rewrite', pattern, '/b', 'last'))).toBe('rewrite (?i)^/a$ /b last;');
    expect(line(directive('server_name', pattern))).toBe('server_name ~*^/a$;');
    expect(errorId(() => line(directive('root', pattern)))).toBe('regex-not-allowed');
    expect(errorId(() => line(directive('rewrite', '^/a$', '/b')))).toBe('regex-expected');
  });
});

describe('a map', () => {
  it('looks up the very text, even if that is a word or sign of its own', () => {
    const keys = ['default', 'hostnames', 'include', 'volatile', '~a', '\\a', '', '$x', '*.a', 'defaults'];
    const node = map(host, variable('out'), [
      mapDefault('~d $'),
      ...keys.map((key) => mapEntry(key, 'x')),
      mapEntry(regex('^a{1}$', { ignoreCase: true }), expression`${host}!`),
    ]);
    expect(line(node)).toBe(`map $host $out {
    default "~d \${dollar}";
    \\default x;
    \\hostnames x;
    \\include x;
    \\volatile x;
    \\~a x;
    "\\\\\\a" x;
    "" x;
    $x x;
    *.a x;
    defaults x;
    "~*^a{1}$" $host!;
}`);
  });

  it('like geo and types, takes only what can be a key there', () => {
    expect(line(dollarVariable())).toBe('geo $dollar {\n    default $;\n}');
    expect(line(block('types', [], [entry('text/html', 'html', 'htm')]))).toBe('types {\n    text/html html htm;\n}');
    expect(errorId(() => line(block('geo', [host], [entry('ranges', 'x')])))).toBe('invalid-entry');
    expect(errorId(() => line(block('types', [], [entry(undefined, 'x')])))).toBe('invalid-entry');
    expect(errorId(() => line(block('server', [], [mapDefault('x')])))).toBe('invalid-entry');
  });
});

describe('a comment', () => {
  it('stays one at every kind of line end', () => {
    const printed = printNginx([comment('a\nb\r\nc\rd\u0085e\u2028f', directive('x'))]);
    expect(printed).toBe('# a\n# b\n# c\n# d\n# e\n# f\nx;\n');
  });

  it('cannot hold control characters', () => {
    expect(errorId(() => comment('a\0', directive('x')))).toBe('invalid-comment');
    expect(errorId(() => comment('\u001b[0m', directive('x')))).toBe('invalid-comment');
    const node: NginxNode = { kind: 'directive', name: 'x', args: [], comment: ['a\ny;'] };
    expect(errorId(() => printNginx([node]))).toBe('invalid-comment');
  });
});

describe('nodes', () => {
  it('are frozen, with everything in them', () => {
    const node = comment('x', block('a', ['b'], [directive('c')]));
    for (const value of [node, node.args, node.block, node.comment, expression`a${host}`.parts, host]) {
      expect(Object.isFrozen(value)).toBe(true);
    }
  });
});
