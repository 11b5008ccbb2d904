"""A month-end that is killed at each call that changes the disk: all its files, or none of them."""

import os
import shutil
import tempfile

import common

SCRIPT = """use "small.merit"
roster "roster.csv"
events "{events}"
show monthly, pay in 2018-10 output "out/scores.csv"
show pay in 2018-10 output "out/pay.csv"
slip pay in 2018-10 output "out/slips/{{id}}.txt"
"""
DATA = os.path.join(common.ROOT, "tests/golden/cli/data")


def build_killer(folder):
    """Not for the sanitizers, which want to be loaded first. None: it does not build."""
    library = os.path.join(folder, "kill.so")
    argv = ["gcc", "-shared", "-fPIC", "-o", library]
    status, out, _ = common.run(argv + [os.path.join(common.ROOT, "tests/fault/kill.c"), "-ldl"])
    return library if status == 0 else None


def prepare(place):
    for name in ("small.merit", "roster.csv", "events.csv"):
        shutil.copy(os.path.join(DATA, name), place)
    with open(os.path.join(place, "events.csv"), encoding="utf-8") as file:
        lines = file.readlines()
    with open(os.path.join(place, "fewer.csv"), "w", encoding="utf-8") as file:
        file.writelines(lines[:2])
    for name in ("events", "fewer"):
        with open(os.path.join(place, f"{name}.merit"), "w", encoding="utf-8") as file:
            file.write(SCRIPT.format(events=f"{name}.csv"))


def run_script(place, name, **variables):
    env = common.environment(**variables)
    return common.run([common.MERIT, "run", f"{name}.merit"], env=env, cwd=place)


def outputs(place):
    """The files that a run is to leave, with what is in them; temporaries and journals are none."""
    found = {}
    for folder, _, files in os.walk(os.path.join(place, "out")):
        for name in files:
            if not name.startswith("."):
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    found[os.path.relpath(os.path.join(folder, name), place)] = file.read()
    return found


def wanted(name):
    """What a run that nobody kills leaves."""
    with tempfile.TemporaryDirectory() as place:
        prepare(place)
        run_script(place, name)
        return outputs(place)


def kill_at(library, call, old, new):
    """One run killed there over the files of another, then a run that only finishes. Any words:
    what is wrong."""
    with tempfile.TemporaryDirectory() as place:
        prepare(place)
        run_script(place, "fewer")
        run_script(place, "events", LD_PRELOAD=library, KILL_AT=str(call))
        journal = os.path.join(place, "out/.merit-commit")
        left = outputs(place)
        if not os.path.exists(journal):
            return "" if left in (old, new) else "some files are new, some old, and no journal"
        with open(os.path.join(place, "end.merit"), "w", encoding="utf-8") as file:
            file.write(SCRIPT.format(events="fewer.csv").split("show")[0])
            file.write('show pay in 2018-10 output "out/last.csv"\n')
        run_script(place, "end")
        left = outputs(place)
        left.pop("out/last.csv", None)
        return "" if left == new else "the journal did not finish the run"


def faults(tally):
    with tempfile.TemporaryDirectory() as folder:
        library = build_killer(folder)
        if common.SAN:
            return
        if library is None:
            tally.fail("tests/fault/kill.c does not build")
            return
        old, new = wanted("fewer"), wanted("events")
        if len(new) != 6 or old == new:
            tally.fail(f"the runs leave {sorted(new)}")
            return
        count = os.path.join(folder, "count")
        with tempfile.TemporaryDirectory() as place:
            prepare(place)
            run_script(place, "fewer")
            run_script(place, "events", LD_PRELOAD=library, KILL_COUNT=count)
        with open(count, encoding="utf-8") as file:
            calls = int(file.read())
        for call in range(1, calls + 1):
            wrong = kill_at(library, call, old, new)
            if wrong:
                tally.fail(f"killed at call {call} of {calls}: {wrong}")
            else:
                tally.ok()
