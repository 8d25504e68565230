"""To find the document that an id, a path or an address means, where types may give the same ids."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from prdkit.config.config import Config
from prdkit.config.mentions import mention_of
from prdkit.config.types import DocumentType
from prdkit.link.items import Way, path_of
from prdkit.model.document import Document


class Directory:
    """The documents of a site by the id that each has among those of its kind, by path, and by what prose says.

    Types share one space of ids, unless one has keys or a place of its own for them: CIP 1 and CPS 1 are two
    documents. Of documents that claim the same id the first in the given order has it.
    """

    def __init__(self, config: Config, documents: Iterable[Document]) -> None:
        self.config = config
        self._documents = tuple(documents)
        self._said: dict[tuple[str, tuple[str, ...], bool], Document | None] = {}

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], Document]:
        """Documents by space and id."""
        found: dict[tuple[str, str], Document] = {}
        for document in self._documents:
            if document.type.common or document.has_id:
                found.setdefault((space(document.type), document.id), document)
        return found

    @cached_property
    def by_path(self) -> Mapping[str, Document]:
        """Documents by path."""
        return {document.path: document for document in self._documents}

    def holder(self, document: Document) -> Document:
        """The document that has the id of another one, which is that one itself unless two claim it."""
        return self.by_key.get((space(document.type), document.id), document)

    def named(self, word: str, kinds: tuple[str, ...] = (), *, only: bool = False) -> Document | None:
        """The document that a word means by its id, those of the types named first, or as prose names it.

        With `only`, an id is one of these types; what prose calls documents may be any.
        """
        if (word, kinds, only) not in self._said:
            self._said[word, kinds, only] = next(self._candidates(word, kinds, only=only), None)
        return self._said[word, kinds, only]

    def _candidates(self, word: str, kinds: tuple[str, ...], *, only: bool) -> Iterator[Document]:
        types = [self.config.types[name] for name in kinds if name in self.config.types]
        own = len(types) if only else None
        types += [kind for kind in self.config.types.values() if kind.name not in kinds]
        for kind in types[:own]:
            if (document := self.by_key.get((space(kind), canonical(kind, word)))) is not None:
                yield document
        for kind in types:
            told = mention_of(kind, word)
            if told and (document := self.by_key.get((space(kind), canonical(kind, told)))) is not None:
                yield document

    def led(self, ways: Iterable[Way], kinds: tuple[str, ...] = (), *, only: bool = False) -> Document | None:
        """The document that the first of some ways leads to that leads anywhere."""
        for way, said in ways:
            if way == "id":
                found = self.named(said, kinds, only=only)
            elif way == "path":
                found = self.by_path.get(said)
            else:
                found = self._at_address(said)
            if found is not None:
                return found
        return None

    def at_id_of_path(self, path: str) -> Document | None:
        """The document that has the id which a path gives that leads to none."""
        below = self.config.below(path)
        for kind in self.config.types.values():
            name = kind.place.match(below) if kind.place is not None else ""
            if name and (found := self.by_key.get((space(kind), name))) is not None:
                return found
        return None

    def _at_address(self, address: str) -> Document | None:
        """The document whose whole path below docs_dir or the project an address ends in."""
        steps = path_of(address)[0].split("/")
        ends = ("/".join(steps[index:]) for index in range(len(steps)))
        return next((self._by_end[end] for end in ends if end in self._by_end), None)

    @cached_property
    def _by_end(self) -> Mapping[str, Document]:
        below = {self.config.below(path): document for path, document in self.by_path.items()}
        both = {**below, **self.by_path}
        return {path: document for path, document in both.items() if "/" in path}


def space(kind: DocumentType) -> str:
    """What the types whose ids may not meet have in common."""
    terms = kind.roles.id
    if terms.keys != ("id",):
        return ",".join(terms.keys)
    return terms.path and re.sub(r"\{id[^}]*\}", "{id}", terms.path)


def canonical(kind: DocumentType, word: str) -> str:
    """An id as documents of a type have it."""
    return kind.place.canonical(word) if kind.place is not None else word
