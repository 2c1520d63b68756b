"""From articles to what they state: the stages, in their order.

A stage takes what the stage before gives, one document at a time, and knows nothing of the next. A :class:`Failure` passes through
all later stages untouched, so one bad document never stops the others and is never lost.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from newsgraph import sources
from newsgraph.config import Config, load_config
from newsgraph.errors import ExtractionError, LanguageError, LlmError, ModelError, NewsgraphError, SourceError
from newsgraph.model import Article, ArticleResult, Correction, Failure, GraphData, SentenceReport, Statement

if TYPE_CHECKING:
    from spacy.language import Language

    from newsgraph.extraction.base import Extractor
    from newsgraph.extraction.openie import Proposition
    from newsgraph.language.annotated import AnnotatedDoc, Sentence

__all__ = [
    "ARTICLE_STAGES",
    "STAGES",
    "Run",
    "entities",
    "error_of",
    "extract",
    "extractors",
    "propositions",
    "resolve_results",
    "run_articles",
    "versions",
]

_LOG = logging.getLogger("newsgraph")
_LONG_CHARS = 1_000_000
_T = TypeVar("_T")


@dataclass(slots=False)
class Run:
    """What the stages share: the settings, the model and the extractors (loaded at first use), and seconds by stage.

    ``id`` is the same in all processes of one build, and of no other: what they may spend together is counted by it.
    """

    config: Config
    seconds: dict[str, float] = field(default_factory=dict)
    id: str = field(default_factory=lambda: secrets.token_hex(16))

    @cached_property
    def nlp(self) -> Language:
        """The language model.

        Raises:
            ModelError: when it is missing.
        """
        from newsgraph.language.parse import load_model

        return load_model(self.config.model)

    @cached_property
    def extractors(self) -> tuple[Extractor, ...]:
        """The extractors, in their order.

        Raises:
            NotFoundError: for a name that no installed package declares.
            ConfigError: when one needs settings that are not there.
        """
        from newsgraph.extraction.base import SecondReader
        from newsgraph.extraction.registry import load_extractors

        loaded = load_extractors(self.config.extractors)
        for extractor in loaded:
            if isinstance(extractor, SecondReader):
                extractor.configure(self.config, self.id)
        return loaded


def parse_articles(items: Iterable[Article | Failure], run: Run) -> Iterator[AnnotatedDoc | Failure]:
    """The parse of each article."""
    from newsgraph.language.parse import parse

    stream = iter(items)
    while chunk := list(islice(stream, run.config.batch_size)):
        articles = [item for item in chunk if isinstance(item, Article)]
        yield from (item for item in chunk if isinstance(item, Failure))
        if not articles:
            continue
        for article in articles:
            if len(article.text) >= _LONG_CHARS:
                _LOG.warning("article %r is long (%d characters): reading it takes some minutes", article.id, len(article.text))
        done = 0
        try:
            for annotated in parse(articles, run.nlp):
                done += 1
                yield annotated
        except ModelError:
            raise
        except Exception:  # the parser's own faults: which document it was shows when each is parsed alone
            _LOG.debug("parsing a batch failed; parsing its documents one by one", exc_info=True)
            for article in articles[done:]:
                yield _parse_alone(article, run)


def _parse_alone(article: Article, run: Run) -> AnnotatedDoc | Failure:
    from newsgraph.language.parse import parse

    try:
        return next(parse([article], run.nlp))
    except Exception as error:
        return _failure(article, "parse", f"article {article.id!r} could not be parsed: {_told(error)}")


def annotate_docs(items: Iterable[AnnotatedDoc | Failure], run: Run) -> Iterator[AnnotatedDoc | Failure]:
    """Each document with its names, times, quotations and entities."""
    from newsgraph.language.annotate import annotate

    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        try:
            annotated = annotate(item)
        except Exception as error:
            yield _failure(item.article, "annotate", f"article {item.article.id!r} could not be annotated: {_told(error)}")
        else:
            yield annotated


def extract_statements(items: Iterable[AnnotatedDoc | Failure], run: Run) -> Iterator[ArticleResult | Failure]:
    """What each document states, by position."""
    for item in items:
        if isinstance(item, Failure):
            yield item
            continue
        try:
            yield _extracted(item, run)
        except ExtractionError as error:
            yield _failure(item.article, "extract", str(error))


def _extracted(annotated: AnnotatedDoc, run: Run) -> ArticleResult:
    from newsgraph.extraction.run import read_statements, without_unsure

    found, use = read_statements(annotated, run.extractors)
    kept, left_out = without_unsure(found, run.config.withhold_below, sentences=len(annotated.sentences))
    silent = tuple(_silent(annotated, kept, left_out))
    return ArticleResult(annotated.article, tuple(annotated.entities), kept, silent, use, len(left_out))


def _silent(annotated: AnnotatedDoc, statements: Iterable[Statement], left_out: Iterable[Statement]) -> Iterator[SentenceReport]:
    unsure = {piece.sentence.start for statement in left_out for piece in statement.evidence}
    told = sorted({piece.sentence for statement in statements for piece in statement.evidence})
    number, reached = 0, 0  # evidence up to `number` begins before the sentence, and reaches to `reached` at most
    for sentence in annotated.sentences:
        while number < len(told) and told[number].start < sentence.span.end:
            reached = max(reached, told[number].end)
            number += 1
        if reached <= sentence.span.start:
            reason = (
                "what it states is not sure, or not worth, enough" if sentence.span.start in unsure else _why_silent(annotated, sentence)
            )
            yield SentenceReport(sentence.span, reason)


def _why_silent(annotated: AnnotatedDoc, sentence: Sentence) -> str:
    tokens = annotated.sentence_tokens(sentence)
    if sentence.kind == "heading":
        return "a heading"
    if not any(token.pos in ("VERB", "AUX") for token in tokens):
        return "has no verb"
    subjects = [token for token in tokens if token.dep in ("nsubj", "nsubjpass")]
    if not subjects:
        return "has no subject"
    if all(token.pos == "PRON" and token.i not in annotated.referents for token in subjects):
        return "its subject is a pronoun that stands for nobody known"
    if annotated.article.text[sentence.span.start : sentence.span.end].rstrip("\"'\u201d\u2019)").endswith("?"):
        return "a question"
    return "no pattern fits"


ARTICLE_STAGES: tuple[tuple[str, Callable[..., Iterator[Any]]], ...] = (
    ("parse", parse_articles),
    ("annotate", annotate_docs),
    ("extract", extract_statements),
)
"""What runs for one article after another, in any process."""

_BEFORE_EXTRACT = ARTICLE_STAGES[:-1]

STAGES: tuple[str, ...] = ("read", *(name for name, _ in ARTICLE_STAGES), "resolve", "write")
"""The names of all stages in their order; those before and after ``ARTICLE_STAGES`` see all articles."""


def run_articles(articles: Iterable[Article | Failure], run: Run) -> Iterator[ArticleResult | Failure]:
    """What each article gives, or its failure, in their order within each batch; as they come.

    Raises:
        ModelError: when the language model is missing.
        NotFoundError: when an extractor is.
    """
    _ = run.extractors  # a missing one shows before anything is parsed
    yield from _through(ARTICLE_STAGES, articles, run)


def _through(stages: Iterable[tuple[str, Callable[..., Iterator[Any]]]], articles: Iterable[Article | Failure], run: Run) -> Iterator[Any]:
    stream: Iterator[Any] = iter(articles)
    for name, stage in stages:
        stream = _timed(name, stage(_upstream(name, stream, run), run), run)
    return stream


def _timed(name: str, stream: Iterator[_T], run: Run) -> Iterator[_T]:
    """Count the time that each step of ``stream`` takes to ``name``."""
    while True:
        start = time.perf_counter()
        try:
            item = next(stream)
        except StopIteration:
            return
        finally:
            run.seconds[name] = run.seconds.get(name, 0.0) + time.perf_counter() - start
        yield item


def _upstream(name: str, stream: Iterator[_T], run: Run) -> Iterator[_T]:
    """Take the time that a stage waits for the stages before it off its own."""
    while True:
        start = time.perf_counter()
        try:
            item = next(stream)
        except StopIteration:
            return
        finally:
            run.seconds[name] = run.seconds.get(name, 0.0) - (time.perf_counter() - start)
        yield item


def _failure(article: Article, stage: str, message: str) -> Failure:
    _LOG.debug("%s", message, exc_info=True)
    return Failure(article.id, stage, message)


def _told(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}".rstrip(": ")


def resolve_results(results: Iterable[ArticleResult], corrections: Sequence[Correction] = ()) -> GraphData:
    """One graph of all results, whatever their order, with what the user corrected."""
    from newsgraph.resolve.entities import resolve

    return resolve(sorted(results, key=lambda result: result.article.id), corrections)


def versions(config: Config) -> dict[str, str]:
    """The versions of all that decides what an article gives: this package, spaCy, the model, each extractor."""
    found = {"newsgraph": _version("newsgraph"), "spacy": _version("spacy"), f"model {config.model}": _model_version(config.model)}
    return {**found, **{f"extractor {extractor.name}": extractor.version for extractor in Run(config).extractors}}


def _version(package: str) -> str:
    try:
        return version(package)
    except (PackageNotFoundError, ValueError):
        return "unknown"


def _model_version(model: str) -> str:
    """The version of the model's package, or for a folder what its ``meta.json`` hashes to."""
    meta = Path(model) / "meta.json"
    return hashlib.sha256(meta.read_bytes()).hexdigest() if meta.is_file() else _version(model.replace("_", "-"))


