# SPDX-License-Identifier: MIT
"""Executes the pages: nothing on them is only written down.

    pages.py write FOLDER                   before the build: rows.cpp; pictures.inc for pictures/main.cpp; and
                                            frameworks.inc, plateaus.inc, momenta.inc, refusals.inc for pages.cpp
    pages.py check [SOURCE=PROGRAM ...]     a test: links, commands, samples, and what programs print

A section of the catalogue has a formula, arguments, and an example with its values at two steps. rows.cpp: the example
has them, and those of the formula at 41 steps; the arguments are those of the headers. What a table is says its header:

    | … | example | at 0 | at 10 |  rows.cpp: the example has the two values
    | … | progress at step i of N | …    rows.cpp: of a line that includes what the first cell says
    | FRAMEWORK, and its JSON | ours | and its fellows: tests/pages.cpp runs both sides
    | | you want | in Python | ours |    the same, of PyTorch's or transformers' own call

A formula is read as it is written in the field: a product needs no sign, ⌊x⌋, √x and x^y are what they are, and
behind a comma stand the names that it uses. A formula in code is the composition, of the arguments by their names.
A block of C++ is part of a source, and a block without a language behind it is part of what that source's program
prints. A line of shell that runs `curve` does what the block behind it says. How to install is part of tests/packaging.
"""

import ast
import csv
import json
import math
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["README.md", "include/lrsched/README.md", "include/lrsched/dialect/README.md", "examples/README.md",
         "tests/README.md", "tests/bench/README.md", ".github/CONTRIBUTING.md", ".github/CHANGELOG.md",
         ".github/SECURITY.md"]
STEPS = 41
errors = []


def wrong(page, what):
    errors.append(f"{page}: {what}")


# ---- reading a page --------------------------------------------------------------------------------------------------


def text_of(page):
    return (ROOT / page).read_text(encoding="utf-8")


def tables(page):
    """The tables: for each the cells of its header, and a list of the cells of each row."""
    lines, found = [], []
    for line in re.sub(r"```.*?```", "", text_of(page), flags=re.S).splitlines() + [""]:
        if line.lstrip().startswith("|"):
            lines.append([cell.strip() for cell in line.strip().strip("|").split("|")])
        elif lines:
            header, dashes, *rows = lines
            for row in rows:
                if len(row) != len(header):
                    wrong(page, f"this row has not the cells {header}: {row}")
            found.append((header, [row for row in rows if len(row) == len(header)]))
            lines = []
    return found


def blocks(page):
    """The fenced blocks: (language, text), without the indentation of the list that they may stand in."""
    found = []
    for indent, language, body in re.findall(r"^( *)```(\w*)\n(.*?)^ *```$", text_of(page), flags=re.S | re.M):
        found.append((language, re.sub(rf"^{indent}", "", body, flags=re.M)))
    return found


def codes(cell):
    return re.findall(r"`([^`]+)`", cell)


# ---- formulas --------------------------------------------------------------------------------------------------------

FUNCTIONS = {"cos": math.cos, "sin": math.sin, "tanh": math.tanh, "exp": math.exp, "ln": math.log, "min": min,
             "max": max, "sqrt": math.sqrt, "below": math.floor,
             "count": lambda list: sum(each is not False for each in list)}


class Milestones(list):
    def __le__(self, step):
        return [each <= step for each in self]


def python_of(formula):
    """A formula as Python: with the signs of its products."""
    formula = formula.replace("⌊", " below(").replace("⌋", ") ").replace("≤", "<=").replace("π", " pi ")
    formula = re.sub(r"√(\w+)", r"sqrt(\1)", formula).replace("√(", "sqrt(")
    cases = re.fullmatch(r"(.*) for (.*), else (.*)", formula)
    if cases:
        value, condition, other = map(python_of, cases.groups())
        return f"({value}) if ({condition}) else ({other})"
    tokens = re.findall(r"\d[\d.]*(?:e-?\d+)?|\w+|<=|\S", formula)
    result, before = [], ""
    callable_names = set(FUNCTIONS) | {"s", "a", "b", "f"}
    for token in tokens:
        starts = re.match(r"[\w(]", token) and token != "mod"
        ends = re.match(r"[\w)\]]", before) and before != "mod" and not (before in callable_names and token == "(")
        if starts and ends:
            result.append("*")
        result.append({"^": "**", "mod": "%", "from": "from_"}.get(token, token))
        before = token
    return " ".join(result)


