#!/usr/bin/env python3
"""Runs the browser tests: looks for Chromium and node, puts the two node packages of tests/browser/package-lock.json in place (from the
registry of npm, by their hashes), and starts tests/browser/run.mjs. What is missing is told, and is never a test that passed.

  browser.py TANDEM [--accept] [episode|pages|lab]
  browser.py TANDEM --pictures               takes the pictures of the guides anew

Exit code 3: could not run.
"""

import os
import shutil
import subprocess
import sys

from tap import ROOT

FOLDER = ROOT / "tests" / "browser"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def chromium():
    return next((found for found in map(shutil.which, CHROMIUM) if found), None)


def packages_are_there():
    """node keeps its own copy of the lock file beside what it installed."""
    mark, lock = FOLDER / "node_modules" / ".set-up-from", FOLDER / "package-lock.json"
    return mark.exists() and mark.read_bytes() == lock.read_bytes()


def install():
    """'' or why not."""
    if packages_are_there():
        return ""
    if not shutil.which("npm"):
        return "npm is not installed (Debian: apt-get install npm), and the node packages are not there"
    try:
        done = subprocess.run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=FOLDER, capture_output=True, text=True,
                              timeout=300, check=False)
    except subprocess.TimeoutExpired:
        return "npm ci did not end in 300 s"
    if done.returncode != 0:
        return "the node packages cannot be had: " + " ".join(done.stderr.split())[:300]
    (FOLDER / "node_modules" / ".set-up-from").write_bytes((FOLDER / "package-lock.json").read_bytes())
    return ""


def why_not():
    """'' when the tests can run, else the reason in one line."""
    if not chromium():
        return "Chromium is not installed (Debian: apt-get install chromium)"
    if not shutil.which("node"):
        return "node is not installed (Debian: apt-get install nodejs npm)"
    return install()


def command(tandem, *words):
    return ["node", str(FOLDER / "run.mjs"), chromium(), str(tandem), *words]


def main():
    reason = why_not()
    if reason:
        print(f"The browser tests could not run: {reason}", file=sys.stderr)
        return 3
    return subprocess.run(command(os.path.abspath(sys.argv[1]), *sys.argv[2:]), cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
