"""To report rows of a checklist that are not ready, or that say so without anything to show for it."""

from collections.abc import Iterator

from prdkit.blocks.checklist.items import DONE, NOT_APPLICABLE, Item
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.check.run import parts
from prdkit.config.fields import say


@rule(on=Document)
def unfinished(document: Document, site: Site) -> Iterator[Problem]:
    """A launch goes live while a blocking item of its checklist is not done.

    What blocks was named so that nobody has to decide it in a hurry. It is `done` with evidence, or `na` with a reason.
    The rule waits for the gate that asks for it; until then `prd advance` and the launch room name these items.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: live
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    checklist:
      - {id: C1, area: product, item: accepted, owner: pm.lead, blocking: true, status: done, evidence: report 118}
      - {id: C2, area: cs, item: shifts are filled, owner: cs.lead, blocking: true, status: blocked}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: live
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    checklist:
      - {id: C1, area: product, item: accepted, owner: pm.lead, blocking: true, status: done, evidence: report 118}
      - {id: C2, area: cs, item: shifts are filled, owner: cs.lead, blocking: true, status: na, reason: nothing new}
      - {id: C3, area: cs, item: mugs are printed, owner: cs.lead, blocking: false, status: doing}
    ---
    ```
    """
    if not document.is_held_to(unfinished.name):
        return
    for item in parts(document, Item):
        if item.blocking and not item.settled:
            hint = "Finish it and set `status: done` with `evidence:`, or `status: na` with a `reason:`."
            yield Problem((*item.path, *item.place("status")), f"blocking item {item.called} is `{item.status}`", hint)


@rule(on=Item)
def no_owner(item: Item, site: Site) -> Iterator[Problem]:
    """A blocking item of a checklist has no owner.

    What belongs to a department belongs to nobody in it. On the last day there must be one person to ask.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    checklist:
      - {id: C1, area: cs, item: shifts are filled, blocking: true, status: doing}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    checklist:
      - {id: C1, area: cs, item: shifts are filled, owner: cs.lead, blocking: true, status: doing}
      - {id: C2, area: sales, item: contracts are amended, blocking: true, status: na, reason: no contracts yet}
    ---
    ```
    """
    if item.blocking and not item.owner and item.status != NOT_APPLICABLE:
        of = site.config.org.people.values()
        near = [f"`{person.name}`" for person in of if person.dept == item.area and person.active]
        hint = f"Add `owner:`, such as {near[0]}." if near else "Add `owner:` with the person who sees to it."
        yield Problem(item.place("id"), f"blocking item {item.called} has no owner", hint)


@rule(on=Item)
def no_evidence(item: Item, site: Site) -> Iterator[Problem]:
    """An item of a checklist is done, and nothing shows it.

    A page, a report, a number with its date: something that the one who decides can look at without asking.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    checklist:
      - {id: C1, area: ops, item: goods are on the shelf, owner: growth.ops, blocking: true, status: done}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    checklist:
      - {id: C1, area: ops, item: goods are on the shelf, owner: growth.ops, blocking: true, status: done,
        evidence: "https://ops.example/goods/88"}
    ---
    ```
    """
    if item.status == DONE and not str(item.values.get("evidence") or "").strip():
        hint = "Add `evidence:` with a link, a document's id or what was seen and when."
        yield Problem(item.place("status"), f"item {item.called} is `done` without evidence", hint)


@rule(on=Item)
def no_reason(item: Item, site: Site) -> Iterator[Problem]:
    """An item of a checklist is not applicable, and nobody says why.

    Without a reason it cannot be told from one that was forgotten.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    checklist:
      - {id: C1, area: sales, item: business customers are told, owner: sales.lead, status: na}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    checklist:
      - {id: C1, area: sales, item: business customers are told, status: na, reason: they cannot use points yet}
    ---
    ```
    """
    if item.status == NOT_APPLICABLE and not say(item.values.get("reason"), "en").strip():
        yield Problem(item.place("status"), f"item {item.called} is `na` without a reason", "Add `reason:`.")


@rule(on=Document, severity="warning")
def overdue(document: Document, site: Site) -> Iterator[Problem]:
    """An item of a checklist was due before today and is not done.

    Either the work is late or the day is wrong; both move the launch. A launch that is over is left alone.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    checklist:
      - {id: C1, area: cs, item: shifts are filled, owner: cs.lead, due: 2026-06-12, status: doing}  # here
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    checklist:
      - {id: C1, area: cs, item: shifts are filled, owner: cs.lead, due: 2026-06-22, status: doing}
      - {id: C2, area: cs, item: answers are written, owner: cs.lead, due: 2026-06-12, status: done, evidence: page 7}
    ---
    ```
    """
    if document.state.side or document.status == document.type.last:
        return
    for item in parts(document, Item):
        if item.due is not None and item.due < site.as_of and not item.settled:
            late = (site.as_of - item.due).days
            days = "1 day" if late == 1 else f"{late} days"
            message = f"item {item.called} was due on {item.due}, {days} ago, and is `{item.status}`"
            yield Problem((*item.path, "due"), message, "Finish it, or agree on another day and say so in `due`.")
