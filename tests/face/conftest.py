"""A project where the offices of params/ are, and an observatory that holds the audit of one of them."""

import pytest

from otanalysis import audit_office
from otanalysis.audit.document import document_of
from otanalysis.batch.render import audit_json
from otanalysis.store.address import default_url
from otanalysis.store.load import load
from tests.conftest import ROOT, copy_project

SERRES = "pays-de-serres-en-quercy"


@pytest.fixture(scope="session")
def project(tmp_path_factory):
    folder = copy_project(tmp_path_factory.mktemp("face"))
    kept = folder / "outputs" / SERRES / "audit.json"
    kept.parent.mkdir(parents=True)
    record = audit_office(ROOT / "params" / f"{SERRES}.yaml").record
    kept.write_text(audit_json(document_of(record)), encoding="utf-8")
    load(default_url(folder / "outputs"), [kept])
    return folder


@pytest.fixture
def here(project, monkeypatch):
    """The current folder is the notebooks' folder of a project, as in JupyterLab."""
    monkeypatch.chdir(project / "notebooks")
    return project


@pytest.fixture(scope="session")
def audit():
    return audit_office(ROOT / "params" / f"{SERRES}.yaml")
