"""A report is made again when something it is made of changed, says what, and never otherwise."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import otanalysis.law.loader
from otanalysis.batch.freshness import FILE, NEVER, NO_STAMP, Present
from otanalysis.batch.ingredients import notebook_digest, shared
from otanalysis.batch.record import recorded
from otanalysis.batch.results import Outcome, Result
from otanalysis.batch.todo import reasons, split, status_line
from tests.batch.fresh_office import copied_package, fresh_office
from tests.dossier.office_files import change

LAW = "arrete_2019_04_16.yaml"
SAME_OFFICE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)


@pytest.fixture
def office(tmp_path):
    return fresh_office(tmp_path)


@pytest.fixture(scope="module")
def package(tmp_path_factory) -> Path:
    return copied_package(tmp_path_factory.mktemp("package"))


def flip(path: Path, place: int = -1) -> None:
    """Change one byte of a file."""
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)


def test_nothing_changed(office):
    assert office.reasons() == ()
    for path in office.root.rglob("*"):
        os.utime(path, (0, 0))
    assert office.reasons() == (), "dates of files say nothing"
    before = (office.folder / FILE).read_bytes()
    office.produce()
    assert (office.folder / FILE).read_bytes() == before


INPUTS = {
    "params/ot.yaml": "ot.yaml a changé",
    "params/ot/dossier.yaml": "dossier.yaml a changé",
    "params/ot/frequentation.csv": "frequentation.csv a changé",
    "params/territoires/essai.yaml": "essai.yaml a changé",
    "outputs/ot/audit.html": "audit.html a été modifié",
    "outputs/ot/audit.json": "audit.json a été modifié",
    "outputs/ot/audit.ipynb": "audit.ipynb a été modifié",
}


@SAME_OFFICE
@given(name=st.sampled_from(sorted(INPUTS)), place=st.integers(0, 10**6))
def test_one_byte_anywhere_gives_its_reason_and_no_other(office, name, place):
    path = office.root / name
    content = path.read_bytes()
    flip(path, place % len(content))
    assert office.reasons() == (INPUTS[name],)
    path.write_bytes(content)
    assert office.reasons() == ()


@pytest.mark.parametrize("name", INPUTS)
def test_a_file_that_is_gone(office, name):
    (office.root / name).unlink()
    assert office.reasons() == (f"{Path(name).name} n'existe plus",)


def test_all_the_reasons_are_given(office):
    flip(office.root / "params/ot/dossier.yaml")
    flip(office.root / "params/ot/frequentation.csv")
    flip(office.folder / "audit.html")
    assert office.reasons() == tuple(
        INPUTS[n] for n in ("params/ot/dossier.yaml", "params/ot/frequentation.csv", "outputs/ot/audit.html")
    )


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (f"law/{LAW}", f"les règles ({LAW}) ont changé"),
        ("law/faits.yaml", "les règles (faits.yaml) ont changé"),
        ("coherence/reperes.yaml", "les règles (reperes.yaml) ont changé"),
        ("audit/checks.py", "le programme a changé"),
        ("report/templates/otaudit/style.css", "la présentation a changé"),
        ("report/templates/sections/table.html.j2", "la présentation a changé"),
    ],
)
def test_what_the_package_brings(tmp_path, package, name, reason):
    office = fresh_office(tmp_path, package)
    assert office.reasons() == ()
    flip(package / name)
    assert office.reasons() == (reason,)
    flip(package / name)
    assert office.reasons() == ()


def test_an_edition_that_another_office_uses_changes_nothing(tmp_path, package):
    office = fresh_office(tmp_path, package)
    other = package / "law" / "arrete_2035.yaml"
    other.write_text("id: arrete_2035\n")
    assert office.reasons() == ()
    other.unlink()


def test_a_check_that_moves_to_another_file_is_a_change(tmp_path, package):
    before = shared.__wrapped__(package)["code"]
    (package / "audit" / "checks.py").rename(package / "audit" / "checks2.py")
    assert shared.__wrapped__(package)["code"] != before
    (package / "audit" / "checks2.py").rename(package / "audit" / "checks.py")
    assert shared.__wrapped__(package)["code"] == before


def test_a_library_that_changed(office):
    now = shared()
    later = {**now, "versions": {**now["versions"], "pandas": "99.0"}}
    was = now["versions"]["pandas"]
    assert Present(later).reasons(office.params, office.folder) == (f"pandas est passé de {was} à 99.0",)


@pytest.mark.parametrize(
    ("in_force", "asked", "expected"),
    [
        ("2023-09-30", "", ("l'édition en vigueur est arrete_2023, ce n'est plus arrete_2019_04_16",)),
        ("2023-10-01", "", ()),
        ("2023-09-30", "arrete_2019_04_16", ()),
    ],
)
def test_an_edition_that_enters_into_force(office, tmp_path, monkeypatch, in_force, asked, expected):
    change(office.root, "ot.yaml", 'edition: ""', f'edition: "{asked}"')
    office.produce()
    law = tmp_path / "law"
    law.mkdir()
    text = (otanalysis.law.loader.FOLDER / LAW).read_text(encoding="utf-8")
    (law / LAW).write_text(text, encoding="utf-8")
    text = text.replace("arrete_2019_04_16", "arrete_2023").replace(
        'in_force: "2019-07-01"', f'in_force: "{in_force}"', 1
    )
    (law / "arrete_2023.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr("otanalysis.law.loader.FOLDER", law)
    assert office.reasons() == expected


def edited(office, edit) -> tuple[str, ...]:
    path = office.root / "notebooks" / "audit.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    edit(notebook)
    path.write_text(json.dumps(notebook, indent=3), encoding="utf-8")
    return office.reasons()


def quiet(notebook) -> None:
    notebook["metadata"]["note"] = "  "
    for n, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{n}"
        cell["metadata"].setdefault("tags", []).append("a-relire")
        cell["source"] = "".join(cell["source"])
        if cell["cell_type"] == "code":
            cell |= {"outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}], "execution_count": 7}


EDITS = {
    "code": lambda cells: cells[2].update(source=["".join(cells[2]["source"]) + "\n"]),
    "text": lambda cells: cells[0].update(source="# Autre titre"),
    "order": lambda cells: cells.reverse(),
    "kind": lambda cells: cells[2].update(cell_type="raw"),
    "parameters elsewhere": lambda cells: cells[1].update(metadata={}),
}


def test_outputs_ids_tags_and_layout_of_the_notebook_say_nothing(office):
    assert edited(office, quiet) == ()


@pytest.mark.parametrize("edit", EDITS)
def test_cells_of_the_notebook(office, edit):
    assert edited(office, lambda notebook: EDITS[edit](notebook["cells"])) == ("le carnet a changé",)


@given(content=st.binary(max_size=30) | st.sampled_from([b"[]", b'{"cells": 3}', b'{"cells": [{"source": 1}]}']))
def test_a_notebook_that_is_none_has_a_fingerprint_all_the_same(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("notebook") / "a.ipynb"
    path.write_bytes(content)
    assert len(notebook_digest(path)) == 64


MEASURES = (
    "channel_id,counter_id,start_datetime,end_datetime,count\n"
    "1,a,2023-07-01T00:00:00+02:00,2023-07-01T01:00:00+02:00,3\n"
)


def test_a_file_that_the_audit_looked_for_appears_then_changes(office):
    change(office.root, "ot/dossier.yaml", 'file: "frequentation.csv"', 'file: "measure.csv"\n  format: "etalab"')
    (office.params.parent / "ot" / "measure.csv").write_text(MEASURES)
    office.produce()
    assert office.reasons() == ()
    channels = office.params.parent / "ot" / "channel.csv"
    channels.write_text("channel_id,mobility_type\n1,PEDESTRIAN\n")
    assert office.reasons() == ("channel.csv a été ajouté",)
    office.produce()
    assert office.reasons() == ()
    flip(channels, 30)
    assert office.reasons() == ("channel.csv a changé",)


def test_a_paper_left_in_the_dossier_says_nothing(office):
    (office.params.parent / "ot" / "deliberation.pdf").write_bytes(b"%PDF")
    assert office.reasons() == ()


JSON = st.recursive(st.none() | st.integers() | st.text(max_size=3), lambda inner: st.lists(inner) | st.dictionaries(
    st.sampled_from(["files", "edition", "outputs", "dossier", "folder", ""]), inner))  # fmt: skip


@SAME_OFFICE
@example(value={"folder": ""}, kind="files")
@example(value={"folder": ""}, kind="dossier")
@given(value=JSON, kind=st.sampled_from(["files", "edition", "outputs", "dossier", "versions", ""]))
def test_a_damaged_note_is_never_up_to_date(office, value, kind):
    whole = json.loads((office.folder / FILE).read_text(encoding="utf-8"))
    damaged = {**whole, kind: value} if kind else value
    (office.folder / FILE).write_text(json.dumps(damaged), encoding="utf-8")
    assert office.reasons() or value == whole.get(kind, whole)
    (office.folder / FILE).write_text(json.dumps(whole), encoding="utf-8")


def test_never_produced_or_without_note(office):
    (office.folder / FILE).unlink()
    assert office.reasons() == (NO_STAMP,)
    for path in office.folder.iterdir():
        path.unlink()
    assert office.reasons() == (NEVER,)


def test_an_office_that_failed_is_made_again(office):
    outputs = office.folder.parent
    assert split([office.params], outputs) == ([Result("ot", Outcome.UP_TO_DATE)], [])
    list(recorded([Result("ot", Outcome.TIMED_OUT, "trop long\nligne 2")], outputs))
    assert split([office.params], outputs) == ([], [office.params])
    assert dict(reasons([office.params], outputs)) == {office.params: ("le dernier essai a échoué : trop long",)}


@pytest.mark.parametrize(
    ("why", "line"),
    [
        ((), "ot : à jour"),
        (("x a changé", "le carnet a changé"), "ot : à refaire parce que : x a changé ; le carnet a changé"),
        ((NEVER,), "ot : jamais produit"),
        ((NEVER, "le dernier essai a échoué : a"), "ot : jamais produit ; le dernier essai a échoué : a"),
    ],
)
def test_lines_of_status(why, line):
    assert status_line("ot", why) == line
