"""To render, for the formats of a release, what each of the readers asked for is told in each language."""

from collections.abc import Iterator
from typing import NamedTuple

from prdkit.publish.releases import Bundle
from prdkit.render.exports import Sending
from prdkit.view.announcement import Announcement, announcement


class Told(NamedTuple):
    """What one audience is told in one language, and what renders it."""

    said: Announcement
    sending: Sending

    @property
    def name(self) -> str:
        """What a file of it is called, without ending."""
        return f"{self.said.audience}.{self.said.lang}"

    def render(self, template: str) -> str:
        """What a template of `exports/` writes of it."""
        return self.sending.render(f"exports/{template}", view=self.said)


def told(bundle: Bundle) -> Iterator[Told]:
    """Everything that is told, by audience and language; nothing where an audience has no notes."""
    for audience in bundle.audiences:
        for lang in bundle.langs:
            words = bundle.words[lang]
            said = announcement(bundle.release, bundle.site, words, audience)
            if said.groups:
                yield Told(said, Sending(bundle.site, words, bundle.url, inside=said.inside))
