"""The report on paper: every text unfolded, nothing cut, pages that say whose they are."""

import io
import re
from unicodedata import normalize

import pytest
from browsing import AUDITS, DECK, browser_tests, clipped
from pypdf import PdfReader

pytestmark = browser_tests


@pytest.fixture
def printed(visit):
    """Return the words of each page of a printed report."""

    def print_page(name: str) -> list[str]:
        page, _ = visit(name)
        pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        assert {tuple(round(float(side) * 25.4 / 72) for side in sheet.mediabox[2:]) for sheet in pdf.pages} == {
            (210, 297)
        }
        return [normalize("NFKC", " ".join(sheet.extract_text().split())) for sheet in pdf.pages]

    return print_page


@pytest.mark.parametrize("name", AUDITS)
def test_at_most_twenty_numbered_pages_that_name_the_office(printed, name):
    pages = printed(name)
    assert 6 <= len(pages) <= 20
    for number, text in enumerate(pages, 1):
        assert f"page {number} sur {len(pages)}" in text
        assert re.search(r"audit de classement en catégorie I+\b", text), "the margin names the office"
        assert len(text) > 250, "no page is nearly empty"


def test_what_is_folded_on_the_screen_is_read_on_paper(printed):
    text = " ".join(printed(f"{DECK}/audit.html"))
    assert text.count("Règle à vérifier") == 13
    assert "dossier.yaml, ligne" in text
    assert text.count("Comment lire ce tableau ?") == 2
    assert "ce que les mois de visiteurs et ceux d'ouverture partagent" in text
    assert "import otanalysis" not in text, "the code is for the screen"
    assert text.count("Les pièces à joindre") == 1, "links lead nowhere on paper: no table of contents"


@pytest.mark.parametrize("name", AUDITS)
def test_no_table_nor_chart_is_cut(visit, name):
    page, _ = visit(name)
    assert clipped(page) == []
    heights = page.locator("figure.chart img").evaluate_all("all => all.map(i => i.getBoundingClientRect().height)")
    assert max(heights) < 850, "a chart fits in a page, which is 1 000 pixels high"
    heads = page.locator("thead").evaluate_all("all => all.map(t => getComputedStyle(t).display)")
    assert set(heads) == {"table-header-group"}, "browsers repeat these on each page"
