#!/usr/bin/env python3
"""Every clause that leans on a source has been held against it or against notes of it: docs/evidence-check.md. Prints TAP. Standard library only.

A row belongs to a citation by file, clause, source and place in the source, so rows survive when lines move; where a line
number went stale, a note says what it is now. `--list` prints the citations as rows to fill in, and nothing else."""

import re
import sys

from tap import ROOT, Tap

DOCUMENT = ROOT / "docs" / "evidence-check.md"
FOLDERS = ["decisions", "instruments", "parts", "protocols"]
WHOLE = "(whole source)"
VERDICTS = ["confirmed", "partly", "not found", "contradicted", "notes only: [C]", "agrees in part", "agrees"]
COLUMNS = 8  # file, line, clause, source, place, tag, what to look at, verdict
CITE = re.compile(r'([a-z][a-z0-9-]*)(?: +"((?:[^"\\]|\\.)*)")?$')


def pieces(line):
    """The words of a line without its comment, and the list in brackets at its end; brackets and signs within texts are words."""
    words, cites, at, quoted = "", None, 0, False
    while at < len(line):
        sign = line[at]
        if quoted and sign == "\\":
            words += line[at:at + 2]
            at += 2
            continue
        if sign == '"':
            quoted = not quoted
        if not quoted and sign in "#|":
            break
        if not quoted and sign == "[":
            end = closing(line, at)
            cites, at = line[at + 1:end], end + 1
            continue
        words += sign
        at += 1
    return words.strip(), cites


def closing(line, at):
    """Where the bracket that opens at `at` closes; texts within may hold brackets."""
    quoted = False
    for here in range(at, len(line)):
        if line[here] == '"' and line[here - 1] != "\\":
            quoted = not quoted
        if line[here] == "]" and not quoted:
            return here
    return len(line)


def split_cites(text):
    """`a "Table 1", own` into pairs of source and place."""
    parts = re.findall(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+', text)
    for part in parts:
        match = CITE.match(part.strip())
        if not match:
            raise ValueError(f"not a list of sources: [{text}]")
        yield match.group(1), match.group(2) or WHOLE


def clause_lines(text):
    """Number, indent, words and list of sources of each line; a line that ends with a comma goes on in the next."""
    held = None
    for number, line in enumerate(text.splitlines(), 1):
        words, cites = pieces(line)
        if not words and cites is None:
            continue
        if held:
            number, indent, words = held[0], held[1], held[2] + " " + words
        else:
            indent = len(line) - len(line.lstrip(" "))
        if words.endswith(",") and cites is None:
            held = (number, indent, words)
            continue
        held = None
        yield number, indent, words, cites


def citations():
    """Every citation but `own` of the shipped decisions, instruments, parts and protocols: file, clause, source, place; and its line. In a
    decision the same criterion may speak for and against an option, so there the clause carries every head above it."""
    found, strange = {}, []
    for folder in FOLDERS:
        for path in sorted((ROOT / "data" / folder).glob("*.tandem")):
            name, heads = f"{folder}/{path.name}", []
            for number, indent, words, cites in clause_lines(path.read_text(encoding="utf-8")):
                heads = [head for head in heads if head[0] < indent] + [(indent, words)]
                if indent > 0 and words.startswith("source "):
                    strange.append(f"data/{name}:{number}: a source for a whole block; name it at each clause")
                above = heads[:-1] if folder == "decisions" else heads[:-1][:1]
                clause = ": ".join(head[1] for head in above + heads[-1:])
                for source, place in split_cites(cites or ""):
                    key = (name, clause, source, place)
                    if source != "own":
                        found.setdefault(key, []).append(number)
    return found, strange


def rows():
    """The filled rows: the same key, then line, verdict and the line of the document."""
    for number, line in enumerate(DOCUMENT.read_text(encoding="utf-8").splitlines(), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) == COLUMNS and re.match(r"(decisions|instruments|parts|protocols)/[a-z0-9-]+\.tandem$", cells[0]):
            yield (cells[0], cells[2], cells[3], cells[4]), cells[1], cells[7], number


def verdict_of(text):
    return next((verdict for verdict in VERDICTS if text == verdict or text.startswith((verdict + ":", verdict + ";"))), None)


def told_counts():
    """The counts in the head of the document: `| confirmed | 12 |`."""
    text = DOCUMENT.read_text(encoding="utf-8")
    return {name: int(count) for name, count in re.findall(r"^\| *`?([a-z:\[\] C]+?)`? *\| *(\d+) *\|$", text, re.M) if name in VERDICTS}


def print_list(found):
    for (name, clause, source, place), lines in found.items():
        print(f"| {name} | {lines[0]} | {clause} | {source} | {place} | | | |")


def main():
    found, strange = citations()
    if "--list" in sys.argv[1:]:
        print_list(found)
        return 0
    tap, seen, wrong, counts, stale = Tap(), {}, [], dict.fromkeys(VERDICTS, 0), []
    for key, line, text, number in rows():
        place, verdict = f"docs/evidence-check.md:{number}", verdict_of(text)
        if key in seen:
            wrong.append(f"{place}: a second row for the same citation")
        seen[key] = verdict
        if key not in found:
            wrong.append(f"{place}: no clause of data/{key[0]} cites {key[2]}, {key[3]}, here: {key[1]}")
            continue
        counts[verdict] = counts.get(verdict, 0) + 1
        if line not in [str(at) for at in found[key]]:
            stale.append(f"# note: {place}: line {line} is now {found[key][0]}")
    gaps = [f"data/{key[0]}:{lines[0]}: {key[2]}, {key[3]}: {key[1]}" for key, lines in found.items() if not seen.get(key)]
    twice = [f"data/{key[0]}:{lines[1]}: the same citation as line {lines[0]}" for key, lines in found.items() if len(lines) > 1]
    refuted = [f"data/{key[0]}:{found[key][0]}: {key[1]}" for key, verdict in seen.items() if verdict == "contradicted" and key in found]
    told = told_counts()
    differ = [f"{name}: the head says {told.get(name, 'nothing')}, the rows {counts[name]}" for name in VERDICTS
              if told.get(name, 0) != counts[name]]
    tap.result(bool(found) and not strange + twice, f"{len(found)} citations of sources are read from the data", strange + twice)
    tap.result(not gaps, "every citation has a row with a verdict", gaps)
    tap.result(not wrong, "every row belongs to a citation", wrong)
    tap.result(not refuted, "no clause leans on a source that contradicts it", refuted)
    tap.result(not differ, "the counts in the head are those of the rows", differ)
    for line in stale:
        print(line)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
