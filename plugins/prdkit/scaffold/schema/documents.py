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
    properties["type"] |= {"enum": [kind.name]}
    properties["type"].pop("type", None)
    properties["status"] = _named(kind.fields["status"], lang) | _statuses(kind, lang)
    properties["id"] = _named(kind.fields["id"], lang) | {**SCALAR, **pattern(kind.id_pattern)}
    properties["id"]["examples"] = [kind.id_example] if kind.id_example else []
    if "profile" in properties:
        known = kind.fields["profile"].values
        profiles = {name: known.get(name, name) for name in kind.profiles}
        properties["profile"] = nullable(_named(kind.fields["profile"], lang) | choice(profiles, lang))
    for name, block in kind.blocks.items():
        properties[name] = {**_about(block, lang), **_without_words(properties[name])}
    head = {"title": say(kind.label, lang), "description": say(kind.help, lang)}
    return with_definitions({**{name: text for name, text in head.items() if text}, **made}, shapes.shared)


def _statuses(kind: DocumentType, lang: str) -> Schema:
    return choice({name: status.label for name, status in kind.statuses.items()}, lang)


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
