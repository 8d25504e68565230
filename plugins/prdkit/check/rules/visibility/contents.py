"""To report what should stand in no document that others read: personal data, secrets."""

import re
from collections.abc import Iterator

from prdkit.check.registry import Problem, Site, rule
from prdkit.config.audiences import rank
from prdkit.model.document import Document, Page
from prdkit.reading.problem import Span
from prdkit.reading.source import Source

_MOBILE_OR_ID = re.compile(r"(?<![\d.-])(?:(?:\+?86[ -]?)?1[3-9]\d{9}|\d{17}[\dXx])(?![\d.-]*\d)")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SIGNS = ("AKIA", "LTAI", "AIza", "ghp_", "_pat_", "glpat-", "xox", "sk_live_", "PRIVATE KEY")
_SECRET = re.compile(
    r"\b(?:AKIA[0-9A-Z]{16}|LTAI[0-9A-Za-z]{12,26}|AIza[\w-]{35}|ghp_[0-9A-Za-z]{36}|github_pat_\w{30,}"
    r"|glpat-[\w-]{20}|xox[abprs]-[\w-]{10,}|sk_live_[0-9A-Za-z]{16,})|-----BEGIN [A-Z ]*PRIVATE KEY-----"
)


@rule(on=Document)
def personal_data(document: Document, site: Site) -> Iterator[Problem]:
    """A document for partners or the public holds a mobile number or an identity number.

    What has once been published cannot be called back. Hotlines and mail addresses of a team are fine.

    Bad:

    ```yaml
    audience: partner
    ```

    ```markdown
    ## Background & problem

    Ask the shop manager, 13912345678. <!-- here -->
    ```

    Good:

    ```yaml
    audience: partner
    ```

    ```markdown
    ## Background & problem

    Ask the shop manager through the partner desk, 400-123-4567.
    ```
    """
    if rank(document.audience) == 0:
        return
    text = document.source.text
    for found in _MOBILE_OR_ID.finditer(text):
        kind = "a mobile number" if len(found[0]) < 17 else "an identity number"
        if len(found[0]) < 17 or _is_identity(found[0]):
            message = f"{kind} (`{found[0][:3]}…{found[0][-2:]}`) in a document for `{document.audience}` readers"
            yield Problem(_span(text, found), message, "Delete it; name the role or the desk instead.")


def _is_identity(number: str) -> bool:
    """Whether 18 digits are a resident identity number: a day of birth and the check digit of GB 11643."""
    month, day = int(number[10:12]), int(number[12:14])
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return 1 <= month <= 12 and 1 <= day <= 31 and "10X98765432"[total % 11] == number[17].upper()


@rule(on=Source, fixed=True)
def secret(thing: Document | Page, site: Site) -> Iterator[Problem]:
    """A file holds an access key, a token or a private key.

    Everybody who can read the repository can use it, and git keeps it after it is deleted.

    Bad:

    ```markdown
    ## Technical solution

    Upload with the key AKIAIOSFODNN7EXAMPLE. <!-- here -->
    ```

    Good:

    ```markdown
    ## Technical solution

    Upload with the key `shop-upload` of the vault.
    ```
    """
    text = thing.source.text
    if any(sign in text for sign in _SIGNS):
        for found in _SECRET.finditer(text):
            message = f"this looks like a secret: `{found[0][:8]}…`"
            yield Problem(_span(text, found), message, "Revoke it now, then write the name it has in the vault.")


def _span(text: str, found: re.Match[str]) -> Span:
    start = text.rfind("\n", 0, found.start()) + 1
    line, column = text.count("\n", 0, start) + 1, found.start() - start + 1
    return Span(line, column, line, column + len(found[0]))
