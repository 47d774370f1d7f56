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
  const { form, dataset } = input;
  const [label, ...grades] = dataset.strength.split('|');
  const meter = document.createElement('p');
  meter.className = 'hint';
  meter.setAttribute('role', 'status');
  frame.after(meter);
  // By the gate's own rule, which is fetched when it is needed: what it refuses is never called good.
  const load = () => import(dataset.rules).catch(() => ({}));
  input.addEventListener('focus', load, { once: true });
  form.addEventListener('input', async () => {
    const { passwordStrength } = await load();
    const own = ['email', 'firstName', 'lastName', 'companyName'].map((name) => form[name]?.value ?? '');
    const contextWords = [...dataset.words.split('\n'), ...own];
    const grade = passwordStrength?.(input.value, { minLength: Number(dataset.least), contextWords });
    meter.textContent = input.value && grade !== undefined ? `${label}: ${grades[grade]}` : '';
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
