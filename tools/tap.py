"""TAP both ways: what each check prints (Tap) and how the driver reads it back (read_tap). Standard library only."""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class Tap:
    """Prints one line a test and counts; `finish` prints the plan and gives the exit code."""

    def __init__(self):
        self.number = 0
        self.failed = 0

    def result(self, good, title, details=()):
        self.number += 1
        self.failed += not good
        title = title.replace("#", "no. ").replace("\n", " ")
        print(f"{'ok' if good else 'not ok'} {self.number} - {title}")
        if not good:
            for line in details:
                for part in str(line).splitlines() or [""]:
                    print("#   " + part)
        sys.stdout.flush()
        return good

    def skip(self, title, reason):
        self.number += 1
        print(f"ok {self.number} - {title} # SKIP {reason}")

    def finish(self):
        print(f"1..{self.number}")
        return 1 if self.failed else 0


LINE = re.compile(r"^(not )?ok\b *(\d+)? *-? *(.*)$")


class Outcome:
    """What one program reported."""

    def __init__(self):
        self.passed = 0
        self.failures = []  # (title, details)
        self.skipped = []  # (title, reason)


def read_tap(text, exit_code):
    """An Outcome. Tests that the plan announces and that never reported count as failed, and so does a bad end."""
    outcome, planned, seen, notes = Outcome(), None, 0, []
    for line in text.splitlines():
        plan = re.match(r"^1\.\.(\d+)", line)
        match = LINE.match(line)
        if plan:
            planned = int(plan.group(1))
        elif match:
            seen += 1
            take_line(outcome, match, notes)
            notes = []
        elif line.strip():
            notes.append(line)
            if outcome.failures and line.startswith("#   "):
                outcome.failures[-1][1].append(notes.pop())
    end = f"the program ended with {exit_code}"
    if planned is None:
        outcome.failures.append(("no plan was printed", notes + [end]))
    elif seen < planned:
        for missing in range(seen, planned):
            outcome.failures.append((f"test {missing + 1} of {planned} never ran", notes + [end]))
            notes = []
    elif exit_code != 0 and not outcome.failures:
        outcome.failures.append(("a bad end after good tests", notes + [end]))
    return outcome


def take_line(outcome, match, notes):
    title = match.group(3)
    skip = re.search(r"\s*# SKIP\b\s*(.*)$", title)
    if skip:
        outcome.skipped.append((title[: skip.start()], skip.group(1)))
    elif match.group(1):
        outcome.failures.append((title, list(notes)))
    else:
        outcome.passed += 1
