"""Random amounts and conditions of the right types, for generate.py."""

from fractions import Fraction

import tree
from predicates import condition

STEPS = (1, Fraction(1, 2), Fraction(1, 10), Fraction(1, 100), 5)
PERCENTS = (Fraction(1, 100), Fraction(1, 20))
DECIMALS = (Fraction(1, 2), Fraction(1, 4), Fraction(3, 2), Fraction(1, 10), Fraction(5, 2))
LENGTHS = {"week": 7, "month": 28, "quarter": 90, "half": 181, "year": 365}


class Scope:
    """What an expression may name: fields of events, roster fields, items of a period."""

    def __init__(self, pack, kind, fields=(), period=None, items=(), column=None):
        self.pack, self.kind, self.fields, self.period = pack, kind, list(fields), period
        self.items, self.column = list(items), column
        self.attrs = next(k for k in pack.kinds if k.name == kind).fields
        self.lower = []  # items of persons, for who has persons below
        self.links = []  # fields of the event that name a subject
        self.only = None  # the kind of event, where it is one alone
        self.dated = False  # whether there is an event, and its date

    def paths(self):
        """The roster fields of subjects that one's own, or the event, names: (first, field)."""
        links = self.links + [field for field in self.attrs if field.type == "subject"]
        kinds = {kind.name: kind for kind in self.pack.kinds}
        found = [(link.name, field) for link in links for field in kinds[link.of].fields]
        return [(name, field) for name, field in found if field.type != "subject"]

    def without_items(self):
        return Scope(self.pack, self.kind, self.fields, self.period)


def small(maker, kind):
    """A small value that a field or a constant of a type may have."""
    if kind == "percent":
        return Fraction(maker.random.randint(0, 20), 20)
    if kind in ("minutes", "days", "occurrences"):
        return maker.random.randint(1, 20)
    if maker.chance(0.2):
        return maker.pick(DECIMALS)
    return maker.random.randint(0, 6)


def unit_of(field):
    """The type of the amount that a field gives; None for what is not reckoned with."""
    same = {"points": "points", "yuan": "yuan", "number": "", "percent": ""}
    return same.get(field.type)


def length(pack, unit):
    """About how many days a period has; nothing but a year is sure to be longer than a season."""
    if unit in LENGTHS:
        return LENGTHS[unit]
    node = next(period for period in pack.periods if period.name == unit)
    if hasattr(node, "rows"):
        return 364
    return node.count * {"day": 1, "week": 7, "month": 31, "year": 366}[node.unit]


# ---- amounts ----


def amount(maker, scope, unit, depth):
    """points, yuan, or "" for plain numbers."""
    leaves = {"constant": 3, "named": 3}
    if scope.period:
        leaves["of items"] = 8
        leaves["of events"] = 5
        leaves["of others"] = 2
    inner = {"sum": 3, "scaled": 3, "if": 1, "rate": 1, "negated": 0.4, "divided": 0.7}
    inner["extreme"] = 0.5
    word = maker.random.choices(*zip(*({**leaves, **inner} if depth else leaves).items()))[0]
    return BUILD[word](maker, scope, unit, depth)


def constant(maker, scope, unit, depth):
    value = small(maker, "points")
    if unit == "" and maker.chance(0.3, "percent"):
        return ("num", maker.pick((10, 50, 25, 150)), "%")
    return ("num", value, unit)


def named(maker, scope, unit, depth):
    """A field, a let, a table's cell, a roster field."""
    options = [("field", field.name) for field in scope.fields if unit_of(field) == unit]
    options += [("attr", field.name) for field in scope.attrs if unit_of(field) == unit]
    options += [("let", let.name) for let in scope.pack.lets if let.type in (unit, unit or "%")]
    options += looked_up(scope, unit)
    paths = [("via", first, field.name) for first, field in scope.paths() if unit_of(field) == unit]
    if paths and maker.chance(0.3, "path in an amount"):
        return maker.pick(paths)
    if not scope.period:
        options += [("item", item.name) for item in scope.items if item.unit == unit]
        options += [past(maker, item) for item in scope.items if windowed(maker, item, unit)]
    if not options:
        return constant(maker, scope, unit, depth)
    chosen = maker.pick(options)
    maker.use({"look": "table read", "let": "let read"}.get(chosen[0], f"{chosen[0]} in an amount"))
    return chosen


def windowed(maker, item, unit):
    """Whether to read an item over a window from an event."""
    measured = item.unit == unit and getattr(item, "each", None) in LENGTHS
    return measured and maker.chance(0.3, "window over periods from an event")


