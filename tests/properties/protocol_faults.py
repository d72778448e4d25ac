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
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(ROOT / "tests" / "proof"))
from faults import FAULTS  # noqa: E402
from tap import Tap  # noqa: E402

STORIES = ROOT / "tests" / "proof" / "stories"
# The rules that a code serves.
RULES = {"L001": "S05", "L010": "M71 M106 F081", "L011": "M4 M106 F081 S54", "L012": "M10 M106 F081", "L013": "M106 F081", "L014": "M106",
         "L015": "M61 F088", "L016": "M4", "L017": "M10", "L018": "M68", "L020": "F079", "L021": "M59 F079", "L022": "F079",
         "L023": "M107 F079", "L024": "M107 M105", "L025": "M38 F079", "L027": "M82", "L030": "M110 F080", "L031": "M75 M110 F080",
         "L032": "M75 M110 F080", "L033": "F079", "L034": "F079", "L035": "M77", "L036": "M50", "L040": "M99",
         "L008": "M106",
         "L042": "M54 M55 F079", "L043": "M52 M106 F079", "T001": "M105 F075", "T002": "M52 M105 F076", "T003": "M50 M105 F076",
         "L050": "S87 F088 M111", "L051": "S87 F088 M111"}
# What is not in the chart because it is given: that criteria come true. Nothing else may be wrong with the course.
GIVEN = ("entered-through-unknown-gate", "procedure-without-baseline")
PROMISES = ("L010", "L011", "L012", "L013", "L014")
LADDER = ("rest", "passive", "assisted", "active", "isometric", "low", "moderate", "high", "impact")


def run(tandem, *words, cwd):
    done = subprocess.run([str(tandem), *map(str, words)], cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False)
    return done.returncode, done.stdout.decode()


def with_heads(lines, changed):
    """Also the lines under whose heads they stand: what stands below a clause is part of it."""
    heads = set()
    for number in changed:
        depth = len(lines[number - 1]) - len(lines[number - 1].lstrip())
        for above in range(number - 1, 0, -1):
            indent = len(lines[above - 1]) - len(lines[above - 1].lstrip())
            if indent < depth and lines[above - 1].strip():
                heads.add(above)
                depth = indent
    return changed | heads


def changed_lines(text, old, new):
    """The text with its places changed, and the numbers of the lines that changed with the heads they stand under; where
    lines were only taken out, of the block that they stood in."""
    after = text
    for before, instead in zip([old] if isinstance(old, str) else old, [new] if isinstance(new, str) else new):
        if after.count(before) != 1:
            return None, set()
        after = after.replace(before, instead)
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
    return after, with_heads(lines, changed) or {1}  # a whole block is gone: the protocol as such


def taken_out(old, new):
    """The names of lines that are gone and that nothing replaced: no line can be pointed at."""
    if not isinstance(old, str) or len(new.splitlines()) >= len(old.splitlines()):
        return set()
    kept = set(new.splitlines())
    return {line.strip() for line in old.splitlines() if line not in kept and re.fullmatch(r"[a-z-]+", line.strip())}


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


def standing_of(tandem, folder, chart, protocol, day):
    (folder / "counterexample.chart.tandem").write_text(chart)
    code, printed = run(tandem, "standing", "counterexample.chart.tandem", "--protocol", protocol, "--on", day, "--json",
                        cwd=folder)
    return json.loads(printed) if code in (0, 1) else printed + chart


