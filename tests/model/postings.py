"""Postings and what limits them before a section sees them: S5, S6, S13, S17, S22; holds: S16."""

from fractions import Fraction

from meaning import Interval


class Posting:
    """One effect of one fire on one subject: `asked` by the rule, `amount` after limits."""

    __slots__ = ("m", "rule", "place", "section", "subject", "asked", "amount", "count")

    def __init__(self, m, rule, place, section, subject, asked, count):
        self.m, self.rule, self.place, self.count = m, rule, place, count
        self.section, self.subject = section, subject
        self.asked = self.amount = asked

    def when(self):
        return self.m.day, self.m.log

    def key(self):
        return self.m.day, self.m.log, self.place


class Mark:
    """A `set` or a `restart` of a subject's section."""

    __slots__ = ("m", "place", "value")

    def __init__(self, m, place, value):
        self.m, self.place, self.value = m, place, value

    def key(self):
        return self.m.day, self.m.log, self.place


class Ledger:
    """What the rules of a run do to sections and scores, by target and subject."""

    def __init__(self, run):
        self.run = run
        self.done = set()
        self.postings, self.sets, self.restarts = {}, {}, {}
        self.holds, self.withholds = {}, {}
        self.groups = groups(run.book)

    def feed(self, target):
        """Lets all rules act that may touch a target."""
        for name in self.run.book.feeders.get(target, ()):
            if name not in self.done:
                self.act(self.groups.get(name, [name]))

    def act(self, names):
        self.done.update(names)
        postings = []
        for name in names:
            postings += self.asked(name)
        if len(names) > 1 or names[0] in self.groups:
            select(self.run, postings, names, False)
        for name in names:
            cap(self.run, name, [posting for posting in postings if posting.rule == name])
        if len(names) > 1 or names[0] in self.groups:
            select(self.run, postings, names, True)
        for posting in postings:
            self.postings.setdefault((posting.section, posting.subject), []).append(posting)

    def asked(self, name):
        """All that a rule does; its postings are returned, the rest is noted."""
        run, order = self.run, self.run.book.order[name]
        postings, shared = [], []
        for fire in run.fires(name):
            charged = None
            for index, effect in enumerate(fire.version.effects):
                count = fire.times(effect)
                if count == 0 or effect.target is None:
                    continue
                charged = self.charged(fire) if charged is None else charged
                for subject, share in charged:
                    posting = self.effect(
                        fire.m, name, (order, index), effect, subject, share, count
                    )
                    if posting:
                        postings.append(posting)
                        shared += [(effect.shared, posting)] if effect.shared else []
        share_out(run, shared)
        return postings

    def charged(self, fire):
        import firing

        return firing.charged(self.run, fire)

    def effect(self, m, name, place, effect, subject, share, count):
        if effect.op in ("deduct", "add"):
            amount = asked(m, effect)
            if amount is None:
                return None
            amount = amount * share * count
            amount = -amount if effect.op == "deduct" else amount
            return Posting(m, name, place, effect.target, subject, amount, count)
        value = effect.amount(m) if effect.amount else 0
        if effect.op in ("set", "clear"):
            self.note(self.sets, effect.target, subject, Mark(m, place, value))
        elif effect.op == "restart":
            self.note(self.restarts, effect.target, subject, Mark(m, place, None))
        else:
            self.limit(m, effect, subject, value * share * count if value is not None else None)
        return None

    def note(self, where, target, subject, mark):
        if mark.value is not None or where is self.restarts:
            where.setdefault((target, subject), []).append(mark)

    def limit(self, m, effect, subject, value):
        """S16: on the period that holds the date, or the next; who is absent there lapses."""
        run = self.run
        unit = run.book.unit_of(effect.target)
        period = run.holding(unit, subject, m.day)
        if effect.next:
            period = run.holding(effect.next, subject, m.day)
            period = run.holding(unit, subject, period[1] + 1)
        if value is None or subject.days(*period) == 0:
            return
        key = (effect.target, subject, period)
        if effect.op == "withhold":
            self.withholds[key] = self.withholds.get(key, 0) + value
        else:
            plain = effect.amount(m)
            self.holds.setdefault(key, []).append((effect.side, plain))

    def limited(self, name, subject, period, value):
        """S10: holds, then withheld parts."""
        key = (name, subject, period)
        for side, pick, worst in (("at most", min, min), ("at least", max, max)):
            bounds = [bound for word, bound in self.holds.get(key, ()) if word == side]
            if bounds:
                value = clamp(pick, worst(bounds), value)
        part = min(1, self.withholds.get(key, 0))
        return value * (1 - part) if part else value


