"""To find launches that do not say what their market is told, or do not know whom they speak to."""

from collections.abc import Iterator, Mapping
from typing import Any

from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.config.fields import say
from prdkit.link.launches import is_launch
from prdkit.reading.problem import Key

_PARTS = {"tob": ("pain", "solution"), "toc": ("emotion", "experience")}
_MARKETS = {"tob": ("tob",), "toc": ("toc",), "both": ("tob", "toc")}


@rule(on=Document, severity="warning")
def no_message(document: Document, site: Site) -> Iterator[Problem]:
    """A launch does not say what its market is told.

    A business buys a better process: it needs its pain and how the process improves. A consumer needs a feeling
    and an experience. Which of them a launch writes down follows from its `market`.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Corporate orders
    status: planning
    owner: pm.lead
    created: 2026-03-09
    market: tob
    message:  # here
      tob:
        pain: Assistants collect 30 orders in a chat every noon
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Corporate orders
    status: planning
    owner: pm.lead
    created: 2026-03-09
    market: tob
    message:
      tob:
        pain: Assistants collect 30 orders in a chat every noon
        solution: Everybody orders for themselves, the company gets one invoice a month
    ---
    ```
    """
    if not is_launch(document) or "message" not in document.type.fields:
        return
    given, fields = document.values.get("message"), document.type.fields["message"].fields
    for market in _MARKETS.get(str(document.values.get("market")), ()):
        missing = [part for part in _PARTS[market] if not _said(given, market, part)]
        if missing and market in fields:
            named = " and ".join(f"`{part}` ({_label(fields[market].fields, part)})" for part in missing)
            said = f"`market: {document.values['market']}` wants `message.{market}`, which lacks {named}"
            yield Problem(Key(("message",)) if given else "market", said, f"Add {_example(market, missing)}.")


def _said(message: Any, market: str, part: str) -> bool:
    inner = message.get(market) if isinstance(message, dict) else None
    return bool(isinstance(inner, dict) and inner.get(part))


def _label(fields: Mapping[str, Any], part: str) -> str:
    return say(fields[part].label, "en").lower() if part in fields else part


def _example(market: str, parts: list[str]) -> str:
    return f"`message: {{{market}: {{{', '.join(f'{part}: …' for part in parts)}}}}}`"


@rule(on=Document, severity="warning")
def no_persona(document: Document, site: Site) -> Iterator[Problem]:
    """A launch chooses channels and names nobody whom they should reach.

    A channel is good where the people are who should hear of it. Personas of the launch count, and those of
    the PRDs that it brings.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: planning
    owner: pm.lead
    created: 2026-03-09
    channel_mix:  # here
      - {channel: Own community, weight: 100}
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: planning
    owner: pm.lead
    created: 2026-03-09
    channel_mix:
      - {channel: Own community, weight: 100}
    personas:
      - {name: Commuter, media: [chat groups, morning news]}
    ---
    ```
    """
    if not is_launch(document) or not document.rows("channel_mix"):
        return
    if not any(one.rows("personas") for one in (document, *site.launches.brought_by(document))):
        said = "channels are chosen, and no persona says whom they should reach"
        yield Problem(Key(("channel_mix",)), said, "Add `personas: [{name: …, media: […]}]`, here or in a PRD.")


@rule(on=Document, severity="warning")
def persona_without_media(document: Document, site: Site) -> Iterator[Problem]:
    """A persona of a launch does not say where it can be reached.

    What people read, watch and belong to is what channels are chosen by.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: planning
    owner: pm.lead
    created: 2026-03-09
    personas:
      - name: Commuter  # here
        segment: three orders a week
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: planning
    owner: pm.lead
    created: 2026-03-09
    personas:
      - name: Commuter
        segment: three orders a week
        media: [chat groups, morning news]
    ---
    ```
    """
    for number, row in document.rows("personas") if is_launch(document) else ():
        if row.get("name") and not row.get("media"):
            said = f"persona `{say(row['name'], 'en')}` does not say where it can be reached"
            yield Problem(
                ("personas", number, "name"), said, "Add `media:` with what it reads, watches and belongs to."
            )
