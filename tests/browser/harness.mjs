// harness.mjs - what the browser tests stand on: TAP, a server on a day, and a person at a browser with their own size of screen, with or
// without scripts, with a mouse or with the keyboard alone.
import { execFileSync, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import readline from "node:readline";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
export const PASSWORD = "example-only-clinic";
export const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 360, height: 740 }, narrow: { width: 320, height: 640 } };

export class Tap {
    constructor() {
        this.number = 0;
        this.failed = 0;
    }
    result(good, title, details = []) {
        this.number++;
        if (!good) this.failed++;
        console.log(`${good ? "ok" : "not ok"} ${this.number} - ${title.replaceAll("#", "no. ").replaceAll("\n", " ")}`);
        if (!good) for (const line of details) for (const part of String(line).split("\n")) console.log(`#   ${part}`);
        return good;
    }
    /** What `run` throws is a failure of this title. */
    async act(title, run) {
        try {
            const told = await run();
            return this.result(told === undefined || told === true || (Array.isArray(told) && told.length === 0), title, [told].flat());
        } catch (error) {
            return this.result(false, title, [error.stack ?? error]);
        }
    }
    finish() {
        console.log(`1..${this.number}`);
        process.exitCode = this.failed > 0 ? 1 : 0;
    }
}

/** `tandem serve WORDS`, at a free port or at the one it had before. */
export class Server {
    static async begin(tandem, words, port = 0) {
        const server = new Server();
        server.process = spawn(tandem, ["serve", "--listen", `127.0.0.1:${port}`, "--workers", "1", ...words], { stdio: ["ignore", "pipe", "pipe"] });
        server.said = "";
        server.process.stderr.on("data", (more) => { server.said = (server.said + more).slice(-20000); });
        const ended = new Promise((done) => server.process.on("exit", (code) => done({ code })));
        server.ended = ended;
        const begun = (async () => {
            for await (const line of readline.createInterface({ input: server.process.stdout })) {
                const where = /^Invented episodes in ([^,]+),/.exec(line);
                const found = /http:\/\/127\.0\.0\.1:(\d+)\//.exec(line);
                if (where) server.folder = where[1];
                if (found) return Number(found[1]);
            }
            return 0;
        })();
        const first = await Promise.race([begun, ended]);
        if (typeof first !== "number" || first === 0) throw new Error(`the server did not begin: ${server.said}`);
        server.port = first;
        server.site = `http://127.0.0.1:${server.port}`;
        return server;
    }
    async stop() {
        this.process.kill("SIGTERM");
        return (await this.ended).code;
    }
}

export function run(tandem, words, input) {
    return execFileSync(tandem, words, { encoding: "utf8", input, stdio: ["pipe", "pipe", "pipe"] });
}

