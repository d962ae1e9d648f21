"""What somebody writes in a dossier is text and stays text; what somebody adds to a page neither runs nor loads."""

import json
import subprocess

import pytest
from browsing import DECK, browser_tests, clipped, overflow

from otanalysis.reading.yaml12 import read_yaml
from tests.conftest import copy_project

pytestmark = browser_tests
NAME = '<img src=x onerror=alert(1)></style><script>alert(2)</script> \\"};*{display:none}'
LINK = "[un lien](http://exemple.invalid) **gras** <a href='http://exemple.invalid'>là</a>"
FORMULA = '=HYPERLINK("http://exemple.invalid";"ici")'
LONG = "Saint-" + "x" * 180
INJECTED = """<script>document.title = 'run'</script><img id="out" src="http://127.0.0.1:9/x.png">
<p id="styled" style="display:none">seen</p><form action="http://127.0.0.1:9/"><input name="a"></form>"""


@pytest.fixture(scope="session")
def hostile(tmp_path_factory, commands):
    """The outputs of the deck's office once its dossier says hostile things wherever it may say something."""
    folder = copy_project(tmp_path_factory.mktemp("hostile"))
    path = folder / "params" / DECK / "dossier.yaml"
    data = read_yaml(path).data
    data["office"] = {"name": NAME, "about": LINK, "source": LONG}
    data["context"] = [LINK, FORMULA, LONG, NAME]
    data["figures"] = [{"label": FORMULA, "value": LONG, "source": LONG}, {"label": LONG, "value": NAME}]
    data["bureaux"][0]["name"] = LONG
    data["bureaux"][1]["name"] = NAME
    data["staff"]["contracts"][0]["label"] = LONG
    data["staff"]["source"] = NAME
    data["facts"]["ot_site_a_jour"] = {"value": True, "source": LINK, "note": LONG, "evidence": {"paper": NAME}}
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    subprocess.run(["otanalysis", "run", DECK], cwd=folder, env=commands, check=True, capture_output=True, timeout=120)
    return folder / "outputs"


def test_nothing_that_a_dossier_says_is_markup(visit, hostile):
    page, noted = visit(f"{DECK}/audit.html", 320, folder=hostile)
    assert noted == []
    assert page.locator(".office").inner_text() == " ".join(NAME.split())
    text = page.locator("main").inner_text()
    assert LINK in text
    assert FORMULA in text
    assert page.locator("script, a:not([href^='#']), main img:not(.chart img)").count() == 0
    assert page.title().startswith(NAME[:40])
    assert page.locator(".verdict").first.is_visible(), "a name that ends the style ends nothing"
    assert overflow(page) <= 0


def test_very_long_words_are_cut_on_paper_too(visit, hostile, captures):
    page, _ = visit(f"{DECK}/audit.html", folder=hostile)
    (captures / "hostile.pdf").write_bytes(page.pdf(prefer_css_page_size=True))
    assert clipped(page) == []


def test_what_is_added_to_a_page_neither_runs_nor_loads(visit, produced, tmp_path):
    text = (produced / DECK / "audit.html").read_text(encoding="utf-8")
    (tmp_path / "audit.html").write_text(text.replace("</main>", INJECTED + "</main>"), encoding="utf-8")
    page, noted = visit("audit.html", folder=tmp_path)
    refused = [note for note in noted if "Content Security Policy" in note]
    assert len(refused) == 3, "the script, the image, the style"
    assert page.title() != "run"
    assert page.locator("#out").evaluate("image => image.naturalWidth") == 0
    assert page.locator("#styled").is_visible()
    page.locator("form").evaluate("form => form.submit()")
    assert page.url.startswith("file:")
