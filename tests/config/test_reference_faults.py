"""What a type's file says wrongly of ids, references and companions is told with its place and the next step."""

from pathlib import Path

import pytest

from prdkit.config.config import ConfigError, load

WHOLE = "type: rfc\nlabel: RFC\ncommon: false\nfolder: text\nstatuses: [Draft, Final]\n"


def said(folder: Path, text: str) -> str:
    (folder / "site_config/types").mkdir(parents=True)
    (folder / "site_config/project.yml").write_text("types: [rfc]\n", encoding="utf-8")
    (folder / "site_config/types/rfc.yml").write_text(WHOLE + text, encoding="utf-8")
    try:
        load(folder)
    except ConfigError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id: {path: 'text/README.md'}", ["rfc.yml:6:12", "does not say where the id stands", "Write `{id}`"]),
        ("id: {path: 'text/{number}.md'}", ["rfc.yml:6:12", "`{number}`", "`{id:04d}`"]),
        ("id: {mention: 'CIP-0*'}", ["rfc.yml:6:15", "does not say where the id stands"]),
        ("id: {mention: '(CIP-{id}'}", ["rfc.yml:6:15", "not a regular expression"]),
        ("fields: {a: {type: ref, match: 'RFC (\\d+)'}}", ["rfc.yml:6:32", "`(?P<id>…)`"]),
        ("fields: {a: {type: list, items: {type: ref, match: ['(?P<id>']}}}", ["not a regular expression"]),
        ("fields: {a: {type: ref, types: [rcf]}}", ["rfc.yml:6:33", "`rcf` is not a type", "Did you mean `rfc`?"]),
        ("fields: {a: {type: ref, least: finl}}", ["rfc.yml:6:32", "neither `same` nor a status", "`Final`"]),
        ("fields: {a: {type: ref, inverse: b}, bb: {type: ref}}", ["rfc.yml:6:34", "no field", "Did you mean `bb`?"]),
        ("companions: [{required: true}]", ["needs `file`, or `one_of`"]),
        ("companions: [{file: /etc/passwd}]", ["no path beside a document"]),
    ],
)
def test_a_fault_is_told_with_its_place(tmp_path: Path, text: str, told: list[str]) -> None:
    found = said(tmp_path, text)
    assert all(words in found for words in told), found


@pytest.mark.parametrize(
    "text",
    [
        "id: {pattern: '\\d{4}', path: 'text/{id}-*.md', mention: 'RFC 0*{id}'}",
        "fields: {a: {type: ref, least: Final, inverse: b, types: rfc}, b: {type: ref, least: same}}",
        "companions: [{file: '{id}.yml'}, {one_of: [a.md, b.md], required: {when: {status: Final}}}]",
    ],
)
def test_what_is_right_is_not_told(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text) == ""
