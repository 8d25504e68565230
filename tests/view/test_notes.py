"""What releases tell whom: notes gathered from PRDs, by audience and kind, and the changelog."""

import pytest
from tests.markup import Tag, page

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.testing import prd, site
from prdkit.view.notes import ReleaseNotes, pages, release_notes
from prdkit.view.page import PageView

NOTES = """
release: REL-5.2.0
release_notes:
  - {kind: added, audience: user, text: Smaller thing}
  - {kind: added, level: primary, audience: user, text: {en: Collect points, zh-Hans: 积分上线}}
  - {kind: fixed, audience: cs, text: Ask for form S-12}
"""


def release(version: str = "5.2.0", front_matter: str = "") -> str:
    head = f"type: release\nid: REL-{version}\ntitle: Spring\nversion: '{version}'\nplatforms: [ios]\n{front_matter}"
    return prd(head, "", status="planned" if "status:" not in front_matter else None, priority=None, sources=None)


def of(*releases: str, notes: str = NOTES) -> Site:
    files = {"prds/PRD-2026-001.md": prd(notes)}
    return site(files | {f"releases/REL-5.{number}.0.md": text for number, text in enumerate(releases, 2)})


def notes(made: Site, lang: str = "en") -> ReleaseNotes:
    return release_notes(made.by_id["REL-5.2.0"], made, Words(made.config, lang))


def listed(view: ReleaseNotes) -> dict[tuple[str, str], list[str]]:
    return {(r.audience, g.kind): [str(n.text) for n in g.notes] for r in view.audiences for g in r.groups}


def views(made: Site, lang: str = "en") -> dict[str, PageView]:
    return {view.path: view for view in pages(made, Words(made.config, lang))}


def changelog(made: Site) -> Tag:
    return page(views(made)["changelog.md"], made)


def test_notes_of_prds_and_the_releases_own_stand_together() -> None:
    own = "notes:\n  - {kind: fixed, audience: user, text: Own fix}"
    told = listed(notes(of(release(front_matter=own))))
    assert told["user", "fixed"] == ["Own fix"]
    assert told["cs", "fixed"] == ["Ask for form S-12"]


def test_a_prd_named_by_the_release_or_naming_it_counts_once() -> None:
    told = listed(notes(of(release(front_matter="prds: [PRD-2026-001]"))))
    assert len(told["user", "added"]) == 2


def test_the_important_comes_first() -> None:
    (added,) = (
        g for r in notes(of(release())).audiences for g in r.groups if (r.audience, g.kind) == ("user", "added")
    )
    assert [note.primary for note in added.notes] == [True, False]


def test_audiences_and_kinds_have_a_fixed_order() -> None:
    rows = "".join(
        f"\n  - {{kind: {kind}, audience: {who}, text: t}}"
        for who in ("partner", "cs", "user")
        for kind in ("security", "added", "removed")
    )
    view = notes(of(release(front_matter=f"notes:{rows}"), notes=""))
    assert [readers.audience for readers in view.audiences] == ["user", "cs", "partner"]
    assert [group.kind for group in view.audiences[0].groups] == ["added", "removed", "security"]


@pytest.mark.parametrize(
    ("days", "day", "released"),
    [("planned: 2026-07-01", "2026-07-01", False), ("planned: 2026-07-01\nreleased: 2026-07-03", "2026-07-03", True)],
)
def test_the_day_it_came_out_outweighs_the_plan(days: str, day: str, released: bool) -> None:
    view = notes(of(release(front_matter=days)))
    assert (view.day, view.released) == (day, released)


def test_a_page_of_notes_has_an_address_for_each_audience() -> None:
    made = of(release())
    view = views(made, "zh-Hans")["notes/REL-5.2.0.md"]
    assert [(level, anchor) for level, anchor, _ in view.toc] == [(2, "for-user"), (2, "for-cs")]
    html = page(view, made, "zh-Hans")
    assert [head.attributes["id"] for head in html.all("h2")] == ["for-user", "for-cs"]
    assert "积分上线" in html.text
    assert html.one("span", class_="prd-badge--good").text == "重点"


