"""As known on a day (S26): the command line, since the public header has no such question."""

import os
import subprocess

import engine
import times

RELATION = "as known on a day"


def recorded(dice, log):
    """The same events, some of them recorded later than they happened."""
    late = lambda: dice.choice((None, None, 0, 3, 20, 60))
    found = []
    for row in log:
        days = late()
        found.append({**row, "recorded": None if days is None else row["date"] + days})
    return found


class Command:
    """`merit score --as-of` in the place of the library."""

    def __init__(self, machine, as_of):
        self.file, self.as_of = machine.file, as_of

    def score(self, rules, rosters, logs, periods):
        path = self.file("rules.merit", rules)
        command = [os.path.join(engine.BUILD, "merit"), "score", path]
        for roster in rosters:
            command += ["--roster", roster]
        command += ["--events", *logs, "--as-of", times.iso(self.as_of), "--format", "csv"]
        return [self.period([*command, "--lang", "en", "--period", period]) for period in periods]

    def period(self, command):
        done = subprocess.run(command, capture_output=True, check=False)
        if done.returncode:
            raise engine.Failure(done.returncode, done.stderr.decode(errors="replace"))
        return done.stdout.decode()
