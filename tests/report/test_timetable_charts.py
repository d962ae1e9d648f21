"""Hours before and after: days that read the same share a line, what is rare is told apart."""

from chart_makers import EVERY, WEEKEND, week

from otanalysis.report.timetable_charts import timetables_chart


def chart(before, after):
    return timetables_chart(["été"], before[None], after[None] > 0, "", False)


def half_hours(*spans):
    return week(*spans, slots=48)


def rows(before, after):
    return [tuple(cell.replace("\u00a0", " ") for cell in row) for row in chart(before, after).table.rows]


def test_days_with_the_same_hours_share_a_line():
    before = half_hours((slice(0, 6), 9.5, 12.5, 1), (slice(0, 6), 14, 18, 1))
    after = half_hours((EVERY, 9.5, 12.5, 1), (slice(0, 6), 14, 19, 1))
    assert rows(before, after) == [
        ("été, lun.–sam.", "9 h 30–12 h 30, 14 h–18 h", "9 h 30–12 h 30, 14 h–19 h"),
        ("été, dim.", "fermé", "9 h 30–12 h 30"),
    ]


def test_days_alike_after_but_not_before_keep_their_lines():
    before = half_hours((WEEKEND, 10, 12, 1))
    assert [row[0] for row in rows(before, half_hours((EVERY, 10, 12, 1)))] == ["été, lun.–ven.", "été, sam., dim."]


def test_holidays_do_not_hide_hours_and_rare_hours_are_told_apart():
    before = half_hours((EVERY, 9, 12, 0.92), (WEEKEND, 14, 18, 0.25))
    found = chart(before, half_hours())
    assert [row[1].replace("\u00a0", " ") for row in found.table.rows] == ["9 h–12 h", "9 h–12 h, parfois 14 h–18 h"]
    assert ">avant, parfois</text>" in found.svg
    assert ">avant, parfois</text>" not in chart(half_hours(), half_hours()).svg
    assert rows(half_hours((EVERY, 9, 12, 0.1)), half_hours())[0][1] == "parfois 9 h–12 h"


def test_what_changes_is_in_bold_and_counted():
    before = half_hours((EVERY, 9, 12, 1))
    after = half_hours((EVERY, 9, 12, 1), (WEEKEND, 14, 15.5, 1))
    found = chart(before, after)
    assert found.alt.replace("\u00a0", " ") == (
        "Horaires avant et après, par saison. "
        "Été : 21 h par semaine avant, 24 h après, 2 jours sur 7 avec d'autres horaires."
    )
    same = chart(before, before)
    assert same.alt.replace("\u00a0", " ").endswith("Été : inchangé, 21 h par semaine.")
    assert [found.svg.count("font-weight: 700"), same.svg.count("font-weight: 700")] == [2, 1], "the season, the change"


def test_hours_at_night_are_drawn():
    assert ">24\u00a0h</text>" in chart(half_hours(), half_hours((EVERY, 20, 24, 1))).svg
    assert ">24\u00a0h</text>" not in chart(half_hours(), half_hours((EVERY, 9, 20, 1))).svg


def test_a_week_that_never_opens():
    assert rows(half_hours(), half_hours()) == [("été, tous les jours", "fermé", "fermé")]
