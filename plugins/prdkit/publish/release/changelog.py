"""To write a changelog over all releases of a product, in the form of Keep a Changelog."""

from collections.abc import Iterator

from prdkit.publish.data_files import DataFile
from prdkit.publish.releases import NOTES, Bundle
from prdkit.publish.told import history
from prdkit.render.exports import Sending
from prdkit.view.announcement import product_of

FIELDS = NOTES


def files(bundle: Bundle) -> Iterator[DataFile]:
    """A file for each audience and language; of all releases of the product that the one belongs to."""
    product = str(bundle.release.values.get("product") or "")
    for audience in bundle.audiences:
        for lang in bundle.langs:
            words = bundle.words[lang]
            told = history(bundle.site, words, audience, product, bundle.url)
            if told:
                sending = Sending(bundle.site, words, bundle.url, inside=told[0].said.inside)
                values = {"view": [one.said for one in told], "product": product_of(bundle.release, words)}
                text = sending.render("exports/changelog.md.j2", **values)
                yield DataFile.text(f"{audience}.{lang}/CHANGELOG.md", text)
