"""To register what a block shows: values without markup, made for one document in one language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

from prdkit.config.config import Config
from prdkit.config.fields import Text, say
from prdkit.link.site import Site
from prdkit.model.document import Document


@dataclass(frozen=True, eq=False)
class Words:
    """The product's words in one language. They compare by identity, so that caches can be told by them."""

    config: Config
    lang: str

    def __call__(self, key: str, **values: object) -> str:
        """The label of a key, with `{name}` filled in."""
        words = self._labels.get(key, key)
        for name, value in values.items():
            words = words.replace("{" + name + "}", str(value))
        return words

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        """All labels, English ones where the language lacks them."""
        given = (self.config.labels.get(lang, {}) for lang in ("en", self.lang))
        return {key: words for labels in given for key, words in labels.items() if words is not None}

    def say(self, text: Text | None) -> str:
        """Localised text in this language, as far as it is given."""
        return text if type(text) is str else say(text, self.lang)

    def department(self, key: str) -> str:
        """A department's name."""
        return self.config.department(key, self.lang)

    def person(self, handle: str) -> str:
        """A person's role in words."""
        person = self.config.org.people.get(handle)
        return say(person.label, self.lang) if person else handle


View: TypeAlias = Callable[[Document, Site, Words], Any]
_VIEWS: dict[str, View] = {}


def view(block: str) -> Callable[[View], View]:
    """Declare the decorated function the view of a block."""

    def declare(function: View) -> View:
        _VIEWS[block] = function
        return function

    return declare


def views() -> dict[str, View]:
    """The registered views by block; import `prdkit.blocks.catalogue.all_rules` first to fill it."""
    return _VIEWS
