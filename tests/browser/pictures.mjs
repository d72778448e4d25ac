// pictures.mjs - the pictures of the guides in docs/, taken on the example clinic: people log in, go to a page or send a form, what is asked for
// must be told there, and the part of the screen that the guide speaks of is kept in few colours. `./dev browser --pictures` takes them anew.
import { mkdirSync, writeFileSync } from "node:fs";
import { Person, Server } from "./harness.mjs";
import { fewColours } from "./png.mjs";

const D = "/episodes/example-d-early-signature";
const FOLDER = new URL("../../docs/pictures/", import.meta.url);
const MOST = 60000; // bytes of a picture
const DESK = { width: 1000, height: 760 }, PHONE = { width: 390, height: 780 };

/** A dose that is above what today allows: refused, and nothing is recorded. */
async function tooHeavy(person) {
    await person.write("d-leg-press", "3x5, 120 kg, effort 9, 2 times a week");
    const status = await person.send("d-leg-press");
    if (status !== 422) throw new Error(`a dose above the ceiling is answered with ${status}`);
}

/** Each picture: whose screen, which page, what is done there first, what must be read on it, from what words on down it is taken. */
const PICTURES = [
    { name: "screen-work-list.png", who: "physician-a", path: "/", says: /overdue since/ },
    { name: "screen-gate.png", who: "therapist-a", path: D, says: /not before 10 weeks after procedure/, from: /^Gates$/ },
    { name: "screen-too-early.png", who: "therapist-a", path: `${D}/sign/full-load`, says: /would never count/ },
    { name: "screen-above-ceiling.png", who: "therapist-a", path: `${D}/prescribe`, does: tooHeavy, says: /needs a signed reason/, from: "Load allowed today", height: 900 },
    { name: "screen-emergency.png", who: "physician-o", path: "/glass", says: /Your password again/ },
    { name: "phone-today.png", who: "example-d", path: "/", says: /You may not/, height: 1080 },
    { name: "phone-diary.png", who: "example-d", path: `${D}/diary`, says: /pain now/ },
    { name: "phone-call.png", who: "example-d", path: "/", says: /call at once/, from: "Your team's telephone" },
];

async function take(person, site, one) {
    const phone = one.name.startsWith("phone-");
    const size = phone ? PHONE : DESK;
    await person.page.setViewportSize({ ...size, height: one.height ?? size.height });
    await person.open(site, one.path);
    if (one.does) await one.does(person);
    const words = await person.words();
    if (!one.says.test(words)) return [`it does not say ${one.says}: ${words.slice(0, 1000)}`];
    const from = person.page.locator("main").getByText(one.from ?? "").first();
    if (one.from) await from.evaluate((node) => window.scrollTo(0, node.getBoundingClientRect().top + window.scrollY - 12));
    const picture = fewColours(await person.page.screenshot({ animations: "disabled" }));
    if (picture.length > MOST) return [`${picture.length} bytes, at most ${MOST}`];
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(new URL(one.name, FOLDER), picture);
    return [];
}

export async function pictures(tandem, tap, browser) {
    const server = await Server.begin(tandem, []), people = {};
    for (const one of PICTURES) {
        await tap.act(`the picture docs/pictures/${one.name} is taken`, async () => {
            if (!people[one.who]) {
                people[one.who] = await Person.sit(browser, one.who);
                const status = await people[one.who].logIn(server.site);
                if (status !== 303) return [`${one.who} does not get in: ${status}`];
            }
            return take(people[one.who], server.site, one);
        });
    }
    for (const person of Object.values(people)) await person.context.close();
    await server.stop();
}
