"""Where work is done: in this process, in several, or on a Dask cluster; each is a `concurrent.futures.Executor`.

A pool hands out its executor and makes another one when workers died. Worker processes ignore Ctrl-C: it is for the
parent, which stops them itself.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from typing import Any, ParamSpec, Protocol, TypeVar

from pipeline.config import Settings
from pipeline.errors import ClusterError

P = ParamSpec("P")
T = TypeVar("T")

CONNECT_SECONDS = "20s"


class Pool(Protocol):
    """Executors for one run.

    Attributes:
        executor: takes work now.
        width: batches that are worth having in flight.
    """

    executor: Executor
    width: int

    def died(self, error: BaseException) -> bool:
        """Whether an error of a future says that a worker died."""

    def renew(self) -> None:
        """Make the executor usable again after a worker died."""

    def close(self) -> None:
        """Stop; what waits is dropped."""


class Serial(Executor):
    """Does the work in this process, when it is handed in."""

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - the future carries it to whoever asks for the result
            future.set_exception(error)
        return future


class SerialPool:
    """This process."""

    def __init__(self) -> None:
        self.executor: Executor = Serial()
        self.width = 1

    def died(self, error: BaseException) -> bool:  # noqa: ARG002 - then nobody could ask
        return False

    def renew(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to do."""


class ProcessesPool:
    """Worker processes on this machine, spawned, so that none inherits a lock or a half-built model."""

    def __init__(self, count: int) -> None:
        self._count = count
        self.width = 2 * count
        self.executor: Executor = self._made()

    def died(self, error: BaseException) -> bool:
        return isinstance(error, BrokenExecutor)

    def renew(self) -> None:
        self.executor.shutdown(wait=True, cancel_futures=True)  # new ones need the memory of those that are left
        self.executor = self._made()

    def close(self) -> None:
        # Workers take half a second to let go of the stages; whoever merges meanwhile need not wait for them.
        self.executor.shutdown(wait=False, cancel_futures=True)

    def _made(self) -> Executor:
        return _Uninterrupted(self._count, multiprocessing.get_context("spawn"), _ignore_interrupts)


class DaskPool:
    """The workers of a Dask cluster.

    Raises:
        ClusterError: Dask is not installed, or nobody answers at the address.
    """

    def __init__(self, scheduler: str) -> None:
        try:
            from distributed import Client, KilledWorker
        except ImportError as error:
            raise ClusterError(
                "--scheduler needs Dask, which is not installed; pip install 'newsledger[cluster]'"
            ) from error
        self._killed: Any = KilledWorker
        try:
            self._client: Any = Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, ImportError) as error:
            raise ClusterError(f"--scheduler {scheduler}: no Dask scheduler answers there ({error})") from error
        threads = sum(self._client.nthreads().values())
        if not threads:
            self._client.close()
            raise ClusterError(f"--scheduler {scheduler}: it has no workers; start some with `dask worker {scheduler}`")
        self.width = 2 * threads
        # A batch that took two workers with it is read again article by article.
        self.executor: Executor = self._client.get_executor(pure=False, retries=1)

    def died(self, error: BaseException) -> bool:
        return isinstance(error, self._killed)

    def renew(self) -> None:
        """The scheduler has replaced what died, or does with what is left."""

    def close(self) -> None:
        self.executor.shutdown(wait=False)
        self._client.close()


def pool_for(settings: Settings, *, apart: bool = False) -> Pool:
    """The pool that the settings ask for; `apart`: never this process.

    Raises:
        ClusterError: the cluster cannot be used.
    """
    if settings.scheduler is not None:
        return DaskPool(settings.scheduler)
    return SerialPool() if settings.processes == 1 and not apart else ProcessesPool(settings.processes)


class _Uninterrupted(ProcessPoolExecutor):
    """A process pool whose workers never see Ctrl-C: `submit` may start one, which would inherit our handler."""

    def __init__(self, count: int, context: Any, initializer: Callable[[], object]) -> None:
        super().__init__(count, context, initializer)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        with _interrupts_held():
            return super().submit(fn, *args, **kwargs)


def _ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back for a moment: children started meanwhile never see it, we get it right after."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
