#!/usr/bin/env python3
"""What docs/schedule.md says of the links of a network, in words, holds of the networks it prints: each link stands in one row, the
row names what it is between, and each line that could break it is one that the program lists. Prints TAP. Standard library only."""

import re
import sys

from tap import ROOT, Tap

PAGE = ROOT / "docs" / "schedule.md"
STEM = 6  # letters of a name that the words must share with it: prepare, preparation


def printed_links(block):
    """{number: (words of the point it comes from, of the point it goes to)}"""
    table = block[block.index("\nIts links\n"):block.index("\nAssumed\n")].splitlines()
    head = next(line for line in table if line.split()[:2] == ["from", "to"])
    first, second, third = (head.index(word) for word in ("from", " to ", "days"))
    return {int(line[:4]): (line[first:second].strip(), line[second + 1:third].strip())
            for line in table if re.match(r" *\d+  \S", line)}


def names_of(point):
    """What a point is of: the phase, the gate, the signature, or the event itself."""
    match = re.fullmatch(r"(?:start of|end of|first day of gate|criteria of gate|clearance) (\S+)(?: met| asked for| signed)?", point)
    return match[1] if match else point


def told_rows(text):
    """[(numbers, words)] of the table below the network."""
    for row in re.findall(r"^\| ([\d, to]+) \| (.*) \|$", text, re.M):
        numbers = []
        for part in row[0].split(", "):
            least, _, most = part.partition(" to ")
            numbers += range(int(least), int(most or least) + 1)
        yield numbers, row[1]


def check(tap, name, block, text):
    links, seen, wrong = printed_links(block), [], []
    for numbers, words in told_rows(text):
        seen += numbers
        for number in numbers:
            points = [names_of(point) for point in links.get(number, ("?", "?"))]
            missing = [point for point in points if point[:STEM] not in words.lower() and point not in ("procedure", "enrolment")]
            if missing:
                wrong.append(f"link {number} is of {' and '.join(points)}; its row does not name {' or '.join(missing)}: {words}")
    tap.result(len(links) > 20 and sorted(seen) == sorted(links), f"{name}: each of {len(links)} links stands in one row [F076]",
               [f"printed {sorted(links)}", f"told {sorted(seen)}"])
    tap.result(not wrong, f"{name}: each row names the phases, gates and signatures of its links [F076]", wrong)
    breaking = set(re.findall(r"^  line (\d+): .* instead of ", block, re.M))
    said = {number for group in re.findall(r"\(lines? ([\d, ]+)\)", text) for number in re.findall(r"\d+", group)}
    tap.result(said == breaking, f"{name}: the lines told to break it are those the program lists [F076]",
               [f"told and not listed {sorted(said - breaking)}", f"listed and not told {sorted(breaking - said)}"])


def main():
    tap, page = Tap(), PAGE.read_text(encoding="utf-8")
    parts = re.findall(r"tandem network (\S+) --width \d+\n```\n\n```text\n(.*?)\n```\n(.*?)(?=\n```sh|\n## |\Z)", page, re.S)
    for name, block, text in parts:
        check(tap, name, block, text)
    tap.result(len(parts) == 2, "two shipped networks are told link by link", [name for name, _, _ in parts])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
