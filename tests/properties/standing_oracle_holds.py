#!/usr/bin/env python3
"""The standing against the oracle of tests/oracle/: all examples and edits of them. Prints TAP.

  standing_oracle_holds.py build/gcc/src/cli/tandem [EDITED] [SEED]
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(ROOT / "tests" / "oracle"))
import compare_standing  # noqa: E402
from tap import Tap  # noqa: E402

TITLES = {
    "enrolled": "whether an episode has begun [M22]",
    "events": "when it began, was treated, ended [M14 M15 M98]",
    "phase": "which phase is in force, since when, until when [M2 M12 M42 M43 M47 M59]",
    "overdue": "since when a phase is overdue [M52 M119]",
    "gate-overdue": "since when a phase waits for a gate beyond its longest length [M52 M58]",
    "gate": "whether a gate is open [M28 M53]",
    "criterion": "what is met, unmet, unknown [M25 M29 M30 M33 M36 M37 M38 M82]",
    "reason": "and for which reason [M26 M27 M34]",
    "clearance": "what a signature is worth, from when, until when [M44 M45 M46 M50 M51 M55]",
    "clearance-reason": "and why it does not count [M44 M47]",
    "restriction": "first, last and free day of a restriction [M10 M11 M13]",
    "ceiling": "the load allowed [M70 M71 M72 M97]",
    "binding": "and what sets it [M71]",
    "may": "and nothing that may be done is above it [M70 M71]",
    "open": "which flags and findings are open, since when [M86 M96]",
    "finding": "the lives of findings, and what each is thought to follow [M86]",
    "owed": "who owes what, from when, by when [M49 M58 M79 M83 M88 M89 M90 M95 M101 M116 M124]",
    "deviation": "what was recorded against the protocol, as known then and now [M48 M60 M64 M87]",
    "progress": "what a rule says of an exercise [M73 M74 M75 M76]",
}


def told(comparison, kind):
    """The disagreements of one kind, each with a small chart that shows it."""
    lines, comparison.ask = [], compare_standing.run
    for wanted, cases in sorted(comparison.found.items(), key=lambda item: -len(item[1]))[:200]:
        if wanted[0] == kind and len(lines) < 200:
            text, day, known, _, key, mine, yours = min(cases, key=lambda c: len(c[0]))
            lines += [f"{len(cases)} x {key} on {day}, known {known}", f"  oracle  {mine}", f"  program {yours}"]
            lines += comparison.shrink(text, day, known, wanted).splitlines()
    return lines


def check(tap, tandem, edited, seed, invented):
    judge(tap, compare(tandem, edited, seed, invented), seed)


def compare(tandem, edited, seed, invented, examples=True):
    comparison = compare_standing.Comparison(tandem, ROOT / "data")
    if examples:
        compare_standing.compare_examples(comparison, 6)  # by the command line, all others from one process
    comparison.ask = compare_standing.Teller(tandem)
    compare_standing.compare_generated(comparison, edited, seed, 2)
    compare_standing.compare_invented(comparison, invented, seed, 2)
    comparison.ask.close()
    return comparison


def judge(tap, comparison, seed):
    compared = f"{comparison.charts} charts, {comparison.standings} standings, seed {seed}"
    for kind, title in TITLES.items():
        good = comparison.wrong[kind] == 0 and comparison.counts[kind] > 0
        tap.result(good, f"{title}: {comparison.counts[kind]} answers as the oracle has them, {compared}",
                   [] if good else told(comparison, kind))


def main():
    tap = Tap()
    edited = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    check(tap, sys.argv[1], edited, sys.argv[3] if len(sys.argv) > 3 else "1", 0)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
