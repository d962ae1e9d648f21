"""What several test files share: the project's folder, and one real run of all its offices."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import sync_playwright

settings.register_profile("patient", deadline=None)  # a busy machine is not a mistake
settings.load_profile("patient")
ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
OFFICES = (  # those of this project: whoever keeps others in params/ runs the same tests
    "office-fictif-cote-de-brumaire",
    "office-fictif-plateau-de-serigny",
    "office-fictif-val-dorbelle",
    "pays-de-serres-en-quercy",
)
AREAS = ("territoire-fictif", "territoire-tarn-et-garonne")
OURS = {"territoires", *OFFICES, *(f"{name}.yaml" for name in (*OFFICES, *AREAS))}
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@pytest.fixture(scope="session")
def commands() -> dict[str, str]:
    """The environment of a user who activated the project's own: its commands come first."""
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}


@pytest.fixture(scope="module")
def browser():
    """Debian's Chromium. Its event loop runs until it is closed: no notebook may run in this process meanwhile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def produced(tmp_path_factory, commands) -> Path:
    """The outputs of ``otanalysis run`` for every office, run the way production runs it."""
    folder = tmp_path_factory.mktemp("project")
    copy_project(folder)
    done = subprocess.run(["otanalysis", "run"], cwd=folder, env=commands, check=True, capture_output=True, timeout=300)
    assert not [line for line in done.stderr.splitlines() if b"Warning" in line]
    return folder / "outputs"


def copy_project(folder: Path) -> Path:
    """Copy what a run needs (notebooks and offices, no outputs) into a folder, and return it."""
    there = {"notebooks": ROOT.glob("notebooks/*.ipynb"), "params": (ROOT / "params" / name for name in OURS)}
    for name, paths in there.items():
        (folder / name).mkdir(parents=True, exist_ok=True)
        for path in paths:
            (shutil.copytree if path.is_dir() else shutil.copy)(path, folder / name / path.name)
    return folder
