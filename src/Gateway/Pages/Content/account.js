// The page of a person's own account. Which part is shown follows from the session and from the link by which the
// reader came: a token stands behind the #, where no server and no log ever sees it.

import { atHome, setUpAuthenticator } from "./account-home.js";
import { ask, buttonOf, fieldOf, formOf, leave, linkTo, newPasswordFields, show } from "./account-forms.js";
import { element } from "./elements.js";
import { canUsePasskeys, signInWithPasskey } from "./passkeys.js";

const links = {
  "/account/invitation": acceptInvitation,
  "/account/password-reset": resetPassword,
  "/account/email": confirmEmail,
};

async function start() {
  const token = location.hash.slice(1);
  if (token && links[location.pathname]) {
    history.replaceState(null, "", location.pathname);   // a token must not stay in the address bar or the history
    return links[location.pathname](token);
  }

  const session = await ask("GET", "/identity/session", undefined, { quietly: [401, 404] });
  if (session.ok) return atHome(session.body);
  return signIn();
}

async function signIn() {
  const [providers, personas] = await Promise.all([
    ask("GET", "/identity/sign-in/external", undefined, { quietly: true }),
    ask("GET", "/identity/personas", undefined, { quietly: true }),
  ]);
  show("Sign in",
    formOf("Sign in", [
      fieldOf("email", "E-mail address", { type: "email", autocomplete: "username", required: true }),
      fieldOf("password", "Password", { type: "password", autocomplete: "current-password", required: true }),
    ], async ({ email, password }) => {
      const answer = await ask("POST", "/identity/sign-in", { email, password });
      if (answer.ok) await goOn(answer.body.status);
    }),
    element("p", {}, linkTo("I have forgotten my password", forgotten)),
    canUsePasskeys() && element("p", {}, buttonOf("Sign in with a passkey", async () => {
      if (await signInWithPasskey()) await leave();
    })),
    providers.ok && providers.body.items?.length > 0 && [
      element("h2", {}, "With another account"),
      element("ul", {}, providers.body.items.map(provider => element("li", {},
        element("a", { href: `/identity/sign-in/external/${encodeURIComponent(provider.name)}?returnTo=/account` },
          provider.displayName)))),
    ],
    personas.ok && [
      element("h2", {}, "As somebody of the demonstration place"),
      element("p", {}, "None of them is a real person, and no password is asked."),
      element("ul", { class: "choices" }, personas.body.items.map(persona => element("li", {},
        buttonOf(persona.displayName, async () => {
          if ((await ask("POST", "/identity/sign-in/persona", { persona: persona.name })).ok) await leave();
        })))),
    ]);
}

function goOn(status) {
  return {
    signedIn: leave,
    secondFactorRequired: secondFactor,
    secondFactorSetUpRequired: () => setUpAuthenticator("/identity/sign-in/second-factor/totp"),
  }[status]();
}

function secondFactor() {
  show("Show that it is you",
    element("p", {}, "Your authenticator app shows a code of six digits. If you do not have it with you, use one of your recovery codes."),
    formOf("Go on", [
      fieldOf("code", "Code from the app", { inputmode: "numeric", autocomplete: "one-time-code", maxlength: 7 }),
      fieldOf("recoveryCode", "Or a recovery code", { autocomplete: "off" }),
    ], async ({ code, recoveryCode }) => {
      const given = code ? { code: code.replaceAll(" ", "") } : { recoveryCode };
      if ((await ask("POST", "/identity/sign-in/second-factor", given)).ok) await leave();
    }),
    element("p", {}, linkTo("Begin again", signIn)));
}

function acceptInvitation(token) {
  show("Join the place",
    element("p", {}, "You were invited to use IntegratedCare. Choose a password; three or four words that have nothing to do with each other are easy to keep and hard to guess."),
    formOf("Join", newPasswordFields(), async ({ newPassword }) => {
      const answer = await ask("POST", "/identity/invitations/acceptance", { token, password: newPassword });
      if (answer.ok) await goOn(answer.body.status);
    }));
}

function forgotten() {
  show("Choose another password",
    element("p", {}, "Say which e-mail address you sign in with. If there is an account, a link comes to it by e-mail."),
    formOf("Send the link", [
      fieldOf("email", "E-mail address", { type: "email", autocomplete: "username", required: true }),
    ], async ({ email }) => {
      if ((await ask("POST", "/identity/password/reset-request", { email })).ok)
        show("Look into your e-mail", element("p", {}, "If there is an account with that address, a link to choose another password is on its way."));
    }),
    element("p", {}, linkTo("Back to signing in", signIn)));
}

function resetPassword(token) {
  show("Choose another password",
    formOf("Change the password", newPasswordFields(), async ({ newPassword }) => {
      if ((await ask("POST", "/identity/password/reset", { token, newPassword })).ok)
        await signIn();
    }));
}

async function confirmEmail(token) {
  const answer = await ask("POST", "/identity/email/confirmation", { token });
  show(answer.ok ? "Your address is changed" : "Your address is not changed",
    element("p", {}, answer.ok ? "Sign in with it from now on." : "Ask for the change again."),
    element("p", {}, linkTo("Go on", start)));
}

await start();
