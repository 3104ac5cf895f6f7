// What a signed-in person sees of themselves: in which part they act, how they prove who they are, and where they are signed in.

import { ask, buttonOf, fieldOf, formOf, leave, linkTo, newPasswordFields, show } from "./account-forms.js";
import { element, table } from "./elements.js";
import { addPasskey, canUsePasskeys } from "./passkeys.js";

const moment = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "Europe/London" });
const at = time => time ? moment.format(new Date(time)) : "never";

/** The parts that the session allows; a persona of a demonstration has no password and no factors. */
export async function atHome(session) {
  const again = () => location.reload();
  const sessions = await ask("GET", "/identity/sessions");
  const isPerson = session.email !== undefined;
  const [passkeys, factor] = isPerson
    ? await Promise.all([ask("GET", "/identity/passkeys"), ask("GET", "/identity/second-factor")])
    : [{ ok: false }, { ok: false }];
  const proveHere = (title, act) => prove(title, Boolean(factor.ok && factor.body.authenticatorSince), act);

  show(`Signed in as ${session.name}`,
    element("p", {}, `You act as ${partOf(session.actingAs)}. The session ends ${at(session.idleEndsAt)} unless you use it, and ${at(session.endsAt)} in any case.`),
    element("p", {}, buttonOf("Sign out", async () => { if ((await ask("POST", "/identity/sign-out")).ok) await leave(); })),
    session.memberships.length > 1 && [
      element("h2", {}, "Act in another part"),
      element("ul", { class: "choices" }, session.memberships.filter(part => part.id !== session.actingAs.id).map(part =>
        element("li", {}, buttonOf(partOf(part), async () => {
          if ((await ask("POST", "/identity/session/membership", { membershipId: part.id })).ok) again();
        })))),
    ],
    sessions.ok && [
      element("h2", {}, "Where you are signed in"),
      table("Browsers that are signed in", ["Device", "Since", "Last used", ""], sessions.body.items.map(each => [
        each.device, at(each.createdAt), at(each.lastUsedAt),
        each.isThis ? "this one" : buttonOf("End", async () => {
          if ((await ask("POST", `/identity/sessions/${each.id}/revoke`)).ok) again();
        }),
      ])),
      sessions.body.items.length > 1 && element("p", {}, buttonOf("End all the others", async () => {
        if ((await ask("POST", "/identity/sessions/revoke-others")).ok) again();
      })),
    ],
    isPerson && [
      element("h2", {}, "Passkeys"),
      passkeys.ok && passkeys.body.items.length > 0
        ? table("Your passkeys", ["Name", "Added", "Last used", ""], passkeys.body.items.map(key => [
            key.name, at(key.createdAt), at(key.lastUsedAt),
            buttonOf("Remove", () => proveHere(`Remove the passkey ${key.name}`, proof => removePasskey(key, proof))),
          ]))
        : element("p", {}, "You have none. A passkey signs you in with your phone, your computer or a security key, and cannot be phished."),
      canUsePasskeys() && formOf("Add a passkey", [
        fieldOf("name", "What to call it", { required: true, maxlength: 50 }, "For example: work laptop."),
      ], ({ name }) => proveHere(`Add the passkey ${name}`, async proof => { if (await addPasskey(name, proof)) await leave(); })),
      element("h2", {}, "Authenticator app"),
      factor.ok && factor.body.authenticatorSince
        ? [element("p", {}, `In use since ${at(factor.body.authenticatorSince)}. You have ${factor.body.recoveryCodesLeft} recovery codes left.`),
          element("ul", { class: "choices" },
            element("li", {}, buttonOf("Make new recovery codes", () => proveHere("Make new recovery codes", newRecoveryCodes))),
            element("li", {}, buttonOf("Stop using it", () => proveHere("Stop using the authenticator app", removeAuthenticator))))]
        : [element("p", {}, "A code of six digits, besides the password."), element("p", {}, buttonOf("Set it up", () => setUpAuthenticator()))],
      element("h2", {}, "Password"),
      formOf("Change the password", [
        fieldOf("currentPassword", "Present password", { type: "password", autocomplete: "current-password", required: true }),
        ...newPasswordFields(),
      ], async passwords => {
        if ((await ask("POST", "/identity/password", passwords)).ok) done("Your password is changed", "You are signed out everywhere else.");
      }),
      element("h2", {}, "E-mail address"),
      element("p", {}, `You sign in with ${session.email}.`),
      formOf("Change the address", [
        fieldOf("newEmail", "New address", { type: "email", autocomplete: "email", required: true }),
        fieldOf("password", "Password", { type: "password", autocomplete: "current-password", required: true }),
      ], async change => {
        if ((await ask("POST", "/identity/email", change)).ok)
          done("Look into your e-mail", "A link came to the new address. The change counts once you have followed it.");
      }),
    ]);
}

