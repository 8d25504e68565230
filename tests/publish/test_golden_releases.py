"""To keep what the demo's releases are exported as, byte by byte: `UPDATE_GOLDEN=1` writes the files anew."""

import os
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from prdkit.blocks.views import Words
from prdkit.config.config import load
from prdkit.config.fields import LANGUAGES
from prdkit.history.today import as_of
from prdkit.link.site import Site, read_site
from prdkit.publish.releases import Bundle, formats
from prdkit.view.notes import AUDIENCES

ROOT = Path(__file__).parents[2]
GOLDEN = Path(__file__).parent / "golden"
RELEASES = ("REL-5.2.0", "REL-5.3.0")


@cache
def demo() -> Site:
    config = load(ROOT)
    return read_site(config, as_of(config))


def bundle(release: str) -> Bundle:
    words = {lang: Words(demo().config, lang) for lang in LANGUAGES}
    return Bundle(demo().by_id[release], demo(), words, AUDIENCES, tuple(LANGUAGES), "https://docs.example/")


def made(release: str, form: str) -> dict[str, bytes]:
    return {file.path: file.content for file in formats()[form].files(bundle(release))}


@pytest.mark.parametrize("form", formats())
@pytest.mark.parametrize("release", RELEASES)
def test_release_is_exported_as_it_was(release: str, form: str) -> None:
    home = GOLDEN / release / form
    written = made(release, form)
    assert written == made(release, form)
    if os.environ.get("UPDATE_GOLDEN"):
        for path, content in written.items():
            (home / path).parent.mkdir(parents=True, exist_ok=True)
            (home / path).write_bytes(content)
    kept = {path.relative_to(home).as_posix(): path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert sorted(written) == sorted(kept)
    for path, content in kept.items():
        assert written[path] == content, f"{release}/{form}/{path} is another one; UPDATE_GOLDEN=1 writes it anew"


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_users_are_told_in_their_own_language(release: str, lang: str) -> None:
    only = replace(bundle(release), audiences=("user",), langs=(lang,))
    (page,) = formats()["html"].files(only)
    assert f'<html lang="{lang}">'.encode() in page.content
    assert b"<li lang=" not in page.content
    assert b'<li class="primary" lang=' not in page.content
