"""Aggregates: over events, over a score's periods, over sections: S8, S9."""

from fractions import Fraction

import times
from meaning import UNDECIDED, in_last, is_open


def build(book, agg):
    """A function of a Moment, for one aggregate of a formula."""
    if agg.what[0] == "sections":
        return of_sections(book, agg)
    if agg.what[0] in ("events", "field"):
        return of_events(book, agg)
    return of_items(book, agg)


def of_sections(book, agg):
    """Those of the subject's kind and of the same length of period."""

    def members(m):
        found = []
        for name in book.sections:
            if book.kind_of[name] == m.subject.kind:
                if m.run.holding(book.units[name], m.subject, m.period[0]) == m.period:
                    found.append(m.run.value(name, m.subject, m.period))
        return reduce(agg.word, [(value, 1) for value in found if value is not None])

    return members


def window(m, agg):
    """The days that an aggregate looks at: those of the period unless it says otherwise."""
    if agg.window is None:
        return m.period
    if agg.window[0] == "last":
        return in_last(agg.window[1], agg.window[2], m.period[1])
    if agg.window[0] == "previous":
        first, _ = m.run.holding(agg.window[1], m.subject, m.period[1])
        return m.run.holding(agg.window[1], m.subject, first - 1)
    return m.run.holding(agg.window[1], m.subject, m.period[1])


def of_events(book, agg):
    kind = agg.what[1]
    field = agg.what[2] if agg.what[0] == "field" else None
    where = book.compile(agg.where)

    def total(m):
        first, last = window(m, agg)
        members = []
        for event in m.run.by_subject.get(m.subject, ()):
            if event.kind == kind and first <= event.day <= last:
                value = event.fields.get(field) if field else 1
                if value is not None and (where is None or where(event) is True):
                    members.append((value, event.times))
        return reduce(agg.word, picked(agg.pick, members))

    return total


def of_items(book, agg):
    """Over the periods inside this one, or inside a window."""
    name = agg.what[-1]
    unit = book.unit_of(name)

    def total(m):
        members = []
        for period in times.inside(unit, *window(m, agg)):
            value = m.run.value(name, m.subject, period)
            if value is not None:
                members.append((value, 1))
        return reduce(agg.word, picked(agg.pick, members), agg.pick is not None)

    return total


def picked(pick, members):
    """The best n, the worst n, or all but some of both; occurrences are members of their own."""
    if not pick:
        return members
    if any(is_open(value) for value, _ in members):
        return [(UNDECIDED, 1)]
    values = sorted((value for value, count in members for _ in range(count)), reverse=True)
    if pick[0] == "best":
        values = values[: pick[1]]
    elif pick[0] == "worst":
        values = values[len(values) - pick[1] :] if pick[1] < len(values) else values
    else:
        best, worst = pick[1] or 0, pick[2] or 0
        values = values[best : max(best, len(values) - worst)]
    return [(value, 1) for value in values]


def reduce(word, members, best=False):
    """S9: total and count of nothing are 0; the others, and the best of nothing, are not known."""
    count = sum(times_ for _, times_ in members)
    if word == "count":
        return count
    if word == "total" and not (best and count == 0):
        return sum(value * times_ for value, times_ in members)
    if count == 0:
        return None
    if word == "average":
        return sum(value * times_ for value, times_ in members) * Fraction(1, count)
    if any(is_open(value) for value, _ in members):
        return UNDECIDED
    if word == "median":
        values = sorted(value for value, times_ in members for _ in range(times_))
        return Fraction(values[(count - 1) // 2] + values[count // 2], 2)
    return (min if word == "lowest" else max)(value for value, _ in members)
