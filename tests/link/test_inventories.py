"""To name documents of other repositories by the inventories that are kept of them."""

import zlib
from pathlib import Path

import pytest
from tests.markup import parse

from prdkit.blocks.views import Words
from prdkit.config.config import ConfigError, load
from prdkit.publish.data import inventory
from prdkit.publish.data_files import Place
from prdkit.reading.inventory import BadInventoryError, read_inventory
from prdkit.render.inline import Inline
from prdkit.render.links import Links
from prdkit.testing import findings, prd, site

HEAD = b"# Sphinx inventory version 2\n# Project: Platform\n# Version: \n# The remainder is compressed using zlib.\n"
LINES = b"""PRD-2027-004 prd:prd 1 prds/PRD-2027-004/ Account service
PRD-2027-004#F1 prd:address 1 prds/PRD-2027-004/#F1 Balance
prd-2027-004 std:label -1 prds/PRD-2027-004/ Account service
module.thing py:function 1 api/$ -
"""
PROJECT = 'inventories: [{file: inv/platform.inv, url: "https://docs.example/platform", name: Platform}]\n'


def project(folder: Path, data: bytes = HEAD + zlib.compress(LINES), text: str = PROJECT) -> Path:
    (folder / "site_config").mkdir(exist_ok=True)
    (folder / "inv").mkdir(exist_ok=True)
    (folder / "inv" / "platform.inv").write_bytes(data)
    (folder / "site_config" / "project.yml").write_text(text, encoding="utf-8")
    org = Path(__file__).parents[2] / "site_config" / "org.yml"
    (folder / "site_config" / "org.yml").write_text(org.read_text(encoding="utf-8"), encoding="utf-8")
    return folder


def faults(folder: Path) -> list[tuple[int, str]]:
    with pytest.raises(ConfigError) as raised:
        load(folder)
    return [(fault.line, fault.message) for fault in raised.value.faults]


def test_what_is_listed_is_known_and_leads_there(tmp_path: Path) -> None:
    made = site({"prds/PRD-2026-001.md": prd("links: {requires: [PRD-2027-004]}")}, load(project(tmp_path)))
    assert findings(made, "references/*") == []
    assert made.elsewhere("PRD-2027-004", "F1").url == "https://docs.example/platform/prds/PRD-2027-004/#F1"  # type: ignore[union-attr]
    assert made.elsewhere("PRD-2027-004", "F9").url == "https://docs.example/platform/prds/PRD-2027-004/"  # type: ignore[union-attr]
    assert made.elsewhere("module.thing").url == "https://docs.example/platform/api/module.thing"  # type: ignore[union-attr]
    assert made.elsewhere("PRD-2027-005") is None


def test_what_is_not_listed_is_still_unknown(tmp_path: Path) -> None:
    made = site({"prds/PRD-2026-001.md": prd("links: {requires: [PRD-2027-005]}")}, load(project(tmp_path)))
    assert [finding.rule for finding in findings(made, "references/unresolved")] == ["references/unresolved"]


def test_an_own_document_wins(tmp_path: Path) -> None:
    text = prd(id="PRD-2027-004", title="Ours")
    made = site({"prds/PRD-2027-004.md": text}, load(project(tmp_path)))
    assert made.elsewhere("PRD-2027-004") is None


class _Nowhere:
    def href(self, path: str, anchor: str = "") -> str:
        return ""


def test_a_link_says_whose_document_it_is(tmp_path: Path) -> None:
    made = site({"prds/PRD-2026-001.md": prd("")}, load(project(tmp_path)))
    links = Links(made, Words(made.config, "en"), _Nowhere())
    (link,) = parse(str(Inline(links)("needs [[PRD-2027-004#F1|the <b>balance</b>]] first"))).all("a")
    assert link.attributes["href"] == "https://docs.example/platform/prds/PRD-2027-004/#F1"
    assert link.attributes["title"] == "Account service · Platform"
    assert link.attributes["rel"] == "noopener noreferrer"
    whole = links.document("PRD-2027-004")
    assert parse(str(whole)).one("a").text == "PRD-2027-004 Account service"


def test_sites_for_others_hold_no_such_links(tmp_path: Path) -> None:
    from dataclasses import replace

    made = site({"prds/PRD-2026-001.md": prd("")}, load(project(tmp_path)))
    assert replace(made, readers="partner").elsewhere("PRD-2027-004") is None


def test_our_own_inventory_is_read_back() -> None:
    made = site({"prds/PRD-2026-001.md": prd("")})
    (file,) = inventory.files(made, Words(made.config, "en"), Place("", lambda path: path.removesuffix(".md") + "/"))
    assert read_inventory(file.content)["PRD-2026-001"].address == "prds/PRD-2026-001/"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it does not begin as an inventory of version 2 does"),
        (b"# Sphinx inventory version 1\n\n\n\nx", "it does not begin as an inventory of version 2 does"),
        (HEAD + b"no zlib", "what stands behind its head cannot be unpacked"),
        (HEAD + zlib.compress(LINES)[:-8], "it ends in the middle"),
        (HEAD + zlib.compress(b"x" * 60_000_000), "it holds more than 50,000,000 bytes"),
    ],
)
def test_a_broken_inventory_is_told_of(tmp_path: Path, data: bytes, said: str) -> None:
    with pytest.raises(BadInventoryError, match=said):
        read_inventory(data)
    assert faults(project(tmp_path, data)) == [(1, f"`inv/platform.inv` is no inventory: {said}")]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('{file: inv/other.inv, url: "https://docs.example/"}', "`inv/other.inv` is not there"),
        ('{file: ../platform.inv, url: "https://docs.example/"}', "`../platform.inv` leads out of the project"),
        ('{file: inv/platform.inv, url: "javascript:alert(1)"}', "`url: javascript:alert(1)` is no address of a site"),
        ('{file: inv/platform.inv, url: "http://["}', "`url: http://[` is no address of a site"),
        ('{file: "inv\\0x", url: "https://docs.example/"}', "`inv\0x` is no file that can be read"),
        (f'{{file: {"x" * 300}, url: "https://docs.example/"}}', f"`{'x' * 300}` cannot be read (File name too long)"),
    ],
)
def test_a_row_that_leads_nowhere_is_told_of(tmp_path: Path, row: str, said: str) -> None:
    assert faults(project(tmp_path, text=f"inventories:\n  - {row}\n")) == [(2, said)]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example/", "http://["])
def test_an_entry_that_leads_off_its_site_is_no_link(tmp_path: Path, address: str) -> None:
    data = HEAD + zlib.compress(f"PRD-2027-004 prd:prd 1 {address} Account service\n".encode())
    made = site({"prds/PRD-2026-001.md": prd("links: {requires: [PRD-2027-004]}")}, load(project(tmp_path, data)))
    links = Links(made, Words(made.config, "en"), _Nowhere())
    assert str(links.document("PRD-2027-004")) == "PRD-2027-004"
    assert [finding.rule for finding in findings(made, "references/unresolved")] == ["references/unresolved"]


def test_a_link_in_a_circle_is_told_of(tmp_path: Path) -> None:
    folder = project(tmp_path)
    (folder / "inv" / "platform.inv").unlink()
    (folder / "inv" / "platform.inv").symlink_to("platform.inv")
    ((line, said),) = faults(folder)
    assert (line, said.startswith("`inv/platform.inv` ")) == (1, True)
