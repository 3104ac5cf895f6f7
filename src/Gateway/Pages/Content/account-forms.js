// Asking the gateway and showing what it answers: one form and one question at a time, refusals in words beside the field.

import { element } from "./elements.js";

const content = document.getElementById("content");
const state = document.getElementById("state");

/** Asks, and says in words why where it is refused; what is `quietly` refused is left to the caller. */
export async function ask(method, path, body, { quietly = [] } = {}) {
  say("");
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body === undefined ? {} : { "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    if (quietly !== true) complain("There is no connection. Try again.");
    return { ok: false };
  }

  const answer = await response.json().catch(() => undefined);
  if (!response.ok && quietly !== true && !quietly.includes(response.status)) complain(reasonOf(response, answer));
  return { ok: response.ok, status: response.status, body: answer };
}

function reasonOf(response, problem) {
  const wait = response.headers.get("Retry-After");
  const fields = Object.values(problem?.errors ?? {}).flat();
  return [problem?.title ?? "That did not work. Try again.", problem?.detail, ...fields,
    wait && `You may try again in ${wait} seconds.`].filter(Boolean).join(" ");
}

/** Replaces what the page shows; the reader is taken to its heading. */
export function show(title, ...parts) {
  document.title = `${title} – IntegratedCare`;
  const heading = element("h1", { tabindex: "-1" }, title);
  content.replaceChildren(...[heading, ...parts].flat(3).filter(part => part !== undefined && part !== false && part !== null));
  heading.focus();
}

export function say(text) { state.textContent = text; }

/** Says what is wrong where screen readers hear it and eyes fall first. */
export function complain(text) {
  content.querySelector(".complaint")?.remove();
  const complaint = element("div", { class: "complaint", role: "alert", tabindex: "-1" },
    element("h2", {}, "There is a problem"), element("p", {}, text));
  content.querySelector("h1")?.after(complaint);
  complaint.focus();
}

export function fieldOf(name, label, attributes = {}, hint = undefined) {
  const id = `field-${name}`;
  return element("p", { class: "field" },
    element("label", { for: id }, label),
    hint && element("span", { class: "hint", id: `${id}-hint` }, hint),
    element("input", { id, name, type: "text", spellcheck: "false", "aria-describedby": hint && `${id}-hint`, ...attributes }));
}

export function formOf(action, fields, submit) {
  const button = element("button", { type: "submit" }, action);
  const form = element("form", {}, fields, element("p", {}, button));
  form.addEventListener("submit", async event => {
    event.preventDefault();
    content.querySelector(".complaint")?.remove();
    button.disabled = true;     // a second press is not a second request
    try { await submit(Object.fromEntries(new FormData(form))); } finally { button.disabled = false; }
  });
  return form;
}

export const newPasswordFields = () => [
  fieldOf("newPassword", "New password", { type: "password", autocomplete: "new-password", required: true },
    "Longer is better than stranger. A password manager's suggestion is fine."),
];

export function buttonOf(text, act) {
  const button = element("button", { type: "button", class: "quiet" }, text);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try { await act(); } finally { button.disabled = false; }
  });
  return button;
}

export function linkTo(text, act) {
  const link = element("a", { href: "#" }, text);
  link.addEventListener("click", event => { event.preventDefault(); act(); });
  return link;
}

/** Signed in: the page begins anew, and knows nothing of what was typed. */
export function leave() { location.replace("/account"); return new Promise(() => {}); }
