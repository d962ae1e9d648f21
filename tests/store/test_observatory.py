"""What analysts read: columns that are those told, types that hold, and nothing written."""

import inspect
import subprocess
import sys
from datetime import date

import pytest
from sqlalchemy import URL, text

import otanalysis as ota
from otanalysis.reading.problems import InputError
from otanalysis.store.address import default_url
from otanalysis.store.dictionary import TABLES
from otanalysis.store.engine import connected
from otanalysis.store.load import load
from otanalysis.store.observatory import Observatory
from otanalysis.store.words import meaning

METHODS = [name for name, _ in inspect.getmembers(Observatory, inspect.isfunction) if not name.startswith("_")]
SECRET = "postgresql+psycopg://anne:tres-secret@127.0.0.1:1/base"


@pytest.mark.parametrize("name", METHODS)
def test_the_columns_are_those_told(base, audit, name):
    load(base, [audit()])
    table = getattr(Observatory(base), name)()
    told = TABLES[name].columns
    assert [column.name for column in told] == list(table.columns)
    assert all(f"{column.name} : {meaning(column)}" in getattr(Observatory, name).__doc__ for column in told)
    assert "office" in table.columns
    assert not table.empty or name == "classifications"


@pytest.mark.parametrize("name", METHODS)
def test_the_types_are_the_same_when_there_is_nothing(new_base, audit, name):
    full, empty = new_base(), new_base()
    load(full, [audit()])
    load(empty, [])
    types = [getattr(Observatory(base), name)().dtypes.to_dict() for base in (full, empty)]
    assert types[0] == types[1]


def test_one_row_a_day_and_a_bureau_however_many_audits(base, audit):
    load(base, [audit(), audit(category="I"), audit(audit_date="2023-12-01"), audit(name="ailleurs")])
    found = Observatory(base)
    days = found.opening("ot")
    assert not days.duplicated(["office", "bureau", "day"]).any()
    assert len(days) == 730
    assert len(found.opening()) == 2 * 730
    assert len(found.attendance("ot")) == 365
    assert found.opening("personne").empty
    assert found.audits()["current"].all(), "three questions of one office, one of another"
    assert found.offices()["audits"].tolist() == [1, 3]
    assert len(found.findings()) == 4 * 19
    assert len(found.marks()) == 2


def test_marks_and_classification(base, audit):
    held = {"category": "II", "since": "2021-06-14", "order": "Arrêté 12", "illustrative": False}
    load(base, [audit(classification=held)])
    found = Observatory(base)
    mark = found.marks().iloc[0]
    assert (mark["name"], mark["since"].date(), mark["until"].date()) == (
        "qualite_tourisme", date(2021, 1, 1), date(2024, 1, 1),
    )  # fmt: skip
    assert found.classifications()[["category", "decision"]].values.tolist() == [["II", "Arrêté 12"]]


def test_it_only_reads(tmp_path, audit):
    url = default_url(tmp_path)
    load(url, [audit()])
    with pytest.raises(Exception, match="observatoire"), connected(url) as connection:
        connection.execute(text("DELETE FROM audits"))
    assert len(Observatory(url).audits()) == 1


def test_a_notebook_holds_no_password():
    for url in (SECRET, "postgresql://127.0.0.1:1/base?user=anne&password=tres-secret"):
        with pytest.raises(InputError, match="PGPASSWORD") as told:
            ota.observatory(url)
        assert "tres-secret" not in str(told.value)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "il n'y a pas encore d'observatoire ici"),
        ("n'importe quoi", "illisible"),
        ("postgresql://anne:tres-secret@hôte:port/base", "illisible"),
        ("mysql://anne@machine/base", "SQLite"),
        ("sqlite://", "SQLite"),
        ("sqlite:///rien.db", "il n'y a pas encore d'observatoire ici"),
    ],
)
def test_an_address_that_is_wrong(tmp_path, monkeypatch, url, says):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError, match=says) as told:
        ota.observatory(url)
    assert "tres-secret" not in str(told.value)
    assert not list(tmp_path.iterdir()), "looking for a base makes none"


def test_it_is_found_from_the_notebooks(tmp_path, monkeypatch, audit):
    for name in ("outputs", "notebooks"):
        (tmp_path / name).mkdir()
    load(default_url(tmp_path / "outputs"), [audit()])
    monkeypatch.chdir(tmp_path / "notebooks")
    assert len(ota.observatory().offices()) == 1
    assert str(tmp_path) in repr(ota.observatory())


def test_the_driver_that_is_not_there(monkeypatch):
    monkeypatch.setattr("otanalysis.store.address.find_spec", lambda _: None)
    with pytest.raises(InputError, match="pip install"):
        ota.observatory("postgresql://machine/base")


def test_importing_the_package_imports_no_database():
    code = "import otanalysis, sys; sys.exit(bool({'sqlalchemy', 'alembic', 'psycopg'} & sys.modules.keys()))"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_what_is_shown_has_no_password():
    url = URL.create("postgresql+psycopg", "anne", "tres-secret", "127.0.0.1", 1, "base", {"options": "tres-secret"})
    from otanalysis.store.address import shown

    assert shown(url) == "postgresql+psycopg://anne:***@127.0.0.1:1/base"
