"""To report sections that still hold what their template says to authors."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.section_demands import shortfalls
from prdkit.check.template_hints import Hint, hints
from prdkit.model.document import Document
from prdkit.reading.problem import Span

_LONGEST = 80


@rule(on=Document)
def placeholder(document: Document, site: Site) -> Iterator[Problem]:
    """A section still holds the text of the template.

    It speaks to the author and tells readers nothing. Where a section has words of its own, a whole paragraph of
    the template that is left beside them is one too. A section whose text is meant to stay, such as a
    licence, says `fixed: true`.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    template: template.md
    sections: {Summary: {}, Licence: {fixed: true}}
    ```

    ```project template.md
    ## Summary

    > One paragraph that explains the feature.

    ## Licence

    The text is free for everybody to use.
    ```

    ```file rfcs/0001-cards.md
    ## Summary

    > One paragraph that explains the feature. <!-- here -->

    Guests keep their card on the phone.

    ## Licence

    The text is free for everybody to use.
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    template: template.md
    sections: {Summary: {}, Licence: {fixed: true}}
    ```

    ```project template.md
    ## Summary

    > One paragraph that explains the feature.

    ## Licence

    The text is free for everybody to use.
    ```

    ```file rfcs/0001-cards.md
    ## Summary

    Guests keep their card on the phone.

    ## Licence

    The text is free for everybody to use.
    ```
    """
    template = site.config.templates.get(document.type.name)
    if template is None or not document.type.sections:
        return
    told = {found.section.name for found in shortfalls(document)}
    for hint in hints(document, template):
        if hint.section not in told:
            yield _problem(document, hint)


def _problem(document: Document, hint: Hint) -> Problem:
    line, column = document.source.outline.position(hint.paragraph.offset)
    at = Span(line, column, line, column + len(document.source.lines[line - 1]))
    section = document.section(hint.section)
    title = section.heading.title if section is not None else hint.section
    words = hint.paragraph.text
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
    state = "holds nothing but" if hint.whole else "still holds"
    next_step = "Put your own words there. A text that is meant to stay is `fixed: true` in the type's file."
    return Problem(at, f"the section `{title}` {state} the hint of the template: `{shown}`", next_step)
