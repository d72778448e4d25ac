"""Days and spans for the oracle: civil days as proleptic Gregorian day numbers, months clamped (M9, M10, M11)."""

import datetime
import functools
import operator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

UNIT_DAYS = {"days": 1, "day": 1, "weeks": 7, "week": 7}
UNIT_MONTHS = {"months": 1, "month": 1, "years": 12, "year": 12}


class Span:
    """A whole number of hours, days, weeks, months or years."""

    __slots__ = ("count", "unit")

    def __init__(self, count, unit):
        self.count, self.unit = int(count), unit

    def after(self, day):
        return self.shift(day, 1)

    def before(self, day):
        return self.shift(day, -1)

    def shift(self, day, sign):
        if self.unit in UNIT_DAYS:
            return day + sign * self.count * UNIT_DAYS[self.unit]
        if self.unit in UNIT_MONTHS:
            return add_months(day, sign * self.count * UNIT_MONTHS[self.unit])
        return day + sign * (-(-self.count // 24))

    def days(self):
        """Fixed length in days; spans of months have none before they are anchored (M11)."""
        return self.count * UNIT_DAYS[self.unit] if self.unit in UNIT_DAYS else None

    def __repr__(self):
        return f"{self.count} {self.unit}"


def add_months(day, months):
    date = datetime.date.fromordinal(day)
    index = date.year * 12 + date.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    length = (following - datetime.date(year, month, 1)).days
    return datetime.date(year, month, min(date.day, length)).toordinal()


def show(day):
    return None if day is None else datetime.date.fromordinal(day).isoformat()


def end_of_day(day, zone):
    """The instant at which a civil day ends in a zone, in milliseconds (M20)."""
    date = datetime.date.fromordinal(day + 1)
    try:
        info = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        info = datetime.timezone.utc
    local = datetime.datetime(date.year, date.month, date.day, tzinfo=info)
    offset = local.utcoffset() or datetime.timedelta(0)
    return (day + 1) * 86400000 - int(offset.total_seconds() * 1000)


def daily(method):
    """Remembers answers by their arguments; a course never changes."""

    name, memory_of = method.__name__, operator.attrgetter("memory")

    @functools.wraps(method)
    def asked(self, *arguments):
        key = (name, arguments)
        try:
            return memory_of(self)[key]
        except KeyError:
            found = memory_of(self)[key] = method(self, *arguments)
            return found

    return asked


def moment(entry):
    return entry.day, -1 if entry.time is None else entry.time


def told_after(one, other):
    """Whether one entry came after another, and this can be told: by day, or of one day by times that both have (M18)."""
    if one.day != other.day:
        return one.day > other.day
    return one.time is not None and other.time is not None and one.time > other.time
