#!/usr/bin/env python3
"""What is data stays data: no string of src/ names an item of data/catalog or an instrument, by its id or by its label. Prints TAP.

A string names an id when it is that word alone, or one of such words between bars; an id of several words (`leg-press`, `koos.pain`) and a
label of several words also inside a longer string. Comments name what they like. What stands in src/ all the same is a row of
tools/ids-explained.txt with its reason; a row that explains nothing is told too.
"""

import re
import sys
from pathlib import Path

from tap import ROOT, Tap

EXPLAINED = ROOT / "tools" / "ids-explained.txt"
ITEM = re.compile(r'(?!source\b|score\b|threshold\b)([a-z]+) (?:"([^"]+)"|([\w.+/-]+))(?: version [\d.]+)?(?: "([^"]*)")?')
STEP = re.compile(r"  step ([\w.+/-]+)")
TOKEN = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'(?:[^\'\\\n]|\\.)+\'|//[^\n]*|/\*.*?\*/', re.S)
WORDS = re.compile(r"[A-Za-z0-9]+(?:[.+/-][A-Za-z0-9+]+)+")


def catalogue(texts):
    """{id or label: what it is} of the texts of files."""
    out = {}
    for text in texts:
        for line in text.splitlines():
            found = ITEM.match(line)
            for name, what in ((found[2] or found[3], found[1]), (found[4], f"label of {found[1]}")) if found else ():
                if name:
                    out.setdefault(name, what)
            step = STEP.match(line)
            if step:
                out.setdefault(step[1], "step")
    return out


def strings(code):
    """(line, string) of a text in C, without its comments and the names of files it includes."""
    for found in TOKEN.finditer(code):
        line = code.count("\n", 0, found.start()) + 1
        head = code[code.rfind("\n", 0, found.start()) + 1 : found.start()]
        if found[1] is not None and not head.lstrip().startswith("#include"):
            yield line, found[1]


def named(text, names, labels):
    """The ids and labels that a string names."""
    out = {word for word in text.split("|") if word in names}
    out |= {word for word in WORDS.findall(text) if word in names}
    return out | {label for label in labels if label in text and re.search(rf"(?<![\w-]){re.escape(label)}(?![\w-])", text)}


def explained():
    """[(place, word, line of the file)]"""
    for number, line in enumerate(EXPLAINED.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            place, words, why = (cell.strip() for cell in line.split("|", 2))
            assert why, f"{EXPLAINED.name}:{number}: a row has a reason"
            for word in words.split(", "):
                yield place, word, number


def covers(place, word, path, said):
    return word == said and (place == "*" or path == place or path.startswith(place + "/"))


def found_in(sources, names):
    """[(path, line, word)]"""
    labels = [name for name in names if " " in name]
    return [(path, line, word) for path, code in sources for line, text in strings(code) for word in sorted(named(text, names, labels))]


def check_itself(tap):
    names = catalogue(['exercise leg-press "leg press"\nscale load "load class"\n  step low\n', "instrument koos version 1.0\n"])
    code = ('#include "low"\n/* "low" */ f("low"); // "koos"\ng("3x12 of leg-press");\nh("a load class");\n'
            'k("lower", \'"\', "x|koos");\nm("low load");\n')
    got = found_in([("a.c", code)], names)
    tap.result(got == [("a.c", 2, "low"), ("a.c", 3, "leg-press"), ("a.c", 4, "load class"), ("a.c", 5, "koos")],
               "ids and labels are seen in strings, not in comments or as parts of words", [str(got)])


def main():
    tap = Tap()
    check_itself(tap)
    files = [path for folder in ("catalog", "instruments") for path in sorted((ROOT / "data" / folder).glob("*.tandem"))]
    names = catalogue(path.read_text(encoding="utf-8") for path in files)
    sources = [(path.relative_to(ROOT / "src").as_posix(), path.read_text(encoding="utf-8")) for path in sorted((ROOT / "src").rglob("*.[ch]"))]
    rows, used, wrong = list(explained()), set(), []
    for path, line, word in found_in(sources, names):
        row = next((row for row in rows if covers(row[0], row[1], path, word)), None)
        used.add(row)
        if row is None:
            wrong.append(f"src/{path}:{line}: `{word}` is a {names[word]} of data/; code names none, or {EXPLAINED.name} tells why")
    tap.result(len(names) > 1000 and not wrong, f"none of {len(names)} ids and labels of the catalogue stands in src/ [F056]", wrong)
    idle = [f"{EXPLAINED.name}:{number}: `{word}` is nowhere in {place}" for place, word, number in rows if (place, word, number) not in used]
    tap.result(not idle, "every row that explains one is needed", idle)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
