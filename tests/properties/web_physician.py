#!/usr/bin/env python3
"""What a physician does on the screens beyond signing: each act shows its verdict first, and is recorded for the very words that were
judged; options, adverse events, the summary. Prints TAP.

  web_physician.py build/gcc/src/cli/tandem
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "web"))
from web_client import PASSWORD, Browser, Server, tandem_of  # noqa: E402
from tap import Tap  # noqa: E402

ROOT = Path(__file__).resolve().parent.parent.parent
D, B = "/episodes/example-d-early-signature", "/episodes/example-b-early-load"


def chart(tandem, folder, episode=D):
    return subprocess.run([tandem, "convert", f"{folder}{episode.replace('/episodes', '')}", "--format", "notation"],
                          capture_output=True, text=True, check=False).stdout


def shown(browser, act, **fields):
    """The form filled in and sent: the page with the verdict."""
    path = f"{D}/{act}"
    return browser.post(path, browser.get(path).fields() | fields, follow=False)


def made(browser, act, page, **fields):
    """The same form again, from the page that has shown the verdict."""
    return browser.post(f"{D}/{act}", page.fields() | fields, follow=False)


def work_list(tap, browser):
    words = browser.get("/").words()
    wanted = ('gate "functional" (opens strength) is shut: '
              "could open on 14 Apr 2025 at the earliest, if all that it asks for holds; "
              "ask: physician, physical therapist, patient or nurse")
    tap.result(wanted in words,
               "the first page tells of each episode what blocks it, and who is asked", [words[-900:]])
    tap.result("Example D example-d right knee symptom diary overdue since" in words,
               "what is owed stands with the person's name, the word of the chart and the site: nobody opens another's episode", [words[:600]])


def moving(tap, browser, server, tandem):
    page = browser.get(D + "/move")
    tap.result("the protocol lets it move from 4 weeks after procedure to 10 weeks after procedure" in page.words(),
               "the bounds of a window stand on its form", [page.words()[:900]])
    before = chart(tandem, server.folder)
    fields = {"what": "resume", "day": "2025-03-20", "because": "the knee was swollen", "reason": "safety"}
    page = shown(browser, "move", **fields)
    tap.result(page.status == 200 and "What would follow" in page.words() and "outside" not in page.words()
               and chart(tandem, server.folder) == before, "inside them nothing stands in its way, and nothing is recorded yet [M50]",
               [page.status, page.words()[:900]])
    other = made(browser, "move", page, **fields | {"day": "2025-09-20"})
    tap.result(other.status == 200 and "resume was moved outside what the protocol allows" in other.words()
               and chart(tandem, server.folder) == before, "another day than the one judged is judged again, not recorded", [other.words()[:900]])
    done = made(browser, "move", other, **fields | {"day": "2025-09-20"})
    tap.result(done.status == 303 and re.search(r'move resume to 2025-09-20 by physician-a, because "the knee was swollen", reason safety',
                                                chart(tandem, server.folder)) is not None,
               "outside them it is a deviation, kept with its reason and the kind of it [M50 M118]",
               [done.status, chart(tandem, server.folder)[-600:]])
    page = shown(browser, "move", what="resume", day="2025-03-21", because="")
    tap.result(page.status == 422 and "Something that must be there is empty" in page.words(), "no window is moved without a reason", [page.status])


def passing(tap, browser, server, tandem):
    page = shown(browser, "enter", what="strength")
    tap.result(page.status == 422 and "entered although gate functional was closed" in page.words()
               and 'signature "full load": not signed' in page.words(),
               "a phase is not entered through a shut gate: the criteria that keep it shut are told", [page.status, page.words()[:900]])
    page = shown(browser, "override", what="functional", because="agreed by both of us", reason="clinical-judgement")
    tap.result(page.status == 200 and 'type="password"' in page.text and "gate functional: open, was closed" in page.words(),
               "an override shows what it would do before it asks for the password [M53]", [page.status, page.words()[:900]])
    fields = {"what": "functional", "because": "agreed by both of us", "reason": "clinical-judgement"}
    wrong = made(browser, "override", page, **fields, password="not the password")
    tap.result(wrong.status == 401 and "override" not in chart(tandem, server.folder), "a wrong password passes no gate", [wrong.status])
    done = made(browser, "override", page, **fields, password=PASSWORD)
    tap.result(done.status == 303 and 'override functional by physician-a, because "agreed by both of us"' in chart(tandem, server.folder),
               "with it the override stands in the chart", [done.status, done.words()[:900]])
    page = shown(browser, "enter", what="strength", because="agreed by both of us")
    done = made(browser, "enter", page, what="strength", because="agreed by both of us")
    tap.result(done.status == 303 and "enter strength by physician-a, through functional" in chart(tandem, server.folder),
               "and the phase is entered on the same day", [page.status, page.words()[:900], done.status])


def stale(tap, first, second, server, tandem):
    fields = {"what": "visit", "day": "2025-03-26"}
    one, two = shown(first, "plan", **fields), shown(second, "plan", what="procedure", day="2025-04-02")
    tap.result(made(second, "plan", two, what="procedure", day="2025-04-02").status == 303, "a therapist plans the procedure")
    first.post(D + "/session", first.get(D + "/session").fields() | {"s-leg-press": "declined", "w-leg-press": "no time"})
    page = made(first, "plan", one, **fields)
    tap.result(page.status == 409 and "has changed since" in page.words() and "plan visit" not in chart(tandem, server.folder),
               "who acts on a page that is no longer true is shown what changed, and nothing is recorded", [page.status, page.words()[:600]])
    page = made(first, "plan", page, **fields)
    tap.result(page.status == 303 and "plan visit on 2025-03-26 by physician-a" in chart(tandem, server.folder), "and asked again", [page.status])


def procedure(tap, browser, server, tandem):
    fields = {"state": "cancelled", "day": "2025-03-17", "source": 'bone marrow "left side"', "guidance": "ultrasound", "because": "fever that day"}
    page = shown(browser, "procedure", **fields)
    done = made(browser, "procedure", page, **fields)
    text = chart(tandem, server.folder)
    tap.result(done.status == 303 and re.search(r"2025-03-17 procedure bone-marrow-concentrate cancelled by physician-a, ", text) is not None,
               "a cancelled procedure is recorded on its day, and starts no clock [M15]", [page.status, page.words()[:800], text[-500:]])
    tap.result(r'source "bone marrow \"left side\""' in text and "guidance ultrasound" in text and "site knee, right" in text,
               "with where it came from, how it was guided, and the site of the chart", [text[-500:]])
    tap.result("day 43 after the procedure of 3 Feb 2025" in browser.get(D).words(), "the days count from the one performed still",
               [browser.get(D).words()[:400]])
    page = shown(browser, "procedure", state="performed", day="2025-03-19")
    tap.result(page.status == 422 and "That day has not come yet" in page.words(), "none is recorded of a day to come", [page.status])
    evil = shown(browser, "procedure", state="performed by therapist-a", day="2025-03-18")
    tap.result(evil.status == 422 and "signs that no entry can have" in evil.words(), "a word of none of the lists is no word", [evil.status])


def adverse(tap, browser, server, tandem):
    page = browser.get(B + "/adverse")
    tap.result("overload" in page.words() and "grade 1" in page.words() and "event=overload" in page.text,
               "an event stands with its grade, and who has not judged it may [M124]", [page.words()[:900]])
    page = browser.get(B + "/adverse?event=overload")
    fields = page.fields() | {"grade": "1", "relatedness": "unlikely"}
    page = browser.post(B + "/adverse", fields, follow=False)
    done = browser.post(B + "/adverse", page.fields() | {"grade": "1", "relatedness": "unlikely"}, follow=False)
    words = browser.get(B + "/adverse").words()
    tap.result(done.status == 303 and "physician-a" in words and "event=overload" not in browser.get(B + "/adverse").text,
               "judged by who signs the first clearance it is judged, and owed no longer [M124]", [done.status, words[:900]])
    fields = {"event": "Joint Swelling", "grade": "3", "serious": "serious", "relatedness": "possible", "words": "after <b>the</b> session"}
    page = shown(browser, "adverse", **fields)
    done = made(browser, "adverse", page, **fields)
    tap.result(done.status == 303 and re.search(r'adverse joint-swelling by physician-a, grade 3, relatedness possible, serious, '
               r'words "after <b>the</b> session"',
                                                chart(tandem, server.folder)) is not None, "a new one is recorded under its name",
               [page.status, page.words()[:600], chart(tandem, server.folder)[-400:]])
    tap.result("<b>the</b>" not in browser.get(D + "/adverse").text, "and nothing of it becomes markup")


def documents(tap, browser):
    words = browser.get(D + "/options").words()
    ways = [words.find(way) for way in ("therapy first", "work-up for a cell procedure", "both, combined in sequence", "watchful waiting")]
    tap.result(all(at > 0 for at in ways) and "it advises no treatment" in words, "all four ways stand side by side, and none is advised [M93]",
               [words[:600]])
    tap.result("speaks for it" in words and "speaks against it" in words and "Would flip it" in words and "What guidelines say" in words
               and "Legal status" in words, "with their arguments, what would flip it, guidelines and legal status")
    spanish = browser.get(D + "/options?lang=es").words()
    tap.result("quads" not in words + spanish and "other side" not in spanish and "fuerza de la parte delantera del muslo" in spanish,
               "in words, and in the language asked for", [spanish[:900]])
    page = browser.get(D + "/summary?lang=en")
    words = page.words()
    tap.result("Set by phase loading (line 116). Its end: physical therapist decides, on 22 Apr 2025 or later." in words,
               "the summary says until when the limit of today holds", [words[:700]])
    tap.result("bone-marrow concentrate, performed 3 Feb 2025" in words and "What blocks a gate" in words and "at most " in words and
               "bending of the knee" in words and len(page.text) < 12000, "the summary has procedure, ceiling, what blocks, and measures",
               [words[:900]])
    page = browser.get(D)
    svg = re.search(r'<svg class="loads".*?</svg>', page.text, re.S)
    tap.result(svg is not None and '<title id="loads-title">Load by week</title>' in svg[0] and "<desc" in svg[0] and 'class="allowed"' in svg[0]
               and "achieved" in svg[0], "the load allowed, prescribed and done is drawn by week, with title and description")
    table = re.search(r"</svg></div><details><summary>The same as a table</summary>(<table>.*?</table>)", page.text, re.S)
    tap.result(table is not None and table[1].count("<tr>") > 8 and "medium load" in table[1], "and stands as a table too")
    words = page.words()
    tap.result("of 6: 2 hold, 2 do not hold, 2 cannot be told" in words, "a gate tells all three counts of what it asks for", [words[1500:4500]])
    tap.result("rise of pain now from before a session to the next morning at most 0" in words and "next-rise" not in words,
               "a change is told in words, and not by the name that its protocol has for it")
    tap.result("until a person" not in words and "Its end: " in words and "decides" in words, "an end that a person decides names who decides",
               [words[:2500]])
    link = f'href="{D}/sign/release"'
    tap.result("Can be signed from 7 Jul 2025." in words and f'class="button" {link}' not in page.text and link in page.text,
               "a signature before its day says from when it counts, and has no button", [words[:2500]])
    tap.result(re.search(r"at most medium load \(level \d of \d\)", words) is not None, "a level of load stands with its place in the order",
               [words[:1500]])
    tap.result('signature "full load" not signed ask: physical therapist' in page.words(), "what blocks the next gate is told with who is asked",
               [page.words()[:1500]])


def later(tap, tandem):
    """A signature that ran out after its gate was passed asks nobody for another; what is known of it is not said of the next one [F015]."""
    with Server(tandem, "--on", "2025-06-20") as server:
        browser = Browser(server.port)
        browser.log_in("physician-a")
        page = browser.get(D)
        words, link = page.words(), f'href="{D}/sign/resume"'
        tap.result('resume its gate is passed signed on 10 Mar 2025, counted through 24 Mar 2025: expired The gate "resume active pt" '
                   '(opens loading) asked for it, and is passed.' in words and "does not count" not in words,
                   "a signature that ran out behind its gate has done its work", [words[1500:4000]])
        tap.result(f'class="button" {link}' not in page.text and f'class="button quiet" {link}' in page.text,
                   "and no button calls for another")
        words = browser.get(D + "/sign/resume").words()
        tap.result("The signature on record does not count: signed on 10 Mar 2025" in words and "What a new one would do stands below." in words,
                   "whoever signs anew reads which signature does not count", [words[:900]])
        words = browser.get("/library/protocol-knee-oa-bmac.html").words()
        tap.result("When the longest wait for it is over and it is not met, physician decides within 14 days: look again" in words,
                   "the page of a protocol tells who decides when a gate is not met [M58 R-N49]", [words[2000:5000]])


def pdf(tap, browser):
    """The summary as PDF, where the libraries are: text that can be found, on one sheet."""
    page = browser.get(D + "/summary.pdf")
    if page.status == 503:
        tap.result("This computer has not what it takes to make a PDF" in page.words(), "where no PDF can be made that is told, and what prints well")
        return
    tap.result(page.status == 200 and page.headers["Content-Type"] == "application/pdf" and page.text.startswith("%PDF-1."),
               "the summary is there as PDF", [page.status, page.headers["Content-Type"]])
    tap.result(page.text.count("/Type /Page %") == 1, "on one sheet")
    raw = browser.raw(D + "/summary.pdf")
    kinds = [kind for kind in (b"H1", b"H2", b"P", b"L", b"LI", b"LBody", b"Table", b"TR", b"TH", b"TD")
             if not re.search(rb"/S\s*/" + kind + rb"\b", raw)]
    tap.result(b"/StructTreeRoot" in raw and re.search(rb"/Marked\s+true", raw) is not None and not kinds,
               "tagged: headings, lists, and tables with their heads, for who has it read aloud", kinds)
    if shutil.which("pdftotext"):
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(browser.raw(D + "/summary.pdf"))
            file.flush()
            words = subprocess.run(["pdftotext", "-layout", file.name, "-"], capture_output=True, text=True, check=False).stdout
        words = re.sub(r"\s+", " ", words)
        tap.result("right knee" in words and "performed 3 Feb 2025" in words and "bending of the knee" in words and "not medical advice" in words,
                   "whose it is, the procedure, the measures and the notice stand in it as text", [words[:900]])
    spanish = browser.get(D + "/summary?lang=es").words()
    tap.result("Resumen en una página" in spanish and browser.get(D + "/summary.pdf").status == 200, "in Spanish too")
    browser.get(D + "?lang=en")


def withdrawing(tap, browser, server, tandem):
    page = shown(browser, "withdraw", what="procedure-1", because="another person's record", reason="safety")
    tap.result(page.status == 200 and "What would change" in page.words() and "phase repair: not yet, was ended" in page.words()
               and "withdraw" not in chart(tandem, server.folder), "what would change without an entry is told before it is taken back [M17]",
               [page.status, page.words()[:900]])
    page = shown(browser, "withdraw", what="rx-4", because="typed twice", reason="other")
    done = made(browser, "withdraw", page, what="rx-4", because="typed twice", reason="other")
    text = chart(tandem, server.folder)
    tap.result(done.status == 303 and 'withdraw rx-4 by physician-a, because "typed twice", reason other' in text and "name rx-4" in text,
               "an entry that was taken back stays visible, with the reason", [done.status, done.words()[:700], text[-400:]])
    tap.result('value="rx-4"' not in browser.get(D + "/withdraw").text, "and cannot be taken back twice")


def ending(tap, browser, server, tandem):
    page = shown(browser, "end", state="completed")
    tap.result(page.status == 422 and "completed although gate independence was not open" in page.words() and 'type="password"' not in page.text,
               "an episode is not completed while the gate of discharge is shut [M87]", [page.status, page.words()[:600]])
    page = shown(browser, "end", state="declined", words="goes on by herself")
    tap.result(page.status == 200 and "What would change" in page.words(), "what an end would change is shown first", [page.status])
    fields = {"state": "declined", "words": "goes on by herself"}
    done = made(browser, "end", page, **fields, password=PASSWORD)
    tap.result(done.status == 303 and 'end declined by physician-a' in chart(tandem, server.folder), "then it is recorded",
               [done.status, done.words()[:500]])
    page = browser.get(D)
    tap.result("This episode has ended" in page.words() and "/end" not in page.text, "and no further act is offered", [page.words()[:400]])


def other_version(tap, browser, tandem):
    """An episode under an older text of its protocol is offered the shipped one."""
    page = browser.get(D + "/amend")
    tap.result("ships no other version of the protocol" in page.words() and "<form method" not in page.text.split("<main", 1)[1],
               "without another version there is no form", [page.words()[:500]])
    with tempfile.TemporaryDirectory() as folder:
        clinic, old, mine = f"{folder}/clinic", Path(folder, "old.tandem"), Path(folder, "c.chart.tandem")
        old.write_text((ROOT / "data/protocols/knee-oa-bmac.tandem").read_text().replace("version 1.1", "version 1.0", 1))
        mine.write_text((ROOT / "data/examples/example-d-early-signature.chart.tandem").read_text().replace("version 1.1", "version 1.0", 1))
        for words in (["init", clinic], ["enrol", clinic, str(mine), "--protocol", str(old)], ["account", clinic, "add", "physician-d", "physician"]):
            subprocess.run([tandem, *words], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([tandem, "account", clinic, "password", "physician-d"], input=PASSWORD + "\n", text=True, check=True,
                       stdout=subprocess.DEVNULL)
        with Server(tandem, clinic, "--on", "2025-03-18") as server:
            other = Browser(server.port)
            other.log_in("physician-d")
            page = other.get(D + "/amend")
            tap.result("From version 1.0 to version 1.1" in page.words(), "the version that is shipped is offered", [page.status, page.words()[:500]])
            fields = {"day": "2025-03-20", "because": "the newer text", "reason": "other"}
            page = shown(other, "amend", **fields)
            done = made(other, "amend", page, **fields, password=PASSWORD)
            text = subprocess.run([tandem, "convert", f"{clinic}/example-d-early-signature", "--format", "notation"], capture_output=True,
                                  text=True, check=False).stdout
            tap.result(done.status == 303 and re.search(r"amend protocol knee-oa-bmac version 1.1 by physician-d, from 2025-03-20, because "
                                                        r'"the newer text", reason other', text) is not None,
                       "the episode goes on under it, with day and reason", [page.status, done.status, done.words()[:700], text[-400:]])
            files = subprocess.run([tandem, "verify", clinic], capture_output=True, text=True, check=False)
            tap.result(files.returncode == 0, "and the text is kept and whole", [files.stdout, files.stderr])


def main():
    tap, tandem = Tap(), tandem_of(sys.argv)
    with Server(tandem) as server:
        physician, therapist = Browser(server.port), Browser(server.port)
        physician.log_in("physician-a")
        therapist.log_in("therapist-a")
        work_list(tap, physician)
        documents(tap, physician)
        pdf(tap, physician)
        other_version(tap, physician, tandem)
        moving(tap, physician, server, tandem)
        passing(tap, physician, server, tandem)
        stale(tap, physician, therapist, server, tandem)
        procedure(tap, physician, server, tandem)
        adverse(tap, physician, server, tandem)
        withdrawing(tap, physician, server, tandem)
        ending(tap, physician, server, tandem)
        proof = physician.get("/audit/proof").words()
        tap.result("each has its hash and follows the one before it" in proof, "and the chains are whole")
        tap.result(server.stop() == 0, "the server stops when it is told to", [server.told()[-400:]])
    later(tap, tandem)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
