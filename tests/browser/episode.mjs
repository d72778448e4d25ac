// episode.mjs - a whole episode, lived through by three people and a second physician, from the invitation to the end: on each day that
// matters the clinic's screens are served as on that day, and the people use them. What other programs send in between (assessments,
// diaries of the other days) is taken from the shipped example of a smooth course.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Person, Server, run } from "./harness.mjs";

const E = "/episodes/example-a-smooth";
const PEOPLE = [["physician-a", "physician"], ["physician-b", "physician"], ["therapist-a", "physical-therapist"], ["example-a", "patient"]];
const EXAMPLE = new URL("../../data/examples/example-a-smooth.chart.tandem", import.meta.url);

/** The entries of the example: [day, text], without those that the people make here, or that hang on those. */
function entries() {
    const text = readFileSync(EXAMPLE, "utf8").replace(/^#.*\n/gm, "");
    const blocks = text.split(/^(?=\d{4}-\d\d-\d\d )/m);
    const made = /(of rx-1 |name rx-1$|clear resume|clear full-load|clear release|end completed)/m;
    return { head: blocks[0].replace("    therapist-a", "    physician-b physician\n    therapist-a"),
        list: blocks.slice(1).map((block) => [block.slice(0, 10), block]).filter(([, block]) => !made.test(block)) };
}

export class Lived {
    constructor(tandem, tap, label) {
        Object.assign(this, { tandem, tap, label, told: 0, port: 0, people: {}, links: {} });
        this.example = entries();
        this.folder = mkdtempSync(join(tmpdir(), "tandem-browser-"));
        this.clinic = join(this.folder, "clinic");
    }
    record(text) {
        run(this.tandem, ["record", this.clinic, "example-a-smooth", "-"], text);
    }
    found() {
        run(this.tandem, ["init", this.clinic]);
        const chart = join(this.folder, "example-a-smooth.tandem");
        writeFileSync(chart, this.example.head + this.example.list[0][1]);
        run(this.tandem, ["enrol", this.clinic, chart]);
        this.told = 1;
        for (const [name, role] of PEOPLE)
            this.links[name] = /\/invitation\/\S+/.exec(run(this.tandem, ["account", this.clinic, "add", name, role]))[0];
    }
    /** The day comes: what was sent until the evening before (or until `now`) is there, and the screens show it. */
    async day(day, inclusive = false) {
        await this.server?.stop();
        const due = this.example.list.slice(this.told).filter(([on]) => (inclusive ? on <= day : on < day));
        if (due.length > 0) this.record(due.map(([, text]) => text).join(""));
        this.told += due.length;
        this.server = await Server.begin(this.tandem, [this.clinic, "--on", day], this.port);
        this.port = this.server.port;
        this.site = this.server.site;
    }
    act(title, does) {
        return this.tap.act(`${this.label}: ${title}`, does);
    }
    chart() {
        return run(this.tandem, ["convert", `${this.clinic}/example-a-smooth`, "--format", "notation"]);
    }
    async end() {
        const code = await this.server?.stop();
        for (const person of Object.values(this.people)) await person.context.close();
        rmSync(this.folder, { recursive: true, force: true });
        return code;
    }
}

function wants(text, ...parts) {
    return parts.filter((part) => !(part instanceof RegExp ? part.test(text) : text.includes(part))).map((part) => `not said: ${part} in ${text.slice(0, 1500)}`);
}

async function invited(lived, browser, how) {
    for (const [name, role] of PEOPLE) {
        const link = lived.links[name];
        lived.people[name] = await Person.sit(browser, name, how[role]);
        await lived.act(`${name} takes up the invitation, chooses a password and is in`, async () => {
            const person = lived.people[name];
            await person.open(lived.site, link);
            await person.write("password", `${name} chose this`);
            await person.write("again", `${name} chose this`);
            const status = await person.send("again");
            return status === 303 && person.path() === (role === "patient" ? `${E}/today` : "/") ? [] : [status, person.path(), await person.words()];
        });
    }
}

async function preparation(lived) {
    const { "therapist-a": therapist, "example-a": patient } = lived.people;
    await lived.act("the therapist prescribes from the work list on", async () => {
        await therapist.open(lived.site, "/");
        await therapist.choose(`main a[href="${E}"]`);
        await therapist.choose(`main a[href="${E}/prescribe"]`);
        await therapist.write("d-leg-press", "3x12, 40 kg, depth 80 deg, effort 5, 3 times a week");
        const status = await therapist.send("d-leg-press");
        return status === 303 ? wants(await therapist.words(), "Recorded") : [status, await therapist.words()];
    });
    await lived.act("the patient reads it on the sheet and logs a session", async () => {
        await patient.open(lived.site, "/");
        const sheet = await patient.words();
        await patient.choose(`main a[href="${E}/session"]`);
        await patient.pick("s-leg-press", "done");
        await patient.radio("m-pain-during", "2");
        const status = await patient.send("s-leg-press");
        return status === 303 ? wants(sheet, /leg press/i) : [status, await patient.words()];
    });
}

async function diary(lived) {
    const { "example-a": patient } = lived.people;
    await lived.act("in the evening the patient keeps the diary", async () => {
        await patient.open(lived.site, `${E}/diary`);
        await patient.radio("m-pain", "3");
        await patient.radio("m-pain-now", "2");
        const status = await patient.send("m-pain");
        return status === 303 ? wants(await patient.words(), "Thank you") : [status, await patient.words()];
    });
}

async function correction(lived) {
    const { "example-a": patient } = lived.people;
    await lived.act("which they correct: what was said first stays in the chart", async () => {
        await patient.open(lived.site, `${E}/today`);
        await patient.choose(`main a[href="${E}/correct"]`);
        await patient.choose('main a[href*="correct?entry=diary-"]');
        await patient.write("v-0", "2");
        await patient.write("because", "I had counted yesterday");
        const judged = await patient.send("v-0"), status = await patient.send("v-0");
        return judged === 200 && status === 303 ? wants(lived.chart(), "pain 2 points, was 3 points") : [judged, status, await patient.words()];
    });
}

async function tells(lived) {
    const { "example-a": patient } = lived.people;
    await lived.act("a medicine that the patient took is told by them; the window and its last day stand there before it is saved", async () => {
        await patient.open(lived.site, `${E}/today`);
        await patient.choose(`main a[href="${E}/medicine"]`);
        await patient.write("medicine", "ibuprofen");
        await patient.write("amount", "400");
        await patient.pick("unit", "mg");
        await patient.pick("route", "mouth");
        await patient.write("words", "a headache");
        const judged = await patient.send("medicine"), words = await patient.words(), status = await patient.send("medicine");
        return judged === 200 && status === 303
            ? [...wants(words, /which lasts through \d+ \w+ 2025/, "your team has to know"), ...wants(lived.chart(), 'taken "ibuprofen" 400 mg, route mouth, for "a headache"')]
            : [judged, status, await patient.words()];
    });
}

async function medicine(lived) {
    const { "physician-a": physician, "example-a": patient } = lived.people;
    await lived.act("an anti-inflammatory taken inside the window is told to the physician, and the sheet goes on asking to leave it", async () => {
        const page = await physician.open(lived.site, E);
        return [...wants(page, /ibuprofen/i), ...wants(await patient.open(lived.site, `${E}/today`), /inflammat/i)];
    });
}

async function early(lived) {
    const { "physician-a": physician, "therapist-a": therapist } = lived.people;
    await lived.act("a clearance a week too early cannot be signed, and why is told", async () => {
        await physician.open(lived.site, E);
        await physician.choose(`main a[href="${E}/sign/resume"]`);
        const asked = await physician.page.locator("main input[type=password]").count();
        return [...wants(await physician.words(), "would never count"), ...(asked === 0 ? [] : ["and yet a password is asked for"])];
    });
    await lived.act("nor by somebody whose signature it is not", async () => {
        await therapist.open(lived.site, `${E}/sign/resume`);
        return therapist.status === 403 ? [] : [therapist.status];
    });
}

async function twoSign(lived) {
    const { "physician-a": one, "physician-b": other } = lived.people;
    const sign = async (person) => {
        await person.write("password", `${person.name} chose this`);
        return person.send("password");
    };
    await lived.act("two physicians have one page open: the first signs", async () => {
        await one.open(lived.site, `${E}/sign/resume`);
        await other.open(lived.site, `${E}/sign/resume`);
        const status = await sign(one);
        return status === 303 && one.path() === E ? [] : [status, await one.words()];
    });
    await lived.act("the second is shown what has changed, and nothing is recorded", async () => {
        const before = lived.chart(), status = await sign(other);
        return status === 409 ? [...wants(await other.words(), "has changed since"), ...(lived.chart() === before ? [] : ["it was recorded"])] : [status];
    });
    await lived.act("the signature is revoked, with its reason", async () => {
        await one.open(lived.site, E);
        await one.choose(`main a[href="${E}/revoke/resume"]`);
        await one.write("because", "swelling after the session of yesterday");
        const status = await sign(one);
        return status === 303 ? wants(lived.chart(), 'because "swelling after the session of yesterday"') : [status, await one.words()];
    });
    await lived.act("and given again, with words for the therapist", async () => {
        await one.open(lived.site, `${E}/sign/resume`);
        await one.write("words", "Looked at again: may load");
        const status = await sign(one);
        return status === 303 ? wants(lived.chart(), 'words "Looked at again: may load"') : [status, await one.words()];
    });
}

async function loading(lived) {
    const { "therapist-a": therapist, "example-a": patient } = lived.people;
    await lived.act("above the ceiling a prescription is refused, with the term that binds", async () => {
        const before = lived.chart();
        await therapist.open(lived.site, `${E}/prescribe`);
        await therapist.write("d-leg-press", "3x5, 120 kg, effort 9, 2 times a week");
        const status = await therapist.send("d-leg-press");
        return status === 422 && lived.chart() === before ? wants(await therapist.words(), "phase loading") : [status, await therapist.words()];
    });
    await lived.act("a flare: the patient says how much it hurt", async () => {
        await patient.open(lived.site, `${E}/session`);
        await patient.pick("s-leg-press", "done");
        await patient.radio("m-pain-during", "7");
        const status = await patient.send("s-leg-press");
        return status === 303 ? wants(lived.chart(), "pain-during 7") : [status, await patient.words()];
    });
    await lived.act("and both read that the load goes down by a fifth", async () => [
        ...wants(await patient.open(lived.site, `${E}/today`), "from 40 kg to 32 kg"),
        ...wants(await therapist.open(lived.site, `${E}/today`), "from 40 kg to 32 kg")]);
    await lived.act("which is prescribed", async () => {
        await therapist.open(lived.site, `${E}/prescribe`);
        await therapist.write("d-leg-press", "3x10, 32 kg, depth 70 deg, effort 5, 2 times a week");
        const status = await therapist.send("d-leg-press");
        return status === 303 ? wants(lived.chart(), "leg-press 3x10, 32 kg") : [status, await therapist.words()];
    });
}

async function release(lived, name, clearance) {
    const person = lived.people[name];
    await lived.act(`${name} signs ${clearance} when everything is met`, async () => {
        await person.open(lived.site, `${E}/sign/${clearance}`);
        await person.write("password", `${name} chose this`);
        const status = await person.send("password");
        return status === 303 ? [] : [status, await person.words()];
    });
}

async function discharged(lived) {
    const { "physician-a": physician, "example-a": patient } = lived.people;
    await lived.act("after the end nothing is signed, and the patient reads that the treatment has ended", async () => {
        const page = await physician.open(lived.site, E);
        const links = await physician.page.locator(`main a[href*="/sign/"]`).count();
        return [...wants(page, "ended"), ...wants(await patient.open(lived.site, `${E}/today`), /ended/i), ...(links === 0 ? [] : [`${links} links to sign`])];
    });
    await lived.act("the chains are proved on the audit page", async () => wants(await physician.open(lived.site, "/audit/proof"), "follows the one before it"));
}

/** `how`: of each role, the size of the screen, scripts, keyboard. */
export async function episode(tandem, tap, browser, label, how) {
    const lived = new Lived(tandem, tap, label);
    try {
        lived.found();
        await lived.day("2025-01-13", true);
        await invited(lived, browser, how);
        await preparation(lived);
        await lived.day("2025-02-15");
        await diary(lived);
        await correction(lived);
        await lived.day("2025-02-20");
        await tells(lived);
        await lived.day("2025-02-21");
        await medicine(lived);
        await lived.day("2025-03-03");
        await early(lived);
        await lived.day("2025-03-11");
        await twoSign(lived);
        await lived.day("2025-03-18");
        await loading(lived);
        await lived.day("2025-04-24");
        await release(lived, "therapist-a", "full-load");
        await lived.day("2025-07-18");
        await release(lived, "physician-a", "release");
        lived.record("2025-07-21 11:00 end completed by physician-a\n");
        await lived.day("2025-07-22");
        await discharged(lived);
        const wrong = Object.values(lived.people).flatMap((person) => person.wrong.map((what) => `${person.name}: ${what}`));
        tap.result(wrong.length === 0, `${label}: no browser complained, and none asked another place`, wrong);
    } catch (error) {
        tap.result(false, `${label}: the episode is lived to its end`, [error.stack ?? error]);
    }
    tap.result((await lived.end()) === 0, `${label}: the server stops when it is told to`);
}
