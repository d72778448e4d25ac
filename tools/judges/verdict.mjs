// verdict.mjs - does another engine say what Tandem says? `node verdict.mjs TANDEM PROTOCOL CHARTS SEED [DAYS [EVERY]]`: each criterion of
// each gate as `tandem fhir export PROTOCOL` writes it, asked by fhirpath.js (NLM) of what `tandem fhir export CHART --on DAY` writes,
// beside `tandem standing CHART --on DAY`. Invented charts, days about their entries. Of every EVERYth chart (the tenth unless it is
// said) each expression is asked of the whole Bundle; of the others the acts are left out, which no expression reads, and those grounds whose
// category or code is no word of the expression, since it asks for both: an engine that looks through all of them each time is slow. One
// line a criterion and one a kind: how often both said met, unmet, unknown, and how often they differed, with the first chart that shows
// it. A line of progress goes to standard error; an interrupt ends the run early, and what was asked until then is told. Exit 1 when one differs that is not exported as text only.
import fs from 'fs';
import os from 'os';
import path from 'path';
import { execFileSync } from 'child_process';
import fhirpath from 'fhirpath';
import r4 from 'fhirpath/fhir-context/r4/index.js';
import { Clock, freeze } from './clock.mjs';

const [tandemGiven, given, charts, seed, daysEach = '2', everyGiven = '10'] = process.argv.slice(2);
const tandem = path.resolve(tandemGiven);
const protocol = fs.existsSync(given) ? path.resolve(given) : given; // a file, or the name of a shipped one
const named = fs.existsSync(given) ? ['--protocol', protocol] : [];
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'verdict-'));
const run = (...words) => execFileSync(tandem, words, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });

// The order matters: of two that begin alike, the longer stands first.
const kinds = [
  ['all of', /^all of\b/],
  ['any of', /^any of\b/],
  ['at least K of', /^at least \d+ of\b/],
  ['not before DAY', /^not before\b/],
  ['not', /^not\b/],
  ['clearance', /^clearance\b/],
  ['open', /^open\b/],
  ['no open', /^no open\b/],
  ['no record of', /^no record of\b/],
  ['no THING since', /^no\b/],
  ['record of', /^record of\b/],
  ['taking', /^taking\b/],
  ['every set done', /^every set done\b/],
  ['settled by next morning', /^settled\b/],
  ['always', /^always\b/],
  ['reading', /./],
];
const kindOf = (text) => kinds.find(([, form]) => form.test(text))[0];
const formOf = (text) => {
  if (kindOf(text) !== 'reading') return kindOf(text);
  const over = /, last \d+ sessions/.test(text) ? 'sessions' : (/\b(latest|mean|worst|best|every) (of|within)\b/.exec(text) ?? [0, '?'])[1];
  const against = /% of (\w+)/.exec(text) ? `, percent of ${/% of (\w+)/.exec(text)[1]}` : / from (other side|baseline)/.test(text) ? ', difference' : /better than/.test(text) ? ', better' : /worse than/.test(text) ? ', worse' : '';
  return `reading: ${over}${against}`;
};

const plan = JSON.parse(run('fhir', 'export', protocol)).entry[0].resource;
const words = (text) => new Set([...text.matchAll(/'([^']*)'/g)].map(([, word]) => word)); // all that stand in quotes
const codes = (concepts) => concepts.flatMap((concept) => concept?.coding ?? []).map((coding) => coding.code);
// Flags and Conditions are asked by their type; an Observation of the grounds by its category and, where that is not one of its own, its code.
const mayMatter = ({ named, category, code }, said) => !named || (category.some((c) => said.has(c)) && code.some((c) => said.has(c)));
const looked = (entry) => ({
  entry, named: entry.resource.resourceType === 'Observation', category: codes(entry.resource.category ?? []), code: codes([entry.resource.code]),
});
const asked = [];
(function walk(actions) {
  for (const action of actions ?? []) {
    for (const { kind, expression } of action.condition ?? []) {
      const at = /^(.*)-(\d+)$/.exec(expression.name);
      const text = expression.description.split('\n')[0];
      if (kind !== 'start' || /^(flag|step)\./.test(action.id)) continue;
      asked.push({
        gate: at[1], index: Number(at[2]) - 1, text, textOnly: expression.description.includes('docs/fhir-limits.md'),
        ask: fhirpath.compile(expression.expression, r4), said: words(expression.expression), count: { met: 0, unmet: 0, unknown: 0 }, differ: 0, first: null,
      });
    }
    walk(action.action);
  }
})(plan.action);

let state = Number(seed) >>> 0;
const random = (below) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 4294967296) * below);
};
const later = (day, days) => new Clock(Clock.parse(`${day}T00:00:00Z`) + days * 86400000).toISOString().slice(0, 10);

