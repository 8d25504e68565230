"""To write what differs as Markdown, for a comment on a pull request or the summary of a job.

What documents say is only words there: no markup, no mention of a person, no reference to an issue.
"""

import re
from collections.abc import Sequence

from prdkit.blocks.views import Words
from prdkit.check.excerpt import safe
from prdkit.compare.change import Change
from prdkit.compare.document import Comparison
from prdkit.compare.listing import FOOT, Scope, by_group, listing
from prdkit.compare.saying import Saying

LIMIT = 60_000
"""Characters written unless told otherwise: GitHub takes 65,536 in a comment."""
_MARKUP = re.compile(r"[\\`*_\[\]|~$]|^[-+#=:]")
_NUMBERED = re.compile(r"^(\d+)([.)])(?=\s|$)")
_CALLS = re.compile(
    r"([@#!%&~])(?=[\w\"'])|(?<=\w)([@])|\b([A-Za-z][A-Za-z0-9+.-]*:)(?=//)|\b(www)(?=\.)", re.IGNORECASE
)
_JOINER = "\u2060"


def words_only(text: str) -> str:
    """A text as Markdown that shows it and does nothing: a word joiner parts what would call somebody or link."""
    joined = _CALLS.sub(lambda found: f"{found[0]}{_JOINER}", safe(text))
    escaped = joined.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _NUMBERED.sub(r"\1\\\2", _MARKUP.sub(lambda found: f"\\{found[0]}", escaped))


def write(compared: Sequence[Comparison], words: Words, scope: Scope, *, limit: int | None = None, **_: object) -> str:
    """A heading, then every document with its changes by group; what does not fit is counted and named."""
    room = LIMIT if limit is None else limit
    shown = listing(compared, words, _entry, room, head=24)
    lines = [f"## {words('diff.title')}", "", _compared(words, scope, compared)]
    for comparison, changes in shown.documents:
        saying = Saying(comparison, words)
        lines += ["", f"### {words_only(comparison.id)} {words_only(comparison.document.title)}"]
        for group, found in by_group(changes):
            lines += ["", f"**{words_only(words(f'diff.group.{group}'))}**", ""]
            lines += [_entry(saying, change) for change in found]
    if shown.left_out:
        told = words("diff.left_out", count=shown.left_out, documents=shown.left_in, rest="\0")
        lines += ["", words_only(told).replace("␀", _rest(scope, words))]
    return "\n".join(lines) + "\n"


def _compared(words: Words, scope: Scope, compared: Sequence[Comparison]) -> str:
    if not compared:
        return words("diff.none")
    count = sum(len(one.changes) for one in compared)
    told = words("diff.compared", old="\0", new="\1", count=count, documents=len(compared))
    return words_only(told).replace("␀", _code(scope.old)).replace("␁", _code(scope.new or words("diff.working_tree")))


def _rest(scope: Scope, words: Words) -> str:
    if scope.rest_url:
        address = re.sub(r"[^\w:/?#@!$&'*+,;=%~.-]", lambda found: f"%{ord(found[0][0]):02X}", scope.rest_url)
        return f"[{words('diff.rest')}]({address})"
    return _code(scope.command)


def _code(text: str) -> str:
    """A text as code, whatever backticks it holds; names of branches may."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest else ""
    return f"{fence}{pad}{safe(text)[: FOOT // 4]}{pad}{fence}"


def _entry(saying: Saying, change: Change) -> str:
    where = words_only(saying.where(change))
    return f"- {_what(saying, change, where)}"


def _what(saying: Saying, change: Change, where: str) -> str:
    words = saying.words
    old, new = words_only(saying.old(change)), words_only(saying.new(change))
    note = saying.note(change)
    tail = f" ({words_only(note)})" if note else ""
    if change.wording is not None:
        act = f" {words(f'diff.act.{change.act}')}" if change.act != "changed" else ""
        excerpt = f"<br>{_excerpt(change)}" if change.wording.excerpt else ""
        return f"{where}{act}{tail}{excerpt}"
    if change.act in ("added", "removed"):
        value = f": {new or old}" if new or old else ""
        return f"**{words(f'diff.act.{change.act}')}** {where}{value}{tail}"
    if change.act in ("reordered", "stale"):
        return f"{where}: {words_only(words(f'diff.{change.act}'))} **{new}**{tail}"
    return f"{where}: {old or '–'} → **{new}**{tail}" if new else f"{where}: {old} → –{tail}"


def _excerpt(change: Change) -> str:
    tags = {"same": ("", ""), "removed": ("<del>", "</del>"), "added": ("<ins>", "</ins>")}
    pieces = change.wording.excerpt if change.wording else ()
    said = (f"{' ' * piece.gap}{tags[piece.act][0]}{words_only(piece.text)}{tags[piece.act][1]}" for piece in pieces)
    return "".join(said).strip()
