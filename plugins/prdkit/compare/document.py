"""To compare two versions of a document: what its front matter says, what its text says, what it is."""

from collections.abc import Iterator
from dataclasses import dataclass

from prdkit.compare.change import Change, Step, weighed
from prdkit.compare.sections import sections
from prdkit.compare.values import front_matter
from prdkit.compare.wording import Effort
from prdkit.config.fields import Text
from prdkit.model.document import Document
from prdkit.reading.problem import Key


@dataclass(frozen=True)
class Comparison:
    """Everything that differs between two versions of one document, the most important first.

    One of the versions may be absent. `id`, `title` and `path` are those of the new one as far as there is one.
    """

    old: Document | None
    new: Document | None
    changes: tuple[Change, ...]

    @property
    def document(self) -> Document:
        """The newer version that there is."""
        found = self.new or self.old
        if found is None:  # pragma: no cover - there is nothing to compare
            raise ValueError("a comparison of nothing")
        return found

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    @property
    def path(self) -> str:
        """The document's path."""
        return self.document.path

    @property
    def ids(self) -> frozenset[str]:
        """The ids that it has and had."""
        return frozenset(one.id for one in (self.old, self.new) if one)

    @property
    def paths(self) -> frozenset[str]:
        """Where it lies and lay."""
        return frozenset(one.path for one in (self.old, self.new) if one)


def compare(old: Document | None, new: Document | None, more: tuple[Change, ...] = ()) -> Comparison:
    """What differs between two versions of a document; `more` is what else is known to have changed with it."""
    return Comparison(old, new, weighed([*_changes(old, new), *more]))


def _changes(old: Document | None, new: Document | None) -> Iterator[Change]:
    if old is None and new is None:
        return
    if old is None or new is None:
        yield from _come_or_gone(old, new)
        return
    yield from _of_the_whole(old, new)
    effort = Effort()
    yield from front_matter(old, new, effort)
    yield from sections(old, new, effort)


def _come_or_gone(old: Document | None, new: Document | None) -> Iterator[Change]:
    if new is not None:
        yield Change("document", "added", (), new=new.status, line=1)
    elif old is not None:
        yield Change("document", "removed", (), old=old.status, line=1, in_old=True)


def _of_the_whole(old: Document, new: Document) -> Iterator[Change]:
    if old.path != new.path:
        yield Change("document", "renamed", (), old.path, new.path, line=1)
    if old.id != new.id:
        yield _field(new.key("id"), new, old.id, new.id)
    if old.type.name != new.type.name:
        yield _field("type", new, old.type.name, new.type.name)
    if old.status != new.status:
        yield _status(old, new)


def _status(old: Document, new: Document) -> Change:
    key = new.key("status")
    gates, known = new.config.process.gates, bool(old.state.name and new.state.name)
    return Change(
        "status",
        "changed",
        (Step("status", _label(key, new)),),
        old.status,
        new.status,
        line=new.source.span(Key((key,))).line,
        passed=tuple(gate for gate in gates if known and gate in new.passed - old.passed),
        lost=tuple(gate for gate in gates if known and gate in old.passed - new.passed),
    )


def _field(key: str, new: Document, was: str, now: str) -> Change:
    at = new.source.span(Key((key,))).line
    return Change("field", "changed", (Step(key, _label(key, new)),), was, now, new.type.fields.get(key), at)


def _label(key: str, document: Document) -> Text:
    field = document.type.fields.get(key)
    return (field.label if field else "") or key
