#!/usr/bin/env python3
"""Stories of times that cannot be kept, lived: the course that a T002 or T003 tells, written as a chart, makes the standing say that
what is wanted by one day cannot come before a later one, and that the first is over. Prints TAP. Standard library only.

  times_lived.py TANDEM

The protocols are those of tests/proof/faults.py. A protocol of a T001 is taken by no standing: that is shown instead.
"""

import json
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(ROOT / "tests" / "proof"))
from faults import FAULTS  # noqa: E402
from tap import Tap  # noqa: E402

DAY = r"(\d{4}-\d\d-\d\d)"
PEOPLE = {"physician": "doctor", "physical-therapist": "therapist"}


class Story:
    """What a story tells: its first event, whose signatures fall on which day, what cannot come before which day and is wanted by
    which, and the line of that wish."""

    def __init__(self, text):
        self.point, self.begins = re.search(rf"Suppose (.*) on {DAY} \(day 0\)", text).groups()
        self.signed = re.findall(rf"clearance (\S+) signed: [^\n]*?{DAY}", text)
        self.starts = re.findall(rf"(?m)^  start of (\S+): [^\n]*?not before {DAY}", text)
        late = re.search(rf"(?m)^  (?:But )?start of (\S+): (?:the same day, )?not before {DAY} [^\n]*\n(?=[^\n]*wanted by|  Each)", text)
        self.late = late.groups() if late else None
        wanted = re.search(rf"(?m)^  (?:But )?(start|end) of (\S+): wanted by {DAY} [^\n]*: line (\d+) `(.*)`", text)
        self.side, self.wanted, day, line, self.clause = wanted.groups()
        self.wanted_by, self.line = date.fromisoformat(day), int(line)
        self.short_by = int(re.search(r", (\d+) days? (?:earlier|later): ", text)[1])


def gate_of(protocol, phase):
    """The gate that opens a phase, and the clearances it asks for."""
    found = re.search(rf"(?m)^gate (\S+) opens {phase}\b.*\n((?:  .*\n)*)", protocol)
    return (found[1], re.findall(r"(?m)^  clearance (\S+)", found[2])) if found else (None, [])


def signer(protocol, clearance):
    return PEOPLE[re.search(rf"(?m)^clearance {clearance}\b.*\n  by (\S+)", protocol)[1]]


def chart_of(protocol, story):
    """The entries of the story; what it does not tell (the procedure before a phase it begins with) comes before it."""
    name, version = re.search(r"(?m)^protocol (\S+) version (\S+)", protocol).groups()
    what = re.search(r"(?m)^  procedure (\S+)", protocol)[1]
    region = re.search(r"(?m)^  target \S+ at (\S+)", protocol)[1]
    entries, begins = [], date.fromisoformat(story.begins)
    starts, signed = list(story.starts), list(story.signed)
    if story.point == "procedure":
        procedure = begins
    else:
        procedure = begins - timedelta(weeks=8)
        starts.insert(0, (story.point.removeprefix("start of "), story.begins))
    entries.append((procedure, 0, f"procedure {what} performed by doctor"))
    for clearance, day in signed:
        entries.append((date.fromisoformat(day), 1, f"clear {clearance} by {signer(protocol, clearance)}"))
    for phase, day in starts:
        gate, asks = gate_of(protocol, phase)
        if not gate or (phase, day) == story.late:  # what comes too late is not entered at all
            continue
        entries += [(date.fromisoformat(day), 1, f"clear {c} by {signer(protocol, c)}") for c in asks if c not in dict(signed)]
        entries.append((date.fromisoformat(day), 2, f"enter {phase} by therapist, through {gate}"))
    head = (f"chart lived\n  patient example-a\n  site {region}, right\n  protocol {name} version {version}\n  zone UTC\n  synthetic\n  people\n"
            "    doctor physician\n    therapist physical-therapist\n\n")
    return head + "".join(f"{day} {entry}\n" for day, _, entry in sorted(entries))


