"""To write the releases of a product as a JSON Feed."""

from collections.abc import Iterator

from prdkit.publish.data_files import DataFile
from prdkit.publish.feeds import feed, json_feed
from prdkit.publish.releases import NOTES, Bundle

FIELDS = NOTES


def files(bundle: Bundle) -> Iterator[DataFile]:
    """A feed for each audience and language, of all releases of the product."""
    product = str(bundle.release.values.get("product") or "")
    for audience in bundle.audiences:
        for lang in bundle.langs:
            made = feed(bundle.site, bundle.words[lang], audience, product=product, url=bundle.url)
            if made is not None:
                yield DataFile(f"{audience}.{lang}.json", json_feed(made))
