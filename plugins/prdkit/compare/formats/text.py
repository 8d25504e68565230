"""To write what differs for a person at a terminal."""

from collections.abc import Sequence

from prdkit.blocks.views import Words
from prdkit.check.excerpt import safe
from prdkit.compare.change import Change
from prdkit.compare.document import Comparison
from prdkit.compare.listing import Scope, by_group, listing
from prdkit.compare.saying import Saying

_SIGNS = {"added": "+", "removed": "-", "moved": "~", "changed": "~", "reordered": "~", "renamed": "~", "stale": "!"}
_COLOURS = {"+": "32", "-": "31", "~": "33", "!": "31;1", "head": "1", "dim": "2"}


def write(
    compared: Sequence[Comparison],
    words: Words,
    scope: Scope,
    *,
    limit: int = 0,
    colour: bool = False,
    **_: object,
) -> str:
    """Every document with its changes by group; then, where room was short, how to see the rest."""
    shown = listing(compared, words, lambda saying, change: _line(saying, change, colour=False), limit, head=8)
    lines: list[str] = []
    for comparison, changes in shown.documents:
        saying = Saying(comparison, words)
        head = f"{comparison.id} {comparison.document.title}"
        lines.append(f"{_paint(safe(head), 'head', colour)}  {_paint(safe(comparison.path), 'dim', colour)}")
        for group, found in by_group(changes):
            lines.append(f"  {words(f'diff.group.{group}')}")
            lines += [_line(saying, change, colour=colour) for change in found]
        lines.append("")
    if shown.left_out:
        rest = scope.rest_url or scope.command
        lines.append(safe(words("diff.left_out", count=shown.left_out, documents=shown.left_in, rest=rest)))
    elif not compared:
        lines.append(words("diff.none"))
    return "\n".join(lines).rstrip("\n") + "\n"


def _line(saying: Saying, change: Change, *, colour: bool) -> str:
    sign = _SIGNS[change.act]
    told = f"{sign} {safe(saying.where(change))}{safe(_what(saying, change))}"
    line = saying.words("diff.old_line" if change.in_old else "diff.line", line=change.line) if change.line else ""
    excerpt = f"\n        {safe(_excerpt(change))}" if change.wording and change.wording.excerpt else ""
    place = f"  {_paint(f'[{line}]', 'dim', colour)}" if line else ""
    return f"    {_paint(told, sign, colour)}{place}{excerpt}"


def _what(saying: Saying, change: Change) -> str:
    old, new, note = saying.old(change), saying.new(change), saying.note(change)
    tail = f" ({note})" if note else ""
    if change.wording is not None:
        return tail
    if change.act in ("added", "removed"):
        value = new or old
        return f": {value}{tail}" if value else tail
    if change.act == "reordered":
        return f": {saying.words('diff.reordered')} {new}"
    if change.act == "stale":
        return f": {saying.words('diff.stale')} {new}"
    return f": {old or '–'} → {new or '–'}{tail}"


def _excerpt(change: Change) -> str:
    """The words that came and went, marked without colours."""
    marks = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
    pieces = change.wording.excerpt if change.wording else ()
    return "".join(f"{' ' * piece.gap}{marks[piece.act][0]}{piece.text}{marks[piece.act][1]}" for piece in pieces)


def _paint(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if colour and text else text
