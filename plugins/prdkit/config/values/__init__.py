"""To turn the plain text of YAML into the values that a field wants, reporting what does not fit."""

from prdkit.config.values.compiling import KINDS, compile_field
from prdkit.config.values.maps import is_empty
from prdkit.config.values.numbers import untyped
from prdkit.config.values.report import Converter, Report, Unfit
from prdkit.config.values.unsaid import Left, Unsaid, hints

__all__ = ["KINDS", "Converter", "Left", "Report", "Unfit", "Unsaid", "compile_field", "hints", "is_empty", "untyped"]
