"""The specification by example: every case of ``tests/cases`` against the edition whose folder holds it."""

import unicodedata

import pytest
from case_files import FOLDER, Case, CaseFile, changed, complete, dossier_of, read_cases

from otanalysis.audit.engine import audit_dossier
from otanalysis.audit.findings import Finding, RequirementFinding
from otanalysis.audit.outcome import STATUS_IN_FRENCH, Status, together
from otanalysis.law.loader import edition_ids, load_catalogue, load_edition
from otanalysis.law.records import Criterion
from otanalysis.reading.problems import InputError

EDITIONS = edition_ids()
FILES: dict[tuple[str, str], CaseFile] = {
    (edition, path.stem): read_cases(path) for edition in EDITIONS for path in (FOLDER / edition).glob("*.yaml")
}
FOUR_KINDS = {"juste sous le seuil", "juste au seuil", "fait absent", "autre catégorie"}


def plain(text: str) -> str:
    """Without accents, which pytest would escape."""
    return unicodedata.normalize("NFKD", text.replace("’", "'")).encode("ascii", "ignore").decode()


def year_of(edition: str) -> str:
    return edition.split("_")[1]


ALL = [
    pytest.param(edition, f.criterion, c, id=plain(f"{year_of(edition)} {name} - {c.name}"))
    for (edition, name), f in FILES.items()
    for c in f.cases
]
BY_FILE = [pytest.param(edition, name, f, id=f"{year_of(edition)} {name}") for (edition, name), f in FILES.items()]


def found_in(edition: str, case: Case, criterion: str) -> Finding:
    given = changed(case.given, complete(edition))
    dossier = dossier_of(given)
    audit = audit_dossier(dossier, load_edition(edition), case.category, given.audit_date, load_catalogue())
    return next(finding for finding in audit.findings if finding.criterion.id == criterion)


def ids_in(found: Finding) -> list[str]:
    return [requirement.id for requirement in found.criterion.requirements]


def in_french(found: list[RequirementFinding]) -> str:
    return STATUS_IN_FRENCH[together([r.outcome.status for r in found])]


def in_edition(edition: str, name: str) -> Criterion:
    return next(criterion for criterion in load_edition(edition).criteria if criterion.id == name)


@pytest.mark.parametrize(("edition", "criterion", "case"), ALL)
def test_case(edition: str, criterion: str, case: Case):
    found, expect = found_in(edition, case, criterion), case.expect
    of = {key: [r for r in found.requirements if r.requirement.id == key] for key in ids_in(found)}
    at = {name: [r for r in found.requirements if r.bureau == name] for name in expect.bureaux}
    counted = {key: [r.outcome.measured for r in of[key]] for key in expect.measured}
    asked = {key: [r.outcome.threshold for r in of[key]] for key in expect.asked}
    reserves = {r.outcome.reserve for r in found.requirements} - {""}
    shown = [(r.requirement.id, r.bureau, r.outcome) for r in found.requirements]
    assert STATUS_IN_FRENCH[found.status] == expect.status, shown
    assert {key: in_french(of[key]) for key in expect.requirements} == expect.requirements, shown
    assert {name: in_french(at[name]) for name in at} == expect.bureaux, shown
    assert counted == {key: [pytest.approx(value)] for key, value in expect.measured.items()}, shown
    assert asked == {key: [pytest.approx(value)] for key, value in expect.asked.items()}, shown
    assert bool(reserves) == bool(expect.reserve), reserves
    assert all(expect.reserve in reserve for reserve in reserves), reserves
    assert all(r.outcome.reason for r in found.requirements), shown


