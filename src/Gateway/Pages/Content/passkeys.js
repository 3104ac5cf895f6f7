// Passkeys (Web Authentication, level 3): the browser's own JSON forms go between the authenticator and the identity service.

import { ask, complain } from "./account-forms.js";

export const canUsePasskeys = () => typeof PublicKeyCredential?.parseRequestOptionsFromJSON === "function";

export async function signInWithPasskey() {
  const options = await ask("POST", "/identity/sign-in/passkey/options", {});
  if (!options.ok) return false;

  const credential = await touched(() =>
    navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.body) }));
  return credential && (await ask("POST", "/identity/sign-in/passkey", { credential: credential.toJSON() })).ok;
}

/** The proof says once more who is at the page. */
export async function addPasskey(name, proof) {
  const options = await ask("POST", "/identity/passkeys/options", proof);
  if (!options.ok) return false;

  const credential = await touched(() =>
    navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.body) }));
  return credential && (await ask("POST", "/identity/passkeys", { name, credential: credential.toJSON() })).ok;
}

// Saying no, waiting too long and having no such key all look alike, so that a page cannot tell them apart.
async function touched(act) {
  try {
    return await act();
  } catch {
    complain("The passkey was not used. Try again, or sign in another way.");
    return undefined;
  }
}
