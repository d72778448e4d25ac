"""A protocol with its parts as the oracle needs it (docs/notation.md, sections 5, 7 and 8)."""

from pathlib import Path

from plain_days import Span
from plain_reader import read_lines

SPAN_UNITS = ("hours", "days", "weeks", "months", "years")
BASES = (("other", "side"), ("baseline",), ("best",), ("1RM",), ("body", "mass"), ("norm",), ("last", "week"))


def is_span(words, at):
    return at + 1 < len(words) and words[at].kind == "number" and words[at + 1].text in SPAN_UNITS


def span_at(words, at):
    return Span(words[at].value, words[at + 1].text)


class Day:
    """A day: an anchor with a span before or after it, or `day N` after the procedure, or a date."""

    def __init__(self, words):
        self.span, self.sign, self.anchor = None, 1, None
        texts = [t.text for t in words]
        if texts[0] == "day":
            self.span, self.anchor = Span(words[1].value, "days"), ("procedure",)
        elif words[0].kind == "date":
            self.anchor = ("date", words[0].value)
        elif is_span(words, 0):
            self.span, self.sign = span_at(words, 0), 1 if texts[2] == "after" else -1
            self.anchor = tuple(texts[3:])
        else:
            self.anchor = tuple(texts)
        if self.anchor[0] in ("start", "end"):
            self.anchor = (self.anchor[0], self.anchor[2])


class Length:
    """A length with least and most, either of which may be open."""

    def __init__(self, words):
        self.least = self.most = None
        self.fixed = False
        texts = [t.text for t in words]
        if texts[:2] == ["at", "most"]:
            self.most = span_at(words, 2)
        elif texts[:2] == ["at", "least"]:
            self.least = span_at(words, 2)
        elif "to" in texts:
            at = texts.index("to")
            self.most = span_at(words, at + 1)
            self.least = span_at(words, 0) if at == 2 else Span(words[0].value, self.most.unit)
        else:
            self.least = self.most = span_at(words, 0)
            self.fixed = True


class Bound:
    """`tests` are (operator, value) pairs that all must hold; a value is a number, a percentage or a step."""

    def __init__(self, words):
        texts = [t.text for t in words]
        self.percent = any(t.kind == "percent" for t in words)
        self.unit = None
        for two, sign in ((("at", "most"), "<="), (("at", "least"), ">="), (("is", "not"), "!=")):
            if tuple(texts[:2]) == two:
                self.tests = [(sign, words[2])]
                self.take_unit(words, 3)
                return
        if texts[0] in ("above", "below", "is"):
            self.tests = [({"above": ">", "below": "<", "is": "="}[texts[0]], words[1])]
            self.take_unit(words, 2)
            if "to" in texts:
                self.tests.append(("<=", words[texts.index("to") + 1]))
                self.take_unit(words, texts.index("to") + 2)
            return
        at = texts.index("to")
        open_end = texts[at + 1] == "below"
        self.tests = [(">=", words[0]), ("<" if open_end else "<=", words[at + 2 if open_end else at + 1])]
        self.take_unit(words, at + (3 if open_end else 2))

    def take_unit(self, words, at):
        if at < len(words) and words[at].kind == "word" and words[at].text != "to":
            self.unit = words[at].text


