"""Random edits of charts, from a seed: what a clinic could have written instead."""

import datetime
import functools
import re
from pathlib import Path

PROTOCOLS = Path(__file__).resolve().parent.parent.parent / "data" / "protocols"
ENTRY = re.compile(r"^\d{4}-\d\d-\d\d", re.M)


def split(text):
    """The head of a chart, and its entries with their blocks."""
    lines = [line for line in text.split("\n") if not line.startswith("#")]
    first = next(i for i, line in enumerate(lines) if ENTRY.match(line))
    entries = []
    for line in lines[first:]:
        if ENTRY.match(line):
            entries.append(line + "\n")
        elif line.strip() and entries:
            entries[-1] += line + "\n"
    return "\n".join(lines[:first]) + "\n", entries


def day(text, days):
    return (datetime.date.fromisoformat(text) + datetime.timedelta(days=days)).isoformat()


def person(entries, role):
    for entry in entries:
        found = re.search(rf"by ({role}-\w+)", entry)
        if found:
            return found.group(1)
    return None


def shifted(entry, days):
    """The entry with all dates of its own moved, also the dated lines of a diary and recorded instants."""
    return re.sub(r"\d{4}-\d\d-\d\d", lambda m: day(m.group(), days), entry)


def edited(text, rng):
    head, entries = split(text)
    for _ in range(rng.choice((1, 1, 2, 3, 4, 6))):
        kind = rng.choice(EDITS)
        if len(entries) > 2:
            kind(entries, rng, head)
    if rng.random() < 0.15:
        complete(entries, rng, head)
    return head + "".join(begun(entries))


def complete(entries, rng, head):
    """An end on the last day or after it; what is dated after an end is left to the example charts."""
    if any(e.split("\n")[0].find(" end ") > 0 for e in entries):
        return
    last = max(re.findall(r"^(\d{4}-\d\d-\d\d)", "".join(entries), re.M))
    entries.append(f"{day(last, rng.randrange(0, 20))} 23:00 end completed by {people_of(head).get('physician')}\n")


def begun(entries):
    """Without entries into phases that are dated before the enrolment: what they are worth the rules do not say."""
    enrolled = min((e[:10] for e in entries if " enrol " in e.split("\n")[0]), default="")
    return [e for e in entries if e[:10] >= enrolled or " enter " not in e.split("\n")[0]]


def leave_out(entries, rng, _head):
    if len(entries) > 5:
        del entries[rng.randrange(len(entries))]


def leave_out_run(entries, rng, _head):
    at = rng.randrange(len(entries))
    del entries[max(1, at) : at + rng.randrange(1, 8)]


def twice(entries, rng, _head):
    at = rng.randrange(len(entries))
    entries.append(entries[at])


def again_later(entries, rng, _head):
    at = rng.randrange(1, len(entries))
    entries.append(re.sub(r", name [\w-]+", "", shifted(entries[at], rng.randrange(1, 15))))


def shift(entries, rng, _head):
    at = rng.randrange(1, len(entries))
    entries[at] = shifted(entries[at], rng.choice((-21, -10, -7, -3, -1, 1, 1, 2, 5, 7, 14, 30)))


def shift_chosen(entries, rng, head):
    """Signatures, procedures and entries into phases, moved near their bounds."""
    chosen = [i for i, e in enumerate(entries) if re.search(r" (clear|procedure|enter|plan) ", e.split("\n")[0])]
    if chosen:
        at = rng.choice(chosen)
        entries[at] = shifted(entries[at], rng.choice((-40, -14, -7, -2, -1, 1, 2, 7, 14, 40)))
    else:
        shift(entries, rng, head)


def without_time(entries, rng, _head):
    at = rng.randrange(len(entries))
    entries[at] = re.sub(r"^(\d{4}-\d\d-\d\d) \d\d:\d\d", r"\1", entries[at])


