"""The course of an episode as one knowledge sees it: events, phases, signatures, flags, restrictions, ceiling.

Every function answers for a day `on` and looks at nothing later. Written from docs/rules.md (M1 to M125), docs/notation.md
and docs/decisions/; slow and plain on purpose. Where a rule leaves room, the reading taken is told in a comment.
"""

import plain_findings
from plain_chart import Knowledge
from plain_days import daily, moment, told_after
from plain_progress import Progressions
from plain_protocol import Day, span_at
from plain_truth import MET, UNMET, Truth, all_of


class Course(Progressions):
    def __init__(self, chart, cut, signing=None):
        self.chart, self.known, self.memory, self.cut = chart, Knowledge(chart, cut, signing), {}, cut
        self.protocol = chart.protocol
        self.truth = Truth(self)

    @daily
    def at_moment_of(self, signature):
        """The same knowledge without what came after a signature on its day, by times that both have (M49)."""
        return Course(self.chart, self.cut, signature)

    @daily
    def until(self, kind, on):
        return [e for e in self.known.of(kind) if e.day <= on]

    # ---- events and days

    @daily
    def enrolment(self, on):
        return min((e.day for e in self.until("enrol", on)), default=None)

    @daily
    def ending(self, on):
        """The first end holds; of one day in an order nobody can tell one after which the limits stand (M18, M98)."""
        ends = self.until("end", on)
        first = [e for e in ends if not any(told_after(e, other) for other in ends)]
        return min(first, key=lambda e: e.word(0) in ("completed", "died"), default=None)

    @daily
    def end(self, on):
        ending = self.ending(on)
        return None if ending is None else ending.day

    @daily
    def died(self, on):
        """The day of a death, also one that was told after another end (M98)."""
        return min((e.day for e in self.until("end", on) if e.word(0) == "died"), default=None)

    def end_kind(self, on):
        return self.ending(on).word(0)

    def limits_lifted(self, on):
        """After a completed course and after a death no phase limits anything (M98)."""
        return self.completed(on) or self.died(on) is not None

    def completed(self, on):
        """The maintenance plan begins when a course was completed, and by no other end (M100)."""
        return self.end(on) is not None and self.end_kind(on) == "completed"

    def keeps(self, phase, on):
        return phase.start is not None and phase.start.anchor[0] == "discharge" and self.completed(on)

    def at_site(self, entry):
        """Whether a record names this site, or none (M95)."""
        for line in entry.block:
            if line.head == "site":
                side = line.parts[1][0].text if len(line.parts) > 1 else None
                return line.words[1].text == self.chart.site and side in (self.chart.side, None, "none")
        return True

    def performed(self, on):
        """What was recorded as done, also when it names another site: the protective limits hold until that is settled."""
        return [e for e in self.until("procedure", on) if e.word(1) in (None, "performed")]

    @daily
    def procedure_day(self, on):
        """The latest one performed by the day asked (M14), or the first of a series when the author says so (M16)."""
        days = [e.day for e in self.performed(on)]
        if not days:
            return None
        return min(days) if self.protocol.first_of_series else max(days)

    @daily
    def planned_day(self, on):
        """The day of the latest plan that no event has superseded (M116); of plans in an order nobody can tell the earliest
        day (M18, decision 33)."""
        events, plans = self.until("procedure", on), [e for e in self.until("plan", on) if e.word(0) == "procedure"]
        latest = [(plan, self.day_of_plan(plan)) for plan in plans if not any(self.replaces(other, plan) for other in plans)]
        return min((day for plan, day in latest if not any(self.uses_up(e, plan, day) for e in events)), default=None)

    @staticmethod
    def day_of_plan(plan):
        return next(t.value for t in plan.words if t.kind == "date")

    @staticmethod
    def replaces(plan, other):
        """Later by its day or by both times; where both have the same time or none, recorded later or, of one writer, with
        the greater number (M18, M125)."""
        if (plan.day, plan.time) != (other.day, other.time):
            return told_after(plan, other)
        if plan.known != other.known or None in (plan.writer, other.writer) or plan.writer[0] != other.writer[0]:
            return plan.known > other.known
        return plan.writer[1] > other.writer[1]

    @staticmethod
    def uses_up(event, plan, planned):
        """One made on the day of a procedure for a later day is for the next, unless its time says otherwise (M13, M18)."""
        if event.day != plan.day:
            return event.day > plan.day
        told = event.time is not None and plan.time is not None and event.time > plan.time
        return told or planned <= event.day

    def anchor(self, anchor, on, planned=False):
        kind = anchor[0]
        if kind == "date":
            return anchor[1]
        if kind == "enrolment":
            return self.enrolment(on)
        if kind == "procedure":
            day = self.procedure_day(on)
            return self.planned_day(on) if day is None and planned else day
        if kind == "discharge":
            return self.end(on)
        if kind == "gate":
            return self.start(self.protocol.gates[anchor[1]]["opens"], on)
        phase = anchor[1]
        return self.start(phase, on) if kind == "start" else self.finish(phase, on)

    def day_value(self, day, on, planned=False):
        base = self.anchor(day.anchor, on, planned)
        if base is None:
            return None
        return base if day.span is None else day.span.shift(base, day.sign)

    # ---- signatures (M25, M44 to M47, M50, M51, M55)

    def clear_entries(self, name, on):
        return sorted((e for e in self.until("clear", on) if e.word(0) == name), key=lambda e: (moment(e), e.known))

    @daily
    def lawful_from(self, name, on, events_of=None):
        """The first day on which a signature counts, as moved by physicians inside the bounds, or later (M50, M118); counted
        from what had happened by the end of `events_of`, else of the day itself."""
        about = self.protocol.clearances[name]
        by = on if events_of is None else events_of
        day = self.day_value(about["earliest"], by) if about["earliest"] else self.enrolment(by)
        if day is None:
            return None
        mover = None
        for move in sorted(self.until("move", on), key=lambda e: (moment(e), e.known)):
            if move.word(0) == name and self.may_move(about, move):
                to = next(t.value for t in move.words if t.kind == "date")
                last = mover is None or told_after(move, mover)  # of two in an order nobody can tell the later day (M18)
                if to > day or (last and self.inside_bounds(about, to, on)):
                    day, mover = to, move
        return day

    def may_move(self, about, entry):
        """A physician, or who signs it (M50)."""
        return bool(({"physician"} | set(about["by"])) & set(self.chart.roles(entry.by, entry.day)))

    def inside_bounds(self, about, to, on):
        if about["bounds"] is None:
            return False
        low, high = (self.day_value(b, on) for b in about["bounds"])
        return low is not None and high is not None and low <= to <= high

    def revoked_on(self, entry, on):
        days = [e.day for e in self.until("revoke", on) if e.word(0) in self.known.names(entry)]
        return min(days, default=None)

    def judge(self, name, entry, on, revoked=True):
        """What a signature is worth on a day: `signed`, or why it does not count; with `revoked` false, but for that."""
        about = self.protocol.clearances[name]
        if not set(about["by"]) & set(self.chart.roles(entry.by, entry.day)):
            return "wrong-role"
        procedure = self.procedure_day(on)
        same_day = [e for e in self.performed(on) if e.day == entry.day]
        before = bool(same_day) and all(told_after(e, entry) for e in same_day)  # signed before that day's procedure (M18)
        repeated = any(e.day < entry.day for e in self.performed(on))
        before = before or (repeated and any(not told_after(entry, e) for e in same_day))  # a repeat spends its day's (M14)
        lawful = self.lawful_from(name, entry.day, entry.day - 1 if before else None)
        if lawful is None or entry.day < lawful:
            return "too-early"
        if procedure is not None and (entry.day < procedure or (before and entry.day == procedure)):
            return "spent"
        if revoked and self.revoked_on(entry, on) is not None:
            return "revoked"
        if on > about["valid"].after(entry.day):
            return "expired"
        bound = self.lawful_from(name, on)
        return "moved" if bound is not None and bound > on else "signed"

    @daily
    def clearance(self, name, on):
        found = {"truth": UNMET, "reason": "not-signed", "entry": None, "through": None, "lawful": self.lawful_from(name, on)}
        judged = [(self.judge(name, e, on), e) for e in self.clear_entries(name, on)]
        counting = [e for verdict, e in judged if verdict == "signed"]
        valid = self.protocol.clearances[name]["valid"]
        if counting:
            entry = counting[-1]
            found.update(truth=MET, reason="signed", entry=entry, through=valid.after(entry.day))
        elif judged:
            found.update(reason=judged[-1][0], entry=judged[-1][1])
        found["reasons"] = {verdict for verdict, _ in judged} or {"not-signed"}
        return found

    @daily
    def signature_ending(self, name, since, on):
        """Day of the first signature on or after `since` that counted when given and is neither revoked nor spent."""
        for entry in self.clear_entries(name, on):
            if entry.day >= since and self.judge(name, entry, entry.day) == "signed":
                if self.revoked_on(entry, on) is None and self.judge(name, entry, on) != "spent":
                    return entry.day
        return None

    # ---- phases (M2, M12, M42 to M47, M59, M60, M119; decision 2)

    def phase(self, name):
        return self.protocol.phase_named[name]

    def later(self, phase):
        track = [p for p in self.protocol.phases if p.track == phase.track]
        return track[track.index(phase) + 1 :]

    def spent(self, name, entry, on):
        """What was entered before a repeated procedure is spent, when its gate counts from the procedure (M14)."""
        procedure = self.procedure_day(on)
        gate = self.protocol.gates[self.phase(name).gate]
        hangs = any(c.kind == "time" and c.day.anchor[0] == "procedure" for c in gate["criteria"])
        if not hangs or procedure is None or entry.day != procedure:
            return hangs and procedure is not None and entry.day < procedure
        # on the day of a repeat, unless times say that the repeat came first (M18)
        repeats = [e for e in self.performed(on) if e.day == procedure]
        repeated = any(e.day < procedure for e in self.performed(on))
        return repeated and any(not told_after(entry, e) for e in repeats)

    def entries_into(self, name, on):
        own = [e for e in self.until("enter", on) if e.word(0) == name]
        return [e for e in own if not self.spent(name, e, on)] if self.phase(name).gate else []

    def begins_by_day(self, phase, on):
        """The day on which a phase without a gate begins by the calendar, or None. A phase whose last day has passed
        before its first never begins; nor does one when a later phase of its track was entered before (M2, M59)."""
        anchor = phase.start.anchor
        if anchor[0] == "discharge" and not self.completed(on):
            return None
        same_track = anchor[0] == "end" and self.phase(anchor[1]).track == phase.track
        base = self.own_end(anchor[1], on) if same_track else self.anchor(anchor, on)
        if base is None:
            return None
        if same_track and self.completed(on) and self.first_day(self.phase(anchor[1]), on) <= self.end(on) < base:
            return None  # its course is over (M98)
        day = base if phase.start.span is None else phase.start.span.shift(base, phase.start.sign)
        if day > on:
            return None
        if phase.until and phase.until.anchor[0] != "start":
            last = self.day_value(phase.until, on)
            if last is not None and last < day:
                return None
        if any(d is not None and d < day for d in self.later_begun(phase, on)):
            return None
        return self.after_signatures(phase, day, on)

    def after_signatures(self, phase, day, on):
        """Not before the signature that ends an earlier phase in force on its track (M2)."""
        for earlier in self.before(phase):
            if earlier.clearance and phase.start.anchor != ("end", earlier.name):
                begun, ended = self.first_day(earlier, on), self.own_end(earlier.name, on)
                if begun is not None and begun <= day:
                    if ended is None and not self.entered_after(earlier, on):
                        return None
                    day = max(day, ended) if ended is not None else day
        return day

    def first_day(self, phase, on):
        entered = [e.day for e in self.entries_into(phase.name, on)]
        return min(entered, default=None) if phase.gate else self.begins_by_day(phase, on)

    def entered_after(self, phase, on):
        return [e.day for p in self.later(phase) if p.gate for e in self.entries_into(p.name, on)]

    def later_begun(self, phase, on):
        """First days of later phases of the track that hang on nothing of this track."""
        days = [e.day for p in self.later(phase) if p.gate for e in self.entries_into(p.name, on)]
        own = [self.day_value(p.start, on) for p in self.later(phase) if p.start and p.start.anchor[0] != "end"
               and (p.start.anchor[0] != "discharge" or (self.completed(on) and not self.operated_after_end(on)))]
        return days + [d for d in own if d is not None and d <= on]

    def operated_after_end(self, on):
        """A procedure or an enrolment after the end of a completed course begins what counts from it; the maintenance plan is
        over (M100)."""
        return any(day is not None and day > self.end(on) for day in (self.procedure_day(on), self.enrolment(on)))

    @daily
    def own_end(self, name, on):
        """The day a phase ends by itself: its `until`, its fixed length, its signature."""
        phase = self.phase(name)
        start = self.start(name, on) if phase.gate else self.begins_by_day(phase, on)
        if start is None:
            return None
        days = []
        if phase.until:
            same = phase.until.anchor[0] == "start" and self.phase(phase.until.anchor[1]).track == phase.track
            days.append(None if same else self.until_day(phase.until, start, on))
        elif phase.length and phase.length.fixed:
            days.append(phase.length.most.after(start))
        if phase.clearance:
            days.append(self.signature_ending(phase.clearance, start, on))
        return min((d for d in days if d is not None and start <= d <= on), default=None)

    def until_day(self, until, start, on):
        """What ends at a procedure ends at the first one after its beginning, not again at a repeat."""
        if until.anchor == ("procedure",) and until.span is None:
            return min((e.day for e in self.performed(on) if e.day >= start), default=self.procedure_day(on))
        return self.day_value(until, on)

    @daily
    def runs(self, track, on):
        """[(day, phase, entry)]: the phases of a track as they began, one after the other; a written step back counts."""
        begun = []
        for at, phase in enumerate(p for p in self.protocol.phases if p.track == track):
            if phase.gate:
                begun += [(e.day, moment(e)[1], at, phase.name, e) for e in self.entries_into(phase.name, on)]
            else:
                day = self.begins_by_day(phase, on)
                if day is not None:  # the end is the last word of its day, and the maintenance plan with it (M98)
                    kept = phase.start.anchor[0] == "discharge" and self.end(on) == day
                    time = 9999 if kept else -1 if phase.start.anchor[0] == "discharge" else -2
                    begun.append((day, time, at, phase.name, None))
        found = []
        for day, _, _, name, entry in self.in_order(begun):
            if not found or found[-1][1] != name:
                found.append((day, name, entry))
        return found

    @staticmethod
    def in_order(begun):
        """By day; on one day those with times by times, one without before those after it in the protocol that nothing told
        comes before (M18, M59)."""
        found = []
        for each in sorted(begun, key=lambda b: (b[0], b[1] == -1, b[1], b[2])):
            at = len(found)
            while each[1] == -1 and at > 0 and found[at - 1][0] == each[0] and found[at - 1][2] > each[2]:
                at -= 1
            found.insert(at, each)
        return found

    @daily
    def run_of(self, name, on):
        """(start, entry, start of what came next) of the last time a phase began."""
        runs = self.runs(self.phase(name).track, on)
        for at in range(len(runs) - 1, -1, -1):
            if runs[at][1] == name:
                following = runs[at + 1][0] if at + 1 < len(runs) else None
                return runs[at][0], runs[at][2], following
        return None, None, None

    def entering(self, name, on):
        return self.run_of(name, on)[1]

    def start(self, name, on):
        return self.run_of(name, on)[0]

    @daily
    def finish(self, name, on):
        start, _, following = self.run_of(name, on)
        if start is None:
            return None
        days = [self.own_end(name, on), following, self.died(on) if self.keeps(self.phase(name), on) else self.end(on)]
        return min((d for d in days if d is not None and start <= d <= on), default=None)

    @daily
    def state(self, name, on):
        start, finish = self.start(name, on), self.finish(name, on)
        if start is None:
            return "not-yet" if self.end(on) is None else "not-applicable"
        if finish is not None:
            return "ended"
        return "held" if self.held_since(name, on) is not None else "active"

    @daily
    def lingers(self, name, on):
        """The limits of an ended phase hold until the next one of its track has begun (M2, M59)."""
        if self.state(name, on) != "ended":
            return False
        if self.limits_lifted(on):
            return False
        runs = self.runs(self.phase(name).track, on)
        return runs[-1][1] == name

    @daily
    def held_since(self, name, on):
        """First day of the hold that is on: a person's, a revoked signature's, or a flag's that says `then hold`."""
        days = [self.hold_entry_day(name, on), self.revocation_day(name, on), self.flag_hold_day(name, on)]
        return min((d for d in days if d is not None), default=None)

    @daily
    def hold_entry_day(self, name, on):
        start = self.start(name, on)
        held = [e for e in self.until("hold", on) if e.word(0) == name and start is not None and e.day >= start]
        resumes = [e for e in self.until("resume", on) if e.word(0) == name]
        held = [e for e in held if not any(self.goes_on(e, moment(r)) and self.may_lift(e, r, name) for r in resumes)]
        anew = [e for e in self.until("enter", on) if e.word(0) == name]
        held = [e for e in held if not any(told_after(a, e) for a in anew)]  # entered anew: it goes on (M60)
        return min((e.day for e in held), default=None)

    def signers(self, name):
        """Roles that sign for a phase: those of the signatures its gate asks for (M54)."""
        gate = self.phase(name).gate
        criteria = self.protocol.gates[gate]["criteria"] if gate else []
        return {role for c in criteria if c.kind == "clearance" for role in self.protocol.clearances[c.name]["by"]}

    def may_lift(self, hold, resume, name):
        """Who set the stop, or who signs for the phase; the patient's own stop anybody of the team (M54)."""
        roles = set(self.chart.roles(resume.by, resume.day))
        if roles & (self.signers(name) | set(self.chart.roles(hold.by, hold.day))):
            return True
        return "patient" in self.chart.roles(hold.by, hold.day) and bool(roles - {"patient"})

    @staticmethod
    def goes_on(hold, resume):
        """Whether a resumption lies after a hold; on one day without both times it cannot be told, and holds (M18)."""
        if resume[0] != hold.day:
            return resume[0] > hold.day
        return hold.time is not None and resume[1] > hold.time

    @daily
    def revocation_day(self, name, on):
        """Revoked: a signature on which the entering of this phase rested, or of one before it on its track (M47)."""
        start, track = self.start(name, on), self.phase(name).track
        days = []
        for phase in self.protocol.phases if start is not None else ():
            begun = self.start(phase.name, on)
            if phase.track == track and phase.gate and begun is not None and begun <= start:
                days += [d for d in self.revocations(phase, name, on) if d >= start]
        return min(days, default=None)

    def revocations(self, phase, name, on):
        """The days from which `name` is held since what `phase` was entered on was revoked, and which nobody has lifted."""
        entry = self.entering(phase.name, on)
        days = []
        for criterion in self.protocol.gates[phase.gate]["criteria"] if entry is not None else ():
            if criterion.kind == "clearance":
                given = [e for e in self.clear_entries(criterion.name, entry.day)
                         if self.judge(criterion.name, e, entry.day) == "signed"
                         or self.revoked_after(criterion.name, e, entry)]
                if given and all(self.revoked_on(e, on) is not None for e in given):
                    last = max((self.revocation_of(e, on) for e in given), key=moment)
                    if not any(told_after(e, last) for e in self.going_on(name, criterion.name, on)):
                        days.append(last.day)
        return days

    def going_on(self, name, clearance, on):
        """Entries by which what rested on a revoked signature goes on: resumed by a signer, or by anybody of the team once
        it is signed anew; or entered anew (M54, M60)."""
        signers = set(self.protocol.clearances[clearance]["by"])
        found = [e for e in self.until("enter", on) if e.word(0) == name]
        for resume in self.until("resume", on):
            roles = set(self.chart.roles(resume.by, resume.day))
            anew = roles and self.clearance(clearance, resume.day)["truth"] == MET
            if resume.word(0) == name and (roles & signers or anew):
                found.append(resume)
        return found

    def revocation_of(self, entry, on):
        return min((e for e in self.until("revoke", on) if e.word(0) in self.known.names(entry)), key=lambda e: (moment(e), e.known))

    def revoked_after(self, name, signature, entering):
        """Revoked on the day of entering: it was rested on, unless both times say that the revocation came first (M18); and
        only if it counted but for that, so not one by somebody without the right to sign (M47, M55)."""
        day = entering.day
        if self.judge(name, signature, day, revoked=False) != "signed":
            return False
        revoking = [e for e in self.until("revoke", day) if e.word(0) in self.known.names(signature)]
        if not revoking or min(e.day for e in revoking) != day:
            return False
        return not any(entering.time is not None and e.time is not None and e.time <= entering.time for e in revoking)

    @daily
    def flag_hold_day(self, name, on):
        """A flag acts on phases that run (M96), on the track of loading."""
        if self.phase(name).track != "function":
            return None
        days = [state["since"] for flag, state in self.open_flags(on).items() if self.protocol.flags.get(flag, {}).get("hold")]
        return min(days, default=None)

    @daily
    def overdue_since(self, name, on):
        """The day after the last day on which the longest length could end (M52, M119)."""
        phase, start = self.phase(name), self.start(name, on)
        if self.state(name, on) not in ("active", "held") or not phase.length or not phase.length.most:
            return None
        latest = phase.length.most.after(start)
        return latest + 1 if on > latest else None

    # ---- a gate that is never met (M58, R-N49)

    def waiting_for(self, gate, on):
        """The phases that wait for a gate: for the signature that ends them, unless the gate was passed since they began, for
        the next phase of their track, also after a step back (M59), or, as the last one of function, for discharge."""
        about = self.protocol.gates[gate]
        asked = self.signatures_in(about["criteria"])
        return [p for p in self.protocol.phases if self.gate_after(p) == gate
                or (p.clearance in asked and not self.passed_since(about["opens"], self.start(p.name, on), on))]

    def passed_since(self, opens, begun, on):
        """Whether what a gate opens began on a day or after it, be it over by now."""
        began = self.end(on) if opens == "discharge" else self.start(opens, on)
        return None not in (began, begun) and began >= begun

    def signatures_in(self, criteria):
        found = set()
        for criterion in criteria:
            found |= {criterion.name} if criterion.kind == "clearance" else self.signatures_in(criterion.of)
        return found

    def gate_after(self, phase):
        """The gate by which what follows a phase on its track begins; after the last one of function, that of discharge."""
        following = self.later(phase)
        if following and not (following[0].start and following[0].start.anchor[0] == "discharge"):
            return following[0].gate
        if phase.track != "function" or (phase.start and phase.start.anchor[0] == "discharge"):
            return None
        return next((name for name, about in self.protocol.gates.items() if about["opens"] == "discharge"), None)

    @daily
    def gate_overdue_since(self, gate, on):
        """The first day on which a phase that waits for it is past its longest length (M52, M58)."""
        days = [self.overdue_since(p.name, on) for p in self.waiting_for(gate, on)]
        return min((d for d in days if d is not None), default=None)

    def before(self, phase):
        track = [p for p in self.protocol.phases if p.track == phase.track]
        return track[: track.index(phase)]

    @daily
    def in_force(self, track, on):
        """The phase of a track whose limits hold: the one in force, or the last one (M59)."""
        for phase in (p for p in self.protocol.phases if p.track == track):
            if self.state(phase.name, on) in ("active", "held") or self.lingers(phase.name, on):
                return phase
        return None

    # ---- flags, findings, screens (M26, M86, M96)

    def closes(self, flag, entry):
        """Only the role named closes a flag (M96)."""
        named = self.protocol.flags.get(flag, {}).get("to")
        roles = self.chart.roles(entry.by, entry.day)
        return bool(roles) if named is None else named in roles

    def subject(self, entry):
        """The flag or finding an entry speaks of: by its own name, or by the name of the entry that began it."""
        began = self.chart.named.get(entry.word(0))
        return began.word(0) if began is not None and began.kind == entry.kind else entry.word(0)

    def flag_events(self, flag, on):
        events = []
        for entry in self.until("flag", on):
            if self.subject(entry) == flag:
                if entry.word(1) == "raised" or self.closes(flag, entry):
                    events.append((moment(entry), entry.word(1), entry))
        events += self.screened(flag, on)
        timeless = {e[0][0] for e in events if e[0][1] == -1}  # in an order nobody can tell it stays open (M18)
        closings = [e for _, word, e in events if word == "closed"]
        last = {e[2]: (e[0][0], 9999 if e[0][1] < 0 else e[0][1]) for e in events}  # without a time last, as in the register

        def place(event):
            """On a day with an untold order: what is closed in every order, the closings, what could come after them."""
            (day, _), word, entry = event
            if day not in timeless:
                return 0
            sure = any(c.day == day and told_after(c, entry) for c in closings)
            return 1 if word == "closed" else 0 if sure else 2

        return sorted(events, key=lambda e: (e[0][0], place(e), last[e[2]], e[2].known))

    def screened(self, flag, on):
        """What a screen found is open until an entry of its own closes it (R-D9)."""
        return [(moment(e), "found", e) for e in self.until("screen", on) if flag in e.found_things()]

    @daily
    def flag_state(self, flag, on):
        """{since, entry} of an open flag or None: raised by a person or by its rule, open until it is closed."""
        events = self.flag_events(flag, on)
        timeless = {e[0][0] for e in events if e[0][1] == -1}
        state, closed, before, at = None, None, None, 0
        rule = self.protocol.flags.get(flag, {}).get("rule")
        recorded = self.truth.recorded_for(rule) if rule else frozenset()
        if not events and not recorded:
            return None
        for day in sorted({e[0][0] for e in events} | {d for d in recorded if d <= on}):
            while at < len(events) and events[at][0][0] == day:
                key, word, entry = events[at]
                at += 1
                if word == "closed" and any(k == key and k[1] >= 0 and other != "closed" for k, other, _ in events):
                    continue  # raised in the same minute: nobody can tell which came first (M18)
                if word == "closed":
                    before, state, closed = state or (before if closed == day else None), None, day
                elif state is None and closed == day and before and day in timeless and not self.ended_before(entry, before, events):
                    state = before  # raised and closed in an order nobody can tell: it stays open (M18)
                elif state is None:
                    state = {"since": day, "entry": entry}
            opened = state is None or (state["since"] == day and state["entry"] is not None)
            asked = opened and day != closed and day in recorded
            if asked and self.truth.of(rule, day, None, True)[0] == MET:
                state = {"since": day, "entry": None}
        return state

    @staticmethod
    def ended_before(entry, state, events):
        """Whether a life was closed in every order before an entry of that day: after all that kept it, as times tell."""
        closings = [e for key, word, e in events if word == "closed" and key[0] == entry.day and told_after(entry, e)]
        return any(state["since"] < entry.day or (state["entry"] is not None and told_after(e, state["entry"])) for e in closings)

    @daily
    def open_flags(self, on):
        names = set(self.protocol.flags)
        names |= {self.subject(e) for e in self.until("flag", on)}
        for entry in self.until("screen", on):
            names |= {n for n in entry.found_things() if n in self.chart.catalogue.flags}
        found = {name: self.flag_state(name, on) for name in names}
        return {name: state for name, state in found.items() if state}

    @daily
    def open_findings(self, on):
        return plain_findings.open_findings(self, on)

    def open_of(self, thing, on):
        flags, findings = self.open_flags(on), self.open_findings(on)
        if thing == "flag":
            return list(flags)
        if thing in ("finding", "compensation"):
            return [n for n in findings if thing == "finding" or self.chart.catalogue.findings[n]["compensation"]]
        return [n for n in (*flags, *findings) if n == thing]

    @daily
    def last_screen(self, thing, on):
        return max((e.day for e in self.last_screen_entries(thing, on)), default=None)

    def last_screen_entries(self, thing, on):
        wanted = {"flag": "flags"}.get(thing, "findings")
        if thing not in ("flag", "finding", "compensation"):
            wanted = "flags" if thing in self.chart.catalogue.flags else "findings"
        asked = [e for e in self.until("screen", on) if wanted in e.asked() or thing in e.asked()]
        return [e for e in asked if not any(told_after(other, e) for other in asked)]

    @daily
    def baseline_set(self, on):
        """{measure: value} of the set before the procedure: for each measure the latest day inside the stated age."""
        procedure = min((e.day for e in self.performed(on)), default=None)  # a repeat keeps the baseline of the first (M14)
        if procedure is None:
            return None
        events = [e for e in self.performed(on) if e.day == procedure]
        found = {}
        for phase in self.protocol.phases:
            for clause in phase.assess:
                if [t.text for t in clause.words] == ["assess", "before", "procedure"]:
                    span_words = clause.parts[1][1:]
                    for line in clause.block:
                        self.read_baseline(found, line.words[0].text, span_words, procedure, events[0])
        return found

    def read_baseline(self, found, name, span_words, procedure, event):
        about = self.protocol.measures.get(name)
        measure = self.chart.catalogue.measures[about["of"] if about else name]
        side = self.chart.side if measure.sided else None
        days = [d for d in self.truth.days_of(measure, side, procedure) if d >= span_at(span_words, 0).before(procedure)]
        days = [d for d in days if d < procedure or self.before_event(measure, side, d, event)]
        value = None
        if days:
            values = list(self.truth.raters(measure, side, days[-1]).values())
            value = self.truth.worse(measure, values)
        found[measure.name] = value

    def before_event(self, measure, side, day, event):
        own = [r for r in self.truth.by_measure.get(measure.name, ()) if r.day == day and r.side == side]
        return event.time is not None and all(r.time is not None and r.time < event.time for r in own)

    def baseline(self, measure, on):
        found = self.baseline_set(on)
        return None if not found else found.get(measure.name)

    @daily
    def gate(self, name, on):
        criteria = self.protocol.gates[name]["criteria"]
        judged = [(c, *self.truth.of(c, on)) for c in criteria]
        truth = all_of([t for _, t, _ in judged])
        overridden = any(e.word(0) == name and e.day == on and self.team(e) for e in self.until("override", on))
        state = "open" if truth == MET or overridden else "closed" if truth == UNMET else "cannot-tell"
        return {"truth": truth, "state": state, "overridden": overridden, "criteria": judged}

    def team(self, entry):
        """Whether somebody of the team in a role of that day wrote it (M53, M55)."""
        return bool(set(self.chart.roles(entry.by, entry.day)) - {"patient"})

    # ---- restrictions and load (M4, M8, M10, M13, M65, M70, M71, M72)

    @daily
    def restriction(self, name, on):
        """As the procedure that was done drives it; when that is over, as the plan of another one does, if the span
        begins before its procedure (M13, M14)."""
        found = self.restriction_by(name, on, None)
        begins = self.protocol.spans[name][0]
        plan = self.planned_day(on)
        if found["state"] == "over" and begins.sign < 0 and plan is not None and begins.anchor == ("procedure",):
            return self.restriction_by(name, on, plan)
        return found

    def restriction_by(self, name, on, plan):
        line = self.protocol.restrictions[name]
        begins, ends = self.protocol.spans[name]
        first = self.spanned(begins, on, plan)
        until = line.first("until")
        last, by_person = None, False
        if until and until.words[1].is_word("clearance"):
            by_person = True
            last = self.restriction_end(until, first, on)
        elif until:
            last = self.spanned(ends, on, plan)
        unfulfilled = self.passed_plan(begins, on, plan)
        if unfulfilled is not None and begins.sign < 0:
            last = None
        if first is None:
            state = "no-date"
        elif on < first or (self.by_plan(begins, on, plan) and begins.sign > 0):
            state = "not-yet"
        else:
            state = "over" if last is not None and on > last else "in-force"
        planned = plan is not None or (first is not None and self.procedure_day(on) is None and begins.anchor[0] == "procedure")
        return {"state": state, "from": first, "last": last, "planned": planned, "by_person": by_person}

    def by_plan(self, day, on, plan):
        """The planned day that drives a span from the procedure, when no performed one does."""
        if day.anchor != ("procedure",):
            return None
        return plan if plan is not None else self.planned_day(on) if self.procedure_day(on) is None else None

    def passed_plan(self, day, on, plan):
        """The planned day that drives a span although it has passed with nothing recorded (M13, M116)."""
        driving = self.by_plan(day, on, plan)
        return driving if driving is not None and driving < on else None

    def spanned(self, day, on, plan):
        if plan is None or day.anchor != ("procedure",):
            return self.day_value(day, on, True)
        return plan if day.span is None else day.span.shift(plan, day.sign)

    def restriction_end(self, until, first, on):
        """Until a signature: its day is the last day (M10); `at most DAY` ends it all the same."""
        days = []
        if first is not None:
            days.append(self.signature_ending(until.words[2].text, first, on))
        for part in until.parts[1:]:
            days.append(self.day_value(Day(part[2:]), on, True))
        return min((d for d in days if d is not None), default=None)

    def class_below(self, name):
        ladder = self.chart.catalogue.ladder
        return ladder[ladder.index(name) - 1] if ladder.index(name) else None

    @daily
    def terms(self, on):
        """What limits load: (source, name, class or None, attributes)."""
        found = []
        for track in ("tissue", "function"):
            phase = self.in_force(track, on)
            if phase is None or self.limits_lifted(on):
                continue  # after these no phase limits anything, also one that a later record began (M98)
            if phase.load:
                found.append(("phase", phase.name, phase.load, frozenset(phase.barred)))
            found += self.earlier_limits(phase, on)
        for thing, day in self.protocol.nevers:
            found += self.never_term(thing, day, on)
        for name in self.protocol.restrictions:
            found += self.restriction_term(name, on)
        for entry in self.until("statement", on):
            found += self.statement_term(entry, on)
        for flag in self.open_flags(on):
            if self.chart.catalogue.flags[flag]["emergency"]:
                found.append(("flag", flag, self.chart.catalogue.ladder[0], frozenset()))
        return found

    def earlier_limits(self, phase, on):
        """Held: the limits of the phase before the hold began return, and what came since loosens nothing (M47, M71); the
        preparation before a procedure is none to go back to."""
        since = self.held_since(phase.name, on)
        if since is None:
            return []
        during = [name for _, name, _ in self.runs(phase.track, on)]
        first = len(during) - 1 - during[::-1].index(self.first_held(phase, since, on))  # its last stay
        while first > 0 and self.left_held(during[first - 1], self.runs(phase.track, on)[first][0] - 1, on):
            first -= 1  # left while it was held, and nobody lifted that: it is held with this one (M71)
        first = min([first] + [at for at, name in enumerate(during[:first]) if name != phase.name and self.rests_revoked(name, phase.name, on)])
        runs, first = self.runs(phase.track, on), max(0, first - 1)
        while first > 0 and runs[first][0] == runs[first + 1][0]:
            first -= 1  # entered and left on one day: no stay whose limits could be gone back to (M71)
        earlier = [self.phase(n) for n in dict.fromkeys(during[first:]) if n != phase.name]
        return [("phase", p.name, p.load, frozenset(p.barred)) for p in earlier if p.load and not self.was_preparation(p, on)]

    def left_held(self, name, last, on):
        """Whether what held a phase on its last day holds still: nobody has gone on, nor closed the flag (M43, M71)."""
        entered = self.hold_entry_day(name, last) is not None and self.hold_entry_day(name, on) is not None
        revoked = self.revocation_day(name, last) is not None and self.revocation_day(name, on) is not None
        flags = [state["since"] for flag, state in self.open_flags(on).items() if self.protocol.flags.get(flag, {}).get("hold")]
        return entered or revoked or (self.flag_hold_day(name, last) is not None and min(flags, default=last + 1) <= last)

    def rests_revoked(self, earlier, name, on):
        """Whether an earlier phase of the track began by a signature whose revocation holds this one, or still holds it (M47)."""
        phase = self.phase(earlier)
        days = self.revocations(phase, name, on) + self.revocations(phase, earlier, on) if phase.gate else []
        return any(d >= self.start(name, on) for d in days)

    def first_held(self, phase, since, on):
        """The phase that was running when a hold began; a phase whose limits only linger was not."""
        if self.hold_entry_day(phase.name, on) == since:
            return phase.name
        for day, name, _ in self.runs(phase.track, on):
            ended = self.finish(name, on)
            if (day >= since or ended is None or ended > since or self.lingers(name, since)) and self.start(name, on) == day:
                return name
        return phase.name

    def was_preparation(self, phase, on):
        until = phase.until
        prepares = until is not None and until.anchor == ("procedure",) and until.span is None
        return prepares and self.procedure_day(on) is not None

    def never_term(self, thing, day, on):
        begins, ends = self.anchor(day.anchor, on), self.day_value(day, on)
        if begins is None or not begins <= on < ends:
            return []
        if thing in self.chart.catalogue.ladder:
            return [("never", thing, self.class_below(thing), frozenset())]
        return [("never", thing, None, frozenset([thing]))]

    def restriction_term(self, name, on):
        about = self.restriction(name, on)
        if about["state"] != "in-force":
            return []
        attributes, cap = set(), None
        for line in self.protocol.restrictions[name].block:
            if line.head == "attribute":
                attributes.add(line.words[1].text)
            elif line.head == "load":
                cap = line.words[2].text
        return [("restriction", name, cap, frozenset(attributes))] if attributes or cap else []

    def statement_term(self, entry, on):
        if "load" not in entry.options or not self.chart.roles(entry.by, entry.day):
            return []  # who held no role on the day has none's effect (M55)
        until = entry.options.get("until")
        if until and on > until[0][0].value:
            return []
        return [("statement", entry.day, entry.options["load"][0][2].text, frozenset())]

    @daily
    def ceiling(self, on):
        """The lowest class and every barred attribute (M71)."""
        terms = self.terms(on)
        ladder = self.chart.catalogue.ladder
        classes = [t[2] for t in terms if t[2]]
        lowest = min(classes, key=ladder.index, default=None)
        barred = set().union(*(t[3] for t in terms))
        binding = {(t[0], t[1]) for t in terms if t[2] and t[2] == lowest}
        return {"class": lowest, "barred": barred, "binding": binding}
