"""What the face shows: tables that agree with the audit, HTML that holds no address and lets no name be markup."""

import json
import re
import subprocess
import sys

import nbformat.v4 as nb
import numpy as np
import papermill as pm
import pytest
from nbclient.exceptions import CellExecutionError
from papermill.exceptions import PapermillExecutionError

import otanalysis as ota
from otanalysis.face import shown
from otanalysis.reading.problems import Problem
from tests.conftest import OFFICES, ROOT
from tests.face.conftest import SERRES

YEAR = ota.hours("Mo-Fr 09:00-12:00; PH off", 2025)


def things(audit) -> list:
    supposed = audit.what_if(fte=4)
    mistakes = ota.Mistakes([Problem("dossier.yaml", 3, "clé", "non", "oui", "a: 1", "a: 2")])
    return [audit, supposed, audit.why(15), ota.compare(audit, supposed), YEAR, mistakes]


@pytest.mark.parametrize("rank", range(6))
def test_html_stands_alone_and_markdown_is_beside_it(audit, rank):
    thing = things(audit)[rank]
    html = thing._repr_html_()
    assert html.startswith('<div class="ota" lang="fr"><style>')
    assert not re.search(r"(?:src|href|url)\s*[=(]\s*[\"']?(?:https?:)?//|@import|<script", html)
    assert thing._repr_markdown_().strip()
    assert "object at" not in repr(thing)


def test_the_style_touches_nothing_outside_the_card():
    rules = re.findall(r"([^{}]+)\{", shown._style())
    assert all(part.strip().startswith(".ota") for rule in rules for part in rule.split(","))


def test_what_an_office_is_called_is_never_markup(tmp_path):
    project = tmp_path / "params"
    (project / "ot").mkdir(parents=True)
    dossier = 'office: {name: "<img src=x>"}\nbureaux: [{id: b, name: "<b>B</b>", main: true}]\n'
    (project / "ot" / "dossier.yaml").write_text(dossier, encoding="utf-8")
    asked = 'dossier: "params/ot"\ncategory: "II"\naudit_date: "2025-01-15"\nreference_year: 2025\n'
    (project / "ot.yaml").write_text(asked, encoding="utf-8")
    audit = ota.audit_office(project / "ot.yaml")
    for thing in (audit, audit.why(4), ota.compare(audit, audit.what_if(category="I"))):
        assert "<img" not in thing._repr_html_()
        assert "<b>B" not in thing._repr_html_()


def test_findings_and_requirements_are_those_of_the_audit(audit):
    record = audit.record
    assert audit.findings["criterion"].tolist() == [f.criterion.id for f in record.findings]
    assert audit.findings["status"].tolist() == [f.status.value for f in record.findings]
    found = audit.requirements
    margins = [r.margin for f in record.findings for r in f.requirements]
    assert found["margin"].tolist() == pytest.approx([np.nan if m is None else m for m in margins], nan_ok=True)
    assert found["margin"].dtype == "float64"
    counted = found.dropna(subset="margin")
    assert (counted["measured"] - counted["threshold"] - counted["margin"]).abs().max() < 0.001


@pytest.mark.parametrize("criterion", ["C15", "c15", "15", 15, " 15 "])
def test_a_criterion_is_named_by_its_id_or_its_number(audit, criterion):
    told = audit.why(criterion)
    assert "il manque 1\u00a0ETP" in told.html
    assert "MONA" in told.markdown
    assert '<details class="why" open>' in told.html


def test_an_unknown_criterion_is_told(audit):
    with pytest.raises(ota.InputError, match="critère inconnu « C99 »"):
        audit.why("C99")


def test_an_audit_and_a_file_are_compared(audit, project):
    file = project / "outputs" / SERRES / "audit.json"
    assert ota.compare(file, audit).changes.empty
    changes = ota.compare(str(file), audit.what_if(fte=4)).changes
    assert changes["requirement"].tolist() == ["C15.1", "C15.3"]
    assert changes["margin_after"].tolist() == [1, 0.634]
    assert changes["unit"].tolist() == ["ETP", "ETP"]
    with pytest.raises(ota.InputError, match=r"audit\.json"):
        ota.compare(audit, "n'existe pas")


def test_a_year_of_hours_is_a_table_a_text_and_a_picture(tmp_path):
    assert len(YEAR.days) == 365
    assert YEAR.days["minutes"].sum() == 251 * 180
    assert "année 2025, jour par jour" in YEAR._repr_html_()
    (tmp_path / "horaires.txt").write_text("Mo-Fr 09:00-12:00; PH off", encoding="utf-8")
    read = ota.hours(tmp_path / "horaires.txt", 2025)
    assert read.days.equals(YEAR.days)


@pytest.mark.parametrize("written", ["n'importe quoi", "rien.json", "Mo-Fr 25:00-26:00", ""])
def test_hours_that_cannot_be_read_are_told(written):
    with pytest.raises(ota.InputError):
        ota.hours(written, 2025)


def test_offices_are_found_from_the_notebooks_folder(here):
    assert ota.offices()["name"].tolist() == [*OFFICES]
    assert ota.audit_office(SERRES).name == SERRES
    assert ota.audit_office("params/pays-de-serres-en-quercy.yaml").name == SERRES
    assert not ota.check(SERRES)


def test_a_broken_office_hides_no_other(here):
    broken = here / "params" / "casse.yaml"
    broken.write_text("dossier: 3\n", encoding="utf-8")
    try:
        found = ota.offices().set_index("name")
        assert "clé" in found.loc["casse", "mistake"]
        assert found.loc[SERRES, "category"] == "II"
        mistakes = ota.check("casse")
        assert mistakes
        assert set(mistakes.table["line"]) <= {0, 1}
        assert "erreurs à corriger" in mistakes._repr_html_()
    finally:
        broken.unlink()


def test_no_office_of_that_name(here):
    with pytest.raises(ota.InputError, match="vouliez-vous dire « pays-de-serres-en-quercy »"):
        ota.audit_office("pays-de-sere")


WRONG = "import otanalysis as ota\nota.audit_office('pays-de-sere')"


def test_ipython_shows_a_mistake_without_a_traceback():
    command = [sys.executable, "-m", "IPython", "--colors=NoColor", "-c", WRONG]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "office inconnu « pays-de-sere »" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


def test_a_script_has_an_ordinary_exception():
    done = subprocess.run([sys.executable, "-c", WRONG], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert "Traceback" in done.stderr


@pytest.mark.slow
def test_papermill_still_fails(tmp_path):
    path = tmp_path / "faux.ipynb"
    path.write_text(json.dumps(nb.new_notebook(cells=[nb.new_code_cell(WRONG)])), encoding="utf-8")
    with pytest.raises((PapermillExecutionError, CellExecutionError), match="office inconnu"):
        pm.execute_notebook(str(path), str(tmp_path / "fait.ipynb"), kernel_name="python3", progress_bar=False)
