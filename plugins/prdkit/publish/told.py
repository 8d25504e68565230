"""To render, for the formats of a release, what each of the readers asked for is told in each language."""

from collections.abc import Iterator
from typing import NamedTuple

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.publish.releases import Bundle
from prdkit.render.exports import Sending
from prdkit.view.announcement import Announcement, announcement
from prdkit.view.notes import order


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


def history(site: Site, words: Words, audience: str, product: str = "", url: str = "") -> tuple[Told, ...]:
    """What an audience was told of every release of a product, or of all, newest first.

    Readers outside are told of what users have; readers inside of what is to come as well.
    """
    kinds = site.config.types.get("release")
    if kinds is None or not kinds.common:
        return ()
    found = [r for r in site.of_type("release") if not product or str(r.values.get("product") or "") == product]
    made = [announcement(release, site, words, audience) for release in found]
    shown = [said for said in made if said.groups and (said.inside or said.out)]
    shown.sort(key=lambda said: (order(said.version), said.id), reverse=True)
    return tuple(Told(said, Sending(site, words, url, inside=said.inside)) for said in shown)
