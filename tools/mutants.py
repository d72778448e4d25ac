#!/usr/bin/env python3
"""Do the tests notice a mistake in a room? Changes one operator, number or truth value at a time and runs them.

    python3 tools/mutants.py ROOM[/FILE[:LINE]] [--max N] [--seed S] [--jobs J]        (./dev mutants R=ROOM MAX=N SEED=S)

ROOM is a folder of src/; with /FILE (decimal or decimal.c) only that file is changed, with :LINE only that line. The tree is
never touched: a mutant is compiled with the flags of build/gcc into a temporary folder and linked with the objects that are
there; what it needs of build/gcc and build/asan is built first. It is KILLED when a test fails, crashes or runs too long. They
are asked in this order, what is cheap first, and the first that fails ends it: the unit tests of the room (those that link into
one program: not the two of APART); for the engine, a
short run of its properties, and the oracle on the charts of ./dev test; the unit tests of the rooms above that run quickly; the
cases that enter the function that was changed (reach.py); the unit tests of the other rooms above; those of the room with the
sanitizers, as in build/asan. It is STILLBORN when it does not compile, SURVIVED otherwise. What stands in a TDM_ASSERT is let be:
it is no behaviour, but what must never come about.
Survivors that change nothing anyone could see are listed with their reason in tests/mutants-explained.txt and counted apart.
With --max a seeded sample is drawn, and the sum says so. Ends with 1 when the list holds an entry that names no mutant of
the source as it is, or one that a test kills; survivors are an answer, not a failure.
"""
import argparse
import concurrent.futures
import json
import os
import pathlib
import random
import re
import resource
import shlex
import subprocess
import sys
import tempfile

import builds
import reach
from builds import BUILDS
from tap import ROOT

LONGEST_SECONDS = 30  # of the processor, for each program: on a busy machine the clock says nothing
PATIENCE = 20  # so many times that by the clock, for what waits and does not work
CHARTS = "60"  # of a run of the properties
EDITED = "300"  # charts that the oracle is asked about, as in ./dev test
JUDGE = ROOT / "tools/oracle_judge.py"
APART = {"host_test.c.o", "api_test.c.o"}  # programs of their own: a main, or the shared library with host functions of its own
QUICK_SECONDS = 1.0  # of the processor: what the unit tests of a room above may take to be asked before the cases

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


ROOM = re.compile(r"TDM_NEW_ARRAY|tdm_arena_alloc")
PROMISE = re.compile(r"^ *TDM_ASSERT\(", re.M)


def mutations(text):
    """(start, end, replacement) of each single change. The number in the size of an allocation is let be: nobody sees more room."""
    for match in TOKEN.finditer(text):
        kind, found = match.lastgroup, match.group()
        if kind == "suffix":
            kind = "number"
        if kind == "skip":
            continue
        if PROMISE.match(text, text.rfind("\n", 0, match.start()) + 1):
            continue
        if kind == "number" and ROOM.search(text, text.rfind("\n", 0, match.start()) + 1, match.start()):
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


def rooms_above(room):
    """The rooms that may use it, directly or by others, from src/rooms.txt."""
    uses = {}
    for line in (ROOT / "src/rooms.txt").read_text().splitlines():
        if "|" in line and not line.startswith("#"):
            name, others = line.split("|")
            uses[name.strip()] = others.replace("core", "base calendar json notation quantity").split()
    above = {room}
    for name in uses:  # a room stands below those that use it
        if above & set(uses[name]):
            above.add(name)
    return sorted(above - {room})


def run(command, **more):
    limited = ["sh", "-c", 'ulimit -t "$0"; exec "$@"', str(LONGEST_SECONDS), *command]
    try:
        return subprocess.run(limited, timeout=PATIENCE * LONGEST_SECONDS, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, check=False, **more).returncode
    except subprocess.TimeoutExpired:
        return -1


