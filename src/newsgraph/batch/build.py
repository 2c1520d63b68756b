"""Building a graph in a folder, adding to it, taking from it."""

from __future__ import annotations

import hashlib
import json
import platform
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from newsgraph import sources
from newsgraph.batch.corrections import corrections_json, corrections_path, load_corrections, read_text, refuse_idle, warn_of_idle
from newsgraph.batch.journal import Journal
from newsgraph.batch.local import killed, run_alone, run_processes
from newsgraph.batch.lock import locked
from newsgraph.batch.outputs import OUTPUTS, RUN_FILE, check_finished, read_file, read_folder, write_outputs
from newsgraph.batch.results import Results, write_text
from newsgraph.config import Config
from newsgraph.errors import NotFoundError, StoreFormatError, UsageError
from newsgraph.model import Article, ArticleResult, Correction, Failure, GraphData, ModelUse
from newsgraph.pipeline import Run, resolve_results, run_articles, versions
from newsgraph.resolve.correction_file import CORRECTIONS_FILE, corrected_text, parse_corrections, text_of_corrections

__all__ = ["BuildReport", "Progress", "build_folder", "build_memory", "correct_folder", "correct_memory", "remove_articles"]

Progress = Callable[[str, int], None]
"""Called with the name of the stage and the number of articles done in it."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did: articles read anew, unchanged ones passed over, failures sorted by source, seconds by stage.

    ``results`` are those of a graph that is written nowhere, so that it can be corrected.
    ``use`` is what asking a language model came to in this build, None where none was asked. ``withheld``
    statements were not sure, or not worth, enough.
    """

    data: GraphData
    read: int
    unchanged: int
    failures: tuple[Failure, ...]
    seconds: dict[str, float] = field(default_factory=dict)
    results: tuple[ArticleResult, ...] = ()
    use: ModelUse | None = None
    withheld: int = 0


@dataclass(slots=True)
class _Work:
    """The state of one build: what earlier builds left by article id, and what this one found."""

    results: Results
    run: Run
    earlier: dict[str, tuple[str, ArticleResult]]
    corrections: tuple[Correction, ...] = ()
    given: set[str] = field(default_factory=set)
    current: dict[str, ArticleResult] = field(default_factory=dict)
    failures: list[Failure] = field(default_factory=list)
    unchanged: int = 0
    read: int = 0
    use: ModelUse | None = None

    def read_all(self, documents: Iterable[Article | Failure]) -> Iterator[None]:
        """Read and keep what must be read; a step for each document.

        In this process what is being read is noted, so that the next build knows what this one may have died of.
        """
        if self.run.config.processes > 1:
            for item in run_processes(self.pending(documents), self.run):
                self.store(item)
                yield
            return
        with Journal(self.results.folder) as journal:
            held: dict[str, Article] = {}
            begun: dict[str, str] = {}

            def watched() -> Iterator[Article | Failure]:
                for document in self.pending(documents):
                    if isinstance(document, Failure):
                        yield document
                        continue
                    key = self.results.key(document)
                    if key in journal.suspects:
                        held[key] = document
                    else:
                        begun[document.id] = key
                        journal.begin(key)
                        yield document

            for item in run_processes(watched(), self.run):
                self.store(item)
                if key := begun.pop(_source(item), ""):
                    journal.done(key)
                yield
            for item in _tried(held, journal, self.run):
                self.store(item)
                yield

    def pending(self, documents: Iterable[Article | Failure]) -> Iterator[Article | Failure]:
        """The documents that must be read: those given and changed, then those of earlier builds under other settings."""
        for document in _timed(documents, self.run):
            if isinstance(document, Failure):
                yield document
                continue
            self.given.add(document.id)
            if self._is_current(document):
                self.unchanged += 1
            else:
                yield document
        for article_id in sorted(self.earlier.keys() - self.given):
            article = self.earlier[article_id][1].article
            if not self._is_current(article):
                yield article

    def _is_current(self, article: Article) -> bool:
        key, result = self.earlier.get(article.id, ("", None))
        if result is None or key != self.results.key(article) or result.failures:
            return False
        self.current[article.id] = result
        return True

    def store(self, item: ArticleResult | Failure) -> None:
        """Keep what an article gave. What it gave under other settings, or with another text, is gone."""
        source = _source(item)
        if source in self.earlier and source not in self.current:
            self.results.remove(self.earlier[source][0])
        if isinstance(item, Failure):
            self.failures.append(item)
        else:
            self.results.add(item)
            self.current[source] = item
            self.read += 1
            self.failures.extend(item.failures)
            self.use = _together(self.use, item.use)


def _together(one: ModelUse | None, other: ModelUse | None) -> ModelUse | None:
    return one + other if one and other else one or other


def _source(item: ArticleResult | Failure) -> str:
    return item.source if isinstance(item, Failure) else item.article.id


