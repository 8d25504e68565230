"""To write what differs for people and for programs: one module a format."""

import pkgutil
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from prdkit.blocks.views import Words
    from prdkit.compare.document import Comparison
    from prdkit.compare.listing import Scope


class Writer(Protocol):
    """How a format writes. It takes what it needs of the options and leaves the rest.

    `limit` is how many characters there is room for (0: any number), `colour` says whether the reader is a
    terminal that shows colours.
    """

    def __call__(self, compared: "Sequence[Comparison]", words: "Words", scope: "Scope", **options: Any) -> str:
        """The changes as text, with a line end at its end."""
        ...


def names() -> list[str]:
    """The formats there are: the modules of this package."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def writer(name: str) -> Writer:
    """What writes a format."""
    return cast("Writer", import_module(f"{__name__}.{name}").write)
