"""Random rules, for generate.py: triggers, counters, charges, effects, limits."""

import data
import expressions
import predicates
import tree
from expressions import Scope

SHARES = (10, 25, 50, 100)


def make(maker, pack, sections, items):
    """Rules on events and absence post to sections, those on items to the late section."""
    found = []
    for _ in range(maker.random.randint(1, 5)):
        if pack.late and maker.chance(0.3, "rule on scores"):
            found.append(on_scores(maker, pack, sections + items))
        elif pack.late and maker.chance(0.15, "event rule reading scores"):
            found.append(on_events(maker, pack, [pack.late], sections + items))
        elif pack.late and maker.chance(0.15, "counter of a balance"):
            found.append(on_balance(maker, pack, sections))
        elif maker.chance(0.1, "missing"):
            found.append(on_absence(maker, pack, sections))
        else:
            found.append(on_events(maker, pack, sections))
    if maker.chance(0.12, "void"):
        found.append(early(maker, pack, ("void",)))
    if maker.chance(0.12) and len(pack.events) > 1:
        treat = treating(maker, pack, data.decided_kinds(pack.but(rules=found)))
        found += [treat] if treat else []
    maker.random.shuffle(found)
    return found


def own_kind(event):
    return next((field.of for field in event.fields if field.type == "subject"), "person")


def common_fields(pack, names):
    """The fields that all these kinds of event have."""
    chosen = [event for event in pack.events if event.name in names]
    shared = [field for field in chosen[0].fields if field.type != "subject"]
    for event in chosen[1:]:
        shared = [field for field in shared if field.name in {f.name for f in event.fields}]
    return shared + list(pack.every)


def event_scope(pack, kind, names):
    """What a rule on these kinds of event may look at."""
    scope = Scope(pack, kind, common_fields(pack, names))
    chosen = [event for event in pack.events if event.name in names]
    links = [field for field in chosen[0].fields if field.type == "subject"]
    for event in chosen[1:]:
        links = [field for field in links if field.name in {f.name for f in event.fields}]
    scope.links = [field for field in links if field.name in ("fie_t", "race")]
    scope.only = names[0] if len(names) == 1 else None
    scope.dated = True
    return scope


def triggering(maker, pack, kind):
    """Kinds of event of one subject kind."""
    names = [event.name for event in pack.events if own_kind(event) == kind]
    if len(names) == len(pack.events) and maker.chance(0.1, "any event"):
        return ("any",), names
    several = 2 if len(names) > 1 and maker.chance(0.25, "kinds joined by or") else 1
    names = maker.random.sample(names, several)
    return ("kinds", names), names


def conditions(maker, rule, scope):
    only_fields = Scope(scope.pack, scope.kind, scope.fields)
    only_fields.attrs = []
    only_fields.items, only_fields.links = scope.items, scope.links
    only_fields.only, only_fields.dated = scope.only, scope.dated
    if (scope.fields or scope.items) and maker.chance(0.35, "where"):
        rule.where = predicates.condition(maker, only_fields, 2)
    if maker.chance(0.2, "unless"):
        rule.unless = predicates.condition(maker, scope, 1)
    if maker.chance(0.25, "for"):
        bare = Scope(scope.pack, scope.kind, items=scope.items)
        rule.limit = predicates.condition(maker, bare, 1)


def early(maker, pack, effect):
    """A rule that voids, or treats as another kind."""
    kind = maker.pick(sorted({own_kind(event) for event in pack.events}))
    rule = tree.Rule(name=maker.name("rul"), effects=[effect])
    rule.trigger, names = triggering(maker, pack, kind)
    conditions(maker, rule, event_scope(pack, kind, names))
    return rule


def treating(maker, pack, decided_):
    """From an earlier kind of event to a later one, so that there is no circle.

    Not to a kind that carries decisions from one that does not: nothing would be decided there.
    """
    kinds = [event for event in pack.events if own_kind(event) == "person"]
    if len(kinds) < 2:
        return None
    old, new = sorted(maker.random.sample(range(len(kinds)), 2))
    old, new = kinds[old], kinds[new]
    if new.name in decided_ and old.name not in decided_:
        return None
    lacking = {f.name for f in new.fields if not f.optional and f.default is None}
    lacking -= {f.name for f in old.fields if not f.optional} | {"person"}
    if lacking or ("person" in {f.name for f in new.fields}) != (
        "person" in {f.name for f in old.fields}
    ):
        return None
    maker.use("treat as")
    rule = tree.Rule(name=maker.name("rul"), trigger=("kinds", [old.name]))
    rule.effects = [("treat", new.name)]
    conditions(maker, rule, event_scope(pack, "person", [old.name]))
    return rule


