import contextlib
import json
import struct
import zipfile

import pytest
from format_makers import apidae, older, poi, refusal, save, spec, weekdays, zipped

from otanalysis.opening import json_files, zips
from otanalysis.opening.apidae import read_apidae
from otanalysis.opening.calendar import days_open
from otanalysis.opening.schema_org import read_datatourisme
from otanalysis.opening.tourinsoft import read_tourinsoft
from otanalysis.reading.problems import InputError

READERS = [read_apidae, read_datatourisme, read_tourinsoft]
OFFICES = [poi(spec(weekdays(n), "09:00", "12:00"), id_=f"https://x.fr/{n}", name=f"Office n° {n}") for n in range(5)]
TEXT = json.dumps(OFFICES, ensure_ascii=False, indent=1)


@pytest.fixture
def streamed(monkeypatch):
    monkeypatch.setattr(json_files, "WHOLE", 0)


@pytest.mark.parametrize("read", READERS)
def test_a_truncated_json_says_where(tmp_path, read):
    told = refusal(lambda: read(save(tmp_path, TEXT[: len(TEXT) // 2]), 2025, "flux.json"))
    assert told.startswith("flux.json, ligne ")
    assert "colonne" in told


def test_a_json_cut_at_its_end_is_said_to_be_cut(tmp_path):
    assert "le fichier est coupé" in refusal(lambda: read_apidae(save(tmp_path, '{"a": [1, 2'), 2025))
    assert "le fichier est coupé" in refusal(lambda: read_apidae(save(tmp_path, '{"a": "texte'), 2025))


@pytest.mark.parametrize(
    "text", ["", "   ", "{'a': 1}", "<html></html>", "du;au", "[1, 2", '{"a": 1} {"b": 2}', "[" * 100_000]
)
@pytest.mark.parametrize("read", READERS)
def test_what_is_no_json_is_refused_in_french(tmp_path, read, text):
    refusal(lambda: read(save(tmp_path, text), 2025))


@pytest.mark.parametrize(
    "text",
    [
        "null",
        "3",
        '"x"',
        "[]",
        "{}",
        "[[]]",
        '[{"a": [null, {}]}]',
        '{"ouverture": null}',
        '{"ouverture": []}',
        '{"isLocatedAt": "x"}',
        '{"d": {"results": {}}}',
    ],
)
@pytest.mark.parametrize("read", READERS)
def test_json_of_another_shape_is_refused_in_french(tmp_path, read, text):
    assert "aucune fiche avec des horaires" in refusal(lambda: read(save(tmp_path, text), 2025))


def test_wrong_types_inside_are_no_traceback(tmp_path):
    odd = [
        {"ouverture": {"periodesOuvertures": value}, "id": 1}
        for value in (None, "x", [1], [{"dateDebut": 3}], [{"horaires": "x"}])
    ]
    for one in odd:
        with contextlib.suppress(InputError):
            assert days_open(read_apidae(save(tmp_path, one), 2025)) == 0


@pytest.mark.parametrize("read", READERS)
def test_another_encoding_names_the_line(tmp_path, read):
    (tmp_path / "h.json").write_bytes('{\n"nom": "été"}'.encode("cp1252"))
    assert "h.json, ligne 2 : le fichier n'est pas en UTF-8" in refusal(
        lambda: read(tmp_path / "h.json", 2025, "h.json")
    )


def test_a_missing_file_and_a_folder(tmp_path):
    assert "n'existe pas" in refusal(lambda: read_apidae(tmp_path / "absent.json", 2025))
    assert "c'est un dossier" in refusal(lambda: read_apidae(tmp_path, 2025))


@pytest.mark.parametrize(
    "wrap",
    [
        lambda data: data,
        lambda data: {"@context": {"a": "b"}, "@graph": data},
        lambda data: {"objects": data, "meta": 1},
    ],
)
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_streaming_reads_what_is_read_at_once(tmp_path, streamed, wrap, bom):
    path = save(tmp_path, bom + json.dumps(wrap(OFFICES), ensure_ascii=False))
    assert days_open(read_datatourisme(path, 2025, office="3")) == 52


def test_streaming_one_object(tmp_path, streamed):
    assert days_open(read_datatourisme(save(tmp_path, OFFICES[3]), 2025)) == 52
    assert (
        days_open(
            read_apidae(
                save(tmp_path, {"query": {}, "objetsTouristiques": [apidae(older("2025-01-01", "2025-01-31"))]}), 2025
            )
        )
        == 31
    )


def test_streaming_a_zip(tmp_path, streamed):
    assert days_open(read_datatourisme(zipped(tmp_path, {"flux.json": TEXT}), 2025, office="3")) == 52


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (TEXT[:400], "le fichier est coupé"),
        (TEXT.replace('dayOfWeek":', 'dayOfWeek"', 1), "ce n'est plus du JSON"),
        ("x", "ce n'est plus du JSON"),
    ],
)
def test_streaming_a_broken_file(tmp_path, streamed, text, said):
    told = refusal(lambda: read_datatourisme(save(tmp_path, text), 2025, "f.json"))
    assert said in told
    assert "f.json, ligne " in told


def test_streaming_another_encoding(tmp_path, streamed):
    (tmp_path / "h.json").write_bytes('[{"nom": "été"}]'.encode("cp1252"))
    assert "n'est pas en UTF-8" in refusal(lambda: read_datatourisme(tmp_path / "h.json", 2025))


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.99])
@pytest.mark.parametrize("read", READERS)
def test_a_truncated_zip(tmp_path, read, keep):
    path = zipped(tmp_path, {f"{n}.json": TEXT for n in range(3)})
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * keep)])
    told = refusal(lambda: read(path, 2025, "flux.zip"))
    assert "flux.zip : le zip ne peut pas être ouvert" in told
    assert "téléchargez-le de nouveau" in told