class Build:
    """One build folder: how a source of the room is compiled there, and a program linked with another object in its place."""

    def __init__(self, name, room):
        self.folder, self.room, self.compiler = ROOT / "build" / name, room, BUILDS[name][0]
        commands = json.loads((self.folder / "compile_commands.json").read_text())
        self.commands = {os.path.normpath(self.folder / one["file"]): shlex.split(one["command"]) for one in commands}
        self.sanitize = ["-fsanitize=address,undefined"] if name == "asan" else []
        said = subprocess.run(["ninja", "-C", str(self.folder), "-t", "commands", "src/cli/tandem"], stdout=subprocess.PIPE, check=True)
        last = said.stdout.decode().splitlines()[-1].split()  # the line that links the program names the foreign libraries
        self.foreign = [word for word in last if word.startswith("-l") or ".so" in word]
        self.quick = [] if name == "asan" else ["-O0"]  # compiling costs more than running

    def compile(self, source, changed, target, more=()):
        """Warnings are let be; headers are found beside the source that was changed."""
        words, kept = self.commands[str(source)], []
        at = 0
        while at < len(words):
            skip = 2 if words[at] in ("-MQ", "-MF", "-o") else 1 if words[at] in ("-MD", "-c", "-Werror") else 0
            kept += [] if skip or words[at].endswith(source.name) else [words[at]]
            at += skip or 1
        return run([*kept, "-w", "-g0", *self.quick, *more, "-I" + str(source.parent), "-c", str(changed), "-o", str(target)], cwd=self.folder) == 0

    def objects(self, source=None, by=None):
        """The objects of the room, with `by` for that of the source."""
        found = sorted((self.folder / "src" / self.room / ("lib%s.a.p" % self.room)).glob("*.c.o"))
        return [str(by) if source and one.name == source.name + ".o" else str(one) for one in found]

    def tests(self, room, first=""):
        """The objects of a room's unit tests, those of the file named first."""
        found = sorted((self.folder / "tests/unit" / room).glob("*_test.p/*.o"))
        found = {one.name: one for one in found}.values()  # a file that several programs share stands among each one's objects
        found = [one for one in found if one.name not in APART]
        return [str(one) for one in sorted(found, key=lambda one: (not first or first not in one.name, one.name))]

    def instrumented(self, folder):
        """The objects of the room, each telling which of its functions are entered."""
        made = []
        for source in sorted((ROOT / "src" / self.room).glob("*.c")):
            made.append(str(folder / (source.stem + ".o")))
            if not self.compile(source, source, made[-1], ["-finstrument-functions"]):
                sys.exit("mutants: %s does not compile" % source.name)
        return made

    def link(self, objects, target, check=True):
        """Without what only a debugger reads: most of the time of a link."""
        libraries = [str(one) for one in sorted(self.folder.glob("src/*/lib*.a")) if one.parent.name != self.room]
        libraries += [str(one) for one in self.folder.glob("tests/disk/libdisk.a")]
        objects = objects + ([str(self.folder / "tests/libcheck.a.p/check_main.c.o")] if check else [])
        return run([self.compiler, *self.sanitize, "-pie", "-Wl,--strip-debug", *objects, "-Wl,--start-group", *libraries, "-Wl,--end-group",
                    *self.foreign, "-o", str(target)]) == 0


def programs_of(rooms):
    """The names that ninja has for the unit tests of these rooms."""
    return [str(one.relative_to(ROOT).with_suffix("")) for room in rooms for one in sorted((ROOT / "tests/unit" / room).glob("*_test.c"))]


def make(room):
    """Builds what is needed of the two folders, and no more."""
    engine = ["tests/properties/engine_properties", "tests/properties/told_standings"] if room == "engine" else []
    for name, targets in (("gcc", [builds.TANDEM, *programs_of([room, *rooms_above(room)]), *engine]),
                          ("asan", programs_of([room]))):
        good, lines = builds.build(name, targets)
        if not good:
            sys.exit("mutants: build %s\n%s" % (name, "\n".join(builds.interesting(lines))))


