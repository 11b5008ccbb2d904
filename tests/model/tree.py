"""A rule pack as plain objects: what generate.py makes, show.py prints and semantics.py evaluates.

Expressions are tuples, the operator first:
  ("num", value, unit) ("date", day) ("text", s) ("yes", bool) ("value", enumeration value)
  ("field", name[, kind]) ("attr", name) ("via", field, attr) ("day",) ("item", name) ("let", name)
  ("key",)
  ("look", table, expr) ("if", condition, a, b) ("neg", a) ("not", a) ("known", a)
  ("+" "-" "*" "/" "and" "or", a, b) ("is" "is not" "at least" "at most" "above" "below", a, b)
  ("lower" "higher", a, b) ("whose", attr, item)
  ("between", a, low, high) ("one of", a, (value, …)) ("agg", Aggregate)
A window is ("period", unit), ("last", n, unit) or ("previous", unit).
"""


class Node:
    """Fields by keyword; those left out have the defaults of the class."""

    def __init__(self, **fields):
        self.__dict__.update(fields)

    def but(self, **fields):
        copy = type(self)(**self.__dict__)
        copy.__dict__.update(fields)
        return copy

    def __repr__(self):
        return f"{type(self).__name__}({self.__dict__})"


class Field(Node):
    name = type = None
    of = ()  # values of "enum", the kind's name of "subject"
    optional = False
    default = None
    low = high = None


class Kind(Node):
    name = None
    fields = ()
    span = False  # has joined and left


class Event(Node):
    name = None
    fields = ()


class Version(Node):
    """What may be declared again with a later `from`; days, both included."""

    name = None
    since = until = None


class Let(Version):
    value = None


class Table(Version):
    by = None
    rows = ()  # ((low, high, word), expr): word is "is", "..", "..<" or "otherwise"


class Cycle(Node):
    name = kind = None
    count = unit = None
    anchor = None  # a day, or the name of a date field of the kind


class Seasons(Node):
    name = None
    rows = ()  # (text, first day, last day)


class Section(Version):
    kind = each = base = floor = cap = None
    unit = "points"
    pro_rata = False


class Score(Version):
    kind = each = formula = floor = cap = limit = None
    unit = "points"
    pro_rata = False
    rounded = None  # (direction, step, keeping: field name or None)


class Rank(Version):
    kind = by = among = None
    then_by = ()  # expressions, ("met", expression) what is head to head
    again = ()  # behind which of its keys those still level begin again; 0 is `by`
    within = ()
    ties = None
    lowest_first = None  # which key it turns: 1 is `by`, 2 the first `then by`


class Level(Node):
    name = condition = None
    otherwise = False
    top = None  # ("num", value, "%" or "")
    within = ()
    rounded = minimum = ties = None


class Grade(Version):
    kind = by = None
    levels = ()


class Rule(Version):
    trigger = None  # ("kinds", names) ("any",) ("missing", names, window) ("scores", condition)
    where = unless = limit = None
    counter = None  # Counter
    charges = ()  # Charge
    effects = ()  # tuples: see show.py
    steps = None  # (window, ((low, high or None, effect), …))
    caps = ()  # (amount, period unit)

    def all_effects(self):
        return [*self.effects, *(effect for _, _, effect in (self.steps or (None, ()))[1])]


class Counter(Node):
    word = n = unit = None  # word: reaching, every, beyond, run; n: a number or an expression
    of = where = window = None


class Charge(Node):
    share = None  # percent
    target = None  # ("path", names) ("levels", field) ("others", field)
    where = None


class Selection(Version):
    word = "best"  # or "heaviest"
    n = None  # a number or an expression ("look", …)
    item = None
    of = ()
    each = ()  # paths
    limit = None


class Aggregate(Node):
    word = None  # total, count, average, median, lowest, highest, share, countback
    # ("events", kinds) ("fields", ((kind, name), …)) ("item", name) ("sections",) ("expr", e)
    what = None
    pick = None  # ("best", n) ("worst", n) ("all but", best or None, worst or None)
    where = by = across = under = window = None


class Pack(Node):
    kinds = every = events = periods = lets = tables = sections = rules = selections = ()
    scores = ranks = grades = ()
    features = ()


def walk(expr):
    """Every tuple of an expression, itself first."""
    if not isinstance(expr, tuple):
        return
    yield expr
    for part in expr[1:]:
        if isinstance(part, Aggregate):
            yield from walk(part.what)
            yield from walk(part.where)
        else:
            yield from walk(part)
