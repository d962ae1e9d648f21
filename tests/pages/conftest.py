"""Debian's Chromium, without network; what it requests and says is noted."""

import pytest
from playwright.sync_api import Page

from tests.conftest import ROOT


@pytest.fixture
def visit(browser, produced):
    """Open a page of the outputs, or of a folder, and note every request and every console message."""
    opened = []

    def open_page(name: str, width: int = 1280, height: int = 900, folder=produced, **how) -> tuple[Page, list[str]]:
        noted: list[str] = []
        page = browser.new_page(viewport={"width": width, "height": height}, **how)
        page.on("console", lambda message: noted.append(f"console: {message.text}"))
        page.on("dialog", lambda dialog: noted.append(f"dialog: {dialog.message}"))
        page.on("pageerror", lambda error: noted.append(f"error: {error}"))
        page.on("request", lambda request: noted.append(request.url))
        page.goto((folder / name).as_uri())
        opened.append(page)
        return page, [note for note in noted if not note.startswith(("file:", "data:"))]

    yield open_page
    for page in opened:
        page.close()


@pytest.fixture(scope="session")
def captures():
    """The folder where pictures of the pages are left for whoever looks at them after the tests."""
    folder = ROOT / "outputs" / "captures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
