"""What a pack makes of a roster and a log: Run(book, roster, log).value(item, subject, period).

Everything is worked out when it is asked for, once. The steps are those of S2: void, treat as,
matches and counters (firing.py), postings and their limits (postings.py), items (items.py).
"""

import firing
import items
import postings
import times
from meaning import LATEST, Moment

EVER = (-LATEST, LATEST)


class Subject:
    """Somebody of a roster: dated rows (S12)."""

    __slots__ = ("kind", "id", "rows")

    def __init__(self, kind, name):
        self.kind, self.id, self.rows = kind, name, []

    def row(self, day):
        for first, last, fields in self.rows:
            if first <= day <= last:
                return fields
        return None

    def last_day(self, first, last):
        """The last day on the roster within some days, or None."""
        if len(self.rows) == 1:
            since, until, _ = self.rows[0]
            return min(last, until) if since <= last and until >= first else None
        days = [
            min(last, until) for since, until, _ in self.rows if since <= last and until >= first
        ]
        return max(days) if days else None

    def days(self, first, last):
        spans = ((max(first, since), min(last, until)) for since, until, _ in self.rows)
        return sum(b - a + 1 for a, b in spans if a <= b)


class Run:
    """One pack over one roster and one log. `span` are the days that are asked about.

    As of a day only what was recorded by then is known, and later periods are not finished (S26).
    """

    def __init__(self, book, roster, log, span, as_of=LATEST):
        self.book, self.span, self.as_of = book, span, as_of
        self.everyone = {kind: {} for kind in book.kinds}
        for kind, rows in roster.items():
            self.enrol(kind, rows)
        self.memo = {}
        self.conflicts = []  # sections that are set to two values at one place (S17)
        self.moments = {}
        self.ledger = postings.Ledger(self)
        self.events = self.read(log)
        self.by_subject = {}
        for m in self.events:
            self.by_subject.setdefault(m.subject, []).append(m)

    # ---- who ----

    def enrol(self, kind, rows):
        declared = self.book.kinds[kind].fields
        known = self.everyone[kind]
        for row in rows:
            if row["id"] not in known:
                known[row["id"]] = Subject(kind, row["id"])
            fields = {field.name: given(field, row.get(field.name)) for field in declared}
            since, until = row.get("joined"), row.get("left")
            since = EVER[0] if since is None else since
            until = EVER[1] if until is None else until
            known[row["id"]].rows.append((since, until, fields))

    def subjects(self, kind):
        return self.everyone[kind].values()

    def subject(self, kind, name):
        return None if name is None else self.everyone[kind].get(name)

    # ---- when ----

    def holding(self, unit, subject, day):
        """The period of a unit that holds a day; None where there is none (S14)."""
        if unit in times.UNITS:
            return times.holding(unit, day)
        return self.book.own_periods[unit].holding(subject, day)

    def end_of(self, unit, subject, day):
        """The day behind which the next period is looked for; None before the first one."""
        now = self.holding(unit, subject, day)
        if now is None and self.touching(unit, subject, day - 4000, day):
            return day
        return now and now[1]

    def following(self, unit, subject, day):
        """The first period that begins after a day."""
        if unit in times.UNITS:
            return times.holding(unit, day + 1)
        found = self.book.own_periods[unit].touching(subject, day + 1, day + 4000)
        return next((period for period in found if period[0] > day), None)

    def before(self, unit, subject, period):
        """The one before it, of seasons the last that ended; None where nothing is before."""
        if unit in times.UNITS:
            return times.holding(unit, period[0] - 1)
        return self.book.own_periods[unit].before(subject, period)

    def touching(self, unit, subject, first, last):
        """The periods of a unit that share at least a day with some days."""
        if unit in times.UNITS:
            return times.touching(unit, first, last)
        return self.book.own_periods[unit].touching(subject, first, last)

    def inside(self, unit, subject, first, last):
        """Those that lie wholly within."""
        if unit in times.UNITS:
            return times.inside(unit, first, last)
        found = self.book.own_periods[unit].touching(subject, first, last)
        return [period for period in found if period[0] >= first and period[1] <= last]

    def horizon(self):
        """The days for which rules on scores and on absence are tried: whole periods.

        And those before them that may still matter; the rest of a week is thought of too.
        """
        book, (first, last) = self.book, self.span
        first, last = times.add_months(first - 7, -12 * book.years_back), last + 7
        around = [node.around(first, last) for node in book.own_periods.values()]
        first = min([first, *(begin for begin, _ in around)])
        last = max([last, *(end for _, end in around)])
        return times.holding(book.longest, first)[0], times.holding(book.longest, last)[1]

    def finished(self, periods):
        return [period for period in periods if period[1] <= self.as_of]

    # ---- events ----

    def read(self, log):
        """The events that count, in the order of S27, as what they are treated as."""
        known = lambda row: (row.get("recorded") or row["date"]) <= self.as_of
        moments = [self.event(row, number) for number, row in enumerate(log) if known(row)]
        moments = sorted(filter(None, moments), key=lambda m: (m.day, m.log))
        self.known_from = moments[0].day if moments else LATEST  # runs of periods begin there
        moments = [m for m in moments if not self.hit(self.book.voids, m)]
        if self.book.treats:
            self.treat(moments)
        return moments

    def event(self, row, position):
        """None for a row that is rejected: its own subject is not on the roster that day."""
        declared = self.book.events[row["kind"]]
        column, kind = self.book.own[row["kind"]]
        subject = self.everyone[kind][row["fields"][column]]
        attributes = subject.row(row["date"])
        if attributes is None:
            return None
        m = Moment(self, row["date"], subject, attributes)
        m.kind, m.log = row["kind"], position
        m.fields = {name: given(field, row["fields"].get(name)) for name, field in declared.items()}
        m.fields[column] = subject.id
        m.fields["decided"] = row["fields"].get("decided")
        m.times = occurrences(declared, m.fields)
        return m

    def hit(self, names, m):
        """The first of some rules that selects an event, by its version of that day."""
        for name in names:
            version = self.book.rules[name].at(m.day)
            if version and m.kind in version.kinds and version.selects(m):
                return version
        return None

    def treat(self, moments):
        """S20, in the order of kinds: what is made of a kind is looked at once more as that."""
        for kind in self.treat_order():
            for m in moments:
                version = self.hit(self.book.treats, m) if m.kind == kind else None
                if version:
                    self.become(m, next(e.side for e in version.effects if e.op == "treat"))

    def treat_order(self):
        """Old kinds before those that they become."""
        edges = {}
        for name in self.book.treats:
            for version in self.book.rules[name].versions:
                for effect in version.effects:
                    if effect.op == "treat":
                        for kind in version.kinds:
                            edges.setdefault(kind, set()).add(effect.side)
        order, seen = [], set()

        def visit(kind):
            if kind not in seen:
                seen.add(kind)
                for other in sorted(edges.get(kind, ())):
                    visit(other)
                order.append(kind)

        for kind in sorted(edges):
            visit(kind)
        return reversed(order)

    def become(self, m, kind):
        declared = self.book.events[kind]
        old, column = m.fields, self.book.own[kind][0]
        m.kind = kind
        m.fields = {name: given(field, old.get(name)) for name, field in declared.items()}
        m.fields[column] = m.subject.id
        m.fields["decided"] = old["decided"]
        m.times = occurrences(declared, m.fields)

    # ---- items ----

    def moment(self, subject, period):
        """A subject's period, as scores and verdicts read it (S1, S12); None: off the roster."""
        key = (subject, period)
        if key not in self.moments:
            day = subject.last_day(*period)
            m = None
            if day is not None:
                m = Moment(self, day, subject, subject.row(day))
                m.at, m.period = period[1], period
            self.moments[key] = m
        return self.moments[key]

    def value(self, name, subject, period):
        key = (name, subject, period)
        if key not in self.memo:
            self.memo[key] = items.value(self, name, subject, period)
        return self.memo[key]

    def fires(self, name):
        """What a rule does, before amounts are limited: see firing.py."""
        key = ("fires", name)
        if key not in self.memo:
            self.memo[key] = firing.fires(self, name)
        return self.memo[key]


def given(field, value):
    return field.default if value is None else value


def occurrences(declared, fields):
    for name, field in declared.items():
        if field.type == "occurrences":
            return fields[name] if fields[name] is not None else 1
    return 1