def extract(
    source: str | Path | Article | Iterable[Article],
    *,
    config: Config | Path | str | None = None,
    on_failure: Callable[[Failure], None] | None = None,
    **settings: object,
) -> Iterator[ArticleResult]:
    """What each article of ``source`` states; nothing is stored and nothing is merged over articles.

    ``source`` is a text (a sentence will do), a file, folder or pattern, an address, ``-`` for standard input, or articles. A string that
    names nothing on disk and is no address is a text. Results come as soon as they are there; set ``batch_size=1`` when each must not
    wait for the next.
    ``on_failure`` is called for each document that cannot be read; without it the first such document raises.

    Raises:
        UsageError: for an input that does not exist, or a setting that cannot be.
        SourceError: when a document cannot be read.
        ExtractionError: when an extractor fails.
        ModelError: when the language model is missing.
        LlmError: when the extractor ``llm`` gets no answer for a part of an article.

    >>> from newsgraph.errors import SourceError
    >>> try:
    ...     list(extract("   "))
    ... except SourceError as error:
    ...     print(error)
    the text: is empty
    """
    run = Run(load_config(config, **settings))
    return _reported(run_articles(_articles(source, run.config), run), on_failure)


def entities(
    source: str | Path | Article | Iterable[Article],
    *,
    config: Config | Path | str | None = None,
    on_failure: Callable[[Failure], None] | None = None,
    **settings: object,
) -> Iterator[dict[str, Any]]:
    """The entities that each article of ``source`` names: ``id`` of the article, ``entities`` with type, label, names and mentions.

    ``source``, ``on_failure``, settings and errors are those of :func:`extract`; no extractor runs.
    """
    from newsgraph.language.entities import entities_to_json

    run = Run(load_config(config, **settings))
    for item in _reported(_through(_BEFORE_EXTRACT, _articles(source, run.config), run), on_failure):
        yield entities_to_json(item)


