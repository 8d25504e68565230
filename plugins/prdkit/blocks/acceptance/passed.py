"""To report acceptances that do not show that the thing works: not on stage, not tested, not passed."""

from collections.abc import Iterator

from prdkit.blocks.acceptance.rows import Acceptance
from prdkit.check.registry import Problem, Site, rule
from prdkit.reading.problem import Key

NEEDED = ("functional", "performance", "security", "stability")
"""What every acceptance looks at."""
_SETTLED = frozenset(("pass", "waived"))


@rule(on=Acceptance)
def untested(acceptance: Acceptance, site: Site) -> Iterator[Problem]:
    """An acceptance has no functional, performance, security or stability test.

    Each of the four has taken a launch back somewhere. What does not apply has a row with `result: waived` and a note.

    Bad:

    ```yaml
    acceptance:
      env: stage
      on: 2026-04-10
      tests:  # here
        - {type: functional, cases: 142, passed: 142}
        - {type: performance, target: P95 below 300 ms, actual: 240 ms, result: pass}
        - {type: security, result: pass}
    ```

    Good:

    ```yaml
    acceptance:
      env: stage
      on: 2026-04-10
      tests:
        - {type: functional, cases: 142, passed: 142}
        - {type: performance, target: P95 below 300 ms, actual: 240 ms, result: pass}
        - {type: security, result: pass}
        - {type: stability, result: waived, note: a text only}
    ```
    """
    there = {test.type for test in acceptance.tests}
    lacking = [name for name in NEEDED if name not in there]
    if lacking:
        listed = ", ".join(f"`{name}`" for name in lacking)
        at = Key(("tests",)) if acceptance.values.get("tests") else Key(())
        hint = "Add a row for each, or one with `result: waived` and a note that says why."
        yield Problem(at, f"the acceptance has no {listed} test", hint)


@rule(on=Acceptance)
def failed(acceptance: Acceptance, site: Site) -> Iterator[Problem]:
    """A test of an acceptance failed, or is not done.

    Bad:

    ```yaml
    acceptance:
      env: stage
      on: 2026-04-10
      tests:
        - {type: functional, cases: 142, passed: 140}  # here
        - {type: performance, result: pass}
        - {type: security, result: pass}
        - {type: stability, result: pass}
    ```

    Good:

    ```yaml
    acceptance:
      env: stage
      on: 2026-04-10
      tests:
        - {type: functional, cases: 142, passed: 140, result: waived, note: both cases are I3 of the known issues}
        - {type: performance, result: pass}
        - {type: security, result: pass}
        - {type: stability, result: pass}
    ```
    """
    for test in acceptance.tests:
        if test.outcome in _SETTLED:
            continue
        if test.outcome == "fail" and test.cases is not None and test.passed is not None:
            told = f"the `{test.type}` test passed {test.passed} of {test.cases} cases"
        elif test.outcome == "fail":
            told = f"the `{test.type}` test failed"
        else:
            told = f"the `{test.type}` test has no result yet"
        hint = "Repair and test again, or write `result: waived` with a note on who lives with it and why."
        yield Problem(("tests", test.number), told, hint)


@rule(on=Acceptance)
def not_on_stage(acceptance: Acceptance, site: Site) -> Iterator[Problem]:
    """An acceptance did not run on the stage environment, or does not say when.

    A developer's machine has the data that makes everything pass.

    Bad:

    ```yaml
    acceptance:
      env: test  # here
      on: 2026-04-10
      tests:
        - {type: functional, cases: 142, passed: 142}
        - {type: performance, result: pass}
        - {type: security, result: pass}
        - {type: stability, result: pass}
    ```

    Good:

    ```yaml
    acceptance:
      env: stage
      on: 2026-04-10
      tests:
        - {type: functional, cases: 142, passed: 142}
        - {type: performance, result: pass}
        - {type: security, result: pass}
        - {type: stability, result: pass}
    ```
    """
    env = acceptance.values.get("env")
    hint = "Test on stage, then write `env: stage` and `on:` with the day."
    if env in ("dev", "test"):
        yield Problem(("env",), f"the acceptance ran on `{env}`, not on `stage`", hint)
    for key in ("env", "on"):
        if acceptance.values.get(key) is None:
            yield Problem(Key(()), f"the acceptance has no `{key}`", hint)


@rule(on=Acceptance, fixed=True)
def more_passed_than_cases(acceptance: Acceptance, site: Site) -> Iterator[Problem]:
    """More cases of a test passed than there are.

    Bad:

    ```yaml
    acceptance:
      env: stage
      on: 2026-04-10
      tests:
        - {type: functional, cases: 142, passed: 146}  # here
    ```

    Good:

    ```yaml
    acceptance:
      env: stage
      on: 2026-04-10
      tests:
        - {type: functional, cases: 146, passed: 146}
    ```
    """
    for test in acceptance.tests:
        if test.cases is not None and test.passed is not None and test.passed > test.cases:
            message = f"{test.passed} cases passed, but there are only {test.cases}"
            yield Problem(("tests", test.number, "passed"), message, "Correct one of the two numbers.")
