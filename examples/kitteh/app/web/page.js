// @ts-check

const { PAGE } = require('../kittehs.js');
const { html } = require('./html.js');

/** @typedef {import('./html.js').Html} Html */
/** @typedef {import('../kittehs.js').Kitteh} Kitteh */
/** @typedef {{ asset: (name: string) => string, image: (file: string) => string }} Urls */

/** @param {Urls} urls @param {string} title @param {Html} content */
function layout(urls, title, content) {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${urls.asset('logo.svg')}" type="image/svg+xml">
<link rel="stylesheet" href="${urls.asset('app.css')}">
<script src="${urls.asset('app.js')}" defer></script>
</head>
<body>
<header class="top">
<a class="brand" href="/"><img src="${urls.asset('logo.svg')}" alt="" width="40" height="40"><span>kitteh</span></a>
<p class="tagline">Pictures of cats. Nothing else.</p>
</header>
<main>
${content}
</main>
</body>
</html>
`;
}

const UPLOAD_FORM = html`<form class="upload" method="post" action="/kittehs" enctype="multipart/form-data">
<label class="drop">
<input type="file" name="image" accept="image/png,image/jpeg,image/gif,image/webp" required>
<span class="drop-text"><strong>Choose a cat</strong> <span class="drop-hint">or drop it here</span></span>
<span class="drop-limit">PNG, JPEG, GIF or WebP, 10 MB at most</span>
</label>
<label class="field"><span>Its name</span><input type="text" name="title" maxlength="100" autocomplete="off" placeholder="Whiskers"></label>
<button type="submit">Share</button>
</form>`;

/** @param {Urls} urls @param {Kitteh} kitteh */
function card(urls, { id, file, title, created_at: time }) {
  const name = title || 'A cat without a name';
  return html`<li class="card" id="kitteh-${id}">
<figure>
<a href="${urls.image(file)}"><img src="${urls.image(file)}" alt="${name}" loading="lazy"></a>
<figcaption><span class="${title ? 'name' : 'name nameless'}" dir="auto">${name}</span>
<time datetime="${time}">${time.slice(0, 10)}</time></figcaption>
</figure>
</li>
`;
}

/** @param {Urls} urls @param {readonly Kitteh[]} kittehs newest first */
function galleryPage(urls, kittehs) {
  const last = kittehs.length === PAGE ? kittehs.at(-1) : undefined;
  const cards = kittehs.map((kitteh) => card(urls, kitteh));
  const gallery = html`<ul class="gallery">
${cards}</ul>`;
  const older = last && html`<nav class="older"><a href="/?before=${last.id}">Older cats</a></nav>`;
  const content = html`${UPLOAD_FORM}
${kittehs.length > 0 ? gallery : html`<p class="empty">No cats yet. Yours could be the first.</p>`}
${older}`;
  return layout(urls, 'kitteh', content);
}

/** @param {Urls} urls @param {string} message */
function errorPage(urls, message) {
  return layout(
    urls,
    'kitteh: that did not work',
    html`<div class="error" role="alert"><h1>That did not work</h1><p>${message}</p><p><a href="/">Back to the cats</a></p></div>`,
  );
}

module.exports = { errorPage, galleryPage };
