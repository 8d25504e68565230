"""To write what is told of a release as mails that a mail program opens as drafts."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from prdkit.publish.data_files import DataFile
from prdkit.publish.releases import NOTES, Bundle
from prdkit.publish.told import Told, told

FIELDS = NOTES
_NOBODY = "prdkit.invalid"
"""The host of a message's id where nobody said where the site stands (RFC 2606)."""


def files(bundle: Bundle) -> Iterator[DataFile]:
    """A mail for each audience and language: text and HTML of the same notes."""
    host = urlsplit(bundle.url).hostname or _NOBODY
    for one in told(bundle):
        day = date.fromisoformat(one.said.day) if one.said.day else bundle.site.as_of
        yield DataFile(f"{one.name}.eml", mail(one, day, host).as_bytes())


def mail(one: Told, day: date, host: str) -> EmailMessage:
    """The mail. Its date and id are the same each time: those of the release, its readers and its language."""
    said = one.said
    words = one.sending.setting.words
    message = EmailMessage(SMTP)
    title = f" · {said.title}" if said.title else ""
    message["Subject"] = _line(f"{said.name} {said.version} · {words('notes.title')}{title}")
    message["Date"] = format_datetime(datetime(day.year, day.month, day.day, tzinfo=UTC))
    message["Message-ID"] = f"<{_digest(said.id, said.audience, said.lang)}@{host}>"
    # Mail programs open it as a draft, to which whoever sends it adds sender and readers.
    message["X-Unsent"] = "1"
    message.set_content(one.render("notes.txt.j2"), cte="base64")
    message.add_alternative(one.render("mail.html.j2"), subtype="html", cte="base64")
    message["Content-Language"] = said.lang
    message.set_boundary(f"=_{_digest('boundary', said.id, said.audience, said.lang)}")
    return message


def _line(text: str) -> str:
    """Words as one line: a header that held another line would be two headers."""
    return " ".join(text.split())


def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:32]
