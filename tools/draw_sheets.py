#!/usr/bin/env python3
"""Sheets for a reader who sees nothing but them: ten by lot from the examples and invented charts, half in English and half in Spanish, as
plain text; and a count of where the reader's answers differ from what the program's own lists say.

  draw_sheets.py draw --tandem build/gcc/src/cli/tandem --seed 7 --sheets FOLDER --key FILE [--count 10]
  draw_sheets.py compare --key FILE --answers FILE

FOLDER gets s01.txt, s02.txt ... and answers.md, which tells how to answer; FILE, which belongs somewhere else, gets the lists. They come from
the English JSON of each sheet, also where the sheet is in Spanish. The same seed draws the same lots. Standard library only.
"""

import argparse
import difflib
import json
import random
import re
import subprocess
import sys
import tempfile
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
# How the program ends a line, in English, and the word for it in an answer; {} is the day.
ENDS = [
    ("until your team tells you that you may do it; they can decide that on {} or later", "team"),
    ("until your team tells you that you may do it; they can decide that tomorrow, {}, or later", "team"),
    ("until your team tells you that you may do it", "team"),
    ("until your team gives you a new one; that can be on {} or later", "team"),
    ("until your team gives you a new one; that can be tomorrow, {}, or later", "team"),
    ("until your team gives you a new one", "team"),
    ("until your .* clears you, not before {}", "team"), ("until your .* clears you", "team"),
    ("until your team has seen you and says that you may", "team"), ("not before .*; {} is the last day on which it is not allowed", "day"),
    ("at least up to and including {}; after that ask your team before you start", "least"),
    ("up to and including {} as planned today; for the day of the procedure, .*, and after it your team gives you a new sheet; "
     "if the date of the plan changes, these days change too: ask your team", "plan"),
    ("up to and including {} as planned today; if the date of the plan changes, this day changes too: ask your team", "plan"),
    ("up to and including {}; then the next part of your plan begins", "plan"),
]
# Such things stand together under headings of their own, which name no end.
WAITS = ("ask your therapist how much", "as your team told you")
ANSWERS = """# How to answer

Read each sheet alone (s01.txt, s02.txt ...; some are in Spanish) and write one line for each thing that it says the person may or may not do:

    s01 | not | running | least 2025-07-06
    s01 | may | small squat | team 2025-05-26
    s01 | may | straight leg raise | -

1. the sheet
2. `may` or `not`. What may be done only once a therapist has said how much is `may`.
3. the thing, as the sheet calls it, in the language of the sheet, whole
4. until when:
   `team` until the team (or somebody of it) says so, no day named; `team DAY` the same, and not before that day;
   `day DAY` that day is the last one; `least DAY` at least through that day, and then the team is asked;
   `plan DAY` through that day as planned, then the plan changes; `-` the sheet names no end for it.

A day is written 2025-05-26. A sheet under whose heading nothing stands gets no line for it. Lines that begin with # are not read.
"""


def run(tandem, *words):
    done = subprocess.run([tandem, *map(str, words)], cwd=ROOT, capture_output=True, check=True, stdin=subprocess.DEVNULL, timeout=120)
    return done.stdout.decode("utf-8")


# ---- what the program says

def end_of(until):
    """The answer to `until when` of an English line: "team 2025-05-26"."""
    for words, kind in ENDS:
        found = re.fullmatch(re.escape(words).replace(r"\{\}", r"(\d+) (\w+) (\d+)").replace(r"\.\*", ".*"), until)
        if found and found.groups():
            day, month, year = found.groups()
            return f"{kind} {int(year)}-{MONTHS.index(month) + 1:02}-{int(day):02}"
        if found:
            return kind
    raise ValueError(f"no word for the end: {until}")


def lists_of(tandem, chart, day, language):
    """The sheet's state, protocol and things, from the English JSON; each thing as the sheet in `language` calls it too."""
    english, told = (json.loads(run(tandem, "sheet", chart, "--on", day, "--lang", code, "--json")) for code in ("en", language))
    things = []
    for answer, key in (("not", "may_not"), ("may", "may")):
        for line, same in zip(english[key], told[key], strict=True):
            ends = [end_of(line["until"])]
            if line.get("dose") in WAITS:
                ends.append("-")
            things.append({"answer": answer, "name": line["name"], "called": same["what"], "english": line["what"], "ends": ends})
    return english["state"], english["protocol"]["name"], things


def days_of(chart):
    return sorted(set(re.findall(r"^(\d{4}-\d\d-\d\d) ", chart.read_text(encoding="utf-8"), re.M)))