def propositions(
    source: str | Path | Article | Iterable[Article],
    *,
    config: Config | Path | str | None = None,
    on_failure: Callable[[Failure], None] | None = None,
    **settings: object,
) -> Iterator[tuple[Article, list[Proposition]]]:
    """What each article of ``source`` says, in the words of its sentences: open information extraction, nothing resolved or marked.

    ``source``, ``on_failure``, settings and errors are those of :func:`extract`; no extractor runs.
    """
    from newsgraph.extraction.openie import propositions as of_document

    run = Run(load_config(config, **settings))
    for annotated in _reported(_through(_BEFORE_EXTRACT, _articles(source, run.config), run), on_failure):
        try:
            found = list(of_document(annotated))
        except Exception as error:
            failure = _failure(annotated.article, "extract", f"article {annotated.article.id!r}: {_told(error)}")
            if on_failure is None:
                raise error_of(failure) from error
            on_failure(failure)
        else:
            yield annotated.article, found


def extractors() -> dict[str, str]:
    """The installed extractors: name and the version of each."""
    from newsgraph.extraction.registry import extractor_names, load_extractors

    return {extractor.name: extractor.version for extractor in load_extractors(extractor_names())}


def _articles(source: str | Path | Article | Iterable[Article], config: Config) -> Iterable[Article | Failure]:
    if isinstance(source, str) and not _names_file(source):
        try:
            return [sources.read_text(source, max_chars=config.max_chars)]
        except SourceError as error:
            return [Failure(error.source, "read", str(error))]
    if isinstance(source, str | Path | Article):
        return sources.read([source], max_chars=config.max_chars)
    return source


def _names_file(source: str) -> bool:
    if source == "-" or sources.is_address(source):
        return True
    if len(source) > 1000 or "\n" in source or "\0" in source or not source.strip():
        return False
    path = Path(source)
    # "notes/today.txt" that is not there is a mistyped file, not a sentence.
    return path.exists() or path.suffix.lower() in sources.SUFFIXES or (any(mark in source for mark in "*[") and not source.endswith("."))


def _reported(items: Iterable[_T | Failure], on_failure: Callable[[Failure], None] | None) -> Iterator[_T]:
    for item in items:
        if not isinstance(item, Failure):
            for failure in item.failures if isinstance(item, ArticleResult) else ():
                if on_failure is None:
                    raise error_of(failure)
                on_failure(failure)
            yield item
        elif on_failure:
            on_failure(item)
        else:
            raise error_of(item)


def error_of(failure: Failure) -> NewsgraphError:
    """The exception that tells a failure."""
    if failure.stage == "read":
        kind = LanguageError if "not English" in failure.message else SourceError
        return kind(failure.message, source=failure.source)
    if failure.stage == "llm":
        return LlmError(f"article {failure.source!r}: {failure.message}")
    return ExtractionError(failure.message, article=failure.source)
