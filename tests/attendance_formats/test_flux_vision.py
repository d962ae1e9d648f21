"""Flux Vision: whom to count, which file, and archives that cannot be trusted."""

import zipfile

import pytest
from count_makers import note_about, refused, written

from otanalysis.attendance import archive
from otanalysis.attendance.flux_vision import kind_of, read_flux_vision
from otanalysis.attendance.series import Step, total

HEADER = "Date;ZoneObservation;Provenance;CategorieVisiteur;Volume"
DAY = (
    "2025-07-12;VAL;LOCAL;RESIDENT;5000",
    "2025-07-12;VAL;LOCAL;EXCURSIONNISTE;700",
    "2025-07-12;VAL;NONLOCAL;TOURISTE;100",
    "2025-07-12;VAL;NONLOCAL;RESIDENT;9000",
    "2025-07-12;VAL;NONLOCAL;EXCURSIONNISTE;20",
    "2025-07-12;VAL;ETRANGER;TOURISTE;3",
)
NIGHT = ("2025-07-12;VAL;NONLOCAL;TOURISTE;40", "2025-07-12;VAL;LOCAL;RESIDENT;1000")


def test_tourists_and_day_trippers_from_elsewhere_are_the_demand(tmp_path):
    series = read_flux_vision(written(tmp_path, "Diurne.csv", HEADER, *DAY), 2025)
    assert (series.step, total(series), series.proxy) == (Step.DAY, 123, "zone")
    note_about(series, "hors résidents", "excursionnistes")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_every_separator(tmp_path, separator):
    lines = [line.replace(";", separator) for line in (HEADER, *DAY)]
    assert total(read_flux_vision(written(tmp_path, "Diurne.csv", *lines), 2025)) == 123


def test_breakdowns_never_count_again(tmp_path):
    written(tmp_path, "2025/Diurne.csv", HEADER, *DAY)
    written(tmp_path, "2025/Nuitee.csv", HEADER, *NIGHT)
    for name in ("Departement", "Pays", "Age", "Geolife"):
        written(tmp_path, f"2025/Diurne_{name}.csv", f"{HEADER};{name}", *(f"{line};x" for line in DAY))
    assert total(read_flux_vision(tmp_path, 2025)) == 123


def test_a_breakdown_alone_is_refused_even_renamed(tmp_path):
    path = written(tmp_path, "Diurne.csv", f"{HEADER};Pays", *(f"{line};Belgique" for line in DAY))
    assert "découpe les visiteurs (pays)" in refused(lambda: read_flux_vision(path, 2025))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Diurne.csv", "diurne"), ("Nuitée.csv", "nuitee"),
        ("a/fluxvision_Nuitee.csv", "nuitee"), ("Diurne_Pays.csv", ""),
        ("LieuNuitee_Soir.csv", ""), ("LieuNuitee.csv", ""), ("SejourDuree.csv", ""), ("Diurne_Departement.csv", ""),
    ],
)  # fmt: skip
def test_names_of_files(name, kind):
    assert kind_of(name) == kind


def test_nights_when_there_is_no_day_file_or_not_for_that_year(tmp_path):
    written(tmp_path, "Nuitee.csv", HEADER, *NIGHT)
    series = read_flux_vision(tmp_path, 2025)
    assert total(series) == 40
    note_about(series, "Diurne manque", "nuitées")
    written(tmp_path, "Diurne.csv", HEADER, *(line.replace("2025", "2024") for line in DAY))
    note_about(read_flux_vision(tmp_path, 2025), "ne décrit pas cette année")
    assert "décrivent 2024 et 2025" in refused(lambda: read_flux_vision(tmp_path, 2023))


def test_a_zero_stays_and_is_flagged(tmp_path):
    rows = ("2025-08-29;VAL;NONLOCAL;TOURISTE;0", "2025-08-30;VAL;NONLOCAL;TOURISTE;7")
    series = read_flux_vision(written(tmp_path, "Diurne.csv", HEADER, *rows), 2025)
    assert series.visitors["2025-08-29"] == 0
    note_about(series, "panne", "29 août 2025")


