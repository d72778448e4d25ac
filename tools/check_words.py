#!/usr/bin/env python3
"""The project speaks of itself alone, and leaves nothing half said: words that no tracked file may hold. Prints TAP."""

import re
import subprocess
import sys
from pathlib import Path

from tap import ROOT, Tap

# Written in halves, so that this file does not hold them.
FORBIDDEN = [
    ("/wo" + r"rk/", "a path of one machine"),
    (r"\.\./sha" + "red", "a folder outside the project"),
    (r"\bTO" + r"DO\b", "something left to do: do it, or write it into an issue"),
    (r"\bFIX" + r"ME\b", "something left to do"),
    (r"\bXX" + r"X\b(?![0-9A-Z])", "something left to do"),
    (r"\bHA" + r"CK\b", "something to be ashamed of: write why it is so"),
    (r"not yet imple" + "mented", "a promise: leave it out until it works"),
    (r"pypi\.o" + r"rg|registry\.npm" + r"js|proxy\.gol" + r"ang", "a package registry: nothing here downloads"),
    (r"/home/[a-z]", "a path of one machine"),
    (r"/ro" + r"ot/", "a path of one machine"),
]
SKIP = {"LICENSE"}
BINARY = {".png", ".gz", ".pdf", ".ico", ".woff2"}


def files():
    """What git tracks or would track; without git, everything but the build folders."""
    try:
        listed = subprocess.run(["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True,
                                text=True, check=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        listed = [str(path.relative_to(ROOT)) for path in ROOT.rglob("*") if not path.parts[len(ROOT.parts)].startswith(("build", ".git", "out"))]
    for name in sorted(set(listed)):
        path = ROOT / name
        if path.is_file() and name not in SKIP and path.suffix not in BINARY and "corpus" not in Path(name).parts:
            yield path


def main():
    tap, wrong, count = Tap(), [], 0
    patterns = [(re.compile(pattern), why) for pattern, why in FORBIDDEN]
    for path in files():
        count += 1
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            wrong += [f"{path.relative_to(ROOT)}:{number}: {found.group(0)}: {why}" for pattern, why in patterns
                      for found in [pattern.search(line)] if found]
    tap.result(not wrong, f"no forbidden word in {count} files", wrong[:60])
    check_text(tap)
    return tap.finish()


def check_text(tap):
    """Lines end alike everywhere, and no line ends in blanks (Markdown and exact outputs keep theirs)."""
    wrong = []
    for path in files():
        if path.suffix not in {".c", ".h", ".py", ".tandem", ".build", ".sh", ".txt", ""} or "cases" in path.parts or "fuzz" in path.parts:
            continue
        text = path.read_bytes()
        if b"\r" in text:
            wrong.append(f"{path.relative_to(ROOT)}: has carriage returns")
        if text and not text.endswith(b"\n"):
            wrong.append(f"{path.relative_to(ROOT)}: does not end in a line end")
        wrong += [f"{path.relative_to(ROOT)}:{number}: blanks at the end" for number, line in enumerate(text.split(b"\n"), 1)
                  if line.endswith((b" ", b"\t"))][:3]
    tap.result(not wrong, "lines end alike in every source file", wrong[:40])


if __name__ == "__main__":
    sys.exit(main())
