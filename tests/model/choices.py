"""Random selections over some rules, for generate.py."""

import expressions
import predicates
import tree
from expressions import Scope
from rules import common_fields, rule_kind


def make(maker, pack):
    """None, one or two of them."""
    found = []
    for _ in range(2):
        if maker.chance(0.3, "selection"):
            chosen = selection(maker, pack)
            found += [chosen] if chosen else []
    return found


def selection(maker, pack):
    """Rules that post in one direction and one unit compete."""
    word = maker.pick(("heaviest", "best"))
    effect = "deduct" if word == "heaviest" else "add"
    sections = {section.name: section for section in pack.sections}
    unit = maker.pick([section.unit for section in pack.sections])
    fit = [rule for rule in pack.rules if competes(rule, effect, unit, sections)]
    if not fit:
        return None
    rules = maker.random.sample(fit, maker.random.randint(1, min(3, len(fit))))
    names = sorted({rule.name for rule in rules})
    chosen = tree.Selection(name=maker.name("sel"), word=word, of=names)
    scope = Scope(pack, "person")
    scope.attrs = []  # the number may hang on what makes the bucket alone
    chosen.n = expressions.count(maker, scope, "number of a selection by name")
    fields = shared_fields(pack, rules)
    keyed(maker, pack, chosen, fields, rules)
    if maker.chance(0.2, "for of a selection"):
        kinds = {rule_kind(pack, rule) for rule in rules}
        if len(kinds) == 1:
            chosen.limit = predicates.condition(maker, Scope(pack, kinds.pop()), 1)
    maker.use(f"selection {word}")
    return chosen


def competes(rule, effect, unit, sections):
    """An event rule all of whose postings are of one unit, one of them at least this way."""
    posted = [one for one in rule.effects if one[0] in ("deduct", "add")]
    if rule.trigger[0] not in ("kinds", "any") or rule.counter or rule.steps:
        return False
    if any(one[1][0] != "num" for one in posted):
        return False  # an amount may turn out below zero, and then which way does it go
    units = {sections[one[2]].unit for one in posted}
    return units == {unit} and any(one[0] == effect for one in posted)


def shared_fields(pack, rules):
    """The fields that the events of all rules have."""
    found = None
    for rule in rules:
        names = [event.name for event in pack.events]
        if rule.trigger[0] == "kinds":
            names = rule.trigger[1]
        fields = common_fields(pack, names)
        kept = [field for field in fields if found is None or field in found]
        found = kept
    return found


def keyed(maker, pack, chosen, fields, rules):
    """The bucket, and sometimes the item."""
    usable = [field.name for field in fields if field.type in ("enum", "text", "bool", "number")]
    paths = [[(name,)] for name in usable]
    roster = [f.name for f in pack.kinds[0].fields if f.type in ("enum", "bool")]
    if all(rule_kind(pack, rule) == "person" for rule in rules):
        paths += [[(name,)] for name in roster]
    if maker.chance(0.5, "period in a selection") or not paths:
        unit = maker.pick(("month", "quarter", "year", *(p.name for p in plain(pack))))
        chosen.each = [(unit,)]
        if paths and maker.chance(0.5, "selection by period and field"):
            chosen.each += maker.pick(paths)
    else:
        chosen.each = maker.pick(paths)
    if usable and maker.chance(0.3, "item of a selection"):
        chosen.item = maker.pick(usable)


def plain(pack):
    return [period for period in pack.periods if not getattr(period, "kind", None)]
