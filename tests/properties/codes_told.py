#!/usr/bin/env python3
"""Every code that ships is told in docs/codes.md with the same display, thing and side, by a source that is named there, and no other is
told. Check digits once more, by plain ways of computing them. Prints TAP. Standard library only.

  codes_told.py TANDEM
"""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tools"))
from tap import ROOT, Tap  # noqa: E402

D5 = [[(a + b) % 5 if a < 5 and b < 5 else 5 + (a + b - 5) % 5 if a < 5 else 5 + (a - b) % 5 if b < 5 else (a - b) % 5
       for b in range(10)] for a in range(10)]
ROW = r"\| ([\w-]+) \| (.*) \| (\w+ `[^`]+`)(?:, (left|right))? \| (.*) \| (confirmed|single source) \|$"
ONE_SOURCE = ["atc-list"], ["cpic"], ["access-ig"], ["cms66"], ["rxclass"]
TURN = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]


def verhoeff_fits(code):
    product, permuted = 0, list(range(10))
    for digit in reversed(code):
        product = D5[product][permuted[int(digit)]]
        permuted = [TURN[at] for at in permuted]
    return product == 0


def loinc_fits(code):
    """As LOINC words it: the odd digits from the right as one number, doubled, and the even ones before it; then all digits."""
    digits, check = code.split("-")
    right = digits[::-1]
    odd, even = right[0::2][::-1], right[1::2][::-1]
    total = sum(int(d) for d in even + str(int(odd) * 2))
    return (10 - total % 10) % 10 == int(check)


def shipped():
    """(system, code, display, thing, side, file) of every code line below data/."""
    for path in sorted((ROOT / "data").rglob("*.tandem")):
        thing = ""
        for line in path.read_text().splitlines():
            if match := re.match(r"(?:codes )?(\w+) ([\w./-]+)", line):
                thing = f"{match[1]} `{match[2]}`"
            if match := re.match(r'  code (loinc|snomed|atc|rxnorm) "?([\w-]+)"? "([^"]*)"(?:, (left|right))?$', line):
                yield match[1], match[2], match[3], thing, match[4] or "", path.relative_to(ROOT).as_posix()


def told(text):
    """(system, code, display, thing, side) of every row, and the sources it names."""
    system = None
    for line in text.splitlines():
        if match := re.match(r"## (LOINC|ATC|RxNorm|SNOMED)", line):
            system = match[1].lower()
        elif system and (match := re.match(ROW, line)):
            yield (system, match[1], match[2], match[3], match[4] or ""), match[5].split(", "), match[6]


def main():
    tap = Tap()
    text = (ROOT / "docs" / "codes.md").read_text()
    ours = list(shipped())
    rows = list(told(text))
    there, said = {one[:5] for one in ours}, {row[0] for row in rows}
    tap.result(len(ours) > 100 and there == said and len(ours) == len(rows), f"the {len(ours)} codes that ship are told with their meaning [G11]",
               [f"not told: {one}" for one in sorted(there - said)] + [f"told, not shipped: {one}" for one in sorted(said - there)])
    sources = set(re.findall(r"[\w-]+", " ".join(re.findall(r"^\| ([\w, -]+) \| .* \|$", text[:text.index("## LOINC")], re.M))))
    lost = [f"{row[0]}: {name}" for row in rows for name in row[1] if name not in sources]
    tap.result(not lost, "each names sources that the page lists [G11]", lost)
    alone = [str(row) for row in rows if row[2] == "confirmed" and row[1] in ONE_SOURCE]
    tap.result(not alone, "what one source says is not called confirmed [G11]", alone)
    wrong = [str(one) for one in ours if one[0] == "loinc" and not loinc_fits(one[1]) or one[0] == "snomed" and not verhoeff_fits(one[1])]
    tap.result(not wrong and loinc_fits("72100-1") and not loinc_fits("72100-0") and not verhoeff_fits("239873008"),
               "check digits fit, computed a second way [G11]", wrong)
    built_in = [one for one in ours if one[0] == "snomed" and not one[5].startswith("data/optional/")]
    names = re.findall(r"^  '([^']+)',$", (ROOT / "data" / "meson.build").read_text(), re.M)
    apart = not built_in and len(names) > 50 and not any(name.startswith("optional/") for name in names)
    tap.result(apart, "codes of SNOMED CT stand apart and are not built in [G11]", [str(one) for one in built_in])
    return tap.finish()


if __name__ == "__main__":
    sys.exit(main())
