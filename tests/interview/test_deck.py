"""The office of the deck of 2023, told to the interview from nothing: the same audit as its dossier gives."""

import json
import shutil

import pexpect
import pytest

from otanalysis.audit.document import document_of
from otanalysis.batch.render import audit_json
from otanalysis.office import audit_params
from tests.conftest import BIN, ROOT
from tests.interview.someone import Someone

NAME = "pays-de-serres-en-quercy"


def copy_of(params) -> dict:
    return json.loads(audit_json(document_of(audit_params(params))))


def without_places(document: dict) -> dict:
    """An audit.json without the fingerprint of dossier.yaml, and without the lines of it that say each thing."""
    inputs = {i["path"]: i["sha256"] for i in document.pop("inputs")}
    assert inputs.pop(f"params/{NAME}/dossier.yaml")
    for finding in document["findings"]:
        for requirement in finding["requirements"]:
            requirement["declared_at"] = [place["file"] for place in requirement["declared_at"]]
    return {**document, "inputs": inputs}


@pytest.fixture
def talk(tmp_path, commands):
    """The command, in a terminal, in a project that knows nothing of the office but its counts."""
    shutil.copytree(ROOT / "params" / "territoires", tmp_path / "params" / "territoires")
    counts = tmp_path / "params" / NAME / "frequentation.csv"
    counts.parent.mkdir()
    shutil.copy(ROOT / "params" / NAME / "frequentation.csv", counts)
    with pexpect.spawn(
        str(BIN / "otanalysis"), ["interview", NAME], cwd=tmp_path, env=commands, encoding="utf-8", timeout=20
    ) as child:
        child.delaybeforesend = None
        child.setecho(False)
        yield child


def test_the_interview_of_the_deck_gives_the_audit_of_its_dossier(talk, tmp_path):
    someone = Someone(ROOT / "params" / NAME / "dossier.yaml", ROOT / "params" / f"{NAME}.yaml")
    while talk.expect([" > $", pexpect.EOF]) == 0:
        talk.sendline(someone.reply(talk.before.replace("\r\n", "\n") + " >"))
    talk.wait()
    assert talk.exitstatus == 0
    assert someone.never_asked() == {}
    told, written = copy_of(tmp_path / "params" / f"{NAME}.yaml"), copy_of(ROOT / "params" / f"{NAME}.yaml")
    assert without_places(told) == without_places(written)
    assert "Non classable en l'état en catégorie II" in talk.before
    assert f"otanalysis run {NAME}" in talk.before
