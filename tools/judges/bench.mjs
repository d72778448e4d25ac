// bench.mjs - what ten gates cost other engines: `node bench.mjs FOLDER`, where bench/fhir_bench.c has put Bundles (with the grounds of a
// day), the protocols as PlanDefinitions, and list.json with what Tandem says. fhirpath.js is asked the exported conditions of the chart's
// protocol, compiled once; cql-execution the same gates as tests/judges/gates.cql has them. Both are given the grounds alone. Prints a line
// of JSON an engine: milliseconds of processor time for ten gates (one chart of each protocol), and how many gates differ. Exit 1 when one does,
// 3 when the packages are not there.
import fs from 'fs';
import path from 'path';
import { freeze } from './clock.mjs';

let fhirpath, r4, cql, cqlFhir;
try {
  fhirpath = (await import('fhirpath')).default;
  r4 = (await import('fhirpath/fhir-context/r4/index.js')).default;
  cql = (await import('cql-execution')).default;
  cqlFhir = (await import('cql-exec-fhir')).default;
} catch {
  process.exit(3);
}
const folder = process.argv[2];
const read = (name) => fs.readFileSync(path.join(folder, name), 'utf8');
const source = fs.readFileSync(new URL('../../tests/judges/gates.cql', import.meta.url), 'utf8');
const inCql = [...source.matchAll(/^define "(\S+) ([a-z-]+)":/gm)].map(([, protocol, gate]) => ({ protocol, gate }));

const patients = JSON.parse(read('list.json'));
const protocols = [...new Set(patients.map((patient) => patient.protocol))];
// By protocol and gate: its conditions, all of which must hold.
const conditions = {};
for (const protocol of protocols) {
  const plan = JSON.parse(read(`${protocol}.plan.json`)).entry[0].resource;
  (function walk(actions) {
    for (const action of actions ?? []) {
      for (const { kind, expression } of action.condition ?? []) {
        const at = /^(.*)-(\d+)$/.exec(expression.name);
        if (kind !== 'start' || /^(flag|step)\./.test(action.id) || !inCql.some((one) => one.protocol === protocol && one.gate === at[1])) continue;
        ((conditions[protocol] ??= {})[at[1]] ??= []).push(fhirpath.compile(expression.expression, r4));
      }
      walk(action.action);
    }
  })(plan.action);
}
for (const patient of patients) {
  patient.text = read(`${patient.name}.acts.json`);
  patient.bundle = JSON.parse(read(`${patient.name}.json`));
  patient.bundle.entry = patient.bundle.entry.filter(
    ({ resource }) => resource.resourceType === 'Patient' || resource.meta?.tag?.some((tag) => tag.code === 'derived'));
}
const wordOf = (said) => (said === true ? 'met' : said === false ? 'unmet' : said === null || said === undefined ? 'unknown' : JSON.stringify(said));

function byFhirpath(patient) {
  freeze(patient.on);
  return Object.fromEntries(Object.entries(conditions[patient.protocol]).map(([gate, all]) => {
    const said = all.map((ask) => ask(patient.bundle, {})).map((answer) => (answer.length === 0 ? null : answer[0]));
    return [gate, said.includes(false) ? 'unmet' : said.includes(null) ? 'unknown' : 'met'];
  }));
}

const library = new cql.Library(JSON.parse(fs.readFileSync(new URL('../../tests/judges/gates.elm.json', import.meta.url), 'utf8')));
const people = cqlFhir.PatientSource.FHIRv401();
async function byCql(patient) {
  people.reset();
  people.loadBundles([patient.bundle]);
  const executor = new cql.Executor(library, null, { Today: new cql.Date(...patient.on.split('-').map(Number)) });
  const said = Object.values((await executor.exec(people)).patientResults)[0];
  return Object.fromEntries(inCql.filter((one) => one.protocol === patient.protocol).map((one) => [one.gate, wordOf(said[`${one.protocol} ${one.gate}`])]));
}
const byParsing = (patient) => (JSON.parse(patient.text).entry.length > 0 ? {} : null);

let wrong = 0;
async function measure(name, asks) {
  let differ = 0, gates = 0, least = Infinity;
  for (let round = 0; round < 3; round++) {
    const from = process.cpuUsage();
    const answers = [];
    for (const patient of patients) answers.push(await asks(patient));
    const { user, system } = process.cpuUsage(from);
    least = Math.min(least, ((user + system) / 1000 / patients.length) * protocols.length);
    if (round > 0) continue;
    answers.forEach((said, i) => {
      for (const [gate, word] of Object.entries(said)) {
        gates++;
        if (word === patients[i].gates[gate]) continue;
        differ++;
        if (differ <= 3) console.error(`${patients[i].name} ${patients[i].on} ${gate}: Tandem ${patients[i].gates[gate]}, ${name} ${word}`);
      }
    });
  }
  wrong += differ;
  freeze(null);
  console.log(JSON.stringify({ name, charts: patients.length, ms_ten_gates: Number(least.toFixed(3)), gates, differ }));
}
await measure('JSON.parse of node, of the same FHIR JSON', byParsing);
await measure('fhirpath.js 5.2.2, compiled', byFhirpath);
await measure('cql-execution 3.3.2, the whole library', byCql);
process.exitCode = wrong > 0 ? 1 : 0;