def lots(tandem, charts, seed, count):
    """(chart, day, language): one day a chart, with restrictions; as many protocols as there are before one comes twice."""
    draw, used, found = random.Random(seed), {}, []
    draw.shuffle(charts)
    languages = ["en", "es"] * ((count + 1) // 2)
    languages = languages[:count]
    draw.shuffle(languages)
    for most in range(1, count + 1):
        for chart in charts:
            if len(found) == count:
                return found
            if any(chart == one for one, _, _ in found):
                continue
            days = days_of(chart)
            for day in draw.sample(days, min(4, len(days))):
                state, protocol, things = lists_of(tandem, chart, day, "en")
                barred = sum(thing["answer"] == "not" for thing in things)
                if state != "running" or barred < 2 or barred == len(things) or used.get(protocol, 0) >= most:
                    continue
                used[protocol] = used.get(protocol, 0) + 1
                found.append((chart, day, languages[len(found)]))
                break
    return found


def draw(args):
    args.sheets.mkdir(parents=True, exist_ok=True)
    args.key.parent.mkdir(parents=True, exist_ok=True)
    sheets = {}
    with tempfile.TemporaryDirectory() as folder:
        run(args.tandem, "cohort", 6 * args.count, "--seed", args.seed, "--format", "notation", "--output", folder)
        charts = sorted((ROOT / "data" / "examples").glob("*.chart.tandem")) + sorted(Path(folder).glob("*.tandem"))
        for number, (chart, day, language) in enumerate(lots(args.tandem, charts, args.seed, args.count), 1):
            name = f"s{number:02}"
            text = run(args.tandem, "sheet", chart, "--on", day, "--lang", language, "--width", 80)
            (args.sheets / f"{name}.txt").write_text(text, encoding="utf-8")
            _, protocol, things = lists_of(args.tandem, chart, day, language)
            sheets[name] = {"language": language, "chart": chart.name, "on": day, "protocol": protocol, "things": things}
    (args.sheets / "answers.md").write_text(ANSWERS, encoding="utf-8")
    args.key.write_text(json.dumps({"seed": args.seed, "sheets": sheets}, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(sheets)} sheets, {sum(len(sheet['things']) for sheet in sheets.values())} things")
    return 0 if len(sheets) == args.count else 1


# ---- what the reader says

def plain(text):
    """Without accents, quotation marks, case and doubled blanks: a reader who copies may lose them."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", bare))


def read_answers(text):
    """(lines by sheet, lines that cannot be read)"""
    told, unread = {}, []
    for line in text.split("\n"):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        fields = [field.strip() for field in line.strip().strip("|").split("|")]
        if len(fields) != 4 or fields[1] not in ("may", "not"):
            unread.append(line)
            continue
        told.setdefault(fields[0], []).append((fields[1], fields[2], " ".join(fields[3].split())))
    return told, unread


def likeness(called, thing, answer):
    best = max(difflib.SequenceMatcher(None, plain(called), plain(thing[key])).ratio() for key in ("called", "english"))
    return best + (0.01 if answer == thing["answer"] else 0)


def compare_sheet(name, things, told):
    """What is wrong, a line each; things and answers are paired by likeness, the best first, and a pair must be nearly alike."""
    wrong, pairs = [], []
    ranked = sorted(((likeness(called, thing, answer), i, j) for i, (answer, called, _) in enumerate(told) for j, thing in enumerate(things)),
                    key=lambda row: (-row[0], row[1], row[2]))
    left_told, left_things = set(range(len(told))), set(range(len(things)))
    for like, i, j in ranked:
        if like >= 0.9 and i in left_told and j in left_things:
            left_told.remove(i)
            left_things.remove(j)
            pairs.append((told[i], things[j]))
    for (answer, called, until), thing in pairs:
        if answer != thing["answer"]:
            wrong.append(("side", f"{name}: {called}: the sheet says {thing['answer']}, the reader {answer}"))
        elif until not in thing["ends"]:
            wrong.append(("end", f"{name}: {called}: until {' or '.join(thing['ends'])}, the reader {until}"))
    wrong += [("missed", f"{name}: {things[j]['answer']} {things[j]['called']}: not read") for j in sorted(left_things)]
    wrong += [("added", f"{name}: {told[i][0]} {told[i][1]}: not on the sheet") for i in sorted(left_told)]
    return wrong


def compare(args):
    sheets = json.loads(args.key.read_text(encoding="utf-8"))["sheets"]
    told, unread = read_answers(args.answers.read_text(encoding="utf-8"))
    wrong = [("unread", f"cannot be read: {line}") for line in unread]
    wrong += [("added", f"{name}: no such sheet") for name in sorted(set(told) - set(sheets))]
    for name, sheet in sheets.items():
        wrong += compare_sheet(name, sheet["things"], told.get(name, []))
    for _, line in wrong:
        print(line)
    for language in sorted({sheet["language"] for sheet in sheets.values()}):
        names = [name for name, sheet in sheets.items() if sheet["language"] == language]
        bad = sum(line.split(":")[0] in names for _, line in wrong)
        print(f"{language}: {len(names)} sheets, {sum(len(sheets[name]['things']) for name in names)} things, {bad} mismatches")
    kinds = ", ".join(f"{kind} {sum(one == kind for one, _ in wrong)}" for kind in ("side", "end", "missed", "added", "unread"))
    print(f"{len(wrong)} mismatches: {kinds}")
    return 1 if wrong else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    verbs = parser.add_subparsers(required=True)
    one = verbs.add_parser("draw")
    one.add_argument("--tandem", required=True)
    one.add_argument("--seed", required=True, type=int)
    one.add_argument("--sheets", required=True, type=Path)
    one.add_argument("--key", required=True, type=Path)
    one.add_argument("--count", type=int, default=10)
    one.set_defaults(run=draw)
    two = verbs.add_parser("compare")
    two.add_argument("--key", required=True, type=Path)
    two.add_argument("--answers", required=True, type=Path)
    two.set_defaults(run=compare)
    args = parser.parse_args()
    if "tandem" in args:
        args.tandem = str(Path(args.tandem).resolve())
    return args.run(args)


if __name__ == "__main__":
    sys.exit(main())
