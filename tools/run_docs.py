#!/usr/bin/env python3
"""Runs the blocks of docs/*.md and README.md that say they can be run, and prints TAP. Standard library only.

  ```tandem file=NAME     the block is written to NAME in the document's scratch folder (any language may say file=NAME)
  ```sh run               the block is run there by sh, with `tandem` on PATH; `data` leads to the project's data/
  ```text                 the block after it: what is printed (stdout and stderr together), exactly
  ```sh run exit=1        the same, with the exit code 1

  run_docs.py --tandem PATH [--accept] [document ...]
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tap import ROOT, Tap

FENCE = re.compile(r"^(\s*)(`{3,})\s*([^`]*)$")


@dataclass
class Block:
    words: list
    first: int  # index of its first line of text
    last: int  # index of its closing fence
    indent: str


def blocks(lines):
    found, opened = [], None
    for at, line in enumerate(lines):
        match = FENCE.match(line)
        if not match:
            continue
        if opened is None:
            opened = (match.group(2), match.group(3).split(), at + 1, match.group(1))
        elif match.group(2) == opened[0] and not match.group(3).strip():
            found.append(Block(opened[1], opened[2], at, opened[3]))
            opened = None
    return found


def text_of(lines, block):
    return "".join(line.removeprefix(block.indent) + "\n" for line in lines[block.first : block.last])


def word(block, name):
    return next((one.split("=", 1)[1] for one in block.words if one.startswith(name + "=")), None)


def run_block(script, folder, bin_folder):
    environment = {"PATH": f"{bin_folder}:/usr/local/bin:/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "dumb"}
    build = Path(bin_folder, "tandem").resolve().parents[2]  # what `./dev install` would put where compilers and SQLite look
    libraries = f"{build / 'src' / 'api'}:{build / 'extensions' / 'sqlite'}"
    environment |= {"CPATH": str(ROOT / "include"), "LIBRARY_PATH": libraries, "LD_LIBRARY_PATH": libraries}
    environment |= {key: value for key, value in os.environ.items() if key.endswith("SAN_OPTIONS")}
    done = subprocess.run(["sh", "-c", script], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=120, check=False)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def document_steps(lines):
    """(what, block, expected block or None) in the order of the document."""
    found = blocks(lines)
    for at, block in enumerate(found):
        if word(block, "file"):
            yield "file", block, None
        elif block.words[:2] == ["sh", "run"]:
            after = found[at + 1] if at + 1 < len(found) and found[at + 1].words[:1] == ["text"] else None
            yield "run", block, after


def check_document(tap, path, bin_folder, accept):
    lines = path.read_text(encoding="utf-8").split("\n")
    name, edits = path.relative_to(ROOT), []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "data").symlink_to(ROOT / "data")
        for what, block, expected in document_steps(lines):
            text = text_of(lines, block)
            if what == "file":
                (folder / word(block, "file")).parent.mkdir(parents=True, exist_ok=True)
                (folder / word(block, "file")).write_text(text, encoding="utf-8")
                continue
            code, said = run_block(text, folder, bin_folder)
            wanted = text_of(lines, expected) if expected else ""
            title = f"{name}:{block.first + 1}: {text.strip().splitlines()[0] if text.strip() else '(empty)'}"
            wanted_code = int(word(block, "exit") or 0)
            if accept and expected:
                edits.append((expected, said))
                wanted = said
            tap.result(code == wanted_code and said == wanted, title,
                       [f"exit code {code}, wanted {wanted_code}", "--- wanted", *wanted.splitlines()[:25], "--- got", *said.splitlines()[:25]])
    for block, said in reversed(edits):
        lines[block.first : block.last] = [block.indent + line if line else line for line in said.removesuffix("\n").split("\n")] if said else []
    if edits:
        path.write_text("\n".join(lines), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tandem", required=True)
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("documents", nargs="*")
    arguments = parser.parse_args()
    tap = Tap()
    paths = [Path(name).resolve() for name in arguments.documents] or [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    with tempfile.TemporaryDirectory() as bin_folder:
        (Path(bin_folder) / "tandem").symlink_to(Path(arguments.tandem).resolve())
        for path in paths:
            if path.exists():
                check_document(tap, path, bin_folder, arguments.accept)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
