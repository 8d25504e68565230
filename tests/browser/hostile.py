"""A project written by somebody who means harm: every way to run code or to reach another site, in one place."""

from pathlib import Path

EVIL = "https://evil.example"
RUN = "window.pwned=1"
IMG = f"<img src=x onerror={RUN}>"

MKDOCS = """
site_name: Hostile
site_url: https://hostile.example/
docs_dir: prd
theme:
  name: material
  font: false
  features: [navigation.instant, content.code.copy, content.tooltips, search.suggest]
plugins: [search, prd: {warnings: info}]
markdown_extensions:
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
"""

FRONT_MATTER = f"""---
type: prd
id: PRD-2026-001
title: '{IMG}</title><script>{RUN}</script>{{{{ config.site_name }}}}'
status: review
owner: pm.lead
created: 2026-05-04
lang: en
product: '{IMG}'
version: '{IMG}'
tags: ['{IMG}', '"><script>{RUN}</script>']
departments: [cs, '"><script>{RUN}</script>']
release: REL-5.2.0
external: [{{tool: '{IMG}', key: k, url: 'javascript:{RUN}'}}]
references: [{{title: '[x](javascript:{RUN})', url: 'javascript:{RUN}'}}]
features:
  - id: F1
    name: '{IMG}[x](javascript:{RUN})<a href="javascript:{RUN}">y</a>'
    desc: '![x]({EVIL}/cell.png) [x](data:text/html,<script>{RUN}</script>) <{EVIL}/auto>'
    acceptance: [{{id: AC1, given: '{IMG}', when: '`{IMG}`', then: '**<script>{RUN}</script>**'}}]
  - {{id: '"><img/src=x/onerror={RUN}>', name: 'F2'}}
state_machines:
  - id: order
    name: '{IMG}'
    initial: open
    states:
      open: {{label: '</text><script>{RUN}</script>', meaning: '{IMG}'}}
      done: {{label: '</svg>{IMG}', final: true}}
      '"onmouseover={RUN} x="': {{label: q}}
    events: {{pay: {{label: '{IMG}', actor: user}}}}
    transitions:
      - {{from: open, event: pay, to: done, user_sees: '{IMG}', action: '[x](javascript:{RUN})', tracking: '{IMG}'}}
collaboration:
  model: RACI
  nodes:
    - id: n1
      name: '{IMG}'
      roles:
        product: {{role: A, does: '{IMG}', deliverable: '[x](javascript:{RUN})'}}
        cs: {{role: R, does: '{IMG}'}}
release_notes:
  - {{kind: added, audience: user, text: '{IMG}[x](javascript:{RUN})', doc_link: 'javascript:{RUN}'}}
  - {{kind: added, audience: user, text: hello, doc_link: 'x>)<script>{RUN}</script>'}}
---
"""

