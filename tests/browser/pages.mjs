// pages.mjs - every page on the example clinic: axe-core in both languages and themes, on a desktop and at 320 pixels, nothing wider than
// the screen, and what a screen reader is told of the gates, the table of the timeline and the sheet (golden/).
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Person, SIZES, Server } from "./harness.mjs";

const D = "/episodes/example-d-early-signature";
const GOLDEN = new URL("golden/", import.meta.url);
// Pages that are begun from; what these link to inside the clinic is looked at too.
const BEGIN = { "physician-a": ["/", D, "/audit"], "therapist-a": ["/", D, `${D}/screen?of=findings`, `${D}/correct?entry=baseline-tests`],
    "example-d": ["/", `${D}/diary`, `${D}/session`] };
const ONCE = ["/library/"]; // one page of each kind of the library is enough
const MOST = 60;            // pages of a person

async function linked(person) {
    return person.page.evaluate(() => [...document.querySelectorAll("a[href]")]
        .map((link) => new URL(link.getAttribute("href"), location.href))
        .filter((url) => url.origin === location.origin && !/\.(pdf|ics|json|csv|txt|svg|png)$/.test(url.pathname))
        .map((url) => url.pathname));
}

/** A page's kind: its address without what differs from one episode, gate or file to the next. */
function kind(path) {
    const asked = /\?(\w+)=/.exec(path);
    return path.replace(/\?.*/, asked ? `?${asked[1]}` : "").replace(/^\/episodes\/[^/]+/, "/episodes/*").replace(/^(\/episodes\/\*\/[a-z-]+)\/[^/]+/, "$1/*").replace(/^\/library\/([a-z]+)[^/]*$/, "/library/$1*");
}

async function walk(person, site) {
    const found = new Map(), ahead = [...BEGIN[person.name]];
    while (ahead.length > 0 && found.size < MOST) {
        const path = ahead.shift();
        if (found.has(kind(path))) continue;
        await person.open(site, path);
        if (person.status !== 200) continue;
        found.set(kind(path), path);
        for (const next of await linked(person)) {
            const other = next.startsWith("/episodes/") && !next.startsWith(D);
            const deep = ONCE.some((begin) => path.startsWith(begin) && next.startsWith(begin));
            if (!other && !deep && !found.has(kind(next))) ahead.push(next);
        }
    }
    return [...found.values()];
}

async function look(tap, person, site, path, label) {
    const wrong = [];
    for (const [theme, language] of [["light", "en"], ["dark", "es"], ["light", "es"], ["dark", "en"]]) {
        await person.page.emulateMedia({ colorScheme: theme });
        await person.open(site, `${path}${path.includes("?") ? "&" : "?"}lang=${language}`);
        const size = (await person.page.content()).length;
        if (size > 100000) wrong.push(`${size} bytes`);
        for (const one of await person.axe()) wrong.push(`${theme}, ${language}: ${one}`);
    }
    for (const [width, height] of [[SIZES.narrow.width, SIZES.narrow.height], [SIZES.phone.width, SIZES.phone.height]]) {
        await person.page.setViewportSize({ width, height });
        const over = await person.overflows();
        if (over > 0) wrong.push(`${over} pixels wider than ${width}`);
    }
    for (const one of await person.axe()) wrong.push(`phone: ${one}`);
    await person.page.setViewportSize(SIZES.desktop);
    tap.result(wrong.length === 0, `${label}: ${path}: no rule of accessibility is broken, and it fits 320 pixels (200 % of 640)`, [...new Set(wrong)].slice(0, 12));
}

