"""To pick out what converting the front matter of a document has met."""

from collections.abc import Iterator

from prdkit.check.registry import Problem
from prdkit.model.document import Document


def faults(document: Document, name: str) -> Iterator[Problem]:
    """The problems of one kind."""
    return (problem for problem in document.problems if problem.fault == name)
