#!/usr/bin/env python3
"""The first page of a clinic with more episodes than fit on it: what `tandem worklist` says of the same store, in parts, whatever was
written meanwhile and by whom (F016, F117, S11, S63). Prints TAP.

  web_many.py build/gcc/src/cli/tandem [part ...]
"""

import json
import re
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "web"))
from web_client import Browser, Server, run_parts, tandem_of  # noqa: E402
from tap import Tap  # noqa: E402

MINE, SHOWN, DAY = 64, 50, "2025-03-20"
PASSWORD = "a long and plain sentence 7"
HEAD = """chart {name}
  patient {patient}
  site knee, {side}
  protocol knee-oa-bmac version 1.1
  zone {zone}
  synthetic
  people
    {physician} physician
    therapist-d physical-therapist
    {patient} patient

2025-01-13 09:00 enrol by {physician}
2025-01-13 09:20 screen flags by {physician}, none found
"""
LATER = ("", "2025-01-22 12:00 plan procedure on 2025-02-03 by {physician}\n",
         "2025-02-03 11:30 procedure bone-marrow-concentrate performed by {physician}, name procedure-1\n",
         "2025-02-03 11:30 procedure bone-marrow-concentrate performed by {physician}, name procedure-1\n"
         "2025-02-10 08:00 flag infection-signs raised by {physician}\n")
ZONES = ("UTC", "Europe/Madrid", "America/New_York", "Pacific/Auckland")


