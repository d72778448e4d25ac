#!/usr/bin/env python3
"""The properties of every standing, over a hundred thousand invented charts of ten seeds. Prints TAP.

  engine_properties.py build/gcc/src/cli/tandem [CHARTS] [FIRST-SEED]
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tools"))
from tap import Tap  # noqa: E402

SEEDS = 10


def main():
    tap = Tap()
    program = Path(sys.argv[1]).resolve().parents[2] / "tests" / "properties" / "engine_properties"
    charts = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    for seed in range(first, first + SEEDS):
        done = subprocess.run([str(program), str(charts // SEEDS), str(seed)], capture_output=True, text=True, check=False)
        tap.result(done.returncode == 0, f"{charts // SEEDS} charts of seed {seed} hold what every standing must",
                   done.stdout.splitlines()[-200:])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
