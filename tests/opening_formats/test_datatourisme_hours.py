import json
from datetime import date

import numpy as np
import pytest
from format_makers import at, brute, described, on_day, poi, refusal, save, spec, weekdays, zipped

from otanalysis.opening.calendar import days_described, days_open, describes_whole_year, hours_open
from otanalysis.opening.schema_org import read_datatourisme, read_schema_org

MONDAY, SUNDAY = date(2025, 3, 3), date(2025, 3, 2)


def read(tmp_path, *specs, year=2025, reader=read_datatourisme, **more):
    return reader(save(tmp_path, poi(*specs)), year, "h.json", **more)


def test_slots_of_a_period_are_open_and_its_other_days_closed(tmp_path):
    found = read(tmp_path, spec(weekdays(0, 1), "09:30:00", "12:30:00", "2025-03-01", "2025-03-31"))
    expected = brute(2025, lambda d: [(570, 750)] if d.month == 3 and d.weekday() < 2 else [])
    assert np.array_equal(found.minutes, expected)
    assert days_described(found) == 31
    assert not describes_whole_year(found)
    assert any(note.startswith("334 jours de 2025 sans horaires connus") for note in found.notes)


def test_trap_valid_through_is_included(tmp_path):
    found = read(tmp_path, spec(weekdays(0), "09:00", "12:00", "2025-03-03", "2025-03-03T00:00:00"))
    assert on_day(found, MONDAY) == ["09:00-12:00"]
    assert days_described(found) == 1


@pytest.mark.parametrize("prefix", ["", "schema:", "https://schema.org/", "http://schema.org/"])
@pytest.mark.parametrize(
    "days", ["Monday", "schema:Monday", "https://schema.org/Monday", "Lundi", {"@id": "schema:Monday"}]
)
def test_trap_prefixes_and_days_in_every_form(tmp_path, prefix, days):
    found = read(tmp_path, spec(days, "09:00", "12:00", prefix=prefix))
    assert days_open(found) == 52
    assert on_day(found, MONDAY) == ["09:00-12:00"]


def test_trap_missing_closes_is_noted_and_not_counted(tmp_path):
    found = read(tmp_path, spec(weekdays(0), "09:00", "12:00"), spec(weekdays(1), "14:00", None))
    assert days_open(found) == 52
    assert any(note.startswith("non compté, heure de fermeture manquante") for note in found.notes)
    assert not described(found, date(2025, 3, 4))
    assert days_described(found) == 365 - 52


def test_trap_no_days_is_every_day_with_a_note(tmp_path):
    found = read(tmp_path, spec(None, "09:00", "12:00"))
    assert days_open(found) == 365
    assert "des horaires sans jours de la semaine : comptés tous les jours de leur période" in found.notes


def test_trap_midnight_twice_is_closed_and_closes_the_longer_period(tmp_path):
    everyday, shut = spec(None, "09:00", "12:00"), spec(None, "00:00:00", "00:00:00", "2025-05-01", "2025-05-01")
    for specs in ((everyday, shut), (shut, everyday)):
        found = read(tmp_path, *specs)
        assert days_open(found) == 364
        assert describes_whole_year(found)
        assert any("ferme 1 jour" in note for note in found.notes)


def test_a_short_opening_in_a_closed_season_is_open(tmp_path):
    shut = spec(weekdays(6), "00:00", "00:00")
    found = read(tmp_path, shut, spec(weekdays(6), "10:00", "12:00", "2025-07-01", "2025-08-31"))
    assert days_open(found) == 9


def test_closing_at_midnight_is_the_end_of_the_day(tmp_path):
    assert on_day(read(tmp_path, spec(None, "18:00", "00:00")), MONDAY) == ["18:00-24:00"]


@pytest.mark.parametrize(
    ("opens", "closes", "why"),
    [
        ("18:00", "01:00", "passe minuit"),
        ("12:00", "12:00", "même heure"),
        ("9 h", "12:00", "illisible"),
        (None, None, "sans heures"),
    ],
)
def test_hours_that_make_no_slot_leave_the_day_unknown(tmp_path, opens, closes, why):
    found = read(tmp_path, spec(weekdays(0), "09:00", "12:00"), spec(weekdays(1), opens, closes))
    assert days_open(found) == 52
    assert any(why in note for note in found.notes)
    assert not described(found, date(2025, 3, 4))


def test_schema_org_without_times_is_closed(tmp_path):
    found = read(tmp_path, spec(weekdays(0), "09:00", "12:00"), spec(weekdays(1), None, None), reader=read_schema_org)
    assert describes_whole_year(found)


def test_trap_a_period_inside_another_adds_and_warns(tmp_path):
    found = read(
        tmp_path,
        spec(weekdays(0), "09:00", "12:00"),
        spec(weekdays(0), "10:00", "18:00", "2025-07-01", "2025-08-31"),
    )
    assert on_day(found, date(2025, 7, 7)) == ["09:00-18:00"]
    assert any("est à l'intérieur de" in note and "leurs heures s'ajoutent" in note for note in found.notes)


def test_periods_of_other_weekdays_do_not_warn(tmp_path):
    found = read(tmp_path, spec(weekdays(0), "09:00", "12:00"), spec(weekdays(5), "09:00", "12:00", "2025-07-01"))
    assert not any("s'ajoutent" in note for note in found.notes)