class Clinic:
    def __init__(self, tandem, folder):
        self.tandem, self.folder = tandem, folder
        self.run("init", folder, "--place", "ward-a")
        for at in range(MINE):
            self.enrol(f"w-{at:03}", "physician-d", LATER[at % len(LATER)], ZONES[at // 2 % len(ZONES)])
        for at in range(3):
            self.enrol(f"other-{at}", "physician-z", LATER[at])
        for person, role in (("physician-d", "physician"), ("physician-z", "physician"), ("physician-q", "physician"), ("p-w-007", "patient")):
            self.run("account", folder, "add", person, role)
            self.run("account", folder, "password", person, said=PASSWORD + "\n")

    def run(self, *words, said=None):
        done = subprocess.run([self.tandem, *map(str, words)], input=said, capture_output=True, text=True)
        if done.returncode != 0:
            raise RuntimeError(f"{words}: {done.stderr}")
        return done.stdout

    def enrol(self, name, physician, more, zone="UTC"):
        text = (HEAD + more).format(name=name, patient="p-" + name, physician=physician, side="left" if name[-1] in "13579" else "right", zone=zone)
        chart = Path(self.folder).parent / f"{name}.chart.tandem"
        chart.write_text(text)
        self.run("enrol", self.folder, chart)

    def record(self, episode, lines):
        self.run("record", self.folder, episode, "-", said=lines)

    def worklist(self, person):
        """What the command line says of each episode that the person may see: urgency, episode, what is owed."""
        told = json.loads(self.run("worklist", self.folder, "--as", person, "--on", DAY, "--json"))
        return [(item["rank"], item["chart"]) for item in told["items"]]


def rows(page):
    """Urgency and episode of each line of the work list on a page, in order."""
    found = []
    for rank, section in re.findall(r'<section class="work rank-([a-z-]+)">(.*?)</section>', page.text, re.S):
        found += [(rank, unescape(name)) for name in re.findall(r'<a href="/episodes/([^"]+)" class="who">', section)]
    return found


def whole(browser, path="/?"):
    """All pages of the list, one after the other, and the sizes of their bytes."""
    found, sizes = [], []
    for part in range(20):
        page = browser.get(f"{path}from={part * SHOWN}")
        here = rows(page)
        if part > 0 and here == found[:len(here)]:
            break  # a page behind the last one is the first
        found += here
        sizes.append(len(browser.bytes))
        if len(here) < SHOWN:
            break
    return found, sizes


def log_in(server, person):
    browser = Browser(server.port)
    if browser.log_in(person, PASSWORD).status != 303:
        raise RuntimeError("no log-in of " + person)
    return browser


def same(tap, clinic, browser, person, when):
    """The pages against the command line, which keeps nothing."""
    found, sizes = whole(browser)
    wanted = clinic.worklist(person)
    why = [len(found), len(wanted), found[:4], wanted[:4]]
    tap.result(sorted(found) == sorted(wanted) and len(wanted) > 0, f"{when}: every line that tandem worklist has, once", why)
    tap.result([rank for rank, _ in found] == [rank for rank, _ in wanted], f"{when}: and in the order of its urgencies", why)
    return found, sizes


def parts_of_it(tap, clinic, server):
    browser = log_in(server, "physician-d")
    found, sizes = same(tap, clinic, browser, "physician-d", f"{MINE} episodes in several zones")
    tap.result(len(found) > 2 * SHOWN, "they do not fit on two pages", [len(found)])
    tap.result(max(sizes) < 100_000, "no page has 100 kB", sizes)
    first = browser.get("/").words()
    tap.result(f"1 to {SHOWN} of {len(found)}" in first, "the page says which part of the list it is", [first[:300]])
    odd = [rows(browser.get(f"/?from={odd}")) == found[:SHOWN] for odd in ("-1", "x", "999999", "99999999999999999999", "")]
    tap.result(all(odd), "a part that there is not is the first one", odd)
    mine, _ = whole(browser, "/?whose=mine&")
    tap.result(0 < len(mine) < len(found) and set(mine) <= set(found), "what one's own role owes is a part of it", [len(mine), len(found)])
    others = [path for path in ("/", "/?find=other") if "other-" in browser.get(path).text]
    tap.result(not others, "no episode of another team stands anywhere", others)


def finding(tap, clinic, server):
    browser = log_in(server, "physician-d")
    listed = re.compile(r'<li><a href="/episodes/([^"]+)"><strong>')
    page = browser.get("/")
    count = len(listed.findall(page.text))
    tap.result(count == SHOWN and f"of {MINE}" in page.words(), "the first of all episodes, and how many there are", [count])
    for find, wanted in (("w-057", ["w-057"]), ("W-05", [f"w-05{d}" for d in range(10)]), ("p-w-06", [f"w-06{d}" for d in range(4)]), ("nobody", [])):
        page = browser.get("/?find=" + find)
        tap.result(listed.findall(page.text) == wanted, f"found by a part of the name: {find}", listed.findall(page.text))
    tap.result("None of your episodes is named so" in page.words(), "that none is found is said", [page.words()[:300]])
    page = browser.get("/?find=%22%3E%3Cb%3E")
    tap.result(page.status == 200 and "<b>" not in page.text, "what is looked for stays a text", [page.status])
    clinic.run("person", "add", clinic.folder, "name=Example Otherwise", "born=1960-01-02", "--name", "kept-person")
    clinic.enrol("named", "physician-d", "")
    page = browser.get("/?find=otherwise")
    tap.result("Example Otherwise" not in page.text, "a person of no episode of theirs is not found by the name", [page.words()[:300]])
    for word, name in (("p-w-020", "Example Twenty"), ("p-w-060", "Example Sixty"), ("p-other-1", "Example Twenty-one")):
        clinic.run("person", "add", clinic.folder, "name=" + name, "--name", word)
    found = [listed.findall(browser.get("/?find=" + find).text) for find in ("twenty", "EXAMPLE", "sixty")]
    tap.result(found == [["w-020"], ["w-020", "w-060"], ["w-060"]], "people of one's own episodes are found by a part of their name", found)
    shown = browser.get("/").text
    tap.result("Example Twenty" in shown and "Example Sixty" not in shown, "and stand by it in the list, of its first part", [])
    clinic.run("person", "erase", clinic.folder, "p-w-020", "--because", "asked for it")
    page = browser.get("/?find=twenty")
    gone = listed.findall(page.text) == [] and "Example Twenty" not in browser.get("/").text
    tap.result(gone, "who was erased is found no more, at once", [page.words()[:300]])
    tap.result("this clinic has entered no telephone number" in shown.replace("\n", " "), "staff read that patients are told no number to call", [])


def meanwhile(tap, clinic, server):
    browsers = [log_in(server, "physician-d") for _ in range(4)]  # of several workers

    def each(when):
        for at, browser in enumerate(browsers):
            same(tap, clinic, browser, "physician-d", f"{when}, connection {at + 1}")

    before = [row for row in whole(browsers[0])[0] if row[1] == "w-003"]
    clinic.record("w-003", "2025-02-12 08:00 flag infection-signs closed by physician-d\n")
    each("a flag closed at the command line")
    after = [row for row in whole(browsers[0])[0] if row[1] == "w-003"]
    tap.result(("emergency", "w-003") in before and ("emergency", "w-003") not in after, "it stood first and does no longer", [before, after])
    clinic.enrol("x-new", "physician-d", LATER[3])
    each("one more episode")
    tap.result(("emergency", "x-new") in whole(browsers[1])[0], "its emergency stands there", [])
    late = log_in(server, "physician-q")
    tap.result(whole(late)[0] == [] and "Nothing is owed" in late.get("/").words(), "who is of no team sees nothing", [whole(late)[0]])
    clinic.run("team", clinic.folder, "w-010", "physician-q", "physician", "--from", "2025-03-01")
    found = whole(late)[0]
    tap.result(found and {name for _, name in found} == {"w-010"}, "who joins a team sees that episode at once", found)
    clinic.run("team", clinic.folder, "w-010", "physician-q", "physician", "--from", "2025-03-01", "--until", "2025-03-19")
    tap.result(whole(late)[0] == [], "and who has left it none", whole(late)[0])
    clinic.run("team", clinic.folder, "w-010", "physician-q", "reader", "--from", "2025-03-01")
    tap.result({name for _, name in whole(late)[0]} == {"w-010"}, "a reader sees it too", whole(late)[0])


def patients(tap, clinic, server):
    browser = log_in(server, "p-w-007")
    page = browser.get("/", follow=False)
    taken = page.status == 303 and page.headers["Location"] == "/episodes/w-007/today"
    tap.result(taken, "a patient of one episode is taken to their day", [page.status])
    clinic.enrol("again-p-w-007", "physician-d", "")
    tap.result(browser.get("/", follow=False).status == 303, "an episode of somebody else is none of theirs", [])


def trail(tap, clinic, server):
    browser = log_in(server, "physician-z")
    page = browser.get("/audit")
    cells = re.findall(r"<tr><td>([^<]*)</td><td>([^<]*)</td>", page.text)
    tap.result({name for _, name in cells} == {"other-0", "other-1", "other-2"}, "the trail has the episodes of one's own team alone", cells[:5])
    tap.result([at for at, _ in cells] == sorted((at for at, _ in cells), reverse=True), "the newest entry first", cells[:5])
    browser = log_in(server, "physician-d")
    page = browser.get("/audit")
    cells = re.findall(r"<tr><td>([^<]*)</td><td>([^<]*)</td>", page.text)
    tap.result(len(cells) == 200 or len(cells) == page.text.count("<tr>") - 1, "at most two hundred of them", [len(cells)])


def main():
    tap, tandem = Tap(), tandem_of(sys.argv)
    with tempfile.TemporaryDirectory() as place:
        clinic = Clinic(tandem, str(Path(place) / "ward"))
        with Server(tandem, clinic.folder, "--on", DAY, "--workers", "3") as server:
            parts = (parts_of_it, finding, meanwhile, patients, trail)
            run_parts({part.__name__: lambda part=part: part(tap, clinic, server) for part in parts}, sys.argv)
            tap.result(server.stop() == 0, "the server stops when it is told to", [server.told()[-400:]])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
