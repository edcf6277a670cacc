#!/usr/bin/env -S python3 -B
# SPDX-License-Identifier: MIT
"""Makes the site: build.py EXPLORER.html FOLDER

README.md and what can be reached from it by links within the project, each page as it is: cmark-gfm renders Markdown as
GitHub does; pictures are copied; other files, and folders without a README.md, are shown as text. Beside these are the
explorer, and the reference, which doxygen makes of the headers' comments, without a warning. The same inputs give the
same bytes.
"""

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from headers import for_doxygen, public_part

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FRAME = (HERE / "page.html").read_text(encoding="utf-8")
INDEX = ('By their headers, of which <a href="schedule_8hpp.html">schedule.hpp</a> is the first to read. By name: '
         '<a href="namespacelrsched.html">all</a>, <a href="annotated.html">the classes</a>, '
         '<a href="concepts.html">the concepts</a>.')
PICTURES = (".svg", ".webp")


def framed(title, root, body):
    words = {"title": title, "root": root, "body": body}
    return re.sub("@(title|root|body)@", lambda place: words[place[1]], FRAME)


def place_of(path):
    """Where a file or folder of the project stands on the site. No name begins with a dot, which uploads leave out."""
    is_folder = (ROOT / path).is_dir()
    path = path.removeprefix(".github/")
    if is_folder:
        return f"{path}/index.html"
    if path.endswith("README.md"):
        return path.removesuffix("README.md") + "index.html"
    if path.endswith(".md"):
        return path.removesuffix(".md") + ".html"
    return path if path.endswith(PICTURES) else path + ".html"


def relative(place, origin):
    return os.path.relpath(place, os.path.dirname(origin) or ".")


def rendered(markdown):
    """Markdown as HTML, with the anchors that GitHub gives to headings, and tables that can be wider than the page."""
    body = subprocess.run(["cmark-gfm", "--unsafe", "--extension", "table"], input=markdown, capture_output=True,
                          text=True, encoding="utf-8", check=True).stdout

    def heading(found):
        words = html.unescape(re.sub("<.*?>", "", found[2])).lower()
        anchor = re.sub(r"[^\w\- ]", "", words).replace(" ", "-")
        return f'<h{found[1]} id="{anchor}">{found[2]}</h{found[1]}>'

    body = re.sub(r"<h(\d)>(.*?)</h\1>", heading, body)
    return body.replace("<table>", '<div class="wide"><table>').replace("</table>", "</table></div>")


def markdown_page(path):
    """The page, and what it links to."""
    place, linked = place_of(path), []

    def link(found):
        attribute, target = found.groups()
        target, _, anchor = html.unescape(target).partition("#")
        if not target or re.match(r"\w+:", target):
            return found[0]
        to = os.path.normpath(os.path.join(os.path.dirname(path), target))
        if (ROOT / to / "README.md").is_file():
            to = os.path.normpath(f"{to}/README.md")
        linked.append(to)
        target = relative(place_of(to), place) + (anchor and f"#{anchor}")
        return f'{attribute}="{html.escape(target)}"'

    text = (ROOT / path).read_text(encoding="utf-8")
    body = re.sub(r'\b(href|src)="([^"]*)"', link, rendered(text))
    title = re.search(r"^# (.*)$", text, re.M)[1]
    return framed(title if title == "lrsched" else f"lrsched: {title}", relative(".", place) + "/", body), linked


def text_page(path):
    """A file, or the names in a folder, and what that links to."""
    place, linked = place_of(path), []
    if (ROOT / path).is_dir():
        linked = sorted(file.relative_to(ROOT).as_posix() for file in (ROOT / path).rglob("*") if file.is_file())
        links = (f'<a href="{relative(place_of(each), place)}">{relative(each, path + "/")}</a>' for each in linked)
        body = "<p>" + "<br>\n".join(links) + "</p>"
    else:
        body = f"<pre><code>{html.escape((ROOT / path).read_text(encoding='utf-8'))}</code></pre>"
    return framed(f"lrsched: {path}", relative(".", place) + "/", f"<h1>{path}</h1>\n{body}"), linked


def write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def write_pages(folder):
    found = ["README.md"]
    for path in found:
        file = folder / place_of(path)
        if path.endswith(PICTURES):
            file.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / path, file)
            continue
        page, linked = markdown_page(path) if path.endswith(".md") else text_page(path)
        write(file, page)
        found += [each for each in dict.fromkeys(linked) if each not in found]


def write_reference(folder):
    with tempfile.TemporaryDirectory() as work:
        for header in sorted((ROOT / "include").rglob("*.hpp")):
            public = public_part(header.read_text(encoding="utf-8"))
            if public:
                write(Path(work, header.relative_to(ROOT / "include")), for_doxygen(*public))
        head, foot = framed("lrsched: $title", "$relpath^../", "@body@").split("@body@")
        write(Path(work, "header.html"), head)
        write(Path(work, "footer.html"), foot)
        subprocess.run(["doxygen", HERE / "Doxyfile"], cwd=work, check=True)
        shutil.copytree(Path(work, "reference"), folder,
                        ignore=lambda _, names: [name for name in names if not name.endswith(".html")])
    index = (folder / "files.html").read_text(encoding="utf-8").replace("File List", "The reference")
    write(folder / "index.html", index.replace("Here is a list of all files with brief descriptions:", INDEX))


def main(explorer, folder):
    shutil.rmtree(folder, ignore_errors=True)
    write_pages(folder)
    write_reference(folder / "reference")
    (folder / "explorer").mkdir()
    shutil.copyfile(explorer, folder / "explorer/index.html")
    colours = ROOT / "examples/explorer/page/colours.css"
    write(folder / "style.css", "".join(file.read_text(encoding="utf-8") for file in [colours, HERE / "style.css"]))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