def told_by_engine(tandem, folder, protocol, number, printed):
    """What the chart of a counterexample says it shows, (day, what, its line, the line that forbids it), and what is wrong:
    the standing of that day must forbid that very exercise, or a load as heavy as that test, by that very line."""
    code, chart = run(tandem, "prove", protocol, "--witness", number, cwd=folder)
    if code != 0:
        return None, f"no chart: {chart}"
    day = re.search(r"standing on (\d{4}-\d\d-\d\d)", chart)[1]
    shows = re.search(r"# (?:A test of load (\w+) is asked for|What is (on the shelf|planned)).* that day: (\S+) \(line (\d+)"
                      r".*forbids it: line (\d+)", chart)
    what = (day, shows[3], int(shows[4]), int(shows[5]))
    standing = standing_of(tandem, folder, chart, protocol, day)
    if isinstance(standing, str):
        return what, standing
    term = [t for t in standing["ceiling"]["terms"] if t["clause"]["line"] == what[3]]
    given = GIVEN + (("prescribed-above-ceiling",) if shows[2] == "planned" else ())
    closed = [d for d in standing["deviations"] if d["reason"]["code"] not in given]
    if closed or not term:
        return what, f"on {day}, by line {what[3]} ({len(term)}): {closed}\n{chart}"
    if shows[1]:
        forbidden = any(LADDER.index(t["load_class"] or "impact") < LADDER.index(shows[1]) for t in term)
    else:
        one = next((e for e in standing["exercises"] if e["name"] == shows[3]), None)
        forbidden = one and one["verdict"] == "may-not" and one["offered" if shows[2] != "planned" else "prescribed"]
        if shows[2] != "planned":  # and by that line alone it would be, too
            lightest = re.findall(rf"`{shows[3]}` is on the shelf .* and is (?:always|`(\w+)` at its lightest)", printed)
            forbidden = forbidden and any(t["barred"] if least == "" else LADDER.index(t["load_class"] or "impact") < LADDER.index(least)
                                          for least in lightest for t in term)
    return what, None if forbidden else f"`{shows[3]}` is not forbidden on {day} by line {what[3]}\n{chart}"


def told_promises(printed, name):
    """The same of each finding that tells a broken promise: (day, what, its line, the line that forbids it)."""
    for part in re.split(rf"(?m)^(?={re.escape(name)}:\d+:\d+: )", printed):
        head = re.match(rf"{re.escape(name)}:(\d+):\d+: error ({'|'.join(PROMISES)}): (.*)", part)
        if head:
            about = re.search(r"(?:offers?|of) `([^`]*)`" if head[2] != "L014" else r"`([^`]*)`", head[3])[1]
            days = re.findall(r"(?m)^ *(\d{4}-\d\d-\d\d)  ", part)
            limit = re.search(r"`[^`]*` \(line (\d+)\)(?: holds.*)?$", part[:part.index("\n  so it is")])
            yield days[-1], about, int(head[1]), int(limit[1])


def below_gate(text, gate, line):
    return re.sub(rf"(?m)^(gate {gate} opens .*)$", rf"\1\n  {line}  [own]", text)


def lasting(text, phase, days):
    """The phase with another longest length, in days."""
    return re.sub(rf"(?m)^(phase {phase} on .*\n  from .*), (\d+) to \d+ (weeks|days)", rf"\1, \2 \3 to {days} days", text)


def off_shelf(text, phase, names):
    """The phase without these exercises on its shelf."""
    def without(match):
        left = [name for name in re.findall(r"[a-z][a-z0-9-]*", match[2]) if f"`{name}`" not in names]
        return match[1] + (f"  offer {', '.join(left)}\n" if left else "")
    return re.sub(rf"(?m)^(phase {phase} on (?:.*\n)(?:  (?!offer).*\n)*?)  offer ((?:.*,\n)*.*)\n", without, text)


