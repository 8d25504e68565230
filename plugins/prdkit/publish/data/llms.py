"""To give language models and tools the documents as Markdown: `llms.txt`, and a file beside each page."""

from collections.abc import Iterator
from itertools import groupby
from urllib.parse import quote

from prdkit.blocks.views import Words
from prdkit.config.fields import LANGUAGES
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.publish.data_files import DataFile, Place
from prdkit.publish.markdown.document import document_text
from prdkit.publish.markdown.words import plain
from prdkit.render.links import inner_path, named


def files(site: Site, words: Words, place: Place) -> Iterator[DataFile]:
    """A file for each document, at the path of its source, and the list of all."""
    known = {inner_path(site, document.path): document for document in site.documents}
    spoken = {lang: Words(site.config, lang) for lang in LANGUAGES}
    kept = {path: document for path, document in known.items() if path.endswith(".md") and place.address(path)}
    for path, document in kept.items():
        text = document_text(document, site, spoken[document.lang], has=kept.__contains__)
        yield DataFile(path, text.encode("utf-8", "replace"))
    yield DataFile("llms.txt", _list(kept, words, place).encode("utf-8", "replace"))


def _list(kept: dict[str, Document], words: Words, place: Place) -> str:
    """As llmstxt.org wants it: a title, a sentence in a quote, and sections of links."""
    lines = [f"# {place.name or words('llms.title')}", "", f"> {words('llms.summary')}", ""]
    ordered = sorted(kept.items(), key=lambda pair: (pair[1].type.name, pair[1].id, pair[0]))
    for _, group in groupby(ordered, key=lambda pair: pair[1].type.name):
        listed = list(group)
        lines += [f"## {plain(words.say(listed[0][1].type.plural))}", ""]
        for path, document in listed:
            status = words.say(document.state.label) or document.status
            lines.append(
                f"- [{plain(named(document))}]({place.url}{quote(path)})" + (f": {plain(status)}" if status else "")
            )
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"