def past(maker, item):
    word = maker.pick(("average", "total", "highest", "lowest"))
    spans = {"week": 7, "month": 1, "quarter": 3, "half": 6, "year": 12}
    windows = [("previous", item.each), ("period", "year")]
    if item.each == "month":
        windows.append(("last", spans[item.each] * maker.random.randint(1, 3), "month"))
    return ("agg", tree.Aggregate(word=word, what=("item", item.name), window=maker.pick(windows)))


def looked_up(scope, unit):
    found = []
    names = {field.name for field in scope.fields}
    attrs = {field.name for field in scope.attrs}
    for table in scope.pack.tables:
        if table.type == unit:
            name = table.field.name
            if name in names:
                found.append(("look", table.name, ("field", name)))
            elif name in attrs:
                found.append(("look", table.name, ("attr", name)))
    return found


def summed(maker, scope, unit, depth):
    sign = maker.pick("++-")
    return (sign, amount(maker, scope, unit, depth - 1), amount(maker, scope, unit, depth - 1))


def scaled(maker, scope, unit, depth):
    left = amount(maker, scope, unit, depth - 1)
    return ("*", *maker.random.sample((left, factor(maker, scope)), 2))


def factor(maker, scope):
    """A number, or a length of time, which counts as one beside an amount."""
    lengths = [("field", f.name) for f in scope.fields if f.type in ("minutes", "days")]
    if lengths and maker.chance(0.4, "length of time as a factor"):
        return maker.pick(lengths)
    return named(maker, scope, "", 0)


def chosen(maker, scope, unit, depth):
    maker.use("if")
    parts = amount(maker, scope, unit, depth - 1), amount(maker, scope, unit, depth - 1)
    return ("if", condition(maker, scope, 1), *parts)


def rated(maker, scope, unit, depth):
    """yuan = points × yuan/point; elsewhere a ratio of two like amounts."""
    if unit == "yuan":
        maker.use("rate")
        rate = ("num", maker.pick((10, 20, 3)), "yuan/point")
        return ("*", amount(maker, scope, "points", depth - 1), rate)
    if unit == "":
        maker.use("ratio of two amounts")
        below = amount(maker, scope, "points", 0)
        if below[0] == "num":
            below = ("num", below[1] + 1, below[2])
        return ("/", amount(maker, scope, "points", depth - 1), below)
    return scaled(maker, scope, unit, depth)


def negated(maker, scope, unit, depth):
    maker.use("minus")
    return ("neg", amount(maker, scope, unit, depth - 1))


def extreme(maker, scope, unit, depth):
    word = maker.pick(("lower", "higher"))
    maker.use(f"the {word} of two")
    return (word, amount(maker, scope, unit, depth - 1), amount(maker, scope, unit, depth - 1))


def divided(maker, scope, unit, depth):
    maker.use("division")
    divisor = maker.pick((("num", 3, ""), ("num", 7, ""), ("num", 4, ""), factor(maker, scope)))
    if divisor[:2] == ("num", 0):
        divisor = ("num", 2, "")
    return ("/", amount(maker, scope, unit, depth - 1), divisor)


def of_items(maker, scope, unit, depth):
    """An item of the same period, or an aggregate over those of shorter ones."""
    options = []
    for item in scope.items:
        if item.unit == unit and item.each == scope.period:
            options.append(("item", item.name))
        elif item.unit == unit and length(scope.pack, item.each) < length(scope.pack, scope.period):
            options += [item, item]
    if unit == "points" and all_sections(scope) and maker.chance(0.2, "total of all sections"):
        return ("agg", tree.Aggregate(word="total", what=("sections",)))
    lower = [item for item in scope.lower if item.unit == unit and fits(scope, item)]
    if lower and maker.chance(0.6, "under in an aggregate of scores of another kind"):
        agg = tree.Aggregate(word=maker.pick(("total", "average", "highest")), under=scope.kind)
        return ("agg", agg.but(what=("item", maker.pick(lower).name)))
    if not options:
        return constant(maker, scope, unit, depth)
    picked = maker.pick(options)
    if not isinstance(picked, tuple):
        return of_periods(maker, scope, picked)
    bosses = [f.name for f in scope.attrs if f.type == "subject" and f.of == scope.kind]
    if bosses and scope.period in LENGTHS and maker.chance(0.15, "a score of a superior"):
        return ("whose", maker.pick(bosses), picked[1])
    return picked


def fits(scope, item):
    """Whether the periods of an item of others lie in the reader's."""
    both = item.each in LENGTHS and scope.period in LENGTHS
    return both and (item.each == scope.period or LENGTHS[item.each] < LENGTHS[scope.period])