# ---- rules on events ----


def on_events(maker, pack, sections, items=()):
    """items: what the rule may read; it then posts to the late section."""
    rule = tree.Rule(name=maker.name("rul"))
    kind = maker.pick(sorted({own_kind(event) for event in pack.events}))
    rule.trigger, names = triggering(maker, pack, kind)
    scope = event_scope(pack, kind, names)
    scope.readable = items
    scope.items = of_kind(items, kind)
    conditions(maker, rule, scope)
    charged = charges(maker, rule, scope, names)
    targets = of_kind(sections, charged)
    effects(maker, rule, scope, targets, pack.late)
    if maker.chance(0.4):
        counting(maker, rule, scope, targets)
    if not rule.steps and targets and maker.chance(0.15):
        capping(maker, rule, pack, charged)
    return rule


def of_kind(items, kind):
    return [item for item in items if (item.kind or "person") == kind]


def on_balance(maker, pack, sections):
    """reaching 12 points of a section: the rule acts on the late one."""
    rule = on_events(maker, pack, [pack.late])
    kind = rule_kind(pack, rule)
    measured = [section for section in of_kind(sections, kind) if section is not pack.late]
    if measured and not rule.steps:
        section = maker.pick(measured)
        word = maker.pick(("reaching", "reaching", "every", "beyond"))
        n = maker.pick((1, 3, 8, 12, 35))
        rule.counter = tree.Counter(word=word, n=n, unit=section.unit, of=("item", section.name))
        rule.counter.window = ("period", section.each)
    return rule


def rule_kind(pack, rule):
    names = rule.trigger[1] if rule.trigger[0] == "kinds" else [pack.events[0].name]
    return own_kind(next(event for event in pack.events if event.name == names[0]))


def charges(maker, rule, scope, names):
    """Adds charges; returns the kind of those who are charged. No names: a rule on scores."""
    if maker.chance(0.6):
        return scope.kind
    attrs = {field.name: field for field in scope.attrs if field.type == "subject"}
    both = names and all(has_second(scope.pack, name) for name in names)
    rule.charges = []
    if names and "team" in attrs and maker.chance(0.3, "charge a roster field of another kind"):
        add_charge(maker, rule, scope, ("path", ["team"]), "team")
        return "team"
    if scope.kind == "person" and maker.chance(0.6, "charge oneself"):
        add_charge(maker, rule, scope, ("path", ["person"]), "person")
    if "boss" in attrs and maker.chance(0.4, "charge a roster field"):
        add_charge(maker, rule, scope, ("path", ["boss"]), "person")
    if "boss" in attrs and maker.chance(0.4, "charge every level"):
        add_charge(maker, rule, scope, ("levels", "boss"), "person")
    if both and maker.chance(0.5, "charge a field of the event"):
        add_charge(maker, rule, scope, ("path", ["fie_t"]), "person")
    if "boss" in attrs and both and maker.chance(0.5, "charge along a path"):
        add_charge(maker, rule, scope, ("path", ["fie_t", "boss"]), "person")
    enums = [field.name for field in scope.attrs if field.type in ("enum", "bool")]
    if enums and scope.kind == "person" and maker.chance(0.3, "charge others of same"):
        add_charge(maker, rule, scope, ("others", maker.pick(enums)), "person")
    return scope.kind


def has_second(pack, name):
    event = next(event for event in pack.events if event.name == name)
    return any(field.name == "fie_t" for field in event.fields)


def add_charge(maker, rule, scope, target, kind):
    charge = tree.Charge(target=target)
    if maker.chance(0.4, "share of a charge"):
        charge.share = maker.pick(SHARES)
    if maker.chance(0.3, "where of a charge"):
        seen = Scope(scope.pack, kind, items=of_kind(getattr(scope, "readable", ()), kind))
        charge.where = predicates.condition(maker, seen, 1)
    rule.charges.append(charge)


# ---- effects ----


def effects(maker, rule, scope, targets, late):
    """One effect, sometimes two; a notice where there is no target."""
    rule.effects = []
    for _ in range(2 if maker.chance(0.15, "several effects") else 1):
        if targets:
            rule.effects.append(effect(maker, rule, scope, targets))
    if not rule.effects or maker.chance(0.05):
        maker.use("notice")
        rule.effects.append(("notice", "x"))


