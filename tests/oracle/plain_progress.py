"""What a rule says of an exercise from session to session (M73 to M76, R-N29): a part of the course of an episode."""

from plain_days import daily, moment
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
        """The exercises of the latest prescription."""
        entries = sorted(self.until("prescribe", on), key=lambda e: (moment(e), e.known))
        return [line.words[0].text for line in entries[-1].block] if entries else []

    @daily
    def progress(self, on):
        """{exercise: step} of the rules that speak of what is prescribed, in the phases in force (R-N29, M75)."""
        found = {}
        for exercise in self.prescribed(on):
            for rules in self.protocol.progressions:
                if exercise in self.spoken_of(rules) and self.phases_of(rules, on):
                    found[exercise] = self.step(rules, self.row(rules, exercise, on), on)
        return found

    def spoken_of(self, rules):
        """The exercises of a rule; `for PLAN` means those of the plan."""
        return [exercise for name in rules["for"] for exercise in self.protocol.plans.get(name, [name])]

    def phases_of(self, rules, on):
        return {p.name for p in (self.in_force(t, on) for t in ("tissue", "function")) if p} & set(rules["in"])

    def row(self, rules, exercise, on):
        """The sessions at the present load: since the dose was prescribed (M73), and after those that have moved the target
        already: one session applies a rule once (M76)."""
        since = self.dose_since(exercise, on)
        row = Row(exercise, [])
        for session in self.truth.sessions:
            if session.day <= on and self.not_before(session, since) and self.needed(session, exercise):
                moved = row.sessions and self.phases_of(rules, session.day)
                if moved and self.moves_target(rules, self.step(rules, row, session.day)):
                    row = Row(exercise, [])
                row.sessions.append(session)
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
        for entry in sorted(self.until("prescribe", on), key=moment):
            for line in entry.block:
                if line.words[0].is_word(exercise) and line.text() != dose:
                    since, dose = moment(entry), line.text()
        return since

    def step(self, rules, row, on):
        told = []
        running = any(self.state(p, on) == "active" for p in self.phases_of(rules, on)) and not self.open_flags(on)
        for kind in ("stop", "regress", "hold", "advance"):
            if kind == "advance" and (UNKNOWN in told or not running):
                break  # what cannot be told never goes on, nor a phase that is held or over, nor anything under a flag
            for step, condition, line in rules["steps"]:
                if step == kind:
                    told.append(self.truth.of(condition, on, row, kind != "advance")[0])
                    if told[-1] == MET:
                        return kind
        return rules["otherwise"][0]
