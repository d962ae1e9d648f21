"""What goes into the observatory: each audit whole, once, whatever the base."""

import pytest
from sqlalchemy import text

from otanalysis.attendance.series import total
from otanalysis.dossier.past import past_audit
from otanalysis.office import audit_params
from otanalysis.opening.calendar import minutes_per_day
from otanalysis.reading.problems import InputError
from otanalysis.store.engine import reading
from otanalysis.store.history import audit_text, past_audits
from otanalysis.store.load import load
from otanalysis.store.observatory import Observatory
from tests.dossier.office_files import write_office
from tests.store.audits import held, some_audits, write

OLD_KEYS = {"rules", "bureaux", "classification", "marks", "previous"}


def asked(url, sql: str) -> list[tuple]:
    with reading(url) as connection:
        return [tuple(row) for row in connection.execute(text(sql))]


def test_the_days_are_those_of_the_dossier(base, audit, tmp_path):
    found = audit_params(write_office(tmp_path))
    assert load(base, [audit()]) == 1
    expected = {p.bureau.id: minutes_per_day(p.opening) for p in found.dossier.points}
    assert asked(base, "SELECT count(*), sum(minutes) FROM opening") == [
        (2 * 365, sum(minutes.sum() for minutes in expected.values()))
    ]
    table = Observatory(base).opening()
    for bureau, minutes in expected.items():
        assert table[table["bureau"] == bureau]["minutes"].tolist() == minutes.tolist()
    visitors = Observatory(base).attendance()
    assert visitors["visitors"].sum() == total(found.dossier.attendance)
    assert visitors["visitors"].notna().sum() == 2, "zero is a count, what is missing is not"
    one = "SELECT visitors FROM attendance WHERE CAST(day AS VARCHAR) = '2023-07-{}'"
    assert [asked(base, one.format(day)) for day in (13, 14, 15)] == [[(0,)], [(120,)], [(None,)]]


def test_what_the_hours_do_not_say_is_not_closed(base, audit, document):
    bureau = {**document["bureaux"][0], "not_described": [["2023-02-01", "2023-02-28"], ["2023-12-31", "2023-12-31"]]}
    silent = {**document["bureaux"][1], "minutes": None, "hors_les_murs": [60] * 365}
    load(base, [audit(bureaux=[bureau, silent])])
    table = Observatory(base).opening()
    first, second = (table[table["bureau"] == one] for one in (bureau["id"], silent["id"]))
    assert first.loc[~first["described"], "day"].dt.strftime("%m-%d").tolist()[-2:] == ["02-28", "12-31"]
    assert (~first["described"]).sum() == 29
    assert not second["described"].any()
    assert second["minutes"].isna().all()
    assert second["hors_les_murs"].sum() == 60 * 365
    rows = asked(base, "SELECT bureau, sum(minutes), sum(hors_les_murs), count(*) FROM opening GROUP BY bureau")
    expected = {(bureau["id"], sum(bureau["minutes"]), None, 365), (silent["id"], None, 21900, 365)}
    assert set(rows) == expected
    described = "SELECT count(*) FROM opening WHERE described"
    assert asked(base, described) == [(365 - 29,)]


def test_counts_by_month(base, audit, document):
    told = {**document["attendance"], "days": None, "step": "month", "months": {str(m): m for m in range(1, 13)}}
    load(base, [audit(attendance=told)])
    table = Observatory(base).attendance()
    assert table["step"].unique().tolist() == ["month"]
    assert table["day"].dt.month.tolist() == table["visitors"].tolist() == list(range(1, 13))
    assert asked(base, "SELECT CAST(max(day) AS VARCHAR), sum(visitors) FROM attendance") == [("2023-12-01", 78)]


def test_a_leap_year(base, audit, document):
    bureaux = [{**document["bureaux"][0], "minutes": [60] * 366, "not_described": [["2024-12-31", "2024-12-31"]]}]
    load(base, [audit(reference_year=2024, bureaux=bureaux, attendance=None)])
    last = Observatory(base).opening().iloc[-1]
    assert (str(last["day"].date()), bool(last["described"])) == ("2024-12-31", False)
    assert asked(base, "SELECT CAST(max(day) AS VARCHAR) FROM opening") == [("2024-12-31",)]


def test_once(base, audit, document, tmp_path):
    paths = some_audits(tmp_path, document, 6)
    assert load(base, paths) == 6
    before = held(base)
    assert load(base, paths) == load(base, reversed(paths)) == 0
    assert held(base) == before


def test_the_same_audits_in_another_order_give_the_same_base(new_base, document, tmp_path):
    paths, bases = some_audits(tmp_path, document, 6), (new_base(), new_base())
    load(bases[0], paths)
    load(bases[1], reversed(paths))
    assert held(bases[0]) == held(bases[1])


def test_the_last_answer_to_a_question_is_the_current_one(base, audit):
    first, second = audit(), audit(verdict="classable")
    load(base, [first])
    load(base, [second])
    assert Observatory(base).offices()["verdict"].tolist() == ["classable"]
    assert load(base, [first]) == 1, "put back as it was"
    table = Observatory(base).audits()
    assert table["current"].sum() == 1
    assert Observatory(base).offices()["verdict"].tolist() == ["non classable en l'état"]
    assert len(table) == 2
    assert len(Observatory(base).findings()) == 19, "those of the replaced audit are not counted twice"
    assert audit_text(base, "ot") == first.read_bytes()


def test_what_is_no_audit_is_told_and_the_others_are_kept(base, audit, tmp_path, document):
    bad = tmp_path / "bad.json"
    bad.write_text("{}")
    short = audit(bureaux=[{**document["bureaux"][0], "minutes": [1, 2]}])
    twice = audit(findings=document["findings"] * 2)
    lists = audit(staffing={**document["staffing"], "fte": [1]})
    first, *others = document["findings"]
    deep = audit(findings=[{**first, "label": {"fr": "x"}}, *others])
    wrong = (bad, short, twice, lists, deep, tmp_path / "none.json")
    with pytest.raises(InputError) as told:
        load(base, [bad, short, lists, deep, audit(), twice, tmp_path / "none.json"])
    assert {problem.file for problem in told.value.problems} == {str(path) for path in wrong}
    assert len(past_audits(base, "ot")) == 1
    assert len(held(base)["findings"]) == 19, "nothing is left of the others"


def test_an_audit_of_the_first_version_of_the_program(base, audit, document, tmp_path):
    path = audit()
    old = {key: value for key, value in document.items() if key not in OLD_KEYS}
    old["attendance"] = {k: v for k, v in document["attendance"].items() if k != "days"}
    old["staffing"] = {k: v for k, v in document["staffing"].items() if k not in {"contracts", "illustrative"}}

    load(base, [write(tmp_path, old)])
    found = Observatory(base)
    assert len(found.findings()) == 19
    assert found.opening().empty
    assert found.attendance()["step"].unique().tolist() == ["month"]
    assert load(base, [path]) == 1


def test_what_comes_out_is_what_went_in(base, audit):
    path = audit()
    load(base, [path])
    assert audit_text(base, "ot") == audit_text(base, "ot@2023-09-30") == path.read_bytes()
    assert past_audits(base, "ot") == [past_audit(path.read_bytes(), "")[0]]
