"""Mistakes of opening hours, told at their place in ``dossier.yaml`` (``tests/opening`` tests the readers)."""

import pytest

from tests.dossier.office_files import Case, change, check, problems_of, write_office, wrong_value

ROW = '- {days: "lun-sam", slots: ["09:30-12:30", "14:00-18:00"]}'
TABLE = "bureaux.1.hours.table"
WEEK = f"{TABLE}.seasons.1.week.1"


def row(slots: str) -> str:
    return f'- {{days: "lun-sam", slots: {slots}}}'


@pytest.mark.parametrize(
    ("slots", "key", "says", "better"),
    [
        ('["9h30-12h30"]', "slots.1", "« 9h30-12h30 » : écrivez", '["09:30-12:30"]'),
        ("[9h - 12h]", "slots.1", '« 9h - 12h » : écrivez "09:00-12:00"', '["09:00-12:00"]'),
        ('["9h30"]', "slots.1", 'écrivez "09:30", dans une plage : "09:30-12:30"', ""),
        ('["20:00-24:30"]', "slots.1", "« 24:30 » n'est pas une heure", ""),
        ('["18:00-14:00"]', "slots.1", 'finit avant de commencer : écrivez "14:00-18:00"', ""),
        ('["10:00-12:00", "11:00-13:00"]', "slots", "« 10:00-12:00 » et « 11:00-13:00 » se chevauchent", ""),
        ("[930]", "slots.1", 'il faut un texte, pas « 930 » → écrivez "930"', '["930"]'),
        ('"09:30-12:30"', "slots", "il faut une liste, pas « 09:30-12:30 »", '["09:30-12:30"]'),
        ("09:30-12:30", "slots", "il faut une liste", '["09:30-12:30"]'),
        ('"09:30-12:30,14:00-18:00"', "slots", "il faut une liste", '["09:30-12:30", "14:00-18:00"]'),
        ("null", "slots", "il faut une liste, pas rien", ""),
    ],
)
def test_slots(tmp_path, slots, key, says, better):
    check(tmp_path, Case(ROW, row(slots), f"{WEEK}.{key}", says, row(better) if better else ""))


@pytest.mark.parametrize(
    ("days", "says", "better"),
    [
        ('"mardi au vendredi"', "jours illisibles : « mardi au vendredi » ; écrivez par exemple", ""),
        ("[lun, mar]", "il faut un texte, pas une liste", '"lun, mar"'),
        ("7", "il faut un texte, pas « 7 »", '"7"'),
    ],
)
def test_days(tmp_path, days, says, better):
    check(tmp_path, wrong_value('days: "lun-sam"', f"{WEEK}.days", days, says, better))


@pytest.mark.parametrize("plain", ["[09:30-12:30]", "[9:30-12:30]"])
def test_hours_without_quotes_stay_what_they_are(tmp_path, plain):
    params = write_office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", ROW, row(plain))
    assert [p.corrected for p in problems_of(params)] == ([] if "09" in plain else [row('["09:30-12:30"]')])


@pytest.mark.parametrize(
    ("start", "end", "key", "says"),
    [
        ('"06-30"', '"01-01"', "", 'vient avant « 06-30 » : écrivez deux périodes, "06-30" à "12-31"'),
        ('"2023-06-30"', '"2023-01-01"', "", "inversez-les"),
        ('"2023-01-01"', '"06-30"', "", "écrivez l'année aux deux dates, ou à aucune"),
        ('"02-30"', '"06-30"', ".start", "« 02-30 » n'existe pas : ce mois finit le"),
        ('"01/01"', '"06-30"', ".start", "date illisible : « 01/01 »"),
        ("2023", '"06-30"', ".start", "il faut un texte, pas « 2023 »"),
    ],
)
def test_the_ends_of_a_season(tmp_path, start, end, key, says):
    old = '- start: "01-01"\n            end: "06-30"'
    new = f"- start: {start}\n            end: {end}"
    corrected = '- start: "2023"' if start == "2023" else ""
    check(tmp_path, Case(old, new, f"{TABLE}.seasons.1{key}", says, corrected))