def evaluated(formula, names):
    """The value of a formula, behind which stand names: `x y, y = 1 - z`."""
    formula, *definitions = re.split(r", (?=\w+ = )", formula)
    names = dict(names)
    for definition in reversed(definitions):
        name, value = definition.split(" = ", 1)
        names[name] = eval(python_of(value), {**FUNCTIONS, **names})
    return eval(python_of(formula), {**FUNCTIONS, **names})


def parts_of(text):
    """Split at the commas that are in no brackets."""
    parts, depth, start = [], 0, 0
    for place, character in enumerate(text):
        depth += (character in "({[") - (character in ")}]")
        if character == "," and depth == 0:
            parts.append(text[start:place].strip())
            start = place + 1
    return parts + [text[start:].strip()] if text.strip() else parts


def number(text):
    return float(text.replace("'", "")) if re.fullmatch(r"-?[\d'.]+(e-?\d+)?", text) else text


def call_of(code):
    """name, its arguments with names, and the others."""
    name, inside = re.fullmatch(r"(\w+)(?:<\w*>)?[({](.*)[)}]", code).groups()
    named, others = {}, []
    for part in parts_of(inside):
        if re.fullmatch(r"\{\..*\}", part):
            for each in parts_of(part[1:-1]):
                key, value = each.lstrip(".").split(" = ", 1)
                named[key] = number(value)
        else:
            others.append(part)
    return name, named, others


class Catalogue:
    """The schedules by the formulas of the page: name, arguments, formula, example."""

    def __init__(self, rows):
        self.rows = {row["name"]: row for row in rows}

    def length(self, code):
        name, named, others = call_of(code)
        return int(named["steps"]) if "steps" in named else self.length(others[0])

    def value(self, code, step):
        """The value of a call at a step, by the formula of its name."""
        name, named, others = call_of(code)
        row = self.rows[name]
        names = {"pi": math.pi, "k": max(step, 0)}
        names |= {each["name"]: number(each["default"]) for each in row["arguments"] if each["default"] is not None}
        names |= named
        names["from_"] = names.get("from")
        places = [each["name"] for each in row["arguments"] if each["name"] not in named and each["default"] is None]
        for place, other in zip(places, others):
            names |= self.bound(place, other)
        if "steps" in names:
            names["p"] = min(max(step, 0) / names["steps"], 1)
            names["n"] = names["steps"]
        if {"milestones", "values"} <= names.keys() and len(names["values"]) == len(names["milestones"]):
            names |= between_points(names["milestones"], names["values"], step)
        return evaluated(row["formula"], names)

    def bound(self, place, other):
        """What an argument without a name stands for in the formula."""
        if other.startswith("["):  # a function of the progress
            body = re.search(r"return (.*?);", other)[1]
            return {"f": lambda p: eval(body, {"p": p})}
        if other.startswith("{"):
            return {place: Milestones(number(each) for each in parts_of(other[1:-1]))}
        if re.match(r"\w+[({]", other):
            asked = {"s" if place == "schedule" else place: lambda at: self.value(other, at)}
            return asked | ({"length": self.length(other)} if "steps" in other and place != "b" else {})
        return {place: number(other)}


def between_points(milestones, values, step):
    """The points (m, a) and (n, b) around a step, and p for how far it is between them."""
    after = min(sum(milestones <= step), len(values) - 1) or 1
    m, n = milestones[after - 1], milestones[after]
    return {"m": m, "n": n, "a": values[after - 1], "b": values[after], "p": min((step - m) / (n - m), 1)}


# ---- the catalogue ---------------------------------------------------------------------------------------------------


