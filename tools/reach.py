"""Which cases enter which functions of a room? For mutants.py: a case that never enters the function that was changed cannot
tell. Standard library only.

The room is compiled once more with -finstrument-functions and linked with HOOK; each case runs with that program. Functions
are known by name alone: a case that enters one of two of the same name is asked about both.
"""

import argparse
import contextlib
import io
import re
import subprocess
import tempfile
from collections import defaultdict
from pathlib import Path

import run_cases
from tap import ROOT, Tap

HEAD = re.compile(r"^[a-z_][\w \*]*?\b(\w+)\(", re.M)
BODY_END = re.compile(r"^}", re.M)


# At the end of the program the addresses that were entered go into the file REACH_FILE, relative to that of main. There is room
# for some times more functions than a room has.
HOOK = r"""
#include <stdio.h>
#include <stdlib.h>

#define SEEN_MAX 16384

int main(int word_count, char **words);
void __cyg_profile_func_enter(void *function, void *from);
void __cyg_profile_func_exit(void *function, void *from);

static void *seen[SEEN_MAX];
static int told;

static void tell(void) {
    FILE *out = fopen(REACH_FILE, "a");
    if (out == NULL) return;
    for (int i = 0; i < SEEN_MAX; i++)
        if (seen[i] != NULL) fprintf(out, "%td\n", (char *)seen[i] - (char *)main);
    fclose(out);
}

void __cyg_profile_func_enter(void *function, void *from) {
    (void)from;
    if (!told) told = atexit(tell) == 0;
    size_t at = ((size_t)function >> 4) % SEEN_MAX;
    while (seen[at] != NULL && seen[at] != function) at = (at + 1) % SEEN_MAX;
    seen[at] = function;
}

void __cyg_profile_func_exit(void *function, void *from) {
    (void)function;
    (void)from;
}
"""


def function_around(text, at):
    """The name of the function whose text holds this place, or None: a table, a type."""
    heads = list(HEAD.finditer(text, 0, at))
    if not heads or BODY_END.search(text, heads[-1].end(), at):
        return None
    body, semicolon = text.find("{", heads[-1].end()), text.find(";", heads[-1].end())
    return heads[-1][1] if 0 <= body < semicolon and body < at else None


def addresses(program):
    """{address relative to main: name}"""
    said = subprocess.run(["nm", str(program)], stdout=subprocess.PIPE, check=True).stdout.decode()
    rows = [line.split() for line in said.splitlines()]
    where = [(int(row[0], 16), row[2]) for row in rows if len(row) == 3 and row[1] in "tT"]
    start = next(address for address, name in where if name == "main")
    return {address - start: name for address, name in where}


def cases_by_function(program, record):
    """{function: [case]}, each case told by its path, as run_cases.py takes it"""
    names, found = addresses(program), defaultdict(list)
    arguments = argparse.Namespace(accept=False, label="")
    with tempfile.TemporaryDirectory() as bin_folder:
        (Path(bin_folder) / "tandem").symlink_to(program)
        for case in sorted(path.parent for path in run_cases.CASES.rglob("command")):
            record.unlink(missing_ok=True)
            with contextlib.redirect_stdout(io.StringIO()):
                run_cases.check_case(Tap(), case, arguments, bin_folder)
            entered = {names.get(int(line)) for line in record.read_text().split()} if record.exists() else set()
            for name in entered:
                found[name].append(str(case.relative_to(ROOT)))
    return found


def hook(folder, record):
    """The object of HOOK."""
    source, made = folder / "hook.c", folder / "hook.o"
    source.write_text(HOOK)
    subprocess.run(["gcc", "-O1", f'-DREACH_FILE="{record}"', "-c", str(source), "-o", str(made)], check=True)
    return made