fs.mkdirSync(path.join(folder, 'made'));
run('cohort', charts, '--seed', seed, '--protocol', protocol, '--output', 'made');
let evaluated = 0;
const spent = { evaluate: 0, from: performance.now() };
let whole = 0;
const every = Number(everyGiven);
let asking = 0;
let stopped = false;
process.on('SIGINT', () => (stopped = true));
for (const [number, file] of fs.readdirSync(path.join(folder, 'made')).sort().entries()) {
  await new Promise((go) => setImmediate(go)); // an interrupt is heard here
  if (stopped) break;
  asking++;
  const chart = path.join('made', file);
  if (number > 0 && number % 250 === 0) console.error(`${number} of ${charts} charts, ${Math.round((performance.now() - spent.from) / 1000)} s`);
  const dates = fs.readFileSync(path.join(folder, chart), 'utf8').match(/^\d{4}-\d\d-\d\d/gm) ?? [];
  for (let i = 0; i < Number(daysEach) && dates.length > 0; i++) {
    const day = later(dates[Math.floor(dates.length / 3) + random(Math.ceil((2 * dates.length) / 3))], random(8));
    const standing = JSON.parse(run('standing', chart, '--on', day, '--json', ...named));
    const bundle = JSON.parse(run('fhir', 'export', chart, '--on', day, ...named));
    const isWhole = number % every === 0;
    if (isWhole) whole++;
    else bundle.entry = bundle.entry.filter((e) => e.resource.meta?.tag?.some((tag) => tag.code === 'derived'));
    const entries = isWhole ? [] : bundle.entry.map(looked); // once, not for each expression
    for (const one of asked) {
      const gate = (standing.gates ?? []).find((g) => g.name === one.gate);
      if (!gate) continue;
      const ours = gate.condition.criterion === 'all of' ? gate.condition.of[one.index].truth : gate.condition.truth;
      freeze(day);
      const began = performance.now();
      let said;
      try {
        const answer = one.ask(isWhole ? bundle : { ...bundle, entry: entries.filter((e) => mayMatter(e, one.said)).map((e) => e.entry) }, {});
        said = answer.length === 0 ? 'unknown' : answer.length > 1 ? `${answer.length} answers` : answer[0] === true ? 'met' : answer[0] === false ? 'unmet' : JSON.stringify(answer[0]);
      } catch (problem) {
        said = `error: ${problem?.message ?? problem}`;
      }
      spent.evaluate += performance.now() - began;
      freeze(null);
      evaluated++;
      one.count[ours]++;
      if (said === ours) continue;
      one.differ++;
      one.first ??= `${file} ${day}: Tandem ${ours}, fhirpath.js ${said}`;
    }
  }
}

const shares = (count) => {
  const all = count.met + count.unmet + count.unknown || 1;
  return ['met', 'unmet', 'unknown'].map((word) => `${word} ${count[word]} (${Math.round((100 * count[word]) / all)} %)`).join(', ');
};
const together = (by) => {
  const all = new Map();
  for (const one of asked) {
    const into = all.get(by(one)) ?? { met: 0, unmet: 0, unknown: 0, differ: 0, textOnly: false, lines: [] };
    for (const word of ['met', 'unmet', 'unknown']) into[word] += one.count[word];
    into.differ += one.textOnly ? 0 : one.differ;
    into.textOnly ||= one.textOnly;
    if (one.first && !one.textOnly) into.lines.push(`    ${one.text}: ${one.differ} differ; ${one.first}`);
    all.set(by(one), into);
  }
  return all;
};
let differ = 0;
for (const [title, by] of [['kind', (one) => (one.textOnly ? `${kindOf(one.text)}, as text only` : kindOf(one.text))], ['form of reading', (one) => (kindOf(one.text) === 'reading' ? formOf(one.text) : null)]]) {
  for (const [what, sum] of together(by)) {
    if (what === null) continue;
    console.log(`${title} ${what}: ${shares(sum)}; ${sum.differ} differ${sum.textOnly ? ', text only' : ''}`);
    if (title === 'kind') {
      differ += sum.differ;
      sum.lines.forEach((line) => console.log(line));
    }
  }
}
console.log(`${evaluated} verdicts of ${asked.length} criteria, ${asking} charts of seed ${seed}, ${whole} of them asked whole: ${differ} differ; ${(spent.evaluate / Math.max(evaluated, 1)).toFixed(2)} ms a criterion, ${Math.round((performance.now() - spent.from) / 1000)} s`);
fs.rmSync(folder, { recursive: true });
process.exitCode = differ > 0 ? 1 : 0;
