#!/usr/bin/env python3
"""The standing against the oracle of tests/oracle/, over a hundred thousand charts: half are the examples edited, half
charts of `tandem cohort`. Blocks of five hundred, two at a time; each prints what it compared as it ends. Prints TAP.

  standing_oracle_campaign.py build/gcc/src/cli/tandem [CHARTS] [FIRST-SEED] [WORKERS]
"""

import multiprocessing
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(ROOT / "tests" / "properties"))
from standing_oracle_holds import compare, judge  # noqa: E402
from tap import Tap  # noqa: E402

WORKERS, BLOCK = 2, 500


def block(job):
    """One block in a process of its own; the answers it counted, the disagreements with charts that show them."""
    tandem, charts, seed, examples = job
    comparison = compare(tandem, charts - charts // 2, seed, charts // 2, examples)
    comparison.ask = None  # a process does not travel
    return seed, comparison


def main():
    tap = Tap()
    charts = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    sizes = [min(BLOCK, charts - start) for start in range(0, charts, BLOCK)]
    jobs = [(sys.argv[1], size, f"long-{first + at}", at == 0) for at, size in enumerate(sizes)]
    with multiprocessing.Pool(int(sys.argv[4]) if len(sys.argv) > 4 else WORKERS) as pool:
        for seed, comparison in pool.imap(block, jobs):
            judge(tap, comparison, seed)
            sys.stdout.flush()
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
