# ruff: noqa: E501
"""A project with a word of its own in every place where text can stand, and a way to look for them in what is made.

`{H:place}` is a word that only insiders may read, `{P:place}` one for partners too, `{O:place}` one for everybody;
`{Z:place}` is one for insiders in Chinese.
"""

import base64
import binascii
import gzip
import json
import re
import subprocess
import zlib
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import unquote

HIDDEN, PARTNER, OPEN = "H", "P", "O"
_MARK = re.compile(r"\{([HPOZ]):([^{}]+)\}")
_SEEN: dict[tuple[str, str], str] = {}


def word(kind: str, place: str) -> str:
    """The word planted in a place."""
    number = len(_SEEN)
    made = f"龘{chr(0x5100 + number)}靐" if kind == "Z" else f"zq{number:03}{kind.lower()}x"
    return _SEEN.setdefault((kind, place), made)


def planted(text: str) -> str:
    """A text with the words in their places."""
    return _MARK.sub(lambda mark: word(mark[1], mark[2]), text)


def words(*kinds: str) -> Mapping[str, str]:
    """The words of some kinds, by what they are told by."""
    return {made: f"{kind}: {place}" for (kind, place), made in _SEEN.items() if kind in kinds}


MKDOCS = """
site_name: Test
docs_dir: prd
repo_url: https://git.example/team/{O:repository}
edit_uri: edit/main/prd/
theme: {name: material, font: false, language: en}
plugins:
  - search
  - meta
  - tags
  - blog
  - prd
markdown_extensions:
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc
  - pymdownx.details
  - pymdownx.superfences
  - pymdownx.snippets
  - pymdownx.tabbed: {alternate_style: true}
nav:
  - Home: index.md
  - "{H:title in nav}": guide/plans.md
  - "{H:title of a section in nav}":
      - "{H:title in a section of nav}": prds/{H:folder}/PRD-2026-902-{H:file name}.md
  - Open guide: guide/open.md
  - Partners: guide/partners.md
  - PRDs: prds/index.md
"""

PROJECT = """
# {H:comment in project.yml}
as_of: 2026-06-15
lang: en
baseline: baseline.json
pages:
  public: [index.md, guide/open.md, blog/index.md, blog/posts/open.md]
  partner: [guide/partners.md]
"""

BASELINE = """{"version": 1, "fingerprint": "prdkitFinding/v1", "findings": [
{"fingerprint": "aa", "rule": "states/vague", "severity": "error", "document": "PRD-2026-902", "path": "prd/prds/PRD-2026-902.md",
 "message": "{H:message in the baseline}", "count": 1}
]}"""

ORG = """
departments:
  product: {label: "Product {O:label of a department}"}
  cs: {label: Support}
  ops: {label: Operations}
  dept-{H:key of a department}:
    {label: {en: "{H:label of a department}", zh-Hans: "{Z:label of a department}", zh-Hant: "{H:third label}"}, audience: internal}
  unused: {label: "{H:department of nothing shown}"}
people:
  pm.lead: {dept: product, label: "Lead {O:label of a person}", audience: public}
  ann.{H:handle}: {dept: cs, label: "{H:name of a person}", email: "{H:address}@example.com"}
  bob.{H:handle of a hidden department}: {dept: dept-{H:key of a department}, label: "{Z:name of a person}"}
  kim.{P:handle for partners}: {dept: ops, label: "{P:name for partners}", audience: partner}
  una.{H:handle of nobody shown}: {dept: ops, label: "{H:name of nobody shown}", audience: public}
products:
  PROD-app: {label: App}
  PROD-{H:key of a product}: {label: "{H:label of a product}", audience: internal}
"""

WAIVERS = """
waivers:
  - {rule: states/no-timeout, documents: [PRD-2026-001], reason: "{H:reason of a shared waiver}", by: pm.lead, until: 2026-09-30}
"""

OWN_BLOCK = """
label: Secrets
types: [prd]
type: list
audience: internal
table: [id, what]
fields:
  id: {type: slug}
  what: {type: localized}
"""

