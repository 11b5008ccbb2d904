#!/usr/bin/env python3
"""The league's table by other means: python3 expected.py FOLDER OUTPUT.

Reads clubs.csv and matches.csv; a club's standing is a tuple, and tuples are compared.
"""
import csv
import os
import sys
from collections import defaultdict

POINTS = {1: 3, 2: 2, 3: 1, 4: 0}


def rows(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        yield from reader


def main(folder, output):
    division = dict(rows(folder, "clubs.csv"))
    home = {club: [0] * 4 for club in division}  # how often 1, 2, 3, 4
    away = {club: [0] * 4 for club in division}
    for _, _, first, second, first_finish, second_finish in rows(folder, "matches.csv"):
        home[first][int(first_finish) - 1] += 1
        away[second][int(second_finish) - 1] += 1
    standing, points, members = {}, {}, defaultdict(list)
    for club, of in division.items():
        points[club] = sum(POINTS[finish] * (home[club][finish - 1] + away[club][finish - 1])
                           for finish in POINTS)
        standing[club] = (points[club], home[club], away[club])
        members[of].append(club)
    with open(output, "w", encoding="utf-8") as file:
        print("club,period,points,won,place", file=file)
        for club in sorted(division):
            ahead = sum(standing[other] > standing[club] for other in members[division[club]])
            won = sum(home[club][:2]) + sum(away[club][:2])
            print(f"{club},2018,{points[club]},{won},{ahead + 1}", file=file)


if __name__ == "__main__":
    main(*sys.argv[1:])
