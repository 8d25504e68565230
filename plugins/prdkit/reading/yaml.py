"""To read YAML as plain text, refusing what surprises people, with the place of every key and value."""

import operator
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, TypeAlias

import yaml

from prdkit.reading.commas import Item, items
from prdkit.reading.problem import Path, Problem, Span
from prdkit.reading.yaml_faults import cause

Value: TypeAlias = "str | list[Value] | dict[str, Value] | None"
"""What a document may hold: text, nothing, lists and mappings. Numbers and dates are made by their field."""

MAX_BYTES = 256 * 1024
MAX_DEPTH = 32
MAX_NODES = 50_000
MAX_ALIASES = 50
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")
_MANY_BRACKETS = 800
_OWN_TAGS = frozenset({"s", "m", "q"})


class Quoted(str):
    """Text that stood in quotes, so that a number field can tell `"3"` from `3`."""

    __slots__ = ()


class _Untyped:
    """To resolve nothing: YAML's implicit types are the source of `NO`, `10:00` and `1.10` surprises."""

    # Called for every key and value: functions of C that do nothing with what they are given.
    descend_resolver: Any = staticmethod(operator.is_)
    ascend_resolver: Any = staticmethod(tuple)

    def resolve(self, kind: type, value: str | None, implicit: object) -> str:  # noqa: ARG002
        return "s" if kind is yaml.ScalarNode else "m" if kind is yaml.MappingNode else "q"


class _PureComposer(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser, yaml.composer.Composer, _Untyped):
    def __init__(self, text: str) -> None:
        yaml.reader.Reader.__init__(self, text)
        yaml.scanner.Scanner.__init__(self)
        yaml.parser.Parser.__init__(self)
        yaml.composer.Composer.__init__(self)

    def scan_plain(self) -> Any:
        self._is_plain = True
        try:
            return super().scan_plain()
        finally:
            self._is_plain = False

    def peek(self, index: int = 0) -> str:
        # libyaml lets a question mark stand in a word between brackets; PyYAML's scanner would end there.
        char: str = super().peek(index)
        return "x" if char == "?" and self._is_plain else char

    _is_plain = False
    resolve = _Untyped.resolve
    descend_resolver = _Untyped.descend_resolver
    ascend_resolver = _Untyped.ascend_resolver


def _fast_composer() -> "Callable[[str], Any] | None":
    try:
        from yaml._yaml import CParser
    except ImportError:
        return None

    class CComposer(_Untyped, CParser):
        pass

    return CComposer


fast_composer = _fast_composer()
"""libyaml's composer, or None where PyYAML was built without it; tests set it to None."""


class Unparsable(Exception):
    """The text is not YAML; carries the one problem that says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


_ASKED_KEY = re.compile(r"(?:^|[\[{,])[ \t]*\?(?:\s|$)", re.MULTILINE)
_TOUCHED_SIGN = re.compile(r"[|>][-+0-9]*#")


def _is_disputed(text: str) -> bool:
    """Whether libyaml and PyYAML's own parser may read a text differently; then the latter reads it."""
    if "\t" in text or "\ufeff" in text or "\n%" in text or text.startswith("%"):
        return True
    asked = "?" in text and _ASKED_KEY.search(text)
    return bool(asked or ("#" in text and _TOUCHED_SIGN.search(text)))


def _uses_libyaml(text: str) -> bool:
    return fast_composer is not None and not _is_disputed(text)


def compose(text: str) -> yaml.Node | None:
    """The node tree of one YAML document (None for an empty one), or `Unparsable`.

    Where libyaml refuses, PyYAML's own parser is asked again, so that message and place do not depend on
    which of the two is installed. The same holds for what the two judge differently: tabs, stray byte order
    marks, directives, keys behind `?`, and a comment that touches the sign of a block text (`|#`).
    """
    _guard(text)
    if fast_composer is not None and _uses_libyaml(text):
        try:
            return fast_composer(text).get_single_node()  # type: ignore[no-any-return]
        except yaml.YAMLError as error:
            _compose_slowly(text)
            raise Unparsable(_explain(error, text)) from None
    return _compose_slowly(text)


def _compose_slowly(text: str) -> yaml.Node | None:
    try:
        return _PureComposer(text).get_single_node()
    except yaml.YAMLError as error:
        raise Unparsable(_explain(error, text)) from None
    except RecursionError:
        at = Span(1, 1, 1, 2)
        raise Unparsable(
            _fault(
                at,
                f"nested more than {MAX_DEPTH} levels deep",
                "Flatten the structure, and write aliases out.",
            )
        ) from None


def _guard(text: str) -> None:
    """Refuse what would exhaust the parser, before the parser sees it."""
    if len(text) > MAX_BYTES:
        raise Unparsable(
            _fault(
                Span(1, 1, 1, 2),
                f"{len(text):,} characters of YAML; the limit is {MAX_BYTES:,}",
                "Move long tables to a data file, or split the document.",
            )
        )
    steps = max(text.count("- - "), text.count("? ? "))
    if _nests(text) or steps > MAX_DEPTH or " " * (2 * MAX_DEPTH) in text:
        _guard_depth(text)


