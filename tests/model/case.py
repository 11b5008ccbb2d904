"""One made-up pack with its logs: what Merit says of it and what the model says."""

import random

import accounts
import book
import data
import generate
import known
import opened
import relations
import semantics
import show
import show_expr
import times
import trial
from engine import Failure


LANGUAGES = ("en", "zh")
CONFLICT = "a section is set to two values at once"


class Difference:
    """Merit and the model disagree: where, expected, got. `limit`: Merit ended at a limit."""

    def __init__(self, cells=(), failure=None):
        self.cells, self.failure = list(cells), failure
        self.limit = failure.messages[:40] if failure and failure.status == 7 else None

    def __str__(self):
        if self.failure:
            return f"exit status {self.failure.status}: {self.failure.messages[:1500]}"
        return "\n".join(
            f"{column} of {name} in {period}: expected {want!r}, got {got!r}"
            for (name, period, column), want, got in self.cells
        )


class Case:
    """Everything follows from the seed."""

    def __init__(self, seed, without=()):
        dice = random.Random(seed)
        self.seed = seed
        units = dice.choice(generate.NESTS)
        self.days = data.span(dice, units[0])
        self.pack = generate.make(dice, self.days, units, without)
        generate.date(self.pack, dice, self.days)
        self.asked = questions(self.pack, self.days)
        self.rosters, self.logs, self.sources, self.wants = {}, {}, {}, {}

    def source(self, language):
        if language not in self.sources:
            self.sources[language] = show.Source(language).pack(self.pack)
        return self.sources[language]

    def data(self, number):
        """(roster, log) of a pair."""
        if number not in self.logs:
            dice = random.Random(f"{self.seed}.{number}")
            self.rosters[number] = data.roster(dice, self.pack, self.days)
            most = dice.choice((4, 10, 20, 40))
            self.logs[number] = data.log(dice, self.pack, self.rosters[number], self.days, most)
        return self.rosters[number], self.logs[number]

    def compare(self, machine, number):
        """None, or a Difference; the number decides in which language Merit reads everything."""
        language = LANGUAGES[number % 2]
        version = relations.Version(self.pack, *self.data(number), language, self.source(language))
        return against(machine, version, self.asked, self.expected(number))

    def expected(self, number, log=None, as_of=semantics.LATEST):
        """What the model says of a pair, or of its roster and another log."""
        if log is not None:
            return expected(self.pack, self.data(number)[0], log, self.days, self.asked, as_of)
        if number not in self.wants:
            self.wants[number] = expected(self.pack, *self.data(number), self.days, self.asked)
        return self.wants[number]

    def related(self, machine, number, relation):
        """(applies, Difference): what Merit says after a change that must not matter."""
        if relation == trial.RELATION:
            return self.tested(machine, number)
        if relation == known.RELATION:
            return True, self.known(machine, number)
        if relation == accounts.RELATION:
            return self.accounted(machine, number)
        if relation == opened.RELATION:
            return self.opened(machine, number)
        version = relations.Version(self.pack, *self.data(number), LANGUAGES[number % 2])
        dice = random.Random(f"{self.seed}.{number}.{relation}")
        changed = relations.RELATIONS[relation](dice, version)
        if changed is None:
            return False, None
        return True, against(machine, changed, self.asked, self.expected(number))

    def accounted(self, machine, number):
        """Accounts of some of the values."""
        want = self.expected(number)
        if want is CONFLICT:
            return False, None
        cells = sorted(item for item in want.items() if accounts.PLAIN.match(item[0][1]))
        dice = random.Random(f"{self.seed}.{number}.accounts")
        cells = dice.sample(cells, min(accounts.ASKED, len(cells)))
        roster, log = self.data(number)
        language, zh = LANGUAGES[number % 2], LANGUAGES[number % 2] == "zh"
        files = rosters(machine, self.pack, roster, zh), logs(machine, self.pack, [log], zh)
        try:
            found = accounts.differences(machine, language, self.source(language), *files, cells)
        except Failure as failure:
            return True, Difference(failure=failure)
        return True, Difference(found) if found else None

    def opened(self, machine, number):
        """What is said while decisions are open, against what comes out once they are made."""
        roster, log = self.data(number)
        log = opened.opened(random.Random(f"{self.seed}.{number}.opened"), log)
        if log is None or self.expected(number) is CONFLICT:
            return False, None
        version = relations.Version(self.pack, roster, log, LANGUAGES[number % 2])
        want = self.expected(number)
        return True, against(machine, version, self.asked, want, opened.outside)

    def known(self, machine, number):
        """What is said as of a day, of events recorded some time after they happened (S26)."""
        roster, log = self.data(number)
        dice = random.Random(f"{self.seed}.{number}.known")
        log, as_of = known.recorded(dice, log), dice.randint(*self.days)
        want = self.expected(number, log, as_of)
        version = relations.Version(self.pack, roster, log, LANGUAGES[number % 2])
        return against(known.Command(machine, as_of), version, self.asked, want)

    def tested(self, machine, number):
        """The pair as a test in the rule file."""
        applies, said = trial.tried(
            machine,
            self.pack,
            made_ready(self.pack),
            self.data(number),
            self.days,
            self.asked,
            LANGUAGES[number % 2],
        )
        return applies, said and Difference(failure=Failure(1, said))