def test_seasons_that_overlap(tmp_path):
    says = "cette période recouvre la période 1 de la liste → corrigez « start » ou « end »"
    check(tmp_path, Case('start: "07-01"', 'start: "06-30"', f"{TABLE}.seasons.2", says))


def test_seasons_that_overlap_are_told_beside_another_mistake(tmp_path):
    params = write_office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", 'start: "07-01"', 'start: "06-30"')
    change(tmp_path, "ot/dossier.yaml", '["12-25"]', '["25/12"]')
    assert [p.key for p in problems_of(params)] == [f"{TABLE}.seasons.2", f"{TABLE}.closures.1"]


@pytest.mark.parametrize(
    ("old", "written", "key", "says", "better"),
    [
        ('public_holidays: "fermé"', "fermés", "public_holidays", 'écrivez "fermé", "ouvert"', ""),
        ('closures: ["12-25"]', '"12-25"', "closures", "il faut une liste, pas « 12-25 »", '["12-25"]'),
        ('closures: ["12-25"]', '["12-32"]', "closures.1", "« 12-32 » n'existe pas : ce mois finit le", ""),
    ],
)
def test_holidays_and_closures(tmp_path, old, written, key, says, better):
    check(tmp_path, wrong_value(old, f"{TABLE}.{key}", written, says, better))


@pytest.mark.parametrize(
    ("osm", "says"),
    [
        ('"lundi 9x-12x"', "horaires illisibles : « lundi 9x-12x »"),
        ('"Mo-Fr 09:00-12:00; SH off"', "vacances scolaires (SH) : donnez la zone du bureau"),
        ('""', "horaires vides"),
        ("3", "il faut un texte, pas « 3 »"),
    ],
)
def test_osm(tmp_path, osm, says):
    better = '"3"' if osm == "3" else ""
    check(tmp_path, wrong_value('osm: "Mo-Fr 09:00-12:00"', "bureaux.2.hours.osm", osm, says, better))


@pytest.mark.parametrize(
    ("beside", "key", "says"),
    [
        ('region: "Alsace"', ".osm", "région inconnue : « Alsace »"),
        ('school_zone: "D"', ".osm", "zone de vacances scolaires inconnue : « D »"),
        (
            'table: {public_holidays: "fermé", seasons: [{start: "01-01", end: "12-31", week: []}]}',
            "",
            "une seule forme",
        ),
    ],
)
def test_what_goes_with_osm(tmp_path, beside, key, says):
    osm = 'osm: "Mo-Fr 09:00-12:00"'
    at = osm if key else f"hours:\n      {beside}"
    check(tmp_path, Case(osm, f"{beside}\n      {osm}", f"bureaux.2.hours{key}", says, at=at))


@pytest.mark.parametrize("beside", ['region: "67"', 'school_zone: "C"'])
def test_a_region_beside_a_table_would_be_ignored(tmp_path, beside):
    says = "« region » va dans « table », et « school_zone » ne sert qu'avec « osm »"
    check(
        tmp_path,
        Case("      table:\n", f"      {beside}\n      table:\n", "bureaux.1.hours", says, at="    hours:\n      "),
    )


@pytest.mark.parametrize("written", ['"Mo-Fr 09:00-12:00"', "[a]", "3"])
def test_hours_that_are_no_block(tmp_path, written):
    says, old = "il faut un bloc de lignes « clé: valeur »", 'hours:\n      osm: "Mo-Fr 09:00-12:00"'
    check(tmp_path, Case(old, f"hours: {written}", "bureaux.2.hours", says))


def test_hours_are_read_beside_a_mistake_in_their_evidence(tmp_path):
    params = write_office(tmp_path)
    osm = 'osm: "Mo-Fr 09:00-12:00"'
    change(tmp_path, "ot/dossier.yaml", osm, 'evidence: "photo"\n      osm: "Mo-Fr 9x-12x"')
    evidence, hours = problems_of(params)
    assert (evidence.key, evidence.corrected) == ("bureaux.2.hours.evidence", 'evidence: {paper: "photo"}')
    assert (hours.key, hours.line) == ("bureaux.2.hours.osm", evidence.line + 1)
