#!/usr/bin/env python3
"""`tandem score` against the published test vectors, with the wrong ones that are public too and must not come out; and against a second
way of computing every instrument, in fractions of Python, over drawn answers. Prints TAP. Standard library only.

  score_vectors.py TANDEM
"""

import csv
import io
import json
import random
import re
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from tap import ROOT, Tap  # noqa: E402

O1 = ("P1=3 P2=2 P3=1 P4=2 P5=3 P6=4 P7=1 P8=2 P9=3 S6=2 S7=3 S1=1 S2=4 S3=2 S4=1 S5=3 "
      "A1=2 A2=3 A3=1 A4=2 A5=4 A6=1 A7=3 A8=2 A9=3 A10=1 A11=2 A12=3 A13=4 A14=1 A15=2 A16=3 A17=2 "
      "SP1=3 SP2=4 SP3=3 SP4=2 SP5=4 Q1=3 Q2=2 Q3=3 Q4=2")
O1_OF = dict(word.split("=") for word in O1.split())


def of_o1(codes):
    return " ".join(f"{code}={O1_OF[code]}" for code in codes.split())


def answers_for(raw, count):
    """`count` answers of 0 to 4 that add up to `raw`."""
    return " ".join(str(min(4, max(0, raw - 4 * i))) for i in range(count))