class Course:
    def __init__(self, tandem, folder, name):
        self.tandem, self.folder, self.name = tandem, folder, name

    def run(self, *words):
        done = subprocess.run([str(self.tandem), *words], cwd=self.folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    def on(self, day):
        code, printed = self.run("standing", "lived.chart.tandem", "--protocol", self.name, "--on", str(day), "--json")
        return json.loads(printed) if code in (0, 1) else {"refused": printed}


def terms(standing, gate):
    """Of a gate: its first possible day, and each of its terms by line."""
    found = next(one for one in standing["gates"] if one["name"] == gate)
    return found, {term["clause"]["line"]: term for term in found["condition"]["of"] if term["clause"]}


def too_late(course, protocol, story):
    """The gate is not open on the last day, for the time has not come; and its first day is the one that is told, or sooner by what
    the calendar gives where months are counted by their worst."""
    phase, day = story.late
    gate, _ = gate_of(protocol, phase)
    found, lines = terms(course.on(story.wanted_by), gate)
    soon = [t for t in lines.values() if t["reason"]["code"] == "too-soon"]
    told, first = date.fromisoformat(day), date.fromisoformat(found["earliest"])
    months = any("month" in t["criterion"] for t in soon)
    return len(soon) == 1 and found["truth"] == "unmet" and (first == told or months and story.wanted_by < first <= told)


def overstayed(course, story):
    """The day after, the phase is past its longest length, by the line that the story names."""
    after = course.on(story.wanted_by + timedelta(days=1))
    one = [d for d in after["deviations"] if d["reason"]["code"] == "window-overstayed"]
    return [(d["date"], d["reason"]["clause"]["line"]) for d in one] == [(str(story.wanted_by + timedelta(days=1)), story.line)]


def expired(course, protocol, story):
    """On the last day the signature counts; the day after, the gate's term on it is unmet because it has expired."""
    gate, asks = gate_of(protocol, story.wanted)
    said = []
    for day in (story.wanted_by, story.wanted_by + timedelta(days=1), date.fromisoformat(story.late[1])):
        _, lines = terms(course.on(day), gate)
        said += [(t["truth"], t["reason"]["code"]) for t in lines.values() if t["criterion"] == f"clearance {asks[0]}"]
    return [one[0] for one in said] == ["met", "unmet", "unmet"] and said[1][1] == said[2][1] == "expired"


def ended_short(course, protocol, story):
    """The phase has ended by its day, so many days short of its least length."""
    phase = next(p for p in course.on(story.wanted_by)["phases"] if p["name"] == story.wanted)
    least = int(re.search(rf"(?m)^phase {story.wanted} on .*\n  from .*, (\d+) to \d+ weeks", protocol)[1]) * 7
    lasted = (date.fromisoformat(phase["ended"]) - date.fromisoformat(phase["started"])).days
    return phase["ended"] == str(story.wanted_by) and lasted == least - story.short_by


def live(tap, course, protocol, text, counts):
    story = Story(text)
    (course.folder / "lived.chart.tandem").write_text(chart_of(protocol, story))
    if story.side == "start":
        kind, holds = "a signature that expires", [too_late(course, protocol, story), expired(course, protocol, story)]
    elif " until " in story.clause and not story.late:
        kind, holds = "a phase that must end too soon", [ended_short(course, protocol, story)]
    else:
        kind, holds = "a phase that must last too long", [too_late(course, protocol, story), overstayed(course, story)]
    counts[kind] = counts.get(kind, 0) + 1
    tap.result(all(holds), f"{course.name}: lived as a chart, the standing tells the same of {kind} [M52 F076]",
               [str(holds), text, chart_of(protocol, story)])


def main():
    tap, tandem, counts = Tap(), Path(sys.argv[1]).resolve(), {}
    with tempfile.TemporaryDirectory(prefix="tandem-lived-") as name:
        folder = Path(name)
        for fault, shipped, code, old, new in FAULTS:
            if code not in ("T001", "T002", "T003"):
                continue
            protocol = (ROOT / "data" / "protocols" / f"{shipped}.tandem").read_text().replace(old, new)
            (folder / f"{fault}.tandem").write_text(protocol)
            course = Course(tandem, folder, f"{fault}.tandem")
            printed = course.run("check", course.name)[1]
            text = next(part for part in re.split(rf"(?m)^(?={fault}\.tandem:\d)", printed) if f" {code}: " in part)
            if code == "T001":
                (folder / "lived.chart.tandem").write_text(chart_of(protocol, Story(text)))
                refused = course.on("2026-03-02").get("refused", "")
                tap.result(f'"code": "{code}"' in refused, f"{fault}: no standing is given by times that no course keeps [F075]", [refused])
            else:
                live(tap, course, protocol, text, counts)
    tap.result(sum(counts.values()) >= 7 and len(counts) == 3, f"stories lived: {counts} [F076]")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
