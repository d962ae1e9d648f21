"""What an export holds: read back by others' readers, it is the observatory, and its description tells it."""

import json

import pandas as pd
import pytest
from frictionless import validate

from otanalysis.batch.new_folder import new_folder
from otanalysis.reading.problems import InputError
from otanalysis.store.address import default_url
from otanalysis.store.dictionary import TABLES
from otanalysis.store.export import export_tables
from otanalysis.store.load import load
from otanalysis.store.observatory import Observatory
from otanalysis.store.package import exported

HELD = {"category": "II", "since": "2021-06-14", "order": "Arrêté 12", "illustrative": False}
PLACE = {"latitude": 44.2561, "longitude": 1.1375, "source": "relevé", "evidence": None, "illustrative": False}


@pytest.fixture
def full(audit, document, tmp_path) -> Observatory:
    """An observatory of two offices, one of them fictitious; one bureau is placed."""
    bureaux = [{**document["bureaux"][0], "position": PLACE}, *document["bureaux"][1:]]
    invented = {**document["office"], "fictitious": True, "name": 'Fictif, "dit-on"'}
    url = default_url(tmp_path)
    load(
        url,
        [
            audit(bureaux=bureaux, classification=HELD),
            audit(category="I", classification=HELD),
            audit(name="utopie", office=invented),
        ],
    )
    return Observatory(url)


def written(base, folder, kind, *names, invented=False):
    with new_folder(folder) as draft:
        return export_tables(draft, base, kind, names, invented=invented)


def expected(base: Observatory, name: str) -> pd.DataFrame:
    table = getattr(base, name)()
    return table if "fictitious" in table else table.assign(fictitious=table["office"] == "utopie")


def test_others_read_every_value_as_it_is_described(full, tmp_path):
    written(full, tmp_path / "open", "csv", invented=True)
    report = validate(str(tmp_path / "open" / "datapackage.json"))
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    assert [task.name for task in report.tasks] == list(TABLES)
    assert [task.stats.get("rows", 0) for task in report.tasks] == [len(getattr(full, name)()) for name in TABLES]


def test_a_value_that_is_not_as_described_is_seen(full, tmp_path):
    written(full, tmp_path / "open", "csv")
    file = tmp_path / "open" / "opening.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",420,", ",1441,", 1), encoding="utf-8")
    assert not validate(str(tmp_path / "open" / "datapackage.json")).valid


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_pandas_reads_the_observatory_back(full, tmp_path, kind):
    written(full, tmp_path / "open", kind, invented=True)
    for name, words in TABLES.items():
        columns = [column.name for column in exported(words)]
        table = expected(full, name)[columns]
        found = read(tmp_path / "open" / f"{name}.{kind}", name)
        if kind == "csv":  # which has no null beside the empty text
            texts = {column.name: "" for column in words.columns if column.kind == "string"}
            found, table = found.fillna(texts), table.fillna(texts)
        assert list(found.columns) == columns
        pd.testing.assert_frame_equal(found.astype(table.dtypes.to_dict()), table, check_exact=True)


def read(path, name: str) -> pd.DataFrame:
    if path.suffix == ".parquet":
        return pd.read_parquet(path)
    kinds = {column.name: column.kind for column in TABLES[name].columns}
    texts = {column: str for column, kind in kinds.items() if kind == "string"}
    return pd.read_csv(path, parse_dates=[column for column, kind in kinds.items() if kind == "date"], dtype=texts)


def test_the_description_is_in_words_and_invents_no_licence(full, tmp_path):
    written(full, tmp_path / "open", "csv")
    told = json.loads((tmp_path / "open" / "datapackage.json").read_text(encoding="utf-8"))
    assert told["licenses"] == [{"name": "notspecified", "title": "Licence à compléter par l'éditeur"}]
    opening = next(one for one in told["resources"] if one["name"] == "opening")
    minutes = next(one for one in opening["schema"]["fields"] if one["name"] == "minutes")
    assert (minutes["unit"], minutes["title"]) == ("minute", "Temps d'ouverture")
    assert minutes["constraints"] == {"minimum": 0, "maximum": 1440}
    for resource in told["resources"]:
        names = {field["name"] for field in resource["schema"]["fields"]}
        assert {"fictitious", "illustrative"} <= names


