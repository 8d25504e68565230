"""To find the field that a place in the front matter is filled by, and what may stand there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from prdkit.config.config import Config
from prdkit.config.fields import LANGUAGES, Field, Text, say
from prdkit.config.types import DocumentType
from prdkit.link.site import Site
from prdkit.reading.problem import Path


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that may be written: what is put in, what is shown beside it, and what it means."""

    word: str
    detail: str = ""
    about: str = ""
    put: str = ""
    kind: str = "value"


def top(kind: DocumentType) -> Field:
    """The front matter of a type as one field."""
    return Field("front matter", "map", fields=kind.fields)


def at(kind: DocumentType, path: Path, config: Config) -> Field | None:
    """The field of the value at a path, None where the type knows none."""
    found: Field | None = top(kind)
    for step in path:
        found = _below(_meant(found, config), step)
        if found is None:
            return None
    return _meant(found, config)


def _meant(field: Field | None, config: Config) -> Field | None:
    return config.definitions.get(field.of) if field is not None and field.type == "use" else field


def _below(field: Field | None, step: str | int) -> Field | None:
    if field is None:
        return None
    if field.any_of:
        return next((found for one in field.any_of if (found := _below(one, step)) is not None), None)
    if field.type == "list":
        # A list may be written as one value: its keys are then those of the item.
        return field.items if isinstance(step, int) else _below(field.items, step)
    if field.type == "map":
        return field.below(str(step))
    if field.type == "mapping":
        return field.values_of
    return Field(str(step), "text") if field.type == "localized" and step in LANGUAGES else None


def keys(field: Field | None, present: Iterable[str], config: Config, lang: str) -> Iterator[Offer]:
    """The keys that a mapping may still hold, required ones first."""
    if field is not None and field.type == "list":
        field = _meant(field.items, config)
    if field is None:
        return
    there = set(present)
    if field.type == "mapping" and field.keys is not None:
        for offer in _words(field.keys.type, config, lang):
            if offer.word not in there:
                yield Offer(offer.word, offer.detail, offer.about, f"{offer.word}: ", "key")
    elif field.type == "localized":
        yield from (Offer(name, put=f"{name}: ", kind="key") for name in LANGUAGES if name not in there)
    elif field.type == "map":
        missing = [spec for spec in field.fields.values() if there.isdisjoint(spec.spellings)]
        for spec in sorted(missing, key=lambda spec: not spec.required):
            yield Offer(spec.name, say(spec.label, lang), about(spec, lang), f"{spec.name}: ", "key")


def about(spec: Field, lang: str) -> str:
    """A field in words: what it is for, of what kind, whether it must be there."""
    kind = {"use": spec.of}.get(spec.type, spec.type)
    facts = [f"`{kind}`", "required" if spec.required else "", f"e.g. `{spec.example}`" if _plain(spec.example) else ""]
    values = ", ".join(f"`{value}`" for value in spec.values)
    return "\n\n".join(filter(None, (say(spec.help, lang), " · ".join(filter(None, facts)), values)))


def _plain(example: object) -> bool:
    return isinstance(example, (str, int, float)) and not isinstance(example, bool) and "\n" not in str(example)


def values(kind: DocumentType, path: Path, site: Site, lang: str, status: str = "") -> Iterator[Offer]:
    """What the value at a path may be."""
    config = site.config
    if path == ("type",):
        yield from (Offer(t.name, say(t.label, lang), say(t.help, lang)) for t in config.types.values())
    elif path in [(key,) for key in kind.roles.status.keys] and kind.statuses:
        yield from _statuses(kind, status, lang)
    elif path == ("profile",):
        known = kind.fields["profile"].values if "profile" in kind.fields else {}
        yield from (Offer(name, say(known.get(name, name), lang)) for name in kind.profiles)
    else:
        field = at(kind, path, config)
        while field is not None and field.type == "list":
            field = _meant(field.items, config)
        if field is not None:
            yield from _of_field(field, site, lang)


def _of_field(field: Field, site: Site, lang: str) -> Iterator[Offer]:
    if field.any_of:
        for one in field.any_of:
            yield from _of_field(one, site, lang)
    elif field.type == "enum":
        yield from (Offer(value, _beside(label, value, lang)) for value, label in field.values.items())
    elif field.type == "bool":
        yield from (Offer(word) for word in ("true", "false"))
    elif field.type == "language":
        yield from map(Offer, LANGUAGES)
    elif field.type in ("ref", "mention"):
        yield from ids(site, field.types)
    else:
        yield from _words(field.type, site.config, lang)


def _words(kind: str, config: Config, lang: str) -> Iterator[Offer]:
    """People, departments, products and stages."""
    if kind == "person":
        for handle, person in config.org.people.items():
            if person.active:
                yield Offer(handle, _beside(person.label, handle, lang), config.department(person.dept, lang))
        return
    listed: Mapping[str, Mapping[str, Text]] = {
        "department": config.org.departments,
        "product": config.org.products,
        "stage": config.process.stages,
    }
    yield from (Offer(name, _beside(label, name, lang)) for name, label in listed.get(kind, {}).items())


def _beside(label: Text, word: str, lang: str) -> str:
    words = say(label, lang)
    return words if words != word else ""


def _statuses(kind: DocumentType, status: str, lang: str) -> Iterator[Offer]:
    """All statuses, those first that a document in `status` may go to."""
    ahead = [name for name in kind.edges(status) if name in kind.statuses]
    for name in dict.fromkeys((*ahead, *kind.statuses)):
        state = kind.statuses[name]
        yield Offer(name, say(state.label, lang), f"Gate {state.gate}" if state.gate else "")


def ids(site: Site, types: Iterable[str] = ()) -> Iterator[Offer]:
    """The documents of some types, or all, by id."""
    wanted = set(types)
    for document in sorted(site.by_id.values(), key=lambda d: d.id):
        if document.has_id and (not wanted or document.type.name in wanted):
            state = say(document.state.label, document.lang) or document.status
            yield Offer(document.id, document.title, " · ".join(filter(None, (state, document.owner))), kind="document")
