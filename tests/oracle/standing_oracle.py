#!/usr/bin/env python3
"""The standing of an episode on a day, evaluated a second time from the rules of meaning alone.

    standing_oracle.py DATA CHART DAY [KNOWN]        prints the oracle's own standing, one fact a line

An oracle: nothing of it was taken from the program. `Library` reads catalogue, parts and protocols, `standing` gives
{kind: {key: value}} for one day; tests/oracle/compare_standing.py holds it against `tandem standing --json`.
"""

import bisect
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from plain_catalog import Catalogue  # noqa: E402
from plain_chart import NEVER, Chart  # noqa: E402
from plain_course import Course  # noqa: E402
from plain_days import end_of_day, show  # noqa: E402
from plain_protocol import Protocol  # noqa: E402
from plain_reader import DATE, day_of, instant_of  # noqa: E402


class Library:
    """Catalogue, parts and protocols of a data folder; further protocols by their path."""

    def __init__(self, data, extra=()):
        self.data = Path(data)
        self.catalogue = Catalogue(self.data / "catalog")
        self.protocols = {}
        for path in [*sorted((self.data / "protocols").glob("*.tandem")), *map(Path, extra)]:
            protocol = Protocol(path, self.data / "parts")
            self.protocols[protocol.name] = protocol

    def chart(self, path):
        return Chart(path, self.protocols.__getitem__, self.catalogue)


def cut_of(chart, known):
    if known is None:
        return NEVER
    return end_of_day(day_of(known), chart.zone) if DATE.match(known) else instant_of(known)


class Cases:
    """Courses of one chart, one for each knowledge asked about."""

    def __init__(self, chart):
        self.chart, self.courses = chart, {}
        self.written = sorted(e.known for e in chart.entries)

    def course(self, cut):
        """Two cut-offs that know the same entries are one knowledge."""
        known = bisect.bisect_right(self.written, cut)
        if known not in self.courses:
            self.courses[known] = Course(self.chart, cut)
        return self.courses[known]

    def then(self, course, entry):
        """The course that saw no more than was known when an entry was written: `course` itself where all that it knows
        since speaks of later days only, for an answer of a day looks at nothing later."""
        return course if course.known.since(entry) > entry.day else self.course(entry.known)


def standing(cases, on, known=None):
    """{kind: {key: value}} of everything the oracle answers for."""
    from plain_deeds import deviations
    from plain_findings import register
    from plain_owed import owed

    course = cases.course(cut_of(cases.chart, known))
    enrolled = course.enrolment(on)
    if enrolled is None:
        return {"enrolled": {"enrolled": False}}
    found = {"enrolled": {"enrolled": True}}
    found["events"] = {
        "enrolled_on": show(enrolled), "ended_on": show(course.end(on)),
        "procedure_on": show(course.procedure_day(on)),
    }
    found["phase"] = {p.name: phase_of(course, p.name, on) for p in course.protocol.phases}
    found["overdue"] = {p.name: show(course.overdue_since(p.name, on)) for p in course.protocol.phases}
    gates = {name: course.gate(name, on) for name in course.protocol.gates}
    found["gate-overdue"] = {name: show(course.gate_overdue_since(name, on)) for name in gates}
    found["gate"] = {name: (g["state"], g["truth"], g["overridden"]) for name, g in gates.items()}
    found["criterion"], found["reason"] = {}, {}
    for name, gate in gates.items():
        for at, (criterion, truth, reason) in enumerate(gate["criteria"]):
            found["criterion"][f"{name}/{at}"] = truth
            found["reason"][f"{name}/{at}"] = reason
    clearances = {name: course.clearance(name, on) for name in course.protocol.clearances}
    found["clearance"] = {n: (c["truth"], show(c["lawful"]), show(c["through"])) for n, c in clearances.items()}
    found["clearance-reason"] = {n: tuple(sorted(c["reasons"])) for n, c in clearances.items()}
    found["restriction"] = {n: restriction_of(course, n, on) for n in course.protocol.restrictions}
    found |= limits_of(course, on)
    found["open"] = {("flag", n): show(s["since"]) for n, s in course.open_flags(on).items()}
    found["open"] |= {("finding", n): show(s[1]) for n, s in course.open_findings(on).items()}
    lives = register(course, on).items()
    found["finding"] = {key: (show(since), show(until), *rest) for key, (since, until, *rest) in lives}
    found["deviation"] = deviations(cases, course, on)
    found["owed"] = owed(cases, course, on)
    return found


def limits_of(course, on):
    """Ceiling and progression; after any end nothing is prescribed to go on with (M98)."""
    ceiling = course.ceiling(on)
    binding = sorted({f"{s}" if s != "phase" else f"phase {n}" for s, n in ceiling["binding"]})
    return {
        "may": allowed(course, ceiling),
        "ceiling": {"class": ceiling["class"], "barred": tuple(sorted(ceiling["barred"]))},
        "binding": {"binding": tuple(binding)},
        "progress": course.progress(on) if course.end(on) is None else {},
    }


def allowed(course, ceiling):
    """{exercise that loads the site: (lowest class of it, highest, the ceiling, whether all doses are barred)} (M70, M71)."""
    catalogue, found = course.chart.catalogue, {}
    place = catalogue.ladder.index
    top = len(catalogue.ladder) if ceiling["class"] is None else place(ceiling["class"])
    for name, exercise in catalogue.exercises.items():
        if course.chart.site in exercise.loads:
            classes = [place(c) for _, _, rows in exercise.classes for c in ([rows] if isinstance(rows, str) else [n for _, n in rows])]
            always = {attribute for attribute, when in exercise.attributes if when is None}
            found[name] = (min(classes, default=0), max(classes, default=0), top, bool(always & ceiling["barred"]))
    return found


def phase_of(course, name, on):
    return course.state(name, on), show(course.start(name, on)), show(course.finish(name, on)), course.lingers(name, on)


def restriction_of(course, name, on):
    about = course.restriction(name, on)
    free = None if about["last"] is None else about["last"] + 1
    return about["state"], show(about["from"]), show(about["last"]), show(free)


def main(data, path, day, known=None):
    cases = Cases(Library(data).chart(path))
    for kind, facts in standing(cases, day_of(day), known).items():
        for key, value in facts.items():
            print(kind, key, value)


if __name__ == "__main__":
    main(*sys.argv[1:])
