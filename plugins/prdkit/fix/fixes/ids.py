"""To write ids as their documents have them: capitals, leading zeros, no brackets in fields that want an id."""

import re
from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from prdkit.edit.front_matter import set_value
from prdkit.fix.fields import field_at, raw_at
from prdkit.fix.registry import Change, fix
from prdkit.link.site import Site, spelling
from prdkit.model.document import Document
from prdkit.model.leaves import spelt
from prdkit.reading.problem import Path


@fix("references/unresolved")
def references(document: Document, site: Site) -> Iterator[Change]:
    """Ids of exactly one document that are written in other letters, without zeros or between `[[ ]]`."""
    for path, word, field in document.mentions:
        good = meant(word, field.types, site) if field.type == "ref" else ""
        if good and good != word:
            at, value = _place(document, path, word, good)
            yield Change(f"`{spelt(path)}: {word}` → `{good}`", partial(set_value, path=at, value=value))


@fix("fields/wrong-type")
def brackets(document: Document, site: Site) -> Iterator[Change]:
    """`[[ID]]` without quotes, which YAML takes for a list in a list."""
    for problem in document.problems:
        path = problem.at
        if problem.fault != "wrong-type" or not isinstance(path, tuple):
            continue
        field, raw = field_at(document, path), raw_at(document, path)
        word = _unwrapped(raw, 1 if path and isinstance(path[-1], int) else 2)
        if field is not None and field.type == "ref" and word and (good := meant(word, field.types, site)):
            yield Change(f"`{spelt(path)}: [[{word}]]` → `{good}`", partial(set_value, path=path, value=good))


@fix("id/malformed")
def own(document: Document, site: Site) -> Iterator[Change]:
    """The document's own id, where its file's name has it right."""
    raw, kind = document.source.values.get("id"), document.type
    if not kind.common or not kind.id_pattern:
        return
    found = re.match(rf"(?:{kind.id_pattern})(?![^-])", PurePosixPath(document.path).stem)
    if not isinstance(raw, str) or found is None or kind.id_regex.fullmatch(raw) or found[0] in site.by_id:
        return
    if spelling(raw) == spelling(found[0]):
        yield Change(f"`id: {raw}` → `{found[0]}`", partial(set_value, path=("id",), value=found[0]))


def meant(word: str, types: tuple[str, ...], site: Site) -> str:
    """A mention with the id of the one document that it can mean; empty where none or several could be meant."""
    target, sign, part = word.strip().removeprefix("[[").removesuffix("]]").partition("#")
    target = target.strip()
    if target in site.held:
        return ""
    alike = (target,) if target in site.by_id else site.spelt(target)
    if len(alike) != 1:
        return ""
    kind = site.by_id[alike[0]].type
    fits = kind.id_regex.fullmatch(alike[0]) and (not types or kind.name in types)
    return f"{alike[0]}{sign}{part}" if fits else ""


def _place(document: Document, path: Path, word: str, good: str) -> tuple[Path, str]:
    """Where a mention stands in the file, and what stands there then: one text may name several."""
    holder = raw_at(document, path[:-1])
    if not isinstance(holder, str):
        return path, good
    return path[:-1], re.sub(rf"(?<![^\s,，、]){re.escape(word)}(?![^\s,，、])", lambda _: good, holder)


def _unwrapped(value: Any, depth: int) -> str:
    """The one text in a list in a list; empty where there is more, or less around it."""
    while isinstance(value, list) and len(value) == 1:
        value, depth = value[0], depth - 1
    return value if isinstance(value, str) and depth <= 0 else ""
