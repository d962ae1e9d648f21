"""The charts of a real dossier: thresholds of one category at a time, a source on each, texts apart."""

from pathlib import Path

import pytest
from chart_makers import misplaced

from otanalysis import audit_office
from otanalysis.report import show as sections
from otanalysis.report.opening_sections import category_thresholds

DOSSIER = Path(__file__).parents[2] / "params" / "pays-de-serres-en-quercy"


@pytest.fixture(scope="module", params=["I", "II"])
def audit(request):
    return audit_office(str(DOSSIER), request.param, "2023-09-30", 2023).record


def test_thresholds_name_their_category_and_source(audit):
    chart = category_thresholds(audit)
    assert chart.title == f"Ce qui est mesuré, en face de ce que demande la catégorie {audit.category}"
    assert chart.table.caption == f"Mesures et seuils de la catégorie {audit.category}"
    assert f"= seuil, catégorie {audit.category}</text>" in chart.svg
    assert "Source : Arrêté du 16 avril 2019" in chart.svg


@pytest.mark.parametrize("make", [sections.months, sections.calendar, category_thresholds])
def test_every_text_is_inside_the_figure_and_over_no_other(audit, make):
    assert misplaced(make(audit).svg) == []
