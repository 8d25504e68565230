"""To find the next free id of a type among everything on disk that has or looks like one."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from string import Formatter

from prdkit.config.config import Config
from prdkit.config.types import DocumentType
from prdkit.link.site import markdown_files
from prdkit.scaffold.refused import Refused

_HEAD_BYTES = 64 * 1024
_NAMED = ("year", "month", "day", "date", "number", "version", "slug")


def next_id(
    config: Config,
    kind: DocumentType,
    day: date,
    version: str = "",
    slug: str = "",
    known: Iterable[str] | None = None,
) -> str:
    """The id of the next document of a type: its format filled in, with one more than the highest number.

    `known` are the ids that there are; all words on disk that look like one when absent.
    """
    named = _names(kind)
    if "version" in named and not version:
        raise Refused(f"the ids of `{kind.name}` carry a version", "Give it, such as `--version 1.4.0`.")
    if "slug" in named and not slug:
        raise Refused(
            f"the ids of `{kind.name}` carry words of the title in Latin letters, and the title has none",
            "Give them, such as `--slug commuter`.",
        )
    values: dict[str, object] = {
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "date": day.isoformat(),
        "number": 1,
        "version": version,
        "slug": slug,
    }
    try:
        if "number" in named:
            values["number"] = 1 + max(
                (int(n) for n in _numbers(kind, values, taken(config) if known is None else known)), default=0
            )
        made = kind.id_format.format(**values)
    except ValueError as error:
        raise _misshapen(kind, error) from None
    _must_fit(kind, made)
    return made


def _names(kind: DocumentType) -> set[str]:
    """What the format of the ids is filled with; refused where it is missing or names anything else."""
    if not kind.id_format:
        raise Refused(
            f"`id.format` of {kind.path} is not set, so that no next id can be made",
            "Add it, such as `format: 'ABC-{number:03d}'`.",
        )
    try:
        named = {name for _, name, _, _ in Formatter().parse(kind.id_format) if name is not None}
    except ValueError as error:
        raise _misshapen(kind, error) from None
    for name in sorted(named - set(_NAMED)):
        known = ", ".join(f"`{{{n}}}`" for n in _NAMED)
        raise Refused(f"`id.format` of {kind.path} names `{{{name}}}`, which nothing fills", f"Use {known}.")
    return named


def _misshapen(kind: DocumentType, error: ValueError) -> Refused:
    return Refused(
        f"`id.format: {kind.id_format}` of {kind.path} is not a format: {error}",
        "Write `{year}` and `{number:03d}`; double a brace that is text.",
    )


def _must_fit(kind: DocumentType, made: str) -> None:
    if kind.id_regex.fullmatch(made) is None or not re.fullmatch(r"\w[\w.+-]*", made):
        raise Refused(
            f"the id would be `{made}`, which does not fit the pattern `{kind.id_pattern}` of `{kind.name}`",
            f"An id looks like `{kind.id_example}`." if kind.id_example else f"See {kind.path}.",
        )


def _numbers(kind: DocumentType, values: Mapping[str, object], words: Iterable[str]) -> Iterator[str]:
    """The numbers taken by ids that differ from the next one in nothing else."""
    parts = []
    for literal, name, spec, _ in Formatter().parse(kind.id_format):
        parts.append(re.escape(literal))
        if name == "number":
            parts.append(r"(?P<number>\d+)")
        elif name is not None:
            parts.append(re.escape(format(values[name], spec or "")))
    pattern = re.compile(rf"(?<![\w-]){''.join(parts)}(?![0-9A-Za-z])")
    for word in words:
        yield from (found["number"] for found in pattern.finditer(word))


def taken(config: Config) -> Iterator[str]:
    """Every name below docs_dir, and the ids that each document has or had, whole or broken."""
    folder = config.root / config.docs_dir
    yield from (path.name for path in folder.rglob("*"))
    for path in markdown_files(folder):
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES).decode("utf-8", "replace")
        yield from re.findall(r"^id:[ \t]*(.+)$", head, re.MULTILINE)
        yield from re.findall(r"^former_ids:(.*(?:\n(?:[ \t]|-(?!--)).*)*)", head, re.MULTILINE)
