// run.mjs - the browser tests, in the distribution's Chromium without a screen. Prints TAP.
//
//   node run.mjs CHROMIUM TANDEM [--accept] [episode|pages|lab]
//   node run.mjs CHROMIUM TANDEM --pictures               the pictures of the guides anew, and nothing else
import { chromium } from "playwright-core";
import { episode } from "./episode.mjs";
import { Tap } from "./harness.mjs";
import { lab } from "./lab.mjs";
import { pages } from "./pages.mjs";
import { pictures } from "./pictures.mjs";

const words = process.argv.slice(2).filter((word) => !word.startsWith("--"));
const [executablePath, tandem, only] = words;
const accept = process.argv.includes("--accept");
const anew = process.argv.includes("--pictures");
const tap = new Tap();
const browser = await chromium.launch({ executablePath, headless: true });
const begun = Date.now();
if (anew) await pictures(tandem, tap, browser);
if (!anew && (!only || only === "episode")) {
    await episode(tandem, tap, browser, "staff at a desk by keyboard alone, patient at a phone without scripts", {
        physician: { keyboard: true }, "physical-therapist": { keyboard: true }, patient: { size: "phone", scripts: false } });
    await episode(tandem, tap, browser, "staff at a phone without scripts, patient at a desk by keyboard alone", {
        physician: { size: "phone", scripts: false }, "physical-therapist": { size: "phone", scripts: false }, patient: { keyboard: true } });
}
if (!anew && (!only || only === "lab")) await lab(tandem, tap, browser);
if (!anew && (!only || only === "pages")) await pages(tandem, tap, browser, accept);
await browser.close();
console.log(`# ${Math.round((Date.now() - begun) / 1000)} s`);
tap.finish();
