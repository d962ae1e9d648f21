"""What the commune wants its office classified for: the category that it takes, and its lodgings when counted."""

from dataclasses import dataclass

from otanalysis.audit.categories import by_category
from otanalysis.audit.findings import Audit
from otanalysis.dossier.classification import Plan
from otanalysis.law.code import PlanRule, load_code, people_lodged, percent_asked


@dataclass(frozen=True)
class LodgingCheck:
    """How many people the commune can lodge, as a share of its population and against the share asked, both in %."""

    people: int
    percent: float
    asked: float

    @property
    def enough(self) -> bool:
        """Tell whether the commune lodges the share asked, both taken as they are, not rounded."""
        return self.percent >= self.asked


@dataclass(frozen=True, eq=False)
class PlanFinding:
    """A plan, its rule, the audit for the category that it takes, and its lodgings (None when they are not counted)."""

    plan: Plan
    rule: PlanRule
    audit: Audit
    lodging: LodgingCheck | None


def plan_of(audit: Audit) -> PlanFinding | None:
    """Return what the plan of the dossier asks; None without a plan, or under an edition of which no rule is known."""
    plan = audit.dossier.plan
    if plan is None:
        return None
    rule = load_code().plans[plan.kind]
    if rule.edition != audit.edition.id:
        return None
    aimed = next(each for each in by_category(audit) if each.category == rule.category)
    return PlanFinding(plan, rule, aimed, lodging_of(plan))


def lodging_of(plan: Plan) -> LodgingCheck | None:
    """Return the lodgings of a plan against its population (R133-33); None when they are not told."""
    if plan.lodgings is None or plan.population is None:
        return None
    lodging = load_code().lodging
    people = people_lodged(lodging, plan.lodgings.model_dump())
    return LodgingCheck(people, 100 * people / plan.population, percent_asked(lodging, plan.population))
