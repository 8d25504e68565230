"""To write findings for people: place, what is wrong, the line with a caret, the next step."""

from prdkit.check.excerpt import excerpt, safe
from prdkit.check.finding import Finding, counts
from prdkit.check.outcome import Outcome
from prdkit.link.site import Site

_COLOURS = {"error": "31;1", "warning": "33;1", "info": "36;1", "dim": "2", "place": "1", "good": "32;1"}


def write(
    findings: list[Finding], site: Site, *, colour: bool = False, outcome: Outcome | None = None, **_: object
) -> str:
    """Every finding with its line, then how many there are."""
    shown = [_finding(finding, site, colour) for finding in findings]
    return "".join(f"{block}\n" for block in shown) + summary(findings, site, colour=colour, outcome=outcome) + "\n"


def _finding(finding: Finding, site: Site, colour: bool) -> str:
    place = f"{safe(finding.path)}:{finding.line}:{finding.column}"
    severity = _paint(finding.severity, finding.severity, colour)
    lines = [f"{_paint(place, 'place', colour)}: {severity} {finding.rule}", f"  {safe(finding.message)}"]
    lines += _lines(finding, site, colour)
    if finding.hint:
        lines.append(f"  {safe(finding.hint)}")
    return "".join(f"{line}\n" for line in lines)


def _lines(finding: Finding, site: Site, colour: bool) -> list[str]:
    thing = site.by_path.get(finding.path)
    lines = thing.source.lines if thing else []
    if finding.line > len(lines) or not lines[finding.line - 1].strip():
        return []
    line = lines[finding.line - 1]
    end = finding.end_column if finding.end_line == finding.line else len(line) + 1
    words, carets = excerpt(line, finding.column - 1, end - 1)
    number = f"{finding.line:>5}"
    gutter, below = _paint(f"{number} |", "dim", colour), _paint(f"{'':>5} |", "dim", colour)
    indent = carets[: len(carets) - len(carets.lstrip())]
    return [f"{gutter} {safe(words)}", f"{below} {indent}{_paint(carets.lstrip(), finding.severity, colour)}"]


def summary(findings: list[Finding], site: Site, *, colour: bool = False, outcome: Outcome | None = None) -> str:
    """One line with the counts, then what does not count."""
    documents = _count(len(site.documents), "document")
    beside = f" ({held_back(outcome)})" if outcome is not None and held_back(outcome) else ""
    if not findings:
        return f"{documents}: {_paint('nothing to report', 'good', colour)}{beside}"
    by_level = counts(findings).items()
    parts = (_paint(_count(number, level), level, colour and number > 0) for level, number in by_level)
    return f"{documents}: {', '.join(parts)}{beside}"


def held_back(outcome: Outcome) -> str:
    """How many findings do not count, and why."""
    waived, known = len(outcome.waived), len(outcome.known)
    told = [f"{waived} waived" if waived else "", f"{known} known from the baseline" if known else ""]
    return ", ".join(filter(None, told))


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _paint(text: str, style: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[style]}m{text}\x1b[0m" if colour else text
