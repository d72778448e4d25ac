"""Conditions on a chart's readings, sessions and signatures: met, unmet or unknown, with a reason (M24 to M40, M73 to M79)."""

import bisect
from fractions import Fraction

from plain_days import told_after

MET, UNMET, UNKNOWN = "met", "unmet", "unknown"
RANK = {UNMET: 0, UNKNOWN: 1, MET: 2}
DONE_STATES = ("could-not", "partial", "declined", "not-needed")


def all_of(truths):
    return min(truths, key=RANK.get, default=MET)


def any_of(truths):
    return max(truths, key=RANK.get, default=UNMET)


def at_least(least, truths):
    if sum(t == MET for t in truths) >= least:
        return MET
    return UNKNOWN if sum(t != UNMET for t in truths) >= least else UNMET


class Row:
    """The sessions of an exercise that a rule may look at."""

    def __init__(self, exercise, sessions):
        self.exercise, self.sessions = exercise, sessions


class Truth:
    """Conditions seen with one knowledge; `course` answers what hangs on procedures, clearances and flags."""

    def __init__(self, course):
        self.course, self.chart, self.known = course, course.chart, course.known
        self.catalogue, self.protocol = course.chart.catalogue, course.chart.protocol
        self.by_measure, self.by_day = {}, {}  # only what those read who may (M38); by_day by measure, side and day
        for reading in self.known.readings:
            measure = self.catalogue.measures[reading.measure]
            if self.may_observe(measure, reading):
                self.by_measure.setdefault(measure.name, []).append(reading)
                self.by_day.setdefault((measure.name, reading.side), {}).setdefault(reading.day, []).append(reading)
        self.days_read = {key: sorted(days) for key, days in self.by_day.items()}
        self.told, self.read_by = {}, {}
        self.sessions = sorted(self.known.of("session"), key=lambda e: (e.day, 9999 if e.time is None else e.time, e.known))

    # ---- values of days

    def order(self, measure, value):
        """A number that grows with the value: steps of a scale by their place."""
        return self.catalogue.scales[measure.scale].index(value) if measure.scale else value

    def worse(self, measure, values):
        key = lambda v: self.order(measure, v)  # noqa: E731
        return min(values, key=key) if measure.direction == "higher" else max(values, key=key)

    def raters(self, measure, side, day, after=None, other=False):
        """{person: value of the day} by the measure's own rule for several readings of one rater (M29, M38)."""
        found = {}
        for reading in self.by_day.get((measure.name, side), {}).get(day, ()):
            if after is None or self.is_after(reading, after):
                found.setdefault(reading.by, []).append(reading)
        return {by: self.of_one_day(measure, readings, other) for by, readings in found.items()}

    @staticmethod
    def is_after(reading, after):
        day, time = after
        if reading.day != day:
            return reading.day > day
        return reading.time is None or time is None or reading.time > time

    def may_observe(self, measure, reading):
        return any(role in measure.by for role in self.chart.roles(reading.by, reading.day))

    def better(self, measure, values):
        key = lambda v: self.order(measure, v)  # noqa: E731
        return max(values, key=key) if measure.direction == "higher" else min(values, key=key)

    def of_one_day(self, measure, readings, other=False):
        """The measure's rule; where the order of readings cannot be told the protective one, which on the other side is
        the better one (M18, M29)."""
        protective = self.better if other else self.worse
        values = [r.value for r in readings]
        if measure.day_rule == "worst":
            return self.worse(measure, values)
        if measure.day_rule == "mean":
            return Fraction(sum(values), len(values))
        last = max((r.time for r in readings if r.time is not None), default=None)
        return protective(measure, [r.value for r in readings if r.time in (None, last)])

    def days_of(self, measure, side, on, after=None):
        """Days up to `on` with a reading that counts, earliest first."""
        days = self.days_read.get((measure.name, side), [])
        days = days[: bisect.bisect_right(days, on)]
        own = self.by_day.get((measure.name, side), {})
        return days if after is None else [d for d in days if any(self.is_after(r, after) for r in own[d])]

    def recorded_for(self, criterion):
        """The days for which something that a condition reads was recorded (M96)."""
        if criterion not in self.read_by:
            self.read_by[criterion] = frozenset(self.read_days(criterion))
        return self.read_by[criterion]

    def read_days(self, criterion):
        if criterion.of:
            return {day for c in criterion.of for day in self.recorded_for(c)}
        if criterion.kind != "measure":
            return ()
        about = self.protocol.measures.get(criterion.measure)
        measure = self.catalogue.measures[about["of"] if about else criterion.measure]
        return self.by_day.get((measure.name, self.chart.side if measure.sided else None), ())

    # ---- bounds

    def holds(self, bound, measure, value):
        for sign, term in bound.tests:
            limit = term.text if measure.scale and not bound.percent else term.value
            a, b = value, limit
            if measure.scale and not bound.percent:
                a, b = self.order(measure, value), self.order(measure, limit)
            if not {"<=": a <= b, ">=": a >= b, "<": a < b, ">": a > b, "=": a == b, "!=": a != b}[sign]:
                return False
        return True

    # ---- the conditions

    def of(self, criterion, on, exercise=None, safety=False, after=None):
        """(truth, reason) of a condition on a day; `after` leaves out readings that an answer has dealt with."""
        if exercise is not None or after is not None:
            return self.judged(criterion, on, exercise, safety, after)
        key = criterion, on, safety
        if key not in self.told:
            self.told[key] = self.judged(criterion, on, None, safety, None)
        return self.told[key]

    def judged(self, criterion, on, exercise, safety, after):
        kind = criterion.kind
        if kind in ("all", "any", "count", "not"):
            inner = [self.of(c, on, exercise, safety, after)[0] for c in criterion.of]
            if kind == "all":
                return all_of(inner), "block"
            if kind == "any":
                return any_of(inner), "block"
            if kind == "count":
                return at_least(criterion.least, inner), "block"
            return {MET: UNMET, UNMET: MET, UNKNOWN: UNKNOWN}[all_of(inner)], "block"
        if kind == "always":
            return MET, "always"
        if kind == "clearance":
            state = self.course.clearance(criterion.name, on)
            return state["truth"], tuple(sorted(state["reasons"]))
        if kind == "time":
            return self.time(criterion.day, on)
        if kind in ("open", "none-open"):
            return self.open_things(criterion, on)
        if kind == "measure":
            return self.measured(criterion, on, exercise, safety, after)
        if kind == "sets":
            return self.every_set(criterion, on, exercise)
        raise ValueError(f"the oracle does not know `{criterion.text}`")  # records of medicines (M117): no shipped protocol asks

    def time(self, day, on):
        value = self.course.day_value(day, on)
        if value is None:
            return UNMET, "not-anchored"
        return (MET, "time-reached") if on >= value else (UNMET, "too-soon")

    def open_things(self, criterion, on):
        found = self.course.open_of(criterion.thing, on)
        if criterion.kind == "open":
            return (MET, "open") if found else (UNMET, "none-open")
        if found:
            return UNMET, "open"
        if criterion.screen is None:
            return MET, "none-open"
        last = self.course.last_screen(criterion.thing, on)
        if last is None:
            return UNKNOWN, "never-asked"
        return (MET, "none-open") if criterion.screen.after(last) >= on else (UNKNOWN, "screen-stale")

    def measured(self, criterion, on, exercise, safety, after):
        about = self.protocol.measures.get(criterion.measure)
        measure = self.catalogue.measures[about["of"] if about else criterion.measure]
        side = self.chart.side if measure.sided else None
        if about and about["change"]:
            return self.changed(criterion, about, measure, on, exercise, safety)
        if criterion.over == "sessions":
            return self.in_sessions(criterion, about, measure, on, exercise, safety)
        if criterion.over == "latest":
            return self.latest(criterion, about, measure, side, on, safety, after)
        return self.gathered(criterion, measure, side, on, safety, after)

    def latest(self, criterion, about, measure, side, on, safety, after):
        span = criterion.span or (about and about["fresh"])
        days = self.days_of(measure, side, on, after)
        if not days:
            return UNKNOWN, "missing"
        day = days[-1]
        if span.after(day) < on:
            return UNKNOWN, "stale"
        verdicts, reason = [], "missing"
        for person, value in self.raters(measure, side, day, after).items():
            found = self.against(criterion, measure, person, value, day, on)
            verdicts += [verdict for verdict, _ in found]
            reason = found[-1][1]
        if None in verdicts:
            return UNKNOWN, reason
        return self.one_verdict(verdicts, reason, criterion, safety)

    def one_verdict(self, verdicts, reason, criterion, safety):
        """Raters on both sides of the limit contradict (M30); a safety rule takes the worse, which is what raises it."""
        told = {v for v in verdicts if v is not None}
        if not told:
            return UNKNOWN, reason
        if len(told) == 2:
            return (MET, "within") if safety else (UNKNOWN, "contradictory")
        return (MET, "within") if told == {True} else (UNMET, "outside")

    def against(self, criterion, measure, person, value, day, on):
        """[(True, False or None, reason)] of one value against a bound, by its basis. A rater's two sides are compared with
        each other; with those of another rater only where one of the two has read one side alone (M30, M36)."""
        if criterion.basis is None:
            return [(self.holds(criterion.bound, measure, value), "value")]
        if criterion.basis == ("other", "side"):
            other_side = {"right": "left", "left": "right"}[self.chart.side]
            others = self.raters(measure, other_side, day, None, True)
            here = self.raters(measure, self.chart.side, day)
            basis = [v for p, v in others.items() if p == person or person not in others or p not in here]
            return [self.compared(criterion, measure, value, other) for other in basis] or [(None, "no-other-side")]
        if criterion.basis == ("baseline",):
            other = self.course.baseline(measure, on)
            return [(None, "no-baseline") if other is None else self.compared(criterion, measure, value, other)]
        raise ValueError(f"the oracle knows no basis {criterion.basis}")

    def compared(self, criterion, measure, value, other):
        if criterion.how == "percent":
            top, bottom = (other, value) if measure.direction == "lower" else (value, other)
            if bottom == 0:
                return None, "not-comparable"
            return self.holds(criterion.bound, measure, Fraction(top) * 100 / bottom), "value"
        gain = value - other if measure.direction == "higher" else other - value
        amount = {"difference": abs(gain), "better": gain, "worse": -gain}[criterion.how]
        return self.holds(criterion.bound, measure, amount), "value"

    def window(self, criterion, on):
        """First day of an aggregate's window: N days that end on the day asked, or ages 0 to N (M10)."""
        first = criterion.span.before(on) + (0 if criterion.ages else 1)
        procedure = self.course.procedure_day(on)
        return first if procedure is None else max(first, procedure)

    def gathered(self, criterion, measure, side, on, safety, after):
        first = self.window(criterion, on)
        days = [d for d in self.days_of(measure, side, on, after) if d >= first]
        if len(days) < (criterion.readings or 1):
            return UNKNOWN, "coverage"
        lows, highs = [], []
        for day in days:
            told = list(self.raters(measure, side, day, after).values())
            lows.append(min(told, key=lambda v: self.order(measure, v)))
            highs.append(max(told, key=lambda v: self.order(measure, v)))
        verdicts = [self.gathered_verdict(criterion, measure, values) for values in (lows, highs)]
        return self.one_verdict(verdicts, "", criterion, safety)

    def gathered_verdict(self, criterion, measure, values):
        if criterion.over == "every":
            return all(self.holds(criterion.bound, measure, v) for v in values)
        if criterion.over == "mean":
            return self.holds(criterion.bound, measure, Fraction(sum(values), len(values)))
        worst = self.worse(measure, values)
        if criterion.over == "best":
            worst = sorted(values, key=lambda v: self.order(measure, v))[-1 if measure.direction == "higher" else 0]
        return self.holds(criterion.bound, measure, worst)

    def good_day(self, criterion, on):
        """The first day on which an unmet condition could be met, if all readings from now on are good (M41)."""
        if criterion.kind != "measure" or criterion.over not in ("worst", "every") or criterion.span is None:
            return on + 1  # a mean of more days than anybody looks ahead is in no shipped gate
        bad = [d for d in range(self.window(criterion, on), on + 1) if self.bad_day(criterion, d)]
        return max(bad, default=on) + (criterion.span.days() or 0) + (1 if criterion.ages else 0)

    def bad_day(self, criterion, day):
        about = self.protocol.measures.get(criterion.measure)
        measure = self.catalogue.measures[about["of"] if about else criterion.measure]
        if about and about["change"]:
            rises = [self.rise(measure, s, day + 1) for s in self.sessions if s.day == day]
            return any(r is not None and not self.holds(criterion.bound, measure, r) for r in rises)
        side = self.chart.side if measure.sided else None
        return any(not self.holds(criterion.bound, measure, v) for v in self.raters(measure, side, day).values())

    # ---- sessions

    def day_value(self, measure, day):
        values = list(self.raters(measure, self.chart.side if measure.sided else None, day).values())
        return self.worse(measure, values) if values else None

    def read_during(self, measure):
        """Whether the protocol also reads a measure during sessions: what a session says of it was felt in it (M74)."""
        return any(about["of"] == measure.name and about["session"] for about in self.protocol.measures.values())

    def value_before(self, measure, session):
        """The first reading of the session's day that times do not put after it; of several in an order nobody can tell
        the better one (M18, M74)."""
        side = self.chart.side if measure.sided else None
        own = [r for r in self.by_day.get((measure.name, side), {}).get(session.day, ()) if not self.after_session(r, session)]
        if self.read_during(measure):
            own = [r for r in own if r.entry.kind != "session"]
        first = min((r.time for r in own if r.time is not None), default=None)
        own = [r.value for r in own if r.time in (None, first)]
        return self.better(measure, own) if own else None

    @staticmethod
    def after_session(reading, session):
        told = reading.entry is not session and reading.time is not None and session.time is not None
        return told and reading.time > session.time

    def rise(self, measure, session, on):
        """The next morning minus the value before the session (M74), or None. What was read at noon or later is no morning."""
        before, day = self.value_before(measure, session), session.day
        side = self.chart.side if measure.sided else None
        morning = [
            r for r in self.by_measure.get(measure.name, ())
            if r.day == day + 1 and r.side == side and (r.time is None or r.time < 720)
            and not (r.entry.kind == "session" and self.read_during(measure))
        ]
        if before is None or not morning or day + 1 > on:
            return None
        by = {}
        for reading in morning:
            by.setdefault(reading.by, []).append(reading)
        return self.worse(measure, [self.of_one_day(measure, own) for own in by.values()]) - before

    def changed(self, criterion, about, measure, on, exercise, safety=False):
        if criterion.over == "sessions":
            rises = []
            for session in self.last_sessions(exercise, on, criterion.sessions, safety):
                if session is None or self.too_old(about, session, on):
                    return UNKNOWN, "sessions"
                rises.append(self.rise(measure, session, on))
            return self.over_last(criterion, [None if r is None else self.holds(criterion.bound, measure, r) for r in rises], safety)
        first = self.window(criterion, on)
        days = {}
        for session in self.sessions:
            change = self.rise(measure, session, on) if first <= session.day <= on and self.counts(session) else None
            if change is not None:
                days.setdefault(session.day, []).append(change)
        rises = [self.worse(measure, changes) for changes in days.values()]
        if len(rises) < (criterion.readings or 1):
            return UNKNOWN, "coverage"
        return (MET, "within") if self.gathered_verdict(criterion, measure, rises) else (UNMET, "outside")

    def counts(self, session):
        """Of whose exercises some were needed, or which names none (M79)."""
        exercises = self.catalogue.exercises
        lines = [line for line in session.block if line.words[0].kind == "word" and line.words[0].text in exercises]
        return not lines or any(dose_of(exercises[line.words[0].text], line)["state"] != "not-needed" for line in lines)

    @staticmethod
    def too_old(about, session, on):
        """Of the last sessions those count that are no older than `fresh` of their measure (M78)."""
        return bool(about and about["fresh"]) and about["fresh"].after(session.day) < on

    def lines_for(self, session, exercise):
        return [line for line in session.block if line.words[0].is_word(exercise)]

    def last_sessions(self, row, on, count, safety=False):
        """The last sessions of a row, none from before a procedure (M33); for going on, one that could not be done breaks
        it (M73)."""
        procedure = self.course.procedure_day(on)
        own = [s for s in row.sessions if s.day <= on and (procedure is None or s.day >= procedure)]
        own = [s for s in own if sum(told_after(later, s) for later in own) < count]  # each that could be among them (M18)
        broken = [s for s in own if any(part[0].is_word("could-not") or any(t.is_word("could-not") for t in part)
                                        for line in self.lines_for(s, row.exercise) for part in line.parts)]
        return [None] * count if len(own) < count or (broken and not safety) else own

    def in_sessions(self, criterion, about, measure, on, exercise, safety=False):
        values = []
        for session in self.last_sessions(exercise, on, criterion.sessions, safety):
            if session is None or self.too_old(about, session, on):
                return UNKNOWN, "sessions"
            own = [r.value for r in self.by_measure.get(measure.name, ()) if r.entry is session]
            values.append(self.holds(criterion.bound, measure, self.worse(measure, own)) if own else None)
        return self.over_last(criterion, values, safety)

    @staticmethod
    def over_last(criterion, told, safety):
        """Of the last sessions, each True, False or None. Where more than were asked for could be the last, all of them have to
        hold for going on, and for everything else as many as were asked for (M18, M73)."""
        if safety and len(told) > criterion.sessions:
            least, most = told.count(True), told.count(True) + told.count(None)
            if least < criterion.sessions <= most or told.count(None) > len(told) - criterion.sessions:
                return UNKNOWN, "missing"
            return (MET, "within") if least >= criterion.sessions else (UNMET, "outside")
        if None in told:
            return UNKNOWN, "missing"
        return (MET, "within") if all(told) else (UNMET, "outside")

    def every_set(self, criterion, on, exercise):
        truths = []
        for session in self.last_sessions(exercise, on, criterion.sessions):
            truths.append(UNKNOWN if session is None else self.sets_of(session, exercise.exercise, on))
        return all_of(truths), "sets"

    def sets_of(self, session, exercise, on):
        """All sets and repetitions that are prescribed today, at the load of today (M73, M74, M79)."""
        asked = self.course.prescription(exercise, on)
        if asked is None:
            return UNKNOWN
        wanted, done = dose_of(self.catalogue.exercises[exercise], asked), None
        for line in self.lines_for(session, exercise):
            done = dose_of(self.catalogue.exercises[exercise], line)
        if done["state"]:
            return UNMET
        if done["stopped"] or len(done["sets"]) < len(wanted["sets"]):
            return UNMET
        for (reps, load), (asked_reps, asked_load) in zip(done["sets"], wanted["sets"]):
            if asked_reps is not None and (reps is None or reps < asked_reps):
                return UNMET
            if asked_load is not None and load is not None and load < asked_load:
                return UNMET
        for field, value in wanted["fields"].items():
            got = done["fields"].get(field)
            if field in ("minutes", "hold") and got is not None and got < value:
                return UNMET
        return MET


