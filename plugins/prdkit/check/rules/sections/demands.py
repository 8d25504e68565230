"""To report sections that their type wants otherwise: hidden, at another level or place, not allowed, left out."""

from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.check.section_words import problems
from prdkit.model.document import Document


@rule(on=Document)
def swallowed(document: Document, site: Site) -> Iterator[Problem]:
    """A section that must be there is code, since a fence above it is never closed.

    Whoever reads the page sees a listing where the section should be. The section is not reported as missing too.

    Bad:

    ```config project.yml
    markdown: github
    ```

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    sections: {Summary: {required: true}, Motivation: {required: true}}
    ```

    ````file rfcs/0001-cards.md
    ---
    title: Cards
    ---
    ## Summary

    ```yaml
    card: paper

    ## Motivation <!-- here -->

    Guests forget their cards.
    ````

    Good:

    ```config project.yml
    markdown: github
    ```

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    sections: {Summary: {required: true}, Motivation: {required: true}}
    ```

    ````file rfcs/0001-cards.md
    ---
    title: Cards
    ---
    ## Summary

    ```yaml
    card: paper
    ```

    ## Motivation

    Guests forget their cards.
    ````
    """
    yield from problems(document, "swallowed")


@rule(on=Document)
def commented(document: Document, site: Site) -> Iterator[Problem]:
    """A section that must be there stands only in a comment.

    Nobody who reads the page sees it. The section is not reported as missing too.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    sections: {Motivation: {required: true}}
    ```

    ```file rfcs/0001-cards.md
    ---
    title: Cards
    ---
    <!--
    ## Motivation <!-- here -->

    Why is this worth doing?
    -->
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    sections: {Motivation: {required: true}}
    ```

    ```file rfcs/0001-cards.md
    ---
    title: Cards
    ---
    <!-- Why is this worth doing? -->

    ## Motivation

    Guests forget their cards.
    ```
    """
    yield from problems(document, "commented")


@rule(on=Document)
def level(document: Document, site: Site) -> Iterator[Problem]:
    """The heading of a section has a level that its type does not want.

    A section one level too deep is part of the one above it: tables of contents and tools that look for it miss it.
    A section that need not be there is looked at where it says its own `level`.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    section_levels: [2]
    sections: {Summary: {required: true}, Motivation: {required: true}}
    ```

    ```file rfcs/0001-cards.md
    ---
    title: Cards
    ---
    ## Summary

    A card on the phone.

    ### Motivation <!-- here -->

    Guests forget their cards.
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    section_levels: [2]
    sections: {Summary: {required: true}, Motivation: {required: true}}
    ```

    ```file rfcs/0001-cards.md
    ---
    title: Cards
    ---
    ## Summary

    A card on the phone.

    ## Motivation

    Guests forget their cards.
    ```
    """
    yield from problems(document, "level")


@rule(on=Document)
def misplaced(document: Document, site: Site) -> Iterator[Problem]:
    """A sub-section does not stand below the section that it belongs to.

    Whoever looks for it there takes it for missing.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    sections:
      Design: {required: true}
      Rollout: {required: true}
      Alpha: {under: Rollout, required: true}
    ```

    ```file rfcs/0001-cards.md
    ---
    title: Cards
    ---
    ## Design

    One table.

    ### Alpha <!-- here -->

    Ten shops.

    ## Rollout

    From May on.
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    sections:
      Design: {required: true}
      Rollout: {required: true}
      Alpha: {under: Rollout, required: true}
    ```

    ```file rfcs/0001-cards.md
    ---
    title: Cards
    ---
    ## Design

    One table.

    ## Rollout

    From May on.

    ### Alpha

    Ten shops.
    ```
    """
    yield from problems(document, "misplaced")


@rule(on=Document)
def not_allowed(document: Document, site: Site) -> Iterator[Problem]:
    """A section stands in a document that it is not for.

    It says something of the document that does not hold.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    statuses: [Draft, Final, Withdrawn]
    sections:
      Motivation: {required: true}
      Reason for withdrawal: {allowed: {when: {status: Withdrawn}}}
    ```

    ```file rfcs/0001-cards.md
    ---
    status: Final
    ---
    ## Motivation

    Guests forget their cards.

    ## Reason for withdrawal <!-- here -->

    Nobody asked for it.
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    statuses: [Draft, Final, Withdrawn]
    sections:
      Motivation: {required: true}
      Reason for withdrawal: {allowed: {when: {status: Withdrawn}}}
    ```

    ```file rfcs/0001-cards.md
    ---
    status: Withdrawn
    ---
    ## Motivation

    Guests forget their cards.

    ## Reason for withdrawal

    Nobody asked for it.
    ```
    """
    yield from problems(document, "not-allowed")


@rule(on=Document)
def one_of(document: Document, site: Site) -> Iterator[Problem]:
    """None of several sections is there, of which a document must have one.

    Authors choose which of them they write; readers need one.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    one_of: [{sections: [Motivation, Problem], when: {kind: feature}}]
    fields: {kind: {type: text}}
    sections: {Motivation: {}, Problem: {}, Design: {}}
    ```

    ```file rfcs/0001-cards.md
    ---
    kind: feature # here
    ---
    ## Design

    One table.
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    one_of: [{sections: [Motivation, Problem], when: {kind: feature}}]
    fields: {kind: {type: text}}
    sections: {Motivation: {}, Problem: {}, Design: {}}
    ```

    ```file rfcs/0001-cards.md
    ---
    kind: feature
    ---
    ## Problem

    Guests forget their cards.

    ## Design

    One table.
    ```
    """
    yield from problems(document, "one-of")


@rule(on=Document, severity="info")
def recommended(document: Document, site: Site) -> Iterator[Problem]:
    """A section is missing or empty that had better be there.

    Documents do without it; those that have it are easier to judge.

    Bad:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    sections: {Motivation: {required: true}, Drawbacks: {recommended: true}}
    ```

    ```file rfcs/0001-cards.md
    ---
    title: Cards
    ---
    ## Motivation

    Guests forget their cards.

    ## Drawbacks <!-- here -->
    ```

    Good:

    ```config types/rfc.yml
    type: rfc
    label: RFC
    common: false
    documents: {paths: 'rfcs/*.md'}
    sections: {Motivation: {required: true}, Drawbacks: {recommended: true}}
    ```

    ```file rfcs/0001-cards.md
    ---
    title: Cards
    ---
    ## Motivation

    Guests forget their cards.

    ## Drawbacks

    One more screen.
    ```
    """
    yield from problems(document, "recommended")