class Bench:
    """What asks the tests."""

    def __init__(self, room, folder):
        self.room, self.asan, self.gcc = room, Build("asan", room), Build("gcc", room)
        self.above = [name for name in rooms_above(room) if self.gcc.tests(name)]
        self.quick, self.cases, self.answers = self.quick_rooms(folder), self.reached(folder), self.prepared(folder)

    def cli(self):
        return [] if self.room == "cli" else sorted(map(str, (self.gcc.folder / "src/cli/tandem.p").glob("*.o")))

    def reached(self, folder):
        """{function: [case]}"""
        record, program = folder / "reached", folder / "reaching"
        objects = self.gcc.instrumented(folder) + self.cli() + [str(reach.hook(folder, record))]
        if not self.gcc.link(objects, program, check=False):
            sys.exit("mutants: the program that tells what the cases enter does not link")
        return reach.cases_by_function(program, record)

    def unit_tests_fail(self, build, rooms, of, folder):
        """`of`: the source and the object in its place, or (None, None)"""
        source, by = of
        tests, program = [one for room in rooms for one in build.tests(room, source.stem if source else "")], folder / "tests"
        if not tests:
            return None
        if not build.link(tests + build.objects(source, by), program):
            return "linking"
        return "unit tests" if run([str(program), "--stop"]) != 0 else None

    def sanitizers_fail(self, of, folder):
        return self.unit_tests_fail(self.asan, [self.room], of, folder) and "sanitizers"

    def quick_rooms(self, folder):
        """Which of the rooms above run quickly? Ends the program when one of them fails without any mutant."""
        quick = []
        for room in self.above:
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            by = self.unit_tests_fail(self.gcc, [room], (None, None), folder)
            if by:
                sys.exit("mutants: room %s: %s: this fails without any mutant; mend it first" % (room, by))
            quick += [room] if resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before < QUICK_SECONDS else []
        return quick

    def tests_above_fail(self, rooms, of, folder):
        return self.unit_tests_fail(self.gcc, rooms, of, folder) and "unit tests above"

    def cases_fail(self, of, folder, function=None):
        """`function`: the one that was changed; none: all cases are asked."""
        asked, program = ["/"] if function is None else self.cases.get(function, []), folder / "tandem"
        if not asked:
            return None
        if not self.gcc.link(self.gcc.objects(*of) + self.cli(), program, check=False):
            return "linking"
        cases = [sys.executable, str(ROOT / "tools/run_cases.py"), "--stop", "--tandem", str(program), *asked]
        return "cases" if run(cases) != 0 else None

    def properties_fail(self, of, folder):
        if self.room != "engine":
            return None
        made = sorted(map(str, (self.gcc.folder / "tests/properties/engine_properties.p").glob("*.o")))
        program = folder / "properties"
        # The program has a main of its own; the library of the tests would bring another.
        if not self.gcc.link(self.gcc.objects(*of) + made, program, check=False):
            return "linking"
        return "properties" if run([str(program), CHARTS]) != 0 else None

    def prepared(self, folder):
        """What the oracle of tests/oracle/ says of the charts that tests/properties/standing_oracle_holds.py asks about."""
        if self.room != "engine":
            return None
        charts, file = folder / "charts", folder / "oracle"
        charts.mkdir()
        program = self.gcc.folder / "tests/properties/told_standings"
        subprocess.run([sys.executable, str(JUDGE), "prepare", str(file), str(charts), EDITED, str(program)], check=True)
        return file

    def oracle_disagrees(self, of, folder):
        if self.answers is None:
            return None
        made = sorted(map(str, (self.gcc.folder / "tests/properties/told_standings.p").glob("*.o")))
        program = folder / "told"
        if not self.gcc.link(self.gcc.objects(*of) + made, program, check=False):
            return "linking"
        return "the oracle" if run([sys.executable, str(JUDGE), "hold", str(self.answers), str(program)]) != 0 else None

    def fails(self, of, folder, function=None):
        """What notices, without the sanitizers?"""
        slow = [room for room in self.above if room not in self.quick]
        return (self.unit_tests_fail(self.gcc, [self.room], of, folder) or self.properties_fail(of, folder) or
                self.oracle_disagrees(of, folder) or self.tests_above_fail(self.quick, of, folder) or
                self.cases_fail(of, folder, function) or self.tests_above_fail(slow, of, folder))


