#!/usr/bin/env python3
"""Drawings for a reader who has not seen their names: some exercises by lot, their pictures numbered, and a list of candidate names.

  draw_lots.py --tandem build/gcc/src/cli/tandem --seed 7 --pictures FOLDER --key FILE [--count 20] [--names 30]
  draw_lots.py --key FILE --answers FILE       what was taken for what, as a table of Markdown; answers as lines `q01 name`

FOLDER gets q01.png, q02.png ... and names.txt, the candidates in the order of the alphabet; FILE, which belongs somewhere else, gets the
answers. The same seed draws the same lots. Standard library only; needs rsvg-convert (Debian: librsvg2-bin).
"""

import argparse
import json
import random
import re
import subprocess
import sys
from pathlib import Path


def catalog(tandem, *words):
    return subprocess.run([tandem, "catalog", *words], capture_output=True, check=True, stdin=subprocess.DEVNULL).stdout


def drawn_and_taken(key, answers):
    """For each picture: its name, and the one it was taken for."""
    drawn = dict(re.findall(r"^(q\d+)  (.*)  \([a-z0-9-]+\)$", key, re.M))
    taken = dict(re.findall(r"^(q\d+) +(.*?) *$", answers, re.M))
    if drawn.keys() != taken.keys():
        sys.exit(f"answers and key differ in their pictures: {', '.join(sorted(drawn.keys() ^ taken.keys()))}")
    return [(picture, drawn[picture], taken[picture]) for picture in sorted(drawn)]


def print_table(key, answers):
    found = drawn_and_taken(key, answers)
    print(f"{sum(name == taken for _, name, taken in found)} of {len(found)} right.\n")
    print("| picture | drawn | taken for | |\n|---|---|---|---|")
    for picture, name, taken in found:
        print(f"| {picture} | {name} | {taken} | {'' if name == taken else 'wrong'} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--tandem")
    parser.add_argument("--seed", type=int)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--key", required=True, type=Path)
    parser.add_argument("--count", type=int, default=20)
    parser.add_argument("--names", type=int, default=30)
    parser.add_argument("--answers", type=Path)
    args = parser.parse_args()
    if args.answers:
        print_table(args.key.read_text(encoding="utf-8"), args.answers.read_text(encoding="utf-8"))
        return 0
    if not (args.tandem and args.seed is not None and args.pictures):
        parser.error("to draw lots it needs --tandem, --seed and --pictures")
    kinds = json.loads(catalog(args.tandem, "list", "exercise", "--json"))["kinds"]
    items = next(kind["items"] for kind in kinds if kind["kind"] == "exercise")
    lots = random.Random(args.seed).sample(sorted(items, key=lambda item: item["name"]), args.names)
    args.pictures.mkdir(parents=True, exist_ok=True)
    args.key.parent.mkdir(parents=True, exist_ok=True)
    for number, item in enumerate(lots[: args.count], 1):
        subprocess.run(["rsvg-convert", "--width", "960", "--background-color", "white", "--output", args.pictures / f"q{number:02}.png"],
                       input=catalog(args.tandem, "drawing", item["name"]), check=True)
    (args.pictures / "names.txt").write_text("".join(label + "\n" for label in sorted(item["label"] for item in lots)), encoding="utf-8")
    answers = [f"q{number:02}  {item['label']}  ({item['name']})\n" for number, item in enumerate(lots[: args.count], 1)]
    args.key.write_text(f"seed {args.seed}, {args.count} of {args.names} names\n" + "".join(answers), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
