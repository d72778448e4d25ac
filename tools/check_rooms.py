#!/usr/bin/env python3
"""Holds the tree against src/rooms.txt and the sizes of the house. Prints TAP. Standard library only.

Who includes whom; no cycle; a README in each room; files, headers and functions not too long; file names unique; every C file
listed in a meson.build; every data file listed in data/meson.build.
"""

import re
import sys
from pathlib import Path

from tap import ROOT, Tap

SRC = ROOT / "src"
FILE_LINES, HEADER_LINES, FUNCTION_LINES, TEST_LINES = 800, 250, 60, 100
INCLUDE = re.compile(r'^\s*#\s*include\s*"([^"]+)"')


def read_rooms():
    """{room: rooms it may use}, in the order of the file."""
    rooms, core = {}, []
    for line in (SRC / "rooms.txt").read_text().splitlines():
        named = re.match(r'^# "core" stands for: (.*)$', line)
        if named:
            core = named.group(1).split()
        if line.startswith("#") or "|" not in line:
            continue
        room, uses = line.split("|", 1)
        rooms[room.strip()] = [one for word in uses.split() for one in (core if word == "core" else [word])]
    return rooms


def includes(rooms):
    """(file, line number, room, included room)"""
    for path in sorted(SRC.rglob("*.[ch]")):
        room = path.relative_to(SRC).parts[0]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if match:
                yield path, number, room, match.group(1).split("/")[0] if "/" in match.group(1) else room


def check_includes(tap, rooms):
    wrong = []
    for path, number, room, used in includes(rooms):
        if room == used or used in rooms.get(room, ()):
            continue
        may = ", ".join(rooms.get(room, [])) or "nothing"
        wrong.append(f"{path.relative_to(ROOT)}:{number}: {room} may not use {used}; it may use {may}")
    tap.result(not wrong, "every include stays inside src/rooms.txt", wrong)


def check_internal(tap):
    wrong = []
    for path in sorted(SRC.rglob("*.[ch]")):
        room = path.relative_to(SRC).parts[0]
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            match = INCLUDE.match(line)
            if match and match.group(1).endswith("_int.h") and "/" in match.group(1) and match.group(1).split("/")[0] != room:
                wrong.append(f"{path.relative_to(ROOT)}:{number}: {match.group(1)} is for its own room; use the room's public header")
    tap.result(not wrong, "no room looks into another room's _int.h", wrong)


def check_order(tap, rooms):
    order, wrong = list(rooms), []
    for room, uses in rooms.items():
        wrong += [f"src/rooms.txt: {room} uses {used}, which no line describes" for used in uses if used not in rooms]
        wrong += [f"src/rooms.txt: {room} uses {used}, which stands below it: a cycle is a design fault"
                  for used in uses if used in rooms and order.index(used) >= order.index(room)]
    tap.result(not wrong, "rooms use only rooms above them: no cycle", wrong)


def check_readmes(tap, rooms):
    present = [room for room in rooms if any((SRC / room).glob("*.c"))]
    wrong = [f"src/{room}/README.md is missing: idea, what holds, what is not here" for room in present
             if not (SRC / room / "README.md").exists()]
    stray = [f"src/{path.name} is no room of src/rooms.txt" for path in SRC.iterdir() if path.is_dir() and path.name not in rooms]
    tap.result(not wrong + stray, "every room is in the list and has a README", wrong + stray)


def c_files():
    return [path for folder in ("src", "tests", "tools", "fuzz", "bench", "include") for path in sorted((ROOT / folder).rglob("*.[ch]"))]


def allowed_long():
    """{path or path:function: reason}"""
    lines = (ROOT / "tools" / "long-things.txt").read_text().splitlines()
    return {line.split(" ", 1)[0]: line.partition(" ")[2].strip() for line in lines if line and not line.startswith("#")}


def check_sizes(tap):
    wrong, allowed = [], allowed_long()
    for path in c_files() + sorted((ROOT / "tools").glob("*.py")):
        lines = path.read_text(encoding="utf-8").count("\n")
        public = path.suffix == ".h" and "_int" not in path.name and path.relative_to(ROOT).parts[0] in ("src", "include")
        most = HEADER_LINES if public else FILE_LINES
        if lines > most and str(path.relative_to(ROOT)) not in allowed:
            wrong.append(f"{path.relative_to(ROOT)}: {lines} lines, at most {most}: divide it by purpose")
    tap.result(not wrong, f"no file over {FILE_LINES} lines, no public header over {HEADER_LINES}", wrong)


