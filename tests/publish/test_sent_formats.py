"""To read what is sent out of the site with the programs of others: mails, feeds, folders of fastlane."""

import email
import email.policy
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import jsonschema
import pytest

from prdkit.blocks.views import Words
from prdkit.config.fields import LANGUAGES
from prdkit.publish.data import feeds
from prdkit.publish.data_files import Place
from prdkit.publish.feeds import atom, feed
from prdkit.publish.release import fastlane
from prdkit.publish.releases import formats
from prdkit.reading.characters import count
from prdkit.testing import site
from tests.cli.calling import PRD, prd, project
from tests.publish.test_golden_releases import RELEASES, bundle, demo

JSON_FEED = {
    "type": "object",
    "required": ["version", "title", "items"],
    "properties": {
        "version": {"const": "https://jsonfeed.org/version/1.1"},
        "title": {"type": "string", "minLength": 1},
        "home_page_url": {"type": "string", "format": "uri"},
        "feed_url": {"type": "string", "format": "uri"},
        "language": {"type": "string"},
        "authors": {"type": "array", "items": {"type": "object", "required": ["name"]}},
        "items": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "content_html"],
                "properties": {
                    "id": {"type": "string", "minLength": 1},
                    "url": {"type": "string", "format": "uri"},
                    "date_published": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                    "date_modified": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"},
                },
            },
        },
    },
    "additionalProperties": False,
}
"""The parts of JSON Feed 1.1 that we write: https://www.jsonfeed.org/version/1.1/."""

IOS = {
    "name.txt", "subtitle.txt", "keywords.txt", "promotional_text.txt", "description.txt", "release_notes.txt",
    "privacy_url.txt", "support_url.txt", "marketing_url.txt",
}  # fmt: skip
"""Localised files of deliver: https://docs.fastlane.tools/actions/deliver/."""
ANDROID = {"title.txt", "short_description.txt", "full_description.txt", "video.txt"}
"""Localised files of supply: https://docs.fastlane.tools/actions/supply/."""
DELIVER_LOCALES = {
    "ar-SA", "ca", "cs", "da", "de-DE", "el", "en-AU", "en-CA", "en-GB", "en-US", "es-ES", "es-MX", "fi", "fr-CA",
    "fr-FR", "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "ms", "nl-NL", "no", "pl", "pt-BR", "pt-PT", "ro", "ru",
    "sk", "sv", "th", "tr", "uk", "vi", "zh-Hans", "zh-Hant",
}  # fmt: skip


def all_files(release: str, form: str) -> list[tuple[str, bytes]]:
    return [(file.path, file.content) for file in formats()[form].files(bundle(release))]


@pytest.mark.parametrize("release", RELEASES)
def test_mail_is_a_draft_of_text_and_html(release: str) -> None:
    mails = all_files(release, "eml")
    assert mails
    for path, content in mails:
        mail = email.message_from_bytes(content, policy=email.policy.default)
        assert mail.defects == []
        assert mail.get_content_type() == "multipart/alternative"
        assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
        assert (mail["X-Unsent"], mail["To"], mail["From"]) == ("1", None, None)
        assert mail["Content-Language"] == path.split(".")[1]
        assert mail["Date"].datetime.tzinfo is not None
        text, html = (part.get_content() for part in mail.iter_parts())
        assert "<" not in text.replace("<0.2%", "")
        assert "<style" not in html
        assert "<script" not in html
        assert all(len(line) <= 998 for line in content.split(b"\r\n"))


def test_a_title_cannot_bring_headers_of_its_own(tmp_path: Path) -> None:
    release = """---
type: release
id: REL-5.2.0
title: "Otter\\r\\nBcc: everyone@example.org"
status: planned
owner: pm.lead
created: 2026-06-12
lang: en
version: "5.2.0"
notes: [{kind: fixed, audience: cs, text: "The map <b>opens</b>"}]
---
"""
    folder = project(tmp_path, {"prd/releases/REL-5.2.0.md": release, "prd/prds/PRD-2026-001.md": PRD})
    said = prd("export", "release", "REL-5.2.0", "--format", "eml", "--lang", "en", cwd=folder)
    mail = email.message_from_string(said.out, policy=email.policy.default)
    assert mail["Bcc"] is None
    assert "Bcc: everyone@example.org" in mail["Subject"]


@pytest.mark.parametrize("release", RELEASES)
def test_atom_is_read_by_a_feed_reader(release: str) -> None:
    for path, content in all_files(release, "atom"):
        read: Any = feedparser.parse(content)
        assert (read.bozo, read.version) == (False, "atom10"), path
        assert read.feed.id.startswith("urn:uuid:")
        assert len({entry.id for entry in read.entries}) == len(read.entries)
        for entry in read.entries:
            assert datetime(*entry.updated_parsed[:6], tzinfo=UTC) <= datetime(
                *read.feed.updated_parsed[:6], tzinfo=UTC
            )
            assert entry.link.startswith("https://docs.example/notes/REL-")
            assert entry.content[0].type == "text/html"


@pytest.mark.parametrize("release", RELEASES)
def test_json_feed_fits_its_schema(release: str) -> None:
    for _, content in all_files(release, "json-feed"):
        jsonschema.validate(json.loads(content), JSON_FEED, format_checker=jsonschema.FormatChecker())


