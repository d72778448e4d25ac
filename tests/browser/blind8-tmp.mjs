import { chromium } from "playwright-core";
import { writeFileSync } from "node:fs";
import { Person, Server } from "./harness.mjs";
const [tandem, only] = process.argv.slice(2);
const E = (l) => `/episodes/example-${l}`;
const NAMES = { a: "example-a-smooth", b: "example-b-early-load", c: "example-c-nsaid", d: "example-d-early-signature", e: "example-e-stale-pain", f: "example-f-late-correction" };
const LIST = [
 ["01", "2025-02-26", "a", "patient", "en", "phone"],
 ["02", "2025-03-19", "b", "physician", "en", "desktop"],
 ["03", "2025-05-13", "c", "patient", "es", "phone"],
 ["04", "2025-03-05", "d", "gates", "en", "desktop"],
 ["05", "2025-06-20", "e", "physician", "es", "desktop"],
 ["06", "2025-10-12", "f", "patient", "en", "phone"],
 ["07", "2025-04-10", "a", "gates", "es", "desktop"],
 ["08", "2025-05-21", "c", "physician", "en", "phone"],
 ["09", "2025-04-22", "a", "patient", "es", "desktop"],
 ["10", "2025-11-29", "f", "gates", "en", "phone"],
];
const SIZE = { phone: { width: 390, height: 1560 }, desktop: { width: 1280, height: 1300 } };
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
for (const [n, day, l, kind, lang, size] of LIST) {
  if (only && !only.split(",").includes(n)) continue;
  const server = await Server.begin(tandem, ["--on", day]);
  try {
    const who = kind === "patient" ? `example-${l}` : `physician-${l}`;
    const p = await Person.sit(browser, who, { size: size === "phone" ? "phone" : "desktop", locale: lang === "es" ? "es-ES" : "en-GB" });
    const status = await p.logIn(server.site);
    await p.page.setViewportSize(SIZE[size]);
    await p.open(server.site, `/episodes/${NAMES[l]}${kind === "patient" ? "/today" : ""}?lang=${lang}`);
    if (kind === "gates") await p.page.locator("main .gate").first().evaluate((x) => window.scrollTo(0, x.getBoundingClientRect().top + window.scrollY - 60));
    writeFileSync(`/tmp/blind8/pictures/${n}.png`, await p.page.screenshot({ animations: "disabled" }));
    console.log(n, status, p.path(), (await p.words()).slice(0, 80));
    await p.context.close();
  } finally { await server.stop(); }
}
await browser.close();
