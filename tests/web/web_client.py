"""A server of the example clinic for a test, and a browser without a screen: cookies, forms, redirections. Standard library only."""

import http.client
import os
import re
import subprocess
import sys
import tempfile
import urllib.parse
from html import unescape
from pathlib import Path

PASSWORD = "example-only-clinic"


class Server:
    """`tandem serve` on a free port; `folder` empty: the invented episodes."""

    def __init__(self, tandem, *words):
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen([tandem, "serve", "--listen", "127.0.0.1:0", *words], stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.folder = self.port = None
        self.said = ""
        for line in self.process.stdout:
            self.said += line
            found = re.search(r"https?://127\.0\.0\.1:(\d+)/", line)
            where = re.search(r"^Invented episodes in (\S+),", line)
            if where:
                self.folder = Path(where[1])
            if found:
                self.port = int(found[1])
                break
        if self.port is None:
            raise RuntimeError("the server did not begin: " + self.told())

    def told(self):
        return os.pread(self.log.fileno(), os.fstat(self.log.fileno()).st_size, 0).decode()  # the server writes on where it was

    def stop(self, wait=15):
        self.process.terminate()
        try:
            return self.process.wait(wait)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return -9

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()


class Page:
    def __init__(self, status, headers, text, path):
        self.status, self.headers, self.text, self.path = status, headers, text, path

    def words(self):
        """What a person reads, roughly: without tags, blanks made one."""
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", self.text)))

    def fields(self):
        """Names and values of the inputs of the page's own form (not the one that logs out)."""
        found = {}
        main = self.text.split('<main', 1)[-1]
        for tag in re.findall(r"<input\b[^>]*>", main):
            name, value = re.search(r' name="([^"]*)"', tag), re.search(r' value="([^"]*)"', tag)
            if name and 'type="radio"' not in tag and 'type="checkbox"' not in tag:
                found[unescape(name[1])] = unescape(value[1]) if value else ""
        for name in re.findall(r'<(?:textarea|select)\b[^>]* name="([^"]*)"', main):
            found.setdefault(unescape(name), "")
        return found

    def held(self):
        """What a form holds that nobody types: its token, and what its page had seen."""
        return {name: value for name, value in self.fields().items() if name in ("token", "seen")}

    def any_token(self):
        token = re.search(r'name="token" value="([^"]*)"', self.text)
        return token[1] if token else ""


class Browser:
    def __init__(self, port):
        self.port, self.cookies, self.bytes = port, {}, b""

    def wire(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def ask(self, method, path, body=None, headers=None):
        wire = self.wire()
        sent = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        sent.update(headers or {})
        wire.request(method, path, body, sent)
        reply = wire.getresponse()
        self.bytes = reply.read()
        text = self.bytes.decode("utf-8", "replace")
        for line in reply.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        wire.close()
        return Page(reply.status, reply.headers, text, path)

    def get(self, path, follow=True, **more):
        page = self.ask("GET", path, **more)
        while follow and page.status == 303:
            page = self.ask("GET", page.headers["Location"])
        return page

    def raw(self, path):
        """The bytes of a document."""
        self.get(path)
        return self.bytes

    def post(self, path, fields, follow=True, **more):
        page = self.ask("POST", path, urllib.parse.urlencode(fields), **more)
        return self.get(page.headers["Location"]) if follow and page.status == 303 else page

    def log_in(self, person, password=PASSWORD, **more):
        fields = self.get("/log-in").fields() | {"person": person, "password": password} | more
        return self.post("/log-in", fields, follow=False)


def run_parts(parts, words):
    """Runs those that are named behind the program, or all of them: {name: function without arguments}."""
    named = words[2:]
    unknown = [name for name in named if name not in parts]
    if unknown:
        raise SystemExit(f"no such part: {' '.join(unknown)}; there are {' '.join(parts)}")
    for name, part in parts.items():
        if name in named or not named:
            part()


def tandem_of(words):
    return words[1] if len(words) > 1 else "build/gcc/src/cli/tandem"


sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tools"))