BODY = f"""
## Background & problem

<script>{RUN}</script>
<script src="{EVIL}/x.js"></script>
{IMG}
<svg onload="{RUN}"><script>{RUN}</script><a href="javascript:{RUN}"><text>svg</text></a>
<animate attributeName="href" values="javascript:{RUN}"/><image href="{EVIL}/svg.png"/>
<use href="{EVIL}/use.svg#a"/></svg>
<math><mtext><table><mglyph><style><img src=x onerror={RUN}></style></mglyph></table></mtext></math>
<details open ontoggle="{RUN}"><summary>toggle</summary></details>
<iframe src="{EVIL}/frame"></iframe><iframe srcdoc="<script>parent.{RUN}</script>"></iframe>
<object data="{EVIL}/o"></object><embed src="{EVIL}/e"><portal src="{EVIL}/p"></portal>
<style>@import url({EVIL}/a.css); body {{ background: url({EVIL}/b.png) }}</style>
<link rel="stylesheet" href="{EVIL}/l.css"><meta http-equiv="refresh" content="0;url={EVIL}/m">
<base href="{EVIL}/"><form action="{EVIL}/f">
<input autofocus onfocus="{RUN}"><button formaction="javascript:{RUN}">b</button></form>
<video src="{EVIL}/v.mp4" poster="{EVIL}/v.png" autoplay></video><audio src="//evil.example/a.mp3" autoplay></audio>
<img src="{EVIL}/i.png" srcset="{EVIL}/i2.png 2x">
<picture><source srcset="{EVIL}/p.webp"><img src="//evil.example/p.png"></picture>
<p style="background: url({EVIL}/s.png)">styled</p>
<td style="text-align: left; background: url({EVIL}/t.png)" background="{EVIL}/td.png">cell</td>
<div id="__config">{{"base": "{EVIL}/", "features": [], "search": "{EVIL}/w.js", "translations": {{}}}}</div>
<script id="__config" type="application/json">{{"base": "{EVIL}/"}}</script>
<div id="__search" data-md-component="search" data-md-url="{EVIL}">x</div>
<form id="document"><input name="body"></form><a id="mermaid" href="{EVIL}">mermaid</a><a id="location$">l</a>
<table class="prd-table prd-sortable" data-prd-table="x" data-word-reset="{IMG}" data-word-none="{IMG}">
<thead><tr><th data-filter="select">{IMG}a</th><th data-filter="text">b</th></tr></thead>
<tbody><tr>
<td data-value="&lt;img src=x onerror={RUN}&gt;|b" data-label="&lt;img src=x onerror={RUN}&gt;|c">1</td>
<td>2</td></tr></tbody>
</table>

[click](javascript:{RUN}) [click](JaVaScRiPt:{RUN}) [click](&#106;avascript:{RUN}) [click](java\tscript:{RUN})
[data](data:text/html;base64,PHNjcmlwdD5wYXJlbnQucHduZWQ9MTwvc2NyaXB0Pg==) [vb](vbscript:{RUN}) <javascript:{RUN}>
<a href="javascript:{RUN}">html</a> <a href=" javascript:{RUN}">html</a>

[handler](#x){{ onclick="{RUN}" onmouseover="{RUN}" style="background:url({EVIL}/attr.png)" }}
**bold**{{ onmouseenter="{RUN}" id="__config" }}
![remote]({EVIL}/p.png){{ onerror="{RUN}" }} ![protocol](//evil.example/q.png) ![back](\\\\evil.example\\r.png)
{{ .x onpointerover="{RUN}" data-md-component="announce" }}

{{{{ config.site_name }}}} {{{{ 7 * 7 }}}} {{% raw %}} {{% include "main.html" %}}

\ue000card\ue001 \ue000block:features\ue001 &#xe000;backlinks&#xe001;

--8<-- "/etc/passwd"

## Goals {{ onclick="{RUN}" #goals style="background:url({EVIL}/head.png)" }}

```mermaid
%%{{init: {{"securityLevel": "loose", "htmlLabels": true, "themeCSS": "* {{ background: url({EVIL}/css.png) }}"}}}}%%
flowchart TD
  A["<img src='{EVIL}/label.png' onerror='{RUN}'>first"] --> B[second]
  click A "javascript:{RUN}"
  click B call alert("x")
  classDef evil fill:#fff,background:url({EVIL}/class.png)
  class A evil
  style B fill:#f00,background-image:url({EVIL}/style.png)
```

```mermaid
flowchart TD
  C@{{ img: "{EVIL}/shape.png", label: "third", w: 60, h: 60 }}
  C --> D
```

```mermaid
sequenceDiagram
  participant A
  links A: {{"x": "javascript:{RUN}"}}
  A->>A: <script>{RUN}</script>
```

```mermaid
this is no diagram <img src=x onerror={RUN}>
```
"""

RELEASE = f"""---
type: release
id: REL-5.2.0
title: '{IMG}'
status: yanked
status_reason: {{reason: '{IMG}', by: pm.lead, on: 2026-06-02}}
version: '5.2.0'
owner: pm.lead
created: 2026-05-04
lang: en
notes: [{{kind: fixed, audience: user, text: '{IMG}'}}]
---
"""

PLAIN = f"""---
title: '{IMG}</title><script>{RUN}</script>'
description: '"><script>{RUN}</script>'
template: ../../../../etc/passwd
icon: '../../../etc/passwd'
hide: ['"><script>{RUN}</script>']
tags: ['{IMG}']
---
# {IMG} Start

<script>{RUN}</script> [x](javascript:{RUN}) [[PRD-2026-001]] PRD-2026-001

<div markdown onclick="{RUN}">inside</div>
"""


def write(folder: Path) -> Path:
    """The project, written into a folder."""
    files = {
        "mkdocs.yml": MKDOCS,
        "prd/index.md": PLAIN,
        "prd/prds/PRD-2026-001.md": FRONT_MATTER + BODY,
        "prd/releases/REL-5.2.0.md": RELEASE,
    }
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return folder
