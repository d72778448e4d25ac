#!/usr/bin/env python3
"""The exercises of the catalogue, read by plain lines: what strengthens names the muscles that do it, every muscle, tissue and family is
used, each claim has a cite, and a family is one by a second way of telling. Prints TAP. Standard library only.

  exercises_told.py TANDEM
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from tap import ROOT, Tap  # noqa: E402

HEADS = {"muscle": "muscles", "tissue": "stresses", "family": "family"}
# What loads no region of a site is not held against the limits of that site: an exercise that has such an attribute loads these.
LOADS = {"kneeling": {"knee"}, "overhead": {"shoulder"}, "behind-back": {"shoulder"}, "lifting": {"shoulder", "elbow"}}
POSES = {r"\bkneel|knees? on the floor": {"knee"}, r"hands and knees": {"knee", "shoulder"}, r"forearms? and (knees?|toes)": {"shoulder"}}
CATALOG = ROOT / "data" / "catalog"


def blocks_of():
    """Name -> lines of every exercise."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(CATALOG.glob("exercises-*.tandem"))]
    return {name: block for text in texts for name, block in re.findall(r"^exercise (\S+) .*\n((?:  .*\n)*)", text, re.M)}


def exercises():
    """Name -> {head: (words, cites)} of every exercise."""
    found = {}
    for name, block in blocks_of().items():
        found[name] = {}
        for head, words, cites in re.findall(r"^  (\w+) (.*?)(?:  \[(.*)\])?$", block, re.M):
            found[name].setdefault(head, (words.split(", "), cites))
    return found


def unloaded(blocks):
    """Exercises that the limits of a site would pass over, though they load it."""
    found = []
    for name, block in blocks.items():
        regions = set(re.search(r"^  loads (.*)$", block, re.M).group(1).split(", "))
        wanted = {region for has in re.findall(r"^  attribute (\S+)", block, re.M) for region in LOADS.get(has, ())}
        for words, needed in POSES.items():
            wanted |= needed if re.search(words, re.search(r'^  do "(.*)"', block, re.M).group(1), re.I) else set()
        found += [f"{name}: {region}" for region in sorted(wanted - regions)]
    return found


def main():
    tap = Tap()
    every = exercises()
    declared = (CATALOG / "muscles-tissues.tandem").read_text()
    names = {kind: set(re.findall(rf"^{kind} (\S+) ", declared, re.M)) for kind in HEADS}
    silent = [name for name, one in every.items() if {"strength", "activation"} & set(one.get("moves", ([],))[0]) and "muscles" not in one]
    tap.result(len(every) > 120 and not silent, f"of {len(every)} exercises each that strengthens or wakes a muscle names it [S48]", silent)
    used = {kind: {word for one in every.values() for word in one.get(head, ([],))[0]} for kind, head in HEADS.items()}
    idle = [f"{kind} {name}" for kind in names for name in names[kind] ^ used[kind]]
    tap.result(not idle, "every muscle, tissue and family is declared and used", idle)
    bare = [f"{name}: {head}" for name, one in every.items() for head in ("muscles", "stresses") if head in one and not one[head][1]]
    tap.result(not bare, "every claim about muscles and tissues says where it comes from", bare)
    wrong, members = [], 0
    for family in names["family"]:
        of = [one for one in every.values() if one.get("family", ([],))[0] == [family]]
        members += len(of)
        shared = [set.intersection(*[set(one.get(head, ([""],))[0]) for one in of]) - {"both sides"} for head in ("loads", "moves", "muscles")]
        if len(of) < 2 or not all(shared):
            wrong.append(f"{family}: {shared}")
    tap.result(not wrong, f"the {members} exercises of {len(names['family'])} families share region, variable and prime mover [F039]", wrong)
    passed = unloaded(blocks_of())
    tap.result(not passed, "what kneels loads the knee, what leans or lifts loads the arm: no limit of a site is passed over [M70 S59]", passed)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
