"""Aggregates: over events, over a score's periods, over sections: S8, S9, S19."""

from fractions import Fraction

from meaning import UNDECIDED, Moment, in_last, is_open


def build(book, agg):
    """A function of a Moment, for one aggregate of a formula."""
    if agg.what[0] == "sections":
        return of_sections(book, agg)
    if agg.what[0] in ("events", "fields"):
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
    """The days that an aggregate looks at: the period's, or a window that ends with it."""
    first, last = m.period or (m.day, m.day)
    if agg.window is None:
        return first, last
    if agg.window[0] == "last":
        return in_last(agg.window[1], agg.window[2], last)
    if agg.window[0] == "previous":
        now = m.run.holding(agg.window[1], m.subject, first)
        return now and m.run.holding(agg.window[1], m.subject, now[0] - 1)
    now = m.run.holding(agg.window[1], m.subject, last)
    return now and (now[0], last)


# ---- over events ----


def of_events(book, agg):
    """("events", kinds) are counted, of ("fields", ((kind, field), …)) the values are taken."""
    fields = dict(agg.what[1]) if agg.what[0] == "fields" else dict.fromkeys(agg.what[1])
    where = book.compile(agg.where)

    def total(m):
        days = window(m, agg)
        if days is None:
            return None
        members = []
        if agg.across and m.row.get(agg.across) is None:
            return None
        for event in events_for(m, agg):
            if event.kind in fields and days[0] <= event.day <= days[1]:
                field = fields[event.kind]
                value = event.fields.get(field) if field else 1
                if value is not None and (where is None or where(event) is True):
                    members.append((value, event.times))
        return reduce(agg.word, picked(agg.pick, members), agg.pick is not None)

    return total


def events_for(m, agg):
    """Whose events count for a subject: its own, those that name it, those below, those of its group."""
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


# ---- over periods ----


def of_items(book, agg):
    """Over the periods inside this one, or inside a window; from an event, those that have ended."""
    name = agg.what[-1]
    unit = book.unit_of(name)

    def total(m):
        members = []
        days = window(m, agg)
        for period in m.run.inside(unit, m.subject, *days) if days else ():
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
    count = sum(times for _, times in members)
    if word == "count":
        return count
    if word == "total" and not (best and count == 0):
        return sum(value * times for value, times in members)
    if count == 0:
        return None
    if word == "average":
        return sum(value * times for value, times in members) * Fraction(1, count)
    if any(is_open(value) for value, _ in members):
        return UNDECIDED
    if word == "median":
        values = sorted(value for value, times in members for _ in range(times))
        return Fraction(values[(count - 1) // 2] + values[count // 2], 2)
    return (min if word == "lowest" else max)(value for value, _ in members)
