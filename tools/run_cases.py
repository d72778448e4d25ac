#!/usr/bin/env python3
"""Runs tests/cases/<area>/<sentence>/ and prints TAP. Standard library only.

A case folder holds:
  command        what is run by sh, with `tandem` on PATH, in a copy of the folder (comments may carry rule ids [M44])
  stdout.exact   what must be printed; always there
  stderr.exact   the same for the error stream; not there = nothing may be printed
  exit           the exit code; not there = 0
  NAME.exact     a file NAME that the command writes must hold exactly this
  fix            optional: edits of the inputs after which the same command must go well:
                   FILE LINE replace TEXT | FILE LINE insert TEXT | FILE LINE delete      (LINE of the unedited file)
                 FILE may be `command` itself, when the mistake is on the command line
  fix-exit       the exit code after the fix; not there = 0
  base           optional: names of folders of tests/bases/, whose files the copy begins with
  break          optional: edits like those of `fix`, made first: how the good files of the base become the case's bad ones
Anything else is input. `data` in the copy leads to the project's data/ folder.
A case tests/cases/problems/N004-words/ must show the problem code N004, and no more after its fix.

  run_cases.py --tandem build/gcc/src/cli/tandem [--accept] [--stop] [--label words] [part of a path ...]
"""

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tap import ROOT, Tap

CASES = ROOT / "tests" / "cases"
BASES = ROOT / "tests" / "bases"
OURS = {"command", "exit", "fix", "fix-exit", "base", "break"}
CODE = re.compile(r"^([A-Z]\d{3})-")


def is_input(name):
    return name not in OURS and not name.endswith(".exact")


def copy_inputs(source, folder):
    for item in sorted(source.iterdir()):
        if not is_input(item.name):
            continue
        if item.is_dir():
            shutil.copytree(item, folder / item.name)
        else:
            shutil.copy(item, folder / item.name)


def make_copy(case, folder):
    for base in (case / "base").read_text().split() if (case / "base").exists() else []:
        copy_inputs(BASES / base, folder)
    copy_inputs(case, folder)
    if (case / "break").exists():
        apply_edits(case / "break", folder)
    if not (folder / "data").exists():
        (folder / "data").symlink_to(ROOT / "data")


def environment(bin_folder, home):
    keep = {key: value for key, value in os.environ.items() if key.endswith("SAN_OPTIONS")}
    return keep | {
        "PATH": f"{bin_folder}:/usr/local/bin:/usr/bin:/bin",
        "HOME": str(home),
        "TMPDIR": str(home),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "TERM": "dumb",
    }


def run(command_file, folder, bin_folder):
    """(exit code, stdout bytes, stderr bytes)"""
    command = command_file.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as home:
        try:
            done = subprocess.run(["sh", "-c", command], cwd=folder, env=environment(bin_folder, home),
                                  stdin=subprocess.DEVNULL, capture_output=True, timeout=120)
        except subprocess.TimeoutExpired:
            return 124, b"", b"(took more than 120 s)\n"
    return done.returncode, done.stdout, done.stderr


def expected_exit(case, name):
    path = case / name
    return int(path.read_text().strip()) if path.exists() else 0


def difference(name, wanted, got):
    lines = difflib.unified_diff(wanted.decode("utf-8", "replace").splitlines(), got.decode("utf-8", "replace").splitlines(),
                                 f"{name} (wanted)", f"{name} (got)", lineterm="", n=2)
    return list(lines)[:40] or [f"{name}: the same lines, but not the same bytes"]


def compare(case, folder, outcome):
    """A list of complaints."""
    code, out, err = outcome
    wrong = []
    if code != expected_exit(case, "exit"):
        wrong.append(f"exit code {code}, wanted {expected_exit(case, 'exit')}")
    if not (case / "stdout.exact").exists():
        wrong.append("stdout.exact is missing: run ./dev accept and read what it wrote")
    for name, got in (("stdout", out), ("stderr", err)):
        path = case / f"{name}.exact"
        wanted = path.read_bytes() if path.exists() else b""
        if got != wanted:
            wrong += difference(name, wanted, got)
    for path in written_files(case):
        made = folder / path.name.removesuffix(".exact")
        if not made.exists():
            wrong.append(f"{made.name} was not written")
        elif made.read_bytes() != path.read_bytes():
            wrong += difference(made.name, path.read_bytes(), made.read_bytes())
    return wrong