const partOf = part =>
  [part.role.replaceAll("-", " "), part.organisation?.name, part.neighbourhoodCode].filter(Boolean).join(", ");

const done = (title, text) => show(title, element("p", {}, text), element("p", {}, linkTo("Back to your account", () => location.reload())));

/** What opens an account to more, or weakens it, is done only by whoever proves once more that it is theirs: by a code where there is an app. */
function prove(title, hasApp, act) {
  show(title,
    element("p", {}, `Show once more that it is you: with ${hasApp ? "a code of the app, or a recovery code" : "your password"}.`),
    hasApp
      ? formOf("Go on", [
          fieldOf("code", "Code", { autocomplete: "one-time-code", required: true, maxlength: 20 }),
        ], ({ code }) => act(/^\d{6}$/.test(code.replaceAll(" ", "")) ? { code: code.replaceAll(" ", "") } : { recoveryCode: code }))
      : formOf("Go on", [
          fieldOf("password", "Password", { type: "password", autocomplete: "current-password", required: true }),
        ], act),
    element("p", {}, linkTo("Leave it as it is", () => location.reload())));
}

/** Also at a first sign-in, for those whose role asks for a second factor: then under the path of that sign-in. */
export async function setUpAuthenticator(path = "/identity/second-factor/totp") {
  const begun = await ask("POST", path, {});
  if (!begun.ok) return;
  show("Set up your authenticator app",
    element("p", {}, "Enter this key in the app, or open the link on the device that has the app. It is shown this once."),
    element("pre", { tabindex: "0", "aria-label": "Key" }, begun.body.secret),
    element("p", {}, element("a", { href: begun.body.address }, "Open in the app")),
    formOf("Finish", [
      fieldOf("code", "The code that the app shows now", { inputmode: "numeric", autocomplete: "one-time-code", required: true, maxlength: 7 }),
    ], async ({ code }) => {
      const confirmed = await ask("POST", `${path}/confirmation`, { code: code.replaceAll(" ", "") });
      if (confirmed.ok) showRecoveryCodes(confirmed.body.recoveryCodes);
    }));
}

async function newRecoveryCodes(proof) {
  const made = await ask("POST", "/identity/second-factor/recovery-codes", proof);
  if (made.ok) showRecoveryCodes(made.body.recoveryCodes);
}

function showRecoveryCodes(codes) {
  show("Your recovery codes",
    element("p", {}, "Each signs you in once when you do not have the app with you. Keep them where you keep what matters; they are not shown again."),
    element("pre", { tabindex: "0", "aria-label": "Recovery codes" }, codes.join("\n")),
    element("p", {}, buttonOf("I have kept them", leave)));
}

async function removeAuthenticator(proof) {
  if ((await ask("POST", "/identity/second-factor/totp/removal", proof)).ok) done("The app is not used any more", "You sign in without a code from now on.");
}

async function removePasskey(key, proof) {
  if ((await ask("POST", `/identity/passkeys/${encodeURIComponent(key.id)}/removal`, proof)).ok) await leave();
}
