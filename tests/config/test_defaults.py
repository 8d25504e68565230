"""To keep the shipped configuration whole: three languages everywhere, and every name names something."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from prdkit.config.config import load
from prdkit.config.values import Report, compile_field
from prdkit.reading import yaml as own_yaml

HOME = Path(__file__).parents[2] / "site_config"
LANGUAGES = ["en", "zh-Hans", "zh-Hant"]
CHOICES = (
    "process.yml",
    "common.yml",
    "collaboration.yml",
    "launch.yml",
    "stores.yml",
    "types/*.yml",
    "blocks/*.yml",
)
FILES = [path.relative_to(HOME).as_posix() for pattern in CHOICES for path in sorted(HOME.glob(pattern))]
TYPES = [name for name in FILES if name.startswith("types/")]
BLOCKS = [name for name in FILES if name.startswith("blocks/")]
DESCRIBED = ("stages", "gates", "side_statuses", "statuses", "sections")


def read(name: str) -> dict[str, Any]:
    raw: dict[str, Any] = yaml.safe_load((HOME / name).read_text(encoding="utf-8"))
    return raw


def walk(value: Any, path: str = "") -> Iterator[tuple[str, dict[Any, Any]]]:
    """Every mapping in a file, with where it stands."""
    if isinstance(value, dict):
        yield path, value
        for key, inner in value.items():
            yield from walk(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from walk(inner, f"{path}/{index}")


def fields(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field of a file that stands under a name, those inside records too."""
    for path, mapping in walk(read(name)):
        if path.endswith("/fields"):
            yield from ((f"{path}/{key}", spec) for key, spec in mapping.items())


def whole(words: Any) -> bool:
    """Whether words are the same in every language, or given in all three."""
    if isinstance(words, str):
        return bool(words.strip())
    return list(words) == LANGUAGES and all(isinstance(text, str) and text.strip() for text in words.values())


@pytest.mark.parametrize("name", FILES)
def test_words_come_in_three_languages(name: str) -> None:
    spoken = [(path, mapping) for path, mapping in walk(read(name)) if set(mapping) & set(LANGUAGES)]
    lists = [path for path, mapping in spoken if all(isinstance(words, list) for words in mapping.values())]
    assert [path for path, mapping in spoken if path not in lists and not whole(mapping)] == []
    assert all(list(mapping) == LANGUAGES for path, mapping in spoken if path in lists)


@pytest.mark.parametrize("name", FILES)
def test_every_field_and_every_value_of_an_enum_has_a_label(name: str) -> None:
    assert [path for path, spec in fields(name) if not whole(spec.get("label", ""))] == []
    walked = [(path, spec) for path, spec in walk(read(name)) if "values_from" not in spec]
    enums = [(path, spec["values"]) for path, spec in walked if spec.get("type") == "enum"]
    assert [path for path, values in enums if not all(map(whole, values.values()))] == []


@pytest.mark.parametrize("name", [n for n in FILES if not n.startswith(("blocks/", "collaboration"))])
def test_every_status_section_stage_and_gate_has_a_label(name: str) -> None:
    described = [(key, spec) for top in DESCRIBED for key, spec in read(name).get(top, {}).items()]
    assert [key for key, spec in described if key != "inherit" and not whole(spec.get("label", ""))] == []


@pytest.mark.parametrize("name", [*TYPES, *BLOCKS])
def test_types_and_blocks_say_what_they_are_for(name: str) -> None:
    raw = read(name)
    assert whole(raw["label"])
    assert whole(raw["help"])


@pytest.mark.parametrize("name", TYPES)
def test_a_type_carries_blocks_that_exist_and_shows_each_in_one_section(name: str) -> None:
    raw = read(name)
    assert [block for block in raw["blocks"] if f"blocks/{block}.yml" not in FILES] == []
    shown = [block for section in raw["sections"].values() for block in section.get("blocks", [])]
    assert sorted(shown) == sorted(raw["blocks"])


@pytest.mark.parametrize("name", TYPES)
def test_every_section_guides_its_author(name: str) -> None:
    sections = {**read(name)["sections"], **read("common.yml")["sections"]}
    assert [key for key, section in sections.items() if not whole(section.get("guidance", ""))] == []


