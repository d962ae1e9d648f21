"""Staff bureau by bureau: the audit of 2023, contracts that name a bureau and contracts that name none."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from otanalysis.coherence.bureau_staff import BureauStaff, staff_by_bureau
from otanalysis.coherence.hypotheses import outside_feasible
from otanalysis.coherence.scale import load_scale
from otanalysis.coherence.staffing import total_fte
from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.loader import read_dossier
from tests.audit.case_files import Given, OtherBureau, Spell, changed, complete, dossier_of

PARAMS = Path(__file__).parents[2] / "params"
WORK = load_scale().work
# 160 days of 10 h with two people: 3 200 h, 1.991 ETP; with half an hour more a day, 3 360 h, 2.091 ETP.
HARBOUR = OtherBureau(name="Port", opening=(Spell(days=160, a_day="10 h"),), people_present=2)
SILENT = OtherBureau(name="Gare")


def posts(number: int, quota: float = 1, bureau: str | None = None) -> Contract:
    return Contract(label="poste", posts=number, quota=quota, bureau=bureau)


def rows(*contracts: Contract, others=(HARBOUR,), minimum: float = 3) -> list[tuple]:
    given = Given(staff=contracts, other_bureaux=others)
    found = staff_by_bureau(dossier_of(changed(given, complete())), minimum, WORK)
    return [(row.asked, row.assigned, row.missing) for row in found]


def test_the_audit_of_2023_finds_one_post_missing_at_the_main_bureau_and_none_at_the_other():
    dossier = read_dossier(PARAMS / "pays-de-serres-en-quercy", 2023)
    main, other = staff_by_bureau(dossier, 3, WORK)
    assert (main.name, main.asked, main.assigned, main.missing) == ("Lauzerte", 3, 2, 1)
    hours, days = 588.5, 107  # May to September, Tuesday to Saturday but public holidays, 5 h 30 a day
    asked, prepared = round(hours / 1607, 3), round((hours + days / 2) / 1607, 3)
    assert other == BureauStaff("Montaigu-de-Quercy", False, asked, prepared, 0)
    assert other.missing == asked
    assert outside_feasible(dossier, 3) == (False, "impossible faute d'effectifs : 2 ETP, il en faut 3")


def test_preparation_adds_to_what_an_opening_takes_and_not_to_what_is_asked():
    given = Given(other_bureaux=(HARBOUR,))
    main, other = staff_by_bureau(dossier_of(changed(given, complete())), 3, WORK)
    assert (other.asked, other.with_preparation) == (1.991, 2.091)
    assert (main.asked, main.with_preparation) == (3, round(300 * 7.5 / 1607, 3))


def test_contracts_that_name_no_bureau_go_to_the_main_one_first_then_to_the_others():
    assert rows(posts(2)) == [(3, 2, 1), (1.991, 0, 1.991)]
    assert rows(posts(4)) == [(3, 3, 0), (1.991, 1, 0.991)]


def test_what_nobody_asks_stays_at_the_main_bureau():
    assert rows(posts(6)) == [(3, 4.009, 0), (1.991, 1.991, 0)]


def test_contracts_that_name_a_bureau_stay_there():
    assert rows(posts(4, bureau="bureau-1")) == [(3, 0, 3), (1.991, 4, 0)]
    assert rows(posts(1, bureau="bureau-1"), posts(3, 0.5)) == [(3, 1.5, 1.5), (1.991, 1, 0.991)]


def test_a_bureau_that_says_nothing_of_its_opening_lacks_nothing_known():
    assert rows(posts(4), others=(SILENT, HARBOUR)) == [(3, 3, 0), (None, 0, None), (1.991, 1, 0.991)]


def test_without_staff_what_is_asked_is_still_told():
    found = staff_by_bureau(dossier_of(changed(Given(staff=None, other_bureaux=(HARBOUR,)), complete())), 3, WORK)
    assert [(row.asked, row.assigned, row.missing) for row in found] == [(3, None, None), (1.991, None, None)]


QUOTAS, PLACES = st.integers(1, 10).map(lambda tenths: tenths / 10), st.sampled_from([None, "bureau-1"])
CONTRACTS = st.builds(posts, st.integers(1, 5), QUOTAS, PLACES)


@settings(max_examples=25, deadline=None)
@given(st.lists(CONTRACTS, max_size=5), CONTRACTS)
def test_everybody_is_counted_once_and_one_more_never_makes_a_bureau_lack_more(team, one_more):
    before, after = rows(*team), rows(*team, one_more)
    assert abs(sum(assigned for _, assigned, _ in before) - total_fte(team)) < 0.002
    assert all(new <= old for (_, _, old), (_, _, new) in zip(before, after, strict=True))
