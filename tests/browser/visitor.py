"""To look at a site through Chromium, and to note what no page may do: fail, or ask another site for anything."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Route

DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}


@dataclass
class Visitor:
    """Somebody with a browser on the site at `base`."""

    page: Page
    base: str
    asked: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def go(self, path: str = "") -> Page:
        """Open a page of the site and wait until it has settled."""
        self.page.goto(self.base + path)
        self.page.wait_for_load_state("networkidle")
        return self.page

    @property
    def path(self) -> str:
        """Where the browser is, below the site's address."""
        return self.page.url.removeprefix(self.base)

    def search(self, words: str) -> Locator:
        """The links that the search gives for some words."""
        field = self.page.locator("input[data-md-component=search-query]")
        field.click()
        field.fill(words)
        # The theme looks again when a key comes up.
        field.press("End")
        found = self.page.locator("a.md-search-result__link")
        found.first.wait_for()
        return found

    def found(self, words: str) -> list[str]:
        """Where the search leads for some words, without what marks the words on the page."""
        self.go()
        links = [link.get_attribute("href") or "" for link in self.search(words).all()]
        return [_unmarked(link.removeprefix(self.base)) for link in links]

    def on_request(self, route: Route) -> None:
        """Let through what the site itself serves."""
        url = route.request.url
        if url.startswith((self.base, "data:", "blob:")):
            self.asked.append(url.removeprefix(self.base))
            route.continue_()
        else:
            self.foreign.append(url)
            route.abort()

    def on_console(self, message: ConsoleMessage) -> None:
        """Note what the browser complains of."""
        if message.type == "error":
            self.errors.append(message.text)


def _unmarked(link: str) -> str:
    path, sharp, anchor = link.partition("#")
    return path.partition("?")[0] + sharp + anchor


@contextmanager
def visit(browser: Browser, base: str, **options: Any) -> Iterator[Visitor]:
    """A visitor with a browser of their own; options are those of a browser context."""
    context = browser.new_context(**{"viewport": DESKTOP, "locale": "en-GB", **options})
    try:
        visitor = Visitor(context.new_page(), base)
        context.route("**/*", visitor.on_request)
        visitor.page.on("console", visitor.on_console)
        visitor.page.on("pageerror", lambda error: visitor.errors.append(str(error)))
        yield visitor
    finally:
        context.close()
