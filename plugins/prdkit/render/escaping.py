"""To escape values for HTML where the result is at once put into something longer."""

from collections.abc import Callable
from typing import Any

import markupsafe
from markupsafe import Markup, escape

# The C function behind `escape`, without the wrapping of every piece in a `Markup` of its own.
_escaped: Callable[[str], str] = getattr(markupsafe, "_escape_inner", escape)


def escaped(value: Any) -> str:
    """A value as HTML; what is HTML already stays."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return value if kind is Markup else escape(value)
