#!/usr/bin/env python3
"""The checks of tools/ can fail: each is shown something wrong and must say so. Prints TAP. Standard library only."""

import contextlib
import io
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent / "tools"))
import check_guides  # noqa: E402
import check_pictures  # noqa: E402
import check_rooms  # noqa: E402
import check_rules  # noqa: E402
import check_same_bytes  # noqa: E402
import check_schema  # noqa: E402
import man  # noqa: E402
import mutants  # noqa: E402
import run_cases  # noqa: E402
import run_docs  # noqa: E402
from tap import Tap, read_tap  # noqa: E402

ROOMS = '# "core" stands for: base json\nbase |\njson | base\nengine | core\nstore | base\n'


@contextlib.contextmanager
def tree(files):
    """A small project in a scratch folder, in which check_rooms looks."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for path, text in ({"src/rooms.txt": ROOMS, "tools/long-things.txt": ""} | files).items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        kept = check_rooms.ROOT, check_rooms.SRC
        check_rooms.ROOT, check_rooms.SRC = root, root / "src"
        try:
            yield root
        finally:
            check_rooms.ROOT, check_rooms.SRC = kept


def said(check, *arguments):
    """What a check prints on its own Tap."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        check(Tap(), *arguments)
    return out.getvalue()


def show(tap, title, good, text):
    tap.result(good, title, text.splitlines())


def test_rooms(tap):
    with tree({"src/engine/engine.c": '#include "store/store.h"\n#include "json/json.h"\n'}):
        text = said(check_rooms.check_includes, check_rooms.read_rooms())
    wanted = "src/engine/engine.c:1: engine may not use store; it may use base, json"
    show(tap, "a forbidden include is told with its line and what is allowed", "not ok" in text and wanted in text and ":2:" not in text, text)
    with tree({"src/rooms.txt": "base | json\njson | base\n"}):
        text = said(check_rooms.check_order, check_rooms.read_rooms())
    show(tap, "a cycle of rooms is told", "base uses json, which stands below it" in text, text)
    with tree({"src/engine/a.c": "", "src/store/a.c": ""}):
        text = said(check_rooms.check_names)
    show(tap, "two files with one name are told", "have one name" in text, text)
    with tree({"src/engine/a.c": "/* a.c - x */\n", "src/engine/meson.build": "files('b.c')\n"}):
        text = said(check_rooms.check_listed)
    show(tap, "a file that is never built is told", "src/engine/a.c is not listed" in text, text)


def test_functions(tap):
    body = "    call();\n" * 70
    table = "static const int table[] = {\n" + "    1,\n" * 70 + "};\n"
    source = f"/* a.c - x */\n{table}\nstatic int short_one(void) {{\n    return 1;\n}}\n\nint\nlong_one(int a,\n         int b) {{\n{body}}}\n"
    with tree({"src/engine/a.c": source}) as root:
        found = {name: count for name, _, count in check_rooms.functions(root / "src/engine/a.c")}
        text = said(check_rooms.check_functions)
    show(tap, "functions are counted from their first line to their last, tables are not", found == {"short_one": 3, "long_one": 74}, str(found))
    show(tap, "a long function is told, a long table is not", "long_one has 74 lines" in text and "table" not in text, text)


def test_cases(tap):
    with tempfile.TemporaryDirectory() as name:
        case, copy = Path(name) / "case", Path(name) / "copy"
        case.mkdir()
        copy.mkdir()
        (copy / "x").write_text("one\ntwo\nthree\n")
        (case / "fix").write_text("x 1 replace ONE\nx 2 delete\nx 3 insert before three\nx 4 insert last\n")
        run_cases.apply_edits(case / "fix", copy)
        text = (copy / "x").read_text()
        show(tap, "a fix counts the lines of the file as it was", text == "ONE\nbefore three\nthree\nlast\n", text)
        (case / "stdout.exact").write_text("a\n")
        wrong = run_cases.compare(case, copy, (0, b"a\n", b""))
        show(tap, "an equal output has no complaint", wrong == [], str(wrong))
        wrong = run_cases.compare(case, copy, (1, b"b\n", b"c\n"))
        text = "\n".join(wrong)
        good = "exit code 1, wanted 0" in text and "+b" in text and "+c" in text
        show(tap, "another exit code, output or error is told", good, text)


def test_documents(tap):
    lines = "```tandem file=a\nx\n```\nwords\n```sh run exit=1\nfalse\n```\n```text\n```\n```sh\nnot run\n```".split("\n")
    steps = [(what, run_docs.text_of(lines, block), after is not None) for what, block, after in run_docs.document_steps(lines)]
    show(tap, "blocks of a document are found with what they expect", steps == [("file", "x\n", False), ("run", "false\n", True)], str(steps))


def test_tap(tap):
    outcome = read_tap("1..3\nok 1 - a\n# why\nnot ok 2 - b\n", 1)
    titles = [title for title, _ in outcome.failures]
    show(tap, "a test that never ran is a failure", outcome.passed == 1 and titles == ["b", "test 3 of 3 never ran"], str(titles))
    outcome = read_tap("1..1\nok 1 - a\n", 9)
    show(tap, "a bad end after good tests is a failure", len(outcome.failures) == 1, str(outcome.failures))
    outcome = read_tap("", 0)
    show(tap, "a program that says nothing is a failure", len(outcome.failures) == 1, str(outcome.failures))


