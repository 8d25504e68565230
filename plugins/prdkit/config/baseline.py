"""To read the file of findings that were known on the day a repository began to be checked."""

import json
import re
from dataclasses import dataclass
from typing import Any

FINGERPRINT = "prdkitFinding/v1"
"""How the fingerprints of findings are made. Another recipe is another version: old ones then match nothing."""

_FIELDS = {"rule": str, "severity": str, "document": str, "fingerprint": str, "count": int, "message": str}
_SEVERITIES = ("info", "warning", "error")
_MOST_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding that was known: `count` of the same, at most as heavy as `severity`, from `line` of the file."""

    rule: str
    severity: str
    document: str
    fingerprint: str
    count: int
    message: str
    line: int = 1

    def outweighs(self, severity: str) -> bool:
        """Whether a finding of some severity is no heavier than the one that was known."""
        return _SEVERITIES.index(severity) <= _SEVERITIES.index(self.severity)


@dataclass(frozen=True)
class Baseline:
    """The entries of a baseline file; `path` is how people are told of it."""

    path: str
    entries: tuple[Entry, ...]


class BadBaseline(Exception):
    """The file is no baseline; carries line, what is wrong and the next step."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line
        self.message = message
        self.hint = "Write it again with `prd check --write-baseline FILE`."


def parse(path: str, data: bytes) -> Baseline:
    """The baseline in the bytes of a file. Raises BadBaseline."""
    if len(data) > _MOST_BYTES:
        raise BadBaseline(1, f"the baseline has {len(data):,} bytes; the limit is {_MOST_BYTES:,}")
    try:
        text = data.decode("utf-8")
        whole = json.loads(text)
    except UnicodeDecodeError:
        raise BadBaseline(1, "the baseline is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise BadBaseline(error.lineno, f"the baseline is not JSON ({error.msg})") from None
    except (RecursionError, ValueError):
        raise BadBaseline(1, "the baseline is not JSON that can be read") from None
    return Baseline(path, tuple(_entries(whole, text)))


def _entries(whole: Any, text: str) -> list[Entry]:
    if not isinstance(whole, dict) or not isinstance(whole.get("findings"), list):
        raise BadBaseline(1, "the baseline has no list `findings`")
    if whole.get("version") != 1 or whole.get("fingerprint") != FINGERPRINT:
        told = f"version {whole.get('version')}, fingerprints `{whole.get('fingerprint')}`"
        raise BadBaseline(1, f"the baseline was written by another prdkit ({told})")
    lines = {found[1]: text.count("\n", 0, found.start()) + 1 for found in _PRINT.finditer(text)} if whole else {}
    return [_entry(raw, lines) for raw in whole["findings"]]


_PRINT = re.compile(r'"fingerprint":\s*"([0-9a-f]+)"')


def _entry(raw: Any, lines: dict[str, int]) -> Entry:
    for name, kind in _FIELDS.items():
        value = raw.get(name) if isinstance(raw, dict) else None
        if type(value) is not kind:
            line = lines.get(str(raw.get("fingerprint")), 1) if isinstance(raw, dict) else 1
            raise BadBaseline(line, f"a finding of the baseline has no `{name}`")
    if raw["severity"] not in _SEVERITIES or raw["count"] < 1:
        raise BadBaseline(lines.get(raw["fingerprint"], 1), "a finding of the baseline has no right severity or count")
    return Entry(**{name: raw[name] for name in _FIELDS}, line=lines.get(raw["fingerprint"], 1))
