#!/usr/bin/env python3
"""The language server, with messages as editors send them: session.py PROGRAM. Prints TAP. Standard library only."""

import json
import os
import signal
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from tap import Tap  # noqa: E402
from wire import Server, position, slice_of  # noqa: E402

PROTOCOL = (ROOT / "tests/bases/small-protocol/small.tandem").read_text()
CATALOG = (ROOT / "tests/bases/small-catalog/small.tandem").read_text()
DECISION = (ROOT / "tests/bases/small-decision/small.tandem").read_text()
CHART = (ROOT / "data/examples/example-b-early-load.chart.tandem").read_text()
PART = (ROOT / "data/parts/soreness-rules.tandem").read_text()
URI = "file:///clinic/small.tandem"


class Session:
    """One server with one text open, and the questions about it."""

    def __init__(self, tap, tandem, text, uri=URI, arguments=()):
        self.tap, self.text, self.uri = tap, text, uri
        self.server = Server(tandem, *arguments)
        self.server.begin()
        self.opened = self.server.open(uri, text)

    def at(self, before, method):
        return self.server.ask(f"textDocument/{method}", {"textDocument": {"uri": self.uri}, "position": position(self.text, before)})["result"]

    def hover(self, before):
        found = self.at(before, "hover")
        return found["contents"]["value"] if found else None

    def labels(self, before):
        return [item["label"] for item in self.at(before, "completion")["items"]]

    def definition(self, before):
        return self.at(before, "definition")

    def ask(self, method, more=None):
        return self.server.ask(f"textDocument/{method}", {"textDocument": {"uri": self.uri}} | (more or {}))

    def leave(self):
        return self.server.leave()[1]


def said(problems):
    return [f"{one['code']} {one['message'].splitlines()[0]}" for one in problems["diagnostics"]]


def replaced(text, was, by):
    assert was in text, was
    return text.replace(was, by, 1)


def check_lifecycle(tap, tandem):
    server = Server(tandem)
    early = server.ask("textDocument/hover", {"textDocument": {"uri": URI}, "position": {"line": 0, "character": 0}})
    tap.result(early["error"]["code"] == -32002, "a request before `initialize` is answered with an error", [early])
    answer = server.begin()["result"]
    can = answer["capabilities"]
    wanted = ["hoverProvider", "definitionProvider", "documentSymbolProvider", "documentFormattingProvider", "completionProvider",
              "codeActionProvider"]
    tap.result(all(can.get(one) for one in wanted) and can["positionEncoding"] == "utf-16" and can["textDocumentSync"]["change"] == 1,
               "`initialize` tells what the server can do", [can])
    tap.result(answer["serverInfo"]["name"] == "tandem", "and its name", [answer])
    again = server.ask("initialize", {"capabilities": {}})
    tap.result(again["error"]["code"] == -32600, "a second `initialize` is refused", [again])
    unknown = server.ask("textDocument/rename", {})
    tap.result(unknown["error"] == {"code": -32601, "message": "there is no method `textDocument/rename`"}, "a method that is not known is told",
               [unknown])
    server.tell("$/setTrace", {"value": "off"})
    server.tell("workspace/didChangeConfiguration", {})
    text_id = server.ask("shutdown", number="last-one")
    tap.result(text_id == {"jsonrpc": "2.0", "id": "last-one", "result": None},
               "notifications that are not known are passed over; an id may be a text", [text_id])
    late = server.ask("textDocument/hover", {})
    tap.result(late["error"]["code"] == -32600, "after `shutdown` requests are refused", [late])
    server.tell("exit")
    code, err = server.end()
    tap.result(code == 0 and err == b"", "`exit` after `shutdown` ends with 0", [code, err])
    for words, how in (({"jsonrpc": "2.0", "method": "exit"}, "`exit` without `shutdown`"), (None, "the end of the stream")):
        server = Server(tandem)
        server.begin()
        if words:
            server.send(words)
        code, err = server.end()
        tap.result(code == 1 and err == b"", f"{how} ends with 1", [code, err])


