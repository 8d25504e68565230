"""To read what a release says to and of stores."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from prdkit.config.stores import Limit, Store
from prdkit.model.document import Document
from prdkit.reading.characters import count
from prdkit.reading.problem import Path

STORES, LISTING, CHANNELS, COMPLIANCE = "stores", "aso", "android_channels", "compliance"
LISTED = ("name", "subtitle", "keywords", "promo", "description")
SAID = ("whats_new", "review_notes")
APPROVED = frozenset(("approved", "pending_release", "phased", "live"))
REJECTED = frozenset(("rejected", "metadata_rejected"))


class StoreText(NamedTuple):
    """A text that a store gets. `lang` is its language, `field` its key, `path` where it stands in the front matter."""

    store: Store
    field: str
    lang: str
    words: str
    path: Path

    @property
    def limit(self) -> Limit:
        """How long the store lets it be."""
        return self.store.limit(self.field)

    @property
    def length(self) -> int:
        """Its user-perceived characters, without blanks around it."""
        return count(self.words.strip())

    @property
    def weight(self) -> int:
        """Its bytes in UTF-8."""
        return len(self.words.strip().encode("utf-8", "replace"))


def rows(document: Document, block: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows of a block that can be read, with their places."""
    yield from document.rows(block)


def texts(document: Document) -> Iterator[StoreText]:
    """Every text of a document for a store that stores.yml knows."""
    for block, fields in ((LISTING, LISTED), (STORES, SAID)):
        for number, row in rows(document, block):
            store = document.config.stores.get(str(row.get("store") or ""))
            if store is not None:
                lang = str(row.get("locale") or document.lang)
                yield from _texts(store, lang, row, (block, number), fields)


def _texts(store: Store, lang: str, row: Mapping[str, Any], at: Path, fields: tuple[str, ...]) -> Iterator[StoreText]:
    for field in fields:
        words = row.get(field)
        if isinstance(words, str):
            yield StoreText(store, field, lang, words, (*at, field))
        elif isinstance(words, Mapping):
            for code, inner in words.items():
                yield StoreText(store, field, code, inner, (*at, field, code))
    phased = row.get("phased")
    if isinstance(phased, Mapping) and isinstance(phased.get("note"), str):
        yield StoreText(store, "phased_note", lang, phased["note"], (*at, "phased", "note"))


def words_of(keywords: str) -> list[str]:
    """The keywords between commas, as they are written."""
    return [word for word in keywords.replace("，", ",").split(",") if word.strip()]
