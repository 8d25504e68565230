"""To report links to files, folders and pictures that are not there."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.rules.links.places import GUESSES, broken, near, short, span
from prdkit.link.targets import Broken, Fault
from prdkit.model.document import Document, Page
from prdkit.reading.source import Source


@rule(on=Source, fixed=True)
def broken_file(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A link leads to a file that is not there.

    What counts are the files of the project as they lie on disk, capital letters included: a link that works on one
    machine and not on another is broken. Addresses such as `https://…` are never followed.

    Bad:

    ```markdown
    ## Goals

    How points are counted stands in [the note](../notes/points.md). <!-- here -->
    ```

    ```file notes/point.md
    # Points
    ```

    Good:

    ```markdown
    ## Goals

    How points are counted stands in [the note](../notes/points.md).
    ```

    ```file notes/points.md
    # Points
    ```
    """
    yield from _told(thing, site, "file", "and no file is there")


@rule(on=Source, fixed=True)
def broken_folder(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A link leads to a folder that is not there.

    A link is taken for one to a folder where it ends in `/`, or where its last part has no ending such as `.md`.

    Bad:

    ```markdown
    ## Goals

    The studies lie in [their folder](../studies/). <!-- here -->
    ```

    Good:

    ```markdown
    ## Goals

    The studies lie in [their folder](../studies/).
    ```

    ```file studies/2026.csv
    month,visits
    ```
    """
    yield from _told(thing, site, "folder", "and no folder is there")


@rule(on=Source, fixed=True)
def broken_image(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A picture is not where the text looks for it.

    Readers see a broken frame, or the words that should describe the picture.

    Bad:

    ```markdown
    ## Goals

    ![Visits a month](images/visits.png) <!-- here -->
    ```

    Good:

    ```markdown
    ## Goals

    ![Visits a month](images/visits.png)
    ```

    ```file prds/images/visits.png
    (a picture)
    ```
    """
    yield from _told(thing, site, "image", "and no picture is there")


@rule(on=Source, severity="warning", fixed=True)
def outside(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A link leads out of the project's folder.

    What lies outside is neither checked nor on the site, and others who have the project may not have it.

    Bad:

    ```markdown
    ## Goals

    The figures are in [the old folder](../../../figures/2025.md). <!-- here -->
    ```

    Good:

    ```markdown
    ## Goals

    The figures are in [our folder](../figures/2025.md).
    ```

    ```file figures/2025.md
    # Figures of 2025
    ```
    """
    for one in broken(thing, site, "outside"):
        at = span(thing, one.link.start, one.link.end)
        hint = "Move the file into the project, or link to its address on the web."
        yield Problem(at, f"`{short(one.link.target)}` leads out of the project", hint)


def _told(thing: Document | Page, site: Site, fault: Fault, missing: str) -> Iterator[Problem]:
    for number, one in enumerate(broken(thing, site, fault)):
        at = span(thing, one.link.start, one.link.end)
        said = f"`{short(one.link.target)}` leads to `{short(one.path)}`, {missing}"
        yield Problem(at, said, _hint(one, thing, site) if number < GUESSES else _WAY_OUT)


_WAY_OUT = "Correct the path, or take the link out."


def _hint(one: Broken, thing: Document | Page, site: Site) -> str:
    meant = near(one, thing, site.targets)
    return f"Did you mean `{meant}`?" if meant else _WAY_OUT
