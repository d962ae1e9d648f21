"""Everything that the children of a batch share can be loaded in advance."""

import os
import subprocess
import sys

import pytest

from otanalysis.batch.forks import CAN_FORK, ONE_THREAD
from tests.conftest import ROOT


def test_all_that_is_loaded_in_advance_loads():
    command = [sys.executable, "-W", "error", "-c", "from otanalysis.batch.warm import warm; warm()"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stderr == ""


@pytest.mark.skipif(not CAN_FORK, reason="the farm forks")
def test_what_forks_has_one_thread():
    pytest.importorskip("pyarrow")  # pandas loads it, and it starts a thread of its own
    code = "import os, sys; from otanalysis.batch.warm import warm; warm(); print(len(os.listdir('/proc/self/task')))"
    command = [sys.executable, "-c", code + "; print('pyarrow' in sys.modules)"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env={**os.environ, **ONE_THREAD}).stdout
    assert told.split() == ["1", "True"]
