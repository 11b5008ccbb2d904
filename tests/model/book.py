"""A pack made ready for many logs: names resolved, versions in chains, expressions compiled."""

import functools

import aggregates
import meaning
import meetings
import times


class Book:
    """What a pack says, by name; semantics.py runs it."""

    def __init__(self, pack):
        self.pack, self.aggregates = pack, []
        self.reader_unit = None  # by which the score is that is being compiled
        self.kinds = {kind.name: kind for kind in pack.kinds}
        self.first_kind = pack.kinds[0].name
        self.fields = self.all_fields()
        self.events = {event.name: self.event_fields(event) for event in pack.events}
        self.own = {name: self.own_field(fields) for name, fields in self.events.items()}
        self.own_periods = {
            node.name: times.Seasons(node) if hasattr(node, "rows") else times.Cycles(node)
            for node in pack.periods
        }
        self.units = {node.name: node.each for node in pack.sections + pack.scores}
        self.kind_of = {
            node.name: node.kind or self.first_kind
            for node in pack.sections + pack.scores + pack.ranks + pack.grades
        }
        self.verdict_units()
        self.compile = meaning.Compiler(self)
        self.lets = self.chains(pack.lets, Let)
        self.tables = self.chains(pack.tables, Table)
        self.sections = self.chains(pack.sections, Section)
        self.scores = self.chains(pack.scores, Score)
        self.ranks = self.chains(pack.ranks, Rank)
        self.grades = self.chains(pack.grades, Grade)
        self.items = {
            name: (chain, kind)
            for kind in ("section", "score", "rank", "grade")
            for name, chain in getattr(self, kind + "s").items()
        }
        self.selections = self.chains(pack.selections, Selection)
        self.rules = self.chains(pack.rules, Rule)
        self.order = {name: index for index, name in enumerate(self.rules)}
        self.feeders = self.who_feeds()
        self.years_back, self.longest = self.how_far_back(), self.longest_unit()
        self.voids = [n for n, c in self.rules.items() if has(c, "void")]
        self.treats = [n for n, c in self.rules.items() if has(c, "treat")]

    def chains(self, nodes, ready):
        by_name = {}
        for node in nodes:
            by_name.setdefault(node.name, []).append(ready(self, node))
        return {name: meaning.Chain(versions) for name, versions in by_name.items()}

    def all_fields(self):
        """Types by name: one name has one type throughout a pack."""
        fields = {}
        for owner in self.pack.kinds + self.pack.events:
            for field in owner.fields:
                fields[field.name] = field
        for field in self.pack.every:
            fields[field.name] = field
        return fields

    def event_fields(self, event):
        return {field.name: field for field in (*event.fields, *self.pack.every)}

    def own_field(self, fields):
        """(column, kind) of the own subject: the first field of a subject kind."""
        for field in fields.values():
            if field.type == "subject":
                return field.name, field.of
        return self.first_kind, self.first_kind

    def verdict_units(self):
        """A rank is of the period of what it ranks, a grade of that of its rank."""
        for rank in self.pack.ranks:
            self.units[rank.name] = self.units[first_item(rank.by)]
        for grade in self.pack.grades:
            self.units[grade.name] = self.units[grade.by]

    def unit_of(self, name):
        return self.units[name]

    def first_item(self, expr):
        return first_item(expr)

    def label(self, unit):
        """How periods of a unit are named."""
        if unit in self.own_periods:
            return self.own_periods[unit].label
        return functools.partial(times.label, unit)

    def aggregate(self, aggregate):
        self.aggregates.append(aggregate)
        return aggregates.build(self, aggregate)

    def how_far_back(self):
        """How many years before those asked about may matter to rules on scores and on absence."""
        effects = [e for chain in self.rules.values() for v in chain.versions for e in v.effects]
        if any(agg.window and agg.what[0] in ("item", "expr") for agg in self.aggregates):
            return 4
        return 1 if any(effect.next for effect in effects) else 0

    def longest_unit(self):
        """The longest of the calendar's periods over which this pack adds up or limits."""
        versions = [version for chain in self.rules.values() for version in chain.versions]
        units = {unit for version in versions for _, unit in version.caps} | {"month"}
        units |= {v.trigger[2][1] for v in versions if v.trigger[0] == "missing"}
        units |= {agg.window[1] for agg in self.aggregates if agg.window}
        units |= set(self.units.values())
        return max(units & set(times.UNITS), key=times.UNITS.index)

    def who_feeds(self):
        """The rules that post to, set, hold or withhold each item."""
        feeders = {}
        for name, chain in self.rules.items():
            for version in chain.versions:
                for target in version.targets():
                    if name not in feeders.setdefault(target, []):
                        feeders[target].append(name)
        return feeders


def has(chain, op):
    return any(effect.op == op for version in chain.versions for effect in version.effects)