def arguments_of(page, cell):
    """Of `from`, `steps ≥ 0`, `includes = ends::from`: names, rules as the headers put them, and defaults."""
    words = {"≥": "must be at least ", ">": "must be above ", "≤": "must be at most ",
             "0 or ≥": "must be 0, or at least "}
    arguments = []
    for each in codes(cell):
        found = re.fullmatch(r"(\w+)((?: (?:0 or ≥|≥|>|≤) [^ ]+)*)(?: = (\S+))?", each)
        if not found:
            wrong(page, f"not an argument: {each}")
            continue
        name, rules, default = found.groups()
        rules = [words[sign] + bound for sign, bound in re.findall(r"(0 or ≥|≥|>|≤) (\S+)", rules)]
        arguments.append({"name": name, "rules": rules, "default": default})
    return arguments


SECTION = re.compile(r"^### (\w+)\n(.*?)(?=^#|\Z)", re.S | re.M)
PARTS = re.compile(r"^- formula: (.+)\n- arguments: (.+)\n"
                   r"- example: `([^`]+)` is (\S+) at step 0 and (\S+) at step 10$", re.M)


FED = re.compile(r"^- arguments: (.+)\n- example: `([^`]+)`, fed (.+), has the scales (.+)$", re.M)


def catalogue_rows(page):
    """What has an example: the schedules, which have a formula and arguments besides, and rows of tables."""
    rows = []
    for name, body in SECTION.findall(text_of(page)) if page == "include/lrsched/README.md" else []:
        body = re.sub(r"\n +", " ", body)
        if fed := FED.search(body):
            arguments, example, metrics, scales = fed.groups()
            rows.append({"page": page, "name": name, "title": None, "example": example, "metrics": metrics,
                         "scales": scales, "arguments": arguments_of(page, arguments)})
            continue
        found = PARTS.search(body)
        if not found:
            wrong(page, f"{name}: there must be a formula, arguments, and an example with its values at steps 0 and 10")
            continue
        formula, arguments, example, *values = found.groups()
        arguments = arguments_of(page, arguments)
        rows.append({"page": page, "name": name, "title": name, "example": example, "values": values,
                     "arguments": arguments, "parts": [each["name"] for each in arguments] == ["a", "b"],
                     "formula": formula.strip("`"), "composed": formula.startswith("`")})
    for header, cells in tables(page):
        if header[-3:] == ["example", "at 0", "at 10"]:
            for row in cells:
                example = codes(row[-3])
                if len(example) != 1:
                    wrong(page, f"not one example: {row}")
                    continue
                rows.append({"page": page, "name": None, "example": example[0], "values": row[-2:],
                             "title": re.sub(r"^\*\*(.*?)\*\*.*", r"\1", row[-4])})
    return rows


def whole_words(page):
    """The arguments that are whole numbers: `steps`, and as (middle, sigmoid) `middle` of `sigmoid`."""
    for header, rows in tables(page):
        if header == ["arguments", "what they are"]:
            cells = " ".join(row[0] for row in rows if row[1].startswith("whole"))
            owned = re.findall(r"`(\w+)` of `(\w+)`", cells)
            return set(owned) | set(codes(re.sub(r"`\w+` of `\w+`", "", cells)))
    return set()


def arguments_source(row, whole):
    """A check that the arguments are those of the headers."""
    fields = []
    for each in row["arguments"]:
        is_whole = "true" if {each["name"], (each["name"], row["name"])} & whole else "false"
        rules = ", ".join(f'"{rule}"' for rule in each["rules"])
        fields.append(f'{{"{each["name"]}", {is_whole}, {{{rules}}}}}')
    return f"static_assert(is_made_of(ours, {{{', '.join(fields)}}}));"


