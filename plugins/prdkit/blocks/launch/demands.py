"""To report launches without a tier, or whose checklist leaves out what the tier asks for."""

from collections.abc import Iterator
from datetime import timedelta

from prdkit.blocks.checklist.items import BLOCK, Item
from prdkit.blocks.launch.plan import areas_of, go_live, has_gone_live, is_launch, tier_of
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.check.wording import listed
from prdkit.config.fields import say
from prdkit.config.launching import Topic
from prdkit.reading.problem import Key


@rule(on=Document)
def no_tier(document: Document, site: Site) -> Iterator[Problem]:
    """A launch plan has no tier.

    The tier decides how much must be ready: which areas the checklist covers, whether it is rehearsed, when it is
    reviewed. What each tier asks for stands in `site_config/launch.yml`.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing  # here
    owner: pm.lead
    created: 2026-03-09
    market: toc
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
    tier: 2
    market: toc
    ---
    ```
    """
    if is_launch(document) and site.config.launching.tiers and document.source.values.get("tier") in (None, ""):
        known = "; ".join(f"`{tier.name}` {say(tier.label, 'en')}" for tier in site.config.launching.tiers.values())
        yield Problem(
            "status", "a launch plan has a `tier`, and this one has none", f"Add `tier:` with one of: {known}."
        )


@rule(on=Document)
def unknown_tier(document: Document, site: Site) -> Iterator[Problem]:
    """A launch plan names a tier that launch.yml does not have.

    Nothing can then be asked of it, and it looks as if all were ready.

    Bad:

    ```config launch.yml
    tiers: {3: }
    further_areas: []
    ```

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3  # here
    market: toc
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
    market: toc
    ---
    ```
    """
    said, tiers = document.values.get("tier"), site.config.launching.tiers
    if is_launch(document) and said is not None and tiers and str(said) not in tiers:
        hint = f"Known: {listed(tiers)}. Another tier is added in `site_config/launch.yml`."
        yield Problem("tier", f"`tier: {said}` is not a tier of `launch.yml`", hint)


@rule(on=Document)
def uncovered_area(document: Document, site: Site) -> Iterator[Problem]:
    """The checklist of a launch has no row for an area that its tier and market ask for.

    An area without a row was forgotten, or has nothing to do: then a row with `status: na` and a reason says so.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    checklist:  # here
      - {id: C1, area: product, item: accepted on stage, owner: pm.lead, blocking: true, status: open}
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
      - {id: C1, area: product, item: accepted on stage, owner: pm.lead, blocking: true, status: open}
      - {id: C2, area: cs, item: answers are written, status: na, reason: nothing that a customer sees}
    ---
    ```
    """
    if not is_launch(document) or not document.values.get(BLOCK):
        return
    there = {item.area for item in Item.all(document)}
    for area in areas_of(document):
        if area not in there:
            message = f"the checklist has no row for `{area}`, which tier {document.values['tier']} asks for"
            hint = f"Add a row with `area: {area}`, or one with `status: na` and the reason why it has nothing to do."
            yield Problem(Key((BLOCK,)), message, hint)


@rule(on=Document)
def uncovered_topic(document: Document, site: Site) -> Iterator[Problem]:
    """The checklist of a launch does not speak of something that its tier asks for.

    Going live means that operations and customer service are ready: goods on the shelf, the activity page, the answers
    that users will get. A row of the area speaks of it by one of the words that `launch.yml` lists, or says `covers:`.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 2
    checklist:  # here
      - {id: C1, area: ops, item: goods are on the shelf, owner: growth.ops, status: open}
      - {id: C2, area: ops, item: the campaign page can be previewed, owner: growth.ops, status: open}
      - {id: C3, area: cs, item: shifts are filled, owner: cs.lead, status: open}
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
    tier: 2
    checklist:
      - {id: C1, area: ops, item: goods are on the shelf, owner: growth.ops, status: open}
      - {id: C2, area: ops, item: the microsite is up, covers: activity_page, owner: growth.ops, status: open}
      - {id: C3, area: cs, item: the FAQ is written, owner: cs.lead, status: open}
    ---
    ```
    """
    tier = tier_of(document) if is_launch(document) and document.values.get(BLOCK) else None
    if tier is None:
        return
    for topic in site.config.launching.topics_of(tier):
        rows = [item for item in Item.all(document) if item.area == topic.area]
        if rows and not any(_covers(item, topic) for item in rows):
            message = f"no row of `{topic.area}` in the checklist speaks of `{topic.name}` ({say(topic.label, 'en')})"
            hint = f"Add one that does, or write `covers: {topic.name}` in the row that means it."
            yield Problem(Key((BLOCK,)), message, hint)


