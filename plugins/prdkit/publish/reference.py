"""To print the manual's reference from the declarations: a page for every rule, type and block."""

from collections.abc import Iterator
from itertools import groupby

from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.view.page import PageView
from prdkit.view.reference import block_view, rule_view, type_view


def reference_pages(site: Site, words: Words, folder: str) -> Iterator[PageView]:
    """The reference below a folder of docs_dir."""
    yield from _rules(words, f"{folder}/rules")
    yield from _types(site, words, f"{folder}/types")
    yield from _blocks(site, words, f"{folder}/blocks")


def _rules(words: Words, folder: str) -> Iterator[PageView]:
    families = [
        (family, tuple(rule_view(rule, words) for rule in group))
        for family, group in groupby(all_rules(), key=lambda rule: rule.family)
    ]
    toc = tuple((2, family, family) for family, _ in families)
    yield PageView(f"{folder}/index.md", words("reference.rules"), "pages/rules.html.j2", families, toc)
    toc = tuple((2, name, words(f"reference.{name}")) for name in ("why", "bad", "good"))
    for _, rules in families:
        for rule in rules:
            yield PageView(f"{folder}/{rule.name}.md", rule.name, "pages/rule.html.j2", rule, toc)


def _types(site: Site, words: Words, folder: str) -> Iterator[PageView]:
    views = [type_view(kind, words) for kind in site.config.types.values()]
    yield PageView(f"{folder}/index.md", words("reference.types"), "pages/types.html.j2", views)
    for view in views:
        empty = {"statuses": not view.statuses, "sections": not view.sections, "blocks": not view.blocks}
        heads = [name for name in ("statuses", "sections", "fields", "blocks") if not empty.get(name)]
        toc = tuple((2, name, words(f"reference.{name}")) for name in heads)
        title = f"{view.label} ({view.type.name})"
        yield PageView(f"{folder}/{view.type.name}.md", title, "pages/type.html.j2", view, toc)


def _blocks(site: Site, words: Words, folder: str) -> Iterator[PageView]:
    views = [block_view(block, site.config.types, words) for block in site.config.blocks.values()]
    if not any(kind.common for kind in site.config.types.values()):
        views = [view for view in views if view.types]
    if not views:
        return
    yield PageView(f"{folder}/index.md", words("reference.blocks"), "pages/blocks.html.j2", views)
    toc = tuple((2, name, words(f"reference.{name}")) for name in ("fields", "example"))
    for view in views:
        title = f"{view.label} ({view.block.name})"
        yield PageView(f"{folder}/{view.block.name}.md", title, "pages/block.html.j2", view, toc)
