#!/usr/bin/env python3
"""Events carried to those who receive them: a file that only grows, webhooks that fail, are slow, answer twice, refuse, or are somebody else;
signatures checked by Python's own HMAC; the courier of `tandem serve`, stopped hard in the middle. Prints TAP. [F046 F107]

  outbox_carried.py build/gcc/src/cli/tandem [part ...]
"""

import base64
import hashlib
import hmac
import http.client
import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "web"))
from web_client import Server, run_parts, tandem_of  # noqa: E402
from tap import ROOT, Tap  # noqa: E402

NAME, SECRET = "Quintessa", base64.b64encode(bytes(range(32))).decode()
SENT = re.compile(r"(\d+) taken, (\d+) waiting, (\d+) set aside")


def run(*words):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False, timeout=120)


class Receiver:
    """A server that answers each request by what `how` gives: bytes, or None to say nothing until it is stopped."""

    def __init__(self, how, tls=None):
        self.how, self.tls, self.got, self.open, self.held = how, tls, [], True, []
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.listening = threading.Thread(target=self.listen, daemon=True)
        self.listening.start()

    def listen(self):
        while self.open:
            try:
                wire, _ = self.listener.accept()
                threading.Thread(target=self.serve, args=(wire,), daemon=True).start()
            except OSError:
                return

    def serve(self, wire):
        try:
            wire.settimeout(20)
            wire = self.tls.wrap_socket(wire, server_side=True) if self.tls else wire
            text = b""
            while b"\r\n\r\n" not in text:
                more = wire.recv(65536)
                if not more:
                    return
                text += more
            head, body = text.split(b"\r\n\r\n", 1)
            headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
            while len(body) < int(headers["Content-Length"]):
                body += wire.recv(65536)
            self.got.append((head.split(b"\r\n")[0].decode(), headers, body))
            said = self.how(len(self.got))
            if said is None:
                self.held.append(wire)
                return
            wire.sendall(said)
        except OSError:
            pass
        wire.close()

    def ids(self):
        return [headers["webhook-id"] for _, headers, _ in self.got]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.open = False
        self.listener.shutdown(socket.SHUT_RDWR)  # a thread that waits in accept() would take a connection of who comes next
        self.listening.join(10)
        self.listener.close()
        for wire in self.held:
            wire.close()


def answer(status, more=""):
    return f"HTTP/1.1 {status} Said\r\nContent-Length: 0\r\n{more}\r\n".encode()


def taken(_):
    return answer(204)


class Clinic:
    """Example D with a person behind it whose name no event may tell, and events of what is due."""

    def __init__(self, tandem, day="2025-06-14"):
        self.tandem, self.place = tandem, Path(tempfile.mkdtemp())
        self.folder, self.receivers = self.place / "clinic", self.place / "receivers.tandem"
        (self.place / "messages.secret").write_text(f"whsec_{SECRET}\n")
        for words in [("init", self.folder, "--place", "ward-a"), ("person", "add", self.folder, "--name", "example-d", f"name={NAME}"),
                      ("enrol", self.folder, "example-d-early-signature"), ("account", self.folder, "add", "physician-d", "physician"),
                      ("appoint", self.folder, "physician-d", "physician")] + ([("outbox", self.folder, "--on", day)] if day else []):
            done = run(tandem, *words)
            if done.returncode != 0:
                raise RuntimeError(f"{words}: {done.stderr}")

    def tell(self, *addresses, more="", file=True):
        text = 'file "events.ndjson"\n' if file else ""
        for number, address in enumerate(addresses):
            text += f'webhook "hook-{number}"\n  address "{address}"\n  secret "messages.secret"\n  retry 1\n  timeout 1\n{more}'
        self.receivers.write_text(text)

    def act(self, verb, *words):
        return run(self.tandem, "outbox", self.folder, verb, "--receivers", self.receivers, *words)

    def events(self):
        return [json.loads(line) for line in run(self.tandem, "outbox", self.folder).stdout.splitlines()]

    def lines(self):
        path = self.place / "events.ndjson"
        return path.read_text() if path.exists() else ""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.place)


