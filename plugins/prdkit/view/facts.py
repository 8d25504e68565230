"""To say one field of a document in words: a label and values that a template can link."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from prdkit.blocks.table import Cell, cell_of, is_day
from prdkit.blocks.views import Words
from prdkit.config.fields import Field
from prdkit.link.site import Site
from prdkit.model.document import Document

INVERSE = {"release": ("release", "prds"), "launch": ("launch", "prds"), "launches": ("launch", "releases")}
"""Fields that other documents may state from their side: by field, the other type and its field."""
LABELLED = ("tier",)
"""Fields whose values have words among the labels: `tier.1`."""


SHAPED = frozenset(("any", "datetime", "map", "mapping", "moment", "text", "url"))
"""Types whose values a card shows by their shape, in documents of a type that has a process of its own."""


class Fact(NamedTuple):
    """A labelled value. `kind` says how its values are to be shown: text, person, department, ref, or as `cell`."""

    name: str
    label: str
    kind: str
    values: tuple[str, ...]
    cell: Cell | None = None

    @property
    def text(self) -> str:
        """The values in one line."""
        return ", ".join(self.values)


def fact(document: Document, name: str, site: Site, words: Words) -> Fact:
    """A field of a document in words; without values where the document does not state it."""
    field = document.type.fields.get(name)
    if field is None:
        return Fact(name, name, "text", ())
    value = document.values.get(name)
    if not document.type.common:
        return _own(document, field, site, words)
    values = (words(f"{name}.{value}"),) if name in LABELLED and value else _values(value, field, words)
    if name in INVERSE:
        values = tuple(dict.fromkeys((*values, *stated_by_others(document, name, site))))
        return Fact(name, words.say(field.label), "ref", values)
    return Fact(name, words.say(field.label), _kind(field), values)


def _own(document: Document, field: Field, site: Site, words: Words) -> Fact:
    """A field of a type that has a process of its own: nothing is known of it but what the type declares."""
    label, kind = _label(document, field, words), _kind(field)
    value = document.values.get(field.name)
    if kind == "ref":
        return Fact(field.name, label, kind, tuple(_targets(document, field, site)))
    values = tuple(filter(None, _values(value, field, words)))
    inner = field.items if field.type == "list" and field.items else field
    if kind == "text" and values and inner.type in SHAPED:
        return Fact(field.name, label, "cell", values, cell_of(field, value, words))
    return Fact(field.name, label, kind, values)


def _label(document: Document, field: Field, words: Words) -> str:
    """What a field is called: by its label, else as the document spells it."""
    return words.say(field.label) if field.label != field.name else field.spelt(document.source.values)


def _targets(document: Document, field: Field, site: Site) -> Iterator[str]:
    """What the references of a field lead to: ids, paths of documents whose id another one has, else what it says."""
    for reference in site.references[document.path]:
        if reference.spec is None or reference.spec.type != "ref" or reference.field not in field.spellings:
            continue
        led = site.led(reference)
        yield reference.target if led is None else site.name(led)


def stated_by_others(document: Document, name: str, site: Site) -> tuple[str, ...]:
    """Ids of the documents that name this one in the field that mirrors `name`."""
    kind, mirror = INVERSE[name]
    return tuple(
        other.id
        for other, _ in site.backlinks(document)
        if other.type.name == kind and document.id in (other.values.get(mirror) or ())
    )


def _kind(field: Field) -> str:
    inner = field.items if field.type == "list" and field.items else field
    return inner.type if inner.type in ("person", "department", "ref", "mention", "product") else "text"


def _values(value: Any, field: Field, words: Words) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, list):
        return tuple(v for item in value for v in _values(item, field.items or field, words))
    if field.type == "enum":
        return (words.say(field.values.get(value, value)),)
    if field.type == "product":
        return (words.say(words.config.org.products.get(value, value)),)
    if isinstance(value, bool):
        return (words("value.yes" if value else "value.no"),)
    if isinstance(value, date):
        return (day_or_moment(value),)
    if isinstance(value, dict) and field.type in ("any", "mapping"):
        return tuple(f"{key}: {said}" for key, item in value.items() for said in _values(item, _inner(field), words))
    if isinstance(value, dict) and field.type == "map":
        parts = [" ".join(_values(v, field.fields[k], words)) for k, v in value.items() if k in field.fields]
        return (" – ".join(parts),)
    return (words.say(value),)


def _inner(field: Field) -> Field:
    return field.values_of or Field(field.name)


def day_or_moment(value: date) -> str:
    """A date, or a date and time; midnight of the meridian is how some programs say a day."""
    if not isinstance(value, datetime):
        return value.isoformat()
    return value.date().isoformat() if is_day(value) else value.isoformat(" ", "minutes")
