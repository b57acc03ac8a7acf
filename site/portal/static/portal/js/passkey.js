// Passkeys: asks the browser for one and sends its answer with the form around it. A form says with data-portal-passkey what for:
// "login" (fetches what to ask for from its own address), "get" and "create" (what to ask for lies in data-options).
// Forms stay hidden where there are no passkeys.

const forms = document.querySelectorAll("form[data-portal-passkey]");

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

function withBytes(credentials = []) {
  return credentials.map((credential) => ({ ...credential, id: bytes(credential.id) }));
}

async function create(options) {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
      // One that can log in by itself: kept on the device, opened by finger, face or PIN.
      authenticatorSelection: { ...options.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" },
    },
  });
  return {
    ...common(credential),
    response: {
      clientDataJSON: text(credential.response.clientDataJSON),
      attestationObject: text(credential.response.attestationObject),
      transports: credential.response.getTransports?.() ?? [],
    },
  };
}

async function get(options) {
  const credential = await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: withBytes(options.allowCredentials) },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  return {
    ...common(credential),
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null,
    },
  };
}

function common(credential) {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function ask(form) {
  const purpose = form.dataset.portalPasskey;
  if (purpose === "create") return create(JSON.parse(form.dataset.options).publicKey);
  if (purpose === "get") return get(JSON.parse(form.dataset.options).publicKey);
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(String(response.status));
  return get((await response.json()).request_options.publicKey);
}

async function answer(event) {
  const form = event.currentTarget;
  event.preventDefault();
  const problem = form.querySelector("[data-portal-passkey-problem]");
  problem.hidden = true;
  try {
    form.elements.credential.value = JSON.stringify(await ask(form));
    form.removeEventListener("submit", answer);
    form.submit();
  } catch {
    problem.hidden = false; // cancelled, unknown or not allowed here: browsers do not say which
  }
}

if (window.PublicKeyCredential && navigator.credentials) {
  document.querySelector("[data-portal-passkey-missing]")?.remove();
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener("submit", answer);
  }
}
