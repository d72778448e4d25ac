#!/usr/bin/env python3
"""Sheets by lot for a reader, and the count of what was read wrongly (tools/draw_sheets.py): sheets_read.py PROGRAM. Prints TAP. Standard
library only."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from tap import Tap  # noqa: E402

SEED, COUNT = 4, 4


def tool(*words):
    done = subprocess.run([sys.executable, ROOT / "tools" / "draw_sheets.py", *map(str, words)], capture_output=True, text=True, check=False,
                          stdin=subprocess.DEVNULL, timeout=300)
    return done.returncode, done.stdout, done.stderr


def draw(tandem, folder):
    return tool("draw", "--tandem", tandem, "--seed", SEED, "--count", COUNT, "--sheets", folder / "sheets", "--key", folder / "key.json")


def last_line(folder, lines):
    (folder / "answers.txt").write_text("# read by a program\n" + "\n".join(lines) + "\n", encoding="utf-8")
    code, out, err = tool("compare", "--key", folder / "key.json", "--answers", folder / "answers.txt")
    return code, out.strip().split("\n")[-1] + err


def main():
    tandem, tap = str(Path(sys.argv[1]).resolve()), Tap()
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        one, two = Path(one), Path(two)
        drawn = [draw(tandem, one), draw(tandem, two)]
        names = [f"sheets/s{number:02}.txt" for number in range(1, COUNT + 1)] + ["key.json"]
        same = all((one / name).read_bytes() == (two / name).read_bytes() for name in names)
        tap.result(same and drawn[0][0] == 0, f"the same seed draws the same {COUNT} sheets [F050]", drawn)
        sheets = json.loads((one / "key.json").read_text(encoding="utf-8"))["sheets"]
        languages = [sheet["language"] for sheet in sheets.values()]
        charts = {sheet["chart"] for sheet in sheets.values()}
        tap.result(sorted(languages) == ["en", "en", "es", "es"] and len(charts) == COUNT, "half of them in each language, no chart twice [F050]",
                   [languages, charts])
        hidden = [f"{name}: {thing['called']}" for name, sheet in sheets.items() for thing in sheet["things"]
                  if thing["called"] not in " ".join((one / "sheets" / f"{name}.txt").read_text(encoding="utf-8").split())]
        tap.result(not hidden, "what is asked for stands on the sheet [F050]", hidden)
        rows = [[name, thing["answer"], thing["called"], thing["ends"][-1]] for name, sheet in sheets.items() for thing in sheet["things"]]
        told = [" | ".join(row) for row in rows]
        found = last_line(one, told)
        tap.result(found == (0, "0 mismatches: side 0, end 0, missed 0, added 0, unread 0"), "right answers have no mismatch [F050]", found)
        other = [" | ".join([rows[0][0], "may" if rows[0][1] == "not" else "not", *rows[0][2:]]), " | ".join([*rows[1][:3], "day 1999-01-01"]),
                 *told[3:], "s01 | may | a handstand on the moon | -", "s01 may run"]
        found = last_line(one, other)
        tap.result(found == (1, "5 mismatches: side 1, end 1, missed 1, added 1, unread 1"),
                   "each kind of wrong answer is counted once [F050]", found)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
