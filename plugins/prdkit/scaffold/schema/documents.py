"""To describe front matter and sign-offs, from the declarations by which they are checked."""

from collections.abc import Mapping

from prdkit.config.config import Config
from prdkit.config.fields import Field, Text, say
from prdkit.config.sign_offs import SignOffTerms
from prdkit.config.types import BlockType, DocumentType
from prdkit.scaffold.schema.settings import with_definitions
from prdkit.scaffold.schema.shapes import SCALAR, Schema, Shapes, choice, nullable, pattern


def words(config: Config) -> dict[str, Mapping[str, Text]]:
    """What each kind of word may be, where the project says so at all."""
    people = {name: person.label for name, person in config.org.people.items()}
    listed = {
        "person": people,
        "department": config.org.departments,
        "product": config.org.products,
        "stage": config.process.stages,
    }
    return {kind: known for kind, known in listed.items() if known}


def sign_offs(terms: SignOffTerms, shapes: Shapes) -> Schema:
    """The schema of the files that hold sign-offs."""
    shapes.strict = True
    return with_definitions(shapes.of(terms.file), shapes.shared)


def front_matter(kind: DocumentType, shapes: Shapes) -> Schema:
    """The schema of what stands between the two lines of `---`."""
    lang = shapes.lang
    shapes.strict = True
    made = shapes.record(kind.fields)
    properties = made["properties"]
    if kind.common:
        properties["type"] |= {"enum": [kind.name]}
        properties["type"].pop("type", None)
    _parts(kind, properties, lang)
    if "profile" in properties:
        known = kind.fields["profile"].values
        profiles = {name: known.get(name, name) for name in kind.profiles}
        properties["profile"] = nullable(_named(kind.fields["profile"], lang) | choice(profiles, lang))
    for name, block in kind.blocks.items():
        properties[name] = {**_about(block, lang), **_without_words(properties[name])}
    if not kind.common:
        _own_spellings(kind, made)
    head = {"title": say(kind.label, lang), "description": say(kind.help, lang)}
    return with_definitions({**{name: text for name, text in head.items() if text}, **made}, shapes.shared)


def _parts(kind: DocumentType, properties: Schema, lang: str) -> None:
    """Describe the keys that hold the status and the id."""
    for key in properties.keys() & {*kind.roles.status.keys}:
        if kind.statuses and key in kind.fields:
            properties[key] = _named(kind.fields[key], lang) | _statuses(kind, lang)
    for key in kind.fields.keys() & {*kind.roles.id.keys}:
        matching = pattern(kind.id_pattern) if kind.id_pattern else {}
        properties[key] = _named(kind.fields[key], lang) | {**SCALAR, **matching}
        properties[key]["examples"] = [kind.id_example] if kind.id_example else []


def _own_spellings(kind: DocumentType, made: Schema) -> None:
    """Let a key stand under any of its spellings, and others too where the type lets them be."""
    properties = made["properties"]
    several = {spec.name: spec.aliases for spec in kind.fields.values() if spec.aliases}
    for name, aliases in several.items():
        properties.update(dict.fromkeys(aliases, properties[name]))
    if "required" in made:
        made["required"] = [name for name in made["required"] if name not in several]
    if kind.unknown_fields:
        made["additionalProperties"] = True


def _statuses(kind: DocumentType, lang: str) -> Schema:
    if kind.roles.status.any_case or kind.roles.status.brackets:
        return {**SCALAR, "examples": [*kind.statuses]}
    spelt = {word: s.label for s in kind.statuses.values() for word in (s.name, *s.aliases)}
    return choice(spelt, lang)


def _named(spec: Field, lang: str) -> Schema:
    said = {"title": say(spec.label, lang), "description": say(spec.help, lang)}
    return {name: text for name, text in said.items() if text}


def _about(block: BlockType, lang: str) -> Schema:
    """A block's name and help; with its example where an editor shows Markdown."""
    help_, example = say(block.help, lang), block.example.rstrip()
    said = {
        "title": say(block.label, lang),
        "description": help_,
        "markdownDescription": f"{help_}\n\n```yaml\n{example}\n```" if help_ and example else "",
    }
    return {name: text for name, text in said.items() if text}


def _without_words(made: Schema) -> Schema:
    return {name: value for name, value in made.items() if name not in ("title", "description")}