PARTNER_BLOCK = """
label: Terms
types: [prd]
type: list
audience: partner
table: [id, what, price]
fields:
  id: {type: slug}
  what: {type: localized}
  price: {type: text, audience: internal}
"""

OWN_TYPE = """
sections:
  market_fit: {label: Market fit, audience: internal}
"""

SIGN_OFFS = """document: PRD-2026-001
sign_offs:
  - {dept: product, by: pm.lead, on: 2026-05-01, version: "1.0", decision: approved, note: "{H:note of a sign-off}"}
  - {dept: cs, by: ann.{H:handle}, on: 2026-05-02, version: "1.0", decision: approved, note: "{H:second note}"}
"""

PUBLIC = """---
# {H:comment in front matter}
id: PRD-2026-001
title: {en: "Points {O:title}", zh-Hans: "积分 {O:title in Chinese}"}
status: paused
status_reason: {reason: "{O:reason of a status}", by: ann.{H:handle}, on: 2026-05-01}
owner: ann.{H:handle}
created: 2026-01-12 # {H:comment behind a value}
audience: public
audiences: {funnels: internal, goals: internal, metrics: partner}
profile: lite
lang: en
former_ids: [PRD-2025-905, PRD-2026-902]
tags: [open-{O:tag}]
product: PROD-{H:key of a product}
departments: [product, dept-{H:key of a department}, cs]
release: REL-5.9.7
launch: LCH-2026-92
x-secret: {H:key that is no field}
{H:word of a key that is no field}: 1
links:
  related: [PRD-2026-902, PRD-2026-003]
  requires: [PRD-2026-902]
external:
  - {tool: Tracker, key: "{H:key of a tracker}", url: "https://jira.example/{H:address of a tracker}"}
references:
  - {title: "Book {O:title of a reference}", url: "https://book.example/{O:address of a reference}"}
  - {title: "Blob PRD-2026-902", url: "https://git.example/blob/prds/{H:folder}/PRD-2026-902-{H:file name}.md"}
attachments:
  - {title: "{O:title of an attachment}", file: files/open.txt}
  - {title: "See PRD-2026-902", file: PRD-2026-902-{H:file name}.md}
revisions:
  - {version: "1.0", date: 2026-01-12, by: ann.{H:handle}, what: "{H:what of a revision}", why: "{H:why of a revision}"}
waive:
  - {rule: states/no-timeout, reason: "{H:reason of a waiver}", by: ann.{H:handle}, until: 2026-09-30}
secrets:
  - {id: s1, what: "{H:row of a block for insiders}"}
terms:
  - {id: t1, what: {en: "{P:row of a block for partners}", zh-Hans: "{P:row in Chinese}"}, price: "{H:field for insiders}"}
goals:
  - objective: "{H:block narrowed by the document}"
metrics:
  - {id: m1, name: "{P:block for partners by the document}", role: primary}
funnels:
  - {name: "{H:second block narrowed by the document}"}
features:
  - id: F1
    name: {en: "{O:name of a feature}", zh-Hans: "{O:name in Chinese}", zh-Hant: "{O:third name}"}
    desc: "Stands on [[PRD-2026-902#F9|{O:words of a link in a cell}]], [[PRD-2026-902]], PRD-2026-902 and [x](PRD-2026-902-{H:file name}.md), by @ann.{H:handle} of {H:label of a department} for {H:label of a product} <!-- {H:comment in a cell} -->"
    acceptance:
      - {id: AC1, given: "{O:given}", when: "{O:when}", then: "{O:then}"}
state_machines:
  - id: card
    entity: "{O:entity}"
    initial: open
    states:
      open: {name: "{O:name of a state}"}
      closed: {name: {en: "{O:name of a final state}", zh-Hans: "{O:name of a state in Chinese}"}, final: true}
    events: {close: {actor: user}}
    transitions:
      - {from: open, event: close, to: closed, action: "{O:action} per PRD-2026-902", user_sees: "{O:what a user sees}"}
collaboration:
  model: RACI
  nodes:
    - id: n1
      name: "{P:name of a node}"
      stage: define
      cells:
        product: {role: A/R, does: "{P:work of a department}"}
        dept-{H:key of a department}: {role: C, does: "{P:work of a hidden department} ann.{H:handle}"}
dependencies:
  - {on: PRD-2026-902, need: "Waits for PRD-2026-902 {H:need of what is hidden}", owner: bob.{H:handle of a hidden department}}
release_notes:
  - {kind: added, level: primary, audience: user, text: "{O:note for users}"}
  - {kind: added, level: primary, audience: partner, text: "{P:note for partners}"}
  - {kind: added, level: primary, audience: cs, text: "{H:note for customer service}"}
  - {kind: added, level: primary, audience: internal, text: "{H:note for insiders}"}
  - {kind: added, level: primary, audience: sales, text: "{H:note for sales}"}
---

Opening {O:text before a heading}. <!-- {H:comment in a line} -->

<!--
{H:comment of several lines}

## {H:heading in a comment}
-->

## Background & problem

{O:text}. By ann.{H:handle} ({H:name of a person}, {Z:name of a person}, mail {H:address}@example.com) and kim.{P:handle for partners}.
{Z:label of a department} and {H:label of a department}; PROD-{H:key of a product}.

[[PRD-2026-902]], [[PRD-2026-902|{O:words of a link}]], [[PRD-2026-902#F9]], PRD-2026-902, PRD-2026-902#F9, prd-2026-902, PRD-2025-905.
[[REL-5.9.7]] and LCH-2026-92 and PRD-2026-777 and [[PRD-2026-003]] and [[PRD-2026-003#F1|{O:words of a link to partners}]].

A [link {O:words of a Markdown link}]({H:folder}/PRD-2026-902-{H:file name}.md "{H:title of a link}"), one
[by reference {O:words by reference}][{H:label of a reference}], [short]({H:folder}/PRD-2026-902-{H:file name}.md#{H:anchor}),
![picture {O:alt of a hidden picture}]({H:folder}/{H:name of no picture}.png "{H:title of a picture}"),
![{O:alt of a picture}](images/{O:name of a picture}.png), [a file](files/{O:name of a file}.txt),
<https://prd.example/prds/PRD-2026-902-{H:file name}/>, <a href="{H:folder}/PRD-2026-902-{H:file name}.md">raw {O:raw words}</a>,
<a href='https://git.example/blob/main/prd/prds/{H:folder}/PRD%2D2026-902-{H:file name}.md'>raw</a>,
[plan](../guide/plans.md), [sign-offs](../signoffs/PRD-2026-001.yml), [blocked](../gates.md), [waived](../waivers.md).

[{H:label of a reference}]: {H:folder}/PRD-2026-902-{H:file name}.md "{H:title of a definition}"
[{H:label of no reference}]: https://secret.example/{H:address of no reference}

Entities: PRD&#45;2026&#45;902, PRD\\-2026\\-902, PRD-**2026**-902, PRD\u20112026\u2011902, P\u200bRD-2026-902, ＰＲＤ－２０２６－９０２.

<div title="about PRD-2026-902"><a href="{H:folder}/PRD-2026-902-{H:file name}.md">block {O:raw block}</a>
<!-- {H:comment in raw HTML} -->
<img src="{H:folder}/{H:name of no picture}.png" alt="{O:alt of a raw picture}"></div>

| Column | Other |
|---|---|
| [[PRD-2026-902\\|{O:words in a table}]] | {O:cell} <!-- {H:comment in a table} --> |

```mermaid
graph LR
  PRD-2026-902 --> {O:word in a diagram}
```

```yaml
# {O:comment in code}
id: PRD-2026-902
```

    indented PRD-2026-902 {O:indented code}

A note[^one] and a secret one. HTML and TKA.

[^one]: {O:footnote} about PRD-2026-902.
[^two]: {H:footnote of nothing shown}

*[HTML]: {O:abbreviation}
*[NOTUSED]: {H:abbreviation of nothing shown}

--8<-- "guide/plans.md"

## Risks
<!-- audience: internal -->

{H:section narrowed by a comment}[^two] NOTUSED

### {H:heading below a narrowed one}

{H:text below a heading below a narrowed one}

```
## {H:heading in code in a narrowed section}
```

## Terms for partners
<!-- audience: partner -->

{P:section for partners}

Setext
------
<!-- AUDIENCE = Internal -->

{H:section under a setext heading}

## Market fit

{H:section narrowed by its type}

## Funnels

{H:section named in audiences}

## Non-goals

{O:words of no table}

## Mistaken

Some words, then <!-- audience: insiders --> {H:section with a comment of no audience in a line}

## Appendix

{O:last section} [down](#{H:anchor in a page})
<!-- prd: secrets -->
"""

