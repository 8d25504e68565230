"""To take a value that may be of several kinds: the first that it fits counts."""

from typing import Any

from prdkit.config.fields import Field
from prdkit.config.values.making import Making
from prdkit.config.values.report import Converter, Report, Unfit
from prdkit.config.values.words import called, example, kind_of, wanted
from prdkit.reading.problem import Path

_SHAPES = {"list": list, "map": dict, "mapping": dict}


def any_of(spec: Field, making: Making) -> Converter:
    """The first of several fields that a value fits. Where it fits none, one of its own shape says why."""
    ways = [(one, making.field(one)) for one in spec.any_of]

    def convert(value: Any, at: Path, report: Report) -> Any:
        tried: list[tuple[Field, Report]] = []
        for one, way in ways:
            trial = Report()
            try:
                made = way(value, at, trial)
            except Unfit:
                made = None
            if not trial.problems:
                report.take(trial)
                if made is None:
                    raise Unfit
                return made
            tried.append((one, trial))
        near = [trial for one, trial in tried if _is_alike(one, value)]
        if len(near) == 1:
            report.take(near[0])
            raise Unfit
        told = f"`{called(spec, at)}` is {kind_of(value)}, but {_all_wanted(spec)} was wanted"
        report.wrong(at, "wrong-type", told, example(spec))
        raise Unfit

    return convert


def _all_wanted(spec: Field) -> str:
    said = list(dict.fromkeys(wanted(one) for one in spec.any_of))
    return f"{', '.join(said[:-1])} or {said[-1]}" if len(said) > 1 else "".join(said)


def _is_alike(spec: Field, value: Any) -> bool:
    """Whether a value is at least of the shape that a field wants."""
    shape = _SHAPES.get(spec.type, str)
    if shape is list and isinstance(value, str):
        return spec.split or spec.one_or_many
    return isinstance(value, shape)