def written_files(case):
    return [path for path in sorted(case.glob("*.exact")) if path.name not in ("stdout.exact", "stderr.exact")]


def accept(case, folder, outcome):
    code, out, err = outcome
    (case / "stdout.exact").write_bytes(out)
    for name, content, needed in (("stderr.exact", err, err != b""), ("exit", f"{code}\n".encode(), code != 0)):
        if needed:
            (case / name).write_bytes(content)
        else:
            (case / name).unlink(missing_ok=True)
    for path in written_files(case):
        made = folder / path.name.removesuffix(".exact")
        if made.exists():
            path.write_bytes(made.read_bytes())


EDIT = re.compile(r"^(\S+) (\d+) (replace|insert|delete)(?: (.*))?$")


def apply_edits(script, folder):
    """Edits the copy; from the bottom up, so that line numbers stay those of the file as it was."""
    edits = []
    for number, line in enumerate(script.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("# "):
            continue
        match = EDIT.match(line)
        if not match:
            raise ValueError(f"{script.name}, line {number}: FILE LINE replace|insert|delete [TEXT] is wanted")
        edits.append((match[1], int(match[2]), number, match[3], match[4] or ""))
    for name, at, _, what, text in sorted(edits, key=lambda edit: (edit[0], -edit[1], -edit[2])):
        path = folder / name
        lines = path.read_text(encoding="utf-8", errors="surrogateescape").split("\n")
        if not 1 <= at <= len(lines):
            raise ValueError(f"{name} has no line {at}")
        lines[at - 1 : at - (what == "insert")] = [] if what == "delete" else [text]
        path.write_text("\n".join(lines), encoding="utf-8", errors="surrogateescape")


def check_fix(tap, case, title, code, bin_folder):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_copy(case, folder)
        shutil.copy(case / "command", folder / "command")
        try:
            apply_edits(case / "fix", folder)
        except (ValueError, OSError) as error:
            tap.result(False, title, [str(error)])
            return
        got, out, err = run(folder / "command", folder, bin_folder)
        said = (out + err).decode("utf-8", "replace")
        wrong = []
        if got != expected_exit(case, "fix-exit"):
            wrong.append(f"exit code {got} after the fix, wanted {expected_exit(case, 'fix-exit')}")
        if code and code in said:
            wrong.append(f"{code} is still told after the fix")
        tap.result(not wrong, title, wrong + said.splitlines()[:20])


def check_case(tap, case, arguments, bin_folder):
    title = str(case.relative_to(CASES)) + arguments.label
    problem = CODE.match(case.name) if case.parent.name == "problems" else None
    code = problem.group(1) if problem else None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_copy(case, folder)
        outcome = run(case / "command", folder, bin_folder)
        if arguments.accept:
            accept(case, folder, outcome)
        wrong = compare(case, folder, outcome)
        if code and code.encode() not in outcome[1] + outcome[2]:
            wrong.insert(0, f"the code {code} is not told")
    tap.result(not wrong, title, wrong)
    if (case / "fix").exists():
        check_fix(tap, case, title + ": its fix", code, bin_folder)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tandem", required=True)
    parser.add_argument("--accept", action="store_true")
    parser.add_argument("--label", default="")
    parser.add_argument("--stop", action="store_true", help="the first case that fails is the last one")
    parser.add_argument("parts", nargs="*")
    arguments = parser.parse_args()
    arguments.label = f" ({arguments.label})" if arguments.label else ""
    tap = Tap()
    tandem = Path(arguments.tandem).resolve()
    cases = sorted(path.parent for path in CASES.rglob("command")) if CASES.exists() else []
    with tempfile.TemporaryDirectory() as bin_folder:
        (Path(bin_folder) / "tandem").symlink_to(tandem)
        for case in cases:
            if arguments.stop and tap.failed:
                break
            if not arguments.parts or any(part in str(case) for part in arguments.parts):
                check_case(tap, case, arguments, bin_folder)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
