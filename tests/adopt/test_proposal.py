"""`prd init --from`: what is proposed for repositories of many kinds."""

from pathlib import Path

import pytest
from tests.adopt.trees import adopt, config, eip, proposed, requirement, run, text, tree


def test_numbers_in_file_names_and_keys(tmp_path: Path) -> None:
    files = {f"EIPS/eip-{n}.md": eip(n, status="Draft" if n < 4 else "Final") for n in range(1, 19)}
    files |= {f"EIPS/eip-{n}.md": eip(n, f"requires: {n - 9}, 2\n") for n in range(19, 24)}
    said = adopt(tmp_path, {**files, "README.md": "# EIPs\n\nSee EIPS/.\n"})
    assert "23 of type `eip`: eip-*.md" in said
    made = proposed(tmp_path, "eip")
    assert made["id"] == {"keys": ["eip"], "pattern": r"\d+", "path": "eip-{id}.md"}
    assert list(made["statuses"]) == ["Draft", "Final"]
    assert made["title"] == {"keys": ["title"]}
    assert made["roles"] == {"owner": ["author"], "created": ["created"]}
    assert made["fields"]["requires"]["items"] == {"type": "ref", "types": ["eip"]}
    assert made["fields"]["created"] == {"type": "date", "required": True}
    assert list(made["sections"]) == ["Abstract", "Motivation", "Specification", "Copyright"]
    assert all(section == {"required": True} for section in made["sections"].values())
    assert config(tmp_path).docs_dir == "EIPS"
    assert run(tmp_path, "check", "--ignore", "id/file-name")[0] == 0


def test_numbers_in_folder_names(tmp_path: Path) -> None:
    def cip(number: int) -> str:
        return f"---\nCIP: {number}\nTitle: One {number}\nStatus: Active\nCategory: Tools\n---\n\n## Abstract\n\nOne.\n"

    adopt(tmp_path, {f"docs/CIP-{n:04}/README.md": cip(n) for n in range(1, 13)})
    made = proposed(tmp_path, "cip")
    assert made["documents"] == {"paths": ["CIP-*/README.md"]}
    assert made["id"] == {"keys": ["CIP"], "pattern": r"\d+", "path": "CIP-{id:04d}/README.md"}
    assert made["status"] == {"keys": ["Status"]}


def test_a_document_that_cannot_be_read_hides_no_form_of_ids_and_a_licence_names_no_document(tmp_path: Path) -> None:
    def cip(number: int) -> str:
        licence = f"License: CC-BY-{number}.0\n" if number < 7 else ""
        return (
            f"---\nCIP: {number}\nTitle: One {number}\n{licence}---\n\n## Abstract\n\nAs in CIP-0002 and CC-BY-4.0.\n"
        )

    files = {f"CIP-{n:04}/README.md": cip(n) for n in range(1, 8)}
    adopt(tmp_path, {**files, "CIP-0008/README.md": cip(8).replace("Title: ", "Title: a: ")})
    made = proposed(tmp_path, "cip")["id"]
    assert (made["path"], made["mention"]) == ("CIP-{id:04d}/README.md", "CIP-0*{id}")


