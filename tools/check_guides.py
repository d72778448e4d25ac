#!/usr/bin/env python3
"""The guides speak of the screens as they are: what docs/guide-*.md quote (in *italics*, and in the tables whose first column is "You
read") stands in the words of the program. Prints TAP. Standard library only."""

import re
import sys

from tap import ROOT, Tap

QUOTED = re.compile(r"(?<![*\w])\*([^*\n]+)\*(?!\*)")
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


def told(root):
    """Every English text of src/words, and what the frame of the pages says itself (the names of the languages); small letters, one a line."""
    files = [path for path in sorted((root / "src" / "words").glob("*.h")) if "_es" not in path.stem]
    files += (root / "src" / "web").glob("page_frame.c")
    return "\n".join(text.replace('\\"', '"').lower() for path in files for text in LITERAL.findall(path.read_text(encoding="utf-8")))


def quotes(text):
    """(line, what is quoted) of a guide."""
    reads = False
    for number, line in enumerate(text.splitlines(), 1):
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if cells and reads and not cells[0].startswith("---"):
            yield number, cells[0]
        reads = bool(cells) and (reads or cells[0] == "You read")
        for quoted in QUOTED.findall(line):
            yield number, quoted


def check(tap, root):
    words, guides = told(root), sorted((root / "docs").glob("guide-*.md"))
    for path in guides:
        found = list(quotes(path.read_text(encoding="utf-8")))
        wrong = [f"{path.name}:{number}: the screens do not say: {quoted}" for number, quoted in found if quoted.lower() not in words]
        tap.result(found and not wrong, f"{path.name} quotes what the screens say", wrong or ["it quotes nothing"])
    tap.result(len(guides) == 2, "there is a guide for the team and one for the patient", [path.name for path in guides])


def main():
    tap = Tap()
    check(tap, ROOT)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
