#!/usr/bin/env python3
"""Do the tests of a room notice a mistake? Changes one operator, number or truth value at a time and runs them.

    python3 tools/mutants.py ROOM[/FILE] [--max N] [--seed S] [--jobs J]

ROOM is a folder of src/; with /FILE (decimal or decimal.c) only that file is changed. Each mutant is built with address
and undefined-behaviour sanitizers, directly by the compiler, in a temporary folder; the tree is never touched.
A mutant is KILLED when a test fails, crashes or runs too long; STILLBORN when it does not compile; SURVIVED otherwise.
Survivors that change nothing anyone could see are listed with their reason in tests/mutants-explained.txt and counted apart.
Always exits 0: this asks a question, it is not a gate.
"""
import argparse
import concurrent.futures
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
CC = os.environ.get("CC", "cc")
FLAGS = ["-std=c17", "-O1", "-w", "-fsanitize=address,undefined", "-fno-sanitize-recover=all",
         "-I" + str(ROOT / "src"), "-I" + str(ROOT / "tests"), "-include", str(ROOT / "src/base/banned.h")]
LONGEST_SECONDS = 20

SWAPS = {
    "+": ["-"], "-": ["+"], "*": ["/"], "/": ["*"], "%": ["/"], "<": ["<="], "<=": ["<"], ">": [">="], ">=": [">"],
    "==": ["!="], "!=": ["=="], "&&": ["||"], "||": ["&&"], "+=": ["-="], "-=": ["+="], "*=": ["/="], "/=": ["*="],
    "&": ["|"], "|": ["&"], "^": ["&"], "<<": [">>"], ">>": ["<<"], "|=": ["&="], "&=": ["|="], "<<=": [">>="],
    ">>=": ["<<="], "++": ["--"], "--": ["++"],
}
TOKEN = re.compile(r"""
    (?P<skip>/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|^[ ]*\#(?:\\\n|[^\n])*)
  | (?P<number>\b(?:0[xX][0-9a-fA-F]+|[0-9]+)(?P<suffix>[uUlL]*)\b)
  | (?P<truth>\b(?:true|false)\b)
  | (?P<unary>(?<=[\s(\[!])[!-](?=[\w(]))
  | (?P<step>\+\+|--)
  | (?P<binary>(?<=\s)(?:<<=|>>=|<=|>=|==|!=|&&|\|\||\+=|-=|\*=|/=|\|=|&=|<<|>>|[-+*/%<>&|^])(?=\s))
""", re.X | re.M | re.S)


def mutations(text):
    """(start, end, replacement) of each single change."""
    for match in TOKEN.finditer(text):
        kind, found = match.lastgroup, match.group()
        if kind == "suffix":
            kind = "number"
        if kind == "skip":
            continue
        if kind == "number":
            digits = found[:len(found) - len(match.group("suffix"))]
            replacements = ["%d%s" % (int(digits, 16 if digits[:2] in ("0x", "0X") else 10) + 1, match.group("suffix"))]
        elif kind == "truth":
            replacements = ["false" if found == "true" else "true"]
        elif kind == "unary":
            replacements = [""]
        else:
            replacements = SWAPS[found]
        for replacement in replacements:
            yield match.start(), match.end(), replacement


def rooms_below(room):
    """The room and all that it may use, from src/rooms.txt."""
    uses = {}
    for line in (ROOT / "src/rooms.txt").read_text().splitlines():
        if "|" in line and not line.startswith("#"):
            name, others = line.split("|")
            uses[name.strip()] = others.replace("core", "base calendar json notation quantity").split()
    found, waiting = [], [room]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.append(name)
            waiting += uses.get(name, [])
    return [name for name in sorted(found) if name != "system"]


def run(command, **more):
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)


def compile_object(source, target, folder=None):
    extra = ["-I" + str(folder)] if folder else []
    return run([CC, *FLAGS, *extra, "-c", str(source), "-o", str(target)]).returncode == 0


