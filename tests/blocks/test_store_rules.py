"""To test what is asked of texts for stores, channels and reviews: messages, counts and places."""

from prdkit.config.config import load
from prdkit.testing import findings, site

PATH = "releases/REL-5.2.0.md"


def said(front_matter: str, *rules: str, status: str = "frozen") -> list[tuple[int, int, str]]:
    head = f'id: REL-5.2.0\ntitle: Points\nversion: "5.2.0"\nstatus: {status}\nowner: pm.lead\ncreated: 2026-06-01\n'
    found = findings({PATH: f"---\n{head}{front_matter.strip()}\n---\n"}, *rules)
    return [(finding.line - 7, finding.column, finding.message) for finding in found]


def test_lengths_are_told_with_count_and_limit_at_the_text() -> None:
    text = """
aso:
  - store: apple
    locale: en
    name: X
    subtitle: "Order ahead \U0001f469\u200d\U0001f469\u200d\U0001f467, earn, skip the line"
stores:
  - store: google
    locale: en
    whats_new: {en: fine, zh-Hans: "REPEATED"}
""".replace("REPEATED", "新" * 501)
    assert said(text, "stores/too-long") == [
        (4, 11, "`name` for `apple` in en has 1 characters; the store wants 2 at least"),
        (5, 15, "`subtitle` for `apple` in en has 34 characters; the store takes 30"),
        (9, 36, "`whats_new` for `google` in zh-Hans has 501 characters; the store takes 500"),
    ]


def test_keywords_that_are_spent_for_nothing() -> None:
    text = 'aso: [{store: apple, locale: en, name: Daylight, subtitle: Latte to go, keywords: "latte,cafe, tea,cafe"}]'
    assert [message for _, _, message in said(text, "stores/wasted-keyword")] == [
        "a keyword has a blank beside its comma",
        "the keyword `cafe` stands there twice",
        "the keyword `latte` stands in the name or the subtitle already",
    ]


def test_a_review_that_ends_too_late_names_the_last_day() -> None:
    text = "planned: 2026-06-23\nstores: [{store: huawei, locale: en, submit_on: 2026-06-19, status: preparing}]"
    made = findings(
        {
            PATH: f'---\nid: REL-5.2.0\ntitle: P\nversion: "5.2.0"\nstatus: frozen\nowner: pm.lead\n'
            f"created: 2026-06-01\n{text}\n---\n"
        },
        "stores/late-submission",
    )
    assert [(found.message, found.hint) for found in made] == [
        (
            "submitted on 2026-06-19, `huawei` answers about 2026-06-24, after the release on 2026-06-23",
            "A review takes 3 working days: submit by 2026-06-17.",
        )
    ]


def test_what_the_gates_hold_a_release_to() -> None:
    text = """
stores: [{store: huawei, locale: zh-Hans, status: in_review}]
aso: [{store: huawei, locale: zh-Hans, name: 拾光}]
android_channels: [{channel: oppo, status: in_review}, {channel: vivo, status: live}, {channel: baidu, waiver: later}]
compliance: {soft_copyright: 2024SR0000000, app_filing: 沪ICP备1号, privacy_url: "https://m.example/p"}
"""
    assert said(text, "stores/*") == []
    assert [message for _, _, message in said(text, "stores/*", status="rolling_out")] == [
        "`huawei` is not told what is new",
        "the listing for `huawei` in zh-Hans was agreed by nobody",
        "channel `oppo` is `in_review`",
        "channel `vivo` has no package",
        "`huawei`, `oppo`, `vivo` ask for `test_account`, which `compliance` does not give",
    ]


def test_a_place_of_the_vault_is_no_password() -> None:
    for account in (
        "vault:store-review",
        "1Password, entry store review",
        "see the safe",
        "vault:store-review, see https://a@b.example, page",
    ):
        assert said(f'compliance: {{test_account: "{account}"}}', "stores/password") == []
    for account in (
        "a@b.example / hunter2",
        "密码：coffee",
        "user review, password: x",
        "review coffee2026",
        "pw: hunter2",
    ):
        assert len(said(f'compliance: {{test_account: "{account}"}}', "stores/password")) == 1


def test_a_store_of_the_team_s_own_is_checked_like_any_other(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "site_config").mkdir()
    own = "stores:\n  kiosk: {label: Kiosk, texts: {name: {max: 4}}}\n"
    (tmp_path / "site_config" / "stores.yml").write_text(own, encoding="utf-8")
    text = '---\nid: REL-5.2.0\ntitle: P\nversion: "5.2.0"\nstatus: frozen\nowner: pm.lead\ncreated: 2026-06-01\n'
    files = {PATH: f"{text}aso: [{{store: kiosk, locale: en, name: Daylight}}]\n---\n"}
    found = findings(site(files, load(tmp_path)), "stores/too-long", "fields/*")
    assert [finding.message for finding in found if finding.rule == "stores/too-long"] == [
        "`name` for `kiosk` in en has 8 characters; the store takes 4"
    ]


def test_a_rejection_without_a_history_and_a_share_above_all() -> None:
    text = """
stores:
  - {store: apple, locale: en, status: rejected}
  - {store: huawei, locale: zh-Hans, status: in_review, phased: {percent: 250}}
"""
    assert said(text, "stores/unexplained-rejection", "stores/too-long") == [
        (2, 40, "`apple` rejected the version, and the history does not say when or why"),
        (3, 75, "`percent: 250` of the phased release in `huawei` lies outside 0 to 100"),
    ]


def test_no_channel_at_all_is_missed_too() -> None:
    head = "title: P\nowner: pm.lead\ncreated: 2026-06-01\nproduct: PROD-app\n"
    old = f'---\nid: REL-5.1.0\nversion: "5.1.0"\nstatus: shipped\nreleased: 2026-05-01\n{head}'
    old += "android_channels: [{channel: oppo, package: a.apk, status: live}]\n---\n"
    new = f'---\nid: REL-5.2.0\nversion: "5.2.0"\nstatus: rolling_out\n{head}---\n'
    found = findings({PATH: new, "releases/REL-5.1.0.md": old}, "stores/missing-channel")
    assert [(one.line, one.message) for one in found] == [(4, "`oppo` had `REL-5.1.0`, but is not among the channels")]