def all_sections(scope):
    """Whether every section of this kind and period is points and may be read."""
    names = {item.name for item in scope.items}
    found = [s for s in scope.pack.sections if s.each == scope.period]
    found = [s for s in found if (s.kind or "person") == scope.kind]
    return found and all(s.unit == "points" and s.name in names for s in found)


def of_periods(maker, scope, item):
    weights = {"total": 2, "average": 4, "median": 1, "lowest": 1, "highest": 1}
    word = maker.option({f"{word} of periods": weight for word, weight in weights.items()})
    agg = tree.Aggregate(word=word.split()[0], what=("item", item.name))
    if agg.word in ("total", "average") and maker.chance(0.45):
        agg.pick = pick(maker, scope, "periods")
    elif maker.chance(0.25, "window over periods"):
        agg.window = window(maker, scope, item)
    over_cells(maker, scope, agg, item)
    return ("agg", agg)


def over_cells(maker, scope, agg, item):
    """where, across, under and a formula of an aggregate of items."""
    if maker.chance(0.12, "where in an aggregate of scores"):
        cell = Scope(scope.pack, scope.kind, period=item.each, items=[item])
        agg.where = condition(maker, cell, 1)
    if maker.chance(0.1, "aggregate of a formula") and item.unit:
        doubled = ("*", ("item", item.name), ("num", maker.pick((2, 3)), ""))
        agg.what = ("expr", ("+", doubled, ("num", 1, item.unit)))
    if item.each not in LENGTHS:
        return
    groups = [f.name for f in scope.attrs if f.type in ("enum", "bool", "number")]
    if groups and maker.chance(0.12, "across in an aggregate of scores"):
        agg.across = maker.pick(groups)
    elif "boss" in {f.name for f in scope.attrs}:
        if maker.chance(0.15, "under in an aggregate of scores"):
            agg.under = "boss"


def of_others(maker, scope, unit, depth):
    """Over the same period of several subjects; a share of them is a plain number."""
    same = [i for i in scope.items if i.each == scope.period and i.unit == unit or unit == ""]
    same = [i for i in same if i.each == scope.period and i.each in LENGTHS]
    if not same:
        return constant(maker, scope, unit, depth)
    item = maker.pick(same)
    groups = [f.name for f in scope.attrs if f.type in ("enum", "bool")]
    if unit == "":
        if not maker.chance(1, "share of"):
            return constant(maker, scope, unit, depth)
        agg = tree.Aggregate(word="share", what=("item", item.name))
        agg.across = maker.pick([None, *groups])
        return ("agg", agg)
    agg = tree.Aggregate(word=maker.pick(("total", "average", "highest")), what=("item", item.name))
    over_cells(maker, scope, agg, item)
    if not agg.across and not agg.under:
        return ("item", item.name)
    return ("agg", agg)


def countback(maker, scope):
    """A number of the events that stands for a place."""
    wanted = [
        (event.name, field.name)
        for event in scope.pack.events
        for field in event.fields
        if owned(event, scope) and field.type == "number"
    ]
    if not wanted:
        return None
    return ("agg", tree.Aggregate(word="countback", what=("fields", (maker.pick(wanted),))))


def two_sided(scope):
    """The events between two persons."""
    return [e for e in scope.pack.events if "fie_t" in {field.name for field in e.fields}]


def met(maker, scope):
    """What is compared head to head: totals, counts and averages of such events."""
    events = two_sided(scope)
    event = maker.pick(events)
    fields = [f.name for f in event.fields if f.type in ("number", "points", "yuan")]
    what, word = ("events", (event.name,)), "count"
    if fields and maker.chance(0.7):
        what = ("fields", ((event.name, maker.pick(fields)),))
        word = maker.pick(("total", "total", "average"))
    agg = tree.Aggregate(word=word, what=what, by=maker.pick((None, "fie_t")))
    if maker.chance(0.4, "where in head to head"):
        scope_ = Scope(scope.pack, scope.kind, [*event.fields, *scope.pack.every])
        agg.where = condition(maker, scope_, 1)
    if maker.chance(0.4, "difference in head to head"):
        other = "fie_t" if agg.by is None else None
        return ("-", ("agg", agg), ("agg", agg.but(by=other, where=None)))
    return ("agg", agg)


def window(maker, scope, item):
    which = maker.pick(("period", "last", "previous"))
    if which == "period":
        return ("period", scope.period)
    if which == "previous":
        return ("previous", scope.period)
    months = {"quarter": 3, "half": 6, "year": 12}.get(getattr(item, "each", None), 1)
    return ("last", maker.random.randint(1, 4) * months, "month")


