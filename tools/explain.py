#!/usr/bin/env python3
"""What `tandem check --explain CODE` tells, one line of JSON a code: the row of docs/problems.md and the case of that code.

  explain.py OUTPUT [DEPFILE]     run by the build, which puts OUTPUT into the program. Standard library only.

From the case tests/cases/problems/CODE-.../: the command, the message as it is told, and the edits that mend it.
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "problems.md"
CASES = ROOT / "tests" / "cases" / "problems"
SECTION = re.compile(r"^## [A-Z]: (.*)$")
ROW = re.compile(r"^\| ([A-Z]\d{3}) \| (.*) \| (.*) \|$")
EDIT = re.compile(r"^(\S+) (\d+) (replace|insert|delete)(?: (.*))?$")
LINES_MOST, COLUMNS_MOST = 14, 160


def plain(cell):
    return cell.replace("\\|", "|")


def rows():
    """[(code, what the section is about, when, way out)]"""
    about = ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        section, row = SECTION.match(line), ROW.match(line)
        if section:
            about = section[1]
        if row:
            yield row[1], about, plain(row[2]), plain(row[3])


def short(text):
    text = "".join(sign if sign.isprintable() else "?" for sign in text)
    return text if len(text) <= COLUMNS_MOST else text[: COLUMNS_MOST - 3] + "..."


def text_of(path):
    return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def message(case, code):
    """The lines of the message with this code, as the case expects them; the first of them if there are several."""
    said = (text_of(case / "stdout.exact") + text_of(case / "stderr.exact")).split("\n")
    start = next((at for at, line in enumerate(said) if re.search(rf"\b{code}\b", line)), None)
    if start is None:
        return []
    end = next((at for at in range(start, len(said)) if said[at].startswith("  fix: ")), start)
    return [short(line) for line in said[start : end + 1][:LINES_MOST]]


def edits(case):
    """[[file, line number, what is done, text]] of the mend"""
    found = [EDIT.match(line) for line in text_of(case / "fix").splitlines()]
    return [[edit[1], int(edit[2]), edit[3], short(edit[4] or "")] for edit in found if edit][:LINES_MOST]


def command(case):
    """What is run, without the comments of the case."""
    lines = [line for line in text_of(case / "command").splitlines() if line.strip() and not line.startswith("#")]
    return [short(re.sub(r"\s+# .*$", "", line)) for line in lines][:LINES_MOST]


def main():
    cases = {path.name[:4]: path for path in sorted(CASES.iterdir()) if path.is_dir()}
    read, lines = [PAGE, CASES, Path(__file__).resolve()], []
    for code, about, when, way in sorted(rows()):
        one = {"code": code, "about": about, "note": when.startswith("(note) "), "when": when.removeprefix("(note) "), "way": way}
        if code in cases:
            case = cases[code]
            read += [case] + [path for path in sorted(case.iterdir()) if path.is_file()]
            one |= {"command": command(case), "message": message(case, code), "mend": edits(case)}
        lines.append(json.dumps(one, ensure_ascii=False, separators=(",", ":")))
    Path(sys.argv[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(f"{sys.argv[1]}: " + " ".join(str(path).replace(" ", "\\ ") for path in read) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
