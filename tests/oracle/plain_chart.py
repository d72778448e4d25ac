"""A chart's entries, and what was known of them at an instant (docs/notation.md, section 9; M20, M31, M32, M114)."""

import copy
from pathlib import Path

from plain_catalog import convert
from plain_days import end_of_day, told_after
from plain_reader import read_lines

NEVER = 1 << 62


class Entry:
    """One entry: when it was so (`day`, `time`), when it was written down (`known`), and its words."""

    def __init__(self, line, zone):
        words = line.parts[0]
        self.line, self.day = line, words[0].value
        at = 1
        self.time = None
        if words[1].kind == "time":
            self.time, at = words[1].value, 2
        self.kind = words[at].text
        rest = words[at + 1 :]
        self.recorded = self.name = self.writer = self.by = None
        self.options, self.by_parts = {}, []
        for index, part in enumerate([rest] + line.parts[1:]):
            self.read_part(part, index == 0)
        self.known = self.recorded if self.recorded is not None else end_of_day(self.day, zone) - 1  # the last moment of it (R-N37)
        self.block, self.written = line.block, None
        self.key = self.canonical()
        self.act = tuple(p for p in self.key[0] if p[0] not in ("name", "recorded", "writer")), self.key[1]

    def read_part(self, part, first):
        texts = [t.text for t in part]
        if first:
            cut = texts.index("by") if "by" in texts else len(texts)
            self.words = part[:cut]
            part, texts = part[cut:], texts[cut:]
            if not part:
                return
        elif self.by is None and "by" in texts:
            cut = texts.index("by")
            self.words = self.words + part[:cut]
            part, texts = part[cut:], texts[cut:]
        elif self.by is None:
            self.words = self.words + part
            return
        if not texts:
            return
        if texts[0] == "by":
            self.by = texts[1]
        elif texts[0] == "recorded":
            self.recorded = part[1].value
        elif texts[0] == "name":
            self.name = texts[1]
        elif texts[0] == "writer":
            self.writer = (texts[1], part[2].value)
        else:
            self.options.setdefault(texts[0], []).append(part[1:])
            self.by_parts.append(part)

    def canonical(self):
        def flat(line):
            return (tuple(tuple(t.text for t in part) for part in line.parts), tuple(flat(b) for b in line.block))

        return flat(self.line)

    def word(self, at):
        return self.words[at].text if at < len(self.words) else None

    def asked(self):
        """What a screen asked for: flags, findings, or things by name."""
        return [t.text for t in self.words]

    def found_things(self):
        """What a screen found, or None for `none found`: `found NAME, NAME` goes on over parts (section 9)."""
        names, inside = [], False
        for part in self.by_parts:
            if part[0].is_word("found"):
                names.append(part[1].text)
                inside = True
            elif inside and len(part) == 1 and part[0].kind == "word":
                names.append(part[0].text)
            else:
                inside = False
        return names


class Reading:
    """One value of a measure on a side of the body on a day, by somebody."""

    __slots__ = ("measure", "side", "day", "time", "by", "value", "unit", "entry", "known")

    def __init__(self, measure, side, day, time, entry, value, unit):
        self.measure, self.side, self.day, self.time = measure, side, day, time
        self.entry, self.by, self.value, self.unit, self.known = entry, entry.by, value, unit, entry.known


class Chart:
    def __init__(self, path, protocol_of, catalogue):
        lines = read_lines(Path(path).read_text(encoding="utf-8"))
        head = lines[0]
        self.name = head.words[1].text
        self.site = head.first("site").words[1].text
        side = head.first("site").parts[1][0].text
        self.side = None if side == "none" else side
        self.protocol_name = head.first("protocol").words[1].text
        zone = head.first("zone")
        self.zone = zone.words[1].text if zone else "UTC"
        self.roster = {}
        for line in head.first("people").block:
            since, until = -NEVER, NEVER
            for part in line.parts[1:]:
                since = part[1].value if part[0].text == "from" else since
                until = part[1].value if part[0].text == "until" else until
            self.roster.setdefault(line.words[0].text, []).append((line.words[1].text, since, until))
        self.catalogue, self.protocol = catalogue, protocol_of(self.protocol_name)
        entries, seen = [], set()
        for line in lines[1:]:
            entry = Entry(line, self.zone)
            if entry.key not in seen:
                entries.append(entry)
                seen.add(entry.key)
        self.entries = entries
        self.named = {entry.name: entry for entry in entries if entry.name}
        self.held, self.oldest = {}, {}

    def oldest_day(self, entry):
        """The oldest day of which an entry speaks: its own, that of a line of it, or that of what it corrects or takes back."""
        if entry.key not in self.oldest:
            days = [entry.day] + [t.value for line in entry.block for part in line.parts for t in part if t.kind == "date"]
            about = self.named.get(entry.word(0)) if entry.kind in ("correct", "withdraw") else None
            self.oldest[entry.key] = min(days + ([self.oldest_day(about)] if about is not None else []))
        return self.oldest[entry.key]

    def roles(self, person, day):
        if (person, day) not in self.held:
            own = self.roster.get(person, [])
            self.held[person, day] = [role for role, since, until in own if since <= day <= until]
        return self.held[person, day]


