#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Puts the explorer into one page: assemble.py CATALOGUE DIALECTS_PAGE MODULE.js MODULE.wasm PAGE.html

What a schedule begins with is in starts.json for those of the library, and for those of the frameworks what their
page shows of each. What it is good for is what the catalogue says, or words.json. The module is gzipped, and in base64.
"""

import base64
import gzip
import json
import pathlib
import re
import sys

folder = pathlib.Path(__file__).parent
scripts = ["library.js", "document.js", "history.js", "plateau.js", "joints.js", "values.js", "chart.js", "chooser.js",
           "form.js", "report.js", "output.js", "page.js"]


def starts(dialects_page):
    all_starts = json.loads((folder / "starts.json").read_text())
    for text in re.findall(r'`(\{"[a-z]+\.[^`]*\})`', dialects_page.read_text()):
        for name, arguments in json.loads(text).items():
            all_starts.setdefault(name, arguments)
    return json.dumps(all_starts, separators=(",", ":"))


def words(catalogue):
    """Of each name the paragraph of its section, or for what has none the sentence of words.json."""
    sections = re.findall(r"^### (\w+)\n\n(?:<img.*\n\n)?((?:[^-\n].*\n)+)", catalogue.read_text(), flags=re.M)
    all_words = {**json.loads((folder / "words.json").read_text()), **dict(sections)}
    plain = {name: re.sub(r"[*`]|\[([^\]]*)\]\([^)]*\)", r"\1", said) for name, said in all_words.items()}
    return json.dumps({name: " ".join(said.split()) for name, said in plain.items()}, separators=(",", ":"))


def main(catalogue, dialects_page, glue, module, page):
    parts = {
        "style.css": "".join((folder / "page" / name).read_text() for name in ["colours.css", "style.css"]),
        "starts": starts(dialects_page),
        "words": words(catalogue),
        "module": base64.b64encode(gzip.compress(module.read_bytes(), 9, mtime=0)).decode(),
        "scripts": "\n".join([glue.read_text()] + [(folder / "page" / name).read_text() for name in scripts]),
    }
    for name, text in parts.items():
        if "</script" in text or "</style" in text:
            sys.exit(f"{name} would end its element")
    text = re.sub("@([a-z.]+)@", lambda place: parts[place[1]], (folder / "page/index.html").read_text())
    page.write_text(text)
    print(f"{page.name}: {len(text)} bytes, {len(gzip.compress(text.encode(), 9))} compressed")


if __name__ == "__main__":
    main(*map(pathlib.Path, sys.argv[1:]))