def check_diagnostics(tap, tandem):
    session = Session(tap, tandem, PROTOCOL)
    tap.result(session.opened["version"] == 1 and all(one["severity"] == 3 for one in session.opened["diagnostics"]),
               "a good protocol has notes at most", said(session.opened))
    broken = replaced(replaced(PROTOCOL, "  load at most active  [own]", "  load at most active"), "gate finish opens discharge",
                      "gate finish opens dischrge")
    got = session.server.change(URI, broken, 2)
    errors = [one for one in got["diagnostics"] if one["severity"] == 1]
    tap.result(sorted(one["code"] for one in errors) == ["P007", "P012"] and got["version"] == 2,
               "every problem of a text is published, with its code and version", said(got))
    first = next(one for one in errors if one["code"] == "P007")
    tap.result(slice_of(broken, first["range"]) == "load at most active", "its range is what must change", [first])
    tap.result(first["message"] == "`load at most active` has no source\nfix: cite one at its end, or write `[own]`" and first["source"] == "tandem",
               "its message says what is wrong and the way out", [first])
    session.server.tell("textDocument/didClose", {"textDocument": {"uri": URI}})
    closed = session.server.next_of(URI)
    tap.result(closed["diagnostics"] == [], "closing a text takes its problems away", [closed])
    gone = session.ask("hover", {"position": {"line": 0, "character": 0}})
    tap.result(gone["error"]["code"] == -32602, "a text that is not open cannot be asked about", [gone])
    for name, text, wrong, code in (("part", PART, replaced(PART, "  otherwise hold", "  otherwise hld"), "P046"),
                                    ("decision", DECISION, replaced(DECISION, "option watchful", "option watchfull"), "P062"),
                                    ("catalogue", CATALOG, replaced(CATALOG, "  lower is better", "  lowr is better"), "C005"),
                                    ("chart", CHART, replaced(CHART, " clear ", " cleer "), "H016")):
        uri = f"file:///clinic/{name}.tandem"
        good = session.server.open(uri, text)
        tap.result(not [one for one in good["diagnostics"] if one["severity"] == 1], f"a good {name} is told to be good", said(good))
        bad = session.server.change(uri, wrong, 2)
        tap.result(code in [one["code"] for one in bad["diagnostics"]], f"a slip in a {name} is told with its code {code}", said(bad))
    session.leave()


def check_positions(tap, tandem):
    """Columns count code points in the program, UTF-16 units in an editor, and nothing else."""
    text = replaced(PROTOCOL, '  aim strength, "Become strong"', '  aim strengt, "Become strong \U0001d4d0 \u0065\u0301"  # \U0001f4aa')
    text = replaced(text, '  because "They may blunt the repair"', '  because "\U0001f4aa\U0001f4aa \u0065\u0301 \u00e9 \u4e2d blunt", and more')
    session = Session(tap, tandem, text)
    errors = [one for one in session.opened["diagnostics"] if one["severity"] == 1]
    ranges = {slice_of(text, one["range"]) for one in errors}
    tap.result("strengt" in ranges, "a range before signs beyond the basic plane is right", [ranges])
    tap.result("and" in ranges, "a range behind astral and combining signs counts UTF-16 units", [ranges, errors])
    found = session.hover('  because "\U0001f4aa\U0001f4aa \u0065\u0301 \u00e9 \u4e2d blunt", an')
    tap.result(found is None, "a word that means nothing has no hover", [found])
    # Lines that end in a carriage return and a line feed, and one that ends in a carriage return alone.
    crlf = PROTOCOL.replace("\n", "\r\n")
    got = session.server.open("file:///clinic/crlf.tandem", crlf.replace("  load at most active  [own]", "  load at most active"))
    one = next(each for each in got["diagnostics"] if each["code"] == "P007")
    line = PROTOCOL[: PROTOCOL.index("  load at most active")].count("\n")
    tap.result(one["range"] == {"start": {"line": line, "character": 2}, "end": {"line": line, "character": 21}},
               "line ends of two signs count once", [one])
    lone = "# one\r# two\nprotocl x version 1.0\n"
    got = session.server.open("file:///clinic/lone.tandem", lone)
    places = {each["code"]: each["range"]["start"] for each in got["diagnostics"]}
    tap.result(places.get("N008") == {"line": 0, "character": 5}, "a carriage return alone ends a line of the editor", [got])
    pair = "title \U0001f4aa here\n"
    session.text, session.uri = pair, "file:///clinic/pair.tandem"
    session.server.open(session.uri, pair)
    inside = session.ask("hover", {"position": {"line": 0, "character": 7}})
    far = session.ask("hover", {"position": {"line": 99, "character": 99}})
    tap.result("result" in inside and "result" in far, "a position inside a pair, or behind the end, is taken to the nearest place", [inside, far])
    session.leave()