def dose_of(exercise, line):
    """{sets: [(reps, load)], fields, state, stopped} of a line of a prescription or a session."""
    found = {"sets": [], "fields": {}, "state": None, "stopped": False, "words": {}}
    for at, part in enumerate(line.parts):
        words = part[1:] if at == 0 else part
        read_dose_part(exercise, words, found)
    load = found["fields"].get("load", found["fields"].get("added"))
    found["sets"] = [(reps, own if own is not None else load) for reps, own in found["sets"]]
    return found


def read_dose_part(exercise, words, found):
    texts = [t.text for t in words]
    if not words:
        return
    if "stopped" in texts:
        found["stopped"] = True
    if texts[0] in DONE_STATES:
        found["state"] = texts[0]
    elif words[0].kind == "mark" and "x" in texts[0]:
        sets, reps = texts[0].split("x")
        found["sets"] += [(int(reps), None)] * int(sets)
    elif len(texts) > 1 and texts[1] == "sets":
        found["sets"] += [(None, None)] * int(words[0].value)
    elif len(texts) > 1 and texts[1] == "reps":
        own = words[2].value if len(words) > 3 and words[2].kind == "number" else None
        found["sets"].append((int(words[0].value), own))
        if own is not None:
            field = field_with(exercise, texts[3])
            found["fields"][field] = max(own, found["fields"].get(field, own))
    elif words[0].kind == "number" and len(texts) == 2 and texts[1] not in ("times",):
        found["fields"][field_with(exercise, texts[1])] = words[0].value
    elif words[0].kind == "word" and len(words) > 1 and words[1].kind in ("number", "percent"):
        found["fields"][texts[0]] = words[1].value
    elif words[0].kind == "word" and len(words) > 1:
        found["words"][texts[0]] = texts[1]


def field_with(exercise, unit):
    return next((field for field, own in exercise.units.items() if own == unit), "load")
