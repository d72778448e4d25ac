#!/usr/bin/env python3
"""Which rules have a test, and which problem codes have a case and a line in the documents.

Rules are S01-S88 and G1-G12 (what is demanded), F001-F122 (what it can do), M1-M125 (what it means), N1-N21 (the notation); ranges
stand in docs/rules.md, and further ids (R-...) where that page or docs/notation.md names them. A test names the rules it shows in
brackets: [M44 S71].

  check_rules.py            prints every rule without a test, grouped by kind, and the codes that no case shows
  check_rules.py --codes    as a test: each problem code of src/ is shown by a case tests/cases/problems/CODE-.../ with a fix, and
                            has a line in docs/problems.md

Standard library only.
"""

import re
import sys
from collections import defaultdict

from tap import ROOT, Tap

RANGES = {"S": (1, 88, 2), "G": (1, 12, 1), "F": (1, 122, 3), "M": (1, 125, 1), "N": (1, 21, 1)}
KINDS = {"S": "demanded by the mission", "G": "gaps and traps of it", "F": "what it can do", "M": "what a standing means",
         "N": "the notation", "R": "named in docs/rules.md or docs/notation.md"}
BRACKET = re.compile(r"\[(?:[SGFMN]\d{1,3}|R-[A-Z0-9-]+)(?:[ ,;]+(?:[SGFMN]\d{1,3}|R-[A-Z0-9-]+))*\]")
ID = re.compile(r"\b([SGFMN])(\d{1,3})\b|\b(R-[A-Z0-9-]+)\b")
OTHERWISE = {"N6": ["R-I1", "R-I2"], "N12": ["M44", "M46", "M47"], "N18": ["R-N44"]}  # said by other ids since, and shown under those
CODE = re.compile(r'"([A-Z]\d{3})"')


def normal(letter, number):
    return f"{letter}{int(number):0{RANGES[letter][2]}d}" if letter in RANGES else f"{letter}{number}"


def wanted_rules():
    ids = [normal(letter, number) for letter, (first, last, _) in RANGES.items() for number in range(first, last + 1)]
    pages = [ROOT / "docs" / name for name in ("rules.md", "notation.md")]
    text = "".join(page.read_text(encoding="utf-8") for page in pages if page.exists())
    ids = [one for one in ids if one not in OTHERWISE]
    return ids + sorted(set(re.findall(r"\bR-[A-Z0-9-]+\b", text)))


def test_files():
    for folder in ("tests", "fuzz"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and (path.suffix in {".c", ".h", ".py", ".md", ".tandem"} or path.name == "command"):
                yield path
    yield from sorted((ROOT / "data").rglob("*.tandem"))


def shown_rules():
    """{id: files that show it}"""
    shown = defaultdict(set)
    for path in test_files():
        if path == ROOT / "tests" / "check.h":  # its example
            continue
        for bracket in BRACKET.finditer(path.read_text(encoding="utf-8", errors="replace")):
            for letter, number, other in ID.findall(bracket.group(0)):
                if letter and letter in "GMN" and number.startswith("0"):  # N004 is a problem code, not a rule
                    continue
                shown[other or normal(letter, number)].add(str(path.relative_to(ROOT)))
    return shown


def print_rules():
    shown, missing = shown_rules(), defaultdict(list)
    wanted = wanted_rules()
    for rule in wanted:
        if rule not in shown:
            missing[rule[0]].append(rule)
    for letter, words in KINDS.items():
        count = sum(rule[0] == letter for rule in wanted)
        if count:
            print(f"{letter} ({words}): {count - len(missing[letter])} of {count} have a test")
            for at in range(0, len(missing[letter]), 18):
                print("   without: " + " ".join(missing[letter][at : at + 18]))
    unknown = sorted(rule for rule in shown if rule not in wanted)
    if unknown:
        print("named by a test and no rule: " + ", ".join(f"{rule} ({min(shown[rule])})" for rule in unknown))


def source_codes():
    """{code: the first place in src/}"""
    codes = {}
    for path in sorted((ROOT / "src").rglob("*.c")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for code in CODE.findall(line):
                codes.setdefault(code, f"{path.relative_to(ROOT)}:{number}")
    return codes


def case_codes():
    problems = ROOT / "tests" / "cases" / "problems"
    return {path.name[:4] for path in problems.iterdir() if (path / "command").exists()} if problems.exists() else set()


def print_codes():
    codes, cases = source_codes(), case_codes()
    print(f"{len(codes)} problem codes: {len(cases & set(codes))} shown by a case with its fix")
    for code in sorted(set(codes) - cases):
        print(f"   without: {code} ({codes[code]})")


def check_codes():
    tap, codes = Tap(), source_codes()
    page = ROOT / "docs" / "problems.md"
    documented = set(re.findall(r"\b[A-Z]\d{3}\b", page.read_text(encoding="utf-8"))) if page.exists() else set()
    cases = case_codes()
    wrong = [f"{place}: {code} has no case tests/cases/problems/{code}-.../" for code, place in sorted(codes.items()) if code not in cases]
    tap.result(not wrong, f"each of {len(codes)} problem codes is shown by a case", wrong)
    problems = ROOT / "tests" / "cases" / "problems"
    bare = [f"tests/cases/problems/{path.name} has no fix" for path in sorted(problems.iterdir()) if path.is_dir() and not (path / "fix").exists()]
    tap.result(not bare, "each of these cases has a fix that makes it go away", bare)
    wrong = [f"{place}: {code} has no line in docs/problems.md" for code, place in sorted(codes.items()) if code not in documented]
    tap.result(not wrong, f"each of {len(codes)} problem codes is documented", wrong)
    wrong = [f"docs/problems.md: {code} stands nowhere in src/" for code in sorted(documented - set(codes))]
    wrong += [f"tests/cases/problems/{code}-...: no such code in src/" for code in sorted(cases - set(codes))]
    tap.result(not wrong, "no code is documented or shown that no longer exists", wrong)
    rows = re.findall(r"^\| ([A-Z]\d{3}) \|", page.read_text(encoding="utf-8"), re.M)
    wrong = [f"docs/problems.md: {code} has {rows.count(code)} rows" for code in sorted(set(rows)) if rows.count(code) > 1]
    tap.result(not wrong, "a code means one thing", wrong)
    return tap.finish()


if __name__ == "__main__":
    if "--codes" in sys.argv:
        sys.exit(check_codes())
    print_rules()
    print_codes()