def check_hover(tap, tandem):
    session = Session(tap, tandem, PROTOCOL)
    found = session.hover("  load at most low, no deep")
    tap.result(found is not None and "attribute `deep-flexion`" in found, "hovering a name tells what it is", [found])
    found = session.hover("  loa")
    tap.result(found is not None and all(one in found for one in ("load at most CLASS", "The load ceiling while it lasts.",
                                                                  "cites a source or says `own`")),
               "hovering the head of a clause tells its form, its meaning, and whether it wants a source", [found])
    found = session.hover("pain at most 2, mea")
    tap.result(found is not None and found.startswith("A criterion on readings says over which days"),
               "hovering a word of the phrases tells its rule", [found])
    found = session.hover("offer leg-pr")
    tap.result(found is not None and "exercise `leg-press`" in found and "loads knee" in found and "catalog/exercises-knee.tandem" in found,
               "hovering a name of the catalogue shows its declaration and its file", [found])
    found = session.hover("[trial-o")
    tap.result(found is not None and 'cite "A trial"' in found, "hovering a cite shows its source", [found])
    found = session.hover("gate start-loading opens loading")
    tap.result(found is not None and found.startswith("phase `loading`"), "hovering a phase shows its block", [found])
    session.text, session.uri = CHART, "file:///clinic/b.chart.tandem"
    session.server.open(session.uri, CHART)
    found = session.hover(" enro")
    tap.result(found is not None and "The episode begins." in found, "hovering the kind of an entry tells what it says", [found])
    session.text, session.uri = CATALOG, "file:///clinic/catalogue.tandem"
    session.server.open(session.uri, CATALOG)
    found = session.hover("measure jaw-pain \"pain of the jaw\"\n  num")
    tap.result(found is not None and "number LEAST to MOST UNIT" in found, "hovering a clause of the catalogue tells its form", [found])
    found = session.hover("class vital-herb \"her")
    tap.result(found is None, "prose in quotes is not explained", [found])
    session.leave()


def check_definition(tap, tandem):
    session = Session(tap, tandem, PROTOCOL)
    found = session.definition("opens loadi")
    tap.result(len(found) == 1 and found[0]["uri"] == URI and slice_of(PROTOCOL, found[0]["range"]) == "loading",
               "a phase leads to its declaration in the file", [found])
    found = session.definition("  clearance resu")
    tap.result(len(found) == 1 and slice_of(PROTOCOL, found[0]["range"]) == "resume" and found[0]["range"]["start"]["character"] == 10,
               "a clearance leads to its declaration", [found])
    found = session.definition("is nprs-worst-24")
    tap.result(len(found) == 1 and found[0]["uri"] == "tandem:/catalog/measures.tandem", "a name of the shipped catalogue leads into it", [found])
    answer = session.server.ask("workspace/textDocumentContent", {"uri": found[0]["uri"]})["result"]["text"]
    tap.result(slice_of(answer, found[0]["range"]) == "nprs-worst-24h", "whose text the server gives", [found])
    refused = session.server.ask("workspace/textDocumentContent", {"uri": "tandem:/../LICENSE"})
    tap.result(refused["error"]["code"] == -32602, "it gives no other file", [refused])
    tap.result(session.definition("title \"A sma") == [], "prose leads nowhere", [])
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "my data"
        for kind in ("catalog", "parts", "protocols"):
            (data / kind).mkdir(parents=True)
        (data / "catalog" / "jaw.tandem").write_text(CATALOG)
        (data / "parts" / "mine.tandem").write_text("part mine version 1.0\n\nsource paper\n  cite \"A paper\"\n  strength trial, direct\n")
        text = replaced(PROTOCOL, "  notation 1\n", "  notation 1\n  use mine\n").replace("[trial-one]", "[paper]", 1)
        session.leave()
        session = Session(tap, tandem, text, arguments=("--data", str(data)))
        found = session.definition("[pap")
        uri = "file://" + str(data / "parts" / "mine.tandem").replace(" ", "%20")
        tap.result(len(found) == 1 and found[0]["uri"] == uri and found[0]["range"]["start"]["line"] == 2, "a name of a part leads into the part",
                   [found, uri])
        found = session.definition("use min")
        tap.result(len(found) == 1 and found[0]["uri"] == uri and found[0]["range"]["start"]["line"] == 0, "and so does the part's own name",
                   [found])
        # An open text stands for its file: the catalogue is changed and not saved.
        catalog_uri = "file://" + str(data / "catalog" / "jaw.tandem").replace(" ", "%20")
        clench = '\nexercise jaw-clench "jaw clench"\n  do "Press."\n  loads jaw\n  dose sets, reps\n  class low  [own]\n'
        session.server.open(catalog_uri, CATALOG + clench)
        text = replaced(text, "  offer leg-press, knee-extension", "  offer leg-press, knee-extension, jaw-clench")
        got = session.server.change(URI, text, 3)
        session.text = text
        tap.result(not [one for one in got["diagnostics"] if one["severity"] == 1], "a catalogue that is open and not saved counts already",
                   said(got))
        found = session.definition("knee-extension, jaw-cle")
        tap.result(len(found) == 1 and found[0]["uri"] == catalog_uri, "and leads to the open text", [found])
        before = len(session.server.published[URI])
        session.server.change(catalog_uri, CATALOG, 2)
        again = session.server.published[URI][-1] if len(session.server.published[URI]) > before else session.server.next_of(URI)
        tap.result("P011" in [one["code"] for one in again["diagnostics"]], "when it changes, the texts that use it are checked again", said(again))
        session.server.change(catalog_uri, CATALOG + clench, 3)
        session.server.tell("textDocument/didClose", {"textDocument": {"uri": catalog_uri}})
        session.hover("use min")  # when this is answered, all that the closing brings has come
        again = session.server.published[URI][-1]
        tap.result("P011" in [one["code"] for one in again["diagnostics"]], "when it is closed unsaved, its file counts again", said(again))
    session.leave()


