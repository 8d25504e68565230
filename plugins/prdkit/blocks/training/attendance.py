"""To find trainings that most people missed, that nobody counted, or that count more than were invited."""

from collections.abc import Iterator

from prdkit.blocks.training.sessions import Session
from prdkit.check.registry import Problem, Site, rule


@rule(on=Session)
def more_than_invited(session: Session, site: Site) -> Iterator[Problem]:
    """More people came to a training than were invited.

    One of the two numbers is wrong, and with it the share of those who came.

    Bad:

    ```yaml
    training:
      - dept: cs
        on: 2026-04-16
        invited: 24
        attended: 42  # here
    ```

    Good:

    ```yaml
    training:
      - dept: cs
        on: 2026-04-16
        invited: 24
        attended: 23
    ```
    """
    if session.invited is not None and session.attended is not None and session.attended > session.invited:
        said = f"{session.attended} of `{session.department}` came, {session.invited} were invited"
        yield Problem(("attended",), said, "Correct `attended`, or count all who were `invited`.")


@rule(on=Session)
def poorly_attended(session: Session, site: Site) -> Iterator[Problem]:
    """Too few people came to a training, or nobody wrote down how many did.

    How many must come stands in collaboration.yml: four of five as shipped. Who stayed away meets the first
    questions unprepared. Hold it again, or say in `waiver` why it is enough.

    Bad:

    ```yaml
    training:
      - dept: cs
        on: 2026-04-16
        invited: 24
        attended: 15  # here
      - dept: ops
        on: 2026-04-17  # here
        invited: 9
    ```

    Good:

    ```yaml
    training:
      - dept: cs
        on: 2026-04-16
        invited: 24
        attended: 23
      - dept: ops
        on: 2026-04-17
        invited: 9
        attended: 5
        waiver: The other four work in shops that open in May
    ```
    """
    state = session.state(site.as_of)
    if state == "uncounted":
        said = f"the training of `{session.department}` is over, and nobody wrote down how many came"
        yield Problem(("on",), said, "Add `invited:` and `attended:`, or move `on:` to the day it will be held.")
    elif state == "low":
        wanted = site.config.collaboration.attendance
        said = (
            f"{session.attended} of {session.invited} of `{session.department}` came ({session.share or 0:.0%}), "
            f"{wanted:.0%} are asked for"
        )
        yield Problem(("attended",), said, "Hold it again for the others, or say in `waiver:` why it is enough.")
