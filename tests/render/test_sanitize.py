"""What documents may not load: addresses of other sites, however they are spelt."""

import pytest

from prdkit.render import sanitize


@pytest.mark.parametrize(
    "source",
    [
        "https://evil.example/a.png", "//evil.example/a.png", "/&#9;/evil.example/a.png", "h&#9;ttps://evil.example/a",
        "&#1;https://evil.example/a", "ht&#10;tps://evil.example/a", "/&#13;&#10;/evil.example", "\\&#9;/evil.example",
        "\\\\evil.example", "javascript:alert(1)", "data:text/html,x",
    ],
)  # fmt: skip
def test_a_remote_address_is_not_loaded(source: str) -> None:
    assert "evil" not in sanitize.page(f'<p><img alt="a" src="{source}"><video src="{source}"></video></p>')


@pytest.mark.parametrize("source", ["a.png", "../images/a.png", "/images/a.png", "a%20b.png"])
def test_an_image_of_the_site_is_shown(source: str) -> None:
    assert f'src="{source}"' in sanitize.page(f'<img src="{source}">')
