"""To hold what a team changes about gates by YAML alone, and that what names nothing there is told at its place."""

from pathlib import Path

import pytest

from prdkit.blocks.catalogue import all_rules
from prdkit.check.severities import check_severities
from prdkit.config.config import Config, ConfigError, load

IDEA = """
type: idea
label: Idea
folder: ideas
id: {pattern: 'IDEA-\\d+', format: 'IDEA-{number}'}
profiles: [short, long]
statuses:
  new: {label: New}
  agreed: {label: Agreed, gate: G2}
sections:
  why: {label: Why, gate: G2}
  money: {label: Money, gate: G2, profiles: [long]}
  extra: {label: Extra}
"""


def write(folder: Path, **files: str) -> Path:
    """A project whose site_config holds these files; `types_prd` is `types/prd.yml`."""
    for name, text in files.items():
        path = folder / "site_config" / f"{name.replace('_', '/')}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def config(folder: Path, **files: str) -> Config:
    made = load(write(folder, **files))
    check_severities(made, all_rules())
    return made


def faults(folder: Path, **files: str) -> list[tuple[str, int, int, str, str]]:
    """Path, line, column, message and hint of everything wrong."""
    with pytest.raises(ConfigError) as raised:
        config(folder, **files)
    return sorted((f.path, f.line, f.column, f.message, f.hint) for f in raised.value.faults)


def sections(made: Config, name: str = "prd", profile: str = "full") -> dict[str, str]:
    """The gate of every section that a type's profile is asked for."""
    return dict(made.types[name].asked[profile].sections)


# What a team may do.


def test_profiles_are_asked_for_different_things() -> None:
    lite, standard, full = (sections(load(None), profile=p) for p in ("lite", "standard", "full"))
    assert lite.keys() < standard.keys() < full.keys()
    assert (lite["scope"], standard["flow"], full["nfr"], full.get("prfaq")) == ("G2", "G2", "G2", None)


def test_another_label_is_the_whole_change(tmp_path: Path) -> None:
    made = config(tmp_path, process="gates: {G2: {label: Design approved}}")
    assert made.process.gates["G2"] == "Design approved"
    assert sections(made) == sections(load(None))


def test_a_gate_with_another_name_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    made = config(tmp_path, process="gates:\n  TR4: {was: G2, label: TR4}\n")
    assert list(made.process.gates) == ["G1", "TR4", "G3", "G4", "G5", "G6"]
    assert made.process.gates["TR4"] == "TR4"
    assert made.types["prd"].statuses["signed_off"].gate == "TR4"
    assert sections(made)["scope"] == "TR4"
    assert made.process.gates_of("states/hole") == ("TR4",)


def test_a_renamed_gate_may_ask_for_other_things_too(tmp_path: Path) -> None:
    text = "gates:\n  TR4: {was: G2, types: {prd: {sections: {flow: , ui: [full]}}}}\n"
    asked = sections(config(tmp_path, process=text))
    assert ("flow" in asked, asked["ui"], asked["scope"]) == (False, "TR4", "TR4")


def test_a_dropped_gate_asks_for_nothing_and_makes_nothing_stricter(tmp_path: Path) -> None:
    made = config(tmp_path, process="gates:\n  G3:\n")
    assert list(made.process.gates) == ["G1", "G2", "G4", "G5", "G6"]
    assert made.types["prd"].statuses["developing"].gate == ""
    assert {"schedule", "resources"}.isdisjoint(sections(made))
    assert made.types["prd"].gates["ready"] == {"G1", "G2", "G4"}
    assert made.process.demands["sections/open-questions"] == ()


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ("", ["G1", "G2", "G3", "G4", "G5", "G6", "GX"]),
        ("after: G2", ["G1", "G2", "GX", "G3", "G4", "G5", "G6"]),
        ("before: G1", ["GX", "G1", "G2", "G3", "G4", "G5", "G6"]),
    ],
)
def test_a_new_gate_stands_where_it_says(tmp_path: Path, place: str, order: list[str]) -> None:
    made = config(tmp_path, process=f"gates:\n  GX:\n    label: Legal\n    {place}\n")
    assert list(made.process.gates) == order


def test_new_gates_after_the_same_one_keep_their_order(tmp_path: Path) -> None:
    text = "gates:\n  A: {label: A, after: G2}\n  B: {label: B, after: C}\n  C: {label: C, after: G2}\n"
    assert list(config(tmp_path, process=text).process.gates)[1:5] == ["G2", "A", "C", "B"]


def test_a_new_gate_asks_for_sections_and_rules_of_its_own(tmp_path: Path) -> None:
    process = """
gates:
  GX:
    label: Legal
    after: G2
    rules: {states/dead-end: [full]}
    types: {prd: {sections: {prfaq: all, flow: [lite]}, rules: {language/mixed: all}}}
"""
    made = config(tmp_path, process=process, types_prd="statuses: {scheduled: {gate: GX}}\n")
    assert (sections(made)["prfaq"], sections(made)["flow"]) == ("GX", "G2")
    assert sections(made, profile="lite")["flow"] == "GX"
    assert made.types["prd"].gates["developing"] == {"G1", "G2", "GX", "G3"}
    assert made.types["prd"].asked["full"].rules["states/dead-end"] == ("GX",)
    assert "states/dead-end" not in made.types["prd"].asked["lite"].rules
    assert "language/mixed" not in made.types["launch"].asked["full"].rules


def test_a_gate_that_no_status_names_is_passed_with_the_next_one(tmp_path: Path) -> None:
    made = config(tmp_path, process="gates:\n  GX: {label: Legal, after: G2}\n")
    passed = made.types["prd"].gates
    assert ("GX" in passed["signed_off"], "GX" in passed["scheduled"], "GX" in passed["developing"]) == (
        False,
        False,
        True,
    )