def count(maker, scope, construct):
    """1, 2 or 3; or what says so: a let, a row of a table."""
    lets = [("let", let.name) for let in scope.pack.lets if let.type == "count"]
    attrs = {field.name for field in scope.attrs}
    tables = [t for t in scope.pack.tables if t.type == "count" and t.field.name in attrs]
    named_ = lets + [("look", table.name, ("attr", table.field.name)) for table in tables]
    if named_ and maker.chance(0.5, construct):
        return maker.pick(named_)
    return maker.random.randint(1, 3)


def pick(maker, scope, what):
    word = maker.option({f"{word} of {what}": 1 for word in ("best", "worst", "all but")})
    if not word.startswith("all but"):
        return (word.split()[0], count(maker, scope, f"number of {what} by name"))
    best, worst = maker.pick(((1, None), (None, 1), (1, 1), (2, 1)))
    return ("all but", best, worst)


def of_events(maker, scope, unit, depth):
    """An aggregate over the events of the period."""
    kinds = [event for event in scope.pack.events if owned(event, scope)]
    by = None
    if scope.kind == "team" and maker.chance(0.5):
        kinds = [event for event in scope.pack.events if owned(event, Scope(scope.pack, "person"))]
    if scope.kind == "person" and maker.chance(0.15, "by in an aggregate of events"):
        by, kinds = "fie_t", [e for e in scope.pack.events if "fie_t" in {f.name for f in e.fields}]
    kind_of_field = unit or ("number" if maker.chance(0.6) else None)
    wanted = [(e, f.name) for e in kinds for f in e.fields if f.type == kind_of_field]
    counts = not unit and not wanted
    if counts:
        wanted = [(event, None) for event in kinds]
    if not wanted:
        return constant(maker, scope, unit, depth)
    several = 2 if len(wanted) > 1 and maker.chance(0.15, "aggregate of several kinds") else 1
    wanted = list(
        {event.name: (event, name) for event, name in maker.random.sample(wanted, several)}.values()
    )
    events = [event for event, _ in wanted]
    if not counts:
        what = ("fields", tuple((event.name, name) for event, name in wanted))
    else:
        what = ("events", tuple(event.name for event in events))
    weights = {"total": 2, "average": 3, "median": 1, "lowest": 1, "highest": 1}
    words = {f"{word} of events": weight for word, weight in weights.items()}
    word = maker.option({"count of events": 1} if counts else words)
    agg = tree.Aggregate(word=word.split()[0], what=what, by=by)
    narrowed(maker, scope, agg, events)
    return ("/", ("agg", agg), ("num", 1, "times")) if counts else ("agg", agg)


def narrowed(maker, scope, agg, events):
    """where, pick, window, group or relation of an aggregate of events."""
    if maker.chance(0.3, "where in an aggregate of events"):
        shared = [f for f in events[0].fields if all(f in event.fields for event in events)]
        fields = [*shared, *scope.pack.every]
        kind = scope.kind if owned(events[0], scope) else "person"
        agg.where = condition(maker, Scope(scope.pack, kind, fields), 1)
    if agg.word in ("total", "average") and maker.chance(0.4, "pick of events"):
        agg.pick = pick(maker, scope, "events")
    if maker.chance(0.3, "window over events"):
        unit = maker.pick(("week", "month", "quarter", "half", "year"))
        last = ("last", maker.random.randint(1, 4), "month")
        agg.window = maker.pick((("period", unit), last, ("previous", unit)))
    if not all(owned(event, scope) for event in events) and agg.by is None:
        maker.use("under in an aggregate of events of another kind")
        agg.under = scope.kind
        return
    groups = [f.name for f in scope.attrs if f.type in ("enum", "bool", "number")]
    if agg.by is None and groups and maker.chance(0.12, "across in an aggregate of events"):
        agg.across = maker.pick(groups)
    elif agg.by is None and "boss" in {f.name for f in scope.attrs}:
        if maker.chance(0.15, "under in an aggregate of events"):
            agg.under = "boss"


def owned(event, scope):
    own = next((field.of for field in event.fields if field.type == "subject"), "person")
    return own == scope.kind


BUILD = {
    "constant": constant,
    "named": named,
    "sum": summed,
    "scaled": scaled,
    "if": chosen,
    "rate": rated,
    "negated": negated,
    "divided": divided,
    "extreme": extreme,
    "of items": of_items,
    "of events": of_events,
    "of others": of_others,
}
