"""To find launches that users notice and that customer service cannot answer for."""

from collections.abc import Iterator

from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.link.launches import is_launch
from prdkit.reading.problem import Key, Path

BLOCK = "support"


@rule(on=Document, severity="warning")
def no_faq(document: Document, site: Site) -> Iterator[Problem]:
    """Users will notice a launch, and there is no question with its answer for customer service.

    The first question comes in the first hour, whether anybody wrote an answer or not. Asked is the launch,
    whose PRDs may hold the answers; a PRD that no launch brings answers for itself.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: rehearsed
    owner: pm.lead
    created: 2026-03-09
    user_visible: true
    support:  # here
      escalation: [cs, product]
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: rehearsed
    owner: pm.lead
    created: 2026-03-09
    user_visible: true
    support:
      escalation: [cs, product]
      faq: [{q: "When do points arrive?", a: 7 days after the order.}]
    ---
    ```
    """
    if document.is_near("support/no-faq") and _answers(document, site) and not _given(document, site, "faq"):
        said = "users will notice this, and customer service has no question with its answer"
        yield Problem(_place(document), said, "Add `faq: [{q: …, a: …}]` to `support:`.")


@rule(on=Document, severity="warning")
def no_escalation(document: Document, site: Site) -> Iterator[Problem]:
    """Users will notice a launch, and nobody says whom customer service asks when it does not know.

    `escalation` lists departments, the nearest first; `hours` and `contact` belong beside it.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: rehearsed  # here
    owner: pm.lead
    created: 2026-03-09
    user_visible: true
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring points
    status: rehearsed
    owner: pm.lead
    created: 2026-03-09
    user_visible: true
    support: {hours: 9-21, contact: cs.lead, escalation: [cs, product, backend]}
    ---
    ```
    """
    wanted = document.is_near("support/no-escalation") and _answers(document, site)
    if wanted and not _given(document, site, "escalation"):
        said = "users will notice this, and nobody says whom customer service asks"
        yield Problem(_place(document), said, "Add `escalation: [cs, product, backend]` to `support:`, nearest first.")


def _answers(document: Document, site: Site) -> bool:
    """Whether support is asked of a document: a launch that users notice, or such a PRD that no launch brings."""
    if not document.type.common or BLOCK not in document.type.blocks or not site.launches.is_seen(document):
        return False
    return is_launch(document) or not site.launches.of(document)


def _given(document: Document, site: Site, key: str) -> bool:
    """Whether a document, or a PRD that it brings, says something under a key of the block."""
    brought = site.launches.brought_by(document) if is_launch(document) else ()
    return any(any(one.record(BLOCK).get(key) or ()) for one in (document, *brought))


def _place(document: Document) -> Path | Key:
    return Key((BLOCK,)) if document.values.get(BLOCK) else ("status",)
