# SPDX-License-Identifier: MIT
"""Check many sources on all cores, with answers in the order of the sources and a bounded number of them under way."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice

from plokit.cli.checking import Checked, Work
from plokit.cli.inputs import Source

FEW = 24  # not worth a second process
CHUNK = 16  # sources for each errand to a worker
CHUNK_BYTES = 1 << 20
AHEAD = 4  # chunks under way for each worker
AHEAD_BYTES = 64 << 20
MOST_WORKERS = 60  # Windows waits for no more than 61 processes at a time

_work: Work | None = None


def cores() -> int:
    """Give the number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def check_all(work: Work, sources: Iterable[Source], jobs: int, start: str | None = None) -> Iterator[Checked]:
    """Give one answer for each source, in their order. Few sources, or one job, are checked in this process.

    ``start`` is how workers are started (spawn, fork); None takes the platform's way.
    """
    coming = iter(sources)
    first = list(islice(coming, FEW))
    if jobs == 1 or len(first) < FEW:
        yield from map(work, chain(first, coming))
        return
    pool = _Pool(work, min(jobs, MOST_WORKERS), start)
    try:
        yield from pool.run(chunks(chain(first, coming)))
    finally:
        pool.close()


def chunks(sources: Iterable[Source]) -> Iterator[list[Source]]:
    """Give the sources a few at a time, fewer when they carry much."""
    chunk: list[Source] = []
    for source in sources:
        chunk.append(source)
        if len(chunk) == CHUNK or sum(one.weight for one in chunk) > CHUNK_BYTES:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


class _Pool:
    """Workers, and what they have under way."""

    def __init__(self, work: Work, jobs: int, start: str | None) -> None:
        self.work = work
        self.jobs = jobs
        self.context = multiprocessing.get_context(start)
        self.workers: ProcessPoolExecutor | None = None
        self.pending: deque[tuple[list[Source], int, Future[list[Checked]] | None]] = deque()

    def run(self, coming: Iterable[list[Source]]) -> Iterator[Checked]:
        carried = 0
        for chunk in coming:
            weight = sum(source.weight for source in chunk)
            self.pending.append((chunk, weight, self.submit(chunk)))
            carried += weight
            while len(self.pending) > self.jobs * AHEAD or carried > AHEAD_BYTES:
                carried -= self.pending[0][1]
                yield from self.first()
        while self.pending:
            yield from self.first()

    def first(self) -> Iterable[Checked]:
        """Give the answers of the chunk that has waited longest."""
        chunk, _, future = self.pending.popleft()
        try:
            if future is not None:
                return future.result()
        except BrokenProcessPool:
            self.close()
        return self.one_by_one(chunk)

    def submit(self, chunk: list[Source]) -> Future[list[Checked]] | None:
        """Send a chunk to the workers; None when they have just died, and the chunk must be done later."""
        if self.workers is None:
            self.workers = self.started(self.jobs)
        try:
            return self.workers.submit(_check, chunk)
        except BrokenProcessPool:
            return None

    def one_by_one(self, chunk: list[Source]) -> Iterator[Checked]:
        """Check a chunk whose worker died, one source at a time, so that only the one to blame is lost."""
        for source in chunk:
            with self.started(1) as alone:
                try:
                    yield from alone.submit(_check, [source]).result()
                except BrokenProcessPool:
                    yield self.work.crashed(source)

    def started(self, jobs: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(jobs, self.context, _begin, (self.work,))

    def close(self) -> None:
        """Stop the workers without waiting for what nobody will read."""
        if self.workers is not None:
            self.workers.shutdown(wait=True, cancel_futures=True)
            self.workers = None


def _begin(work: Work) -> None:
    """Begin a worker: it keeps the catalogue, and leaves Ctrl-C to the process that started it."""
    global _work  # noqa: PLW0603 - a worker has nowhere else to keep what each errand needs
    _work = work
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _check(chunk: list[Source]) -> list[Checked]:
    if _work is None:
        raise RuntimeError("the worker has not begun")
    return [_work(source) for source in chunk]
