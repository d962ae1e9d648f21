"""Runs many offices on a Dask cluster that is already there: nothing in common but the network and the packages."""

import logging
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING

from otanalysis.batch.dask_worker import VersionsError, differences, produce_parcel
from otanalysis.batch.ingredients import Digests, shared
from otanalysis.batch.parcel import Delivery, Parcel, packed, unpacked
from otanalysis.batch.production import explained
from otanalysis.batch.results import Outcome, Result, failed
from otanalysis.batch.whole import mend
from otanalysis.reading.problems import InputError, Problem

if TYPE_CHECKING:
    from distributed import Client, Future

ANSWER = 10  # seconds that a scheduler has to answer
PATIENCE = 600  # seconds without any worker before giving up: a queue of jobs takes its time
TICK = 1.0
SENT_AHEAD = 4  # parcels on their way, for each thread of the cluster
RETRIES = 2  # of a task that raises, say on a full disk; workers that die are the scheduler's allowed-failures
GONE = "l'ordonnanceur Dask ne répond plus"
ALONE = "aucune machine ne s'est présentée à l'ordonnanceur Dask depuis {:.0f} min"
KILLER = "les machines qui exécutaient ce carnet se sont arrêtées, même quand il y était seul"
RESTART = "Relancez le cluster, puis la même commande."


def run_on_cluster(
    params: Sequence[Path], outputs: Path, scheduler: str, timeout: int, memory: int | None = None
) -> Iterator[Result]:
    """Return an iterator over the result of each office as it ends; its files are those that a run here makes.

    ``scheduler`` is an address ("tcp://machine:8786"); ``timeout`` (seconds) and ``memory`` (megabytes) are for each
    office. Raises InputError when there is no such scheduler, or when its workers have other packages than here.
    """
    client = connected(scheduler)
    mend(outputs)
    return Batch(client, params, outputs, Limits(timeout, memory)).results()


def connected(scheduler: str) -> "Client":
    """Return a client of a scheduler, whose present workers have the same packages as this machine; or InputError."""
    try:
        from distributed import Client
        from distributed.comm.addressing import get_address_host_port
        from distributed.versions import VersionMismatchWarning
    except ImportError:
        advice = "dans le dossier du projet : pip install -c constraints.txt -e '.[cluster]'"
        raise _refused("dask.distributed n'est pas installé", advice) from None
    for name in ("distributed", "distributed.client"):
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what happens is told in French
    advice = "donnez l'adresse que « dask scheduler » affiche, comme tcp://machine:8786"
    try:
        get_address_host_port(scheduler, strict=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", VersionMismatchWarning)  # ours are checked below
            client = Client(scheduler, timeout=ANSWER, set_as_default=False, name="otanalysis")
    except ValueError:
        raise _refused(f"« {scheduler} » n'est pas l'adresse d'un ordonnanceur Dask", advice) from None
    except OSError:
        raise _refused(f"aucun ordonnanceur Dask ne répond à « {scheduler} » en {ANSWER} s", advice) from None
    try:
        _refuse_other_versions(client.run(shared, on_error="return"))
    except InputError:
        client.close()
        raise
    return client


def _refuse_other_versions(found: dict[str, Digests | Exception]) -> None:
    """Raise InputError when a worker lacks this package, or has another one, or other versions of its libraries."""
    missing = "otanalysis y manque, ou y est trop ancien"
    told = {address: missing if isinstance(v, Exception) else differences(shared(), v) for address, v in found.items()}
    problems = [
        Problem(where, 0, "", text, "installez partout les mêmes versions") for where, text in told.items() if text
    ]
    if problems:
        raise InputError(problems)


def _refused(message: str, advice: str) -> InputError:
    return InputError([Problem("--executor dask", 0, "", message, advice)])


@dataclass(frozen=True)
class Limits:
    """What each office may take: seconds, and megabytes or None."""

    timeout: int
    memory: int | None


class Batch:
    """The offices of a run: those that wait, those sent, and the suspects, to be run alone.

    When a worker dies, Dask suspects every task that it had. One that is suspected too often is sent again when nothing
    else runs: if machines stop again, it is the one that stops them.
    """

    def __init__(self, client: "Client", params: Sequence[Path], outputs: Path, limits: Limits) -> None:
        self.client, self.outputs, self.limits = client, outputs, limits
        self.waiting, self.suspects = deque(params), deque[Path]()
        self.sent = dict["Future[Delivery]", Path]()
        self.ended: SimpleQueue[Future[Delivery]] = SimpleQueue()
        self.alone = False
        self.last_seen = monotonic()

    def results(self) -> Iterator[Result]:
        """Yield the result of each office as it ends."""
        import dask

        with self.client, dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 TiB"}):
            while self.waiting or self.suspects or self.sent:
                try:
                    yield from self.send()
                    yield from self.received(self.ended.get(timeout=TICK))
                except Empty:
                    yield from self.abandoned()
                except OSError:
                    yield from self.given_up(GONE)

    def send(self) -> Iterator[Result]:
        """Send as many parcels as keep every thread busy; yield the result of those that cannot be made."""
        threads = sum(self.client.nthreads().values())
        if threads:
            self.last_seen = monotonic()
        self.alone = self.alone if self.sent else not self.waiting
        line, room = (self.suspects, 1) if self.alone else (self.waiting, SENT_AHEAD * max(1, threads))
        while line and len(self.sent) < room:
            path = line.popleft()
            try:
                content = packed(path)
            except (InputError, OSError) as error:
                yield explained(path, error)
                continue
            self._submit(path, content)

    def _submit(self, path: Path, content: bytes) -> None:
        root = path.resolve().parent.parent
        name = path.resolve().relative_to(root).as_posix()
        parcel = Parcel(name, content, shared(), self.limits.timeout, self.limits.memory)
        future = self.client.submit(produce_parcel, parcel, pure=False, retries=RETRIES)
        self.sent[future] = path
        future.add_done_callback(self.ended.put)

    def received(self, future: "Future[Delivery]") -> Iterator[Result]:
        """Yield the result of an office that ended; none for a suspect, which will be run alone."""
        from distributed import CancelledError, KilledWorker

        path = self.sent.pop(future)
        try:
            delivery: Delivery = future.result()
            yield unpacked(delivery, path, self.outputs)
        except CancelledError:
            self.waiting.appendleft(path)
            yield from self.given_up(GONE)
        except KilledWorker:
            if self.alone:
                yield failed(path, Outcome.KERNEL_DEAD, KILLER)
            else:
                self.suspects.append(path)
        except VersionsError as error:
            told = f"une machine du cluster n'a pas les mêmes paquets : {error}"
            result = failed(path, Outcome.KERNEL_DEAD, told)
            yield replace(result, advice="Installez partout les mêmes versions.")
        except Exception as error:  # whatever one office does, the others go on
            yield explained(path, error)

    def abandoned(self) -> Iterator[Result]:
        """Yield the results of what is left, not produced, when no worker has come for too long."""
        if monotonic() - self.last_seen > PATIENCE:
            yield from self.given_up(ALONE.format(PATIENCE / 60))

    def given_up(self, why: str) -> Iterator[Result]:
        """Yield the results of every office that has none, not produced."""
        left = [*self.sent.values(), *self.suspects, *self.waiting]
        for container in (self.sent, self.suspects, self.waiting):
            container.clear()
        for path in left:
            yield replace(failed(path, Outcome.KERNEL_DEAD, why), advice=RESTART)