def check_completion(tap, tandem):
    text = replaced(PROTOCOL, "  load at most active  [own]\n", "  load at most active  [own]\n  \n")
    session = Session(tap, tandem, text)
    got = session.labels("  load at most active  [own]\n  ")
    tap.result({"load", "offer", "assess", "ends"} <= set(got) and "by" not in got and "gate" not in got,
               "a new line in a block offers the clauses of that block, and no other", got)
    got = session.labels("  offer leg-press, ")
    tap.result({"leg-press", "quad-set"} <= set(got) and "repair" not in got and "nsaid" not in got, "an offer wants exercises", got)
    got = session.labels("  ends by clearance ")
    tap.result(got == ["resume"], "a clearance of the file is offered where one is wanted", got)
    got = session.labels("  load at most ")
    tap.result("moderate" in got and "leg-press" not in got, "`at most` wants a load class", got)
    got = session.labels("gate start-loading opens ")
    tap.result({"repair", "protect", "loading", "remodel", "discharge"} == set(got), "a gate opens a phase or the discharge", got)
    got = session.labels("gate start-loading opens loading  [own]\n  ")
    tap.result({"pain", "quads", "clearance", "no open", "every set done"} <= set(got), "a gate wants criteria", got)
    got = session.labels("  pain at most 2, ")
    tap.result("mean of" in got and "latest within" in got and "pain" not in got, "behind its comma a criterion wants its window", got)
    got = session.labels("  pain ")
    tap.result(got[:2] == ["at most", "at least"], "behind a measure a criterion wants a bound", got)
    session.server.change(URI, replaced(text, "  pain at most 2, mean", "  effusion at most 1+, latest within 7 days\n  pain at most 2, mean")
                          .replace("measure pain is nprs-worst-24h\n", "measure pain is nprs-worst-24h\nmeasure effusion is knee-stroke-test\n"), 2)
    graded = session.text
    session.text = replaced(text, "  pain at most 2, mean", "  effusion at most 1+, latest within 7 days\n  pain at most 2, mean")
    session.text = session.text.replace("measure pain is nprs-worst-24h\n", "measure pain is nprs-worst-24h\nmeasure effusion is knee-stroke-test\n")
    got = session.labels("  effusion at most ")
    tap.result("1+" in got and "KL2" not in got and "low" not in got, "a measure with a scale wants a step of that scale", got)
    session.text = graded
    session.server.change(URI, graded, 3)
    got = session.labels("4 readings  [")
    tap.result(set(got) == {"book", "trial-one", "own"}, "brackets want the sources of the file", got)
    got = session.labels("  substance class ns")
    item = next(one for one in session.at("  substance class ns", "completion")["items"] if one["label"] == "nsaid")
    tap.result(slice_of(text, item["textEdit"]["range"]) == "nsaid" and "nsaid" in got, "an item replaces the word that is begun", [item])
    tap.result(session.labels('  because "They ') == [], "nothing is offered inside prose", [])
    half = text + "phase late on function\n  from gate \n"
    session.server.change(URI, half, 2)
    session.text = half
    got = session.labels("phase late on function\n  from gate ")
    tap.result(set(got) == {"start-loading", "finish"}, "a text that cannot be read yet is completed all the same", got)
    session.text, session.uri = CHART + "2025-05-05 \n2025-05-06 clear \n2025-05-07 enrol by \n", "file:///clinic/b.chart.tandem"
    session.server.open(session.uri, session.text)
    got = session.labels("\n2025-05-05 ")
    tap.result({"assess", "clear", "withdraw"} <= set(got) and "phase" not in got, "behind its date a line of a chart wants a kind of entry", got)
    got = session.labels("\n2025-05-06 clear ")
    tap.result(len(got) > 0 and set(got) == set(re_names("clearance")), "`clear` wants the clearances of the chart's protocol", got)
    got = session.labels("\n2025-05-07 enrol by ")
    tap.result(set(got) == {"physician-b", "therapist-b", "example-b"}, "`by` wants a person of the chart", got)
    session.leave()


