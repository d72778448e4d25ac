#!/usr/bin/env python3
"""The language server over the shipped files: shipped.py PROGRAM [STEP]. Prints TAP. Standard library only.

What stands in a good file must be offered there: the head of each line, and each name that is declared somewhere, is among the
completions at its own place, is explained, and leads to its declaration. Of the names every STEP-th is asked (default 7).
"""

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from highlight import heads  # noqa: E402
from tap import Tap  # noqa: E402
from wire import Server  # noqa: E402

WORD = re.compile(r"[A-Za-z][\w./-]*")


def words(text):
    """(line, column, word) outside quotes, comments and texts below a bar"""
    bar = None
    for number, line in enumerate(text.split("\n")):
        indent = len(line) - len(line.lstrip())
        if bar is not None and (indent > bar or not line.strip()):
            continue
        said = re.sub(r'"(?:[^"\\]|\\.)*"', lambda found: " " * len(found.group()), line)
        said = re.sub(r"(?:^|(?<=\s))#.*$", "", said)
        bar = indent if said.rstrip().endswith("|") else None
        for found in WORD.finditer(said):
            before = said[found.start() - 1 : found.start()]
            if before in ("", " ", "(", "["):
                yield number, found.start(), found.group()


class Asked:
    """One file in one session."""

    def __init__(self, server, path):
        self.server, self.path = server, path
        self.text = path.read_text(encoding="utf-8")
        self.uri = f"file:///shipped/{path.name}"
        server.open(self.uri, self.text)

    def ask(self, method, line, column):
        where = {"textDocument": {"uri": self.uri}, "position": {"line": line, "character": column}}
        return self.server.ask(f"textDocument/{method}", where)["result"]

    def labels(self, line, column):
        return [item["label"] for item in self.ask("completion", line, column)["items"]]


def self_declared(asked, line, column):
    """A person of a chart, who is declared by the word itself."""
    found = asked.ask("definition", line, column + 1) if asked.path.name.endswith(".chart.tandem") else []
    return any(one["uri"] == asked.uri and one["range"]["start"] == {"line": line, "character": column} for one in found)


def check_heads(asked, step, wrong):
    """Each first word of a line; those of lines that begin with no clause (values, rows of tables) are names or numbers."""
    count = 0
    for at, (number, column, head) in enumerate(heads(asked.path)):
        if at % step:
            continue
        if not WORD.fullmatch(head) or self_declared(asked, number - 1, column):
            continue
        hover = asked.ask("hover", number - 1, column)
        labels = asked.labels(number - 1, column)
        known = head in labels or any(label.startswith(head + " ") for label in labels)
        count += 1
        if not known:
            wrong.append(f"{asked.path.name}:{number}: `{head}` is not offered")
        if hover is None:
            wrong.append(f"{asked.path.name}:{number}: `{head}` is not explained")
    return count


def check_names(asked, step, wrong):
    count = 0
    for at, (line, column, word) in enumerate(words(asked.text)):
        if at % step:
            continue
        said = asked.text.split("\n")[line]
        if re.match(r"\s*equipment |\S+ (?:\S+ )?adverse ", said):  # what is named there is declared nowhere
            continue
        if said[:column].endswith("name "):  # an entry is given its name
            continue
        found = asked.ask("definition", line, column + 1)
        own = any(one["uri"] == asked.uri and one["range"]["start"] == {"line": line, "character": column} for one in found)
        if not found or own:
            continue
        count += 1
        labels = asked.labels(line, column)
        if word not in labels and not any(word in label.split() for label in labels):
            wrong.append(f"{asked.path.name}:{line + 1}:{column + 1}: `{word}` is not offered: {said.strip()[:80]}")
    return count


def main():
    tap, step = Tap(), int(sys.argv[2]) if len(sys.argv) > 2 else 7
    server = Server(str(Path(sys.argv[1]).resolve()))
    server.begin()
    for folder, ending in (("catalog", "tandem"), ("decisions", "tandem"), ("examples", "tandem"), ("instruments", "tandem"), ("parts", "tandem"),
                           ("protocols", "tandem"), ("protocols", "scenario")):
        unknown, missing, head_count, name_count = [], [], 0, 0
        for path in sorted((ROOT / "data" / folder).glob(f"*.{ending}")):
            asked = Asked(server, path)
            head_count += check_heads(asked, 5 if ending == "scenario" else 1, unknown)
            name_count += check_names(asked, step, missing)
            server.tell("textDocument/didClose", {"textDocument": {"uri": asked.uri}})
        tap.result(head_count > 50 and not unknown, f"{folder}, {ending}: each of {head_count} heads of lines is offered at its place and explained",
                   unknown[:40])
        tap.result(name_count > 5 and not missing, f"{folder}, {ending}: each of {name_count} names is offered where it stands", missing[:40])
    code, err = server.leave()[1]
    tap.result((code, err) == (0, b""), "the server ends well", [code, err])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
