"""The roles of the README: who reads cannot write, who writes cannot erase, and one password is never shown."""

import re
import subprocess

import pytest
from sqlalchemy import URL

from otanalysis.store.errors import StoreError
from otanalysis.store.history import past_audits
from otanalysis.store.load import load
from otanalysis.store.observatory import Observatory
from tests.project.test_project import README
from tests.store.postgres import psql

NAME = "observatoire"


@pytest.fixture
def shared(socket):
    """A function that gives the address of the README's base for one of its roles."""
    first, after = re.findall(r"```sql\n(.*?)```", README, re.DOTALL)
    psql(socket, first)

    def address(role: str) -> URL:
        return URL.create("postgresql+psycopg", f"{NAME}_{role}", database=NAME, query={"host": str(socket)})

    load(address("tables"), [])
    psql(socket, after, NAME, f"{NAME}_tables")
    yield address
    roles = "".join(f"DROP ROLE {NAME}_{role};" for role in ("tables", "audits", "lecture"))
    psql(socket, "DROP OWNED BY observatoire_tables CASCADE;", NAME)
    psql(socket, f"DROP DATABASE {NAME};\n{roles}")


def refused(socket, role: str, sql: str) -> bool:
    try:
        psql(socket, sql, NAME, f"{NAME}_{role}")
    except subprocess.CalledProcessError as error:
        return "permission denied" in error.stderr or "must be owner" in error.stderr
    return False


def test_each_role_does_its_part_and_no_more(socket, shared, audit):
    first = audit()
    assert load(shared("audits"), [first]) == 1
    assert load(shared("audits"), [audit(verdict="classable")]) == 1
    assert load(shared("audits"), [first]) == 1, "it makes an audit the current one again"
    assert len(Observatory(shared("lecture")).opening()) == 730
    assert len(past_audits(shared("lecture"), "ot")) == 2
    with pytest.raises(StoreError, match="les droits de cet utilisateur ne suffisent pas"):
        load(shared("lecture"), [audit(verdict="autre")])
    assert refused(socket, "lecture", "UPDATE audits SET verdict = 'classable'")
    for sql in (
        "DELETE FROM audits",
        "UPDATE audits SET verdict = 'x'",
        "DROP TABLE marks",
        "CREATE TABLE mine (id int)",
    ):
        assert refused(socket, "audits", sql), sql
    assert psql(socket, "SELECT count(*) FROM opening", NAME, f"{NAME}_lecture") == "1460\n"
