"""To write a repository of somebody else's proposals: 12.5 KB each, with every family of rules on."""

import random
from pathlib import Path

from benchmarks.generate import SENTENCES

PROJECT = "docs_dir: proposals\ntypes: [proposal]\nmarkdown: github\nas_of: 2026-05-30\n"
TYPE = r"""type: proposal
label: Proposal
common: false
documents: {paths: ['P-*/README.md']}
id: {keys: [Number], pattern: '\d+', path: 'P-{id:04d}/README.md', required: true, mention: 'P-0*{id}'}
title: {keys: [Title]}
status: {keys: [Status], case: any, reason: brackets}
roles: {owner: [Authors], created: [Created]}
statuses:
  Draft: {rank: 1}
  Review: {rank: 2}
  Final: {rank: 3}
  Withdrawn: {rank: 0, side: true}
field_order: true
companions:
  - {file: design.md, required: {when: {Status: [Review, Final]}}}
fields:
  Number: {required: true}
  Title: {required: true, type: text, max: 60, avoid: 'P-\d'}
  Status: {required: true}
  Authors: {type: list, required: true, items: {type: text, pattern: '[^<>]+ <\S+@\S+>'}}
  Category: {type: enum, values: [Core, Tools], required: {when: {Kind: Standard}}, allowed: {when: {Kind: Standard}}}
  Kind: {type: enum, values: [Standard, Meta], required: true}
  Created: {type: date, required: true}
  Deadline: {type: date, required: {when: {Status: Review}}, allowed: {when: {Status: Review}}}
  Requires: {type: list, split: true, sorted: numeric, unique: true, items: {type: ref, least: same, acyclic: true}}
  Discussions: {type: list, items: {any_of: [{type: url}, {type: mapping, values_of: {type: url}}]}}
checks:
  - {when: {Kind: Meta}, then: {Status: {at_most: Final}}}
headings: {case: any, marks: ['(Optional)', （可选）]}
section_levels: [2]
section_order: true
unknown_sections: report
sections:
  Summary: {aliases: [摘要], required: true}
  Motivation: {aliases: [动机], required: true}
  Goals: {aliases: [目标], required: true, under: Motivation, level: 3}
  Design: {aliases: [设计], required: true}
  Drawbacks: {aliases: [缺点], recommended: true}
  Security: {aliases: [安全], required: {when: {Category: Core}}}
  Copyright: {aliases: [版权], required: true}
one_of:
  - sections: [Design, Drawbacks]
"""
HEADINGS = {
    "en": ("Summary", "Motivation", "Goals", "Design", "Drawbacks (Optional)", "Security", "Copyright"),
    "zh-Hans": ("一、摘要", "二、动机", "目标", "三、设计", "四、缺点（可选）", "五、安全", "六、版权"),
}
EXTRAS = (
    "```js\n## no heading\nlet open = '<!--'\n```",
    "| name | means |\n|---|---|\n| `a|b` | [more](#{anchor}) |\n| c | **d** |",
    "- one, see [the other](../P-{other:04d}/README.md#{anchor})\n- two\n\n  > quoted `code` and [a][ref]\n",
    "![a picture](missing.png) and <https://forge.example/{other}>, [lost](../P-{other:04d}/none.md)",
    "<!-- a hint for authors\n\n## Design\n-->",
    "<details>\n<summary>More</summary>\n\nP-{other:04d} says so.\n\n</details>",
)


def document(number: int) -> str:
    """One proposal, the same for the same number; every sixth one lacks something."""
    rng = random.Random(number)
    lang = "zh-Hans" if number % 2 else "en"
    status = rng.choice(("Draft", "Review", "final", "Withdrawn (P-0001 is better)"))
    kind = rng.choice(("Standard", "Standard", "Meta"))
    needed = sorted({rng.randint(1, max(1, number - 1)) for _ in range(3)})
    front = [
        "---",
        f"Number: {number}",
        f"Title: Proposal no. {number}",
        f"Status: {status}",
        "Authors:\n  - Ann Lee <ann@example.com>\n  - 李雷 <li@example.com>",
        *(["Category: Core"] if kind == "Standard" else []),
        f"Kind: {kind}",
        f"Created: 2026-0{1 + number % 6}-{10 + number % 19}",
        *(["Deadline: 2026-12-01"] if status == "Review" else []),
        f"Requires: {', '.join(str(other) for other in needed)}",
        f"Discussions:\n  - https://forum.example/{number}\n  - Forum: https://forum.example/{number}",
        "---",
    ]
    body = []
    for place, heading in enumerate(HEADINGS[lang]):
        if number % 6 or place != number % 7:
            body += [f"\n{'###' if place == 2 else '##'} {heading}\n", *_prose(number, lang, rng)]
    return "\n".join((*front, *body, "\n[ref]: ../P-0001/README.md 'the first one'", ""))


def _prose(number: int, lang: str, rng: random.Random) -> list[str]:
    """Paragraphs of ordinary prose with the odd fence, table, list, picture and comment between them."""
    anchor = "design" if number % 2 == 0 else "三设计"
    made: list[str] = []
    for _ in range(5):
        made += [" ".join(rng.choices(SENTENCES[lang], k=4)), ""]
        if rng.random() < 0.3:
            made += [rng.choice(EXTRAS).replace("{anchor}", anchor).replace("{other:04d}", f"{rng.randint(1, 99):04d}")]
            made += [""]
    return [text.replace("{other}", str(number)) for text in made]


def write(folder: Path, count: int) -> int:
    """A project with `count` proposals below `folder`; returns how many bytes they have."""
    home = folder / "proposals"
    size = 0
    for number in range(1, count + 1):
        place = home / f"P-{number:04d}"
        place.mkdir(parents=True, exist_ok=True)
        text = document(number).encode()
        size += len(text)
        (place / "README.md").write_bytes(text)
        if number % 3:
            (place / "design.md").write_text("# Design\n", encoding="utf-8", newline="\n")
    types = folder / "site_config" / "types"
    types.mkdir(parents=True, exist_ok=True)
    (types.parent / "project.yml").write_text(PROJECT, encoding="utf-8", newline="\n")
    (types / "proposal.yml").write_text(TYPE, encoding="utf-8", newline="\n")
    return size
