# SPDX-License-Identifier: MIT
"""A program in Python that asks a schedule and a plateau, and makes a mistake: use.py LIBRARY."""
import ctypes
import json
import sys
from ctypes import POINTER, byref, c_char_p, c_double, c_int64, c_void_p

library = ctypes.CDLL(sys.argv[1])
for name, arguments in {
    "open": [c_char_p, POINTER(c_void_p)],
    "open_plateau": [c_char_p, POINTER(c_void_p)],
    "rate": [c_void_p, c_int64, POINTER(c_double)],
    "rate_at": [c_void_p, c_double, POINTER(c_double)],
    "fill": [c_void_p, c_int64, c_int64, POINTER(c_double)],
    "length": [c_void_p, POINTER(c_int64)],
    "describe": [c_void_p, POINTER(c_char_p)],
    "observe": [c_void_p, c_double],
}.items():
    function = getattr(library, "lrsched_" + name)
    function.argtypes, function.restype = arguments, c_char_p
library.lrsched_close.argtypes, library.lrsched_close.restype = [c_void_p], None


class Plan:
    def __init__(self, document, open="open"):
        self.plan = c_void_p()
        self.call(open, json.dumps(document).encode(), byref(self.plan), plan=())

    def __del__(self):
        library.lrsched_close(self.plan)

    def call(self, name, *arguments, plan=None):
        error = getattr(library, "lrsched_" + name)(*((self.plan,) if plan is None else plan), *arguments)
        if error:
            raise ValueError(error.decode())

    def ask(self, name, kind, *arguments):
        result = kind()
        self.call(name, *arguments, byref(result))
        return result.value


line = Plan({"linear": {"from": 0, "to": 1, "steps": 4}})
print(line.ask("describe", c_char_p).decode())
print("updates:", line.ask("length", c_int64))
print(f"at 1: {line.ask('rate', c_double, 1):.3f}")
print(f"at 2.5: {line.ask('rate_at', c_double, 2.5):.3f}")
rates = (c_double * 5)()
line.call("fill", 0, 5, rates)
print("all:", *(f"{rate:.3f}" for rate in rates))

plateau = Plan({"plateau": {"factor": 0.5, "patience": 1}}, "open_plateau")
print("plateau:", end="")
for loss in 3, 2, 2, 2, 1:
    plateau.call("observe", loss)
    print(f" {plateau.ask('rate', c_double, 0):.3f}", end="")
print()

try:
    Plan({"cosine": {"from": 1, "to": 0, "steps": -5}})
except ValueError as error:
    print("mistake:", error)