def names_of(entries):
    return [e.name for e in entries if e.name]


class Knowledge:
    """The entries known at a cut-off, without those taken back, and their readings with the last corrections."""

    def __init__(self, chart, cut, signing=None):
        self.chart = chart
        self.all = [e for e in chart.entries if e.known <= cut]
        self.named = {e.name: e for e in self.all if e.name}
        self.withdrawals, self.acts, self.later = {}, {}, None
        for entry in sorted(self.all, key=lambda e: e.known):
            self.acts.setdefault(entry.act, []).append(entry)
            if entry.kind == "withdraw":
                self.withdrawals.setdefault(entry.word(0), []).append(entry)
        self.entries = [e for e in self.all if e.kind != "withdraw" and e is self.counted(e)]
        self.entries.sort(key=lambda e: (e.day, -1 if e.time is None else e.time, e.known))
        self.corrections = {}
        for entry in self.entries:
            if entry.kind == "correct":
                self.corrections.setdefault(entry.word(0), []).append(entry)
        for found in self.corrections.values():
            found.sort(key=lambda e: (e.known, e.day, -1 if e.time is None else e.time))
        self.by_kind = {}
        for entry in self.entries:
            self.by_kind.setdefault(entry.kind, []).append(entry)
        self.readings = [r for e in self.entries if e.kind in ("assess", "diary", "session") for r in self.read(e) if r.value is not None]
        if signing is not None:
            self.readings = [r for r in self.readings if not told_after(r, signing)]
            self.entries = [e for e in self.entries if not told_after(e, signing)]
            self.by_kind = {kind: [e for e in own if not told_after(e, signing)] for kind, own in self.by_kind.items()}

    def since(self, entry):
        """The oldest day of which anything speaks that was written down after an entry, as far as it is known."""
        if self.later is None:
            found, self.later = NEVER, {}
            for other in sorted(self.all, key=lambda e: -e.known):
                self.later.setdefault(other.known, found)
                found = min(found, self.chart.oldest_day(other))
        return self.later[entry.known]

    def stands(self, entry):
        return not any(self.stands(w) for w in self.withdrawals.get(entry.name, ())) if entry.name else True

    def counted(self, entry):
        """Of the same act under several ids the one that counts, or None: it is one act as long as one record of it stands,
        however often the others were taken back (M114)."""
        taken = [n for n in names_of(self.acts[entry.act]) if any(self.stands(w) for w in self.withdrawals.get(n, ()))]
        return next((copy for copy in self.acts[entry.act] if copy.name not in taken), None)

    def names(self, entry):
        """Every id under which its act is known."""
        return names_of(self.acts[entry.act])

    def of(self, kind):
        return self.by_kind.get(kind, [])

    def measure_named(self, name):
        own = self.chart.protocol.measures.get(name)
        if own:
            return own["of"] if not own["change"] else None
        return name if name in self.chart.catalogue.measures else None

    def read(self, entry):
        """The readings of an entry, each value as its last known correction says (M31, M32)."""
        found = self.written(entry)
        spoken = [c for name in names_of(self.acts[entry.act]) for c in self.corrections.get(name, ())]
        if not spoken:
            return found
        found = [copy.copy(reading) for reading in found]
        for correction in spoken:
            for change in self.read(correction):
                for reading in found:
                    if (reading.measure, reading.side) == (change.measure, change.side):
                        reading.value, reading.unit = change.value, change.unit
        return found

    def written(self, entry):
        """The readings of an entry as it was written; every knowledge of the chart shares them."""
        if entry.written is None:
            entry.written = self.read_block(entry)
        return entry.written

    def read_block(self, entry):
        found = []
        for line in entry.block:
            day, parts = entry.day, line.parts
            if parts[0][0].kind == "date":
                day, parts = parts[0][0].value, [parts[0][1:]] + parts[1:]
            measure = None
            for part in parts:
                if part[0].kind == "word" and self.measure_named(part[0].text):
                    measure = self.measure_named(part[0].text)
                    self.read_value(found, entry, measure, day, part[1:])
                elif part[0].is_word("right", "left") and measure:
                    self.read_value(found, entry, measure, day, part)
        return found

    def read_value(self, found, entry, measure, day, words):
        side = None
        if words and words[0].is_word("right", "left"):
            side, words = words[0].text, words[1:]
        time = entry.time if day == entry.day else None
        if not words or words[0].is_word("not-done"):  # no reading, unless a correction makes it one
            found.append(Reading(measure, side, day, time, entry, None, None))
            return
        about = self.chart.catalogue.measures[measure]
        value = words[0].text if about.scale else words[0].value
        unit = words[1].text if len(words) > 1 and not about.scale else about.unit
        if not about.scale:
            value = convert(value, unit, about.unit)
        found.append(Reading(measure, side, day, time, entry, value, unit))
