#!/usr/bin/env python3
"""Which branches did the unit tests and the cases never take? Reads what a run of build/cover left (./dev cover does both).

    python3 tools/cover.py [ROOM...]        (./dev cover [R=ROOM]; without a room: calendar chart criteria protocol engine)

Counted are the branches of gcc without optimization, as gcov tells them. Two things are no branches of ours and are not counted:
what TDM_ASSERT and TDM_UNREACHABLE add to their line (our own mistakes, which stop the program), and, at a `switch`, the arms
that lead to TDM_UNREACHABLE, and without `default` the one for a value that the enumeration does not have (the compiler holds
such a switch complete).
What no test can take is listed with its reason in tests/coverage-explained.txt: `FILE: why`, then lines `- N: the line of the
source`, N being how many of its branches are never taken. Ends with 1 when an entry no longer holds: the line is gone, or fewer
of its branches are untaken than it says. What is neither taken nor explained is printed; it is a question, not a failure.
"""

import json
import re
import subprocess
import sys
from collections import Counter, defaultdict

from tap import ROOT

ROOMS = ["calendar", "chart", "criteria", "protocol", "engine"]
LIST = "tests/coverage-explained.txt"
OURS = re.compile(r"\bTDM_(ASSERT|UNREACHABLE)\(")
SWITCH = re.compile(r"\bswitch \(")
ENTRY = re.compile(r"^- (\d+): (.*)$")


def measured(rooms):
    """{file: [(line number, untaken, all)]} of the lines that have branches"""
    command = ["gcovr", "--root", ".", "--object-directory", "build/cover", "--filter", "src/(%s)/" % "|".join(rooms), "--json"]
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, check=True)
    found = {}
    for one in json.loads(done.stdout)["files"]:
        lines = [(line["line_number"], sum(branch["count"] == 0 for branch in line["branches"]), len(line["branches"]))
                 for line in one["lines"] if line["branches"]]
        found[one["file"]] = lines
    return found


def has_default(text, number):
    """Does the switch that begins in this line (from 1) have a `default` of its own?"""
    depth = 0
    for line in text[number - 1:]:
        if depth == 1 and line.strip().startswith("default:"):
            return True
        depth += line.count("{") - line.count("}")
        if depth <= 0 and "}" in line:
            break
    return False


def mistakes(text, number):
    """How many arms of the switch that begins in this line only a mistake of ours can take"""
    groups, depth, label, broke = 0, 0, False, 0
    for at, line in enumerate(text[number - 1:], number - 1):
        words = line.strip()
        if depth == 1 and words.startswith(("case ", "default:")):
            label = True
        elif depth == 1 and label and words:
            groups += words.startswith("TDM_UNREACHABLE(")
            broke += words == "break;"
            label = False
        depth += line.count("{") - line.count("}")
        if depth <= 0 and "}" in line:
            after = text[at + 1].strip() if at + 1 < len(text) else ""
            return groups + (broke if after.startswith("TDM_UNREACHABLE(") else 0)
    return groups


def counted(text, number, untaken, every):
    """(untaken, all) without what is no branch of ours"""
    line = text[number - 1]
    if OURS.search(line):
        return 0, 0
    if SWITCH.search(line):
        ours = min(untaken, mistakes(text, number) + (not has_default(text, number)))
        return untaken - ours, every - ours
    return untaken, every


def explained():
    """{(file, line): how many}"""
    found, name = {}, ""
    for number, line in enumerate((ROOT / LIST).read_text().splitlines(), 1):
        entry = ENTRY.match(line)
        if entry and name:
            found[(name, entry[2])] = int(entry[1])
        elif line and not line.startswith("#"):
            name, colon, why = line.partition(": ")
            if not colon or not why.strip():
                sys.exit(f"{LIST}, line {number}: `FILE: why` or `- N: the line` is wanted")
    return found


def main():
    rooms = [word.removeprefix("R=") for word in sys.argv[1:] if word != "R="] or ROOMS
    known, left, where, sums = explained(), Counter(), defaultdict(list), defaultdict(Counter)
    for name, lines in sorted(measured(rooms).items()):
        text = (ROOT / name).read_text().splitlines()
        for number, untaken, every in lines:
            untaken, every = counted(text, number, untaken, every)
            room = name.split("/")[1]
            for key in (room, name):
                sums[key]["all"] += every
                sums[key]["untaken"] += untaken
            if untaken:
                left[(name, text[number - 1].strip())] += untaken
                where[(name, text[number - 1].strip())].append(number)
    stale = 0
    for entry, count in sorted(known.items()):
        name = entry[0]
        if name.split("/")[1] in rooms and left[entry] < count:
            print(f"STALE {name}: {LIST} says {count} untaken branches, and there are {left[entry]}\n  - {entry[1]}")
            stale += 1
    for entry, count in sorted(left.items(), key=lambda item: (item[0][0], where[item[0]])):
        name = entry[0]
        for key in (name.split("/")[1], name):
            sums[key]["explained"] += min(count, known.get(entry, 0))
        if count > known.get(entry, 0):
            print(f"{name}:{where[entry][0]}  {count - known.get(entry, 0)} untaken\n  {entry[1]}")
    print()
    for key in sorted(sums, key=lambda key: (key.split("/")[1] if "/" in key else key, "/" in key, key)):
        one = sums[key]
        taken = one["all"] - one["untaken"]
        share = f"{100 * taken / one['all']:6.2f}" if one["all"] else "100.00"
        print(f"{share} %  {taken:5} of {one['all']:5} taken  {one['explained']:4} explained  "
              f"{one['untaken'] - one['explained']:4} not explained  {'  ' if '/' in key else ''}{key}")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
