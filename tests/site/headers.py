# SPDX-License-Identifier: MIT
"""The public part of a header, as doxygen is to read it.

The comments are plain text, in which no character has a meaning of its own, but for `code`; what is indented keeps its
lines, but for the items of a list. The one at the head is the file's. What is private or in namespace detail is left
out, and where a declaration needs it, it is called unspecified. Nor are there macros, friends, and lists of fields.
"""

import re

COMMENT = re.compile(r"(?:^ *///.*\n)+", re.M)
HEAD = re.compile(r"\A// SPDX.*\n(?:#.*\n)*\n?((?://.*\n)+)")
LEFT_OUT = [re.compile(pattern, re.M | re.S) for pattern in [
    r"^namespace ([^\n]*\b(?:detail|inner)\b[^\n]*) {\n.*?^}  // namespace \1\n",
    r"^namespace inner = [^\n]*\n",
    r"(?<=^}  // namespace lrsched::inline LRSCHED_V0\n).*\Z",
    r"^ (?:private|protected):\n.*?(?=^ public:|^};)",
    r"(?:^ *///[^\n]*\n)*^ *#[^\n]*(?:\\\n[^\n]*)*\n",
    r"^ *(?:template <[^\n]*>\n *)?friend [^{;]*;\n",
    r"^template <>\ninline [^\n]* detail::[^;]*;\n",
    r"^( *)(?:static )?constexpr auto fields\(auto use\)[^\n]* (?:{[^\n]*}|{\n.*?^\1})\n",
    r"\bLRSCHED_(?:HOST_DEVICE|JSON_INLINE) ",
    r"(?<=\blrsched)::inline LRSCHED_V0\b",
]]
UNSPECIFIED = re.compile(r"\b(?:(?:lrsched::)?detail|inner)::[\w:]+")


def escaped(text):
    for sign, name in [("&", "amp"), ("<", "lt"), (">", "gt")]:
        text = text.replace(sign, f"&{name};")
    text = re.sub(r'([\\@#%$"]|--+|::)', r"\\\1", text)
    return re.sub("`(.+?)`", r"<code>\1</code>", text)


def paragraphs(comment):
    """Of each whether its lines are kept, and the lines. An example, a source and a number begin a new one."""
    found, before = [], ""
    for line in [re.sub("^ *//+ ?", "", line) for line in comment.splitlines()]:
        was_kept = bool(found) and found[-1][0]
        is_item = bool(before and re.match(r"\d\. ", found[-1][1][0]))
        is_kept = line.startswith("  ") and not is_item or not line and was_kept
        begins = not before or was_kept or re.match(r"(Example|Source|Refused): |\d\. ", line)
        if found and is_kept == was_kept and (is_kept or not begins):
            found[-1][1].append(line)
        elif line:
            found.append((is_kept, [line]))
        before = line
    return found


def documentation(comment, kind=""):
    parts = ["\\verbatim\n" + "\n".join(lines).rstrip() + "\n\\endverbatim" if is_kept else escaped(" ".join(lines))
             for is_kept, lines in paragraphs(comment)]
    return "/**\n" + "\n\n".join([kind] * bool(kind) + parts) + "\n*/\n"


def public_part(text):
    """The comment at the head, and the code; None if nothing is left. Some headers only include others."""
    head, code = HEAD.match(text), text
    for pattern in LEFT_OUT:
        code = pattern.sub("", code)
    declares = re.search("^namespace .* {\n+[^\n}]", code, re.M)
    includes = "\nnamespace " not in text and "\n#include <lrsched/" in text
    return (head[1], code) if head and (declares or includes) else None


def for_doxygen(head, code):
    code = COMMENT.sub(lambda found: documentation(found[0]), code)
    return documentation(head, "\\file") + UNSPECIFIED.sub("unspecified", code)
