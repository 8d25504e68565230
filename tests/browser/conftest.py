"""Fixtures of the browser tests: Chromium, this repository's site, and visitors whose visits must stay clean."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.serving import build, serve
from tests.browser.visitor import Visitor, visit

ROOT = Path(__file__).resolve().parents[2]
SWITCHES = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

Visits: TypeAlias = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the machine; a machine of CI must have it."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing. On Debian: apt-get install chromium.", pytrace=False)
        pytest.skip("Chromium is missing")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of this repository's site, built once."""
    target = tmp_path_factory.mktemp("site")
    build(ROOT, target)
    with serve(target) as address:
        yield address


@pytest.fixture
def visits(browser: Browser, site: str) -> Iterator[Visits]:
    """Visitors of this repository's site. No visit may log an error or ask another site for anything."""
    made: list[Visitor] = []
    with ExitStack() as stack:

        def start(**options: Any) -> Visitor:
            made.append(stack.enter_context(visit(browser, site, **options)))
            return made[-1]

        yield start
        assert [error for visitor in made for error in visitor.errors] == []
        assert [url for visitor in made for url in visitor.foreign] == []


@pytest.fixture
def visitor(visits: Visits) -> Visitor:
    """A visitor at a desk."""
    return visits()
