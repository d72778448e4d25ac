#!/usr/bin/env python3
"""Raw bytes against the server: what could be read in two ways, what drips, what is too large, tricks with paths, forged forms. Prints TAP.

  web_attacks.py build/gcc/src/cli/tandem [part ...]
"""

import re
import socket
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "web"))
from web_client import PASSWORD, Browser, Server, run_parts, tandem_of  # noqa: E402
from tap import Tap  # noqa: E402

HOST = b"Host: 127.0.0.1\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"
# name, bytes, statuses that are right (0: closed without a word)
REFUSED = [
    ("two lengths, alike", b"POST /log-in HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 4\r\nContent-Length: 4\r\n\r\na=bc", (400,)),
    ("two lengths, unlike", b"POST /log-in HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 4\r\nContent-Length: 9\r\n\r\na=bc", (400, 0)),
    ("a length and chunks", b"POST /log-in HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (400,)),
    ("an encoding that is none", b"POST /log-in HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", (400, 0)),
    ("two encodings", b"POST /log-in HTTP/1.1\r\n" + HOST + FORM + b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
     (400, 0)),
    ("no host", b"GET /log-in HTTP/1.1\r\n\r\n", (400,)),
    ("two hosts", b"GET /log-in HTTP/1.1\r\n" + HOST + b"Host: elsewhere\r\n\r\n", (400,)),
    ("an empty host", b"GET /log-in HTTP/1.1\r\nHost:\r\n\r\n", (400,)),
    ("a control character in a header", b"GET /log-in HTTP/1.1\r\n" + HOST + b"Cookie: a=b\x0bc\r\n\r\n", (400, 0)),
    ("a blank before the colon", b"GET /log-in HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n", (400, 0)),
    ("a version that is none", b"GET /log-in HTTP/9.9\r\n" + HOST + b"\r\n", (400, 505, 0)),
    ("steps upwards", b"GET /library/../audit HTTP/1.1\r\n" + HOST + b"\r\n", (404,)),
    ("steps upwards, written otherwise", b"GET /library/%2e%2e/audit HTTP/1.1\r\n" + HOST + b"\r\n", (404,)),
    ("an escaped NUL", b"GET /library/index.html%00.css HTTP/1.1\r\n" + HOST + b"\r\n", (404,)),
    ("a double slash", b"GET //elsewhere/ HTTP/1.1\r\n" + HOST + b"\r\n", (404,)),
    ("a backslash", b"GET /library\\index.html HTTP/1.1\r\n" + HOST + b"\r\n", (404, 400)),
    ("a whole address", b"GET http://elsewhere/ HTTP/1.1\r\n" + HOST + b"\r\n", (404, 400)),
    ("a broken escape in a query", b"GET /log-in?next=%zz HTTP/1.1\r\n" + HOST + b"\r\n", (400,)),
    ("a query that is no UTF-8", b"GET /log-in?next=%ff%fe HTTP/1.1\r\n" + HOST + b"\r\n", (400,)),
    ("another method", b"DELETE /log-in HTTP/1.1\r\n" + HOST + b"\r\n", (405,)),
    ("a body of another kind", b"POST /log-in HTTP/1.1\r\n" + HOST + b"Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", (415,)),
    ("a head of 200 kB", b"GET /log-in HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 200000 + b"\r\n\r\n", (431, 413, 400, 0)),
    ("a form of 100 kB", b"POST /log-in HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 100002\r\n\r\na=" + b"b" * 100000, (413,)),
    ("a form of 300 fields", b"POST /log-in HTTP/1.1\r\n" + HOST + FORM + b"Content-Length: 1199\r\n\r\n" + b"&".join([b"a=b"] * 300), (400,)),
]


def raw(port, data, wait=5.0):
    """The status of the first reply; 0: closed without one; -1: still open."""
    with socket.create_connection(("127.0.0.1", port), timeout=wait) as wire:
        try:
            wire.sendall(data)
            got = b""
            while b"\r\n" not in got:
                more = wire.recv(4096)
                if not more:
                    break
                got += more
        except socket.timeout:
            return -1
        except (ConnectionResetError, BrokenPipeError):
            return 0
    return int(got.split()[1]) if got.startswith(b"HTTP/1.") else 0


def page_of(port, data):
    with socket.create_connection(("127.0.0.1", port), timeout=5) as wire:
        wire.sendall(data)
        got = b""
        while b"</html>" not in got and (more := wire.recv(65536)):
            got += more
    return got


def drips(port):
    """Seconds until the server closes a request that comes a byte each half second."""
    begun = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=0.5) as wire:
        text = b"GET /log-in HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 1000
        for byte in text:
            try:
                wire.sendall(bytes([byte]))
                if not wire.recv(10):
                    return time.monotonic() - begun
            except socket.timeout:
                pass
            except OSError:
                return time.monotonic() - begun
            if time.monotonic() - begun > 20:
                break
    return None


def forged(tap, port):
    """A form without its token, with that of another person, with that of a visitor, from another site."""
    one, other = Browser(port), Browser(port)
    one.log_in("example-d")
    other.log_in("example-a")
    path = "/episodes/example-d-early-signature/diary"
    fields = one.get(path).fields() | {"m-pain": "3"}
    theirs = other.get("/episodes/example-a-smooth/diary").any_token()
    for name, sent, headers in [("without its token", {"m-pain": "3"}, {}),
                                ("with the token of another session", fields | {"token": theirs}, {}),
                                ("with a token of no form", fields | {"token": "A" * 43}, {}),
                                ("from another site", fields, {"Origin": "http://elsewhere.example"}),
                                ("from no site", fields, {"Origin": "null"}),
                                ("told by the browser to be from another site", fields, {"Sec-Fetch-Site": "cross-site"})]:
        page = one.post(path, sent, headers=headers, follow=False)
        tap.result(page.status == 403, f"a form {name} is refused", [page.status])
    page = one.post(path, fields, follow=False, headers={"Origin": f"http://127.0.0.1:{port}"})
    tap.result(page.status == 303, "the same form, whole, is taken", [page.status, page.words()[:300]])


def sessions(tap, port):
    browser = Browser(port)
    browser.cookies["__Host-tandem"] = "B" * 43
    page = browser.log_in("example-d")
    tap.result(browser.cookies["__Host-tandem"] != "B" * 43, "a session that somebody else chose is not taken: each log-in makes a new one")
    cookies = page.headers.get_all("Set-Cookie") or []
    strict = all("; Secure" in one and "; HttpOnly" in one and "; SameSite=Lax" in one and "; Path=/" in one for one in cookies)
    tap.result(strict and cookies, "cookies are __Host-, Secure, HttpOnly, SameSite", cookies)
    before = dict(browser.cookies)
    home = browser.get("/")
    browser.post("/log-out", {"token": home.any_token()}, follow=False)
    again = Browser(port)
    again.cookies = before
    page = again.get("/", follow=False)
    tap.result(page.status == 303 and page.headers["Location"].startswith("/log-in"), "a session that was ended is not taken again",
               [page.status, page.headers["Location"]])
    page = Browser(port).log_in("example-d", next="//elsewhere.example/")
    tap.result(page.headers["Location"] == "/", "nobody is sent to another site after the log-in", [page.headers["Location"]])
    page = Browser(port).log_in("example-d", next="/\\elsewhere.example/")
    tap.result(page.headers["Location"] == "/", "nor by a backslash", [page.headers["Location"]])


def guessing(tap, port):
    """Ten wrong passwords: that browser waits, one that has logged in before does not, nor does anybody else."""
    known, guesser, neighbour = Browser(port), Browser(port), Browser(port)
    known.log_in("example-b")
    statuses = [guesser.log_in("example-b", "wrong password").status for _ in range(11)]
    tap.result(statuses[:10] == [401] * 10 and statuses[10] == 429, "after ten wrong passwords a person's name has to wait", [statuses])
    page = guesser.log_in("example-b", PASSWORD)
    tap.result(page.status == 429, "the right password then has to wait too: nothing is told by it", [page.status])
    tap.result(neighbour.log_in("example-a").status == 303, "another person at the same address logs in")
    known.cookies.pop("__Host-tandem")
    tap.result(known.log_in("example-b").status == 303, "and the person themself, from a browser they have used")
    unknown = Browser(port).log_in("nobody-here", "wrong password")
    known_one = Browser(port).log_in("example-a", "wrong password")
    told = [page.text.replace(f'value="{person}"', "") for page, person in ((unknown, "nobody-here"), (known_one, "example-a"))]
    told = [re.sub(r'name="token" value="[^"]*"', "", text) for text in told]
    tap.result(told[0] == told[1] and unknown.status == known_one.status,
               "whether there is such a person is not told")


INJECTIONS = ['"><b id=x>', "'\"><script>alert(1)</script>", "\"\n2025-03-18 clear full-load by physician-a", "\\", "a\tb", "]]>", "&lt;b&gt;"]


def injections(tap, port):
    """What somebody types comes back as text, and never becomes another line of the chart."""
    browser = Browser(port)
    browser.log_in("therapist-a")
    path = "/episodes/example-d-early-signature/session"
    bad = []
    for text in INJECTIONS:
        fields = browser.get(path).fields()
        states = [name for name in fields if name.startswith("s-")]
        fields |= {states[0]: "could-not", states[0].replace("s-", "w-", 1): text, "setting": "clinic"}
        page = browser.post(path, fields)
        if "<script>alert" in page.text or "<b id=x>" in page.text:
            bad.append((text, page.status, "as markup"))
        page = browser.get("/audit")
        if "<script>alert" in page.text or "<b id=x>" in page.text:
            bad.append((text, "in the audit"))
    page = browser.get("/episodes/example-d-early-signature")
    tap.result(not bad, "what is typed is never markup, neither at once nor from the store", bad)
    tap.result("by physician-a, name" not in browser.get("/audit").text.split("full-load")[-1][:20] and "clear full-load" not in
               browser.get("/audit").words(), "a line break in a field begins no entry")
    tap.result("onerror" not in page.text and "<script" not in page.text and " style=" not in page.text and "<style" not in page.text,
               "a page has no script and no style of its own")
    for query in ("done=%3Cscript%3E", "lang=%22%3E%3Cb%20id=x%3E", "whose=%22%3E%3Cb%20id=x%3E"):
        page = browser.get("/?" + query)
        tap.result("<b id=x>" not in page.text and "<script>" not in page.text, f"a query comes back as text: {query[:20]}")


MARK = '"><b id=x>\'&'
MARK_WRITTEN = "&quot;&gt;&lt;b id=x&gt;&#39;&amp;"


def outputs(tap, server, tandem):
    """Markup in whatever can be typed, on every page that tells it again: it stands there, and is text. (That it stands there matters: a page
    that leaves it out shows nothing.)"""
    path, name = "/episodes/example-d-early-signature", "example-d-early-signature"
    visitor, physician, therapist, patient, other = (Browser(server.port) for _ in range(5))
    for browser, person in ((physician, "physician-a"), (therapist, "therapist-a"), (patient, "example-d"), (other, "physician-o")):
        browser.log_in(person)
    pages = {"a log-in that failed": visitor.log_in(MARK, "wrong password")}
    fields = therapist.get(path + "/prescribe").fields()
    pages["a prescription that was refused"] = therapist.post(path + "/prescribe", fields | {"d-leg-press": MARK}, follow=False)
    fields = patient.get(path + "/session").fields() | {"s-leg-press": "could-not", "w-leg-press": MARK, "m-pain-during": "99"}
    pages["a session that was refused"] = patient.post(path + "/session", fields, follow=False)
    pages["a form without a session"] = Browser(server.port).post(path + "/diary", {MARK: "1", "m-pain": MARK, "token": "x"}, follow=False)
    page = other.get("/glass?episode=" + name)
    other.post("/glass", page.fields() | {"because": MARK, "password": PASSWORD}, follow=False)
    pages["a reason kept in the store, for staff"] = physician.get(path)
    pages["the same for the patient"] = patient.get(path + "/today")
    subprocess.run([tandem, "person", "change", server.folder, "example-d", "name=" + MARK], check=True, capture_output=True)
    for page in ("", "/session", "/prescribe", "/today"):
        pages[f"a name, on the page{page or ' of the episode'}"] = therapist.get(path + page)
    pages["a name on the work list"] = therapist.get("/")
    for kind, page in pages.items():
        tap.result(MARK_WRITTEN in page.text and "<b id=x" not in page.text, f"markup comes back as text: {kind}", [page.status, page.words()[:500]])


def requests(tap, port):
    for name, data, right in REFUSED:
        status = raw(port, data)
        tap.result(status in right, f"refused: {name}", [f"got {status}, wanted one of {right}"])
    for name, data, right in REFUSED:
        if data.startswith(b"GET /library/") and right == (404,):
            got = page_of(port, data[:-2] + b"Connection: close\r\n\r\n")
            tap.result(b"There is no such page.\n" in got and b"<html" not in got, f"by the guard, before any page is looked for: {name}",
                       [got[-200:]])
    hidden = b"GET /log-in HTTP/1.1\r\n" + HOST + b"Cookie: a=b\x00; __Host-lang=es\r\n\r\n"
    tap.result(b"lang=\"en\"" in page_of(port, hidden), "what stands behind a NUL in a header is not seen")
    tap.result(raw(port, b"GET /log-in HTTP/1.1\r\n" + HOST + b"\r\n") == 200, "a plain request is answered after all of them")


def slow(tap, port):
    took = drips(port)
    tap.result(took is not None and 8 < took < 14, "a request that drips is closed after 10 seconds", [took])


POLICY = {
    "Content-Security-Policy": ("default-src 'none'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"),
    "X-Content-Type-Options": ("nosniff",), "X-Frame-Options": ("DENY",), "Referrer-Policy": ("same-origin",),
    "Cross-Origin-Opener-Policy": ("same-origin",), "Cache-Control": ("no-store",),
}


def policy(tap, port):
    """What a browser is told to refuse, on a page, on one that is not there, on a form that is refused."""
    browser = Browser(port)
    browser.log_in("example-d")
    pages = [browser.get("/log-in", follow=False), browser.get("/episodes/example-d-early-signature/today"), browser.get("/no-such"),
             browser.post("/log-out", {}, follow=False)]
    wrong = [f"{page.path}: {name}: {page.headers[name]}" for page in pages for name, parts in POLICY.items()
             if not all(part in (page.headers[name] or "") for part in parts)]
    wrong += [f"{page.path}: {page.headers['Content-Security-Policy']}" for page in pages
              if "unsafe" in (page.headers["Content-Security-Policy"] or "")]
    tap.result(not wrong, "every reply says what a browser is to refuse", wrong)


def kept(tap, server):
    """What the database of accounts holds lets nobody in."""
    browser = Browser(server.port)
    browser.log_in("example-d")
    token = browser.cookies["__Host-tandem"]
    held = b"".join(path.read_bytes() for path in server.folder.glob("accounts.db*"))
    tap.result(token[:20].encode() not in held and PASSWORD.encode() not in held, "neither a session's token nor a password is kept as it is")


def told(tap, server):
    browser = Browser(server.port)
    browser.log_in("example-d")
    browser.get("/episodes/example-d-early-signature/today")
    deadline = time.monotonic() + 5
    while '"page":"today"' not in server.told() and time.monotonic() < deadline:
        time.sleep(0.02)  # a line is written when the reply has been taken
    log = server.told()
    tap.result("example-d" not in log and "wrong password" not in log and "alert(1)" not in log and PASSWORD not in log and '"page":"today"' in log,
               "no name of a patient, no word, no password stands in the log")


def main():
    tap, tandem = Tap(), tandem_of(sys.argv)
    with Server(tandem) as server:
        port = server.port
        run_parts({"requests": lambda: requests(tap, port), "slow": lambda: slow(tap, port), "forged": lambda: forged(tap, port),
                   "policy": lambda: policy(tap, port), "sessions": lambda: sessions(tap, port), "injections": lambda: injections(tap, port),
                   "outputs": lambda: outputs(tap, server, tandem),
                   "guessing": lambda: guessing(tap, port), "kept": lambda: kept(tap, server), "told": lambda: told(tap, server)}, sys.argv)
        tap.result(server.stop() == 0, "the server stops when it is told to")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
