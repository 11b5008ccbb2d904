"""A pack as Merit source, with English or Chinese keywords and names: Source("zh").pack(pack)."""

import times
import words

from show_expr import Words, decimal


class Source(Words):
    """Prints declarations in one language."""

    # ---- declarations ----

    def field(self, field):
        if field.type == "enum":
            text = f"{self.word('one of')} {', '.join(map(self.declared, field.of))}"
        elif field.type == "bool":
            text = self.word("yes or no")
        elif field.type == "subject":
            text = self.name(field.of)
        else:
            text = words.TYPES[field.type] if self.zh else field.type
        if field.low is not None:
            text += f" {self.word('between')} {decimal(field.low)} {self.word('and')} "
            text += decimal(field.high)
        if field.default is not None:
            text += f" {self.word('default')} {self.default(field)}"
        if field.optional:
            text += " " + self.word("optional")
        return f"{self.declared(field.name)}: {text}"

    def default(self, field):
        value = field.default
        if field.type == "enum":
            return self.name(value)
        if field.type == "bool":
            return self.word("yes" if value else "no")
        if field.type == "date":
            return times.iso(value)
        if field.type == "text":
            return f'"{value}"'
        if field.type == "percent":
            return decimal(value * 100) + "%"
        unit = {"number": "", "occurrences": ""}.get(field.type, field.type)
        return self.quantity(value, unit)

    def block(self, head, *parts):
        lines = [part for part in parts if part]
        return "\n  ".join([head] + lines) + f"\n{self.word('end')}"

    def versions(self, node):
        parts = [
            f"{self.word(word)} {times.iso(value)}"
            for word, value in (("from", node.since), ("until", node.until))
            if value is not None
        ]
        return " ".join(parts)

    def opening(self, word, node):
        return f"{self.word(word)} {self.declared(node.name)}"

    def item(self, word, value, level=5):
        return f"{self.word(word)} {self.expr(value, level)}" if value is not None else ""

    def each(self, node):
        of = f"{self.word('of')} {self.name(node.kind)} " if node.kind else ""
        each = getattr(node, "each", None)
        return of + (f"{self.word('each')} {self.unit(each)}" if each else "")

    def kind(self, kind):
        span = ""
        if kind.span:
            span = f"{self.word('on roster')} {self.word('from')} joined {self.word('until')} left"
        head = self.opening("subject", kind)
        return self.block(head, *map(self.field, kind.fields), span)

    def event(self, event):
        return self.block(self.opening("event", event), *map(self.field, event.fields))

    def period(self, period):
        head = self.opening("period", period)
        if hasattr(period, "rows"):
            rows = [
                f'"{text}" {self.word("from")} {times.iso(a)} {self.word("until")} {times.iso(b)}'
                for text, a, b in period.rows
            ]
            return self.block(head, *rows)
        of = f"{self.word('of')} {self.name(period.kind)} " if period.kind else ""
        anchor = period.anchor
        anchor = self.name(anchor) if isinstance(anchor, str) else times.iso(anchor)
        length = self.quantity(period.count, period.unit + "s")
        return self.block(f"{head} {of}{self.word('each')} {length} {self.word('from')} {anchor}")

    def let(self, let):
        return self.block(
            f"{self.opening('let', let)} = {self.expr(let.value)}", self.versions(let)
        )

    def table(self, table):
        head = f"{self.opening('table', table)} {self.word('by')} {self.name(table.by)}"
        rows = [f"{self.row_key(*key)} → {self.expr(value)}" for key, value in table.rows]
        return self.block(head, self.versions(table), ",\n  ".join(rows))

    def row_key(self, low, high, word):
        if word == "otherwise":
            return self.word("otherwise")
        low = self.expr(low)
        if word == "is":
            return low
        return low + word + (self.expr(high) if high is not None else "")

    def section(self, section):
        return self.block(
            self.opening("section", section),
            self.each(section),
            self.item("base", section.base),
            self.item("floor", section.floor),
            self.item("cap", section.cap),
            self.word("pro rata") if section.pro_rata else "",
            self.versions(section),
        )

    def score(self, score):
        return self.block(
            self.opening("score", score),
            self.each(score),
            f"= {self.expr(score.formula)}",
            self.item("floor", score.floor),
            self.item("cap", score.cap),
            self.item("for", score.limit, 1),
            self.word("pro rata") if score.pro_rata else "",
            self.rounding(score),
            self.versions(score),
        )

    def rounding(self, score):
        if not score.rounded:
            return ""
        way, step, keeping = score.rounded
        text = f"{self.word('rounded')} {self.word(way)} {self.word('to')} "
        text += self.quantity(*((step, score.unit) if score.unit else (step * 100, "%")))
        if keeping:
            text += f" {self.word('keeping total')} {self.word('across')} {self.name(keeping)}"
        return text

    def ties(self, ties):
        words_of = {"share": "同名次", "dense": "紧排", "out": "皆出", "in": "皆入"}
        return f"{self.word('ties')} {words_of[ties] if self.zh else ties}" if ties else ""

    def within(self, names):
        return f"{self.word('within')} {self.names(names)}" if names else ""

    def further_key(self, key):
        if key[0] != "met":
            return self.item("then by", key)
        inner = self.expr(key[1]) if key[1][0] == "item" else f"({self.expr(key[1])})"
        return f"{self.word('then by')} {self.word('head to head of')} {inner}"

    def rank(self, rank):
        keys = [self.item("by", rank.by), *map(self.further_key, rank.then_by)]
        for number in rank.again:
            keys[number] += " " + self.word("head to head again")
        if rank.lowest_first:
            keys[rank.lowest_first - 1] += " " + self.word("lowest first")
        return self.block(
            self.opening("rank", rank),
            self.each(rank),
            *keys,
            self.within(rank.within),
            self.item("among", rank.among, 1),
            self.ties(rank.ties),
            self.versions(rank),
        )

    def grade(self, grade):
        return self.block(
            self.opening("grade", grade),
            self.each(grade) + f"{self.word('by')} {self.name(grade.by)} " + self.versions(grade),
            *map(self.level, grade.levels),
        )

    def level(self, level):
        parts = [self.declared(level.name) + ":"]
        if level.otherwise:
            parts.append(self.word("otherwise"))
        elif level.condition is not None:
            parts.append(self.expr(level.condition))
        if level.top:
            parts += [self.word("top"), self.expr(level.top)]
        parts.append(self.within(level.within))
        if level.rounded:
            parts += [self.word("rounded"), self.word(level.rounded)]
        if level.minimum is not None:
            parts += [self.word("minimum"), str(level.minimum)]
        parts.append(self.ties(level.ties))
        return " ".join(part for part in parts if part)

    def selection(self, selection):
        item = f" {self.name(selection.item)}" if selection.item else ""
        each = ", ".join(".".join(map(self.calendar_path, path)) for path in selection.each)
        return self.block(
            self.opening("selection", selection),
            f"{self.word(selection.word)} {self.amt(selection.n)}{item} "
            f"{self.word('of')} {self.names(selection.of)}",
            f"{self.word('each')} {each}",
            self.item("for", selection.limit, 1),
            self.versions(selection),
        )

    def calendar_path(self, part):
        return self.unit(part) if part in words.CALENDAR else self.name(part)

    # ---- rules ----

    def rule(self, rule):
        return self.block(
            self.opening("rule", rule),
            self.versions(rule),
            self.trigger(rule),
            self.item("unless", rule.unless, 1),
            self.item("for", rule.limit, 1),
            self.counter(rule.counter),
            *map(self.charge, rule.charges),
            *map(self.effect, rule.effects),
            *(f"{self.item('cap', a)} {self.word('each')} {self.unit(u)}" for a, u in rule.caps),
            self.by_occurrence(rule.steps),
        )

    def trigger(self, rule):
        trigger, joined = rule.trigger, f" {self.word('or')} "
        if trigger[0] == "any":
            text = self.word("any event")
        elif trigger[0] == "kinds":
            text = joined.join(map(self.name, trigger[1]))
        elif trigger[0] == "missing":
            names = joined.join(map(self.name, trigger[1]))
            text = f"{self.word('missing')} {names} {self.word('in')} {self.window(trigger[2])}"
        else:
            text = self.expr(trigger[1])
        where = f" {self.word('where')} {self.expr(rule.where)}" if rule.where else ""
        return f"{self.word('when')} {text}{where}"

    def counter(self, counter):
        if counter is None:
            return ""
        named = isinstance(counter.n, tuple)
        n = self.expr(counter.n) if named else self.quantity(counter.n, counter.unit)
        text = f"{self.word('run of' if counter.word == 'run' else counter.word)} {n}"
        if counter.of:
            path = counter.of[0] in ("field", "item")
            inner = self.expr(counter.of)
            text += f" {self.word('of')} " + (inner if path else f"({inner})")
        if counter.window:
            text += f" {self.word('in')} {self.window(counter.window)}"
        if counter.where:
            text += f" {self.word('where')} {self.expr(counter.where)}"
        return text

    def charge(self, charge):
        target = charge.target
        words_of = {"levels": "every level of", "others": "others of same"}
        if target[0] == "path":
            text = ".".join(map(self.name, target[1]))
        else:
            text = f"{self.word(words_of[target[0]])} {self.name(target[1])}"
        if charge.share is not None:
            text = f"{self.quantity(charge.share, '%')} {self.word('to')} {text}"
        where = f" {self.word('where')} {self.expr(charge.where)}" if charge.where else ""
        return f"{self.word('charge')} {text}{where}"

    def effect(self, effect):
        op = effect[0]
        if op in ("deduct", "add"):
            return self.posting(*effect)
        if op == "set":
            return f"{self.word('set')} {self.name(effect[1])} {self.word('to')} " + self.expr(
                effect[2], 5
            )
        if op == "treat":
            return f"{self.word('treat as')} {self.name(effect[1])}"
        if op == "notice":
            return f'{self.word("notice")} "{effect[1]}"'
        if op == "withhold":
            share = f"{self.quantity(effect[1], '%')} {self.word('of')} " if effect[1] else ""
            return f"{self.word('withhold')} {share}{self.name(effect[2])}{self.next(effect[3])}"
        if op == "hold":
            text = f"{self.word('hold')} {self.name(effect[1])} {self.word(effect[2])} "
            return text + self.expr(effect[3], 5) + self.next(effect[4])
        return " ".join([self.word(op)] + [self.name(name) for name in effect[1:]])

    def next(self, unit):
        return f" {self.word('next')} {self.unit(unit)}" if unit else ""

    def posting(self, op, amount, section, shared):
        if amount[0] == "decided":
            low, high = self.expr(amount[1], 5), self.expr(amount[2], 5)
            text = f"{self.word('between')} {low} {self.word('and')} {high} "
            text += self.word("as decided")
        else:
            text = self.expr(amount, 5)
        link = self.word("from" if op == "deduct" else "to")
        text = f"{self.word(op)} {text} {link} {self.name(section)}"
        if shared:
            paths = ", ".join(".".join(map(self.calendar_path, path)) for path in shared)
            text += f" {self.word('shared by')} {paths}"
        return text

    def by_occurrence(self, steps):
        if not steps:
            return ""
        text = f"{self.word('by occurrence')} {self.word('in')} {self.window(steps[0])}"
        for low, high, effect in steps[1]:
            key = str(low) if high == low else f"{low}..{high or ''}"
            text += f"\n    {key} → {self.effect(effect)}"
        return text

    # ---- everything ----

    def pack(self, pack):
        every = [self.word("every event"), *map(self.field, pack.every), self.word("end")]
        parts = list(map(self.kind, pack.kinds))
        if pack.every:
            parts.append("\n  ".join(every[:-1]) + "\n" + every[-1])
        for name in ("event", "period", "let", "table", "section", "rule", "selection", "score"):
            parts += map(getattr(self, name), getattr(pack, name + "s"))
        parts += map(self.rank, pack.ranks)
        parts += map(self.grade, pack.grades)
        return "\n".join(parts) + "\n"
