/* Makes and uses passkeys in forms with data-passkey: "create", "get" or "login". The browser's answer goes into the
   hidden field `credential`, and the form is sent. window.webauthnJSON comes with allauth. */

function optionsOf(form) {
  return JSON.parse(form.querySelector('script[type="application/json"]').textContent);
}

async function create(form) {
  const { publicKey } = optionsOf(form).creation_options;
  const alone = form.elements.passwordless?.checked ?? false;
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone && { userVerification: "required" }),
  };
  return window.webauthnJSON.create({ publicKey });
}

function get(form) {
  return window.webauthnJSON.get(optionsOf(form).request_options);
}

async function login(form) {
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`asked for a passkey in vain: ${answer.status}`);
  return window.webauthnJSON.get((await answer.json()).request_options);
}

const ASK = { create, get, login };

async function send(form, button) {
  const error = form.querySelector("[data-passkey-error]");
  error.hidden = true;
  button.disabled = true;
  try {
    form.elements.credential.value = JSON.stringify(await ASK[form.dataset.passkey](form));
    form.submit();
  } catch {
    // What the browser throws is meant for no person; cancelling is the usual reason.
    error.hidden = false;
  } finally {
    button.disabled = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const button = form.querySelector("[data-passkey-button]");
  if (!window.PublicKeyCredential) {
    button.disabled = true;
    continue;
  }
  form.hidden = false;
  button.addEventListener("click", () => send(form, button));
}
