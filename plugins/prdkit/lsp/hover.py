"""To say in a few lines what is under the cursor."""

import re

from prdkit.config.fields import say
from prdkit.link.addresses import places
from prdkit.link.site import Site
from prdkit.lsp import fields
from prdkit.lsp.completion import front_matter_start, row_name
from prdkit.lsp.spot import spot
from prdkit.lsp.under import named, own_id
from prdkit.model.document import Document, Page
from prdkit.model.sections import name_of
from prdkit.reading.markdown import Heading

_WORD = re.compile(r"[\w.-]*")


def hover(thing: Document | Page, text: str, offset: int, site: Site) -> str:
    """Markdown to show; empty where there is nothing to say."""
    line, column = text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
    found = named(thing, text, line, column, site) or own_id(thing, line, column)
    if found is not None:
        document = site.find(found.target)
        return of_document(document, found.part, found.target) if document is not None else ""
    if not isinstance(thing, Document):
        return ""
    start = front_matter_start(text[:offset])
    if start >= 0:
        return _of_key_or_value(thing, text, start, offset, site)
    return _of_section(thing, line)


def of_document(document: Document, part: str = "", called: str = "") -> str:
    """A document's title, status, owner and days, and what a part of it is called."""
    lang = document.lang
    status = say(document.state.label, lang) or document.status or "?"
    person = document.config.org.people.get(document.owner)
    owner = say(person.label, lang) if person is not None else document.owner
    updated = document.updated.isoformat() if document.updated else ""
    kind = say(document.type.label, lang)
    head = f"**{document.id}** {plain(document.title)}"
    facts = " · ".join(filter(None, (kind, status, plain(owner), updated)))
    former = f"Called {called} before." if called and called != document.id else ""
    return "\n\n".join(filter(None, (head, facts, _part(document, part), former)))


def _part(document: Document, part: str) -> str:
    if not part:
        return ""
    for name, found in places(document):
        if name == part:
            words = found.title if isinstance(found, Heading) else row_name(document, found)
            return f"`#{part}` {plain(words)}".rstrip()
    return f"It has no `#{part}`."


def plain(words: str) -> str:
    """Words of a document as Markdown that shows them and does nothing else."""
    return re.sub(r"([\\`*_{}\[\]<>()#+!|~-])", r"\\\1", " ".join(words.split()))


def _of_key_or_value(document: Document, text: str, start: int, offset: int, site: Site) -> str:
    """What a key is for, or what a value means. The word is read to its end, so that it is known as a whole."""
    end = text.find("\n", offset)
    rest = text[offset : len(text) if end < 0 else end]
    more = _WORD.match(rest)
    whole = offset + (more.end() if more else 0)
    here = spot(text[start:whole])
    lang = document.lang
    if here.is_key:
        field = fields.at(document.type, (*here.path, here.typed), site.config)
        shown = say(field.label, lang) if field is not None and here.typed else ""
        return f"**{here.typed}** {shown}\n\n{fields.about(field, lang)}" if field is not None and here.typed else ""
    word = re.split(r"[,，、]\s*", here.typed)[-1].strip().strip("\"'")
    offers = fields.values(document.type, here.path, site, lang)
    meant = next((offer for offer in offers if offer.word == word), None)
    if meant is None or not (meant.detail or meant.about):
        return ""
    return "\n\n".join(filter(None, (f"**{meant.word}** {meant.detail}", meant.about)))


def _of_section(document: Document, line: int) -> str:
    heading = next((h for h in document.source.outline.headings if h.line == line), None)
    section = document.type.sections.get(name_of(heading, document.type)) if heading is not None else None
    if section is None:
        return ""
    gate = f"Gate {section.gate}" if section.gate else ""
    return "\n\n".join(
        filter(
            None,
            (
                f"**{say(section.label, document.lang)}** `#{section.name}` {gate}".rstrip(),
                say(section.guidance, document.lang),
            ),
        )
    )
