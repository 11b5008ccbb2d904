#!/usr/bin/env python3
"""The league's clubs and matches: python3 log.py FOLDER MATCHES CLUBS.

Divisions of twenty clubs; two clubs of a division meet in each match, the stronger one wins more
often. The matches are in no order of dates.
"""
import os
import random
import sys
from datetime import date, timedelta

OF_DIVISION = 20
CLEAR = 0.6  # of the wins


def open_for_writing(folder, name):
    return open(os.path.join(folder, name), "w", encoding="utf-8")


def main(folder, matches, clubs):
    draw = random.Random(1863)
    days = [date(2018, 1, 1) + timedelta(number) for number in range(365)]
    divisions = clubs // OF_DIVISION
    strength = [draw.random() for _ in range(clubs)]
    with open_for_writing(folder, "clubs.csv") as file:
        print("id,division", file=file)
        for club in range(divisions * OF_DIVISION):
            print(f"C{club:06},D{club // OF_DIVISION:04}", file=file)
    with open_for_writing(folder, "matches.csv") as file:
        print("date,kind,home,away,home_finish,away_finish", file=file)
        for _ in range(matches):
            first = int(draw.random() * divisions) * OF_DIVISION
            home = int(draw.random() * OF_DIVISION)
            away = (home + 1 + int(draw.random() * (OF_DIVISION - 1))) % OF_DIVISION
            chance = 0.5 + (strength[first + home] - strength[first + away]) * 0.3
            finish = 1 if draw.random() < CLEAR else 2
            if draw.random() >= chance:
                finish = 5 - finish
            day = days[int(draw.random() * len(days))]
            print(f"{day},match,C{first + home:06},C{first + away:06},{finish},{5 - finish}",
                  file=file)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