def recorded_late(entries, rng, _head):
    at = rng.randrange(len(entries))
    first, _, rest = entries[at].partition("\n")
    if "recorded" not in entries[at] and not first.endswith(","):
        when = day(first[:10], rng.choice((0, 1, 1, 2, 5, 20)))
        entries[at] = f"{first}, recorded {when}T23:30Z\n{rest}"


NUMBERS = ((r"(  (?:\d{4}-\d\d-\d\d )?pain )(\d+)", range(0, 10)), (r"(pain-now )(\d+)", range(0, 6)),
           (r"(pain-during )(\d+)", range(0, 9)), (r"(effusion \w+ )(\S+)", ("zero", "trace", "1+", "2+", "3+")),
           (r"(step-down \w+ )(\w+)", ("poor", "fair", "good")), (r"(raise-quality \w+ )(\w+)", ("poor", "fair", "good")),
           (r"(quads \w+ )(\d+)", range(60, 160, 3)), (r"(flexion \w+ )(\d+)", range(100, 141)),
           (r"(extension \w+ )(\d+)", range(0, 9)), (r"(outward-force \w+ )(\d+)", range(60, 120, 3)),
           (r"(koos-pain \w+ )(\d+)", range(40, 101)), (r"(ases-score \w+ )(\d+)", range(40, 101)),
           (r"(reps )(\d+)", range(10, 90, 5)), (r"(effort )(\d+)", range(0, 11)))


def value(entries, rng, _head):
    pattern, values = rng.choice(NUMBERS)
    chosen = [i for i, e in enumerate(entries) if re.search(pattern, e)]
    if chosen:
        at = rng.choice(chosen)
        spots = list(re.finditer(pattern, entries[at]))
        spot = rng.choice(spots)
        entries[at] = entries[at][: spot.start(2)] + str(rng.choice(list(values))) + entries[at][spot.end(2) :]


def line_out(entries, rng, _head):
    chosen = [i for i, e in enumerate(entries) if e.count("\n") > 2 and not e.split("\n")[0].endswith(",")]
    if chosen:
        at = rng.choice(chosen)
        lines = entries[at].split("\n")[:-1]
        del lines[rng.randrange(1, len(lines))]
        entries[at] = "\n".join(lines) + "\n"


def another_person(entries, rng, head):
    people = re.findall(r"^    ([\w-]+) ", head, re.M)
    at = rng.randrange(len(entries))
    entries[at] = re.sub(r"by [\w-]+", f"by {rng.choice(people)}", entries[at], count=1)


def some_day(entries, rng):
    return day(rng.choice(entries)[:10], rng.choice((0, 0, 1, 2, 4)))


def clock(rng):
    return rng.choice(("", " 07:00", " 08:30", " 12:00", " 16:00", " 20:00"))


def people_of(head):
    found = dict(re.findall(r"^    ([\w-]+) ([\w-]+)", head, re.M))
    return {role: name for name, role in found.items()}


