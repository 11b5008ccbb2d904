"""As much of a terminal as a line editor needs: what a person would see on it."""

import re
import unicodedata

CONTROL = re.compile(r"\x1b(?:\[([?>=]?)([0-9;]*)([A-Za-z@`])|[()][A-Z0-9]|[=>78M])")


def width(char):
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


class Screen:
    """Rows without end, so that what scrolled away is still there."""

    def __init__(self, columns):
        self.columns, self.rows, self.row, self.column, self.rest = columns, [[]], 0, 0, ""
        self.wraps = False  # the last column is taken: the next letter begins a row

    def line(self, row):
        """The letters of a row; what a wide one covers beside itself is empty."""
        return "".join(self.rows[row]).rstrip(" ") if row < len(self.rows) else ""

    def text(self):
        lines = [self.line(row) for row in range(len(self.rows))]
        while lines and not lines[-1]:
            lines.pop()
        return "".join(line + "\n" for line in lines)

    def cursor_line(self):
        """The row of the cursor, with the blanks in front of it."""
        return "".join(self.rows[self.row][: self.column])

    def feed(self, text):
        text, self.rest = self.rest + text, ""
        at = 0
        while at < len(text):
            if text[at] != "\x1b":
                self.put(text[at])
                at += 1
                continue
            found = CONTROL.match(text, at)
            if found:
                self.control(found[2], found[3])
                at = found.end()
            elif len(text) - at < 16:
                self.rest = text[at:]  # its end is still to come
                return
            else:
                at += 1

    def move(self, row, column):
        self.row, self.column, self.wraps = max(row, 0), max(column, 0), False
        while len(self.rows) <= self.row:
            self.rows.append([])

    def put(self, char):
        if char == "\n":
            self.move(self.row + 1, self.column)
        elif char == "\r":
            self.move(self.row, 0)
        elif char == "\b":
            self.move(self.row, self.column - 1)
        elif char >= " " and char != "\x7f":
            self.write(char)

    def write(self, char):
        wide = width(char)
        if wide == 0:
            return
        if self.wraps or self.column + wide > self.columns:
            self.move(self.row + 1, 0)
        row = self.rows[self.row]
        row += [" "] * (self.column + wide - len(row))
        row[self.column] = char
        if wide == 2:
            row[self.column + 1] = ""
        self.column += wide
        self.wraps = self.column >= self.columns

    def control(self, numbers, letter):
        number = int(numbers.split(";")[0] or 0) if numbers else 0
        steps = max(number, 1)
        row = self.rows[self.row]
        if letter == "K" and number == 0:
            del row[self.column :]
        elif letter == "K":
            row[:] = []
        elif letter == "J":
            del row[self.column :]
            del self.rows[self.row + 1 :]
        elif letter == "A":
            self.move(self.row - steps, self.column)
        elif letter == "B":
            self.move(self.row + steps, self.column)
        elif letter == "C":
            self.move(self.row, self.column + steps)
        elif letter == "D":
            self.move(self.row, self.column - steps)
        elif letter == "P":
            del row[self.column : self.column + steps]
