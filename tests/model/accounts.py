"""The account of a value: it adds up, to what the model says the value is."""

import ctypes
import json
import re

import show

RELATION = "an account adds up"
ASKED = 8  # accounts of a pair
NUMBER = re.compile(r"[-\d./]+")  # a unit follows
ADDS_UP = {"en": "The account adds up", "zh": "明细相符"}
# Periods that need no name of a cycle or a season before them.
PLAIN = re.compile(r"\d{4}(-(\d\d|W\d\d|Q\d|H\d))?$")


class Accounts:
    """The accounts of one pair, asked in one session."""

    def __init__(self, machine, language, rules, rosters, logs):
        self.machine, self.lib = machine, machine.lib
        text, why = ctypes.c_char_p, self.lib.merit_why
        why.restype, why.argtypes = text, [ctypes.c_void_p, *[text] * 4]
        self.handle = self.lib.merit_new(language.encode())
        machine.load(self.handle, rules)
        machine.check(self.handle, self.lib.merit_load_roster(self.handle, *machine.paths(rosters)))
        machine.check(self.handle, self.lib.merit_open_events(self.handle, *machine.paths(logs)))

    def close(self):
        self.lib.merit_free(self.handle)

    def ask(self, subject, period, item, form):
        words = [word.encode() for word in (item, subject, period, form)]
        said = self.lib.merit_why(self.handle, *words)
        if said is None:
            self.machine.check(self.handle, self.lib.merit_status(self.handle) or 70)
        return said.decode()


def wrong(account, want, language):
    """What an account in JSON says that differs from the value, or None."""
    part = account["parts"][0]
    if not account["adds_up"]:
        return "it does not add up"
    if not all(each["adds_up"] for each in account["parts"]):
        return "a part of it does not add up"
    value = part["value"] or ""
    number = NUMBER.match(value)
    value = number[0] if number else value
    if want and not NUMBER.match(want):
        want = show.Source(language).name(want)
    return None if value == want else f"the account of {part['value']}"


def differences(machine, language, rules, rosters, logs, cells):
    """(place, expected, got) of each cell whose account is not what it must be."""
    accounts, found = Accounts(machine, language, rules, rosters, logs), []
    try:
        for (subject, period, item), want in cells:
            account = json.loads(accounts.ask(subject, period, item, "json"))
            text = accounts.ask(subject, period, item, "text")
            said = wrong(account, want, language) or ("" if ADDS_UP[language] in text else text)
            if said:
                found.append(((subject, period, item), want, said))
    finally:
        accounts.close()
    return found
