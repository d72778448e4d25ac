#!/usr/bin/env python3
"""The scenarios beside the shipped protocols hold, decide every clause both ways, and notice every small change that they do not
explain; a protocol without any fails. TAP. Standard library only.

  check_scenarios.py --tandem build/gcc/src/cli/tandem
"""

import argparse
import subprocess
import sys

from tap import ROOT, Tap


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tandem", required=True)
    tandem = parser.parse_args().tandem
    tap = Tap()
    for path in sorted((ROOT / "data" / "protocols").glob("*.tandem")):
        if not path.with_suffix(".scenario").exists():
            tap.result(False, f"the scenarios of {path.stem}", ["it has none"])
            continue
        done = subprocess.run([tandem, "test", "--mutate", path.stem], capture_output=True, text=True, timeout=240, check=False)
        lines = (done.stdout + done.stderr).splitlines()
        tap.result(done.returncode == 0, f"the scenarios of {path.stem}", lines[-40:])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
