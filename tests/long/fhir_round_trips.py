#!/usr/bin/env python3
"""Charts, ten thousand where it is asked, out as FHIR and back: one Bundle each, every extension taken away, the same standing on every day
(tests/properties/fhir_round_trips.c); and the same charts through the program, where coming in a second time adds nothing and changes no
byte. Blocks of charts, each of a seed of its own and told as it ends, so that a run that was cut short is taken up at the next seed.

  fhir_round_trips.py TANDEM [CHARTS [FIRST-SEED [BLOCK]]]
"""

import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from tap import Tap  # noqa: E402

TANDEM = str(Path(sys.argv[1]).resolve())
BUILD = Path(TANDEM).parents[2]
CHARTS = int(sys.argv[2]) if len(sys.argv) > 2 else 3_000
SEED = int(sys.argv[3]) if len(sys.argv) > 3 else 450_001
BLOCK = int(sys.argv[4]) if len(sys.argv) > 4 else 500
COUNTS = re.compile(r"# seed \d+, charts .*: (\d+) entries of (\d+) kinds, (\d+) resources, (\d+) days")
BATCH = 40  # charts: one file that is taken in may have 16 MiB
TAKEN = re.compile(r"(\d+) charts? in \S+: (\d+) entr\w+ added, (\d+) there already; 0 resources kept beside\.")


def every_day(charts, seed):
    """What is wrong, and how many entries, kinds, resources and days there were."""
    done = subprocess.run([str(BUILD / "tests" / "properties" / "fhir_round_trips"), str(charts), str(seed)], capture_output=True, text=True,
                          check=False)
    lines = done.stdout.splitlines()
    counted = next((found for found in map(COUNTS.match, lines) if found), None)
    good = done.returncode == 0 and counted and sum(line.startswith("ok ") for line in lines) == 2
    wrong = [] if good else [f"seed {seed}: {line}" for line in lines] + [done.stderr[-500:]]
    return wrong, [int(n) for n in counted.groups()] if counted else [0] * 4


def twice(charts, seed):
    """Out through the program, in, and in again."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "made").mkdir()

        def run(*words):
            return subprocess.run([TANDEM, *words], cwd=folder, capture_output=True, text=True, check=True).stdout

        run("cohort", str(charts), "--seed", str(seed), "--output", "made")
        made, wrong, entries = sorted((folder / "made").iterdir()), [], 0
        for at in range(0, len(made), BATCH):
            files = [str(path) for path in made[at : at + BATCH]]
            run("fhir", "export", *files, "--format", "ndjson", "--output", "made.ndjson")
            first = TAKEN.match(run("fhir", "import", "made.ndjson", "--into", "back"))
            bytes_then = {path.name: path.read_bytes() for path in (folder / "back").iterdir()}
            again = TAKEN.match(run("fhir", "import", "made.ndjson", "--into", "back"))
            bytes_now = {path.name: path.read_bytes() for path in (folder / "back").iterdir()}
            good = first and again and int(first[1]) == len(files) and int(first[2]) > 0 and (again[2], again[3]) == ("0", first[2])
            entries += int(first[2]) if first else 0
            if not good or bytes_then != bytes_now:
                wrong.append(f"seed {seed}, from {Path(files[0]).name}: {first and first[0]} / {again and again[0]}")
    return wrong, entries


def main():
    tap, wrong, more, sums, kinds, entries, began = Tap(), [], [], [0, 0, 0], set(), 0, time.monotonic()
    for at in range(0, CHARTS, BLOCK):
        charts, seed = min(BLOCK, CHARTS - at), SEED + at // BLOCK
        bad, (in_block, of_kinds, resources, days) = every_day(charts, seed)
        worse, added = twice(charts, seed)
        wrong, more, entries = wrong + bad, more + worse, entries + added
        kinds.add(of_kinds)
        sums = [a + b for a, b in zip(sums, (in_block, resources, days))]
        print(f"# seed {seed}: {charts} charts, {in_block} entries, {resources} resources, {days} days, {added} entries came in once; "
              f"{len(bad) + len(worse)} wrong; {time.monotonic() - began:.0f} s", flush=True)
    tap.result(not wrong, f"{CHARTS} charts of {sums[0]} entries of {min(kinds)} kinds and more, as {sums[1]} resources without extensions: "
               f"the same standing on each of {sums[2]} days [F099]", wrong[:20])
    tap.result(not more, f"their {entries} entries come in once, however often [F099]", more[:20])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
