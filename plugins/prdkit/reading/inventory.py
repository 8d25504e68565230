"""To read `objects.inv`, in which other sites list what can be linked to: version 2 of Sphinx's format."""

import re
import zlib
from collections.abc import Mapping
from typing import NamedTuple

_HEAD = b"# Sphinx inventory version 2"
_LINES_OF_HEAD = 4
_MOST = 50_000_000
"""Bytes that an inventory may hold once it is unpacked."""
_LINE = re.compile(r"(\S+) (\S+:\S+) (-?\d+) (\S*) (.*)")
_LABEL = "std:label"


class Listed(NamedTuple):
    """Something that another site lists: its address relative to that site, and its title."""

    address: str
    title: str


class BadInventoryError(Exception):
    """A file is no inventory, or one that is broken or too large; says so in words."""


def read_inventory(data: bytes) -> Mapping[str, Listed]:
    """What an inventory lists, by name, as it is written. Labels, which are in lower case, are left out.

    Raises BadInventoryError.
    """
    parts = data.split(b"\n", _LINES_OF_HEAD)
    if not parts[0].startswith(_HEAD) or len(parts) <= _LINES_OF_HEAD:
        raise BadInventoryError("it does not begin as an inventory of version 2 does")
    unpacking = zlib.decompressobj()
    try:
        body = unpacking.decompress(parts[_LINES_OF_HEAD], _MOST)
    except zlib.error:
        raise BadInventoryError("what stands behind its head cannot be unpacked") from None
    if unpacking.unconsumed_tail:
        raise BadInventoryError(f"it holds more than {_MOST:,} bytes")
    if not unpacking.eof:
        raise BadInventoryError("it ends in the middle")
    found: dict[str, Listed] = {}
    for line in body.decode("utf-8", "replace").splitlines():
        told = _LINE.fullmatch(line)
        if told is not None and told[2] != _LABEL:
            name, address, title = told[1], told[4], told[5]
            whole = address[:-1] + name if address.endswith("$") else address
            found.setdefault(name, Listed(whole, name if title == "-" else title))
    return found
