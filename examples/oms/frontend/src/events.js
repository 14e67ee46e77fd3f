const list = document.querySelector('ul');
const form = document.querySelector('form');

/** Asks the module. */
async function api(path, options) {
  const answer = await fetch(`/api${path}`, options);
  if (!answer.ok) throw new Error((await answer.json()).error);
  return answer.json();
}

async function show() {
  const events = await api('/events');
  list.replaceChildren(
    ...events.map(({ name, picture }) => {
      const item = document.createElement('li');
      if (picture)
        item.append(Object.assign(document.createElement('img'), { src: `/media/${picture}`, alt: '' }), ' ');
      item.append(name);
      return item;
    }),
  );
}

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const { name, picture } = form.elements;
  const [file] = picture.files;
  const kept = file && (await api('/media', { method: 'POST', headers: { 'Content-Type': file.type }, body: file }));
  const body = JSON.stringify({ name: name.value, ...(kept && { picture: kept.picture }) });
  await api('/events', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
  form.reset();
  await show();
});

await show();
