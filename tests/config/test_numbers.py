"""To test that numbers and dates nobody can count with are reported, and none of them raises."""

import pytest

from prdkit.config.fields import Field
from prdkit.config.values import Report, Unfit, compile_field, untyped


@pytest.mark.parametrize("kind", ["int", "number"])
@pytest.mark.parametrize("word", ["1e400", "-1e400", "9" * 31, "9" * 5000, "1e31", "1e" + "9" * 5000])
def test_a_number_that_is_too_long_is_reported(kind: str, word: str) -> None:
    report = Report()
    with pytest.raises(Unfit):
        compile_field(Field("p", kind))(word, ("p",), report)
    assert [problem.fault for problem in report.problems] == ["range"]
    assert len(report.problems[0].message) < 100


@pytest.mark.parametrize("word", ["1_", "1__0"])
def test_an_underscore_stands_between_digits(word: str) -> None:
    report = Report()
    with pytest.raises(Unfit):
        compile_field(Field("p", "number"))(word, ("p",), report)
    assert [problem.fault for problem in report.problems] == ["wrong-type"]


@pytest.mark.parametrize("word", ["9" * 5000, "1e400"])
def test_a_number_of_no_type_that_is_too_long_stays_text(word: str) -> None:
    assert untyped(word) == word
    assert untyped("12") == 12


def test_a_date_is_of_ascii_digits() -> None:
    report = Report()
    with pytest.raises(Unfit):
        compile_field(Field("on", "date"))("２０２６-01-02", ("on",), report)
    assert report.problems[0].hint == "Write it as YYYY-MM-DD."
