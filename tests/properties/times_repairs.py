#!/usr/bin/env python3
"""The times of every shipped protocol, broken number by number: each failure that `tandem check` tells is mended by each change that
it lists, written into the text by this program, and by no smaller one; and the line that was changed stands in the story. Prints TAP.

  times_repairs.py build/gcc/src/cli/tandem [DATA-FOLDER]
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from tap import Tap  # noqa: E402

NUMBER = re.compile(r"(\d+)( days| weeks)?( to (\d+) (days|weeks))?")
LENGTH = re.compile(r"(\d+)(?: (days|weeks))?(?: to (\d+) (days|weeks)| (days|weeks))?$")
TIMES = re.compile(r"^  (from|not before|valid) ")
CHANGE = re.compile(r"line (\d+): (.+?) instead of (.+)$")
CODES = ("T001", "T002", "T003")


def days_of(count, unit):
    return int(count) * (7 if unit.startswith("week") else 1)


class Checker:
    def __init__(self, program, folder):
        self.program, self.path, self.runs = program, Path(folder) / "m.tandem", 0

    def check(self, lines):
        """The problems of these lines, or None when something else than times is wrong."""
        self.path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.runs += 1
        done = subprocess.run([self.program, "check", str(self.path), "--json"], capture_output=True, text=True, check=False)
        problems = json.loads(done.stdout)["problems"]
        others = [one for one in problems if one["code"] not in CODES and one["severity"] == "error"]
        return None if others else [one for one in problems if one["code"] in CODES]


def split_length(line):
    """The length of a `from` line: (start, end, least, its unit, most or None, its unit); None when it has none."""
    body = line.split("  [")[0]
    at = body.rfind(", ", 0, body.rfind(", uncertain")) if ", uncertain" in body else body.rfind(", ")
    if at < 0:
        return None
    text = body[at + 2:].replace(", uncertain", "")
    match = re.fullmatch(r"(\d+)( days| weeks)?(?: to (\d+) (days|weeks))?", text)
    if not match:
        return None
    least, unit, most, most_unit = match.groups()
    unit = (unit or "").strip() or most_unit
    return at + 2, at + 2 + len(text), days_of(least, unit), None if most is None else days_of(most, most_unit)


def with_length(line, least, most):
    start, end, _, _ = split_length(line)
    text = f"{least} days" if most is None else f"{least} days to {most} days"
    return line[:start] + text + line[end:]


def mutants(lines):
    """(number of the line, its new text): every number of a time, much smaller and much larger."""
    for i, line in enumerate(lines):
        if not TIMES.match(line):
            continue
        found = split_length(line) if line.startswith("  from") else None
        if found:
            _, _, least, most = found
            for factor in (0, 1, 3, 20):
                if most is None:
                    yield i, with_length(line, least * factor // 2, None)
                else:
                    yield i, with_length(line, min(least * factor // 2, most), most)
                    if most * factor // 4 >= least:
                        yield i, with_length(line, least, most * factor // 4)
        body = line[:found[0]] if found else line.split("  [")[0]
        for match in re.finditer(r"(\d+) (days|weeks|months)", body):
            for count in (1, 3, 9, 20, 60):
                yield i, line[:match.start()] + f"{count} {match.group(2)}" + line[match.end():]
        if line.startswith("  from gate") and " until " not in line:  # a last day that nobody asked for
            for weeks in (6, 9, 12, 16, 30):
                yield i, re.sub(r"^(  from gate [a-z-]+)", rf"\1 until {weeks} weeks after procedure", line)


def write(lines, number, new, old):
    """The line with the change that was advised, in its own words."""
    line = lines[number - 1]
    for head in ("at least ", "at most "):
        if new.startswith(head):
            _, _, least, most = split_length(line)
            count, unit = new[len(head):].split()
            value = days_of(count, unit)
            return with_length(line, value, most) if head == "at least " else with_length(line, least, value)
    if re.fullmatch(r"\d+ (days?|weeks?)", new):
        return with_length(line, days_of(*new.split()), None)
    wanted = re.sub(r"\b(day|week|month)s?\b", r"\1s?", re.escape(old))
    if not re.search(wanted, line):
        raise ValueError(f"`{old}` does not stand in `{line}`")
    return re.sub(wanted, new, line, count=1)


def a_day_less(new, old):
    """The change as it would be with one day less of it."""
    def number(text):
        match = re.search(r"(\d+) (days?|weeks?)", text)
        return (match, days_of(*match.groups())) if match else (None, None)
    match, value = number(new)
    _, was = number(old)
    if match is None or was is None:
        return None
    value += 1 if value < was else -1
    if value == was:
        return old
    return new[:match.start()] + f"{value} days" + new[match.end():]


class Tally:
    def __init__(self):
        self.codes, self.repairs, self.smaller, self.wrong = dict.fromkeys(CODES, 0), 0, 0, []


def try_repair(checker, lines, text, tally):
    changes = [CHANGE.match(part) for part in re.sub(r" \((a hope|`may move`).*$", "", text).split(", and ")]
    mended = list(lines)
    for change in changes:
        number, new, old = int(change.group(1)), change.group(2), change.group(3)
        mended[number - 1] = write(mended, number, new, old)
    told = checker.check(mended)
    if told is None:
        return  # what another rule forbids is not the business of times
    tally.repairs += 1
    if told:
        tally.wrong.append(f"`{text}` does not mend it: {told[0]['what']}")
    for change in changes if len(changes) == 1 else []:
        number, new, old = int(change.group(1)), change.group(2), change.group(3)
        less = a_day_less(new, old)
        if less is None:
            continue
        smaller = list(lines)
        if less != old:
            smaller[number - 1] = write(smaller, number, less, old)
        told = checker.check(smaller)
        tally.smaller += told is not None
        if told == []:
            tally.wrong.append(f"`{text}`: a day less mends it too")


def try_mutant(checker, lines, at, changed, tally):
    broken = list(lines)
    broken[at] = changed
    told = checker.check(broken)
    if not told:
        return
    problem = told[0]
    tally.codes[problem["code"]] += 1
    story = problem.get("story", "")
    if not re.search(rf"line {at + 1}\b", story):
        tally.wrong.append(f"line {at + 1} `{changed.strip()}` is not in its story: {problem['what']}")
    advised = [line.strip() for line in story.splitlines() if line.startswith("  line ")]
    for text in advised:
        try_repair(checker, broken, text, tally)


def main():
    tap = Tap()
    data = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "data"
    with tempfile.TemporaryDirectory() as folder:
        checker = Checker(str(Path(sys.argv[1]).resolve()), folder)
        codes = dict.fromkeys(CODES, 0)
        for path in sorted((data / "protocols").glob("*.tandem")):
            tally = Tally()
            lines = path.read_text(encoding="utf-8").splitlines()
            for at, changed in mutants(lines):
                if changed != lines[at]:
                    try_mutant(checker, lines, at, changed, tally)
            broken = sum(tally.codes.values())
            counts = ", ".join(f"{many} {code}" for code, many in tally.codes.items())
            print(f"# {path.stem}: {broken} broken ({counts}); {tally.repairs} repairs applied, {tally.smaller} made a day smaller")
            for code, many in tally.codes.items():
                codes[code] += many
            tap.result(not tally.wrong and broken > 0 and tally.repairs > 0,
                       f"{path.stem}, broken number by number, is mended by what is advised and by no day less [F076 F078]",
                       tally.wrong[:20])
        print(f"# {checker.runs} checks")
        tap.result(sum(codes.values()) >= 60 and min(codes.values()) >= 5, "at least 60 of them were broken, in each of the three ways")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
