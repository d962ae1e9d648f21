"""The audit that a dossier gives as the previous one: read strictly, shown, and part of what the report is made of."""

import json

import pytest

from otanalysis.audit.document import document_of
from otanalysis.batch.render import audit_json
from otanalysis.french import unbreakable
from otanalysis.office import audit_params
from otanalysis.report import show
from otanalysis.report.comparisons import since_sentence
from tests.dossier.office_files import change, problems_of, write_office

KEY = 'previous_audit: "ancien.json"\nfacts:\n  ot_site'


def office(folder, **changes):
    """Return the parameters of an office whose dossier names an earlier audit of itself, with changes."""
    params = write_office(folder)
    document = {**document_of(audit_params(params)), "audit_date": "2022-09-30", **changes}
    (folder / "params" / "ot" / "ancien.json").write_text(audit_json(document), encoding="utf-8")
    change(folder, "ot/dossier.yaml", "facts:\n  ot_site", KEY)
    return params


def test_nothing_is_said_without_one(tmp_path):
    audit = audit_params(write_office(tmp_path))
    assert since_sentence(audit) == ""
    assert "ne nomme pas d&#39;audit précédent" in show.since(audit).html
    assert "Depuis" not in show.headline(audit).html


def test_what_changed_is_on_the_first_screen_and_in_a_table(tmp_path):
    params = office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", "posts: 2, quota: 0.8", "posts: 4, quota: 0.8")
    audit = audit_params(params)
    sentence = since_sentence(audit)
    assert sentence.startswith("Depuis le dernier audit (30 septembre 2022) : ")
    assert unbreakable(sentence).replace("'", "&#39;") in show.headline(audit).html
    shown = show.since(audit).html
    assert unbreakable("Depuis le dernier audit du 30 septembre 2022") in shown
    assert "1,6\u00a0ETP (seuil 3, marge \u22121,4) → 3,2\u00a0ETP (seuil 3, marge 0,2)" in shown
    assert "la date de l&#39;audit et dossier.yaml (modifié)" in shown
    assert "ancien.json" not in shown, "the previous audit is no cause"


def test_nothing_changed(tmp_path):
    audit = audit_params(office(tmp_path))
    assert since_sentence(audit).endswith("aucun critère n'a changé de statut.")
    assert "Aucun critère n&#39;a changé." in show.since(audit).html


def test_it_is_one_of_the_files_read(tmp_path):
    document = document_of(audit_params(office(tmp_path)))
    assert document["previous"] == "params/ot/ancien.json"
    assert document["previous"] in [read["path"] for read in document["inputs"]]


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"schema": 2}', '{"schema": 1}', "\x00", "[" * 100000])
def test_a_file_that_is_no_audit(tmp_path, text):
    params = office(tmp_path)
    (tmp_path / "params" / "ot" / "ancien.json").write_text(text, encoding="utf-8")
    (problem,) = problems_of(params)
    assert problem.file == "params/ot/ancien.json"
    assert "ce n'est pas un audit.json" in problem.message
    assert "--export" in problem.advice


@pytest.mark.parametrize("changes", [{"findings": [{}]}, {"inputs": 3}, {"audit_date": "hier"}, {"verdict": None}])
def test_an_audit_that_is_spoilt(tmp_path, changes):
    (problem,) = problems_of(office(tmp_path, **changes))
    assert "ce n'est pas un audit.json" in problem.message


def test_an_audit_that_comes_after(tmp_path):
    (problem,) = problems_of(office(tmp_path, audit_date="2024-01-01"))
    assert problem.key == "previous_audit"
    assert problem.message == "l'audit précédent est du 1er janvier 2024, après celui-ci (30 septembre 2023)"


def test_a_file_that_is_not_there_or_elsewhere(tmp_path):
    params = office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", '"ancien.json"', '"anciens.json"')
    (problem,) = problems_of(params)
    assert "vouliez-vous dire « ancien.json » ?" in problem.advice
    change(tmp_path, "ot/dossier.yaml", '"anciens.json"', '"../ot.yaml"')
    assert "sort du dossier" in problems_of(params)[0].message


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('classification: {category: "II"}', "la clé « since » manque"),
        ('classification: {category: "II", since: "30/09/2021"}', "n'est pas une date"),
        (
            'classification: {category: "2", since: "2021-09-30"}',
            "catégorie inconnue « 2 » : valeurs connues : I, II, III",
        ),
        ('application: {complete: "2026-02-20"}', "la clé « sent » manque"),
        (
            'application: {sent: "2026-02-21", complete: "2026-02-20"}',
            "le dossier est complet le 2026-02-20, avant son envoi (2026-02-21)",
        ),
        (
            'marks: [{name: "Famille Plus", since: "2024-01-01", until: "2023-01-01"}]',
            "la fin (2023-01-01) vient avant",
        ),
        ('marks: [{name: "Famille Plus", start: "2024-01-01"}]', "clé inconnue « start »"),
    ],
)
def test_mistakes_in_a_classification_or_a_mark(tmp_path, written, says):
    params = write_office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", "facts:\n  ot_site", f"{written}\nfacts:\n  ot_site")
    assert any(says in problem.message for problem in problems_of(params))


def test_marks_and_classification_are_in_the_document(tmp_path):
    params = write_office(tmp_path)
    blocks = (
        'classification: {category: "II", since: "2021-06-14"}\nmarks: [{name: "Famille Plus", since: "2024-01-01"}]'
    )
    change(tmp_path, "ot/dossier.yaml", "facts:\n  ot_site", f"{blocks}\nfacts:\n  ot_site")
    document = document_of(audit_params(params))
    assert document["classification"]["since"] == "2021-06-14"
    told = [(mark["name"], mark["since"], mark["until"], mark["fact"]) for mark in document["marks"]]
    assert told == [
        ("qualite_tourisme", "2021-01-01", "2024-01-01", "ot_marque_qualite"),
        ("Famille Plus", "2024-01-01", None, ""),
    ]
    assert json.dumps(document, allow_nan=False)
