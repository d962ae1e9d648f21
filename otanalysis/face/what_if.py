"""The audit of an office as it would be: the same dossier with other hours, staff or facts."""

import hashlib
from collections.abc import Container, Iterable, Mapping
from dataclasses import replace
from math import ceil
from typing import Annotated, Any, TypeVar

from pydantic import Field

from otanalysis.audit.findings import Audit
from otanalysis.coherence.staffing import total_fte
from otanalysis.dossier.contracts import Contract
from otanalysis.dossier.dossier import Dossier, Input, ReceptionPoint
from otanalysis.dossier.records import Fact, Hours, RunParams, Staff
from otanalysis.dossier.values import read_facts
from otanalysis.face import shown
from otanalysis.face.hours import OfficeHours, hours
from otanalysis.law.loader import load_catalogue
from otanalysis.office import audit_of, edition_asked
from otanalysis.reading.problems import InputError, Problem, did_you_mean
from otanalysis.reading.records import build
from otanalysis.reading.yaml12 import Document

SUPPOSED = shown.SUPPOSED.strip()
OPTIONS = ("category", "edition", "audit_date", "fte", "contracts", "hours")
T = TypeVar("T")
Fte = Annotated[float, Field(strict=True, gt=0, le=1000)]


def supposed(audit: Audit, options: dict[str, Any], facts: dict[str, Any]) -> Audit:
    """Return the audit of the same office where ``options`` and ``facts`` are otherwise; see ``OfficeAudit.what_if``.

    Raises InputError with every mistake.
    """
    said = {**options, **facts}
    document = Document("what_if", said, {}, ())
    params, problems = _params(audit, options, document)
    edition, found = edition_asked(params, document) if params else (None, [])
    dossier, others = _dossier(audit.dossier, options, facts, document)
    problems += [*found, *others]
    if problems or params is None or edition is None:
        raise InputError(problems)
    return audit_of(_told(dossier, said), edition, params.category, params.audit_date, audit.name)


def _told(dossier: Dossier, said: dict[str, Any]) -> Dossier:
    """Return the dossier with what is supposed among its inputs; no line of its files says it any more."""
    dossier = supposing(dossier, (f"{name}={value}" for name, value in said.items()))
    unsaid = {*said, *({"staff"} if {"fte", "contracts"} & said.keys() else ())}
    return replace(dossier, places=_without(dossier.places, unsaid))


def supposing(dossier: Dossier, told: Iterable[str]) -> Dossier:
    """Return a dossier that tells among its inputs what it supposes."""
    texts = [shown.SUPPOSED + text for text in told]
    inputs = (Input(text, hashlib.sha256(text.encode()).hexdigest()) for text in texts)
    return replace(dossier, inputs=(*dossier.inputs, *inputs))


def _params(audit: Audit, options: dict[str, Any], document: Document) -> tuple[RunParams | None, list[Problem]]:
    """Return the parameters of the audit with those that are otherwise: another day has its own edition."""
    edition = "" if "audit_date" in options else audit.edition.id
    before = {
        "dossier": audit.name or SUPPOSED,
        "category": audit.category,
        "audit_date": audit.audit_date,
        "reference_year": audit.dossier.year,
        "edition": edition,
    }
    told = {name: options[name] for name in ("category", "edition", "audit_date") if name in options}
    return build(RunParams, before | told, document)


def _dossier(
    dossier: Dossier, options: dict[str, Any], facts: dict[str, Any], document: Document
) -> tuple[Dossier, list[Problem]]:
    problems = []
    for name, change in (("hours", _with_hours), ("contracts", _with_contracts), ("fte", _with_fte)):
        if name in options:
            dossier, found = change(dossier, options[name], document)
            problems += found
    dossier, found = _with_facts(dossier, facts, document)
    return dossier, problems + found