def test_several_zones_must_be_chosen(tmp_path):
    rows = (*DAY, *(line.replace("VAL", "MONT") for line in DAY))
    path = written(tmp_path, "Diurne.csv", HEADER, *rows)
    assert "plusieurs zones d'observation : MONT et VAL" in refused(lambda: read_flux_vision(path, 2025))
    assert total(read_flux_vision(path, 2025, zones="val")) == 123
    note_about(read_flux_vision(path, 2025, zones=["VAL", "MONT"]), "compté deux fois")


def test_an_unknown_origin_is_refused(tmp_path):
    told = refused(
        lambda: read_flux_vision(written(tmp_path, "Diurne.csv", HEADER, DAY[2].replace("NONLOCAL", "MARS")), 2025)
    )
    assert "provenance inconnue « MARS »" in told


def test_older_names_of_columns(tmp_path):
    header = "Date;ZoneNuitee;Provenance;CategorieVisiteurs;Volume"
    assert total(read_flux_vision(written(tmp_path, "Nuitee.csv", header, *NIGHT), 2025)) == 40


def zipped(folder, members: dict[str, str], name="flux.zip"):
    with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as packed:
        for inside, text in members.items():
            packed.writestr(inside, text)
    return folder / name


def test_an_archive_and_a_folder_of_archives(tmp_path):
    text = "\n".join((HEADER, *DAY))
    path = zipped(tmp_path, {"Etude 2025/Diurne.csv": text, "Etude 2025/Diurne_Pays.csv": "n'importe quoi"})
    assert total(read_flux_vision(path, 2025)) == 123
    zipped(tmp_path, {"Diurne.csv": text.replace("2025-07", "2025-08")}, "aout.zip")
    assert total(read_flux_vision(tmp_path, 2025)) == 246


def test_a_mistake_inside_an_archive_names_the_member_and_line(tmp_path):
    path = zipped(tmp_path, {"x/Diurne.csv": f"{HEADER}\n2025-07-12;VAL;NONLOCAL;TOURISTE;-4"})
    assert "flux.zip:x/Diurne.csv, ligne 2" in refused(lambda: read_flux_vision(path, 2025, "flux.zip"))


@pytest.mark.parametrize(
    "name", ["../Diurne.csv", "/Diurne.csv", "a/../../Diurne.csv", "..\\Diurne.csv", "C:/Diurne.csv"]
)
def test_a_member_that_leaves_its_folder_is_refused(tmp_path, name):
    assert "sortirait du dossier" in refused(lambda: read_flux_vision(zipped(tmp_path, {name: HEADER}), 2025))


def test_a_bomb_is_refused_before_it_is_opened(tmp_path, monkeypatch):
    path = zipped(tmp_path, {"Diurne.csv": "0" * 5_000_000})
    assert "donnerait 5 Mo" in refused(lambda: read_flux_vision(path, 2025))
    monkeypatch.setattr(archive, "LARGEST", 1000)
    path = zipped(tmp_path, {"Diurne.csv": "\n".join((HEADER, *DAY * 20))})
    assert "une fois ouverte" in refused(lambda: read_flux_vision(path, 2025))


@pytest.mark.parametrize("kept", [1, 10, 100, 150])
def test_a_truncated_archive_is_refused(tmp_path, kept):
    whole = zipped(tmp_path, {"Diurne.csv": "\n".join((HEADER, *DAY))}).read_bytes()
    path = tmp_path / "cut.zip"
    path.write_bytes(whole[:kept])
    assert refused(lambda: read_flux_vision(path, 2025, "cut.zip")).startswith("cut.zip")


def test_a_damaged_member_is_refused(tmp_path):
    raw = bytearray(zipped(tmp_path, {"Diurne.csv": "\n".join((HEADER, *DAY))}).read_bytes())
    raw[60:80] = bytes(20)
    (tmp_path / "bad.zip").write_bytes(raw)
    assert "abîmé" in refused(lambda: read_flux_vision(tmp_path / "bad.zip", 2025))


def test_nothing_inside_is_refused(tmp_path):
    assert "aucun fichier Diurne.csv" in refused(lambda: read_flux_vision(tmp_path, 2025))
