#!/usr/bin/env python3
"""The same verdict by another engine, over ten thousand charts: every kind of condition as FHIRPath, asked by fhirpath.js of what
`tandem fhir export CHART --on DAY` writes (tools/judges/verdict.mjs). Blocks of charts, each of a seed of its own and told as it ends,
so that a run which is cut short says how far it came; one process at a time. No verdict may differ, and each kind that can be met,
unmet and unknown must have been each in at least a tenth of its verdicts.

  fhir_verdicts.py TANDEM [CHARTS [FIRST-SEED [BLOCK]]]
"""

import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import judges  # noqa: E402
from tap import ROOT, Tap  # noqa: E402

TANDEM = str(Path(sys.argv[1]).resolve())
CHARTS = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 300_001
BLOCK = int(sys.argv[4]) if len(sys.argv) > 4 else 250
EVERY = 50  # of how many charts one is asked whole, with its acts: that takes most of the time
PROTOCOL = ROOT / "tests" / "fhir" / "every-kind.tandem"
LINE = re.compile(r"(kind|form of reading) (.*): met (\d+) .*, unmet (\d+) .*, unknown (\d+) .*; (\d+) differ")
# A signature counts or does not, and a day has come or not: neither is ever unknown. `always` is met.
WITHOUT = {"clearance": ["unknown"], "not before DAY": ["unknown"], "always": ["unmet", "unknown"]}


def block(charts, seed, total):
    done = subprocess.run(["node", str(ROOT / "tools" / "judges" / "verdict.mjs"), TANDEM, str(PROTOCOL), str(charts), str(seed), "1", str(EVERY)],
                          capture_output=True, text=True, check=False)
    lines = done.stdout.splitlines()
    for line in lines:
        found = LINE.match(line)
        if found:
            total.setdefault((found[1], found[2]), Counter()).update(dict(zip(("met", "unmet", "unknown", "differ"), map(int, found.groups()[2:]))))
    if not lines or "differ" not in lines[-1]:
        raise RuntimeError(done.stderr[-1000:])
    print(f"# {lines[-1]}", flush=True)
    return [line for line in lines if line.startswith("    ")], int(lines[-1].split()[0])


def told(count):
    every = sum(count[word] for word in ("met", "unmet", "unknown")) or 1
    return ", ".join(f"{word} {count[word]} ({100 * count[word] / every:.1f} %)" for word in ("met", "unmet", "unknown"))


def main():
    reason, tap, total, wrong, verdicts = judges.why_not(), Tap(), {}, [], 0
    if reason:
        tap.skip("the same verdict by fhirpath.js", reason)
        return tap.finish()
    began = time.monotonic()
    for at in range(0, CHARTS, BLOCK):
        more, count = block(min(BLOCK, CHARTS - at), SEED + at // BLOCK, total)
        wrong += more
        verdicts += count
    few = []
    for (title, kind), count in total.items():
        print(f"# {title} {kind}: {told(count)}; {count['differ']} differ")
        every = sum(count[word] for word in ("met", "unmet", "unknown"))
        if title == "kind" and "text only" not in kind:
            few += [f"{kind}: {word} {count[word]} of {every}" for word in ("met", "unmet", "unknown")
                    if word not in WITHOUT.get(kind, []) and 10 * count[word] < every]
    tap.result(not wrong, f"{verdicts} verdicts on {CHARTS} charts, {time.monotonic() - began:.0f} s: none differs from fhirpath.js [F098]",
               wrong[:20])
    tap.result(not few, "each kind that can be is met, unmet and unknown in at least a tenth [F098]", few)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
