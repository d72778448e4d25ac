#!/usr/bin/env python3
"""What therapist and patient do on the screens: assessments, findings, hand-offs, a form that outlives its session, questionnaires,
progress, calendar, paper. Prints TAP.

  web_care.py build/gcc/src/cli/tandem
"""

import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "web"))
from web_client import PASSWORD, Browser, Server, run_parts, tandem_of  # noqa: E402
from tap import Tap  # noqa: E402

NAME = "example-d-early-signature"
D = "/episodes/" + NAME


def qr_text(page):
    """What the QR code of a page says (version 4 to 6, level M): read off its path, without correction."""
    path = re.search(r'class="qr".*? d="([^"]*)"', page, re.S)[1]
    size = int(re.search(r'class="qr"[^>]*viewBox="0 0 (\d+)', page)[1]) - 8
    dark = [[0] * size for _ in range(size)]
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1", path):
        dark[int(y) - 4][int(x) - 4:int(x) - 4 + int(run)] = [1] * int(run)
    mask = ((dark[8][2] << 2 | dark[8][3] << 1 | dark[8][4]) ^ 0b101)  # level and mask are turned by 10101...
    flips = [lambda i, j: (i + j) % 2, lambda i, j: i % 2, lambda i, j: j % 3, lambda i, j: (i + j) % 3, lambda i, j: (i // 2 + j // 3) % 2,
             lambda i, j: i * j % 2 + i * j % 3, lambda i, j: (i * j % 2 + i * j % 3) % 2, lambda i, j: (i * j % 3 + (i + j) % 2) % 2][mask]

    def kept(y, x):
        far, middle = size - 8, size - 7
        return (y < 9 and (x < 9 or x >= far)) or (y >= far and x < 9) or 6 in (x, y) or (abs(y - middle) < 3 and abs(x - middle) < 3)

    bits, up, x = [], True, size - 1
    while x > 0:
        x -= x == 6
        for n in range(size):
            y = size - 1 - n if up else n
            bits += [dark[y][c] ^ (flips(y, c) == 0) for c in (x, x - 1) if not kept(y, c)]
        up, x = not up, x - 2
    words = [int("".join(map(str, map(int, bits[i:i + 8]))), 2) for i in range(0, len(bits) // 8 * 8, 8)]
    blocks, data = {33: (2, 32), 37: (2, 43), 41: (4, 27)}[size]
    flat = [words[i * blocks + b] for b in range(blocks) for i in range(data)]
    whole = int.from_bytes(bytes(flat), "big") << 4 & ((1 << 8 * len(flat)) - 1)
    said = whole.to_bytes(len(flat), "big")
    return said[1:1 + said[0]].decode("ascii")


class Room:
    """The server, its folder, and a browser for each person."""

    def __init__(self, tandem, server):
        self.tandem, self.server, self.browsers = tandem, server, {}

    def browser(self, person):
        if person not in self.browsers:
            self.browsers[person] = Browser(self.server.port)
            self.browsers[person].log_in(person)
        return self.browsers[person]

    def chart(self, name=NAME):
        return subprocess.run([self.tandem, "convert", f"{self.server.folder}/{name}", "--format", "notation"],
                              capture_output=True, text=True, check=False).stdout

    def fill(self, person, path, fields, follow=False):
        browser = self.browser(person)
        page = browser.get(path)
        return browser.post(path, {"token": page.any_token()} | page.held() | fields, follow=follow)


def assessment(tap, room):
    therapist = room.browser("therapist-a")
    page = therapist.get(D + "/assess")
    words = page.words()
    tap.result(page.status == 200 and "Example D" in words and "right knee" in words, "name, side and joint stand on the assessment form",
               [words[:300]])
    tap.result('name="r-quads"' in page.text and 'name="l-quads"' in page.text and "in N.m" in words and "Right (treated)" in words,
               "each side has its field, with unit, and the treated one is told", [words[:1500]])
    tap.result("3 tries: write all of them with blanks between, the best counts" in words, "how often a test is taken stands there", [words[:1500]])
    before = room.chart()
    page = room.fill("therapist-a", D + "/assess", {"r-quads": "much", "l-quads": "120"})
    tap.result(page.status == 422 and "\"much\" is no number" in page.words() and 'value="much"' in page.text and 'value="120"' in page.text,
               "what is no number is refused, and what was typed stays", [page.status, page.words()[:600]])
    page = room.fill("therapist-a", D + "/assess", {"r-quads": "100 104", "l-quads": "120"})
    tap.result(page.status == 422 and "write one number, or all 3 of the tries" in page.words(), "two of three tries are neither",
               [page.words()[:600]])
    page = room.fill("therapist-a", D + "/assess", {"r-quads": "100000", "l-quads": "120"})
    tap.result(page.status == 422 and 'value="100000"' in page.text and room.chart() == before,
               "a value outside the limits is refused, and nothing was recorded", [page.status, page.words()[:600]])
    page = room.fill("therapist-a", D + "/assess", {"r-quads": "100 104,5 98", "l-quads": "120", "n-quads": "swollen"})
    tap.result(page.status == 422 and "only one can be so" in page.words(), "a value and a reason for none are not both taken", [page.words()[:600]])
    page = room.fill("therapist-a", D + "/assess", {"r-quads": "100 104,5 98", "l-quads": "120"})
    tap.result(page.status == 303 and re.search(r"quads right 104\.5 N\.m\n +quads left 120 N\.m", room.chart()) is not None,
               "of three tries the best is recorded, with its unit",
               [page.status, page.words()[:600], room.chart()[-300:]])
    page = room.fill("physician-a", D + "/assess", {})
    tap.result(page.status == 422 and "nothing was filled in" in page.words(), "an empty form is told so", [page.words()[:400]])


def findings(tap, room):
    page = room.fill("therapist-a", D + "/findings", {"finding": "hip-pain", "at": "hip", "side": "left", "words": 'since "the stairs"'})
    tap.result(page.status == 303 and 'finding hip-pain opened by therapist-a, at hip left, words "since \\"the stairs\\""' in room.chart(),
               "a finding is opened, with where it is", [page.status, page.words()[:600], room.chart()[-300:]])
    page = room.browser("therapist-a").get(D + "/findings")
    tap.result("open since 18 Mar 2025" in page.words() and "opened 18 Mar 2025 by therapist-a" in page.words(), "it stands in the register",
               [page.words()[:600]])
    page = room.fill("therapist-a", D + "/findings", {"s-hip-pain": "resolved", "w-hip-pain": "gone"})
    tap.result(page.status == 303 and 'finding hip-pain resolved by therapist-a, words "gone"' in room.chart(), "and is closed",
               [page.status, page.words()[:600]])
    page = room.fill("therapist-a", D + "/findings", {"finding": "no-such\nthing"})
    tap.result(page.status == 422 and "signs that no entry can have" in page.words(), "a name that is none is refused", [page.words()[:500]])
    page = room.fill("therapist-a", D + "/findings", {})
    tap.result(page.status == 422 and "Choose a finding" in page.words(), "an empty form is told so", [page.words()[:400]])


def handoffs(tap, room):
    page = room.fill("therapist-a", D + "/handoffs", {"what": "call about the swelling", "to": "physician-a", "until": "2025-03-20",
        "words": "warm since Sunday"})
    tap.result(page.status == 303 and 'handoff "call about the swelling" by therapist-a, until 2025-03-20, to physician-a' in room.chart(),
               "something is handed over", [page.status, page.words()[:600], room.chart()[-400:]])
    page = room.browser("physician-a").get(D + "/handoffs")
    tap.result("no answer yet" in page.words() and "warm since Sunday" in page.words(), "whoever gets it sees that no answer is there",
               [page.words()[:600]])
    tap.result("warm since Sunday" not in room.browser("example-d").get(D + "/handoffs").words(),
               "what is between the team is not on the patient's page")
    key = re.search(r'name="of" value="([^"]*)"', page.text)[1]
    page = room.fill("physician-a", D + "/handoffs", {"of": key, f"s-{key}": "could-not"})
    tap.result(page.status == 422 and "has a reason" in page.words(), "could not needs its reason", [page.words()[:500]])
    page = room.fill("physician-a", D + "/handoffs", {"of": key, f"s-{key}": "noted", f"w-{key}": "today"})
    tap.result(page.status == 303 and 'acknowledge "call about the swelling" by physician-a, words "today"' in room.chart(),
               "it is taken note of [F037]",
               [page.status, page.words()[:600]])
    room.fill("therapist-a", D + "/handoffs", {"what": "bring the brace", "to": "example-d"})
    page = room.browser("example-d").get(D + "/handoffs")
    key = re.search(r'name="of" value="([^"]*)"', page.text)
    page = room.fill("example-d", D + "/handoffs", {"of": key[1], f"s-{key[1]}": "could-not", f"w-{key[1]}": "it is broken"} if key else {})
    tap.result(page.status == 303 and 'answer "bring the brace" could-not by example-d, because "it is broken"' in room.chart(),
               "a patient says that they could not, and why [F048]", [page.status, page.words()[:600], room.chart()[-300:]])
    page = room.fill("example-d", D + "/handoffs", {"of": "000000000000", "s-000000000000": "done"})
    tap.result(page.status == 422 and "not open any more" in page.words(), "what is not there cannot be answered", [page.words()[:300]])


def over(tap, room):
    """A form that is half written when the session ends."""
    writer, page = Browser(room.server.port), room.browser("therapist-a").get(D + "/assess")
    typed = {"r-quads": "97", "l-quads": "119", "n-no-such": "", "token": page.any_token()}
    page = writer.post(D + "/assess", typed, follow=False)
    tap.result(page.status == 401 and 'name="k.r-quads" value="97"' in page.text, "who is logged out while writing is asked to log in, with it",
               [page.status, page.words()[:300]])
    wrong = writer.post("/log-in", page.fields() | {"person": "therapist-a", "password": "wrong password"}, follow=False)
    tap.result(wrong.status == 401 and 'name="k.r-quads" value="97"' in wrong.text, "a wrong password loses nothing", [wrong.status])
    page = writer.post("/log-in", wrong.fields() | {"person": "therapist-a", "password": PASSWORD}, follow=False)
    tap.result(page.status == 200 and 'name="r-quads" value="97"' in page.text and f'action="{D}/assess"' in page.text,
               "after the log-in the form goes on", [page.status, page.words()[:300]])
    before = room.chart()
    page = writer.post(D + "/assess", page.fields(), follow=False)
    fields = page.fields()
    tap.result(page.status == 200 and (fields.get("r-quads"), fields.get("l-quads")) == ("97", "119") and room.chart() == before,
               "with the values in their places, and nothing recorded", [page.status, page.words()[:300]])
    page = writer.post(D + "/assess", fields, follow=False)
    tap.result(page.status == 303 and "quads right 97 N.m" in room.chart(), "until it is sent", [page.status, page.words()[:400]])
    old = {"r-quads": "98", "l-quads": "119", "token": "A" * 43}
    page = writer.post(D + "/assess", old, follow=False, headers={"Sec-Fetch-Site": "same-origin"})
    tap.result(page.status == 403 and 'name="r-quads" value="98"' in page.text and "98 N.m" not in room.chart(),
               "a page of an older session is given back the same way", [page.status])
    page = writer.post(D + "/assess", old, follow=False, headers={"Sec-Fetch-Site": "cross-site"})
    tap.result(page.status == 403 and 'value="98"' not in page.text, "what another site sends is not", [page.status])
    page = Browser(room.server.port).post(D + "/sign/release", {"password": "secret words", "words": "fine", "token": "x"}, follow=False)
    tap.result(page.status == 401 and "secret words" not in page.text and 'name="k.words" value="fine"' in page.text,
               "a password is never given back")


def fast_session(tap, room):
    page = room.fill("therapist-a", D + "/session", {"rest": "done", "s-step-up": "could-not", "w-step-up": "dizzy", "setting": "clinic"} |
                     {name: value for name, value in room.browser("therapist-a").get(D + "/session").fields().items() if name.startswith("d-")})
    said = room.chart()
    tap.result(page.status == 303 and 'step-up could-not, because "dizzy"' in said and re.search(r"leg-press 3x10, 30 kg[^\n]*\n +step-up could",
               said) is not None,
               "one key says that the rest went as prescribed, and what did not is told apart", [page.status, page.words()[:500]])


def roads(tap, room):
    page = room.browser("therapist-a").get(D + "/roadmap")
    tap.result(page.status == 200 and "Baseline" in page.words(), "the roadmap tells what the baseline asks for", [page.words()[:400]])
    page = room.browser("therapist-a").get(D + "/progression")
    tap.result(page.status == 200 and "leg press" in page.words(), "progression tells each exercise that is prescribed", [page.words()[:600]])


def calendar(tap, room):
    room.fill("therapist-a", D + "/handoffs", {"what": "bring the brace again", "to": "example-d", "until": "2025-03-21"})
    page = room.fill("example-d", D + "/calendar", {"do": "make", "visit": "Café; with friends, or not", "todo": "x" * 61})
    tap.result(page.status == 422 and "one to sixty letters" in page.words(), "words that are too long are refused", [page.status])
    page = room.fill("example-d", D + "/calendar", {"do": "make", "visit": "Café; with friends, or not", "todo": "Gärtnern " * 6 + "\u20ac"})
    link = re.search(r"http://[^/]+(/calendar/[A-Za-z0-9_-]{43}\.ics)", page.text)
    tap.result(page.status == 200 and link is not None, "a patient makes a secret link", [page.status, page.words()[:500]])
    tap.result(link[1] not in room.browser("example-d").get(D + "/calendar").text, "which is shown once")
    feed = Browser(room.server.port).get(link[1])
    lines = feed.text.replace("\r\n ", "").split("\r\n")
    tap.result(feed.status == 200 and feed.headers["Content-Type"] == "text/calendar; charset=utf-8" and lines[0] == "BEGIN:VCALENDAR"
               and "DTSTART;VALUE=DATE:20250321" in lines, "a phone reads it without a log-in [F054]", [feed.status, feed.text[:600]])
    tap.result("SUMMARY:" + "Gärtnern " * 6 + "\u20ac" in lines and all(len(line.encode()) <= 75 for line in feed.text.split("\r\n")),
               "with the words chosen, in lines of at most 75 bytes", lines[:20])
    said = feed.text.lower()
    tap.result(not any(word in said for word in ("knee", "example-d", "brace", "pain", "procedure", "exercise", "therapist", "bmac")),
               "and says nothing of a person or their health", [feed.text[:600]])
    second = re.search(r"(/calendar/[A-Za-z0-9_-]{43}\.ics)", room.fill("example-d", D + "/calendar", {"do": "make", "visit": "A",
        "todo": "B"}).text)[1]
    tap.result(Browser(room.server.port).get(link[1]).status == 404 and Browser(room.server.port).get(second).status == 200,
               "a new link ends the one of before")
    page = room.fill("example-d", D + "/calendar", {"do": "end"})
    tap.result("has ended" in page.words() and Browser(room.server.port).get(second).status == 404, "and its owner ends it", [page.words()[:400]])


def invitation(tap, room):
    """Example B has no account: forgotten on purpose."""
    name, path = "example-b-early-load", "/episodes/example-b-early-load/invite"
    with sqlite3.connect(room.server.folder / "accounts.db") as accounts:
        accounts.execute("DELETE FROM account WHERE person = 'example-b'")
    page = room.fill("therapist-a", path, {"password": "wrong password"})
    tap.result(page.status == 401 and "/invitation/" not in page.text, "nobody is invited without the password of who invites", [page.status])
    page = room.fill("therapist-a", path, {"password": PASSWORD})
    link = re.search(r">http://127\.0\.0\.1:\d+(/invitation/[A-Za-z0-9_-]{43})<", page.text)
    tap.result(page.status == 200 and link is not None and '<svg class="qr" role="img"' in page.text,
               "an invitation is a link and a code for a camera",
               [page.status, page.words()[:400]])
    tap.result(qr_text(page.text) == re.search(r">(http://127[^<]*)<", page.text)[1], "which says the same", [qr_text(page.text)])
    guest = Browser(room.server.port)
    page = guest.get(link[1])
    page = guest.post(link[1], page.fields() | {"password": "four plain words here", "again": "four plain words here"})
    tap.result(page.status == 200 and page.path.startswith(f"/episodes/{name}/today"), "with it the patient is in", [page.status, page.path])
    page = room.fill("therapist-a", path, {"password": PASSWORD})
    tap.result("chosen a password already" in page.words() and "/invitation/" not in page.text, "and nobody of the team can become them",
               [page.words()[:400]])


def large(tap, room):
    browser = Browser(room.server.port)
    browser.log_in("example-d")
    page = browser.get(D + "/today")
    tap.result('class="large"' not in page.text and "Large print" in page.words(), "a page offers large print [F055]")
    tap.result('<html lang="en" class="large">' in browser.get(D + "/today?print=large").text and 'class="large"' in browser.get(D + "/diary").text,
               "it stays so on the next page")
    page = browser.get(D + "/diary?print=usual")
    tap.result('class="large"' not in page.text and 'class="large"' not in browser.get(D + "/today").text, "until it is put back")


def paper(tap, room):
    page = room.browser("example-d").get(D + "/paper")
    codes = re.findall(r">(\d{4}-\d{4})<", page.text)
    tap.result(page.status == 200 and len(codes) == 7 and codes[0].startswith("0318-") and "Example D" in page.words(),
               "a week of the diary for paper, each row with its code [F043]", [page.status, codes])
    columns = page.text.count('class="box"') // 7
    other = re.findall(r">(\d{4}-\d{4})<", room.browser("example-a").get("/episodes/example-a-smooth/paper").text)
    tap.result(not set(codes) & set(other), "no other person's sheet has these codes", [codes, other])
    today, row = codes[0], " ".join(["2"] * columns)
    before = room.chart()

    def refused(rows, said, title):
        page = room.fill("therapist-a", D + "/key", {"rows": rows})
        tap.result(page.status == 422 and said in page.words() and room.chart() == before, title, [page.status, page.words()[:700]])
        return page

    wrong = today[:-1] + str((int(today[-1]) + 1) % 10)
    page = refused(f"{today} {row}\n{wrong} {row}", f'Line 2: "{wrong}" is no code of a row', "one wrong digit in a code, and nothing is recorded")
    tap.result(f"{today} {row}" in page.text, "what was keyed in stays")
    refused(f"{other[0]} {row}" if other else f"0000-0000 {row}", "is no code of a row", "a row of another person's sheet is refused")
    refused(f"{today} {row} 3", f"there are {columns} columns", "a number too many is refused")
    refused(f"{today} {' '.join(['11'] * columns)}", '"11" is no number from 0 to 10', "a number that is none is refused")
    refused(f"{codes[1]} {row}", "is still to come", "a day that is still to come is refused")
    refused(f"{today} {row}\n{today.replace('-', '')} {row}", "stands there twice", "a row keyed in twice is refused")
    page = room.fill("therapist-a", D + "/key", {"rows": f"\n{today.replace('-', '')} {row[:-1]}-\n"})
    tap.result(page.status == 303 and columns == 2 and re.search(r"diary by therapist-a[^\n]*\n +pain 2\n(?! )", room.chart()) is not None,
               "what is right is recorded on its day, an empty box is not [F044]", [page.status, page.words()[:500], room.chart()[-700:]])


KOOS_JR = "pack for koos-jr\n  language en\n" + "".join(f'  ask {code} "Invented words {code}"\n' for code in ("S6", "P2", "P3", "P6", "P9", "A3",
    "A5"))


def questionnaires(tap, room):
    patient, therapist = room.browser("example-d"), room.browser("therapist-a")
    words = patient.get(D + "/questions").words()
    tap.result("Numeric pain rating" in words and "KOOS" not in words, "a patient is offered what has wording, and no other", [words[:700]])
    tap.result("KOOS" in therapist.get(D + "/questions").words(), "staff key in the others", [])
    words = patient.get(D + "/questions/nprs?lang=es").words() + patient.get(D + "/today?lang=en").words()
    tap.result("¿Qué fuerza tiene su dolor" in words and "Pasa al registro como" in words and "en inglés" not in words,
               "a free one has its words in Spanish",
               [words[:600]])
    page = patient.get(D + "/questions/koos-jr", follow=False)
    tap.result(page.status == 404, "and a patient finds none of those", [page.status])
    page = therapist.get(D + "/questions/koos-jr")
    tap.result("key the answers by their codes" in page.words() and ">S6<" in page.text, "by the codes of their items", [page.words()[:500]])
    answers = {f"q-{i}": "2" for i in range(7)}
    page = room.fill("therapist-a", D + "/questions/koos-jr", answers | {"q-3": "5"})
    tap.result(page.status == 422 and '"5" is no answer there; write 0 to 4' in page.words() and 'value="5"' in page.text,
               "an answer that is none is refused, and stays",
               [page.status, page.words()[:500]])
    page = room.fill("therapist-a", D + "/questions/koos-jr", {name: value for name, value in answers.items() if name != "q-3"})
    tap.result(page.status == 422 and "too few answers" in page.words(), "too few answers give no result", [page.words()[:500]])
    page = room.fill("therapist-a", D + "/questions/koos-jr", answers)
    tap.result(page.status == 303 and re.search(r"assess by therapist-a[^\n]*\n +koos-jr right 52.465 points", room.chart()) is not None,
               "what was filled in on paper is recorded as its score", [page.status, page.words()[:500], room.chart()[-300:]])
    page = room.fill("example-d", D + "/questions/nprs", {"q-0": "4"})
    tap.result(page.status == 303 and re.search(r"diary by example-d[^\n]*\n +nprs-now 4 points", room.chart()) is not None,
               "a patient answers a free one",
               [page.status, page.words()[:500], room.chart()[-300:]])
    page = room.fill("example-d", D + "/questions/pgic", {"q-0": "8"})
    tap.result(page.status == 422 and '"8" is no answer there; write 1 to 7' in page.words(), "what is beyond its range is refused",
               [page.status, page.words()[:400]])
    page = room.fill("example-d", D + "/questions/pgic", {"q-0": "2"})
    tap.result(page.status == 303 and "pgic 2 points" in room.chart(), "how they are since we began is recorded", [page.status, page.words()[:400]])
    page = room.fill("example-d", D + "/questions/psfs", {"q-0": "4", "q-1": "5", "q-2": "4"})
    tap.result(page.status == 303 and "psfs 4.3 points" in room.chart(), "activities of their own choice are, as their mean", [page.status,
               page.words()[:400]])
    page = room.fill("example-d", D + "/questions/sane", {"because": "glasses forgotten"})
    tap.result(page.status == 303 and 'sane right not-done, because "glasses forgotten"' in room.chart(), "or says why they could not",
               [page.status, page.words()[:500], room.chart()[-300:]])


def pack(tap, tandem, folder):
    """The clinic's own wording, on a copy of what the clinic had."""
    (folder / "pack").mkdir()
    (folder / "pack" / "koos-jr.tandem").write_text(KOOS_JR)
    with Server(tandem, str(folder), "--on", "2025-03-18") as server:
        room = Room(tandem, server)
        page = room.browser("example-d").get(D + "/questions/koos-jr")
        tap.result("Invented words P9" in page.words() and 'type="radio"' in page.text, "with the clinic's wording a patient answers it themselves",
                   [page.status, page.words()[:500]])


def main():
    tap, tandem = Tap(), tandem_of(sys.argv)
    with Server(tandem) as server:
        room = Room(tandem, server)
        parts = (assessment, findings, handoffs, over, fast_session, roads, questionnaires, calendar, large, invitation, paper)
        run_parts({part.__name__: lambda part=part: part(tap, room) for part in parts}, sys.argv)
        copy = Path(tempfile.mkdtemp()) / "clinic"
        shutil.copytree(server.folder, copy)
        tap.result(server.stop() == 0, "the server stops when it is told to", [server.told()[-400:]])
        if not sys.argv[2:]:
            pack(tap, tandem, copy)
    shutil.rmtree(copy.parent)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
