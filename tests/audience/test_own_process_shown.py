"""Documents of a process of its own, with ids in paths and front matter in files beside them, are kept inside too."""

from prdkit.audience.shown import shown_to
from prdkit.testing import configured, site

SETTINGS = {
    "site_config/project.yml": "docs_dir: docs\nmarkdown: github\nlang: en\n",
    "site_config/types/kep.yml": """
type: kep
label: KEP
common: false
documents: {paths: ["keps/*/README.md"]}
metadata: kep.yaml
id: {path: "keps/{id:d}-*/README.md", mention: "KEP-{id}"}
title: {keys: [title]}
roles: {owner: [owner], audience: [visibility]}
fields:
  title: {type: text}
  owner: {type: list, items: {type: text}}
  visibility: {type: text}
  see-also: {type: list, items: {type: ref, by: [path, id]}}
  secret: {type: text, audience: internal}
sections:
  motivation: {label: Motivation}
  risks: {label: Risks, audience: internal, comment: risks}
""",
}
METADATA = """
visibility: public
title: Open thing
owner: ["@ann"]
secret: tk1
see-also: [/keps/2-hidden-tk3/README.md, keps/2-hidden-tk3, "2"]
unknown: tk2
"""
BODY = """# KEP-1: Open thing

See KEP-2, [[2]], [x](../2-hidden-tk3/README.md), [y](/keps/2-hidden-tk3/), [z](../2-hidden-tk3) and RFC 2119.

## Motivation

As https://git.example/tree/main/keps/2-hidden-tk3 says.

## Some risks
<!-- risks -->

tk4

## Risks

tk5
"""


def test_a_process_of_its_own_is_kept_inside() -> None:
    files = {
        "keps/1-open/README.md": BODY,
        "keps/1-open/kep.yaml": METADATA,
        "keps/2-hidden-tk3/README.md": "---\ntitle: tk6\nvisibility: internal\n---\n# KEP-2: tk7\n",
        "keps/2-hidden-tk3/kep.yaml": "title: tk8\n",
    }
    made = shown_to(site(files, configured(SETTINGS)), "public")
    assert [(document.id, document.title) for document in made.documents] == [("1", "Open thing")]
    assert made.pages == ()
    text = made.documents[0].source.text
    assert "tk" not in text
    assert "See an internal document, an internal document, x, y, z and RFC 2119." in text
    assert "As an internal document says." in text
