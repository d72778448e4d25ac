#!/usr/bin/env python3
"""Which rules have a test, and which problem codes have a case and a line in the documents.

Rules are S01-S88 and G1-G12 (what is demanded), F001-F122 (what it can do), M1-M125 (what it means), N1-N21 (the notation); ranges
stand in docs/rules.md, and further ids (R-...) where that page names them. A test names the rules it shows in brackets: [M44 S71].

  check_rules.py            prints every rule without a test, grouped by kind
  check_rules.py --codes    as a test: each problem code of src/ has a case tests/cases/problems/CODE-.../ and a line in docs/problems.md

Standard library only.
"""

import re
import sys
from collections import defaultdict

from tap import ROOT, Tap

RANGES = {"S": (1, 88, 2), "G": (1, 12, 1), "F": (1, 122, 3), "M": (1, 125, 1), "N": (1, 21, 1)}
KINDS = {"S": "demanded by the mission", "G": "gaps and traps of it", "F": "what it can do", "M": "what a standing means",
         "N": "the notation", "R": "named in docs/rules.md"}
BRACKET = re.compile(r"\[([SGFMN]\d{1,3}(?:[ ,;-]+[SGFMNR][-A-Z0-9]*)*|R-[A-Z0-9-]+)\]")
ID = re.compile(r"\b([SGFMN])(\d{1,3})\b|\b(R-[A-Z0-9-]+)\b")
CODE = re.compile(r'"([A-Z]\d{3})"')


def normal(letter, number):
    return f"{letter}{int(number):0{RANGES[letter][2]}d}" if letter in RANGES else f"{letter}{number}"


def wanted_rules():
    ids = [normal(letter, number) for letter, (first, last, _) in RANGES.items() for number in range(first, last + 1)]
    page = ROOT / "docs" / "rules.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
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


def exempt_codes():
    """Codes that no command can show (a full disk, a broken zone file): shown by a unit test that names them."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests" / "unit").rglob("*.c")))
    listed = {}
    for line in (ROOT / "tools" / "codes-without-case.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            code, _, reason = line.partition(" ")
            listed[code] = reason.strip()
    return {code: reason for code, reason in listed.items() if reason and f'"{code}"' in text}, listed


def check_codes():
    tap, codes = Tap(), source_codes()
    exempt, listed = exempt_codes()
    page = ROOT / "docs" / "problems.md"
    documented = set(re.findall(r"\b[A-Z]\d{3}\b", page.read_text(encoding="utf-8"))) if page.exists() else set()
    problems = ROOT / "tests" / "cases" / "problems"
    shown = {path.name[:4] for path in problems.iterdir() if (path / "command").exists()} if problems.exists() else set()
    wrong = [f"{place}: {code} has no case tests/cases/problems/{code}-.../" for code, place in sorted(codes.items())
             if code not in shown and code not in exempt]
    tap.result(not wrong, f"each of {len(codes)} problem codes has a case", wrong)
    wrong = [f"{place}: {code} has no line in docs/problems.md" for code, place in sorted(codes.items()) if code not in documented]
    tap.result(not wrong, f"each of {len(codes)} problem codes is documented", wrong)
    wrong = [f"docs/problems.md: {code} stands nowhere in src/" for code in sorted(documented - set(codes))]
    wrong += [f"tests/cases/problems/{code}-...: no such code in src/" for code in sorted(shown - set(codes))]
    tap.result(not wrong, "no code is documented or shown that no longer exists", wrong)
    wrong = [f"tools/codes-without-case.txt: {code} needs a reason and a unit test that names it, and must still exist" for code in listed
             if code not in exempt or code not in codes]
    tap.result(not wrong, "every exemption from a case has a reason and a unit test", wrong)
    return tap.finish()


if __name__ == "__main__":
    if "--codes" in sys.argv:
        sys.exit(check_codes())
    print_rules()
