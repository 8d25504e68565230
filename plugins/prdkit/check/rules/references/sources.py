"""To report documents that name nobody who asked, or too few kinds of sources."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.references.naming import links_of
from prdkit.model.document import Document
from prdkit.reading.problem import Span


@rule(on=Document, severity="warning")
def orphan(document: Document, site: Site) -> Iterator[Problem]:
    """A document tells in words alone who asked for it or which goal it serves.

    Only what `sources` and `goals` name can be followed from a demand to what was built, and counted. A
    request in `links.implements` is a source too. Both are looked for once their section is due.

    Bad:

    ```yaml
    goals:
    ```

    ```markdown
    ## Goals <!-- here -->

    Guests should come back sooner.
    ```

    Good:

    ```yaml
    goals: [{objective: Guests come back sooner}]
    ```

    ```markdown
    ## Goals

    They should, because a lost guest costs 31 visits.
    ```
    """
    for name, lacking in (("sources", "nobody who asked for it"), ("goals", "no goal")):
        told = document.values.get(name) or (name == "sources" and links_of(document, "implements"))
        heading = document.section(name)
        spoken = document.is_due(name) and name in document.type.blocks and document.fills(name)
        if spoken and heading is not None and not told:
            line = heading.heading.line
            at = Span(line, 1, line, 1 + len(document.source.lines[line - 1]))
            message = f"`{heading.heading.title}` speaks in words, but the front matter names {lacking}"
            yield Problem(at, message, f"Name at least one in `{name}`.")


_SAID = frozenset(("feedback", "competitors", "research", "internal", "brainstorm"))


_COUNTED = frozenset(("data", "market"))


@rule(on=Document, severity="warning")
def one_kind_of_source(document: Document, site: Site) -> Iterator[Problem]:
    """A document that a tier 1 launch brings out rests on what people say alone, or on numbers alone.

    Numbers tell how many, people tell why; a large launch that knows only one of them guesses the other.

    Bad:

    ```yaml
    launch: LCH-2026-01
    sources: {feedback: [61 support conversations]}  # here
    ```

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring of points
    status: draft
    tier: 1
    owner: pm.lead
    created: 2026-01-12
    ---
    ```

    Good:

    ```yaml
    launch: LCH-2026-01
    sources: {feedback: [61 support conversations], data: [Repeat purchases of 2025]}
    ```

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring of points
    status: draft
    tier: 1
    owner: pm.lead
    created: 2026-01-12
    ---
    ```
    """
    launch = site.find(str(document.values.get("launch") or "")) if document.type.common else None
    sources = document.values.get("sources")
    if launch is None or launch.values.get("tier") != 1 or not sources:
        return
    given = {name for name, named in sources.items() if named}
    for kinds, lacking in ((_SAID, "nothing that people say"), (_COUNTED, "no numbers")):
        if given.isdisjoint(kinds):
            names = ", ".join(f"`{name}`" for name in sorted(kinds))
            message = f"`{launch.id}` is of tier 1, but `sources` names {lacking}"
            yield Problem("sources", message, f"Add one of {names}.")
