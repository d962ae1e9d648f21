"""Better hours of the offices of params/: within the law and today's hours, never worse than today, or why not."""

from pathlib import Path

import numpy as np
import pytest

from otanalysis.audit.better_hours import better_hours
from otanalysis.audit.coherence import coherences
from otanalysis.coherence.timetables import calendar_of
from otanalysis.office import audit_params
from otanalysis.opening.calendar import days_open, hours_open
from otanalysis.opening.feast_days import public_holidays
from tests.dossier.office_files import change, write_office

PARAMS = Path(__file__).parents[2] / "params"
SEARCHED = ["pays-de-serres-en-quercy", "office-fictif-val-dorbelle", "office-fictif-cote-de-brumaire"]


@pytest.fixture(scope="module", params=SEARCHED)
def found(request):
    return better_hours(audit_params(PARAMS / f"{request.param}.yaml"))


def test_as_many_hours_more_visitors(found):
    assert found.best.hours <= found.limits.hours_a_year == hours_open(found.now.calendar)
    assert found.best.coverage > found.now.measures.coverage.coverage
    assert found.best.gap == 0


def test_as_many_visitors_fewer_hours(found):
    assert found.fewest.coverage >= found.now.measures.coverage.coverage
    assert found.fewest.hours < hours_open(found.now.calendar)


def test_both_meet_what_the_category_asks(found):
    for suggestion in (found.best, found.fewest):
        assert suggestion.long_days >= found.limits.min_days
        assert suggestion.hours >= found.limits.least_hours_a_year > 0


def test_no_better_than_the_busiest_slots(found):
    assert found.best.coverage <= found.now.measures.coverage.best + 1e-9


def test_public_holidays_shut_today_stay_shut():
    found = better_hours(audit_params(PARAMS / "pays-de-serres-en-quercy.yaml"))
    seasons = np.zeros(365, int)
    assert found.holidays.sum() == len(public_holidays(2023))
    whole = calendar_of(found.best.week, seasons, 2023, found.holidays)
    assert not whole.minutes[found.holidays].any()


def test_the_category_s_minimum_is_proposed_to_who_opens_less(tmp_path):
    params = write_office(tmp_path)
    text = "date;visiteurs\n" + "".join(
        f"{d};{10 + d.astype(int) % 7}\n" for d in np.arange("2023-01-01", "2024-01-01", dtype="datetime64[D]")
    )
    (params.parent / "ot" / "frequentation.csv").write_text(text, encoding="utf-8")
    audit = audit_params(params)
    found = better_hours(audit)
    asked = max(r.requirement.params.get("min_hours", 0) for f in audit.findings for r in f.requirements)
    assert found.limits.hours_a_year == max(asked, hours_open(found.now.calendar), 180 * 4)
    assert found.best is None or found.best.hours >= asked


def test_no_proposal_from_counts_of_a_desk_or_of_months(tmp_path):
    half = better_hours(audit_params(PARAMS / "office-fictif-plateau-de-serigny.yaml"))
    assert (half.best, half.why_not) == (None, "horaires décrits sur 153\u00a0jours seulement")
    params = write_office(tmp_path)
    change(tmp_path, "ot/dossier.yaml", 'file: "frequentation.csv"', 'file: "guichet.csv"\n  format: "guichet"')
    lines = "".join(f"{d};5\n" for d in np.arange("2023-01-01", "2024-01-01", dtype="datetime64[D]"))
    (params.parent / "ot" / "guichet.csv").write_text("date;visiteurs\n" + lines, encoding="utf-8")
    assert better_hours(audit_params(params)).why_not.startswith("ces comptages ne disent pas la demande")


def test_only_the_main_bureau_is_read_on_the_scale():
    rows = coherences(audit_params(PARAMS / "pays-de-serres-en-quercy.yaml"))
    assert [(row.bureau, row.main, bool(row.word)) for row in rows] == [
        ("Lauzerte", True, True),
        ("Montaigu-de-Quercy", False, False),
    ]
    assert days_open(rows[0].calendar) == 245