def _nests(text: str) -> bool:
    """Whether a text has so many brackets that PyYAML, which looks at all open ones again and again, takes long."""
    return text.count("[") + text.count("{") > _MANY_BRACKETS


def _guard_depth(text: str) -> None:
    depth = 0
    try:
        for event in _events(text):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                raise Unparsable(
                    _fault(
                        _span(event.start_mark, event.end_mark),
                        f"nested more than {MAX_DEPTH} levels deep",
                        "Flatten the structure.",
                    )
                )
    except yaml.YAMLError as error:
        raise Unparsable(_explain(error, text)) from None


def _events(text: str) -> Iterator[Any]:
    if _uses_libyaml(text):
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
        return
    parser: Any = _PureComposer(text)
    while parser.check_event():
        yield parser.get_event()


def _fault(at: Span, message: str, hint: str) -> Problem:
    return Problem(at, message, hint, fault="unparsable")


def _explain(error: yaml.YAMLError, text: str) -> Problem:
    if isinstance(error, yaml.reader.ReaderError):
        line, column = _place_of(error, text)
        return _fault(
            Span(line, column, line, column + 1),
            "the front matter holds a control character that YAML forbids",
            "Delete the character; an editor that shows invisible characters finds it.",
        )
    said = " ".join(filter(None, (getattr(error, "context", ""), getattr(error, "problem", ""))))
    line, column = _place(error, said, text)
    opening = _runaway_quote(text, line)
    if opening is not None and "quoted scalar" not in said:
        said, (line, column) = "while scanning a quoted scalar", opening
    found = cause(text, said, line, column)
    return _fault(Span(found.line, found.column, found.line, found.column + 1), found.message, found.hint)


def _place_of(error: yaml.reader.ReaderError, text: str) -> tuple[int, int]:
    """Where a character stands that no YAML may hold. libyaml counts bytes, so it is looked for."""
    at = next((found.start() for found in _FORBIDDEN.finditer(text)), None)
    if at is None:
        at = error.position if isinstance(error.position, int) and error.position < len(text) else 0
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _runaway_quote(text: str, line: int) -> tuple[int, int] | None:
    """Where a quote opens that swallowed lines and closed on a given one, where another was to open."""
    if not ('"' in text or "'" in text) or _nests(text):
        return None
    scanner: Any = _PureComposer(text)
    try:
        while scanner.check_token():
            token = scanner.get_token()
            start, end = token.start_mark, token.end_mark
            quoted = isinstance(token, yaml.ScalarToken) and token.style in ("'", '"')
            if quoted and end.line > start.line and end.line + 1 == line:
                return start.line + 1, start.column + 1
    except yaml.YAMLError:
        pass
    return None