def add(entries, rng, head):
    people = people_of(head)
    doctor, therapist = people.get("physician"), people.get("physical-therapist", people.get("physician"))
    patient = people.get("patient")
    knee = "knee," in head
    anyone = rng.choice([doctor, therapist, patient])
    when, at = some_day(entries, rng), clock(rng)
    side = re.search(r"site \w+, (\w+)", head).group(1)
    flag = rng.choice(("fever", "severe-pain", "fracture-signs", "clot-signs", "night-pain-or-mass"))
    phase = rng.choice(("tolerance", "loading", "loading", "strength" if knee else "return"))
    texts = [
        f"assess by {anyone}\n  temperature {rng.choice(('37', '37.9', '38', '39.1'))} Cel\n",
        f"flag {flag} raised by {anyone}\n",
        f"flag {flag} closed by {rng.choice((doctor, doctor, therapist))}, words \"looked at\"\n",
        f"finding {rng.choice(('inward-knee', 'pelvic-drop', 'shoulder-shrug', 'hip-pain'))} "
        f"{rng.choice(('opened', 'retraining', 'resolved', 'relapsed', 'declined'))} by {therapist}\n",
        f"finding {rng.choice(('pelvic-drop', 'hip-pain'))} {rng.choice(('opened', 'retraining', 'resolved'))} by {therapist}, "
        f"at {rng.choice(('hip', 'hip', 'knee'))} {rng.choice(('right', 'left'))}{rng.choice(('', ', because of inward-knee'))}\n",
        f"screen findings by {therapist}, found {rng.choice(('inward-knee', 'pelvic-drop', 'hip-pain'))}\n",
        f"screen flags by {anyone}, none found\n",
        f"screen findings by {therapist}, none found\n",
        f"clear {rng.choice(('resume', 'full-load', 'release'))} by {anyone}\n",
        f"clear {rng.choice(('resume', 'full-load'))} by {rng.choice((doctor, therapist))}\n",
        f"enter {phase} by {therapist}\n",
        f"hold {phase} by {anyone}, because \"a reason\"\n",
        f"resume {phase} by {rng.choice((doctor, therapist))}\n",
        f"statement \"as seen\" by {doctor}, load at most {rng.choice(('active', 'isometric', 'low', 'high'))}"
        f"{rng.choice(('', ', until ' + day(when, rng.randrange(1, 20))))}\n",
        f"override {rng.choice(('quiet-knee', 'resume-active-pt', 'functional') if knee else ('quiet-shoulder', 'functional'))}"
        f" by {doctor}, because \"a reason\"\n",
        f"move resume to {day(when, rng.randrange(1, 40))} by {rng.choice((doctor, doctor, therapist))}, because \"a reason\"\n",
        f"plan procedure on {day(when, rng.randrange(0, 30))} by {doctor}\n",
        f"medicine by {patient}, taken \"{rng.choice(('ibuprofen', 'naproxen', 'diclofenac gel', 'low-dose aspirin', 'something'))}\"\n",
        f"assess by {therapist}\n  pain {rng.randrange(0, 9)}\n",
        f"diary by {patient}\n  pain {rng.randrange(0, 9)}, pain-now {rng.randrange(0, 5)}\n",
    ]
    if knee:
        texts += [f"assess by {rng.choice((doctor, therapist))}\n  effusion {side} {rng.choice(('zero', '1+', '2+', '3+'))}\n"] * 2
        texts += [f"session by {patient}\n  leg-press 10 reps {rng.randrange(20, 90, 5)} kg, effort {rng.randrange(1, 10)}\n  pain-during 2\n"]
    entries.append(f"{when}{at} {rng.choice(texts)}")


def revise(entries, rng, head):
    """Gives an entry a name, and withdraws, revokes or corrects it later."""
    at = rng.randrange(1, len(entries))
    signatures = [i for i, e in enumerate(entries) if " clear " in e.split("\n")[0]]
    if signatures and rng.random() < 0.5:
        at = rng.choice(signatures)
    first, _, rest = entries[at].partition("\n")
    found = re.search(r"name ([\w-]+)", first)
    name = found.group(1) if found else f"entry-{at}"
    if not found:
        if first.endswith(","):
            return
        entries[at] = f"{first}, name {name}\n{rest}"
    when = day(first[:10], rng.choice((0, 1, 2, 6, 15)))
    who = people_of(head).get("physician")
    author = re.search(r"by ([\w-]+)", first).group(1)
    pain = re.search(r"^  (quads|outward-force|pain|koos-pain) (right |left )?(\d+)( \S+)?", rest, re.M)
    if " clear " in first and rng.random() < 0.7:
        entries.append(f"{when}{clock(rng)} revoke {name} by {who}, because \"a reason\"\n")
    elif pain and rng.random() < 0.6 and not re.search(r"^  \d{4}", rest, re.M):
        what, side, old, unit = pain.groups("")
        new = rng.randrange(0, 10) if what == "pain" else rng.randrange(40, 100)
        unit = unit.rstrip(",")
        entries.append(f"{when}{clock(rng)} correct {name} by {author}, because \"a slip\"\n"
                       f"  {what} {side}{new}{unit}, was {old}{unit}\n")
    else:
        entries.append(f"{when}{clock(rng)} withdraw {name} by {author}, because \"a slip\"\n")