def effect(maker, rule, scope, targets):
    section = maker.pick(targets)
    weights = {"deduct": 10, "add": 7, "set": 1, "clear": 0.6, "restart": 0.8}
    weights |= {"hold": 1.2, "withhold": 1.2}
    word = maker.option(weights)
    if word in ("deduct", "add"):
        amount = decided(maker, scope, section) or posted(maker, scope, section.unit)
        return (word, amount, section.name, shared(maker, scope))
    shares = any(charge.share not in (None, 100) for charge in rule.charges)
    if word in ("clear", "restart"):
        return (word, section.name)
    if word == "set" and not shares:
        return ("set", section.name, posted(maker, scope, section.unit))
    if not scope.items and not shares and maker.chance(0.35, "hold of a verdict"):
        held = hold_verdict(maker, scope.pack, section.kind)
        if held:
            return held
    if not scope.items and maker.chance(0.4, "hold of a score"):
        section = maker.pick([section, *of_kind(scope.pack.scores, section.kind or "person")])
    following = section.each if maker.chance(0.25, "next period") else None
    if word == "withhold":
        share = maker.pick((None, 25, 50))
        return ("withhold", share, section.name, following)
    side = maker.pick(("at most", "at least"))
    maker.use(f"hold {side}")
    bound = ("num", maker.pick((0, 5, 10, 38)), section.unit)
    return ("hold", section.name, side, bound, following)


def hold_verdict(maker, pack, kind):
    """On a place or a level; None where there is no verdict of this kind."""
    verdicts = [verdict for verdict in pack.ranks + pack.grades if verdict.kind == kind]
    if not verdicts:
        return None
    verdict, side = maker.pick(verdicts), maker.pick(("at most", "at least"))
    bound = ("num", maker.random.randint(1, 4), "")
    if isinstance(verdict, tree.Grade):
        bound = ("value", maker.pick(verdict.levels).name)
    return ("hold", verdict.name, side, bound, None)


def decided(maker, scope, section):
    """An amount that the event brings; nothing where no event does."""
    if not (scope.dated and scope.pack.decided and section.unit == "points"):
        return None
    if not maker.chance(0.4, "as decided"):
        return None
    return ("decided", *(("num", bound, "points") for bound in scope.pack.decided))


def posted(maker, scope, unit):
    if maker.chance(0.5):
        return ("num", expressions.small(maker, "points") + 1, unit)
    return expressions.amount(maker, scope, unit, 2)


def shared(maker, scope):
    names = [(field.name,) for field in scope.fields if field.type in ("enum", "text", "bool")]
    if names and maker.chance(0.05, "shared by"):
        return [maker.pick(names)]
    return None


# ---- counters and caps ----


def window(maker, scope):
    which = maker.option({"window: period": 6, "window: last": 3})
    if which == "window: last":
        return ("last", *maker.pick(((30, "day"), (2, "month"), (12, "month"), (1, "year"))))
    return ("period", maker.pick(lengths(scope.pack, scope.kind)))


def lengths(pack, kind):
    """The periods that a window may be: the calendar's twice, and those of the pack."""
    own = [node.name for node in pack.periods if getattr(node, "kind", None) in (None, kind)]
    return (*("week", "month", "quarter", "half", "year") * (2 if own else 1), *own * 3)


def counting(maker, rule, scope, targets):
    kinds = {"reaching": 3, "every": 3, "beyond": 3, "run of": 4, "by occurrence": 2}
    word = maker.option(kinds)
    if word == "by occurrence":
        if targets:
            stepping(maker, rule, scope, targets)
        return
    n = expressions.count(maker, scope, "number of a counter by name")
    counter = tree.Counter(word=word.split()[0], n=n, unit="times")
    if word == "run of":
        if maker.chance(0.4, "window of a run"):
            counter.window = window(maker, scope)
        if maker.chance(0.8):
            bare = Scope(scope.pack, scope.kind, scope.fields)
            counter.where = predicates.condition(maker, bare, 1)
    else:
        counter.window = window(maker, scope)
        lengths = [f for f in scope.fields if f.type in ("minutes", "days", "points", "number")]
        if lengths and maker.chance(0.35, "counter of a total"):
            field = maker.pick(lengths)
            counter.of = ("field", field.name)
            counter.unit = "" if field.type == "number" else field.type
            counter.n = maker.pick((3, 10, 25))
            if maker.chance(0.3, "counter of a formula"):
                counter.of = ("*", counter.of, ("num", maker.pick((2, 3)), ""))
    rule.counter = counter


