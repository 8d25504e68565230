"""To say in plain words why a text is not YAML, on which line, and what to write instead."""

import re
from typing import NamedTuple

CONFLICT = re.compile(r"^(?:<{7}(?: .*)?|>{7} .*)$", re.MULTILINE)
"""The lines that a version control leaves where it could not join two versions."""
UNMERGED = "two versions were never merged"
MERGE_HINT = "Keep what holds of both versions, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`."


class Cause(NamedTuple):
    """Why YAML could not be read; line and column count from 1."""

    line: int
    column: int
    message: str
    hint: str


_FULL_COLON = re.compile(r"(?:^\s*(?:- +)*|[{\[,，]\s*)['\"]?[A-Za-z_][\w.-]*['\"]?\s*(：)")
_TOUCHING_COLON = re.compile(r"(?:^\s*(?:- +)*|[{,]\s*)([A-Za-z_][\w-]*):([^\s:/,\]}\[{'\"][^\s,}\]]*)")
_FULL_COMMA = re.compile(r"[{\[][^{}\[\]]*?(，)\s*[\w'\"]")
_FULL_BRACKET = re.compile(r":\s*([【［｛])")
_WIDE_SPACE = re.compile("^\\s*(?:- +)*[\\w-]+:([\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000\ufeff])")
_KEY_LINE = re.compile(r"^\s*(?:- +)*[^\s#].*?:(?:\s|$)")
_FEW_LINES = 8
_SHOWN = 100
"""A longer value is not repeated in a hint."""
_PLAIN_BRACKETS = {"【": "[", "［": "[", "｛": "{"}

_KNOWN = (
    ("found character '\\t'", "a tab; YAML indents with spaces", "Replace the tab by spaces."),
    (
        "sequence entries are not allowed here",
        "`- ` begins an item of a list, and none may begin here",
        "Put text that begins with `- ` in quotes; begin a list on the line below its key.",
    ),
    (
        "while scanning a block scalar",
        "`|` and `>` begin a text on the lines below, and something else stands behind them",
        "Put text that begins with `|` or `>` in quotes.",
    ),
    (
        "while scanning an alias",
        "`*` begins an alias, and no name stands behind it",
        "Put text that begins with `*` in quotes.",
    ),
    (
        "while scanning an anchor",
        "`&` begins an anchor, and no name stands behind it",
        "Put text that begins with `&` in quotes.",
    ),
    (
        "mapping values are not allowed here",
        "a second `:` on this line",
        'Put text that holds `: ` in quotes: `title: "Points: the plan"`.',
    ),
    ("could not find expected ':'", "a key without its `:`", "Write it as `key: value`, with a space after the colon."),
    (
        "found undefined alias",
        "an alias (`*name`) without its anchor; put text that begins with `*` in quotes",
        'Write `"*name"`, or leave the star out.',
    ),
    (
        "while scanning a quoted scalar",
        "a quotation mark that is never closed",
        "Close it where the text ends, or leave it out.",
    ),
    (
        "found unknown escape character",
        "a `\\` in double quotes that begins no escape",
        "Write `\\\\` for the sign itself, or use single quotes.",
    ),
    (
        "while parsing a flow",
        "a `[` or `{` that is not closed, or a comma that is missing",
        "Close the bracket where the list ends, and put `, ` between its items.",
    ),
    (
        "expected <block end>, but found",
        "indentation or a value that does not belong here",
        "Indent the keys of one mapping alike, with spaces, and put what follows a closing quote inside it.",
    ),
    (
        "cannot start any token",
        "a sign that no plain text may begin with",
        "Put text that begins with `@`, `%` or a backtick in quotes.",
    ),
)
_OTHERWISE = "Put text with `: `, `#` or leading `*`, `&`, `[`, `{` in quotes; indent with spaces."


def conflict(text: str) -> Cause | None:
    """The first mark of an unfinished merge in a text."""
    found = CONFLICT.search(text)
    if found is None:
        return None
    return Cause(text.count("\n", 0, found.start()) + 1, 1, f"`{found[0][:7]}`: {UNMERGED}", MERGE_HINT)