def values_source(row, model):
    """A check of the values, and of those of the formula or the composition."""
    at_0, at_10 = row["values"]
    lines = [f"static_assert(shows(ours(0), {at_0}) && shows(ours(10), {at_10}));"]
    if row["name"] and row["composed"]:
        values = {each["name"]: each["default"] for each in row["arguments"] if each["default"] is not None}
        values.update(re.findall(r"\.(\w+) = ([^,}]+)", row["example"]))
        lines.append("namespace composed {")
        lines += [f"[[maybe_unused]] constexpr auto {name} = {value};" for name, value in values.items()]
        lines += [f"constexpr auto plan = {row['formula']};", "}  // namespace composed",
                  "static_assert(is_same(ours, composed::plan));"]
    elif row["name"]:
        try:
            values = ", ".join(repr(float(model.value(row["example"], step))) for step in range(STEPS))
            lines.append(f"static_assert(follows(ours, {{{values}}}));")
        except (ArithmeticError, LookupError, NameError, SyntaxError, TypeError, ValueError) as error:
            wrong(row["page"], f"{row['name']}: the formula has no value at the example: {error}")
    return lines


def plateau_source(row):
    """A check of the scales, and of the defaults, which are those of one without arguments."""
    lines = [f"static_assert(scales(ours, {{{row['metrics']}}}, {{{row['scales']}}}));",
             f"constexpr auto given = {row['name']}({{}}).arguments();"]
    for each in row["arguments"]:
        name, default = each["name"], each["default"]
        lines.append(f"static_assert(given.{name} == std::remove_cvref_t<decltype(given.{name})>({default}));")
    return lines


def row_source(row, place, model, whole):
    """A namespace with the checks of a row."""
    lines = [f"namespace row_{place} {{  // {row['page']}", f"constexpr auto ours = {row['example']};"]
    if row["name"]:
        lines.append(f"using lrsched::{row['name']};")
        if not row.get("parts"):
            lines.append(arguments_source(row, whole))
    lines += plateau_source(row) if "scales" in row else values_source(row, model)
    return lines + [f"}}  // namespace row_{place}", ""]


def rows_source():
    rows = [row for page in PAGES for row in catalogue_rows(page)]
    model = Catalogue(row for row in rows if row["name"] and "formula" in row and not row["composed"])
    whole = whole_words("include/lrsched/README.md")
    lines = ["// Made of the pages by pages.py. Compiling is passing.", '#include "pages.hpp"', "", "namespace {", "",
             "using namespace lrsched;", "using namespace pages;", ""]
    for place, row in enumerate(rows):
        lines += row_source(row, place, model, whole)
    for header, cells in tables("README.md"):
        if "progress at step i of N" in header:
            for row in cells:
                share = eval(python_of(row[header.index("progress at step i of N")]), {"i": 3, "N": 8})
                lines.append(f"static_assert(shows(linear({{.from = 0, .to = 1, .steps = 8, .includes = "
                             f"{codes(row[0])[0]}}})(3), {share}));")
    return "\n".join(lines) + "\n}  // namespace\n", len(rows)


def pictures_source():
    """What has rates, to be drawn: each schedule of the catalogue, and the compositions in its tables."""
    rows = catalogue_rows("include/lrsched/README.md")
    return "".join(f'draw(R"row({row["title"]})row", {row["example"]});\n' for row in rows if "scales" not in row)


# ---- frameworks ------------------------------------------------------------------------------------------------------


def raw(text):
    return f'R"json({text})json"'


def framework_sources():
    frameworks, plateaus, momenta, refusals = [], [], [], []
    for page in PAGES:
        for header, rows in tables(page):
            for row in rows:
                if len(header) == 2 and header[0].endswith(", and its JSON") and header[1] == "ours":
                    call, document = codes(row[0])
                    frameworks.append(f"compare({raw(document)}, {codes(row[1])[0]});")
                    compare_arguments(page, call, document)
                elif header == ["", "you want", "in Python", "ours"] and row[2]:
                    frameworks.append(f"compare({raw(document_of(codes(row[2])[0]))}, {codes(row[3])[0]});")
                elif header == ["a file", "the same in our form"]:
                    ours = f"test::schedule_from({raw(codes(row[1])[0])})"
                    frameworks.append(f"compare({raw(codes(row[0])[0])}, {ours});")
                elif header[:2] == ["plateau", "ours"]:
                    plateaus.append(f"compare({raw(codes(row[0])[0])}, {codes(row[1])[0]});")
                elif header == ["momentum", "ours"]:
                    momenta.append(f"compare_momenta({raw(codes(row[0])[0])}, {codes(row[1])[0]});")
                elif header[:2] == ["refused", "with these words"]:
                    refusals.append(f"refuses({raw(codes(row[0])[0])}, {raw(codes(row[1])[0])});")
    return {"frameworks": frameworks, "plateaus": plateaus, "momenta": momenta, "refusals": refusals}


