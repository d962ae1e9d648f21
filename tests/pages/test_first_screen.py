"""What a reader sees before touching anything, on a phone, a tablet and a desk, and what a keyboard then opens."""

import pytest
from browsing import AUDITS, DECK, browser_tests

pytestmark = browser_tests
SCREENS = {"phone": (360, 800), "tablet": (768, 1024), "desk": (1440, 900)}
PLAIN = "getComputedStyle(document.body).backgroundColor"


def below(page, selector: str, height: int) -> int:
    """Return how many elements end below the window."""
    boxes = [element.bounding_box() for element in page.locator(selector).all()]
    assert boxes, selector
    return sum(box["y"] + box["height"] > height for box in boxes)


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", AUDITS)
def test_verdict_date_figures_and_squares_come_without_scrolling(visit, captures, name, screen):
    width, height = SCREENS[screen]
    page, _ = visit(name, width, height)
    page.screenshot(path=captures / f"{name.split('/')[0]}-{screen}.png")
    assert below(page, ".headline .verdict, .headline time, .figures li, .headline .first", height) == 0
    squares = page.locator(".strip li").count()
    assert below(page, ".strip li", height) <= (squares - 5 if screen == "phone" else 0)
    if screen == "desk":
        assert below(page, ".actions li, .known, nav li:first-child", height) == 0


def test_three_actions_at_most_that_tell_the_blocking_criteria_first(visit):
    page, _ = visit(f"{DECK}/audit.html")
    actions = page.locator(".actions li").all_inner_texts()
    assert [text.split("\u00a0: ")[0] for text in actions[:2]] == ["Critère 15", "Critère 19"]
    assert actions[2].replace("\u00a0", " ") == "Joindre 19 pièces au dossier."


def test_figures_and_squares_say_the_same_and_not_by_colour_alone(visit):
    page, _ = visit("office-fictif-plateau-de-serigny/audit.html")
    for status, word in (("met", "rempli"), ("blocking", "bloquant"), ("undocumented", "à documenter")):
        squares = page.locator(f".strip .{status}").all_inner_texts()
        assert page.locator(f".figures .{status} b").inner_text() == str(len(squares))
        assert all(word in text for text in squares)
    names = page.locator(".strip .name").all_inner_texts()
    assert len(set(names)) == len(names) == 13


def test_a_square_leads_to_its_criterion(visit):
    page, _ = visit(f"{DECK}/audit.html", *SCREENS["phone"])
    page.locator(".strip a", has_text="Stratégie locale").click()
    assert page.url.endswith("#critere-19")
    heading = page.locator("#critere-19 h4").bounding_box()
    assert 0 <= heading["y"] < 400


def test_the_keyboard_skips_to_the_content_and_unfolds_why(visit):
    page, _ = visit(f"{DECK}/audit.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    assert page.url.endswith("#contenu")
    why = page.locator("#critere-15 details")
    why.locator("summary").focus()
    page.keyboard.press("Enter")
    told = " ".join(why.inner_text().replace("\u00a0", " ").split())
    for part in (
        "Règle rapportée par une source",
        "Source MONA",
        "Seuil 3 ETP Mesuré 2 ETP Marge il manque 1 ETP",
        "Pièce organigramme",
        f"Donnée params/{DECK}/dossier.yaml, ligne",
    ):
        assert part in told
    page.keyboard.press("Space")
    assert not why.locator("dl").first.is_visible()


def test_why_names_the_line_where_the_dossier_says_it(visit, produced):
    page, _ = visit(f"{DECK}/audit.html")
    page.locator("#critere-3 summary").click()
    told = page.locator("#critere-3 dd").last.inner_text()
    lines = (produced.parent / "params" / DECK / "dossier.yaml").read_text(encoding="utf-8").splitlines()
    assert lines[int(told.rsplit(" ", 1)[1]) - 1].strip().startswith("bit_wifi_gratuit:")


def test_a_dark_theme_with_charts_on_a_light_card(visit, captures):
    page, noted = visit(f"{DECK}/audit.html", *SCREENS["desk"], color_scheme="dark")
    page.screenshot(path=captures / f"{DECK}-dark.png")
    assert noted == []
    assert page.evaluate(PLAIN) == "rgb(18, 24, 29)"
    cards = page.locator("figure.chart img").evaluate_all("all => all.map(i => getComputedStyle(i).backgroundColor)")
    assert set(cards) == {"rgb(244, 246, 248)"}
    page.emulate_media(media="print", color_scheme="dark")
    assert page.evaluate(PLAIN) == "rgb(255, 255, 255)", "ink is for words"


@pytest.mark.parametrize("name", AUDITS)
def test_letters_twice_as_large_fit_in_the_window(visit, name):
    page, _ = visit(name, 1280)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_the_first_words_are_drawn_at_once(visit, record_property):
    page, _ = visit(f"{DECK}/audit.html")
    paint = "new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))"
    drawn = page.evaluate(f"new Promise(done => {paint}.observe({{type: 'paint', buffered: true}}))")
    record_property("first_contentful_paint_ms", drawn)
    print(f"first contentful paint: {drawn:.0f} ms")
    assert drawn < 3000