@rule(on=Document, severity="warning")
def missing_review(document: Document, site: Site) -> Iterator[Problem]:
    """A launch has been live for as long as its tier gives it, and nobody looked at it again.

    After how many days that is, stands in `reviews` of `site_config/launch.yml`. A milestone of `type: review` at that
    day or later is the look.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: evaluating
    owner: pm.lead
    created: 2026-03-09
    tier: 2
    milestones:  # here
      - {id: M1, name: Live, type: launch, baseline: 2026-06-01, actual: 2026-06-01}
    ---
    ```

    Good:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: evaluating
    owner: pm.lead
    created: 2026-03-09
    tier: 2
    milestones:
      - {id: M1, name: Live, type: launch, baseline: 2026-06-01, actual: 2026-06-01}
      - {id: M2, name: First week, type: review, after: [M1], baseline: 2026-06-08}
    ---
    ```
    """
    tier = tier_of(document) if is_launch(document) and has_gone_live(document) else None
    day = go_live(document) if tier is not None else None
    if tier is None or day is None or document.state.side:
        return
    rows = [row for _, row in document.rows("milestones") if row.get("type") == "review"]
    days = [row.get("actual") or row.get("forecast") or row.get("baseline") for row in rows]
    looked = sorted((one - day).days for one in days if one is not None)
    due = [number for number in tier.reviews if day + timedelta(days=number) <= site.as_of]
    for place, number in enumerate(due):
        if len([after for after in looked if after >= number]) < len(due) - place:
            message = f"no review {number} days after going live, which tier {tier.name} asks for"
            hint = f"Add a milestone with `type: review` on {day + timedelta(days=number)} or later."
            yield Problem(Key(("milestones",)), message, hint)
            return


@rule(on=Document)
def untold(document: Document, site: Site) -> Iterator[Problem]:
    """A launch whose tier rests on its release note brings a PRD that tells nobody anything.

    Small launches have no campaign: the note is all that users get. It stands in `release_notes` of the PRD, or in
    `notes` or `no_notes` of its release.

    Bad:

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    prds:
      - PRD-2026-001  # here
    ---
    ```

    Good:

    ```yaml
    release_notes:
      - {kind: added, audience: user, text: Collect points with every coffee.}
    ```

    ```file launches/LCH-2026-01.md
    ---
    id: LCH-2026-01
    title: Spring
    status: preparing
    owner: pm.lead
    created: 2026-03-09
    tier: 3
    prds:
      - PRD-2026-001
    ---
    ```
    """
    tier = tier_of(document) if is_launch(document) else None
    if tier is None or not tier.release_note:
        return
    releases = site.launches.releases(document)
    rows = [row for release in releases for block in ("notes", "no_notes") for _, row in release.rows(block)]
    told = {site.current(str(row.get("prd"))) for row in rows if row.get("prd")}
    for place, name in enumerate(document.values.get("prds") or ()):
        prd = site.find(str(name)) if name else None
        if prd is not None and prd.id not in told and not prd.rows("release_notes"):
            hint = f"Add `release_notes` to {prd.path}, or a row of `no_notes` with the reason to its release."
            yield Problem(("prds", place), f"`{prd.id}` has no release note, which tier {tier.name} asks for", hint)


def _covers(item: Item, topic: Topic) -> bool:
    words = item.name.values() if isinstance(item.name, dict) else (str(item.name),)
    return topic.name in (item.values.get("covers") or ()) or any(topic.is_named_in(text) for text in words)
