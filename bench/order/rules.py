#!/usr/bin/env python3
"""Writes the pack of the job that needs order: python3 rules.py FOLDER. It makes order.merit there.

It is the plain pack, every rule of it, and more: a run, an nth occurrence, a multiple, two rolling
windows, and two selections over all rules that deduct.
"""
import os
import sys

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import pack as plain  # pylint: disable=wrong-import-position

FIELDS = """every event
  count: occurrences default 1
  case: text optional
  minutes: minutes optional
end
"""

RULES = """rule late_in_a_row "Three times running more than ten minutes"
  when came_late or left_early
  run of 3 times where minutes above 10 minutes
  deduct 1 point from duty
end

rule absent_by_number "The second and third absence of a year, and those after"
  when absent_without_leave
  by occurrence in year
    2..3 → deduct 1 point from duty
    4.. → deduct 2 points from duty
end

rule often_wrong "At every third of a month"
  when wrong_folder or spelling_mistake or wrong_figure or wrong_layout
  every 3 times in month
  deduct 0.5 points from business
end

rule long_late "An hour within thirty days"
  when late_report or meeting_skipped or came_late or left_early
  reaching 60 minutes of minutes in last 30 days
  deduct 3 points from duty
end

rule often_behind "Three times within ninety days"
  when past_deadline or goal_missed or stage_slipped or inspection_failed
  reaching 3 times in last 90 days
  deduct 2 points from key
end
"""

SELECTIONS = """selection one_act "One case, one clause"
  heaviest 1 of {rules}
  each case
end

selection enough "The three heaviest of a month"
  heaviest 3 of {rules}
  each month
end
"""


def deducting(folder):
    """The rules that selections are about, in the order in which the pack declares them."""
    for row in plain.read(folder, "rules.csv"):
        if row["staff"].startswith("-"):
            yield f"{row['kind']}_rule"
        if row["joint"].startswith("-"):
            yield f"{row['kind']}_joint"


def pack(folder):
    text = "\n".join(plain.pack(folder))
    before, after = text.split("every event\n")
    yield before + FIELDS + after.split("end\n", 1)[1]
    yield RULES
    yield SELECTIONS.format(rules=", ".join(deducting(folder)))


def main(folder):
    with open(os.path.join(folder, "order.merit"), "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(pack(folder)))


if __name__ == "__main__":
    main(*sys.argv[1:])
