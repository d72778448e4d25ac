#!/usr/bin/env python3
"""The pure rooms ask nothing of the outside but what tools/pure-symbols.txt allows, and keep nothing: no writable data.

  check_purity.py BUILD-FOLDER

Prints TAP. Standard library only; needs nm (binutils).
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from check_rooms import SRC, read_rooms
from tap import ROOT, Tap

# Simulated quantities: made the same everywhere by arithmetic of their own (src/biology/vector.h) and no fused operations.
FLOATS = ("src/biology/", "src/lab/study", "src/views/lab_view.c", "src/views/study_", "src/views/claims_", "src/views/views.h")

WRITABLE = (".data", ".bss", ".tdata", ".tbss")


def pure_rooms():
    rooms = list(read_rooms())
    return rooms[: rooms.index("system")]


def symbols(archive):
    """(name, kind, section) of each symbol."""
    text = subprocess.run(["nm", "--format=sysv", str(archive)], capture_output=True, text=True, check=True).stdout
    for line in text.splitlines():
        fields = [field.strip() for field in line.split("|")]
        if len(fields) == 7 and fields[0] != "Name":
            yield fields[0], fields[2], fields[6]


def is_writable(section):
    # .data.rel.ro is written once by the loader (pointers in constant tables) and read-only from then on.
    return section.split(".rel.ro")[0] == section and any(section == one or section.startswith(one + ".") for one in WRITABLE)


def code_of(text):
    """The text with comments and quoted texts blanked, line ends kept."""
    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, lambda found: re.sub(r"[^\n]", " ", found.group(0)), text, flags=re.S)


def check_floats(tap):
    """Numbers of the pure rooms are integers and exact decimals: two compilers round a binary fraction in two ways."""
    wrong = []
    for room in pure_rooms():
        for path in sorted((SRC / room).glob("*.[ch]")):
            for number, line in enumerate(code_of(path.read_text(encoding="utf-8")).splitlines(), 1):
                if str(path.relative_to(ROOT)).startswith(FLOATS):
                    continue
                if re.search(r"\b(float|double)\b|\b\d+\.\d*f?\b", line):
                    wrong.append(f"{path.relative_to(ROOT)}:{number}: binary floating point: use tdm_decimal or integers")
    tap.result(not wrong, "no binary floating point in the pure rooms", wrong)


def main():
    tap = Tap()
    check_floats(tap)
    if not shutil.which("nm"):
        tap.skip("the pure rooms are pure", "nm is not installed (binutils)")
        return tap.finish()
    build = Path(sys.argv[1])
    allowed = {line.split()[0] for line in (ROOT / "tools" / "pure-symbols.txt").read_text().splitlines()
               if line and not line.startswith("#")}
    archives = {room: build / "src" / room / f"lib{room}.a" for room in pure_rooms()}
    present = {room: list(symbols(path)) for room, path in archives.items() if path.exists()}
    missing = [room for room in archives if room not in present and any((SRC / room).glob("*.c"))]
    tap.result(not missing, "every pure room has its archive", missing)
    ours = {name for table in present.values() for name, kind, _ in table if kind.isupper() and kind != "U"}
    for room, table in present.items():
        foreign = sorted({name for name, kind, _ in table if kind == "U"} - ours - allowed)
        kept = sorted({name for name, _, section in table if is_writable(section)})
        wrong = [f"{room} asks for {name}: not in tools/pure-symbols.txt" for name in foreign]
        wrong += [f"{room} keeps {name} in writable memory: make it const, or a parameter" for name in kept]
        tap.result(not wrong, f"{room} is pure", wrong)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
