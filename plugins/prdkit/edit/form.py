"""To hold front matter with the place of everything in it, and to let no edit change more than it says."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml as pyyaml

from prdkit.edit.splices import Splice, Unsafe, spliced
from prdkit.reading import yaml
from prdkit.reading.problem import Path
from prdkit.reading.source import Source, read

Step: TypeAlias = tuple[Any, Any]
"""A key's node (None for an item of a list) and the node of its value."""

_HARMLESS = frozenset(("line-ends", "byte-order-mark"))
_COLON = re.compile(r"\s*:")


class Written(str):
    """Text that an edit is to have put into the file; whether it stands in quotes is the edit's affair."""

    __slots__ = ()


@dataclass(frozen=True)
class Form:
    """Front matter as text and tree. Offsets count in the front matter; `start` is where it begins in the file."""

    data: bytes
    source: Source
    root: Any
    start: int

    @property
    def text(self) -> str:
        """The front matter without its fences."""
        return self.source.front_matter

    def walk(self, path: Path) -> list[Step]:
        """The nodes on the way to a path, as far as they are there."""
        steps: list[Step] = []
        node = self.root
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            steps.append(found)
            node = found[1]
        return steps

    def holder(self, path: Path) -> Any:
        """The node that holds what is at a path: its mapping or list; None where that is not there."""
        steps = self.walk(path[:-1])
        return None if len(steps) < len(path) - 1 else steps[-1][1] if steps else self.root

    def line_start(self, offset: int) -> int:
        """Where the line of an offset begins."""
        return self.text.rfind("\n", 0, offset) + 1

    def line_end(self, offset: int) -> int:
        """Where the line of an offset ends, before its line end."""
        end = self.text.find("\n", offset)
        return len(self.text) if end < 0 else end

    def colon(self, key: Any) -> int:
        """The offset after the colon behind a key."""
        found = _COLON.match(self.text, key.end_mark.index)
        if found is None:
            raise Unsafe(f"the key `{key.value}` has no colon behind it", "Make the change by hand.")
        return found.end()

    def last_line_end(self, node: Any) -> int:
        """Where the last line of a node's value ends, with the comment behind it."""
        last = self._last(node)
        if _is_block_text(last) and "+" in self.text[last.start_mark.index : self.line_end(last.start_mark.index)]:
            return max(int(last.end_mark.index) - 1, 0)
        return self.line_end(self.end(node))

    def end(self, node: Any) -> int:
        """The offset after the last character of a node, comments and blank lines behind it left out."""
        last = self._last(node)
        start, end = last.start_mark.index, last.end_mark.index
        return int(start + len(self.text[start:end].rstrip()) if _is_block_text(last) else end)

    def _last(self, node: Any) -> Any:
        while isinstance(node, pyyaml.CollectionNode) and not node.flow_style and node.value:
            last = node.value[-1]
            node = last[1] if isinstance(last, tuple) else last
        return node

    def changed(self, splices: Iterable[Splice], expected: Any) -> bytes:
        """The file with stretches of the front matter replaced, if it then reads as expected."""
        moved = [Splice(s.start + self.start, s.end + self.start, s.text) for s in splices]
        made = spliced(self.data, moved)
        after = read(self.source.path, made)
        same = after.body == self.source.body and _faults(after) <= _faults(self.source)
        if not same or not _agrees(after.values, expected):
            raise Unsafe(
                "the front matter is written in a way that cannot be edited here without changing more",
                "Make the change by hand.",
            )
        return made


def open_form(data: bytes) -> Form:
    """The front matter of a file, or `Unsafe` where there is none that could be read."""
    source = read("", data)
    if not source.has_front_matter and not source.problems:
        raise Unsafe("the file has no front matter", "Begin it with `---`, `key: value` lines and `---`.")
    broken = next((problem for problem in source.problems if problem.fault not in _HARMLESS), None)
    if broken is not None:
        raise Unsafe(broken.message, broken.hint)
    return Form(data, source, yaml.compose(source.front_matter), source.text.index("\n") + 1)


def _child(node: Any, step: str | int) -> Step | None:
    if isinstance(node, pyyaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == step), None)
    if isinstance(node, pyyaml.SequenceNode) and isinstance(step, int) and 0 <= step < len(node.value):
        return None, node.value[step]
    return None


def _is_block_text(node: Any) -> bool:
    return isinstance(node, pyyaml.ScalarNode) and node.style in ("|", ">")


def is_blank(node: Any) -> bool:
    """Whether a value is absent: a key with nothing behind it."""
    return isinstance(node, pyyaml.ScalarNode) and node.start_mark.index == node.end_mark.index


def _faults(source: Source) -> set[tuple[str, str]]:
    return {(problem.fault, problem.message) for problem in source.problems}


def _agrees(found: Any, expected: Any) -> bool:
    """Whether values are the same to every reader: text and order of keys, and whether old text stands in quotes."""
    if isinstance(expected, dict):
        return (
            isinstance(found, dict)
            and list(found) == list(expected)
            and all(_agrees(found[key], value) for key, value in expected.items())
        )
    if isinstance(expected, list):
        return (
            isinstance(found, list)
            and len(found) == len(expected)
            and all(_agrees(one, other) for one, other in zip(found, expected, strict=True))
        )
    if isinstance(expected, Written):
        return isinstance(found, str) and found == str(expected)
    return type(found) is type(expected) and found == expected