def document_of(call):
    """The JSON of a call of PyTorch's or transformers' whose optimizer has a rate of 0.1."""
    call = ast.parse(call, mode="eval").body
    arguments = {each.arg: ast.literal_eval(each.value) for each in call.keywords}
    if call.func.id != "OneCycleLR":
        arguments.setdefault("base_lr", 0.1)
    framework = "transformers" if call.func.id.startswith("get_") else "pytorch"
    return json.dumps({f"{framework}.{call.func.id}": arguments})


# What the framework's own call has from elsewhere: the optimizer, the trainer, the data.
GIVEN_ELSEWHERE = {"base_lr", "max_duration", "dataloader_len", "numFunctions", "n_iter"}
GIVEN_TO_THE_TRAINING = {"SchedLin": "n_epoch", "SchedCos": "n_epoch", "SchedExp": "n_epoch", "SchedPoly": "n_epoch"}

# What flags call what the classes behind them call otherwise.
FLAGS = {"megatron": {"max_lr": "lr", "init_lr": "lr-warmup-init", "lr_warmup_steps": "lr-warmup-iters",
                      "lr_decay_steps": "lr-decay-iters", "wsd_decay_steps": "lr-wsd-decay-iters"},
         "llmc": {"learning_rate": "-l", "warmup_iterations": "-u", "train_num_batches": "-x",
                  "final_learning_rate_frac": "-q"}}

# What in a call says that it is a schedule, and which.
NOT_ARGUMENTS = {"lr-scheduler", "lr-decay-style", "lr-wsd-decay-style", "lr_policy", "policy", "scheduler", "type",
                 "params", "param_scheduler", "lr"}


def plain(text):
    """Without the marks in which languages differ."""
    text = re.sub(r"(?<=[a-z])[-_](?=[a-z])", "", text.lower())
    return re.sub(r"[\s\"'\[\](){}_]", "", text).lstrip("-")


def says(call, key, value):
    """Whether a call has this argument, in Python, JSON, prototxt, flags, an ini file or a comment of C++."""
    words = [re.escape(plain(key)) + sign + re.escape(plain(value)) + r"(?![\d.])" for sign in ("=", ":", "", r"\*/")]
    return any(re.search(word, plain(call)) for word in words)


def compare_arguments(page, call, document):
    """The framework's own call has the name and the arguments of the JSON beside it."""
    (name, arguments), = json.loads(document, parse_float=str, parse_int=str).items()
    framework, schedule = name.split(".", 1)

    def compare(key, value):
        if isinstance(value, dict) and "type" in value:
            if plain(value["type"]) not in plain(call):
                wrong(page, f"{name} in JSON has a {value['type']}, which the call beside it has not: {call}")
            value = {inner: each for inner, each in value.items() if inner != "type"}
        if isinstance(value, dict) and key != "boundaries_and_scales":
            for inner, each in value.items():
                compare(inner, each)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for each in value:
                compare(key, each)
        elif key not in GIVEN_ELSEWHERE and GIVEN_TO_THE_TRAINING.get(schedule) != key:
            text = value if isinstance(value, str) else json.dumps(value)
            flag = FLAGS.get(framework, {}).get(key, key)
            texts = value if key == "stepvalue" else [text]  # which prototxt has once for each
            if not all(says(call, flag, each) for each in texts):
                wrong(page, f"{name} in JSON has {key}: {text}, which the call beside it has not: {call}")

    compare("", arguments)
    known = NOT_ARGUMENTS | set(FLAGS.get(framework, {}).values())
    for key in map("".join, re.findall(r"--([\w-]+)|\b([A-Za-z]\w*)[\"']?(?:=|: )", call)):
        if key not in known and f'"{key.replace("-", "_")}":' not in document:
            wrong(page, f"the call beside {name} has {key}, which the JSON has not: {call}")
    for part in schedule.split("/"):
        if plain(part) not in plain(call):
            wrong(page, f"the call beside {name} does not name it: {call}")


