"""Full-time equivalents: laws of the arithmetic."""

import itertools
from fractions import Fraction

import pytest
from case_files import OtherBureau, Spell
from hypothesis import given
from hypothesis import strategies as st
from made_up import audited

from otanalysis.coherence.staffing import Need, fte, needed_fte, needs_of, total_fte
from otanalysis.dossier.contracts import Contract

A_YEAR = 1607
THOUSANDTH = 0.001000001  # two roundings, and the last bit of a float
CONTRACTS = st.builds(
    Contract,
    label=st.just("poste"),
    posts=st.integers(1, 100),
    quota=st.integers(1, 100).map(lambda percent: percent / 100),
    months=st.integers(1, 24).map(lambda halves: halves / 2),
)
TEAMS = st.lists(CONTRACTS, max_size=6)
HOURS = st.integers(0, 366 * 24 * 60).map(lambda minutes: minutes / 60)


def exact(contract: Contract) -> Fraction:
    quota, months = Fraction(round(contract.quota * 100), 100), Fraction(round(contract.months * 2), 2)
    return contract.posts * quota * months / 12


@given(TEAMS)
def test_total_is_the_exact_sum_to_a_thousandth(team: list[Contract]):
    assert abs(Fraction(total_fte(team)) - sum(map(exact, team))) <= Fraction("0.0005000001")


@given(TEAMS, TEAMS)
def test_teams_add_up(one: list[Contract], other: list[Contract]):
    assert total_fte(one + other) == pytest.approx(total_fte(one) + total_fte(other), abs=2 * THOUSANDTH)
    assert total_fte(one + other) == total_fte(other + one)
    assert total_fte(one + other) >= total_fte(one)


def test_the_order_of_contracts_does_not_matter():
    """0,4225 ETP: a plain sum of floats gives 0.422 or 0.423, as the contracts come."""
    team = [Contract(label="poste", quota=q, months=m) for q, m in ((0.68, 1.5), (0.33, 10.5), (0.13, 4.5))]
    assert len({total_fte(order) for order in itertools.permutations(team)}) == 1


@given(CONTRACTS)
def test_identical_posts_are_so_many_contracts(contract: Contract):
    single = contract.model_copy(update={"posts": 1})
    assert fte(contract) == pytest.approx(contract.posts * fte(single))
    assert total_fte([contract]) == pytest.approx(total_fte([single] * contract.posts), abs=THOUSANDTH)


@given(CONTRACTS)
def test_half_the_months_or_half_the_quota_is_half_the_fte(contract: Contract):
    half_months = contract.model_copy(update={"months": contract.months / 2})
    half_quota = contract.model_copy(update={"quota": contract.quota / 2})
    assert fte(half_months) == pytest.approx(fte(contract) / 2) == fte(half_quota)


@given(st.integers(1, 100))
def test_a_whole_year_at_full_time_is_one_each(posts: int):
    assert total_fte([Contract(label="poste", posts=posts, quota=1)]) == posts


def test_nobody_is_nothing():
    assert total_fte([]) == 0


@pytest.mark.parametrize("parts", [(0.1, 0.2, 0.7), (0.8, 0.2), (0.7, 0.2, 0.1), (0.3,) * 3 + (0.1,)])
def test_parts_of_a_whole_make_it_exactly(parts: tuple[float, ...]):
    """0.1 + 0.2 + 0.7 is 0.9999999999999999 for a computer, and one post for the law."""
    assert total_fte(Contract(label="poste", quota=quota) for quota in parts) == 1


@given(st.integers(1, 20))
def test_a_legal_year_of_hours_is_one_fte_a_person(people: int):
    assert needed_fte(Need("bureau", False, A_YEAR, people), A_YEAR) == people
    assert needed_fte(Need("bureau", False, 2 * A_YEAR, people), A_YEAR) == 2 * people


@given(HOURS, HOURS, st.integers(1, 50))
def test_needs_add_up_and_grow_with_hours(one: float, other: float, people: int):
    alone, both = (needed_fte(Need("b", False, h, people), A_YEAR) for h in (one, one + other))
    rest = needed_fte(Need("b", False, other, people), A_YEAR)
    assert both >= alone
    assert both == pytest.approx(alone + rest, abs=2 * THOUSANDTH)
    assert both == pytest.approx((one + other) * people / A_YEAR, abs=THOUSANDTH)


def test_what_is_not_said_has_no_need():
    assert needed_fte(Need("bureau", False, None, 1), A_YEAR) is None
    assert needed_fte(Need("bureau", False, 100, None), A_YEAR) is None
    assert needed_fte(Need("bureau", False, 0, 1), A_YEAR) == 0


def test_needs_come_from_the_hours_of_a_whole_year():
    spells = (Spell(days=10, a_day="3 h 30"),)
    others = (
        OtherBureau(name="décrit", opening=spells, people_present=2),
        OtherBureau(name="en partie", opening=spells, described_days=300, people_present=2),
        OtherBureau(name="sans horaires"),
    )
    assert needs_of(audited(other_bureaux=others).dossier) == (
        Need("Accueil principal", True, 2100, 1),
        Need("décrit", False, 35, 2),
        Need("en partie", False, None, 2),
        Need("sans horaires", False, None, None),
    )
