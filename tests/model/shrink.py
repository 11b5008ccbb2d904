"""Makes a difference small and leaves it as a folder that anybody can run."""

import os
import shutil

import case
import engine

FOLDER = os.path.join(engine.ROOT, "build", "campaign")
LISTS = ("rules", "grades", "ranks", "scores", "selections", "sections", "tables", "lets", "events")


def reproduce(name, without):
    """The smallest pair that still differs, written down; returns what to print."""
    seed, number, *relation = name.split(".")
    whole = case.Case(int(seed), without)
    if relation:
        return related(whole, int(number), relation[0])
    folder = os.path.join(FOLDER, name)
    shutil.rmtree(folder, ignore_errors=True)
    machine = engine.Engine(folder)
    pack, roster, log = whole.pack, *whole.data(int(number))
    zh = int(number) % 2
    differs = lambda p, r, e: still(machine, p, r, e, whole.days, zh)
    pack, roster, log = smallest(differs, pack, roster, log)
    return written(machine, name, without, pack, roster, log, whole.days, zh)


def related(whole, number, relation):
    """A relation that does not hold: the whole pair, as it stands after the change."""
    folder = os.path.join(FOLDER, f"{whole.seed}.{number}.relation")
    shutil.rmtree(folder, ignore_errors=True)
    machine = engine.Engine(folder)
    _, difference = whole.related(machine, number, relation)
    machine.file("rules.merit", whole.source(case.LANGUAGES[number % 2]))
    text = f"seed {whole.seed}.{number}, after: {relation}\n{difference}\n"
    machine.file("difference", text)
    return f"---- {folder}\n{text}"


def still(machine, pack, roster, log, days, zh):
    """A difference of values, not one that comes of a pack made wrong by the cuts."""
    pack = pack.but(ready=None)
    try:
        found = case.compare(machine, pack, roster, log, days, zh)
    except Exception:
        return False
    return found is not None and found.failure is None


def smallest(differs, pack, roster, log):
    if not differs(pack, roster, log):
        return pack, roster, log
    before = None
    while before != (size(pack), len(log)):
        before = size(pack), len(log)
        log = fewer(log, lambda rows: differs(pack, roster, rows))
        for kind in roster:
            keep = lambda rows, kind=kind: differs(pack, {**roster, kind: rows}, log)
            roster = {**roster, kind: fewer(roster[kind], keep)}
        for part in LISTS:
            keep = lambda nodes, part=part: differs(pack.but(**{part: nodes}), roster, log)
            pack = pack.but(**{part: fewer(list(getattr(pack, part)), keep)})
        pack = simpler(differs, pack, roster, log)
    return pack, roster, log


def size(pack):
    return sum(len(getattr(pack, part)) for part in LISTS)


def fewer(items, good):
    """Leaves out halves, quarters … single ones as long as it stays good."""
    step = max(1, len(items) // 2)
    while True:
        start = 0
        while start < len(items):
            less = items[:start] + items[start + step :]
            if good(less):
                items = less
            else:
                start += step
        if step == 1:
            return items
        step //= 2


PARTS = {
    "rules": ("where", "unless", "limit", "counter", "charges", "steps", "caps", "since", "until"),
    "sections": ("base", "floor", "cap", "pro_rata"),
    "scores": ("floor", "cap", "limit", "pro_rata", "rounded", "formula"),
    "ranks": ("again", "then_by", "within", "among", "lowest_first"),
    "tables": ("since",),
    "lets": ("since",),
}


def simpler(differs, pack, roster, log):
    """Takes single clauses away."""
    for part, clauses in PARTS.items():
        for index in range(len(getattr(pack, part))):
            for clause in clauses:
                nodes = list(getattr(pack, part))
                for value in cuts(nodes[index], clause):
                    nodes[index] = nodes[index].but(**{clause: value})
                    if differs(pack.but(**{part: nodes}), roster, log):
                        pack = pack.but(**{part: nodes})
                        break
                    nodes = list(getattr(pack, part))
    return pack


def cuts(node, clause):
    """Values in the place of a clause, the simplest first; for a formula its parts."""
    value = getattr(node, clause)
    if clause == "formula" or clause in ("where", "unless", "limit") and value:
        inner = [part for part in value[1:] if isinstance(part, tuple)]
        return inner if clause == "formula" else [None, *inner]
    plain = type(node).__dict__.get(clause, getattr(type(node), clause))
    return [] if value == plain else [plain]


def written(machine, name, without, pack, roster, log, days, zh):
    pack = pack.but(ready=None)
    found = case.compare(machine, pack, roster, log, days, zh)
    rules = machine.file("rules.merit", case.show.Source("zh" if zh else "en").pack(pack))
    periods = case.periods(pack, case.questions(pack, days), zh)
    rosters = [
        path.replace(machine.folder + "/", "") for path in case.rosters(machine, pack, roster, zh)
    ]
    words = " ".join(f"--roster {path}" for path in rosters)
    commands = [
        f"merit score rules.merit {words} --events events.csv --period '{period}' --format csv\n"
        for period in periods
    ]
    machine.file("command", "".join(commands))
    text = f"seed {name}" + (f" WITHOUT={','.join(without)}" if without else "") + f"\n{found}\n"
    machine.file("difference", text)
    with open(rules, encoding="utf-8") as file:
        return f"---- {machine.folder}\n{text}{file.read()}"