def at(port, path="/tandem"):
    return f"http://127.0.0.1:{port}{path}"


def again(clinic, until, seconds=30):
    """`send`, as somebody does who comes back."""
    last, end = None, time.monotonic() + seconds
    while time.monotonic() < end:
        last = clinic.act("send")
        if until(last):
            break
        time.sleep(0.2)
    return last


def signature_is_right(headers, body):
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    wanted = base64.b64encode(hmac.new(base64.b64decode(SECRET), signed, hashlib.sha256).digest()).decode()
    return headers["webhook-signature"] == f"v1,{wanted}" and abs(time.time() - int(headers["webhook-timestamp"])) < 60


def carried(tap, tandem):
    with Clinic(tandem) as clinic, Receiver(taken) as receiver:
        clinic.tell(at(receiver.port, "/tandem?clinic=a"))
        events = clinic.events()
        done = clinic.act("send")
        bodies = [json.loads(body) for _, _, body in receiver.got]
        tap.result(done.returncode == 0 and len(events) > 3 and [body["data"] for body in bodies] == events and
                   receiver.ids() == [event["id"] for event in events], "every event once, in the order of the outbox, under its id",
                   [done.stdout, done.stderr, len(events), len(bodies)])
        tap.result(all(line == "POST /tandem?clinic=a HTTP/1.1" and headers["Content-Type"] == "application/json" and
                       signature_is_right(headers, body) for line, headers, body in receiver.got),
                   "each is signed over id, moment and body (Standard Webhooks), by HMAC-SHA-256", receiver.got[:1])
        tap.result(all(body["type"] == body["data"]["event"] and body["timestamp"] == body["data"]["recorded"] for body in bodies),
                   "type and timestamp are those of the event", bodies[:1])
        everything = b"".join(body + json.dumps(headers).encode() for _, headers, body in receiver.got) + clinic.lines().encode()
        tap.result(NAME.encode() not in everything and b"example-d\"" not in everything,
                   "no name of the patient, and not the word of the chart for them, is in an event, a header or the file", [])
        tap.result([json.loads(line) for line in clinic.lines().splitlines()] == events, "the file has them all, a line each")
        before = clinic.lines()
        done = clinic.act("send")
        tap.result(done.returncode == 0 and len(receiver.got) == len(events) and clinic.lines() == before, "again: nothing is told twice")
        path = clinic.place / "events.ndjson"
        path.write_text(before[:-20])
        clinic.act("send")
        tap.result(clinic.lines() == before, "a line that a power cut left half written is written whole")
        with Receiver(lambda _: None) as other:
            lock = subprocess.Popen([tandem, "outbox", clinic.folder, "send", "--receivers", clinic.receivers], stdout=subprocess.PIPE)
            lock.wait(60)
            clinic.tell(at(other.port), more='  events overdue "due"\n'.replace('"', ""))
            (clinic.folder / "outbox-hook-0.progress").unlink()
            slow = subprocess.Popen([tandem, "outbox", clinic.folder, "send", "--receivers", clinic.receivers], stdout=subprocess.PIPE)
            while not other.got:
                time.sleep(0.02)
            second = clinic.act("send")
            tap.result(second.returncode == 3 and "W101" in second.stderr, "two couriers at once: the second is told, and carries nothing",
                       [second.returncode, second.stderr])
            slow.wait(60)
            tap.result({json.loads(body)["type"] for _, _, body in other.got} <= {"due", "overdue"}, "only kinds that are asked for")


