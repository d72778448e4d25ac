#!/usr/bin/env python3
"""What people do on the screens: log in by invitation and with a code, a diary, a session, a prescription above the ceiling, signing early,
on a stale page and rightly, revoking; a server that is killed and one that is stopped. Prints TAP.

  web_acts.py build/gcc/src/cli/tandem [part ...]
"""

import base64
import hashlib
import hmac
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "web"))
from web_client import PASSWORD, Browser, Server, run_parts, tandem_of  # noqa: E402
from tap import Tap  # noqa: E402

D = "/episodes/example-d-early-signature"


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, check=False, **more)


def entries(tandem, folder):
    return run(tandem, "convert", f"{folder}/example-d-early-signature", "--format", "notation").stdout


def patient(tap, server, tandem):
    browser = Browser(server.port)
    browser.log_in("example-d")
    page = browser.get("/")
    tap.result(page.path == D + "/today" and "You may not" in page.words(), "a patient lands on today's sheet", [page.path])
    page = browser.get(D + "/diary")
    tap.result("example-d" in page.words() and "right knee" in page.words(), "name, side and joint stand on the form")
    page = browser.post(D + "/diary", page.fields() | {"m-pain": "3", "m-pain-now": "2"})
    tap.result("Thank you" in page.words(), "the diary is taken", [page.words()[:300]])
    tap.result(re.search(r"diary by example-d[^\n]*\n +pain 3\n +pain-now 2", entries(tandem, server.folder)) is not None,
               "and stands in the chart as it was said", [entries(tandem, server.folder)[-300:]])
    page = browser.post(D + "/diary", browser.get(D + "/diary").fields() | {"m-pain": "11"}, follow=False)
    tap.result(page.status == 422 and "Not recorded" in page.words(), "a pain of 11 is not", [page.status])
    late = Browser(server.port).post(D + "/session", {"d-leg-press": "3x10, 31 kg", "password": "secret words", "token": "x"}, follow=False)
    tap.result(late.status == 401 and "3x10, 31 kg" in late.text and "secret words" not in late.text,
               "who was logged out while writing gets back what they wrote, without passwords", [late.status])
    fields = browser.get(D + "/session").fields()
    states = sorted(name for name in fields if name.startswith("s-"))
    fields |= {states[0]: "done", states[1]: "could-not", states[1].replace("s-", "w-", 1): "the knee felt warm", "setting": "home"}
    page = browser.post(D + "/session", fields, follow=False)
    tap.result(page.status == 303 and 'could-not, because "the knee felt warm"' in entries(tandem, server.folder),
               "\"could not\" is kept with its reason, never as done", [page.status, page.words()[:500]])


def prescribing(tap, server, tandem):
    browser = Browser(server.port)
    browser.log_in("therapist-a")
    page = browser.get(D + "/prescribe")
    tap.result("Load allowed today at most medium load" in page.words(), "the ceiling is in view", [page.words()[:400]])
    fields = {name: "" for name in page.fields()} | page.held() | {"d-leg-press": "3x5, 120 kg, effort 9, 3 times a week"}
    before = entries(tandem, server.folder)
    page = browser.post(D + "/prescribe", fields, follow=False)
    tap.result(page.status == 422 and "phase loading" in page.words() and "3x5, 120 kg" in page.text,
               "above it a prescription is refused, with the term that binds, and what was written still stands there",
               [page.status, page.words()[:900]])
    tap.result("`" not in page.words() and 'says why, under "Because"' in page.words(), "the way out is told in words, not in the notation (S48)",
               [page.words()[:1500]])
    tap.result(entries(tandem, server.folder) == before, "and nothing was recorded")
    page = browser.post(D + "/prescribe", fields | {"d-leg-press": "3x10, 32 kg, depth 70 deg, effort 4, 3 times a week"}, follow=False)
    tap.result(page.status == 303 and "leg-press 3x10, 32 kg" in entries(tandem, server.folder), "below it it is taken",
               [page.status, page.words()[:700]])


def sign(browser, what, fields, password=PASSWORD):
    return browser.post(f"{D}/{what}", fields | {"password": password}, follow=False)


