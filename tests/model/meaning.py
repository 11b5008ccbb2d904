"""Expressions become functions of a Moment; what is not known, or not assessed, is None (S9)."""

from fractions import Fraction


class Moment:
    """Where an expression is read: an event of a subject, or a subject's period."""

    __slots__ = (
        "run",
        "day",
        "at",
        "there",
        "subject",
        "row",
        "kind",
        "fields",
        "times",
        "log",
        "period",
        "number",  # of that period, among its subject's
        "meets",  # in a run of periods: whether this one satisfies the condition
        "key",
    )

    def __init__(self, run, day, subject, row):
        self.run, self.day, self.subject, self.row = run, day, subject, row
        self.at = day  # the day whose versions of lets and tables apply (S1)
        self.there = day  # the day on which rosters are read (S12)
        self.kind = self.fields = self.period = self.key = None
        self.times, self.log = 1, LATEST


LATEST = 1 << 60  # what happens at the end of a day stands behind its events


def whole(value):
    """The same as an int where it is one: exact too, and quicker to reckon with."""
    return value.numerator if value.denominator == 1 else value


def divide(a, b):
    if b == 0:
        return None
    if isinstance(a, int) and isinstance(b, int) and a % b == 0:
        return a // b
    return whole(Fraction(a, b))


ARITHMETIC = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": divide,
    "lower": min,
    "higher": max,
}
ORDER = {
    "is": lambda a, b: a == b,
    "is not": lambda a, b: a != b,
    "at least": lambda a, b: a >= b,
    "at most": lambda a, b: a <= b,
    "above": lambda a, b: a > b,
    "below": lambda a, b: a < b,
}


def constant(value):
    return lambda m: value


def number(value, unit):
    value = Fraction(value)
    value = {"%": value / 100, "weeks": value * 7, "hours": value * 60}.get(unit, value)
    return whole(value)


class Compiler:
    """Turns the expressions of one pack into functions; `book` resolves names and aggregates."""

    def __init__(self, book):
        self.book = book

    def __call__(self, expr):
        """None stays None: no condition."""
        if expr is None:
            return None
        op = expr[0]
        if op in ARITHMETIC:
            return self.binary(ARITHMETIC[op], expr)
        if op in ORDER:
            return self.compared(ORDER[op], expr)
        method = {"if": "choice", "or": "either", "and": "both", "not": "negated"}
        method |= {"one of": "member", "yes": "literal", "date": "literal", "text": "literal"}
        method |= {"value": "literal", "let": "named"}
        return getattr(self, method.get(op, op))(*expr[1:])

    def literal(self, value):
        return constant(value)

    def num(self, value, unit):
        return constant(number(value, unit))

    def binary(self, action, expr):
        left, right = self(expr[1]), self(expr[2])

        def reckon(m):
            a = left(m)
            if a is None:
                return None
            b = right(m)
            return None if b is None else action(a, b)

        return reckon

    def compared(self, action, expr):
        left, right = self(expr[1]), self(expr[2])

        def compare(m):
            a, b = left(m), right(m)
            return None if a is None or b is None else action(a, b)

        return compare

    def neg(self, expr):
        inner = self(expr)

        def negate(m):
            value = inner(m)
            return None if value is None else -value

        return negate

    def choice(self, condition, then, otherwise):
        condition, then, otherwise = self(condition), self(then), self(otherwise)

        def choose(m):
            test = condition(m)
            if test is None:
                return None
            return then(m) if test else otherwise(m)

        return choose

    def both(self, left, right):
        return self.joined(left, right, False)

    def either(self, left, right):
        return self.joined(left, right, True)

    def joined(self, left, right, decisive):
        """One decisive side decides; else what is unknown stays unknown."""
        left, right = self(left), self(right)

        def join(m):
            a = left(m)
            if a is decisive:
                return a
            b = right(m)
            if b is decisive:
                return b
            return None if a is None or b is None else not decisive

        return join

    def negated(self, expr):
        inner = self(expr)

        def negate(m):
            value = inner(m)
            return None if value is None else not value

        return negate

    def known(self, expr):
        inner = self(expr)
        return lambda m: inner(m) is not None

    def between(self, expr, low, high):
        inner, low, high = self(expr), self(low), self(high)

        def compare(m):
            value, least, most = inner(m), low(m), high(m)
            if value is None or least is None or most is None:
                return None
            return least <= value <= most

        return compare

    def member(self, expr, values):
        inner, values = self(expr), [self(value)(None) for value in values]

        def compare(m):
            value = inner(m)
            return None if value is None else value in values

        return compare

    def field(self, name, _kind=None):
        return lambda m: m.fields.get(name)

    def attr(self, name):
        return lambda m: m.row.get(name)

    def via(self, first, second):
        """A roster field of the subject that a field of the event, or of the own subject, names."""
        target = self.book.fields[first]

        def follow(m):
            source = m.fields if m.fields is not None and first in m.fields else m.row
            subject = m.run.subject(target.of, source.get(first))
            row = subject.row(m.there) if subject else None
            return None if row is None else row.get(second)

        return follow

    def whose(self, attr, name):
        """An item of whom a roster field names, of the same period."""
        kind = self.book.fields[attr].of

        def read(m):
            subject = m.run.subject(kind, m.row.get(attr))
            return m.run.value(name, subject, m.period) if subject else None

        return read

    def key(self):
        return lambda m: m.key

    def day(self):
        return lambda m: m.day

    def count(self, n):
        """How many: a number, or an expression that gives one."""
        return self(n) if isinstance(n, tuple) else constant(n)

    def item(self, name):
        unit = self.book.unit_of(name)

        def read(m):
            period = m.period or m.run.holding(unit, m.subject, m.day)
            return None if period is None else m.run.value(name, m.subject, period)

        return read

    def named(self, name):
        def read(m):
            version = self.book.lets[name].at(m.at)
            return None if version is None else version.value(m)

        return read

    def look(self, table, expr):
        inner = self(expr)

        def look(m):
            value, version = inner(m), self.book.tables[table].at(m.at)
            if value is None or version is None:
                return None
            return version.find(m, value)

        return look

    def agg(self, aggregate):
        return self.book.aggregate(aggregate)


def row_test(low, high, word):
    """Whether a key falls in a row of a table."""
    if word == "otherwise":
        return lambda value: True
    low = number(low[1], low[2]) if low[0] == "num" else low[1]
    if word == "is":
        return lambda value: value == low
    if high is None:
        return lambda value: value >= low
    high = number(high[1], high[2]) if high[0] == "num" else high[1]
    if word == "..":
        return lambda value: low <= value <= high
    return lambda value: low <= value < high


class Chain:
    """The versions of one name: each is in force until the day before the next one."""

    def __init__(self, versions):
        self.versions = sorted(versions, key=lambda version: version.since or 0)
        self.only = versions[0] if len(versions) == 1 and self.open(versions[0]) else None

    @staticmethod
    def open(version):
        return version.since is None and version.until is None

    def at(self, day):
        if self.only:
            return self.only
        found = None
        for version in self.versions:
            if (version.since or 0) <= day:
                found = version
        return None if found is None or (found.until or day) < day else found
