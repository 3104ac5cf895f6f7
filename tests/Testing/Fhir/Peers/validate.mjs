// Reads FHIR R4 resources, one JSON document a line, and answers each with the errors that an independent validator finds in it.
// An empty line in place of a document ends it. What FHIR's JSON forbids and the validator does not look at is looked at here.
import { createInterface } from 'node:readline';
import { Fhir } from 'fhir';

const fhir = new Fhir();

const forms = {
  id: /^[A-Za-z0-9\-.]{1,64}$/,
  lastUpdated: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  system: /^\S+$/, url: /^\S+$/, fullUrl: /^\S+$/, reference: /^\S+$/,
  code: /^(?!\s)\S+(\s\S+)*$/, valueCode: /^(?!\s)\S+(\s\S+)*$/,
  valueDateTime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/,
  valueDate: /^\d{4}-\d{2}-\d{2}$/,
};

function* flaws(value, path) {
  if (value === null) yield `${path} is null`;
  else if (Array.isArray(value)) {
    if (value.length === 0) yield `${path} is an empty array`;
    for (const [index, each] of value.entries()) yield* flaws(each, `${path}[${index}]`);
  } else if (typeof value === 'object') {
    if (Object.keys(value).length === 0) yield `${path} is an empty object`;
    if ('url' in value && path.endsWith(']') && /\.extension\[\d+\]$/.test(path)) {
      const says = Object.keys(value).filter(key => key.startsWith('value') || key === 'extension').length;
      if (says !== 1) yield `${path} is an extension that says ${says} things`;
    }
    for (const [key, each] of Object.entries(value)) {
      if (typeof each === 'string' && forms[key] && !forms[key].test(each)) yield `${path}.${key} is '${each}'`;
      yield* flaws(each, `${path}.${key}`);
    }
  } else if (typeof value === 'string') {
    if (value.trim() === '') yield `${path} is blank`;
    if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(value)) yield `${path} holds a control character`;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line === '') break;
  const resource = JSON.parse(line);
  const found = fhir.validate(resource, { errorOnUnexpected: true }).messages
    .filter(message => message.severity === 'error' || message.severity === 'fatal')
    .map(message => `${message.resourceId} ${message.location}: ${message.message}`);
  process.stdout.write(JSON.stringify([...found, ...flaws(resource, resource.resourceType)]) + '\n');
}
