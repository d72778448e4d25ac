#!/usr/bin/env python3
"""docs/reasons.md: every reason that an answer may carry, with its arguments and its sentence, from the two tables of the source.

  reasons.py            as a test (TAP): the page is what the tables give
  reasons.py --write    writes it

Standard library only.
"""

import re
import sys

from tap import ROOT, Tap

PAGE = ROOT / "docs" / "reasons.md"
ROW = re.compile(r'X\(\s*(\w+),\s*"([^"]+)",\s*"((?:[^"\\]|\\.)*)"\s*\)')
SENTENCE = re.compile(r'X\(\s*REASON_(\w+),\s*"((?:[^"\\]|\\.)*)"\s*\)')
HEAD = """# Reasons

Every answer carries its reason as an id with typed arguments; JSON gives the id as `code`, documents give the sentence. An id never changes
its meaning. Made from `src/engine/reasons.h` and `src/words/reason_messages.h` by `./dev accept`.

| Id | Arguments | Sentence |
|---|---|---|
"""


def joined(name):
    return (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")


def page():
    sentences = dict(SENTENCE.findall(joined("src/words/reason_messages.h")))
    rows = []
    table = joined("src/engine/reasons.h")
    for name, identity, arguments in ROW.findall(table[table.index("#define TDM_REASONS(X)"):]):
        sentence = sentences.get(name, "").replace('\\"', '"').replace("|", "\\|")
        rows.append(f"| `{identity}` | {arguments.replace('|', chr(92) + '|')} | {sentence} |\n")
    return HEAD + "".join(rows), len(rows)


def main():
    text, count = page()
    if "--write" in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
        return 0
    tap = Tap()
    same = PAGE.exists() and PAGE.read_text(encoding="utf-8") == text
    tap.result(same and count > 0, f"docs/reasons.md is what the tables of {count} reasons give", ["./dev accept writes it anew"])
    bare = [line for line in text.splitlines() if line.startswith("| `") and line.endswith("|  |")]
    tap.result(not bare, "every reason has a sentence", bare)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
