#!/usr/bin/env python3
"""Every field of every form and every header, filled with rubbish: always an answer, never 5xx, never a process that dies. The forms are
found by walking the pages as physician, therapist and patient; every form of the table of pages must be among them. Prints TAP.

  web_fuzz.py build/gcc/src/cli/tandem [seed] [person ...]
"""

import http.client
import random
import re
import socket
import subprocess
import sys
import tempfile
import urllib.parse
from html import unescape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "web"))
from web_client import PASSWORD, Browser, Server, tandem_of  # noqa: E402
from tap import Tap  # noqa: E402

TABLE = Path(__file__).resolve().parent.parent.parent / "src" / "web" / "table.c"
D = "/episodes/example-d-early-signature"
Z = "/episodes/example-z"  # a patient who has no password yet, to be invited
A = "/episodes/example-a-smooth"  # where a warning sign is open, so that there is something to close, to lift and to answer
CHART = TABLE.parent.parent.parent / "data" / "examples" / "example-d-early-signature.chart.tandem"
RUBBISH = ["", "\x00", "a" * 5000, "-1", "0", "99999999999999999999", "1e999", "NaN", "\u202e\ufeff", "../../x", "%s%n%x", "\r\n",
           "\ud7ff\U0001f9b5" * 30, "'; DROP TABLE entry; --", "2025-02-30", "0000-00-00", "9999-12-31", "--", "#", "\\", '"', "{}", "a\tb", "\x7f",
           "\x1b[31m"]
TAKEN = (200, 303, 400, 401, 403, 404, 409, 413, 422, 429)
HEADERS = ["Cookie", "Accept-Language", "Origin", "Sec-Fetch-Site", "Host", "X-Forwarded-For", "Content-Type", "Content-Length", "Transfer-Encoding",
           "Connection", "Expect", "Range", "If-None-Match", "If-Modified-Since", "Referer", "User-Agent", "Accept", "Accept-Encoding", "Upgrade",
           "TE", "Trailer", "Forwarded", "Authorization", "X-Rubbish"]
# Forms that nobody reaches by a link of the walk; each is begun from here.
ALSO = {"/log-in": "/log-in", "/invitation/{}": None}
# Offered only where the program ships a newer text of the protocol: web_physician.py has such an episode.
NOT_OFFERED = {"/episodes/{}/amend"}


def patterns():
    """{pattern} of the forms of the table that the invented clinic offers."""
    return NOT_OFFERED.symmetric_difference(re.findall(r'{"[^"]*", "([^"]*)", true,', re.sub(r"\n +", " ", TABLE.read_text())))


def pattern_of(path, known):
    for pattern in known:
        if re.fullmatch(re.escape(pattern).replace(r"\{\}", "[^/]+"), path):
            return pattern
    return None


class Form:
    def __init__(self, page, text, action):
        self.page, self.action, self.fields = page, action, {}
        for tag in re.findall(r"<input\b[^>]*>", text):
            name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
            if name:
                chosen = 'type="radio"' in tag or 'type="checkbox"' in tag or not value
                self.fields.setdefault(unescape(name[1]), "" if chosen else unescape(value[1]))
        for name in re.findall(r'<(?:textarea|select)\b[^>]* name="([^"]*)"', text):
            self.fields.setdefault(unescape(name), "")


def forms_of(page):
    for found in re.finditer(r"<form\b([^>]*)>(.*?)</form>", page.text, re.S):
        action = re.search(r' action="([^"]*)"', found[1])
        if 'method="post"' in found[1]:
            yield Form(page.path, found[2], unescape(action[1]) if action else page.path)


def walk(browser, known, most=200):
    """{pattern: Form} of what can be reached; of other episodes only the first page."""
    found, seen, ahead = {}, set(), ["/", Z + "/invite", *(A + page for page in ("/close-flag", "/resume", "/answer"))]
    while ahead and len(seen) < most:
        path = ahead.pop(0)
        kind = re.sub(r"^(/library/[a-z]+)[^/]*", r"\1", path)
        if kind in seen:
            continue
        seen.add(kind)
        page = browser.get(path)
        if page.status != 200:
            continue
        for form in forms_of(page):
            pattern = pattern_of(form.action.split("?")[0], known)
            if pattern and pattern not in found:
                found[pattern] = form
        for link in re.findall(r' href="(/[^"#]*)"', page.text):
            link = unescape(link)
            if not link.startswith("/episodes/") or link.startswith(D):
                ahead.append(link)
    return found


def every_form(browser, known):
    """Walks anew after revoking: what was revoked can be signed then, as long as nothing else was made of the chart."""
    done = {"/log-out"}
    for first in ("/revoke/", "/sign/", "/"):
        for pattern, form in sorted(walk(browser, known).items(), key=lambda pair: pair[0]):
            if pattern not in done and first in pattern:
                done.add(pattern)
                yield pattern, form


def enrol_another(tandem, folder):
    text = CHART.read_text()
    for name, other in (("example-d-early-signature", "example-z"), ("example-d", "example-z"), ("physician-d", "physician-a"),
                        ("therapist-d", "therapist-a")):
        text = text.replace(name, other)
    with tempfile.NamedTemporaryFile("w", suffix=".tandem") as file:
        file.write(text)
        file.flush()
        subprocess.run([tandem, "enrol", folder, file.name], check=True, capture_output=True)


def workers(server):
    return set(subprocess.run(["ps", "-o", "pid=", "--ppid", str(server.process.pid)], capture_output=True, text=True, check=True).stdout.split())