def test_public_holidays_of_the_source_replace_the_weekday(tmp_path):
    found = read(tmp_path, spec(None, "09:00", "12:00"), spec("schema:PublicHolidays", "15:00", "17:00"))
    assert on_day(found, date(2025, 5, 1)) == ["15:00-17:00"]
    assert not any("jours fériés" in note for note in found.notes)


def test_public_holidays_that_nobody_names_are_said(tmp_path):
    found = read(tmp_path, spec(None, "09:00", "12:00"))
    assert "la source ne dit rien des jours fériés : ils sont comptés comme les autres jours" in found.notes


def test_without_validity_the_hours_hold_all_year_and_say_so(tmp_path):
    found = read(tmp_path, spec(weekdays(0), "09:00", "12:00", None, None))
    assert describes_whole_year(found)
    assert any("sans dates de validité" in note for note in found.notes)


def test_free_text_is_shown(tmp_path):
    data = poi(spec(weekdays(0), "09:00", "12:00") | {"additionalInformation": {"fr": ["sauf pluie"]}})
    data["textOpeningHoursSpecification"] = {"fr": "Ouvert le lundi"}
    found = read_datatourisme(save(tmp_path, data), 2025)
    assert found.notes[0] == "texte libre, non compté : Ouvert le lundi"
    assert "précision de la source : « sauf pluie »" in found.notes


LUNDI = spec(weekdays(0), "09:00", "12:00")
TWO = [
    poi(LUNDI, id_="https://x.fr/a1", name="Office de Tourisme de Valfictif"),
    poi(LUNDI, id_="https://x.fr/b2", name="BIT de Lac"),
]


@pytest.mark.parametrize("office", ["https://x.fr/b2", "b2", "BIT de Lac", "bit  de LAC"])
@pytest.mark.parametrize(
    "wrap", [list, lambda two: {"@context": {}, "@graph": two}, lambda two: {"meta": {}, "objects": two}]
)
def test_an_office_of_a_list_by_id_or_name(tmp_path, office, wrap):
    assert days_open(read_datatourisme(save(tmp_path, wrap(TWO)), 2025, office=office)) == 52


def test_an_office_of_a_zip(tmp_path):
    files = {f"objects/0/{n}.json": json.dumps(one) for n, one in enumerate(TWO)} | {
        "index.json": "[]",
        "lisez.txt": "x",
    }
    assert days_open(read_datatourisme(zipped(tmp_path, files), 2025, office="b2")) == 52


def test_several_offices_and_none_chosen(tmp_path):
    told = refusal(lambda: read_datatourisme(save(tmp_path, TWO), 2025, "x.json"))
    assert "2 fiches ont des horaires" in told
    assert "« BIT de Lac » (https://x.fr/b2)" in told


def test_an_absent_office_gives_the_nearest_name(tmp_path):
    told = refusal(lambda: read_datatourisme(save(tmp_path, TWO), 2025, "x.json", office="BIT du lac"))
    assert "office absent du fichier" in told
    assert "vouliez-vous dire « BIT de Lac » ?" in told


def test_two_offices_of_one_name_ask_for_the_identifier(tmp_path):
    twins = [poi(LUNDI, id_="https://x.fr/a1"), poi(LUNDI, id_="https://x.fr/b2")]
    told = refusal(lambda: read_datatourisme(save(tmp_path, twins), 2025, office="Office de tourisme de Valfictif"))
    assert "plusieurs fiches" in told
    assert "https://x.fr/b2" in told


def test_hours_in_another_part_of_the_graph(tmp_path):
    graph = [
        {"@id": "o", "schema:name": "OT", "isLocatedAt": {"@id": "p"}},
        {"@id": "p", "schema:openingHoursSpecification": [{"@id": "h"}]},
        {"@id": "h", **LUNDI},
    ]
    assert days_open(read_datatourisme(save(tmp_path, {"@graph": graph}), 2025, office="OT")) == 52


def test_a_year_that_is_not_described(tmp_path):
    told = refusal(lambda: read(tmp_path, spec(weekdays(0), "09:00", "12:00", "2020-09-01", "2021-10-31")))
    assert "aucun jour de 2025 n'est décrit ; années décrites : 2020, 2021" in told


def test_mistakes_are_told_at_once_with_their_place(tmp_path):
    wrong = [
        spec("Lunedi", "09:00", "12:00"),
        spec(None, "09:00", "12:00", "le 3 mars"),
        spec(None, "9:00", "12:00", "2025-05-01", "2025-03-01"),
    ]
    told = refusal(lambda: read(tmp_path, *wrong))
    assert "openingHoursSpecification[0]" in told
    assert "jour inconnu : « Lunedi »" in told
    assert "« le 3 mars » n'est pas une date" in told
    assert "vient avant validFrom" in told


def test_an_office_without_hours(tmp_path):
    assert "aucune fiche avec des horaires" in refusal(lambda: read_datatourisme(save(tmp_path, {"@id": "x"}), 2025))


def test_minutes_are_those_of_the_specifications(tmp_path):
    pairs = [("09:30", "12:30"), ("14:00", "18:00")]
    found = read(tmp_path, *(spec(weekdays(n), a, b) for n in (1, 2, 4) for a, b in pairs))
    expected = brute(2025, lambda d: [(at(a), at(b)) for a, b in pairs] if d.weekday() in (1, 2, 4) else [])
    assert np.array_equal(found.minutes, expected)
    assert hours_open(found) == expected.sum() / 60