def judge(bench, source, text, mutation, number, work):
    start, end, replacement = mutation
    folder = work / ("m%d" % number)
    folder.mkdir()
    changed = folder / source.name
    changed.write_text(text[:start] + replacement + text[end:])
    verdict, by = "STILLBORN", None
    if bench.gcc.compile(source, changed, folder / "gcc.o"):
        by = bench.fails((source, folder / "gcc.o"), folder, reach.function_around(text, start))
        if not by and bench.asan.compile(source, changed, folder / "asan.o"):
            by = bench.sanitizers_fail((source, folder / "asan.o"), folder)
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


def stale(known, mutants):
    """The entries that name no mutant of the source as it is."""
    return sorted(known - mutants)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("room")
    parser.add_argument("--max", type=int, default=0, help="a sample of so many mutants")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--jobs", type=int, default=2)
    words = []
    for word in sys.argv[1:]:
        name, mark, value = word.partition("=")
        option = {"R": [value], "MAX": ["--max", value], "SEED": ["--seed", value], "JOBS": ["--jobs", value]}.get(name)
        words += option if mark and option else [word]
    return parser.parse_args(words)


def tell(verdict, by, where, before, after):
    print("%-9s %s%s" % (verdict, where, "  by " + by if by else ""))
    if verdict in ("SURVIVED", "EXPLAINED"):
        print("  - %s\n  + %s" % (before, after))
    sys.stdout.flush()


def main():
    given = arguments()
    room, _, one = given.room.partition("/")
    one, _, line = one.partition(":")
    sources = [s for s in sorted((ROOT / "src" / room).glob("*.c")) if not one or s.stem == one.removesuffix(".c")]
    if not sources:
        sys.exit("mutants: no C file in src/%s" % given.room)
    texts = {source: source.read_text() for source in sources}
    every = [(source, mutation) for source in sources for mutation in mutations(texts[source])]
    todo = [one for one in every if not line or lines_of(texts[one[0]], one[1])[0] == int(line)]
    if given.max and given.max < len(todo):
        todo = [every[i] for i in sorted(random.Random(given.seed).sample(range(len(every)), given.max))]
    names = {source: str(source.relative_to(ROOT)) for source in sources}
    known = {entry for entry in explained() if entry[0] in names.values()}
    gone = stale(known, {(names[source],) + lines_of(texts[source], mutation)[1:] for source, mutation in every})
    seen, counts = {}, {}
    make(room)
    with tempfile.TemporaryDirectory() as work, concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        work = pathlib.Path(work)
        bench = Bench(room, work)
        first = bench.fails((None, None), work) or bench.sanitizers_fail((None, None), work)
        if first:
            sys.exit("mutants: %s: this fails without any mutant; mend it first" % first)
        jobs = [pool.submit(judge, bench, source, texts[source], mutation, i, work) for i, (source, mutation) in enumerate(todo)]
        for (source, mutation), job in zip(todo, jobs):
            verdict, by = job.result()
            number, before, after = lines_of(texts[source], mutation)
            entry = (names[source], before, after)
            seen.setdefault(entry, set()).add(verdict)
            if verdict == "SURVIVED" and entry in known:
                verdict = "EXPLAINED"
            counts[verdict] = counts.get(verdict, 0) + 1
            tell(verdict, by, "%s:%d" % (names[source], number), before, after)
    # One entry may stand for several mutants that read the same: it holds as long as one of them survives.
    gone += [entry for entry in sorted(known) if entry in seen and "SURVIVED" not in seen[entry]]
    for name, before, after in gone:
        print("STALE     %s: this entry of tests/mutants-explained.txt no longer holds\n  - %s\n  + %s" % (name, before, after))
    drawn = "" if len(todo) == len(every) else " drawn from %d with seed %d" % (len(every), given.seed)
    print("%d mutants%s: %s" % (len(todo), drawn, ", ".join("%d %s" % (counts[v], v.lower()) for v in sorted(counts))))
    sys.exit(1 if gone else 0)


if __name__ == "__main__":
    main()
