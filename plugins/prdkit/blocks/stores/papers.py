"""To report releases that a store would not take: no signature, no package, no registration; and secrets in them."""

import re
from collections.abc import Iterator

from prdkit.blocks.stores.rows import APPROVED, CHANNELS, COMPLIANCE, LISTING, STORES, rows
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.check.wording import listed
from prdkit.reading.problem import Key

_NEEDED = {
    "soft_copyright": "number of the software copyright (软著)",
    "app_filing": "filing number of the app (APP 备案)",
    "privacy_url": "address of the privacy policy",
    "test_account": "place where the test account is kept, such as `vault:store-review`",
}
_PASSWORD = re.compile(
    r"\b(?:pass(?:word|wd)?|pwd|pw)\b\s*[:：=]|(?:密码|密碼|口令)\s*(?:[:：=]|(?=[\x21-\x7e]))"
    r"|^[\w.+-]+@[\w.-]+\s*[/|,，]\s*\S+$|^[\w.+-]+(?:\s*[/|]\s*|:|\s+)(?=\S*\d)(?=\S*[A-Za-z])[^\s/:]{6,}$",
    re.IGNORECASE,
)
"""A password that is called so, or a name with one word of letters and digits behind it."""


@rule(on=Document)
def unsigned_listing(document: Document, site: Site) -> Iterator[Problem]:
    """Name, subtitle and keywords for a store were agreed by nobody.

    They decide whether the app is found at all, and a store shows them for weeks.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: submitted
    owner: pm.lead
    created: 2026-05-12
    aso:
      - {store: apple, locale: en, name: Daylight Coffee, subtitle: Order ahead}  # here
    ---
    ```

    Good:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: submitted
    owner: pm.lead
    created: 2026-05-12
    aso:
      - store: apple
        locale: en
        name: Daylight Coffee
        subtitle: Order ahead
        sign_off: {by: aso.lead, on: 2026-05-20}
    ---
    ```
    """
    if not document.is_held_to(unsigned_listing.name):
        return
    for number, row in rows(document, LISTING):
        if not row.get("sign_off"):
            message = f"the listing for `{row.get('store')}` in {row.get('locale')} was agreed by nobody"
            yield Problem((LISTING, number), message, "Add `sign_off: {by: …, on: …}`.")


@rule(on=Document)
def unready_channel(document: Document, site: Site) -> Iterator[Problem]:
    """A release goes out, and an Android channel has no package, or did not approve it.

    A row with `waiver:` says why the release does not wait for it.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: rolling_out
    owner: pm.lead
    created: 2026-05-12
    android_channels:
      - {channel: huawei, package: app-huawei.apk, status: approved}
      - {channel: oppo, package: app-oppo.apk, status: in_review}  # here
    ---
    ```

    Good:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: rolling_out
    owner: pm.lead
    created: 2026-05-12
    android_channels:
      - {channel: huawei, package: app-huawei.apk, status: approved}
      - {channel: oppo, package: app-oppo.apk, status: in_review, waiver: follows two days later}
    ---
    ```
    """
    if not document.is_held_to(unready_channel.name):
        return
    for number, row in rows(document, CHANNELS):
        if row.get("waiver"):
            continue
        hint = "Bring it so far, or say in `waiver:` why the release does not wait for it."
        if row.get("status") not in APPROVED:
            told = f"channel `{row.get('channel')}` is `{row.get('status') or 'without status'}`"
            yield Problem((CHANNELS, number), told, hint)
        elif not row.get("package"):
            yield Problem((CHANNELS, number), f"channel `{row.get('channel')}` has no package", hint)


