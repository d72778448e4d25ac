"""Rows for tests/unit/quantity/unit_test.c from exact fractions and a table of units of its own.

    python3 tests/oracle/unit_rows.py > tests/unit/quantity/unit_rows.inc

Each row: number, unit, other unit, the number in the other unit (or none, when no decimal of nine digits holds it),
and the sign of the comparison with a second number of the other unit.
"""
import random
from fractions import Fraction as F

INCH, POUND, GRAVITY = F(254, 10000), F(45359237, 10**8), F(980665, 10**5)
KINDS = [
    {"kg": F(1), "g": F(1, 10**3), "mg": F(1, 10**6), "ug": F(1, 10**9), "lb": POUND},
    {"m": F(1), "km": F(1000), "cm": F(1, 100), "mm": F(1, 1000), "in": INCH, "ft": 12 * INCH},
    {"cm2": F(1, 10**4), "mm2": F(1, 10**6)},
    {"L": F(1), "dL": F(1, 10), "mL": F(1, 1000), "uL": F(1, 10**6)},
    {"s": F(1), "ms": F(1, 1000), "min": F(60), "h": F(3600), "d": F(86400), "wk": F(604800)},
    {"Hz": F(1), "/min": F(1, 60), "bpm": F(1, 60), "/h": F(1, 3600), "/d": F(1, 86400), "/wk": F(1, 604800)},
    {"m/s": F(1), "cm/s": F(1, 100), "km/h": F(1000, 3600)},
    {"N": F(1), "kN": F(1000), "kgf": GRAVITY, "lbf": POUND * GRAVITY},
    {"N.m": F(1), "lbf.ft": POUND * GRAVITY * 12 * INCH, "lbf.in": POUND * GRAVITY * INCH},
    {"J": F(1), "kJ": F(1000)},
    {"Pa": F(1), "kPa": F(1000), "bar": F(10**5), "mmHg": F(133322387415, 10**9)},
    {"mV": F(1, 1000), "uV": F(1, 10**6)},
    {"million": F(10**6), "billion": F(10**9), "10*6": F(10**6), "10*9": F(10**9)},
    {"10*9/L": F(10**9), "10*6/mL": F(10**9), "10*3/uL": F(10**9), "million/mL": F(10**9), "billion/L": F(10**9),
     "/uL": F(10**6)},
    {"g/L": F(1), "g/dL": F(10), "mg/mL": F(1), "mg/dL": F(1, 100), "mg/L": F(1, 1000), "ug/mL": F(1, 1000),
     "ng/mL": F(1, 10**6)},
    {"mg/kg": F(1), "ug/kg": F(1, 1000)},
    {"mmol/L": F(1), "umol/L": F(1, 1000)},
    {"Cel": F(1), "degF": F(5, 9)},
]
SHIFTS = {"degF": F(-160, 9)}


def to_base(number, unit, kind):
    return number * kind[unit] + SHIFTS.get(unit, 0)


def decimal_text(number):
    """The shortest decimal, or none when it does not fit 9 places and 63 bits."""
    for scale in range(10):
        whole = number * 10**scale
        if whole.denominator == 1:
            if abs(whole) >= 2**63:
                return None
            digits = str(abs(whole.numerator)).rjust(scale + 1, "0")
            text = digits if scale == 0 else digits[:-scale] + "." + digits[-scale:]
            return ("-" if number < 0 else "") + text
    return None


def main():
    randomly = random.Random(20260309)
    texts = ["0", "1", "-1", "82", "0.5", "37.0", "-40", "98.6", "451.33", "1000000", "0.000000001", "9223372036854775807",
             "-9223372036.854775807"]
    print("/* Made by tests/oracle/unit_rows.py. */")
    for kind in KINDS:
        for unit in kind:
            for other in kind:
                extra = "%d.%02d" % (randomly.randint(0, 5000), randomly.randint(0, 99))
                for text in randomly.sample(texts, 3) + [extra]:
                    base = to_base(F(text), unit, kind)
                    converted = (base - SHIFTS.get(other, 0)) / kind[other]
                    shown = decimal_text(converted) if unit != other else text
                    near = F(round(converted * 1000), 1000) if randomly.random() < 0.7 else F(randomly.choice(texts))
                    near_text = decimal_text(near) or "5"
                    sign = (converted > F(near_text)) - (converted < F(near_text))
                    print('{"%s", "%s", "%s", %s, "%s", %d},' %
                          (text, unit, other, '"%s"' % shown if shown else "0", near_text, sign))


main()
