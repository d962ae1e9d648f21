"""Charts: what they say to who cannot see them, and that nothing unknown is drawn as a zero."""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from otanalysis.attendance.series import Attendance, Step, steps_of
from otanalysis.opening.calendar import silent
from otanalysis.report.charts import calendar_chart, months_chart


def calendar(open_days, described_days):
    """A calendar of 2023 open from 9:00 to 14:00 on some days of the year (from 0)."""
    base = silent(2023)
    minutes, described = base.minutes.copy(), base.described.copy()
    minutes[list(open_days), 540:840] = True
    described[list(described_days)] = True
    return replace(base, minutes=minutes, described=described)


def attendance(counts):
    return Attendance(2023, Step.MONTH, pd.Series(counts, steps_of(2023, Step.MONTH), dtype=float))


def test_months_that_nobody_knows_are_dashes_and_question_marks():
    counts = [np.nan, 0, *[10] * 10]
    chart = months_chart(calendar(range(59, 90), range(59, 365)), attendance(counts), "Ici")
    rows = {row[0]: row[1:] for row in chart.table.rows}
    assert rows["janvier"] == (None, None)
    assert rows["février"] == (0, None), "nobody came is a count, no hours described is not"
    assert rows["mars"] == (10, 31 * 5)
    assert rows["avril"] == (10, 0), "described and closed"
    assert chart.svg.count(">?</text>") == 3
    assert "1 mois sans comptage" in chart.alt
    assert "2 mois non décrits" in chart.alt


def test_without_attendance_the_hours_are_still_drawn():
    chart = months_chart(calendar(range(365), range(365)), None, "Ici")
    assert "12 mois sans comptage" in chart.alt
    assert "Heures d'ouverture : le plus en" in chart.alt


def test_calendar_counts_equal_a_count_by_hand():
    chart = calendar_chart(calendar(range(0, 365, 2), range(365)), None, 240, "Ici")
    assert sum(row[1] for row in chart.table.rows) == 183
    assert sum(row[3] for row in chart.table.rows) == 182
    assert "183\u00a0jours d'au moins 4 h" in chart.alt


@pytest.mark.parametrize("at_least", [240, 301])
def test_a_day_too_short_is_told_apart(at_least):
    chart = calendar_chart(calendar(range(10), range(365)), None, at_least, "Ici")
    january = chart.table.rows[0]
    assert january[1:3] == ((10, 0) if at_least <= 300 else (0, 10))


def test_same_figure_same_bytes_and_no_date_in_it():
    one, two = (months_chart(calendar(range(99), range(365)), None, "Ici").svg for _ in range(2))
    assert one == two
    assert "dc:date" not in one