def signing(tap, server, tandem):
    physician, therapist = Browser(server.port), Browser(server.port)
    physician.log_in("physician-a")
    therapist.log_in("therapist-a")
    page = therapist.get(D + "/sign/full-load")
    tap.result("would never count" in page.words() and 'type="password"' not in page.text, "too early, nothing can be signed, and why is told",
               [page.words()[:900]])
    forced = therapist.get(D + "/session").fields()
    answer = sign(therapist, "sign/full-load", {"token": forced["token"], "standing": "0" * 64, "on": "2025-03-18", "known": "0"})
    tap.result(answer.status == 409, "nor by a form that was made by hand", [answer.status])
    revoking = physician.get(D + "/revoke/resume").fields() | {"because": "swelling after the last session"}
    tap.result(sign(physician, "revoke/resume", revoking, "not the password").status == 401, "a wrong password revokes nothing")
    therapist.post(D + "/session", therapist.get(D + "/session").fields() | {"s-leg-press": "declined", "w-leg-press": "no time"})
    page = sign(physician, "revoke/resume", revoking)
    tap.result(page.status == 409 and "has changed since" in page.words(), "a page is stale when the standing changed, and that is told",
               [page.status, page.words()[:600]])
    page = sign(physician, "revoke/resume", page.fields() | {"because": "swelling after the last session"})
    tap.result(page.status == 303 and 'because "swelling after the last session"' in entries(tandem, server.folder),
               "the clearance is revoked, with its reason", [page.status, page.words()[:600]])
    first = physician.get(D + "/sign/resume").fields()
    second = physician.get(D + "/sign/resume").fields()
    page = sign(physician, "sign/resume", first | {"words": 'May load again; "slowly"'})
    tap.result(page.status == 303 and r'words "May load again; \"slowly\""' in entries(tandem, server.folder), "signed again, with its words",
               [page.status, page.words()[:900]])
    page = sign(physician, "sign/resume", second)
    tap.result(page.status == 409 and "has changed since" in page.words() and "clearance" in page.words(),
               "the second of two who sign on one page is shown what changed, and asked again", [page.status, page.words()[:700]])
    proof = physician.get("/audit/proof").words()
    tap.result("each has its hash and follows the one before it" in proof, "and the chains are whole")


def second_step(tap, server, tandem):
    """Who has a second step is asked for it when signing; each code counts once. Tries are counted by session."""
    link = run(tandem, "account", server.folder, "code", "physician-a").stdout
    first, second = code_of(link), code_of(link, 1)
    try:
        physician = Browser(server.port)
        physician.log_in("physician-a", code=first)
        fields = physician.get(D + "/revoke/resume").fields() | {"because": "to look again"}
        tap.result("code" in fields, "the form asks for the code", fields.keys())
        before = entries(tandem, server.folder)
        statuses = [sign(physician, "revoke/resume", fields | {"code": code}).status for code in ("", first, "000000")]
        tap.result(statuses == [401] * 3 and entries(tandem, server.folder) == before,
                   "without a code, with the one of the log-in, with a wrong one nothing is revoked", statuses)
        page = sign(physician, "revoke/resume", fields | {"code": second})
        tap.result(page.status == 303, "with a new one it is", [page.status, page.words()[:400]])
        other = Browser(server.port)
        run(tandem, "account", server.folder, "no-code", "physician-a")
        physician.log_in("physician-a")
        other.log_in("physician-a")
        fields = physician.get(D + "/sign/resume").fields()
        statuses = [sign(physician, "sign/resume", fields, "not the password").status for _ in range(11)]
        tap.result(statuses == [401] * 10 + [429], "after ten wrong passwords that session waits", statuses)
        page = sign(other, "sign/resume", other.get(D + "/sign/resume").fields())
        tap.result(page.status == 303, "and another session of the same person does not", [page.status, page.words()[:400]])
    finally:
        run(tandem, "account", server.folder, "no-code", "physician-a")


def outbox(tandem, folder):
    return run(tandem, "outbox", str(folder)).stdout


def told(tap, server, tandem):
    """What was signed and revoked on the screens went to the outbox with it."""
    kinds = re.findall(r'"event":"([^"]*)"|"kind":"([^"]*)"', outbox(tandem, server.folder))
    kinds = [a or b for a, b in kinds]
    tap.result(kinds.count("signed") == 1 and kinds.count("revoked") == 1, "signing and revoking are told in the outbox, once each", kinds)


