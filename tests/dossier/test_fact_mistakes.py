"""Mistakes of facts and of the papers that prove them."""

import pytest

from otanalysis.office import audit_params
from tests.dossier.office_files import Case, change, check, problems_of, write_office, wrong_value

SITE = 'ot_site_a_jour: {value: true, evidence: {paper: "Captures", page: "p. 2", date: "2023-01-31"}}'
LANGUAGES, SHARE = 'ot_langues_site: ["en"]', "ot_part_fiches_a_jour: 80"
MARK = 'ot_marque_qualite: {name: "qualite_tourisme", start: "2021-01-01", end: "2024-01-01"}'
AGREEMENT = 'ot_convention_objectifs: {value: {start: "2022-01-01", end: "2025-12-31", means: ["humains"]}}'


@pytest.mark.parametrize(
    ("written", "says", "better"),
    [
        ("ot_site_ajour: true", "fait inconnu « ot_site_ajour » → vouliez-vous dire", "ot_site_a_jour: true"),
        ("zzz: true", "fait inconnu « zzz » → valeurs connues : ot_engagement_ouverture", ""),
        ("bit_enseigne_visible: true", "n'a pas sa place ici → écrivez-le sous « facts » du bureau", ""),
        ("ot_effectif: 3", "n'a pas sa place ici → retirez cette ligne : ce fait se calcule", ""),
        ("bit_ouverture: 200", "retirez cette ligne : ce fait se calcule", ""),
    ],
)
def test_the_name_of_a_fact(tmp_path, written, says, better):
    check(tmp_path, Case(SITE, written, f"facts.{written.partition(':')[0]}", says, better))


def test_an_office_s_fact_under_a_bureau(tmp_path):
    says = "« ot_site_mobile » n'a pas sa place ici → écrivez-le sous « facts » de l'office"
    check(tmp_path, Case("bit_wifi_gratuit: true", "ot_site_mobile: true", "bureaux.1.facts.ot_site_mobile", says))


@pytest.mark.parametrize("written", ["null", "[ot_site_a_jour]", '"oui"'])
def test_facts_that_are_no_block(tmp_path, written):
    says, facts = "il faut un bloc de lignes « clé: valeur »", "    facts:\n      bit_wifi_gratuit: true"
    check(tmp_path, Case(facts, f"    facts: {written}", "bureaux.1.facts", says))


@pytest.mark.parametrize(
    ("written", "key", "says", "better"),
    [
        ("oui", "", "il faut true ou false, pas « oui » → écrivez ot_site_a_jour: true", "true"),
        ("{value: no}", ".value", "pas « no » → écrivez value: false", "{value: false}"),
        ("[true]", "", "il faut true ou false, pas une liste", ""),
        ("{valu: true}", ".valu", "vouliez-vous dire « value » ?", "{value: true}"),
        ('{source: "audit"}', ".value", "la clé « value » manque", ""),
        ("{value: true, illustrative: oui}", ".illustrative", "pas « oui »", "{value: true, illustrative: true}"),
        ("{value: true, evidense: {paper: x}}", ".evidense", "« evidence »", "{value: true, evidence: {paper: x}}"),
        ("{value: true, evidence: photo}", ".evidence", "pas « photo »", '{value: true, evidence: {paper: "photo"}}'),
        ("{value: true, evidence: [a]}", ".evidence", "pas une liste → clés possibles : paper, page, date", ""),
    ],
)
def test_a_yes_or_a_no_and_its_evidence(tmp_path, written, key, says, better):
    check(tmp_path, wrong_value(SITE, f"facts.ot_site_a_jour{key}", written, says, better))


@pytest.mark.parametrize(
    ("old", "written", "key", "says", "better"),
    [
        ('paper: "Captures", ', "", "paper", "la clé « paper » manque", ""),
        ('paper: "Captures"', '" "', "paper", "le texte est vide", ""),
        ('page: "p. 2"', "2", "page", "il faut un texte, pas « 2 »", '"2"'),
        ('date: "2023-01-31"', "2023-02-30", "date", "« 2023-02-30 » n'existe pas : ce mois finit le 2023-02-28", ""),
        ('date: "2023-01-31"', "2023-13-01", "date", "n'existe pas : le mois, au milieu, va de 01 à 12", ""),
        ('date: "2023-01-31"', "2023-1-31", "date", "n'est pas une date ; écrivez", '"2023-01-31"'),
        ('date: "2023-01-31"', "31/01/2023", "date", "n'est pas une date ; écrivez", '"2023-01-31"'),
        ('date: "2023-01-31"', "20230131", "date", "n'est pas une date ; écrivez", '"2023-01-31"'),
        ('date: "2023-01-31"', "2023-W05-2", "date", "écrivez l'année, le mois et le jour", ""),
        ('date: "2023-01-31"', "2023", "date", "« 2023 » n'est pas une date", ""),
        ('date: "2023-01-31"', '"9999-01-01"', "date", "l'année doit être entre 1900 et 2100", ""),
        ('date: "2023-01-31"', "true", "date", "il faut une date comme « 2023-09-30 », pas « true »", ""),
    ],
)
def test_a_paper(tmp_path, old, written, key, says, better):
    case = wrong_value(old, f"facts.ot_site_a_jour.evidence.{key}", written, says, better)
    check(tmp_path, case if written else Case(old, "", case.key, says, at="  ot_site_a_jour"))


