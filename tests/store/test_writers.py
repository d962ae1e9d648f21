"""Several processes that write at once, and processes killed at any moment: no audit lost, doubled or half-written."""

import os
import random
import signal
import subprocess
import sys
import time

import pytest
from sqlalchemy import text

from otanalysis.store.engine import reading
from otanalysis.store.load import load
from tests.store.audits import held, some_audits

LOAD = """
import random, sys
from pathlib import Path
from otanalysis.store.address import read_url
from otanalysis.store.load import load
paths = [Path(name) for name in sys.argv[3:]]
random.Random(sys.argv[2]).shuffle(paths)
print("ready", flush=True)
load(read_url(sys.argv[1]), paths)
"""
pytestmark = [pytest.mark.slow, pytest.mark.long]
WRITERS, TRIALS = 8, int(os.environ.get("KILLS", "3"))


def loading(url, seed: int, paths) -> subprocess.Popen:
    address = url.render_as_string(hide_password=False)
    command = [sys.executable, "-c", LOAD, address, str(seed), *map(str, paths)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_eight_writers_at_once_from_nothing(new_base, document, tmp_path):
    paths, url, alone = some_audits(tmp_path, document, 12), new_base(), new_base()
    load(alone, paths)
    writers = [loading(url, seed, paths) for seed in range(WRITERS)]
    for writer in writers:
        _, err = writer.communicate(timeout=200)
        assert writer.returncode == 0, err
    assert held(url) == held(alone)


@pytest.mark.parametrize("seed", range(TRIALS))
def test_killed_then_started_again(new_base, document, tmp_path, seed):
    paths, url, alone = some_audits(tmp_path, document, 30), new_base(), new_base()
    load(alone, paths)
    if seed % 2:
        load(url, paths[:1])  # the tables are there: what is killed is the loading, not only what makes them
    chance = random.Random(seed)
    with loading(url, seed, paths) as process:
        process.stdout.readline()
        time.sleep(chance.uniform(0, 0.8))
        os.kill(process.pid, signal.SIGKILL)
    if seed % 2:
        assert_whole(url)
    load(url, paths)
    assert held(url) == held(alone)


def assert_whole(url) -> None:
    """Check that what was written before the kill has all that hangs on it."""
    with reading(url) as connection:
        for table, least in (("findings", 19), ("bureaux", 2), ("counts", 1), ("contracts", 1), ("marks", 1)):
            sql = f"SELECT count(*) FROM {table} WHERE {table}.audit_id = audits.id"
            found = connection.execute(text(f"SELECT ({sql}) FROM audits")).scalars().all()
            assert found
            assert set(found) == {least}, table
