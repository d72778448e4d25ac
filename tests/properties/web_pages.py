#!/usr/bin/env python3
"""Every page for every person: who sees it, who is told that there is none, who is told that it is another role's. Prints TAP.
The expectations stand here by hand; the table of the program is asked only whether every page of an episode is among them.

  web_pages.py build/gcc/src/cli/tandem [part ...]
"""

import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "web"))
from web_client import PASSWORD, Browser, Server, run_parts, tandem_of  # noqa: E402
from tap import Tap  # noqa: E402

TABLE = Path(__file__).resolve().parent.parent.parent / "src" / "web" / "table.c"

D = "/episodes/example-d-early-signature"
# People: a visitor; a physician and a therapist of the team; a coordinator and a nurse without any episode; the patient; another patient.
PEOPLE = ["nobody", "physician-a", "therapist-a", "coordinator-x", "nurse-x", "example-d", "example-a"]
#                                        nobody phys ther coor nurs  own  other
GETS = {
    "/log-in":                           (200, 303, 303, 303, 303, 303, 303),
    "/health":                           (200, 200, 200, 200, 200, 200, 200),
    "/metrics":                          (200, 200, 200, 200, 200, 200, 200),
    "/":                                 (303, 200, 200, 200, 200, 303, 303),
    D:                                   (303, 200, 200, 404, 404, 404, 404),
    D + "/sign/release":                 (303, 200, 403, 404, 404, 404, 404),
    D + "/sign/full-load":               (303, 403, 200, 404, 404, 404, 404),
    D + "/sign/no-such":                 (303, 404, 404, 404, 404, 404, 404),
    D + "/revoke/resume":                (303, 200, 403, 404, 404, 404, 404),
    D + "/prescribe":                    (303, 200, 200, 404, 404, 404, 404),
    D + "/session":                      (303, 200, 200, 404, 404, 200, 404),
    D + "/today":                        (303, 200, 200, 404, 404, 200, 404),
    D + "/diary":                        (303, 404, 404, 404, 404, 200, 404),
    D + "/assess":                       (303, 200, 200, 404, 404, 404, 404),
    D + "/findings":                     (303, 200, 200, 404, 404, 404, 404),
    D + "/handoffs":                     (303, 200, 200, 404, 404, 200, 404),
    D + "/roadmap":                      (303, 200, 200, 404, 404, 404, 404),
    D + "/progression":                  (303, 200, 200, 404, 404, 404, 404),
    D + "/progress":                     (303, 200, 200, 404, 404, 200, 404),
    D + "/invite":                       (303, 200, 200, 404, 404, 404, 404),
    D + "/paper":                        (303, 200, 200, 404, 404, 200, 404),
    D + "/key":                          (303, 403, 200, 404, 404, 200, 404),
    D + "/calendar":                     (303, 404, 404, 404, 404, 200, 404),
    "/calendar/" + "A" * 43 + ".ics":    (404, 404, 404, 404, 404, 404, 404),
    D + "/questions":                    (303, 200, 200, 404, 404, 200, 404),
    D + "/questions/nprs":               (303, 200, 200, 404, 404, 200, 404),
    D + "/questions/no-such":            (303, 404, 404, 404, 404, 404, 404),
    D + "/move":                         (303, 200, 200, 404, 404, 404, 404),
    D + "/procedure":                    (303, 200, 403, 404, 404, 404, 404),
    D + "/plan":                         (303, 200, 200, 404, 404, 404, 404),
    D + "/enter":                        (303, 200, 200, 404, 404, 404, 404),
    D + "/override":                     (303, 200, 200, 404, 404, 404, 404),
    D + "/end":                          (303, 200, 200, 404, 404, 404, 404),
    D + "/amend":                        (303, 200, 200, 404, 404, 404, 404),
    D + "/medicine":                   (303, 200, 200, 404, 404, 200, 404),
    D + "/screen":                     (303, 200, 200, 404, 404, 404, 404),
    D + "/flag":                       (303, 200, 200, 404, 404, 404, 404),
    D + "/close-flag":                 (303, 200, 200, 404, 404, 404, 404),
    D + "/hold":                       (303, 200, 200, 404, 404, 200, 404),
    D + "/resume":                     (303, 200, 200, 404, 404, 404, 404),
    D + "/answer":                     (303, 200, 200, 404, 404, 404, 404),
    D + "/statement":                  (303, 200, 200, 404, 404, 404, 404),
    D + "/consent":                    (303, 200, 200, 404, 404, 200, 404),
    D + "/correct":                    (303, 200, 200, 404, 404, 200, 404),
    D + "/withdraw":                   (303, 200, 200, 404, 404, 200, 404),
    D + "/adverse":                      (303, 200, 200, 404, 404, 404, 404),
    D + "/options":                      (303, 200, 200, 404, 404, 404, 404),
    D + "/summary":                      (303, 200, 200, 404, 404, 404, 404),
    D + "/summary.pdf":                  (303, 200, 200, 404, 404, 404, 404),
    "/episodes/no-such":                 (303, 404, 404, 404, 404, 404, 404),
    "/library/index.html":               (303, 200, 200, 200, 200, 404, 404),
    "/library/protocol-knee-oa-bmac.html": (303, 200, 200, 200, 200, 404, 404),
    "/library/drawing-squat-loaded.svg": (303, 200, 200, 200, 200, 404, 404),
    "/library/no-such.html":             (303, 404, 404, 404, 404, 404, 404),
    "/audit":                            (303, 200, 200, 200, 200, 404, 404),
    "/audit/proof":                      (303, 200, 200, 200, 200, 404, 404),
    "/glass":                            (303, 200, 200, 200, 200, 404, 404),
    "/no-such":                          (404, 404, 404, 404, 404, 404, 404),
    "/invitation/" + "A" * 43:           (404, 404, 404, 404, 404, 404, 404),
}
# Forms with nothing filled in: refused for what they are only after it was asked who sends them.
POSTS = {
    D + "/sign/release":                 (401, 401, 403, 404, 404, 404, 404),
    D + "/revoke/resume":                (401, 401, 403, 404, 404, 404, 404),
    D + "/prescribe":                    (401, 422, 422, 404, 404, 404, 404),
    D + "/session":                      (401, 422, 422, 404, 404, 422, 404),
    D + "/diary":                        (401, 404, 404, 404, 404, 422, 404),
    D + "/assess":                       (401, 422, 422, 404, 404, 404, 404),
    D + "/findings":                     (401, 422, 422, 404, 404, 404, 404),
    D + "/handoffs":                     (401, 422, 422, 404, 404, 422, 404),
    D + "/move":                         (401, 422, 422, 404, 404, 404, 404),
    D + "/procedure":                    (401, 422, 403, 404, 404, 404, 404),
    D + "/plan":                         (401, 422, 422, 404, 404, 404, 404),
    D + "/enter":                        (401, 422, 422, 404, 404, 404, 404),
    D + "/override":                     (401, 422, 422, 404, 404, 404, 404),
    D + "/end":                          (401, 422, 422, 404, 404, 404, 404),
    D + "/amend":                        (401, 422, 422, 404, 404, 404, 404),
    D + "/medicine":                   (401, 422, 422, 404, 404, 422, 404),
    D + "/screen":                     (401, 422, 422, 404, 404, 404, 404),
    D + "/flag":                       (401, 422, 422, 404, 404, 404, 404),
    D + "/close-flag":                 (401, 422, 422, 404, 404, 404, 404),
    D + "/hold":                       (401, 422, 422, 404, 404, 422, 404),
    D + "/resume":                     (401, 422, 422, 404, 404, 404, 404),
    D + "/answer":                     (401, 422, 422, 404, 404, 404, 404),
    D + "/statement":                  (401, 422, 422, 404, 404, 404, 404),
    D + "/consent":                    (401, 422, 422, 404, 404, 422, 404),
    D + "/correct":                    (401, 422, 422, 404, 404, 422, 404),
    D + "/withdraw":                   (401, 422, 422, 404, 404, 422, 404),
    D + "/adverse":                      (401, 422, 422, 404, 404, 404, 404),
    "/glass":                            (401, 401, 401, 401, 401, 404, 404),
}


