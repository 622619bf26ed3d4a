"""Runs the per-article stages over many articles: in this process or in several, through one code path.

A worker builds the stages once, then gets batches of article bytes with the stage results that are cached, and sends
back encoded results: rows travel, never spaCy objects. Results come in the order of the work, whoever did it.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from pipeline.config import Settings
from pipeline.errors import ArticleError, PipelineError
from pipeline.knowledge import Knowledge
from pipeline.records import Source
from pipeline.runs.cache import decode, encode
from pipeline.stages import STAGES, Stage

BATCH = 25


@dataclass(frozen=True, slots=True)
class Task:
    """An article to read, and the encoded results of the stages that need not run again.

    `error` says why its bytes could not be had, if so.
    """

    source: Source
    cached: Mapping[str, bytes]
    error: ArticleError | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """The encoded results of the stages that ran, or why the article could not be read."""

    path: str
    fresh: Mapping[str, bytes]
    error: ArticleError | None


class Reader:
    """The per-article stages, built and ready."""

    def __init__(self, settings: Settings) -> None:
        knowledge = Knowledge(settings.knowledge)
        self._stages: tuple[tuple[Stage, Callable[..., object]], ...] = tuple(
            (stage, stage.build(knowledge, settings)) for stage in STAGES
        )

    def read(self, task: Task) -> Result:
        """Run what is not cached. An error in one article is a result, never an exception."""
        if task.error is not None:
            return Result(task.source.path, {}, task.error)
        known: dict[str, object] = {"source": task.source}
        fresh: dict[str, bytes] = {}
        for stage, run in self._stages:
            if stage.name in task.cached:
                continue
            try:
                for need in stage.needs:
                    if need not in known:
                        known[need] = decode(need, task.cached[need])
                known[stage.name] = run(*(known[need] for need in stage.needs))
                fresh[stage.name] = encode(stage.name, known[stage.name])
            except ArticleError as error:
                return Result(task.source.path, {}, error)
            except Exception as error:  # noqa: BLE001 - one bad article must not stop the others
                reason = f"the {stage.name} stage failed on it ({type(error).__name__}: {error}); please report this"
                return Result(task.source.path, {}, ArticleError(task.source.path, reason))
        return Result(task.source.path, fresh, None)


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


_reader: Reader | PipelineError | None = None


def _start_worker(settings: Settings) -> None:
    """Build the stages once; Ctrl-C is for the parent, which stops its workers itself."""
    global _reader  # noqa: PLW0603 - a worker process has exactly one reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _reader = Reader(settings)
    except PipelineError as error:  # an initializer that raises would only break the pool, without a word
        _reader = error


def _read_batch(tasks: Sequence[Task]) -> list[Result]:
    if isinstance(_reader, PipelineError):
        raise _reader
    assert _reader is not None
    return [_reader.read(task) for task in tasks]


def read_all(batches: Iterator[Sequence[Task]], settings: Settings) -> Iterator[list[Result]]:
    """Results of each batch, in order, read by `settings.processes` processes.

    At most two batches a process are in flight, so memory does not grow with the corpus.

    Raises:
        ModelError, KnowledgeError: the stages cannot be built.
        PipelineError: a worker process died; what was yielded before stands.
    """
    if settings.processes == 1:
        reader: Reader | None = None
        for batch in batches:
            reader = reader or Reader(settings)  # not built where there is nothing to read
            yield [reader.read(task) for task in batch]
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(settings.processes, context, _start_worker, (settings,))
    waiting: list[Future[list[Result]]] = []
    try:
        for batch in batches:
            with _interrupts_held():  # submit may start a worker, which would inherit our handler
                waiting.append(pool.submit(_read_batch, batch))
            if len(waiting) >= 2 * settings.processes:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()
    except BrokenProcessPool as error:
        raise PipelineError(
            "a worker process died (out of memory?); run again to go on from here, with fewer --processes"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