def _tried(held: dict[str, Article], journal: Journal, run: Run) -> Iterator[ArticleResult | Failure]:
    """Read articles (by key) that an earlier build may have died of: in a process of their own, or if none can be started alone in this."""
    left = {article.id: key for key, article in sorted(held.items(), key=lambda pair: pair[1].id)}
    try:
        for item in run_alone([held[key] for key in left.values()], run):
            key = left.pop(_source(item))
            if isinstance(item, Failure) and item.message == killed(held[key]):
                journal.keep(key)
            else:
                journal.done(key)
            yield item
    except UsageError:  # a script without a guard cannot start processes
        for key in left.values():
            if key in journal.guilty:
                journal.keep(key)
                yield Failure(held[key].id, "extract", killed(held[key]))
                continue
            journal.begin(key, alone=True)
            yield from run_articles([held[key]], run)
            journal.done(key)


def _timed(documents: Iterable[Article | Failure], run: Run) -> Iterator[Article | Failure]:
    stream = iter(documents)
    while True:
        start = time.perf_counter()
        item = next(stream, None)
        run.seconds["read"] = run.seconds.get("read", 0.0) + time.perf_counter() - start
        if item is None:
            return
        yield item


def build_memory(inputs: Iterable[sources.Input], config: Config, progress: Progress | None = None) -> BuildReport:
    """Build a graph that is written nowhere.

    Raises:
        UsageError: for an input that does not exist.
        ModelError: when the language model is missing.
    """
    run, corrections = Run(config), load_corrections(config, None)
    found: list[ArticleResult] = []
    failures: list[Failure] = []
    use: ModelUse | None = None
    documents = _timed(sources.read(inputs, max_chars=config.max_chars), run)
    for item in run_processes(documents, run):
        if isinstance(item, Failure):
            failures.append(item)
        else:
            found.append(item)
            failures.extend(item.failures)
            use = _together(use, item.use)
        _tell(progress, "extract", len(found) + len(failures))
    data = _resolved(found, corrections, run, progress)
    warn_of_idle(data.corrections, corrections_path(config, None))
    return BuildReport(data, len(found), 0, _sorted(failures), run.seconds, tuple(found), use, _withheld(found))


def correct_memory(report: BuildReport, new: Sequence[Correction]) -> BuildReport:
    """As :func:`correct_folder`, of a graph that is written nowhere."""
    text = corrected_text(text_of_corrections([one.correction for one in report.data.corrections]), new)
    data = resolve_results(report.results, parse_corrections(text))
    refuse_idle(data.corrections, new)
    return replace(report, data=data)


def build_folder(inputs: Iterable[sources.Input], out: Path, config: Config, progress: Progress | None = None) -> BuildReport:
    """Build a graph in the folder ``out``, or add to the one that is there.

    Articles whose text, metadata and settings are those of the last build are not read again; articles that are in the graph and not
    among ``inputs`` stay. What is written is the same, byte for byte, whatever the order of ``inputs`` and the number of processes;
    ``run.json`` alone tells times. An interrupted build goes on where it stopped when it is run again.

    Raises:
        UsageError: for an input that does not exist, or a folder that holds other things.
        StoreLockedError: when another build writes there.
        StoreError: when the folder cannot be written.
        ModelError: when the language model is missing.
    """
    _check_folder(out)
    documents = sources.read(inputs, max_chars=config.max_chars)
    with locked(out / "results"):
        work = _work(out, config)
        for count, _ in enumerate(work.read_all(documents), 1):
            _tell(progress, "extract", count + work.unchanged)
        return _finished(out, work, progress)


def remove_articles(out: Path, ids: Iterable[str], config: Config, progress: Progress | None = None) -> BuildReport:
    """Take articles out of the graph in a folder, with all that only they tell.

    Raises:
        NotFoundError: when one of them is not in the graph; nothing is removed then.
        StoreLockedError: when another build writes there.
    """
    wanted = list(ids)
    if not out.is_dir():
        raise NotFoundError(f"there is no folder {out}")
    _check_folder(out)
    with locked(out / "results"):
        work = _work(out, config)
        for article_id in wanted:
            if article_id not in work.earlier:
                known = ", ".join(sorted(work.earlier)[:10]) or "none"
                raise NotFoundError(f"no article {article_id!r} in {out}; there are: {known}")
        for article_id in wanted:
            key, _ = work.earlier.pop(article_id)
            work.results.remove(key)
        for _ in work.read_all([]):
            pass  # all is kept as it comes
        return _finished(out, work, progress)


def correct_folder(out: Path, new: Sequence[Correction], config: Config, progress: Progress | None = None) -> BuildReport:
    """Write ``new`` corrections into the file of the graph in a folder, and apply them; what they contradict there is taken back.

    Raises:
        NotFoundError: when there is no graph, or one of them meets nothing in it; nothing is changed then.
        CorrectionError: when one of them cannot be applied, or the file cannot be read or added to; nothing is changed then.
        StoreError: when the folder cannot be written, or a build writes it.
    """
    check_finished(out)
    path = corrections_path(config, out) or out / CORRECTIONS_FILE
    with locked(out / "results"):
        text = corrected_text(read_text(path), new, str(path))
        work = _work(out, config, parse_corrections(text, str(path)))
        for _ in work.read_all([]):
            pass  # all is kept as it comes
        data = _resolved(list(work.current.values()), work.corrections, work.run, progress)
        refuse_idle(data.corrections, new)
        write_text(path, text)
        return _finished(out, work, progress, data)


