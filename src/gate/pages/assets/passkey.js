// Passkeys (WebAuthn). A form with data-passkey asks the browser before it is sent; without this script it is not there.
const forms = [...document.querySelectorAll('form[data-passkey]')];
const can = isSecureContext && window.PublicKeyCredential?.parseRequestOptionsFromJSON !== undefined;
const freshMs = 240_000;
let loaded = Date.now();
let waiting;

/** Options are good for some minutes: later the page is asked for new ones. */
async function optionsOf(form) {
  if (Date.now() - loaded > freshMs) {
    const answer = await fetch(location.href);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const [index, fresh] of page.querySelectorAll('form[data-passkey]').entries()) {
      if (forms[index]) forms[index].dataset.options = fresh.dataset.options;
    }
    loaded = Date.now();
  }
  return JSON.parse(form.dataset.options);
}

async function ask(form, mediation) {
  waiting?.abort();
  waiting = new AbortController();
  const { signal } = waiting;
  const options = await optionsOf(form);
  const credential =
    form.dataset.passkey === 'make'
      ? await navigator.credentials.create({
          publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options),
          signal,
        })
      : await navigator.credentials.get({
          publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
          signal,
          ...(mediation && { mediation }),
        });
  form.elements.credential.value = JSON.stringify(credential.toJSON());
  // "Keep me signed in" stands in the form for the password.
  if (form.elements.keep) form.elements.keep.value = document.querySelector('#keep')?.checked ? 'yes' : '';
  form.submit();
}

function say(form, text) {
  const line = form.querySelector('[role=status]') ?? document.createElement('p');
  line.className = 'error';
  line.setAttribute('role', 'status');
  form.prepend(line);
  line.textContent = text;
}

for (const form of forms) {
  const { autofill, unsupported, failed, known } = form.dataset;
  if (!can) {
    if (unsupported === undefined) continue;
    form.hidden = false;
    for (const button of form.querySelectorAll('button')) button.hidden = true;
    say(form, unsupported);
    continue;
  }
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    ask(form).catch((error) => say(form, (error.name === 'InvalidStateError' && known) || failed));
  });
  if (autofill === undefined) continue;
  const offer = () => ask(form, 'conditional').catch(() => {});
  PublicKeyCredential.isConditionalMediationAvailable?.().then((is) => {
    if (!is) return;
    offer();
    setInterval(() => document.hidden || offer(), freshMs + 1000);
  });
}
