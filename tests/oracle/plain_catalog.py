"""The catalogue as the oracle needs it (docs/notation.md, section 6)."""

from fractions import Fraction
from pathlib import Path

from plain_reader import read_lines

# Factor and offset to the base unit of the quantity; units apart from these stand for themselves (M39).
UNITS = {
    "kg": ("mass", Fraction(1), 0), "g": ("mass", Fraction(1, 1000), 0),
    "m": ("length", Fraction(1), 0), "cm": ("length", Fraction(1, 100), 0), "mm": ("length", Fraction(1, 1000), 0),
    "s": ("time", Fraction(1), 0), "min": ("time", Fraction(60), 0), "h": ("time", Fraction(3600), 0),
}


def convert(value, unit, wanted):
    if unit is None or wanted is None or unit == wanted:
        return value
    if unit in UNITS and wanted in UNITS and UNITS[unit][0] == UNITS[wanted][0]:
        return Fraction(value) * UNITS[unit][1] / UNITS[wanted][1]
    return None


class Measure:
    def __init__(self, line):
        self.name = line.words[1].text
        self.label = line.words[2].value
        self.scale = self.unit = None
        self.day_rule = "last"
        self.direction, self.sided, self.by = None, False, []
        clauses = [part for part in line.parts[1:]] + [below.words for below in line.block]
        for below in line.block:
            if below.head == "by":
                self.by = [below.words[1].text] + [part[0].text for part in below.parts[1:]]
        for words in clauses:
            texts = [t.text for t in words]
            if texts[0] == "scale":
                self.scale = texts[1]
            elif texts[0] == "number":
                self.unit = texts[4] if len(texts) > 4 else None
            elif texts[:3] == ["of", "one", "day"]:
                self.day_rule = texts[4]
            elif texts[0] == "sided":
                self.sided = True
            elif texts[1:] == ["is", "better"]:
                self.direction = texts[0]


class Exercise:
    def __init__(self, line):
        self.name = line.words[1].text
        self.label = line.words[2].value
        self.loads, self.fields, self.units, self.words, self.attributes, self.classes = [], [], {}, {}, [], []
        for below in line.block:
            texts = [t.text for t in below.words]
            if below.head == "loads":
                self.loads = [texts[1]] + [part[0].text for part in below.parts[1:] if part[0].text != "both"]
                self.both = any(part[0].text == "both" for part in below.parts[1:])
            elif below.head == "dose":
                self.read_dose(below)
            elif below.head == "attribute":
                self.attributes += self.read_attribute(below)
            elif below.head == "class" and texts[1] == "by":
                rows = [(row.words, row.words[-1].text) for row in below.block]
                self.classes.append((texts[2], " ".join(texts[4:]), rows))
            elif below.head == "class":
                self.classes.append((None, "", texts[1]))

    def read_dose(self, line):
        for at, part in enumerate(line.parts):
            words = [t.text for t in (part[1:] if at == 0 else part)]
            self.fields.append(words[0])
            if len(words) > 2 and words[1] == "in":
                self.units[words[0]] = words[2]
            elif len(words) > 1:
                self.words[words[0]] = [w for w in words[1:] if w != "or"]

    @staticmethod
    def read_attribute(line):
        texts = [t.text for t in line.words]
        if "when" not in texts:
            return [(texts[1], None)] + [(part[0].text, None) for part in line.parts[1:]]
        return [(texts[1], (texts[3], texts[4], line.words[5]))]


class Catalogue:
    def __init__(self, folder):
        self.measures, self.exercises, self.scales, self.flags, self.findings = {}, {}, {}, {}, {}
        self.classes, self.substances, self.products, self.routes, self.activities = {}, {}, {}, {}, {}
        self.regions, self.roles, self.procedures = {}, {}, {}
        for path in sorted(Path(folder).glob("*.tandem")):
            for line in read_lines(path.read_text(encoding="utf-8")):
                self.read(line)
        self.ladder = [step for step in self.scales["load"]]

    def read(self, line):
        name = line.words[1].text if line.words[1].kind != "text" else line.words[1].value
        extra = {part[0].text for part in line.parts[1:]}
        if line.head == "measure":
            self.measures[name] = Measure(line)
        elif line.head == "exercise":
            self.exercises[name] = Exercise(line)
        elif line.head == "scale":
            self.scales[name] = [below.words[1].text for below in line.block]
        elif line.head == "flag":
            self.flags[name] = {"label": line.words[2].value, "emergency": "emergency" in extra}
        elif line.head == "finding":
            self.findings[name] = {"label": line.words[2].value, "compensation": "compensation" in extra, "history": "by" in extra}
        elif line.head == "class":
            within = line.first("within")
            self.classes[name] = {"within": within.words[1].text if within else None, "vital": "vital" in extra}
        elif line.head == "substance":
            classes = line.first("class")
            self.substances[name] = {
                "classes": [classes.words[1].text] + [part[0].text for part in classes.parts[1:]],
                "said": [name, line.words[2].value] + self.also(line),
            }
        elif line.head == "product":
            ingredients, route = line.first("ingredients"), line.first("route")
            self.products[name] = {
                "substances": [ingredients.words[1].text] + [part[0].text for part in ingredients.parts[1:]],
                "route": route.words[1].text if route else None,
                "said": [name, line.words[2].value] + self.also(line),
            }
        elif line.head == "route":
            self.routes[name] = "local" if "local" in extra else "systemic"
        elif line.head == "region":
            self.regions[name] = "sided" in extra
        elif line.head == "activity":
            self.activities[name] = line
        elif line.head in ("role", "procedure"):
            (self.roles if line.head == "role" else self.procedures)[name] = line.words[2].value

    @staticmethod
    def also(line):
        below = line.first("also")
        return [part[-1].value for part in below.parts] if below else []

    def class_within(self, name, wanted):
        """Whether a class is the wanted one or nested in it (M61)."""
        while name is not None:
            if name == wanted:
                return True
            name = self.classes[name]["within"]
        return False

    def of_history(self, name):
        """A finding of the person's history: only a screen that asks for it by name covers it (R-N38)."""
        return self.findings.get(name, {}).get("history", False)

    @staticmethod
    def folded(text):
        return "".join(c for c in text.lower() if c not in " -")

    def said_as(self, text):
        """(substances, route of the product or None) of what somebody said, or None when it is not known (M61)."""
        wanted = self.folded(text)
        for product in self.products.values():
            if any(self.folded(said) == wanted for said in product["said"]):
                return product["substances"], product["route"]
        for name, substance in self.substances.items():
            if any(self.folded(said) == wanted for said in substance["said"]):
                return [name], None
        return None
