"""What was recorded against the protocol: each deed judged with what was known then and with what is known now (M48).

A deed is told when either view calls it a deviation; `seen` is the day up to which that view looks. Answers
are {(day, code): (known then, known now)}.
"""

from fractions import Fraction

from plain_catalog import convert
from plain_days import show
from plain_findings import moment, open_ways
from plain_protocol import Bound
from plain_truth import dose_of


def deviations(cases, course, on):
    found = {}
    for entry in course.known.entries:
        judge = JUDGES.get(entry.kind)
        if entry.day <= on and judge:
            then = judge(cases.then(course, entry), entry, entry.day)
            now = judge(course, entry, on)
            if entry.kind in ("enter", "end") and through_override(course, entry):
                then = now = set()  # told as the override (M53)
            for code in (then | now) - not_asked(course, entry, on):
                key = (show(entry.day), code)
                before = found.get(key, (False, False))
                found[key] = (before[0] or code in then, before[1] or code in now)
        if entry.kind == "clear" and entry.day <= on and without_fact(cases, course, entry):
            found[show(entry.day), "signed-without-fact"] = (False, True)
        end = course.end(on)
        mends = entry.kind in ("correct", "withdraw")
        if end is not None and end < entry.day <= on and not mends and not checks_in(course, entry, on):
            found[show(entry.day), "recorded-after-the-end"] = (True, True)
    for phase in course.protocol.phases:
        since = overstayed(course, phase, on)
        if since is not None:
            found[show(since), "window-overstayed"] = (True, True)
    return found


def checks_in(course, entry, on):
    """The maintenance plan asks for one of the readings on that day (M100)."""
    if entry.kind not in ("assess", "diary"):
        return False
    read = {line.words[0].text for line in entry.block}
    for phase in course.protocol.phases:
        start, finish = course.start(phase.name, on), course.finish(phase.name, on)
        if course.keeps(phase, on) and start is not None and start <= entry.day and (finish is None or entry.day < finish):
            if any(below.words[0].text in read for line in phase.assess for below in line.block):
                return True
    return False


def not_asked(course, entry, on):
    """The baseline stands before the first procedure; a repeat asks for none (M14)."""
    first = min(course.performed(on), key=lambda e: (moment(e), e.known), default=None)
    return {"procedure-without-baseline"} if first is not entry else set()


def overstayed(course, phase, on):
    """The first day past the longest length of a phase, also when it has ended since (M60, M119)."""
    start, finish = course.start(phase.name, on), course.finish(phase.name, on)
    if start is None or not phase.length or not phase.length.most:
        return None
    latest = phase.length.most.after(start)
    return latest + 1 if latest + 1 <= on and (finish is None or finish > latest + 1) else None


# ---- signatures, moves, entries into phases, answers


def signed(course, entry, _seen):
    verdict = course.judge(entry.word(0), entry, entry.day)
    return {code for word, code in (("too-early", "signed-too-early"), ("wrong-role", "signed-without-right")) if word == verdict}


def moved(course, entry, _seen):
    about = course.protocol.clearances.get(entry.word(0))
    to = next(t.value for t in entry.words if t.kind == "date")
    if about is not None and not course.may_move(about, entry):
        return {"window-moved-without-right"}
    inside = about is not None and course.inside_bounds(about, to, entry.day)
    return set() if inside else {"window-moved-outside"}


def entered(course, entry, _seen):
    phase = course.phase(entry.word(0))
    if not phase.gate:
        return set()
    return set() if course.gate(phase.gate, entry.day)["state"] == "open" else {"entered"}


def through_override(course, entry):
    """Through a gate that an override opened that day: of a phase, or of the discharge of whoever completed."""
    if entry.kind == "enter":
        gates = [course.phase(entry.word(0)).gate]
    else:
        gates = [name for name, gate in course.protocol.gates.items() if gate["opens"] == "discharge"]
    return any(gate and course.gate(gate, entry.day)["overridden"] for gate in gates)


