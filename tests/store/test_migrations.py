"""A base of any version becomes one of this version, or is refused."""

import shutil

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from otanalysis.store.address import default_url
from otanalysis.store.engine import connected, reading, version
from otanalysis.store.errors import StoreError
from otanalysis.store.history import past_audits
from otanalysis.store.load import load
from otanalysis.store.observatory import Observatory
from otanalysis.store.schema import METADATA, VERSIONS
from otanalysis.store.upgrade import SCRIPTS, upgrade


def differences(url) -> list:
    with connected(url) as connection:
        return compare_metadata(MigrationContext.configure(connection), METADATA)


def test_the_versions_are_those_of_the_scripts():
    config = Config()
    config.set_main_option("script_location", SCRIPTS)
    scripts = ScriptDirectory.from_config(config)
    assert tuple(script.revision for script in scripts.walk_revisions())[::-1] == VERSIONS


def test_from_nothing_the_migrations_make_the_schema(base):
    load(base, [])
    assert differences(base) == []


def test_from_the_first_version_nothing_is_lost(base, audit, new_base):
    path, now = audit(), new_base()
    load(now, [path])
    with connected(base, write=True) as connection:
        upgrade(connection, base, VERSIONS[0])
        with connection.begin():
            assert version(connection) == VERSIONS[0]
    move_audit(now, base)
    with pytest.raises(StoreError, match="otanalysis load"), reading(base):
        pytest.fail("an older base cannot be read")
    assert load(base, [path]) == 0, "the audit is there already"
    assert differences(base) == []
    assert len(past_audits(base, "ot")) == 1
    assert len(Observatory(base).opening()) == 730


def move_audit(source, target) -> None:
    """Copy the audit of a base of today into one of the first version."""
    with reading(source) as old, connected(target, write=True) as new, new.begin():
        for table in METADATA.sorted_tables:
            if table.name not in {"classifications", "marks", "positions"}:
                for row in old.execute(table.select()).mappings():
                    new.execute(table.insert().values(**row))


def test_a_newer_base_is_refused_and_left_alone(base, audit):
    load(base, [audit()])
    with connected(base, write=True) as connection, connection.begin():
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    for attempt in (lambda: load(base, [audit(verdict="classable")]), lambda: past_audits(base, "ot")):
        with pytest.raises(StoreError, match="plus récente que ce programme : mettez otanalysis à jour"):
            attempt()
    with connected(base) as connection:
        assert connection.execute(text("SELECT count(*) FROM audits")).scalar() == 1


def test_a_migration_that_fails_leaves_nothing(base, monkeypatch):
    monkeypatch.setattr("otanalysis.store.upgrade._run", half_run)
    with pytest.raises(StoreError, match="erreur "):
        load(base, [])
    monkeypatch.undo()
    load(base, [])
    assert differences(base) == []


def half_run(connection, _) -> None:
    """Make a table, then fail."""
    connection.execute(text("CREATE TABLE offices (id INTEGER PRIMARY KEY)"))
    connection.execute(text("INSERT INTO offices VALUES (1)"))
    connection.execute(text("INSERT INTO offices VALUES (1)"))


def test_a_file_that_is_no_base(tmp_path, audit):
    (tmp_path / "observatoire.db").write_text("not a base, " * 100)
    with pytest.raises(StoreError, match="ce fichier n'est pas une base de données"):
        load(default_url(tmp_path), [audit()])
    shutil.rmtree(tmp_path)
    with pytest.raises(StoreError, match="le fichier ne peut pas être ouvert"):
        load(default_url(tmp_path), [])
