"""To report promises that changed in silence: frozen baselines, and releases that have shipped."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.history.before import before
from prdkit.check.rules.release.kind import is_release
from prdkit.model.document import Document
from prdkit.model.normative import REST, normative
from prdkit.reading.problem import Key, Place, Span


@rule(on=Document)
def baseline_moved(document: Document, site: Site) -> Iterator[Problem]:
    """The baseline of a milestone changed after it was frozen, and no entry says why.

    Others planned by that day. A baseline that follows the forecast shows no slip, whatever slipped. It is
    frozen from the gate on that asks for the section of the milestones: G3 in a PRD.

    From then on a change has an entry under `schedule.rebaselines` that names the milestone, the day it leaves
    (`from`), the day it goes to (`to`), the reason, who decided it and when. A milestone that is taken out has
    one without `to`.

    Needs `--base`.

    Bad:

    ```base
    status: developing
    milestones: [{id: M1, name: Development done, baseline: 2026-06-20}]
    ```

    ```yaml
    status: developing
    milestones:
      - id: M1
        name: Development done
        baseline: 2026-07-04  # here
    ```

    Good:

    ```base
    status: developing
    milestones: [{id: M1, name: Development done, baseline: 2026-06-20}]
    ```

    ```yaml
    status: developing
    milestones: [{id: M1, name: Development done, baseline: 2026-07-04}]
    schedule:
      rebaselines:
        - {milestone: M1, from: 2026-06-20, to: 2026-07-04, reason: Two shops more, by: pm.lead, on: 2026-06-10}
    ```
    """
    old = before(document, site)
    if old is None or not _is_frozen(old):
        return
    now = {name: (number, row) for number, row in _milestones(document) if (name := row["id"])}
    entries = [row for row in document.record("schedule").get("rebaselines") or () if row]
    for _, row in _milestones(old):
        day, name = row.get("baseline"), row["id"]
        number, left = now.get(name, (-1, {}))
        if day and day != left.get("baseline") and not _is_broken(document, number):
            yield from _moved(name, day, left.get("baseline"), entries, _place(document, number, left))


def _is_frozen(old: Document) -> bool:
    if "milestones" not in old.type.blocks:
        return False
    section = old.type.sections.get(old.home("milestones"))
    return section is not None and section.gate in old.passed


def _milestones(document: Document) -> Iterator[tuple[int, Mapping[str, Any]]]:
    return ((number, row) for number, row in document.rows("milestones") if row.get("id"))


def _is_broken(document: Document, number: int) -> bool:
    """Whether the milestones, or this one's day, could not be read, which is reported there."""
    places = [at.path if isinstance(at := problem.at, Key) else at for problem in document.problems]
    paths = [at for at in places if isinstance(at, tuple) and at[:1] == ("milestones",)]
    return any(len(path) < 3 or number in (-1, path[1]) for path in paths)


def _place(document: Document, number: int, row: Mapping[str, Any]) -> Place:
    if number < 0:
        return Key(("milestones",)) if "milestones" in document.source.values else "status"
    return ("milestones", number, "baseline") if row.get("baseline") else ("milestones", number)


def _moved(name: str, day: date, new: date | None, entries: list[Any], at: Place) -> Iterator[Problem]:
    """The problem that no entry, or none that is whole, tells of a move."""
    told = f"moved from `{day}` to `{new}`" if new else f"of `{day}` was taken out"
    entry = _entry(name, day, new, entries)
    wanted = f"{{milestone: {name}, from: {day}, {f'to: {new}, ' if new else ''}reason: …, by: …, on: …}}"
    if entry is None:
        yield Problem(at, f"the baseline of {name} {told}", f"Add `{wanted}` to `schedule.rebaselines`.")
        return
    lacking = [f"`{key}`" for key in ("reason", "by", "on") if not entry.get(key)]
    if lacking:
        message = f"the baseline of {name} {told}, and its entry lacks {', '.join(lacking)}"
        yield Problem(at, message, f"Write `{wanted}` in `schedule.rebaselines`.")


