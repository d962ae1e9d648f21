"""What a worker of a Dask cluster does with a parcel: unpacks it, produces it in a child as a farm does."""

from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

from otanalysis.batch.farm import run_offices
from otanalysis.batch.forks import Zygote
from otanalysis.batch.ingredients import Digests, shared
from otanalysis.batch.parcel import Delivery, Parcel, unzip, zipped
from otanalysis.french import joined

ZYGOTE = Zygote()  # one for the life of the worker


class VersionsError(RuntimeError):
    """A machine that would not produce the same report as the one that asks for it."""


def produce_parcel(parcel: Parcel) -> Delivery:
    """Return the office of a parcel, produced or not; raises VersionsError where the package is not the sender's."""
    told = differences(parcel.package, shared())
    if told:
        raise VersionsError(told)
    from distributed import get_worker

    with TemporaryDirectory(prefix="ota", dir=get_worker().local_directory) as name:
        folder = Path(name).resolve()
        unzip(parcel.content, folder)
        params, outputs = folder / parcel.params, folder / "outputs"
        (result,) = run_offices([params], outputs, 1, parcel.timeout, parcel.memory, nullcontext(ZYGOTE))
        made = {path.name: path.read_bytes() for path in sorted((outputs / params.stem).glob("*"))}
        return Delivery(result, zipped(made), str(folder))


def differences(here: Digests, there: Digests) -> str:
    """Return in French how another machine differs from this one in what makes reports; empty when it does not."""
    ours, theirs = here["versions"], there["versions"]
    told = [
        f"{name} {ours[name]} ici, {theirs.get(name, 'aucun')} là-bas"
        for name in ours
        if ours[name] != theirs.get(name)
    ]
    if not told and here != there:
        told = ["le programme d'otanalysis n'est pas le même, malgré son numéro"]
    return joined(told) if told else ""
