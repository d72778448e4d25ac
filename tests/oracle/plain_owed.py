"""What is owed on a day: by whom, from when, until when (M49, M58, M79, M88, M89, M90, M95, M101, M116, M124).

Written from docs/rules.md and docs/notation.md. Answers are {(kind, what, clause): (state, roles, from, due)}; `upcoming`
is told of everything that is foreseen, however far ahead.
"""

from plain_deeds import took, without_fact
from plain_days import show, told_after
from plain_findings import open_ways
from plain_protocol import Day, Length, span_at
from plain_truth import UNKNOWN, UNMET

AHEAD = 7  # days; what lies further ahead is not told
DONE = ("done", "declined", "not-needed", "noted", "signed")


class Owed:
    def __init__(self, cases, course, on):
        self.cases, self.course, self.on = cases, course, on
        self.chart, self.protocol, self.catalogue = course.chart, course.protocol, course.chart.catalogue
        self.found = {}

    def signers(self):
        """Who answers what no clause gives to anybody: whoever signs the first clearance (M90)."""
        first = next(iter(self.protocol.clearances.values()), None)
        return first["by"] if first else list(self.catalogue.roles)

    def recorder(self, entry):
        """Who recorded it, of the team (M90)."""
        return [r for r in self.chart.roles(entry.by, entry.day) if r != "patient"] or self.signers()

    def add(self, kind, what, roles, since, due, clause=None):
        on = self.on
        if since > on + AHEAD and kind != "baseline":  # that one has to be read again is told at once
            return
        state = "upcoming" if since > on else "overdue" if due is not None and on > due else "due"
        self.tell(kind, what, roles, state, (since, due), clause)

    def tell(self, kind, what, roles, state, days, clause=None):
        key = kind, what, clause.text() if clause is not None else None
        self.found.setdefault(key, []).append((state, tuple(sorted(roles)), show(days[0]), show(days[1])))

    def kept(self):
        """What the maintenance plan asks for (M100)."""
        self.rhythms()
        for phase in self.protocol.phases:
            if self.course.keeps(phase, self.on):
                self.assessments(phase)
        return {key: tuple(sorted(values, key=str)) for key, values in self.found.items()}

    def all(self):
        self.rhythms()
        for phase in self.protocol.phases:
            self.assessments(phase)
        self.gates()
        self.signatures()
        self.decisions()
        self.events()
        self.entries()
        for (name, line), (role, since, due) in self.course.to_be_told(self.on).items():
            self.add("rule", f'answer the rule "{name.replace("-", " ")}"', [role], since, due, line)
        return {key: tuple(sorted(values, key=str)) for key, values in self.found.items()}

    def measure(self, name):
        about = self.protocol.measures.get(name)
        return self.catalogue.measures[about["of"] if about else name]

    def days(self, measure, first):
        side = self.chart.side if measure.sided else None
        return [d for d in self.course.truth.days_of(measure, side, self.on) if d >= first]

    # ---- rhythms (`owe`, `assess every`)

    def rhythms(self):
        for line in self.protocol.owed:
            says = line.first("by")
            parts = [[t.text for t in part] for part in says.parts]
            roles = [t for t in parts[0][1:] if t != "or"]
            span = span_at(says.parts[1], 1)
            words = says.parts[2]
            cut = [t.text for t in words].index("until")
            first = self.course.day_value(Day(words[1:cut]), self.on)
            last = self.course.day_value(Day(words[cut + 1 :]), self.on)
            discharge = Day(words[1:cut]).anchor[0] == "discharge"
            if first is None or self.course.completed(self.on) != discharge:
                continue
            if last is not None and Day(words[cut + 1 :]).anchor[0] in ("start", "end"):
                last -= 1  # where phases meet, the day belongs to the one that begins (M12)
            if line.words[1].is_word("diary"):
                self.repeated("diary", "symptom diary", roles, (first, self.diary_since(line, first), span, last), line)
            else:
                measure = self.measure(line.words[1].text)
                done = self.days(measure, first)
                self.repeated("measure", f"record {measure.label}", roles, (first, max(done, default=None), span, last), line)

    def diary_since(self, line, first):
        """Every line of a diary is owed: the one written longest ago says since when, or none that was never written."""
        days = []
        for below in line.first("by").block:
            done = self.days(self.measure(below.words[0].text), first)
            days.append(done[-1] if done else None)
        if not days:
            return max((e.day for e in self.course.until("diary", self.on) if e.day >= first), default=None)
        return None if None in days else min(days)

    def repeated(self, kind, what, roles, times, line):
        """Counted from the last one; a daily rhythm begins on its first day. The last day of the span is one of it."""
        first, done, span, last = times
        daily = span.days() == 1
        if self.on < first or (last is not None and self.on > last):
            return
        if done is None:
            due = first if daily else span.after(first)
            since = first
        else:
            due, since = span.after(done), done
        if (last is not None and due > last) or (daily and due > self.on):
            return
        self.add(kind, what, roles, due if self.on < due else since, due, line)

    # ---- assessments of phases

    def assessments(self, phase):
        for line in phase.assess:
            words = line.words[1:]
            texts = [t.text for t in words]
            for below in line.block:
                measure = self.measure(below.words[0].text)
                if texts == ["before", "procedure"]:
                    self.baseline(phase, line, measure)
                elif texts[0] == "every":
                    self.every(phase, line, measure, span_at(words, 1))
                elif "after" in texts or "before" in texts:
                    self.window(phase, line, measure, words)
                else:
                    raise ValueError(f"the oracle does not know `{line.text()}`")

    def every(self, phase, line, measure, span):
        if self.course.state(phase.name, self.on) not in ("active", "held"):
            return
        start = self.course.start(phase.name, self.on)
        done = self.days(measure, start)
        due = span.after(done[-1] if done else start)
        at_start = any(part[0].is_word("at") for part in line.parts[1:]) and not done
        due = start if at_start else due
        since = due if self.on < due else done[-1] if done else start
        self.add("assessment", f"measure {measure.label}", measure.by, since, due, line)

    def window(self, phase, line, measure, words):
        if self.course.state(phase.name, self.on) not in ("active", "held"):
            return
        texts = [t.text for t in words]
        at = texts.index("after") if "after" in texts else texts.index("before")
        length, sign = Length(words[:at]), 1 if texts[at] == "after" else -1
        base = self.course.anchor(Day(words[at + 1 :]).anchor, self.on)
        if base is None:
            return
        ends = sorted((length.least.shift(base, sign), length.most.shift(base, sign)))
        if not any(d <= ends[1] for d in self.days(measure, ends[0])):
            self.add("assessment", f"measure {measure.label}", measure.by, ends[0], ends[1], line)

    def baseline(self, phase, line, measure):
        if self.course.performed(self.on) or self.course.state(phase.name, self.on) not in ("active", "held"):
            return
        span = span_at(line.parts[1], 1)
        planned = self.course.planned_day(self.on)
        oldest = span.before(planned if planned is not None else self.on)
        if self.days(measure, oldest):
            return
        since = self.course.start(phase.name, self.on)
        due = planned - 1 if planned is not None else None
        if planned is not None:
            since = max(since, span.before(planned))
        self.add("baseline", f"baseline: {measure.label}", measure.by, since, due, line)

    # ---- gates (M90)

    def next_gates(self):
        """The gate of the phase that follows on each track; in the last one of function that of discharge (M59, M90)."""
        found = []
        for track in ("tissue", "function"):
            now = self.course.in_force(track, self.on)
            phases = [p for p in self.protocol.phases if p.track == track]
            if now is None:
                following = [p for p in phases if self.course.state(p.name, self.on) == "not-yet"]
            else:
                following = phases[phases.index(now) + 1 :]
            if following and not (following[0].start and following[0].start.anchor[0] == "discharge"):
                found += [following[0].gate] if following[0].gate else []
            elif track == "function" and now:
                found += [name for name, gate in self.protocol.gates.items() if gate["opens"] == "discharge"][:1]
        return found

    def held_gates(self):
        return [p.gate for p in self.protocol.phases if p.gate and self.course.state(p.name, self.on) == "held"]

    def could_open(self, name):
        """Whether a gate could open within the look-ahead, if everything goes well (M41)."""
        return all(self.could_hold(c) for c in self.protocol.gates[name]["criteria"])

    def could_hold(self, criterion):
        course, truth = self.course, self.course.truth
        if criterion.kind == "any":
            return any(self.could_hold(c) for c in criterion.of)
        if criterion.kind == "all":
            return all(self.could_hold(c) for c in criterion.of)
        if criterion.kind in ("time", "clearance"):
            day = course.day_value(criterion.day, self.on) if criterion.kind == "time" else course.lawful_from(criterion.name, self.on)
            return day is not None and day <= self.on + AHEAD
        verdict, reason = truth.of(criterion, self.on)
        if criterion.kind in ("open", "none-open"):
            return verdict != UNMET  # who closes a flag is not foreseen
        if reason == "no-baseline":
            return False
        return verdict != UNMET or truth.good_day(criterion, self.on) <= self.on + AHEAD

    def gates(self):
        for name in self.next_gates():
            if self.could_open(name):
                for criterion in self.protocol.gates[name]["criteria"]:
                    self.unknown(name, criterion)

    def unknown(self, gate, criterion):
        if criterion.of:
            for inner in criterion.of:
                self.unknown(gate, inner)
            return
        if self.course.truth.of(criterion, self.on)[0] != UNKNOWN:
            return
        if criterion.kind == "measure":
            measure = self.measure(criterion.measure)
            told = {key[1].split(" ", 1)[1] for key in self.found if key[0] in ("assessment", "baseline", "measure")}
            if measure.label not in told:  # told once
                self.add("measure", f"record {measure.label}", measure.by, self.on, None, criterion.line)
        elif criterion.kind in ("open", "none-open"):
            flags = criterion.thing == "flag" or criterion.thing in self.catalogue.flags
            self.add("screen", "ask about warning signs" if flags else "look for findings", self.screeners(criterion), self.on, None,
                     criterion.line)

    def screeners(self, criterion):
        """Who asked last asks again, of one day all that may have; until somebody has, anybody may (M90, M18)."""
        last = self.course.last_screen_entries(criterion.thing, self.on)
        return sorted({role for e in last for role in self.chart.roles(e.by, e.day)}) or list(self.catalogue.roles)

    def signatures(self):
        asked = [p.clearance for p in self.protocol.phases
                 if p.clearance and self.course.state(p.name, self.on) in ("active", "held")]
        for gate in self.next_gates() + self.held_gates():
            asked += [c.name for c in self.protocol.gates[gate]["criteria"] if c.kind == "clearance"]
        for name in dict.fromkeys(asked):
            state = self.course.clearance(name, self.on)
            lawful = state["lawful"]
            if state["truth"] != UNMET or lawful is None:
                continue
            about = self.protocol.clearances[name]
            due = self.window_end(name)
            if due is not None and lawful > due and self.on < lawful:
                if lawful > self.on + AHEAD:
                    continue
                self.tell("signature", f"decide on {name.replace('-', ' ')}", about["by"], "waiting", (lawful, None), about["line"])
            else:
                self.add("signature", f"decide on {name.replace('-', ' ')}", about["by"], lawful, due, about["line"])

    def decisions(self):
        """How to go on without a gate that is never met, from the first day past the longest length; that it comes is not
        foreseen, for until then the wait may end (M58, R-N49)."""
        for name, gate in self.protocol.gates.items():
            about, since = gate["otherwise"], self.course.gate_overdue_since(name, self.on)
            if about is None or since is None or self.decided(name, about["by"], since):
                continue
            text = about["line"].parts[1][0].value
            what = f'decide how to go on without "{name.replace("-", " ")}": {text}'
            self.add("decision", what, about["by"], since, about["within"].after(since), about["line"])

    def decided(self, gate, roles, since):
        """An answer by the gate's name of one of the roles since that day; the last word counts, and of two of one day in an
        order nobody can tell the one that leaves it owed (M18, M57, M58, M79)."""
        words = [e for e in self.course.until("answer", self.on)
                 if e.word(0) == gate and e.day >= since and set(roles) & set(self.chart.roles(e.by, e.day))]
        last = [e for e in words if not any(told_after(other, e) for other in words)]
        return bool(last) and all(self.word_of(e) in DONE for e in last)

    def window_end(self, name):
        """The last day on which the longest length of the running phase that it ends could end (M52)."""
        for phase in self.protocol.phases:
            if phase.clearance == name and self.course.state(phase.name, self.on) in ("active", "held"):
                if phase.length and phase.length.most:
                    return phase.length.most.after(self.course.start(phase.name, self.on))
        return None

    # ---- flags, findings, procedures, adverse events

    def events(self):
        course, on = self.course, self.on
        for flag, state in course.open_flags(on).items():
            about = self.protocol.flags.get(flag, {})
            due = about["within"].after(state["since"]) if about.get("within") else None
            roles = [about["to"]] if about.get("to") else self.signers()
            said = state["entry"] is not None and state["entry"].kind == "flag"  # by its word, else by its label
            label = state["entry"].word(0).replace("-", " ") if said else self.catalogue.flags[flag]["label"]
            self.add("escalation", f'answer the warning "{label}"', roles, state["since"], due)
        for life in open_ways(course, on):
            label = self.catalogue.findings[life.name]["label"]
            self.add("retraining", f'retrain "{label}"', self.recorder(life.entry), life.since, None)
        counting = [e for e in course.performed(on) if e.day == course.procedure_day(on)]
        for entry in counting[:1] if self.protocol.first_of_series else counting[-1:]:
            if {"source", "preparation", "site", "guidance", "operator"} - {line.head for line in entry.block}:
                what = f"complete the record of {entry.word(0).replace('-', ' ')}"
                self.add("record", what, self.recorder(entry), entry.day, None)
        planned = course.planned_day(on)
        if planned is not None and planned < on:
            self.add("record", "complete the record of procedure", self.signers(), planned, planned + 1)
        self.adverse()

    def adverse(self):
        """How an event relates to the treatment is judged by who signs the first clearance, and is owed until then (M124)."""
        judges = self.signers()
        told = self.course.until("adverse", self.on)
        for entry in told:
            same = [e for e in told if e.word(0) == entry.word(0) and (e.day, e.time or -1) >= (entry.day, entry.time or -1)]
            if not any(self.judged(e, judges) for e in same):
                self.add("judgement", f'judge the adverse event "{entry.word(0).replace("-", " ")}"', judges, entry.day, None)

    def judged(self, entry, judges):
        said = entry.options.get("relatedness")
        return bool(said) and not said[0][0].is_word("unknown") and bool(set(judges) & set(self.chart.roles(entry.by, entry.day)))

    # ---- what single entries owe: hand-offs, questions to prescribers, another look

    def entries(self):
        course, on = self.course, self.on
        for entry in course.until("medicine", on):
            if "vital-substance" in took(course, entry, on) and not self.medicine_answered(entry):
                said = next(part for part in entry.by_parts if part[0].is_word("taken", "ordered", "stopped"))[1].value
                self.add("prescriber-question", f"ask the prescriber about {said.replace('-', ' ')}", self.signers(), entry.day, None)
        for entry in course.until("clear", on):
            if self.to_review(entry) and not self.looked_again(entry):
                about = self.protocol.clearances[entry.word(0)]
                self.add("review", f"look again at {entry.word(0).replace('-', ' ')}", about["by"], entry.day, None, about["line"])
        for entry in course.until("handoff", on):
            self.handoff(entry)

    def medicine_answered(self, entry):
        """By whoever may sign, by its name or in its words; the last word counts (M18, M63, M79)."""
        words = [e for e in self.course.until("answer", self.on)
                 if set(self.signers()) & set(self.chart.roles(e.by, e.day)) and self.replies(e, entry)]
        last = [e for e in words if not any(told_after(other, e) for other in words)]
        return bool(last) and all(self.word_of(e) in DONE for e in last)

    def looked_again(self, entry):
        """Signed anew by who may, with the knowledge of what came late, or revoked (M49)."""
        about = self.protocol.clearances[entry.word(0)]
        for later in self.course.until("clear", self.on):
            after = told_after(later, entry) or (not told_after(entry, later) and later.known > entry.known)
            may = set(about["by"]) & set(self.chart.roles(later.by, later.day))
            if later.word(0) == entry.word(0) and after and may and not self.to_review(later):
                return True
        return self.course.revoked_on(entry, self.on) is not None

    def to_review(self, entry):
        """A fact older than it came later, or a correction made it early (M17, M49)."""
        early = "too-early" in (self.course.judge(entry.word(0), entry, entry.day),)
        before = self.cases.course(entry.known).judge(entry.word(0), entry, entry.day)
        return without_fact(self.cases, self.course, entry) or (early and before != "too-early")

    def handoff(self, entry):
        """Answered by the last word said of it: done, declined, not needed, taken note of, signed (M57, M79)."""
        replies = [e for kind in ("answer", "acknowledge", "clear") for e in self.course.until(kind, self.on)
                   if self.replies(e, entry)]
        last = [e for e in replies if not any(told_after(other, e) for other in replies)]
        if last and all(self.word_of(e) in DONE for e in last):
            return
        to = [part[0].text for part in entry.options.get("to", [])]
        roles = [r for name in to for r in ([name] if name in self.catalogue.roles else self.chart.roles(name, self.on))]
        until = entry.options.get("until")
        self.add("answer", f"answer what was handed over: {entry.word(0).replace('-', ' ')}", roles, entry.day,
                 until[0][0].value if until else None)


    @staticmethod
    def word_of(reply):
        return {"acknowledge": "noted", "clear": "signed"}.get(reply.kind, reply.word(1) or "done")

    def replies(self, reply, entry):
        """By a name of the hand-off (M114): it came after it. By what was handed over: if that can be told (M18)."""
        if reply.word(0) in self.course.known.names(entry):
            return not told_after(entry, reply)
        said = (reply.word(0), reply.words[0].value) if reply.words else ()
        return self.about(entry) in said and told_after(reply, entry)

    @staticmethod
    def about(entry):
        if entry.kind != "medicine":
            return entry.word(0)
        return next(part for part in entry.by_parts if part[0].is_word("taken", "ordered", "stopped"))[1].value


def owed(cases, course, on):
    """After an end nothing is owed (M98), but what counts from the discharge, once a course was completed (M100)."""
    if course.end(on) is None:
        return Owed(cases, course, on).all()
    return Owed(cases, course, on).kept() if course.completed(on) and course.died(on) is None else {}
