"""To read where the documents of a type stand (`CIP-{id:04d}/README.md`): the id from a path, and a path for an id."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath

_ID = re.compile(r"\{id(?::0?(?P<width>\d*)d)?\}")
_MARK = re.compile(r"\*\*/|\*\*|\*|\?|(?P<brace>\{[^{}/]*\})")
_ANY_ID = r"[^/]+?"


class BadTemplate(ValueError):
    """A path template that cannot be read; `hint` says how to write it."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True)
class Template:
    """Where documents stand, relative to docs_dir. `*` stands for anything within a folder, `**` across folders.

    With `{id:04d}` ids are numbers: `3`, `03` and `0003` are one id, and the path writes four digits.
    """

    text: str
    id_pattern: str = ""

    @cached_property
    def numeric(self) -> bool:
        """Whether ids are compared as numbers."""
        return any(found["width"] is not None for found in _ID.finditer(self.text))

    def canonical(self, name: str) -> str:
        """The one spelling of an id that all of its spellings share."""
        return name.lstrip("0") or "0" if self.numeric and _is_number(name) else name

    def match(self, path: str) -> str:
        """The id in a path that has the template's shape; empty where it has not."""
        return self._id(self._whole, path)

    def folder_match(self, folder: str) -> str:
        """The id in the path of a folder in which a document should stand; empty where it gives none."""
        return self._id(self._folder, folder.strip("/")) if self._folder is not None else ""

    def expected(self, name: str) -> str:
        """Where the document of an id stands, its wildcards as they are."""
        return filled(self.text, name)

    @property
    def file(self) -> str:
        """The name of the document's file, as far as the template gives it without the id."""
        last = PurePosixPath(self.text).name
        return "" if _MARK.search(last) else last

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return re.compile("".join(self._parts(self.text)))

    @cached_property
    def _folder(self) -> re.Pattern[str] | None:
        above = self.text.rpartition("/")[0]
        return re.compile("".join(self._parts(above))) if _ID.search(above) else None

    def _id(self, regex: re.Pattern[str], path: str) -> str:
        found = regex.fullmatch(path)
        if found is None:
            return ""
        names = {self.canonical(name) for name in found.groupdict().values()}
        return names.pop() if len(names) == 1 and "/" not in min(names) else ""

    def _parts(self, text: str) -> Iterator[str]:
        position = count = 0
        for found in _MARK.finditer(text):
            yield re.escape(text[position : found.start()])
            position = found.end()
            yield self._id_part(found[0], count) if found["brace"] else _WILD[found[0]]
            count += bool(found["brace"])
        yield re.escape(text[position:])

    def _id_part(self, word: str, number: int) -> str:
        shape = _ID.fullmatch(word)
        width = shape["width"] if shape is not None else None
        if width is None:
            inner = self.id_pattern or _ANY_ID
        else:
            least = max(int(width or 1), 1)
            inner = rf"[0-9]{{{least}}}|[1-9][0-9]{{{least},}}"
        return f"(?P<prdkit_id_{number}>{_nameless(inner)})"


_WILD = {"**/": r"(?:[^/]+/)*", "**": r".*", "*": r"[^/]*", "?": r"[^/]"}


def _nameless(pattern: str) -> str:
    """A pattern of ids without names for its groups, which may stand twice in one template."""
    return re.sub(r"[(][?]P<\w+>", "(", pattern)


def _is_number(name: str) -> bool:
    return name.isascii() and name.isdigit()


def _written(name: str, width: str | None) -> str:
    return name if width is None or not _is_number(name) else (name.lstrip("0") or "0").zfill(int(width or 1))


def filled(text: str, name: str) -> str:
    """A text with an id in the place of `{id}`, and of `{id:04d}` as a number."""
    return _ID.sub(lambda found: _written(name, found["width"]), text)


def path_template(text: str, id_pattern: str = "") -> Template:
    """The template in `id.path` of a type; `BadTemplate` where it is none."""
    for found in re.finditer(r"\{[^}]*\}?|\}", text):
        if not _ID.fullmatch(found[0]):
            raise BadTemplate(
                f"`{found[0]}` in `{text}` stands for nothing", "Write `{id}`, or `{id:04d}` for a number."
            )
    steps = PurePosixPath(text).parts
    if text.startswith("/") or "\\" in text or ".." in steps or not steps:
        raise BadTemplate(f"`{text}` is no path under docs_dir", "Write it as `text/{id}-*.md`, with `/`.")
    if not _ID.search(text):
        raise BadTemplate(f"`{text}` does not say where the id stands", "Write `{id}` in its place.")
    if text.endswith("/"):
        raise BadTemplate(f"`{text}` is a folder", f"Name the file in it, such as `{text}README.md`.")
    made = Template(text, id_pattern)
    try:
        _ = made._whole, made._folder
    except re.error as error:
        raise BadTemplate(f"`{text}` cannot be read with the id's pattern: {error}", "Correct `id.pattern`.") from None
    return made
