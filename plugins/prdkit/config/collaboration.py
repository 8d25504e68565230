"""To hold the models of shared work: what each letter obliges a department to, and which stages need whom."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from prdkit.config.fields import Text

_DUTIFUL = ("answers", "works")


@dataclass(frozen=True, slots=True, eq=False)
class Letter:
    """A letter of a model. `duty` is answers, works, helps, advises or informed; `most` 0 means no limit.

    The same letter of two models is two letters, so they compare by identity.
    """

    name: str
    label: Text
    help: Text
    duty: str
    most: int = 0

    @property
    def delivers(self) -> bool:
        """Whether who bears it must say what is done and what comes of it."""
        return self.duty in _DUTIFUL

    @property
    def takes_part(self) -> bool:
        """Whether it means more than being told."""
        return self.duty != "informed"


@dataclass(frozen=True, slots=True)
class Model:
    """A way to share work, such as RACI."""

    name: str
    label: Text
    letters: Mapping[str, Letter]


@dataclass(frozen=True)
class Collaboration:
    """Everything that `collaboration.yml` decides. `stages` are by type of document.

    `trained` are the departments that are trained before users notice a change, `attendance` the share of those
    invited who must come.
    """

    models: Mapping[str, Model]
    stages: Mapping[str, tuple[str, ...]]
    support_stage: str
    support: tuple[str, ...]
    trained: tuple[str, ...] = ()
    attendance: float = 0.0

    def model(self, name: str) -> Model | None:
        """A model by name, the first one for no name, None for a name that is none's."""
        return self.models.get(name) if name else next(iter(self.models.values()), None)


def collaboration(raw: Mapping[str, Any]) -> Collaboration:
    """The models in the checked values of `collaboration.yml`."""
    support, training = raw.get("support") or {}, raw.get("training") or {}
    return Collaboration(
        models={name: _model(name, model) for name, model in (raw.get("models") or {}).items()},
        stages={name: tuple(stages) for name, stages in (raw.get("stages") or {}).items()},
        support_stage=support.get("stage") or "",
        support=tuple(support.get("departments") or ()),
        trained=tuple(training.get("departments") or ()),
        attendance=training.get("attendance") or 0.0,
    )


def _model(name: str, raw: Mapping[str, Any]) -> Model:
    letters = {
        key: Letter(key, x["label"], x.get("help") or "", x["duty"], x.get("most") or 0)
        for key, x in raw["letters"].items()
    }
    return Model(name, raw["label"], letters)


def cross_check(
    raw: Mapping[str, Any], stages: Iterable[str], types: Iterable[str], complain: Callable[..., None]
) -> None:
    """Report every stage and type that names nothing; `complain` takes file, path, message and hint."""

    def named(path: tuple[str | int, ...], word: str, known: Iterable[str], what: str) -> None:
        if word not in known:
            close = get_close_matches(word, list(known), 1)
            listed = ", ".join(f"`{name}`" for name in known)
            hint = f"Did you mean `{close[0]}`?" if close else f"Known: {listed}."
            complain("collaboration.yml", path, f"`{word}` is not a {what}", hint)

    for kind, needed in (raw.get("stages") or {}).items():
        named(("stages", kind), kind, types, "type of site_config/types")
        for place, stage in enumerate(needed):
            named(("stages", kind, place), stage, stages, "stage of process.yml")
    if raw.get("support"):
        named(("support", "stage"), raw["support"]["stage"], stages, "stage of process.yml")
