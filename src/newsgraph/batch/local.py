"""Articles over the processes of one machine; a document that kills its process is found out and reported."""

from __future__ import annotations

import multiprocessing
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any

from newsgraph.config import Config, load_config
from newsgraph.errors import UsageError
from newsgraph.model import Article, ArticleResult, Failure
from newsgraph.pipeline import Run, run_articles

__all__ = ["killed", "run_alone", "run_processes"]

_Rows = list[dict[str, Any]]
_Future = Future[tuple[_Rows, dict[str, float]]]
_run: Run | None = None


def run_processes(items: Iterable[Article | Failure], run: Run) -> Iterator[ArticleResult | Failure]:
    """As :func:`newsgraph.pipeline.run_articles`, over ``run.config.processes`` processes; in no particular order.

    A process that dies takes no other document with it: those it might have died of are tried again one by one, each in a process of
    its own, and the one that kills that too is a failure.

    Raises:
        ModelError: when the language model is missing.
        NotFoundError: when an extractor is.
        UsageError: when processes cannot be started from where this is called.
    """
    if run.config.processes == 1:
        yield from run_articles(items, run)
        return
    if multiprocessing.parent_process() is not None:
        raise UsageError("a build with several processes was started by the import of a script; put it under: if __name__ == '__main__':")
    stream = iter(items)
    while True:
        suspects = yield from _pooled(stream, run)
        if not suspects:
            return
        yield from run_alone(suspects, run)


def _pooled(stream: Iterator[Article | Failure], run: Run) -> Generator[ArticleResult | Failure, None, list[Article]]:
    """Keep every process busy to the end of ``stream``, or until one dies: the value is the articles that were lost with it."""
    pending: dict[_Future, list[Article]] = {}
    articles: list[Article] = []
    with _pool(run.config.processes, run) as pool:
        try:
            more = True
            while more or pending:
                while more and len(pending) < 2 * run.config.processes:
                    chunk = list(islice(stream, run.config.batch_size))
                    more = bool(chunk)
                    yield from (item for item in chunk if isinstance(item, Failure))
                    if articles := [item for item in chunk if isinstance(item, Article)]:
                        pending[pool.submit(_work, [article.to_json() for article in articles])] = articles
                        articles = []
                done, _ = wait(pending, return_when=FIRST_COMPLETED)
                for future in done:
                    rows, seconds = future.result()
                    del pending[future]
                    yield from _received(rows, seconds, run)
        except BrokenProcessPool:
            lost = articles
            for future, sent in pending.items():
                if future.done() and future.exception() is None:
                    yield from _received(*future.result(), run)
                else:
                    lost = [*lost, *sent]
            return lost
    return []


def run_alone(articles: Iterable[Article], run: Run) -> Iterator[ArticleResult | Failure]:
    """As :func:`run_processes`, one by one in a process of their own: an article that kills it is a failure.

    Raises:
        UsageError: when processes cannot be started from where this is called.
    """
    if multiprocessing.parent_process() is not None:
        raise UsageError("processes cannot be started by the import of a script; put the call under: if __name__ == '__main__':")
    pool: ProcessPoolExecutor | None = None
    try:
        for article in articles:
            pool = pool or _fresh_pool(run)
            try:
                rows, seconds = pool.submit(_work, [article.to_json()]).result()
            except BrokenProcessPool:
                pool.shutdown()
                pool = None
                yield Failure(article.id, "extract", killed(article))
            else:
                yield from _received(rows, seconds, run)
    finally:
        if pool:
            pool.shutdown()


def killed(article: Article) -> str:
    """What is told of an article that killed the process which read it."""
    return f"article {article.id!r} killed the process that read it; leave it out or split it"


def _fresh_pool(run: Run) -> ProcessPoolExecutor:
    """One process that is known to live, so that its death later is the document's doing."""
    pool = _pool(1, run)
    try:
        pool.submit(_ready).result()
    except BrokenProcessPool as error:
        pool.shutdown()
        raise UsageError(
            "processes cannot be started from here: in a script, put the call under: if __name__ == '__main__': or set processes to 1"
        ) from error
    return pool


def _ready() -> bool:
    return True


def _received(rows: _Rows, seconds: dict[str, float], run: Run) -> Iterator[ArticleResult | Failure]:
    for name, spent in seconds.items():
        run.seconds[name] = run.seconds.get(name, 0.0) + spent
    for row in rows:
        yield Failure(**row["failure"]) if "failure" in row else ArticleResult.from_json(row)


def _pool(processes: int, run: Run) -> ProcessPoolExecutor:
    # Spawned, not forked: a fork of a process with threads (the store's, numpy's) can hang.
    given = (run.config.to_json(), run.id)
    return ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"), initializer=_start, initargs=given)


def _start(settings: dict[str, Any], run_id: str) -> None:
    global _run  # a worker process has one run for all that it is given
    _run = Run(load_config(Config(), **settings), id=run_id)


def _work(articles: _Rows) -> tuple[_Rows, dict[str, float]]:
    if _run is None:
        raise RuntimeError("the process was not started by run_processes")
    _run.seconds.clear()
    rows: _Rows = []
    for item in run_articles(map(Article.from_json, articles), _run):
        rows.append({"failure": item.to_json()} if isinstance(item, Failure) else item.to_json())
    return rows, dict(_run.seconds)