# Where each public vector of the reference stands. A row is its id there, what it is, and the title it has below.
#   O1 KOOS . O2 KOOS, four of nine answered . O3 KOOS-PS . O4 HOOS-PS . O5 KOOS JR . O6 KOOS JR raw 7, HOOS JR raw 6 . O7 HOOS JR .
#   O8 IKDC . O9 VISA-A . O10 VISA-P . O11 PCS . O12 TSK-17 . O13 SST . O14 SPADI by both rules . O15 SPADI, missing . O16 DASH .
#   O17 Lysholm . O18 Constant . O19 PROMIS global . O20 EQ-5D: USA 21354 and 55555, Poland 15421, England 11112 .
#   O21 PI-4a and PF-4a, raw 4, 12 and 20 each
#   derived: KOOS JR 17, KOOS-PS 18, KOOS-12 of O1; ASES; KOOS pain five of nine. Limb symmetry 88.0 and 87.8 and the composite of
#   the Y-balance 96.6 are no scores of forms: tests/unit/engine/engine_reading_test.c holds the first two; no form computes the third.
#   traps: KOOS JR raw 14, 15, 12; HOOS JR raw 10, 9, 8; KOOS-PS raw 11; KOOS JR as a plain percent (its raw 15); VISA-A of 80; TSK high
#   from 37; a total of KOOS or HOOS; PI-4a raw 20; HOOS with 39 items; HOOS with its points inverted (HOOS, best and worst);
#   LOINC 72100-0 (tests/unit/catalog/codes_test.c and tests/cases/problems/C044-...)
# Instrument, answers (by code when they hold "="), {score@rule: wanted}, name.
VECTORS = [
    ("koos", O1, {"pain@koos-2012": "41.7", "symptoms@koos-2012": "42.9", "adl@koos-2012": "42.6", "sport@koos-2012": "20.0",
                  "qol@koos-2012": "37.5"}, "O1 KOOS"),
    ("koos", re.sub(r"\bP[5-9]=\d ", "", O1), {"pain@koos-2012": None, "symptoms@koos-2012": "42.9", "qol@koos-2012": "37.5"},
     "O2 KOOS, four of nine"),
    ("koos-ps", "2 0 1 4 0 1 3", {"function@koos-ps-up": "64.7"}, "O3 KOOS-PS"),
    ("hoos-ps", "2 1 1 3 4", {"function@hoos-ps-up": "58.3"}, "O4 HOOS-PS"),
    ("koos-jr", "2 2 1 3 2 2 3", {"interval@koos-jr": "50.012"}, "O5 KOOS JR"),
    ("koos-jr", answers_for(7, 7), {"interval@koos-jr": "68.284"}, "O6 KOOS JR raw 7"),
    ("hoos-jr", answers_for(6, 6), {"interval@hoos-jr": "70.426"}, "O6 HOOS JR raw 6"),
    ("hoos-jr", "2 2 2 3 1 1", {"interval@hoos-jr": "55.985"}, "O7 HOOS JR"),
    ("ikdc", "1 4 7 2 1 0 1 2 3 1 0 2 1 1 0 0 4 2", {"subjective@ikdc-2000": "34.5"}, "O8 IKDC, 30 of 87"),
    ("visa-a", "3 8 2 3 0 7 7 21 - -", {"total@visa-2001": "51"}, "O9 VISA-A"),
    ("visa-p", "6 2 10 0 4 7 4 14 - -", {"total@visa-1998": "47"}, "O10 VISA-P"),
    ("pcs", "0 1 2 3 0 0 1 4 2 1 3 0 4", {"rumination@pcs": "10", "magnification@pcs": "5", "helplessness@pcs": "6",
                                         "total@pcs": "21"}, "O11 PCS"),
    ("tsk-17", "1 3 3 2 2 3 2 2 3 2 3 3 2 3 3 3 3", {"total@tsk-17": "43"}, "O12 TSK-17"),
    ("sst", "0 1 0 1 1 1 0 1 0 0 1 1", {"count@sst-12": "7", "percent@sst-percent": "58.33"}, "O13 SST"),
    ("spadi", "3 2 3 2 3 5 4 3 4 4 3 5 1", {"pain@spadi-mean": "26.000", "disability@spadi-mean": "36.250", "total@spadi-mean2": "31.125",
                                         "total@spadi-sum130": "32.31"}, "O14 SPADI, both totals"),
    ("spadi", "- - 4 5 2 5 4 - - 4 - 5 1", {"pain@spadi-mean": "36.667", "disability@spadi-mean": "38.000",
                                          "total@spadi-mean2": "37.333",  # printed as 37.335, from the rounded 36.67
                                          "total@spadi-sum130": None}, "O15 SPADI, missing"),
    ("dash", " ".join(["2"] * 30 + ["-"] * 8), {"disability@dash": "25.0", "work@dash": None, "sport@dash": None}, "O16 DASH"),
    ("lysholm", "0 2 6 20 25 0 6 2", {"total@lysholm-1985": "61"}, "O17 Lysholm"),
    ("constant", "11 0 2 0 6 0 10 2 0 0 0 0 0 49.79 65.97 89.06",
     {"pain@constant": "11.0", "adl@constant": "8.0", "movement@constant": "12.0", "strength@constant": "25.0",
      "total@constant": "56.0"}, "O18 Constant"),
    ("promis-global-10", "Q2=3 Q3=2 Q4=1 Q5=1 Q6=2 Q7=4 Q8R=2 Q10R=1", {"physical@global-10": "32.4", "mental@global-10": "28.4"},
     "O19 PROMIS global"),
    ("eq-5d-5l", "2 1 3 5 4 -", {"index@usa": "0.090"}, "O20 EQ-5D, USA 21354"),
    ("eq-5d-5l", "5 5 5 5 5 -", {"index@usa": "-0.573"}, "O20 EQ-5D, USA 55555"),
    ("eq-5d-5l", "1 1 1 1 2 -", {"index@england": "0.922"}, "O20 EQ-5D, England 11112"),
    ("eq-5d-5l", "1 5 4 2 1 -", {"index@poland": "0.609"}, "O20 EQ-5D, Poland 15421"),
    ("promis-pi-4a", "1 1 1 1", {"t@pi-4a-v1": "41.6"}, "O21 PI-4a raw 4"),
    ("promis-pi-4a", "3 3 3 3", {"t@pi-4a-v1": "61.2"}, "O21 PI-4a raw 12"),
    ("promis-pi-4a", "5 5 5 5", {"t@pi-4a-v1": "75.6"}, "O21 PI-4a raw 20, and not 75.8"),
    ("promis-pf-4a", "1 1 1 1", {"t@pf-4a-v2": "22.5"}, "O21 PF-4a raw 4"),
    ("promis-pf-4a", "3 3 3 3", {"t@pf-4a-v2": "36.7"}, "O21 PF-4a raw 12"),
    ("promis-pf-4a", "5 5 5 5", {"t@pf-4a-v2": "57.0"}, "O21 PF-4a raw 20"),
    # derived
    ("koos-jr", of_o1("S6 P2 P3 P6 P9 A3 A5"), {"interval@koos-jr": "44.905"}, "from O1: KOOS JR"),
    ("koos-ps", of_o1("A10 A9 A3 A5 SP4 SP5 SP1"), {"function@koos-ps-up": "51.5"}, "from O1: KOOS-PS"),
    ("koos-12", of_o1("P1 P5 P6 P8 A3 A4 A7 SP4 Q1 Q2 Q3 Q4"), {"pain@koos-12": "25.0", "function@koos-12": "50.0", "qol@koos-12": "37.5",
                                                               "summary@koos-12": "37.5"}, "from O1: KOOS-12"),
    ("ases", "3 2 2 2 2 2 2 2 2 2 0", {"total@ases": "65.0"}, "ASES, VAS 3 and 18"),
    ("koos", "P1=3 P2=2 P3=1 P4=2 P5=3", {"pain@koos-2012": "45.0", "adl@koos-2012": None}, "KOOS pain, five of nine"),
    # traps: the public but wrong value is not what comes out
    ("koos-jr", answers_for(14, 7), {"interval@koos-jr": "52.465"}, "trap: KOOS JR raw 14 is not 57.985"),
    ("koos-jr", answers_for(15, 7), {"interval@koos-jr": "50.012"}, "trap: KOOS JR raw 15 is not 53.280, nor 15/28"),
    ("koos-jr", answers_for(12, 7), {"interval@koos-jr": "57.140"}, "trap: KOOS JR raw 12 is not 63.578"),
    ("hoos-jr", answers_for(10, 6), {"interval@hoos-jr": "58.930"}, "trap: HOOS JR raw 10 is not 57.985"),
    ("hoos-jr", answers_for(9, 6), {"interval@hoos-jr": "61.815"}, "trap: HOOS JR raw 9 is not 61.567"),
    ("hoos-jr", answers_for(8, 6), {"interval@hoos-jr": "64.664"}, "trap: HOOS JR raw 8 is not 65.082"),
    ("koos-ps", answers_for(11, 7), {"function@koos-ps-up": "64.7"}, "trap: KOOS-PS raw 11 is not 67.7"),
    ("hoos", " ".join(["0"] * 40), {"pain@hoos-2013": "100.0", "adl@hoos-2013": "100.0"}, "trap: HOOS, no complaint is 100"),
    ("hoos", " ".join(["4"] * 40), {"pain@hoos-2013": "0.0", "qol@hoos-2013": "0.0"}, "trap: HOOS, the worst is 0"),
    ("visa-a", "10 10 10 10 10 10 10 30 - -", {"total@visa-2001": "100"}, "trap: VISA-A goes to 100, not to 80"),
]

