#!/usr/bin/env python3
"""Every clause that leans on a source has been held against it or against notes of it: docs/evidence-check.md. Prints TAP. Standard library only.

A row belongs to a citation by file, clause, source and place in the source, so rows survive when lines move; where a line
number went stale, a note says what it is now. `--list` prints the citations as rows to fill in, and nothing else.

A source that was opened (a verdict says confirmed or partly) carries the day of that look in its `reviewed` line, and no other source
carries one. `--looks` prints file, source and day; `--renumber` writes the lines of the rows as they are now."""

import re
import sys

from tap import ROOT, Tap

DOCUMENT = ROOT / "docs" / "evidence-check.md"
FOLDERS = ["decisions", "instruments", "parts", "protocols"]
WHOLE = "(whole source)"
READ = ["confirmed", "partly"]  # the verdicts that say the source itself was read
VERDICTS = ["confirmed", "partly", "not found", "contradicted", "notes only: [C]", "agrees in part", "agrees"]
SPAN = "12 months"  # our own: docs/decisions/0056-looks-at-sources.md
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


def texts(folder):
    """What is shipped now: `NAME@DIGITS.tandem` is an earlier text of a part, for those who pinned it."""
    return [path for path in sorted((ROOT / "data" / folder).glob("*.tandem")) if "@" not in path.name]


def citations():
    """Every citation but `own` of the shipped decisions, instruments, parts and protocols: file, clause, source, place; and its line. In a
    decision the same criterion may speak for and against an option, so there the clause carries every head above it."""
    found, strange = {}, []
    for folder in FOLDERS:
        for path in texts(folder):
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


def checks():
    """The day of each check, by file; none where no source was opened: `| first | 2026-11-24 | opened | `a`, `b` |`."""
    days = {}
    for day, how, files in re.findall(r"^\| \w+ \| (\d{4}-\d\d-\d\d) \| (\w+) \| (.*) \|$", DOCUMENT.read_text(encoding="utf-8"), re.M):
        for file in re.findall(r"`([a-z0-9-]+)`", files):
            days[file] = day if how == "opened" else None
    return days


def declared():
    """Each file and source, where the source is declared: a protocol may cite one that a part declares."""
    return [(f"{folder}/{path.name}", words.split()[1]) for folder in FOLDERS for path in texts(folder)
            for _, indent, words, _ in clause_lines(path.read_text(encoding="utf-8")) if indent == 0 and words.startswith("source ")]


def looks(found):
    """On which day each source of each file was opened last. A verdict that repeats an earlier check's on the same place of the same source,
    word by word, was taken over from there, and so was its day."""
    days, homes, first, out, wrong = checks(), declared(), {}, {}, []
    ordered = sorted(rows(), key=lambda row: days.get(stem(row[0][0])) or "")
    for key, _, text, number in ordered:
        file, _, source, place = key
        if key not in found or verdict_of(text) not in READ:
            continue
        if not days.get(stem(file)):
            wrong.append(f"docs/evidence-check.md:{number}: {verdict_of(text)}, but no check that opened sources names `{stem(file)}`")
            continue
        day = first.setdefault((source, place, text), days[stem(file)])
        home = file if (file, source) in homes else next((part for part, name in homes if name == source and part.startswith("parts/")), file)
        out[home, source] = max(day, out.get((home, source), ""))
    return out, wrong


def stem(file):
    return file.rsplit("/", 1)[-1].removesuffix(".tandem")


def reviewed_lines():
    """What the data says: file and source, to the line's number, day and span."""
    out = {}
    for folder in FOLDERS:
        for path in texts(folder):
            source = None
            for number, indent, words, _ in clause_lines(path.read_text(encoding="utf-8")):
                if indent == 0:
                    source = words.split()[1] if words.startswith("source ") else None
                match = re.match(r"reviewed (\S+), again within (.+)$", words)
                if source and match:
                    out[f"{folder}/{path.name}", source] = (number, match.group(1), match.group(2))
    return out


def look_faults(found):
    """What the lines in the data and the looks of the document do not agree on."""
    told, wrong = looks(found)
    written = reviewed_lines()
    for (file, source), day in told.items():
        number, has, _ = written.get((file, source), ("", "no such line", ""))
        if has != day:
            wrong.append(f"data/{file}:{number}: {source} was opened on {day}: write `reviewed {day}, again within {SPAN}`; here: {has}")
    for (file, source), (number, has, span) in written.items():
        if (file, source) not in told:
            wrong.append(f"data/{file}:{number}: no verdict says that {source} was opened; `reviewed {has}` goes")
        if span != SPAN:
            wrong.append(f"data/{file}:{number}: again within {span}: a look is good for {SPAN} here")
    return told, wrong


def renumber(found):
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines(keepends=True)
    for key, line, _, number in rows():
        if key in found and line not in [str(at) for at in found[key]]:
            lines[number - 1] = lines[number - 1].replace(f"| {line} |", f"| {found[key][0]} |", 1)
    DOCUMENT.write_text("".join(lines), encoding="utf-8")


def print_list(found):
    for (name, clause, source, place), lines in found.items():
        print(f"| {name} | {lines[0]} | {clause} | {source} | {place} | | | |")


def main():
    found, strange = citations()
    if "--list" in sys.argv[1:]:
        print_list(found)
        return 0
    told, unlike = look_faults(found)
    if "--looks" in sys.argv[1:]:
        print("\n".join(f"{file} {source} {day}" for (file, source), day in sorted(told.items())))
        return 0
    if "--renumber" in sys.argv[1:]:
        renumber(found)
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
    heads = told_counts()
    differ = [f"{name}: the head says {heads.get(name, 'nothing')}, the rows {counts[name]}" for name in VERDICTS
              if heads.get(name, 0) != counts[name]]
    tap.result(bool(found) and not strange + twice, f"{len(found)} citations of sources are read from the data", strange + twice)
    tap.result(not gaps, "every citation has a row with a verdict", gaps)
    tap.result(not wrong, "every row belongs to a citation", wrong)
    tap.result(not refuted, "no clause leans on a source that contradicts it", refuted)
    tap.result(not differ, "the counts in the head are those of the rows", differ)
    tap.result(bool(told) and not unlike, f"{len(told)} sources that were opened say on which day, and no other does", unlike)
    for line in stale:
        print(line)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