HIDDEN_PRD = """---
id: PRD-2026-902
title: {en: "{H:title}", zh-Hans: "{Z:title}"}
status: draft
owner: ann.{H:handle}
created: 2026-01-12
profile: lite
former_ids: [PRD-2024-903]
tags: ["{H:tag}"]
departments: [product, unused]
release: REL-5.2.0
links: {related: [PRD-2026-001]}
features:
  - {id: F9, name: "{H:name of a feature}"}
release_notes:
  - {kind: added, audience: user, text: "{O:note for users of a hidden PRD} (PRD-2026-902, ann.{H:handle})"}
  - {kind: added, audience: cs, text: "{H:note of a hidden PRD}"}
  - {kind: added, text: "{H:note of a hidden PRD for nobody}"}
---
## Background & problem

{H:text of a hidden document} about [[PRD-2026-001]]. ![x]({H:name of a picture}.png)

## {H:heading of a hidden document} {#{H:anchor}}
"""

PARTNER_PRD = """---
id: PRD-2026-003
title: "{P:title of a document for partners}"
status: draft
owner: kim.{P:handle for partners}
created: 2026-01-12
audience: partner
profile: lite
tags: ["{P:tag}"]
links: {related: [PRD-2026-001, PRD-2026-902]}
---
## Background & problem

{P:text of a document for partners} beside PRD-2026-902.
"""

