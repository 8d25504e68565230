"""To report texts that a store would refuse for their length, and keywords that are spent for nothing."""

from collections.abc import Iterator

from prdkit.blocks.stores.rows import LISTING, STORES, StoreText, rows, texts, words_of
from prdkit.check.registry import Document, Problem, Site, rule


@rule(on=Document)
def too_long(document: Document, site: Site) -> Iterator[Problem]:
    """A text for a store is longer, or shorter, than the store takes.

    Stores cut in the middle of a word, or refuse the version on the last evening. Limits stand in
    `site_config/stores.yml`, with their source; counted is what readers see as one character.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-05-12
    aso:
      - store: apple
        locale: en
        name: Daylight Coffee
        subtitle: Order ahead, earn points, skip the line  # here
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
    aso:
      - store: apple
        locale: en
        name: Daylight Coffee
        subtitle: Order ahead and earn points
    ---
    ```
    """
    yield from _shares(document)
    for text in texts(document):
        said = f"`{text.field}` for `{text.store.name}` in {text.lang} has {text.length} characters"
        most, least = text.limit.most, text.limit.least
        if most is not None and text.length > most:
            hint = f"Take out {text.length - most}. The limit is from {text.limit.source or 'stores.yml'}."
            yield Problem(text.path, f"{said}; the store takes {most}", hint)
        if least is not None and text.length < least:
            yield Problem(text.path, f"{said}; the store wants {least} at least", "Say more.")


def _shares(document: Document) -> Iterator[Problem]:
    """Shares of a phased release that are no shares."""
    for number, row in rows(document, STORES):
        phased = row.get("phased")
        share = phased.get("percent") if isinstance(phased, dict) else None
        if isinstance(share, (int, float)) and not 0 <= share <= 100:
            message = f"`percent: {share:g}` of the phased release in `{row.get('store')}` lies outside 0 to 100"
            yield Problem((STORES, number, "phased", "percent"), message, "Write the share of users: `percent: 10`.")


@rule(on=Document, severity="warning")
def too_heavy(document: Document, site: Site) -> Iterator[Problem]:
    """A text for a store has more bytes in UTF-8 than the store takes.

    A Chinese character has three bytes. Apple's page gives the limit of keywords in bytes, its form counts characters:
    below both nothing can go wrong.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-05-12
    aso:
      - store: apple
        locale: zh-Hans
        keywords: "咖啡外卖,会员积分,拿铁咖啡,美式咖啡,早餐面包,下午茶点,甜品蛋糕,奶茶果茶"  # here
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
    aso:
      - {store: apple, locale: zh-Hans, keywords: "外卖,会员,拿铁,美式,早餐"}
    ---
    ```
    """
    for text in texts(document):
        most = text.limit.most_bytes
        if most is not None and text.weight > most:
            message = (
                f"`{text.field}` for `{text.store.name}` in {text.lang} has {text.weight} bytes in UTF-8, above {most}"
            )
            yield Problem(text.path, message, "Drop the weakest words.")


@rule(on=Document, severity="warning")
def wasted_keyword(document: Document, site: Site) -> Iterator[Problem]:
    """A keyword stands there twice, stands in the name or subtitle already, or has a blank before it.

    Stores search name and subtitle anyway, and a blank counts as a character.

    Bad:

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    version: "5.2.0"
    status: planned
    owner: pm.lead
    created: 2026-05-12
    aso:
      - {store: apple, locale: en, name: Daylight Coffee, keywords: "latte, espresso,coffee,latte"}  # here
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
    aso:
      - {store: apple, locale: en, name: Daylight Coffee, keywords: "latte,espresso,takeaway"}
    ---
    ```
    """
    for number, row in rows(document, LISTING):
        keywords = row.get("keywords")
        if isinstance(keywords, str):
            told = " ".join(str(row.get(key) or "") for key in ("name", "subtitle")).casefold()
            at = (LISTING, number, "keywords")
            for message, hint in _wasted(keywords, told):
                yield Problem(at, message, hint)


def _wasted(keywords: str, told: str) -> Iterator[tuple[str, str]]:
    """What is wrong with keywords, given the words of name and subtitle."""
    seen: set[str] = set()
    parts = words_of(keywords)
    if any(word != word.strip() for word in parts):
        yield "a keyword has a blank beside its comma", "Write `latte,espresso`."
    for word in (part.strip() for part in parts):
        folded = word.casefold()
        if folded in seen:
            yield f"the keyword `{word}` stands there twice", "Delete one of the two."
        elif _says(told, folded):
            yield f"the keyword `{word}` stands in the name or the subtitle already", "Use the room for another word."
        seen.add(folded)


def _says(told: str, word: str) -> bool:
    """Whether words hold a word: as a word of its own where it is spelt with letters."""
    return word in told.replace(",", " ").split() if word.isascii() else word in told


__all__ = ["StoreText", "too_heavy", "too_long", "wasted_keyword"]