# What must be refused, with the words in which it is.
REFUSED = [
    ("koos", "--answers", " ".join(["1"] * 39), "39 answers are given, `koos` has 42 items", "trap: a form with items missing"),
    ("hoos", "--answers", " ".join(["1"] * 39), "39 answers are given, `hoos` has 40 items", "trap: HOOS with 39 items"),
    ("visa-a", "--answers", "3 8 2 3 0 7 7 21 10 -", "`Q8A` and `Q8B` are both answered", "VISA Q8 answered twice"),
    ("visa-a", "--answers", "3 8 2 3 0 7 5 21 - -", "`Q7` cannot be 5", "a value that VISA Q7 does not have"),
    ("koos", "--item", "P1=2.5", "`P1` cannot be 2.5", "a decimal on a scale of five"),
    ("koos", "--item", "P1=5", "`P1` cannot be 5", "a value beyond the scale"),
    ("lysholm", "--item", "LIMP=4", "`LIMP` cannot be 4", "a value that Lysholm does not have"),
]


class Program:
    def __init__(self, tandem):
        self.tandem = tandem

    def run(self, *words):
        return subprocess.run([self.tandem, "score", *words], capture_output=True, text=True, check=False, cwd=ROOT, stdin=subprocess.DEVNULL)

    def scores(self, name, answers, *more):
        how = "--item" if "=" in answers else "--answers"
        done = self.run(name, how, answers, "--json", *more)
        if done.returncode != 0:
            return {"stderr": done.stderr}
        found = {}
        for row in json.loads(done.stdout, parse_float=str, parse_int=str)["scores"]:
            found[f"{row['name']}@{row['rule']}"] = row
        return found


