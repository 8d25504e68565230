from pathlib import Path

import pytest
import uniseg.graphemecluster
from hypothesis import given
from hypothesis import strategies as st

from prdkit.config.config import ConfigError, load
from prdkit.reading.characters import count
from prdkit.testing import defaults


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("", 0),
        ("Daylight Coffee", 15),
        ("拾光咖啡", 4),
        ("👩\u200d👩\u200d👧\u200d👦", 1),
        ("👍🏽 ok", 4),
        ("🇨🇳🇭🇰", 2),
        ("cafe\u0301", 4),
        ("1\ufe0f\u20e3", 1),
        ("a\r\nb", 3),
        ("각", 1),
    ],
)
def test_characters_are_counted_as_readers_see_them(text: str, seen: int) -> None:
    assert count(text) == seen


@given(st.text(st.sampled_from("aé的👩👧🏽🇨🇳\u200d\u0301\ufe0f\r\n각ᄀ")))
def test_count_is_that_of_another_library(text: str) -> None:
    assert count(text) == len(list(uniseg.graphemecluster.grapheme_clusters(text)))


def test_limits_say_where_they_come_from() -> None:
    for store in defaults().stores.values():
        for limit in store.texts.values():
            assert limit.is_known
            assert limit.source or limit.verified_on is None
    apple = defaults().stores["apple"]
    assert (apple.limit("subtitle").most, apple.limit("keywords").most_bytes, apple.limit("slogan").is_known) == (
        30,
        100,
        False,
    )
    assert (apple.locale("en"), defaults().stores["oppo"].locale("zh-Hans")) == ("en-US", "zh-Hans")


def test_every_store_of_the_blocks_is_known() -> None:
    blocks = defaults().blocks
    for block, key in (("stores", "store"), ("aso", "store"), ("android_channels", "channel")):
        assert list(blocks[block].fields[key].values) == list(defaults().stores)


def test_a_team_corrects_a_number_and_adds_a_store(tmp_path: Path) -> None:
    (tmp_path / "site_config").mkdir()
    own = "stores:\n  google: {texts: {name: {max: 50}}}\n  partner: {label: Partner market, platform: android}\n"
    (tmp_path / "site_config" / "stores.yml").write_text(own, encoding="utf-8")
    stores = load(tmp_path).stores
    assert (stores["google"].limit("name").most, stores["google"].limit("subtitle").most) == (50, 80)
    assert stores["partner"].label == "Partner market"
    assert load(tmp_path).blocks["aso"].fields["store"].values["partner"] == "Partner market"


def test_a_limit_that_no_text_could_keep(tmp_path: Path) -> None:
    (tmp_path / "site_config").mkdir()
    own = "stores:\n  apple:\n    texts:\n      name: {max: 3, min: 5}\n"
    (tmp_path / "site_config" / "stores.yml").write_text(own, encoding="utf-8")
    with pytest.raises(ConfigError) as raised:
        load(tmp_path)
    assert [(f.line, f.message) for f in raised.value.faults] == [(4, "`min: 5` is more than `max: 3`")]
