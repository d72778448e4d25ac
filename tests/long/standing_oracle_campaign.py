#!/usr/bin/env python3
"""The standing against the oracle of tests/oracle/, over a hundred thousand charts: half are the examples edited, half
charts of `tandem cohort`. Blocks of five hundred, two at a time; each tells what it compared as it ends. Prints TAP, and
at the end the sums with the time they took.

  standing_oracle_campaign.py build/gcc/src/cli/tandem [CHARTS] [FIRST-SEED] [WORKERS] [edited|invented]
"""

import multiprocessing
import resource
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(ROOT / "tests" / "properties"))
sys.path.insert(0, str(ROOT / "tests" / "oracle"))
from compare_standing import Comparison  # noqa: E402
from standing_oracle_holds import compare, judge, told  # noqa: E402
from tap import Tap  # noqa: E402

WORKERS, BLOCK = 2, 500


def block(job):
    """One block in a process of its own; the answers it counted, the disagreements with charts that show them."""
    tandem, charts, seed, examples, only = job
    invented = {"edited": 0, "invented": charts}.get(only, charts // 2)
    comparison = compare(tandem, charts - invented, seed, invented, examples)
    comparison.ask = None  # a process does not travel
    return seed, comparison


def add(total, comparison):
    for name in ("counts", "wrong", "refused"):
        getattr(total, name).update(getattr(comparison, name))
    for wanted, cases in comparison.found.items():
        total.found.setdefault(wanted, []).extend(cases)
    total.charts += comparison.charts
    total.standings += comparison.standings


def processor_seconds():
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def main():
    tap, began = Tap(), time.monotonic()
    charts = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    workers = int(sys.argv[4]) if len(sys.argv) > 4 else WORKERS
    only = sys.argv[5] if len(sys.argv) > 5 else None
    sizes = [min(BLOCK, charts - start) for start in range(0, charts, BLOCK)]
    jobs = [(sys.argv[1], size, f"long-{first + at}", at == 0, only) for at, size in enumerate(sizes)]
    total = Comparison(sys.argv[1], ROOT / "data")
    with multiprocessing.Pool(workers) as pool:
        for seed, comparison in pool.imap(block, jobs):
            add(total, comparison)
            wrong = sum(comparison.wrong.values())
            print(f"# {seed}: {comparison.charts} charts, {sum(comparison.counts.values())} answers, {wrong} disagree", flush=True)
            for kind in comparison.wrong if wrong else ():
                print("".join(f"#   {line}\n" for line in [kind, *told(comparison, kind)]), end="", flush=True)
    judge(tap, total, f"long-{first} to long-{first + len(sizes) - 1}")
    refused = sum(total.refused.values())
    print(f"# {total.charts} charts ({refused} of them refused), {total.standings} standings, {sum(total.counts.values())} answers, "
          f"{sum(total.wrong.values())} disagree; {time.monotonic() - began:.0f} s with {workers} at a time, "
          f"{processor_seconds():.0f} s of processor time")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
