// @ts-check

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const path = require('node:path');

const SOURCE = path.join(__dirname, 'src');
const OUTPUT = path.join(__dirname, 'dist');

/**
 * `app.css` becomes `app-<digest>.css`. The name changes exactly when the content does, so a browser may keep it for ever.
 *
 * @param {string} name
 * @param {Buffer} content
 */
function digested(name, content) {
  const { name: stem, ext } = path.parse(name);
  const digest = createHash('sha256').update(content).digest('hex').slice(0, 16);
  return `${stem}-${digest}${ext}`;
}

/**
 * Writes every asset twice, under its plain name and under one with its digest, and `manifest.json`, which maps the
 * first to the second.
 */
function build() {
  /** @type {Record<string, string>} */
  const manifest = {};
  fs.rmSync(OUTPUT, { recursive: true, force: true });
  fs.mkdirSync(OUTPUT);
  for (const name of fs.readdirSync(SOURCE).sort()) {
    const content = fs.readFileSync(path.join(SOURCE, name));
    manifest[name] = digested(name, content);
    for (const target of [name, manifest[name]]) fs.writeFileSync(path.join(OUTPUT, target), content);
    console.log(`${name} -> ${manifest[name]}`);
  }
  fs.writeFileSync(path.join(OUTPUT, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

build();
