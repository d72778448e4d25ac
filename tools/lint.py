#!/usr/bin/env python3
"""clang-tidy on C files: those that differ from the last commit, those named, or `all`. Standard library only."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import builds
from tap import ROOT

CHECKS = ("-*,bugprone-*,cert-*,clang-analyzer-*,misc-*,performance-*,portability-*,readability-function-cognitive-complexity,"
          # Noise here: our value types tell parameters apart; snprintf is bounded; recursion over a tree with a depth limit.
          "-bugprone-easily-swappable-parameters,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling,"
          "-misc-no-recursion,-bugprone-reserved-identifier,-cert-dcl37-c,-cert-dcl51-cpp,-cert-err33-c,"
          "-bugprone-suspicious-include,-bugprone-assignment-in-if-condition")
CONFIG = "{CheckOptions: [{key: readability-function-cognitive-complexity.Threshold, value: 25}]}"


def chosen(words):
    if words == ["all"]:
        return sorted((ROOT / "src").rglob("*.c"))
    if words:
        return [Path(word).resolve() for word in words]
    done = subprocess.run(["git", "status", "--porcelain", "--untracked-files=all"], cwd=ROOT, capture_output=True, text=True, check=False)
    names = [line[3:].split(" -> ")[-1] for line in done.stdout.splitlines()]
    return [ROOT / name for name in names if name.startswith("src/") and name.endswith(".c") and (ROOT / name).exists()]


def tidy(path):
    command = ["clang-tidy", "--quiet", f"--checks={CHECKS}", f"--config={CONFIG}", "--warnings-as-errors=*",
               "-p", str(builds.folder("clang")), str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def main():
    bad = 0
    files = chosen(sys.argv[1:])
    with ThreadPoolExecutor(2) as pool:
        for code, text in pool.map(tidy, files):
            bad += code != 0
            if code != 0:
                print(text, end="")
    print(f"clang-tidy: {len(files)} files, {bad} with something to say")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
