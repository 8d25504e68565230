"""To say a duration such as `30d` in the words of a language."""

import re

from prdkit.blocks.views import Words

_DURATION = re.compile(r"(?P<count>\d+(?:\.\d+)?)\s*(?P<unit>\D*)")
_UNITS = {
    "ms": "milliseconds",
    "s": "seconds",
    "": "minutes",
    "m": "minutes",
    "min": "minutes",
    "分钟": "minutes",
    "h": "hours",
    "小时": "hours",
    "d": "days",
    "天": "days",
    "w": "weeks",
    "mo": "months",
    "个月": "months",
    "y": "years",
}


def duration(text: str, words: Words) -> str:
    """`30d` as `30 days`; text that is no duration stays as it is."""
    found = _DURATION.fullmatch(text.strip())
    unit = _UNITS.get(found["unit"].strip()) if found else None
    if found is None or unit is None:
        return text
    one = found["count"] == "1" and unit != "milliseconds"
    return words(f"unit.{unit}.one" if one else f"unit.{unit}", count=found["count"])
