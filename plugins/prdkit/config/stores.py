"""To hold what stores take: which there are, how long their texts may be, how long a review lasts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from prdkit.config.fields import Text
from prdkit.config.naming import Complain

FILE = "stores.yml"


@dataclass(frozen=True, slots=True)
class Limit:
    """How long a text may be: `most` and `least` user-perceived characters, `most_bytes` in UTF-8; None is no limit.

    `verified_on` is the day on which it was compared with `source`, the vendor's page.
    """

    most: int | None = None
    least: int | None = None
    most_bytes: int | None = None
    label: Text = ""
    source: str = ""
    verified_on: date | None = None

    @property
    def is_known(self) -> bool:
        """Whether there is anything to check a text by."""
        return not self.most is self.least is self.most_bytes is None


@dataclass(frozen=True)
class Store:
    """A store or channel. `platform` is ios, android, mini_program, web, desktop or site.

    `mainland` says that it asks for the registrations of mainland China, `review_days` how many working days a review
    takes (None: nobody knows), `locales` what the store calls our languages.
    """

    name: str
    label: Text
    platform: str = ""
    mainland: bool = False
    review_days: int | None = None
    locales: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, Limit] = field(default_factory=dict)

    def locale(self, lang: str) -> str:
        """What the store calls a language; our own name where nobody said."""
        return self.locales.get(lang, lang)

    def limit(self, text: str) -> Limit:
        """How long a text may be; one that says nothing where the store is not known to limit it."""
        return self.texts.get(text, _NONE)


_NONE = Limit()


def stores(raw: Mapping[str, Any]) -> dict[str, Store]:
    """The stores by name in the checked values of `stores.yml`."""
    return {name: _store(name, row) for name, row in (raw.get("stores") or {}).items()}


def _store(name: str, raw: Mapping[str, Any]) -> Store:
    return Store(
        name,
        raw.get("label") or name,
        platform=raw.get("platform") or "",
        mainland=bool(raw.get("mainland")),
        review_days=raw.get("review_days"),
        locales=raw.get("locales") or {},
        texts={text: _limit(row) for text, row in (raw.get("texts") or {}).items()},
    )


def _limit(raw: Mapping[str, Any]) -> Limit:
    return Limit(
        raw.get("max"),
        raw.get("min"),
        raw.get("bytes"),
        raw.get("label") or "",
        raw.get("source") or "",
        raw.get("verified_on"),
    )


def filled(raw: Any, known: Mapping[str, Any]) -> Any:
    """A block as it is written, with the names and labels of the stores where it says `values_from: stores`."""
    if isinstance(raw, list):
        return [filled(item, known) for item in raw]
    if not isinstance(raw, dict):
        return raw
    made = {key: filled(value, known) for key, value in raw.items()}
    if made.get("values_from") == "stores" and "values" not in made:
        made["values"] = {name: store["label"] for name, store in known.items()}
    return made


def cross_check(raw: Mapping[str, Any], complain: Complain) -> None:
    """Report limits that no text could keep."""
    for name, store in (raw.get("stores") or {}).items():
        for text, row in (store.get("texts") or {}).items():
            most, least = row.get("max"), row.get("min")
            if most is not None and least is not None and least > most:
                at = ("stores", name, "texts", text, "min")
                complain(FILE, at, f"`min: {least}` is more than `max: {most}`", "Swap the two numbers.")