class Bench:
    """Everything that does not change, compiled once."""

    def __init__(self, room, work):
        self.work, self.objects, self.tests = work, {}, {}
        for name in rooms_below(room):
            for source in sorted((ROOT / "src" / name).glob("*.c")):
                self.objects[source] = self.make(source, "%s_%s.o" % (name, source.stem))
        self.harness = [self.make(source, "harness_%s.o" % source.stem) for source in sorted((ROOT / "tests").glob("check*.c"))]
        for source in sorted((ROOT / "tests/unit" / room).glob("*_test.c")):
            self.tests[source.stem] = self.make(source, "test_%s.o" % source.stem)

    def make(self, source, name):
        target = self.work / name
        if not compile_object(source, target):
            sys.exit("mutants: %s does not compile; mend it first" % source.relative_to(ROOT))
        return target

    def fails(self, replaced, by, folder):
        """The first test that notices that object `by` stands for source `replaced`; None when none does."""
        objects = [by if source == replaced else target for source, target in self.objects.items()]
        likely = lambda name: (replaced is None or replaced.stem not in name, name)
        for name in sorted(self.tests, key=likely):
            program = folder / name
            linked = run([CC, "-fsanitize=address,undefined", str(self.tests[name]), *map(str, self.harness),
                          *map(str, objects), "-o", str(program)])
            if linked.returncode != 0:
                return "linking of " + name
            try:
                if run([str(program)], timeout=LONGEST_SECONDS).returncode != 0:
                    return name
            except subprocess.TimeoutExpired:
                return name + " (too long)"
        return None


def judge(bench, source, text, mutation, number):
    start, end, replacement = mutation
    folder = bench.work / ("m%d" % number)
    folder.mkdir()
    changed = folder / source.name
    changed.write_text(text[:start] + replacement + text[end:])
    verdict, by = "STILLBORN", None
    if compile_object(changed, folder / "mutant.o", source.parent):
        by = bench.fails(source, folder / "mutant.o", folder)
        verdict = "KILLED" if by else "SURVIVED"
    for left in folder.iterdir():
        left.unlink()
    folder.rmdir()
    return verdict, by


def lines_of(text, mutation):
    """Line number, the line, the changed line, both without their blanks at the ends."""
    start, end, replacement = mutation
    begin = text.rfind("\n", 0, start) + 1
    finish = text.find("\n", end)
    before = text[begin:finish].strip()
    after = (text[begin:start] + replacement + text[end:finish]).strip()
    return text.count("\n", 0, start) + 1, before, after


def explained():
    """{(file, line, changed line)}; each entry is three lines: `FILE: why`, `- line`, `+ changed line`."""
    path, found, name, before = ROOT / "tests/mutants-explained.txt", set(), "", ""
    for line in path.read_text().splitlines() if path.exists() else []:
        if line.startswith("- "):
            before = line[2:]
        elif line.startswith("+ "):
            found.add((name, before, line[2:]))
        elif line and not line.startswith("#"):
            name = line.split(":")[0]
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("room")
    parser.add_argument("--max", type=int, default=0, help="a sample of so many mutants")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--jobs", type=int, default=2)
    given = parser.parse_args()
    room, _, one = given.room.partition("/")
    sources = [s for s in sorted((ROOT / "src" / room).glob("*.c")) if not one or s.stem == one.removesuffix(".c")]
    if not sources:
        sys.exit("mutants: no C file in src/%s" % given.room)
    texts = {source: source.read_text() for source in sources}
    todo = [(source, mutation) for source in sources for mutation in mutations(texts[source])]
    if given.max and given.max < len(todo):
        todo = [todo[i] for i in sorted(random.Random(given.seed).sample(range(len(todo)), given.max))]
    known, counts = explained(), {}
    with tempfile.TemporaryDirectory() as work, concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        bench = Bench(room, pathlib.Path(work))
        first = bench.fails(None, None, pathlib.Path(work))
        if first:
            sys.exit("mutants: %s fails without any mutant; mend it first" % first)
        jobs = [pool.submit(judge, bench, source, texts[source], mutation, i) for i, (source, mutation) in enumerate(todo)]
        for (source, mutation), job in zip(todo, jobs):
            verdict, by = job.result()
            number, before, after = lines_of(texts[source], mutation)
            name = str(source.relative_to(ROOT))
            if verdict == "SURVIVED" and (name, before, after) in known:
                verdict = "EXPLAINED"
            counts[verdict] = counts.get(verdict, 0) + 1
            print("%-9s %s:%d%s" % (verdict, name, number, "  by " + by if by else ""))
            if verdict in ("SURVIVED", "EXPLAINED"):
                print("  - %s\n  + %s" % (before, after))
            sys.stdout.flush()
    print("%d mutants: %s" % (len(todo), ", ".join("%d %s" % (counts[v], v.lower()) for v in sorted(counts))))


main()
