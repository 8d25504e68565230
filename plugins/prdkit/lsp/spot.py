"""To tell which key or value of a front matter the cursor is in, even while the YAML around it is broken."""

import re
from dataclasses import dataclass, field

from prdkit.reading.problem import Path

_KEY = re.compile(
    r"""(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s#&*!|>'"%@`\[\]{},-][^\n#{}\[\],]*?|-[^\s\n][^\n:#]*?)[ ]*:(?=\s|$)"""
)
_MARK = re.compile(r"-(?:[ ]+|$)")
_BLOCK_TEXT = re.compile(r"[|>][-+0-9]*[ ]*(?:#[^\n]*)?$")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the cursor is: at a key of what stands at `path`, or in the value at `path`.

    `typed` is what stands between the beginning of the key or value and the cursor. `siblings` are keys that
    stand before it in the same mapping. `may_be_key` is true where only the field tells: below `- `.
    """

    path: Path
    typed: str
    is_key: bool
    siblings: tuple[str, ...] = ()
    may_be_key: bool = False


@dataclass
class _Level:
    indent: int
    is_list: bool
    step: str | int = ""
    keys: list[str] = field(default_factory=list)


def spot(text: str) -> Spot:
    """The spot at the end of a front matter's beginning, which is all text before the cursor."""
    return _Scan(text).run()


class _Scan:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.levels: list[_Level] = []
        self.text_below = -1

    def run(self) -> Spot:
        while True:
            end = self.text.find("\n", self.at)
            is_last = end < 0
            line = self.text[self.at : len(self.text) if is_last else end]
            found = self._line(line, is_last)
            if found is not None:
                return found
            if self.at > len(self.text) or is_last:
                return Spot(self._path(), "", is_key=True)

    def _path(self) -> Path:
        return tuple(level.step for level in self.levels)

    def _line(self, line: str, is_last: bool) -> Spot | None:
        """Take in one line and move behind it; the spot where it is the last one."""
        start = self.at
        self.at += len(line) + 1
        indent = len(line) - len(line.lstrip(" "))
        rest = line[indent:]
        if self.text_below >= 0:
            if indent > self.text_below or (not rest and not is_last):
                return Spot(self._path(), rest, is_key=False) if is_last else None
            self.text_below = -1
        if rest.startswith("#") or (not rest and not is_last):
            return Spot(self._path(), "", is_key=False) if is_last and rest else None
        return self._entry(start, line, indent, is_last)

    def _entry(self, start: int, line: str, indent: int, is_last: bool) -> Spot | None:
        is_item = False
        while mark := _MARK.match(line, indent):
            self._leave(indent, lists=False)
            self._item(indent)
            indent, is_item = mark.end(), True
        found = _KEY.match(line, indent)
        self._leave(indent, lists=True)
        if found is None:
            return self._no_key(start, line, indent, is_last, is_item=is_item)
        key = found["key"].strip("\"'")
        self._key(indent, key)
        value = found.end()
        while value < len(line) and line[value] == " ":
            value += 1
        if is_last and value == found.end():
            # The cursor touches the colon.
            return Spot(self._path(), "", is_key=False)
        return self._value(start + value, line[value:], indent, is_last)

    def _no_key(self, start: int, line: str, indent: int, is_last: bool, *, is_item: bool) -> Spot | None:
        rest = line[indent:]
        if rest[:1] in ("[", "{", "'", '"'):
            return self._value(start + indent, rest, indent, is_last)
        if not is_last:
            return None
        mapping = self.levels[-1] if self.levels and self.levels[-1].indent == indent and not is_item else None
        if mapping is not None and not mapping.is_list:
            return Spot(self._path()[:-1], rest, is_key=True, siblings=tuple(mapping.keys))
        return Spot(self._path(), rest, is_key=not is_item, may_be_key=is_item)

    def _leave(self, indent: int, *, lists: bool) -> None:
        """Leave what is nested deeper than a line; with `lists` also a list whose marks stand where the line begins."""
        while self.levels and (
            self.levels[-1].indent > indent or (lists and self.levels[-1].is_list and self.levels[-1].indent == indent)
        ):
            self.levels.pop()

    def _item(self, indent: int) -> None:
        top = self.levels[-1] if self.levels else None
        if top is not None and top.is_list and top.indent == indent and isinstance(top.step, int):
            top.step += 1
        else:
            self.levels.append(_Level(indent, is_list=True, step=0))

    def _key(self, indent: int, key: str) -> None:
        top = self.levels[-1] if self.levels else None
        if top is None or top.is_list or top.indent < indent:
            top = _Level(indent, is_list=False)
            self.levels.append(top)
        top.step = key
        top.keys.append(key)

    def _value(self, start: int, value: str, indent: int, is_last: bool) -> Spot | None:
        if value[:1] in ("[", "{"):
            flow = _Flow(self.text, start, self._path())
            found = flow.run()
            self.at = self.text.find("\n", flow.at) + 1 or len(self.text) + 1
            return found if found is not None or flow.at < len(self.text) else Spot(self._path(), "", is_key=False)
        if value[:1] in ("'", '"'):
            return self._quoted(start, value)
        if _BLOCK_TEXT.match(value):
            self.text_below = indent
            return Spot(self._path(), "", is_key=False) if is_last else None
        return Spot(self._path(), value, is_key=False) if is_last else None

    def _quoted(self, start: int, value: str) -> Spot | None:
        end = _quote_end(self.text, start)
        if end < 0:
            # The quote is open: either the cursor is inside it, or it was forgotten, and the next line begins anew.
            return Spot(self._path(), value[1:], is_key=False) if "\n" not in self.text[start:] else None
        self.at = self.text.find("\n", end) + 1 or len(self.text) + 1
        return Spot(self._path(), self.text[start + 1 : end], is_key=False) if self.at > len(self.text) else None