UNSAID = """---
id: PRD-2026-904
title: "{H:title of a document with a wrong audience}"
status: draft
owner: pm.lead
created: 2026-01-12
audience: Public
---
{H:text of a document with a wrong audience}
"""

BROKEN = """---
id: PRD-2026-906
title: "{H:title of a broken document}
audience: public
---
{H:text of a broken document}
"""

RELEASE = """---
id: REL-5.2.0
title: "Release {O:title of a release}"
status: planned
owner: pm.lead
created: 2026-01-12
audience: public
version: "5.2.0"
prds: [PRD-2026-001, PRD-2026-902]
planned: 2026-07-01
notes:
  - {kind: fixed, audience: user, prd: PRD-2026-902, text: "{O:note of a release}"}
  - {kind: fixed, audience: internal, text: "{H:note of a release for insiders}"}
no_notes:
  - {prd: PRD-2026-902, reason: "{H:reason for no note}"}
---
## Highlights

{O:text of a release}
"""

HIDDEN_RELEASE = """---
id: REL-5.9.7
title: "{H:title of a release}"
status: planned
owner: pm.lead
created: 2026-01-12
version: "5.9.7"
prds: [PRD-2026-001]
planned: 2026-08-01
---
## Highlights

{H:text of a release for insiders}
"""

LAUNCH = """---
id: LCH-2026-92
title: "{H:title of a launch}"
status: planning
owner: pm.lead
created: 2026-01-12
prds: [PRD-2026-001]
market_window: "{H:window of a launch}"
---
## Objective

{H:text of a launch}
"""

