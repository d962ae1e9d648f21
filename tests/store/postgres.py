"""A PostgreSQL of our own: started for the tests, on a socket in a temporary folder, and stopped with them."""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOUND = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
PROGRAMS = FOUND[-1].parent if FOUND else None
USER = "postgres"
FAST = "-c fsync=off -c synchronous_commit=off -c listen_addresses="


def missing() -> str:
    """Return why there is no PostgreSQL here, an empty string when there is one."""
    if PROGRAMS is None:
        return "PostgreSQL is not installed"
    return "" if os.geteuid() or shutil.which("su") else "PostgreSQL never runs as root, and there is no su"


def execute(command: list[str]) -> None:
    """Run a program of PostgreSQL, as an unprivileged user when we are root."""
    told = shlex.join(command)
    done = ["su", USER, "-s", "/bin/sh", "-c", told] if os.geteuid() == 0 else command
    subprocess.run(done, check=True, capture_output=True, cwd="/", timeout=120)


@contextmanager
def cluster() -> Iterator[Path]:
    """Yield the folder of the socket of a new PostgreSQL, whose user ``postgres`` needs no password."""
    folder = Path(tempfile.mkdtemp(prefix="ota-pg-"))
    data, control = folder / "data", [str(PROGRAMS / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    if os.geteuid() == 0:
        shutil.chown(folder, USER)
    try:
        initdb = [str(PROGRAMS / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "--no-sync"]
        execute([*initdb, "--locale=C", "--encoding=UTF8"])
        execute([*control, "-l", str(folder / "log"), "-o", f"-k {folder} {FAST}", "start"])
        try:
            yield folder
        finally:
            execute([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def psql(socket: Path, sql: str, database: str = "postgres", user: str = USER) -> str:
    """Return what psql prints for some SQL; raises CalledProcessError when it is refused."""
    command = [str(PROGRAMS / "psql"), "-h", str(socket), "-U", user, "-d", database, "-XqAt", "-v", "ON_ERROR_STOP=1"]
    return subprocess.run(command, input=sql, check=True, capture_output=True, text=True, timeout=60).stdout
