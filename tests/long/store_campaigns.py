#!/usr/bin/env python3
"""The campaigns on stores in full: 10,000 kills, 1,000 losses of power of each of ten seeds, a fault at every point, memory
refused at every point, every byte changed. Prints TAP; the counts stand in comments.

  store_campaigns.py build/gcc/src/cli/tandem
"""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tools"))
from tap import Tap  # noqa: E402

RUNS = [("store_kill 10000 1", "10,000 writers killed: everything acknowledged is there, nothing half, nothing twice [F109]"),
        ("store_disk faults 1", "a fault at every operation of the disk: what is acknowledged stays, what fails is told [F109]"),
        ("store_disk memory 1", "memory refused at every point: what is acknowledged stays, what fails is told [F109]"),
        ("store_tamper 1", "every byte changed: told, or every answer as before [F109]")]
RUNS += [(f"store_disk power 1000 {seed}", f"1,000 losses of power of seed {seed}: everything acknowledged is there [F109 F119]")
         for seed in range(11, 21)]


def main():
    tap = Tap()
    folder = Path(sys.argv[1]).resolve().parents[2] / "tests" / "properties"
    for words, title in RUNS:
        name, *arguments = words.split()
        done = subprocess.run([str(folder / name), *arguments], capture_output=True, text=True, check=False)
        print(*(line for line in done.stdout.splitlines() if line.startswith("#")), sep="\n")
        tap.result(done.returncode == 0, title, done.stdout.splitlines()[-20:])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
