// lab.mjs - the pages of the lab as a reader sees them: nothing wider than a telephone, a screen or a sheet of paper, every word of a picture
// inside it, large enough and on no other word, and the answer before everything else [F093 S85].
import { run } from "./harness.mjs";

const PAGES = [["sweep", "four-arms", "window"], ["sweep", "four-arms", "severity"], ["power", "four-arms"], ["run", "four-arms"],
    ["compare", "knee-oa-bmac", "knee-oa-bmac-alone"]];
const WIDTHS = { telephone: 320, screen: 1200, paper: 703 }; // A4 without its margins, at 96 dots an inch
const LEAST = { telephone: 9, screen: 11, paper: 9 };        // pixels of a letter, but for what every picture says of itself

/** In the browser: what is wrong with the page as it lies there. */
function faults(least) {
    const wrong = [], words = (node) => node.textContent.slice(0, 40);
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (over > 0) wrong.push(`the page is ${over} pixels too wide`);
    if (matchMedia("print").matches)
        for (const table of document.querySelectorAll("table"))
            if (table.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                wrong.push(`a table is cut off: ${words(table)}`);
    for (const svg of document.querySelectorAll(".plots svg")) {
        const whole = svg.getBoundingClientRect(), scale = whole.width / svg.viewBox.baseVal.width, boxes = [];
        if (whole.width > document.documentElement.clientWidth) wrong.push("a picture is wider than the page");
        for (const text of svg.querySelectorAll("text")) {
            const box = text.getBoundingClientRect(), size = parseFloat(getComputedStyle(text).fontSize) * scale;
            if (box.left < whole.left - 1 || box.right > whole.right + 1 || box.top < whole.top - 1 || box.bottom > whole.bottom + 1)
                wrong.push(`outside its picture: ${words(text)}`);
            if (!text.classList.contains("mark") && size < least) wrong.push(`${size.toFixed(1)} pixels: ${words(text)}`);
            const deep = 0.25 * box.height; // a box is higher than its letters
            const other = boxes.find(({ at }) => box.left < at.right - 1 && at.left < box.right - 1 && box.top + deep < at.bottom - deep && at.top + deep < box.bottom - deep);
            if (other) wrong.push(`"${words(text)}" lies on "${words(other.text)}"`);
            boxes.push({ at: box, text });
        }
    }
    return [...new Set(wrong)].slice(0, 12);
}

export async function lab(tandem, tap, browser) {
    const context = await browser.newContext(), page = await context.newPage();
    for (const words of PAGES) {
        const told = `lab ${words.join(" ")}`;
        await page.setContent(run(tandem, ["lab", ...words, "--patients", "8", "--format", "html"]));
        for (const [where, width] of Object.entries(WIDTHS))
            await tap.act(`${told}: on a ${where} nothing is cut off, too small or on top of something else`, async () => {
                await page.setViewportSize({ width, height: 900 });
                await page.emulateMedia({ media: where === "paper" ? "print" : "screen" });
                return page.evaluate(faults, LEAST[where]);
            });
        await tap.act(`${told}: what it is stands first, then the answer in a sentence or a short table, and both without a product that works`, async () => {
            const first = await page.evaluate(() => [...document.body.children].slice(0, 3).map((one) => `${one.className}: ${one.textContent}`));
            const short = await page.evaluate(() => document.querySelector("h2").textContent);
            const wrong = [];
            if (!first[1].startsWith("notice: Hypothesis, not evidence, not advice")) wrong.push(first[1]);
            const answered = first[2].startsWith("answer: In short") && first[2].includes("if the product does nothing".slice(3));
            if (!answered && !/^In short: .* if the product does nothing$/.test(short)) wrong.push(first[2], short);
            return wrong;
        });
    }
    await context.close();
}
