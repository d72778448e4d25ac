#!/usr/bin/env python3
"""The catalogue and the protocols that are made at build: every shipped protocol is there, and they have the same bytes whoever makes them and
wherever: several runs, each with another environment and so with other places in memory, against what was built in. Prints TAP. Standard library
only.

  ready_same.py TANDEM      make_ready is looked for beside it
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from tap import ROOT, Tap  # noqa: E402


def main():
    beside = Path(sys.argv[1]).resolve().parent
    built = (beside / "ready_shipped_data.c").read_bytes()
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for i, length in enumerate([0, 1, 300, 1000, 5000, 20000]):
            out = Path(folder) / f"{i}.c"
            done = subprocess.run([str(beside / "make_ready"), str(out)], env={"FILL": "x" * length}, capture_output=True, check=False,
                                  stdin=subprocess.DEVNULL)
            made.append(out.read_bytes() if done.returncode == 0 else done.stderr)
    wrong = [f"run {i} gave {len(one)} bytes, other than the {len(built)} that were built in" for i, one in enumerate(made) if one != built]
    tap.result(not wrong and len(built) > 100000, f"{len(made)} runs give the bytes that were built in", wrong)
    named = set(re.findall(r'\{\{"protocols/([^"]+)", \d+\}, READY_\d+\}', built.decode()))
    shipped = {path.name for path in (ROOT / "data" / "protocols").glob("*.tandem")}
    tap.result(named == shipped and shipped, f"all {len(shipped)} shipped protocols are made ready", sorted(shipped ^ named))
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
