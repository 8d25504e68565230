"""To compare the status of a document with the one that a file beside it gives."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from prdkit.config.roles import Sibling
from prdkit.link.site import Site
from prdkit.model.document import Document, Page
from prdkit.reading.problem import Problem
from prdkit.reading.source import read, read_yaml

_SAID = {"same": "the same", "at_least": "at least as far on", "at_most": "at most as far on"}


def differing(document: Document, terms: Sibling, site: Site) -> Iterator[Problem]:
    """The problem that the status of a file beside a document does not go with the document's own.

    A file that is not there, and one that gives no status, is no fault here.
    """
    name = terms.file.replace("{id}", document.id).replace("{stem}", PurePosixPath(document.path).stem)
    path = _beside(document.path, name)
    given = _status_at(path, terms.key, site) if path else ""
    if not given or _goes(document, given, terms.relation):
        return
    key = document.key("status")
    message = f"`{key}: {document.stated}`, but `{terms.key}` of `{name}` is `{given}`"
    if terms.relation != "same":
        message += f", which is not {_SAID[terms.relation]}"
    yield Problem(key, message, f"Correct the one that is out of date, in this file or in `{path}`.")


def _beside(path: str, name: str) -> str:
    """The path of a file named relative to another one; empty where it leads out of the project."""
    steps: list[str] = []
    for step in (*PurePosixPath(path).parent.parts, *name.split("/")):
        if step == ".." and not steps:
            return ""
        if step == "..":
            steps.pop()
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _status_at(path: str, key: str, site: Site) -> str:
    thing = site.by_path.get(path)
    if isinstance(thing, Document | Page):
        values: Any = thing.source.values
    else:
        data = site.files.content(path)
        if data is None:
            return ""
        values = (read_yaml if path.endswith((".yml", ".yaml")) else read)(path, data).values
    for step in (key,) if key in values else key.split("."):
        values = values.get(step) if isinstance(values, dict) else None
    return values.strip() if isinstance(values, str) else ""


def _goes(document: Document, given: str, relation: str) -> bool:
    other = document.type.status_named(given)
    if relation == "same":
        return other == document.status
    rank = document.type.rank(other)
    if rank is None or document.rank is None:
        return rank == document.rank and other == document.status
    return rank >= document.rank if relation == "at_least" else rank <= document.rank
