"""Everything that the children of a batch share can be loaded in advance."""

import subprocess
import sys

from tests.conftest import ROOT


def test_all_that_is_loaded_in_advance_loads():
    command = [sys.executable, "-W", "error", "-c", "from otanalysis.batch.warm import warm; warm()"]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stderr == ""
