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
_KEY_LINE = re.compile(r"^\s*(?:- +)*[^\s#].*?:(?:\s|$)")
_FEW_LINES = 8
_PLAIN_BRACKETS = {"【": "[", "［": "[", "｛": "{"}

_KNOWN = (
    ("found character '\\t'", "a tab; YAML indents with spaces", "Replace the tab by spaces."),
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
    for sign, words, hint in _KNOWN:
        if sign in said:
            return Cause(line, column, f"not valid YAML: {words}", hint)
    return Cause(line, column, f"not valid YAML: {said or 'unreadable'}", _OTHERWISE)


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
