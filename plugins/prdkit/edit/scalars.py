"""To spell values as YAML that every reader takes for the same text."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

import yaml as pyyaml

from prdkit.reading import yaml

New: TypeAlias = "str | bool | int | float | date | Sequence[New] | Mapping[str, New] | None"
"""What may be written. Text is put in quotes where a reader could take it for something else."""

_STRANGE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_AMBIGUOUS = frozenset(("y", "n", "yes", "no", "on", "off", "true", "false", "null", "none", "~", ""))
_NUMERIC = re.compile(r"[-+.]?\d[\d_.,:xobeE+-]*")
_TEXT_TAG = "tag:yaml.org,2002:str"


def spell(value: New, quote: str = "") -> str:
    """A value on one line, fit for block and flow style; text keeps to a kind of quote where one is given."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float, date)):
        return value.isoformat() if isinstance(value, date) else str(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{spell_key(key)}: {spell(item)}" for key, item in value.items()) + "}"
    if not isinstance(value, str):
        return "[" + ", ".join(spell(item) for item in value) + "]"
    if quote == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    return value if not quote and _is_plain(value) and _is_text_to_all(value) else quoted(value)


def spell_key(key: str, quote: str = "") -> str:
    """A key; words such as `on` stand bare, since our reader and the documents have them so."""
    if quote == "'" and key.isprintable():
        return "'" + key.replace("'", "''") + "'"
    return key if not quote and _is_plain(key) and ":" not in key else quoted(key)


def quoted(text: str) -> str:
    """A text in double quotes, on one line, with escapes for what cannot stand in a file."""
    return _STRANGE.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False))


def as_read(value: New) -> yaml.Value:
    """What our reader gives back for a value that was written."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: as_read(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [as_read(item) for item in value]
    return spell(value)


def _is_plain(text: str) -> bool:
    """Whether our reader gives a text back that stands without quotes, in a block and between brackets."""
    if not text.isprintable() or text != text.strip() or "\\" in text[:1]:
        return False
    return all(_reads_as(text, around) for around in ("k: {}\n", "[{}]\n", "{{k: {}}}\n"))


def _reads_as(text: str, around: str) -> bool:
    made = around.format(text)
    try:
        value, problems = yaml.construct(yaml.compose(made), made)
    except yaml.Unparsable:
        return False
    inner: Any = value
    found = inner[0] if isinstance(inner, list) and len(inner) == 1 else inner.get("k") if _is_one(inner) else None
    return not problems and type(found) is str and found == text


def _is_one(value: Any) -> bool:
    return isinstance(value, dict) and len(value) == 1


def _is_text_to_all(text: str) -> bool:
    """Whether YAML 1.1 and 1.2 both take it for text: no number, date, version, truth or nothing."""
    if text.lower() in _AMBIGUOUS or _NUMERIC.fullmatch(text):
        return False
    resolver: Any = pyyaml.SafeLoader("")
    return bool(resolver.resolve(pyyaml.ScalarNode, text, (True, False)) == _TEXT_TAG)