def re_names(kind):
    """The names that the protocol of the chart declares."""
    name = next(line.split()[1] for line in CHART.splitlines() if line.startswith("  protocol "))
    text = (ROOT / f"data/protocols/{name}.tandem").read_text()
    return [line.split()[1] for line in text.splitlines() if line.startswith(kind + " ")]


def check_formatting(tap, tandem):
    loose = PROTOCOL.replace("  load at most low, no deep-flexion  [own]",
                             "  load  at most low,no deep-flexion [own]  # why".replace(",no", ", no"))
    session = Session(tap, tandem, loose)
    edits = session.ask("formatting", {"options": {"tabSize": 2, "insertSpaces": True}})["result"]
    tap.result(len(edits) == 1 and edits[0]["newText"] == PROTOCOL.replace("no deep-flexion  [own]", "no deep-flexion  [own]  # why"),
               "formatting is that of `tandem fmt`, comments kept [R-N12]",
               [edits[0]["newText"][:1200] if edits else edits])
    tap.result(edits[0]["range"]["start"] == {"line": 0, "character": 0} and edits[0]["range"]["end"] == {"line": loose.count("\n"),
                   "character": 0}, "it replaces the whole text", edits[0]["range"])
    session.server.change(URI, edits[0]["newText"], 2)
    tap.result(session.ask("formatting", {"options": {}})["result"] == [], "what is formatted is left alone [R-N13]", [])
    session.server.change(URI, 'title "no end\n', 3)
    answer = session.ask("formatting", {"options": {}})
    tap.result(answer["error"]["code"] == -32803 and "line 1" in answer["error"]["message"],
               "what cannot be read is not formatted, and the line is named", [answer])
    session.leave()


def check_symbols(tap, tandem):
    session = Session(tap, tandem, PROTOCOL)
    found = session.ask("documentSymbol")["result"]
    names = [one["name"] for one in found]
    tap.result("phase repair on tissue" in names and "gate start-loading opens loading  [own]" in names, "the outline has every block", names)
    repair = next(one for one in found if one["name"] == "phase repair on tissue")
    tap.result(slice_of(PROTOCOL, repair["selectionRange"]) == "repair" and len(repair["children"]) == 5, "a block has its name and its clauses",
               [repair])
    start, end = repair["range"]["start"], repair["range"]["end"]
    inside = all(start["line"] <= child["range"]["start"]["line"] and child["range"]["end"]["line"] <= end["line"] for child in repair["children"])
    tap.result(inside and PROTOCOL.split("\n")[end["line"]].startswith("  offer heel-slide"), "its range holds all of them and ends with the last",
               [repair])
    session.text, session.uri = CHART, "file:///clinic/b.chart.tandem"
    session.server.open(session.uri, CHART)
    found = session.ask("documentSymbol")["result"]
    entries = [one for one in found if one["kind"] == 24]
    lines = [line for line in CHART.splitlines() if line[:2] == "20"]
    tap.result(len(entries) == len(lines), "the outline of a chart has every entry", [len(entries), len(lines)])
    session.leave()


