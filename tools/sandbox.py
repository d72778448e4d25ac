#!/usr/bin/env python3
"""The sandbox client of CDS Hooks, the one its authors publish, at `tandem serve` in Chromium. Its source is fetched at the commit that
tests/browser/sandbox-lock.json names, its node packages come by the hashes of its own lock file, and it is built once, into the cache
folder of whoever runs this (XDG_CACHE_HOME); nothing of it stands in this repository. What is missing is told, and is never a test that
passed.

  sandbox.py TANDEM                           where it comes from: TANDEM_SANDBOX_FROM, a git repository that has the commit; else its own

Exit code 3: could not run.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import browser
from tap import ROOT

LOCK = ROOT / "tests" / "browser" / "sandbox-lock.json"
SERVED = ("index.html", "fhir-client.min.js")  # beside what its build makes


def place():
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(cache) / "tandem" / f"cds-hooks-sandbox-{json.loads(LOCK.read_text())['commit'][:12]}"


def is_there():
    mark = place() / ".built-from"
    return mark.exists() and mark.read_bytes() == LOCK.read_bytes()


def step(words, where, seconds):
    """'' or why not, in one line."""
    try:
        done = subprocess.run(words, cwd=where, capture_output=True, text=True, timeout=seconds, check=False,
                              env=os.environ | {"GIT_TERMINAL_PROMPT": "0"})
    except subprocess.TimeoutExpired:
        return f"{' '.join(words[:2])} did not end in {seconds} s"
    return "" if done.returncode == 0 else f"{' '.join(words[:2])}: {' '.join((done.stderr or done.stdout).split())[-300:]}"


def fetch(lock, where):
    """The source, whole or not at all: git names a commit by what is in it, and the two other hashes say it once more."""
    source = os.environ.get("TANDEM_SANDBOX_FROM") or lock["repository"]
    (where / "git").mkdir()
    (where / "src").mkdir()
    for words, seconds in ((["git", "init", "--quiet", "--bare", "git"], 30),
                           (["git", "--git-dir=git", "fetch", "--quiet", "--depth", "1", source, lock["commit"]], 120),
                           (["git", "--git-dir=git", "--work-tree=src", "checkout", "--quiet", "--force", lock["commit"], "--", "."], 60)):
        reason = step(words, where, seconds)
        if reason:
            return reason
    tree = subprocess.run(["git", "--git-dir=git", "rev-parse", lock["commit"] + "^{tree}"], cwd=where, capture_output=True, text=True, check=False)
    digest = hashlib.sha256((where / "src" / "package-lock.json").read_bytes()).hexdigest()
    if tree.stdout.strip() != lock["tree"] or digest != lock["sha256 of package-lock.json"]:
        return f"what was fetched is not what {LOCK.name} names"
    return ""


def build(lock):
    """'' or why not."""
    with tempfile.TemporaryDirectory(prefix="tandem-sandbox-") as name:
        where = Path(name)
        reason = fetch(lock, where)
        for words, seconds in ((["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], 600), (["npm", "run", "build"], 900)):
            reason = reason or step(words, where / "src", seconds)
        if reason:
            return reason
        shutil.rmtree(place(), ignore_errors=True)
        shutil.copytree(where / "src" / "build", place())
        for one in SERVED:
            shutil.copy(where / "src" / one, place() / one)
        (place() / ".built-from").write_bytes(LOCK.read_bytes())
    return ""


def why_not():
    """'' when it can run, else the reason in one line."""
    reason = browser.why_not()
    if reason or is_there():
        return reason
    for tool in ("git", "npm"):
        if not shutil.which(tool):
            return f"{tool} is not installed (Debian: apt-get install {tool})"
    reason = build(json.loads(LOCK.read_text()))
    return f"the sandbox of CDS Hooks cannot be had ({reason}); a clone of it may be named with TANDEM_SANDBOX_FROM=FOLDER" if reason else ""


def command(tandem):
    return ["node", str(browser.FOLDER / "sandbox.mjs"), browser.chromium(), str(tandem), str(place())]


def main():
    reason = why_not()
    if reason:
        print(f"The sandbox of CDS Hooks could not run: {reason}", file=sys.stderr)
        return 3
    return subprocess.run(command(os.path.abspath(sys.argv[1])), cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
