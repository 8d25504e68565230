"""To read what CommonMark decides about a paragraph when it ends: definitions, tables, words of a heading."""

import re
from itertools import pairwise

_LABEL = r"\[(?!\^)(?P<label>(?:[^\[\]\\]|\\.){1,999}+)\]:"
_INNER = r"\\\n]|\\.|\n(?![ \t]*+\n))*+"
TITLE = rf"""(?:"(?:[^"{_INNER}"|'(?:[^'{_INNER}'|\((?:[^(){_INNER}\))"""
DEFINITION = re.compile(
    rf"""{_LABEL}[ \t]*+(?:\n[ \t]*+)?(?P<target><(?:[^<>\\\n]|\\.)*+>|[^\s<]\S*+)"""
    rf"""(?:(?:[ \t]++(?:\n[ \t]*+)?|\n[ \t]*+){TITLE}(?=[ \t]*+(?:\n|\Z))|(?=[ \t]*+(?:\n|\Z)))[ \t]*+""",
)
"""A link reference definition from its bracket to the end of its last line."""
_PREFIX = re.compile(r"[ \t]*+(?:>[ \t]*+)*+")
_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_BAR = re.compile(r"(?<!\\)\|")
_CLOSING = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_EXPLICIT = re.compile(r"[ \t]*\{:?[ \t]*(?:[^{}\n]*[ \t])?#(?P<id>[\w.:-]+)(?:[ \t][^{}\n]*)?\}$")


def definition(text: str, at: int) -> re.Match[str] | None:
    """The link reference definition that begins at an offset, up to the end of its last line."""
    found = DEFINITION.match(text, at) if text.startswith("[", at) else None
    return found if found is not None and found["label"].strip() else None


def joined(paragraph: str, *, quoted: bool) -> str:
    """The words of a paragraph in one line, without what its lines begin with."""
    first, *lines = paragraph.split("\n")
    bare = (_PREFIX.sub("", line, count=1) if quoted else line.lstrip(" \t") for line in lines)
    return " ".join(line.rstrip(" \t") for line in (first, *bare)).strip(" \t")


def is_table(paragraph: str) -> bool:
    """Whether a paragraph is a table of GitHub's, or ends with one: a head, and a rule with as many cells."""
    lines = paragraph.split("\n") if "|" in paragraph and "-" in paragraph else []
    return any(
        "|" in rule and _RULE.fullmatch(rule) is not None and _cells(head) == _cells(rule)
        for head, rule in pairwise(lines)
    )


def _cells(row: str) -> int:
    bare = row.strip().removeprefix("|")
    return len(_BAR.findall(bare)) + (not re.search(r"(?<!\\)\|$", bare))


def heading_words(rest: str) -> str:
    """What the words of a heading are that begins with `#`, without the hashes that may close it."""
    words = rest.strip(" \t")
    return _CLOSING.sub("", words).strip(" \t") if words.endswith("#") else words


def words_and_id(words: str) -> tuple[str, str]:
    """The words of a heading and the explicit `{#id}` that may stand at their end."""
    found = _EXPLICIT.search(words) if words.endswith("}") else None
    return (words[: found.start()], found["id"]) if found else (words, "")
