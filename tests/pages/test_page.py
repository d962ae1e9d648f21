"""The pages in the browser that people use: Debian's Chromium, no network, phone and screen."""

import re
from itertools import pairwise

import pytest
from browsing import DECK, PAGES, browser_tests

pytestmark = browser_tests
# Months, calendar, thresholds of two categories, coverage, weeks, staff, timetables.
CHARTS = 8


def test_the_page_says_what_the_deck_says(visit):
    page, noted = visit(f"{DECK}/audit.html")
    assert noted == []
    squares = page.locator(".strip li")
    assert squares.count() == 13
    assert page.locator(".strip li.met").count() == 11
    blocked = page.locator(".strip li.blocking .n").all_inner_texts()
    assert blocked == ["15", "19"]
    assert page.locator(".headline .verdict").inner_text() == "Non classable en l'état en catégorie II"
    assert page.locator("article.criterion.met").count() == 11
    assert page.locator("article.criterion.blocking").count() == 2
    actions = page.locator("article.criterion.blocking .action").all_inner_texts()
    assert len(actions) == 4
    assert any("3\u00a0ETP" in text for text in actions)
    assert any("convention d'objectifs" in text for text in actions)
    assert page.locator("figure.chart img").count() == CHARTS


def test_the_territory_of_the_deck(visit):
    page, _ = visit(f"{DECK}/audit.html")
    text = page.locator("main").inner_text().replace("\u00a0", " ")
    assert "10 offices de tourisme, 6 classés" in text
    assert "9 sur 10" in text
    assert "5 portent la marque Qualité Tourisme et 3 s'y engagent" in text


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_quiet_offline_and_never_wider_than_the_screen(visit, name, width):
    page, noted = visit(name, width)
    assert noted == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_no_script_no_address_and_a_policy_that_forbids_both(produced, name):
    whole = (produced / name).read_text(encoding="utf-8")
    text = re.sub(r'src="data:[^"]*"', "", whole)
    assert "<script" not in text or name == "index.html"
    assert not re.search(r"""(?<![:\w])(?:src|href)\s*=\s*["'](?!#|data:|[\w./-]+\.html["'])""", text)
    assert "default-src 'none'" in text
    assert "@import" not in text
    assert "url(" not in text
    assert len(whole.encode()) < 250_000


@pytest.mark.parametrize("name", PAGES)
def test_accessible_structure(visit, name):
    page, _ = visit(name)
    assert page.evaluate("document.documentElement.lang") == "fr"
    assert page.title() not in {"", "audit"}
    assert page.locator("h1").count() == 1
    assert page.locator("main").count() == 1
    levels = page.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert all(after - before <= 1 for before, after in pairwise(levels)), "no level is skipped"
    assert page.locator("img:not([alt]), img[alt='']").count() == 0
    assert page.evaluate(
        "[...document.querySelectorAll('table')].every(t => t.caption && t.caption.textContent.trim())"
    )
    assert page.locator("th:not([scope])").count() == 0
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))
    targets = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1))"
    )
    assert set(targets) <= set(ids)


def test_alternative_texts_tell_the_data(visit):
    page, _ = visit(f"{DECK}/audit.html")
    alts = page.locator("figure.chart img").evaluate_all("all => all.map(i => i.alt)")
    months, calendar, thresholds, _, coverage, weeks, staff, timetables = alts
    assert "juillet" in months
    assert re.search(r"\d+.jours d'au moins 4.h", calendar)
    assert "2\u00a0ETP pour 3, bloquant" in thresholds
    assert re.search(r"Lauzerte.*\d+.%", coverage)
    assert "Été" in weeks
    assert "août" in staff
    assert "Hiver\u00a0: 18,9\u00a0h par semaine avant" in timetables


def test_the_deck_s_conclusion_on_staff(visit):
    page, _ = visit(f"{DECK}/audit.html")
    rows = page.locator("table:has(caption:has-text('Ce que demande chaque point')) tbody tr").all_inner_texts()
    assert [row.split("\t")[4:] for row in rows] == [["3", "2", "1"], ["0,37", "0", "0,37"]]
    text = page.locator("main").inner_text().replace("\u00a0", " ")
    assert "impossible faute d'effectifs : 2 ETP, il en faut 3" in text
    assert "Recruter 1 ETP" in text


def test_measures_say_that_they_are_not_the_law(visit):
    page, _ = visit(f"{DECK}/audit.html")
    assert "aucune valeur légale" in page.locator("main").inner_text()


def test_an_office_half_described_gets_figures_but_no_reading(visit):
    page, _ = visit("office-fictif-plateau-de-serigny/audit.html")
    text = page.locator("main").inner_text()
    assert "non lue : horaires décrits sur 153" in text.replace("\u00a0", " ")
    assert "Pas de proposition : horaires décrits sur 153" in text.replace("\u00a0", " ")


def test_illustrative_data_say_so_wherever_they_show(visit):
    page, _ = visit(f"{DECK}/audit.html")
    figures = page.locator("figure.chart")
    assert figures.locator("figcaption .tag").count() == figures.count() == CHARTS
    hours = page.locator("caption:has-text('façons de compter') .tag, caption:has-text('chaque point') .tag")
    assert hours.count() == 2
    svgs = page.locator("figure.chart img").evaluate_all("all => all.map(i => decodeURIComponent(i.src))")
    assert all("illustratives" in svg for svg in svgs), "a chart copied out of the page still says it"


def test_rules_not_read_word_for_word_say_so(visit):
    page, _ = visit(f"{DECK}/audit.html")
    assert page.locator("details .unread").count() == 13, "no criterion of category II was read word for word"
    other, _ = visit("office-fictif-cote-de-brumaire/audit.html")
    assert other.locator("details blockquote").count() == 1, "criterion 5 was"


def test_the_index_lists_the_offices_those_that_block_first(visit):
    page, _ = visit("index.html")
    rows = page.locator("tbody tr")
    assert rows.count() == 4
    assert rows.nth(0).locator("th").inner_text().startswith("Office de tourisme intercommunal du Pays de Serres")
    assert [rows.nth(0).locator(f"td.{letter}").count() for letter in "bum"] == [2, 0, 11]
    assert "24\u00a0% des visiteurs en août, 15\u00a0% des heures" in rows.nth(0).locator("title").text_content()
    assert rows.nth(1).get_attribute("class") == "u"
    assert rows.locator("small").all_inner_texts() == ["illustratif"] * 4
    rows.nth(0).locator("a").click()
    assert page.url.endswith(f"{DECK}/audit.html")