# ---- a second way of computing: the files read by regular expression, scores in fractions

def second_reading(path):
    """Items (code, values) and scores of an instrument's file."""
    text = re.sub(r",\n\s+", ", ", path.read_text())
    text = re.sub(r"  \[[^\]]*\]$", "", text, flags=re.M)
    items, scores, choices = {}, [], []
    for line in text.splitlines():
        if match := re.match(r"  items (.*), (-?\d+) to (-?\d+)(, decimal)?$", line):
            items |= {code: list(range(int(match[2]), int(match[3]) + 1)) for code in match[1].split(", ")}
        elif match := re.match(r"  items (.*), values (.*)$", line):
            items |= {code: [int(value) for value in match[2].split(" or ")] for code in match[1].split(", ")}
        elif match := re.match(r"  one of (.*)$", line):
            choices.append(match[1].split(", "))
        elif match := re.match(r"score (\S+), rule (\S+)$", line):
            scores.append({"name": match[1], "rule": match[2], "reversed": [], "code": {}, "table": None, "cap": None, "older": False})
        elif scores and line.startswith("  "):
            read_clause(scores[-1], line.strip())
    return items, scores, choices


def read_clause(score, line):
    head, _, rest = line.partition(" ")
    if head in ("of", "reversed"):
        score[head] = rest.split(", ")
    elif head == "is":
        score["is"] = rest
    elif head == "all":
        score["least"] = None
    elif head == "at":
        score["least"] = int(rest.split()[1])
    elif head == "table":
        first, *values = rest.removeprefix("from ").split(", ")
        score["table"] = {int(first) + i: Fraction(value) for i, value in enumerate(values)}
    elif head == "capped":
        score["cap"] = Fraction(rest.removeprefix("at "))
    elif head == "older":
        score["older"] = True
    elif head == "code":
        code, *rows = rest.split(", ")
        score["code"][code] = {}
        for row in rows:
            span, value = row.split(" gives ")
            ends = [int(end) for end in span.split(" to ")]
            score["code"][code] |= {at: Fraction(value) for at in range(ends[0], ends[-1] + 1)}


def second_score(score, items, choices, answers, before):
    """The value in fractions, or None."""
    values, most, asked, seen = [], Fraction(0), 0, set()
    for name in score["of"]:
        choice = next((tuple(one) for one in choices if name in one), None)
        asked += choice is None or choice not in seen
        seen.add(choice)
        if name not in items:
            rows = [value for (other, rule), value in before.items() if other == name and rule == score["rule"]]
            rows = rows or [value for (other, _), value in before.items() if other == name]
            value, top = rows[-1], None
        else:
            value = answers.get(name)
            top = Fraction(max(score["code"].get(name, {}).values(), default=max(items[name])))
            if value is not None:
                value = score["code"][name][value] if name in score["code"] else Fraction(value)
                if name in score["reversed"]:
                    value = min(items[name]) + max(items[name]) - value
        if value is not None:
            values.append(value)
            most += top or 0
    if len(values) < (asked if score["least"] is None else score["least"]) or not values:
        return None
    known = {"sum": sum(values), "mean": sum(values) / len(values), "largest": max(values), "answered": Fraction(len(values)), "most": most}
    formula = re.sub(r"\b\d+(\.\d+)?\b", lambda number: f"Fraction('{number[0]}')", score["is"])
    result = eval(formula, {"Fraction": Fraction, "__builtins__": {}}, known)  # the formulas of our own data files
    if score["table"]:
        result = score["table"][int(result)]
    return min(result, score["cap"]) if score["cap"] is not None else result