def test_requirements_in_chinese_with_files_beside_them(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for n in range(1, 21):
        status = ["草稿", "评审中", "已发布", "已废弃"][n % 4]
        files |= {f"需求/REQ-{n:03}/需求.md": requirement(n, status), f"需求/REQ-{n:03}/验收.md": "# 验收\n\n通过。\n"}
    files |= {f"需求/REQ-{n:03}/设计.md": "# 设计\n\n略。\n" for n in range(1, 13)}
    adopt(tmp_path, files)
    made = proposed(tmp_path, "req")
    assert made["id"] == {"keys": ["编号"], "pattern": r"REQ-\d{3}", "path": "{id}/需求.md"}
    assert made["documents"] == {"paths": ["REQ-*/需求.md"]}
    assert made["roles"] == {"owner": ["负责人"], "created": ["创建日期"]}
    assert made["statuses"] == {"草稿": None, "评审中": None, "已发布": None, "已废弃": {"side": True}}
    assert made["companions"] == [{"file": "验收.md", "required": True}]
    assert "# - {file: 设计.md, required: true}" in text(tmp_path, "req")
    assert config(tmp_path).lang == "zh-Hans"


def test_folders_of_statuses_and_teams_are_types_that_fields_name(tmp_path: Path) -> None:
    stages = {"proposed": 0, "accepted": 1, "shipped": 2, "shelved": 3}
    files = {f"old/stages/{name}.md": f"---\nname: {name}\norder: {n}\n---\n" for name, n in stages.items()}
    files |= {f"old/teams/{name}.md": f"---\nname: {name}\n---\n" for name in ("core", "docs", "tools")}
    for n in range(1, 31):
        stage, team = list(stages)[n % 3], ["core", "docs", "tools"][n % 3]
        front = f"---\nstage: {stage}\nstart-date: 2021-02-{n % 28 + 1:02}T00:00:00.000Z\nteams: [{team}]\n---\n\n"
        files[f"old/text/{n:04}-thing-{n}.md"] = f"{front}# Thing {n}\n\n## Summary\n\nA thing.\n"
    adopt(tmp_path, {**files, "README.md": "# Our RFCs\n"})
    made = proposed(tmp_path, "rfc")
    assert list(made["statuses"]) == list(stages)
    assert "# in the order of stages/" in text(tmp_path, "rfc")
    assert made["fields"]["teams"] == {"type": "list", "required": True, "items": {"type": "ref", "types": ["team"]}}
    assert made["fields"]["start-date"] == {"type": "datetime", "required": True}
    assert made["id"] == {"pattern": r"\d{4}", "path": "text/{id}-*.md"}
    assert list(config(tmp_path).types) == ["rfc", "stage", "team"]


def test_front_matter_beside_the_text_and_parts_of_sections(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for n in range(11, 31):
        folder = f"keps/sig-{'abcd'[n % 4]}/10{n}-thing"
        files[f"{folder}/README.md"] = (
            f"# KEP-10{n}: Thing\n\n## Summary\n\nA.\n\n## Motivation\n\nB, see KEP-10{n}.\n\n### Goals\n\nC.\n"
        )
        files[f"{folder}/kep.yaml"] = (
            f"title: Thing {n}\nkep-number: 10{n}\nstatus: implemented\nsee-also:\n  - /{folder}\n"
        )
    adopt(tmp_path, files)
    made = proposed(tmp_path, "kep")
    assert (made["label"], made["metadata"]) == ("KEP", "kep.yaml")
    assert made["id"]["path"] == "*/{id}-*/README.md"
    assert made["id"]["mention"] == "KEP-{id}"
    assert made["fields"]["see-also"]["items"] == {"type": "ref", "types": ["kep"], "by": ["path"]}
    assert made["sections"]["Goals"] == {"under": "Motivation", "required": True}
    assert "companions" not in made
    assert run(tmp_path, "check")[0] == 0


def test_documents_are_named_by_what_prose_calls_them_and_by_address(tmp_path: Path) -> None:
    def cip(number: int) -> str:
        other = f"CIP-{number - 1:04}"
        named = f"Requires: {other}\nSee: https://git.example/cips/blob/main/docs/{other}/README.md\n"
        return f"---\nCIP: {number}\nTitle: One\n{named if number > 1 else ''}---\n\n## Abstract\n\nOne.\n"

    adopt(tmp_path, {f"docs/CIP-{n:04}/README.md": cip(n) for n in range(1, 13)})
    fields = proposed(tmp_path, "cip")["fields"]
    assert fields["Requires"] == {"type": "ref", "types": ["cip"]}
    assert fields["See"] == {"type": "ref", "types": ["cip"], "by": ["url"]}
    assert run(tmp_path, "check")[0] == 0


def test_statuses_that_are_folders_too(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for n in range(1, 21):
        status, folder = [("草稿", "草稿"), ("Last Call", "last-call")][n % 2]
        files[f"需求/{folder}/{n:03}-点.md"] = f"---\n标题: 点{n}\n状态: {status}\n负责人: 王\n---\n\n## 背景\n\n有。\n"
    adopt(tmp_path, {**files, "需求/README.md": "# 需求\n"})
    made = proposed(tmp_path, "需求")
    assert made["status"] == {"keys": ["状态"], "folder": "{status}/**"}
    assert made["id"] == {"pattern": r"\d{3}", "path": "*/{id}-*.md"}
    (tmp_path / "需求/草稿/002-点.md").rename(tmp_path / "需求/last-call/002-点.md")
    assert "workflow/folder-status" in run(tmp_path, "check")[1]


def test_years_as_folders_and_numbered_headings(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {}
    for n in range(1, 13):
        related = "无" if n < 4 else f"REQ-2024-{n - 1:03}、REQ-2024-{n - 2:03}"
        front = f"---\n编号: REQ-2024-{n:03}\n标题: 点{n}\n关联需求: {related}\n---\n\n"
        files[f"需求/{2023 + n % 2}/REQ-2024-{n:03}-点{n}.md"] = (
            f"{front}## 一、背景\n\n有。\n\n## 二、目标（必填）\n\n有。\n"
        )
    adopt(tmp_path, files)
    made = proposed(tmp_path, "req")
    assert made["id"] == {"keys": ["编号"], "pattern": r"REQ-\d+-\d{3}", "path": "*/{id}-*.md"}
    assert made["fields"]["关联需求"]["items"] == {"type": "ref", "types": ["req"]}
    assert made["fields"]["关联需求"]["none"] is True
    assert list(made["sections"]) == ["背景", "目标"]
    assert run(tmp_path, "check")[0] == 0


def test_statuses_with_reasons_and_in_any_case(tmp_path: Path) -> None:
    said = ["Draft", "Final", "final", "Withdrawn (nobody asked)"]
    files = {f"eips/eip-{n}.md": eip(n, status=said[n % 4]) for n in range(1, 41)}
    adopt(tmp_path, files)
    made = proposed(tmp_path, "eip")
    assert made["status"] == {"keys": ["status"], "case": "any", "reason": "brackets"}
    assert made["statuses"] == {"Draft": None, "Final": None, "Withdrawn": {"side": True}}
    assert run(tmp_path, "check")[0] == 0


def test_values_that_may_be_missing_are_not_asked_for(tmp_path: Path) -> None:
    def note(n: int) -> str:
        more = f"until: {'' if n % 2 else '2024-01-01'}\nlink: {'N/A' if n % 5 == 0 else f'https://a.example/{n}'}\n"
        return f"---\ntitle: T{n}\n{more}{'tag: x' if n % 3 else 'kept: y'}\n---\nText.\n"

    adopt(tmp_path, {f"notes/{n:03}-a.md": note(n) for n in range(1, 31)})
    fields = proposed(tmp_path, "note")["fields"]
    assert fields["until"] == {"type": "date", "required": True, "empty": True}
    assert fields["link"] == {"type": "url", "required": True, "none": True}
    assert fields["tag"] == {"type": "text"}
    assert run(tmp_path, "check")[0] == 0


def test_a_licence_that_the_template_gives_is_meant_to_stay(tmp_path: Path) -> None:
    licence = "## Licence\n\nGiven away under [CC0](https://example.com/cc0).\n"
    files = {
        f"rfcs/{n:04}-r{n}.md": f"---\nfeature: a{n}\n---\n\n## Aim\n\nWhat {n} is.\n\n{licence}" for n in range(1, 8)
    }
    files["rfcs/0000-template.md"] = f"---\nfeature: (a name)\n---\n\n## Aim\n\nSay what it is for.\n\n{licence}"
    adopt(tmp_path, files)
    assert proposed(tmp_path, "rfc")["sections"] == {
        "Aim": {"required": True},
        "Licence": {"required": True, "fixed": True},
    }
    assert run(tmp_path, "check")[0] == 0


def test_templates_are_no_documents(tmp_path: Path) -> None:
    body = "\n# Summary\n\nWords.\n"
    files = {f"rfcs/{n:04}-a-template-{n}.md": f"---\nfeature: a{n}\nauthor: b\n---\n{body}" for n in range(1, 9)}
    files["rfcs/0000-template.md"] = f"---\nfeature: (a name)\nauthor: (a person)\n---\n{body}"
    said = adopt(tmp_path, files)
    assert "8 of type `rfc`" in said
    made = proposed(tmp_path, "rfc")
    assert made["documents"] == {"paths": ["*.md", "!/0000-template.md"]}
    assert made["template"] == "rfcs/0000-template.md"
    assert "statuses" not in made


def test_a_key_misspelt_once_is_no_field(tmp_path: Path) -> None:
    files = {f"notes/{n:03}-a.md": f"---\nrelease-version: {n}\ntitle: A{n}\n---\nText.\n" for n in range(1, 31)}
    files["notes/031-b.md"] = "---\nrelease_version: 31\ntitle: B\n---\nText.\n"
    adopt(tmp_path, files)
    assert list(proposed(tmp_path, "note")["fields"]) == ["release-version", "title"]
    code, said = run(tmp_path, "check")
    assert (code, "unknown key `release_version`" in said) == (1, True)


def test_values_of_one_field_that_part_documents_make_several_types(tmp_path: Path) -> None:
    files = {f"docs/{n}-a.md": f"---\ntype: story\ntitle: A{n}\npoints: {n}\nsprint: S{n}\n---\n" for n in range(1, 9)}
    files |= {
        f"docs/{n}-b.md": f"---\ntype: risk\ntitle: B{n}\nlikelihood: low\nowner: me\n---\n" for n in range(9, 17)
    }
    adopt(tmp_path, files)
    assert proposed(tmp_path, "story")["documents"] == {"paths": ["*.md"], "when": {"type": "story"}}
    assert list(proposed(tmp_path, "risk")["fields"]) == ["type", "title", "likelihood", "owner"]


def test_documents_without_front_matter(tmp_path: Path) -> None:
    files = {f"adr/{n:04}-choice.md": f"# Choice {n}\n\n## Context\n\nA.\n\n## Decision\n\nB.\n" for n in range(1, 10)}
    adopt(tmp_path, files)
    made = proposed(tmp_path, "adr")
    assert made["id"] == {"pattern": r"\d{4}", "path": "{id}-*.md"}
    assert list(made["sections"]) == ["Context", "Decision"]
    assert "fields" not in made


def test_one_document_demands_nothing_of_the_next(tmp_path: Path) -> None:
    adopt(tmp_path, {"plans/plan.md": "---\ntitle: A plan\nowner: me\n---\n\n# Why\n\nBecause.\n"})
    made = proposed(tmp_path, "plan")
    assert made["fields"] == {"title": None, "owner": {"type": "text"}}
    assert run(tmp_path, "check")[0] == 0


@pytest.mark.parametrize("files", [{}, {"a.txt": "x"}, {"README.md": "# Hello\n"}])
def test_a_folder_without_documents_is_refused(tmp_path: Path, files: dict[str, str]) -> None:
    code, said = run(tree(tmp_path, files), "init", ".", "--from", ".")
    assert code == 2
    assert "no documents in `.`" in said
    assert not (tmp_path / "site_config").exists()


def test_files_that_are_no_utf_8_are_named(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"rfcs/{n:04}-a.md": f"---\ntitle: A{n}\n---\nText.\n" for n in range(1, 9)}
    files |= {"rfcs/0009-b.md": "---\ntitle: 标题\n---\n".encode("gbk"), "rfcs/0010-c.md": b"\x00\xff\xfe"}
    said = adopt(tmp_path, files)
    assert "10 of type `rfc`" in said
    assert "the front matter of 2 cannot be read: rfcs/0009-b.md, rfcs/0010-c.md" in said


def test_hostile_words_stay_words(tmp_path: Path) -> None:
    front = '---\n"a: b # c": x\n"q\\"uote\'s": [1, 2]\n"{brace}": "- x"\n"line\\nbreak": y\n"no": "yes"\n---\n'
    body = "\n# A: \"b\" # c\n\nText.\n\n# {x} 'y' `z`\n\nText.\n\n# [link](x) *a* \\ |\n\nText.\n"
    adopt(tmp_path, {f"a 'b' [c]/{n:03}- x: y #{n}.md": front + body for n in range(1, 9)})
    fields = config(tmp_path).types["a-b-c"].fields
    assert {"a: b # c", "q\"uote's", "{brace}", "no"} <= set(fields)
    assert run(tmp_path, "check")[0] in (0, 1)


# Where it is written.


def test_the_folder_may_lie_inside_a_project(tmp_path: Path) -> None:
    tree(tmp_path, {f"docs/eips/eip-{n}.md": eip(n) for n in range(1, 9)} | {"mkdocs.yml": "site_name: Ours\n"})
    code, said = run(tmp_path / "docs", "init", "--from", "eips")
    assert code == 0, said
    assert config(tmp_path).docs_dir == "docs/eips"
    assert (tmp_path / "mkdocs.yml").read_text(encoding="utf-8") == "site_name: Ours\n"


def test_a_folder_elsewhere_is_refused(tmp_path: Path) -> None:
    tree(tmp_path, {f"old/eip-{n}.md": eip(n) for n in range(1, 9)})
    (tmp_path / "new").mkdir()
    code, said = run(tmp_path, "init", "new", "--from", "old")
    assert code == 2
    assert "`old` lies outside `new`" in said
    assert "`prd init old --from old`" in said


def test_what_is_there_stays_unless_forced(tmp_path: Path) -> None:
    files = {f"eips/eip-{n}.md": eip(n) for n in range(1, 9)}
    adopt(tmp_path, files)
    mine = tmp_path / "site_config/types/eip.yml"
    mine.write_text(mine.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    said = adopt(tmp_path, files)
    assert "left as it was: site_config/types/eip.yml (--force writes it anew)" in said
    assert "# mine" in mine.read_text(encoding="utf-8")
    adopt(tmp_path, files, "--force")
    assert "# mine" not in mine.read_text(encoding="utf-8")


def test_documents_stay_byte_for_byte(tmp_path: Path) -> None:
    files = {f"eips/eip-{n}.md": eip(n).replace("\n", "\r\n") for n in range(1, 9)}
    adopt(tmp_path, files)
    assert all((tmp_path / path).read_bytes() == content.encode() for path, content in files.items())


def test_twice_is_the_same(tmp_path: Path) -> None:
    files = {f"eips/eip-{n}.md": eip(n) for n in range(1, 9)}
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        adopt(tmp_path / name, files)
    assert text(tmp_path / "one", "eip") == text(tmp_path / "two", "eip")


def test_force_belongs_to_from(tmp_path: Path) -> None:
    assert run(tmp_path, "init", "new", "--force")[0] == 2
    assert run(tmp_path, "init")[0] == 2