OPEN_LAUNCH = """---
id: LCH-2026-01
title: "Launch {O:title of a launch}"
status: planning
owner: ann.{H:handle}
created: 2026-01-12
audience: public
tier: 2
prds: [PRD-2026-001, PRD-2026-902]
releases: [REL-5.2.0, REL-5.9.7]
checklist:
  - {id: C1, area: cs, item: "{H:item of a checklist}", owner: ann.{H:handle}, due: 2026-02-01, blocking: true, status: open}
go_no_go:
  decider: ann.{H:handle}
  votes: [{dept: dept-{H:key of a department}, by: bob.{H:handle of a hidden department}, vote: go, note: "{H:note of a vote}"}]
risks:
  - {id: K1, title: "{H:risk of a launch}"}
support:
  faq: [{q: "{H:question of a support pack}", a: "{H:answer of a support pack}"}]
training:
  - {id: T1, dept: cs, topic: "{H:topic of a training}"}
runbook:
  - {id: S1, at: "T+0", do: "{H:step of a run sheet}", owner: ann.{H:handle}}
channel_mix:
  - {channel: "{H:channel of a launch}", weight: 1}
comms:
  - {audience: "{P:whom a launch tells}", channel: "{P:channel of words}", what: "{P:words of a launch}"}
---
## Objective

{P:text of an open launch} for [[PRD-2026-902|{P:words of a link in a launch}]].

## Contingency & rollback

{P:words about contingency}
"""

HIDDEN_POST = """---
date: 2026-01-31
categories: ["{H:category of a post}"]
---
# {H:title of a post}

{H:text of a post}
"""

FILES: Mapping[str, str] = {
    "mkdocs.yml": MKDOCS,
    "baseline.json": BASELINE,
    "site_config/project.yml": PROJECT,
    "site_config/org.yml": ORG,
    "site_config/waivers.yml": WAIVERS,
    "site_config/blocks/secrets.yml": OWN_BLOCK,
    "site_config/blocks/terms.yml": PARTNER_BLOCK,
    "site_config/types/prd.yml": OWN_TYPE,
    "prd/index.md": "---\ntitle: Home\nx: '{H:meta data of a page}'\n---\n# {O:home}\n\n[[PRD-2026-001]], [[PRD-2026-902]], "
    "[plan](guide/plans.md) <!-- {H:comment on a page} -->\n\n## Inside\n<!-- audience: internal -->\n\n{H:section of a page}\n",
    "prd/guide/plans.md": "---\ntitle: {H:title of a page}\ntags: ['{H:tag of a page}']\n---\n# {H:heading of a page}\n\n{H:text of a page}\n",
    "prd/guide/open.md": "# Open\n\n{O:text of an open page} [hidden](plans.md) [[PRD-2026-902|{O:words on a page}]]\n",
    "prd/guide/partners.md": "# Partners\n\n{P:page for partners}\n",
    "prd/guide/said.md": "---\naudience: partner\ntitle: Said\n---\n# Said\n\n{P:page that says so itself}\n",
    "prd/guide/unsaid.md": "---\naudience: everyone\n---\n# {H:page with a wrong audience}\n",
    "prd/guide/.meta.yml": "tags: ['{H:tag of a folder}']\n",
    "prd/blog/index.md": "# Blog\n",
    "prd/blog/posts/open.md": "---\ndate: 2026-02-02\n---\n# {O:title of an open post}\n\n{O:text of an open post}\n",
    "prd/blog/posts/secret.md": HIDDEN_POST,
    "prd/blog/.authors.yml": "authors:\n  x: {name: '{H:author of a blog}', description: d, avatar: a.png}\n",
    "prd/prds/PRD-2026-001.md": PUBLIC,
    "prd/prds/PRD-2026-003-{P:file name for partners}.md": PARTNER_PRD,
    "prd/prds/{H:folder}/PRD-2026-902-{H:file name}.md": HIDDEN_PRD,
    "prd/prds/PRD-2026-904.md": UNSAID,
    "prd/prds/PRD-2026-906-{H:file name of a broken document}.md": BROKEN,
    "prd/releases/REL-5.2.0.md": RELEASE,
    "prd/releases/REL-5.9.7.md": HIDDEN_RELEASE,
    "prd/launches/LCH-2026-92.md": LAUNCH,
    "prd/launches/LCH-2026-01.md": OPEN_LAUNCH,
    "prd/signoffs/PRD-2026-001.yml": SIGN_OFFS,
    "prd/prds/{H:folder}/{H:name of a picture}.png": "{H:picture}",
    "prd/prds/images/{O:name of a picture}.png": "{O:picture}",
    "prd/prds/images/{H:name of a picture of nothing shown}.png": "{H:picture of nothing shown}",
    "prd/prds/files/{O:name of a file}.txt": "{O:text of a file}",
    "prd/prds/files/open.txt": "{O:text of an attachment}",
    "prd/prds/files/{H:name of a file}.txt": "{H:text of a file}",
    "prd/data/{H:name of a table}.csv": "a,b\n{H:cell of a table},1\n",
    "prd/notes.yml": "{H:other file}: 1\n",
    "prd/prds/PRD-2026-001.docx": "{H:file beside a document}",
}

