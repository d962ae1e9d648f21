"""Where the observatory is: SQLite beside the reports, or a shared PostgreSQL."""

from importlib.util import find_spec
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from otanalysis.reading.problems import InputError, Problem

FILE, VARIABLE = "observatoire.db", "OTANALYSIS_STORE"
EXAMPLES = "écrivez sqlite:///outputs/observatoire.db ou postgresql+psycopg://utilisateur@machine/base"
INSTALL = "installez son pilote : pip install -c constraints.txt -e '.[postgresql]'"


def default_url(outputs: Path) -> URL:
    """Return the address of the observatory that needs nothing: a file in the folder of outputs."""
    return URL.create("sqlite", database=str(outputs / FILE))


def read_url(written: str, option: str = "--store") -> URL:
    """Return an address as it was written; raises InputError, which never repeats it: it may hold a password."""
    try:
        url = make_url(written)
        kind = url.get_backend_name()
    except (ArgumentError, ValueError):
        raise InputError([Problem(option, 0, "", "cette adresse de base est illisible", EXAMPLES)]) from None
    if kind == "sqlite" and url.database and url.database != ":memory:":
        return url.set(drivername="sqlite")
    if kind != "postgresql":
        raise InputError([Problem(option, 0, "", "il faut une base SQLite (un fichier) ou PostgreSQL", EXAMPLES)])
    if find_spec("psycopg") is None:
        raise InputError([Problem(option, 0, "", "PostgreSQL demande psycopg, qui n'est pas installé", INSTALL)])
    return url.set(drivername="postgresql+psycopg")


def shown(url: URL) -> str:
    """Return an address as it may be shown: without its password nor its options."""
    return url.set(query={}).render_as_string(hide_password=True)
