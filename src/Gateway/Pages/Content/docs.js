import { code, element, table } from "./elements.js";
import { kindOf, limitsOf, operationsByNoun, resolve, schemaName } from "./description.js";

const services = document.getElementById("services");
const title = document.getElementById("title");
const content = document.getElementById("content");
const state = document.getElementById("state");
const filter = document.getElementById("filter");
const filterBox = document.getElementById("filter-box");

const names = new Intl.ListFormat("en-GB");
let shown = "";

async function start() {
  const list = await read("/openapi");
  if (!list) return;
  services.replaceChildren(...list.items.map(item =>
    element("li", {}, element("a", { href: `#${item.service}` }, worded(item.service)))));
  addEventListener("hashchange", () => show(list));
  filter.addEventListener("input", applyFilter);
  await show(list, { first: true });
}

// The address names the service and perhaps an operation: #ledger or #ledger/PostContribution.
async function show(list, { first = false } = {}) {
  const [asked, operation] = decodeURIComponent(location.hash.slice(1)).split("/");
  const item = list.items.find(item => item.service === asked) ?? list.items[0];
  if (!item) return say("No service describes itself yet.");

  for (const link of services.querySelectorAll("a"))
    link.toggleAttribute("aria-current", link.hash === `#${item.service}`);

  if (shown !== item.service) {
    say("Loading…");
    content.replaceChildren();
    title.textContent = worded(item.service);
    document.title = `${worded(item.service)} – API documentation – IntegratedCare`;
    shown = item.service;
    const description = await read(item.address);
    if (shown !== item.service) return;   // the reader has gone on to another service
    if (!description) { shown = ""; return; }
    render(item, description);
    if (!first) document.getElementById("main").focus();
  }

  const target = operation && document.getElementById(`${item.service}/${operation}`);
  if (target) {
    target.open = true;
    target.scrollIntoView();
    target.querySelector("summary").focus();
  }
}

function render(item, description) {
  const nouns = operationsByNoun(description);
  content.replaceChildren(
    element("p", {}, description.info?.description ?? "", " ",
      element("a", { href: item.address }, "OpenAPI document"), ` (version ${description.info?.version ?? "unknown"})`),
    ...[...nouns].map(([noun, operations]) => element("section", { class: "noun" },
      element("h2", {}, noun), operations.map(operation => renderOperation(item.service, description, operation)))),
    renderSchemas(description));
  filterBox.hidden = false;
  applyFilter();
}

function renderOperation(service, description, operation) {
  return element("details", { class: "operation", id: `${service}/${operation.id}` },
    element("summary", {},
      element("span", { class: `method ${operation.method.toLowerCase()}` }, operation.method), " ",
      element("code", { class: "path" }, operation.path), " ",
      element("span", { class: "summary" }, operation.summary)),
    element("div", { class: "inside" },
      operation.description && element("p", {}, operation.description),
      operation.access && element("p", { class: "access" }, operation.access),
      operation.parameters.length > 0 && table("Parameters", ["Name", "Where", "Kind", "Limits", "Meaning"],
        operation.parameters.map(parameter => [
          [code(parameter.name), parameter.required ? " (required)" : ""],
          parameter.in, renderKind(parameter.schema), limitsOf(parameter.schema), parameter.description ?? ""])) || "",
      operation.body && [
        element("h3", {}, "Body"),
        element("p", {}, renderKind(operation.body.schema), ` as ${operation.body.mediaType}`),
        renderFields(description, operation.body.schema, "Fields of the body")],
      table("Answers", ["Status", "Meaning", "Body"], operation.responses.map(response => [
        response.status, response.description ?? "",
        response.content ? renderKind(response.content.schema) : ""]))));
}

function renderFields(description, schema, caption) {
  const found = resolve(description, schema);
  const fields = Object.entries(found?.properties ?? {});
  if (fields.length === 0) return "";
  const required = new Set(found.required ?? []);
  return table(caption, ["Name", "Kind", "Limits", "Meaning"], fields.map(([name, field]) => [
    [code(name), required.has(name) ? " (required)" : ""], renderKind(field), limitsOf(field), field.description ?? ""]));
}

function renderSchemas(description) {
  const schemas = Object.entries(description.components?.schemas ?? {});
  if (schemas.length === 0) return "";
  return element("section", { class: "noun schemas" }, element("h2", {}, "Schemas"),
    schemas.map(([name, schema]) => element("details", { class: "operation", id: `${shown}/schema-${name}` },
      element("summary", {}, element("code", { class: "path" }, name)),
      element("div", { class: "inside" },
        schema.description && element("p", {}, schema.description),
        schema.enum ? element("p", {}, `One of ${names.format(schema.enum.map(String))}.`)
          : renderFields(description, schema, `Fields of ${name}`) || element("p", {}, kindOf(schema))))));
}

// A kind that is a schema of its own is a link to where it is shown.
function renderKind(schema) {
  const name = schemaName(schema) ?? schemaName(schema?.items)
    ?? (schema?.oneOf ?? []).map(schemaName).find(found => found);
  return name ? element("a", { href: `#${shown}/schema-${name}` }, kindOf(schema)) : kindOf(schema);
}

function applyFilter() {
  const asked = filter.value.trim().toLowerCase();
  const operations = [...content.querySelectorAll(".operation")];
  for (const operation of operations)
    operation.hidden = !operation.textContent.toLowerCase().includes(asked);
  for (const noun of content.querySelectorAll(".noun"))
    noun.hidden = !noun.querySelector(".operation:not([hidden])");
  const count = operations.filter(operation => !operation.hidden && !operation.closest(".schemas")).length;
  say(count === 1 ? "1 operation" : `${count} operations`);
}

async function read(address) {
  try {
    const answer = await fetch(address, { headers: { accept: "application/json" } });
    if (answer.ok) return await answer.json();
    const problem = await answer.json().catch(() => undefined);
    say(problem?.title ?? `The description could not be read (status ${answer.status}).`);
  } catch {
    say("The gateway could not be reached.");
  }
  return undefined;
}

const worded = service => service.charAt(0).toUpperCase() + service.slice(1).replaceAll("-", " ");

function say(words) {
  state.textContent = words;
}

await start();