def test_the_changelog_is_newest_first_by_version_and_not_by_letters() -> None:
    made = site({f"releases/REL-5.{n}.0.md": release(f"5.{n}.0", "status: shipped") for n in (2, 10, 9)})
    assert [head.attributes["id"] for head in changelog(made).all("h2")] == ["REL-5.10.0", "REL-5.9.0", "REL-5.2.0"]


def test_the_changelog_sets_apart_what_users_do_not_have_yet() -> None:
    states = {"5.4.0": "testing", "5.3.0": "rolling_out", "5.2.0": "shipped"}
    made = site({f"releases/REL-{n}.md": release(n, f"status: {status}") for n, status in states.items()})
    html = changelog(made)
    assert [head.attributes["id"] for head in html.all("h2")] == ["unreleased", "REL-5.3.0", "REL-5.2.0"]
    assert [head.attributes["id"] for head in html.all("h3")] == ["REL-5.4.0"]


def test_the_changelog_tells_users_only_what_is_for_users() -> None:
    text = changelog(of(release())).text
    assert "Collect points" in text
    assert "S-12" not in text


def test_a_release_with_nothing_for_users_tells_whom_it_is_for() -> None:
    text = changelog(
        of(release(), notes="release: REL-5.2.0\nrelease_notes: [{kind: fixed, audience: cs, text: S-12}]")
    ).text
    assert "For Customer service" in text
    assert "S-12" in text


def test_a_yanked_release_is_marked_with_the_reason() -> None:
    why = "status: yanked\nstatus_reason: {reason: Crashes at start, by: pm.lead, on: 2026-06-02}"
    html = changelog(of(release(front_matter=why)))
    assert html.one("p", class_="prd-release__yanked").text == "Yanked Crashes at start"


def test_a_link_of_a_note_runs_no_code() -> None:
    row = "notes: [{kind: fixed, audience: user, text: t, doc_link: 'javascript:alert(1)'}]"
    made = of(release(front_matter=row))
    html = page(views(made)["notes/REL-5.2.0.md"], made)
    assert [link.href for link in html.all("a") if "script" in link.href] == []


def test_nothing_released_is_said() -> None:
    assert "Nothing has been released yet." in changelog(site({"prds/PRD-2026-001.md": prd()})).text


ROWS = """
release_notes:
  - {kind: added, audience: user, lang: zh-Hans, text: 积分}
  - {kind: added, audience: user, lang: zh-Hans, text: 礼券}
  - {kind: added, audience: user, lang: en, text: Points}
  - {kind: added, audience: user, lang: en, text: Vouchers}
  - {kind: added, audience: user, text: {zh-Hant: 通知}}
release: REL-5.2.0
"""


def spoken(lang: str) -> list[tuple[str, str]]:
    view = notes(of(release(), notes=ROWS), lang)
    return [(note.text, note.lang) for r in view.audiences for g in r.groups for note in g.notes]


def test_rows_of_one_note_in_several_languages_are_one() -> None:
    assert spoken("en") == [("Points", ""), ("Vouchers", ""), ("通知", "zh-Hant")]


def test_a_language_that_a_note_lacks_has_the_nearest_one_and_says_so() -> None:
    assert spoken("zh-Hans") == [("积分", ""), ("礼券", ""), ("通知", "zh-Hant")]
    assert spoken("zh-Hant") == [("积分", "zh-Hans"), ("礼券", "zh-Hans"), ("通知", "")]
    made = of(release(), notes=ROWS)
    html = page(views(made, "zh-Hant")["notes/REL-5.2.0.md"], made, "zh-Hant")
    assert [tag.text for tag in html.all("span", lang="zh-Hans")] == ["积分", "礼券"]


def test_a_link_of_a_note_leads_from_its_document() -> None:
    row = "notes: [{kind: fixed, audience: user, text: t, doc_link: '../prds/PRD-2026-001.md#goals'}]"
    made = of(release(front_matter=row))
    html = page(views(made)["notes/REL-5.2.0.md"], made)
    assert "/prds/PRD-2026-001/#goals" in [link.href for link in html.all("a")]


def test_a_link_of_a_note_leads_to_nothing_outside() -> None:
    row = "notes: [{kind: fixed, audience: user, text: t, doc_link: '../../secret.md'}]"
    made = of(release(front_matter=row))
    assert "secret" not in str(views(made)["notes/REL-5.2.0.md"])
