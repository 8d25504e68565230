"""To look through a site for others once it is built: whoever made a file, it names nothing that it may not."""

import gzip
import json
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from prdkit.audience.names import Names, is_telling

_TEXT = frozenset((".csv", ".eml", ".html", ".ics", ".inv", ".json", ".md", ".svg", ".txt", ".xml", ".yaml", ".yml"))
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|em|font|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
"""Tags that part no words: readers see an id that stands around them as one."""
_OF_PEOPLE = frozenset(("person", "team", "product"))


def named(folder: Path, names: Names, reference: str) -> Iterator[tuple[str, str]]:
    """The files of a built site that name something hidden, each with what; the manual's `reference` names examples."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        if not path.is_file() or _is_reference(place, reference):
            continue
        texts = [place, *(_texts(path, reference) if path.suffix in _TEXT or path.name.endswith(".xml.gz") else ())]
        told = next((name for text in texts for name in _hidden(text, names)), "")
        if told:
            yield place, told


def _hidden(text: str, names: Names) -> Iterator[str]:
    """The names in a text that can be nothing else: what people and products are called may be a usual word."""
    for found in names.find(text, only_hidden=True):
        if found.kind not in _OF_PEOPLE or is_telling(found.name):
            yield found.name


def _texts(path: Path, reference: str) -> Iterator[str]:
    data = path.read_bytes()
    if path.suffix == ".inv":
        yield _unpacked(data)
        return
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")
    if path.name != "search_index.json":
        yield text
        if path.suffix in (".html", ".md") and _INLINE.search(text):
            yield _INLINE.sub("", text)
        return
    for entry in json.loads(text).get("docs", ()):
        if not _is_reference(str(entry.get("location", "")), reference):
            yield json.dumps(entry, ensure_ascii=False)


def _unpacked(data: bytes) -> str:
    """What an inventory lists: four lines of head, and what is packed behind them."""
    head = data.split(b"\n", 4)
    try:
        return zlib.decompress(head[-1]).decode("utf-8", "replace") if len(head) > 4 else ""
    except zlib.error:
        return data.decode("utf-8", "replace")


def _is_reference(place: str, reference: str) -> bool:
    return bool(reference) and place.startswith(f"{reference}/")
