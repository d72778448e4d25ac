#!/usr/bin/env python3
"""Killed under load: while people read and write side by side every process is killed at once, three times, at another moment each time.
What was answered with "recorded" is in the chart, once; the chains are whole; everybody goes on with the session they had (F117). Prints TAP.

  web_killed.py build/gcc/src/cli/tandem
"""

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
from web_client import Browser, Server, tandem_of  # noqa: E402
from tap import Tap  # noqa: E402

D, A = "/episodes/example-d-early-signature", "/episodes/example-a-smooth"
READ = ("/", D, A, D + "/handoffs", "/audit", "/library/index.html")
STAFF = ("physician-a", "therapist-a")


def run(*words):
    return subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)


class Crowd:
    """Who writes and who reads, until the server is gone. `done`: the words of what was acknowledged, by episode."""

    def __init__(self, port, browsers, first):
        self.port, self.browsers, self.number = port, browsers, first
        self.done, self.odd, self.lock = {A: [], D: []}, [], threading.Lock()
        self.reads = 0

    def next_words(self):
        with self.lock:
            self.number += 1
            return f"note {self.number:05d}"

    def write(self, name, episode):
        """Each hand-off has words of its own; one that is told what others wrote meanwhile is sent again from that page."""
        browser = self.browsers[name, episode]
        try:
            while True:
                words = self.next_words()
                page = browser.get(episode + "/handoffs")
                for _ in range(20):
                    page = browser.post(episode + "/handoffs", page.held() | {"what": words, "to": "physician-a"}, follow=False)
                    if page.status != 409:
                        break
                if page.status == 303:
                    self.done[episode].append(words)
                elif page.status != 503:
                    self.odd.append((name, page.status, page.words()[:300]))
        except OSError:
            return  # killed: what was under way was not acknowledged

    def read(self, name):
        browser = Browser(self.port)
        browser.cookies = dict(self.browsers[name, D].cookies)
        try:
            while True:
                for path in READ:
                    status = browser.get(path).status
                    self.reads += 1
                    if status not in (200, 503):
                        self.odd.append((path, status))
        except OSError:
            return

    def begin(self):
        writers = [(self.write, (name, episode)) for name in STAFF for episode in (A, D)]
        self.threads = [threading.Thread(target=what, args=of) for what, of in writers + [(self.read, (name,)) for name in STAFF * 2]]
        for thread in self.threads:
            thread.start()

    def count(self):
        return sum(map(len, self.done.values()))


def kill_all(server):
    children = run("ps", "-o", "pid=", "--ppid", server.process.pid).stdout.split()
    for pid in [server.process.pid, *map(int, children)]:
        os.kill(pid, signal.SIGKILL)
    server.process.wait()


def chart(tandem, folder, episode):
    return run(tandem, "convert", f"{folder}{episode.replace('/episodes', '')}", "--format", "notation").stdout


def one_round(tap, tandem, folder, browsers, moment):
    """`moment`: after how many acknowledged entries it is killed."""
    server = Server(tandem, str(folder), "--on", "2025-03-18")
    if not browsers:
        for name in STAFF:
            for episode in (A, D):
                browsers[name, episode] = Browser(server.port)
                browsers[name, episode].log_in(name)
    for browser in browsers.values():
        browser.port = server.port
    went_on = [browser.get(D, follow=False).status for browser in browsers.values()]
    crowd = Crowd(server.port, browsers, moment * 1000)
    crowd.begin()
    deadline = time.monotonic() + 60
    while crowd.count() < moment and time.monotonic() < deadline:
        time.sleep(0.005)
    kill_all(server)
    for thread in crowd.threads:
        thread.join()
    told = {episode: chart(tandem, folder, episode) for episode in (A, D)}
    wrong = [(words, told[episode].count(f'handoff "{words}"')) for episode, all_of in crowd.done.items() for words in all_of
             if told[episode].count(f'handoff "{words}"') != 1]
    whole = run(tandem, "verify", folder)
    tap.result(went_on == [200] * len(browsers), f"before {moment} entries: everybody is still logged in", went_on)
    tap.result(crowd.count() >= moment and not wrong and not crowd.odd,
               f"killed after {moment} entries of four writers beside four readers: each that was acknowledged is there, once",
               [f"{crowd.count()} acknowledged, {crowd.reads} pages read", wrong[:5], crowd.odd[:5]])
    tap.result(whole.returncode == 0, f"after {moment} entries: the chains are whole", [whole.stdout[-500:], whole.stderr[-500:]])


def main():
    tap, tandem, browsers = Tap(), tandem_of(sys.argv), {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "kept"
        with Server(tandem) as server:
            shutil.copytree(server.folder, folder)
        for moment in (5, 17, 31):
            one_round(tap, tandem, folder, browsers, moment)
        with Server(tandem, str(folder), "--on", "2025-03-18") as server:
            statuses = []
            for browser in browsers.values():
                browser.port = server.port
                statuses.append(browser.get(D, follow=False).status)
            tap.result(statuses == [200] * 4, "and after the last time", statuses)
            recorded = re.findall(r'handoff "note (\d+)"', chart(tandem, folder, A) + chart(tandem, folder, D))
            tap.result(len(recorded) == len(set(recorded)), "nothing was recorded twice", [sorted(recorded)])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