/** A person at a browser of their own. */
export class Person {
    static async sit(browser, name, how = {}) {
        const person = new Person();
        Object.assign(person, { name, keyboard: how.keyboard ?? false, wrong: [], status: 0 });
        person.context = await browser.newContext({
            viewport: SIZES[how.size ?? "desktop"], javaScriptEnabled: how.scripts ?? true, hasTouch: how.size === "phone",
            colorScheme: how.theme ?? "light", locale: how.locale ?? "en-GB", reducedMotion: "reduce" });
        person.context.setDefaultTimeout(8000);
        person.page = await person.context.newPage();
        person.listen();
        return person;
    }
    /** What the browser complains of (a broken policy, a picture that is not there), and every question to another place. */
    listen() {
        this.page.on("pageerror", (error) => this.wrong.push(`script: ${error.message}`));
        this.page.on("console", (message) => {
            // The server is stopped between the days; a page that is refused is looked at by its status.
            const expected = /the server responded with a status of 4\d\d|ERR_CONNECTION_REFUSED/.test(message.text());
            if (message.type() === "error" && !expected) this.wrong.push(`console: ${message.text()}`);
        });
        this.page.on("request", (request) => {
            if (!request.url().startsWith("http://127.0.0.1:") && !request.url().startsWith("data:")) this.wrong.push(`asked ${request.url()}`);
        });
        this.page.on("response", (response) => {
            if (response.request().isNavigationRequest()) this.status = response.status();
        });
    }
    async open(site, path) {
        await this.page.goto(site + path);
        return this.words();
    }
    /** What stands in the page's own part, with single blanks. */
    async words() {
        return (await this.page.locator("main").innerText()).replace(/\s+/g, " ");
    }
    path() {
        return new URL(this.page.url()).pathname;
    }
    one(selector) {
        return this.page.locator(selector).first();
    }
    /** Moves with the Tab key alone until the thing has the focus, which must be seen there. */
    async reach(target) {
        for (let presses = 0; presses < 400; presses++) {
            await this.page.keyboard.press("Tab");
            const seen = await target.evaluate((node) => {
                const active = document.activeElement;
                const group = node.type === "radio" && active?.type === "radio" && active.name === node.name;
                if (active !== node && !group) return null;
                const style = getComputedStyle(active), label = active.labels?.[0] ? getComputedStyle(active.labels[0]) : style;
                return [style, label].some((one) => one.outlineStyle !== "none" || one.boxShadow !== "none");
            });
            if (seen === null) continue;
            if (!seen) this.wrong.push(`the focus is not seen on ${await target.evaluate((node) => node.outerHTML.slice(0, 120))}`);
            return;
        }
        throw new Error("it cannot be reached with the Tab key");
    }
    async choose(selector) {
        const target = this.one(selector);
        if (this.keyboard) await this.reach(target);
        const loaded = this.page.waitForEvent("load"); // from here on: getting there by keys takes its time
        loaded.catch(() => {});
        if (this.keyboard) await this.page.keyboard.press("Enter");
        else await target.click();
        await loaded;
    }
    async radio(name, value) {
        const target = this.one(`main input[name="${name}"][value="${value}"]`);
        if (!this.keyboard) {
            const id = await target.getAttribute("id");
            await this.one(`main label[for="${id}"]`).click();
            return;
        }
        await this.reach(target);
        await this.page.keyboard.press("Space");
        for (let presses = 0; presses < 20 && !(await target.isChecked()); presses++) await this.page.keyboard.press("ArrowRight");
        if (!(await target.isChecked())) throw new Error(`${name} ${value} cannot be chosen with the keys`);
    }
    async pick(name, value) {
        const target = this.one(`main select[name="${name}"]`);
        if (!this.keyboard) {
            await target.selectOption(value);
            return;
        }
        await this.reach(target);
        for (let presses = 0; presses < 20 && (await target.inputValue()) !== value; presses++) await this.page.keyboard.press("ArrowDown");
        if ((await target.inputValue()) !== value) throw new Error(`${name} ${value} cannot be picked with the keys`);
    }
    async write(name, text) {
        const target = this.one(`main [name="${name}"]`);
        if (!this.keyboard) {
            await target.fill(text);
            return;
        }
        await this.reach(target);
        await this.page.keyboard.press("Control+A");
        await this.page.keyboard.type(text);
    }
    /** Sends the form that holds the field. */
    async send(field) {
        const form = this.page.locator("main form").filter({ has: this.page.locator(`[name="${field}"]`) }).first();
        const button = form.locator("button[type=submit]").last();
        const answered = this.page.waitForResponse((response) => response.request().method() === "POST");
        const loaded = this.page.waitForEvent("load");
        for (const one of [answered, loaded]) one.catch(() => {});
        if (this.keyboard) {
            await this.reach(button);
            await this.page.keyboard.press("Enter");
        } else {
            await button.click();
        }
        const status = (await answered).status();
        await loaded;
        this.sent = status;
        return status;
    }
    async logIn(site, password = PASSWORD) {
        await this.open(site, "/log-in");
        await this.write("person", this.name);
        await this.write("password", password);
        return this.send("password");
    }
    /** Wider than the screen? */
    async overflows() {
        return this.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    }
    async axe() {
        await this.page.evaluate(AXE);
        const found = await this.page.evaluate(() => globalThis.axe.run(document, {
            runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }, resultTypes: ["violations"] }));
        return found.violations.flatMap((one) => one.nodes.slice(0, 3).map((node) => `${one.id}: ${node.target.join(" ")}: ${one.help}`));
    }
}
