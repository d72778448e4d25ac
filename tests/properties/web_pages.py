#!/usr/bin/env python3
"""Every page for every person: who sees it, who is told that there is none, who is told that it is another role's. Prints TAP.
The expectations stand here by hand; the table of the program is not asked.

  web_pages.py build/gcc/src/cli/tandem
"""

import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "web"))
from web_client import PASSWORD, Browser, Server, tandem_of  # noqa: E402
from tap import Tap  # noqa: E402

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
    "/episodes/no-such":                 (303, 404, 404, 404, 404, 404, 404),
    "/library/index.html":               (303, 200, 200, 200, 200, 404, 404),
    "/library/protocol-knee-oa-bmac.html": (303, 200, 200, 200, 200, 404, 404),
    "/library/drawing-squat-loaded.svg": (303, 200, 200, 200, 200, 404, 404),
    "/library/no-such.html":             (303, 404, 404, 404, 404, 404, 404),
    "/audit":                            (303, 200, 200, 200, 200, 404, 404),
    "/audit/proof":                      (303, 200, 200, 200, 200, 404, 404),
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
}


def account(tandem, folder, person, role):
    subprocess.run([tandem, "account", folder, "add", person, role], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([tandem, "account", folder, "password", person], input=PASSWORD + "\n", text=True, check=True, stdout=subprocess.DEVNULL)


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
    for path in (D, D + "/today", D + "/prescribe", D + "/session", "/", "/audit", "/library/index.html",
                 "/library/exercises-knee.html", "/library/protocol-knee-oa-bmac.html"):
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
        all_pages(tap, browsers)
        one_form(tap, browsers)
        sizes(tap, browsers)
        languages(tap, browsers)
        tap.result(server.stop() == 0, "the server stops when it is told to", [server.told()[-400:]])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
