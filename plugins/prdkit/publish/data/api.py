"""To list the JSON files for programs: `api/index.json`, one for each document, and their schemas."""

from collections.abc import Iterator

from prdkit.blocks.views import Words
from prdkit.check.formats.json import write
from prdkit.check.outcome import Outcome
from prdkit.link.site import Site
from prdkit.publish.api import FOLDER
from prdkit.publish.api.document import Documents
from prdkit.publish.api.index import index
from prdkit.publish.api.names import names
from prdkit.publish.api.plain import dump
from prdkit.publish.api.schemas import schemas
from prdkit.publish.api.ties import ties
from prdkit.publish.data_files import DataFile, Place


def files(site: Site, words: Words, place: Place) -> Iterator[DataFile]:  # noqa: ARG001 - all languages stand in them
    """The files of a site."""
    documents = Documents(site, place, names(site), ties(site))
    yield DataFile(f"{FOLDER}/index.json", dump(index(site, documents)))
    for document in site.documents:
        yield DataFile(f"{FOLDER}/{documents.names[document.path]}.json", dump(documents.whole(document)))
    for name, schema in sorted(schemas(site, place.url).items()):
        yield DataFile(f"{FOLDER}/schema/{name}.json", dump(schema))


def found(site: Site, outcome: Outcome) -> Iterator[DataFile]:
    """`api/findings.json`, which is what `prd check --format json` prints."""
    text = write(outcome.findings, site, outcome=outcome)
    yield DataFile(f"{FOLDER}/findings.json", text.encode("utf-8", "replace"))
