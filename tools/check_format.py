#!/usr/bin/env python3
"""C files are laid out by clang-format, shell scripts pass shellcheck, Python files compile. Prints TAP.

The public header of a room (src/room/*.h but *_int.h) is laid out by hand: small result structs stand on one line there, which
clang-format 14 cannot be told.

  check_format.py [--fix]      --fix lays out in place
"""

import ast
import shutil
import subprocess
import sys

from check_rooms import c_files
from tap import ROOT, Tap

SHELL = ["dev", ".ci/run"]


def check_c(tap, fix):
    title = "C files are laid out by .clang-format"
    if not shutil.which("clang-format"):
        tap.skip(title, "clang-format is not installed")
        return
    files = [str(path) for path in c_files() if not is_public_header(path)]
    mode = ["-i"] if fix else ["--dry-run", "--Werror"]
    done = subprocess.run(["clang-format", *mode, *files], cwd=ROOT, capture_output=True, text=True, check=False)
    places = [line for line in done.stderr.splitlines() if "error:" in line]
    tap.result(done.returncode == 0, title, ["./dev format mends this:"] + places[:20])


def is_public_header(path):
    return path.suffix == ".h" and path.parent.parent == ROOT / "src" and not path.name.endswith("_int.h")


def check_shell(tap):
    title = "shell scripts pass shellcheck"
    if not shutil.which("shellcheck"):
        tap.skip(title, "shellcheck is not installed")
        return
    scripts = SHELL + [str(path.relative_to(ROOT)) for path in sorted((ROOT / "tools").glob("*.sh"))]
    done = subprocess.run(["shellcheck", *scripts], cwd=ROOT, capture_output=True, text=True, check=False)
    tap.result(done.returncode == 0, title, done.stdout.splitlines()[:40])


def check_python(tap):
    wrong = []
    for path in sorted((ROOT / "tools").glob("*.py")) + sorted((ROOT / "tests").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        try:
            ast.parse(text, str(path))
        except SyntaxError as error:
            wrong.append(f"{path.relative_to(ROOT)}:{error.lineno}: {error.msg}")
        wrong += [f"{path.relative_to(ROOT)}:{number}: {len(line)} columns, at most 150" for number, line in
                  enumerate(text.splitlines(), 1) if len(line) > 150]
    tap.result(not wrong, "Python files can be read and are no wider than 150 columns", wrong)


def main():
    tap = Tap()
    check_c(tap, "--fix" in sys.argv)
    check_shell(tap)
    check_python(tap)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
