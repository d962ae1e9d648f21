"""The list of offices in the browser: sorted, filtered, printed, from a file, with and without script."""

import re
import shutil

import pytest

from tests.conftest import FLAGS
from tests.report.index_makers import many, page, several

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("chromium") is None, reason="Debian's chromium is not installed"),
]
SOME, OFFICES = 120, 1000
PAINTED = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
# Contrast of the text that is painted in cells and heads, on what is painted behind it.
CONTRASTS = """() => {
  const light = (color) => color.match(/[\\d.]+/g).slice(0, 3).map((v) => v / 255)
    .map((v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement)
      if (!getComputedStyle(at).backgroundColor.endsWith(", 0)")) return getComputedStyle(at).backgroundColor;
  };
  const ratio = (a, b) => (Math.max(light(a), light(b)) + .05) / (Math.min(light(a), light(b)) + .05);
  const boxes = [...document.querySelectorAll(".matrix td[class], .key [class]")]
    .map((e) => getComputedStyle(e, "::before")).map((s) => ratio(s.color, s.backgroundColor));
  const texts = [...document.querySelectorAll("p, li, dd, small, th, td, a, label, caption, button, select")]
    .map((e) => ratio(getComputedStyle(e).color, behind(e)));
  return Math.min(...boxes, ...texts);
}"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("index")
    (folder / "several.html").write_text(page(several()), encoding="utf-8")
    (folder / "some.html").write_text(page(many(SOME)), encoding="utf-8")
    (folder / "many.html").write_text(page(many(OFFICES)), encoding="utf-8")
    return folder


@pytest.fixture
def visit(browser, pages):
    """Open one of the lists, and note every console message and every request but the page itself."""
    opened = []

    def open_page(name="several", width=1440, **how):
        noted = []
        tab = browser.new_page(viewport={"width": width, "height": 900}, **how)
        tab.on("console", lambda message: noted.append(message.text))
        tab.on("pageerror", lambda error: noted.append(str(error)))
        tab.on("request", lambda request: noted.append(request.url))
        tab.goto((pages / f"{name}.html").as_uri())
        opened.append(tab)
        return tab, noted

    yield open_page
    for tab in opened:
        tab.close()


def names(tab):
    shown = tab.locator("tbody tr:visible").all()
    return [re.split("[\n(]", row.locator("th").inner_text())[0].strip() for row in shown]


def sort(tab, title):
    tab.get_by_role("columnheader", name=title).get_by_role("button").press("Enter")


FIRST = ["Le Gué", "neuf", "use", "Étang de l'Ébène", "Bois Noir", "Zoé"]


def test_failures_come_first_and_a_head_sorts_by_keyboard_both_ways(visit):
    tab, noted = visit()
    assert names(tab) == FIRST
    verdict, office = (tab.get_by_role("columnheader", name=name) for name in ("Verdict", "Office"))
    assert verdict.get_attribute("aria-sort") == "ascending"
    sort(tab, "Office")
    assert names(tab) == ["Bois Noir", "Étang de l'Ébène", "Le Gué", "neuf", "use", "Zoé"]
    assert (office.get_attribute("aria-sort"), verdict.get_attribute("aria-sort")) == ("ascending", None)
    sort(tab, "Office")
    assert names(tab)[0] == "Zoé"
    assert office.get_attribute("aria-sort") == "descending"
    sort(tab, "Bloquants")
    assert names(tab)[:2] == ["Le Gué", "Étang de l'Ébène"]
    sort(tab, "Audit du")
    assert names(tab)[0] == "Bois Noir"
    sort(tab, "Verdict")
    assert names(tab) == FIRST
    assert len(noted) == 1, "the page and nothing else"


def test_filters_add_up_and_say_how_many_are_left(visit):
    tab, noted = visit()
    count = tab.get_by_role("status")
    assert count.inner_text() == "6 offices"
    tab.get_by_label("Nom").fill("EBENE etang")
    assert (names(tab), count.inner_text()) == (["Étang de l'Ébène"], "1 office sur 6")
    tab.get_by_label("Nom").fill("")
    tab.get_by_label("Critère qui bloque").select_option("15")
    assert names(tab) == ["Le Gué", "Étang de l'Ébène"]
    tab.get_by_label("État").select_option("f")
    assert names(tab) == ["Le Gué"]
    tab.get_by_label("Catégorie").select_option("I")
    assert (names(tab), count.inner_text()) == ([], "Aucun office ne répond à ces choix")
    tab.get_by_role("button", name="Tout montrer").click()
    assert (names(tab), count.inner_text()) == (FIRST, "6 offices")
    assert len(noted) == 1


def test_what_was_asked_stays_in_the_address(visit):
    tab, noted = visit()
    tab.get_by_label("Critère qui bloque").select_option("15")
    sort(tab, "Office")
    tab.reload()
    assert names(tab) == ["Étang de l'Ébène", "Le Gué"]
    tab.goto(tab.url.split("#")[0] + "#nom=%3Cxyz%3E&etat=?&tri=toString&sens=x")
    tab.reload()
    assert names(tab) == []
    assert not [note for note in noted if not note.startswith("file:")]


def test_without_script_it_is_a_plain_list(visit):
    tab, noted = visit(java_script_enabled=False)
    assert names(tab) == FIRST
    assert tab.get_by_role("button").count() == 0
    assert tab.get_by_label("Nom").is_hidden()
    assert [note for note in noted if not note.startswith("file:")] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1440])
def test_never_wider_than_the_screen_and_readable_in_both_themes(visit, width, scheme):
    tab, _ = visit(width=width, color_scheme=scheme)
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate(CONTRASTS) >= 4.5
    dark = tab.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark == (scheme == "dark")


@pytest.mark.parametrize("width", [360, 1440])
def test_every_control_shows_its_focus_and_is_large_enough(visit, width):
    tab, _ = visit(width=width)
    for control in tab.locator("button:visible, input:visible, select:visible").all():
        control.focus()
        box = control.bounding_box()
        assert min(box["width"], box["height"]) >= 24, control.inner_text()
    tab.locator("body").press("Tab")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_skip_link_comes_first_and_goes_to_the_list(visit):
    tab, _ = visit()
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "offices"


def test_on_a_phone_each_cell_says_its_criterion(visit):
    tab, _ = visit(width=360)
    cell = tab.locator("tbody tr").first.locator("td.b").first
    painted = cell.evaluate(
        "e => getComputedStyle(e, '::before').content + getComputedStyle(e).getPropertyValue('--n')"
    )
    assert "15" in painted
    assert cell.inner_text() == "bloquant"


def test_a_thousand_offices_show_in_less_than_a_second(visit, pages):
    weight = (pages / "many.html").stat().st_size
    tab, noted = visit("many")
    whole = tab.evaluate(PAINTED)
    first = tab.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    start = tab.evaluate("performance.now()")
    tab.get_by_label("Nom").fill("numero 999")
    filtered = tab.evaluate(PAINTED) - start
    print(f"\n{weight / 1000:.0f} kB; first paint {first:.0f} ms, all {whole:.0f} ms, filter {filtered:.0f} ms")
    assert names(tab) == ["Office de tourisme intercommunal du Pays de Brumaire numéro 999"]
    assert weight < 1_000_000
    assert max(first, filtered) < 4000, "much less where nothing else runs"
    assert whole < 8000
    assert len(noted) == 1


def test_readers_that_listen_get_every_cell_of_a_long_list(browser, pages):
    path, flags = shutil.which("chromium"), [*FLAGS, "--force-renderer-accessibility"]
    with browser.browser_type.launch(executable_path=path, args=flags) as listening:
        tab = listening.new_page(viewport={"width": 360, "height": 800})
        tab.goto((pages / "some.html").as_uri())
        told = tab.context.new_cdp_session(tab).send("Accessibility.getFullAXTree")["nodes"]
    roles = [node["role"]["value"] for node in told if not node["ignored"]]
    assert roles.count("rowheader") == SOME
    assert roles.count("cell") > SOME * 18


def test_prints_in_landscape_with_its_heads_on_every_page(visit, tmp_path):
    tab, _ = visit("some")
    pdf = tab.pdf(prefer_css_page_size=True)
    (box,) = set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", pdf))
    assert [round(float(edge)) for edge in box.split()] == [0, 0, 842, 595]
    tab.emulate_media(media="print")
    assert tab.evaluate("getComputedStyle(document.querySelector('thead')).display") == "table-header-group"
    assert tab.get_by_label("Nom").is_hidden()
    tab.set_viewport_size({"width": 1040, "height": 700})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 1040
