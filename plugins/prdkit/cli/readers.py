"""To let a command make what it writes for partners or the public: `--readers`, or the variable of site builds."""

import os

import click

from prdkit.audience.shown import shown_to
from prdkit.config.audiences import AUDIENCES, least_shown
from prdkit.link.site import Site
from prdkit.model.document import Document
from prdkit.scaffold.refused import Refused

VARIABLE = "PRD_AUDIENCE"
readers_option = click.option(
    "--readers",
    type=click.Choice(AUDIENCES),
    default=AUDIENCES[0],
    help=f"Who may read it; {VARIABLE} may say so too, and the one that shows less holds.",
)


def for_readers(site: Site, readers: str) -> Site:
    """The site as the readers that were asked for may see it."""
    told = os.environ.get(VARIABLE, "").strip() or AUDIENCES[0]
    if told not in AUDIENCES:
        raise Refused(
            f"{VARIABLE} is `{told}`, which is no audience", f"Say one of {', '.join(AUDIENCES)}, or unset it."
        )
    return shown_to(site, least_shown(readers, told))


def seen(document: Document, site: Site) -> Document:
    """A document as it stands in the site that readers see; refused where it does not."""
    found = site.by_path.get(document.path)
    if not isinstance(found, Document):
        hint = "Say `audience:` in it, or write for other readers with `--readers`."
        raise Refused(f"`{document.id}` is not for `{site.readers}` readers", hint)
    return found
