// Reads an OpenAPI 3.1 document into what the page shows.

const OPERATIONS = "Operations";
const METHODS = ["get", "post", "put", "patch", "delete"];

/** Every operation of the document, in the order of its paths, gathered by the noun it is tagged with. */
export function operationsByNoun(document) {
  const nouns = new Map();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const method of METHODS.filter(method => item[method])) {
      const operation = item[method];
      const noun = operation.tags?.[0] ?? "Other";
      if (!nouns.has(noun)) nouns.set(noun, []);
      nouns.get(noun).push({
        method: method.toUpperCase(), path,
        id: operation.operationId ?? `${method} ${path}`,
        summary: operation.summary ?? spaced(operation.operationId),
        description: operation.description,
        parameters: [...(item.parameters ?? []), ...(operation.parameters ?? [])].map(p => resolve(document, p)),
        body: firstContent(resolve(document, operation.requestBody)),
        bodyRequired: operation.requestBody?.required === true,
        responses: Object.entries(operation.responses ?? {}).map(([status, response]) => ({
          status,
          description: resolve(document, response).description,
          content: firstContent(resolve(document, response)),
        })),
        access: accessOf(operation),
      });
    }
  }
  // What every service has for its operators comes after what is its own.
  if (nouns.has(OPERATIONS)) {
    const operations = nouns.get(OPERATIONS);
    nouns.delete(OPERATIONS);
    nouns.set(OPERATIONS, operations);
  }
  return nouns;
}

/** Follows a reference within the document; what is not a reference stays as it is. */
export function resolve(document, value) {
  if (!value?.$ref) return value;
  return value.$ref.replace("#/", "").split("/")
    .map(part => part.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce((found, part) => found?.[part], document) ?? {};
}

export const schemaName = schema => schema?.$ref?.split("/").pop();

/** What kind of value a schema allows, in words. */
export function kindOf(schema) {
  if (!schema) return "nothing";
  if (schema.$ref) return schemaName(schema);
  if (schema.enum) return "one of";
  const choices = schema.oneOf ?? schema.anyOf ?? schema.allOf;
  if (choices) return choices.map(kindOf).filter(kind => kind !== "null").join(" or ");
  const types = [schema.type ?? "any"].flat().filter(type => type !== "null");
  // A number that may also come as text is, to a reader, a number.
  const type = types.length > 1 && types.includes("string") ? types.find(type => type !== "string") : types[0];
  if (type === "array") return schema.items ? `list of ${kindOf(schema.items)}` : "list";
  return schema.format ? `${type} (${schema.format})` : type;
}

/** The limits a value must keep, in words. */
export function limitsOf(schema = {}) {
  const limits = [];
  if (schema.enum) limits.push(schema.enum.filter(value => value !== null).join(", "));
  if (schema.minimum !== undefined) limits.push(`from ${schema.minimum}`);
  if (schema.maximum !== undefined) limits.push(`to ${schema.maximum}`);
  if (schema.minLength !== undefined) limits.push(`at least ${schema.minLength} characters`);
  if (schema.maxLength !== undefined) limits.push(`at most ${schema.maxLength} characters`);
  if (schema.minItems !== undefined) limits.push(`at least ${schema.minItems} items`);
  if (schema.maxItems !== undefined) limits.push(`at most ${schema.maxItems} items`);
  if (schema.pattern !== undefined) limits.push(`pattern ${schema.pattern}`);
  if (schema.default !== undefined && schema.default !== null) limits.push(`default ${schema.default}`);
  return limits.join("; ");
}

function firstContent(part) {
  const [found] = Object.entries(part?.content ?? {});
  return found && { mediaType: found[0], schema: found[1].schema };
}

// Who in particular may call stands in the operation's description.
function accessOf(operation) {
  return operation.security?.length ? "Needs a token." : "Open to anyone.";
}

function spaced(name = "") {
  const words = name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