# ---- the rest --------------------------------------------------------------------------------------------------------


def anchors(page):
    found = set()
    for title in re.findall(r"^#+ (.*)$", re.sub(r"```.*?```", "", text_of(page), flags=re.S), flags=re.M):
        title = re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
        found.add(title)
    return found


def check_links():
    for page in PAGES:
        if re.search(r"^ *>", text_of(page), flags=re.M):
            wrong(page, "a line begins with >, which makes it a quotation")
        text = re.sub(r"```.*?```|`[^`]*`", "", text_of(page), flags=re.S)
        for target in re.findall(r"\]\(([^)\s]+)\)|src(?:set)?=\"([^\"]+)\"", text):
            target = "".join(target)
            if re.match(r"https?:", target):
                continue
            path, _, anchor = target.partition("#")
            file = (ROOT / page).parent / path if path else ROOT / page
            if not file.exists():
                wrong(page, f"there is no {target}")
            elif anchor and anchor not in anchors(os.path.relpath(file.resolve(), ROOT)):
                wrong(page, f"there is no heading #{anchor} in {path or page}")


def check_pictures():
    """The catalogue shows every picture that is drawn of it, and each schedule its own."""
    page = "include/lrsched/README.md"
    text = text_of(page)
    shown = re.findall(r"(?:\]\(|src=\")pictures/([^)\"]+)", text)
    for name in sorted(file.name for file in (ROOT / page).parent.glob("pictures/*")):
        if shown.count(name) != 1:
            wrong(page, f"pictures/{name} is shown {shown.count(name)} times")
    for name, body in SECTION.findall(text):
        if "- formula:" in body and f'"pictures/{name}.svg"' not in body:
            wrong(page, f"{name} does not show its picture")


def check_study():
    """The tables of the study of `language`, which takes an hour to make again, are what its results hold."""
    page, kept = "examples/README.md", "examples/language/results.csv"
    expected = []
    for row in csv.DictReader(text_of(kept).splitlines()):
        of = {name: float(value) for name, value in row.items() if name != "plan"}
        less, behind = f"{-of['test_loss_difference']:.3f} ± {of['test_loss_error']:.3f}", f" ± {of['steps_error']:.0f}"
        if row["plan"] == "constant":
            less = behind = ""
        expected.append([row["peak"], f"{of['test_loss']:.3f}", less, f"{100 * of['accuracy']:.1f} %",
                         f"{of['gap']:.3f}", f"{of['steps']:,.0f}{behind}"])
    expected.pop()  # the constant again, chosen by the test text
    shown = [rows for header, rows in tables(page) if header[:3] == ["plan", "peak", "test loss"]]
    if len(shown) != 1 or len(shown[0]) != len(expected):
        return wrong(page, f"there is not one table of all plans of {kept}")
    for cells, result in zip(shown[0], expected):
        if cells[1:] != result:
            wrong(page, f"{kept} has {result}, not {cells[1:]}")

    page, clear = "include/lrsched/README.md", 5.84  # standard errors: 1 % with four seeds
    plans = [row for row in csv.DictReader(text_of(kept).splitlines()) if row["plan"] not in ("constant", "oracle")]
    promises = [["faster", "steps"], ["more accurate, by the loss", "test_loss"], ["less overfitting", "gap"]]
    expected = []
    for promise, column in promises:
        held = sum(float(row[column + "_difference"]) < -clear * float(row[column + "_error"]) for row in plans)
        expected.append([promise, f"{held} of {len(plans)}"])
    if [rows for header, rows in tables(page) if header[0] == "promised of schedules"] != [expected]:
        wrong(page, f"the promises that the plans of {kept} kept are {expected}")


def check_commands():
    """What .ci/run takes from the pages: each stands once, on a line of its own."""
    for name, page in re.findall(r"^ *part '[^']*' readme (\w+) (\S+)$", text_of(".ci/run"), flags=re.M):
        command = rf"^apt-get update && apt-get install -y .* && cmake --workflow --preset {name}$"
        if len(re.findall(command, text_of(page), flags=re.M)) != 1:
            wrong(page, f"the command of the preset {name} must stand once, on one line")


