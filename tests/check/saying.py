"""To write down what a rule says of a document, in tests."""

from collections.abc import Mapping

from prdkit.testing import DEFAULT_PATH, findings, prd

Said = list[tuple[int, str]]


def of_files(files: Mapping[str, str | bytes], *rules: str) -> Said:
    """Line and message of everything that rules find in files."""
    return [(finding.line, finding.message) for finding in findings(files, *rules)]


def of_prd(rule: str, front_matter: str = "", body: str | None = None, **over: object) -> Said:
    """Line and message of what a rule finds in the default PRD with other keys; `front_matter` counts from 1."""
    text = prd(front_matter, body, **over)
    above = text[: text.index(front_matter)].count("\n") if front_matter else 0
    return [(line - above, message) for line, message in of_files({DEFAULT_PATH: text}, rule)]


def in_body(rule: str, body: str, front_matter: str = "", **over: object) -> Said:
    """The same for a body, whose lines count from 1."""
    text = prd(front_matter, body, **over)
    above = text[: len(text) - len(body)].count("\n")
    return [(line - above, message) for line, message in of_files({DEFAULT_PATH: text}, rule)]


def hints(rule: str, front_matter: str = "", body: str | None = None, **over: object) -> list[str]:
    """The next steps that a rule gives for the default PRD with other keys."""
    return [found.hint for found in findings({DEFAULT_PATH: prd(front_matter, body, **over)}, rule)]


def other(identity: str = "PRD-2026-002", front_matter: str = "", **over: object) -> dict[str, str | bytes]:
    """A second document, a draft PRD unless told otherwise, as a file of its own."""
    given = {"title": "Referral", "status": "draft", "owner": "pm.lead", "created": "2026-05-04", **over}
    lines = "\n".join(f"{key}: {value}" for key, value in {"id": identity, **given}.items() if value is not None)
    folder = {"P": "prds", "L": "launches", "R": "releases"}[identity[0]]
    return {f"{folder}/{identity}.md": f"---\n{lines}\n{front_matter}\n---\n"}


def beside(
    front_matter: str = "", *others: Mapping[str, str | bytes], body: str | None = None, **over: object
) -> dict[str, str | bytes]:
    """The default PRD with other keys, and other files beside it."""
    files: dict[str, str | bytes] = {DEFAULT_PATH: prd(front_matter, body, **over)}
    for more in others:
        files |= more
    return files
