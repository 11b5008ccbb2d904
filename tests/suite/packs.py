"""Rule packs: each folder of rules/ checks, passes its own tests and meets its expected results."""

import glob
import os

import common


def packs(tally):
    for pack in sorted(glob.glob(os.path.join(common.ROOT, "rules", "*", ""))):
        name = os.path.basename(pack[:-1])
        for script in sorted(glob.glob(pack + "*.merit")):
            file = os.path.basename(script)
            for verb in (["check"], ["test"], ["fmt", "--check"]):
                status, out, err = common.run([common.MERIT, *verb, file], pack)
                said = (out + err).decode(errors="replace")
                tally.check(status == 0, f"{name}: merit {' '.join(verb)} {file}", said)
        if os.path.exists(pack + "main.merit") and os.path.exists(pack + "main.en.merit"):
            same_meaning(tally, pack, name)
        for script in ("main.merit", "main.en.merit"):
            if os.path.exists(pack + script):
                expected_results(tally, pack, name, script)
            if os.path.exists(pack + script) and os.path.exists(pack + "excused.txt"):
                slips_noticed(tally, pack, name, script)


def slips_noticed(tally, pack, name, script):
    """The pack's tests notice each change of its rules but those of excused.txt."""
    argv = [common.MERIT, "mutate", script, "--excused", "excused.txt", "--least", "100"]
    status, out, err = common.run(argv, pack)
    tally.check(status == 0, f"{name}: merit mutate {script}", (out + err).decode(errors="replace"))


def same_meaning(tally, pack, name):
    """main.merit and main.en.merit mean the same, word for word but for titles and readings."""
    shown = []
    for script in ("main.merit", "main.en.merit"):
        status, out, err = common.run([common.MERIT, "ir", "--bare", script], pack)
        tally.check(status == 0, f"{name}: merit ir {script}", err.decode(errors="replace"))
        shown.append(out)
    detail = common.difference(shown[0], shown[1], "meaning")
    tally.check(shown[0] and shown[0] == shown[1], f"{name}: the two languages differ", detail)


def sample(pack):
    """Options that name the data: roster.csv (the first kind), roster-KIND.csv, all else events."""
    options, events = [], []
    for path in sorted(glob.glob(pack + "sample/*.csv")):
        file = os.path.relpath(path, pack)
        name = os.path.basename(path)[:-4]
        if name == "roster":
            options += ["--roster", file]
        elif name.startswith("roster-"):
            options += ["--roster", f"{name[len('roster-'):]}={file}"]
        else:
            events.append(file)
    return [*options, "--events", *events]


def expected_results(tally, pack, name, script):
    """expected/PERIOD.csv, or KIND.PERIOD.csv where there are several kinds of subjects, is what
    `merit score --format csv` prints for the period, to the byte."""
    for path in sorted(glob.glob(pack + "expected/*.csv")):
        *kind, period = os.path.basename(path)[:-4].split(".")
        argv = [common.MERIT, "score", script, *sample(pack)]
        argv += ["--period", period, "--format", "csv"]
        for one in kind:
            argv += ["--of", one]
        status, out, err = common.run(argv, pack)
        detail = common.difference(common.read(path), out, period) + err.decode(errors="replace")
        tally.check(status == 0 and out == common.read(path), f"{name}: {script} {period}", detail)
