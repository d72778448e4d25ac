#!/usr/bin/env python3
"""Two hundred thousand random temporal networks of ten seeds, each played out in full. Prints TAP.

  timing_game.py build/gcc/src/cli/tandem [NETWORKS] [FIRST-SEED]
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tools"))
from tap import Tap  # noqa: E402

SEEDS = 10


def main():
    tap = Tap()
    program = Path(sys.argv[1]).resolve().parents[2] / "tests" / "properties" / "timing_game"
    networks = int(sys.argv[2]) if len(sys.argv) > 2 else 200_000
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    for seed in range(first, first + SEEDS):
        done = subprocess.run([str(program), str(networks // SEEDS), str(seed)], capture_output=True, text=True, check=False)
        print(*(line for line in done.stdout.splitlines() if line.startswith("#")), sep="\n")
        tap.result(done.returncode == 0, f"{networks // SEEDS} networks of seed {seed} agree with every game played out [F076]",
                   done.stdout.splitlines()[-40:])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