def in_vain(tap, tandem):
    with Clinic(tandem) as clinic:
        events = clinic.events()
        with Receiver(lambda n: answer(503) if n <= 3 else answer(200)) as receiver:
            clinic.tell(at(receiver.port))
            first = clinic.act("send")
            told = clinic.act("list")
            tap.result(first.returncode == 1 and len(receiver.got) == 1 and told.returncode == 1 and "answered 503" in told.stdout and
                       f"{len(events)} waiting" in told.stdout, "a receiver that fails is tried once a round; what waits is told",
                       [first.stdout, told.stdout])
            early = clinic.act("send")
            tap.result(len(receiver.got) == 1 and early.returncode == 1, "and not before its time", [len(receiver.got)])
            moments = [time.monotonic()]
            while len(receiver.got) < 4 and time.monotonic() - moments[0] < 30:
                before = len(receiver.got)
                clinic.act("send")
                if len(receiver.got) > before:
                    moments.append(time.monotonic())
                time.sleep(0.1)
            waits = [b - a for a, b in zip(moments, moments[1:])]
            tap.result(len(waits) == 3 and waits[1] >= 1.9 and waits[2] >= 3.9, "each wait is twice as long as the one before", waits)
            again(clinic, lambda done: done.returncode == 0)
            ids = receiver.ids()
            tap.result(list(dict.fromkeys(ids)) == [event["id"] for event in events] and ids[:4] == [events[0]["id"]] * 4,
                       "the same event comes again under the same id, and nothing overtakes it", ids[:6])
    with Clinic(tandem) as clinic, Receiver(lambda n: None if n == 1 else answer(200)) as slow:
        clinic.tell(at(slow.port))
        begun = time.monotonic()
        done = clinic.act("send")
        spent = time.monotonic() - begun
        told = clinic.act("list").stdout
        tap.result(done.returncode == 1 and 0.9 < spent < 15 and "took too long" in told, "one that says nothing is given up after its time",
                   [spent, told])
        tap.result(again(clinic, lambda done: done.returncode == 0).returncode == 0 and len(set(slow.ids())) == len(clinic.events()),
                   "and has all of them in the end")
    with Clinic(tandem) as clinic, Receiver(lambda n: answer(200) + answer(500)) as twice:
        clinic.tell(at(twice.port))
        done = clinic.act("send")
        tap.result(done.returncode == 0 and len(twice.got) == len(set(twice.ids())) == len(clinic.events()),
                   "one that answers twice is believed once", [done.stdout])
    with Clinic(tandem) as clinic, Receiver(lambda n: answer(302, "Location: http://127.0.0.1:1/\r\n")) as moved:
        clinic.tell(at(moved.port))
        done = clinic.act("send")
        tap.result(done.returncode == 1 and "answered 302" in clinic.act("list").stdout, "no other address is followed", [done.stdout])
    with Clinic(tandem) as clinic, Receiver(lambda n: answer(429, "Retry-After: 600\r\n")) as busy:
        clinic.tell(at(busy.port))
        clinic.act("send")
        kept = (clinic.folder / "outbox-hook-0.progress").read_text()
        wait = int(re.search(r"next-ms (\d+)", kept)[1]) / 1000 - time.time()
        tap.result(500 < wait < 601, "one that asks for time is given it", [wait, kept])
    for name, said in [("what is no HTTP", b"hello\r\n\r\n"), ("nothing", b""), ("half a head", b"HTTP/1.1 200 OK\r\nX: "),
                       ("a head without end", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 5000)]:
        with Clinic(tandem) as clinic, Receiver(lambda n, said=said: said) as odd:
            clinic.tell(at(odd.port))
            done = clinic.act("send")
            tap.result(done.returncode == 1 and SENT.search(done.stdout)[1] == "0" and "in vain" in clinic.act("list").stdout,
                       f"{name} for an answer is none", [done.stdout, done.stderr, clinic.act("list").stdout])
    with Clinic(tandem) as clinic, Receiver(taken) as good:
        probe = socket.create_server(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        clinic.tell(at(port), at(good.port))
        done = clinic.act("send")
        told = clinic.act("list").stdout
        tap.result(done.returncode == 1 and len(good.got) == len(clinic.events()) and "connecting:" in told,
                   "a receiver that is not there holds up no other", [done.stdout, told])


def refused(tap, tandem):
    with Clinic(tandem) as clinic:
        events = clinic.events()
        with Receiver(lambda n: answer(400) if json.loads(receiver.got[-1][2])["data"]["id"] == events[0]["id"] else answer(200)) as receiver:
            clinic.tell(at(receiver.port), file=False)
            progress = clinic.folder / "outbox-hook-0.progress"
            tries = 0
            while clinic.act("send").returncode == 1 and tries < 20:
                tries += 1
                progress.write_text(re.sub(r"next-ms \d+", "next-ms 0", progress.read_text()))  # as if the time had passed
            told = clinic.act("list")
            ids = receiver.ids()
            tap.result(ids.count(events[0]["id"]) == 8 and [one for one in ids if one != events[0]["id"]] == [e["id"] for e in events[1:]] and
                       "1 set aside" in told.stdout and told.returncode == 0, "an event that is refused eight times is set aside, and told",
                       [tries, ids.count(events[0]["id"]), told.stdout])
            progress.write_text("tandem-outbox 2\n")
            done = clinic.act("send")
            tap.result(done.returncode == 2 and "W098" in done.stderr and len(receiver.got) == len(ids),
                       "a progress that nobody understands stops its webhook, and sends nothing twice", [done.stderr])


def secure(tap, tandem):
    with Clinic(tandem) as clinic:
        def make(name, *more):
            subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-keyout",
                            clinic.place / f"{name}.key", "-out", clinic.place / f"{name}.pem", "-subj", f"/CN={name}", *more],
                           check=True, capture_output=True)
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(clinic.place / f"{name}.pem", clinic.place / f"{name}.key")
            return tls
        good, other = make("here", "-addext", "subjectAltName=DNS:localhost"), make("there", "-addext", "subjectAltName=DNS:messages.example")
        for name, tls, authority, wanted in [("a certificate of the host, of an authority that is named", good, "here.pem", 0),
                                             ("one that nobody vouches for", good, None, 1), ("one of another authority", good, "there.pem", 1),
                                             ("one of another host", other, "there.pem", 1)]:
            with Receiver(taken, tls) as receiver:
                clinic.tell(f"https://localhost:{receiver.port}/x", more=f'  authority "{authority}"\n' if authority else "", file=False)
                done = clinic.act("send")
                told = clinic.act("list").stdout
                tap.result(done.returncode == wanted and (len(receiver.got) > 0) == (wanted == 0),
                           f"https, {name}: {'told' if wanted == 0 else 'nothing is told'}", [done.stdout, done.stderr, told])
                (clinic.folder / "outbox-hook-0.progress").unlink(missing_ok=True)


