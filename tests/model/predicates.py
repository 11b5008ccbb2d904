"""Random conditions, for generate.py: what is true, false or unknown."""

import tree

ORDERS = ("at least", "at most", "above", "below", "is", "is not")


def condition(maker, scope, depth, attrs=True):
    """Something that is true, false or unknown."""
    if depth and maker.chance(0.3):
        word = maker.option({"and": 2, "or": 2, "not": 1})
        inner = [condition(maker, scope, depth - 1, attrs) for _ in range(2)]
        return ("not", inner[0]) if word == "not" else (word, *inner)
    paths = scope.paths()
    if paths and maker.chance(0.15, "condition on a path"):
        first, field = maker.pick(paths)
        return asked(maker, ("via", first, field.name), field)
    if scope.dated and maker.chance(0.06, "condition on the date"):
        return about_field(maker, ("day",), tree.Field(type="date"))
    options = [("field", field) for field in scope.fields if field.type != "subject"]
    if attrs:
        options += [("attr", field) for field in scope.attrs if field.type != "subject"]
    options += [("item", item) for item in scope.items if not scope.period or same(item, scope)]
    if not options:
        return ("is", ("num", 1, ""), ("num", maker.pick((1, 1, 2)), ""))
    word, what = maker.pick(options)
    if word == "item":
        known = maker.chance(0.1, "is known")
        return ("known", ("item", what.name)) if known else about_item(maker, scope, what)
    if word == "field" and scope.only and maker.chance(0.15, "field with its kind of event"):
        return asked(maker, ("field", what.name, scope.only), what)
    return asked(maker, (word, what.name), what)


def asked(maker, name, field):
    """Whether something is known, or how it compares."""
    return ("known", name) if maker.chance(0.1, "is known") else about_field(maker, name, field)


def same(item, scope):
    return (
        getattr(item, "each", None) == scope.period or getattr(item, "each_of", 0) == scope.period
    )


def about_item(maker, scope, item):
    if item.unit == "grade":
        maker.use("condition on a grade")
        level = maker.pick(item.levels).name
        return (maker.pick(("is", "is not")), ("item", item.name), ("value", level))
    value = maker.pick((0, 1, 5, 8, 10, 12, 30, 39, 100))
    if isinstance(item, tree.Rank):
        maker.use("condition on a rank")
        value = maker.random.randint(1, 4)
    return (maker.pick(ORDERS), ("item", item.name), ("num", value, item.unit))


def about_field(maker, name, field):
    maker.use(f"condition on {field.type}")
    if field.type == "enum":
        if maker.chance(0.4, "is one of"):
            count = maker.random.randint(1, len(field.of))
            chosen_ = maker.random.sample(field.of, count)
            return ("one of", name, tuple(("value", value) for value in chosen_))
        return (maker.pick(("is", "is not")), name, ("value", maker.pick(field.of)))
    if field.type == "bool":
        return name if maker.chance(0.7) else ("is", name, ("yes", maker.chance(0.5)))
    if field.type == "text":
        return (maker.pick(("is", "is not")), name, ("text", maker.pick(("x", "y"))))
    if field.type == "date":
        base = maker.random.randint(maker.days[0] - 60, maker.days[1] + 30)
        return (maker.pick(ORDERS), name, ("date", base))
    unit = {"number": "", "percent": "%", "occurrences": "times"}.get(field.type, field.type)
    scale = 5 if field.type == "percent" else 1
    value = maker.random.randint(0, 20) * scale
    if maker.chance(0.15, "between"):
        return ("between", name, ("num", value, unit), ("num", value + 5 * scale, unit))
    return (maker.pick(ORDERS), name, ("num", value, unit))