/** What a form shows before it records: the verdict, in both themes and on a narrow screen. */
async function verdicts(tap, people, site) {
    const forms = [["physician-a", "medicine", { medicine: "ibuprofen", day: "2025-03-01" }], ["physician-a", "flag", {}],
        ["example-d", "medicine", { medicine: "low-dose aspirin" }], ["example-d", "hold", { because: "it hurts" }]];
    for (const [name, act, fields] of forms)
        await tap.act(`${name}: the verdict on ${act} breaks no rule of accessibility, and fits 320 pixels`, async () => {
            const person = people[name], wrong = [];
            await person.open(site, `${D}/${act}?lang=en`);
            for (const [field, text] of Object.entries(fields)) await person.write(field, text);
            if ((await person.send(Object.keys(fields)[0] ?? "what")) !== 200) return [await person.words()];
            if (!(await person.words()).includes("What would follow")) wrong.push("no verdict is shown");
            for (const theme of ["light", "dark"]) {
                await person.page.emulateMedia({ colorScheme: theme });
                await person.page.setViewportSize(SIZES.narrow);
                const over = await person.overflows();
                if (over > 0) wrong.push(`${over} pixels wider than the screen`);
                for (const one of await person.axe()) wrong.push(`${theme}: ${one}`);
            }
            await person.page.setViewportSize(SIZES.desktop);
            return wrong;
        });
}

async function told(tap, locator, name, accept) {
    await locator.evaluate((node) => node.querySelectorAll("details").forEach((one) => { one.open = true; }));
    const text = `${await locator.ariaSnapshot()}\n`, file = new URL(name, GOLDEN);
    if (accept) {
        mkdirSync(GOLDEN, { recursive: true });
        writeFileSync(file, text);
    }
    const wanted = existsSync(file) ? readFileSync(file, "utf8") : "";
    const lines = wanted.split("\n"), got = text.split("\n");
    const first = got.findIndex((line, i) => line !== lines[i]);
    tap.result(text === wanted, `what a screen reader is told: ${name}`,
        [`line ${first + 1} is: ${got[first]}`, `wanted:     ${lines[first]}`, "if it is right now: ./dev browser --accept"]);
}

async function trees(tap, physician, patient, site, accept) {
    for (const language of ["en", "es"]) {
        await physician.open(site, `${D}?lang=${language}`);
        const sections = physician.page.locator("main section");
        const gates = sections.filter({ has: physician.page.locator("*:not(svg *).gate") }).first();
        await told(tap, gates, `gates.${language}.txt`, accept);
        const timeline = sections.filter({ has: physician.page.locator("svg") }).first();
        await told(tap, timeline, `timeline.${language}.txt`, accept);
        await patient.open(site, `${D}/today?lang=${language}`);
        await told(tap, patient.page.locator("main article").first(), `sheet.${language}.txt`, accept);
    }
}

export async function pages(tandem, tap, browser, accept) {
    const server = await Server.begin(tandem, []);
    const people = {};
    const seen = new Set();
    for (const name of Object.keys(BEGIN)) {
        const person = (people[name] = await Person.sit(browser, name));
        await tap.act(`${name} logs in`, async () => ((await person.logIn(server.site)) === 303 ? [] : [person.sent]));
    }
    const visitor = await Person.sit(browser, "visitor");
    await look(tap, visitor, server.site, "/log-in", "visitor");
    await trees(tap, people["physician-a"], people["example-d"], server.site, accept);
    for (const [name, person] of Object.entries(people)) {
        const paths = await walk(person, server.site);
        tap.result(paths.length >= BEGIN[name].length, `${name}: every page that can be reached was reached: ${paths.length}`, paths);
        for (const path of paths) {
            const own = path === "/" || path.startsWith(D) ? `${name === "example-d" ? "patient" : "staff"} ${path}` : path;
            if (seen.has(own)) continue;
            seen.add(own);
            await look(tap, person, server.site, path, name);
        }
    }
    await verdicts(tap, people, server.site);
    const wrong = [...Object.values(people), visitor].flatMap((person) => person.wrong.map((what) => `${person.name}: ${what}`));
    tap.result(wrong.length === 0, "no page broke the content-security policy or asked another place", [...new Set(wrong)]);
    for (const person of [...Object.values(people), visitor]) await person.context.close();
    tap.result((await server.stop()) === 0, "the example clinic's server stops when it is told to");
}
