"""A year in a cell: its two paths, and what they say in words."""

import re

from hypothesis import given
from hypothesis import strategies as st

from otanalysis.report.seasons import HEIGHT, STEP, UNKNOWN, Season, bars, line, words

EVEN = (10.0,) * 12
AUGUST = (0.0,) * 7 + (30.0,) + (0.0,) * 4
HALF = (None,) * 6 + (5.0,) * 6
MONTHS = st.tuples(*[st.none() | st.floats(0, 1e6)] * 12)


def test_the_month_of_most_visitors_is_told_with_its_hours():
    assert words(Season(EVEN, AUGUST)) == "100\u00a0% des visiteurs en août, 8\u00a0% des heures"


def test_what_is_not_known_is_told():
    assert words(Season(UNKNOWN, AUGUST)) == "100\u00a0% des visiteurs en août, heures : inconnu"
    assert words(Season(AUGUST, UNKNOWN)) == "visiteurs : inconnu en août, 100\u00a0% des heures"
    told = words(Season(HALF, (*EVEN[:8], *(None,) * 4)))
    assert told.endswith("heures : inconnu, 4 mois sans comptage, 6 mois non décrits")


def test_a_year_of_which_nothing_is_known_draws_and_says_nothing():
    assert (words(Season()), bars(Season()), line(Season())) == ("", "", "")
    nobody = Season((0.0,) * 12, (0.0,) * 12)
    assert (words(nobody), bars(nobody)) == ("", "M0 26" + "V25h7" * 12 + "V26")


def test_desk_counts_are_not_called_visitors():
    assert "contacts au guichet" in words(Season(EVEN, EVEN, "guichet"))
    assert "visiteurs" not in words(Season(EVEN, EVEN, "rue"))


def test_a_month_shut_shows_and_an_unknown_month_does_not():
    tops = re.findall(r"V(\d+)h", bars(Season((None, 0.0, 10.0, *(None,) * 9), UNKNOWN)))
    assert tops[:3] == [str(HEIGHT), str(HEIGHT - 1), "0"]


def test_the_line_breaks_where_nobody_counted_and_shows_a_month_alone():
    counts = (1.0, 1.0, None, 1.0, None, *(None,) * 7)
    assert line(Season(UNKNOWN, counts)) == "M3 0 10 0M24 0h0"


@given(hours=MONTHS, visitors=MONTHS)
def test_every_year_stays_inside_its_drawing_and_weighs_little(hours, visitors):
    season = Season(hours, visitors)
    assert all(0 <= int(top) <= HEIGHT for top in re.findall(r"V(\d+)", bars(season)))
    points = re.findall(r"(\d+) (\d+)", line(season))
    assert all(int(x) < 12 * STEP and int(y) <= HEIGHT for x, y in points)
    assert len(points) == 12 - visitors.count(None)
    assert len(bars(season) + line(season)) < 250
