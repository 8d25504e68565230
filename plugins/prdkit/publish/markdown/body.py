"""To walk through the Markdown of an author, and to write it so that nothing but Markdown's own rules are needed."""

import re
from collections.abc import Callable, Iterator

from prdkit.publish.markdown.words import Writing

_FENCE = re.compile(r"[ \t>]*(?P<fence>`{3,}|~{3,})")
_HEADING = re.compile(r"(?P<words>#{1,6}[ \t].*?)[ \t]*\{(?P<attributes>[^{}]*)\}[ \t]*#*$")
_SETEXT = re.compile(r"(?P<words>[^#|>\s].*?)[ \t]+\{(?P<attributes>[ \t]*#[^{}]*)\}$")
_ID = re.compile(r"(?:^|[\s:])#([\w.:-]+)")
_MARK = re.compile("\ue000([^\ue001]*)\ue001")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


def written(text: str, writing: Writing, piece: Callable[[str], str], place: Callable[[str], str]) -> str:
    """A composed text: marks give way to pieces, ids to links, attributes of headings to places before them.

    What an author opened and never closed ends before a mark: no author can write one.
    """
    lines = list(_lines(text.split("\n"), writing, piece, place))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _lines(
    lines: list[str], writing: Writing, piece: Callable[[str], str], place: Callable[[str], str]
) -> Iterator[str]:
    fence, comment = "", False
    for line in lines:
        opened = _FENCE.match(line)
        if "\ue000" in line:
            yield from (fence,) if fence else ()
            fence, comment = "", False
        if fence:
            closes = opened and opened["fence"].startswith(fence) and not line[opened.end() :].strip()
            fence = "" if closes else fence
            yield line
            continue
        if comment:
            _, ends, rest = line.partition("-->")
            comment = not ends
            yield rest
            continue
        if opened:
            fence = opened["fence"]
            yield line
            continue
        line = _COMMENT.sub("", line) if "<!--" in line else line
        if "<!--" in line and "`" not in line:
            line, comment = line.partition("<!--")[0], True
        yield from _line(line, writing, piece, place)


def _line(line: str, writing: Writing, piece: Callable[[str], str], place: Callable[[str], str]) -> Iterator[str]:
    if "\ue000" in line:
        yield _MARK.sub(lambda found: piece(found[1]), line)
        return
    heading = (_HEADING.match(line) or _SETEXT.match(line)) if line.endswith(("}", "#")) else None
    if heading is not None:
        named = _ID.search(heading["attributes"])
        yield from (place(named[1]), "") if named and place(named[1]) else ()
        line = heading["words"]
    yield writing.mentions(line)