@pytest.mark.parametrize("name", TYPES)
def test_a_heading_means_one_section_of_a_type(name: str) -> None:
    meaning: dict[str, str] = {}
    for key, section in {**read(name)["sections"], **read("common.yml")["sections"]}.items():
        headings = {key, *section["label"].values(), *section.get("aliases", [])}
        assert {h: meaning[h.lower()] for h in headings if h.lower() in meaning} == {}, key
        meaning |= {heading.lower(): key for heading in headings}


@pytest.mark.parametrize("name", TYPES)
def test_gates_and_stages_of_a_type_are_those_of_the_process(name: str) -> None:
    raw, process = read(name), read("process.yml")
    assert [key for key, status in raw["statuses"].items() if status["stage"] not in process["stages"]] == []
    side = [(key, status) for key, status in raw["side_statuses"].items() if key != "inherit"]
    assert [key for key, status in side if status.get("stage", "track") not in process["stages"]] == []
    assert [key for key, spec in raw["statuses"].items() if spec.get("gate", "G1") not in process["gates"]] == []


@pytest.mark.parametrize("name", TYPES)
def test_what_is_asked_for_stands_in_the_process_alone(name: str) -> None:
    sections = {**read(name)["sections"], **read("common.yml")["sections"]}
    assert [key for key, section in sections.items() if {"gate", "profiles"} & section.keys()] == []


@pytest.mark.parametrize("name", TYPES)
def test_gates_rise_along_the_statuses_and_the_sections(name: str) -> None:
    raw = read(name)
    kind = load(None).types[Path(name).stem]
    asked = [section.gate for section in kind.sections.values() if section.gate]
    for gates in ([spec["gate"] for spec in raw["statuses"].values() if "gate" in spec], asked):
        assert gates == sorted(gates)


@pytest.mark.parametrize("name", TYPES)
def test_transitions_lead_from_and_to_statuses_of_the_type(name: str) -> None:
    raw = read(name)
    known = {*raw["statuses"], *raw["side_statuses"], *read("process.yml")["side_statuses"]}
    edges = [(*edge["from"], edge["to"]) for edge in raw["transitions"]]
    assert [edge for edge in edges if not known.issuperset(edge)] == []


@pytest.mark.parametrize("name", TYPES)
def test_cards_and_indexes_show_fields_that_documents_have(name: str) -> None:
    raw = read(name)
    known = {*raw["fields"], *read("common.yml")["fields"]}
    assert [field for field in (*raw["card"], *raw["index"]) if field not in known] == []


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_names_its_own_fields_and_a_section_of_each_type_that_carries_it(name: str) -> None:
    raw, stem = read(name), Path(name).stem
    named = [*raw["table"], *raw.get("addresses", []), *([raw["anchor"]] if "anchor" in raw else [])]
    assert [field for field in named if field not in raw["fields"]] == []
    sections = [key for t in TYPES if stem in read(t)["blocks"] for key in read(t)["sections"]]
    assert raw["section"] in sections


@pytest.mark.parametrize("name", BLOCKS)
def test_the_example_of_a_block_is_that_block_and_fits_its_own_shape(name: str) -> None:
    block = load(None).blocks[Path(name).stem]
    text = str(block.example)
    made: Any = own_yaml.construct(own_yaml.compose(text), text)
    values, problems = made
    report = Report()
    compile_field(block.field)(values[block.name], (block.name,), report)
    assert [problem.message for problem in (*problems, *report.problems)] == []


def test_labels_have_the_same_keys_in_every_language_sorted_and_with_the_same_blanks() -> None:
    labels = {lang: read(f"labels/{lang}.yml") for lang in LANGUAGES}
    for words in labels.values():
        assert list(words) == sorted(words)
        assert list(words) == list(labels["en"])
        assert [key for key, text in words.items() if not isinstance(text, str) or not text.strip(" ")] == []
    for key, text in labels["en"].items():
        blanks = {part.split("}")[0] for part in text.split("{")[1:]}
        for lang in LANGUAGES[1:]:
            assert {part.split("}")[0] for part in labels[lang][key].split("{")[1:]} == blanks, (lang, key)


def test_the_letters_of_every_collaboration_model_are_explained() -> None:
    for model in read("collaboration.yml")["models"].values():
        assert [x for x in model["letters"].values() if not (whole(x["label"]) and whole(x["help"]))] == []
