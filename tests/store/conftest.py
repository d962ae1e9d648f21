"""The same tests on both databases, and audits to put into them."""

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import URL

from otanalysis.audit.document import document_of
from otanalysis.office import audit_params
from tests.dossier.office_files import write_office
from tests.store.audits import write
from tests.store.postgres import cluster, missing, psql

NUMBERS = itertools.count()


@pytest.fixture(scope="session")
def socket():
    """The folder of the socket of a real PostgreSQL."""
    if missing():
        pytest.skip(missing())
    with cluster() as folder:
        yield folder


@pytest.fixture(params=["sqlite", "postgresql"])
def new_base(request, tmp_path) -> Callable[[], URL]:
    """A function that gives the address of an empty base of a kind."""
    if request.param == "sqlite":
        return lambda: URL.create("sqlite", database=str(tmp_path / f"base-{next(NUMBERS)}.db"))
    socket = request.getfixturevalue("socket")

    def make() -> URL:
        name = f"base{next(NUMBERS)}"
        psql(socket, f"CREATE DATABASE {name}")
        return URL.create("postgresql+psycopg", "postgres", database=name, query={"host": str(socket)})

    return make


@pytest.fixture
def base(new_base) -> URL:
    return new_base()


@pytest.fixture(scope="session")
def document(tmp_path_factory) -> dict:
    """The document of a small office: two bureaux, counts by day."""
    return document_of(audit_params(write_office(tmp_path_factory.mktemp("office"))))


@pytest.fixture
def audit(document, tmp_path) -> Callable[..., Path]:
    """A function that writes an audit, some of its keys changed, and returns its file."""
    return lambda **changes: write(tmp_path, {**document, **changes})
