"""Lives of findings: where they are, what they are thought to follow, and which stand open (M26, M86, S15, S68)."""

from plain_days import told_after


class Life:
    def __init__(self, name, place, since, state):
        self.name, self.place, self.since, self.state = name, place, since, state
        self.until = self.entry = None
        self.words = []
        self.cause = None


def moment(entry):
    return entry.day, -1 if entry.time is None else entry.time


def began(course, entry):
    """The entry whose name this one goes by, if it does."""
    entry_of = course.chart.named.get(entry.word(0)) if entry.kind == "finding" else None
    return entry_of if entry_of is not None and entry_of.kind == "finding" else None


def subject(course, entry):
    return entry.word(0) if began(course, entry) is None else began(course, entry).word(0)


def place_of(course, entry):
    """(region, side) as the entry says it, or as the entry says by whose name it goes; None when neither does."""
    for said in (entry, began(course, entry)):
        words = said.options.get("at") if said is not None else None
        if words:
            texts = [t.text for t in words[0]]
            return texts[0], texts[1] if len(texts) > 1 else None
    return None


def cause_of(course, entry):
    said = [words for words in entry.options.get("because", []) if words[0].is_word("of")]
    if not said:
        return None
    named = course.chart.named.get(said[0][1].text)
    return subject(course, named) if named is not None and named.kind == "finding" else said[0][1].text


def events_of(course, on):
    """(moment, word, name, place, cause) in order; of one moment what closes comes first."""
    spoken = [e for e in course.until("finding", on) if e.word(1) != "resolved" or course.chart.roles(e.by, e.day)]  # M55
    events = [(moment(e), e.word(1), subject(course, e), place_of(course, e), cause_of(course, e), e) for e in spoken]
    for entry in course.until("screen", on):
        found = [n for n in entry.found_things() if n in course.chart.catalogue.findings]
        events += [(moment(entry), "found", name, None, None, entry) for name in found]
    # without a time last, as in the register; what hangs on an untold order asks for it by itself
    return sorted(events, key=lambda e: (e[0][0], 9999 if e[0][1] < 0 else e[0][1], e[1] != "resolved"))


def meant(lives, name, place):
    """Of the open lives of that name the one opened last; where both say a place, it is the same."""
    for life in reversed(lives):
        if life.name == name and life.until is None and (None in (place, life.place) or place == life.place):
            return life
    return None


def undone_that_day(events, name, key):
    """Whether something else of the finding stands on the day of its resolution, in an order nobody can tell, of one minute
    too (M18); not when it was opened again at a later time: then it was resolved in every order."""
    times = [k[1] for k, word, n, *_ in events if n == name and k[0] == key[0] and word != "resolved"]
    opened_again = key[1] >= 0 and any(time > key[1] for time in times)
    return not opened_again and any(-1 in (time, key[1]) or time == key[1] for time in times)


def lives(course, on):
    found, events = [], events_of(course, on)
    for key, word, name, place, cause, said in events:
        life = meant(found, name, place)
        if word == "resolved":
            if life is not None:
                life.cause = cause or life.cause
            if life is not None and not undone_that_day(events, name, key):
                life.until = key[0]
            continue
        if life is None:
            life = Life(name, place, key[0], word)
            found.append(life)
        untold = any(not told_after(said, of) for other, of in life.words if other != "declined")
        if word != "declined" or not untold:  # in an order nobody can tell it is not declined (M18, M86)
            life.state = word
        life.words.append((word, said))
        named = began(course, said)  # what is said by the name of an entry came after it
        first = named in course.until("finding", on) and named.day == life.since
        life.entry = life.entry or (named if first else said)
        life.cause = cause or life.cause
    return found


def open_findings(course, on):
    """{name: (state, since)}: open from the first day of a life until it is resolved."""
    return {life.name: (life.state, life.since) for life in lives(course, on) if life.until is None}


def open_ways(course, on):
    """Open ways of moving that nobody declined: their retraining is owed."""
    ways = course.chart.catalogue.findings
    return [life for life in lives(course, on) if life.until is None and ways[life.name]["compensation"] and life.state != "declined"]


def register(course, on):
    """{name/number: (since, until, open, declined, cause)}, numbered by the order in which they began."""
    told, count = {}, {}
    for life in lives(course, on):
        count[life.name] = count.get(life.name, 0) + 1
        still = life.until is None
        told[f"{life.name}/{count[life.name]}"] = (life.since, life.until, still, still and life.state == "declined", life.cause)
    return told
