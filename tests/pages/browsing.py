"""What the tests of pages share: which pages there are, in which browser, and what an untouched page is asked."""

import shutil

import pytest

from tests.conftest import AREAS, OFFICES

DECK = "pays-de-serres-en-quercy"
AUDITS = [f"{name}/audit.html" for name in OFFICES]
PAGES = [*AUDITS, "index.html", *(f"{name}.html" for name in AREAS)]
CHROMIUM = shutil.which("chromium")
A4 = 680  # pixels between the margins of a printed page, 180 mm
browser_tests = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="Debian's chromium is not installed"),
]


def overflow(page) -> int:
    """Return by how many pixels a page is wider than its window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def clipped(page) -> list[str]:
    """Return the captions of the tables that paper cuts, in a page printed between the margins of A4."""
    page.set_viewport_size({"width": A4, "height": 900})
    page.emulate_media(media="print")
    return page.evaluate(
        """[...document.querySelectorAll('table')]
        .filter(t => t.checkVisibility() && t.getBoundingClientRect().right > innerWidth + 1)
        .map(t => t.caption.textContent)"""
    )
