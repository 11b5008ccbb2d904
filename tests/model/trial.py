"""A pair written as a test in the rule file: `merit test` must find what comes out."""

import os
import subprocess

import engine
import firing
import postings
import semantics
import show
import times
import tree

RELATION = "the pair as a test"
DECIDED = tree.Field(type="points")  # of the reserved field, in these packs
ROWS = 60  # events and expectations of a test; a whole log would take merit long to report on


class Trial:
    """The text of a test, in one language."""

    def __init__(self, pack, book, language):
        self.pack, self.book = pack, book
        self.source = show.Source(language)
        self.word, self.name = self.source.word, self.source.name

    def text(self, run, roster, log, asked):
        lines = [f'{self.word("test")} "x"']
        for kind in self.pack.kinds:
            lines += [self.subject(kind, row) for row in roster[kind.name]]
        lines += map(self.event, log)
        lines += self.values(run, asked)
        lines += self.charges(run)
        return "\n  ".join(lines) + f"\n{self.word('end')}\n"

    def subject(self, kind, row):
        fields = {field.name: field for field in kind.fields}
        cells = [self.assigned(name, row.get(name), fields[name]) for name in fields]
        for name in ("joined", "left"):
            if row.get(name) is not None:
                cells.append(f"{name} = {times.iso(row[name])}")
        return self.joined(f'{self.word("given")} {self.name(kind.name)} "{row["id"]}"', cells)

    def event(self, row):
        fields = self.book.events[row["kind"]]
        own, _ = self.book.own[row["kind"]]
        cells = [self.assigned(n, row["fields"].get(n), f) for n, f in fields.items() if n != own]
        if row["fields"].get("decided") is not None:
            cells.append(self.assigned("decided", row["fields"]["decided"], DECIDED))
        head = f"{self.word('given')} {times.iso(row['date'])} {self.name(row['kind'])}"
        return self.joined(f'{head} "{row["fields"][own]}"', cells)

    def joined(self, head, cells):
        return " ".join([head, *(cell for cell in cells if cell)])

    def assigned(self, name, value, field):
        if value is None:
            return ""
        if field.type in ("text", "subject"):
            shown = f'"{value}"'
        else:
            shown = self.source.default(field.but(default=value))
        return f"{self.name(name)} = {shown}"

    # ---- what must come out ----

    def values(self, run, asked):
        """Values that a literal can say: no fractions."""
        for unit, span in asked:
            names = [name for name, each in self.book.units.items() if each == unit]
            label = self.book.label(unit)
            for kind in self.pack.kinds if unit in times.UNITS else ():
                mine = [name for name in names if self.book.kind_of[name] == kind.name]
                for subject in run.subjects(kind.name):
                    for period in run.touching(unit, subject, *span):
                        if subject.days(*period):
                            for name in mine:
                                value = run.value(name, subject, period)
                                yield from self.expected(name, subject, label(period), value)

    def expected(self, name, subject, period, value):
        head = f'{self.word("expect")} {self.name(name)} {self.word("of")} "{subject.id}" '
        head += f"{self.word('in')} {period} "
        if value is None:
            yield head + ("未评" if self.source.zh else "not assessed")
        elif isinstance(value, str):
            yield f"{head}= {self.name(value)}"
        elif "/" not in show.decimal(value):
            yield f"{head}= {self.source.quantity(value, self.unit(name))}"

    def unit(self, name):
        nodes = [*self.pack.sections, *self.pack.scores]
        return next((node.unit for node in nodes if node.name == name), "")

    def charges(self, run):
        """How often each rule charged each subject in each month."""
        for name, chain in self.book.rules.items():
            if name in self.book.voids + self.book.treats or any(map(told_later, chain.versions)):
                continue
            counts = fired(run, name)
            for subject in {subject for subject, _ in counts}:
                for month in times.touching("month", *run.span):
                    yield self.fired(name, subject, month, counts.get((subject, month), 0))

    def fired(self, name, subject, month, count):
        head = f"{self.word('expect')} {self.name(name)} "
        done = f"{self.word('fired')} {self.source.quantity(count, 'times')}"
        label = times.label("month", month)
        head += done if count else self.word("not fired")
        return f'{head} {self.word("for")} "{subject.id}" {self.word("in")} {label}'


def told_later(version):
    """Steps have counts of their own; of the next period a test sees only what it asks."""
    return version.node.steps or any(effect.next for effect in version.effects)


def acts(run, fire):
    """Whether any effect has an amount that is known (S9), and a period to act on (S14)."""
    return any(has_effect(run, fire.m, effect) for effect in fire.version.effects)


def has_effect(run, m, effect):
    if effect.target is None:
        return True
    if run.holding(run.book.unit_of(effect.target), m.subject, m.day) is None:
        return False
    if effect.op in ("deduct", "add"):
        return postings.asked(m, effect) is not None
    return effect.amount is None or effect.amount(m) is not None


def fired(run, name):
    counts = {}
    for fire in [fire for fire in run.fires(name) if acts(run, fire)]:
        month = times.holding("month", fire.m.day)
        for subject, _ in firing.charged(run, fire):
            counts[subject, month] = counts.get((subject, month), 0) + fire.count
    return counts


def conflicting(run):
    """Whether a section is set to two values at one place, asked about or not (S17)."""
    for section in run.book.sections:
        run.ledger.feed(section)
    for marks in run.ledger.sets.values():
        values = {}
        if any(values.setdefault(mark.key()[:2], mark.value) != mark.value for mark in marks):
            return True
    return False


def tried(machine, pack, book, data, span, asked, language):
    """(applies, what merit says where it fails)."""
    roster, log = data
    if any(len({row["id"] for row in rows}) < len(rows) for rows in roster.values()):
        return False, None  # a test gives each subject one row
    if not log and any(rule.counter and rule.counter.word == "run" for rule in pack.rules):
        return False, None  # without events a run of periods begins elsewhere in a test
    run = semantics.Run(book, roster, log, span)
    text = Trial(pack, book, language).text(run, roster, log, asked)
    if conflicting(run) or len(log) > ROWS:
        return False, None
    path = machine.file("test.merit", show.Source(language).pack(pack) + text)
    command = [os.path.join(engine.BUILD, "merit"), "test", path, "--lang", "en"]
    done = subprocess.run(command, capture_output=True, check=False)
    said = (done.stdout + done.stderr).decode(errors="replace")
    return True, said if done.returncode else None
