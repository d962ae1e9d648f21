"""Numbers and dates the French way."""

from datetime import date

import pytest

from otanalysis.french import day, duration, joined, number, percent, quantity, unbreakable


@pytest.mark.parametrize(
    ("value", "text"),
    [(1260.5, "1\u202f260,5"), (180, "180"), (3.366, "3,37"), (-1, "\u22121"), (0.0, "0"), (-0.001, "0"), (10, "10")],
)
def test_number(value, text):
    assert number(value) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (1, "jour", "1\u00a0jour"),
        (1.9, "jour", "1,9\u00a0jour"),
        (2, "jour d'au moins 4 h", "2\u00a0jours d'au moins 4 h"),
        (3, "ETP", "3\u00a0ETP"),
        (1260, "h", "1\u202f260\u00a0h"),
    ],
)
def test_quantity(value, unit, text):
    assert quantity(value, unit) == text


def test_day():
    assert (day(date(2024, 1, 1)), day(date(2023, 9, 30))) == ("1er janvier 2024", "30 septembre 2023")


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a et b"), (["a", "b", "c"], "a, b et c")]
)
def test_joined(words, text):
    assert joined(words) == text


@pytest.mark.parametrize(
    ("share", "text"), [(0.624, "62\u00a0%"), (0, "0\u00a0%"), (1, "100\u00a0%"), (0.006, "1\u00a0%")]
)
def test_percent(share, text):
    assert percent(share) == text


@pytest.mark.parametrize(
    ("minutes", "text"), [(240, "4\u00a0h"), (210, "3\u00a0h\u00a030"), (65, "1\u00a0h\u00a005"), (45, "45\u00a0min")]
)
def test_duration(minutes, text):
    assert duration(minutes) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("au moins 1 680 heures", "au moins 1\u202f680\u00a0heures"),
        ("un poste à 40 %", "un poste à 40\u00a0%"),
        ("« cohérent » : oui", "«\u00a0cohérent\u00a0»\u00a0: oui"),
        ("le 5 août 2023", "le 5\u00a0août 2023"),
    ],
)
def test_no_line_ends_inside_a_number_nor_before_its_sign(text, kept):
    assert unbreakable(text) == kept
    assert unbreakable(kept) == kept
