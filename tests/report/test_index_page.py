"""The page that lists the offices: order, columns, counts, what is escaped, what it weighs."""

import base64
import hashlib
import re

from otanalysis.report.index import Row
from tests.report.index_makers import ASKED, many, office, page, several


def titles(html):
    return [re.sub("<[^>]+>", "", text) for text in re.findall(r'<th scope="row">(?:<a [^>]*>)?([^<]+)', html)]


def cells(html, name):
    row = re.search(rf'<tr class="[^"]*"><th scope="row">(?:<a [^>]*>)?{re.escape(name)}.*', html)[0]
    return re.findall(r"<td[^>]*>([^<]*)", row)


def test_failures_come_first_then_what_blocks_then_what_is_to_document():
    assert titles(page(several())) == ["Le Gué", "neuf", "use", "Étang de l&#39;Ébène", "Bois Noir", "Zoé"]


def test_among_blocked_offices_the_most_blocked_come_first_then_the_alphabet():
    rows = [office("b", "Étang", blocking=[1]), office("c", "Foix", blocking=[1]), office("d", "Zut", blocking=[1, 2])]
    assert titles(page(rows[::-1])) == ["Zut", "Étang", "Foix"]


def test_a_column_for_each_criterion_that_some_office_must_meet():
    heads = r'class="c" data-number="(\d+)"'
    assert len(re.findall(heads, page(several()))) == 19
    assert re.findall(heads, page([office("a")])) == [str(n) for n in ASKED["II"]]


def test_a_cell_says_its_status_in_words_and_stays_blank_where_nothing_is_asked():
    found = cells(page(several()), "Le Gué")
    assert found[:5] == ["non classable en l&#39;état", "II", "2", "0", "11"]
    assert found[5:11] == ["rempli", "rempli", "rempli", "rempli", "", "rempli"]
    assert (found[5 + 14], found[5 + 18]) == ("bloquant", "bloquant")
    assert cells(page(several()), "Bois Noir")[5 + 3] == "à documenter"


def test_an_office_without_report_has_no_link_and_no_count():
    html = page(several())
    assert cells(html, "neuf")[:5] == ["aucun rapport", "", "", "", ""]
    assert 'href="neuf/audit.html"' not in html
    assert 'href="neuf/echec.html"' in html
    assert "Dossier à corriger" in html


def test_what_cannot_be_read_says_what_to_do():
    html = page(several())
    assert cells(html, "use")[0] == "illisible"
    assert "<code>otanalysis run use</code>" in html


def test_a_report_older_than_a_failure_says_so():
    assert len(re.findall("Rapport antérieur", page(several()))) == 1


def test_the_summary_counts_each_state_and_each_criterion_that_blocks():
    html = page(several())
    states = re.findall(r'<li class="(\w)"><strong>(\d+)</strong> ([^<\n]*)', html)
    assert states == [
        ("f", "2", "en échec à la dernière exécution "),
        ("x", "1", "illisible"),
        ("b", "2", "non classables en l&#39;état"),
        ("u", "1", "à documenter"),
        ("m", "1", "classable "),
    ]
    most = re.findall(r"<li><span>Critère (\d+) .*?<span>(.*?)</span></li>", html)
    assert most == [("15", "2 offices sur 3 (67&nbsp;%)"), ("19", "1 office sur 4 (25&nbsp;%)")]


def test_an_empty_list_says_what_fills_it():
    html = page([])
    assert "otanalysis run" in html
    assert "<table" not in html


def test_the_policy_allows_this_style_and_this_script_and_nothing_else():
    html = page(several())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        allowed = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{allowed}'" in policy
    assert not re.search(r" (?:style|on\w+)=|<link|<img|url\(|@import|https?://", html)


def test_what_an_office_is_called_is_never_markup():
    evil = "<script>alert(1)</script>\"'"
    rows = [office("a", evil, season=office("b").season), Row(evil, failure=evil), Row(evil + "2", unreadable=True)]
    html = page(rows)
    assert html.count("<script>") == 1
    assert html.count("&lt;script&gt;alert(1)") == 6


def test_the_same_offices_give_the_same_bytes_in_any_order():
    rows = many(30)
    assert page(rows) == page(rows[::-1])


def test_the_script_is_short():
    script = re.search("<script>(.*?)</script>", page(several()), re.DOTALL)[1]
    assert len(script.strip().splitlines()) <= 60


def test_a_thousand_offices_weigh_less_than_a_megabyte():
    assert len(page(many(1000)).encode()) < 1_000_000
