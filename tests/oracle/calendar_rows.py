"""Rows for tests/unit/calendar/ from another calendar: the one in Python's datetime and calendar modules.

    python3 tests/oracle/calendar_rows.py dates  > tests/unit/calendar/date_rows.inc
    python3 tests/oracle/calendar_rows.py months > tests/unit/calendar/month_rows.inc
    python3 tests/oracle/calendar_rows.py ranges > tests/unit/calendar/range_rows.inc
"""
import calendar
import datetime
import random
import sys

EPOCH = datetime.date(1970, 1, 1).toordinal()


def dates():
    """text, year, month, day, day number, ISO weekday."""
    chosen = set()
    for year in (1, 2, 3, 4, 5, 99, 100, 101, 400, 1582, 1600, 1700, 1800, 1900, 1904, 1969, 1970, 1972, 1999, 2000,
                 2001, 2023, 2024, 2025, 2026, 2100, 2400, 9996, 9999):
        for month in range(1, 13):
            last = calendar.monthrange(year, month)[1]
            chosen.add(datetime.date(year, month, last))
            chosen.add(datetime.date(year, month, 1))
    for century in range(100, 10000, 100):
        chosen.add(datetime.date(century, 2, calendar.monthrange(century, 2)[1]))
    randomly = random.Random(20260309)
    while len(chosen) < 1000:
        chosen.add(datetime.date.fromordinal(randomly.randint(1, datetime.date.max.toordinal())))
    for date in sorted(chosen):
        print('{"%s", %d, %d, %d, %d, %d},' % (date.isoformat(), date.year, date.month, date.day,
                                               date.toordinal() - EPOCH, date.isoweekday()))


def moved(date, months):
    """The clamped date, and whether the day of the month stayed; None beyond the calendar."""
    count = date.year * 12 + date.month - 1 + months
    year, month = count // 12, count % 12 + 1
    if not 1 <= year <= 9999:
        return None
    last = calendar.monthrange(year, month)[1]
    return datetime.date(year, month, min(date.day, last)), date.day <= last


def months():
    """from, months, clamped, 1 if the month has that day."""
    starts = ["2024-01-31", "2023-01-31", "2024-02-29", "2023-02-28", "2024-03-31", "2024-08-31", "2023-12-31", "2024-01-30",
              "2024-01-29", "1900-01-31", "2000-01-31", "2026-03-04", "2024-05-31", "2024-10-31", "2096-02-29"]
    steps = list(range(-25, 26)) + [36, 48, 96, 1200, 4800, -36, -48, -96, -1200, -4800]
    for start in starts:
        date = datetime.date.fromisoformat(start)
        for step in steps:
            result = moved(date, step)
            if result:
                print('{"%s", %d, "%s", %d},' % (start, step, result[0].isoformat(), result[1]))


def ranges():
    """months, least and most days of them, over every start in 400 years, forwards and backwards."""
    lengths = [calendar.monthrange(2000 + i // 12 % 400, i % 12 + 1)[1] for i in range(3 * 4800)]
    before = [0]
    for length in lengths:
        before.append(before[-1] + length)
    for count in list(range(1, 61)) + [72, 84, 96, 108, 119, 120, 121, 240, 600, 1200, 1201, 4799, 4800, 4801]:
        least, most = 10**9, 0
        for start in range(4800):
            days = before[start + count] - before[start]
            first, last = lengths[start], lengths[start + count]
            least = min(least, days - max(0, first - last))
            most = max(most, days + max(0, last - first))
        print('{%d, %d, %d},' % (count, least, most))


if __name__ == "__main__":
    what = sys.argv[1] if len(sys.argv) == 2 else ""
    if what not in ("dates", "months", "ranges"):
        sys.exit(__doc__)
    print("/* Made by tests/oracle/calendar_rows.py %s. */" % what)
    globals()[what]()
