"""Coverage between chance and the best, in words as in marks."""

from otanalysis.report.coverage_charts import CoverageRow, coverage_chart

MAIN = CoverageRow("Bureau seul", 0.624, 0.41, 0.79, 0.58, 0.66)
BOTH = CoverageRow("Bureaux cumulés", 0.7, 0.5, 0.8, None, None)


def test_each_row_is_told_in_words():
    chart = coverage_chart([MAIN, BOTH], "compteur", False)
    assert chart.alt.replace("\u00a0", " ") == (
        "Bureau seul : 62 % des visiteurs viennent pendant l'ouverture (entre 58 et 66 %) ; au hasard 41 %, "
        "au mieux 79 %. Bureaux cumulés : 70 % des visiteurs viennent pendant l'ouverture ; au hasard 50 %, "
        "au mieux 80 %."
    )
    assert ">62\u00a0%</text>" in chart.svg
    assert ">au hasard 41\u00a0% · au mieux 79\u00a0%</text>" in chart.svg
    assert ">marge 58 à 66\u00a0%</text>" in chart.svg
    assert ">au hasard 50\u00a0% · au mieux 80\u00a0%</text>" in chart.svg


def test_the_table_has_a_row_each():
    rows = coverage_chart([MAIN, BOTH], "", False).table.rows
    assert rows[0] == ("Bureau seul", "62\u00a0%", "58 à 66\u00a0%", "41\u00a0%", "79\u00a0%")
    assert rows[1] == ("Bureaux cumulés", "70\u00a0%", None, "50\u00a0%", "80\u00a0%")


def test_the_margin_is_in_the_legend_only_where_there_is_one():
    assert ">marge</text>" in coverage_chart([MAIN], "", False).svg
    assert ">marge</text>" not in coverage_chart([BOTH], "", False).svg


def test_shares_at_both_ends_are_drawn():
    ends = [CoverageRow("Rien", 0, 0, 1, 0, 0), CoverageRow("Tout", 1, 1, 1, 1, 1)]
    assert "Tout : 100\u00a0% des visiteurs" in coverage_chart(ends, "", False).alt
