#!/usr/bin/env python3
"""The sheet in two languages, and the texts it is made of: languages.py PROGRAM. Prints TAP. Standard library only.

Texts: every text that people read has one in Spanish, no translation is left of a text that is gone, and each pair agrees in its
numbers written as words and in whether it denies something. Sheets, over the examples and invented charts on several days: in JSON
the same names in the same order with the same dates and figures; and blind, from the Spanish text alone, read by this script
without the chart: what may and may not be done, until when, is what the English JSON says.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "tools"))

from tap import Tap  # noqa: E402

PAIR = re.compile(r'^text "((?:[^"\\]|\\.)*)"\n  is "((?:[^"\\]|\\.)*)"$', re.M)
FOLDER = ROOT / "data" / "languages" / "es"
LIBRARY = [path for kind in ("catalog", "instruments", "parts", "protocols", "decisions") for path in sorted((ROOT / "data" / kind).glob("*.tandem"))]
CHARTS, SEED = 24, 11

COUNTS = {"two": "dos", "three": "tres", "four": "cuatro", "five": "cinco", "six": "seis", "seven": "siete", "eight": "ocho", "nine": "nueve",
          "ten": "diez", "twelve": "doce", "third": "tercera", "sixth": "sexta", "half": "mitad"}
DENIES = {"en": r"\b(?:not|no|never|nobody|nothing|none|neither|cannot)\b", "es": r"\b(?:no|nunca|nadie|nada|ning[uú]n[ao]?|ningunas|tampoco)\b"}
# Said otherwise in Spanish: it denies where English does not, or the other way round.
DENIES_OTHERWISE = {
    "no change", "no date", "no endorsement", "no fluid wave", "no limit", "no position", "no tear", "not signed", "unknown",
}
MONTHS = {"en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), "es": "ene feb mar abr may jun jul ago sep oct nov dic".split()}
LONG = {"en": "January February March April May June July August September October November December".split(),
        "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()}


def run(tandem, *words):
    done = subprocess.run([tandem, *map(str, words)], cwd=ROOT, capture_output=True, stdin=subprocess.DEVNULL, timeout=120, check=False)
    return done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8", "replace")


def pairs():
    return {path.name: PAIR.findall(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.tandem"))}


# ---- the texts

def check_missing(tap, tandem):
    missing = []
    for path in LIBRARY:
        code, out, err = run(tandem, "check", "--lang", "es", "--json", path)
        missing += [f"{path.name}: {one['what']}" for file in [json.loads(out)] for one in file["problems"] if one["code"].startswith("G")]
        if code != 0 or err:
            missing.append(f"{path.name}: exit {code} {err}")
    tap.result(not missing, f"every text that people read of {len(LIBRARY)} files has one in Spanish [F050]", missing[:10])


def check_stale(tap, told):
    said, names = set(), set()
    for path in LIBRARY:
        text = path.read_text(encoding="utf-8")
        said |= set(re.findall(r'"((?:[^"\\]|\\.)*)"', text))
        names |= {name.replace("-", " ") for name in re.findall(r"^[a-z]+ ([a-z][a-z0-9-]*)", text, re.M)}
    for path in sorted((ROOT / "data" / "instruments").glob("*.tandem")):
        text = path.read_text(encoding="utf-8")
        names |= {name.replace("-", " ") for name in re.findall(r"^score ([a-z][a-z0-9-]*)", text, re.M)}
        names |= set(re.findall(r", (?:among|treatment) ([a-z][a-z0-9-]*)", text))
    stale = [f"{name}: {one}" for name, rows in told.items() if name != "words.tandem" for one, _ in rows if one not in said | names]
    tap.result(not stale, "no translation is left of an English text that is gone [F050]", stale[:10])


def words_of(text, table):
    return sorted(table[word] for word in re.findall(r"[a-záéíóúñ]+", text.lower()) if word in table)


def check_pairs(tap, told):
    spanish = {word: word for word in COUNTS.values()} | {"primera": "first", "dos": "dos"}
    numbers, denials, count = [], [], 0
    for name, rows in told.items():
        for one, other in rows:
            count += 1
            wanted = words_of(one, COUNTS) + ["dos"] * len(re.findall(r"\b(?:both|twice)\b", one.lower()))
            found = [word for word in words_of(other, spanish) if word != "first"]
            found += ["dos"] * len(re.findall(r"\bamb[ao]s\b", other.lower()))
            if sorted(wanted) != sorted(found):
                numbers.append(f"{name}: {one} | {other}: {wanted} {found}")
            denied = [bool(re.search(DENIES[code], text.lower())) for code, text in (("en", one), ("es", other))]
            if denied[0] != denied[1] and one not in DENIES_OTHERWISE:
                denials.append(f"{name}: {one} | {other}")
    tap.result(not numbers and count > 800, f"numbers in words are the same in each of {count} pairs [F050]", numbers[:40])
    tap.result(not denials, "where the English denies something the Spanish does, and only there [F050]", denials[:40])


# ---- sheets

def dates(text, code):
    found = [(int(d), MONTHS[code].index(m) + 1, int(y)) for d, m, y in re.findall(rf"\b(\d+) ({'|'.join(MONTHS[code])}) (\d+)\b", text)]
    gap = " de " if code == "es" else " "
    long = [month for month in LONG[code] if month not in MONTHS[code] or code == "es"]  # "May" is both
    return found + [(int(d), LONG[code].index(m) + 1, int(y)) for d, m, y in re.findall(rf"\b(\d+){gap}({'|'.join(long)}){gap}(\d+)\b", text)]


def figures(text):
    return sorted(figure.replace(",", ".") for figure in re.findall(r"\d+(?:[.,]\d+)*", text))


def strings(value, path=""):
    """Every text of a JSON document with its path; keys and everything else as they are."""
    if isinstance(value, dict):
        return [item for key, one in value.items() if key != "language" for item in strings(one, f"{path}.{key}")]
    if isinstance(value, list):
        return [item for at, one in enumerate(value) for item in strings(one, f"{path}[{at}]")]
    return [(path, value)]


def compare_json(english, spanish, wrong, where):
    one, other = strings(english), strings(spanish)
    if [path for path, _ in one] != [path for path, _ in other]:
        wrong.append(f"{where}: another shape")
        return
    for (path, en), (_, es) in zip(one, other):
        if not isinstance(en, str) or re.search(r"\.(?:name|chart|protocol\.\w+|state|kind|digest|document|known|on)$", path):
            if en != es:
                wrong.append(f"{where}{path}: {en!r} became {es!r}")
        elif dates(en, "en") != dates(es, "es") or figures(en) != figures(es):
            wrong.append(f"{where}{path}: {en!r} | {es!r}")
        elif "(en inglés)" in es:
            wrong.append(f"{where}{path}: {es!r} is not translated")


FRAMES = {
    "en": [r"medicines of the kind: (.*?)(?:, for example .*)?", r"any exercise that loads your .* harder than \"(.*)\"",
           r"(.*), at most at the level \".*\"", r"(.*), only with .*", r"(.*)"],
    "es": [r"medicamentos de este tipo: (.*?)(?:, por ejemplo .*)?", r"ejercicios que carguen su .* más que «(.*)»",
           r"(.*), como mucho al nivel «.*»", r"(.*), solo con .*", r"(.*)"],
}


def thing(text, code):
    """(which frame, what is named in it)"""
    for at, frame in enumerate(FRAMES[code]):
        found = re.fullmatch(frame, text)
        if found:
            return at, found.group(1)
    return None


def back(text, inverse):
    """The English of a label, whole or as LABEL (ROUTE)."""
    if text in inverse:
        return inverse[text]
    inside = re.fullmatch(r"(.*?) \((.*)\)", text)
    return f"{inverse.get(inside[1])} ({inverse.get(inside[2])})" if inside else None


OWN_LINE = (r"      (?:Cuánto|Nivel|Cómo|Por qué): |"
            r"  (?:Haga esto como ejercicio solo cuando|Esta lista vale|Esto es parte de su día) ")


def read_blind(text, inverse):
    """From the Spanish sheet as printed: {section: [(frame, English label, dates of the end, denied)]}."""
    sections = {"No está permitido": "may_not", "Está permitido": "may", "Pregunte antes a su fisioterapeuta": "may",
                "Estará permitido cuando su equipo se lo diga": "may", "Cuando su equipo se lo diga, pregunte a su fisioterapeuta": "may",
                "En la vida diaria": "may"}
    out, section, lines = {"may": [], "may_not": []}, None, text.split("\n")
    group, shared = [], None

    def close(until):
        nonlocal group
        for item in group:
            at, label = thing(item, "es")
            out[section].append((at, back(label, inverse), dates(until, "es")))
        group = []

    at = 0
    while at < len(lines):
        line = lines[at]
        if at + 1 < len(lines) and re.fullmatch(r"-+", lines[at + 1]):
            if group:
                close(shared or "")
            section, shared = sections.get(line), None
            at += 2
            continue
        indent = len(line) - len(line.lstrip())
        whole = line.strip()
        while at + 1 < len(lines) and whole and lines[at + 1].strip() and not lines[at + 1].strip().startswith("* ") and (
                len(lines[at + 1]) - len(lines[at + 1].lstrip()) == (4 if whole.startswith("* ") else indent)) and not (
                re.match(OWN_LINE, lines[at + 1])):
            at += 1
            whole += " " + lines[at].strip()
        at += 1
        if section is None or not whole:
            continue
        if whole.startswith("* "):
            if group and shared:
                close(shared)
            group.append(whole[2:])
        elif indent == 6 and not re.match(r"(?:Cuánto|Nivel|Cómo|Por qué): ", whole):
            close(whole)
        elif indent == 2 and whole.startswith("Esta lista vale "):
            shared = whole
        elif indent == 2 and whole.startswith(("Haga esto como ejercicio solo cuando ", "Esto es parte de su día ")):
            if group:
                close(shared or "")
            items = whole.split(": ", 1)[1].split(". Hágalo como le dijo su equipo")[0].rstrip(".")
            for item in items.split("; "):
                found = thing(item, "es")
                out[section].append((found[0], back(found[1], inverse), None))
    if group:
        close(shared or "")
    return out


def compare_blind(english, read, wrong, where):
    for section in ("may", "may_not"):
        wanted = []
        for line in english[section]:
            at, label = thing(line["what"], "en")
            wanted.append((at, label, dates(line["until"], "en")))
        found = read[section]
        # What is only possible has no end on the sheet; it stands behind the others.
        plain = lambda rows: sorted((at, label or "?") for at, label, _ in rows)  # noqa: E731
        if plain(wanted) != plain(found):
            wrong.append(f"{where} {section}: wanted {plain(wanted)}, read {plain(found)}")
            continue
        ends = {(at, label): end for at, label, end in wanted}
        wrong += [f"{where} {section}: {label}: until {ends[(at, label)]}, read {end}" for at, label, end in found
                  if end is not None and end != ends[(at, label)] and section == "may_not"]


def days_of(path):
    found = sorted(set(re.findall(r"^(\d{4}-\d\d-\d\d) ", path.read_text(encoding="utf-8"), re.M)))
    return sorted({found[len(found) * part // 4] for part in (1, 2, 3)}) if found else []


def check_sheets(tap, tandem, told):
    inverse = {"todos los ejercicios de este plan": "any exercise of this plan", "cualquier ejercicio": "any exercise"}
    for name, rows in told.items():
        for one, other in rows:
            if name != "words.tandem":
                inverse.setdefault(other, one)
    with tempfile.TemporaryDirectory() as folder:
        code, _, err = run(tandem, "cohort", CHARTS, "--seed", SEED, "--format", "notation", "--output", folder)
        charts = sorted((ROOT / "data" / "examples").glob("*.chart.tandem")) + sorted(Path(folder).glob("*.tandem"))
        tap.result(code == 0 and len(charts) > CHARTS, f"{CHARTS} charts of seed {SEED} beside the examples", [err])
        different, blind, count, items = [], [], 0, 0
        for chart in charts:
            for day in days_of(chart):
                where = f"{chart.name} {day}"
                told_in = [run(tandem, "sheet", chart, "--on", day, "--lang", code, *form)
                           for code, form in (("en", ["--json"]), ("es", ["--json"]), ("es", ["--width", "80"]))]
                if any(code != 0 for code, _, _ in told_in):
                    different.append(f"{where}: {[err for _, _, err in told_in]}")
                    continue
                count += 1
                english, spanish = json.loads(told_in[0][1]), json.loads(told_in[1][1])
                compare_json(english, spanish, different, where)
                if english["state"] == "running":
                    items += len(english["may"]) + len(english["may_not"])
                    compare_blind(english, read_blind(told_in[2][1], inverse), blind, where)
        tap.result(not different and count > 60, f"{count} sheets say the same names, dates and figures in both languages [F050]", different[:20])
        tap.result(not blind and items > 500, f"read blind from the Spanish text, {items} things that may or may not be done are those of the "
                   "JSON, with their ends [F050]", blind[:20])


def check_swaps(tap, tandem):
    """What may stand in for each exercise that an example prescribes: the bounds of the JSON in the English text, its figures in the Spanish."""
    wrong, bounds, items = [], 0, 0
    for chart in sorted((ROOT / "data" / "examples").glob("*.chart.tandem")):
        blocks = re.findall(r"^(\S+) \S+ prescribe by .*\n((?:  .*\n)+)", chart.read_text(encoding="utf-8"), re.M)
        for day, exercise in sorted({(day, exercise) for day, doses in blocks for exercise in re.findall(r"^  (\S+)", doses, re.M)}):
            told = [run(tandem, "swap", chart, exercise, "--on", day, *form)
                    for form in (["--json"], [], ["--lang", "es"], ["--lang", "es", "--json"])]
            if any(code != 0 for code, _, _ in told):
                wrong.append(f"{chart.name} {exercise}: {[err for _, _, err in told]}")
                continue
            english, spanish = json.loads(told[0][1]), json.loads(told[3][1])
            items, line = items + len(english["items"]), re.sub(r"\n    +", " ", told[1][1])
            if "(en inglés)" in told[2][1] or figures(told[1][1]) != figures(told[2][1]) or english["items"] != spanish["items"]:
                wrong.append(f"{chart.name} {exercise}: {told[2][1]}")
            for item in english["items"]:
                if item["state"] != "fits" or not item["at"]:
                    continue
                bounds += 1
                said = f"{item['at']['field']} {item['at']['bound']}" + (f" of {item['at']['of']}" if item["at"]["of"] else "")
                if not re.search(rf"\({item['exercise']}\): [^;]*{re.escape(said)}(?:;|$)", line, re.M):
                    wrong.append(f"{chart.name} {exercise}: {item['exercise']}: {said} is not told")
    tap.result(not wrong and items > 200 and bounds > 50, f"{items} exercises of a family are told with the same figures, {bounds} with the bound "
               "of their dose [F050 F039]", wrong[:10] or [items, bounds])


def main():
    tandem, tap, told = str(Path(sys.argv[1]).resolve()), Tap(), pairs()
    check_missing(tap, tandem)
    check_stale(tap, told)
    check_pairs(tap, told)
    check_sheets(tap, tandem, told)
    check_swaps(tap, tandem)
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
