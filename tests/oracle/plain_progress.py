"""What a rule says of an exercise from session to session (M73 to M76, R-N29): a part of the course of an episode."""

from plain_days import daily, moment, told_after
from plain_protocol import span_at
from plain_truth import MET, UNKNOWN, Row, dose_of


class Progressions:
    def prescription(self, exercise, day, time=None):
        """The line of the latest prescription that names an exercise by a moment."""
        found = None
        for entry in sorted(self.until("prescribe", day), key=moment):
            for line in entry.block:
                if line.words[0].is_word(exercise):
                    found = line
        return found

    @daily
    def prescribed(self, on):
        """The exercises of the latest prescription, and of those of its moment that nothing orders (M81, M125)."""
        entries = self.until("prescribe", on)
        last = max(entries, key=self.written_order, default=None)
        latest = [e for e in entries if self.written_order(e) == self.written_order(last)]
        if last is not None and last.writer is not None:
            latest = [e for e in latest if e is last or e.writer is None or e.writer[0] != last.writer[0]]
        return list(dict.fromkeys(line.words[0].text for e in latest for line in e.block))

    @staticmethod
    def written_order(entry):
        """By day and time, one without a time last, then by what was recorded last (M125)."""
        return entry.day, 9999 if entry.time is None else entry.time, entry.known

    @daily
    def progress(self, on):
        """{exercise: step} of the rules that speak of what is prescribed, in the phases in force (R-N29, M75)."""
        found = {}
        for exercise in self.prescribed(on):
            for rules in self.protocol.progressions:
                if exercise in self.spoken_of(rules) and self.phases_of(rules, on):
                    own, row = self.judging(rules, exercise, on)
                    found[exercise] = self.step(own, self.unanswered(own, row, on), on)
        return found

    def rule_of(self, session, exercise, otherwise=None):
        """The rule that spoke of an exercise in the phase in which a session was done: it judges the session (M75)."""
        for rules in self.protocol.progressions:
            if exercise in self.spoken_of(rules) and self.phases_of(rules, session.day):
                return rules
        return otherwise

    def judging(self, rules, exercise, on):
        """(rule, row): what judges the last session at the present load, be its phase over; without one today's rule (M75).
        A session of before the procedure is none (M33)."""
        row, procedure = self.row(exercise, on), self.procedure_day(on)
        if procedure is not None:
            row = Row(exercise, [s for s in row.sessions if s.day >= procedure])
        return self.rule_of(row.sessions[-1], exercise, rules) if row.sessions else rules, row

    def spoken_of(self, rules):
        """The exercises of a rule; `for PLAN` means those of the plan."""
        return [exercise for name in rules["for"] for exercise in self.protocol.plans.get(name, [name])]

    def phases_of(self, rules, on):
        return {p.name for p in (self.in_force(t, on) for t in ("tissue", "function")) if p} & set(rules["in"])

    def row(self, exercise, on):
        """The sessions at the present load: since the dose was prescribed (M73), and after those that have moved the target
        already: one session applies a rule once (M76)."""
        since = self.dose_since(exercise, on)
        row = Row(exercise, [])
        for session in self.truth.sessions:
            if session.day <= on and self.not_before(session, since) and self.needed(session, exercise):
                rules = self.rule_of(row.sessions[-1], exercise) if row.sessions else None
                if rules and self.moves_target(rules, self.step(rules, row, session.day)):
                    row = Row(exercise, [])
                row.sessions.append(session)
        return row

    def unanswered(self, rules, row, on):
        """What waits for a person, a stop or a step without a number, is answered by a prescription after its session, be it
        of the same dose: what that session showed was that person's to weigh (M76)."""
        last = row.sessions[-1] if row.sessions else None
        if last is None or not self.phases_of(rules, last.day):
            return row
        for entry in sorted(self.until("prescribe", on), key=moment):
            if told_after(entry, last) and any(line.words[0].is_word(row.exercise) for line in entry.block):
                kind = self.step(rules, row, entry.day)
                waits = kind in ("stop", "regress", "advance") and (kind == "stop" or not self.moves_target(rules, kind))
                if waits:
                    return Row(row.exercise, [])
        return row

    def needed(self, session, exercise):
        """Whether an exercise was part of a session; one that was not needed that day was none of it (M79)."""
        about = self.chart.catalogue.exercises[exercise]
        return any(dose_of(about, line)["state"] != "not-needed" for line in self.truth.lines_for(session, exercise))

    @staticmethod
    def not_before(entry, since):
        """On the day of `since` as far as can be told (M18)."""
        day, time = since
        told = entry.day == day and entry.time is not None and time >= 0
        return entry.time >= time if told else entry.day >= day

    @staticmethod
    def moves_target(rules, kind):
        return any(step == kind and any(t.is_word("load", "plan") for t in line.words) for step, _, line in rules["steps"])

    def dose_since(self, exercise, on):
        """The moment of the prescription that began the present dose of an exercise."""
        since, dose = (-1, -1), None
        about = self.chart.catalogue.exercises[exercise]
        for entry in sorted(self.until("prescribe", on), key=moment):
            for line in entry.block:
                if line.words[0].is_word(exercise) and self.prescribes(about, line) != dose:
                    since, dose = moment(entry), self.prescribes(about, line)
        return since

    @staticmethod
    def prescribes(exercise, line):
        """A dose by what it means: how often is a part of it, seven times a week once a day (M73)."""
        dose, often = dose_of(exercise, line), None
        for part in line.parts:
            texts = [t.text for t in part]
            if "times" in texts:
                often = part[texts.index("times") - 1].value * (7 if "day" in texts else 1)
        return dose["sets"], dose["fields"], dose["words"], often

    def step(self, rules, row, on):
        return self.said(rules, row, on)[0]

    def said(self, rules, row, on):
        """(step, its condition, its line); of `otherwise` without a condition."""
        told = []
        running = any(self.state(p, on) == "active" for p in self.phases_of(rules, on)) and not self.open_flags(on)
        for kind in ("stop", "regress", "hold", "advance"):
            if kind == "advance" and (UNKNOWN in told or not running):
                break  # what cannot be told never goes on, nor a phase that is held or over, nor anything under a flag
            for step, condition, line in rules["steps"]:
                if step == kind:
                    told.append(self.truth.of(condition, on, row, kind != "advance")[0])
                    if told[-1] == MET:
                        return kind, condition, line
        return rules["otherwise"][0], None, rules["otherwise"][1]

    @daily
    def to_be_told(self, on):
        """{(rule, line): (role, since, due)} of the steps that name who is told; one step that speaks of several exercises
        is one obligation, from the first of them (M75, M90)."""
        found = {}
        for exercise in self.prescribed(on):
            for rules in self.protocol.progressions:
                if exercise not in self.spoken_of(rules) or not self.phases_of(rules, on):
                    continue
                rules, row = self.judging(rules, exercise, on)
                kind, condition, line = self.said(rules, self.unanswered(rules, row, on), on)
                part = next((p for p in line.parts if p[0].is_word("escalate")), None)
                if condition is None or part is None:
                    continue
                role, span = part[2].text, span_at(part, 4)
                since = self.spoken_since(rules, condition, row, on, kind != "advance")
                if not self.rule_answered(rules["name"], role, since, on):
                    key = rules["name"], line
                    first = min(since[0], found[key][1]) if key in found else since[0]
                    found[key] = role, first, span.after(first)
        return found

    def spoken_since(self, rules, condition, row, on, safety):
        """The moment of which a step speaks: of the last session at the present load, or before any of the prescription, but
        where no rule spoke of that not before the phase of this rule, or of what was found since that makes it hold (M75)."""
        naming = [e for e in self.until("prescribe", on) if any(line.words[0].is_word(row.exercise) for line in e.block)]
        last = moment(max(row.sessions or naming, key=moment))
        if not row.sessions or self.rule_of(row.sessions[-1], row.exercise) is None:
            last = max([last] + [(self.start(phase, on), -1) for phase in self.phases_of(rules, on)])
        return max(last, self.found_on(condition, row, on, safety))

    def found_on(self, condition, row, on, safety):
        """The moment at which a condition that is met became so: of any the earliest, of all the last."""
        if condition.of:
            days = sorted(self.found_on(c, row, on, safety) for c in condition.of
                          if self.truth.of(c, on, row, safety)[0] == MET)
            if condition.kind == "not":
                return -1, -1
            return days[-1] if condition.kind == "all" else days[condition.least - 1] if condition.kind == "count" else days[0]
        if condition.kind == "open":
            return min(self.opened_at(thing, on) for thing in self.open_of(condition.thing, on))
        if condition.kind == "measure" and condition.over == "latest":
            about = self.protocol.measures.get(condition.measure)
            measure = self.chart.catalogue.measures[about["of"] if about else condition.measure]
            days = self.truth.days_of(measure, self.chart.side if measure.sided else None, on)
            return (days[-1], -1) if days else (-1, -1)
        return -1, -1

    def opened_at(self, thing, on):
        """The moment at which an open flag or finding was opened; one that its own rule raised tells no time."""
        state = self.open_flags(on).get(thing)
        if state is None:
            return self.open_findings(on)[thing][1], -1
        return state["since"], moment(state["entry"])[1] if state["entry"] is not None else -1

    def rule_answered(self, name, role, since, on):
        """An answer of the rule by that role, after the moment of which the step speaks as far as can be told (M18, M57,
        M75); the last word counts, and what was done in part stays owed (M79)."""
        words = [e for e in self.until("answer", on) if e.word(0) == name and role in self.chart.roles(e.by, e.day)]
        words = [e for e in words if e.day > since[0] or (e.day == since[0] and -1 < since[1] < moment(e)[1])]
        last = [e for e in words if not any(told_after(other, e) for other in words)]
        return bool(last) and all((e.word(1) or "done") in ("done", "declined", "not-needed") for e in last)
