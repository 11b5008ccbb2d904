"""Merit in this process, through the public header's functions in libmerit.so."""

import ctypes
import os

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BUILD = os.path.join(ROOT, os.environ.get("BUILD", "build/release"))


def library():
    lib = ctypes.CDLL(os.path.join(BUILD, "libmerit.so"))
    handle, text, size = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t
    texts = ctypes.POINTER(text)
    for name, result, arguments in (
        ("merit_new", handle, [text]),
        ("merit_free", None, [handle]),
        ("merit_load_rules_text", ctypes.c_int, [handle, text, text, size]),
        ("merit_load_roster", ctypes.c_int, [handle, texts, size]),
        ("merit_open_events", ctypes.c_int, [handle, texts, size]),
        ("merit_keep", ctypes.c_int, [handle]),
        ("merit_suppose", ctypes.c_int, [handle, text]),
        ("merit_messages", text, [handle]),
        ("merit_score", handle, [handle, text, ctypes.c_uint64]),
        ("merit_status", ctypes.c_int, [handle]),
        ("merit_result_free", None, [handle]),
        ("merit_format", handle, [handle, text, ctypes.POINTER(size)]),
    ):
        function = getattr(lib, name)
        function.restype, function.argtypes = result, arguments
    return lib


class Failure(Exception):
    """Merit ended with a status other than 0: its status and what it said."""

    def __init__(self, status, messages):
        super().__init__(messages)
        self.status, self.messages = status, messages


class Engine:
    """Scores packs; the files of a log lie in a folder that should be in memory."""

    def __init__(self, folder):
        self.lib, self.folder = library(), folder
        os.makedirs(folder, exist_ok=True)

    def file(self, name, text):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def compile(self, rules):
        """None when Merit accepts the rules; else its Failure."""
        handle = self.lib.merit_new(b"en")
        try:
            self.load(handle, rules)
        except Failure as failure:
            return failure
        finally:
            self.lib.merit_free(handle)
        return None

    def load(self, handle, rules):
        text = rules.encode()
        self.check(handle, self.lib.merit_load_rules_text(handle, b"rules", text, len(text)))

    def check(self, handle, status):
        if status:
            raise Failure(status, self.lib.merit_messages(handle).decode())

    def paths(self, paths):
        return (ctypes.c_char_p * len(paths))(*(path.encode() for path in paths)), len(paths)

    def score(self, rules, rosters, logs, periods, supposed=""):
        """The CSV of each period asked; rosters and logs are lists of paths."""
        handle = self.lib.merit_new(b"en")
        try:
            self.load(handle, rules)
            self.check(handle, self.lib.merit_load_roster(handle, *self.paths(rosters)))
            self.check(handle, self.lib.merit_open_events(handle, *self.paths(logs)))
            if supposed:
                self.check(handle, self.lib.merit_keep(handle))
                self.check(handle, self.lib.merit_suppose(handle, supposed.encode()))
            return [self.period(handle, period) for period in periods]
        finally:
            self.lib.merit_free(handle)

    def period(self, handle, period):
        result = self.lib.merit_score(handle, period.encode(), 0)
        if not result:
            self.check(handle, self.lib.merit_status(handle) or 70)
        size = ctypes.c_size_t()
        text = self.lib.merit_format(result, b"csv", ctypes.byref(size))
        csv = ctypes.string_at(text, size.value).decode()
        self.lib.merit_result_free(result)
        return csv
