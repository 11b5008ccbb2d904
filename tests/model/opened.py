"""Decisions left open (S21): what Merit says then must hold whatever is decided later."""

from fractions import Fraction

RELATION = "decisions left open"


def opened(dice, log):
    """The log with some decisions still to be made; None where there is none."""
    carried = [row for row in log if row["fields"].get("decided") is not None]
    if not carried:
        return None
    left = dice.sample(carried, dice.randint(1, len(carried)))
    empty = lambda row: {**row, "fields": {**row["fields"], "decided": None}}
    return [empty(row) if row in left else row for row in log]


def outside(want, got):
    """Cells whose value, once all is decided, is none of those that were said to be possible."""
    cells = [(key, want.get(key), cell) for key, cell in got.items()]
    return [cell for cell in cells if not holds(cell[1], cell[2])]


def holds(value, cell):
    if cell == "undecided" or cell == value:
        return True
    possible, came = ends(cell), ends(value)
    return bool(possible and came) and possible[0] <= came[0] and came[1] <= possible[1]


def ends(cell):
    """Of "50..90", or of a number; None of what is neither."""
    try:
        low, dots, high = cell.partition("..")
        return Fraction(low), Fraction(high if dots else low)
    except ValueError:
        return None