def _entry(name: str, day: date, new: date | None, entries: list[Any]) -> Mapping[str, Any] | None:
    """The entry that ends a chain of entries from the old day to the new one."""
    at, left = day, [entry for entry in entries if entry.get("milestone") == name]
    while True:
        entry: Mapping[str, Any] | None = next((entry for entry in left if entry.get("from") == at), None)
        if entry is None or entry.get("to") == new:
            return entry
        left.remove(entry)
        at = entry.get("to") or date.min


@rule(on=Document, fixed=True)
def shipped_changed(document: Document, site: Site) -> Iterator[Problem]:
    """A release changed after it was shipped.

    It tells what users have on their devices. Notes that are corrected later describe another version.

    What it promised is frozen, with its `version` and the day it was `released`. What may change: the status, to
    take it back from users, with its reason; `updated` and `revisions`; and everything that is declared
    `normative: false`: known issues, the rollout, and what was seen afterwards.

    Needs `--base`.

    Bad:

    ```base releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    status: shipped
    owner: pm.lead
    created: 2026-05-01
    version: "5.2.0"
    prds: [PRD-2026-001]
    ---
    ```

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    status: shipped
    owner: pm.lead
    created: 2026-05-01
    version: "5.2.0"
    prds: []  # here
    ---
    ```

    Good:

    ```base releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    status: shipped
    owner: pm.lead
    created: 2026-05-01
    version: "5.2.0"
    prds: [PRD-2026-001]
    ---
    ```

    ```file releases/REL-5.2.0.md
    ---
    id: REL-5.2.0
    title: Points
    status: yanked
    status_reason: {reason: Orders were lost, by: pm.lead, on: 2026-06-12}
    owner: pm.lead
    created: 2026-05-01
    version: "5.2.0"
    prds: [PRD-2026-001]
    ---
    ```
    """
    old = before(document, site)
    if old is None or not is_release(old) or not old.type.reaches(old.status, old.type.last):
        return
    for name in _FROZEN:
        if old.values.get(name) != document.values.get(name):
            yield _after(name, old, Key((name,)) if name in document.source.values else "status")
    for kind, name in normative(old).changed(normative(document)):
        if kind == "sections":
            yield _after(f"section {name}" if name != REST else "text", old, _heading(document, name))
        elif name not in _FROZEN:
            yield _after(name, old, Key((name,)) if name in document.source.values else "status")


_FROZEN = ("version", "released")
"""What no sign-off is about and yet says which release it was."""


def _after(name: str, old: Document, at: Place) -> Problem:
    hint = "Put it back. What came later stands under known issues or aftercare, or in a new release."
    return Problem(at, f"`{name}` changed, though the release is `{old.status}`", hint)


def _heading(document: Document, name: str) -> Place:
    found = document.section(name)
    if found is None:
        return "status"
    line = found.heading.line
    return Span(line, 1, line, 1 + len(document.source.lines[line - 1]))


@rule(on=Document, severity="info")
def not_dated(document: Document, site: Site) -> Iterator[Problem]:
    """What a document promises has changed, and its `updated` has not.

    Readers see from that day whether there is anything new for them. A document that says today's day is right,
    also when it said so before the change.

    Needs `--base`.

    Bad:

    ```base
    updated: 2026-06-01
    title: Points
    ```

    ```yaml
    updated: 2026-06-01  # here
    title: Points for regular guests
    ```

    Good:

    ```base
    updated: 2026-06-01
    title: Points
    ```

    ```yaml
    updated: 2026-06-12
    title: Points for regular guests
    ```
    """
    old = before(document, site)
    key, day = document.key("updated"), document.role("updated")
    if old is None or day is None or old.role("updated") != day or document.state.side:
        return
    if document.updated is not None and document.updated >= site.as_of:
        return
    changed = normative(old).changed(normative(document))
    if changed:
        named = ", ".join(f"`{name}`" for _, name in changed[:3] if name != REST) or "its text"
        more = ", …" if len(changed) > 3 else ""
        yield Problem(key, f"{named}{more} changed, but `{key}` is still {day}", "Set it to the day of the change.")
