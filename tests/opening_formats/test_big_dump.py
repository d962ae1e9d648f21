import json
import subprocess
import sys

import pytest
from format_makers import poi, refusal, spec, weekdays

from otanalysis.opening.calendar import days_open
from otanalysis.opening.schema_org import read_datatourisme

MEBIBYTE = 1024**2
CHILD = r"""
import re, sys
from pathlib import Path
from otanalysis.opening.schema_org import read_datatourisme
from otanalysis.opening.calendar import days_open
def most():  # of this program alone: ru_maxrss counts the process that started it too
    return re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]
before = most()
print(days_open(read_datatourisme(Path(sys.argv[1]), 2025, office=sys.argv[2])))
print(before, most())
"""


@pytest.fixture(scope="module")
def dump(tmp_path_factory):
    """A DATAtourisme dump of 60 MB, one office in it."""
    path = tmp_path_factory.mktemp("dump") / "flux.json"
    filler = {"rdfs:comment": {"fr": ["Un lieu à voir. " * 400]}}
    with path.open("w", encoding="utf-8") as file:
        file.write('{"@context": {}, "@graph": [\n')
        n = 0
        while file.tell() < 60 * MEBIBYTE:
            one = poi(spec(weekdays(n % 7), "09:00", "12:00"), id_=f"https://x.fr/{n}", name=f"Lieu {n}") | filler
            file.write(json.dumps(one, ensure_ascii=False) + ",\n")
            n += 1
        file.write(
            json.dumps(poi(spec(weekdays(0), "09:00", "12:00"), id_="https://x.fr/ot", name="Office du Lac")) + "]}"
        )
    return path


@pytest.mark.slow
def test_a_big_dump_is_never_held_whole(dump):
    done = subprocess.run(
        [sys.executable, "-c", CHILD, str(dump), "Office du Lac"], capture_output=True, text=True, check=True
    )
    days, before, after = map(int, done.stdout.split())
    assert days == 52
    assert (after - before) * 1024 < 40 * MEBIBYTE
    assert after * 1024 < 300 * MEBIBYTE


@pytest.mark.slow
def test_a_big_dump_without_the_office(dump):
    told = refusal(lambda: read_datatourisme(dump, 2025, "flux.json", office="Office du Lak"))
    assert "vouliez-vous dire « Office du Lac » ?" in told


@pytest.mark.slow
def test_a_big_dump_that_is_cut(dump, tmp_path):
    cut = tmp_path / "cut.json"
    with dump.open("rb") as whole:
        cut.write_bytes(whole.read(20 * MEBIBYTE))
    told = refusal(lambda: read_datatourisme(cut, 2025, "cut.json", office="Office du Lac"))
    assert "le fichier est coupé" in told
    assert "cut.json, ligne " in told


@pytest.mark.slow
def test_a_big_dump_by_identifier(dump):
    assert days_open(read_datatourisme(dump, 2025, office="https://x.fr/ot")) == 52