def _place(error: yaml.YAMLError, said: str, text: str) -> tuple[int, int]:
    """Where the fault stands: where a quote or a bracket opens that is never closed, else where it was noticed."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opening = getattr(error, "context_mark", None)
    if ("quoted scalar" in said and "escape" not in said) or "could not find expected ':'" in said:
        mark = opening or mark
    elif "while parsing a flow" in said and opening and mark:
        lines = text.split("\n")
        below = lines[mark.line] if mark.line < len(lines) else ""
        mark = opening if mark.line > opening.line and (not below.strip() or not below[0].isspace()) else mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _span(start: Any, end: Any) -> Span:
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def node_span(node: yaml.Node) -> Span:
    """Where a node stands; a block collection ends with its first line, so that a finding marks one line."""
    start, end = node.start_mark, node.end_mark
    if isinstance(node, yaml.CollectionNode) and (end.line > start.line or not node.flow_style):
        return Span(start.line + 1, start.column + 1, start.line + 1, start.column + 2)
    return _span(start, end)


def construct(node: yaml.Node | None, text: str) -> tuple[Value, list[Problem]]:
    """The plain values of a node tree, and what was refused on the way."""
    if node is None:
        return None, []
    problems: list[Problem] = []
    if "*" in text and "&" in text:
        problems += _count_aliases(text)
        if problems:
            return None, problems
    build = _Builder(problems)
    try:
        return build.value(node, 0), problems
    except _TooMuch as error:
        return None, [_fault(Span(1, 1, 1, 2), str(error), "Flatten the structure, and write aliases out.")]


def _count_aliases(text: str) -> list[Problem]:
    aliases = [event for event in _events(text) if isinstance(event, yaml.AliasEvent)]
    if len(aliases) <= MAX_ALIASES:
        return []
    at = _span(aliases[MAX_ALIASES].start_mark, aliases[MAX_ALIASES].end_mark)
    return [Problem(at, f"{len(aliases)} aliases; the limit is {MAX_ALIASES}", "Write the values out.", "aliases")]


class _TooMuch(Exception):
    pass


class _Builder:
    """To build values from nodes, counting them, so that aliases cannot multiply without end."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        self.left = MAX_NODES

    def value(self, node: Any, depth: int) -> Value:
        self.left -= 1
        if depth > MAX_DEPTH:
            raise _TooMuch(f"nested more than {MAX_DEPTH} levels deep")
        if self.left < 0:
            raise _TooMuch(f"more than {MAX_NODES:,} values")
        if node.tag not in _OWN_TAGS:
            self._refuse_tag(node)
        if type(node) is yaml.ScalarNode:
            if node.style in (None, ""):
                return _plain(node)
            return Quoted(node.value)
        if type(node) is yaml.SequenceNode:
            return [self.value(item, depth + 1) for item in node.value]
        return self._mapping(node, depth)

    def _mapping(self, node: Any, depth: int) -> dict[str, Value]:
        made: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if type(key_node) is not yaml.ScalarNode:
                self._refuse(
                    key_node,
                    "non-text-key",
                    "a key that is a list or a mapping; a key is one word",
                    "Put the key in quotes when it begins with `[`, `{` or `?`.",
                )
            elif key == "<<" and key_node.style in (None, ""):
                self._refuse(key_node, "merge-key", "a merge key (`<<`)", "Write the keys out where they are used.")
            elif key in made:
                self._refuse(
                    key_node,
                    "duplicate-key",
                    f"`{key}` is given twice; the second would win in silence",
                    "Delete or rename one of the two.",
                )
            else:
                made[key] = self.value(value_node, depth + 1)
        return made

    def _refuse_tag(self, node: Any) -> None:
        self._refuse(
            node,
            "tag",
            f"a YAML tag (`{_short_tag(node.tag)}`); values are typed by their field",
            "Delete the tag; put text that begins with `!` in quotes.",
        )

    def _refuse(self, node: Any, fault: str, message: str, hint: str) -> None:
        self.problems.append(Problem(node_span(node), message, hint, fault))


def _plain(node: yaml.ScalarNode) -> str | None:
    """A plain scalar. Text such as `!important` is a tag with nothing behind it: what it says is still a value."""
    if node.value == "" and node.tag not in _OWN_TAGS:
        return Quoted(node.tag)
    return None if node.value in _NULLS else node.value


def _short_tag(tag: str) -> str:
    return tag.replace("tag:yaml.org,2002:", "!!")[:40]


def locate(node: yaml.Node | None, path: Path, *, key: bool = False) -> Span | None:
    """Where the value at `path` (or its key) stands; where the path ends early, its nearest holder."""
    at: Any = node
    found = None
    for depth, step in enumerate(path):
        pair = next(_children(at, step), None)
        if isinstance(at, yaml.ScalarNode) and isinstance(step, int):
            return _item_span(at, step) or found
        if pair is None:
            break
        wants_key = (key and depth == len(path) - 1) or _is_blank(pair[1])
        found = node_span(pair[0] if wants_key and pair[0] is not None else pair[1])
        if isinstance(pair[1], yaml.CollectionNode) and pair[0] is not None:
            found = node_span(pair[0])
        at = pair[1]
    return found


def _item_span(node: yaml.ScalarNode, index: int) -> Span | None:
    """Where an item of a text with commas stands; None where the text is not written as it reads."""
    start, end, parts = node.start_mark, node.end_mark, _items(node.value)
    marks = end.column - start.column - len(node.value)
    if start.line != end.line or marks not in (0, 2) or index >= len(parts) or len(parts) < 2:
        return None
    item = parts[index]
    first = start.column + 1 + marks // 2 + item.start
    if not item.text:
        return Span(start.line + 1, max(first - 1, 1), start.line + 1, max(first, 2))
    return Span(start.line + 1, first, start.line + 1, first + len(item.text))


@lru_cache(maxsize=8)
def _items(text: str) -> list[Item]:
    """The items of a text, kept while one after the other is asked for."""
    return items(text)


def _is_blank(node: Any) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.start_mark.index == node.end_mark.index


def _by_key(node: yaml.MappingNode) -> dict[str, tuple[Any, Any]]:
    """The pairs of a mapping by key, the first of each, made once: a finding on each of many keys asks for it again."""
    known: dict[str, tuple[Any, Any]] | None = node.__dict__.get("by_key")
    if known is None:
        known = node.__dict__["by_key"] = {}
        for key, value in node.value:
            if isinstance(key.value, str):
                known.setdefault(key.value, (key, value))
    return known


def _children(node: Any, step: str | int) -> Iterator[tuple[Any, Any]]:
    if isinstance(node, yaml.MappingNode):
        if (pair := _by_key(node).get(str(step))) is not None:
            yield pair
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        yield None, node.value[step]
    elif step == 0:
        yield None, node