def check_names(tap):
    seen, wrong = {}, []
    for path in c_files():
        if path.name in seen:
            wrong.append(f"{path.relative_to(ROOT)} and {seen[path.name]} have one name: a reader cannot tell them apart")
        seen[path.name] = path.relative_to(ROOT)
    tap.result(not wrong, "no two C files have one name", wrong)


def functions(path):
    """(name, first line, number of lines) of what looks like a function: opened at the margin, closed at the margin."""
    lines = path.read_text(encoding="utf-8").splitlines()
    start = None
    for number, line in enumerate(lines, 1):
        if start is None and line[:1] not in ("", " ", "\t", "#", "/", "*", "}") and re.match(r"^[A-Za-z_].*", line):
            start = number
        if start is None:
            continue
        if line.startswith("}"):
            head = " ".join(lines[start - 1 : start + 5]).split("{")[0]
            name = re.search(r"(\w+)\s*\(", head)
            if name and "=" not in head:
                title = re.search(r'TEST\("([^"]*)', head)
                yield title.group(1) if title else name.group(1), start, number - start + 1
            start = None
        elif line.rstrip().endswith(";") and number == start:
            start = None
        elif line and line[0] not in " \t}" and number > start and lines[number - 2].rstrip().endswith(";"):
            start = number
    return


def check_functions(tap):
    allowed, used = allowed_long(), set()
    wrong = [f"tools/long-things.txt: {place} has no reason" for place, reason in allowed.items() if not reason]
    for path in c_files():
        # A test may bring its table of rows with it.
        most = TEST_LINES if path.relative_to(ROOT).parts[0] == "tests" else FUNCTION_LINES
        for name, line, count in functions(path):
            place = f"{path.relative_to(ROOT)}:{name}"
            used.add(place)
            if count > most and place not in allowed:
                wrong.append(f"{path.relative_to(ROOT)}:{line}: {name} has {count} lines, at most {most}")
    wrong += [f"tools/long-things.txt: there is no {place}" for place in allowed
              if place not in used and not (":" not in place and (ROOT / place).exists())]
    tap.result(not wrong, f"no function over {FUNCTION_LINES} lines, no test over {TEST_LINES}", wrong)


def check_listed(tap):
    wrong = []
    for path in c_files():
        if path.suffix != ".c":
            continue
        folder = path.parent
        while not (folder / "meson.build").exists() and folder != ROOT:
            folder = folder.parent
        text = (folder / "meson.build").read_text() if (folder / "meson.build").exists() else ""
        short = re.sub(r"_(test|fuzz|bench)$", "", path.stem)
        if not re.search(rf"['/]({re.escape(path.stem)}(\.c)?|{re.escape(short)})'", text):
            wrong.append(f"{path.relative_to(ROOT)} is not listed in {(folder / 'meson.build').relative_to(ROOT)}: it is never built")
    tap.result(not wrong, "every C file is listed in its meson.build", wrong)


def check_data(tap):
    text = (ROOT / "data" / "meson.build").read_text()
    listed = set(re.findall(r"^\s+'([^']+)'", text, re.M))
    wrong = []
    for path in sorted((ROOT / "data").rglob("*.tandem")):
        name = str(path.relative_to(ROOT / "data"))
        if name not in listed and not name.startswith("optional/"):  # under a licence of its own: read with --data
            wrong.append(f"data/{name} is not listed in data/meson.build: it is not in the program")
    tap.result(not wrong, "every data file is listed in data/meson.build", wrong)


def check_layers(tap):
    """Comments that say what a file is for: the first thing in it."""
    wrong = []
    for path in c_files():
        first = path.read_text(encoding="utf-8").split("\n", 1)[0]
        if not first.startswith(f"/* {path.name} - "):
            wrong.append(f'{path.relative_to(ROOT)}:1: the first line is to say what the file is for: "/* {path.name} - ..."')
    tap.result(not wrong, "every C file begins by saying what it is for", wrong)


def main():
    tap, rooms = Tap(), read_rooms()
    check_includes(tap, rooms)
    check_internal(tap)
    check_order(tap, rooms)
    check_readmes(tap, rooms)
    check_sizes(tap)
    check_names(tap)
    check_functions(tap)
    check_listed(tap)
    check_data(tap)
    check_layers(tap)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