def check_actions(tap, tandem):
    text = replaced(PROTOCOL, "  load at most active", "  load <= active")
    session = Session(tap, tandem, text)
    whole = {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 999, "character": 0}}, "context": {"diagnostics": []}}
    actions = session.ask("codeAction", whole)["result"]
    tap.result([one["title"] for one in actions] == ["Write `at most`"], "a fix that is mechanical is offered", actions)
    edit = actions[0]["edit"]["changes"][URI][0]
    tap.result(slice_of(text, edit["range"]) == "<=" and edit["newText"] == "at most", "it writes in the place of the problem", [edit])
    tap.result([one["code"] for one in actions[0]["diagnostics"]] == ["N022"], "and names the problem it mends", actions)
    other = session.ask("codeAction", {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 3}},
                                       "context": {"diagnostics": []}})["result"]
    tap.result(other == [], "elsewhere it is not offered", other)
    session.server.change(URI, replaced(PROTOCOL, "  offer heel-slide, for mobility", "  offer heel-slyde, for mobility"), 2)
    actions = session.ask("codeAction", whole)["result"]
    tap.result([one["title"] for one in actions] == ["Write `heel-slide`"], "the nearest name is offered where it makes the problem go away",
               actions)
    session.server.change(URI, replaced(PROTOCOL, "  load at most active  [own]", "  load at most active"), 3)
    actions = session.ask("codeAction", whole)["result"]
    tap.result(actions == [], "what a person must decide is not offered: a source is cited by its author", actions)
    session.leave()


SCENARIO = (ROOT / "data/protocols/elbow-prp.scenario").read_text()
INSTRUMENT = (ROOT / "data/instruments/koos.tandem").read_text()


def check_scenarios(tap, tandem):
    uri = "file:///clinic/elbow-prp.scenario"
    session = Session(tap, tandem, SCENARIO, uri)
    tap.result(session.opened["diagnostics"] == [], "good scenarios are told to be good [F082]", said(session.opened))
    for before, wanted, what in (("scenarios fo", None, "a word that has no meaning"),
                                 ("  expec", "Below it, one expectation a line", "the head of an expectation"),
                                 ("    phase prep", "phase `prepare`", "a phase, by the protocol they are for"),
                                 ("    cei", "set by NAME", "a line below `expect`"),
                                 ("  giv", "which stand above", "a line of a course"),
                                 ("  day -28 enro", "The episode begins.", "an entry behind its day"),
                                 ("day 0 is 2025-03-03\n", None, "an empty line"),
                                 ("course enrolled\n  da", "An entry of section 9", "the day of an entry"),
                                 ("  day 13 to 48 diary by patient\n    pai", "measure `pain`", "a measure below an entry"),
                                 ("scenari", "The protocol they are for.", "the first line"),
                                 ("    physical-therapist owes free-gr", "measure `free-grip`", "what is owed")):
        found = session.hover(before)
        tap.result(found is None if wanted is None else found is not None and wanted in found, f"hovering tells of {what} [F082]", [before, found])
    found = session.definition("given operat")
    tap.result(len(found) == 1 and found[0]["uri"] == uri and slice_of(SCENARIO, found[0]["range"]) == "operated",
               "a course leads to where it is told", [found])
    found = session.definition("through quiet-elb")
    tap.result(len(found) == 1 and found[0]["uri"] == "tandem:/protocols/elbow-prp.tandem", "a gate leads into the protocol [F082]", [found])
    head = SCENARIO[: SCENARIO.index("# ---- the course")]
    for added, wanted, not_wanted in (('scenario "x"\n  ', {"given", "day", "expect"}, {"gate", "enrol"}),
                                      ('scenario "x"\n  day 3 ', {"enrol", "diary", "clear"}, {"given", "gate"}),
                                      ('scenario "x"\n  given ', {"operated", "enrolled"}, {"day"}),
                                      ('scenario "x"\n  day 3 clear ', {"resume", "full-load"}, {"operated"}),
                                      ('scenario "x"\n  day 3 clear resume by ', {"physician"}, {"resume"}),
                                      ('scenario "x"\n  day 3 diary by patient\n    ', {"pain", "pain-now"}, {"gate"}),
                                      ('scenario "x"\n  expect on day 3\n    ', {"gate", "phase", "physician", "would"}, {"given", "day"}),
                                      ('scenario "x"\n  expect on day 3\n    gate ', {"quiet-elbow"}, {"resume"}),
                                      ('scenario "x"\n  expect on day 3\n    gate quiet-elbow ', {"open", "closed", "unknown"}, {"active"}),
                                      ('scenario "x"\n  expect on day 3\n    would be fine\n      day 4 ', {"clear", "enrol"}, {"gate"}),
                                      ("", {"course", "scenario", "unnoticed"}, {"given", "phase"})):
        text = head + added
        session.server.change(uri, text, 2)
        session.text = text
        answer = session.ask("completion", {"position": position(text, text)})["result"]["items"]
        labels = {item["label"] for item in answer}
        tap.result(wanted <= labels and not not_wanted & labels, f"behind {added.splitlines()[-1:] or ['a block']} comes {min(wanted)} [F082]",
                   [sorted(labels)[:80]])
    bad = session.server.change(uri, replaced(SCENARIO, "given enrolled", "given enroled"), 3)
    tap.result(said(bad) == ["X005 no course `enroled` is told above"], "a slip in scenarios is told with its code", said(bad))
    tap.result(len(session.ask("documentSymbol")["result"]) > 20, "they have an outline", [])
    session.leave()


