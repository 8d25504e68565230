"""To hold the plugin's settings, and to fit MkDocs' own to what documents need."""

import re
from typing import Any

import rjieba
from mkdocs.config import config_options as c
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from pymdownx.slugs import slugify
from pymdownx.superfences import fence_code_format

from prdkit.config.audiences import AUDIENCES

SEPARATOR = r"[\s\u200b\u3000\-、。，．？！；：（）《》〈〉「」『』【】“”‘’…·,.!?;:()/|]+"
_PYTHON = ("attr_list", "pymdownx.superfences")
_GITHUB = ("pymdownx.superfences", "tables", "footnotes", "pymdownx.magiclink", "pymdownx.tasklist", "pymdownx.tilde")
_LANGUAGES = {"zh": "zh-Hans", "zh-CN": "zh-Hans", "zh-Hans": "zh-Hans"} | dict.fromkeys(
    ("zh-TW", "zh-HK", "zh-Hant", "zh-tw", "zh-hant"), "zh-Hant"
)


class Settings(Config):
    """`plugins: [prd: {…}]` of mkdocs.yml. What concerns documents stands in site_config instead."""

    audience = c.Choice(AUDIENCES, default="internal")
    """For whom the site is made; `PRD_AUDIENCE` may say so too, and the one that shows less holds."""
    source_links = c.Type(bool, default=False)
    """Whether a site that is not for insiders leads to the sources of its pages."""
    warnings = c.Choice(("warn", "info"), default="warn")
    """How the check's warnings are logged: `info` keeps them from failing a strict build."""
    reference = c.Optional(c.Type(str))
    """Folder under docs_dir for generated pages of every rule, type and block; none when absent."""
    documents_in_nav = c.Type(bool, default=False)
    """Whether a navigation that MkDocs makes by itself lists every document."""
    history = c.Type(bool, default=True)
    """Whether git is asked for the past of documents: time in each status, changes since they were signed."""
    api = c.Type(bool, default=True)
    """Whether the site holds what its documents say as JSON for programs, below `api/`."""
    llms = c.Type(bool, default=True)
    """Whether the site holds its documents as Markdown for language models, with `llms.txt` that lists them."""


def language(config: MkDocsConfig) -> str:
    """The site's language as the product knows it, from the theme's."""
    told = ""
    if "language" in config.theme:
        told = str(config.theme["language"])
    return _LANGUAGES.get(told, "en")


def add_extensions(config: MkDocsConfig, *own: Any, github: bool = False) -> None:
    """Turn on the Markdown extensions that document pages are made with; settings of the user stay.

    GitHub knows no attribute lists: `## The {{on}} modifier` is a heading there.
    Snippets may come from the documents' folder alone, and never from the network.
    """
    for name in _GITHUB if github else _PYTHON:
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
    config.markdown_extensions.extend(own)
    if github:
        config.mdx_configs.setdefault("pymdownx.tilde", {}).setdefault("subscript", False)
    fences = config.mdx_configs.setdefault("pymdownx.superfences", {}).setdefault("custom_fences", [])
    if not any(fence.get("name") == "mermaid" for fence in fences):
        fences.append({"name": "mermaid", "class": "mermaid", "format": fence_code_format})
    if "pymdownx.snippets" in config.markdown_extensions:
        snippets = config.mdx_configs.setdefault("pymdownx.snippets", {})
        snippets.setdefault("base_path", [config.docs_dir])
        snippets.setdefault("restrict_base_path", True)
        snippets["url_download"] = False
    config.mdx_configs.setdefault("toc", {}).setdefault("slugify", slugify(case="lower"))
    config.mdx_configs.setdefault("tables", {}).setdefault("use_align_attribute", True)


_HAN = re.compile(
    "[\u2e80-\u2fdf\u3005\u3007\u3021-\u3029\u3038-\u303b\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)


def segment_faster(config: MkDocsConfig) -> None:
    """Let jieba-rs find Chinese words for Material's search: the same dictionary, some thirty times as fast.

    Where the user gave dictionaries of their own, Material's own segmentation stays.
    """
    for name, plugin in config.plugins.items():
        index: Any = getattr(plugin, "search_index", None)
        own = any(plugin.config.get(key) for key in ("jieba_dict", "jieba_dict_user"))
        if name.endswith("search") and hasattr(index, "_segment_chinese") and not own:
            index._segment_chinese = _segment


def _segment(text: str) -> str:
    """Chinese words set apart by zero-width spaces, as Material's separator expects them."""
    return _HAN.sub(lambda found: "\u200b" + "\u200b".join(rjieba.cut(found[0])) + "\u200b", text).strip("\u200b")


def prepare_search(config: MkDocsConfig) -> None:
    """Split words where Chinese segmentation marks them, unless the user chose a separator."""
    for name, plugin in config.plugins.items():
        if name.endswith("search") and "separator" in plugin.config and not plugin.config["separator"]:
            plugin.config["separator"] = SEPARATOR
