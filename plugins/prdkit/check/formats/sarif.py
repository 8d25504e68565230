"""To write findings as SARIF 2.1.0 (OASIS), which code hosts take for their list of code problems."""

import json
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from prdkit import __version__
from prdkit.check.finding import Finding
from prdkit.check.fingerprint import VERSION, fingerprints
from prdkit.check.registry import Example, Rule
from prdkit.link.site import Site

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def write(findings: list[Finding], site: Site, *, rules: Sequence[Rule] = (), base: str = "", **_: object) -> str:
    """One run with the pages of all `rules`; paths are relative to the repository, the project at `base`."""
    places = {rule.name: index for index, rule in enumerate(rules)}
    known = fingerprints(findings, site)
    driver = {
        "name": "prdkit",
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [_rule(rule, site.config.rules_url) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the repository."}}},
        "results": [_result(finding, places, base, known[finding]) for finding in findings],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    written = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    return written.encode("utf-8", "replace").decode("utf-8")


def _rule(rule: Rule, rules_url: str) -> dict[str, Any]:
    page = rule.page
    shown = [("Bad", page.bad), ("Good", page.good)]
    text = "\n\n".join(filter(None, (page.why, *(_plain(title, examples) for title, examples in shown))))
    markdown = "\n\n".join(filter(None, (page.why, *(_fenced(title, examples) for title, examples in shown))))
    made: dict[str, Any] = {
        "id": rule.name,
        "name": "".join(word.capitalize() for word in rule.name.replace("/", "-").split("-")),
        "shortDescription": {"text": page.summary},
        "fullDescription": {"text": f"{page.summary} {' '.join(page.why.split())}".strip()},
        "help": {"text": text or page.summary, "markdown": markdown or page.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [rule.family]} | ({"gate": rule.gate} if rule.gate else {}),
    }
    return made | ({"helpUri": f"{rules_url}{rule.name}/"} if rules_url else {})


def _plain(title: str, examples: Sequence[Example]) -> str:
    return "\n\n".join(f"{title}:\n\n{example.text.rstrip()}" for example in examples)


def _fenced(title: str, examples: Sequence[Example]) -> str:
    def fence(example: Example) -> str:
        language = example.language.split(" ")[0]
        return f"**{title}**\n\n````{language}\n{example.text.rstrip()}\n````"

    return "\n\n".join(map(fence, examples))


def _result(finding: Finding, places: dict[str, int], base: str, fingerprint: str) -> dict[str, Any]:
    region = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": finding.end_line,
        "endColumn": finding.end_column,
    }
    uri = quote(str(PurePosixPath(base, finding.path)), errors="surrogateescape")
    place = {"artifactLocation": {"uri": uri, "uriBaseId": "%SRCROOT%"}, "region": region}
    message = f"{finding.message}\n{finding.hint}" if finding.hint else finding.message
    made: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {VERSION: fingerprint},
    }
    return made | ({"ruleIndex": places[finding.rule]} if finding.rule in places else {})