class Criterion:
    """A condition: `kind` says which, the rest is what that kind needs; `of` holds the conditions of a block."""

    def __init__(self, line, words, parts):
        self.line, self.of = line, []
        self.text = ", ".join(" ".join(t.text for t in part) for part in [words] + parts)
        texts = [t.text for t in words]
        self.qualifiers = parts
        if texts[0] == "not" and texts[1] != "before":
            self.kind = "not"
            self.of = [Criterion(line, words[1:], parts)]
            if len(words) == 2 or self.of[0].kind in ("all", "any", "count"):
                self.of[0].fill(line)
        elif texts[:2] in (["all", "of"], ["any", "of"]):
            self.kind = texts[0]
        elif texts[:2] == ["at", "least"] and texts[-1] == "of":
            self.kind, self.least = "count", int(words[2].value)
        elif texts[0] == "clearance":
            self.kind, self.name = "clearance", texts[1]
        elif texts[:2] == ["not", "before"]:
            self.kind, self.day = "time", Day(words[2:])
        elif texts == ["always"]:
            self.kind = "always"
        elif texts[0] == "open" or texts[:2] == ["no", "open"]:
            self.kind = "open" if texts[0] == "open" else "none-open"
            self.thing = texts[-1]
            self.screen = None
            for part in parts:
                if part[0].is_word("screened"):
                    self.screen = span_at(part, 2)
        elif texts[:3] == ["every", "set", "done"] or texts[:2] == ["settled", "by"]:
            self.kind = "sets" if texts[0] == "every" else "settled"
            self.read_qualifiers(parts)
        elif texts[0] in ("no", "record", "taking"):
            self.read_record(words, texts)
        else:
            self.read_measure(words, texts, parts)

    def fill(self, line):
        self.of += [Criterion(below, below.words, below.parts[1:]) for below in line.block]

    def read_record(self, words, texts):
        at = 0
        self.kind = "taking"
        if texts[:3] == ["no", "record", "of"]:
            self.kind, at = "no-record", 3
        elif texts[:2] == ["record", "of"]:
            self.kind, at = "record", 2
        elif texts[0] == "no":
            self.kind, at = "denied", 1
        else:
            at = 1
        end = next((i for i, t in enumerate(texts) if t in ("since", "within") and i > at), len(texts))
        self.item = texts[at:end]
        self.since = self.within = None
        if end < len(texts):
            if texts[end] == "since":
                self.since = Day(words[end + 1 :])
            else:
                self.within = span_at(words, end + 1)

    def read_measure(self, words, texts, parts):
        self.kind, self.measure, self.basis, self.how = "measure", texts[0], None, "value"
        rest, rest_texts = words[1:], texts[1:]
        if rest_texts[0] in ("better", "worse"):
            by = rest_texts.index("by")
            self.how, self.basis, rest = rest_texts[0], tuple(rest_texts[2:by]), rest[by + 1 :]
        else:
            for joint in ("of", "from"):
                if joint in rest_texts:
                    at = rest_texts.index(joint)
                    self.basis, self.how = tuple(rest_texts[at + 1 :]), "percent" if joint == "of" else "difference"
                    rest = rest[:at]
        self.bound = Bound(rest)
        self.read_qualifiers(parts)

    def read_qualifiers(self, parts):
        self.over, self.span, self.sessions, self.readings = None, None, None, None
        for part in parts:
            texts = [t.text for t in part]
            if texts[0] in ("latest", "mean", "worst", "best", "every"):
                self.over = texts[0]
                self.ages = len(texts) > 1 and texts[1] == "within"
                self.span = span_at(part, 2) if len(part) > 2 else None
            elif texts[0] == "last":
                self.over, self.sessions = "sessions", int(part[1].value)
            elif texts[:2] == ["at", "least"]:
                self.readings = int(part[2].value)


def condition_of(line, words, parts):
    found = Criterion(line, words, parts)
    if found.kind in ("all", "any", "count"):
        found.fill(line)
    return found


class Phase:
    def __init__(self, line):
        self.name, self.track, self.line = line.words[1].text, line.words[3].text, line
        self.until = self.length = self.clearance = self.gate = self.start = None
        self.uncertain = False
        self.load, self.barred, self.offers, self.assess = None, [], [], []
        for below in line.block:
            texts = [t.text for t in below.words]
            if below.head == "from":
                self.read_from(below)
            elif texts[:3] == ["ends", "by", "clearance"]:
                self.clearance = texts[3]
            elif below.head == "load":
                self.load = texts[3]
                self.barred = [part[1].text for part in below.parts[1:]]
            elif below.head == "offer":
                self.offers += [texts[1]] + [p[0].text for p in below.parts[1:] if p[0].text != "for"]
            elif below.head == "assess":
                self.assess.append(below)

    def read_from(self, line):
        words = line.words[1:]
        texts = [t.text for t in words]
        if "until" in texts:
            self.until = Day(words[texts.index("until") + 1 :])
            words = words[: texts.index("until")]
        if words[0].is_word("gate"):
            self.gate = words[1].text
        else:
            self.start = Day(words)
        for part in line.parts[1:]:
            if part[0].is_word("uncertain"):
                self.uncertain = True
            else:
                self.length = Length(part)


