"""To read the template that a type's documents begin as, and to find the hints in it."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from prdkit.config.naming import Complain
from prdkit.config.types import DocumentType
from prdkit.config.values import Left, hints
from prdkit.reading.source import Source, read

_LINE = re.compile(r"([^\s#:][^:\n]*):[ \t]+(\S.*)")


def templates(
    kinds: Mapping[str, DocumentType], docs_dir: str, root: Path | None, complain: Complain
) -> dict[str, Source]:
    """The templates of all types that name one, by type."""
    found = {}
    for name, kind in kinds.items():
        if kind.template and root is not None:
            source = _read(kind.template, docs_dir, root)
            if source is None:
                told = f"there is no file `{kind.template}` in `{docs_dir}` or in the project's folder"
                complain(f"types/{name}.yml", ("template",), told, "Correct the path, or leave `template` out.")
            else:
                found[name] = source
    return found


def _read(path: str, docs_dir: str, root: Path) -> Source | None:
    given = PurePosixPath(path)
    if given.is_absolute() or ".." in given.parts:
        return None
    for inner in (PurePosixPath(docs_dir) / given, given):
        try:
            return read(inner.as_posix(), (root / inner).read_bytes())
        except OSError:
            continue
    return None


def hints_of(source: Source, kind: DocumentType) -> Left:
    """What authors are to replace in the front matter of a template, even where that is no YAML."""
    return hints(source.values or dict(_lines(source.front_matter)), kind.fields)


def _lines(text: str) -> Iterator[tuple[str, Any]]:
    for line in text.split("\n"):
        if found := _LINE.fullmatch(line.rstrip()):
            yield found[1], found[2].strip("\"'")