def fill(browser, form, chance, most):
    """Each field in turn with rubbish, then several at once. What was not answered as it should be."""
    bad = []
    page = browser.get(form.page)
    fresh = next((one for one in forms_of(page) if one.action == form.action), form)
    if "password" in fresh.fields and form.page not in ("/log-in",) and not form.page.startswith("/invitation"):
        fresh.fields["password"] = PASSWORD  # or nothing behind it would be asked
    sets = [{name: text} for name in fresh.fields for text in chance.sample(RUBBISH, min(most, len(RUBBISH)))]
    sets += [{name: chance.choice(RUBBISH) for name in fresh.fields if name != "token"} for _ in range(10)]
    sets += [{"another": "x"}, {chance.choice(RUBBISH): "x"}, {}]
    for change in sets:
        try:
            answer = browser.post(form.action, fresh.fields | change, follow=False)
        except (http.client.HTTPException, OSError) as error:
            bad.append((form.action, {name: text[:30] for name, text in change.items()}, type(error).__name__))
            continue
        if answer.status not in TAKEN:
            bad.append((form.action, {name: text[:30] for name, text in change.items()}, answer.status))
        if answer.status == 303 and (answer.headers["Location"] or "").startswith(form.action):
            fresh = next((one for one in forms_of(browser.get(form.page)) if one.action == form.action), fresh)
    return bad, len(sets)


def raw(port, data):
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=15) as wire:
            wire.sendall(data)
            wire.shutdown(socket.SHUT_WR)
            got = b""
            while b"\r\n" not in got and (more := wire.recv(4096)):
                got += more
    except (ConnectionResetError, BrokenPipeError):
        return 0
    except socket.timeout:
        return -1
    return int(got.split()[1]) if got.startswith(b"HTTP/1.") else 0


def headers(tap, server, browser, chance):
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items()).encode()
    form = urllib.parse.urlencode(browser.get(D + "/session").fields()).encode()
    rubbish = [b"", b" ", b"\x00", b"a" * 3000, b"\xff\xfe", b"\xc3", b",,,,", b"=;=;=", b"a=b;" * 400, b'"', b"-1", b"9" * 40, b"chunked",
               b"\t", b"%00", b"__Host-tandem=" + b"A" * 43, b"__Host-tandem=" + b"A" * 9000, b"[::1", b"127.0.0.1:99999",
               b"es-ES;q=9,**", b"null", b"\x1b"]
    bad, count = [], 0
    for name in HEADERS:
        drawn = [bytes(chance.choices(range(256), k=chance.randrange(1, 80))) for _ in range(6)]
        for text in rubbish + [one.replace(b"\r", b"").replace(b"\n", b"") for one in drawn]:
            for first, body in ((f"GET {D}/today HTTP/1.1\r\n", b""), (f"POST {D}/session HTTP/1.1\r\n", form)):
                sent = {"Host": b"127.0.0.1", "Cookie": cookie, "Connection": b"close"}
                if body:
                    sent |= {"Content-Type": b"application/x-www-form-urlencoded", "Content-Length": str(len(body)).encode()}
                sent[name] = text
                data = first.encode() + b"".join(key.encode() + b": " + value + b"\r\n" for key, value in sent.items()) + b"\r\n" + body
                status, count = raw(server.port, data), count + 1
                if status not in TAKEN + (0, 405, 411, 415, 417, 431):
                    bad.append((name, text[:40], first[:4], status))
    tap.result(not bad, f"every header takes rubbish and is answered or closed: {count} requests", bad[:15])


def main():
    tap, tandem = Tap(), tandem_of(sys.argv)
    seed = next((int(word) for word in sys.argv[2:] if word.isdigit()), 7)
    people = [word for word in sys.argv[2:] if not word.isdigit()]  # none named: all, and what visitors may send
    chance = random.Random(seed)
    print(f"# seed {seed}")
    with Server(tandem) as server:
        enrol_another(tandem, server.folder)
        subprocess.run([tandem, "record", str(server.folder), "example-a-smooth", "-"], check=True, capture_output=True, text=True,
                       input='2025-03-17 09:00 flag infection-signs raised by therapist-a, words "hot"\n')
        before, known, reached = workers(server), patterns(), {"/log-out"}
        for person in people or ("physician-a", "therapist-a", "example-d"):
            browser = Browser(server.port)
            browser.log_in(person)
            for pattern, form in every_form(browser, known):
                reached.add(pattern)
                browser.log_in(person)  # a session of its own: wrong passwords make one wait
                bad, count = fill(browser, form, chance, 6 if "password" in form.fields else 16)
                tap.result(not bad, f"{person}: {form.action} takes rubbish in {len(form.fields)} fields and answers: {count} forms", bad[:10])
            headers(tap, server, browser, chance) if person == "example-d" else None
        for pattern, path in () if people else ALSO.items():
            path = path or re.search(r"/invitation/\S+", subprocess.run([tandem, "account", server.folder, "add", "nurse-f", "nurse"],
                                                                       capture_output=True, text=True, check=True).stdout)[0]
            visitor = Browser(server.port)
            form = next(iter(forms_of(visitor.get(path))))
            bad, count = fill(visitor, form, chance, 3)
            reached.add(pattern)
            tap.result(not bad, f"a visitor: {pattern} takes rubbish in {len(form.fields)} fields and answers: {count} forms", bad[:10])
        if not people:
            tap.result(reached == known, "every form of the table of pages was among them", sorted(known ^ reached))
        tap.result(workers(server) == before, "no process has died of it", [server.told()[-600:]])
        whole = subprocess.run([tandem, "verify", server.folder], capture_output=True, text=True, check=False)
        tap.result(whole.returncode == 0, "the store is whole", [whole.stdout + whole.stderr])
        tap.result(PASSWORD not in server.told(), "no password stands in the log")
        tap.result(server.stop() == 0, "the server stops when it is told to")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