def without_indentation(text):
    return re.sub(r"^[ \t]+", "", text, flags=re.M)


def check_samples(programs):
    """Each block of C++ is part of a source; what is shown behind it, of what that source's program prints. How the
    library is installed and found is what tests/packaging does."""
    sources = {}
    for folder in ("examples", "tests"):
        for file in sorted((ROOT / folder).rglob("*.*")):
            if file.suffix in (".cpp", ".hpp", ".cu", ".c", ".h"):
                text = file.read_text(encoding="utf-8")
                sources[file.relative_to(ROOT).as_posix()] = "\n" + without_indentation(text)
    packaging = [file.read_text(encoding="utf-8") for file in (ROOT / "tests/packaging").rglob("*") if file.is_file()]
    outputs = {source: subprocess.run([program], capture_output=True, text=True, check=True, timeout=60).stdout
               for source, program in programs.items() if source.endswith(".cpp")}
    for page in PAGES:
        printed = None  # what may be shown in the block behind
        for language, block in blocks(page):
            if language == "cpp":
                where = [name for name, text in sources.items() if "\n" + without_indentation(block) in text]
                if not where:
                    wrong(page, f"this C++ is in no source under examples/ or tests/:\n{block}")
                printed = "".join("\n" + outputs.get(source, "") for source in where)
            elif language == "cmake" or "$DIR" in block:
                if not any(block in text for text in packaging):
                    wrong(page, f"no project of tests/packaging has:\n{block}")
            elif language == "sh":
                printed = run_programs(page, block, programs)
            elif language == "" and printed is not None:
                if "\n" + block not in printed:
                    wrong(page, f"no program prints:\n{block}but:\n{printed}")


def run_programs(page, block, programs):
    """What the lines of shell that run examples print, or None where one is not built or not run here. They end well
    or, with --against or --check, find something."""
    printed = "\n"
    for line in block.splitlines():
        called = re.match(r"build/test/examples/\w+/(\w+)", line)
        if not called:
            continue
        if called[1] not in programs:
            return None
        command = f"'{programs[called[1]]}'" + line[called.end():]
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, timeout=60)
        if done.returncode != (1 if re.search(" --(against|check) ", line) else 0) or done.stderr:
            wrong(page, f"{line}\nended with status {done.returncode}\n{done.stdout}{done.stderr}")
        elif not done.stdout and " --svg " not in line:
            wrong(page, f"{line}\nprinted nothing")
        printed += done.stdout
    return printed


def check_changes():
    """What a name has become is a header, or stands in one."""
    headers = {file.relative_to(ROOT / "include").as_posix(): file.read_text(encoding="utf-8")
               for file in (ROOT / "include").rglob("*.hpp")}
    for header, rows in tables(".github/CHANGELOG.md"):
        for row in rows:
            for now in codes(row[1]):
                if now not in headers and not any(re.search(rf"\b{now}\b", text) for text in headers.values()):
                    wrong(".github/CHANGELOG.md", f"no header has {now}")


def write(folder):
    source, count = rows_source()
    made = {"rows.cpp": source, "pictures.inc": pictures_source()}
    for name, lines in framework_sources().items():
        if not lines:
            wrong("the pages", f"no rows of {name}")
        made[f"{name}.inc"] = "\n".join(lines) + "\n"
    for name, text in made.items():
        Path(folder, name).write_text(text, encoding="utf-8")
    print(f"{count} rows with values; " +
          ", ".join(f"{text.count(chr(10))} in {name}" for name, text in made.items() if name != "rows.cpp"))


def main():
    how, *rest = sys.argv[1:]
    if how == "write":
        write(rest[0])
    else:
        check_links()
        check_pictures()
        check_study()
        check_commands()
        check_changes()
        check_samples(dict(each.split("=", 1) for each in rest))
    for error in errors:
        print(error, file=sys.stderr)
    sys.exit(1 if errors else 0)


main()
