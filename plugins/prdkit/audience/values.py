"""To go through the values of a front matter and leave out what readers may not see, as the fields say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from prdkit.audience.team import Team
from prdkit.audience.telling import Telling
from prdkit.config.audiences import note_reaches, reaches
from prdkit.config.fields import LANGUAGES, Field
from prdkit.link.items import read_item
from prdkit.link.references import Reference
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.model.narrowing import hidden_keys
from prdkit.reading.commas import items
from prdkit.reading.yaml import Quoted, Value

_GONE: Any = object()
"""What takes the place of a value that is left out."""
_ADDRESSED = "audience"
"""The key by which a row says who may read it."""
_HELD_BY_WORDS = frozenset(("person", "department", "product", "ref"))


@dataclass(frozen=True)
class Narrowing:
    """To leave out of values what is narrower: fields, rows, references to documents that are not shown."""

    whole: Site
    kept: frozenset[str]
    team: Team
    readers: str

    def of(self, document: Document) -> dict[str, Value]:
        """The front matter of a document without what is narrower, names of documents in sentences still in it."""
        away = hidden_keys(document, self.readers)
        fields = {name: spec for name, spec in document.type.fields.items() if name not in away}
        walk = _Walk(self, document)
        return walk.keys(document.source.values, fields, names=document.type.names)

    def rows(self, document: Document, block: str, rows: list[dict[str, Any]]) -> list[Value]:
        """Some rows of a block, which is that of a document that may not be shown itself."""
        told = _Walk(self, document).value(rows, document.type.blocks[block].field)
        return [] if told is _GONE else list(told)

    def leads(self, word: str, spec: Field, holder: Document) -> bool:
        """Whether a reference may stand: it leads to a document that is shown, or to an address elsewhere."""
        item = read_item(word, spec, holder.path, holder.config.prefix)
        first = spec.types or (holder.type.name,)
        reference = Reference(item.target, item.anchor, (), spec=spec, ways=item.ways, kinds=first)
        found = self.whole.led(reference)
        if found is not None:
            return found.path in self.kept
        return spec.external and bool(item.ways) and all(way == "url" for way, _ in item.ways)


@dataclass(frozen=True)
class _Walk:
    narrowing: Narrowing
    document: Document

    def keys(
        self, raw: Any, fields: Mapping[str, Field], *, names: Mapping[str, str] | None = None
    ) -> dict[str, Value]:
        """The keys of a mapping that are fields, without what may not be seen."""
        spelt = names or {alias: name for name, spec in fields.items() for alias in spec.aliases}
        made: dict[str, Value] = {}
        for key, value in raw.items():
            spec = fields.get(spelt.get(key, key))
            if spec is not None and (told := self.value(value, spec)) is not _GONE:
                made[key] = told
        return made

    def value(self, raw: Any, spec: Field) -> Any:
        """A value, or `_GONE`."""
        if spec.audience and not reaches(spec.audience, self.narrowing.readers):
            return _GONE
        if raw is None:
            return None
        if spec.type == "use":
            return self.value(raw, self.document.config.definitions[spec.of])
        if spec.any_of:
            return self._any_of(raw, spec)
        if spec.type == "list":
            return self._list(raw, spec)
        if isinstance(raw, dict):
            return self._held(raw, spec)
        if isinstance(raw, list):
            return _some([one for one in (self.value(x, spec) for x in raw) if one is not _GONE], raw)
        return self._word(raw, spec)

    def _any_of(self, raw: Any, spec: Field) -> Any:
        """The value as the strictest of several fields leaves it: what one of them takes away is gone."""
        fitting = [one for one in spec.any_of if _may_be(raw, one)]
        for one in fitting or spec.any_of:
            raw = self.value(raw, one)
            if raw is _GONE:
                return _GONE
        return raw

    def _list(self, raw: Any, spec: Field) -> Any:
        item = spec.items
        if isinstance(raw, str):
            raw = [one.text for one in items(raw)] if spec.split else [raw]
        rows = raw if isinstance(raw, list) else [raw]
        if item is None:
            return rows
        told = (self._row(row, item) for row in rows)
        return _some(_once([one for one in told if one is not _GONE], item), rows)

    def _row(self, row: Any, spec: Field) -> Any:
        if isinstance(row, dict) and spec.type == "map" and not self._is_for_readers(row, spec):
            return _GONE
        told = self.value(row, spec)
        lost = isinstance(row, dict) and isinstance(told, dict) and any(self._lost(row, told, spec))
        return _GONE if lost else told

    def _lost(self, row: Mapping[str, Any], told: Mapping[str, Any], spec: Field) -> Iterator[bool]:
        """Whether a row spoke of a document that is not shown, by a reference that it cannot do without."""
        for key in row.keys() - told.keys():
            field = spec.below(key)
            yield field is not None and field.type == "ref" and field.required

    def _is_for_readers(self, row: Mapping[str, Any], spec: Field) -> bool:
        """Whether a row is for the readers, where it says for whom."""
        field = spec.fields.get(_ADDRESSED)
        if field is None or field.type not in ("enum", "list"):
            return True
        values = field.values or (field.items.values if field.items is not None else {})
        if "internal" not in values:
            return True
        said = row.get(_ADDRESSED) or ("user" if "user" in values else "public")
        several = said if isinstance(said, list) else [one.text for one in items(str(said))]
        return any(note_reaches(str(one), self.narrowing.readers) for one in several)

    def _held(self, raw: dict[str, Any], spec: Field) -> Any:
        if spec.type == "map" or (spec.fields and spec.type != "mapping"):
            return _some(self.keys(raw, spec.fields), raw)
        if spec.type == "mapping":
            return _some(self._pairs(raw, spec), raw)
        return raw if spec.type in ("any", "raw", "localized", "text") else _GONE

    def _pairs(self, raw: dict[str, Any], spec: Field) -> dict[str, Value]:
        made: dict[str, Value] = {}
        for key, value in raw.items():
            name = self._word(key, spec.keys) if spec.keys is not None else key
            told = self.value(value, spec.values_of) if spec.values_of is not None else value
            if name is not _GONE and told is not _GONE:
                made.setdefault(str(name), told)
        return made

    def _word(self, raw: Any, spec: Field) -> Any:
        """A word as it stands, or the role that stands for a person."""
        word = str(raw).strip()
        if spec.type == "ref":
            return raw if self.narrowing.leads(word, spec, self.document) else _GONE
        if spec.type == "person":
            return self.narrowing.team.person(word)
        if spec.type == "department":
            return self.narrowing.team.department(word)
        if spec.type == "product":
            return self.narrowing.team.product(word) or _GONE
        return raw


def _may_be(raw: Any, spec: Field) -> bool:
    """Whether a value has the shape of a field."""
    if isinstance(raw, dict):
        return spec.type in ("map", "mapping", "localized", "any", "use")
    if isinstance(raw, list):
        return spec.type in ("list", "any", "use")
    return spec.type not in ("map", "mapping")


def _once(rows: list[Any], item: Field) -> list[Any]:
    """Rows without repeats, where several people or departments have become one role."""
    return list(dict.fromkeys(rows)) if item.type in _HELD_BY_WORDS and all(isinstance(r, str) for r in rows) else rows


def _some(made: Any, given: Any) -> Any:
    """What is left, `_GONE` where something was there and nothing is any more."""
    return _GONE if given and not made else made


@dataclass(frozen=True)
class Wording:
    """To say the sentences of values to readers, and to take the files along that values name."""

    telling: Telling

    def of(self, values: Mapping[str, Value], kind: Mapping[str, Field], holder: str, lang: str) -> dict[str, Value]:
        """Front matter in which no name stands that readers may not know."""
        told = {}
        for key, value in values.items():
            told[self.telling.plain(key, lang)] = self._told(value, kind.get(key), holder, lang)
        return told

    def _told(self, value: Value, spec: Field | None, holder: str, lang: str) -> Value:
        if isinstance(value, dict):
            return {self.telling.plain(k, lang): self._below(k, v, spec, holder, lang) for k, v in value.items()}
        if isinstance(value, list):
            inner = spec.items if spec is not None and spec.items is not None else spec
            return [self._told(one, inner, holder, lang) for one in value]
        return self._said(value, spec, holder, lang) if isinstance(value, str) else value

    def _below(self, key: str, value: Value, spec: Field | None, holder: str, lang: str) -> Value:
        """A value below a key; text in several languages is said in each of them."""
        inner = spec.below(key) if spec is not None and spec.fields else spec.values_of if spec is not None else None
        return self._told(value, inner, holder, key if key in LANGUAGES else lang)

    def _said(self, value: str, spec: Field | None, holder: str, lang: str) -> str:
        if spec is not None and spec.type in _HELD_BY_WORDS:
            return value
        if spec is not None and spec.type == "url":
            return "" if self.telling.names.holds(value) else value
        self.telling.ways.named_file(value.strip(), holder)
        said = self.telling.words(value, holder, lang)
        return Quoted(said) if isinstance(value, Quoted) and said is not value else said