def names(tap, server, tandem):
    """The name that is kept stands on every form, and the word of the chart beside it; an erased one is the word again."""
    browser = Browser(server.port)
    browser.log_in("therapist-a")
    change = run(tandem, "person", "change", server.folder, "example-d", "name=Example <D>", "born=1961-05-04")
    for page in ("", "/session", "/prescribe", "/sign/full-load", "/today"):
        got = browser.get(D + page)
        tap.result("Example <D> born 4 May 1961 example-d right knee" in got.words() and "<D>" not in got.text,
                   f"name, day of birth, word, side and joint stand on the page{page or ' of the episode'}", [change.stderr, got.words()[:400]])
    tap.result("Example <D>" in browser.get("/").words(), "and on the first page")
    run(tandem, "person", "erase", server.folder, "example-d", "--because", "asked for in writing")
    words = browser.get(D + "/session").words()
    tap.result("Example <D>" not in words and "example-d right knee" in words, "erased, only the word of the chart is left", [words[:400]])


def glass(tap, server, tandem):
    browser, patient = Browser(server.port), Browser(server.port)
    browser.log_in("physician-o")
    page = browser.get(D)
    tap.result(page.status == 404 and "/glass?episode=example-d-early-signature" in page.text,
               "who is not of the team is shown the way in", [page.status])
    form = browser.get("/glass?episode=example-d-early-signature").fields()
    secret = form | {"because": "found on\r\nthe floor", "password": PASSWORD}
    before = outbox(tandem, server.folder)
    tries = [browser.post("/glass", secret | more, follow=False) for more in ({"password": "not it"}, {"because": " "}, {"episode": "no-such"})]
    tap.result([page.status for page in tries] == [401, 422, 422] and browser.get(D).status == 404 and outbox(tandem, server.folder) == before,
               "no way in without the password, a reason, an episode", [[page.status, page.words()[:300]] for page in tries])
    nurse = run(tandem, "account", server.folder, "add", "nurse-z", "nurse").returncode
    run(tandem, "account", server.folder, "password", "nurse-z", input=PASSWORD + "\n")
    other = Browser(server.port)
    other.log_in("nurse-z")
    refused = [other.post("/glass", other.get("/glass").fields() | {"because": "x", "password": PASSWORD, "episode": name}, follow=False)
               for name in ("example-d-early-signature", "no-such")]
    main = [re.sub(r'value="[^"]*"', "", page.text.split("<main")[1]) for page in refused]
    tap.result(nurse == 0 and refused[0].status == 422 and main[0] == main[1] and "roster" in refused[0].words(),
               "who is not in the roster is let in nowhere, and does not learn what is there", [page.words()[:400] for page in refused])
    page = browser.post("/glass", secret)
    patient.log_in("example-d")
    sentence = ("physician-o (physician) was not of the team and let themselves in, from 18 Mar 2025 to 19 Mar 2025. "
                "Because: found on the floor")
    tap.result(page.path == D and page.status == 200 and sentence in page.words(), "let in, with the reason on the episode",
               [page.path, page.words()[:600]])
    tap.result(sentence in patient.get(D + "/today").words(), "and on the patient's sheet")
    tap.result('broke-glass' in outbox(tandem, server.folder) and "glass physician-o" in browser.get("/audit").words(),
               "in the outbox, and in the audit")
    again = browser.post("/glass", secret)
    tap.result(again.words().count("let themselves in") == 1, "who is in breaks nothing a second time", [again.words()[:500]])


