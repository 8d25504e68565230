"""To show over all releases how far each version is in each store, and what the stores are told in each language."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from prdkit.blocks.stores.rows import APPROVED, CHANNELS, LISTING, REJECTED, STORES, StoreText, rows, texts
from prdkit.blocks.views import Words
from prdkit.config.stores import Limit, Store
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.view.announcement import product_of
from prdkit.view.notes import order
from prdkit.view.page import PageView

BOARD, SHEET = "stores/index.md", "stores/listing.md"


class Event(NamedTuple):
    """Something that a store did on a day."""

    on: str
    status: str
    tone: str
    reason: str
    next: str


class Standing(NamedTuple):
    """How far a version is in one store or channel. `lang` is empty for all languages."""

    label: str
    lang: str
    status: str
    tone: str
    submitted: str
    phased: str
    package: str
    waiver: str
    history: tuple[Event, ...]


@dataclass(frozen=True)
class Version:
    """A release with its stores and channels."""

    id: str
    title: str
    version: str
    status: str
    day: str
    released: bool
    stores: tuple[Standing, ...]
    channels: tuple[Standing, ...]

    @property
    def approved(self) -> int:
        """How many stores and channels have approved it."""
        return sum(one.tone == "good" for one in (*self.stores, *self.channels))

    @property
    def total(self) -> int:
        """How many stores and channels there are."""
        return len(self.stores) + len(self.channels)


class Counted(NamedTuple):
    """A text of a store with its length; `state` is fits, over, under, or unknown where nobody knows the limit."""

    label: str
    words: str
    length: int
    least: int
    most: int
    most_bytes: int
    weight: int
    share: float
    state: str
    source: str
    verified_on: str


class Listing(NamedTuple):
    """What one store is told in one language, by the newest release that says it."""

    product: str
    store: str
    lang: str
    locale: str
    release: str
    anchor: str
    signed: str
    texts: tuple[Counted, ...]


def versions(site: Site, words: Words) -> tuple[Version, ...]:
    """The releases that speak of stores, newest first."""
    kind = site.config.types.get("release")
    if kind is None or not kind.common:
        return ()
    made = [version_of(release, site, words) for release in site.of_type("release")]
    return tuple(sorted((one for one in made if one.total), key=lambda one: order(one.version), reverse=True))


def version_of(release: Document, site: Site, words: Words) -> Version:
    """How far a release is in its stores."""
    day = release.values.get("released") or release.values.get("planned")
    return Version(
        release.id,
        release.title_in(words.lang),
        str(release.values.get("version") or release.id),
        words.say(release.state.label) or release.status,
        day.isoformat() if isinstance(day, date) else "",
        bool(release.values.get("released")),
        tuple(_standings(release, STORES, "store", site, words)),
        tuple(_standings(release, CHANNELS, "channel", site, words)),
    )


def _standings(release: Document, block: str, key: str, site: Site, words: Words) -> Iterator[Standing]:
    if block not in release.type.blocks:
        return
    labels = release.type.blocks[block].fields["status"].values
    for _, row in rows(release, block):
        name = str(row.get(key) or "")
        store = site.config.stores.get(name)
        status = str(row.get("status") or "")
        phased, day = row.get("phased"), row.get("submit_on")
        share = phased.get("percent") if isinstance(phased, dict) else None
        yield Standing(
            label=words.say(store.label) if store else name,
            lang=str(row.get("locale") or ""),
            status=words.say(labels.get(status, status)),
            tone=tone(status),
            submitted=day.isoformat() if isinstance(day, date) else "",
            phased=f"{share:g} %" if share is not None else "✓" if phased in (True, "true") else "",
            package=str(row.get("package") or ""),
            waiver=words.say(row.get("waiver")),
            history=tuple(
                Event(
                    str(entry.get("on") or ""),
                    words.say(labels.get(entry.get("status"), entry.get("status") or "")),
                    tone(str(entry.get("status") or "")),
                    words.say(entry.get("reason")),
                    words.say(entry.get("next")),
                )
                for entry in reversed(row.get("history") or ())
                if entry
            ),
        )


def tone(status: str) -> str:
    """How a status of a store reads: good, bad or neither."""
    return "good" if status in APPROVED else "bad" if status in REJECTED else ""


def counted(text: StoreText, words: Words) -> Counted:
    """A text beside the limit that its store sets."""
    limit = text.limit
    over = (limit.most is not None and text.length > limit.most) or (
        limit.most_bytes is not None and text.weight > limit.most_bytes
    )
    under = limit.least is not None and text.length < limit.least
    return Counted(
        label=label_of(text.field, limit, words),
        words=text.words,
        length=text.length,
        least=limit.least or 0,
        most=limit.most or 0,
        most_bytes=limit.most_bytes or 0,
        weight=text.weight,
        share=min(100.0, 100 * text.length / limit.most) if limit.most else 0.0,
        state="unknown" if not limit.is_known else "over" if over else "under" if under else "fits",
        source=limit.source,
        verified_on=limit.verified_on.isoformat() if limit.verified_on is not None else "",
    )


def label_of(field: str, limit: Limit, words: Words) -> str:
    """What a text is called: as its store calls it, where that is known."""
    return words.say(limit.label) or words(f"store.{field}")


def listings(site: Site, words: Words) -> tuple[Listing, ...]:
    """What each store is told in each language; the newest release that says something wins."""
    kind = site.config.types.get("release")
    if kind is None or not kind.common:
        return ()
    found: dict[tuple[str, str, str], Listing] = {}
    releases = sorted(site.of_type("release"), key=lambda r: order(str(r.values.get("version") or "")), reverse=True)
    for release in releases:
        product = str(release.values.get("product") or "")
        for (name, lang), made in _listings(release, words).items():
            found.setdefault((product, name, lang), made)
    return tuple(found[key] for key in sorted(found))


def _listings(release: Document, words: Words) -> dict[tuple[str, str], Listing]:
    by_place: dict[tuple[str, str], list[StoreText]] = {}
    for text in texts(release):
        if text.field != "review_notes":
            by_place.setdefault((text.store.name, text.lang), []).append(text)
    signed = {
        (str(row.get("store")), str(row.get("locale"))): row.get("sign_off") or {} for _, row in rows(release, LISTING)
    }
    made = {}
    for (name, lang), told in by_place.items():
        if any(text.path[0] == LISTING for text in told):
            store: Store = told[0].store
            agreed = signed.get((name, lang), {})
            made[name, lang] = Listing(
                product_of(release, words),
                words.say(store.label),
                lang,
                store.locale(lang),
                release.id,
                "-".join(filter(None, (str(release.values.get("product") or ""), name, lang))),
                " ".join(filter(None, (words.person(agreed.get("by") or ""), str(agreed.get("on") or "")))),
                tuple(counted(text, words) for text in told),
            )
    return made


def pages(site: Site, words: Words) -> Iterator[PageView]:
    """The board of versions and stores, and the sheet of texts; nothing where no release speaks of stores."""
    if site.readers != "internal":
        return
    board, sheet = versions(site, words), listings(site, words)
    if board:
        toc = tuple((2, one.id, one.version) for one in board)
        yield PageView(BOARD, words("stores.title"), "pages/stores.html.j2", board, toc)
    if sheet:
        toc = tuple((2, one.anchor, " · ".join(filter(None, (one.product, one.store, one.locale)))) for one in sheet)
        yield PageView(SHEET, words("stores.sheet"), "pages/listing.html.j2", sheet, toc)
