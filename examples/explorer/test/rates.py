# SPDX-License-Identifier: MIT
"""The bits of its rates: those of the program curve, and of the C++ that it writes."""

import csv
import json
import pathlib
import subprocess

from page import must_be


def printed(curve, plan, *words):
    """The rates that curve prints, by columns, and what it says if it refuses."""
    ran = subprocess.run([curve, json.dumps(plan), *words], capture_output=True, text=True)
    rows = [row.split(",")[1:] for row in ran.stdout.splitlines()[1:]]
    return [[float(rate).hex() for rate in column] for column in zip(*rows)], ran.stderr.strip()


def all_starts(page):
    return page.run("""return Object.entries(JSON.parse(document.getElementById("starts").textContent))
        .filter(([name]) => !(name in explorer.library.plateaus))
        .map(([name, start]) => ({ [name]: start })).filter((each) => !explorer.library.read(each).error)""")


def all_plateaus(page):
    return page.run("""const starts = JSON.parse(document.getElementById("starts").textContent);
        return Object.keys(explorer.library.plateaus).map((name) => ({ [name]: starts[name] }))""")


def steps_of(length):
    steps = [*range(40), 97, 10**4, 2**53]
    return steps if length is None else sorted({*steps, *(max(0, length + by) for by in [-2, -1, 0, 1])})


def page_rates(page, plan):
    """As texts, since JSON has no -0."""
    length = page.run("return explorer.library.read(arguments[0]).length", plan)
    steps = steps_of(length)
    rates = page.run("""return [...explorer.library.ratesAt(arguments[0], arguments[1])]
        .map((rate) => Object.is(rate, -0) ? "-0" : String(rate))""", plan, steps)
    filled = page.run("return explorer.library.withRates(arguments[0], 0, 40, (rates) => [...rates])", plan)
    must_be(filled, [float(rate) for rate in rates[:40]])
    return steps, [float(rate).hex() for rate in rates]


def values(page, curve):
    """The rates have the bits of those that curve prints."""
    plans = all_starts(page)
    known = page.run("return Object.keys(explorer.library.names).filter((name) => !(name in explorer.library.plateaus))")
    without = set(known) - {name for plan in plans for name in plan}
    print(f"{len(plans)} plans; without: {sorted(without)}")
    of_functions = {"paddle.LambdaDecay", "paddle.MultiplicativeDecay", "pytorch.LambdaLR", "pytorch.MultiplicativeLR"}
    must_be(without, of_functions)
    for plan in plans:
        steps, found = page_rates(page, plan)
        command = [curve, json.dumps(plan), "--at", ",".join(map(str, steps))]
        rows = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[1:]
        expected = [float(row.split(",")[1]).hex() for row in rows]
        assert found == expected, f"{plan}\n{found}\nmust be\n{expected}"


def peers(page, curve, root):
    """Every case of the frameworks' own curves: the page's rates have the bits of curve's, or both refuse it."""
    numbers = {"cases": 0, "rates": 0, "refused": 0}
    for file in sorted((root / "tests/reference").glob("*.csv")):
        framework = {"torch": "pytorch"}.get(file.stem.split("-")[0], file.stem.split("-")[0])
        cases = {}
        for row in csv.DictReader(file.open()):
            cases.setdefault(row["case"], []).append(row)
        for rows in cases.values():
            plan = {f"{framework}.{rows[0]['schedule']}": json.loads(rows[0]["params"])}
            metrics = [row.get("metric") for row in rows]
            steps = [int(row["step"]) for row in rows]
            given = ["--metrics", ",".join(metrics)] if metrics[0] else ["--at", ",".join(map(str, steps))]
            expected, refusal = printed(curve, plan, *given)
            found = page.run("""const [plan, steps, metrics] = arguments, { library } = explorer;
                const { error } = library.read(plan);
                const rates = error ? [] : metrics ? library.ratesAfter(plan, metrics, steps.length)
                  : library.ratesAt(plan, steps);
                return [error, [...rates].map((rate) => Object.is(rate, -0) ? "-0" : String(rate))]""",
                             plan, steps, [float(metric) for metric in metrics] if metrics[0] else None)
            if refusal:
                must_be(found, [refusal, []])
                numbers["refused"] += 1
            else:
                must_be([[float(rate).hex() for rate in found[1]]], expected)
                numbers["cases"] += 1
                numbers["rates"] += len(steps)
    print(numbers)
    must_be(numbers, {"cases": 649, "rates": 17220, "refused": 14})


# Functions in C++, which give a composition: a document alone keeps their names.
functions = {"switch_at", "warmup_multiplies", "warmup_precedes", "warmup_replaces"}


def compiles(page, root):
    """What the page writes makes the same schedules in a program: their descriptions, and the bits of their rates."""
    plans = all_starts(page)
    headers, shows, expected = set(), [], []
    for i, plan in enumerate(plans):
        read = page.run("return explorer.library.read(arguments[0])", plan)
        includes, _, code = read["program"].partition("\n\n")
        headers.update(includes.splitlines())
        steps, rates = page_rates(page, plan)
        numbers = ", ".join(f"{step}" for step in steps)
        shows.append(f"void show_{i}() {{\n  {code}  show(schedule, {{{numbers}}});\n}}\n")
        expected.append((read["line"], rates))
    for plan in all_plateaus(page):
        read = page.run("return explorer.library.read(arguments[0])", plan)
        includes, _, code = read["program"].partition("\n\n")
        headers.update(includes.splitlines())
        shows.append(f"void show_{len(plans)}() {{\n  {code}  show(schedule);\n}}\n")
        plans.append(plan)
        rates = page.run("return explorer.library.ratesAfter(arguments[0], [3, 2], 40)", plan)
        expected.append((read["line"], [float(rate).hex() for rate in rates]))
    calls = "".join(f"  show_{i}();\n" for i in range(len(plans)))
    show = """void show(const lrsched::any_schedule<double>& schedule, std::initializer_list<long> steps) {
  std::fputs(to_string(schedule).c_str(), stdout);
  for (const long step : steps) std::printf(" %a", schedule(step));
  std::puts("");
}
void show(const lrsched::any_plateau& plateau) {
  std::fputs(to_string(plateau).c_str(), stdout);
  auto state = plateau.start();
  for (int k = 0; k < 40; ++k) {
    state = plateau.next(state, k == 0 ? 3 : 2);
    std::printf(" %a", plateau(state));
  }
  std::puts("");
}
"""
    headers = "\n".join(["#include <cstdio>", *sorted(headers), "#include <lrsched/any/description.hpp>"])
    pathlib.Path("written.cpp").write_text(f"{headers}\n{show}{''.join(shows)}int main() {{\n{calls}}}\n")
    subprocess.run(["c++", "-std=c++20", "-O0", f"-I{root}/include", "written.cpp", "-o", "written"], check=True)
    lines = subprocess.run(["./written"], check=True, capture_output=True, text=True).stdout.splitlines()
    must_be(len(lines), len(expected))
    for plan, line, (description, rates) in zip(plans, lines, expected):
        words = line.rsplit(" ", len(rates))
        must_be([float.fromhex(word).hex() for word in words[1:]], rates)
        if not functions & set(plan):
            must_be(words[0], description)
    print(f"{len(plans)} compiled")