def _quote_end(text: str, start: int) -> int:
    """Where the quote that opens at an offset closes; below 0 where it does not within some lines."""
    quote = text[start]
    at = start + 1
    while at < len(text):
        if text[at] == "\\" and quote == '"':
            at += 2
            continue
        if text[at] == quote:
            if quote == "'" and text[at + 1 : at + 2] == "'":
                at += 2
                continue
            return at
        at += 1
    return -1


class _Flow:
    """To go through what stands between brackets, up to where they close or the text ends."""

    def __init__(self, text: str, start: int, path: Path) -> None:
        self.text = text
        self.at = start
        self.base = path
        self.levels: list[_Level] = []
        self.began = start
        self.after_key = False

    def run(self) -> Spot | None:
        while self.at < len(self.text):
            char = self.text[self.at]
            if char in "'\"" and not self.text[self.began : self.at].strip():
                end = _quote_end(self.text, self.at)
                if end < 0:
                    return self._spot(self.text[self.at + 1 :])
                self.at = end + 1
                continue
            if char == "#" and self.text[self.at - 1].isspace():
                self.at = self.text.find("\n", self.at)
                if self.at < 0:
                    self.at = len(self.text)
                    return self._spot("")
                continue
            if self._step(char):
                return None
        return self._spot(self.text[self.began : self.at].lstrip().lstrip("'\""))

    def _step(self, char: str) -> bool:
        """Take in one character; true where the outermost bracket closes."""
        self.at += 1
        if char in "[{":
            self.levels.append(_Level(0, is_list=char == "[", step=0 if char == "[" else ""))
            self._begin()
        elif char in "]}":
            self.levels.pop()
            if not self.levels:
                return True
            self._begin(after_key=True)
        elif char == ",":
            top = self.levels[-1]
            if isinstance(top.step, int):
                top.step += 1
            else:
                top.step = ""
            self._begin()
        elif char == ":" and self._ends_key():
            key = self.text[self.began : self.at - 1].strip().strip("'\"")
            self.levels[-1].step = key
            self.levels[-1].keys.append(key)
            self._begin(after_key=True)
        return False

    def _ends_key(self) -> bool:
        """Whether the colon just taken in stands between a key and its value."""
        parts = self.text[self.at : self.at + 1] in ("", " ", "\n") or self.text[self.at - 2] in "'\""
        return parts and not self.levels[-1].is_list and not self.after_key

    def _begin(self, *, after_key: bool = False) -> None:
        self.began, self.after_key = self.at, after_key

    def _spot(self, typed: str) -> Spot:
        top = self.levels[-1]
        steps = (*self.base, *(level.step for level in self.levels))
        if top.is_list or self.after_key:
            return Spot(steps, typed, is_key=False)
        return Spot(steps[:-1], typed, is_key=True, siblings=tuple(top.keys))
