#!/usr/bin/env python3
"""What is made ready at build answers as what is read: for every shipped protocol, documents over invented charts with the catalogue and the
protocol as they were laid, and the same with both read from their texts (a folder after --data, be it empty, has the program read). Prints TAP.
Standard library only.

  ready_equal.py TANDEM [CHARTS]
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from tap import ROOT, Tap  # noqa: E402

DOCUMENTS = [["standing", "--json"], ["standing"], ["timeline", "--format", "json"], ["sheet", "--format", "html"], ["roadmap", "--json"],
             ["options", "--json"]]


def told(tandem, words, where):
    done = subprocess.run([tandem] + words, cwd=where, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    return done.returncode, done.stdout, done.stderr


def days_of(chart):
    """The first, the middle and the last day that the chart speaks of."""
    days = sorted(set(re.findall(r"\b2\d\d\d-\d\d-\d\d\b", chart.read_text())))
    return sorted({days[0], days[len(days) // 2], days[-1]})


def differing(tandem, charts, folder):
    """(documents asked, those that differ, those that were no document in either)"""
    asked, wrong, empty = 0, [], 0
    for chart in charts:
        for day in days_of(chart):
            for document in DOCUMENTS:
                words = [document[0], chart.name, "--on", day] + document[1:]
                laid, read = told(tandem, words, folder), told(tandem, words + ["--data", "nothing"], folder)
                asked += 1
                empty += laid[1] == b""
                if laid != read:
                    wrong.append(" ".join(words))
    return asked, wrong, empty


def main():
    tandem, many = str(Path(sys.argv[1]).resolve()), sys.argv[2] if len(sys.argv) > 2 else "2"
    tap = Tap()
    for protocol in sorted((ROOT / "data" / "protocols").glob("*.tandem")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            (folder / "nothing").mkdir()
            drawn = ["--seed", "59", "--entries", "120", "--format", "notation"]
            told(tandem, ["cohort", many, "--protocol", protocol.stem, "--output", "."] + drawn, folder)
            charts = sorted(folder.glob("*.chart.tandem"))
            asked, wrong, empty = differing(tandem, charts, folder)
        good = not wrong and len(charts) == int(many) and empty < asked / 2
        tap.result(good, f"{protocol.stem}: {asked} documents are the same, laid and read", wrong or [f"{len(charts)} charts, {empty} empty"])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
