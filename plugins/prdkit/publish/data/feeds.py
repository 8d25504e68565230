"""To put feeds of releases beside the pages, one for each audience that is told something."""

from collections.abc import Iterator

from prdkit.blocks.views import Words
from prdkit.link.site import Site
from prdkit.publish.data_files import DataFile, Place
from prdkit.publish.feeds import atom, feed, json_feed
from prdkit.view.notes import AUDIENCES, feed_path

READERS = {"public": ("user",), "partner": ("user", "partner"), "internal": AUDIENCES}
"""Whose notes a site for these readers holds."""


def files(site: Site, words: Words, place: Place) -> Iterator[DataFile]:
    """The feeds of a site."""
    for audience in READERS.get(site.readers, ()):
        made = feed(site, words, audience, url=place.url, path=feed_path(audience))
        if made is not None:
            yield DataFile(feed_path(audience), atom(made))
            yield DataFile(feed_path(audience, "json"), json_feed(made))
