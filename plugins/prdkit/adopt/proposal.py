"""To look at the files of a folder, and to say which types of documents they are."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from prdkit.adopt.bundles import companions
from prdkit.adopt.families import Family, families, home_of, parted
from prdkit.adopt.fields import columns, keeps_order
from prdkit.adopt.gather import Found
from prdkit.adopt.headings import sections
from prdkit.adopt.identity import SHIPPED, Identity, acronym, identity, title_of, type_name
from prdkit.adopt.kind import Kind, Told
from prdkit.adopt.kinds import Known
from prdkit.adopt.metadata import metadata_of
from prdkit.adopt.patterns import patterns
from prdkit.adopt.references import Names, names_of
from prdkit.adopt.roles import mention, other_roles, title_key
from prdkit.adopt.statuses import status_lists, statuses
from prdkit.adopt.templates import hints, is_template, placeholder_patterns, templates_of
from prdkit.reading.source import Source


@dataclass(frozen=True, slots=True)
class Terms:
    """What the check of any project takes for nothing: words for "none" and words to be filled in."""

    none: frozenset[str]
    placeholders: frozenset[str]


@dataclass(frozen=True)
class Seen:
    """What a folder holds: the types, Markdown that is no document, files whose front matter could not be read.

    `home` is the folder that all documents were found in, where it was asked for; their paths begin below it. `called`
    is the title of the README, `spelt` are the words that the repository writes in capitals.
    """

    found: Found
    kinds: tuple[Kind, ...]
    templates: tuple[Source, ...]
    others: tuple[Source, ...]
    lost: tuple[Source, ...]
    lang: str
    called: str
    spelt: frozenset[str]
    home: str
    placeholder_patterns: tuple[str, ...]


def look(found: Found, terms: Terms, *, narrow: bool = False) -> Seen:
    """What the files of a folder are; `narrow` takes the folder inside it that holds all documents, if there is one."""
    templates = tuple(source for source in found.sources if is_template(source))
    called = acronym(found.sources)
    whole = families(found.sources, templates)
    home = home_of(whole) if narrow else ""
    inner = found.below(home)
    kinds = _kinds(_named(whole, called, home), inner, templates, terms, home)
    mine = {f"{home}/{source.path}" if home else source.path: source for k in kinds for source in k.family.sources}
    copied = {source.path for source in templates}
    return Seen(
        inner,
        kinds,
        templates,
        tuple(source for source in found.sources if source.path not in mine and source.path not in copied),
        tuple(source for source in found.sources if source.path in mine and source.is_lost),
        language(list(mine.values())),
        title_of(found.sources),
        _spelt(found, called, kinds),
        home,
        tuple(dict.fromkeys(one for kind in kinds for one in placeholder_patterns(kind.template))),
    )


@dataclass(frozen=True, slots=True)
class _Named:
    """The documents of one type: by what they are told from others, and all documents of that form."""

    told: Told
    part: Family
    whole: Family


def _named(whole: Sequence[Family], called: str, home: str) -> dict[str, _Named]:
    """The types that families are, each by a name of its own; their paths begin below a folder."""
    made: dict[str, _Named] = {}
    for family in whole:
        for key, value, part in parted(family):
            name = _value_name(value, made) or type_name(part, called, made)
            made[name] = _Named(Told(key, value), part.below(home), family.below(home))
    return made


def _value_name(value: str, taken: Mapping[str, object]) -> str:
    word = re.sub(r"[^\w.-]+", "-", value.lower()).strip("-.")[:40]
    return "" if word in taken or word in SHIPPED else word


def _kinds(
    named: Mapping[str, _Named], found: Found, templates: Sequence[Source], terms: Terms, home: str
) -> tuple[Kind, ...]:
    """Everything that the documents of each type have in common."""
    ids = {name: identity(one.part) for name, one in named.items()}
    spoken = {name: mention(found.sources, name, own.ids, numeric="{id:" in own.path) for name, own in ids.items()}
    called = {
        name: names_of(own.ids.values(), own.pattern, spoken[name], _both_ways(named[name].part, home))
        for name, own in ids.items()
    }
    around = _Around(found, templates, ids, spoken, called, status_lists([n.part for n in named.values()]), terms)
    return tuple(_kind(name, one, around) for name, one in named.items())


def _both_ways(family: Family, home: str) -> Iterator[str]:
    """The paths of documents, below their folder and below the project."""
    for source in family.sources:
        yield from (source.path, f"{home}/{source.path}") if home else (source.path,)


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known beside one type: all files, the ids of all types, folders that list names in order.

    `spoken` are patterns by which prose names documents, `called` everything that they are called, both by type.
    """

    found: Found
    templates: Sequence[Source]
    ids: Mapping[str, Identity]
    spoken: Mapping[str, str]
    called: Mapping[str, Names]
    lists: Mapping[str, Sequence[str]]
    terms: Terms


def _kind(name: str, one: _Named, around: _Around) -> Kind:
    """Everything that the documents of one type have in common."""
    own, family = around.ids[name], one.part
    copied = templates_of(family, around.templates)
    known = Known(around.terms.none, around.terms.placeholders, hints(copied), around.called)
    state = statuses(family, around.lists)
    status = state.key if state else ""
    beside = metadata_of(family.sources)
    title = title_key(family, {own.key, status})
    held = columns(family, known, tuple(filter(None, (own.key, status, title, one.told.key))))
    return Kind(
        name=name,
        family=family,
        told=one.told,
        paths=patterns(one.whole, [source.path for source in around.found.sources]),
        metadata=beside,
        template=copied[0] if copied else None,
        identity=own,
        title=title,
        statuses=state,
        roles=other_roles(held, {own.key, title, status}),
        columns=held,
        field_order=keeps_order(family, [column.key for column in held]),
        sections=sections(family, copied, around.terms.placeholders),
        companions=companions(family, around.found.paths, without=beside),
        mention=around.spoken[name],
    )


def language(sources: Sequence[Source]) -> str:
    """The language that most of the text is in."""
    text = "".join(source.body[:4000] for source in sources[:200])
    han = len(re.findall(r"[㐀-䶿一-鿿]", text))
    if han < 0.1 * len(text):
        return "en"
    letters = Counter(text)
    simple, full = (sum(letters[letter] for letter in marks) for marks in ("这为时个来说开关", "這為時個來說開關"))
    return "zh-Hant" if full > simple else "zh-Hans"


def _spelt(found: Found, called: str, kinds: Sequence[Kind]) -> frozenset[str]:
    """Words in capitals: in the names of folders and files, in the title of the README, and where prose names ids."""
    spoken = (word for kind in kinds for word in re.findall(r"^[A-Z]{2,8}\b", kind.mention))
    names = Counter(word for path in found.paths for word in re.findall(r"\b[A-Z]{2,8}\b", path.replace("_", " ")))
    return frozenset((*names, *spoken, *(word.removesuffix("S") for word in names), *([called] if called else [])))
