// The page works without this script: it only shows the chosen image before it is sent, refuses one that the server
// would refuse, and keeps an impatient visitor from sending twice.

(() => {
  const LIMIT = 10 * 1024 * 1024;
  const form = document.querySelector('.upload');
  if (!form) return;
  const drop = form.querySelector('.drop');
  const text = form.querySelector('.drop-text');
  const input = form.querySelector('input[type=file]');
  const button = form.querySelector('button');
  const hint = [...text.childNodes];

  const preview = document.createElement('img');
  preview.alt = '';
  const problem = document.createElement('p');
  problem.className = 'problem';
  problem.setAttribute('role', 'alert');

  function show() {
    const [file] = input.files;
    const tooLarge = file !== undefined && file.size > LIMIT;
    URL.revokeObjectURL(preview.src);
    preview.remove();
    problem.remove();
    drop.classList.toggle('chosen', file !== undefined && !tooLarge);
    if (file === undefined || tooLarge) text.replaceChildren(...hint);
    if (tooLarge) {
      input.value = '';
      problem.textContent = 'That image is larger than 10 MB.';
      form.append(problem);
    } else if (file !== undefined) {
      text.textContent = file.name;
      preview.src = URL.createObjectURL(file);
      drop.append(preview);
    }
  }

  input.addEventListener('change', show);
  for (const event of ['dragenter', 'dragover']) drop.addEventListener(event, () => drop.classList.add('over'));
  for (const event of ['dragleave', 'drop']) drop.addEventListener(event, () => drop.classList.remove('over'));
  form.addEventListener('submit', () => {
    button.disabled = true;
    button.textContent = 'Sharing…';
  });
  // The browser shows the page as it was left when the visitor comes back.
  window.addEventListener('pageshow', () => {
    button.disabled = false;
    button.textContent = 'Share';
    show();
  });
})();
