// cql.mjs - does an engine of another language say what Tandem says? `node cql.mjs TANDEM CHARTS SEED [DAYS]`: the ten gates of
// tests/judges/gates.cql, written by hand in CQL, asked by cql-execution of what `tandem fhir export CHART --on DAY` writes, beside
// `tandem standing CHART --on DAY`; so many invented charts of each protocol, days about their entries. Invented charts and virtual patients
// of the lab, who come as far as the gates; one line a gate, and one for each of its lines: how often both
// said met, unmet, unknown, and how often they differed. Exit 1 when one differs.
import fs from 'fs';
import os from 'os';
import path from 'path';
import { execFileSync } from 'child_process';
import cql from 'cql-execution';
import cqlFhir from 'cql-exec-fhir';

const [tandemGiven, charts, seed, daysEach = '2'] = process.argv.slice(2);
const tandem = path.resolve(tandemGiven);
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cql-'));
const run = (...words) => execFileSync(tandem, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });

const elm = JSON.parse(fs.readFileSync(new URL('../../tests/judges/gates.elm.json', import.meta.url), 'utf8'));
const source = fs.readFileSync(new URL('../../tests/judges/gates.cql', import.meta.url), 'utf8');
const library = new cql.Library(elm);
const patients = cqlFhir.PatientSource.FHIRv401();
// A gate, or the n-th of its lines.
const gates = [...source.matchAll(/^define "((\S+) (\S+)(?: (\d+))?)":/gm)].map(([, define, protocol, name, line]) => ({
  define, protocol, name, line: Number(line ?? 0), count: { met: 0, unmet: 0, unknown: 0 }, differ: 0, first: null,
}));
const dateOf = (day) => new cql.Date(...day.split('-').map(Number));

let state = Number(seed) >>> 0;
const random = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * below);
};
const later = (day, days) => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10);

// All gates at once: what they share is looked at once.
async function ask(bundle, day) {
  patients.reset();
  patients.loadBundles([bundle]);
  const results = await new cql.Executor(library, null, { Today: dateOf(day) }).exec(patients);
  return Object.values(results.patientResults)[0];
}
const wordOf = (said) => (said === true ? 'met' : said === false ? 'unmet' : said === null || said === undefined ? 'unknown' : JSON.stringify(said));

let asked = 0;
const began = performance.now();
for (const protocol of new Set(gates.map((gate) => gate.protocol))) {
  fs.mkdirSync(path.join(folder, protocol));
  run('cohort', charts, '--seed', seed, '--protocol', protocol, '--output', protocol);
  const lived = path.join(folder, protocol, 'lab');
  if (protocol === 'knee-oa-bmac') { // the lab's study has an arm of it
    fs.mkdirSync(lived);
    run('lab', 'cohort', String(2 * charts), '--seed', seed, '--output', lived);
    for (const file of fs.readdirSync(lived)) {
      const text = fs.readFileSync(path.join(lived, file), 'utf8');
      if (text.includes(`protocol ${protocol} `)) fs.writeFileSync(path.join(folder, protocol, `lab-${file}`), text);
    }
    fs.rmSync(lived, { recursive: true });
  }
  for (const file of fs.readdirSync(path.join(folder, protocol)).sort()) {
    const chart = path.join(protocol, file);
    const dates = fs.readFileSync(path.join(folder, chart), 'utf8').match(/^\d{4}-\d\d-\d\d/gm) ?? [];
    for (let i = 0; i < Number(daysEach) && dates.length > 0; i++) {
      const day = later(dates[Math.floor(dates.length / 3) + random(Math.ceil((2 * dates.length) / 3))], random(8));
      const standing = JSON.parse(run('standing', chart, '--on', day, '--json'));
      const bundle = JSON.parse(run('fhir', 'export', chart, '--on', day));
      // The acts are no concern of any gate, and wrapping them is what takes the time.
      bundle.entry = bundle.entry.filter(({ resource }) => resource.resourceType === 'Patient' || resource.meta?.tag?.some((tag) => tag.code === 'derived'));
      const answers = await ask(bundle, day);
      for (const gate of gates.filter((one) => one.protocol === protocol)) {
        const condition = (standing.gates ?? []).find((one) => one.name === gate.name)?.condition;
        const ours = gate.line === 0 ? condition?.truth : condition?.of[gate.line - 1].truth;
        if (!ours) continue;
        const said = wordOf(answers[gate.define]);
        asked++;
        gate.count[ours]++;
        if (said === ours) continue;
        gate.differ++;
        gate.first ??= `${file} ${day}: Tandem ${ours}, cql-execution ${said}`;
      }
    }
  }
}
let differ = 0;
for (const gate of gates) {
  console.log(`${gate.line === 0 ? 'gate' : '  line'} ${gate.define}: met ${gate.count.met}, unmet ${gate.count.unmet}, unknown ${gate.count.unknown}; ${gate.differ} differ`);
  if (gate.first) console.log(`    ${gate.first}`);
  differ += gate.differ;
}
console.log(`${asked} verdicts of ${gates.filter((one) => one.line === 0).length} gates and their ${gates.filter((one) => one.line > 0).length} lines, ${charts} charts of each protocol, seed ${seed}: ${differ} differ; ${((performance.now() - began) / Math.max(asked, 1)).toFixed(0)} ms each`);
fs.rmSync(folder, { recursive: true });
process.exitCode = differ > 0 ? 1 : 0;
