#!/usr/bin/env python3
"""The highlighters of editors/, made from the words that `tandem vocabulary` prints. Standard library only.

  highlight.py --tandem PROGRAM --write    writes the TextMate grammar (VS Code and others) and the syntax file of Vim
  highlight.py --tandem PROGRAM            as a test (TAP): both are what would be written, and mark the shipped files rightly
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tap import ROOT, Tap

GRAMMAR = ROOT / "editors" / "vscode" / "syntaxes" / "tandem.tmLanguage.json"
VIM = ROOT / "editors" / "vim" / "syntax" / "tandem.vim"
LEFT, RIGHT = r"(?<![\w.:%+/-])", r"(?![\w.:%+/-])"  # the ends of a run of the notation
DATE = r"\d{4}-\d\d-\d\d"
TIME = r"\d\d:\d\d"
DAYS = r"day -?\d+(?: to -?\d+(?: every \d+ days)?)?(?! is)"  # of an entry in a scenario
NUMBER = r"-?\d+(?:\.\d+)?"


def vocabulary(tandem):
    words = json.loads(subprocess.run([tandem, "vocabulary", "--json"], capture_output=True, text=True, check=True, timeout=60).stdout)
    blocks = words["protocol_blocks"] + words["decision_blocks"] + words["catalog_blocks"] + ["part", "chart", "language", "text", "codes"]
    clauses = words["protocol_clauses"] + words["decision_clauses"] + words["catalog_clauses"] + words["chart_clauses"] + words["more_heads"] + ["is"]
    inner = {"scenario": words["scenario_blocks"], "instrument": words["instrument_blocks"]}
    blocks += [block for kind in inner.values() for block in kind]
    return {"scenario_blocks": sorted(inner["scenario"]), "scenario_clauses": sorted(words["scenario_clauses"]),
            "instrument_blocks": sorted({*inner["instrument"]} - {"source"}), "instrument_clauses": sorted(words["instrument_clauses"]),
            "blocks": sorted(set(blocks)), "clauses": sorted(set(clauses) - {"chart", "part"}), "entries": sorted(words["entries"]),
            "phrases": sorted(words["phrase_words"]), "units": sorted(unit for unit in words["units"] if unit[0].isalpha())}


def one_of(words):
    """Longer words first: an alternative takes the first that fits."""
    return "(?:" + "|".join(re.escape(word).replace("\\-", "-") for word in sorted(words, key=lambda word: (-len(word), word))) + ")"


# ---- TextMate

def grammar(words):
    rule = lambda name, match: {"name": f"{name}.tandem", "match": match}  # noqa: E731
    inline = [
        {"name": "comment.line.number-sign.tandem", "match": r"(?:^|(?<=[\s)\]\"]))#.*$"},
        {"name": "string.quoted.double.tandem", "begin": '"', "end": '"|$', "patterns": [rule("constant.character.escape", r'\\["\\]')]},
        {"name": "meta.cites.tandem", "begin": r"\[", "end": r"\]|$", "beginCaptures": {"0": {"name": "punctuation.definition.cites.begin.tandem"}},
         "endCaptures": {"0": {"name": "punctuation.definition.cites.end.tandem"}},
         "patterns": [{"name": "string.quoted.double.tandem", "begin": '"', "end": '"|$'}, rule("constant.language.own", LEFT + "own" + RIGHT),
                      rule("entity.name.tag.source", r"[A-Za-z][\w./-]*")]},
        rule("constant.numeric.instant", rf"{LEFT}{DATE}T{TIME}[\d:.]*(?:Z|[+-]{TIME}){RIGHT}"),
        rule("constant.numeric.date", LEFT + DATE + RIGHT),
        rule("constant.numeric.time", LEFT + TIME + RIGHT),
        {"match": rf"{LEFT}({NUMBER}%?)(?:\s+({one_of(words['units'])}))?{RIGHT}",
         "captures": {"1": {"name": "constant.numeric.tandem"}, "2": {"name": "keyword.other.unit.tandem"}}},
        rule("constant.numeric.mark", LEFT + r"\d+(?:\+|[A-Za-z][A-Za-z0-9]*)" + RIGHT),
        rule("keyword.operator.word", LEFT + one_of(words["phrases"]) + RIGHT),
    ]
    head = {
        "block": {"match": rf"^({one_of(words['blocks'])})(?:\s+([\w./-]+))?{RIGHT}",
                  "captures": {"1": {"name": "keyword.control.block.tandem"}, "2": {"name": "entity.name.section.tandem"}}},
        "entry": {"match": rf"^({DATE})(?:\s+({TIME}))?\s+({one_of(words['entries'])}){RIGHT}",
                  "captures": {"1": {"name": "constant.numeric.date.tandem"}, "2": {"name": "constant.numeric.time.tandem"},
                               "3": {"name": "keyword.control.entry.tandem"}}},
        "clause": {"match": rf"^\s+({one_of(words['clauses'])}){RIGHT}", "captures": {"1": {"name": "keyword.other.clause.tandem"}}},
    }
    verbatim = {"begin": r"^(\s*)(?=\S.*\|\s*$)", "while": r"^(?:\1  |\s*$)", "name": "meta.verbatim.tandem", "contentName": "string.unquoted.tandem",
                "beginCaptures": {"0": {"name": "meta.head.tandem"}}}
    # Lines of scenarios and instruments mean something below their own blocks only.
    days = {"match": rf"^\s+({DAYS})(?:\s+({TIME}))?\s+({one_of(words['entries'])}){RIGHT}",
            "captures": {"1": {"name": "constant.numeric.date.tandem"}, "2": {"name": "constant.numeric.time.tandem"},
                         "3": {"name": "keyword.control.entry.tandem"}}}
    regions = [{"name": f"meta.{kind}.tandem", "begin": rf"^({one_of(words[kind + '_blocks'])})(?:\s+([\w./-]+))?{RIGHT}", "end": r"^(?=[^\s#])",
                "beginCaptures": head["block"]["captures"],
                "patterns": [*first, {"match": rf"^\s+({one_of(words[kind + '_clauses'])}){RIGHT}", "captures": head["clause"]["captures"]}, *inline]}
               for kind, first in (("scenario", [days]), ("instrument", []))]
    return {
        "$schema": "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
        "comment": "Made by tools/highlight.py from the tables of the program; do not edit.",
        "name": "Tandem", "scopeName": "source.tandem", "fileTypes": ["tandem", "scenario"],
        "patterns": [verbatim, *regions, head["block"], head["entry"], head["clause"], *inline],
    }


# ---- Vim

def vim(words):
    very = lambda group: r"\%(" + r"\|".join(sorted(group, key=lambda word: (-len(word), word))) + r"\)"  # noqa: E731
    end = r"\%([A-Za-z0-9_.:%+/-]\)\@!"
    begin = r"\%([A-Za-z0-9_.:%+/-]\)\@<!"
    date, time = r"\d\{4}-\d\d-\d\d", r"\d\d:\d\d"
    pattern = lambda text: "'" + text + "'"  # noqa: E731
    lines = [
        '" Made by tools/highlight.py from the tables of the program; do not edit.',
        '" Language: the notation of Tandem (protocols, parts, decisions, catalogue, charts, scenarios, instruments)',
        "if exists('b:current_syntax')", "  finish", "endif", "syntax case match", "",
        "syntax match tandemPhrase " + pattern(begin + very(words["phrases"]) + end),
        "syntax match tandemNumber " + pattern(begin + r"-\?\d\+\%(\.\d\+\)\?%\?" + end) + " nextgroup=tandemUnit skipwhite",
        "syntax match tandemUnit " + pattern(very([unit.replace(".", r"\.").replace("*", r"\*") for unit in words["units"]]) + end) + " contained",
        "syntax match tandemMark " + pattern(begin + r"\d\+\%(+\|[A-Za-z][A-Za-z0-9]*\)" + end),
        "syntax match tandemDate " + pattern(begin + date + r"\%(T[0-9:.]\+\%(Z\|[+-]" + time + r"\)\)\?" + end),
        "syntax match tandemTime " + pattern(begin + time + end),
        "syntax match tandemClause " + pattern(r"^ \+\zs" + very(words["clauses"]) + end),
        "syntax match tandemEntry " + pattern(r"\%(^" + date + r" \+\%(" + time + r" \+\)\?\)\@<=" + very(words["entries"]) + end),
        *in_files(words, very, begin, end),
        "syntax match tandemBlock " + pattern("^" + very(words["blocks"]) + end) + " nextgroup=tandemName skipwhite",
        "syntax match tandemName " + pattern(r"[A-Za-z][A-Za-z0-9_./-]*") + " contained",
        r"syntax region tandemCites matchgroup=Delimiter start='\[' end='\]\|$' oneline contains=tandemText,tandemOwn",
        "syntax match tandemOwn " + pattern(begin + "own" + end) + " contained",
        r"""syntax region tandemText start='"' skip='\\\\\|\\"' end='"\|$' oneline""",
        r"""syntax match tandemComment '\%(^\|[ )"\]]\)\@<=#.*$'""",
        r"syntax region tandemVerbatim start='^\z( *\)\S.*|\s*$'rs=e+1 end='^\%(\z1  \|\s*$\)\@!'me=s-1 keepend",
        "",
    ]
    for group, like in (("Block", "Keyword"), ("Clause", "Statement"), ("Entry", "Statement"), ("Name", "Identifier"), ("Phrase", "Operator"),
                        ("Number", "Number"), ("Unit", "Type"), ("Mark", "Number"), ("Date", "Constant"), ("Time", "Constant"),
                        ("Cites", "PreProc"), ("Own", "Special"), ("Text", "String"), ("Verbatim", "String"), ("Comment", "Comment")):
        lines.append(f"highlight default link tandem{group} {like}")
    return "\n".join(lines + ["", "let b:current_syntax = 'tandem'", ""])


def in_files(words, very, begin, end):
    """Lines of scenarios and instruments, in such a file only."""
    days = r"day -\?\d\+\%( to -\?\d\+\%( every \d\+ days\)\?\)\?"
    for kind, first in (("scenario", "scenarios"), ("instrument", "instrument")):
        yield f"if search('^{first} ', 'nw')"
        yield "  syntax match tandemClause '" + r"^ \+\zs" + very(words[f"{kind}_clauses"]) + end + "'"
        if kind == "scenario":
            yield f"  syntax match tandemDate '^ \\+\\zs{days}\\%( is\\)\\@!'"
            yield f"  syntax match tandemEntry '\\%(^ \\+{days} \\+\\%(\\d\\d:\\d\\d \\+\\)\\?\\)\\@<=" + very(words["entries"]) + end + "'"
        yield "endif"


# ---- the test

def shipped():
    """Files of the vocabularies that `tandem vocabulary` tells; drawings, models and studies have words of their own, not coloured."""
    found = [*(ROOT / "data").rglob("*.tandem"), *(ROOT / "data").rglob("*.scenario")]
    return sorted(path for path in found if path.parent.name not in ("drawings", "lab"))


def kind_of(path):
    return "scenario" if path.suffix == ".scenario" else path.parent.name.removesuffix("s") if path.parent.name == "instruments" else None


def heads(path):
    """[(line number, column, head)] of the lines that begin a block, an entry or a clause; texts and continued lines left out."""
    below_bar, continued = None, False
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        indent = len(line) - len(line.lstrip())
        if below_bar is not None and (indent > below_bar or not line.strip()):
            continue
        below_bar = None
        said = re.sub(r'"(?:[^"\\]|\\.)*"', '""', line)
        said = re.sub(r"(?:^|(?<=\s))#.*$", "", said).rstrip()
        was, continued = continued, said.endswith(",")
        if said.endswith("|"):
            below_bar = indent
        if was or not said.strip():
            continue
        entry = re.match(rf"{DATE} (?:{TIME} )?", said) or re.match(rf"\s+{DAYS} (?:{TIME} )?", said)
        at = entry.end() if entry else indent
        yield number, at, re.match(r"[^\s,]*", said[at:]).group()


def rules_of(made, kind):
    """The rules that mark heads of lines: at the top, and below the blocks of scenarios or instruments."""
    regions = [one for one in made["patterns"] if one.get("name") == f"meta.{kind}.tandem"]
    inside = [rule for region in regions for rule in region["patterns"]]
    top = [{"match": region["begin"], "captures": region["beginCaptures"]} for region in regions] + made["patterns"]
    return tuple([one for one in rules if "captures" in one and one["match"].startswith("^")] for rules in (top, inside or made["patterns"]))


def check_grammar(tap, made, words):
    wrong, marked = [], 0
    for path in shipped():
        kind = kind_of(path)
        top, inside = rules_of(made, kind)
        clauses = words[f"{kind}_clauses"] + ["cite", "id", "says"] if kind else words["clauses"]
        lines = path.read_text(encoding="utf-8").split("\n")
        for number, at, head in heads(path):
            line = lines[number - 1]
            entry = re.match(DATE, line) or (at > 0 and re.match(rf"\s+{DAYS} ", line))
            known = head in words["entries"] if entry else head in words["blocks"] if at == 0 else head in clauses
            found = next((match for match in (re.match(rule["match"], line) for rule in (inside if at and line[0] == " " else top)) if match), None)
            spans = [found.span(group) for group in range(1, found.re.groups + 1)] if found else []
            marked += known
            if known and (at, at + len(head)) not in spans:
                wrong.append(f"{path.relative_to(ROOT)}:{number}: `{head}` is not marked")
            if at == 0 and not known:
                wrong.append(f"{path.relative_to(ROOT)}:{number}: `{head}` is no block")
    tap.result(not wrong and marked > 15000, f"the grammar marks each of {marked} heads of the shipped files", wrong[:10])
    patterns = re.findall(r'"(?:match|begin|end|while)": "((?:[^"\\]|\\.)*)"', json.dumps(made))
    for pattern in patterns:
        re.compile(json.loads(f'"{pattern}"').replace(r"\1", ""))
    tap.result(len(patterns) >= 15, "each of its patterns can be read", patterns)


def check_vim(tap, words):
    if not shutil.which("vim"):
        tap.skip("Vim marks the shipped files", "vim is not installed")
        return
    wanted = {"block": "tandemBlock", "entry": "tandemEntry"}
    wrong, marked = [], 0
    for path in [ROOT / "data/protocols/knee-oa-bmac.tandem", ROOT / "data/examples/example-b-early-load.chart.tandem",
                 ROOT / "data/protocols/elbow-prp.scenario", ROOT / "data/instruments/koos.tandem"]:
        whole = kind_of(path) or path.name.endswith(".chart.tandem")
        places = [(number, at, head) for number, at, head in heads(path) if at == 0 or whole][:250]
        with tempfile.TemporaryDirectory() as folder:
            script, out = Path(folder) / "ask.vim", Path(folder) / "out"
            lines = [f"set runtimepath^={ROOT / 'editors' / 'vim'}", "filetype plugin on", "syntax on", f"edit {path}", "syntax sync fromstart"]
            lines += [f"call writefile([synIDattr(synID({number}, {at + 1}, 1), 'name')], '{out}', 'a')" for number, at, _ in places]
            script.write_text("\n".join([*lines, "qall!"]), encoding="utf-8")
            subprocess.run(["vim", "-N", "-u", "NONE", "-i", "NONE", "-n", "-es", "-S", str(script)], stdin=subprocess.DEVNULL, capture_output=True,
                           timeout=120, check=False)
            got = out.read_text().splitlines() if out.exists() else []
        if len(got) != len(places):
            wrong.append(f"{path.name}: {len(got)} answers for {len(places)} places")
        for (number, at, head), group in zip(places, got):
            line = path.read_text(encoding="utf-8").split("\n")[number - 1]
            entry = re.match(DATE, line) or (kind_of(path) == "scenario" and re.match(rf"\s+{DAYS} ", line))
            known = kind_of(path) and head in words[f"{kind_of(path)}_clauses"]
            want = wanted["entry"] if entry else wanted["block"] if at == 0 else "tandemClause" if known else None
            marked += want is not None
            if want and group != want:
                wrong.append(f"{path.name}:{number}: `{head}` is {group or 'nothing'}, wanted {want}")
    tap.result(not wrong and marked > 300, f"Vim marks each of {marked} heads of a protocol, a chart, scenarios and an instrument", wrong[:10])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tandem", required=True)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    words = vocabulary(arguments.tandem)
    made = grammar(words)
    files = {GRAMMAR: json.dumps(made, indent=2) + "\n", VIM: vim(words)}
    if arguments.write:
        for path, text in files.items():
            path.write_text(text, encoding="utf-8")
        return 0
    tap = Tap()
    for path, text in files.items():
        good = path.exists() and path.read_text(encoding="utf-8") == text
        tap.result(good, f"{path.relative_to(ROOT)} is made of the words of this program",
                   ["run: python3 tools/highlight.py --tandem PROGRAM --write"])
    check_grammar(tap, made, words)
    check_vim(tap, words)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
