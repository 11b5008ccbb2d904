#!/usr/bin/env python3
"""`merit impact` against two runs of `merit score`: its rows are their difference, and no others.

impact.py [PACKS=60] [SEED=1]
Each pack is made up, then one or two of its numbers or words are changed, or a declaration dropped.
Half of the changes are amendments, from a day within the log: nothing changes in a period before.
"""

import fractions
import os
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import case  # noqa: E402
import data  # noqa: E402
import times  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
MERIT = os.path.join(os.environ.get("BUILD", os.path.join(ROOT, "build/release")), "merit")
WORDS = [("at least", "above"), ("at most", "below"), ("ties share", "ties dense")]
TRIES = 20


def merit(*argv):
    done = subprocess.run([MERIT, *argv], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


def edit(dice, text):
    """The text with another number, another word, or one rule fewer."""
    choice = dice.randrange(4)
    if choice == 0:
        rules = list(re.finditer(r"^rule .*?^end\n", text, re.M | re.S))
        if rules:
            rule = dice.choice(rules)
            return text[: rule.start()] + text[rule.end() :]
    if choice == 1:
        old, new = dice.choice(WORDS)
        return text.replace(old, new, 1)
    numbers = list(re.finditer(r"(?<=[ (])\d+(?= points| yuan| times|\n| \+| -)", text))
    if not numbers:
        return text
    number = dice.choice(numbers)
    other = str(int(number[0]) + dice.choice((1, 2, 7)))
    return text[: number.start()] + other + text[number.end() :]


def amended(dice, text, days):
    """An amendment of some rules of the pack, and the day from which it holds."""
    day = dice.randint(*days)
    names = sorted(set(re.findall(r"^rule (\w+)", text, re.M)))
    if not names:
        return None, None
    said = [f"  repeal {name}" for name in dice.sample(names, min(len(names), 2))]
    dates = [f"  from {times.iso(day)}", f"  recorded {times.iso(day)}"]
    head = ["amendment 《N》", "  cite 《N》 §1", *dates]
    return text + "\n" + "\n".join([*head, *said, "end"]) + "\n", day


def cells(text):
    """{(id, period, column): cell} of tables, the one of changes left out."""
    found = {}
    for table in text.split("\n\n"):
        lines = table.strip("\n").split("\n")
        columns = lines[0].split(",")
        if columns[0] == "change":
            continue
        for line in lines[1:]:
            row = line.split(",")
            found.update({(row[0], row[1], c): v for c, v in zip(columns[2:], row[2:])})
    return found


def wanted(old, new):
    """What impact must say of two tables; columns that only one of them has are left out."""
    both = {key[2] for key in old} & {key[2] for key in new}
    found = {}
    for key in {**old, **new}:
        before, after = old.get(key, ""), new.get(key, "")
        if key[2] in both and before != after:
            found[key] = (before, after)
    return found


def said(table):
    found = {}
    for (who, period, column), cell in table.items():
        name, which = column.rsplit("_", 1)
        found.setdefault((who, period, name), {})[which] = cell
    return {
        key: (cell["base"], cell["supposed"])
        for key, cell in found.items()
        if cell["base"] or cell["supposed"]
    }


def number(text):
    try:
        return fractions.Fraction(text)
    except ValueError:
        return None


def differences_add_up(table):
    for (who, period, column), cell in table.items():
        if not column.endswith("_difference") or not cell:
            continue
        name = column[: -len("_difference")]
        base = number(table[who, period, name + "_base"])
        supposed = number(table[who, period, name + "_supposed"])
        if base is not None and supposed is not None and supposed - base != number(cell):
            return f"{who} {period} {column}: {cell}"
    return None


def parts_add_up(text):
    """Each change alone and the interaction are the whole."""
    lines = text.split("\n\n")[-1].strip("\n").split("\n")
    if len(lines[0].split(",")) < 2 or len(lines) < 3:
        return None
    rows = [[number(cell) for cell in line.rsplit(",", len(lines[0].split(",")) - 1)[1:]]
            for line in lines[1:]]
    for column in range(len(rows[0])):
        values = [row[column] for row in rows]
        if None not in values and sum(values[:-1]) != values[-1]:
            return f"the parts do not add up: {lines[0]}"
    return None


class Pack:
    """One made-up pack in a folder, as files."""

    def __init__(self, seed, folder):
        self.made = case.Case(seed)
        self.dice = random.Random(f"{seed}.impact")
        self.folder = folder
        roster, log = self.made.data(0)
        pack = self.made.pack
        self.options = ["--roster"]
        for index, kind in enumerate(pack.kinds):
            path = self.file(f"{kind.name}.csv", data.roster_csv(kind, roster[kind.name]))
            self.options.append(path if index == 0 else f"{kind.name}={path}")
        self.options += ["--events", self.file("events.csv", data.log_csv(pack, log))]
        self.periods = case.periods(pack, self.made.asked, False)
        self.old = self.file("old.merit", self.made.source("en"))

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        return path

    def changed(self):
        """(file, first day of the change or None), or None: nothing was found that checks."""
        source = self.made.source("en")
        for _ in range(TRIES):
            day = None
            if self.dice.random() < 0.5:
                text, day = amended(self.dice, source, self.made.days)
            else:
                text = edit(self.dice, edit(self.dice, source))
            if text and text != source:
                new = self.file("new.merit", text)
                if merit("check", new)[0] == 0:
                    return new, day
        return None

    def compared(self):
        """None where nothing can be compared, else a list of what is wrong."""
        found = self.changed()
        if found is None:
            return None
        new, day = found
        wrong, asked = [], False
        for period in self.periods:
            data_of = [*self.options, "--format", "csv"]
            old_table = merit("score", self.old, "--period", period, *data_of)
            new_table = merit("score", new, "--period", period, *data_of)
            if old_table[0] or new_table[0]:
                continue
            rules = [new] if day is not None else [self.old, new]
            status, out, err = merit("impact", *rules, "--over", period, *data_of)
            asked = True
            if status:
                wrong.append(err)
                continue
            table = cells(out)
            want, got = wanted(cells(old_table[1]), cells(new_table[1])), said(table)
            wrong += [f"{period} {key}: expected {want.get(key)}, got {got.get(key)}"
                      for key in sorted({**want, **got}) if want.get(key) != got.get(key)]
            wrong += [one for one in (differences_add_up(table), parts_add_up(out)) if one]
            wrong += early(period, got, day)
        return wrong if asked else None


def early(period, got, day):
    """Rows of months that ended before the change."""
    if day is None:
        return []
    return [f"before {times.iso(day)}: {key}" for key in got
            if re.fullmatch(r"\d{4}-\d\d", key[1]) and key[1] < times.iso(day)[:7]]


def main(arguments):
    options = {"PACKS": 60, "SEED": 1}
    options.update((name, int(value)) for name, value in (one.split("=") for one in arguments))
    passed = failed = skipped = 0
    for seed in range(options["SEED"], options["SEED"] + options["PACKS"]):
        with tempfile.TemporaryDirectory() as folder:
            wrong = Pack(seed, folder).compared()
        if wrong is None:
            skipped += 1
        elif wrong:
            failed += 1
            print(f"pack {seed}:", *wrong[:5], sep="\n    ")
        else:
            passed += 1
    print(f"{passed} passed {failed} failed, {skipped} packs without a change to compare")
    return 1 if failed or passed == 0 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
