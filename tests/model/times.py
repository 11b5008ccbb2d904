"""Days as ordinal numbers; periods, (first, last), of the calendar and of a pack (S14)."""

import bisect
import datetime
import functools

UNITS = ("week", "month", "quarter", "half", "year")
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def day(text):
    return datetime.date.fromisoformat(text).toordinal()


@functools.lru_cache(maxsize=None)
def iso(ordinal):
    return datetime.date.fromordinal(ordinal).isoformat()


@functools.lru_cache(maxsize=None)
def add_months(ordinal, months):
    """The same day so many months on, clipped to the end of its month."""
    date = datetime.date.fromordinal(ordinal)
    count = date.year * 12 + date.month - 1 + months
    year, month = divmod(count, 12)
    after = datetime.date(year + (month == 11), (month + 1) % 12 + 1, 1).toordinal()
    first = datetime.date(year, month + 1, 1).toordinal()
    return min(first + date.day - 1, after - 1)


@functools.lru_cache(maxsize=None)
def holding(unit, ordinal):
    """The calendar period of this unit that holds a day."""
    date = datetime.date.fromordinal(ordinal)
    if unit == "week":
        first = ordinal - date.weekday()
        return first, first + 6
    length = MONTHS[unit]
    month = (date.month - 1) // length * length + 1
    first = datetime.date(date.year, month, 1).toordinal()
    return first, add_months(first, length) - 1


@functools.lru_cache(maxsize=None)
def label(unit, period):
    """As Merit writes it: 2018-10, 2018-W41, 2018-Q4, 2018-H2, 2018."""
    date = datetime.date.fromordinal(period[0])
    if unit == "week":
        year, week, _ = date.isocalendar()
        return f"{year}-W{week:02}"
    if unit == "month":
        return f"{date.year}-{date.month:02}"
    if unit == "year":
        return str(date.year)
    length = MONTHS[unit]
    return f"{date.year}-{unit[0].upper()}{(date.month - 1) // length + 1}"


@functools.lru_cache(maxsize=None)
def inside(unit, first, last):
    """The calendar periods that lie wholly within some days."""
    found = []
    period = holding(unit, first)
    while period[1] <= last:
        if period[0] >= first:
            found.append(period)
        period = holding(unit, period[1] + 1)
    return found


@functools.lru_cache(maxsize=None)
def touching(unit, first, last):
    """The calendar periods that share at least a day with some days."""
    found = [holding(unit, first)]
    while found[-1][1] < last:
        found.append(holding(unit, found[-1][1] + 1))
    return found


def back(ordinal, count, unit):
    """So much time before a day."""
    if unit in ("day", "week"):
        return ordinal - count * (7 if unit == "week" else 1)
    return add_months(ordinal, -count * (12 if unit == "year" else 1))


@functools.lru_cache(maxsize=None)
def rolling(count, unit, ordinal, of_period):
    """A window that ends with a day (S4); behind a period that ends a month, of whole months."""
    ends_month = datetime.date.fromordinal(ordinal + 1).day == 1
    if of_period and unit in ("month", "year") and ends_month:
        return back(ordinal + 1, count, unit), ordinal
    return back(ordinal, count, unit) + 1, ordinal


def after(ordinal, count, unit):
    """So much time after a day."""
    return back(ordinal, -count, unit)


class Cycles:
    """S14: period k of anchor a is [a + k·n, a + (k+1)·n), always counted from a."""

    def __init__(self, node):
        self.node = node
        self.known = {}  # anchor: the days on which its periods begin, as far as was asked

    def anchor(self, subject):
        """The day on which the first one begins: one for all, or a date of the subject."""
        if not isinstance(self.node.anchor, str):
            return self.node.anchor
        return subject.rows[-1][2][self.node.anchor]

    def around(self, first, last):
        """Days that hold all the periods that limit what some days belong to, and those behind."""
        length = {"day": 1, "week": 7, "month": 31, "year": 366}[self.node.unit]
        return first - 2 * self.node.count * length, last + 2 * self.node.count * length

    def starts(self, anchor, until):
        """The first days of the periods from the anchor on, at least one behind a day."""
        found = self.known.setdefault(anchor, [anchor])
        while found[-1] <= until:
            found.append(after(anchor, len(found) * self.node.count, self.node.unit))
        return found

    def label(self, period):
        return f"{iso(period[0])}..{iso(period[1])}"

    def holding(self, subject, ordinal):
        anchor = self.anchor(subject)
        if anchor is None or ordinal < anchor:
            return None
        starts = self.starts(anchor, ordinal)
        number = bisect.bisect(starts, ordinal)
        return starts[number - 1], starts[number] - 1

    def before(self, subject, period):
        return self.holding(subject, period[0] - 1)

    def touching(self, subject, first, last):
        anchor = self.anchor(subject)
        if anchor is None or last < anchor:
            return []
        starts = self.starts(anchor, last)
        from_, to = (bisect.bisect(starts, day) for day in (max(first, anchor), last))
        return [(starts[k - 1], starts[k] - 1) for k in range(from_, to + 1)]


class Seasons:
    """Days that are listed; a day in none of them belongs to no period."""

    def __init__(self, node):
        self.rows = sorted((first, last) for _, first, last in node.rows)
        self.names = {first: name for name, first, _ in node.rows}

    def around(self, first, last):
        return min(first, self.rows[0][0]), max(last, self.rows[-1][1])

    def label(self, period):
        return self.names[period[0]]

    def holding(self, _subject, ordinal):
        for first, last in self.rows:
            if first <= ordinal <= last:
                return first, last
        return None

    def before(self, _subject, period):
        earlier = [row for row in self.rows if row[1] < period[0]]
        return earlier[-1] if earlier else None

    def touching(self, _subject, first, last):
        return [(a, b) for a, b in self.rows if a <= last and b >= first]