def repairs(text, printed):
    """What the first repair of a kind makes of the text: as told, and with one day less where days are told."""
    wait = re.search(r"(?s)L01[12]:[^#]*?let the gate `([a-z-]+)` wait: not before (\d+) days after procedure", printed)
    if wait:
        gate, days = wait[1], int(wait[2])
        told = [below_gate(text, gate, f"not before {day} days after procedure") for day in (days, days - 1)]
        yield "waits", re.escape(f"`{gate}` wait:"), told
    sign = re.search(r"let the gate `([a-z-]+)` ask for `(clearance [a-z-]+)`", printed)
    if sign:
        yield "asks for the signature", "error L010", [below_gate(text, sign[1], sign[2])]
    off = re.search(r"`([a-z-]+)` (?:can offer|offers) `[^`]*` (while `[a-z-]+` can still forbid|on a day of which line \d+ says|"
                    r"while the restriction `[a-z-]+` holds)[^#]*?(?:take|or take) (`[^\n]*`) off (?:this shelf|the shelf of)", printed)
    if off:
        still = re.sub(r"\d+", r"\\d+", off[2])
        yield "takes them off the shelf", f"`{off[1]}` (?:can offer|offers) `[^`]*` {still}", [
            off_shelf(text, off[1], names) for names in (off[3].split(", "), off[3].split(", ")[1:])]
    stays = re.search(r"error L043: .*`([a-z-]+)` has gone on beyond its longest length, (\d+) days\n[^#]*?let it last (\d+) days longer", printed)
    if stays:
        days = int(stays[2]) + int(stays[3])
        yield "lasts longer", "error L043", [lasting(text, stays[1], day) for day in (days, days - 1)]


def wrong_repairs(tandem, folder, file, printed):
    """(what it does, what is wrong or nothing) of each repair that can be applied: the finding is gone, and with one day
    less it is not."""
    text = (folder / file).read_text()
    for does, finding, told in repairs(text, printed):
        left = []
        for repaired in told:
            (folder / "repaired.tandem").write_text(repaired)
            again = run(tandem, "check", "repaired.tandem", cwd=folder)[1]
            aim = re.search(r"repaired.tandem:(\d+):\d+: error P029", again)
            if aim:  # what is left of the shelf no longer moves an aim of the phase: that goes too
                lines = repaired.splitlines(keepends=True)
                (folder / "repaired.tandem").write_text("".join(lines[:int(aim[1]) - 1] + lines[int(aim[1]):]))
                again = run(tandem, "check", "repaired.tandem", cwd=folder)[1]
            left.append(re.search(finding, again) is not None or (repaired == text and does != "takes them off the shelf"))
        yield does, "" if left == [False, True][:len(told)] else f"still told, then with a day less: {left}"


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
        tap.result(bool(mine), f"{name}: {code} is told [{RULES[code]}]", [printed])
        gone = taken_out(old, new)
        points = any(lines & changed for _, _, lines in mine) or (gone and any(f"`{word}`" in printed for word in gone))
        points = points or code == "L008"  # of the whole text, at its first line
        tap.result(points, f"{name}: at the changed clause, in its conflict set, or by the name that is missing [F076]",
                   [f"changed {sorted(changed)}, taken out {sorted(gone)}", printed])
        tap.result(exit_code == (1 if any(f[1] == "error" for f in found) else 0), f"{name}: its end", [str(exit_code)])
        difference = wanted_story(name, printed, accept)
        tap.result(not difference, f"{name}: its exact story", difference)
        for does, wrong in wrong_repairs(tandem, folder, file, printed):
            tap.result(not wrong, f"{name}: the repair that {does} is enough, and by no day too much [F078]", [wrong])
        shown = []
        for number in range(1, sum(f[0] in PROMISES for f in found) + 1):
            what, wrong = told_by_engine(tandem, folder, file, number, printed)
            shown.append(what)
            tap.result(wrong is None, f"{name}: counterexample {number} as a chart is told by the standing [M71 F081]", [wrong])
        told = sorted(told_promises(printed, file))
        tap.result(told == sorted(filter(None, shown)), f"{name}: each broken promise that is told has its chart, and no other [F081]",
                   [f"told {told}", f"shown {shown}"])


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
        counts = Counter(fault[2] for fault in FAULTS)
        tap.result(len(FAULTS) >= 60, f"{len(FAULTS)} faulty protocols, each made from a shipped one")
        page = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
        codes = set(re.findall(r"(?m)^\| (L\d{3}|T00\d) \|", page)) - {"L009"}  # L009: of the command line
        thin = sorted(code for code in codes if counts[code] < 2)
        tap.result(len(codes) > 30 and not thin, f"two or more for each of the {len(codes)} codes that findings have", thin)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
