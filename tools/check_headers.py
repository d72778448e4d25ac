#!/usr/bin/env python3
"""Each header compiles alone, in both orders of nothing: whoever includes it needs no other include before it. Prints TAP."""

import shutil
import subprocess
import sys

from tap import ROOT, Tap


def main():
    tap = Tap()
    compiler = shutil.which("gcc") or shutil.which("clang")
    if not compiler:
        tap.skip("headers compile alone", "no compiler is installed")
        return tap.finish()
    wrong = []
    headers = sorted((ROOT / "src").glob("*/*.h")) + sorted((ROOT / "include").glob("*.h"))
    for path in headers:
        if path.name == "banned.h":
            continue
        flags = ["-std=c17", "-fsyntax-only", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-Isrc", "-Iinclude", "-D_DEFAULT_SOURCE"]
        done = subprocess.run([compiler, *flags, "-x", "c", "-"], input=f'#include "{path}"\n#include "{path}"\nint tdm_alone;\n',
                              text=True, cwd=ROOT, capture_output=True, check=False)
        if done.returncode != 0:
            wrong += [f"{path.relative_to(ROOT)}:"] + done.stderr.splitlines()[:4]
    tap.result(not wrong, f"each of {len(headers)} headers compiles alone and twice", wrong)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