def test_a_type_of_ones_own_stays_one_file(tmp_path: Path) -> None:
    made = config(tmp_path, types_idea=IDEA)
    assert sections(made, "idea", "long") == {"why": "G2", "money": "G2"}
    assert sections(made, "idea", "short") == {"why": "G2"}


def test_the_process_wins_over_a_type_that_says_so_itself(tmp_path: Path) -> None:
    process = "gates: {G1: {types: {idea: {sections: {why: [long]}}}}}"
    made = config(tmp_path, types_idea=IDEA, process=process)
    assert sections(made, "idea", "long") == {"why": "G1", "money": "G2"}
    assert sections(made, "idea", "short") == {}


@pytest.mark.parametrize(
    ("said", "full", "lite"),
    [
        ("{gate: G1}", "G1", "G1"),
        ("{gate: }", None, None),
        ("{profiles: [full]}", "G2", None),
        ("{gate: G3, profiles: [lite]}", None, "G3"),
        ("{aliases: [What]}", "G2", "G2"),
    ],
)
def test_a_section_that_a_project_says_more_of_goes_before_what_is_shipped(
    tmp_path: Path, said: str, full: str | None, lite: str | None
) -> None:
    made = config(tmp_path, types_prd=f"sections: {{scope: {said}}}")
    assert (sections(made).get("scope"), sections(made, profile="lite").get("scope")) == (full, lite)


def test_what_a_project_takes_away_the_shipped_process_may_go_on_to_name(tmp_path: Path) -> None:
    unbound = "".join(
        f"  {name}: {{blocks: }}\n" for name in ("scope", "known_issues", "store_copy", "rollout", "aftercare")
    )
    text = f"profiles: [lite, standard]\nblocks: [notes, no_notes]\nsections:\n  compat:\n{unbound}"
    made = config(tmp_path, types_release=text)
    assert "compat" not in sections(made, "release", "standard")
    assert made.types["release"].asked["standard"].blocks == {}


# What names nothing.


def test_names_in_gates_that_there_are_not_are_told_with_what_was_meant(tmp_path: Path) -> None:
    text = """gates:
  G2:
    types:
      prd:
        sections: {scoop: all, flow: [ful], nfr: lite}
        blocks: {featurs: all}
      lunch: {sections: {a: all}}
    rules: {states/hole: [standart]}
"""
    assert [fault[1:] for fault in faults(tmp_path, process=text)] == [
        (5, 20, "`scoop` is not a section of `prd`", "Did you mean `scope`?"),
        (5, 39, "`ful` is not a profile of `prd`", "Did you mean `full`?"),
        (6, 18, "`featurs` is not a block of `prd`", "Did you mean `features`?"),
        (7, 7, "`lunch` is not a type of site_config/types", "Did you mean `launch`?"),
        (8, 27, "`standart` is not a profile of any type", "Did you mean `standard`?"),
    ]


def test_a_rule_that_there_is_not_is_told(tmp_path: Path) -> None:
    text = "gates:\n  G2:\n    rules: {states/hol: all}\n    types: {prd: {rules: {fields/mising: all}}}\n"
    assert [fault[:4] for fault in faults(tmp_path, process=text)] == [
        ("site_config/process.yml", 3, 13, "no rule is called `states/hol`"),
        ("site_config/process.yml", 4, 27, "no rule is called `fields/mising`"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("gates:\n  G7:\n", 2, 3, "`G7` is not a gate, so there is none to drop"),
        ("gates:\n  X: {label: X, was: G9}\n", 2, 22, "`G9` is not a gate, so none can take its place"),
        ("gates:\n  X: {label: X, after: G9}\n", 2, 24, "`G9` is not a gate to stand beside"),
        (
            "gates:\n  X: {label: X, after: G1, before: G3}\n",
            2,
            36,
            "the gate `X` comes both after one and before another",
        ),
        ("gates:\n  X: {after: G1}\n", 2, 3, "`label` is missing in `gates.X`"),
        (
            "gates:\n  X: {label: X, was: G2}\n  G2: {label: Y}\n",
            3,
            3,
            "the gate `G2` is called `X` here",
        ),
        ("gates:\n  G2: {types: {prd: {sections: {scope: []}}}}\n", 2, 33, "`scope` is asked of no profile"),
    ],
)
def test_places_and_names_that_cannot_be_had_are_told(
    tmp_path: Path, text: str, line: int, column: int, message: str
) -> None:
    assert [fault[1:4] for fault in faults(tmp_path, process=text)] == [(line, column, message)]


def test_gates_that_go_round_in_a_circle_are_told(tmp_path: Path) -> None:
    text = "gates:\n  A: {label: A, after: B}\n  B: {label: B, before: A}\n"
    told = [fault[1:4] for fault in faults(tmp_path, process=text)]
    assert told == [
        (2, 24, "the gate `A` comes after `B`, which goes round in a circle"),
        (3, 25, "the gate `B` comes before `A`, which goes round in a circle"),
    ]


def test_a_gate_that_the_project_both_drops_and_names_is_told(tmp_path: Path) -> None:
    assert faults(tmp_path, process="gates:\n  G2:\n", types_idea=IDEA.lstrip()) == [
        (
            "site_config/types/idea.yml",
            8,
            33,
            "`G2` is a gate that process.yml takes away",
            "Take it out here too, or leave the gate in process.yml.",
        ),
        *[
            (
                "site_config/types/idea.yml",
                line,
                column,
                "`G2` is a gate that process.yml takes away",
                "Take it out here too, or leave the gate in process.yml.",
            )
            for line, column in ((10, 27), (11, 31))
        ],
    ]
