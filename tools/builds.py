"""The build folders and how each is set up. Standard library only; used by ./dev through run_tests.py and alone:

  builds.py NAME [ninja target...]      sets up build/NAME if it is not there, and builds
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from tap import ROOT

SANITIZE = ["-Db_sanitize=address,undefined", "-Doptimization=1", "-Ddebug=true"]
STRICT = "-fno-sanitize-recover=all"

# name: (compiler, options of meson setup)
BUILDS = {
    "gcc": ("gcc", []),
    "clang": ("clang", []),
    "asan": ("clang", SANITIZE + [f"-Dc_args={STRICT}"]),
    "gcc-O0": ("gcc", ["-Doptimization=0"]),
    "clang-O0": ("clang", ["-Doptimization=0"]),
    "cover": ("gcc", ["-Db_coverage=true", "-Doptimization=0"]),
    "fuzz": ("clang", SANITIZE + [f"-Dc_args={STRICT} -fsanitize=fuzzer-no-link", "-Dfuzzers=true"]),
    "canary": ("gcc", ["-Dcanaries=true", "-Doptimization=0"]),
    "release": ("gcc", ["-Dbuildtype=release", "-Dwerror=false"]),
}

TANDEM = "src/cli/tandem"


def folder(name):
    return ROOT / "build" / name


def tandem(name):
    return folder(name) / TANDEM


def has_compiler(name):
    return shutil.which(BUILDS[name][0]) is not None


def run(command, environment=None, where=ROOT):
    """(went well, output lines)"""
    try:
        done = subprocess.run(command, cwd=where, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              env=os.environ | (environment or {}), check=False)
    except OSError as error:
        return False, [str(error)]
    return done.returncode == 0, done.stdout.decode("utf-8", "replace").splitlines()


def set_up(name):
    """Once per folder. A folder that was copied here from another place is made anew: meson keeps absolute paths."""
    where, mark = folder(name), folder(name) / "set-up-in"
    if where.exists() and not (mark.exists() and mark.read_text() == str(ROOT)):
        shutil.rmtree(where)
    if where.exists():
        return True, []
    compiler, options = BUILDS[name]
    good, lines = run(["meson", "setup", str(where)] + options, {"CC": compiler, "CC_LD": ""})
    if good:
        mark.write_text(str(ROOT))
    elif where.exists():
        shutil.rmtree(where)
    return good, lines


def build(name, targets=()):
    """(went well, lines that say what went wrong)"""
    good, lines = set_up(name)
    if good:
        good, lines = run(["ninja", "-C", str(folder(name)), *targets])
    return good, lines


def interesting(lines, most=40):
    lines = [line for line in lines if not line.startswith("Compiler for C")]
    picked = [line for line in lines if "error" in line.lower() or "warning" in line.lower() or line.startswith("FAILED")]
    return (picked or lines)[-most:]


def is_up_to_date(name):
    good, lines = run(["ninja", "-C", str(folder(name)), "-n"])
    return good and any("no work to do" in line for line in lines), lines[-5:]


def unit_tests(name):
    """[(room/name, command)] of the test programs, and of the fuzzers that replay their corpora"""
    good, lines = run(["meson", "introspect", "--tests", str(folder(name))])
    if not good:
        return []
    tests = json.loads("\n".join(lines))
    return sorted((str(Path(test["cmd"][0]).relative_to(folder(name))).removeprefix("tests/"), test["cmd"]) for test in tests)


def main():
    name, targets = sys.argv[1], sys.argv[2:]
    if name not in BUILDS:
        print(f"no such build: {name}; there are {', '.join(BUILDS)}", file=sys.stderr)
        return 2
    if not has_compiler(name):
        print(f"{BUILDS[name][0]} is not installed: run ./dev test once, which installs what the tests need", file=sys.stderr)
        return 3
    if os.environ.get("DEV_QUIET"):
        good, lines = build(name, targets)
        if not good:
            print("\n".join(lines), file=sys.stderr)
        return 0 if good else 1
    good, lines = set_up(name)
    if not good:
        print("\n".join(lines), file=sys.stderr)
        return 1
    return subprocess.run(["ninja", "-C", str(folder(name)), *targets], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
