"""To write a mkdocs.yml for documents that had none."""

from typing import Any, NamedTuple

from prdkit.adopt.lines import Line, comment, entry, written

_THEMES = {"en": "en", "zh-Hans": "zh", "zh-Hant": "zh-TW"}

_JUDGED = {"links": dict.fromkeys(("not_found", "anchors", "absolute_links", "unrecognized_links"), "info")}


class Builder(NamedTuple):
    """The file of the site's builder: its path under the project's folder, its text, the command that reads it."""

    path: str
    text: str
    command: str


def builder(name: str, docs_dir: str, lang: str) -> Builder:
    """The mkdocs.yml of a project. MkDocs wants it, and the site, outside the folder of documents."""
    settings: dict[str, Any] = {
        "theme": {
            "name": "material",
            "language": _THEMES[lang],
            "font": False,
            "features": ["navigation.prune", "toc.follow"],
        },
        "plugins": ["search", {"prd": {"warnings": "info"}}],
        "markdown_extensions": ["footnotes", "tables", "pymdownx.superfences", "pymdownx.tasklist"],
    }
    whole = docs_dir == "."
    lines = [*entry("site_name", name)]
    if whole:
        lines += [comment("The whole repository is documents, so MkDocs wants this file and the site elsewhere.")]
        lines += [*entry("docs_dir", ".."), *entry("site_dir", f"../../{_folder(name)}-site")]
    else:
        lines += entry("docs_dir", docs_dir)
    lines += [
        Line(""),
        comment("Links are judged by `prd check`, whose findings a build tells too."),
        *entry("validation", _JUDGED),
    ]
    for key, value in settings.items():
        lines += [Line(""), *entry(key, value)] if key != "plugins" else [Line(""), *_plugins()]
    path = "site_config/mkdocs.yml" if whole else "mkdocs.yml"
    return Builder(path, written(lines), "mkdocs serve -f site_config/mkdocs.yml" if whole else "mkdocs serve")


def _plugins() -> list[Line]:
    return [
        Line("plugins:"),
        Line("  - search"),
        comment("`mkdocs build --strict` fails on errors alone; without this setting on warnings too.", 2),
        Line("  - prd: {warnings: info}"),
    ]


def _folder(name: str) -> str:
    """A name as that of a folder."""
    return "".join(letter if letter.isalnum() or letter in "-_" else "-" for letter in name).strip("-") or "docs"
