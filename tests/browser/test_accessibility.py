"""What axe-core finds on each kind of page, in the light and in the dark: nothing."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import Visits
from tests.browser.test_reading import KINDS


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", *KINDS.values()], ids=["home", *KINDS])
def test_no_kind_of_page_shuts_anybody_out(visits: Visits, path: str, scheme: str) -> None:
    page = visits(color_scheme=scheme).go(path)
    found = Axe().run(page).response["violations"]
    assert [f"{fault['id']}: {node['html'][:200]}" for fault in found for node in fault["nodes"]] == []


def test_a_filtered_table_stays_open_to_everybody(visits: Visits) -> None:
    page = visits().go("prds/?prds.status=review&prds.sort=-updated")
    found = Axe().run(page).response["violations"]
    assert [fault["id"] for fault in found] == []
