"""To give the search what a page says and none of its markup: headings with their addresses, and text."""

import re
from collections.abc import Callable

_EXCLUDED = "data-search-exclude"
_EXCLUDED_TAG = re.compile(rf"<([a-z][a-z0-9]*)\b[^<>]*\b{_EXCLUDED}\b[^<>]*>")
_HEADING = re.compile(r"<h([1-6])\b[^<>]*?\bid=\"([^\"]*)\"[^<>]*>(.*?)</h\1>", re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink"[^<>]*>.*?</a>')
_INLINE = re.compile(r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|s|span|strong|sub|sup)\b(?:[^<>\"]|\"[^\"]*\")*>")
_QUOTING_TAG = re.compile(r"<(?:[^<>\"]|\"[^\"]*\")*>")
_TAG = re.compile(r"<[a-zA-Z/!][^>]*>")


def of_body(html: str) -> str:
    """The headings and words of a document's rendered text, in which an attribute may hold `>`."""
    return _searchable(_PERMALINK.sub("", html), lambda part: _QUOTING_TAG.sub(" ", _INLINE.sub("", part)))


def of_piece(html: str) -> str:
    """The headings and words of what our templates made, without what is marked `data-search-exclude`."""
    return _searchable(_without_excluded(html), lambda part: _TAG.sub(" ", part))


def _searchable(html: str, strip: Callable[[str], str]) -> str:
    parts, at = [], 0
    for found in _HEADING.finditer(html):
        parts += [_paragraph(strip(html[at : found.start()]))]
        parts += [f'<h{found[1]} id="{found[2]}">{_one_line(strip(found[3]))}</h{found[1]}>']
        at = found.end()
    return "".join((*parts, _paragraph(strip(html[at:]))))


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _paragraph(words: str) -> str:
    line = _one_line(words)
    return f"<p>{line}</p>" if line else ""


def _without_excluded(html: str) -> str:
    parts, at, word = [], 0, html.find(_EXCLUDED)
    while word >= 0:
        start = html.rfind("<", at, word)
        found = _EXCLUDED_TAG.match(html, start) if start >= 0 else None
        if found is not None:
            parts.append(html[at:start])
            at = _end(html, found.end(), found[1])
        word = html.find(_EXCLUDED, max(at, word + 1))
    return "".join((*parts, html[at:]))


def _end(html: str, at: int, tag: str) -> int:
    """The offset after the tag that closes an element opened just before `at`."""
    depth = 1
    for found in re.compile(rf"<(/?){tag}\b[^<>]*>").finditer(html, at):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.end()
    return len(html)