@pytest.mark.parametrize("name", EDITIONS)
def test_the_complete_dossier_meets_every_criterion_of_every_category(name: str):
    edition, given = load_edition(name), complete(name)
    for category, asked in edition.categories.items():
        audit = audit_dossier(dossier_of(given), edition, category, given.audit_date, load_catalogue())
        met = {f.criterion.id for f in audit.findings if f.status is Status.MET}
        elsewhere = {
            c.id for c in edition.criteria if c.id in asked.criteria and all(r.applies for r in c.requirements)
        }
        assert met | elsewhere == set(asked.criteria)
        assert not [f.criterion.id for f in audit.findings if f.status in (Status.BLOCKING, Status.UNDOCUMENTED)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_criterion_has_its_file(edition: str):
    named = {name: file.criterion for (of, name), file in FILES.items() if of == edition}
    assert named == {criterion.id: criterion.id for criterion in load_edition(edition).criteria}


@pytest.mark.parametrize(("edition", "name", "file"), BY_FILE)
def test_a_file_shows_the_four_kinds(edition: str, name: str, file: CaseFile):
    assert {case.kind for case in file.cases} >= FOUR_KINDS
    assert len({case.name for case in file.cases}) == len(file.cases)
    by_kind = {kind: {c.expect.status for c in file.cases if c.kind == kind} for kind in FOUR_KINDS}
    assert by_kind["juste sous le seuil"] == {"bloquant"}
    assert by_kind["juste au seuil"] == {"rempli"}
    assert by_kind["fait absent"] == {"à documenter"}


@pytest.mark.parametrize(("edition", "name", "file"), BY_FILE)
def test_the_other_category_is_another_category(edition: str, name: str, file: CaseFile):
    """Outside the category nothing is asked; a criterion common to several asks the same of all."""
    categories = load_edition(edition).categories
    asking = {key for key, category in categories.items() if name in category.criteria}
    sometimes = any(requirement.applies for requirement in in_edition(edition, name).requirements)
    for case in file.cases:
        nothing = case.expect.status == "sans objet"
        assert nothing if case.category not in asking else sometimes or not nothing, case.name
    usual = {case.category for case in file.cases if case.kind != "autre catégorie"}
    others = {case.category for case in file.cases if case.kind == "autre catégorie"}
    assert len(usual) == 1
    assert others == set(categories) - usual


@pytest.mark.parametrize(("edition", "name", "file"), BY_FILE)
def test_every_requirement_is_shown_met_blocking_and_undocumented(edition: str, name: str, file: CaseFile):
    requirements = in_edition(edition, name).requirements
    known = {requirement.id for requirement in requirements}
    shown: dict[str, set[str]] = {requirement: set() for requirement in known}
    for case in file.cases:
        assert {*case.expect.requirements, *case.expect.measured, *case.expect.asked} <= known, case.name
        for requirement, status in case.expect.requirements.items():
            shown[requirement].add(status)
    wanted = {
        r.id: {"rempli", "bloquant", "à documenter", *(["sans objet"] if r.applies else ())} for r in requirements
    }
    assert {key: sorted(wanted[key] - seen) for key, seen in shown.items() if wanted[key] - seen} == {}


CASE = 'criterion: "C03"\ncases:\n  - {{name: "n", kind: "autre", category: "II", given: {given}, expect: {expect}}}\n'
GOOD = {"given": "{facts: {bit_wifi_gratuit: true}}", "expect": "{status: rempli}"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"given": "{wifi: true}"},
        {"given": "{opening: [{days: 3, hours: 7}]}"},
        {"given": "{opening: [{days: 3, a_day: 7}]}"},
        {"given": "{other_bureaux: [{name: a, main: true}]}"},
        {"given": "{staff: [{label: a, function: chef, quota: 1}]}"},
        {"given": "{facts: {bit_wifi: true}}"},
        {"given": "{facts: {ot_wifi: true}}"},
        {"given": "{facts: {ot_effectif: 3}}"},
        {"given": "{facts: {bit_wifi_gratuit: oui}}"},
        {"expect": "{status: met}"},
        {"expect": "{status: rempli, reason: a}"},
        {"expect": "{status: rempli, requirements: {C03.1: ok}}"},
    ],
)
def test_what_is_not_known_in_a_case_is_refused(wrong: dict[str, str], tmp_path):
    path = tmp_path / "C03.yaml"
    path.write_text(CASE.format(**GOOD), encoding="utf-8")
    assert found_in("arrete_2019_04_16", read_cases(path).cases[0], "C03").status is Status.MET
    path.write_text(CASE.format(**GOOD | wrong), encoding="utf-8")
    with pytest.raises(InputError):
        found_in("arrete_2019_04_16", read_cases(path).cases[0], "C03")
