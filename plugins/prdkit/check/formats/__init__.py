"""To write findings for people and for programs: one module a format."""

import pkgutil
from importlib import import_module
from typing import Any, Protocol, cast

from prdkit.check.finding import Finding
from prdkit.link.site import Site


class Writer(Protocol):
    """How a format writes. It takes what it needs of the options and leaves the rest.

    `rules` are all rules of the product, `base` is the project's folder inside its repository, `colour`
    says whether the reader is a terminal that shows colours.
    """

    def __call__(self, findings: list[Finding], site: Site, **options: Any) -> str:
        """The findings as text, with a line end at its end."""
        ...


def names() -> list[str]:
    """The formats there are: the modules of this package."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def writer(name: str) -> Writer:
    """What writes a format."""
    return cast("Writer", import_module(f"{__name__}.{name}").write)