def compare(machine, pack, roster, log, days, number=0):
    """Of a pack that is not a whole Case: a part of one, made smaller."""
    asked = questions(pack, days)
    want = expected(pack, roster, log, days, asked)
    version = relations.Version(pack, roster, log, LANGUAGES[number % 2])
    return against(machine, version, asked, want)


def against(machine, version, asked, want, compared=None):
    """Merit's tables of one version of a pair, compared with what they must be."""
    zh = version.language == "zh"
    try:
        tables = machine.score(
            version.rules(),
            rosters(machine, version.pack, version.roster, zh),
            logs(machine, version.pack, version.logs, zh),
            periods(version.pack, asked, zh),
            *([version.supposed] if version.supposed else []),
        )
    except Failure as failure:
        agreed = want is CONFLICT and "error E0414" in failure.messages
        return None if agreed else Difference(failure=failure)
    if want is CONFLICT:
        return None
    got = {}
    for table in tables:
        got.update(parsed(table, version.names))
    cells = (compared or differing)(want, got)
    return Difference(cells) if cells else None


def rosters(machine, pack, roster, zh):
    found = []
    for index, kind in enumerate(pack.kinds):
        path = machine.file(f"{kind.name}.csv", data.roster_csv(kind, roster[kind.name], zh))
        found.append(path if index == 0 else f"{kind.name}={path}")
    return found


def logs(machine, pack, files, zh):
    found, first = [], 1
    for number, rows in enumerate(files):
        name = f"events{number or ''}.csv"
        found.append(machine.file(name, data.log_csv(pack, rows, zh, first)))
        first += len(rows)
    return found


def questions(pack, days):
    """(unit, days) of each length of period that is scored and can be asked for."""
    units = {node.each for node in [*pack.sections, *pack.scores]}
    asked = [(unit, days) for unit in times.UNITS if unit in units]
    for node in pack.periods:
        if node.name in units:
            seasons = getattr(node, "rows", None)
            asked.append((node.name, (seasons[0][1], seasons[-1][2]) if seasons else days))
    return asked


def periods(pack, asked, zh):
    """As the command line writes them."""
    own = {node.name: node for node in pack.periods}
    found = []
    for unit, days in asked:
        if unit in own:
            name = show.Source("zh" if zh else "en").name(unit)
            seasons = getattr(own[unit], "rows", None)
            words = [seasons[0][0], seasons[-1][0]] if seasons else map(times.iso, days)
            ends = [f"{name} {word}" for word in words]
        else:
            ends = [times.label(unit, times.holding(unit, day)) for day in days]
        found.append("..".join(ends))
    return found


def parsed(csv, names):
    """{(id, period, column): text} of the tables; names: the ids that others stand for."""
    found = {}
    for table in csv.split("\n\n"):
        lines = table.strip("\n").split("\n")
        columns = lines[0].split(",")
        for line in lines[1:]:
            cells = line.split(",")
            for column, cell in zip(columns[2:], cells[2:]):
                found[names.get(cells[0], cells[0]), cells[1], column] = cell
    return found


def expected(pack, roster, log, days, asked, as_of=semantics.LATEST):
    ready = made_ready(pack)
    run = semantics.Run(ready, roster, log, days, as_of)
    found = {}
    for unit, span in asked:
        label = ready.label(unit)
        names = [name for name, each in ready.units.items() if each == unit]
        for kind in pack.kinds:
            mine = [name for name in names if ready.kind_of[name] == kind.name]
            for subject in run.subjects(kind.name) if mine else ():
                for period in run.touching(unit, subject, *span):
                    if subject.days(*period):
                        for name in mine:
                            value = run.value(name, subject, period)
                            found[subject.id, label(period), name] = shown(value)
    return CONFLICT if run.conflicts else found


def made_ready(pack):
    """The pack's book, made once for all its logs."""
    if getattr(pack, "ready", None) is None:
        pack.ready = book.Book(pack)
    return pack.ready


def shown(value):
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return show_expr.decimal(value)


def differing(want, got):
    keys = [key for key in {**want, **got} if want.get(key) != got.get(key)]
    return [(key, want.get(key), got.get(key)) for key in keys]
