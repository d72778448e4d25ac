#!/usr/bin/env python3
"""The standing against the oracle of tests/oracle/, over a hundred thousand charts of ten seeds. Prints TAP.

  standing_oracle_campaign.py build/gcc/src/cli/tandem [CHARTS] [FIRST-SEED]
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(ROOT / "tests" / "properties"))
from standing_oracle_holds import check  # noqa: E402
from tap import Tap  # noqa: E402

SEEDS = 10


def main():
    tap = Tap()
    charts = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    for seed in range(first, first + SEEDS):
        check(tap, sys.argv[1], charts // SEEDS, f"long-{seed}", 0)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
