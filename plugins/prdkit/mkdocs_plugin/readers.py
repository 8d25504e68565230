"""To make MkDocs build a site for partners or the public: with no file, page or way that is not theirs."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from prdkit.audience.shown import Shown
from prdkit.config.audiences import AUDIENCES, least_shown

VARIABLE = "PRD_AUDIENCE"
_SNIPPETS = "pymdownx.snippets"
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+?)["']?\s*\)|@import\s+["']([^"']+)["']""")


def chosen(setting: str) -> str:
    """For whom the site is made: of the setting and the environment, the one that shows less."""
    told = os.environ.get(VARIABLE, "").strip() or AUDIENCES[0]
    if told not in AUDIENCES:
        raise PluginError(f"{VARIABLE} is `{told}`, which is none of {', '.join(AUDIENCES)}")
    return least_shown(setting, told)


def fit(config: MkDocsConfig, *, source_links: bool) -> None:
    """Take from MkDocs' settings what would lead to sources, or bring the text of other files into pages."""
    if not source_links:
        config.edit_uri = config.edit_uri_template = None
    if _SNIPPETS in config.markdown_extensions:
        config.markdown_extensions.remove(_SNIPPETS)
        config.mdx_configs.pop(_SNIPPETS, None)


def leave_out(files: Files, shown: Shown, config: MkDocsConfig) -> None:
    """Take every file out of the build that readers may not see: what nothing shown is or leads to."""
    below = shown.site.config.below
    kept = {below(path) for path in (*shown.site.by_path, *shown.files)}
    kept |= _looks(files, config)
    home = Path(config.docs_dir)
    for file in list(files):
        own = not file.generated_by and (not file.abs_src_path or Path(file.abs_src_path).is_relative_to(home))
        if own and file.src_uri not in kept:
            files.remove(file)


def _looks(files: Files, config: MkDocsConfig) -> set[str]:
    """The files that settings name for how the site looks: style sheets with what they load, scripts, the logo."""
    theme = (config.theme[name] for name in ("logo", "favicon") if name in config.theme)
    named = [str(one) for one in (*config.extra_css, *config.extra_javascript, *theme) if one]
    found: set[str] = set()
    waiting = [normpath(name) for name in named]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _loaded(files.get_file_from_path(name))
    return found


def _loaded(file: File | None) -> Iterator[str]:
    if file is None or not file.src_uri.endswith(".css") or not file.abs_src_path:
        return
    text = Path(file.abs_src_path).read_text(encoding="utf-8", errors="replace")
    for found in _CSS_URL.finditer(text):
        way = re.split("[?#]", found[1] or found[2], maxsplit=1)[0]
        if way and not re.match(r"[a-z]+:|/", way):
            yield normpath(join(dirname(file.src_uri), way))


def prune(nav: Any, files: Files) -> Any:
    """A navigation without entries that lead to pages that are not there, and without sections that had no others."""
    if isinstance(nav, list):
        return [kept for kept in (prune(one, files) for one in nav) if kept not in (None, [], {})]
    if isinstance(nav, dict):
        told = {title: prune(one, files) for title, one in nav.items()}
        return {title: one for title, one in told.items() if one not in (None, [], {})}
    if isinstance(nav, str) and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", nav):
        return nav if files.get_file_from_path(normpath(nav.strip("/"))) is not None else None
    return nav


def refuse_dirty(readers: str, *, dirty: bool) -> None:
    """A dirty build leaves in its folder whatever an earlier build for others put there."""
    if dirty and readers != AUDIENCES[0]:
        raise PluginError(f"a build for `{readers}` readers cannot be `--dirty`: what stood there before would stay")