def test_the_same_observatory_gives_the_same_bytes(full, tmp_path):
    for folder in ("one", "two"):
        written(full, tmp_path / folder, "csv")
    one, two = ({p.name: p.read_bytes() for p in (tmp_path / f).iterdir()} for f in ("one", "two"))
    assert one == two


def test_what_is_fictitious_stays_out_unless_asked(full, tmp_path):
    kept = written(full, tmp_path / "open", "csv")
    assert (kept.offices, kept.left_out) == (1, 1)
    assert not any(b"utopie" in path.read_bytes() for path in (tmp_path / "open").glob("*.csv"))
    whole = written(full, tmp_path / "open", "csv", invented=True)
    assert (whole.offices, whole.left_out) == (2, 0)
    days = pd.read_csv(tmp_path / "open" / "opening.csv")
    assert days.groupby("office")["fictitious"].agg(["all", "any"]).values.tolist() == [[False, False], [True, True]]


def test_a_variant_is_no_office(audit, document, tmp_path):
    url = default_url(tmp_path)
    load(url, [audit(), audit(name=f"{document['name']}--ete")])
    kept = written(Observatory(url), tmp_path / "open", "csv")
    assert (kept.offices, kept.left_out) == (1, 1)
    assert not any(b"--ete" in path.read_bytes() for path in (tmp_path / "open").glob("*.csv"))


def test_some_offices_only(full, tmp_path):
    assert written(full, tmp_path / "open", "csv", "ot").offices == 1
    for names, invented, says in ((("otte",), True, "« ot »"), (("utopie",), False, "--with-invented")):
        with pytest.raises(InputError, match=says):
            written(full, tmp_path / "none", "csv", *names, invented=invented)
        assert not (tmp_path / "none").exists()


def test_what_rests_on_illustrative_data_says_so(full, audit, document):
    findings = json.loads(json.dumps(document["findings"]))
    findings[3]["requirements"][0]["illustrative"] = True
    load(full.url, [audit(name="exemple", findings=findings)])
    found = full.findings().query("office == 'exemple' and illustrative")
    assert found["criterion"].tolist() == [findings[3]["criterion"]]
    told = full.offices().set_index("office")["illustrative"].to_dict()
    assert told == {"exemple": True, "ot": False, "utopie": False}


def test_the_map_of_the_bureaux(full, tmp_path):
    load(full.url, [])
    found = written(full, tmp_path / "open", "geojson")
    told = json.loads((tmp_path / "open" / "bureaux.geojson").read_text(encoding="utf-8"))
    assert set(told) == {"type", "features"}
    assert told["type"] == "FeatureCollection"
    assert [set(one) for one in told["features"]] == [{"type", "id", "geometry", "properties"}] * 2
    by_id = {one["id"]: one for one in told["features"]}
    assert found.unplaced == sum(one["geometry"] is None for one in told["features"])
    assert by_id["ot/gare"]["geometry"] is None
    assert by_id["ot/gare"]["properties"]["fictitious"] is False
    described = json.loads((tmp_path / "open" / "datapackage.json").read_text(encoding="utf-8"))["resources"][0]
    assert [field["name"] for field in described["properties"]] == list(by_id["ot/gare"]["properties"])
    assert validate(str(tmp_path / "open" / "datapackage.json")).valid


def test_a_position_goes_from_the_dossier_to_the_map(audit, document, tmp_path):
    url = default_url(tmp_path)
    load(url, [audit(bureaux=[{**document["bureaux"][0], "position": PLACE}, document["bureaux"][1]])])
    written(Observatory(url), tmp_path / "open", "geojson")
    first = json.loads((tmp_path / "open" / "bureaux.geojson").read_text(encoding="utf-8"))["features"][0]
    assert first["geometry"] == {"type": "Point", "coordinates": [1.1375, 44.2561]}
    assert first["properties"]["source"] == "relevé"


def test_parquet_without_its_library(full, tmp_path, monkeypatch):
    monkeypatch.setattr("otanalysis.store.export.find_spec", lambda _: None)
    with pytest.raises(InputError, match=r"pip install -c constraints.txt -e '.\[parquet\]'"):
        written(full, tmp_path / "open", "parquet")
    assert not (tmp_path / "open").exists()