def test_readers_outside_are_told_of_what_is_out(tmp_path: Path) -> None:
    words = Words(demo().config, "en")
    versions = {
        audience: [entry.title.split(" · ")[0] for entry in made.entries]
        for audience in ("user", "cs")
        if (made := feed(demo(), words, audience)) is not None
    }
    assert [title.rpartition(" ")[2] for title in versions["user"]] == ["5.2.0"]
    assert [title.rpartition(" ")[2] for title in versions["cs"]] == ["5.4.0", "5.3.0", "5.2.0"]


@pytest.mark.parametrize(
    ("readers", "told"),
    [
        ("public", {"user"}),
        ("partner", {"user", "partner"}),
        ("internal", {"user", "internal", "cs", "sales", "partner"}),
    ],
)
def test_a_site_holds_feeds_for_its_readers_alone(readers: str, told: set[str]) -> None:
    place = Place("", lambda path: path)
    made = feeds.files(replace(demo(), readers=readers), Words(demo().config, "en"), place)
    named = {file.path.removeprefix("feeds/releases-").partition(".")[0] for file in made}
    assert named <= told
    assert "user" in named
    assert (readers == "internal") == ("cs" in named)


def test_feeds_hold_what_xml_cannot() -> None:
    release = """---
type: release
id: REL-5.2.0
title: Points
status: shipped
owner: pm.lead
created: 2026-06-01
lang: en
version: "5.2.0"
released: 2026-06-10
notes: [{kind: added, audience: user, text: "a \\x07 bell & <script>alert(1)</script> ]]>"}]
---
"""
    made = site({"releases/REL-5.2.0.md": release})
    held = feed(made, Words(made.config, "en"), "user")
    assert held is not None
    read: Any = feedparser.parse(atom(held))
    assert not read.bozo
    assert "script" not in re.sub("&lt;.*?&gt;", "", read.entries[0].content[0].value)
    assert read.entries[0].get("links", []) == []


def test_fastlane_folders_are_those_that_it_knows() -> None:
    for release in RELEASES:
        for path, content in all_files(release, "fastlane"):
            parts = path.split("/")
            assert parts[:2] == ["fastlane", "metadata"]
            if parts[2] == "android":
                assert parts[4] in ANDROID or re.fullmatch(r"changelogs/(\d+|default)\.txt", "/".join(parts[4:]))
            else:
                assert (parts[2] in DELIVER_LOCALES, parts[3] in IOS) == (True, True), path
            assert content.endswith(b"\n")


def test_fastlane_texts_are_within_the_limits() -> None:
    for release in RELEASES:
        made = list(fastlane.texts(bundle(release)))
        assert {text.lang for text in made} >= {"en", "zh-Hans"} if release == "REL-5.3.0" else made
        for text in made:
            assert text.limit.most is None or count(text.words.strip()) <= text.limit.most


STORE = """---
type: release
id: REL-5.2.0
title: Points
status: planned
owner: pm.lead
created: 2026-06-12
lang: en
version: "5.2.0"
version_code: 50200
aso: [{{store: google, locale: en, name: Daylight, subtitle: Order ahead}}]
notes: [{{kind: added, level: primary, audience: user, text: "{text}"}}, {{kind: fixed, audience: user, text: The map}}]
---
"""


def stored(folder: Path, text: str) -> Path:
    return project(folder, {"prd/releases/REL-5.2.0.md": STORE.format(text=text), "prd/prds/PRD-2026-001.md": PRD})


def test_a_store_without_words_of_its_own_gets_the_notes(tmp_path: Path) -> None:
    said = prd("export", "release", "REL-5.2.0", "--format", "fastlane", "--output", "out", cwd=stored(tmp_path, "x"))
    home = tmp_path / "out" / "REL-5.2.0" / "fastlane" / "fastlane" / "metadata" / "android" / "en-US"
    assert said.code == 0, said.err
    assert (home / "title.txt").read_text() == "Daylight\n"
    assert (home / "changelogs" / "50200.txt").read_text() == "• x\n• The map\n"


def test_too_long_a_text_is_refused_and_not_cut(tmp_path: Path) -> None:
    folder = stored(tmp_path, "long " * 120)
    said = prd("export", "release", "REL-5.2.0", "--format", "fastlane", "--output", "out", cwd=folder)
    assert said.code == 1
    assert "android/en-US/changelogs/50200.txt: `whats_new` has 611 characters; google takes 500" in said.err
    assert not (tmp_path / "out").exists()


def test_channels_stand_one_on_a_line() -> None:
    ((path, content),) = all_files("REL-5.3.0", "android-channels")
    lines = content.decode().splitlines()
    assert (path, lines[0]) == ("channels.txt", "# REL-5.3.0")
    names = [line.partition("#")[0].strip() for line in lines[1:]]
    assert names == [row["channel"] for row in demo().by_id["REL-5.3.0"].values["android_channels"]]
    assert all(re.fullmatch(r"[\w.-]+", name) for name in names)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_changelog_keeps_to_keep_a_changelog(lang: str) -> None:
    only = replace(bundle("REL-5.2.0"), audiences=("user",), langs=(lang,))
    (file,) = formats()["changelog"].files(only)
    text = file.content.decode()
    assert re.findall(r"^## .*$", text, re.MULTILINE) == ["## [5.2.0] - 2026-04-21"]
    kinds = re.findall(r"^### (.*)$", text, re.MULTILINE)
    assert kinds if lang != "en" else kinds == ["Added", "Removed", "Fixed", "Security"]
