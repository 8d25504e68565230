"""To write findings as Markdown for a job's summary or a comment on a change: short, and safe to show."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from prdkit.check.excerpt import safe
from prdkit.check.finding import Finding, counts
from prdkit.check.formats.text import held_back
from prdkit.check.outcome import Outcome
from prdkit.link.site import Site

MOST = 60_000
"""Characters: a comment on GitHub holds 65,536, which is the least of those that matter."""

_LONGEST = 500
"""Characters of one message: a document may say more than a page holds, and others have their say too."""

_ICONS = {"error": "🔴", "warning": "🟡", "info": "🔵"}
_CODE = re.compile(r"`([^`]*)`")
_LINKS_ITSELF = re.compile(r"(?<![\w&])([@#!~%$:](?=[\w\"{]))|(?<=\w)([@#!](?=\w))|(?<=[a-zA-Z])(?=://|\.\w)")
_SIGNS = re.compile(r"([\\`*_\[\]()|~])")


def write(findings: list[Finding], site: Site, *, outcome: Outcome | None = None, **_: object) -> str:
    """Counts, then a table for each file, as many as there is room for; the rest is counted."""
    head = f"### prd check: {_verdict(findings, site)}\n"
    beside = held_back(outcome) if outcome is not None else ""
    parts = [head, *([f"\nNot counted: {beside}.\n"] if beside else [])]
    room = MOST - sum(map(len, parts)) - 200
    shown = 0
    for path, alike in _by_path(findings).items():
        table, number = _table(path, alike, site, room)
        if number:
            parts.append(table)
            room -= len(table)
            shown += number
    if shown < len(findings):
        parts.append(f"\n… and {_count(len(findings) - shown, 'finding')} more. `prd check` lists them all.\n")
    return "".join(parts)


def _verdict(findings: Sequence[Finding], site: Site) -> str:
    documents = _count(len(site.documents), "document")
    if not findings:
        return f"{documents}, nothing to report"
    by_level = counts(list(findings)).items()
    return f"{documents}, " + ", ".join(_count(number, level) for level, number in by_level)


def _by_path(findings: Sequence[Finding]) -> dict[str, list[Finding]]:
    """The findings by file, files with errors first."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.path, []).append(finding)
    order = {"error": 0, "warning": 1, "info": 2}
    return dict(sorted(found.items(), key=lambda pair: (min(order[f.severity] for f in pair[1]), pair[0])))


def _table(path: str, findings: Sequence[Finding], site: Site, room: int) -> tuple[str, int]:
    """The table of one file, with as many rows as fit, and how many that are."""
    thing = site.by_path.get(path)
    title = getattr(thing, "title", "")
    head = (
        f"\n**{code(path)}**{' ' + text(title) if title else ''}\n\n| Line | | Finding | Rule |\n|---:|---|---|---|\n"
    )
    rows: list[str] = []
    left = room - len(head)
    for row in _rows(findings):
        left -= len(row)
        if left < 0:
            break
        rows.append(row)
    return head + "".join(rows), len(rows)


def _rows(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        said = text(finding.message) + (f"<br>{text(finding.hint)}" if finding.hint else "")
        rule = f"[{code(finding.rule)}](<{finding.url}>)" if finding.url else code(finding.rule)
        yield f"| {finding.line} | {_ICONS[finding.severity]} {finding.severity} | {said} | {rule} |\n"


def text(words: str) -> str:
    """A message as Markdown: values in backticks become code, all else is words and nothing but words."""
    parts = _CODE.split(_short(words))
    return "".join(code(part) if number % 2 else _plain(part) for number, part in enumerate(parts))


def code(words: str) -> str:
    """Words as HTML code, in which a host links no names and no numbers; a bar would end the table's cell."""
    return f"<code>{_SIGNS.sub(_entity, escape(_short(words)))}</code>"


def _short(words: str) -> str:
    """Words on one line, cut where nobody reads on."""
    return safe(words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…")


def _plain(words: str) -> str:
    """Words without markup, mentions of people, references to issues, or addresses that link themselves."""
    tamed = _LINKS_ITSELF.sub(lambda found: f"{found[0]}\N{WORD JOINER}", words)
    return _SIGNS.sub(_entity, escape(tamed))


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"
