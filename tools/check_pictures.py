#!/usr/bin/env python3
"""The pictures of the documents are what the program draws today. docs/pictures/list.txt names each and the words that make it.

  check_pictures.py --tandem PATH [--accept]      prints TAP; --accept draws them anew

Standard library only.
"""

import argparse
import subprocess
import sys

from tap import ROOT, Tap

FOLDER = ROOT / "docs" / "pictures"


def listed():
    for line in (FOLDER / "list.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            name, *words = line.split()
            yield name, words


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tandem", required=True)
    parser.add_argument("--accept", action="store_true")
    arguments = parser.parse_args()
    tap, names = Tap(), {"list.txt"}
    for name, words in listed():
        names.add(name)
        done = subprocess.run([arguments.tandem, *words], cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        path = FOLDER / name
        if arguments.accept and done.returncode == 0:
            path.write_bytes(done.stdout)
        same = path.exists() and path.read_bytes() == done.stdout
        tap.result(done.returncode == 0 and same, f"docs/pictures/{name} is what the program draws",
                   [] if same else ["./dev accept draws it anew", *done.stderr.decode("utf-8", "replace").splitlines()])
    strange = sorted(path.name for path in FOLDER.iterdir() if path.name not in names)
    tap.result(not strange, "every picture of the documents is listed with what makes it", strange)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
