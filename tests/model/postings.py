"""What rules do to sections and scores: postings, marks (S17), holds and withheld parts (S16)."""

import limits


class Posting:
    """One effect of one fire on one subject; `amount` is what limits have left of it."""

    __slots__ = (
        "m",
        "rule",
        "place",
        "section",
        "subject",
        "amount",
        "count",
        "shared",
        "occurrence",
    )

    def __init__(self, m, rule, place, section, subject):
        self.m, self.rule, self.place = m, rule, place
        self.section, self.subject = section, subject
        self.amount, self.count, self.shared, self.occurrence = 0, 1, (), 0

    def when(self):
        return self.m.day, self.m.log

    def key(self):
        return self.m.day, self.m.log, self.occurrence, self.place


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
        self.done, self.fed = set(), set()
        self.postings, self.sets, self.restarts = {}, {}, {}
        self.holds, self.withholds = {}, {}
        self.groups = groups(run.book)

    def feed(self, target):
        """Lets all rules act that may touch a target."""
        if target in self.fed:
            return
        self.fed.add(target)
        for name in self.run.book.feeders.get(target, ()):
            if name not in self.done:
                self.act(self.groups.get(name, [name]))

    def act(self, names):
        self.done.update(names)
        postings = []
        for name in names:
            postings += self.asked(name)
        limits.share_out(self.run, postings)
        limits.select(self.run, postings, names, False)
        for name in names:
            limits.cap(self.run, name, [posting for posting in postings if posting.rule == name])
        limits.select(self.run, postings, names, True)
        for posting in postings:
            self.postings.setdefault((posting.section, posting.subject), []).append(posting)

    def asked(self, name):
        """All that a rule does; its postings are returned, the rest is noted."""
        order, postings = self.run.book.order[name], []
        alone = self.one_by_one(name)
        for fire in self.run.fires(name):
            charged = None
            for index, effect in enumerate(fire.version.effects):
                count = fire.times(effect)
                if count == 0 or effect.target is None:
                    continue
                charged = self.charged(fire) if charged is None else charged
                for subject, share in charged:
                    place = (order, index)
                    if effect.op not in ("deduct", "add"):
                        self.other(fire.m, place, effect, subject, share, count)
                        continue
                    posting = Posting(fire.m, name, place, effect.target, subject)
                    postings += posted(posting, effect, share, count, alone)
        return postings

    def one_by_one(self, name):
        """Whether the occurrences of a row may fare differently (S19)."""
        chain = self.run.book.rules[name]
        return name in self.groups or any(version.caps for version in chain.versions)

    def charged(self, fire):
        import firing

        return firing.charged(self.run, fire)

    def other(self, m, place, effect, subject, share, count):
        """What is no posting: set, restart, hold, withhold."""
        value = effect.amount(m) if effect.amount else 0
        if effect.op in ("set", "clear"):
            self.note(self.sets, effect.target, subject, Mark(m, place, value))
        elif effect.op == "restart":
            self.note(self.restarts, effect.target, subject, Mark(m, place, None))
        elif value is not None:
            self.limit(m, effect, subject, value if effect.op == "hold" else value * share * count)

    def note(self, where, target, subject, mark):
        if mark.value is not None or where is self.restarts:
            where.setdefault((target, subject), []).append(mark)

    def limit(self, m, effect, subject, value):
        """S16: on the period that holds the date, or the next; who is absent there lapses."""
        run = self.run
        unit = run.book.unit_of(effect.target)
        period = run.holding(unit, subject, m.day)
        if effect.next:
            end = run.end_of(effect.next, subject, m.day)
            period = end and run.following(unit, subject, end)
        if period is None or subject.days(*period) == 0:
            return
        key = (effect.target, subject, period)
        if effect.op == "withhold":
            self.withholds[key] = self.withholds.get(key, 0) + value
        else:
            self.holds.setdefault(key, []).append((effect.side, value))

    def limited(self, name, subject, period, value):
        """S10: holds, then withheld parts."""
        key = (name, subject, period)
        if key not in self.holds and key not in self.withholds:
            return value
        for side, pick, worst in (("at least", max, max), ("at most", min, min)):
            bounds = [bound for word, bound in self.holds.get(key, ()) if word == side]
            if bounds:
                value = pick(worst(bounds), value)
        part = min(1, self.withholds.get(key, 0))
        return value * (1 - part) if part else value


def posted(posting, effect, share, count, alone):
    """The postings of some occurrences: one for all, or one for each; none of an unknown amount."""
    amount = asked(posting.m, effect)
    if amount is None:
        return []
    amount = -amount * share if effect.op == "deduct" else amount * share
    posting.shared = effect.shared
    if not alone and not effect.shared:
        posting.amount, posting.count = amount * count, count
        return [posting]
    found = []
    for occurrence in range(count):
        one = Posting(posting.m, posting.rule, posting.place, posting.section, posting.subject)
        one.amount, one.shared, one.occurrence = amount, effect.shared, occurrence
        found.append(one)
    return found


def asked(m, effect):
    """The amount for the event's own subject; one to be decided is what the event says (S21)."""
    return effect.amount(m) if effect.amount else m.fields["decided"]


def groups(book):
    """Rules that a selection looks at together, by rule."""
    found = {}
    for chain in book.selections.values():
        names = [name for version in chain.versions for name in version.node.of]
        merged = sorted({other for name in names for other in found.get(name, [name])})
        for name in merged:
            found[name] = merged
    return found
