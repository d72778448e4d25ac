#!/usr/bin/env python3
"""Backups, plain and encrypted, of a clinic in which somebody records all the time: each is verified, proved by its head, holds
everything that was acknowledged before it began, and the protocol of every episode in it. Prints TAP.

  backup_while_writing.py build/gcc/src/cli/tandem
"""

import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tools"))
from tap import ROOT, Tap  # noqa: E402

BACKUPS = 4  # of each kind


class Clinic:
    def __init__(self, tandem, where):
        self.tandem, self.where = tandem, where
        self.acknowledged, self.going, self.wrong = 0, True, []
        self.protocol = (ROOT / "data/protocols/knee-oa-bmac.tandem").read_text(encoding="utf-8")
        (where / "password").write_text("a password that is long enough\n")

    def run(self, *words):
        return subprocess.run([self.tandem, *words], cwd=self.where, capture_output=True, text=True, check=False, timeout=120)

    def write(self):
        """Episodes with a protocol of their own each, as long as it goes; every third one with entries afterwards."""
        number = 0
        while self.going:
            number += 1
            (self.where / "p.tandem").write_text(self.protocol + f"# text {number}\n", encoding="utf-8")
            text = (ROOT / "data/examples/example-d-early-signature.chart.tandem").read_text(encoding="utf-8")
            (self.where / "c.tandem").write_text(text.replace("chart example-d-early-signature", f"chart knee-{number}"))
            done = self.run("enrol", "clinic", "c.tandem", "--protocol", "p.tandem")
            if done.returncode != 0:
                self.wrong.append(done.stderr)
            else:
                self.acknowledged = number


def check(clinic, copy, before):
    """What is wrong with a backup that began when `before` episodes were acknowledged."""
    verified = clinic.run("verify", copy)
    told = clinic.run("doctor", copy).stdout
    enrolled = re.search(r"(\d+) episodes? enrolled, (\d+) without the protocol of then", told)
    wrong = [] if verified.returncode == 0 else [verified.stderr]
    if not enrolled or int(enrolled[2]) != 0:
        wrong.append(told)
    elif int(enrolled[1]) < before:
        wrong.append(f"{enrolled[1]} episodes, and {before} were acknowledged before")
    return wrong, int(enrolled[1]) if enrolled else 0


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        clinic = Clinic(str(Path(sys.argv[1]).resolve()), Path(name))
        clinic.run("init", "clinic", "--place", "ward-a")
        writer = threading.Thread(target=clinic.write)
        writer.start()
        grew, wrong = [], {"plain": [], "encrypted": []}
        for i in range(2 * BACKUPS):
            while clinic.going and clinic.acknowledged < 3 * (i + 1) and writer.is_alive() and not clinic.wrong:
                pass
            kind, before = ("plain", "encrypted")[i % 2], clinic.acknowledged
            if kind == "plain":
                done = clinic.run("backup", "clinic", f"copy-{i}")
            else:
                done = clinic.run("backup", "clinic", f"copy-{i}.sealed", "--password-file", "password")
                if done.returncode == 0:
                    done = clinic.run("restore", f"copy-{i}.sealed", f"copy-{i}", "--password-file", "password")
            found, episodes = check(clinic, f"copy-{i}", before)
            wrong[kind] += ([done.stderr] if done.returncode != 0 else []) + found
            grew.append(episodes)
            shutil.rmtree(clinic.where / f"copy-{i}", ignore_errors=True)
        clinic.going = False
        writer.join()
        for kind, said in wrong.items():
            tap.result(not said, f"{BACKUPS} {kind} backups of a clinic that is written are whole, with the protocols they pin [F120]", said)
        tap.result(grew == sorted(grew) and grew[-1] > grew[0], "it was written meanwhile: later backups hold more", [grew])
        tap.result(not clinic.wrong, "and nobody who wrote had to wait in vain", clinic.wrong)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
