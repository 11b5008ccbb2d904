"""Names, quantities, expressions and windows as Merit source, in either language."""

import times
import words

LEVELS = {"or": 1, "and": 2, "not": 3, "+": 6, "-": 6, "*": 7, "/": 7, "neg": 8}
COMPARISONS = (
    "is",
    "is not",
    "at least",
    "at most",
    "above",
    "below",
    "between",
    "one of",
    "known",
)
LEVELS.update(dict.fromkeys(COMPARISONS, 4))
LEVELS["if"] = 5


def decimal(value):
    """The exact decimal of a value that has one; otherwise the fraction, as Merit prints it."""
    top, bottom = value.numerator, value.denominator
    if bottom == 1:
        return str(top)
    places = 0
    while bottom % 10 == 0:
        bottom, places = bottom // 10, places + 1
    for prime, other in ((2, 5), (5, 2)):
        while bottom % prime == 0:
            bottom, top, places = bottom // prime, top * other, places + 1
    if bottom != 1:
        return f"{value.numerator}/{value.denominator}"
    sign, digits = "-" if top < 0 else "", str(abs(top)).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")


class Words:
    """Prints in one language."""

    def __init__(self, language="en"):
        self.zh = language == "zh"

    def word(self, english):
        return words.ZH[english] if self.zh else english

    def name(self, name):
        return words.chinese(name) if self.zh else name

    def names(self, names):
        return ", ".join(self.name(name) for name in names)

    def declared(self, name):
        return f"{name}/{words.chinese(name)}"

    def unit(self, unit):
        return words.CALENDAR[unit] if self.zh and unit in words.CALENDAR else self.calendar(unit)

    def calendar(self, unit):
        return unit if unit in words.CALENDAR else self.name(unit)

    def quantity(self, value, unit):
        if unit == "":
            return decimal(value)
        if unit == "%":
            return decimal(value) + "%"
        return decimal(value) + ("" if self.zh else " ") + words.UNITS[unit][self.zh]

    # ---- expressions ----

    def expr(self, expr, least=0):
        text = self.bare(expr)
        negative = expr[0] == "num" and expr[1] < 0
        level = 8 if negative else LEVELS.get(expr[0], 9)
        return f"({text})" if level < least else text

    def bare(self, expr):
        op = expr[0]
        if op in ("+", "-", "*", "/"):
            level = LEVELS[op]
            left, right = self.expr(expr[1], level), self.expr(expr[2], level + 1)
            return f"{left} {op} {right}"
        if op in ("and", "or"):
            level = LEVELS[op]
            right = self.expr(expr[2], level + 1)
            return f"{self.expr(expr[1], level)} {self.word(op)} {right}"
        if op in COMPARISONS:
            return self.comparison(expr)
        if op == "if":
            parts = (("if", expr[1], 1), ("then", expr[2], 6), ("else", expr[3], 5))
            return " ".join(f"{self.word(word)} {self.expr(part, n)}" for word, part, n in parts)
        if op == "not":
            return f"{self.word('not')} {self.expr(expr[1], 3)}"
        if op == "neg":
            return f"-{self.expr(expr[1], 9)}"
        return self.primary(expr)

    def comparison(self, expr):
        left = self.expr(expr[1], 6)
        if expr[0] == "known":
            return f"{left} {self.word('is known')}"
        if expr[0] == "between":
            low, high = self.expr(expr[2], 6), self.expr(expr[3], 6)
            return f"{left} {self.word('between')} {low} {self.word('and')} {high}"
        if expr[0] == "one of":
            values = ", ".join(self.expr(value) for value in expr[2])
            return f"{left} {self.word('is one of')} {values}"
        return f"{left} {self.word(expr[0])} {self.expr(expr[2], 6)}"

    def primary(self, expr):
        op = expr[0]
        if op == "num":
            return self.quantity(expr[1], expr[2])
        if op == "date":
            return times.iso(expr[1])
        if op == "text":
            return f'"{expr[1]}"'
        if op == "yes":
            return self.word("yes" if expr[1] else "no")
        if op == "key":
            return "key"
        if op == "day":
            return "日期" if self.zh else "date"
        if op == "look":
            return f"{self.name(expr[1])}[{self.expr(expr[2])}]"
        if op == "agg":
            return self.aggregate(expr[1])
        if op in ("lower", "higher"):
            word = words.AGGREGATES["lowest" if op == "lower" else "highest"][self.zh]
            return f"{word} ({', '.join(self.expr(value, 5) for value in expr[1:])})"
        if op == "field" and len(expr) > 2:
            return f"{self.name(expr[2])}.{self.name(expr[1])}"
        return ".".join(self.name(part) for part in expr[1:])

    def aggregate(self, agg):
        word = words.AGGREGATES[agg.word][self.zh]
        what = agg.what
        if what[0] == "sections":
            return f"{word} {self.word('all sections')}"
        inner = self.aggregated(what)
        rest = "".join(
            f" {self.word(key)} {self.name(getattr(agg, key))}"
            for key in ("by", "across", "under")
            if getattr(agg, key)
        )
        if agg.where:
            rest += f" {self.word('where')} {self.expr(agg.where)}"
        if agg.window:
            rest += f" {self.word('in')} {self.window(agg.window)}"
        if not rest and not agg.pick and what[0] != "expr" and " " not in inner:
            return f"{word} {inner}"
        return f"{word} ({self.pick(agg.pick)}{inner}{rest})"

    def aggregated(self, what):
        """What an aggregate is over: kinds of events, their fields, an item, a formula."""
        if what[0] == "expr":
            return self.expr(what[1])
        if what[0] == "item":
            return self.name(what[1])
        parts = [(kind,) for kind in what[1]] if what[0] == "events" else what[1]
        return f" {self.word('or')} ".join(".".join(map(self.name, part)) for part in parts)

    def pick(self, pick):
        if not pick:
            return ""
        if pick[0] in ("best", "worst"):
            return f"{self.word(pick[0])} {self.amt(pick[1])} "
        parts = [
            f"{self.word(word)} {self.amt(n)}"
            for word, n in zip(("best", "worst"), pick[1:])
            if n is not None
        ]
        return f"{self.word('all but')} {(' ' + self.word('and') + ' ').join(parts)} "

    def amt(self, n):
        return self.expr(n) if isinstance(n, tuple) else decimal(n)

    def window(self, window):
        if window[0] == "last":
            return f"{self.word('last')} {self.quantity(window[1], window[2] + 's')}"
        if window[0] == "previous":
            return f"{self.word('previous')} {self.unit(window[1])}"
        return self.unit(window[1])
