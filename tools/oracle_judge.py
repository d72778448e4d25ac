#!/usr/bin/env python3
"""For mutants.py: the charts of tests/properties/standing_oracle_holds.py, the oracle's answers to them worked out once.

    oracle_judge.py prepare FILE FOLDER EDITED PROGRAM  writes the charts into FOLDER, what the oracle says of them into FILE
    oracle_judge.py hold FILE PROGRAM                   1 when PROGRAM (told_standings) says anything else, 0 otherwise

A chart that PROGRAM, without any mutant, refuses is left out, as in the test.

Standard library only.
"""

import pickle
import random
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "oracle"))
import chart_edits  # noqa: E402
import compare_standing  # noqa: E402
import standing_oracle as oracle  # noqa: E402

SEED = "1"  # as in the test, and so many days of each chart
DAYS = 2


def texts(edited):
    """(text, days) of the edited charts, as compare_standing.compare_generated draws them."""
    examples = [p.read_text(encoding="utf-8") for p in sorted(compare_standing.EXAMPLES.glob("*.chart.tandem"))]
    for number in range(edited):
        rng = random.Random(f"{SEED}/{number}")
        text = chart_edits.edited(rng.choice(examples), rng)
        yield text, compare_standing.days_of(text, rng, DAYS)


def prepare(file, folder, edited, program):
    library, asked, ask = oracle.Library(ROOT / "data"), [], Program(program)
    for number, (text, days) in enumerate(texts(edited)):
        path = Path(folder) / f"{number}.chart.tandem"
        path.write_text(text, encoding="utf-8")
        if any(isinstance(ask(None, path, *one), str) for one in days):
            continue
        cases = oracle.Cases(library.chart(path))
        asked += [(str(path), day, known, oracle.standing(cases, oracle.day_of(day), known)) for day, known in days]
    ask.close()
    Path(file).write_bytes(pickle.dumps((library.catalogue.ladder, asked)))


class Program(compare_standing.Teller):
    def __init__(self, program):
        self.process = compare_standing.subprocess.Popen([program], stdin=compare_standing.subprocess.PIPE,
                                                         stdout=compare_standing.subprocess.PIPE)


def hold(file, program):
    ladder, asked = pickle.loads(Path(file).read_bytes())
    ask = Program(program)
    for path, day, known, mine in asked:
        standing = ask(None, path, day, known)
        if isinstance(standing, str) or compare_standing.differences(mine, compare_standing.told(standing), ladder)[0]:
            return 1
    ask.close()
    return 0


def main():
    if sys.argv[1] == "prepare":
        prepare(sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
        return 0
    return hold(sys.argv[2], sys.argv[3])


if __name__ == "__main__":
    sys.exit(main())
