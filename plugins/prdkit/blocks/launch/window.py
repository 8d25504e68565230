"""To report launches that go live at a moment when nobody is there to see them fail."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from prdkit.blocks.launch.plan import has_gone_live, is_launch
from prdkit.check.registry import Document, Problem, Site, rule
from prdkit.config.fields import say
from prdkit.reading.problem import Path


class _Moment(NamedTuple):
    """A moment at which users get something: its day, its time of day if known, and where it is written."""

    day: date
    clock: str
    at: Path


@rule(on=Document, severity="warning")
def window(document: Document, site: Site) -> Iterator[Problem]:
    """A launch goes live in a freeze, on a day off, on the eve of a holiday, too late in the day or outside its window.

    Days off, freezes and the last hour stand in `site_config/calendar.yml`. Looked at are the milestone of
    `type: launch`, where `rollout.window` begins, and the days of its steps that are still to come; the market window
    is the plan's own. What has gone live is left alone.

    Bad:

    ```config calendar.yml
    freezes:
      - {from: 2026-07-13, to: 2026-07-17, label: mid-year sale}
    ```

    ```file launches/LCH-2026-02.md
    ---
    id: LCH-2026-02
    title: Summer
    status: preparing
    owner: pm.lead
    created: 2026-05-09
    tier: 2
    milestones:
      - id: M1
        name: Live
        type: launch
        baseline: 2026-07-15  # here
    rollout:
      method: canary
      window: {from: "2026-07-22T17:30+08:00", to: "2026-07-22T18:30+08:00"}  # here
    ---
    ```

    Good:

    ```config calendar.yml
    freezes:
      - {from: 2026-07-13, to: 2026-07-17, label: mid-year sale}
    ```

    ```file launches/LCH-2026-02.md
    ---
    id: LCH-2026-02
    title: Summer
    status: preparing
    owner: pm.lead
    created: 2026-05-09
    tier: 2
    milestones:
      - id: M1
        name: Live
        type: launch
        baseline: 2026-07-22
    rollout:
      method: canary
      window: {from: "2026-07-22T10:00+08:00", to: "2026-07-22T12:00+08:00"}
    ---
    ```
    """
    if not is_launch(document) or has_gone_live(document):
        return
    for moment in _moments(document):
        wrong = _off(moment.day, site) or _late(moment.clock, site) or _outside(moment.day, document)
        if wrong:
            hint = "Choose a working day in the morning, with working days behind it, inside the market window."
            yield Problem(
                moment.at, f"going live on {moment.day}{moment.clock and ' at '}{moment.clock}: {wrong}", hint
            )


def _moments(document: Document) -> Iterator[_Moment]:
    """When users get something, each day once."""
    for number, row in enumerate(document.values.get("milestones") or ()):
        if row and row.get("type") == "launch":
            key = next((key for key in ("actual", "forecast", "baseline") if row.get(key)), "")
            if key:
                yield _Moment(row[key], "", ("milestones", number, key))
    rollout = document.values.get("rollout") or {}
    begins = (rollout.get("window") or {}).get("from")
    if isinstance(begins, datetime):
        yield _Moment(begins.date(), f"{begins:%H:%M}", ("rollout", "window", "from"))
    for number, step in enumerate(rollout.get("steps") or ()):
        if step and step.get("on") and not step.get("result"):
            yield _Moment(step["on"], "", ("rollout", "steps", number, "on"))


def _off(day: date, site: Site) -> str:
    """What the calendar has against a day."""
    calendar = site.config.calendar
    if (freeze := calendar.freeze(day)) is not None:
        return f"nothing goes live from {freeze.first} to {freeze.last} ({say(freeze.label, 'en') or 'freeze'})"
    if (holiday := calendar.holiday(day)) is not None:
        return f"it is a day off ({say(holiday, 'en') or 'holiday'})"
    if calendar.is_weekend(day):
        return "it is a weekend"
    return "it is the eve of a holiday" if calendar.is_eve(day) else ""


def _late(clock: str, site: Site) -> str:
    last = site.config.calendar.last_hour
    return f"nobody goes live after {last}" if clock and last and clock > last.zfill(5) else ""


def _outside(day: date, document: Document) -> str:
    """What the plan's own window has against a day."""
    told = document.values.get("market_window") or {}
    first, last = told.get("from"), told.get("to")
    if first and last and not first <= day <= last:
        return f"the market window is from {first} to {last}"
    return ""
