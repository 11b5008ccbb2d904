"""Aggregates: over events, over a score's periods, over sections: S8, S9, S19."""

import times
from meaning import Moment, divide


def build(book, agg):
    """A function of a Moment, for one aggregate of a formula."""
    if agg.what[0] == "sections":
        return of_sections(book, agg)
    if agg.what[0] in ("events", "fields"):
        return of_events(book, agg)
    return of_items(book, agg)


def of_sections(book, agg):
    """Those of the subject's kind that are by the reader's period."""
    unit = book.reader_unit

    def members(m):
        names = [name for name in book.sections if book.kind_of[name] == m.subject.kind]
        names = [name for name in names if book.units[name] == unit]
        found = [m.run.value(name, m.subject, m.period) for name in names]
        return reduce(agg.word, [(value, 1) for value in found if value is not None])

    return members


NOWHERE = (1, 0)  # the days of a window that is not there: nothing is before the first season


def window(m, agg):
    """The days that an aggregate looks at: the period's, or a window that ends with it."""
    first, last = m.period or (m.day, m.day)
    if agg.window is None:
        return first, last
    if agg.window[0] == "last":
        return times.rolling(agg.window[1], agg.window[2], last, m.period is not None)
    if agg.window[0] == "previous":
        now = m.run.holding(agg.window[1], m.subject, first)
        return (now and m.run.before(agg.window[1], m.subject, now)) or NOWHERE
    now = m.run.holding(agg.window[1], m.subject, last)
    return (now[0], last) if now else NOWHERE


# ---- over events ----


def of_events(book, agg):
    """("events", kinds) are counted, of ("fields", ((kind, field), …)) the values are taken."""
    fields = dict(agg.what[1]) if agg.what[0] == "fields" else dict.fromkeys(agg.what[1])
    where, pick = book.compile(agg.where), counts_of(book, agg.pick)

    def total(m):
        days = window(m, agg)
        if agg.across and m.row.get(agg.across) is None:
            return None
        members = taken(events_for(m, agg), fields, days, where)
        if agg.word == "share":
            own = m.run.by_subject.get(m.subject, ())
            return shared_events(taken(own, fields, days, where), members)
        return reduce(agg.word, picked(pick, m, members), pick is not None)

    return total


def taken(events, fields, days, where):
    """(value, occurrences) of the events that an aggregate is over."""
    members = []
    for event in events:
        if event.kind in fields and days[0] <= event.day <= days[1]:
            field = fields[event.kind]
            value = event.fields.get(field) if field else 1
            if value is not None and (where is None or where(event) is True):
                members.append((value, event.times))
    return members


def shared_events(mine, everyones):
    """Nobody's events are no part of nothing, but 0 of something."""
    return share(mine or [(0, 1)], everyones)


def events_for(m, agg):
    """Whose events count for a subject: its own, those that name it, below it, its group's."""
    run, subject = m.run, m.subject
    if agg.by:
        return [mine for event in run.events for mine in named(run, event, agg.by, subject)]
    if agg.under:
        return [event for event in run.events if below(run, event, agg.under, subject)]
    if agg.across:
        mine = m.row.get(agg.across)
        same = (
            lambda event: event.subject.kind == subject.kind and event.row.get(agg.across) == mine
        )
        return [event for event in run.events if same(event)]
    if agg.word == "share":
        return [event for event in run.events if event.subject.kind == subject.kind]
    return run.by_subject.get(subject, ())


def named(run, event, field, subject):
    """The event as one of the subject that a field names, when that is on the roster that day."""
    if field not in event.fields or event.fields[field] != subject.id:
        return []
    if run.book.fields[field].of != subject.kind or subject.row(event.day) is None:
        return []
    mine = Moment(run, event.day, subject, subject.row(event.day))
    mine.kind, mine.fields, mine.times = event.kind, event.fields, event.times
    return [mine]


def below(run, event, relation, subject):
    """Whether the subject is a leader, at any level, of the one whose event it is (that day)."""
    import firing

    if subject.row(event.day) is None or run.book.fields[relation].of != subject.kind:
        return False
    return subject in firing.levels(run, event, relation)


# ---- over periods, and over several subjects ----


