"""To fill the fields that a type cannot do without, with values to be replaced."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from prdkit.config.fields import Field, say
from prdkit.link.site import Site


@dataclass(frozen=True)
class Setting:
    """What values are made from: the site, who writes, the day, the language, the version if any."""

    site: Site
    owner: str
    day: date
    lang: str
    version: str = ""


def required(fields: Mapping[str, Field], given: Mapping[str, Any], setting: Setting) -> dict[str, Any]:
    """The required fields that were not given, each with a value that fits; None where none can be made."""
    missing = (field for field in fields.values() if field.required and field.name not in given)
    return {field.name: value(field, setting) for field in missing}


def value(field: Field, setting: Setting) -> Any:
    """A value that fits a field: its example where it has one, else the plainest of its kind."""
    if field.name == "version" and setting.version:
        return setting.version
    if field.type in ("ref", "person", "department", "product", "stage", "language", "list", "map"):
        return _known(field, setting)
    if field.example is not None and field.type != "id":
        return field.example
    return _plain(field, setting)


def _plain(field: Field, setting: Setting) -> Any:
    number = field.minimum if field.minimum is not None else min(0, field.maximum or 0)
    return {
        "enum": next(iter(field.values), ""),
        "bool": False,
        "int": int(number),
        "number": number,
        "date": setting.day,
        "datetime": f"{setting.day.isoformat()}T09:00+00:00",
        "time": "09:00",
        "duration": "1d",
        "url": "https://example.com/",
        "version": "1.0",
        "slug": re.sub(r"[^\w.-]+", "_", field.name),
        "mapping": {},
    }.get(field.type, "TBD")


def _known(field: Field, setting: Setting) -> Any:
    """A value that must name something of the project, or hold other values."""
    config = setting.site.config
    if field.type == "person":
        return setting.owner
    if field.type == "language":
        return setting.lang
    if field.type == "list":
        item = field.items or Field(field.name, "text")
        return [value(item, setting) for _ in range(int(field.minimum or 0))]
    if field.type == "map":
        return {name: value(inner, setting) for name, inner in field.fields.items() if inner.required}
    known = {
        "department": config.org.departments,
        "product": config.org.products,
        "stage": config.process.stages,
        "ref": {d.id: d for d in setting.site.documents if not field.types or d.type.name in field.types},
    }[field.type]
    return next(iter(known), None)


def guidance(field: Field, lang: str) -> str:
    """What a field is for, in one sentence, for the comment beside a value that is to be replaced."""
    return say(field.help, lang) or say(field.label, lang)