def stepping(maker, rule, scope, targets):
    edges = sorted(maker.random.sample(range(1, 7), maker.random.randint(1, 3)))
    steps = []
    for low, after in zip(edges, edges[1:] + [None]):
        high = after - 1 if after else maker.pick((low, None))
        steps.append((low, high, effect(maker, rule, scope, targets)))
    rule.steps = (window(maker, scope), steps)
    rule.effects = [] if maker.chance(0.8) else rule.effects


def capping(maker, rule, pack, charged):
    """One sign and one unit: the constants of a capped rule are above zero."""
    plain = [effect for effect in rule.effects if effect[0] in ("deduct", "add")]
    if len(plain) != 1 or plain[0][1][0] != "num":
        return
    maker.use("cap of a rule")
    unit = plain[0][1][2]
    units = maker.random.sample(sorted(set(lengths(pack, charged))), 2)
    caps = [(("num", maker.random.randint(2, 12), unit), each) for each in units]
    rule.caps = caps[: 2 if maker.chance(0.3, "several caps") else 1]


# ---- rules on absence and on scores ----


def on_absence(maker, pack, sections):
    rule = tree.Rule(name=maker.name("rul"))
    kind = maker.pick(sorted({own_kind(event) for event in pack.events}))
    names = [event.name for event in pack.events if own_kind(event) == kind]
    names = maker.random.sample(names, min(len(names), maker.pick((1, 1, 2))))
    own = [name for name in lengths(pack, kind)[10:]]
    window_ = ("period", maker.pick(("week", "month", "month", "quarter", *own)))
    rule.trigger = ("missing", names, window_)
    fields = common_fields(pack, names)
    if fields and maker.chance(0.3, "where of missing"):
        only = Scope(pack, kind, fields)
        only.attrs = []
        rule.where = predicates.condition(maker, only, 1)
    scope = Scope(pack, kind)
    if maker.chance(0.2):
        rule.limit = predicates.condition(maker, scope, 1)
    targets = [section for section in sections if (section.kind or "person") == kind]
    effects(maker, rule, scope, targets, None)
    if maker.chance(0.2, "run of absences"):
        in_a_row(maker, rule, scope)
    return rule


def on_scores(maker, pack, items):
    rule = tree.Rule(name=maker.name("rul"))
    kind = pack.late.kind
    own = [item for item in items if item.kind == kind] + [
        verdict for verdict in pack.ranks + pack.grades if verdict.kind == kind
    ]
    own = [item for item in own if getattr(item, "each", None) or item.each_of]
    if not own:
        return on_events(maker, pack, [s for s in pack.sections if s is not pack.late])
    item = maker.pick(own)
    rule.trigger = ("scores", predicates.about_item(maker, None, item))
    scope = Scope(pack, kind or "person")
    if maker.chance(0.2):
        rule.limit = predicates.condition(maker, scope, 1)
    scope.items = [item]
    if scope.kind == "person" and maker.chance(0.4, "charge of a rule on scores"):
        charges(maker, rule, Scope(pack, "person"), ())
    effects(maker, rule, scope, [pack.late], None)
    if maker.chance(0.25, "cap of a rule on scores"):
        capping(maker, rule, pack, kind or "person")
    if maker.chance(0.25, "run of periods"):
        in_a_row(maker, rule, scope)
    return rule


def in_a_row(maker, rule, scope):
    """A run of the periods in which the rule is tried."""
    n = expressions.count(maker, scope, "number of a counter by name")
    rule.counter = tree.Counter(word="run", n=n, unit="times")
    if maker.chance(0.3):
        rule.counter.window = window(maker, scope)
    if maker.chance(0.2):
        rule.counter.where = predicates.condition(maker, scope, 1)


def changed(maker, rule):
    """What a later version says otherwise: another amount, another limit."""
    change = {}
    if rule.counter:
        change["counter"] = rule.counter.but(n=maker.random.randint(1, 4))
    for effect in rule.effects[:1]:
        if effect[0] in ("deduct", "add") and effect[1][0] == "num":
            other = ("num", effect[1][1] + 1, effect[1][2])
            change["effects"] = [(effect[0], other, *effect[2:]), *rule.effects[1:]]
    return change
