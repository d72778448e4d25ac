#!/usr/bin/env python3
"""The closed loop of ten thousand virtual patients over every shipped study and sweep: at every standing that a visit asks for, the
case that grew with its chart and the chart opened anew give the same bytes. Prints TAP.

  study_further.py build/gcc/src/cli/tandem [PATIENTS] [FIRST-SEED] [PROCESSES] [SOME]     the whole standing at one in SOME
"""

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tools"))
from tap import Tap  # noqa: E402

SEEDS = 10


def main():
    tap = Tap()
    numbers = [int(word) for word in sys.argv[2:]] + [0] * 4
    patients, first, processes, some = numbers[0] or 10_000, numbers[1] or 1, numbers[2] or 1, numbers[3] or 16
    program = Path(sys.argv[1]).resolve().parents[2] / "tests" / "properties" / "study_further"

    def live(seed):
        return subprocess.run([str(program), str(patients // SEEDS), str(seed), str(some)], capture_output=True, text=True, check=False)

    totals = [0, 0, 0]
    with ThreadPoolExecutor(processes) as pool:
        for seed, done in zip(range(first, first + SEEDS), pool.map(live, range(first, first + SEEDS))):
            lines = done.stdout.splitlines()
            for line in lines:
                told = re.search(r"(\d+) standings, (\d+) of them whole, (\d+) verdicts", line)
                totals = [a + int(b) for a, b in zip(totals, told.groups())] if told else totals
            tap.result(done.returncode == 0, f"{patients // SEEDS} patients of seed {seed} are asked the same both ways", lines[-40:])
    print(f"# {totals[0]} standings, {totals[1]} of them whole, {totals[2]} verdicts")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