def overridden(_course, _entry, _seen):
    return {"gate-overridden"}  # used or not, by whomever (M53)


def closed(course, entry, _seen):
    return {"flag-closed-without-right"} if entry.word(1) == "closed" and not course.closes(course.subject(entry), entry) else set()


def ended(course, entry, _seen):
    """Completed although the gate of the discharge was not open that day, or over an open way of moving (M87)."""
    gates = [name for name, gate in course.protocol.gates.items() if gate["opens"] == "discharge"]
    shut = entry.word(0) == "completed" and any(course.gate(name, entry.day)["state"] != "open" for name in gates)
    found = {"completed-through-closed-gate"} if shut else set()
    if entry.word(0) == "completed" and open_ways(course, entry.day):
        found.add("completed-over-open-finding")
    return found


def operated(course, entry, _seen):
    if entry.word(1) not in (None, "performed"):
        return set()
    found = set() if course.at_site(entry) else {"procedure-at-wrong-site"}
    first = min(e.day for e in course.performed(entry.day)) == entry.day  # a repeat asks for none of its own (M14)
    values = course.baseline_set(entry.day) if first else None
    return found | ({"procedure-without-baseline"} if values and None in values.values() else set())


def younger(fact, entry):
    """After an entry, by its day or by both times."""
    timed = fact.time is not None and entry.time is not None
    return fact.day > entry.day or (fact.day == entry.day and timed and fact.time > entry.time)


def without_fact(cases, course, entry):
    """A fact known only after a signature, and older than it as far as can be told, that turns a term of its gate to
    unmet (M18, M49)."""
    name = entry.word(0)
    if course.judge(name, entry, entry.day) != "signed":
        return False
    if any(flag.word(1) == "raised" and flag.known > entry.known and not younger(flag, entry) for flag in course.known.of("flag")):
        return True
    if cases.then(course, entry) is course:
        return False
    reading = [g for g in course.protocol.gates.values() if any(c.kind == "clearance" and c.name == name for c in g["criteria"])]
    if not any(fact.known > entry.known for fact in course.known.all):
        return False
    then, now = (c.at_moment_of(entry) for c in (cases.course(entry.known), course))
    for criterion in (c for gate in reading for c in gate["criteria"] if c.kind not in ("clearance", "time")):
        before, after = (c.truth.of(criterion, entry.day)[0] for c in (then, now))
        if before != "unmet" and after == "unmet":
            return True
    return False


# ---- loads


def class_of(catalogue, exercise, dose):
    """The highest class that the known fields of a dose give, or None (M8)."""
    classes = []
    for field, basis, rows in exercise.classes:
        if field is None:
            classes.append(rows)
        elif basis and dose["fields"].get(field) == 0:  # nothing is 0% of whatever it is compared with
            classes += [name for words, name in rows if Bound(words[:-2]).tests and percent_within(words, Fraction(0))][:1]
        elif (not basis and field in dose["fields"]) or (basis == "1RM" and "intensity" in dose["fields"]):
            value = dose["fields"][field if not basis else "intensity"]
            for words, name in rows:
                if within(exercise, field, words, value):
                    classes.append(name)
                    break
    return max(classes, key=catalogue.ladder.index, default=None)


def percent_within(words, value):
    return all({"<=": value <= t.value, ">=": value >= t.value, "<": value < t.value, ">": value > t.value}[sign]
               for sign, t in Bound(words[:-2]).tests)


def within(exercise, field, words, value):
    bound = Bound(words[:-2])
    for sign, term in bound.tests:
        limit = convert(term.value, bound.unit, exercise.units.get(field)) if bound.unit else term.value
        if not {"<=": value <= limit, ">=": value >= limit, "<": value < limit, ">": value > limit}[sign]:
            return False
    return True


def attributes_of(exercise, dose):
    found = set()
    for name, when in exercise.attributes:
        if when is None:
            found.add(name)
        elif when[1] == "above" and dose["fields"].get(when[0], Fraction(-1)) > when[2].value:
            found.add(name)
        elif when[1] == "is" and dose["words"].get(when[0]) == when[2].text:
            found.add(name)
    return found


