"""Nothing that is not for its readers is in any file of a site, and everything that is for them is there."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from tests.audience.planted import NAMES, leaks, spelt, words, write
from tests.mkdocs_plugin.project import build

NOWHERE = {
    "title in Chinese",
    "name in Chinese",
    "third name",
    "name of a state in Chinese",
    "row in Chinese",
    "reason of a status",
    "title of a reference",
    "address of a reference",
    "title of an attachment",
}
"""Places that no page in English shows, not even to insiders."""


@pytest.fixture(scope="module")
def sites() -> Iterator[dict[str, Path]]:
    with TemporaryDirectory() as folder:
        project = write(Path(folder))
        yield {readers: _built(project, readers) for readers in ("internal", "partner", "public")}


def _built(project: Path, readers: str) -> Path:
    site = project / "built" / readers
    before = os.environ.get("PRD_AUDIENCE")
    os.environ["PRD_AUDIENCE"] = readers
    try:
        done = build(project, "-d", str(site))
    finally:
        os.environ.pop("PRD_AUDIENCE")
        if before is not None:
            os.environ["PRD_AUDIENCE"] = before
    assert done.returncode == 0, done.stderr[-2000:]
    return site


def _for_insiders() -> dict[str, str]:
    return {**words("H", "Z"), **{name: f"id {name}" for name in NAMES}}


def test_enough_places_are_planted(sites: dict[str, Path]) -> None:
    assert len(_for_insiders()) > 100


def test_the_public_reads_nothing_of_insiders_or_partners(sites: dict[str, Path]) -> None:
    assert leaks(sites["public"], {**_for_insiders(), **words("P")}) == []


def test_partners_read_nothing_of_insiders(sites: dict[str, Path]) -> None:
    assert leaks(sites["partner"], _for_insiders()) == []


@pytest.mark.parametrize(("readers", "kinds"), [("public", "O"), ("partner", "OP"), ("internal", "OP")])
def test_readers_read_all_that_is_for_them(sites: dict[str, Path], readers: str, kinds: str) -> None:
    everything = _everything(sites[readers])
    lost = {place for made, place in words(*kinds).items() if made not in everything}
    assert {place for place in lost if place.partition(": ")[2] not in NOWHERE} == set()


def test_insiders_read_what_others_do_not(sites: dict[str, Path]) -> None:
    everything = _everything(sites["internal"])
    told = ("title", "text of a hidden document", "section narrowed by a comment", "name of a person", "picture")
    assert [place for made, place in words("H").items() if place[3:] in told and made not in everything] == []


@cache
def _everything(site: Path) -> str:
    paths = [path for path in site.rglob("*") if path.is_file()]
    return "\n".join(text for path in paths for text in (path.as_posix().lower(), *spelt(path.read_bytes(), path.name)))
