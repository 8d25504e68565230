"""What `objects.inv` holds: the ids of documents and of places in them, as Sphinx's format has it."""

import re
import zlib
from dataclasses import replace

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.publish.data.inventory import files
from prdkit.publish.data_files import Place
from prdkit.testing import prd, site

LINE = re.compile(r"(.+?)\s+(\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)")
"""How Sphinx reads a line."""


def entries(of: Site) -> dict[tuple[str, str], tuple[str, str]]:
    place = Place("", lambda path: path.removesuffix(".md") + "/", "Our\nproducts")
    (made,) = files(of, Words(of.config, "en"), place)
    *head, body = made.content.split(b"\n", 4)
    assert made.path == "objects.inv"
    assert head[:2] == [b"# Sphinx inventory version 2", b"# Project: Our products"]
    found = (LINE.fullmatch(line) for line in zlib.decompress(body).decode().splitlines())
    return {(line[1], line[2]): (line[4], line[5]) for line in found if line}


def test_documents_and_places_are_listed_for_roles_and_for_labels() -> None:
    one = entries(site({"prds/PRD-2026-001.md": prd("features: [{id: F1, name: Account}]")}))
    page = "prds/PRD-2026-001/"
    assert one["PRD-2026-001", "prd:prd"] == (page, "Points for regular guests")
    assert one["PRD-2026-001#F1", "prd:address"] == (f"{page}#F1", "Account")
    assert one["prd-2026-001#f1", "std:label"] == (f"{page}#F1", "Account")


def test_what_the_format_cannot_name_is_left_out() -> None:
    odd = prd(id='"PRD 1\\n: `x`"', title='"Line\\nbreak"')
    assert entries(site({"prds/a.md": odd})) == {}


def test_a_site_without_documents_has_an_empty_inventory() -> None:
    made = site({"prds/a.md": prd()})
    assert entries(replace(made, documents=())) == {}