def test_a_zip_whose_bytes_are_damaged(tmp_path):
    path = zipped(tmp_path, {"a.json": TEXT})
    raw = bytearray(path.read_bytes())
    raw[60:80] = b"\x00" * 20
    path.write_bytes(raw)
    assert "« a.json » ne peut pas être lu" in refusal(lambda: read_datatourisme(path, 2025, office="3"))


def test_a_damaged_json_in_a_zip_is_named(tmp_path):
    told = refusal(lambda: read_datatourisme(zipped(tmp_path, {"objets/a.json": "{"}), 2025, "flux.zip"))
    assert "flux.zip › objets/a.json, ligne 1" in told


@pytest.mark.parametrize("name", ["../a.json", "/etc/a.json", "a/../../b.json", "..\\a.json", "C:\\a.json"])
def test_trap_a_path_that_leaves_the_folder(tmp_path, name):
    told = refusal(lambda: read_datatourisme(zipped(tmp_path, {name: TEXT}), 2025))
    assert "sort du dossier" in told


def test_trap_a_link(tmp_path):
    info = zipfile.ZipInfo("a.json")
    info.external_attr = 0o120777 << 16
    with zipfile.ZipFile(tmp_path / "l.zip", "w") as archive:
        archive.writestr(info, "/etc/passwd")
    assert "sort du dossier" in refusal(lambda: read_datatourisme(tmp_path / "l.zip", 2025))


def test_trap_a_bomb(tmp_path):
    told = refusal(lambda: read_datatourisme(zipped(tmp_path, {"a.json": " " * 20_000_000}), 2025))
    assert "fois plus gros une fois ouvert" in told


def test_trap_too_large_once_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(zips, "MAX_TOTAL", 100)
    assert "une fois ouvert" in refusal(lambda: read_datatourisme(zipped(tmp_path, {"a.json": TEXT}), 2025))


def test_trap_a_zip_that_lies_on_its_sizes(tmp_path):
    path = zipped(tmp_path, {"a.json": TEXT})
    raw = path.read_bytes()
    directory = raw.index(b"PK\x01\x02")
    path.write_bytes(raw[: directory + 24] + struct.pack("<L", 10) + raw[directory + 28 :])
    refusal(lambda: read_datatourisme(path, 2025))


def test_a_zip_without_json(tmp_path):
    assert "aucun fichier .json" in refusal(lambda: read_datatourisme(zipped(tmp_path, {"a.csv": "x"}), 2025))


def test_an_encrypted_zip(tmp_path):
    path = zipped(tmp_path, {"a.json": TEXT})
    raw = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + offset] |= 1
    path.write_bytes(raw)
    assert "chiffré" in refusal(lambda: read_datatourisme(path, 2025))