def loaded(course, entry, _seen):
    """Exercises of a session or prescription against the ceiling of its day (M70, M71)."""
    catalogue, found = course.chart.catalogue, set()
    word = "session" if entry.kind == "session" else "prescribed"
    ceiling = course.ceiling(entry.day)
    for line in entry.block:
        exercise = catalogue.exercises.get(line.words[0].text) if line.words[0].kind == "word" else None
        if exercise is None or course.chart.site not in exercise.loads:
            continue
        dose = dose_of(exercise, line)
        if dose["state"] in ("could-not", "declined", "not-needed"):
            continue
        name = class_of(catalogue, exercise, dose)
        if name and ceiling["class"] and catalogue.ladder.index(name) > catalogue.ladder.index(ceiling["class"]):
            found.add(f"{word}-above-ceiling")
        if attributes_of(exercise, dose) & ceiling["barred"]:
            found.add(f"{word}-barred-attribute")
        if any(ruled_out(course, thing, day, entry.day, (name, exercise, dose)) for thing, day in course.protocol.nevers):
            found.add("never-clause-broken")
    return found


def ruled_out(course, thing, day, on, load):
    """A never-clause rules the load out on that day (M4, F081)."""
    name, exercise, dose = load
    ladder = course.chart.catalogue.ladder
    for _, _, most, barred in course.never_term(thing, day, on):
        if attributes_of(exercise, dose) & barred or (most and name and ladder.index(name) > ladder.index(most)):
            return True
    return False


# ---- medicines (M61 to M64)


def took(course, entry, seen):
    what = next((part for part in entry.by_parts if part[0].is_word("taken", "ordered")), None)
    if what is None:
        return set()
    said = course.chart.catalogue.said_as(what[1].value)
    route = next((part[1].text for part in entry.by_parts if part[0].is_word("route")), None)
    found = set()
    for name, line in course.protocol.restrictions.items():
        spans = [course.restriction(name, seen)]
        spans.append(course.restriction_by(name, seen, None))  # a later plan moves nothing of the procedure that was done (M14)
        if course.procedure_day(entry.day) is not None:  # nor does a repeat; a plan since replaced drives nothing (M116)
            spans.append(course.restriction_by(name, entry.day, None))
        if any(inside(span, entry.day) for span in spans):
            for below in line.block:
                if below.head == "substance":
                    found |= touches(course, below, said, route)
    if what[0].is_word("ordered"):  # an order alone is a warning (M64)
        found = {"ordered-substance" if code == "restricted-substance" else code for code in found}
    return found


def inside(span, day):
    return span["from"] is not None and span["from"] <= day and (span["last"] is None or day <= span["last"])


def touches(course, line, said, route):
    catalogue = course.chart.catalogue
    if said is None:
        return {"substance-cannot-tell"}
    substances, own_route = said
    route = route or own_route
    wanted = line.words[-1].text
    if line.words[1].is_word("class"):
        hit = [s for s in substances if any(catalogue.class_within(c, wanted) for c in catalogue.substances[s]["classes"])]
    else:
        hit = [s for s in substances if s == wanted]
    if not hit:
        return set()
    clause_route = next((part[1].text for part in line.parts[1:] if part[0].is_word("route")), None)
    if clause_route and route and clause_route != route:
        return set()
    if any(vital(catalogue, c) for s in hit for c in catalogue.substances[s]["classes"]):
        return {"vital-substance"}
    if route is None or (not clause_route and catalogue.routes[route] == "local"):
        return {"substance-cannot-tell"}
    return {"restricted-substance"}


def vital(catalogue, name):
    while name is not None:
        if catalogue.classes[name]["vital"]:
            return True
        name = catalogue.classes[name]["within"]
    return False


JUDGES = {"clear": signed, "move": moved, "enter": entered, "procedure": operated, "session": loaded, "prescribe": loaded,
          "medicine": took, "override": overridden, "flag": closed, "end": ended}
