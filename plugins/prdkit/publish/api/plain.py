"""To turn the values of documents into what JSON knows, the same bytes each time."""

import json
import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from prdkit.config.fields import LANGUAGES, Text, say


def plain(value: Any) -> Any:
    """A value as JSON: days and moments by ISO 8601, everything else as it is; what did not fit is left out."""
    if isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value if one is not None]
    return None if value is None else str(value)


def labels(text: Text) -> dict[str, str]:
    """Words of the configuration in every language of the product."""
    return {lang: say(text, lang) for lang in LANGUAGES}


def by_language(text: Any, lang: str) -> dict[str, str]:
    """Words of a document by the languages that they are given in; those of `lang` where it names none."""
    if isinstance(text, Mapping):
        return {str(key): str(words) for key, words in text.items() if words}
    return {lang: str(text)} if text else {}


def dump(value: Mapping[str, Any]) -> bytes:
    """Compact JSON in UTF-8, with a line end behind it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return f"{text}\n".encode("utf-8", "replace")