class Protocol:
    def __init__(self, path, parts_folder):
        self.measures, self.phases, self.clearances, self.gates = {}, [], {}, {}
        self.restrictions, self.flags, self.progressions, self.owed, self.nevers = {}, {}, [], [], []
        self.first_of_series, self.plans, self.phase_named, self.spans = False, {}, {}, {}
        self.sets = {}
        self.read_file(path, parts_folder)
        for phase in self.phases:
            for clause in phase.assess:
                clause.block = [measure for below in clause.block for measure in self.asked_for(below)]

    def asked_for(self, line):
        """A line `set NAME` stands for the measures of that set (R-N48)."""
        return self.sets[line.words[1].text] if line.head == "set" else [line]

    def read_file(self, path, parts_folder):
        for line in read_lines(Path(path).read_text(encoding="utf-8")):
            if line.head == "protocol":
                self.name = line.words[1].text
                self.procedure = line.first("procedure").words[1].text
                clock = line.first("clock")
                self.first_of_series = bool(clock) and clock.words[3].text == "first"
                for use in line.below("use"):
                    self.read_file(Path(parts_folder) / f"{use.words[1].text}.tandem", parts_folder)
            else:
                self.read_block(line)

    def read_block(self, line):
        name = line.words[1].text if len(line.words) > 1 else None
        if line.head == "measure":
            self.read_measure(line, name)
        elif line.head == "phase":
            self.phases.append(Phase(line))
            self.phase_named[name] = self.phases[-1]
        elif line.head == "set":
            self.sets[name] = line.block
        elif line.head == "clearance":
            self.read_clearance(line, name)
        elif line.head == "gate":
            criteria = [condition_of(b, b.words, b.parts[1:]) for b in line.block if b.head not in ("source", "otherwise")]
            decides = self.read_otherwise(line.first("otherwise"))
            self.gates[name] = {"opens": line.words[3].text, "criteria": criteria, "line": line, "otherwise": decides}
        elif line.head == "restrict":
            self.restrictions[name] = line
            until = line.first("until")
            by_day = until and not until.words[1].is_word("clearance")
            self.spans[name] = Day(line.first("from").words[1:]), Day(until.words[1:]) if by_day else None
        elif line.head == "flag":
            self.read_flag(line, name)
        elif line.head == "progress":
            self.read_progress(line)
        elif line.head == "plan":
            below = line.first("for")
            self.plans[name] = [below.words[1].text] + [part[0].text for part in below.parts[1:]]
        elif line.head == "owe":
            self.owed.append(line)
        elif line.head == "never":
            texts = [t.text for t in line.words]
            before = texts.index("before")
            self.nevers.append((texts[before - 1], Day(line.words[before + 1 :])))

    @staticmethod
    def read_otherwise(line):
        """Who decides, within which span, when a gate is never met: no criterion (R-N49)."""
        if line is None:
            return None
        texts = [t.text for t in line.words]
        at = texts.index("decides")
        return {"by": [t for t in texts[1:at] if t != "or"], "within": span_at(line.words, at + 2), "line": line}

    def read_measure(self, line, name):
        about = {"treated": False, "session": False, "change": None, "fresh": None, "other": None}
        words = [t.text for t in line.words]
        about["of"] = words[3] if words[3] != "change" else words[5]
        if words[3] == "change":
            about["change"] = [" ".join(t.text for t in part) for part in line.parts[1:]]
        for part in line.parts[1:]:
            texts = [t.text for t in part]
            about["treated"] |= texts == ["at", "treated", "side"]
            about["session"] |= texts == ["during", "session"]
        for below in line.block:
            if below.head == "fresh":
                about["fresh"] = span_at(below.words, 1)
            elif below.head == "other":
                about["other"] = below.parts[1][1].text
        self.measures[name] = about

    def read_clearance(self, line, name):
        found = {"line": line, "by": [], "bounds": None, "earliest": None}
        for below in line.block:
            if below.head == "by":
                found["by"] = [t.text for t in below.words[1:] if t.text != "or"]
            elif below.head == "not":
                found["earliest"] = Day(below.words[2:])
            elif below.head == "valid":
                found["valid"] = span_at(below.words, 1)
            elif below.head == "may":
                texts = [t.text for t in below.words]
                to = texts.index("to")
                found["bounds"] = (Day(below.words[3:to]), Day(below.words[to + 1 :]))
        self.clearances[name] = found

    def read_flag(self, line, name):
        found = {"rule": None, "hold": False, "to": None, "within": None}
        for below in line.block:
            if below.head == "raised":
                found["rule"] = condition_of(below, below.words[2:], below.parts[1:])
            elif below.head == "escalate":
                found["to"], found["within"] = below.words[2].text, span_at(below.words, 4)
            elif below.head == "then":
                found["hold"] = True
        self.flags[name] = found

    def read_progress(self, line):
        steps = []
        found = {"name": line.words[1].text, "for": [], "in": [], "steps": steps}
        for below in line.block:
            texts = [t.text for t in below.words]
            if below.head in ("for", "in"):
                found[below.head] = [texts[1]] + [part[0].text for part in below.parts[1:]]
            elif below.head == "otherwise":
                found["otherwise"] = (texts[1], below)
            else:
                self.read_step(below, steps)
        self.progressions.append(found)

    @staticmethod
    def read_step(line, steps):
        for at, part in enumerate(line.parts):
            texts = [t.text for t in part]
            if "when" in texts:
                words = part[texts.index("when") + 1 :]
                steps.append((line.head, condition_of(line, words, line.parts[at + 1 :]), line))
                return
