"""To hold the rules on releases to their words and lines."""

import pytest
from tests.check.saying import beside, of_files, other

from prdkit.testing import findings


def release(version: str = "5.2.0", front_matter: str = "", **over: object) -> dict[str, str | bytes]:
    given = {"version": f'"{version}"', "status": "planned", **over}
    return other(f"REL-{version}", front_matter, **given)


@pytest.mark.parametrize("version", ["5.2.0", "5.2.0-beta.1", "2026.4.21", "10.0.0"])
def test_versions_by_number_or_by_date(version: str) -> None:
    assert of_files(release(version), "release/version", "id/*") == []


def test_an_unquoted_version_stays_as_it_is_written() -> None:
    assert of_files(other("REL-5.2.10", version="5.2.10", status="planned"), "release/version", "fields/*") == []


@pytest.mark.parametrize(
    ("version", "message"),
    [
        ("v5.2", "`version: v5.2` is not a version number"),
        ("next", "`version: next` is not a version number"),
        ("5.2.1", "`version: 5.2.1`, but the id is `REL-5.2.0`"),
        ("5.2", "`version: 5.2`, but the id is `REL-5.2.0`"),
    ],
)
def test_a_version_is_that_of_the_id(version: str, message: str) -> None:
    assert of_files(other("REL-5.2.0", version=f'"{version}"', status="planned"), "release/version") == [(7, message)]


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        (("5.2.0", "2026-04-21"), ("5.2.1", "2026-04-28"), False),
        (("5.2.0", "2026-04-21"), ("5.2.1", "2026-04-14"), True),
        (("5.2.9", "2026-04-21"), ("5.2.10", "2026-04-14"), True),
        (("5.2.1", "2026-06-21"), ("5.3.0", "2026-04-14"), False),
        (("5.2.0", "2026-04-21"), ("5.2.0-beta.1", "2026-04-14"), False),
        (("5.2.0", "2026-04-14"), ("5.2.0-beta.1", "2026-04-21"), True),
        (("5.2.0", "2026-04-14"), ("5.2.1", "2026-04-14"), False),
    ],
)
def test_releases_of_one_line_come_out_in_order(first: tuple[str, str], second: tuple[str, str], wrong: bool) -> None:
    files = release(first[0], planned=first[1]) | release(second[0], planned=second[1])
    assert bool(findings(files, "release/backwards")) is wrong


def test_the_later_release_is_named_with_the_earlier_one() -> None:
    files = release("5.2.0", planned="2026-04-21") | release("5.2.1", released="2026-04-14")
    (found,) = findings(files, "release/backwards")
    assert found.path == "prd/releases/REL-5.2.1.md"
    assert found.message == "`released: 2026-04-14` lies before 2026-04-21, the day of `REL-5.2.0`"


def test_releases_of_other_products_have_a_line_of_their_own() -> None:
    app = release("5.2.0", planned="2026-04-21", product="PROD-app")
    assert findings(app | release("5.2.1", planned="2026-04-14", product="PROD-b2b"), "release/backwards") == []


SHIPS = "prds: [PRD-2026-001]"


def note(audience: str) -> str:
    return f"{{prd: PRD-2026-001, kind: added, audience: {audience}, text: Points}}"


@pytest.mark.parametrize(
    ("front_matter", "visible", "lacking"),
    [
        ("", True, "`user` and `cs`"),
        ("", False, "anybody"),
        (f"notes: [{note('user')}]", True, "`cs`"),
        (f"notes: [{note('user')}, {note('cs')}]", True, ""),
        (f"notes: [{note('internal')}]", False, ""),
        (f"notes: [{note('internal')}]", True, "`user` and `cs`"),
        ("no_notes: [{prd: PRD-2026-001, reason: back office only}]", True, ""),
        (f"notes: [{note('user')}]\nno_notes: [{{prd: PRD-2026-001, audience: cs, reason: a}}]", True, ""),
        ("notes: [{prd: PRD-2026-002, kind: added, text: x}]", False, "anybody"),
    ],
)
def test_every_prd_of_a_release_has_its_notes(front_matter: str, visible: bool, lacking: str) -> None:
    files = beside("", release(front_matter=f"{SHIPS}\n{front_matter}"), user_visible=str(visible).lower())
    message = f"`PRD-2026-001` has no release note for {lacking}"
    assert [told for _, told in of_files(files, "release/no-note")] == [message] * bool(lacking)


def test_notes_may_come_with_the_prd() -> None:
    notes = "release_notes: [{kind: added, text: Points}, {kind: added, audience: cs, text: Form S-12}]"
    assert of_files(beside(notes, release(front_matter=SHIPS)), "release/no-note") == []


@pytest.mark.parametrize(
    ("status", "severity"),
    [("planned", "info"), ("submitted", "warning"), ("rolling_out", "error"), ("shipped", "error")],
)
def test_a_missing_note_weighs_more_as_the_release_goes_out(status: str, severity: str) -> None:
    files = beside("", release(front_matter=SHIPS, status=status))
    assert [finding.severity for finding in findings(files, "release/no-note")] == [severity]


@pytest.mark.parametrize(
    ("status", "of_prd", "wrong"),
    [
        ("testing", "developing", False),
        ("submitted", "testing", True),
        ("submitted", "ready", False),
        ("shipped", "launched", False),
        ("shipped", "deferred", True),
        ("yanked", "rolled_back", False),
        ("planned", "draft", False),
    ],
)
def test_a_release_that_is_tested_holds_only_what_is_ready(status: str, of_prd: str, wrong: bool) -> None:
    files = beside("", release(front_matter=SHIPS, status=status), status=of_prd)
    message = f"`PRD-2026-001` is only `{of_prd}`, which is not enough for a release that is `{status}`"
    assert [told for _, told in of_files(files, "release/unready")] == [message] * wrong


@pytest.mark.parametrize("version", ["5." + "9" * 5000, "5.²", "5.٣"])
def test_a_version_nobody_can_count_with_raises_nothing(version: str) -> None:
    files = release("5.2.0") | other("REL-5.3.0", version=f'"{version}"', status="planned")
    assert findings(files, "release/backwards") == []


def test_a_superseded_prd_was_once_ready() -> None:
    files = beside("", release(front_matter=SHIPS, status="shipped"), status="superseded")
    assert findings(files, "release/unready") == []