def _with_facts(dossier: Dossier, facts: dict[str, Any], document: Document) -> tuple[Dossier, list[Problem]]:
    """Return the dossier with other facts: those of the office, and those of a bureau for every bureau."""
    catalogue = load_catalogue()
    known = [name for name, kind in catalogue.items() if kind.kind != "computed"]
    problems = [
        document.problem((name,), f"hypothèse inconnue « {name} »", did_you_mean(name, (*OPTIONS, *known)))
        for name in facts
        if name not in known
    ]
    read: dict[str, dict[str, Fact]] = {}
    for bearer in ("office", "bureau"):
        here = {n: _as_written(v) for n, v in facts.items() if n in known and catalogue[n].bearer == bearer}
        read[bearer], found = read_facts(here, bearer, catalogue, document, ())
        problems += found
        told = {"source": SUPPOSED, "illustrative": True}
        read[bearer] = {name: fact.model_copy(update=told) for name, fact in read[bearer].items()}
    points = tuple(
        replace(p, facts=_without(p.facts, facts) | read["bureau"], places=_without(p.places, facts))
        for p in dossier.points
    )
    return replace(dossier, facts=_without(dossier.facts, facts) | read["office"], points=points), problems


def _without(before: dict[str, T], names: Container[str]) -> dict[str, T]:
    return {name: value for name, value in before.items() if name not in names}


def _as_written(value: object) -> object:
    """Return a value as a dossier's reader gives it: lists are tuples."""
    if isinstance(value, Mapping):
        return {key: _as_written(inside) for key, inside in value.items()}
    return tuple(map(_as_written, value)) if isinstance(value, list | tuple | set) else value


def _with_contracts(dossier: Dossier, contracts: object, document: Document) -> tuple[Dossier, list[Problem]]:
    read, problems = build(tuple[Contract, ...], _as_written(contracts), document, ("contracts",))
    staff = Staff(contracts=read or (), source=SUPPOSED, illustrative=True)
    return replace(dossier, staff=staff), problems


def _with_fte(dossier: Dossier, fte: object, document: Document) -> tuple[Dossier, list[Problem]]:
    asked, problems = build(Fte, fte, document, ("fte",))
    contracts = dossier.staff.contracts if dossier.staff else ()
    staff = Staff(contracts=_reaching(contracts, asked or 1), source=SUPPOSED, illustrative=True)
    return replace(dossier, staff=staff), problems


def _reaching(contracts: tuple[Contract, ...], asked: float) -> tuple[Contract, ...]:
    """Return contracts that make so many FTE: one added for what is missing, or every quota reduced alike."""
    known = total_fte(contracts)
    if asked < known:
        return tuple(c.model_copy(update={"quota": c.quota * asked / known}) for c in contracts)
    if asked == known:
        return contracts
    posts = ceil(asked - known)
    return (*contracts, Contract(label=SUPPOSED, posts=posts, quota=(asked - known) / posts))


def _with_hours(dossier: Dossier, said: object, document: Document) -> tuple[Dossier, list[Problem]]:
    """Return the dossier with other hours for its main bureau, or for those named by their ids."""
    bureaux = [point.bureau for point in dossier.points]
    by_id = said if isinstance(said, Mapping) else {next(b.id for b in bureaux if b.main): said}
    known = [bureau.id for bureau in bureaux]
    problems = [
        document.problem(("hours", str(name)), f"bureau inconnu « {name} »", did_you_mean(str(name), known))
        for name in by_id
        if name not in known
    ]
    points = []
    for point in dossier.points:
        try:
            points.append(_open(point, by_id[point.bureau.id], dossier.year) if point.bureau.id in by_id else point)
        except InputError as error:
            problems += error.problems
    return replace(dossier, points=tuple(points) or dossier.points), problems


def _open(point: ReceptionPoint, said: Any, year: int) -> ReceptionPoint:  # noqa: ANN401
    region = point.bureau.hours.region if point.bureau.hours else ""
    read = said if isinstance(said, OfficeHours) else hours(str(said), year, region=region)
    if read.calendar.year != year:
        message = f"ces horaires sont de {read.calendar.year}, l'audit de {year}"
        raise InputError([Problem("what_if", 0, "hours", message, f"écrivez ota.hours(…, {year})")])
    calendar = replace(read.calendar, illustrative=True)
    bureau = point.bureau.model_copy(update={"hours": Hours(osm=read.written, source=SUPPOSED, illustrative=True)})
    return replace(point, bureau=bureau, opening=calendar, places=_without(point.places, ("hours",)))