def draw(items, choices, chance, rows):
    """Rows of answers, some missing, of a choice at most one."""
    for _ in range(rows):
        keep = chance.choice([1.0, 0.97, 0.9, 0.6])
        row = {code: chance.choice(values) for code, values in items.items() if chance.random() < keep}
        for choice in choices:
            one = chance.choice(choice)
            for code in choice:
                if code != one:
                    row.pop(code, None)
        yield row


def half_up(value, digits):
    scaled = abs(value) * 10 ** digits * 2
    whole = (scaled.numerator + scaled.denominator) // (scaled.denominator * 2)
    sign = "-" if value < 0 and whole else ""
    return sign + (f"{whole // 10 ** digits}.{whole % 10 ** digits:0{digits}d}" if digits else str(whole))


def test_second(tap, program):
    chance, wrong, compared = random.Random(5), [], 0
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((ROOT / "data" / "instruments").glob("*.tandem")):
            items, scores, choices = second_reading(path)
            rows = list(draw(items, choices, chance, 200))
            table = Path(folder) / "rows.csv"
            with table.open("w", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(["who", *items])
                writer.writerows([[f"r{i}", *[row.get(code, "") for code in items]] for i, row in enumerate(rows)])
            for rule in sorted({score["rule"] for score in scores}):
                said = list(csv.DictReader(io.StringIO(program.run(path.stem, "--csv", str(table), "--rule", rule).stdout)))
                for row, got in zip(rows, said, strict=True):
                    before = {}
                    for score in scores:
                        value = second_score(score, items, choices, row, before)
                        before[score["name"], score["rule"]] = value
                        if score["rule"] != rule:
                            continue
                        text = got[f"{score['name']}@{rule}"]
                        digits = len(text.partition(".")[2])
                        compared += 1
                        if text != ("" if value is None else half_up(value, digits)):
                            wrong.append(f"{path.stem} {score['name']}@{rule}: {text!r}, second way {value}: {row}")
    tap.result(not wrong and compared > 10000, f"{compared} scores of drawn answers are the same by a second way of computing [F056 S79]",
               wrong[:10])


def main():
    tap = Tap()
    program = Program(str(Path(sys.argv[1]).resolve()))
    for name, answers, wanted, title in VECTORS:
        found = program.scores(name, answers)
        got = {key: found[key]["value"] if key in found else "not there" for key in wanted}
        lines = [f"{key}: {got[key]}, wanted {value}" for key, value in wanted.items() if got[key] != value]
        tap.result(not lines, f"{title} [F056 S79]", lines + ([found["stderr"]] if "stderr" in found else []))
    for name, how, answers, words, title in REFUSED:
        done = program.run(name, how, answers)
        tap.result(done.returncode == 2 and words in done.stderr, f"{title} is refused [F056]", [done.stdout, done.stderr])
    at_37 = " ".join(["2"] * 17).split()
    at_37[3], at_37[7], at_37[11], at_37[15] = "3", "3", "3", "3"  # turned over: 2 each
    at_37[0], at_37[1], at_37[2] = "3", "3", "3"
    found = program.scores("tsk-17", " ".join(at_37))["total@tsk-17"]
    tap.result(found["value"] == "37" and "band" not in found, "trap: TSK-17 of 37 is not high [F056]", [str(found)])
    at_37[4] = "3"
    found = program.scores("tsk-17", " ".join(at_37))["total@tsk-17"]
    tap.result(found["value"] == "38" and found.get("band") == "high", "TSK-17 of 38 is high [F056]", [str(found)])
    names = set(program.scores("koos", O1)) | set(program.scores("hoos", "P1=0"))
    tap.result(not any(name.startswith(("total", "summary")) for name in names), "trap: KOOS and HOOS have no total [F056]", sorted(names))
    old = program.scores("koos", "P1=3 P2=2 P3=1 P4=2 P5=3", "--rule", "koos-1998")
    tap.result(old["pain@koos-1998"]["value"] is None and "pain@koos-2012" not in old, "the rule of 1998 asks for seven, and stands alone [F056]",
               [str(old)])
    test_second(tap, program)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