def _check_folder(out: Path) -> None:
    if out.exists() and not out.is_dir():
        raise UsageError(f"{out} is a file; give a folder with -o")
    if (
        out.is_dir()
        and any(path.name != CORRECTIONS_FILE for path in out.iterdir())
        and not any((out / name).exists() for name in ("results", RUN_FILE, "graph.trig"))
    ):
        raise UsageError(f"the folder {out} holds other things and no graph; choose a new or empty one with -o")


def _work(out: Path, config: Config, corrections: tuple[Correction, ...] | None = None) -> _Work:
    corrections = load_corrections(config, out) if corrections is None else corrections
    results = Results(out / "results", config)
    earlier: dict[str, tuple[str, ArticleResult]] = {}
    for key, result in results.stored():
        known = earlier.get(result.article.id)
        if known is None or key == results.key(result.article):
            earlier[result.article.id] = (key, result)
    if not earlier and (out / "graph.trig").exists():
        # A clone of a repository, or a graph that was saved, is there without the results it came from: its articles are read again.
        for article in read_file(out / "graph.trig").articles:
            earlier[article.id] = ("", ArticleResult(article, (), ()))
    return _Work(results, Run(config), earlier, corrections)


def _withheld(found: Iterable[ArticleResult]) -> int:
    return sum(result.withheld for result in found)


def _resolved(found: list[ArticleResult], corrections: Sequence[Correction], run: Run, progress: Progress | None) -> GraphData:
    _tell(progress, "resolve", len(found))
    start = time.perf_counter()
    data = resolve_results(found, corrections)
    run.seconds["resolve"] = time.perf_counter() - start
    return data


def _finished(out: Path, work: _Work, progress: Progress | None, data: GraphData | None = None) -> BuildReport:
    """Write what has changed; ``data`` is the graph where it has been resolved already."""
    config, found = work.run.config, list(work.current.values())
    wanted = sorted(work.results.key(result.article) for result in found)
    for key in set(work.results.keys()) - set(wanted):
        work.results.remove(key)
    said = [correction.to_json() for correction in work.corrections]
    state = hashlib.sha256(json.dumps([wanted, config.digest(), *said]).encode("ascii")).hexdigest()
    there = None if work.read else _unchanged(out, state)
    if there is not None:
        data = there
    else:
        (out / RUN_FILE).unlink(missing_ok=True)  # it comes last: a folder without it was not written to its end
        data = data or _resolved(found, work.corrections, work.run, progress)
        _tell(progress, "write", len(found))
        start = time.perf_counter()
        write_outputs(out, data, config)
        work.run.seconds["write"] = time.perf_counter() - start
    report = BuildReport(data, work.read, work.unchanged, _sorted(work.failures), work.run.seconds, use=work.use, withheld=_withheld(found))
    path = corrections_path(config, out)
    warn_of_idle(data.corrections, path)
    told = _run_json(report, config, state) | {"corrections": corrections_json(data.corrections, path)}
    write_text(out / RUN_FILE, json.dumps(told, ensure_ascii=False, indent=2) + "\n")
    return report


def _unchanged(out: Path, state: str) -> GraphData | None:
    """The graph that is there, when it was written to its end, of exactly these results, and is whole."""
    if _state(out) != state or not all((out / name).exists() for name in OUTPUTS):
        return None
    try:
        return read_folder(out)
    except StoreFormatError:
        return None  # damaged since then: it is written anew


def _state(out: Path) -> str:
    try:
        told = json.loads((out / RUN_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""  # no build was finished here
    return str(told.get("state", "")) if isinstance(told, dict) else ""


def _sorted(failures: Iterable[Failure]) -> tuple[Failure, ...]:
    return tuple(sorted(failures, key=lambda failure: (failure.source, failure.stage, failure.message)))


def _tell(progress: Progress | None, stage: str, done: int) -> None:
    if progress:
        progress(stage, done)


def _run_json(report: BuildReport, config: Config, state: str) -> dict[str, Any]:
    data = report.data
    return {
        "state": state,
        "config": config.to_json(),
        "versions": {**versions(config), "python": platform.python_version()},
        "counts": {
            "articles": len(data.articles),
            "entities": len(data.entities),
            "statements": len(data.statements),
            "plain": sum(statement.plain for statement in data.statements),
            "by_status": dict(sorted(Counter(statement.status for statement in data.statements).items())),
            "withheld": report.withheld,
            "read": report.read,
            "unchanged": report.unchanged,
            "failed": len(report.failures),
        },
        **({"llm": report.use.to_json()} if report.use else {}),
        "seconds": {name: round(spent, 3) for name, spent in report.seconds.items()},
        "failures": [failure.to_json() for failure in report.failures],
    }
