#!/usr/bin/env python3
"""Faulty protocols of tests/proof/faults.py: the finding is told where the text was changed, in exactly the words of
tests/proof/stories/, and each course that breaks a promise, run as a chart, makes the standing say the same. Prints TAP.

  protocol_faults.py build/gcc/src/cli/tandem [--accept] [part of a name ...]
"""

import difflib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(ROOT / "tests" / "proof"))
from faults import FAULTS  # noqa: E402
from tap import Tap  # noqa: E402

STORIES = ROOT / "tests" / "proof" / "stories"
PROMISES = ("L010", "L011", "L012", "L013")


def run(tandem, *words, cwd):
    done = subprocess.run([str(tandem), *map(str, words)], cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode()


def changed_lines(text, old, new):
    """The text with its one place changed, and the numbers of the lines that changed; where lines were only taken out, of
    the block that they stood in."""
    if text.count(old) != 1:
        return None, set()
    after = text.replace(old, new)
    lines, changed = after.splitlines(), set()
    for tag, _, _, low, high in difflib.SequenceMatcher(None, text.splitlines(), lines, autojunk=False).get_opcodes():
        if tag != "equal":
            changed |= set(range(low + 1, high + 1))
        if tag == "delete":
            first = low
            while first > 0 and lines[first].startswith(" "):
                first -= 1
            last = low
            while last < len(lines) and lines[last].startswith(" "):
                last += 1
            changed |= set(range(first + 1, last + 1))
    return after, changed


def findings_of(printed, name):
    """Code, severity, and the lines that each finding names: its own and those of its story."""
    found = []
    for part in re.split(rf"(?m)^(?={re.escape(name)}:\d+:\d+: )", printed):
        head = re.match(rf"{re.escape(name)}:(\d+):\d+: (error|note) ([A-Z]\d\d\d): ", part)
        if head:
            found.append((head[3], head[2], {int(head[1])} | {int(n) for n in re.findall(r"\blines? (\d+)", part)}))
    return found


def wanted_story(name, printed, accept):
    path = STORIES / f"{name}.exact"
    if accept:
        path.write_text(printed)
    old = path.read_text() if path.exists() else ""
    return list(difflib.unified_diff(old.splitlines(), printed.splitlines(), "wanted", "got", lineterm="", n=1))


def told_by_engine(tandem, folder, protocol, number):
    """Whether the standing of the counterexample's chart forbids what the protocol offers or plans."""
    code, chart = run(tandem, "prove", protocol, "--witness", number, cwd=folder)
    if code != 0:
        return f"no chart: {chart}"
    (folder / "counterexample.chart.tandem").write_text(chart)
    day = re.search(r"standing on (\d{4}-\d\d-\d\d)", chart)[1]
    code, printed = run(tandem, "standing", "counterexample.chart.tandem", "--protocol", protocol, "--on", day, "--json",
                        cwd=folder)
    if code not in (0, 1):
        return printed + chart
    standing = json.loads(printed)
    against = [e for e in standing["exercises"] if e["verdict"] == "may-not" and (e["offered"] or e["prescribed"])]
    closed = [d for d in standing["deviations"] if d["reason"]["code"] not in ("deviation-gate-unknown",)]
    if not against:
        return f"nothing is forbidden on {day}\n{chart}"
    if closed:
        return f"on {day}: {closed}\n{chart}"
    return None


def one(tap, tandem, fault, accept):
    name, protocol, code, old, new = fault
    text, changed = changed_lines((ROOT / "data" / "protocols" / f"{protocol}.tandem").read_text(), old, new)
    if text is None:
        tap.result(False, f"{name}: the text to change stands once in {protocol}")
        return
    with tempfile.TemporaryDirectory(prefix="tandem-faults-") as folder:
        folder = Path(folder)
        file = f"{name}.tandem"
        (folder / file).write_text(text)
        exit_code, printed = run(tandem, "check", file, cwd=folder)
        found = findings_of(printed, file)
        mine = [f for f in found if f[0] == code]
        tap.result(bool(mine), f"{name}: {code} is told [F079 F081]", [printed])
        tap.result(any(lines & changed for _, _, lines in mine), f"{name}: at the changed clause, or in its conflict set [F076]",
                   [f"changed {sorted(changed)}", printed])
        tap.result(exit_code == (1 if any(f[1] == "error" for f in found) else 0), f"{name}: its end", [str(exit_code)])
        difference = wanted_story(name, printed, accept)
        tap.result(not difference, f"{name}: its exact story", difference)
        for number in range(1, sum(f[0] in PROMISES for f in found) + 1):
            wrong = told_by_engine(tandem, folder, file, number)
            tap.result(wrong is None, f"{name}: counterexample {number} as a chart is told by the standing [M71 F081]", [wrong])


def main():
    words = [w for w in sys.argv[2:] if not w.startswith("--")]
    tandem, accept, tap = Path(sys.argv[1]).resolve(), "--accept" in sys.argv, Tap()
    chosen = [f for f in FAULTS if not words or any(w in f[0] or w == f[2] for w in words)]
    for fault in chosen:
        one(tap, tandem, fault, accept)
    if not words:
        wanted = {f"{f[0]}.exact" for f in FAULTS}
        stray = sorted({path.name for path in STORIES.iterdir()} - wanted)
        tap.result(not stray, "every story belongs to a fault", stray)
        tap.result(len(FAULTS) >= 60, f"{len(FAULTS)} faulty protocols, each made from a shipped one")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
