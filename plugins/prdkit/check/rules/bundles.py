"""To report documents without the files that belong beside them, and folders of documents without the document."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from posixpath import dirname, normpath

from prdkit.check.registry import Problem, Site, rule
from prdkit.config.condition_words import in_words
from prdkit.config.conditions import Condition, asks, glob
from prdkit.config.demands import Companion
from prdkit.config.fields import say
from prdkit.config.paths import Template, filled
from prdkit.config.types import DocumentType
from prdkit.model.document import Document
from prdkit.reading.problem import Place, Span

_FIRST = Span(1, 1, 1, 1)
_WILD = re.compile(r"[*?]")


@rule(on=Document)
def missing_file(document: Document, site: Site) -> Iterator[Problem]:
    """A file that belongs beside a document is not there.

    A type lists such files in `companions`, each for every document or under a condition.

    Bad:

    ```config types/story.yml
    type: story
    label: Story
    common: false
    documents: {paths: ['stories/*/story.md']}
    id: {pattern: 'S-\\d+', path: 'stories/{id}-*/story.md'}
    statuses: [draft, review]
    companions:
      - {file: design.md, required: {when: {status: review}}}
    ```

    ```file stories/S-1-points/story.md
    ---
    status: review  # here
    ---
    ```

    Good:

    ```config types/story.yml
    type: story
    label: Story
    common: false
    documents: {paths: ['stories/*/story.md']}
    id: {pattern: 'S-\\d+', path: 'stories/{id}-*/story.md'}
    statuses: [draft, review]
    companions:
      - {file: design.md, required: {when: {status: review}}}
    ```

    ```file stories/S-1-points/story.md
    ---
    status: review
    ---
    ```

    ```file stories/S-1-points/design.md
    # Design
    ```
    """
    for companion in document.type.demands.companions:
        names = _names(companion, document)
        if any(_found(document, name, site) for name in names) or not asks(companion.required, document):
            continue
        listed = " or ".join(f"`{name}`" for name in names)
        message = f"{listed} is missing beside it{_because(companion, document)}"
        hint = say(companion.help, "en") or f"Add `{normpath(f'{dirname(document.path)}/{names[0]}')}`."
        yield Problem(_place(companion, document), message, hint)


@rule(on=Document, severity="warning")
def empty_file(document: Document, site: Site) -> Iterator[Problem]:
    """A file that belongs beside a document is there, and holds nothing.

    Bad:

    ```config types/story.yml
    type: story
    label: Story
    common: false
    documents: {paths: ['stories/*/story.md']}
    companions: [{file: design.md}]
    ```

    ```file stories/S-1-points/story.md
    --- <!-- here -->
    title: Points
    ---
    ```

    ```file stories/S-1-points/design.md

    ```

    Good:

    ```config types/story.yml
    type: story
    label: Story
    common: false
    documents: {paths: ['stories/*/story.md']}
    companions: [{file: design.md}]
    ```

    ```file stories/S-1-points/story.md
    ---
    title: Points
    ---
    ```

    ```file stories/S-1-points/design.md
    # Design
    ```
    """
    told: set[str] = set()
    for companion in document.type.demands.companions:
        for name in _names(companion, document):
            for path in _found(document, name, site):
                if path not in told and site.files.is_blank(path):
                    told.add(path)
                    yield Problem(_FIRST, f"`{path}` belongs beside it and is empty", "Fill it, or delete it.")


@rule(on=Site)
def no_document(site: Site) -> Iterator[Problem]:
    """A folder is called as those of documents are, and the document is not in it.

    The folder comes from `id.path` of a type. The place is the first file in it.

    Bad:

    ```config types/story.yml
    type: story
    label: Story
    common: false
    documents: {paths: ['stories/*/story.md']}
    id: {pattern: 'S-\\d+', path: 'stories/{id}-*/story.md'}
    ```

    ```file stories/S-2-gifts/design.md
    # Design <!-- here -->
    ```

    Good:

    ```config types/story.yml
    type: story
    label: Story
    common: false
    documents: {paths: ['stories/*/story.md']}
    id: {pattern: 'S-\\d+', path: 'stories/{id}-*/story.md'}
    ```

    ```file stories/S-2-gifts/story.md
    ---
    title: Gifts
    ---
    ```

    ```file stories/S-2-gifts/design.md
    # Design
    ```
    """
    for kind in site.config.types.values():
        if kind.place is not None and "/" in kind.place.text:
            yield from _without_document(kind, kind.place, site)


def _without_document(kind: DocumentType, place: Template, site: Site) -> Iterator[Problem]:
    for folder in sorted(site.files.folders):
        if not folder.startswith(site.config.prefix) or not (name := place.folder_match(site.config.below(folder))):
            continue
        below = site.config.below(folder)
        if any(place.match(f"{below}/{file}") for file in site.files.by_folder.get(folder, ())):
            continue
        first = _first_file(folder, site)
        wanted = PurePosixPath(place.expected(name)).name
        if first and not site.config.ignores(f"{below}/{wanted}") and _may_stand(kind, f"{below}/{wanted}"):
            message = f"`{folder}/` is called as the folder of a document is, but `{wanted}` is not in it"
            yield Problem(_FIRST, message, f"Add `{wanted}`, or give the folder another name.", file=first)


def _may_stand(kind: DocumentType, path: str) -> bool:
    """Whether a file of this path would be a document; who knows, where its name has wildcards."""
    return kind.paths is None or "*" in path or kind.takes(path)


def _first_file(folder: str, site: Site) -> str:
    """The first file in a folder, one of Markdown before others, those of inner folders last; empty for none."""
    inside = (path for path in site.files.paths if path.startswith(f"{folder}/") and "/." not in path[len(folder) :])
    return min(inside, key=lambda path: (path.count("/"), not path.endswith(".md"), path), default="")


def _names(companion: Companion, document: Document) -> tuple[str, ...]:
    """The names of a companion, with the document's own id and stem in them."""
    stem = PurePosixPath(document.path).stem
    given = companion.one_of or (companion.file,)
    return tuple(filled(name, document.id).replace("{stem}", stem) for name in given)


def _found(document: Document, name: str, site: Site) -> list[str]:
    """The files that a name stands for, which may have wildcards."""
    path = normpath(f"{dirname(document.path)}/{name}").lstrip("/")
    if not _WILD.search(name):
        return [path] if site.files.has_file(path) else []
    folder, _, last = path.rpartition("/")
    if _WILD.search(folder.removeprefix(dirname(document.path))):
        whole = glob(f"{dirname(document.path)}/{name}")
        return sorted(path for path in site.files.paths if whole.fullmatch(path))
    regex = glob(last)
    return [f"{folder}/{file}" for file in site.files.by_folder.get(folder, ()) if regex.fullmatch(file)]


def _asked_by(companion: Companion) -> tuple[str, ...]:
    """The keys that decide whether a companion is asked for."""
    condition = companion.required
    return tuple(dict.fromkeys(c.name for c in condition.comparisons())) if isinstance(condition, Condition) else ()


def _place(companion: Companion, document: Document) -> Place:
    status = document.key("status")
    asked = {document.spelt(name) for name in _asked_by(companion)}
    return (status,) if status in asked and status in document.source.values else _FIRST


def _because(companion: Companion, document: Document) -> str:
    """When a document owes a companion, where not every one does."""
    condition = companion.required
    if not isinstance(condition, Condition):
        return ""
    return f", and is needed where {in_words(condition, document.spelt)}"
