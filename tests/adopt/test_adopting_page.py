"""The manual's page on adopting shows what the command writes and says."""

from pathlib import Path

from tests.adopt.trees import adopt, text
from tests.manual import PAGES, fences

FENCES = {fence.title or fence.language: fence.text for fence in fences("adopting", PAGES["adopting"])}
NAMES = ("0001-doors", "0002-lights", "0003-keys", "0004-locks", "0005-bells")


def documents() -> dict[str, str | bytes]:
    shown = FENCES["rfcs/0004-locks.md"]
    drafts = ("0003-keys", "0005-bells")
    files: dict[str, str | bytes] = {
        f"rfcs/{name}.md": shown.replace("locks", name[5:]).replace(
            "accepted", "draft" if name in drafts else "accepted"
        )
        for name in NAMES
    }
    blank = shown.replace("A lock for each shelf.", "What it is.").replace("Shelves are opened by mistake.", "Why.")
    files["rfcs/0000-template.md"] = blank.replace("locks", "(a name)").replace("Ana", "(your name)")
    return files


def test_the_proposal_is_the_one_shown(tmp_path: Path) -> None:
    said = adopt(tmp_path, documents())
    assert text(tmp_path, "rfc") == FENCES["site_config/types/rfc.yml"]
    shown = next(fence.text for fence in fences("adopting", PAGES["adopting"]) if fence.language == "console")
    assert said == shown.partition("prd init --from .\n")[2]
