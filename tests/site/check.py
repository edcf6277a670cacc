#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: MIT
"""Checks the site that build.py made: check.py FOLDER

Each link leads somewhere on the site, or is one that a reader may follow to elsewhere; nothing else is asked of another
host. The reference has every comment of what is public, every name of the module, and nothing that is private or of
namespace detail.
"""

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from headers import COMMENT, paragraphs, public_part

ROOT = Path(__file__).resolve().parent.parent.parent
wrong = []


class Page(HTMLParser):
    """What a page has: its anchors, its links, what it loads, and its text."""

    def __init__(self, file):
        super().__init__()
        self.anchors, self.links, self.loads, self.text = [], [], [], []
        self.feed(file.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        for name, value in attributes:
            if name in ("id", "name") and tag != "meta":
                self.anchors.append(value)
            elif name == "href" and tag == "a":
                self.links.append(value)
            elif name in ("href", "src", "srcset", "data", "poster", "action"):
                self.loads.append(value)
            elif name == "style":
                self.loads += re.findall(r"url\(([^)]*)\)", value)

    handle_startendtag = handle_starttag

    def handle_data(self, data):
        self.text.append(data)


def check_links(pages, folder):
    for file, page in pages.items():
        for target in page.links + page.loads:
            if re.match("data:" if target in page.loads else "https:", target):
                continue
            path, _, anchor = target.partition("#")
            to = (file.parent / unquote(path)).resolve() if path else file
            if not to.is_file() or folder not in to.parents:
                wrong.append(f"{file}: there is no {target}")
            elif anchor and unquote(anchor) not in pages[to].anchors:
                wrong.append(f"{file}: there is no anchor {target}")


def check_reference(pages, folder):
    texts = [" ".join(page.text) for file, page in pages.items() if folder / "reference" in file.parents]
    for text in texts:
        hidden = re.findall(r"\b(?:detail|inner)::\w+|\b[a-z]\w*_\b|\bLRSCHED_\w+", text)  # private names end with _
        wrong.extend(f"the reference has {name}" for name in hidden)
    letters = re.sub(r"\s", "", "".join(texts))
    count = 0
    for header in sorted((ROOT / "include").rglob("*.hpp")):
        head, code = public_part(header.read_text(encoding="utf-8")) or ("", "")
        for comment in [head] + COMMENT.findall(code):
            for is_kept, lines in paragraphs(comment):
                text = "".join(lines) if is_kept else "".join(lines).replace("`", "")
                count += 1
                if re.sub(r"\s", "", text) not in letters:
                    wrong.append(f"the reference lacks of {header.name}: {lines}")
    names = re.findall(r"^using lrsched::([\w:]+);", (ROOT / "include/lrsched/lrsched.cppm").read_text(), re.M)
    wrong.extend(f"the reference lacks {name}" for name in names if not re.search(rf"lrsched::{name}\b", letters))
    return f"{count} paragraphs, {len(names)} names"


def main(folder):
    folder = folder.resolve()
    pages = {file: Page(file) for file in sorted(folder.rglob("*.html"))}
    for name in ["index", "explorer/index", "include/lrsched/index", "reference/index", "CONTRIBUTING"]:
        if folder / f"{name}.html" not in pages:
            wrong.append(f"there is no {name}.html")
    check_links(pages, folder)
    reference = check_reference(pages, folder)
    for file in folder.rglob("*.css"):
        wrong.extend(f"{file} loads {what}" for what in re.findall(r"@import[^;]*|url\([^)]*\)", file.read_text()))
    for each in wrong:
        print(each, file=sys.stderr)
    print(f"{len(pages)} pages, {sum(len(page.links) for page in pages.values())} links, {reference}")
    sys.exit(1 if wrong else 0)


main(Path(sys.argv[1]))