def receivers(tap, tandem):
    with Clinic(tandem, day=None) as clinic:
        hook = 'webhook "a"\n  address "https://m.example/x"\n  secret "messages.secret"\n'
        (clinic.place / "short.secret").write_text("whsec_AAAA\n")
        for name, text in [("nobody", "# nobody\n"), ("plain http elsewhere", hook.replace("https", "http")),
                           ("no secret", hook.rsplit("\n", 2)[0] + "\n"),
                           ("a short secret", hook.replace("messages", "short")), ("a secret that is not there", hook.replace("messages", "no")),
                           ("one name twice", hook + hook), ("an event that is none", hook + "  events birthday\n"),
                           ("a wait of no seconds", hook + "  retry 0\n"),
                           ("another word", hook + '  colour "red"\n'), ("a name with a path", hook.replace('"a"', '"../a"')),
                           ("a line break in an address", hook.replace("/x", "/x y"))]:
            clinic.receivers.write_text(text)
            done = clinic.act("send")
            served = run(tandem, "serve", clinic.folder, "--listen", "127.0.0.1:0", "--once", "--receivers", clinic.receivers)
            tap.result([done.returncode, served.returncode] == [2, 2] and "W097" in done.stderr and "fix:" in done.stderr and "W097" in served.stderr,
                       f"a file of receivers with {name} is refused, with its place, and nothing begins to serve", [done.stderr, served.stderr])


def get(port, path):
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    begun = time.monotonic()
    wire.request("GET", path)
    wire.getresponse().read()
    wire.close()
    return time.monotonic() - begun


