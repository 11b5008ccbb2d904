"""Metamorphic relations: changes after which Merit must say the same. RELATIONS names them.

Each takes a Version of a pair and returns a changed one, or None where it does not apply.
"""

import subprocess

import data
import engine
import show
import tree


class Version:
    """One way to write down a pair: rules as text, roster, the log as files."""

    def __init__(self, pack, roster, log, language="en", text=None):
        self.text = text  # the rules, where they are written down already
        self.pack, self.roster, self.logs, self.language = pack, roster, [log], language
        self.names = {}  # new id: old id
        self.supposed = ""  # a supposition that is opened before it is asked
        self.mend = lambda text: text

    def rules(self):
        return self.text or self.mend(show.Source(self.language).pack(self.pack))

    def log(self):
        return self.logs[0]


def log_order(dice, version):
    """Days in another order in the file; within a day the order stays (S27)."""
    days = sorted({row["date"] for row in version.log()})
    dice.shuffle(days)
    version.logs = [sorted(version.log(), key=lambda row: days.index(row["date"]))]
    return version


def split_files(dice, version):
    """The log in two or three files."""
    rows = version.log()
    cuts = sorted(dice.randint(0, len(rows)) for _ in range(dice.randint(1, 2)))
    version.logs = [rows[a:b] for a, b in zip([0, *cuts], [*cuts, len(rows)])]
    return version


def roster_order(dice, version):
    """The rows of the roster in another order."""
    version.roster = {kind: dice.sample(rows, len(rows)) for kind, rows in version.roster.items()}
    return version


def roster_rows(dice, version):
    """A row cut in two on any day of it says the same."""
    for kind in version.pack.kinds:
        if kind.span:
            rows = version.roster[kind.name] = list(version.roster[kind.name])
            row = rows.pop(dice.randrange(len(rows)))
            first = row["joined"] or data.FIRST - 500
            last = row["left"] or data.FIRST + 2000
            if last > first:
                day = dice.randint(first, last - 1)
                rows += [{**row, "left": day}, {**row, "joined": day + 1}]
            else:
                rows.append(row)
    return version


def names(dice, version):
    """Other ids in the same order."""
    stem = dice.choice("MZ")
    for kind in version.pack.kinds:
        known = sorted({row["id"] for row in version.roster[kind.name]})
        for number, name in enumerate(known):
            version.names[f"{stem}{kind.name}{number}"] = name
    new = {old: name for name, old in version.names.items()}
    refers = {f.name for owner in version.pack.kinds + version.pack.events for f in owner.fields}
    known = {"person", "team", "race", "boss", "fie_t"}
    refers = known & (refers | {"person"})
    swap = lambda cells: {
        key: new.get(cell, cell) if key in refers or key == "id" else cell
        for key, cell in cells.items()
    }
    version.roster = {kind: [swap(row) for row in rows] for kind, rows in version.roster.items()}
    version.logs = [[{**row, "fields": swap(row["fields"])} for row in version.log()]]
    return version


def neutral_event(dice, version):
    """Events of a kind that nothing looks at."""
    rules = version.pack.rules
    if any(rule.trigger[0] == "any" for rule in rules) or not version.log():
        return None
    like = dice.choice(version.log())
    old = next(event for event in version.pack.events if event.name == like["kind"])
    new = tree.Event(name="eve_s", fields=old.fields)
    version.pack = version.pack.but(events=[*version.pack.events, new])
    rows = list(version.log())
    fields = {**like["fields"], "decided": None}
    rows.insert(dice.randint(0, len(rows)), {**like, "kind": "eve_s", "fields": fields})
    version.logs = [rows]
    return version


def occurrences(dice, version):
    """A row of n occurrences is n rows (S19)."""
    if not any(field.type == "occurrences" for field in version.pack.every):
        return None
    if "'field', 'times'" in repr([version.pack.rules, version.pack.scores]):
        return None  # a rule looks at the number itself
    if any(e[0] == "restart" for rule in version.pack.rules for e in rule.all_effects()):
        return None  # a row restarts once, before all that it posts
    rows = []
    for row in version.log():
        count = row["fields"].get("times") or 1
        rows += [{**row, "fields": {**row["fields"], "times": 1}}] * count
    version.logs = [rows]
    return version


def declarations(dice, version):
    """Declarations in another order; that of rules decides ties, that of items is for the eye."""
    pack = version.pack
    mixed = lambda nodes: dice.sample(list(nodes), len(nodes))
    version.pack = pack.but(
        events=mixed(pack.events),
        lets=mixed(pack.lets),
        tables=mixed(pack.tables),
        sections=mixed(pack.sections),
        scores=mixed(pack.scores),
        ranks=mixed(pack.ranks),
    )
    return version


def formatted(dice, version):
    """What `merit fmt` makes of the rules, in either keyword language or as they are."""
    options = dice.choice(([], ["--to", "zh"], ["--to", "en"]))
    version.mend = lambda text: fmt(text, options)
    return version


def fmt(text, options):
    command = [engine.BUILD + "/merit", "fmt", *options, "-"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=False)
    if done.returncode:
        raise engine.Failure(done.returncode, done.stderr.decode(errors="replace"))
    return done.stdout.decode()


def struck(dice, version):
    """Rows that are there twice, once struck out again: as if they had never come."""
    rows = version.log()
    if not rows:
        return None
    again = [dict(dice.choice(rows)) for _ in range(dice.randint(1, 3))]
    ids = ", ".join(str(len(rows) + 1 + place) for place in range(len(again)))
    version.logs = [[*rows, *again]]
    version.supposed = f"suppose strike {ids} end"
    return version


RELATIONS = {
    "rows struck out again": struck,
    "the log's order across days": log_order,
    "the log in several files": split_files,
    "the roster's order": roster_order,
    "a roster row cut in two": roster_rows,
    "other names": names,
    "a neutral event": neutral_event,
    "a row of n occurrences as n rows": occurrences,
    "declarations in another order": declarations,
    "formatted rules": formatted,
}
