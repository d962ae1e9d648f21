"""``make docs``: the reference of the face, which asks nothing of any network."""

import re
import subprocess
import sys
from html import unescape

import pytest

import otanalysis as ota
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, str]:
    folder = tmp_path_factory.mktemp("api")
    code = "import runpy, sys; from pathlib import Path; runpy.run_path('docs/api.py')['write'](Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", code, str(folder)], cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    return {path.stem: path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def test_every_name_is_there_with_its_example(pages):
    text = unescape(re.sub(r"<[^>]+>", "", pages["otanalysis"]))
    for name in {*ota.__all__} - {"show", "order", "territory"}:
        assert f'id="{name}"' in pages["otanalysis"], name
    assert 'ota.audit_office("pays-de-serres-en-quercy").verdict' in text
    assert 'id="headline"' in pages["show"]
    assert "Observatory.opening" in pages["observatory"]


def test_no_page_has_a_script_or_asks_for_anything_outside(pages):
    for name, text in pages.items():
        assert "<script" not in text, name
        asked = re.findall(r"(?:href|src|action)=[\"']?([^\"'> ]+)|url\(([^)]+)\)|@import ([^;]+)", text)
        addresses = [next(filter(None, found)) for found in asked]
        assert not [a for a in addresses if re.match(r"[\"']?(?:https?:|//)", a)], name
