"""To report what is said wrongly of who may read a part of a document or page."""

from collections.abc import Iterator
from difflib import get_close_matches

from prdkit.check.registry import Problem, Site, rule
from prdkit.config.audiences import AUDIENCES, rank
from prdkit.model.document import Document, Page
from prdkit.model.narrowing import KEY, Remark, audience_of, is_known, least, remarks, told
from prdkit.reading.problem import Key, Span
from prdkit.reading.source import Source

_KNOWN = "Audiences: `internal`, `partner`, `public`."


@rule(on=Source)
def unknown_audience(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A comment under a heading, or the front matter of a page, names no audience.

    What is not understood stays inside: the section or the page is for insiders alone.

    Bad:

    ```markdown
    ## Goals
    <!-- audience: partners --> <!-- here -->

    One more visit a month.
    ```

    Good:

    ```markdown
    ## Goals
    <!-- audience: partner -->

    One more visit a month.
    ```
    """
    for remark in remarks(thing.source.outline):
        if remark.word not in AUDIENCES:
            yield Problem(_span(thing, remark), f"`{remark.word}` is no audience", _hint(remark.word))
    said = thing.source.values.get("audience", AUDIENCES[0]) if isinstance(thing, Page) else AUDIENCES[0]
    if said not in AUDIENCES:
        yield Problem("audience", f"`audience: {said}` is no audience", _hint(str(said)))


def _hint(word: str) -> str:
    close = get_close_matches(word.lower(), AUDIENCES, 1)
    return f"Did you mean `{close[0]}`?" if close else _KNOWN


@rule(on=Document)
def unknown_part(document: Document, site: Site) -> Iterator[Problem]:
    """`audiences` names something that is no section, block or field of the document's type.

    Nobody knows what was meant to be kept from whom, so that the whole document is kept from them.

    Bad:

    ```yaml
    audience: public
    audiences: {riskz: internal}  # here
    ```

    Good:

    ```yaml
    audience: public
    audiences: {risks: internal}
    ```
    """
    kind = document.type
    if not isinstance(document.source.values.get(KEY), dict):
        return
    for name in told(document):
        if not is_known(document, name):
            close = get_close_matches(name, [*kind.blocks, *kind.sections, *kind.fields], 1)
            hint = f"Did you mean `{close[0]}`?" if close else "Name a section, a block or a field of the type."
            message = f"`{name}` is no section, block or field of type `{kind.name}`"
            yield Problem(Key((KEY, name)), message, hint)


@rule(on=Document, severity="warning")
def wider_part(document: Document, site: Site) -> Iterator[Problem]:
    """A part of a document is said to be for more readers than the whole, or than its declaration allows.

    A part can be narrower, never wider: those readers do not get to see it. Either the document is for them, or the
    line says nothing.

    Bad:

    ```yaml
    audience: partner
    audiences: {risks: public}  # here
    ```

    Good:

    ```yaml
    audience: partner
    audiences: {risks: internal}
    ```
    """
    own = audience_of(document, site.config)
    for name, word in told(document).items():
        most = least(document, name, own)
        if rank(word) > rank(most):
            what = (
                f"`{name}` is for `{most}` readers at most" if most != own else f"the document is for `{own}` readers"
            )
            message = f"`{name}: {word}`, but {what}"
            yield Problem((KEY, name), message, f"Write `{most}` or narrower, or delete the line.")
    for remark in remarks(document.source.outline):
        if rank(remark.word) > rank(own):
            message = f"`audience: {remark.word}`, but the document is for `{own}` readers"
            yield Problem(_span(document, remark), message, f"Write `{own}` or narrower, or delete the comment.")


@rule(on=Source, severity="warning")
def misplaced_audience(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A comment that narrows a section does not stand right under a heading.

    It narrows all of the section that it stands in, from the heading on, and what its author meant may be less or
    more. Right above a heading it narrows both sections.

    Bad:

    ```markdown
    ## Goals

    One more visit a month.

    <!-- audience: internal --> <!-- here -->

    The second half is for us.
    ```

    Good:

    ```markdown
    ## Goals

    One more visit a month.

    ### For us
    <!-- audience: internal -->

    The second half is for us.
    ```
    """
    for remark in remarks(thing.source.outline):
        if not remark.is_right:
            where = "in the section" if remark.heading is not None else "before the first heading"
            message = f"`audience: {remark.word}` stands {where}, not right under a heading"
            yield Problem(_span(thing, remark), message, "Put it below the heading, or give the part a heading.")


def _span(thing: Document | Page, remark: Remark) -> Span:
    line, column = thing.source.outline.position(remark.start)
    return Span(line, column, line, column + (remark.end - remark.start))