@rule(on=Document)
def missing_channel(document: Document, site: Site) -> Iterator[Problem]:
    """A release goes out without a channel that the release before it was in.

    Its users stay behind, and nobody decided that. Compared is the last release of the product that was shipped.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: shipped
    owner: pm.lead
    created: 2026-05-12
    product: PROD-app
    released: 2026-05-20
    android_channels:
      - {channel: huawei, package: a.apk, status: live}
      - {channel: oppo, package: b.apk, status: live}
    ---
    ```

    ```file releases/REL-5.3.0.md
    ---
    id: REL-5.3.0
    title: Referral
    version: "5.3.0"
    status: rolling_out
    owner: pm.lead
    created: 2026-05-22
    product: PROD-app
    android_channels:  # here
      - {channel: huawei, package: a.apk, status: live}
    ---
    ```

    Good:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: shipped
    owner: pm.lead
    created: 2026-05-12
    product: PROD-app
    released: 2026-05-20
    android_channels:
      - {channel: huawei, package: a.apk, status: live}
      - {channel: oppo, package: b.apk, status: live}
    ---
    ```

    ```file releases/REL-5.3.0.md
    ---
    id: REL-5.3.0
    title: Referral
    version: "5.3.0"
    status: rolling_out
    owner: pm.lead
    created: 2026-05-22
    product: PROD-app
    android_channels:
      - {channel: huawei, package: a.apk, status: live}
      - {channel: oppo, status: removed, waiver: the store closed}
    ---
    ```
    """
    if not document.is_held_to(missing_channel.name):
        return
    before = _before(document, site)
    if before is None:
        return
    own = {row.get("channel") for _, row in rows(document, CHANNELS)}
    lacking = [str(row["channel"]) for _, row in rows(before, CHANNELS) if row.get("channel") not in own]
    if lacking:
        hint = "Add a row for each, with its package, or with `waiver:` and the reason."
        at = Key((CHANNELS,)) if CHANNELS in document.source.values else "status"
        yield Problem(at, f"{listed(lacking)} had `{before.id}`, but is not among the channels", hint)


def _before(document: Document, site: Site) -> Document | None:
    """The release of the product that was shipped last before a document."""
    product = document.values.get("product")
    shipped = [
        other
        for other in site.of_type(document.type.name)
        if other is not document and other.values.get("product") == product and other.values.get("released")
    ]
    own = document.values.get("released")
    shipped = [other for other in shipped if own is None or other.values["released"] < own]
    return max(shipped, key=lambda other: (other.values["released"], other.id), default=None)


@rule(on=Document)
def no_registration(document: Document, site: Site) -> Iterator[Problem]:
    """A release goes to stores of mainland China without a registration that they ask for.

    Which stores these are stands in `site_config/stores.yml` (`mainland: true`).

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: submitted
    owner: pm.lead
    created: 2026-05-12
    stores:
      - {store: huawei, locale: zh-Hans, status: in_review, whats_new: 积分商城上线}
    compliance:  # here
      soft_copyright: 2024SR0000000
      privacy_url: "https://m.example/privacy"
      test_account: vault:store-review
    ---
    ```

    Good:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: submitted
    owner: pm.lead
    created: 2026-05-12
    stores:
      - {store: huawei, locale: zh-Hans, status: in_review, whats_new: 积分商城上线}
    compliance:
      soft_copyright: 2024SR0000000
      app_filing: 沪ICP备00000000号-2A
      privacy_url: "https://m.example/privacy"
      test_account: vault:store-review
    ---
    ```
    """
    if not document.is_held_to(no_registration.name):
        return
    names = [str(row.get(key) or "") for block, key in _NAMING for _, row in rows(document, block)]
    asking = [name for name in dict.fromkeys(names) if name in site.config.stores and site.config.stores[name].mainland]
    if not asking:
        return
    given = document.record(COMPLIANCE)
    block = next((name for name in (COMPLIANCE, STORES, CHANNELS) if name in document.values), STORES)
    for key, meaning in _NEEDED.items():
        if not given.get(key):
            message = f"{listed(asking[:3])} ask for `{key}`, which `{COMPLIANCE}` does not give"
            yield Problem(Key((block,)), message, f"Add the {meaning}.")


_NAMING = ((STORES, "store"), (CHANNELS, "channel"))


@rule(on=Document, fixed=True)
def password(document: Document, site: Site) -> Iterator[Problem]:
    """The test account for a store's reviewers is written down with its password.

    The repository is read by more people than the store, and git forgets nothing.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-05-12
    compliance: {test_account: "review@example.org / coffee-2026"}  # here
    ---
    ```

    Good:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-05-12
    compliance: {test_account: "vault:store-review"}
    ---
    ```
    """
    account = document.record(COMPLIANCE).get("test_account")
    if isinstance(account, str) and _PASSWORD.search(account):
        hint = "Keep it in the vault, and write where: `vault:store-review`. Change the password now."
        yield Problem((COMPLIANCE, "test_account"), "the test account stands here with its password", hint)