def check_instruments(tap, tandem):
    uri = "file:///clinic/koos.tandem"
    session = Session(tap, tandem, INSTRUMENT, uri)
    tap.result(session.opened["diagnostics"] == [], "a good instrument is told to be good [F056]", said(session.opened))
    for before, wanted, what in (("  hold", "whether its wording may ship", "a line of the head"),
                                 (INSTRUMENT[: INSTRUMENT.index("  at least") + 4], "there is no score", "a line of a score"),
                                 ("threshol", "What a change, or a state, means.", "a threshold"), ("  of P1, P", "item `P2`", "an item"),
                                 ("  measure koos.pa", "measure `koos.pain`", "a measure of the catalogue"),
                                 ("threshold pai", "score `pain`", "a score")):
        found = session.hover(before)
        tap.result(found is not None and wanted in found, f"hovering tells of {what} [F056]", [before, found])
    found = session.definition("  of P1, P")
    tap.result(len(found) == 1 and found[0]["range"]["start"]["line"] == 5, "an item leads to the line that declares it", [found])
    for added, wanted, not_wanted in (("\nscore x, rule own  [own]\n  ", {"of", "range", "band", "measure"}, {"title", "items"}),
                                      ("\nscore x, rule own  [own]\n  of ", {"P1", "Q4", "pain"}, {"range"}),
                                      ("\nthreshold pain ", {"mdc", "mcid", "scb", "pass"}, {"P1"}),
                                      ("\nthreshold pain mcid 8, for ", {"knee-osteoarthritis"}, {"P1"}),
                                      ("\nscore x, rule own  [", {"koos-2012", "own"}, {"P1"}), ("\n", {"source", "score", "threshold"}, {"of"})):
        text = INSTRUMENT + added
        session.server.change(uri, text, 2)
        answer = session.ask("completion", {"position": position(text, text)})["result"]["items"]
        labels = {item["label"] for item in answer}
        tap.result(wanted <= labels and not not_wanted & labels, f"behind {added.splitlines()[-1:]} comes {min(wanted)} [F056]",
                   [sorted(labels)[:80]])
    bad = session.server.change(uri, replaced(INSTRUMENT, "  holder", "  holdr"), 3)
    tap.result("I002" in [one["code"] for one in bad["diagnostics"]], "a slip in an instrument is told with its code", said(bad))
    session.leave()


