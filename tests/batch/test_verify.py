"""``otanalysis verify``: a page that was changed is seen, and so is what changed since it was made."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otanalysis.audit.document import document_of, made_from
from otanalysis.audit.fingerprint import fingerprint
from otanalysis.office import audit_params
from otanalysis.report.seal import metas, seal_of, sealed
from tests.conftest import ROOT
from tests.dossier.office_files import change, write_office
from tests.test_cli_mistakes import run

AUDIT = audit_params(ROOT / "params" / "pays-de-serres-en-quercy.yaml")
SAME = "Elle correspond toujours à ses fichiers de départ, aux règles et aux logiciels d'ici.\n"


def page_of(audit) -> str:
    head = metas(document_of(audit))
    return sealed(f"<!doctype html>\n<html><head>\n{head}\n</head>\n<body>\n2 ETP, il en faut 3\r</body></html>\n")


PAGE = page_of(AUDIT)


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A project whose only office has its page in ``audit.html``."""
    write_office(tmp_path)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "audit.html").write_text(page_of(audit_params(tmp_path / "params" / "ot.yaml")), newline="")
    return tmp_path


def test_a_page_just_made(office, capsys):
    intact = "audit.html : la page est intacte, telle qu'otanalysis l'a produite.\n"
    assert run(capsys, "verify", "audit.html") == (0, intact + SAME, "")


def test_a_page_received_by_mail_far_from_the_project(office, capsys, tmp_path_factory, monkeypatch):
    monkeypatch.chdir(tmp_path_factory.mktemp("loin"))
    code, out, _ = run(capsys, "verify", str(office / "audit.html"))
    assert code == 0
    assert out.endswith("l'a produite.\nLes fichiers de départ ne sont pas ici, rien à comparer.\n")
    code, out, _ = run(capsys, "verify", str(office / "audit.html"), "--params", str(office / "params"))
    assert (code, out.endswith(SAME)) == (0, True)


def test_an_office_that_is_not_among_the_parameters(office, capsys):
    change(office, "ot.yaml", 'dossier: "params/ot"', 'dossier: "params/autre"')
    assert "rien à comparer" in run(capsys, "verify", "audit.html")[1]


CHANGES = {
    "ot/frequentation.csv": ("120", "121", "frequentation.csv a changé"),
    "ot/dossier.yaml": ("main: true", "main: oui", "dossier.yaml a changé"),
    "ot.yaml": ('audit_date: "2023-09-30"', 'audit_date: "2023-10-01"', "date de l'audit : 1er octobre 2023 au lieu"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_an_input_that_changed(office, capsys, name):
    old, new, told = CHANGES[name]
    change(office, name, old, new)
    code, out, _ = run(capsys, "verify", "audit.html")
    assert code == 1
    assert "intacte" in out
    assert next(line for line in out.splitlines() if line.startswith("- ")).startswith(f"- {told}")
    assert out.count("\n- ") == 1


def test_rules_and_libraries_that_changed(office, capsys, monkeypatch):
    from otanalysis.office import rules_used, versions

    now = versions()
    monkeypatch.setattr("otanalysis.batch.verify.versions", lambda: {**now, "pandas": "99"})
    monkeypatch.setattr("otanalysis.batch.verify.rules_used", lambda e: {**rules_used(e), "law/faits.yaml": "0"})
    code, out, _ = run(capsys, "verify", "audit.html")
    assert code == 1
    assert "- les règles (faits.yaml) ont changé\n" in out
    assert f"- pandas est passé de {now['pandas']} à 99\n" in out


def test_of_two_audits_of_a_dossier_the_page_is_compared_with_its_own(office, capsys):
    text = (office / "params" / "ot.yaml").read_text(encoding="utf-8")
    (office / "params" / "autre.yaml").write_text(text.replace("2023-09-30", "2023-09-29"))
    assert run(capsys, "verify", "audit.html")[0] == 0
    (office / "params" / "abime.yaml").write_text("- a")
    assert run(capsys, "verify", "audit.html")[0] == 0, "the file of another office"


def test_parameters_that_cannot_be_read_are_a_mistake_to_mend(office, capsys):
    (office / "params" / "ot.yaml").write_text("- a")
    code, out, err = run(capsys, "verify", "audit.html")
    assert (code, out) == (2, "")
    assert err.startswith("params/ot.yaml")


def test_a_figure_changed_by_hand(office, capsys):
    page = office / "audit.html"
    page.write_text(page.read_text().replace("2 ETP", "3 ETP"))
    code, out, _ = run(capsys, "verify", "audit.html")
    assert code == 1
    assert out == "audit.html : la page a été modifiée après coup : ce n'est plus celle qu'otanalysis a produite.\n"


@given(place=st.integers(0, len(PAGE) - 1), put=st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]))
def test_one_character_anywhere_is_seen(place, put):
    changed = PAGE[:place] + put + PAGE[place + 1 :]
    seal = seal_of(changed)
    assert changed == PAGE or PAGE[place] in "\r\n" or seal is None or not seal.intact


@pytest.mark.parametrize("text", [PAGE.replace("\n", "\r\n"), PAGE.replace("\r", "\n")])
def test_ends_of_lines_that_a_mail_changed_are_no_change_of_text(text):
    seal = seal_of(text)
    assert seal is not None
    assert seal.intact


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<html></html>", "ce n'est pas la page d'un audit"),
        (b"", "ce n'est pas la page d'un audit"),
        (b"\xff\xfe", "ce fichier ne se lit pas"),
        (None, "ce fichier n'existe pas"),
        (
            re.sub('otanalysis-page" content="[^"]*', 'otanalysis-page" content="', PAGE).encode(),
            "ce n'est pas la page",
        ),
        (
            sealed(re.sub('otanalysis-origin" content="[^"]*', 'otanalysis-origin" content="[1]', PAGE)).encode(),
            "ce n'",
        ),
    ],
)
def test_what_is_no_page_of_an_audit(office, capsys, content, told):
    if content is not None:
        (office / "x.html").write_bytes(content)
    code, out, err = run(capsys, "verify", "x.html")
    assert (code, out) == (2, "")
    assert err.startswith(f"x.html : {told}")


@pytest.mark.parametrize("name", [".", "x" * 5000, "/dev/null"])
def test_what_is_no_file(office, capsys, name):
    assert run(capsys, "verify", name)[0] == 2


def test_a_folder_of_parameters_that_is_not_there(office, capsys):
    assert run(capsys, "verify", "audit.html", "--params", "ailleurs")[0] == 2


def test_the_fingerprint_tells_inputs_and_not_what_they_give():
    document = document_of(AUDIT)
    assert fingerprint(document) == fingerprint(made_from(AUDIT))
    assert fingerprint({**document, "verdict": "classable"}) == fingerprint(document)
    assert fingerprint({**document, "category": "I"}) != fingerprint(document)


@pytest.mark.slow
def test_the_pages_of_a_run_hold_and_show_their_fingerprint(produced, capsys, monkeypatch):
    monkeypatch.chdir(produced.parent)
    pages = sorted(produced.glob("*/audit.html"))
    assert len(pages) == 4
    for page in pages:
        code, out, _ = run(capsys, "verify", str(page))
        assert (code, out.endswith(SAME)) == (0, True)
        text = page.read_text(encoding="utf-8")
        (mark,) = re.findall('otanalysis-fingerprint" content="([0-9a-f]{64})"', text)
        assert f"de cette page : {mark}." in text
