"""What was recorded against the protocol: each deed judged with what was known then and with what is known now (M48)."""

from fractions import Fraction

from plain_days import show
from plain_truth import dose_of


def deviations(cases, course, on):
    return {}
