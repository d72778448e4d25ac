"""Reads the notation (docs/notation.md, sections 1 and 2) without any vocabulary: text -> lines of parts of terms.

A second reader, written from the reference alone, so that the oracle shares no code with the program. It expects files
that the program accepts and refuses what it cannot read; it tells no slips. Standard library only.
"""

import datetime
import functools
import re
from fractions import Fraction

RUN = re.compile(r"[A-Za-z0-9_.:%+\-/]+")
INSTANT = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::(\d\d)(?:\.(\d{3}))?)?(Z|[+-]\d\d:\d\d)$")
DATE = re.compile(r"\d{4}-\d\d-\d\d$")
TIME = re.compile(r"\d\d:\d\d$")
PERCENT = re.compile(r"-?\d+(\.\d+)?%$")
NUMBER = re.compile(r"-?\d+(\.\d+)?$")
WORD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*([./][A-Za-z0-9][A-Za-z0-9_-]*)*$")
MARK = re.compile(r"\d+(\+|[A-Za-z][A-Za-z0-9]*)$")


class Term:
    """One term: `kind` is word, number, percent, date, time, instant, mark, operator, text or group."""

    __slots__ = ("kind", "value", "text")

    def __init__(self, kind, value, text):
        self.kind, self.value, self.text = kind, value, text

    def is_word(self, *words):
        return self.kind == "word" and self.text in words

    def __repr__(self):
        return self.text


class Line:
    """A line with its number, its parts, its cites and the lines of its block."""

    __slots__ = ("number", "parts", "cites", "block", "words")

    def __init__(self, number, parts, cites):
        self.number, self.parts, self.cites, self.block = number, parts, cites, []
        self.words = parts[0] if parts else []

    @property
    def head(self):
        return self.words[0].text

    def text(self):
        return ", ".join(" ".join(t.text for t in part) for part in self.parts)

    def below(self, head):
        return [line for line in self.block if line.head == head]

    def first(self, head):
        found = self.below(head)
        return found[0] if found else None


def day_of(text):
    """The proleptic Gregorian day number of a date."""
    return datetime.date.fromisoformat(text).toordinal()


def instant_of(text):
    """Milliseconds since the first day of the calendar, in UTC."""
    date, clock, seconds, thousandths, zone = INSTANT.match(text).groups()
    minutes = int(clock[:2]) * 60 + int(clock[3:])
    if zone != "Z":
        offset = int(zone[1:3]) * 60 + int(zone[4:])
        minutes += -offset if zone[0] == "+" else offset
    return ((day_of(date) * 1440 + minutes) * 60 + int(seconds or 0)) * 1000 + int(thousandths or 0)


def number_of(text):
    """An exact number: a plain integer where it is one, for those are compared ten times as fast."""
    value = Fraction(text)
    return value.numerator if value.denominator == 1 else value


@functools.lru_cache(maxsize=200_000)
def classify(run):
    if INSTANT.match(run):
        return Term("instant", instant_of(run), run)
    if DATE.match(run):
        return Term("date", day_of(run), run)
    if TIME.match(run):
        return Term("time", int(run[:2]) * 60 + int(run[3:]), run)
    if PERCENT.match(run):
        return Term("percent", number_of(run[:-1]), run)
    if NUMBER.match(run):
        return Term("number", number_of(run), run)
    if WORD.match(run):
        return Term("word", run, run)
    if MARK.match(run):
        return Term("mark", run, run)
    if run in "+-*/^=":
        return Term("operator", run, run)
    raise ValueError(f"the oracle cannot read `{run}`")


def tokens_of(text):
    """Terms, and the signs `,` `[` `]` `(` `)` `|` as they are, up to a comment."""
    out, at = [], 0
    while at < len(text):
        sign = text[at]
        if sign == " ":
            at += 1
        elif sign == "#":
            break
        elif sign == '"':
            end, letters = at + 1, []
            while text[end] != '"':
                if text[end] == "\\":
                    end += 1
                letters.append(text[end])
                end += 1
            out.append(Term("text", "".join(letters), text[at : end + 1]))
            at = end + 1
        elif sign in ",[]()|*^=":
            out.append(sign)
            at += 1
        else:
            run = RUN.match(text, at)
            out.append(classify(run.group()))
            at = run.end()
    return out


def parts_of(tokens):
    """Parts between commas; what stands in brackets at the end is given apart."""
    parts, part, cites = [], [], []
    inside = None
    for token in tokens:
        if token == "[":
            inside = cites
        elif token == "]":
            inside = None
        elif inside is not None:
            if token != ",":
                cites.append(token.text)
        elif token == ",":
            parts.append(part)
            part = []
        elif isinstance(token, Term):
            part.append(token)
    if part:
        parts.append(part)
    return parts, cites


def read_lines(text):
    """All lines of a file as a forest."""
    roots, stack = [], []
    rows = text.split("\n")
    at = 0
    while at < len(rows):
        row = rows[at].rstrip("\r")
        number = at + 1
        at += 1
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        depth = (len(row) - len(row.lstrip(" "))) // 2
        tokens = tokens_of(row)
        while tokens and tokens[-1] == ",":
            tokens += tokens_of(rows[at].rstrip("\r"))
            at += 1
        verbatim = tokens and tokens[-1] == "|"
        line = Line(number, *parts_of([t for t in tokens if t != "|"]))
        del stack[depth:]
        (stack[-1].block if stack else roots).append(line)
        stack.append(line)
        while verbatim and at < len(rows) and (not rows[at].strip() or rows[at].startswith("  " * (depth + 1))):
            at += 1
    return roots
