"""Visitors and opening of a week: busiest slots, and what was not counted is not empty."""

import numpy as np
import pytest
from chart_makers import EVERY, WEEKEND, texts, week

from otanalysis.report.week_charts import weeks_chart


def chart(visitors, opened):
    return weeks_chart(["été"], visitors[None], opened[None], "", False)


def counts(hours=24):
    visitors = np.ones((7, hours))
    visitors[5, hours // 2] = 12
    return visitors


@pytest.mark.parametrize(("share", "state"), [(1, "ouvert"), (0.5, "ouvert en partie"), (0.05, "fermé")])
def test_the_busiest_hour_and_whether_it_is_open_are_told(share, state):
    found = chart(counts(), week((WEEKEND, 10, 14, share)))
    assert found.alt == (
        "Visiteurs et ouverture par saison et jour de la semaine. "
        f"Été : le plus de visiteurs le samedi à 12 h (12\u00a0visiteurs par heure), l'office est {state}."
    )


def test_the_table_adds_hours_up():
    found = chart(counts(), week((EVERY, 9, 12, 1), (WEEKEND, 14, 16, 0.5)))
    assert found.table.rows[0] == ("été, lundi", 24, 3)
    assert found.table.rows[5] == ("été, samedi", 35, 4)
    assert len(found.table.rows) == 7


def test_daily_counts_tell_days_and_hours_open():
    found = chart(counts(1), week((WEEKEND, 9, 12, 1)))
    assert "le samedi (12\u00a0visiteurs par jour), l'office est ouvert 3 h" in found.alt
    assert found.table.rows[0] == ("été, lundi", 1, 0)


def test_hours_not_counted_are_hatched_and_never_a_zero():
    visitors = counts()
    visitors[0], visitors[1, 8] = np.nan, np.nan
    found = chart(visitors, week())
    assert [row[1] for row in found.table.rows[:3]] == [None, "au moins 23", 24]
    assert "<pattern" in found.svg
    assert ">visiteurs non comptés<" in found.svg
    assert ">visiteurs non comptés<" not in chart(counts(), week()).svg


def test_days_not_counted_bear_a_question_mark():
    visitors = counts(1)
    visitors[2] = np.nan
    assert chart(visitors, week()).svg.count(">?</text>") == 1


def test_a_season_without_counts_says_so():
    assert chart(np.full((7, 24), np.nan), week()).alt.endswith("Été : visiteurs non connus.")
    assert chart(np.zeros((7, 24)), week()).alt.endswith("Été : aucun visiteur.")


def test_hours_open_at_night_are_drawn():
    assert "24\u00a0h" in texts(chart(counts(), week((EVERY, 22, 24, 1))).svg)
    assert "24\u00a0h" not in texts(chart(counts(), week()).svg)
