"""The slides in the browser that people use, on the screen of a room, on a phone and on paper."""

import re
import shutil
import subprocess
from itertools import pairwise

import nbformat
import pytest
from browsing import DECK

from otanalysis.batch.slides import SlidesExporter, slides_of
from tests.conftest import OFFICES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="Debian's chromium is not installed"),
]
TOO_FULL = """
[...document.querySelectorAll('.page, .body, .lines, .squares, figure')]
  .filter(e => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
  .map(e => e.closest('.slide').id)
"""
SIZES = "all => all.map(e => parseFloat(getComputedStyle(e).fontSize))"
SHOWN = "[...document.querySelectorAll('.slide')].findIndex(s => Math.abs(s.getBoundingClientRect().top) < 2) + 1"


@pytest.fixture(scope="module")
def decks(produced, tmp_path_factory):
    """The slides of every office, each in its file."""
    folder = tmp_path_factory.mktemp("decks")
    for name in OFFICES:
        (folder / f"{name}.html").write_bytes(slides_of(produced / name))
    return folder


@pytest.fixture
def visit(browser, decks):
    opened = []

    def open_deck(name: str = DECK, width: int = 1280, height: int = 720):
        page = browser.new_page(viewport={"width": width, "height": height})
        page.noted = []
        page.on("console", lambda message: page.noted.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: page.noted.append(f"error: {error}"))
        page.on("request", lambda request: page.noted.append(request.url))
        page.goto((decks / f"{name}.html").as_uri())
        opened.append(page)
        return page

    yield open_deck
    for page in opened:
        page.close()


@pytest.mark.parametrize("name", OFFICES)
def test_quiet_offline_and_every_slide_fits_its_screen(visit, name):
    page = visit(name)
    for width, height in ((1280, 720), (1920, 1080), (1024, 768)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(TOO_FULL) == []
        heights = page.evaluate("[...document.querySelectorAll('.slide')].map(s => s.getBoundingClientRect().height)")
        assert set(map(round, heights)) == {height}, "one slide a screen"
    assert [note for note in page.noted if not note.startswith(("file:", "data:"))] == []


@pytest.mark.parametrize("width", [320, 360, 768])
def test_a_phone_shows_a_plain_page_no_wider_than_itself(visit, width):
    page = visit(width=width, height=800)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("getComputedStyle(document.documentElement).scrollSnapType") == "none"
    assert min(page.locator("p").evaluate_all(SIZES)) >= 14


def test_keys_go_from_slide_to_slide(visit):
    page = visit()
    seen = []
    for key in ("ArrowRight", "PageDown", " ", "ArrowDown", "ArrowLeft", "End", "ArrowRight", "Home", "ArrowLeft"):
        page.keyboard.press(key)
        seen.append(page.evaluate(SHOWN))
    last = page.locator(".slide").count()
    assert seen == [2, 3, 4, 5, 4, last, last, 1, 1]


def test_type_is_large_enough_for_a_room(visit):
    texts = visit().locator(".slide:not(.sources, .chart) :is(h1, h2, .lines p, .counts)")
    assert min(texts.evaluate_all(SIZES)) >= 24, "at 1280 pixels wide"


@pytest.mark.parametrize("name", OFFICES)
def test_accessible_structure(visit, name):
    page = visit(name)
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.locator("main").count() == page.locator("h1").count() == 1
    assert page.locator(".slide h1, .slide h2").count() == page.locator(".slide").count()
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert all(after - before <= 1 for before, after in pairwise(levels))
    labels = page.locator(".slide").evaluate_all("all => all.map(s => s.getAttribute('aria-label'))")
    assert [label.split(" : ")[0] for label in labels] == [
        f"Diapositive {rank} sur {len(labels)}" for rank in range(1, len(labels) + 1)
    ]
    assert page.locator("img").count() == 2, "months and calendar"
    assert page.locator("img:not([alt]), img[alt='']").count() == 0


def test_no_address_and_a_policy_that_forbids_all_but_its_script(decks):
    for name in OFFICES:
        text = (decks / f"{name}.html").read_text(encoding="utf-8")
        assert "default-src 'none'" in text
        plain = re.sub(r'src="data:[^"]*"', "", text)
        assert not re.search(r"""(?:src|href)\s*=\s*["'](?!data:)""", plain)
        assert text.count("<script") == 1
        assert "url(" not in plain
        assert len(text.encode()) < 150_000


def test_illustrative_charts_say_so(visit):
    assert visit().locator(".chart figcaption .tag").all_inner_texts() == ["données illustratives"] * 2


def test_prints_one_slide_a_page_on_a4_landscape(visit):
    page = visit()
    pdf = page.pdf(prefer_css_page_size=True)
    assert pages_of(pdf) == page.locator(".slide").count()
    assert set(boxes_of(pdf)) == {(842, 595)}


def test_same_notebook_same_bytes_and_nbconvert_makes_them_too(produced):
    notebook = nbformat.read(produced / DECK / "audit.ipynb", as_version=4)
    page, resources = SlidesExporter().from_notebook_node(notebook)
    assert page.encode() == slides_of(produced / DECK)
    assert resources["output_extension"] == ".slides.html", "the page of the audit is not overwritten"


def test_a_notebook_that_was_not_run_has_no_slides():
    with pytest.raises(ValueError, match="ne montre aucun audit"):
        SlidesExporter().from_notebook_node(nbformat.v4.new_notebook())


@pytest.fixture
def project(produced, tmp_path):
    return shutil.copytree(produced.parent, tmp_path / "projet")


def test_slides_and_paper_beside_the_report(project, commands):
    command = ["otanalysis", "run", "--slides", "--pdf", DECK, OFFICES[0]]
    done = subprocess.run(command, cwd=project, env=commands, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stderr
    assert "2 offices à jour" in done.stdout.replace("\u00a0", " ")
    pdf = (project / "outputs" / DECK / "audit.pdf").read_bytes()
    assert set(boxes_of(pdf)) == {(595, 842)}, "A4"
    assert 4 <= pages_of(pdf) <= 24
    assert b"/ToUnicode" in pdf, "its text can be found and copied"
    assert b"/StructTreeRoot" in pdf
    assert b"/Outlines" in pdf
    assert b"(D:20230930000000" in pdf
    assert (project / "outputs" / OFFICES[0] / "diaporama.html").exists()


def test_without_a_browser_the_report_is_kept(project, commands):
    nowhere = {**commands, "PATH": commands["PATH"].split(":")[0]}
    if shutil.which("chromium", path=nowhere["PATH"]):
        pytest.skip("the browser is among the project's commands")
    command = ["otanalysis", "run", "--slides", "--pdf", DECK]
    done = subprocess.run(command, cwd=project, env=nowhere, capture_output=True, text=True, timeout=200)
    assert done.returncode == 3
    assert "apt install chromium" in done.stderr
    assert "Traceback" not in done.stderr
    kept = {path.name for path in (project / "outputs" / DECK).iterdir()}
    assert {"audit.html", "audit.json", "diaporama.html"} <= kept
    assert "audit.pdf" not in kept


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def boxes_of(pdf: bytes) -> list[tuple[int, int]]:
    return [(round(float(w)), round(float(h))) for w, h in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)]
