"""To report submissions to stores that do not hold together: versions, histories, rejections, days."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from prdkit.blocks.stores.rows import REJECTED, STORES, rows
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.reading.problem import Path


@rule(on=Document)
def other_version(document: Document, site: Site) -> Iterator[Problem]:
    """A row of a store is about another version than its release.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-05-12
    stores:
      - {store: huawei, version: "5.1.9", locale: en, status: in_review}  # here
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
    stores:
      - {store: huawei, version: "5.2.0", locale: en, status: in_review}
    ---
    ```
    """
    version = document.values.get("version")
    for number, row in rows(document, STORES):
        if version and row.get("version") and row["version"] != version:
            message = f"`{row.get('store')}` has version `{row['version']}`, but the release is `{version}`"
            yield Problem((STORES, number, "version"), message, "Correct it, or move the row to the release it is of.")


@rule(on=Document)
def unexplained_rejection(document: Document, site: Site) -> Iterator[Problem]:
    """A store rejected a version, and the release does not say why or what is done about it.

    The next version is rejected for the same reason when nobody wrote it down.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-05-12
    stores:
      - store: apple
        locale: en
        status: in_review
        history:
          - {on: 2026-05-14, status: rejected, reason: "2.3.1, hidden features"}  # here
          - {on: 2026-05-16, status: in_review}
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
    stores:
      - store: apple
        locale: en
        status: in_review
        history:
          - {on: 2026-05-14, status: rejected, reason: "2.3.1, hidden features", next: the notes explain the switch}
          - {on: 2026-05-16, status: in_review}
    ---
    ```
    """
    for number, row in rows(document, STORES):
        told = [entry.get("status") for entry in row.get("history") or () if entry]
        if row.get("status") in REJECTED and row["status"] not in told:
            message = f"`{row.get('store')}` rejected the version, and the history does not say when or why"
            hint = "Add a row to `history` with `on`, `status`, `reason` and `next`."
            yield Problem((STORES, number, "status"), message, hint)
        for place, entry in enumerate(row.get("history") or ()):
            if entry and entry.get("status") in REJECTED:
                lacking = [key for key in ("reason", "next") if not entry.get(key)]
                if lacking:
                    listed = " and ".join(f"`{key}`" for key in lacking)
                    message = f"the rejection by `{row.get('store')}` has no {listed}"
                    hint = "Add `reason:` with what the store said, and `next:` with what is done about it."
                    yield Problem((STORES, number, "history", place), message, hint)


@rule(on=Document, severity="warning")
def other_status(document: Document, site: Site) -> Iterator[Problem]:
    """The status of a store is not that of the last entry of its history, or the history goes back in time.

    Whoever asks at noon reads the one or the other.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-05-12
    stores:
      - store: vivo
        locale: en
        status: in_review  # here
        history:
          - {on: 2026-05-14, status: in_review}
          - {on: 2026-05-16, status: approved}
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
    stores:
      - store: vivo
        locale: en
        status: approved
        history:
          - {on: 2026-05-14, status: in_review}
          - {on: 2026-05-16, status: approved}
    ---
    ```
    """
    for number, row in rows(document, STORES):
        entries = [(place, entry) for place, entry in enumerate(row.get("history") or ()) if entry]
        yield from _falling(entries, (STORES, number, "history"))
        last = entries[-1][1].get("status") if entries else None
        status = row.get("status")
        if last and status and status != last and not (last == "approved" and status in ("live", "phased")):
            message = f"`status: {status}`, but the last entry of the history is `{last}`"
            yield Problem((STORES, number, "status"), message, "Add the entry with its day, or correct the status.")


def _falling(entries: list[tuple[int, Mapping[str, Any]]], at: Path) -> Iterator[Problem]:
    latest: date | None = None
    for place, entry in entries:
        day = entry.get("on")
        if isinstance(day, date):
            if latest is not None and day < latest:
                yield Problem((*at, place, "on"), f"{day} stands behind {latest}", "Order the history by day.")
            latest = day if latest is None else max(latest, day)


@rule(on=Document, severity="warning")
def late_submission(document: Document, site: Site) -> Iterator[Problem]:
    """A version is submitted so late that the store's usual review ends after the planned day of release.

    Counted are working days of `site_config/calendar.yml`; how many a review takes stands in `stores.yml`, or in
    `review_days` of the row.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-05-12
    planned: 2026-06-23
    stores:
      - {store: huawei, locale: en, submit_on: 2026-06-22, status: preparing}  # here
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
    planned: 2026-06-23
    stores:
      - {store: huawei, locale: en, submit_on: 2026-06-11, status: preparing}
    ---
    ```
    """
    planned = document.values.get("planned")
    if not isinstance(planned, date) or document.values.get("released"):
        return
    calendar = site.config.calendar
    for number, row in rows(document, STORES):
        store = site.config.stores.get(str(row.get("store") or ""))
        days = row.get("review_days") if row.get("review_days") is not None else store and store.review_days
        day = row.get("submit_on")
        if isinstance(day, date) and day > planned:
            message = f"`{row.get('store')}` is submitted to on {day}, after the release on {planned}"
            yield Problem((STORES, number, "submit_on"), message, "Correct one of the two days.")
        elif isinstance(day, date) and days and row.get("status") in (None, "preparing"):
            ready = calendar.add_workdays(day, int(days))
            if ready > planned:
                message = (
                    f"submitted on {day}, `{row.get('store')}` answers about {ready}, after the release on {planned}"
                )
                hint = f"A review takes {days:g} working days: submit by {calendar.add_workdays(planned, -int(days))}."
                yield Problem((STORES, number, "submit_on"), message, hint)


@rule(on=Document)
def news_of_nothing(document: Document, site: Site) -> Iterator[Problem]:
    """A first version tells what is new in it, or a later one does not.

    Stores refuse the one, and users skip the other.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-05-12
    stores:
      - {store: apple, locale: en, status: preparing, first_version: true, whats_new: The points shop is open.}  # here
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
    stores:
      - {store: apple, locale: en, status: preparing, whats_new: The points shop is open.}
    ---
    ```
    """
    held = document.is_held_to(news_of_nothing.name)
    for number, row in rows(document, STORES):
        if row.get("first_version") and row.get("whats_new"):
            message = f"the first version in `{row.get('store')}` tells what is new"
            yield Problem((STORES, number, "whats_new"), message, "Take `whats_new` out.")
        elif held and not row.get("first_version") and not row.get("whats_new"):
            hint = "Add `whats_new:`, or say `first_version: true`."
            yield Problem((STORES, number), f"`{row.get('store')}` is not told what is new", hint)
