"""To propose a configuration for the documents of a folder, and to put it where it belongs."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from prdkit.adopt.files import files
from prdkit.adopt.gather import gather
from prdkit.adopt.proposal import Seen, Terms, look
from prdkit.adopt.site import Builder, builder
from prdkit.config.config import load

_ROOTED = re.compile(r"\]\(/([^)\s#?]+)")
_ENOUGH = 200
"""Links looked at, which is plenty to tell where they lead from."""


@dataclass(frozen=True)
class Proposal:
    """What was seen in a folder, and the text of each file that is proposed, by its path under the project's folder."""

    seen: Seen
    docs_dir: str
    files: Mapping[str, str]
    builder: Builder


def propose(project: Path, folder: Path, shown_as: str, name: str = "", lang: str = "") -> Proposal:
    """The configuration that fits the documents in a folder of a project; nothing is written."""
    process = load(None).process
    none = frozenset(word.casefold() for word in getattr(process, "none_words", ()))
    terms = Terms(none, frozenset(word.casefold() for word in process.placeholders))
    given = Path(os.path.relpath(folder, project)).as_posix()
    had = (project / "mkdocs.yml").is_file()
    seen = look(gather(folder, "python" if had else "github"), terms, narrow=given == ".")
    seen = replace(seen, lang=lang) if lang else seen
    docs_dir = seen.home or "." if given == "." else given
    rooted = _root_links(seen, project / docs_dir, project)
    made = files(seen, docs_dir, shown_as, root_links=rooted, python=had)
    site = builder(name or seen.called or project.resolve().name, docs_dir, seen.lang)
    return Proposal(seen, docs_dir, made if had else {**made, site.path: site.text}, site)


def _root_links(seen: Seen, docs: Path, project: Path) -> str:
    """`project` where links that begin with `/` lead from the project's folder rather than from that of documents."""
    if docs.resolve() == project.resolve():
        return ""
    found = (path for kind in seen.kinds for source in kind.family.sources for path in _ROOTED.findall(source.body))
    targets = list(dict.fromkeys(path for path, _ in zip(found, range(_ENOUGH), strict=False)))
    inside = sum(_is_there(docs, path) for path in targets)
    return "project" if sum(_is_there(project, path) for path in targets) > inside else ""


def _is_there(folder: Path, path: str) -> bool:
    try:
        return ".." not in path and (folder / path).exists()
    except (OSError, ValueError):
        return False


@dataclass(frozen=True)
class Put:
    """What happened to each file, by paths under the project's folder."""

    made: tuple[str, ...]
    kept: tuple[str, ...]


def put(project: Path, texts: Mapping[str, str], *, force: bool = False) -> Put:
    """Write files; those that are there already only with `force`."""
    made, kept = [], []
    for path, text in texts.items():
        target = project / path
        if target.exists() and not force:
            kept.append(path)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
        made.append(path)
    return Put(tuple(made), tuple(kept))
