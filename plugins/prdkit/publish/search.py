"""To give the search what a page says and none of its markup: headings with their addresses, and text."""

import re

_EXCLUDED = re.compile(r"<([a-z][a-z0-9]*)\b[^<>]*\bdata-search-exclude\b[^<>]*>")
_HEADING = re.compile(r"<h([1-6])\b[^<>]*?\bid=\"([^\"]*)\"[^<>]*>(.*?)</h\1>", re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink"[^<>]*>.*?</a>')
_INSIDE_A_LINE = re.compile(
    r"</?(?:a|abbr|b|code|del|em|i|ins|kbd|mark|s|span|strong|sub|sup)\b(?:[^<>\"]|\"[^\"]*\")*>"
)
_TAG = re.compile(r"<(?:[^<>\"]|\"[^\"]*\")*>")
_BLANK = re.compile(r"\s{2,}")


def searchable(html: str) -> str:
    """HTML that holds the headings and the words of `html`, without what is marked `data-search-exclude`.

    Meant for HTML that a parser or our templates wrote, in which a `<` outside quotes is markup.
    """
    kept = _PERMALINK.sub("", _without_excluded(html))
    parts, at = [], 0
    for found in _HEADING.finditer(kept):
        parts += [_paragraph(kept[at : found.start()])]
        parts += [f'<h{found[1]} id="{found[2]}">{_words(found[3])}</h{found[1]}>']
        at = found.end()
    return "".join((*parts, _paragraph(kept[at:])))


def _words(html: str) -> str:
    return _BLANK.sub(" ", _TAG.sub(" ", _INSIDE_A_LINE.sub("", html))).strip()


def _paragraph(html: str) -> str:
    words = _words(html)
    return f"<p>{words}</p>" if words else ""


def _without_excluded(html: str) -> str:
    parts, at = [], 0
    while (found := _EXCLUDED.search(html, at)) is not None:
        parts.append(html[at : found.start()])
        at = _end(html, found.end(), found[1])
    return "".join((*parts, html[at:]))


def _end(html: str, at: int, tag: str) -> int:
    """The offset after the tag that closes an element opened just before `at`."""
    depth = 1
    for found in re.compile(rf"<(/?){tag}\b[^<>]*>").finditer(html, at):
        depth += -1 if found[1] else 1
        if depth == 0:
            return found.end()
    return len(html)
