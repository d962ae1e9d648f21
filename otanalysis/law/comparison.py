"""Two editions side by side, category by category: what is kept, put together, dropped or new, and which figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, zip_longest

from otanalysis.law.records import Criterion, Edition, Requirement, criteria_of

Kind = tuple[str, tuple[str, ...]]  # a check and the facts it is given: what two requirements have in common


class Fate(StrEnum):
    """What becomes of criteria from an edition to the next."""

    KEPT = "kept"
    MERGED = "merged"
    SPLIT = "split"
    REDRAWN = "redrawn"
    DROPPED = "dropped"
    NEW = "new"


@dataclass(frozen=True)
class Threshold:
    """A parameter that two requirements give differently; None is what an edition does not count."""

    old: Requirement
    new: Requirement
    parameter: str
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Change:
    """Criteria that answer one another; ``declared`` when the newer edition's data says so, else deduced from checks.

    ``added`` and ``removed`` are the requirements that only one side has, where there are two sides.
    """

    fate: Fate
    old: tuple[Criterion, ...]
    new: tuple[Criterion, ...]
    declared: bool
    thresholds: tuple[Threshold, ...] = ()
    added: tuple[Requirement, ...] = ()
    removed: tuple[Requirement, ...] = ()


@dataclass(frozen=True)
class CategoryChanges:
    """What changes for one category that both editions have."""

    category: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """Two editions, the categories that both have, and those that only one has."""

    old: Edition
    new: Edition
    categories: tuple[CategoryChanges, ...]
    dropped: tuple[str, ...]
    added: tuple[str, ...]


def compare(old: Edition, new: Edition) -> Comparison:
    """Return what changes from an edition to another, for each category whose name both have."""
    both = tuple(CategoryChanges(name, _changes(old, new, name)) for name in new.categories if name in old.categories)
    dropped = tuple(name for name in old.categories if name not in new.categories)
    return Comparison(old, new, both, dropped, tuple(name for name in new.categories if name not in old.categories))


def _changes(old: Edition, new: Edition, category: str) -> tuple[Change, ...]:
    before, after = criteria_of(old, category), criteria_of(new, category)
    links = {criterion.id: _ancestors(criterion, old.id, before) for criterion in after}
    groups = _groups([criterion.id for criterion in after], {name: ids for name, (ids, _) in links.items()})
    matched = [_change(_named(before, olds), _named(after, news), links) for olds, news in groups]
    known = set(chain.from_iterable(ids for ids, _ in links.values()))
    gone = [Change(Fate.DROPPED, (criterion,), (), declared=False) for criterion in before if criterion.id not in known]
    return (*matched, *gone)


def _ancestors(criterion: Criterion, edition: str, before: Sequence[Criterion]) -> tuple[frozenset[str], bool]:
    """Return the criteria that one takes the place of, and whether the data says so rather than the checks."""
    said = criterion.replaces
    declared = frozenset(c.id for c in before if said and said.edition == edition and c.id in said.criteria)
    return (declared, True) if declared else (frozenset(c.id for c in before if _kinds(c) & _kinds(criterion)), False)


def _kinds(criterion: Criterion) -> set[Kind]:
    return {_kind(requirement) for requirement in criterion.requirements}


def _kind(requirement: Requirement) -> Kind:
    return requirement.check, requirement.facts


def _groups(names: Sequence[str], links: dict[str, frozenset[str]]) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return the old and new criteria that hold together, in the order of the new ones."""
    groups: list[tuple[frozenset[str], frozenset[str]]] = []
    for name in names:
        olds, news = links[name], frozenset([name])
        touched = [group for group in groups if group[0] & olds]
        merged = (olds.union(*(g[0] for g in touched)), news.union(*(g[1] for g in touched)))
        place = groups.index(touched[0]) if touched else len(groups)
        groups = [group for group in groups if group not in touched]
        groups.insert(place, merged)
    return groups


def _named(criteria: Iterable[Criterion], ids: frozenset[str]) -> tuple[Criterion, ...]:
    return tuple(criterion for criterion in criteria if criterion.id in ids)


def _change(
    olds: tuple[Criterion, ...], news: tuple[Criterion, ...], links: dict[str, tuple[frozenset[str], bool]]
) -> Change:
    if not olds:
        return Change(Fate.NEW, (), news, declared=False)
    pairs = _pairs(olds, news)
    thresholds = tuple(chain.from_iterable(_thresholds(old, new) for old, new in pairs if old and new))
    added = tuple(new for old, new in pairs if new and not old)
    removed = tuple(old for old, new in pairs if old and not new)
    declared = all(links[criterion.id][1] for criterion in news)
    return Change(_fate(len(olds), len(news)), olds, news, declared, thresholds, added, removed)


def _fate(olds: int, news: int) -> Fate:
    if news == 1:
        return Fate.KEPT if olds == 1 else Fate.MERGED
    return Fate.SPLIT if olds == 1 else Fate.REDRAWN


def _pairs(
    olds: tuple[Criterion, ...], news: tuple[Criterion, ...]
) -> list[tuple[Requirement | None, Requirement | None]]:
    """Return the requirements of both sides that verify the same facts in the same way, in order, then those alone.

    Several old ones that become one are all paired with it; a new one in excess is alone.
    """
    before, after = (tuple(r for c in criteria for r in c.requirements) for criteria in (olds, news))
    kinds = dict.fromkeys(_kind(requirement) for requirement in (*after, *before))
    return [pair for kind in kinds for pair in _paired(_alike(before, kind), _alike(after, kind))]


def _paired(olds: list[Requirement], news: list[Requirement]) -> list[tuple[Requirement | None, Requirement | None]]:
    last = news[-1] if news else None
    return [*zip_longest(olds, news[: len(olds)], fillvalue=last), *((None, new) for new in news[len(olds) :])]


def _alike(requirements: Sequence[Requirement], kind: Kind) -> list[Requirement]:
    return [requirement for requirement in requirements if _kind(requirement) == kind]


def _thresholds(old: Requirement, new: Requirement) -> list[Threshold]:
    names = [name for name in old.params if name in new.params]
    pairs = [(name, old.params[name], new.params[name]) for name in names]
    return [Threshold(old, new, name, a, b) for name, a, b in pairs if a != b and _counts(a) and _counts(b)]


def _counts(value: object) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))