def test_schema(tap):
    schema = {"type": "object", "required": ["a"], "additionalProperties": False,
              "properties": {"a": {"type": "array", "items": {"$ref": "#/$defs/n"}}}, "$defs": {"n": {"type": "integer", "minimum": 1}}}
    validator = check_schema.Validator(schema)
    rows = [({"a": [1, 2]}, 0), ({"a": [0]}, 1), ({"a": [True]}, 1), ({}, 1), ({"a": [], "b": 1}, 1), ([], 1)]
    wrong = [f"{value}: {validator.errors(schema, value)}" for value, count in rows if bool(validator.errors(schema, value)) != bool(count)]
    show(tap, "values that fit a schema and values that do not are told apart", not wrong, "\n".join(wrong))
    found = check_schema.unknown_words({"type": "object", "patternProperties": {}})
    show(tap, "a word of JSON Schema that is not understood is told", len(found) == 1, str(found))


def test_charts(tap):
    text = "# top\nchart a\n  patient p\n\n2026-01-01 enrol\n  x\n# above\n2026-01-02 assess\n  y\n\n  z\n"
    header, entries = check_same_bytes.divide(text)
    good = "".join(header + [line for entry in entries for line in entry]) == text and len(entries) == 2
    show(tap, "a chart is divided into its head and whole entries, nothing lost", good and entries[1][0] == "# above\n", str(entries))


def test_rules(tap):
    found = {check_rules.normal(letter, number) for letter, number, _ in check_rules.ID.findall("[M44 S71 F001]")}
    show(tap, "rule ids are read from a title", found == {"M44", "S71", "F001"}, str(found))


def test_man(tap):
    program = man.Program(sys.argv[1])
    kept = man.PAGE
    with tempfile.TemporaryDirectory() as name:
        man.PAGE = Path(name) / "tandem.1"
        man.PAGE.write_text(man.make_page(program).replace("known", "knows"))
        text = said(lambda _: man.check(program))
    man.PAGE = kept
    good = "not ok 1 -" in text and "not ok 3 -" in text and "--known: " in text
    show(tap, "an option that the man page does not name is told", good, text)


def test_pictures(tap):
    files = {"docs/guide.md": "![What one sees there](pictures/one.png)\n![Two](pictures/two.png)\n", "docs/pictures/two.png": "x",
             "docs/pictures/three.png": "y" * 60001, "docs/pictures/list.txt": "",
             "tests/browser/pictures.mjs": '{ name: "two.png", }\n{ name: "four.png", }\n'}
    with tree(files) as root:
        text, screens = said(check_pictures.check_named, root), said(check_pictures.check_taken, root)
    for title, wanted in (("a picture that is named and not there is told", "guide.md names one.png, which is not there"),
                          ("a picture that no document names is told", "docs/pictures/three.png is named by no document"),
                          ("a picture without words for those who do not see it is told", "guide.md: two.png has no words for")):
        show(tap, title, wanted in text and text.count("#   ") == 3, text)
    wanted = ("three.png is taken by nobody", "four.png is not there", "three.png has 60001 bytes")
    show(tap, "a picture of a screen that nobody takes, one not taken, and one too large are told",
         all(line in screens for line in wanted) and screens.count("#   ") == 3, screens)


def test_guides(tap):
    words = {"src/words/messages.h": 'X(WEB_SAVE, "Save it") X(WEB_WAIT, "Wait for \\"one\\" {n} day.")\n'}
    guide = '*Save it*, **not quoted**, *wait for "one"*\n| You read | Do |\n|---|---|\n| Save it | x |\n'
    with tree(words | {"docs/guide-a.md": guide, "docs/guide-b.md": guide}) as root:
        text = said(check_guides.check, root)
    show(tap, "a guide that quotes what stands on the screens is right", "not ok" not in text and text.count("ok ") == 3, text)
    with tree(words | {"docs/guide-a.md": guide + "| Sent | y |\n\n| Sent | z |\n*Throw away*\n", "docs/guide-b.md": "words\n"}) as root:
        text = said(check_guides.check, root)
    wanted = ("guide-a.md:5: the screens do not say: Sent", "guide-a.md:8: the screens do not say: Throw away", "it quotes nothing")
    show(tap, "what no screen says is told with its line, and a guide that quotes nothing",
         all(line in text for line in wanted) and text.count("#   ") == 3, text)


def test_mutants(tap):
    found = [text[:start] + by + text[end:] for text in ("if (a <= 2) b = true;\n",) for start, end, by in mutants.mutations(text)]
    good = found == ["if (a < 2) b = true;\n", "if (a <= 3) b = true;\n", "if (a <= 2) b = false;\n"]
    show(tap, "a mutant is one change of an operator, a number or a truth value", good, "".join(found))
    show(tap, "a promise of ours has no mutant", not list(mutants.mutations("    TDM_ASSERT(a < 2);\n")), "")
    show(tap, "the rooms above are all that may use a room", {"store", "clinic"} <= set(mutants.rooms_above("ledger")) and
         "base" not in mutants.rooms_above("ledger"), str(mutants.rooms_above("ledger")))
    build = mutants.Build.__new__(mutants.Build)
    with tempfile.TemporaryDirectory() as name:
        build.folder = Path(name)
        for room, program in (("api", "api_test"), ("api", "image_test"), ("system", "host_test"), ("system", "files_test")):
            (build.folder / f"tests/unit/{room}/{program}.p").mkdir(parents=True)
            (build.folder / f"tests/unit/{room}/{program}.p/{program}.c.o").write_text("")
        found = [Path(one).name for room in ("api", "system") for one in build.tests(room)]
    show(tap, "a test that cannot share a program with others is left out", found == ["image_test.c.o", "files_test.c.o"], str(found))


def main():
    tap = Tap()
    for test in (test_rooms, test_functions, test_cases, test_documents, test_tap, test_schema, test_charts, test_rules, test_man,
                 test_pictures, test_guides, test_mutants):
        test(tap)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