EDITS = (leave_out, leave_out, leave_out_run, twice, again_later, shift, shift, shift_chosen, shift_chosen, without_time,
         recorded_late, recorded_late, value, value, value, value, line_out, another_person, add, add, add, add, add, add, revise, revise)


# ---- a gate that is never met (M58)

@functools.lru_cache
def waits_of(protocol):
    """[(entry that begins it, days of its longest length, gate that it waits for)] of a shipped protocol, read roughly."""
    text = (PROTOCOLS / f"{protocol}.tandem").read_text(encoding="utf-8")
    long = {name: (int(most) * (7 if unit == "weeks" else 1), rest) for name, rest, most, unit in re.findall(
        r"^phase ([\w-]+) on \w+\n  from ([^\n]*), \d+ to (\d+) (weeks|days)", text, re.M)}
    gates = re.findall(r"^gate ([\w-]+) opens ([\w-]+)\n((?:  .*\n|#.*\n)+)", text, re.M)
    found = []
    for at, (gate, _, block) in enumerate(gates):
        asked = re.search(r"^  clearance ([\w-]+)", block, re.M)
        for name, (days, rest) in long.items():
            ends = asked and re.search(rf"^phase {name} on .*\n(?:  .*\n)*  ends by clearance {asked.group(1)}$", text, re.M)
            if ends:
                found.append((" procedure ", days, gate))
            if at > 0 and gates[at - 1][1] == name:
                found.append((f" enter {name} ", days, gate))
    return found


def waited(text, rng):
    """The chart of a patient who goes on waiting for a gate, and what was answered by its name: in every word, by the right
    and by the wrong role, on days near those that count; and those answers alone."""
    head, entries = split(text)
    waits = waits_of(re.search(r"^  protocol ([\w-]+)", head, re.M).group(1))
    spots = [(e[:10], days, gate) for begins, days, gate in waits for e in entries if begins in e.split("\n")[0]]
    if not spots:
        return text, ""
    start, length, gate = rng.choice(spots)
    left = rng.choice((0, 0, 0, 0.3))  # the share that is written all the same
    goes_on = re.compile(r"^\S+( \d\d:\d\d)? (enter|clear|end) ")
    entries = [e for e in entries if e[:10] <= start or not goes_on.match(e) or rng.random() < left]
    answers = []
    for number in range(rng.choice((0, 1, 1, 2, 2, 3))):
        when = day(start, length + rng.choice((-7, 0, 1, 1, 2, 3, 8, 14, 15, 16, 30)))
        if answers and rng.random() < 0.4:
            when = answers[-1][:10]
        answers.append(answer(when, rng.choice([gate] * 4 + [g for _, _, g in waits]), number, rng, head))
    late = f"{day(start, length + rng.choice((0, 1, 8)))} screen flags by {people_of(head)['physician']}, none found\n"
    more = [late] + answers
    for entry in answers:
        name = re.search(r", name (answer-\d)", entry)
        if name and rng.random() < 0.5:
            author = re.search(r" by ([\w-]+)", entry).group(1)
            more.append(f"{day(entry[:10], rng.choice((0, 1, 5)))} withdraw {name.group(1)} by {author}, because \"a slip\"\n")
    return head + "".join(begun(entries + more)), "".join(more)


def answer(when, gate, number, rng, head):
    word = rng.choice(("", " done", " done", " partial", " could-not", " declined", " not-needed"))
    people = people_of(head)
    who = rng.choice([people["physician"], people.get("physical-therapist", people["physician"]), *people.values()])
    said = f"{when}{clock(rng)} answer {gate}{word} by {who}"
    if rng.random() < 0.3:
        said += f", name answer-{number}"
    if rng.random() < 0.2:
        said += f", recorded {day(when, rng.choice((0, 1, 9)))}T23:30Z"
    return said + ('' if word in ("", " done") else ', because "a reason"') + "\n"
