"""To let through only the HTML that a document may hold, with Ammonia's allowlist parser."""

import re
from typing import Any

import nh3

_EXTRA_TAGS = {
    "input",
    "label",
    "picture",
    "section",
    "svg",
    "path",
    "g",
    "circle",
    "rect",
    "line",
    "polyline",
    "polygon",
    "tfoot",
    "audio",
    "video",
    "source",
}
_TAGS = (nh3.ALLOWED_TAGS | _EXTRA_TAGS) - {"map", "area"}
_ANYWHERE = {"id", "class", "title", "lang", "dir", "role"}
_ATTRIBUTES = {
    **nh3.ALLOWED_ATTRIBUTES,
    "*": _ANYWHERE,
    "a": {"href", "hreflang", "name"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "align", "loading"},
    "input": {"type", "checked", "disabled", "name"},
    "label": {"for"},
    "td": {"align", "colspan", "rowspan", "style"},
    "th": {"align", "colspan", "rowspan", "scope", "style"},
    "svg": {"viewbox", "viewBox", "xmlns", "width", "height"},
    "path": {"d"},
    "audio": {"src", "controls"},
    "video": {"src", "controls", "width", "height"},
    "source": {"src", "type"},
}
_LOADED = frozenset(("src",))
_REMOTE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20]")
"""What browsers drop from an address before they look at it."""
_INPUTS = frozenset(("checkbox", "radio"))


def _filter(tag: str, name: str, value: str) -> str | None:
    """Refuse what steers the theme's scripts, and what would load from elsewhere."""
    if name in ("id", "name", "for") and value.startswith("__"):
        return value if tag in ("input", "label") and value.startswith("__tabbed_") else None
    if name in _LOADED and _REMOTE.match(_IGNORED.sub("", value)):
        return None
    if name == "type" and tag == "input" and value not in _INPUTS:
        return None
    if name.startswith("data-md-"):
        return None
    return value


# What `_filter` could object to, in any spelling of an attribute's value; calling it for every attribute takes long.
_SUSPECTS = ("__", "src", "input", "data-md-", "&#", "&lowbar", "&underbar")
_LIMITS: dict[str, Any] = {
    "tags": _TAGS,
    "attributes": _ATTRIBUTES,
    "generic_attribute_prefixes": {"aria-", "data-"},
    "url_schemes": {"http", "https", "mailto", "tel"},
    "link_rel": None,
    "filter_style_properties": {"text-align"},
}
_PAGE = nh3.Cleaner(attribute_filter=_filter, **_LIMITS)
_PLAIN_PAGE = nh3.Cleaner(**_LIMITS)
_CELL = nh3.Cleaner(
    tags={"a", "em", "strong", "code", "del", "br", "span"},
    attributes={"a": {"href", "title", "class"}, "span": {"class"}},
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
)


def page(html: str) -> str:
    """The HTML of a rendered document without scripts, handlers, frames, forms, styles and remote loads."""
    folded = html.lower()
    cleaner = _PAGE if any(word in folded for word in _SUSPECTS) else _PLAIN_PAGE
    return cleaner.clean(html)


def cell(html: str) -> str:
    """The HTML of one table cell: links, emphasis and code, nothing else."""
    return _CELL.clean(html)