def account(tandem, folder, person, role):
    subprocess.run([tandem, "account", folder, "add", person, role], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([tandem, "account", folder, "password", person], input=PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL)


# Every page of an episode for every role and relation. Of the team: in the role; `reader`: lets nobody write; `glass`: let
# themselves in, like the team; `left`, `to-come`: of the team until yesterday, from tomorrow; `none`: of no team.
ROLES = ["physician", "physical-therapist", "nurse", "prescriber", "imaging-reader", "coordinator"]
RELATIONS = ["team", "reader", "glass", "left", "to-come", "none"]
INSIDE = ("team", "glass")
ALL, PRESCRIBERS, PHYSICIAN, THERAPIST = ROLES, ["physician", "physical-therapist"], ["physician"], ["physical-therapist"]
CLINICAL = ["physician", "physical-therapist", "nurse", "prescriber", "imaging-reader"]
#                 who may write there (None: it is for reading), the patient's own, status of a form with nothing in it
EPISODE_PAGES = {
    "":                  (None, 404),
    "/today":            (None, 200),
    "/sign/release":     (PHYSICIAN, 404),
    "/sign/full-load":   (THERAPIST, 404),
    "/revoke/resume":    (PHYSICIAN, 404),
    "/prescribe":        (PRESCRIBERS, 404),
    "/session":          (ALL, 200),
    "/diary":            ([], 200),
    "/assess":           (CLINICAL, 404),
    "/findings":         (None, 404),
    "/handoffs":         (None, 200),
    "/roadmap":          (None, 404),
    "/progression":      (None, 404),
    "/progress":         (None, 200),
    "/invite":           (["physician", "physical-therapist", "nurse", "coordinator"], 404),
    "/paper":            (None, 200),
    "/key":              (THERAPIST, 200),
    "/calendar":         ([], 200),
    "/questions":        (None, 200),
    "/questions/nprs":   (["physician", "physical-therapist", "nurse"], 200),
    "/move":             (PRESCRIBERS, 404),
    "/procedure":        (PHYSICIAN, 404),
    "/plan":             (ALL, 404),
    "/enter":            (PRESCRIBERS, 404),
    "/override":         (PRESCRIBERS, 404),
    "/end":              (["physician", "physical-therapist", "nurse", "coordinator"], 404),
    "/amend":            (PRESCRIBERS, 404),
    "/medicine":       (ALL, 200),
    "/screen":         (CLINICAL, 404),
    "/flag":           (CLINICAL, 404),
    "/close-flag":     (CLINICAL, 404),
    "/hold":           (ALL, 200),
    "/resume":         (CLINICAL, 404),
    "/answer":         (ALL, 404),
    "/statement":      (CLINICAL, 404),
    "/consent":        (ALL, 200),
    "/correct":        (ALL, 200),
    "/withdraw":       (ALL, 200),
    "/adverse":          (CLINICAL, 404),
    "/options":          (None, 404),
    "/summary":          (None, 404),
    "/summary.pdf":      (None, 404),
}
# Who may send what everybody of the team may read.
SENDERS = {"/findings": CLINICAL, "/handoffs": ALL}
ACTS = dict.fromkeys(("/move", "/procedure", "/plan", "/enter", "/override", "/end", "/amend", "/withdraw", "/adverse",
                      "/medicine", "/screen", "/flag", "/close-flag", "/hold", "/resume", "/answer", "/correct",
                      "/statement", "/consent"), 422)
FORMS = ACTS | {"/invite": 401, "/key": 422, "/calendar": 422, "/questions/nprs": 422, "/assess": 422, "/findings": 422, "/handoffs": 422,
    "/sign/release": 401, "/sign/full-load": 401, "/revoke/resume": 401, "/prescribe": 422, "/session": 422, "/diary": 422}


def wanted_of(suffix, role, relation, form):
    writers, _ = EPISODE_PAGES[suffix]
    writers = SENDERS[suffix] if form and suffix in SENDERS else writers
    if relation not in INSIDE + ("reader",) or suffix in ("/diary", "/calendar"):
        return 404
    if writers is None:
        return 200
    if relation == "reader" or role not in writers:
        return 403
    return FORMS[suffix] if form else 200


def make_people(tandem, folder):
    """An account for each role and relation, in the roster; who they are to the episode, by the ledger."""
    episode = D.rsplit("/", 1)[1]
    for role in ROLES:
        for relation in RELATIONS:
            person = f"{relation}-{role}"
            account(tandem, folder, person, role)
            act(tandem, "appoint", folder, person, role, "--from", "2025-01-01")
            days = {"team": ["--from", "2025-01-01"], "reader": ["--from", "2025-01-01"],
                    "left": ["--from", "2025-01-01", "--until", "2025-03-17"], "to-come": ["--from", "2025-03-19"]}.get(relation)
            if days:
                act(tandem, "team", folder, episode, person, "reader" if relation == "reader" else role, *days)


def act(tandem, *words):
    done = subprocess.run([tandem, *map(str, words)], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{words}: {done.stderr}")


def unmarked(page):
    """A form of an episode on a page that does not say whose it is: word, side and joint (the wrong-patient guard)."""
    form = re.search(r'<form method="post" action="/episodes/', page.text)
    whose = re.search(r'<div class="whose">.*?example-d.*?right knee.*?</div>', page.text)
    return bool(form) and not (whose and whose.start() < form.start())


def every_relation(tap, server, tandem):
    make_people(tandem, server.folder)
    patterns = re.findall(r'^    {"[^"]*", "/episodes/{}([^"]*)", (true|false)', TABLE.read_text(), re.M)
    mine = {(re.sub(r"(?<=[a-z]/)(release|full-load|resume|nprs)$", "{}", suffix), form) for suffix in EPISODE_PAGES
            for form in ("false", "true") if form == "false" or suffix in FORMS}
    tap.result(set(patterns) == mine, "every page of an episode stands among the expectations", [set(patterns) ^ mine])
    for relation in RELATIONS:
        for role in ROLES:
            browser, wrong = Browser(server.port), []
            browser.log_in(f"{relation}-{role}")
            if relation == "glass":
                page = browser.get("/glass?episode=" + D.rsplit("/", 1)[1])
                page = browser.post("/glass", page.fields() | {"because": "found on the floor", "password": PASSWORD}, follow=False)
                if page.status != 303:
                    wrong.append(f"not let in: {page.status} {page.words()[:300]}")
            token = browser.get("/").any_token()
            for suffix in EPISODE_PAGES:
                page, wanted = browser.get(D + suffix, follow=False), wanted_of(suffix, role, relation, False)
                if page.status != wanted or unmarked(page):
                    wrong.append(f"GET {suffix}: {page.status}, wanted {wanted}; says whose it is: {not unmarked(page)}")
            for suffix in FORMS:
                page = browser.post(D + suffix, {"token": token, "password": "wrong password"}, follow=False)
                got = page.status
                if unmarked(page):
                    wrong.append(f"POST {suffix}: a form that does not say whose it is")
                if got != wanted_of(suffix, role, relation, True):
                    wrong.append(f"POST {suffix}: {got}, wanted {wanted_of(suffix, role, relation, True)}")
            listed = D in browser.get("/").text, "example-d-early-signature" in browser.get("/audit").text
            if listed != ((relation in INSIDE + ("reader",)),) * 2:
                wrong.append(f"on the work list and in the audit: {listed}")
            tap.result(not wrong, f"{relation}, {role}: every page of the episode is open as far as it is theirs", wrong)
    browser, wrong = Browser(server.port), []
    browser.log_in("example-d")
    for suffix, (_, own) in EPISODE_PAGES.items():
        page = browser.get(D + suffix, follow=False)
        if page.status != own or unmarked(page):
            wrong.append(suffix)
    tap.result(not wrong, "patient, own: what is theirs, and nothing else", wrong)


def all_pages(tap, browsers):
    for path, wanted in GETS.items():
        got = tuple(browsers[person].get(path, follow=False).status for person in PEOPLE)
        tap.result(got == wanted, f"GET {path}: each person sees what is theirs",
                   [f"{person}: {g}, wanted {w}" for person, g, w in zip(PEOPLE, got, wanted) if g != w])
    for path, wanted in POSTS.items():
        got = tuple(browsers[person].post(path, {"token": browsers[person].get("/").any_token(), "password": "wrong password"},
                                          follow=False).status for person in PEOPLE)
        tap.result(got == wanted, f"POST {path}: each person may do what is theirs",
                   [f"{person}: {g}, wanted {w}" for person, g, w in zip(PEOPLE, got, wanted) if g != w])


def one_form(tap, browsers):
    """Not of the team, and not there, are told in the same words."""
    for person in ("coordinator-x", "example-a"):
        theirs, none = browsers[person].get(D + "/today").words(), browsers[person].get("/episodes/no-such/today").words()
        tap.result(theirs == none, f"{person} cannot tell an episode of others from none")


def sizes(tap, browsers):
    for path in (D, D + "/today", D + "/prescribe", D + "/session", D + "/assess", D + "/findings", D + "/handoffs", D + "/roadmap",
                 D + "/progression", D + "/progress", D + "/questions", D + "/paper", D + "/questions/nprs", D + "/move",
                 D + "/procedure", D + "/adverse", D + "/medicine", D + "/screen", D + "/screen?of=findings", D + "/flag", D + "/hold",
                 D + "/correct", D + "/correct?entry=baseline-tests", D + "/withdraw", D + "/options", D + "/summary", "/", "/audit",
                 "/library/index.html", "/library/exercises-knee.html", "/library/protocol-knee-oa-bmac.html"):
        page = browsers["physician-a"].get(path)
        outside = re.findall(r'(?:src|href)="(?:https?:)?//[^"]*', page.text)
        tap.result(page.status == 200 and len(page.text) < 100000 and not outside, f"{path} has less than 100 kB and asks nobody else",
                   [len(page.text), outside])
        ids = re.findall(r' id="([^"]*)"', page.text)
        doubled = sorted({one for one in ids if ids.count(one) > 1})
        tap.result(not doubled and page.text.count("<h1") == 1 and '<html lang="en">' in page.text,
                   f"{path} has one h1, a language, and no id twice", doubled)
        inputs = set(re.findall(r'<(?:input|select|textarea)(?![^>]*type="hidden")[^>]* id="([^"]*)"', page.text))
        labels = set(re.findall(r'<label for="([^"]*)"', page.text))
        tap.result(inputs == labels, f"{path}: every field has its label", [inputs ^ labels])


def languages(tap, browsers):
    page = browsers["example-d"].get(D + "/today?lang=es")
    tap.result('<html lang="es">' in page.text and "No está permitido" in page.words(), "the sheet in Spanish, and it stays so")
    tap.result('<html lang="es">' in browsers["example-d"].get(D + "/diary").text, "on the next page too")


def main():
    tap, tandem = Tap(), tandem_of(sys.argv)
    with Server(tandem) as server:
        account(tandem, server.folder, "coordinator-x", "coordinator")
        account(tandem, server.folder, "nurse-x", "nurse")
        browsers = {person: Browser(server.port) for person in PEOPLE}
        for person in PEOPLE[1:]:
            tap.result(browsers[person].log_in(person).status == 303, f"{person} logs in")
        run_parts({"pages": lambda: all_pages(tap, browsers), "alike": lambda: one_form(tap, browsers), "sizes": lambda: sizes(tap, browsers),
                   "languages": lambda: languages(tap, browsers), "relations": lambda: every_relation(tap, server, tandem)}, sys.argv)
        tap.result(server.stop() == 0, "the server stops when it is told to", [server.told()[-400:]])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
