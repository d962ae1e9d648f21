"""The parameters of a territory: recognised by their key, never taken for an office, mistakes told in French."""

import json

import pytest

from otanalysis.batch.results import Outcome, Result
from otanalysis.batch.territories import is_fresh, made_of, note, pages
from otanalysis.cli import main
from otanalysis.dossier.territories import is_territory, read_territory_params
from otanalysis.reading.problems import InputError
from otanalysis.store.address import default_url
from otanalysis.store.load import load
from otanalysis.store.territories import load_territory
from tests.conftest import AREAS, OFFICES, ROOT
from tests.dossier.office_files import write_office

PARAMS = 'territory: "params/territoires/essai.yaml"\nurl: ""\n'


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with an office and the territory that it names."""
    write_office(tmp_path)
    (tmp_path / "params" / "zone.yaml").write_text(PARAMS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("OTANALYSIS_STORE", raising=False)
    return tmp_path


def command(capsys, *arguments: str) -> tuple[int, str]:
    code = 0
    try:
        main(arguments)
    except SystemExit as end:
        code = end.code or 0
    told = capsys.readouterr()
    return code, told.out + told.err


def test_a_territory_is_known_by_its_key_whatever_its_file_is_called(project):
    assert is_territory(project / "params" / "zone.yaml")
    for start, end in ((b"\xef\xbb\xbf", b"\r\n"), (b"# zone\r", b"\r")):
        (project / "params" / "odd.yaml").write_bytes(start + PARAMS.encode().replace(b"\n", end))
        assert is_territory(project / "params" / "odd.yaml")
    assert not is_territory(project / "params" / "ot.yaml")
    assert not is_territory(project / "params" / "absent.yaml")


def test_check_reads_both(project, capsys):
    assert command(capsys, "check") == (0, "1 dossier et 1 territoire sans erreur.\n".replace("1 ", "1\u00a0"))


@pytest.mark.parametrize("name", ["status", "audit"])
def test_a_territory_is_not_an_office(project, capsys, name):
    code, told = command(capsys, name, "zone")
    assert code == 2
    assert "« zone » est un territoire" in told


def test_status_leaves_territories_out(project, capsys):
    assert command(capsys, "status") == (0, "ot : jamais produit\n")


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (PARAMS.replace("essai", "esai"), "vouliez-vous dire « essai.yaml »"),
        (PARAMS + 'dossier: "params/ot"\n', "dossier"),
        (PARAMS.replace("url", "ulr"), "url"),
        ("territory: 12\n", "territory"),
    ],
)
def test_mistakes_in_the_parameters_name_file_line_and_key(project, capsys, written, says):
    (project / "params" / "zone.yaml").write_text(written, encoding="utf-8")
    code, told = command(capsys, "check", "zone")
    assert code == 2
    assert "zone.yaml, ligne" in told
    assert says in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("classified: 6", "classified: 9", "« classified » et « planned » font 12 offices, pour 10"),
        ("quality_marked: 5", "quality_marked: -1", "quality_marked"),
        ("offices: 10", "offices: dix", "offices"),
    ],
)
def test_counts_that_cannot_be_are_refused(project, capsys, old, new, says):
    path = project / "params" / "territoires" / "essai.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    code, told = command(capsys, "check", "zone")
    assert code == 2
    assert says in told


def test_a_territory_without_an_observatory_says_how_to_fill_one(project):
    with pytest.raises(InputError, match="pas encore d'observatoire"):
        load_territory("params/territoires/essai.yaml")


def test_the_audits_of_a_territory_are_those_that_name_it_the_last_of_each_office(project, capsys):
    document = json.loads(command(capsys, "audit", "ot", "--json")[1])
    assert document["territory"]["id"] == "essai"
    others = [
        {**document, "name": "ailleurs", "territory": None},
        {**document, "name": "voisin", "territory": {**document["territory"], "id": "essai-bis"}},
        {**document, "audit_date": "2023-10-15"},
    ]
    area = loaded(project, [document, *others])
    assert [(d["name"], d["audit_date"]) for d in area.audits] == [("ot", "2023-10-15")]


def loaded(project, documents: list[dict]):
    """Return the territory once the observatory holds documents."""
    (project / "outputs").mkdir()
    files = []
    for n, told in enumerate(documents):
        files.append(project / f"{n}.json")
        files[-1].write_text(json.dumps(told), encoding="utf-8")
    load(default_url(project / "outputs"), files)
    return load_territory("params/territoires/essai.yaml")


def test_two_offices_of_one_name_are_told_apart(project, capsys):
    document = json.loads(command(capsys, "audit", "ot", "--json")[1])
    named = document["office"]["name"]
    alone = {**document, "name": "c", "office": {**document["office"], "name": "Autre"}}
    area = loaded(project, [document, {**document, "name": "b"}, alone])
    assert [d["office"]["name"] for d in area.audits] == ["Autre", f"{named} (b)", f"{named} (ot)"]


def test_a_page_is_up_to_date_until_something_that_it_is_made_of_changes(project):
    outputs, params = project / "outputs", project / "params" / "zone.yaml"
    outputs.mkdir()
    made = made_of(params, ["a", "b"])
    assert not is_fresh(params, outputs, made)
    (outputs / "zone.html").write_text("page", encoding="utf-8")
    note(params, outputs, Result("zone", Outcome.PRODUCED), made)
    assert is_fresh(params, outputs, made_of(params, ["b", "a"]))
    assert not is_fresh(params, outputs, made_of(params, ["a", "c"])), "an audit changed"
    territory = project / "params" / "territoires" / "essai.yaml"
    territory.write_text(territory.read_text(encoding="utf-8").replace("classified: 6", "classified: 7"))
    assert not is_fresh(params, outputs, made_of(params, ["a", "b"])), "a count changed"
    (outputs / "zone.html").write_text("autre", encoding="utf-8")
    assert not is_fresh(params, outputs, made), "the page was touched"


def test_the_index_is_told_of_a_page_and_of_a_failure(project):
    outputs, params = project / "outputs", project / "params" / "zone.yaml"
    outputs.mkdir()
    assert not [*pages(outputs)]
    note(params, outputs, Result("zone", Outcome.NOTEBOOK_ERROR, "erreur dans la cellule 3"), "")
    assert [(a.name, a.href, a.failure) for a in pages(outputs)] == [
        ("Essai", "", "erreur dans le carnet : erreur dans la cellule 3")
    ]
    (outputs / "zone.html").write_text("page", encoding="utf-8")
    note(params, outputs, Result("zone", Outcome.PRODUCED), "x")
    assert [(a.name, a.href, a.failure) for a in pages(outputs)] == [("Essai", "zone.html", "")]


def test_the_parameters_of_the_project_are_right():
    paths = [ROOT / "params" / f"{name}.yaml" for name in (*OFFICES, *AREAS)]
    assert [path.stem for path in paths if is_territory(path)] == [*AREAS]
    assert all(read_territory_params(path).url == "" for path in paths if is_territory(path))