def code_of(link, later=0):
    """Of now, or of so many steps later: one is taken."""
    secret = base64.b32decode(re.search(r"secret=([A-Z2-7]+)", link)[1])
    mac = hmac.new(secret, int(time.time() // 30 + later).to_bytes(8, "big"), hashlib.sha1).digest()
    at = mac[19] & 15
    return f"{(int.from_bytes(mac[at:at + 4], 'big') & 0x7fffffff) % 1000000:06d}"


def accounts(tap, server, tandem):
    said = run(tandem, "account", server.folder, "add", "nurse-y", "nurse").stdout
    link = re.search(r"/invitation/\S+", said)[0]
    browser = Browser(server.port)
    page = browser.get(link)
    short = browser.post(link, page.fields() | {"password": "short", "again": "short"}, follow=False)
    tap.result(short.status == 422, "an invitation asks for a password that is long enough", [short.status])
    page = browser.post(link, short.fields() | {"password": "four plain words here", "again": "four plain words here"}, follow=False)
    tap.result(page.status == 303 and browser.get("/").status == 200, "who was invited chooses a password and is in", [page.status])
    tap.result(Browser(server.port).get(link).status == 404, "an invitation works once")
    otp = run(tandem, "account", server.folder, "code", "nurse-y").stdout
    tap.result(browser.get("/", follow=False).status == 303, "a new second step ends the sessions of before")
    without = Browser(server.port).log_in("nurse-y", "four plain words here")
    code = code_of(otp)
    good = Browser(server.port).log_in("nurse-y", "four plain words here", code=code)
    again = Browser(server.port).log_in("nurse-y", "four plain words here", code=code)
    tap.result((without.status, good.status, again.status) == (401, 303, 401), "a code is asked for, and counts once",
               [without.status, good.status, again.status])
    run(tandem, "account", server.folder, "disable", "nurse-y")
    tap.result(Browser(server.port).log_in("nurse-y", "four plain words here").status == 401, "a disabled account does not log in")


def killed(tap, tandem, folder):
    """No acknowledged entry is lost when every process is killed at once, and people go on with their sessions."""
    server = Server(tandem, str(folder), "--on", "2025-03-18")
    browser, done = Browser(server.port), []
    browser.log_in("example-d")

    def write():
        for pain in range(10):
            try:
                page = browser.post(D + "/diary", browser.get(D + "/diary").fields() | {"m-pain": str(pain)}, follow=False)
            except OSError:
                return
            if page.status == 303:
                done.append(pain)

    thread = threading.Thread(target=write)
    thread.start()
    while len(done) < 4 and thread.is_alive():
        time.sleep(0.01)
    group = run("ps", "-o", "pid=", "--ppid", str(server.process.pid)).stdout.split()
    for pid in [str(server.process.pid), *group]:
        os.kill(int(pid), signal.SIGKILL)
    thread.join()
    acknowledged = list(done)
    server.process.wait()
    whole = run(tandem, "verify", str(folder))
    kept = entries(tandem, folder)
    lost = [pain for pain in acknowledged if not re.search(rf"\n +pain {pain}\n", kept)]
    tap.result(whole.returncode == 0 and acknowledged and not lost, "killed while people write: nothing that was acknowledged is lost",
               [whole.stderr, acknowledged, lost])
    with Server(tandem, str(folder), "--on", "2025-03-18") as after:
        browser.port = after.port
        tap.result(browser.get(D + "/today").path == D + "/today", "and they go on with the session they had")


def once(tap, tandem):
    server = Server(tandem, "--once")
    page = Browser(server.port).get("/log-in")
    tap.result(page.status == 200 and server.process.wait(10) == 0, "with --once one request is answered, and the server stops")
    tap.result(not server.folder.exists(), "and its invented episodes are gone")


def one_dies(tap, server):
    browser = Browser(server.port)
    browser.log_in("example-a")
    for pid in run("ps", "-o", "pid=", "--ppid", str(server.process.pid)).stdout.split():
        os.kill(int(pid), signal.SIGKILL)
    deadline, status = time.monotonic() + 10, 0
    while status != 200 and time.monotonic() < deadline:
        try:
            status = browser.get("/").status
        except OSError:
            time.sleep(0.1)
    tap.result(status == 200, "every process but the first one may die: others take their places", [status])


def main():
    tap, tandem = Tap(), tandem_of(sys.argv)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "kept"
        with Server(tandem) as server:
            parts = {part.__name__: lambda part=part: part(tap, server, tandem)
                     for part in (patient, prescribing, signing, told, second_step, glass, names, accounts)}
            run_parts(parts | {"dies": lambda: one_dies(tap, server), "killed": lambda: None, "once": lambda: None}, sys.argv)
            shutil.copytree(server.folder, copy)
            tap.result(server.stop() == 0 and not server.folder.exists(), "the server stops when it is told to")
        run_parts(dict.fromkeys([*parts, "dies"], lambda: None) | {"killed": lambda: killed(tap, tandem, copy), "once": lambda: once(tap, tandem)},
                  sys.argv)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
