// Small comforts; every page works without them. Showing a password, and how strong a new one looks:
for (const input of document.querySelectorAll('input[data-show]')) {
  const frame = document.createElement('div');
  frame.className = 'with-show';
  input.replaceWith(frame);
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = input.dataset.show;
  button.setAttribute('aria-controls', input.id);
  button.addEventListener('click', () => {
    const hidden = input.type === 'password';
    input.type = hidden ? 'text' : 'password';
    button.textContent = hidden ? input.dataset.hide : input.dataset.show;
    input.focus();
  });
  frame.append(input, button);
  input.form.addEventListener('submit', () => {
    input.type = 'password';
  });

  if (input.dataset.strength === undefined) continue;
  const [label, ...words] = input.dataset.strength.split('|');
  const meter = document.createElement('p');
  meter.className = 'hint';
  meter.setAttribute('role', 'status');
  frame.after(meter);
  input.addEventListener('input', () => {
    const characters = [...input.value];
    const worth = Math.min(characters.length, new Set(characters).size * 1.5);
    const isShort = characters.length < Number(input.dataset.least);
    const grade = isShort || worth < 10 ? 0 : worth < 15 ? 1 : 2;
    meter.textContent = characters.length === 0 ? '' : `${label}: ${words[grade]}`;
  });
}
document.querySelector('.problem')?.focus();

// Waiting for access: ask quietly, and go on as soon as it is there.
const wait = document.querySelector('[data-wait]');
if (wait !== null) {
  setInterval(async () => {
    const answer = await fetch('/_gate/me.json').catch(() => null);
    if (answer?.ok && (await answer.json()).access) location.reload();
  }, wait.dataset.wait * 1000);
}

// The place on the page that one came for (#…) goes along through forms and links; without this the browser keeps it on
// the way, but not over a mail.
if (location.hash.length > 1) {
  const placed = (path) => (path.includes('#') ? path : path + location.hash);
  for (const field of document.querySelectorAll('input[name=return]')) field.value = placed(field.value);
  for (const link of document.querySelectorAll('a[href*="return="]')) {
    const url = new URL(link.href);
    url.searchParams.set('return', placed(url.searchParams.get('return')));
    link.href = url.href;
  }
}
