"""To print the manual's reference from the declarations: a page for every rule, type and block."""

from collections.abc import Iterator
from itertools import groupby

from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.view.page import PageView


def reference_pages(site: Site, words: Words, folder: str) -> Iterator[PageView]:
    """The reference below a folder of docs_dir."""
    rules = all_rules()
    families = [(family, tuple(group)) for family, group in groupby(rules, key=lambda r: r.family)]
    toc = tuple((2, family, family) for family, _ in families)
    yield PageView(f"{folder}/rules/index.md", words("reference.rules"), "pages/rules.html.j2", families, toc)
    for rule in rules:
        toc = (
            (2, "why", words("reference.why")),
            (2, "bad", words("reference.bad")),
            (2, "good", words("reference.good")),
        )
        yield PageView(f"{folder}/rules/{rule.name}.md", rule.name, "pages/rule.html.j2", rule, toc)
    types = tuple(site.config.types.values())
    yield PageView(f"{folder}/types/index.md", words("reference.types"), "pages/types.html.j2", types)
    for kind in types:
        title = f"{words.say(kind.label)} ({kind.name})"
        heads = ("statuses", "sections", "fields", "blocks")
        toc = tuple((2, name, words(f"reference.{name}")) for name in heads)
        data = {"type": kind, "process": site.config.process}
        yield PageView(f"{folder}/types/{kind.name}.md", title, "pages/type.html.j2", data, toc)
    blocks = tuple(site.config.blocks.values())
    yield PageView(f"{folder}/blocks/index.md", words("reference.blocks"), "pages/blocks.html.j2", blocks)
    for block in blocks:
        title = f"{words.say(block.label)} ({block.name})"
        yield PageView(f"{folder}/blocks/{block.name}.md", title, "pages/block.html.j2", block)
