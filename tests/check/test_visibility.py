"""To hold the rules on what a document lets out to their words and lines."""

import pytest
from tests.check.saying import beside, in_body, of_files, of_prd, other

from prdkit.testing import DEFAULT_PATH, findings, prd


@pytest.mark.parametrize(
    ("own", "target", "wrong"),
    [
        ("internal", "internal", False),
        ("partner", "internal", True),
        ("partner", "partner", False),
        ("partner", "public", False),
        ("public", "partner", True),
        ("public", "internal", True),
    ],
)
def test_a_document_does_not_name_one_for_fewer_readers(own: str, target: str, wrong: bool) -> None:
    body = "\n## Background & problem\n\nAs in PRD-2026-002.\n"
    files = beside("", other(audience=target), body=body, audience=own)
    message = f"`audience: {own}`, but `PRD-2026-002` is for `{target}` readers"
    assert [told for _, told in of_files(files, "visibility/internal-link")] == [message] * wrong


def test_a_mention_in_the_text_is_a_link_too() -> None:
    text = "\n## Scope\n\nAs in PRD-2026-002.\n"
    (found,) = findings(beside("", other(), body=text, audience="public"), "visibility/internal-link")
    assert (found.path, found.column) == ("prd/prds/PRD-2026-001.md", 7)


@pytest.mark.parametrize(
    "text",
    [
        "\n## Scope\n\nAs in [[PRD-2026-002|the loans]].\n",
        "\n## Scope\n<!-- audience: internal -->\n\nAs in PRD-2026-002.\n",
        "\n## Risks\n\nAs in PRD-2026-002.\n",
    ],
)
def test_what_readers_do_not_see_leaves_nothing_to_say(text: str) -> None:
    files = beside("links: {related: [PRD-2026-002]}", other(), body=text, audience="public")
    assert findings(files, "visibility/internal-link") == []


def test_fields_for_insiders_stay_inside() -> None:
    rows = "resources:\n  people:\n    - {role: Backend, cost_rate: 900}\n    - {role: Web}"
    assert of_prd("visibility/internal-field", rows, audience="internal") == []
    assert of_prd("visibility/internal-field", rows, audience="partner") == [
        (3, "`resources.people.cost_rate` is for `internal` readers, but the document has `audience: partner`")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ask 13912345678.", "a mobile number (`139…78`)"),
        ("Ask +86 13912345678 or", "a mobile number"),
        ("身份证 11010519491231002X。", "an identity number (`110…2X`)"),
        ("身份证 110105194912310021。", ""),
        ("Ask 400-123-4567 or support@example.com.", ""),
        ("Order 20260421139123456789 and 1391234567890", ""),
        ("version 1.13912345678.2", ""),
    ],
)
def test_numbers_of_people_stay_inside(text: str, told: str) -> None:
    found = in_body("visibility/personal-data", f"\n## Goals\n\n{text}\n", audience="public")
    assert [(line, message.startswith(told)) for line, message in found] == ([(4, True)] if told else [])
    assert in_body("visibility/personal-data", f"\n## Goals\n\n{text}\n") == []


def test_a_number_in_the_front_matter_is_found() -> None:
    assert of_prd("visibility/personal-data", "risks:\n  - {id: K1, title: Ask 13912345678}", audience="partner") == [
        (2, "a mobile number (`139…78`) in a document for `partner` readers")
    ]


@pytest.mark.parametrize(
    "secret",
    [
        "AKIA" + "ABCDEFGHIJKLMNOP",
        "ghp_" + "a1" * 18,
        "glpat-" + "a1" * 10,
        "xoxb-" + "1" * 12,
        "sk_live_" + "a1" * 12,
        "AIza" + "a" * 35,
        "-----BEGIN RSA " + "PRIVATE KEY-----",
    ],
)
def test_secrets_are_found_in_any_file_and_not_repeated(secret: str) -> None:
    page = {"guide/start.md": f"# Start\n\nUse {secret} here.\n"}
    (found,) = findings(page, "visibility/secret")
    assert (found.line, found.column, found.severity) == (3, 5, "error")
    assert secret not in found.message
    assert in_body("visibility/secret", f"\n```\n{secret}\n```\n") != []


@pytest.mark.parametrize("text", ["AKIA is a prefix", "the ghp_ tokens", "xoxo", "a PRIVATE KEY"])
def test_words_about_secrets_are_none(text: str) -> None:
    assert findings({DEFAULT_PATH: prd(body=text)}, "visibility/secret") == []
