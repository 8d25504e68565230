"""To insert sections and to put them into another order; takes a file's bytes and gives its new bytes.

Fences, comments and front matter stay what they are: the file is read again, and where headings or hidden
stretches would come out otherwise than asked, `Unsafe` is raised.
"""

from collections import Counter
from collections.abc import Sequence

from prdkit.edit.splices import Kept, Splice, Unsafe, spliced
from prdkit.reading.markdown import Flavour, Heading, Outline, outline
from prdkit.reading.source import Source, read


def insert_section(
    data: bytes, heading: str, text: str, before: int | None = None, *, flavour: Flavour = "python"
) -> bytes:
    """The file with one more section: its heading line and what stands below, with blank lines around.

    `before` is the index of the heading that it comes before; without one it comes last.
    """
    source = _readable(data, flavour)
    outlined = source.outline
    added = f"{heading}\n\n{text}" if text else heading
    offset = len(source.body) if before is None else outlined.headings[before].start
    place = _start(source) + offset
    above, below = _gap(source.text[:place], source.body[:offset]), "\n" if before is None else "\n\n"
    made = spliced(data, [Splice(place, place, f"{above}{added}{below}")])
    headings = list(map(_told, outlined.headings))
    inner = outline(f"{added}\n", flavour=flavour)
    at = len(headings) if before is None else before
    expected = [*headings[:at], *map(_told, inner.headings), *headings[at:]]
    return _verified(source, made, expected, _hidden(outlined) + _hidden(inner))


def arrange_sections(data: bytes, starts: Sequence[int], order: Sequence[int], *, flavour: Flavour = "python") -> bytes:
    """The file with its sections in another order.

    `starts` are the indexes of headings at which the sections begin, in the order they stand in; each reaches to
    the next. `order` says which of them comes first, second and so on. What stands above the first one stays, and
    so do the blank lines between sections.
    """
    source = _readable(data, flavour)
    outlined = source.outline
    if outlined.open_fence or outlined.open_tag:
        line = outlined.open_fence or outlined.open_tag
        raise Unsafe(f"something is left open on line {line}, so nobody can tell where sections end", "Close it first.")
    offsets = [outlined.headings[start].start for start in starts]
    ends = [*offsets[1:], len(source.body)]
    divided = [_divided(source.body, start, end) for start, end in zip(offsets, ends, strict=True)]
    texts, blanks = [text for text, _ in divided], [blank for _, blank in divided]
    first = _start(source)
    parts: list[str | Kept] = []
    for place, number in enumerate(order):
        blank = blanks[place]
        is_enough = place in (number, len(order) - 1) or "\n\n" in source.body[blank.start : blank.end]
        parts += [_moved(texts[number], first), _moved(blank, first) if is_enough else "\n\n"]
    made = spliced(data, [Splice(first + offsets[0], len(source.text), tuple(parts))])
    return _verified(source, made, _arranged(outlined.headings, starts, order), _hidden(outlined))


def _arranged(headings: Sequence[Heading], starts: Sequence[int], order: Sequence[int]) -> list[tuple[int, str, str]]:
    ends = [*starts[1:], len(headings)]
    groups = [headings[start:end] for start, end in zip(starts, ends, strict=True)]
    return [_told(h) for h in (*headings[: starts[0]], *(h for number in order for h in groups[number]))]


def _readable(data: bytes, flavour: Flavour) -> Source:
    source = read("", data).written_in(flavour)
    if source.is_lost or not source.has_front_matter:
        raise Unsafe("the file could not be read", "`prd check` says what is wrong with it.")
    return source


def _start(source: Source) -> int:
    """Where the body begins in the text, of which it is the end."""
    return len(source.text) - len(source.body)


def _gap(text: str, body: str) -> str:
    """What makes a blank line between what stands above, to the end of some body, and what is put below it."""
    if not text.endswith("\n"):
        return "\n\n"
    return "" if body.endswith("\n\n") or (body and not body.strip("\n")) else "\n"


def _divided(body: str, start: int, end: int) -> tuple[Kept, Kept]:
    """A section, and the blank lines behind it."""
    words = body.find("\n", start + len(body[start:end].rstrip()), end)
    middle = end if words < 0 else words
    return Kept(start, middle), Kept(middle, end)


def _moved(kept: Kept, by: int) -> Kept:
    return Kept(kept.start + by, kept.end + by)


def _told(heading: Heading) -> tuple[int, str, str]:
    return heading.level, heading.title, heading.anchor


def _hidden(outlined: Outline) -> Counter[str]:
    return Counter(outlined.body[start:end].strip() for start, end in outlined.hidden)


def _verified(source: Source, made: bytes, headings: Sequence[tuple[int, str, str]], hidden: Counter[str]) -> bytes:
    after = read("", made).written_in(source.flavour)
    same = after.front_matter == source.front_matter and after.body_line == source.body_line
    told = [_told(heading) for heading in after.outline.headings]
    if not same or told != list(headings) or _hidden(after.outline) != hidden:
        raise Unsafe(
            "code, comments or HTML of this text reach over its sections, so that moving one would change another",
            "Make the change by hand.",
        )
    return made
