// sandbox.mjs - the sandbox client that the authors of CDS Hooks publish, driven by hand in Chromium on this machine, at `tandem serve`:
// a medicine is ordered inside its window; the card, its suggestion, a reason against it, and what the ledger keeps of both. Without tokens,
// then with its tokens asked for, then with keys that are not its own. Prints TAP. [F099 F106 M61 M63]
//
//   node sandbox.mjs CHROMIUM TANDEM BUILT         BUILT: the built client (tools/sandbox.py)
import { chromium } from "playwright-core";
import { generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { run, Server, Tap } from "./harness.mjs";

const [executablePath, tandem, built] = process.argv.slice(2);
const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const MRN = "https://ehr.example/mrn", ISSUER = "https://sandbox.cds-hooks.org", DAY = "2025-05-07";
const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json" };
const IBUPROFEN = "Ibuprofen 800 MG Oral Tablet", CONFLICT = "Naproxen", SAFE = "Acetaminophen 500 MG Oral Tablet";

/** The hospital's own server: the client's files, and as much FHIR as the client asks before it begins. */
const FHIR = {
    "/fhir/metadata": { resourceType: "CapabilityStatement", status: "active", fhirVersion: "4.0.1", kind: "instance", format: ["json"] },
    "/fhir/Patient": { resourceType: "Bundle", type: "searchset", total: 0 },
    "/fhir/Patient/p1": { resourceType: "Patient", id: "p1", name: [{ family: "Example", given: ["C"] }], gender: "female", birthDate: "1960-01-01",
        identifier: [{ system: MRN, value: "4711" }] },
    "/fhir/Condition": { resourceType: "Bundle", type: "searchset", total: 0 },
};
function hospital() {
    const server = createServer((request, reply) => {
        const at = new URL(request.url, "http://127.0.0.1").pathname;
        const file = path.join(built, path.normalize(at === "/" ? "/index.html" : at));
        try {
            const known = FHIR[at];
            reply.setHeader("Content-Type", known ? "application/fhir+json" : TYPES[path.extname(file)] ?? "application/octet-stream");
            reply.end(known ? JSON.stringify(known) : readFileSync(file));
        } catch {
            reply.statusCode = 404;
            reply.end("{}");
        }
    });
    return new Promise((done) => server.listen(0, "127.0.0.1", () => done(server)));
}

/** A clinic whose patient the hospital knows by a number. */
function clinic() {
    const place = mkdtempSync(path.join(tmpdir(), "tandem-sandbox-")), folder = path.join(place, "clinic");
    cpSync(path.join(ROOT, "data/examples/example-c-nsaid.chart.tandem"), path.join(place, "example-c-nsaid.chart.tandem"));
    run(tandem, ["init", folder]);
    run(tandem, ["person", "add", folder, "--name", "example-c", "name=Example", `identifier=${MRN}|4711`]);
    run(tandem, ["enrol", folder, path.join(place, "example-c-nsaid.chart.tandem")]);
    run(tandem, ["account", folder, "add", "physician-c", "physician"]);
    return { place, folder };
}

function feedbackKept(folder) {
    const place = mkdtempSync(path.join(tmpdir(), "tandem-kept-"));
    run(tandem, ["export", folder, "--canonical", path.join(place, "out")]);
    const files = readdirSync(place, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
    const texts = files.map((one) => readFileSync(path.join(one.parentPath ?? one.path, one.name), "utf8"));
    rmSync(place, { recursive: true });
    return texts.filter((text) => /feedback (accepted|overridden)\n/.test(text));
}

/** A physician at the client: what crossed the wire to Tandem is kept. */
class Desk {
    static async sit(browser, site, tandemSite) {
        const desk = new Desk();
        Object.assign(desk, { site, tandemSite, calls: [] });
        desk.context = await browser.newContext({ viewport: { width: 1400, height: 1000 }, reducedMotion: "reduce" });
        desk.context.setDefaultTimeout(60000); // the client is 5 MB of script, and the machine may have other work
        desk.page = await desk.context.newPage();
        desk.page.on("response", async (response) => {
            const request = response.request();
            if (!request.url().startsWith(tandemSite) || request.method() === "OPTIONS") return;
            const told = { path: new URL(request.url()).pathname, status: response.status(), sent: request.postDataJSON(), headers: request.headers() };
            desk.calls.push(told);
        });
        return desk;
    }
    async open(hook, screen) {
        const asked = new URLSearchParams({ fhirServiceUrl: `${this.site}/fhir`, patientId: "p1", hook, screen,
            serviceDiscoveryURL: `${this.tandemSite}/cds-services` });
        await this.page.goto(`${this.site}/?${asked}`);
    }
    async order(name) {
        await this.page.locator('[name="medication-input"]').fill(name);
        await this.page.getByText(name, { exact: false }).first().waitFor();
        await this.page.locator(".MuiListItemButton-root").filter({ hasText: name }).first().click();
    }
    /** The next answer of that end of Tandem. */
    answer(end) {
        const answered = this.page.waitForResponse((one) => one.url() === this.tandemSite + end && one.request().method() === "POST");
        answered.catch(() => {}); // it is awaited later; until then another failure is what is told
        return answered;
    }
    card(words) {
        return this.page.locator(".MuiCard-root").filter({ hasText: words });
    }
}

const SIGN = "/cds-services/tandem-guard", SELECT = `${SIGN}-select`, VIEW = `${SIGN}-view`;

/** Signs an order for ibuprofen: its card stands there, and is taken at its word. */
async function signs(desk) {
    await desk.open("order-sign", "rx-sign");
    await desk.order(IBUPROFEN);
    await desk.page.getByRole("button", { name: "Sign Order" }).click();
    const card = desk.card("26 May 2025").first();
    await card.waitFor();
    const words = (await card.innerText()).replace(/\s+/g, " ");
    if (!/ibuprofen/i.test(words) || !words.includes("restrict")) return [words];
    const kept = desk.answer(SIGN + "/feedback");
    await card.getByRole("button", { name: /out/i }).first().click();
    const status = (await kept).status();
    if (status !== 200) return [`feedback: ${status}`];
    const sent = desk.calls.find((one) => one.path === SIGN + "/feedback")?.sent ?? (await kept).request().postDataJSON();
    if (sent.feedback[0].outcome !== "accepted" || !sent.feedback[0].acceptedSuggestions[0].id) return [JSON.stringify(sent)];
    return [];
}

/** While a medicine is chosen: the draft without any is answered without a card; then a reason is given against the card. */
async function overrides(desk) {
    const first = desk.answer(SELECT);
    await desk.open("order-select", "rx-view");
    const begun = await first;
    const before = await begun.json();
    if (begun.status() !== 200 || before.cards.length !== 0) return [`the empty draft: ${begun.status()} ${JSON.stringify(before).slice(0, 300)}`];
    await desk.order(CONFLICT);
    const card = desk.card("26 May 2025").first();
    await card.waitFor();
    const kept = desk.answer(SELECT + "/feedback");
    await card.getByRole("button", { name: "select dismiss reason" }).click();
    await desk.page.getByRole("menuitem").first().click();
    const reply = await kept;
    const sent = reply.request().postDataJSON().feedback[0];
    if (reply.status() !== 200 || sent.outcome !== "overridden" || !sent.overrideReason.reason.code) return [`${reply.status()} ${JSON.stringify(sent)}`];
    await card.waitFor({ state: "detached" });
    return [];
}

async function harmless(desk) {
    await desk.open("order-sign", "rx-sign");
    await desk.order(SAFE);
    const answered = desk.answer(SIGN);
    await desk.page.getByRole("button", { name: "Sign Order" }).click();
    const reply = await answered, cards = (await reply.json()).cards;
    await desk.page.getByText("No recommendations to display").waitFor();
    return reply.status() === 200 && cards.length === 0 ? [] : [JSON.stringify(cards).slice(0, 300)];
}

async function atFirstSight(desk) {
    const answered = desk.answer(VIEW);
    await desk.open("patient-view", "patient-view");
    const cards = (await (await answered).json()).cards;
    if (cards.length === 0) return ["no card"];
    await desk.card(cards[0].summary).first().waitFor();
    return [];
}

async function atTheDesk(tap, browser, site, tokens) {
    const { place, folder } = clinic();
    const how = tokens ? "with its tokens asked for" : "without tokens";
    const words = [folder, "--on", DAY];
    let port = 0;
    if (tokens) { // the address stands in the file, and the file is read at the beginning: a free port is looked for first
        port = await freePort();
        writeFileSync(path.join(place, "systems.tandem"),
            `address "http://127.0.0.1:${port}"\norigin "${site}"\nsystem "${ISSUER}"\n  keys "client.jwks"\n  fhir "${site}/fhir"\n`);
        writeFileSync(path.join(place, "client.jwks"), readFileSync(path.join(built, ".well-known/jwks.json")));
        words.push("--systems", path.join(place, "systems.tandem"));
    }
    const server = await Server.begin(tandem, words, port);
    const desk = await Desk.sit(browser, site, server.site);
    await tap.act(`${how}: the first sight of the patient shows a card`, () => atFirstSight(desk));
    await tap.act(`${how}: ibuprofen inside its window, signed: the card is shown, its suggestion taken, feedback sent`, () => signs(desk));
    await tap.act(`${how}: a draft without a medicine has no card; naproxen, chosen, has one, and a reason is given against it`,
        () => overrides(desk));
    await tap.act(`${how}: paracetamol has none`, () => harmless(desk));
    const kept = feedbackKept(folder);
    tap.result(kept.length === 2 && kept.some((one) => one.includes("feedback accepted")) && kept.some((one) => one.includes("feedback overridden")) &&
        kept.every((one) => one.includes("topic restricted-substance")), `${how}: both stand in the ledger`, kept);
    const bad = desk.calls.filter((one) => one.status !== 200).map((one) => `${one.path} ${one.status}`);
    tap.result(bad.length === 0 && desk.calls.length >= 8 && desk.calls.every((one) => one.headers.authorization?.startsWith("Bearer ")),
        `${how}: ${desk.calls.length} requests of the client, each with a token of its own, each answered with 200`, bad);
    await desk.context.close();
    await server.stop();
    run(tandem, ["verify", folder]);
    rmSync(place, { recursive: true });
}

/** Keys of somebody else: the same client, and no card. */
async function notBelieved(tap, browser, site) {
    const { place, folder } = clinic();
    const port = await freePort();
    const { publicKey } = generateKeyPairSync("ec", { namedCurve: "P-384" });
    const kid = JSON.parse(readFileSync(path.join(built, ".well-known/jwks.json"), "utf8")).keys[0].kid;
    writeFileSync(path.join(place, "client.jwks"), JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid, use: "sig" }] }));
    writeFileSync(path.join(place, "systems.tandem"),
        `address "http://127.0.0.1:${port}"\norigin "${site}"\nsystem "${ISSUER}"\n  keys "client.jwks"\n`);
    const server = await Server.begin(tandem, [folder, "--on", DAY, "--systems", path.join(place, "systems.tandem")], port);
    const desk = await Desk.sit(browser, site, server.site);
    await tap.act("with keys that are not its own the client is told nothing: 401", async () => {
        const answered = desk.page.waitForResponse((one) => one.url() === `${server.site}/cds-services` && one.request().method() === "GET");
        await desk.open("order-sign", "rx-sign");
        const status = (await answered).status();
        await desk.order(IBUPROFEN);
        await desk.page.getByRole("button", { name: "Sign Order" }).click();
        await desk.page.waitForTimeout(500);
        const shown = await desk.page.locator(".MuiCard-root").count();
        return status === 401 && shown === 0 ? [] : [`${status}, ${shown} cards`];
    });
    await desk.context.close();
    await server.stop();
    rmSync(place, { recursive: true });
}

function freePort() {
    const probe = createServer();
    return new Promise((done) => probe.listen(0, "127.0.0.1", () => {
        const { port } = probe.address();
        probe.close(() => done(port));
    }));
}

const tap = new Tap();
const begun = Date.now();
const served = await hospital();
const site = `http://127.0.0.1:${served.address().port}`;
// Every other name of the network is not there: the services of its authors, which the client asks too, cannot be reached.
const browser = await chromium.launch({ executablePath, headless: true, args: ["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"] });
await atTheDesk(tap, browser, site, false);
await atTheDesk(tap, browser, site, true);
await notBelieved(tap, browser, site);
await browser.close();
served.close();
console.log(`# ${Math.round((Date.now() - begun) / 1000)} s`);
tap.finish();
