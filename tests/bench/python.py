# SPDX-License-Identifier: MIT
"""The curves of fills_ours.cpp by numpy and torch, on one core: without a temporary, from counts that stand ready, whole
or in blocks that stay in the cache, whichever is faster.   python.py FACTS"""

import math
import sys
import time

STEPS = 1_000_000
PEAK, LOW, RATE = 3e-4, 3e-5, 0.96
WARMUP = STEPS // 50


def wave(xp, k, out, steps):
    xp.multiply(k, math.pi / steps, out=out)
    xp.cos(out, out=out)
    out *= (PEAK - LOW) / 2
    out += (PEAK + LOW) / 2


def line(xp, k, out):
    xp.multiply(k, PEAK / WARMUP, out=out)


def exponential(xp, k, out):
    xp.multiply(k, math.log(RATE) / (STEPS // 100), out=out)
    xp.exp(out, out=out)
    out *= PEAK


# A row is a list of pieces: how many steps, the count that the first of them has, and what is done with the counts.
ROWS = {
    "cosine": [(STEPS, 0, lambda xp, k, out: wave(xp, k, out, STEPS))],
    "warm-up, cosine": [(WARMUP, 1, line), (STEPS - WARMUP, 0, lambda xp, k, out: wave(xp, k, out, STEPS - WARMUP))],
    "exponential": [(STEPS, 0, exponential)],
}


def fill(xp, pieces, block, counts, out):
    for steps, first, formula in pieces:
        for begin in range(0, steps, block):
            end = min(begin + block, steps)
            formula(xp, counts[first + begin : first + end], out[begin:end])
        out = out[steps:]


def shortest(run):
    times = []
    for _ in range(30):
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    return min(times) / STEPS * 1e9


def measure(name, xp):
    for suffix, kind in ("", xp.float64), (", float", xp.float32):
        counts, out = xp.arange(STEPS, dtype=kind), xp.empty(STEPS, dtype=kind)
        for row, pieces in ROWS.items():
            best = min(shortest(lambda: fill(xp, pieces, block, counts, out)) for block in (STEPS, 65536, 8192))
            with open(sys.argv[1], "a") as facts:
                print("fill", row + suffix, name, f"{best:.6g}", sep="\t", file=facts)


try:
    import numpy

    measure("numpy", numpy)
except ImportError:
    print("skipped: numpy, which this python has not")

try:
    import torch

    torch.set_num_threads(1)
    with torch.no_grad():
        measure("torch", torch)
except ImportError:
    print("skipped: torch, which this python has not")
