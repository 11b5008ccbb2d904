"""Keys of a rank that are head to head (S15): worked out from the events between some alone."""

from meaning import Moment


class HeadToHead:
    """A further key: what it compares, as a formula of a Moment."""

    def __init__(self, book, formula):
        self.value = book.compile(formula)

    def among(self, run, kind, those, subject, period):
        """What a subject has of the events between `those`."""
        between = Between(run, kind, {one.id for one in those})
        return self.value(between.moment(subject, period))


def sides(book, kind, event_kind):
    """The fields of an event that name a kind of subject, where they are two."""
    fields = book.events[event_kind].values()
    names = [field.name for field in fields if field.type == "subject" and field.of == kind]
    return names if len(names) == 2 else []


class Between:
    """A run in which there are no events but those between some subjects."""

    def __init__(self, run, kind, ids):
        self.run, self.kind, self.ids = run, kind, ids
        self.events = [m for m in run.events if self.holds(m)]
        self.by_subject = {}
        for m in self.events:
            self.by_subject.setdefault(m.subject, []).append(m)

    def __getattr__(self, name):
        return getattr(self.run, name)

    def holds(self, m):
        """Whether it is an event between two of them."""
        if m.fields is None or m.kind is None:
            return False
        met = [m.fields[name] for name in sides(self.run.book, self.kind, m.kind)]
        return len(set(met)) == 2 and self.ids.issuperset(met)

    def value(self, name, subject, period):
        """Of a section what those events posted, of a score its formula."""
        chain, kind = self.run.book.items[name]
        version = chain.at(period[1])
        if version is None:
            return None
        if kind == "section":
            return self.posted(name, subject, period)
        return version.formula(self.moment(subject, period))

    def moment(self, subject, period):
        m = self.run.moment(subject, period)
        between = Moment(self, m.day, subject, m.row)
        between.at, between.period = m.at, m.period
        return between

    def posted(self, name, subject, period):
        self.run.ledger.feed(name)
        return sum(
            posting.amount
            for posting in self.run.ledger.postings.get((name, subject), ())
            if period[0] <= posting.m.day <= period[1]
            and self.holds(posting.m)
            and subject.id in self.met(posting.m)
        )

    def met(self, m):
        return [m.fields[name] for name in sides(self.run.book, self.kind, m.kind)]


def settle(rank, level, key, base):
    """The places of those who are level before a key: lists of those level at the end, best first.

    `base`: whose events count. `rank` knows the keys: is_met, values, again, parts.
    """
    if len(level) == 1 or key == rank.count:
        return [level]
    found = []
    for part in rank.parts(level, key, base):
        first = rank.begin(key) if key in rank.again and len(part) < len(base) else None
        if first is not None:
            found += settle(rank, part, first, part)
        else:
            begins = rank.is_met(key + 1) and not rank.is_met(key)
            found += settle(rank, part, key + 1, part if begins else base)
    return found
