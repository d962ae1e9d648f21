"""Tables of the page: on a phone, those that hold sentences are told line by line."""

import pytest

from otanalysis.report.html import Table, render

SENTENCE = "aucun autre bureau n'est déclaré en cumul"
COLUMNS = ("Façon", "Jours", "Heures", "Remarque")


def test_each_cell_of_a_table_of_sentences_says_its_column():
    html = render("table", table=Table("Trois façons", COLUMNS, (("bureau seul", 245, 1557.5, SENTENCE),))).html
    assert '<table class="wordy">' in html
    assert '<td data-name="Jours" class="num">245</td>' in html
    assert '<td data-name="Remarque">' in html


@pytest.mark.parametrize(("columns", "row"), [(COLUMNS, ("seul", 1, 2, "—")), (("", "Que faire"), ("ici", SENTENCE))])
def test_a_table_that_a_phone_can_hold_stays_a_table(columns, row):
    html = render("table", table=Table("Courte", columns, (row,))).html
    assert "wordy" not in html
    assert "data-name" not in html
