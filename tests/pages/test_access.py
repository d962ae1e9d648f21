"""axe-core finds nothing to say, in both themes, on a phone and on a screen, with everything unfolded."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import PAGES, browser_tests

from otanalysis.report.failure import failure_page
from otanalysis.report.html import STYLE

pytestmark = browser_tests
FAILURE = {
    "name": "mon-office",
    "outcome": "erreur du carnet",
    "message": "ligne 3 : « wifi » n'est pas un fait connu",
    "cell": 4,
    "lines": ["Traceback (most recent call last):", "ValueError: wifi"],
    "advice": "Corrigez le dossier, puis relancez.",
}


def marked(page: str):
    """Return a page; offices whose statuses others show too are for the long tests."""
    again = page.startswith(("office-fictif-cote-de-brumaire", "office-fictif-val-dorbelle"))
    return pytest.param(page, marks=pytest.mark.long) if again else page


@pytest.fixture
def outputs(produced):
    """The outputs of the offices, with the page of a failure beside them."""
    page = failure_page(FAILURE, "audit.html", STYLE.read_text(encoding="utf-8"))
    (produced / "echec.html").write_text(page, encoding="utf-8")
    return produced


@pytest.mark.parametrize("name", [*map(marked, PAGES), "echec.html"])
def test_axe_finds_nothing(visit, outputs, name):
    # The page's own policy forbids the tool: it is put aside here, and tested where pages are attacked.
    page, noted = visit(name, bypass_csp=True)
    assert noted == []
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page, runOnly=["color-contrast"]) == [], "nothing else changes with the theme"


def violations(page, **options) -> list:
    """Return the rules of axe-core that a page breaks, each with the first places where it does."""
    found = Axe().run(page, options={"resultTypes": ["violations"], **options}).response["violations"]
    return [(rule["id"], [node["html"][:120] for node in rule["nodes"]][:5]) for rule in found]


def test_nothing_moves(produced):
    css = STYLE.read_text(encoding="utf-8")
    assert not any(word in css for word in ("transition", "animation", "smooth")), "so nobody has to ask for less"
