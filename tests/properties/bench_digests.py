#!/usr/bin/env python3
"""What bench/standing computes is what the command line computes: the digest of every standing it dumps, chart by chart and day by day.
Prints TAP. Standard library only.

  bench_digests.py TANDEM      the bench is looked for in the same build folder
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from tap import Tap  # noqa: E402


def main():
    tandem = Path(sys.argv[1]).resolve()
    bench = tandem.parents[2] / "bench" / "standing_bench"
    tap = Tap()
    if not bench.exists():
        tap.result(False, "the bench is built", [str(bench)])
        return tap.finish()
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([str(bench), "--dump", folder], check=True, stdin=subprocess.DEVNULL)
        rows = [line.split() for line in (Path(folder) / "digests.txt").read_text().splitlines()]
        wrong = []
        for name, day, digest in rows:
            done = subprocess.run([str(tandem), "standing", name, "--on", day, "--json"], cwd=folder, capture_output=True, check=False,
                                  stdin=subprocess.DEVNULL)
            said = json.loads(done.stdout)["digest"] if done.returncode == 0 else done.stderr.decode("utf-8", "replace")
            if said != digest:
                wrong.append(f"{name} on {day}: {said}, the bench has {digest}")
        tap.result(not wrong and len(rows) > 400, f"{len(rows)} standings have one digest in the bench and on the command line", wrong[:10])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