def test_a_paper_that_expires_before_its_date(tmp_path):
    says, date = "la pièce expire le 2022-01-01, avant sa date (2023-01-31)", 'date: "2023-01-31"'
    check(tmp_path, Case(date, f'{date}, expires: "2022-01-01"', "facts.ot_site_a_jour.evidence", says))


@pytest.mark.parametrize(
    ("written", "key", "says", "better"),
    [
        ('["anglais"]', ".1", "« anglais » n'est pas un code de langue ; écrivez", '["en"]'),
        ("[EN]", ".1", "« EN » n'est pas un code de langue ; écrivez", '["en"]'),
        ("[english]", ".1", "« english » n'est pas un code de langue : écrivez deux lettres minuscules", ""),
        ("[3]", ".1", "il faut un texte, pas « 3 »", '["3"]'),
        ("anglais", "", 'il faut une liste, pas « anglais » ; écrivez ["en"]', '["en"]'),
        ("en", "", "il faut une liste, pas « en »", '["en"]'),
        ("anglais et espagnol", "", "il faut une liste", '["en", "es"]'),
        ("{value: en}", ".value", "il faut une liste, pas « en »", '{value: ["en"]}'),
        ("true", "", 'il faut une liste, pas « true » → il faut des codes de langue, par exemple ["en", "es"]', ""),
    ],
)
def test_languages(tmp_path, written, key, says, better):
    check(tmp_path, wrong_value(LANGUAGES, f"facts.ot_langues_site{key}", written, says, better))


@pytest.mark.parametrize(
    ("written", "says", "better"),
    [
        ("150", "150 est impossible : il faut une valeur d'au plus 100", ""),
        ("-1", "il faut une valeur d'au moins 0", ""),
        ('"80 %"', "il faut un nombre, pas « 80 % »", "80"),
        ("98,5", "il faut un nombre, pas « 98,5 »", "98.5"),
        ("nan", "pas « nan » → il faut un nombre de 0 à 100, par exemple 80", ""),
        ("true", "par exemple 80", ""),
        ("[80]", "par exemple 80", ""),
    ],
)
def test_a_share(tmp_path, written, says, better):
    check(tmp_path, wrong_value(SHARE, "facts.ot_part_fiches_a_jour", written, says, better))


@pytest.mark.parametrize(
    ("fact", "written", "key", "says", "better"),
    [
        (MARK, "true", "", "il faut false, ou {name: …, start: …, end: …}", ""),
        (MARK, "no", "", "il faut true ou false, pas « no » → écrivez ot_marque_qualite: false", "false"),
        (MARK, "Qualité Tourisme", "", "il faut false, ou {name: …, start: …, end: …}", ""),
        (MARK, '{value: {start: "2021-01-01", end: "2024-01-01"}}', ".value.name", "la clé « name » manque", ""),
        (MARK, '{name: x, start: "2024-01-01", end: "2021-01-01"}', "", "la fin (2021-01-01) vient avant le début", ""),
        (MARK, '{name: x, start: 2021, end: "2024-01-01"}', ".start", "« 2021 » n'est pas une date", ""),
        (AGREEMENT, "true", "", "il faut false, ou {start: …, end: …, means: [humains, techniques, financiers]}", ""),
        (AGREEMENT, "{value: non}", ".value", "il faut true ou false, pas « non »", "{value: false}"),
        (AGREEMENT, '{value: {end: "2025-12-31"}}', ".value.start", "la clé « start » manque", ""),
    ],
)
def test_marks_and_agreements(tmp_path, fact, written, key, says, better):
    check(tmp_path, wrong_value(fact, f"facts.{fact.partition(':')[0]}{key}", written, says, better))


@pytest.mark.parametrize(
    ("written", "key", "says", "better"),
    [
        ('"humains"', "", "il faut une liste, pas « humains »", '["humains"]'),
        ("[humain]", ".1", "écrivez « humains » ou « techniques » ou « financiers »", '["humains"]'),
        ("[argent]", ".1", "« argent » n'est pas une valeur admise", ""),
    ],
)
def test_the_means_of_an_agreement(tmp_path, written, key, says, better):
    key = f"facts.ot_convention_objectifs.value.means{key}"
    check(tmp_path, wrong_value('means: ["humains"]', key, written, says, better))


@pytest.mark.parametrize("written", ["null", "{value: null, source: audit}"])
def test_a_fact_without_value_is_no_fact(tmp_path, written):
    params = write_office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", SITE, f"ot_site_a_jour: {written}")
    assert problems_of(params) == []
    assert "ot_site_a_jour" not in audit_params(params).dossier.facts
