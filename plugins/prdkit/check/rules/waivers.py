"""To watch over waivers: those that ended, that nothing needs, that name no rule or promise too much."""

from collections.abc import Iterator
from datetime import timedelta

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.waivers import Granted
from prdkit.check.wording import known_words


@rule(on=Granted, severity="warning", fixed=True)
def expired(granted: Granted, site: Site) -> Iterator[Problem]:
    """A waiver has come to its end.

    It holds nothing back any more: what it was for counts again. `until` is the last day on which it does.

    Bad:

    ```yaml
    waive:
      - {rule: sections/vague, reason: The wording comes from the law, by: pm.lead, until: 2026-06-01}  # here
    ```

    Good:

    ```yaml
    rules: [{id: R1, if: a guest pays, then: The receipt is printed quickly}]
    waive:
      - {rule: sections/vague, reason: The wording comes from the law, by: pm.lead, until: 2026-09-30}
    ```
    """
    waiver = granted.waiver
    if not waiver.holds(site.as_of):
        what = f"the waiver of `{waiver.rule}` ended on {waiver.until}"
        yield Problem(waiver.at, what, "Mend what it was for and delete it, or have a new day agreed.")


@rule(on=Granted, severity="warning", fixed=True)
def unused(granted: Granted, site: Site) -> Iterator[Problem]:
    """A waiver covers nothing that is found.

    The fault is mended, or was never there. Left in place, the waiver would hide the next one. Nothing is
    said when one of its rules did not run.

    Bad:

    ```yaml
    waive:
      - {rule: sections/vague, reason: The wording comes from the law, by: pm.lead, until: 2026-09-30}  # here
    ```

    Good:

    ```yaml
    rules: [{id: R1, if: a guest pays, then: The receipt is printed quickly}]
    waive:
      - {rule: sections/vague, reason: The wording comes from the law, by: pm.lead, until: 2026-09-30}
    ```
    """
    waiver = granted.waiver
    idle = granted.rules and granted.tried and not granted.used and not granted.barred
    if idle and waiver.holds(site.as_of):
        where = f" at `{waiver.part}`" if waiver.part else ""
        yield Problem(waiver.at, f"nothing is found that `{waiver.rule}`{where} would waive", "Delete the waiver.")


@rule(on=Granted, fixed=True)
def unknown_rule(granted: Granted, site: Site) -> Iterator[Problem]:
    """A waiver names a rule that does not exist.

    It waives nothing, and its author believes that it does.

    Bad:

    ```yaml
    waive:
      - {rule: sections/vauge, reason: The wording comes from the law, by: pm.lead, until: 2026-09-30}  # here
    ```

    Good:

    ```yaml
    rules: [{id: R1, if: a guest pays, then: The receipt is printed quickly}]
    waive:
      - {rule: sections/vague, reason: The wording comes from the law, by: pm.lead, until: 2026-09-30}
    ```
    """
    if not granted.rules:
        yield Problem(granted.waiver.at, f"no rule is called `{granted.waiver.rule}`", granted.near)


@rule(on=Granted, fixed=True)
def not_allowed(granted: Granted, site: Site) -> Iterator[Problem]:
    """A waiver is for a rule that may not be waived.

    Without readable front matter and right ids nothing else can be checked, and no waiver may cover the
    rules on waivers. `never` in `waivers.yml` is the list; a team adds its own.

    Bad:

    ```yaml
    waive:
      - {rule: id/file-name, reason: The file is linked from elsewhere, by: pm.lead, until: 2026-09-30}  # here
    ```

    Good:

    ```yaml
    rules: [{id: R1, if: a guest pays, then: The receipt is printed quickly}]
    waive:
      - {rule: sections/vague, reason: The wording comes from the law, by: pm.lead, until: 2026-09-30}
    ```
    """
    if granted.barred:
        listed = known_words((*site.config.waivers.never, "waivers", "baseline"))
        what = f"`{granted.waiver.rule}` may not be waived"
        if len(granted.barred) < len(granted.rules):
            what = f"`{granted.waiver.rule}` means {known_words(granted.barred, 3)} too, which may not be waived"
        yield Problem(granted.waiver.at, what, f"These may not: {listed}. Mend the fault instead.")


@rule(on=Granted, fixed=True)
def too_long(granted: Granted, site: Site) -> Iterator[Problem]:
    """A waiver lasts longer than the team allows.

    `longest` in `waivers.yml` is the number of days from today; without it, a waiver may last for ever.

    Bad:

    ```config waivers.yml
    longest: 90
    ```

    ```yaml
    rules: [{id: R1, if: a guest pays, then: The receipt is printed quickly}]
    waive:
      - {rule: sections/vague, reason: The wording comes from the law, by: pm.lead, until: 2027-06-30}  # here
    ```

    Good:

    ```config waivers.yml
    longest: 180
    ```

    ```yaml
    rules: [{id: R1, if: a guest pays, then: The receipt is printed quickly}]
    waive:
      - {rule: sections/vague, reason: The wording comes from the law, by: pm.lead, until: 2026-09-30}
    ```
    """
    longest = site.config.waivers.longest
    days = (granted.waiver.until - site.as_of).days
    if longest is not None and days > longest:
        last = site.as_of + timedelta(days=longest)
        what = f"the waiver of `{granted.waiver.rule}` lasts {days} days more; at most {longest} are allowed"
        yield Problem(granted.waiver.at, what, f"The last day to write today is {last}.")