def children(pid):
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def wait_for(what, seconds=40):
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.1)
    return what()


def served(tap, tandem):
    with Clinic(tandem, day=None) as clinic, Receiver(taken) as receiver, Receiver(lambda _: None) as mute:
        clinic.tell(at(receiver.port), at(mute.port))
        before = len(clinic.events())
        with Server(tandem, str(clinic.folder), "--on", "2025-06-14", "--receivers", str(clinic.receivers)) as server:
            wait_for(lambda: any(json.loads(body)["type"] == "overdue" for _, _, body in receiver.got))
            kinds = [json.loads(body)["type"] for _, _, body in receiver.got]
            tap.result("overdue" in kinds and before == 0, "what is due on the day is looked at, written and told by itself", kinds)
            wait_for(lambda: len(mute.got) > 0)
            longest = max(get(server.port, "/log-in") for _ in range(30))
            tap.result(longest < 0.9, "no page waits while a receiver says nothing", [longest])
            run(tandem, "consent", clinic.folder, "example-d-early-signature", "data-sharing", "withdrawn", "--as", "example-d", "--on", "2025-06-14")
            come = wait_for(lambda: any(json.loads(body)["type"] == "consent-withdrawn" for _, _, body in receiver.got))
            tap.result(come, "an act of the command line meanwhile is told", kinds)
            # the keeper of the courier is the only process of the server with a child that is not the acceptor's
            keeper = [pid for pid in children(server.process.pid) if children(pid)]
            courier = children(keeper[0])[0] if keeper else 0
            tap.result(len(keeper) == 1, "the courier is a process of its own", keeper)
            os.kill(courier, signal.SIGKILL)
            run(tandem, "consent", clinic.folder, "example-d-early-signature", "data-sharing", "given", "--as", "example-d", "--on", "2025-06-15")
            come = wait_for(lambda: any(json.loads(body)["type"] == "consent-given" for _, _, body in receiver.got))
            tap.result(come and children(keeper[0]) not in ([], [courier]), "killed hard, it is made anew and goes on where it was")
            code = server.stop(40)
            tap.result(code == 0 and not Path(f"/proc/{keeper[0]}").exists(), "it ends with the server", [code])
        events = clinic.events()
        tap.result(set(receiver.ids()) == {event["id"] for event in events} and len(receiver.ids()) <= len(events) + 1,
                   "every event arrived; at most the one in flight twice", [len(receiver.ids()), len(events)])
        filed = [json.loads(line)["id"] for line in clinic.lines().splitlines()]
        tap.result(filed == [event["id"] for event in events], "and the file has each once", filed)
        tap.result(run(tandem, "verify", clinic.folder).returncode == 0, "the chains are whole")


def killed(tap, tandem):
    """`send`, killed hard at moments all over its life."""
    with Clinic(tandem) as clinic, Receiver(taken) as receiver:
        clinic.tell(at(receiver.port))
        events = clinic.events()
        for number in range(12):
            one = subprocess.Popen([tandem, "outbox", clinic.folder, "send", "--receivers", clinic.receivers], stdout=subprocess.DEVNULL)
            time.sleep(0.004 * number)
            one.kill()
            one.wait()
        last = again(clinic, lambda done: done.returncode == 0)
        ids = receiver.ids()
        tap.result(last.returncode == 0 and list(dict.fromkeys(ids)) == [event["id"] for event in events] and
                   [json.loads(line)["id"] for line in clinic.lines().splitlines()] == [event["id"] for event in events],
                   "killed hard a dozen times: nothing is lost, the order holds, the file has each line once", [len(ids), len(events), last.stderr])


def main():
    tandem, tap = tandem_of(sys.argv), Tap()
    parts = {"carried": carried, "in_vain": in_vain, "refused": refused, "secure": secure, "receivers": receivers, "served": served, "killed": killed}
    run_parts({name: (lambda part=part: part(tap, tandem)) for name, part in parts.items()}, sys.argv)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
