"""To say what stands in the way of a move: the check of the document as if it had been made."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from prdkit.advance.move import Made, Move, why
from prdkit.check.finding import Finding
from prdkit.check.registry import Rule
from prdkit.check.run import check
from prdkit.link.site import Site, rejoin
from prdkit.model.sign_offs import SignOffReader
from prdkit.reading.source import read, read_yaml
from prdkit.scaffold.sign_off import void_all

_NO_REASON = "workflow/no-reason"


def gaps(move: Move, made: Made, site: Site, rules: Sequence[Rule]) -> tuple[Site, list[Finding]]:
    """The site after a move, and what is wrong then: in the document, and elsewhere where it was not before.

    On the way ahead, its sign-offs belong to the document: one that has gone stale is no less so for being old.

    Lines are those of the file after the move.
    """
    file = None if move.needs_reason else site.signed(move.document)
    own = {move.document.path, file.path if file else ""}
    after = _without_sign_offs(move, rejoin(site, [read(move.document.path, made.data)]))
    known = Counter(map(_key, check(site, rules)))
    found = obstacles(move)
    for finding in check(after, rules):
        if finding.path in own:
            # The obstacles say how to give the reason; the rule would say how to write it.
            found += [] if finding.rule == _NO_REASON and not move.reason else [finding]
        elif known[_key(finding)]:
            known[_key(finding)] -= 1
        else:
            found.append(finding)
    return after, found


def _without_sign_offs(move: Move, site: Site) -> Site:
    """The site in which nobody's sign-off of the document counts, where the move has it so."""
    file = site.signed(move.document) if move.voids_sign_offs else None
    if file is None:
        return site
    void = void_all(file.source.text.encode(), move.day, why(move))
    made = SignOffReader(site.config).file(read_yaml(file.path, void))
    return replace(site, sign_offs=tuple(made if one is file else one for one in site.sign_offs))


def _key(finding: Finding) -> tuple[str, ...]:
    return finding.path, finding.rule, finding.severity, finding.field, finding.message


def as_it_stands(findings: Iterable[Finding], move: Move, made: Made) -> list[Finding]:
    """Findings with the lines that they have in the file as it stands, before the move."""
    path = move.document.path
    old, new = move.document.source.lines, read(path, made.data).lines
    back = _lines_back(old, new)
    return [replace(f, line=back(f.line), end_line=back(f.end_line)) if f.path == path else f for f in findings]


def _lines_back(old: Sequence[str], new: Sequence[str]) -> Callable[[int], int]:
    """From a line after an edit to the same line before it; a line that came in goes to the one above."""
    lead = _common(old, new)
    tail = _common(old[lead:][::-1], new[lead:][::-1])
    middle = SequenceMatcher(None, old[lead : len(old) - tail], new[lead : len(new) - tail], autojunk=False)
    places: dict[int, int] = {}
    for _, start, end, new_start, new_end in middle.get_opcodes():
        for offset in range(new_end - new_start):
            places[lead + new_start + offset + 1] = lead + max(min(start + offset, end - 1), 0) + 1

    def back(line: int) -> int:
        return line if line <= lead else places.get(line, line - len(new) + len(old))

    return back


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many lines two texts have in common from the first on."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (line, same) in pairs if line != same), min(len(one), len(other)))


def obstacles(move: Move) -> list[Finding]:
    """What is wrong with the move itself: no such way, or no reason given for it."""
    found = []
    if not move.is_allowed:
        found.append(_no_step(move))
    if move.needs_reason and not move.reason:
        message = f"the move from `{move.document.status}` to `{move.to}` asks for a reason"
        hint = 'Say why with `--reason "…"`, and who decided with `--by HANDLE`.'
        found.append(_at_status(move, "history/no-reason", message, hint))
    return found


def _no_step(move: Move) -> Finding:
    status, kind = move.document.status, move.kind
    ways = ", ".join(f"`{name}`" for name in kind.edges(status))
    message = f"no step of a {kind.name} leads from `{status}` to `{move.to}`"
    hint = f"From `{status}` it may go to {ways}." if ways else f"Nothing comes after `{status}`."
    return _at_status(move, "history/no-such-step", message, hint)


def _at_status(move: Move, rule: str, message: str, hint: str) -> Finding:
    document, key = move.document, move.document.key("status")
    span = document.source.span(key)
    url = document.config.rules_url
    return Finding(
        rule=rule,
        severity="error",
        message=message,
        path=document.path,
        line=span.line,
        column=span.column,
        end_line=span.end_line,
        end_column=span.end_column,
        document=document.id,
        field=key,
        hint=hint,
        url=f"{url}{rule}/" if url else "",
    )
