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
    """What a story tells: its days, whose signatures fall on which of them, which phases begin when, and what cannot come before
    which day; and the wish against it: of which kind, of which phase, by which day and line."""

    def __init__(self, text):
        self.point, self.begins = re.search(rf"Suppose (.*) on {DAY} \(day 0\)", text).groups()
        self.first = min(re.findall(rf"(?:Suppose|^  \S).*? {DAY} \(day", text, re.M))
        self.signed = re.findall(rf"clearance (\S+) signed: [^\n]*?{DAY}", text)
        self.starts = re.findall(rf"(?m)^  (?:But )?start of (\S+): [^\n]*?not before {DAY}", text)
        self.late = self.starts[-1] if self.starts else None
        self.short_by = int(re.search(r", (\d+) days? (?:earlier|later): ", text)[1])
        expires = re.search(rf"(?m)^  (?:But )?start of (\S+): wanted by {DAY} .*after clearance .*: line (\d+) `", text)
        until = re.search(rf"(?m)^  But end of (\S+): wanted by {DAY} .*: line (\d+) `.* until ", text)
        longest = re.search(rf"(?m)^  (?:But )?end of (\S+): wanted by {DAY} .*: line (\d+) `", text)
        behind = re.search(r"(?m)^  start of (\S+): .*, since end of \S+ comes at most \d+ days after it: line (\d+) `", text)
        if not behind:
            self.kind = "expired" if expires else "short" if until and not self.is_follower(text) else "overstayed"
            self.wanted, day, line = (expires or until or longest).groups()
        else:
            self.kind, self.wanted, day, line = "overstayed", behind[1], self.begins, behind[2]
        self.wanted_by, self.line = date.fromisoformat(day), int(line)

    @staticmethod
    def is_follower(text):
        """The wish is of the end of one phase, and what cannot come sooner is the beginning of another."""
        return re.search(r"(?m)^  But start of ", text) is not None


def gate_of(protocol, phase):
    """The gate through which a phase begins, be it with another one or with discharge, and the clearances it asks for."""
    begins = re.search(rf"(?m)^phase {phase} on .*\n  from (?:gate (\S+?)|start of (\S+?)|(discharge))[ ,\n]", protocol)
    if not begins or begins[2]:
        return gate_of(protocol, begins[2]) if begins else (None, [])
    found = re.search(rf"(?m)^gate ({begins[1] or '[^ ]+'}) opens {'discharge' if begins[3] else phase}\b.*\n((?:  .*\n)*)", protocol)
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
    if story.point.startswith("start of "):
        starts.insert(0, (story.point.removeprefix("start of "), story.begins))
    known = {phase for phase, _ in starts if (phase, _) != story.late} | {clearance for clearance, _ in signed}
    weeks = 0 if story.point == "procedure" else 8 if known & {"loading", "resume"} else 30  # long enough for what it begins with
    procedure = (begins if story.point == "procedure" else date.fromisoformat(story.first)) - timedelta(weeks=weeks)
    if weeks > 8:  # what healing was long over
        entries += [(procedure + timedelta(weeks=8), 1, f"clear {c} by {signer(protocol, c)}")
                    for c in re.findall(r"(?m)^  ends by clearance (\S+)", protocol)]
    entries.append((procedure, 0, f"procedure {what} performed by doctor"))
    for clearance, day in signed:
        entries.append((date.fromisoformat(day), 1, f"clear {clearance} by {signer(protocol, clearance)}"))
    for phase, day in starts:
        gate, asks = gate_of(protocol, phase)
        by_gate = re.search(rf"(?m)^phase {phase} on .*\n  from gate ", protocol)
        if not by_gate or (phase, day) == story.late and day > str(story.wanted_by):  # what comes too late is not entered at all
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
    the calendar gives where months are counted by their worst. What waits for the least length of another phase has no gate that
    says so: people decide how long to stay."""
    phase, day = story.late
    gate, _ = gate_of(protocol, phase)
    found, lines = terms(course.on(story.wanted_by), gate)
    soon = [t for t in lines.values() if t["reason"]["code"] == "too-soon"]
    told, first = date.fromisoformat(day), date.fromisoformat(found["earliest"])
    months = any("month" in t["criterion"] for t in soon)
    return len(soon) >= 1 and found["truth"] == "unmet" and (first == told or months and story.wanted_by < first <= told)


def overstayed(course, story):
    """The day after, the phase is past its longest length, by the line that the story names."""
    after = course.on(story.wanted_by + timedelta(days=1))
    one = [d for d in after["deviations"] if d["reason"]["code"] == "window-overstayed" and d["reason"]["clause"]["line"] == story.line]
    return [d["date"] for d in one] == [str(story.wanted_by + timedelta(days=1))]


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
    if story.kind == "expired":
        kind, holds = "a signature that expires", [too_late(course, protocol, story), expired(course, protocol, story)]
    elif story.kind == "short":
        kind, holds = "a phase that must end too soon", [ended_short(course, protocol, story)]
    else:
        kind, holds = "a phase that must last too long", [overstayed(course, story)]
        if "first day of gate" in text:
            holds.append(too_late(course, protocol, story))
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
            protocol = (ROOT / "data" / "protocols" / f"{shipped}.tandem").read_text()
            for before, instead in zip([old] if isinstance(old, str) else old, [new] if isinstance(new, str) else new):
                protocol = protocol.replace(before, instead)
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
    tap.result(sum(counts.values()) >= 12 and len(counts) == 3, f"stories lived: {counts} [F076]")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