def of_items(book, agg):
    """Over the cells of an item or a formula in the periods inside this one, or inside a window."""
    formula = agg.what[1] if agg.what[0] == "expr" else ("item", agg.what[1])
    item = book.first_item(formula)
    unit, kind = book.unit_of(item), book.kind_of[item]
    value_of, where = book.compile(formula), book.compile(agg.where)
    pick = counts_of(book, agg.pick)
    same = unit == book.reader_unit

    def total(m):
        days = window(m, agg)
        subjects = members_of(m, agg, kind)
        if subjects is None:
            return None
        values = cells(m, unit, subjects, days, value_of, where, same)
        if agg.word == "share":
            mine = cells(m, unit, [m.subject], days, value_of, where, same)
            return share(mine, values)
        return reduce(agg.word, picked(pick, m, values), pick is not None)

    return total


def cells(m, unit, subjects, days, value_of, where, same):
    """(value, 1) of each subject's cells that are assessed and that the condition lets pass.

    Others are seen in the reader's own period as far as it is known (S26), else in finished ones.
    """
    found, run = [], m.run
    for subject in subjects:
        periods = run.inside(unit, subject, *days)
        for period in periods if same and periods == [m.period] else run.finished(periods):
            cell = run.moment(subject, period)
            if cell is None or (where is not None and where(cell) is not True):
                continue
            value = value_of(cell)
            if value is not None:
                found.append((value, 1))
    return found


def members_of(m, agg, kind):
    """Whose cells: one's own, the group's, those below, by the last day in the period (S12)."""
    if agg.across:
        return grouped(m, agg.across)
    if agg.under:
        return [other for other in present(m, kind) if led_by(m, other, agg.under)]
    return present(m, kind) if agg.word == "share" else [m.subject]


def present(m, kind):
    """Everyone of a kind who is on the roster in the reader's period."""
    return [other for other in m.run.subjects(kind) if m.run.moment(other, m.period)]


def grouped(m, field):
    """Those who have what the subject has; None where it has nothing."""
    mine = m.row.get(field)
    if mine is None:
        return None
    everyone = present(m, m.subject.kind)
    return [other for other in everyone if m.run.moment(other, m.period).row.get(field) == mine]


def led_by(m, other, relation):
    """Whether the subject is above another, by the rosters of their last days."""
    seen = []
    while other is not None and other not in seen:
        seen.append(other)
        cell = m.run.moment(other, m.period)
        if cell is None:
            return False
        other = m.run.subject(m.run.book.fields[relation].of, cell.row.get(relation))
        if other is m.subject:
            return True
    return False


def share(mine, everyones):
    """S13: one's own part of a total; a total of 0 has no parts."""
    if not mine:
        return None
    total = sum(value * count for value, count in everyones)
    own = sum(value * count for value, count in mine)
    return divide(own, total)


def countback(book, agg):
    """{place: how often}, of the events of the period (S15)."""
    fields, where = dict(agg.what[1]), book.compile(agg.where)

    def places(m):
        found = {}
        for place, count in taken(events_for(m, agg), fields, m.period, where):
            if place >= 1:
                found[place] = found.get(place, 0) + count
        return found

    return places


def picked(pick, m, members):
    """The best n, the worst n, or all but some of both; occurrences are members of their own.

    None where it is not known how many.
    """
    if not pick:
        return members
    word, *counts = pick
    counts = [n and n(m) for n in counts]
    if any(n is None for n, said in zip(counts, pick[1:]) if said):
        return None
    values = sorted((value for value, count in members for _ in range(count)), reverse=True)
    if word == "best":
        values = values[: counts[0]]
    elif word == "worst":
        values = values[max(0, len(values) - counts[0]) :]
    else:
        best, worst = counts[0] or 0, counts[1] or 0
        values = values[best : max(best, len(values) - worst)]
    return [(value, 1) for value in values]


def counts_of(book, pick):
    """A pick whose numbers are functions of a Moment."""
    return pick and (pick[0], *(None if n is None else book.compile.count(n) for n in pick[1:]))


def reduce(word, members, best=False):
    """S9: total and count of nothing are 0; the others, and the best of nothing, are not known."""
    if members is None:
        return None
    count = sum(n for _, n in members)
    if word == "count":
        return count
    if word == "total" and not (best and count == 0):
        return sum(value * n for value, n in members)
    if count == 0:
        return None
    if word == "average":
        return divide(sum(value * n for value, n in members), count)
    if word == "median":
        values = sorted(value for value, n in members for _ in range(n))
        return divide(values[(count - 1) // 2] + values[count // 2], 2)
    return (min if word == "lowest" else max)(value for value, _ in members)