def clamp(pick, bound, value):
    """min or max, of an open value on both ends."""
    if isinstance(value, Interval):
        return Interval(pick(value.low, bound), pick(value.high, bound))
    return pick(value, bound)


def asked(m, effect):
    """The amount for the event's own subject; open where it is still to be decided (S21)."""
    if effect.amount:
        return effect.amount(m)
    decided = m.fields.get("decided")
    if decided is not None:
        return decided
    low, high = effect.low(m), effect.high(m)
    return None if low is None or high is None else Interval(low, high)


def groups(book):
    """Rules that a selection looks at together, by rule."""
    found = {}
    for chain in book.selections.values():
        names = [name for version in chain.versions for name in version.node.of]
        merged = sorted({other for name in names for other in found.get(name, [name])})
        for name in merged:
            found[name] = merged
    return found


def share_out(run, shared):
    """S13: each posting is divided by how many of the rule have the same key."""
    counts = {}
    keys = []
    for paths, posting in shared:
        key = tuple(path_value(run, posting, path) for path in paths)
        keys.append((posting, (posting.place[1], key)))
        counts[keys[-1][1]] = counts.get(keys[-1][1], 0) + posting.count
    for posting, key in keys:
        posting.asked = posting.amount = posting.amount * Fraction(1, counts[key])


def path_value(run, posting, path):
    """The value of a field, of a roster field, or of a field of the subject that a field names."""
    m = posting.m
    if len(path) == 1 and path[0] in run.book.periods or path[0] in ("week", "month", "year"):
        return run.holding(path[0], posting.subject, m.day)
    source = m.fields if m.fields is not None and path[0] in m.fields else m.row
    value = source.get(path[0])
    for before, name in zip(path, path[1:]):
        subject = run.subject(run.book.fields[before].of, value)
        row = subject.row(m.day) if subject else None
        value = row.get(name) if row else None
    return value


def cap(run, name, postings):
    """S6: used up in the order of date and log; each posting counts the least that any cap leaves."""
    chain = run.book.rules[name]
    if not any(version.caps for version in chain.versions):
        return
    by_subject = {}
    for posting in sorted(postings, key=Posting.key):
        by_subject.setdefault(posting.subject, []).append(posting)
    for own in by_subject.values():
        for index, posting in enumerate(own):
            for amount, unit in chain.at(posting.m.day).caps:
                period = run.holding(unit, posting.subject, posting.m.day)
                used = sum(abs(p.amount) for p in own[:index] if period[0] <= p.m.day <= period[1])
                left = max(0, amount(posting.m) - used)
                posting.amount = max(-left, min(left, posting.amount))


def select(run, postings, names, periods):
    """The selections of some rules: those whose bucket holds a period, or the others."""
    for chain in run.book.selections.values():
        for version in chain.versions:
            if set(version.node.of) <= set(names) and has_period(version, run.book) == periods:
                keep(run, chain, version, postings)


def has_period(version, book):
    units = set(book.periods) | {"week", "month", "quarter", "half", "year"}
    return any(path[0] in units for path in version.node.each)


def keep(run, chain, version, postings):
    """S5, S22: the best or heaviest n of each bucket stay, the others count nothing."""
    node, buckets = version.node, {}
    sign = -1 if node.word == "heaviest" else 1
    for posting in postings:
        fits = posting.rule in node.of and posting.amount * sign > 0
        if fits and chain.at(posting.m.day) is version:
            key = tuple(path_value(run, posting, path) for path in node.each)
            bucket = (posting.subject, key if key else (posting.m.log,))
            buckets.setdefault(bucket, []).append(posting)
    for bucket in buckets.values():
        items = {}
        for posting in bucket:
            key = path_value(run, posting, (node.item,)) if node.item else id(posting)
            items.setdefault(key, []).append(posting)
        ranked = sorted(items.values(), key=lambda group: worth(group, sign))
        count = version.n(bucket[0].m)
        for group in ranked[int(count) :]:
            for posting in group:
                posting.amount = 0


def worth(group, sign):
    """The most first; equal ones by the rule declared first, then by date and log."""
    first = min(group, key=Posting.key)
    return -sign * sum(posting.asked for posting in group), first.place, first.when()