NAMES = ("2026-902", "2026-777", "2026-904", "2026-906", "2025-905-", "2024-903", "5.9.7", "2026-92", "2026-9O2")
"""Ids of what only insiders may know."""


def write(folder: Path) -> Path:
    """The project on disk, in git, where an older version of a document and the author have words of their own too."""
    for path, text in FILES.items():
        target = folder / planted(path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(planted(text), encoding="utf-8")
    first = folder / "prd/prds/PRD-2026-001.md"
    now = first.read_text(encoding="utf-8")
    first.write_text(now + planted("\n{H:older text}\n"), encoding="utf-8")
    author = planted("{H:author of a commit}")
    git = ["git", "-c", f"user.name={author}", "-c", f"user.email={author}@example.com"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", planted("{H:message of a commit}")]):
        subprocess.run([*git, *command], cwd=folder, check=True, capture_output=True)
    first.write_text(now, encoding="utf-8")
    subprocess.run([*git, "commit", "-qam", "Second"], cwd=folder, check=True, capture_output=True)
    return folder


def leaks(folder: Path, looked_for: Mapping[str, str]) -> list[str]:
    """Every file in a folder that holds one of some words, in its name or in any spelling of its content."""
    found = set()
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        texts = [unquote(name).lower(), *(spelt(path.read_bytes(), name) if path.is_file() else ())]
        for made, place in looked_for.items():
            if any(made.lower() in text for text in texts):
                found.add(f"{name}: {place} ({made})")
    return sorted(found)


_INVISIBLE = re.compile("[\u200b-\u200f\u00ad\u2060\ufeff]")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_ENCODED = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
_TAG = re.compile(r"<[^<>]*>")


def spelt(data: bytes, name: str = "") -> Iterator[str]:
    """The text of a file as it stands and as it would read when it is decoded."""
    for inner in _unpacked(data):
        text = inner.decode("utf-8", "replace")
        yield text.lower()
        yield inner.decode("utf-16-le", "replace").lower()
        yield inner.decode("utf-16-be", "replace").lower()
        plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
        if name.endswith((".json", ".map")):
            plain = "\n".join(_strings(plain)) or plain
        for told in (plain, unescape(unescape(plain)), unquote(plain), unescape(unquote(plain))):
            whole = _INVISIBLE.sub("", told)
            yield whole.lower()
            yield _TAG.sub("", whole).lower()
            yield whole.lower().replace("\\", "").replace("*", "")
        for found in _ENCODED.finditer(inner) if len(inner) < 1_000_000 else ():
            yield from _decoded(found[0])


def _strings(text: str) -> Iterator[str]:
    try:
        waiting = [json.loads(text)]
    except ValueError:
        return
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [*one, *one.values()]
        elif isinstance(one, list):
            waiting += one
        else:
            yield str(one)


def _unpacked(data: bytes) -> Iterator[bytes]:
    yield data
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    elif data[:1] == b"\x78":
        try:
            yield zlib.decompress(data)
        except zlib.error:
            return


def _decoded(found: bytes) -> Iterator[str]:
    for decode in (base64.b64decode, base64.urlsafe_b64decode):
        try:
            yield decode(found + b"=" * (-len(found) % 4)).decode("utf-8", "ignore").lower()
        except (binascii.Error, ValueError):
            continue