def cause(text: str, said: str, line: int, column: int) -> Cause:
    """Why a text is not YAML, where the parser `said` so at a line and a column."""
    unmerged = conflict(text)
    if unmerged is not None:
        return unmerged
    typed = None if "'\\t'" in said or "quoted scalar" in said else _mistyped(text.split("\n"), line, column)
    if typed is not None:
        return typed
    own = _of_sign(text, line, column) if "cannot start any token" in said else None
    own = own or (_deeper(text, line, column) if "mapping values" in said else None)
    if own is not None:
        return own
    for sign, words, hint in _KNOWN:
        if sign in said:
            return Cause(line, column, f"not valid YAML: {words}", hint)
    return Cause(line, column, f"not valid YAML: {said or 'unreadable'}", _OTHERWISE)


def _of_sign(text: str, line: int, column: int) -> Cause | None:
    """A value that begins with a sign that no plain text may begin with, and how it is written."""
    row = _row(text, line)
    head, value = row[: column - 1], row[column - 1 :].rstrip()
    if not value.strip() or value[0] == "\t" or '"' in value or "\\" in value or "`" in value or len(value) > _SHOWN:
        return None
    told = f"not valid YAML: no plain text may begin with `{value[0]}`"
    return Cause(line, column, told, f'Put it in quotes: `{head.strip()} "{value}"`.')


def _deeper(text: str, line: int, column: int) -> Cause | None:
    """A key that stands deeper than the one above it, though that one has a value."""
    row = _row(text, line)
    key = row[: column - 1].strip()
    above = _row(text, line - 1)
    if not key or not row[0].isspace() or ": " in key or not _KEY_LINE.match(above) or above.rstrip().endswith(":"):
        return None
    told = f"not valid YAML: `{key}:` stands deeper than the key above it, which has a value of its own"
    place = len(row) - len(row.lstrip()) + 1
    return Cause(line, place, told, "Indent the keys of one mapping alike, or put text of several lines in quotes.")


def _row(text: str, line: int) -> str:
    rows = text.split("\n")
    return rows[line - 1] if 0 < line <= len(rows) else ""


def _mistyped(lines: list[str], line: int, column: int) -> Cause | None:
    """A sign typed in full width or a missing space, on the line itself or on those it was read together with."""
    for number in range(min(line, len(lines)), max(line - _FEW_LINES, 0), -1):
        text = lines[number - 1]
        found = _in_line(text, number)
        if found is not None:
            return found
        if _KEY_LINE.match(text if number < line else text[: column - 1]):
            return None
    return None


def _in_line(text: str, number: int) -> Cause | None:
    if found := _FULL_COLON.search(text):
        return Cause(number, found.start(1) + 1, FULL_COLON, "Type `: ` in its place, with a space after it.")
    if found := _FULL_COMMA.search(text):
        return Cause(number, found.start(1) + 1, FULL_COMMA, "Type `, ` in its place.")
    if found := _FULL_BRACKET.search(text):
        return Cause(number, found.start(1) + 1, full_bracket(found[1]), "Type plain brackets at both ends.")
    if found := _WIDE_SPACE.search(text):
        told = f"a wide or no-break space (U+{ord(found[1]):04X}) behind the colon; YAML wants a plain one"
        return Cause(number, found.start(1) + 1, told, "Type a plain space in its place.")
    if found := _TOUCHING_COLON.search(text):
        key, value = found.groups()
        return Cause(number, found.start(1) + 1, touching(key, value), f"Write `{key}: {value}`.")
    return None


FULL_COLON = "`：` is a full-width colon; YAML wants `: `"
FULL_COMMA = "`，` is a full-width comma; YAML wants `, `"


def full_bracket(sign: str) -> str:
    """What is said of a bracket in full width."""
    return f"`{sign}` is a full-width bracket; YAML wants `{_PLAIN_BRACKETS.get(sign, '[')}`"


def touching(key: str, value: str) -> str:
    """What is said of a key whose value follows without a space."""
    return f"`{key}:{value}` has no space after the colon; YAML wants `{key}: {value}`"
