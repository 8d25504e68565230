"""To report links to places on a page that the page does not have."""

from collections.abc import Iterator
from difflib import get_close_matches

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.links.places import GUESSES, broken, short, span
from prdkit.check.wording import known_words
from prdkit.link.targets import Broken
from prdkit.model.document import Document, Page
from prdkit.reading.source import Source


@rule(on=Source, severity="warning", fixed=True)
def broken_anchor(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A link names a place that the page does not have.

    Places are headings, by the address that their words make, and whatever has an id: `{#id}`, `<a name="id">`, any
    `id="…"` in HTML, and the rows and sections of a document. `markdown` in project.yml says whether addresses are made
    as GitHub makes them or as the site does. Readers arrive at the top of the page and have to search.

    Bad:

    ```markdown
    ## Goals

    See [the background](#the-background). <!-- here -->

    ## Background & problem

    A guest who stops coming is not noticed.
    ```

    Good:

    ```markdown
    ## Goals

    See [the background](#why-now).

    ## Background & problem

    ### Why now

    A guest who stops coming is not noticed.
    ```
    """
    for number, one in enumerate(broken(thing, site, "anchor")):
        at = span(thing, one.link.start, one.link.end)
        where = "this page" if one.path == thing.path else f"`{one.path}`"
        hint = _hint(one, site) if number < GUESSES else ""
        yield Problem(at, f"`#{short(one.anchor)}` is no place on {where}", hint)


def _hint(one: Broken, site: Site) -> str:
    there = sorted(site.targets.anchors(one.path) or ())
    close = get_close_matches(one.anchor, there, 1)
    if close:
        return f"Did you mean `#{close[0]}`?"
    return f"It has {known_words((f'#{name}' for name in there), 6)}." if there else "It has no headings."