def first_item(expr):
    """The first section, score or rank that an expression reads; None when there is none."""
    import tree

    for part in tree.walk(expr):
        if part[0] == "item":
            return part[1]
    return None


class Ready:
    """A version with its expressions compiled."""

    def __init__(self, book, node):
        self.node = node
        self.since, self.until = node.since, node.until
        self.prepare(book, node)


class Let(Ready):
    def prepare(self, book, node):
        self.value = book.compile(node.value)


class Table(Ready):
    def prepare(self, book, node):
        self.rows = [(meaning.row_test(*key), book.compile(value)) for key, value in node.rows]

    def find(self, m, value):
        for fits, result in self.rows:
            if fits(value):
                before, m.key = m.key, value
                found = result(m)
                m.key = before
                return found
        return None


class Section(Ready):
    def prepare(self, book, node):
        self.base, self.floor, self.cap = map(book.compile, (node.base, node.floor, node.cap))


class Score(Ready):
    def prepare(self, book, node):
        parts = (node.formula, node.floor, node.cap, node.limit)
        book.reader_unit = node.each
        self.formula, self.floor, self.cap, self.limit = map(book.compile, parts)
        book.reader_unit = None


class Rank(Ready):
    def prepare(self, book, node):
        self.keys = [rank_key(book, key) for key in (node.by, *node.then_by)]
        self.among = book.compile(node.among)


def rank_key(book, key):
    """A formula, the field whose places a countback compares, or what is head to head (S15)."""
    if key[0] == "met":
        return meetings.HeadToHead(book, key[1])
    if key[0] == "agg" and key[1].word == "countback":
        return aggregates.countback(book, key[1])
    return book.compile(key)


class Grade(Ready):
    def prepare(self, book, node):
        self.conditions = [book.compile(level.condition) for level in node.levels]


class Selection(Ready):
    def prepare(self, book, node):
        self.n = book.compile.count(node.n)
        self.limit = book.compile(node.limit)


class Effect:
    """One effect of a rule: op, its target and its amount."""

    def __init__(self, book, effect, steps=None):
        self.op, self.steps = effect[0], steps
        self.target = self.amount = self.side = self.next = None
        self.shared = ()
        getattr(self, "of_" + self.op)(book, *effect[1:])

    def of_deduct(self, book, amount, section, shared):
        self.target, self.shared = section, shared or ()
        if amount[0] != "decided":
            self.amount = book.compile(amount)

    of_add = of_deduct

    def of_set(self, book, section, amount):
        self.target, self.amount = section, book.compile(amount)

    def of_clear(self, _book, section):
        self.target, self.amount = section, meaning.constant(0)

    def of_restart(self, _book, section):
        self.target = section

    def of_treat(self, _book, kind):
        self.side = kind

    def of_void(self, _book):
        pass

    def of_notice(self, _book, text):
        self.side = text

    def of_withhold(self, book, share, target, following):
        self.target, self.next = target, following
        self.amount = book.compile(("num", share if share else 100, "%"))

    def of_hold(self, book, target, side, amount, following):
        self.target, self.side, self.next = target, side, following
        self.amount = book.compile(amount)


class Rule(Ready):
    def prepare(self, book, node):
        self.name = node.name
        self.trigger = node.trigger
        self.kinds = set(node.trigger[1]) if node.trigger[0] == "kinds" else set(book.events)
        if node.trigger[0] == "missing":
            self.kinds = set(node.trigger[1])
        self.condition = book.compile(node.trigger[1]) if node.trigger[0] == "scores" else None
        self.where, self.unless, self.limit = map(
            book.compile, (node.where, node.unless, node.limit)
        )
        self.counter = node.counter
        self.of = self.streak = None
        if node.counter:
            self.of, self.streak = book.compile(node.counter.of), book.compile(node.counter.where)
            self.n = book.compile.count(node.counter.n)
        self.charges = [(charge, book.compile(charge.where)) for charge in node.charges]
        self.caps = [(book.compile(amount), unit) for amount, unit in node.caps]
        self.effects = [Effect(book, effect) for effect in node.effects]
        if node.steps:
            for low, high, effect in node.steps[1]:
                self.effects.append(Effect(book, effect, (low, high)))

    def limit_of(self, m):
        """The number of a counter; None where nothing fires, as it is unknown or not above 0."""
        n = self.n(m)
        return n if n is not None and n > 0 else None

    def targets(self):
        return [effect.target for effect in self.effects if effect.target]

    def selects(self, m):
        """S9: a condition that is not known to hold does not let a rule fire, nor its opposite."""
        return (
            (self.limit is None or self.limit(m) is True)
            and (self.where is None or self.where(m) is True)
            and (self.unless is None or self.unless(m) is False)
        )
