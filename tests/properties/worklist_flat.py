#!/usr/bin/env python3
"""A work list over many charts takes the memory of one: what is told of each is laid aside until it can be put in order.

  worklist_flat.py TANDEM [CHARTS]
"""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
import peak  # noqa: E402
from tap import ROOT, Tap  # noqa: E402

TANDEM = str(Path(sys.argv[1]).resolve())
CHARTS = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
FEWER = 20  # times
ASIDE = 1 << 20  # bytes that are laid aside in memory
OF_AN_ITEM = 64  # its urgency and where it lies, twice while they are put in order
OF_A_CHART = 200  # its name
EXAMPLE = ROOT / "data" / "examples" / "example-b-early-load.chart.tandem"


def listed(folder, charts, *words):
    """(bytes of memory, what was printed)"""
    out = folder / "list"
    with open(out, "wb") as file:
        code, most, _used = peak.run([TANDEM, "worklist", *["b.chart.tandem"] * charts, "--on", "2026-01-01", "--json", *words],
                                     cwd=folder, stdout=file)
    if code != 0:
        raise AssertionError(f"{charts} charts {words}: exit {code}")
    return most, out.read_bytes()


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "b.chart.tandem").write_bytes(EXAMPLE.read_bytes())
        few, small = listed(folder, CHARTS // FEWER)
        many, large = listed(folder, CHARTS)
        by_two, shared = listed(folder, CHARTS, "--jobs", "2")
        most = few + 2 * ASIDE + OF_AN_ITEM * large.count(b'"rank"') + OF_A_CHART * CHARTS
        tap.result(len(large) > 15 * len(small) and len(large) > 3 * (most - few),
                   f"the list grows with the charts: {len(small)} and {len(large)} bytes [F016]")
        tap.result(many < most, f"memory does not: {few >> 20} and {many >> 20} MiB [F016]")
        tap.result(shared == large and by_two < most, f"by two processes it is the same list, in {by_two >> 20} MiB [F016]")
        subprocess.run([TANDEM, "worklist", "b.chart.tandem", "--on", "2026-01-01", "--json", "--output", "one"], cwd=folder, check=True)
        tap.result((folder / "one").read_bytes() == listed(folder, 1)[1], "--output holds what is printed [F016]")
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