def check_robustness(tap, tandem):
    session = Session(tap, tandem, PROTOCOL)
    server = session.server

    def still_there():
        return "error" not in session.ask("documentSymbol")

    for title, data in (("a header without a length", b"Content-Type: x\r\n\r\n"), ("a length that is no number", b"Content-Length: many\r\n\r\n"),
                        ("a length below nothing", b"Content-Length: -5\r\n\r\n"), ("bytes that are no header", b"\xff\x00" * 5000 + b"\r\n\r\n")):
        server.send_bytes(data)
        answer = server.receive()
        tap.result(answer["error"]["code"] == -32700 and answer["id"] is None, f"{title} is answered with an error", [answer])
        while title.startswith("bytes") and (more := server.ask("shutdown-not", {})) and more.get("id") is None:
            pass
        tap.result(still_there(), f"after {title} the server goes on", [])
    for title, body, code in (("no JSON", b"{oops", -32700), ("no UTF-8", b'{"id":1,"method":"\xff"}', -32700), ("an array", b"[]", -32600),
                              ("a number", b"7", -32600),
                              ("an object without a method", b'{"jsonrpc":"2.0","id":3}', -32600), ("nothing", b"", -32700),
                              ("arrays without end", b"[" * 100000, -32700)):
        server.send(body)
        answer = server.receive()
        tap.result(answer["error"]["code"] == code, f"{title} as a message is answered with an error", [answer])
    for method, params in (("hover", {}), ("hover", {"textDocument": {"uri": URI}}),
                           ("hover", {"textDocument": {"uri": URI}, "position": {"line": -1, "character": 0}}),
                           ("codeAction", {"textDocument": {"uri": URI}}), ("completion", {"textDocument": 5}), ("formatting",
                                        {"textDocument": {"uri": "file:///not/open"}})):
        answer = server.ask(f"textDocument/{method}", params)
        tap.result(answer["error"]["code"] == -32602, f"`{method}` with {json.dumps(params)} is answered with an error", [answer])
    server.tell("textDocument/didChange", {"textDocument": {"uri": URI}})
    server.tell("textDocument/didOpen", {"textDocument": {"uri": URI}})
    server.tell("textDocument/didClose", {"textDocument": {"uri": "file:///never"}})
    tap.result(still_there(), "notifications that say too little change nothing", [])
    server.tell("textDocument/didChange", {"textDocument": {"uri": URI, "version": 5},
                                           "contentChanges": [{"range": {"start": {"line": 0, "character": 9},
                                           "end": {"line": 0, "character": 14}}, "text": "small-one"}]})
    server.next_of(URI)
    found = session.ask("documentSymbol")["result"][0]["name"]
    tap.result(found == "protocol small-one version 1.0", "a change of a part is understood, though the whole is asked for", [found])
    server.send_bytes(b"Content-Length: 70000000\r\n\r\n" + b" " * 70000000)
    answer = server.receive()
    tap.result(answer["error"]["code"] == -32600 and "larger than" in answer["error"]["message"],
               "a message that is too large is passed over and told", [answer])
    server.send(b"[" + b"0," * 9000000 + b"0]")
    answer = server.receive()
    tap.result(answer["error"]["code"] == -32600, "eighteen million bytes of JSON that say nothing are answered with an error", [answer])
    server.tell("textDocument/didOpen", {"textDocument": {"uri": "file:///clinic/huge.tandem", "version": 1, "text": "a " * 2500000}})
    told = server.receive()
    tap.result(told["method"] == "window/logMessage" and "has more than 4194304 bytes and is not looked at" in told["params"]["message"],
               "a text of more than 4 MiB is not looked at, and the editor's log says so", [told])
    server.open("file:///clinic/wide.tandem", "word\n" + "a b " * 900000)
    tap.result(still_there(), "a text of nearly that, in one line, is told and survived", [])
    server.tell("textDocument/didClose", {"textDocument": {"uri": "file:///clinic/wide.tandem"}})
    big = "protocol big version 1.0\n" + "".join(f"gate g-{number} opens discharge\n  always\n" for number in range(20000))
    got = server.open("file:///clinic/big.tandem", big)
    tap.result(len(got["diagnostics"]) == 50, "a text of 40 000 lines is checked, and told as far as problems are kept", [len(got["diagnostics"])])
    session.uri = "file:///clinic/big.tandem"
    tap.result(len(session.ask("documentSymbol")["result"]) == 20001, "and has its outline", [])
    session.uri = URI
    tap.result(still_there(), "and the server goes on", [])
    code, err = session.leave()
    tap.result((code, err) == (0, b""), "and ends well, with nothing on its error stream", [code, err])
    server = Server(tandem)
    server.begin()
    os.kill(server.process.pid, signal.SIGSTOP)  # what comes in pieces is put together
    body = json.dumps({"jsonrpc": "2.0", "id": 9, "method": "shutdown"}).encode()
    for byte in b"content-length:%d\r\nContent-Type: application/vscode-jsonrpc; charset=utf-8\r\n\r\n" % len(body) + body:
        server.send_bytes(bytes([byte]))
    os.kill(server.process.pid, signal.SIGCONT)
    answer = server.receive()
    tap.result(answer == {"jsonrpc": "2.0", "id": 9, "result": None},
               "a message in single bytes, with another field and other letters, is one message", [answer])
    server.tell("exit")
    server.end()


def main():
    tap, tandem = Tap(), str(Path(sys.argv[1]).resolve())
    for check in (check_lifecycle, check_diagnostics, check_positions, check_hover, check_definition, check_completion, check_formatting,
                  check_symbols, check_actions, check_scenarios, check_instruments, check_robustness):
        check(tap, tandem)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
