#!/usr/bin/env python3
"""Same inputs, same bytes: the JSON of a standing does not depend on compiler, optimization, processor, locale, zone of the
machine, place of the files or order of the entries. Prints TAP. Standard library only.

  check_same_bytes.py BINARY... [--shuffles N]      the first binary gives what all others are held against

The example charts and their days stand in data/examples/days.txt.
"""

import argparse
import hashlib
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tap import ROOT, Tap

EXAMPLES = ROOT / "data" / "examples"
SEED = 20260302
# Features that the C library and the compiler's run time may use when the processor has them; names of glibc 2.36.
MASKED = "-AVX512F,-AVX512VL,-AVX512BW,-AVX2,-AVX,-FMA,-FMA4,-BMI1,-BMI2,-SSE4_2,-SSE4_1,-SSSE3,-ERMS,-FSRM,-MOVBE"


def example_days():
    """[(chart path, words that say the day and, where the file does, the day whose knowledge is used)]"""
    rows = []
    path = EXAMPLES / "days.txt"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        if line.strip() and not line.startswith("#"):
            name, day, *known = line.split()[:3]
            rows.append((EXAMPLES / name, f"--on {day}" + "".join(f" --known {one}" for one in known)))
    return rows


def standing(binary, chart, day, environment=None, folder=ROOT):
    """sha256 of what is printed; the exit code is part of it."""
    base = {"PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C", "TZ": "UTC"}
    done = subprocess.run([str(binary), "standing", chart, *day.split(), "--json"], cwd=folder, stdin=subprocess.DEVNULL,
                          capture_output=True, env=base | (environment or {}), timeout=60, check=False)
    return hashlib.sha256(b"%d\n" % done.returncode + done.stdout + done.stderr).hexdigest(), done


def divide(text):
    """(header lines, entries): an entry is a line at the margin that begins with a date, with the lines under it and the
    comments above it."""
    header, entries, above = [], [], []
    for line in text.splitlines(keepends=True):
        if re.match(r"\d{4}-\d{2}-\d{2}\b", line):
            entries.append(above + [line])
            above = []
        elif entries and (line.strip() == "" or line.startswith("#")):
            above.append(line)
        elif entries:
            entries[-1] += above + [line]
            above = []
        else:
            header.append(line)
    return header, entries


def check_shuffles(tap, binary, rows, count, scratch):
    for number, (chart, day) in enumerate(rows):
        share = count // len(rows) + (number < count % len(rows))
        header, entries = divide(chart.read_text(encoding="utf-8"))
        shuffled, generator, wrong = scratch / chart.name, random.Random(SEED + number), []
        shutil.copy(chart, shuffled)
        wanted, first = standing(binary, chart.name, day, folder=scratch)
        for attempt in range(share):
            generator.shuffle(entries)
            shuffled.write_text("".join(header) + "".join("".join(entry) for entry in entries), encoding="utf-8")
            got, done = standing(binary, chart.name, day, folder=scratch)
            if got != wanted:
                wrong = [f"shuffle {attempt} differs (seed {SEED + number})"] + first_difference(first.stdout, done.stdout + done.stderr)
                break
        tap.result(not wrong, f"{chart.name} {day}: {share} shuffles of its entries give the same bytes", wrong)


def first_difference(one, other):
    a, b = one.decode("utf-8", "replace"), other.decode("utf-8", "replace")
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return [f"at byte {at}:", "wanted ..." + a[max(0, at - 120) : at + 120], "got    ..." + b[max(0, at - 120) : at + 120]]


def check_binaries(tap, binaries, rows):
    for binary in binaries[1:]:
        wrong = [f"{chart.name} {day}" for chart, day in rows
                 if standing(binary, f"data/examples/{chart.name}", day)[0] != standing(binaries[0], f"data/examples/{chart.name}", day)[0]]
        name = Path(binary).resolve().relative_to(ROOT / "build").parts[0]
        tap.result(not wrong, f"the build {name} gives the same bytes", wrong)


def dumped(binary, scratch):
    """sha256 of the made-up charts of the benchmark and of the digests of their standings, by the build of this binary."""
    bench = Path(binary).parents[2] / "bench" / "standing_bench"
    folder = scratch / f"dump-{Path(binary).parents[2].name}"
    folder.mkdir()
    subprocess.run([str(bench), "--dump", str(folder)], stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=True)
    files = sorted(folder.iterdir())
    return len(files) - 1, hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def check_dumps(tap, binaries, scratch):
    count, wanted = dumped(binaries[0], scratch)
    for binary in binaries[1:]:
        got = dumped(binary, scratch)[1]
        tap.result(got == wanted, f"{count} made-up charts have the same standings in the build {Path(binary).parents[2].name}")


def check_environment(tap, binary, rows, title, environment):
    wrong = [f"{chart.name} {day}" for chart, day in rows
             if standing(binary, f"data/examples/{chart.name}", day)[0] != standing(binary, f"data/examples/{chart.name}", day, environment)[0]]
    tap.result(not wrong, title, wrong)


def loader():
    return next((path for path in ("/lib64/ld-linux-x86-64.so.2", "/lib/ld-linux-aarch64.so.1") if os.path.exists(path)), None)


def active_features(environment):
    done = subprocess.run([loader(), "--list-diagnostics"], capture_output=True, text=True, env=environment, check=False)
    return [line for line in done.stdout.splitlines() if ".active" in line or "preferred" in line]


def check_processor(tap, binary, rows):
    title = "a processor without AVX and FMA gives the same bytes"
    masked = {"GLIBC_TUNABLES": f"glibc.cpu.hwcaps={MASKED}"}
    if not loader() or active_features({}) == active_features(masked):
        tap.skip(title, "this C library does not let features be masked")
        return
    check_environment(tap, binary, rows, title, masked)


def check_locale(tap, binary, rows, scratch):
    title = "a Turkish locale gives the same bytes"
    if not shutil.which("localedef") or not Path("/usr/share/i18n/locales/tr_TR").exists():
        tap.skip(title, "the locale cannot be made (locales)")
        return
    done = subprocess.run(["localedef", "-i", "tr_TR", "-f", "UTF-8", str(scratch / "tr_TR.UTF-8")], capture_output=True, check=False)
    if done.returncode > 1:  # 1: with warnings
        tap.skip(title, "localedef failed")
        return
    environment = {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LOCPATH": str(scratch)}
    check_environment(tap, binary, rows, title, environment)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binaries", nargs="+")
    parser.add_argument("--shuffles", type=int, default=1000)
    arguments = parser.parse_args()
    binaries = [Path(name).resolve() for name in arguments.binaries]
    tap, rows = Tap(), example_days()
    tap.result(bool(rows), "there are example charts (data/examples/days.txt)")
    good = [row for row in rows if standing(binaries[0], f"data/examples/{row[0].name}", row[1])[1].returncode == 0]
    tap.result(good == rows, "each example chart has a standing", [f"{chart.name} {day}" for chart, day in rows if (chart, day) not in good])
    if rows:
        with tempfile.TemporaryDirectory() as name:
            scratch = Path(name)
            check_binaries(tap, binaries, rows)
            check_dumps(tap, binaries, scratch)
            check_processor(tap, binaries[0], rows)
            check_locale(tap, binaries[0], rows, scratch)
            check_environment(tap, binaries[0], rows, "a machine in Apia gives the same bytes", {"TZ": "Pacific/Apia"})
            check_shuffles(tap, binaries[0], rows, arguments.shuffles, scratch)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
