"""To check documents of a process of their own whose fields are called as our blocks are."""

from pathlib import Path

from prdkit.blocks.catalogue import all_rules
from prdkit.blocks.views import Words
from prdkit.check.gaps import Gaps
from prdkit.config.config import load
from prdkit.publish.data_files import Place, data_files
from prdkit.publish.pages import pages
from prdkit.testing import defaults, findings, site

NAMES = sorted({*defaults().blocks, "prds", "releases", "launches", "tier", "market", "planned", "released"})


def test_words_in_the_place_of_blocks_are_words(tmp_path: Path) -> None:
    (tmp_path / "site_config" / "types").mkdir(parents=True)
    fields = "".join(f"  {name}: {{type: text}}\n" for name in NAMES)
    for kind in ("launch", "release", "rfc"):
        declared = f"type: {kind}\nlabel: Thing\nfolder: {kind}s\ncommon: false\nfields:\n{fields}"
        (tmp_path / "site_config" / "types" / f"{kind}.yml").write_text(declared, encoding="utf-8")
    (tmp_path / "site_config" / "project.yml").write_text("types: [rfc, prd]\n", encoding="utf-8")
    config = load(tmp_path)
    text = "---\n" + "".join(f"{name}: some words, and more\n" for name in NAMES) + "---\n\n# A thing\n"
    made = site({"rfcs/0001-a.md": text, "rfcs/0002-b.md": text}, config)
    found = findings(made)
    assert {finding.rule.partition("/")[0] for finding in found} <= {
        "fields",
        "id",
        "sections",
        "front-matter",
        "links",
    }
    gaps = Gaps(made, all_rules(), found)
    words = Words(config, "zh-Hans")
    assert list(pages(made, words, gaps.to_next, gaps.to))
    assert list(data_files(made, words, Place("", lambda path: path)))
