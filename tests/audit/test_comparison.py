"""Two audits compared: nothing between an audit and itself, the same from either side, and the right words."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from otanalysis.audit.comparison import Kind, compare, mirrored
from otanalysis.dossier.past import PastAudit, read_past_audit
from otanalysis.report.comparisons import explained, told

FILE = Path(__file__).parents[2] / "params" / "office-fictif-plateau-de-serigny" / "audit-2025.json"
BASE = read_past_audit(FILE, FILE.name)
STATUSES = st.sampled_from(["met", "blocking", "undocumented", "not_applicable"])
FIGURES = st.none() | st.floats(0, 400).map(lambda value: round(value, 2))
REQUIREMENTS = st.builds(
    dict,
    id=st.sampled_from(["C04.1", "C15.1", "C15.2"]),
    label=st.just("Une exigence"),
    bureau=st.sampled_from(["", "Gare", "Mairie"]),
    status=STATUSES,
    measured=FIGURES,
    threshold=FIGURES,
    margin=FIGURES,
    unit=st.sampled_from(["", "jour", "ETP"]),
)
FINDINGS = st.builds(
    dict,
    criterion=st.sampled_from(["C04", "C15", "C19"]),
    label=st.just("Un critère"),
    status=STATUSES,
    requirements=st.lists(REQUIREMENTS, max_size=3),
)
FILES = st.dictionaries(st.sampled_from(["params/a/dossier.yaml", "params/a/horaires.json"]), st.sampled_from("xyz"))
AUDITS = st.builds(
    lambda files, **changes: PastAudit.model_validate(
        {**BASE.model_dump(), **changes, "inputs": [{"path": path, "sha256": sha} for path, sha in files.items()]}
    ),
    FILES,
    name=st.sampled_from(["a", "b"]),
    category=st.sampled_from(["I", "II"]),
    edition=st.sampled_from(["e1", "e2"]),
    rules=st.sampled_from(["r1", "r2"]),
    findings=st.lists(FINDINGS, max_size=4),
    versions=st.dictionaries(st.sampled_from(["numpy", "otanalysis"]), st.sampled_from(["1", "2"])),
)


def changed(**changes) -> PastAudit:
    return BASE.model_copy(update=changes)


@given(AUDITS)
def test_nothing_changes_between_an_audit_and_itself(audit):
    found = compare(audit, audit)
    assert (found.criteria, found.causes) == ((), ())


@given(AUDITS, AUDITS)
def test_it_is_the_same_from_either_side(one, other):
    assert compare(one, other) == mirrored(compare(other, one))


@given(AUDITS, AUDITS)
def test_what_differs_is_what_is_told(one, other):
    found = compare(one, other)
    statuses = [{f.criterion: f.status for f in audit.findings} for audit in (one, other)]
    differ = {c for c in statuses[0].keys() | statuses[1].keys() if statuses[0].get(c) != statuses[1].get(c)}
    assert differ <= {change.criterion for change in found.criteria}
    assert found.criteria or statuses[0] == statuses[1]
    text = "\n".join(told(found))
    assert all(f"\n{change.criterion.lstrip('C0')}. " in text for change in found.criteria)


@pytest.mark.parametrize(
    ("changes", "kinds", "says"),
    [
        ({"category": "I"}, [Kind.CATEGORY], "La cause : la catégorie (II → I)."),
        ({"edition": "arrete_2030"}, [Kind.EDITION], "l'édition de l'arrêté (arrete_2019_04_16 → arrete_2030)"),
        ({"rules": "corrected"}, [Kind.RULES], "les règles de l'édition arrete_2019_04_16, corrigées"),
        ({"reference_year": 2024}, [Kind.REFERENCE_YEAR], "l'année de référence (2025 → 2024)"),
        ({"inputs": BASE.inputs[1:]}, [Kind.INPUT], "La cause : dossier.yaml (retiré)."),
        ({"versions": {**BASE.versions, "numpy": "9"}}, [Kind.VERSION], f"({BASE.versions['numpy']} → 9)"),
        ({"name": "autre", "inputs": ()}, [Kind.OFFICE], "La cause : l'office"),
        (
            {"previous": "x.json", "inputs": (*BASE.inputs, BASE.inputs[0].model_copy(update={"path": "x.json"}))},
            [],
            "Rien",
        ),
    ],
)
def test_causes(changes, kinds, says):
    found = compare(BASE, changed(**changes))
    assert [cause.kind for cause in found.causes] == kinds
    assert says in explained(found)


def test_the_bureaux_of_two_offices_are_matched_by_rank():
    renamed = tuple(
        finding.model_copy(
            update={
                "requirements": tuple(r.model_copy(update={"bureau": f"{r.bureau}x"}) for r in finding.requirements)
            }
        )
        for finding in BASE.findings
    )
    assert compare(BASE, changed(findings=renamed, name="autre")).criteria == ()
    assert compare(BASE, changed(findings=renamed)).criteria, "in one office, another name is another bureau"
