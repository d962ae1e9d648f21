"""Weeks that lack staff, and weeks of which too little is known."""

import numpy as np
from chart_makers import mondays

from otanalysis.report.staff_charts import staff_weeks_chart


def chart(needed, average, at_most, weeks=9):
    constants = (np.full(weeks, float(value)) for value in (average, at_most))
    return staff_weeks_chart(mondays(weeks), needed, *constants, "", False)


def hours(*values):
    return np.array(values, float)


LAUZERTE, MONTCUQ = hours(30, 30, 30, 30, 30, 30, 35, 35, 35), hours(0, 0, 0, 0, 0, 0, 10, 20, 10)


def test_weeks_that_lack_hours_are_counted_and_dated():
    found = chart({"Lauzerte": LAUZERTE, "Montcuq": MONTCUQ}, 45, 50)
    assert found.alt.replace("\u00a0", " ") == (
        "Barres de 9 semaines. La plus chargée, du 20 février 2023, demande 55 h de présence. "
        "Congés répartis : il manque des heures 1 semaine sur 9, en février. "
        "Sans aucun congé : il manque des heures 1 semaine sur 9, en février."
    )
    assert found.table.rows == (
        ("janvier 2023", 150, 225, 250, 0),
        ("février 2023", 30 + 45 + 55 + 45, 180, 200, 1),
    )


def test_enough_staff_lacks_no_week_even_to_the_rounding():
    found = chart({"Lauzerte": np.full(9, 0.1) + 0.2}, 0.3, 0.3)
    assert "il ne manque d'heures aucune semaine" in found.alt
    assert found.alt.count("aucune semaine") == 2


def test_hours_not_known_are_question_marks_and_never_zeros():
    unknown = MONTCUQ.copy()
    unknown[[0, 8]] = np.nan
    found = chart({"Lauzerte": LAUZERTE, "Montcuq": unknown}, 45, 60)
    assert found.svg.count(">?</text>") == 2
    assert found.alt.replace("\u00a0", " ").endswith("Heures à tenir mal connues : 2 semaines.")
    assert [row[1] for row in found.table.rows] == ["au moins 150", "au moins 165"]


def test_what_is_known_may_already_lack():
    silent = np.full(9, np.nan)
    found = chart({"Lauzerte": LAUZERTE, "Montcuq": silent}, 32, 33)
    assert found.table.rows[1][4] == 3
    assert chart({"Montcuq": silent}, 32, 33).table.rows[0][1] is None


def test_weeks_of_two_years_are_two_lines():
    weeks = mondays(53)
    series = np.ones(53)
    rows = staff_weeks_chart(weeks, {"Lauzerte": series}, series, series, "", False).table.rows
    assert rows[0][0] == "janvier 2023"
    assert rows[-1] == ("janvier 2024", 1, 1, 1, 0)
    assert len(rows) == 13
