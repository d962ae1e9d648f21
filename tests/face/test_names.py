"""The names of the face: each is found whatever was imported before, typed, told by an example, and light to import."""

import doctest
import subprocess
import sys
from importlib.util import find_spec
from types import ModuleType

import pytest

import otanalysis as ota
from tests.conftest import ROOT

HEAVY = {"matplotlib", "nbconvert", "numpy", "pandas", "papermill", "pydantic", "scipy", "sqlalchemy"}
FIRST = ("import otanalysis", "import otanalysis.audit.engine", "import otanalysis.opening.calendar, otanalysis.cli")


def fresh(code: str) -> str:
    """What a new process prints, from the project's folder."""
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", ota.__all__)
def test_no_name_is_that_of_a_part_of_the_package(name):
    assert find_spec(f"otanalysis.{name}") is None
    assert getattr(ota, name)


@pytest.mark.parametrize("first", FIRST)
def test_names_are_the_same_whatever_was_imported_before(first):
    code = f"{first}\nimport otanalysis as ota\nfrom otanalysis.audit import engine\n"
    told = fresh(f"{code}print(ota.audit_office('pays-de-serres-en-quercy').verdict, ota.audit.__name__, ota.hours)")
    assert told.startswith("non classable en l'état otanalysis.audit <function hours")


def test_completion_offers_the_names_of_the_face_only():
    assert [name for name in dir(ota) if not name.startswith("__")] == ota.__all__
    with pytest.raises(AttributeError, match="nothing"):
        ota.nothing  # noqa: B018


def test_importing_the_package_loads_nothing_heavy():
    assert not HEAVY & {*fresh("import sys, otanalysis; dir(otanalysis); print(*sys.modules)").split()}


def test_an_audit_draws_nothing_and_starts_nothing():
    code = (
        "import sys, otanalysis as ota; a = ota.audit_office('pays-de-serres-en-quercy'); a._repr_html_(); a.findings"
    )
    found = {*fresh(f"{code}; a.what_if(fte=3).why(15); print(*sys.modules)").split()}
    assert not {"matplotlib", "nbconvert", "papermill", "scipy.optimize", "sqlalchemy", "IPython"} & found


@pytest.mark.parametrize("name", ota.__all__)
def test_every_name_has_an_example_that_works(name, project, monkeypatch):
    monkeypatch.chdir(project)
    told = getattr(ota, name)
    parser, finder = doctest.DocTestParser(), doctest.DocTestFinder(exclude_empty=True)
    inside = isinstance(told, ModuleType)
    tests = [parser.get_doctest(told.__doc__, {}, name, None, 0)] if inside else finder.find(told, name, globs={})
    assert tests[0].examples or name == "ota", "no example"
    results = [doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE).run(test) for test in tests]
    assert sum(result.failed for result in results) == 0


SCRIPT = """
from typing import assert_type
import pandas as pd
import otanalysis as ota

audit = ota.audit_office("x")
assert_type(audit, ota.OfficeAudit)
assert_type(audit.findings, pd.DataFrame)
assert_type(audit.what_if(fte=3, hours=ota.hours("Mo-Fr 09:00-12:00", 2025), bit_wifi_gratuit=True), ota.OfficeAudit)
assert_type(ota.compare(audit, "audit.json"), ota.Compared)
assert_type(ota.offices(), pd.DataFrame)
assert_type(ota.observatory().offices(), pd.DataFrame)
assert_type(ota.check("x"), ota.Mistakes)
explorer = ota.explore("x")
assert_type(explorer.what_if(hours=explorer.week("lauzerte", 3, closes="19:00"), advisers=1), ota.OfficeAudit)
assert_type(explorer.compared(audit), ota.Compared)
ota.explore("params/x", "II", "2023-09-30", 2023)
explorer.what_if(adviser=1)  # type: ignore[call-arg]
print(ota.show.headline(audit).html, ota.order.headline(ota.load_edition("x")).html)
ota.audit_ofice("x")  # type: ignore[attr-defined]
ota.audit_office("x", "II")  # type: ignore[call-overload]
audit.what_if(fte="trois")  # type: ignore[arg-type]
"""


@pytest.mark.slow
@pytest.mark.long
def test_a_user_s_script_is_typed(tmp_path):
    (tmp_path / "script.py").write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", str(tmp_path / "script.py")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=200)
    assert done.returncode == 0, done.stdout
