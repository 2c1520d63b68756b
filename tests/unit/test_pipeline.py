"""The stages: what they give, and that no failure is lost or stops another document."""

from __future__ import annotations

from collections.abc import Iterable

import hand_made
import pytest

from newsgraph import pipeline
from newsgraph.config import Config
from newsgraph.errors import ExtractionError, ModelError, NotFoundError, SourceError
from newsgraph.language.annotated import AnnotatedDoc
from newsgraph.model import Article, ArticleResult, Failure, Statement
from newsgraph.pipeline import ARTICLE_STAGES, STAGES, Run, extract, propositions, run_articles


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """A run without a language model, with one extractor that looks at words only."""
    monkeypatch.setattr("newsgraph.language.parse.load_model", lambda name: None)
    monkeypatch.setattr("newsgraph.language.parse.parse", hand_made.parse)
    monkeypatch.setattr("newsgraph.language.annotate.STEPS", ())
    monkeypatch.setattr("newsgraph.extraction.registry.load_extractors", lambda names: (hand_made.WordExtractor(),))
    return Run(Config())


def _article(name: str, text: str = "Anna met Tom. Tom left. It rained.") -> Article:
    return Article(id=name, text=text)


def test_the_stages_stand_in_one_visible_tuple() -> None:
    assert ("read", "parse", "annotate", "extract", "resolve", "write") == STAGES
    assert ("parse", "annotate", "extract") == tuple(name for name, _ in ARTICLE_STAGES)


def test_statements_come_by_position_and_silent_sentences_with_a_reason(run: Run) -> None:
    (result,) = run_articles([_article("a")], run)

    assert isinstance(result, ArticleResult)
    assert ["met"] == [statement.relation.name for statement in result.statements]
    assert ["Tom left.", "It rained."] == [report.span.of(result.article.text) for report in result.silent]
    assert ["no pattern fits"] * 2 == [report.reason for report in result.silent]


@pytest.mark.parametrize(
    ("text", "stage", "words"),
    [
        ("An unparsable text.", "parse", "article 'bad' could not be parsed: ValueError: the parser chokes"),
        ("A poison pill here.", "extract", "article 'bad': the extractor 'words' failed: ValueError: poison"),
    ],
)
@pytest.mark.parametrize("batch_size", [1, 2, 32])
def test_a_document_that_fails_is_told_and_stops_no_other(run: Run, text: str, stage: str, words: str, batch_size: int) -> None:
    run.config = Config(batch_size=batch_size)
    unread = Failure("c.txt", "read", "c.txt: is empty")

    items = list(run_articles([_article("a"), _article("bad", text), unread, _article("d"), _article("e")], run))

    assert ["a", "d", "e"] == sorted(item.article.id for item in items if isinstance(item, ArticleResult))
    failures = [item for item in items if isinstance(item, Failure)]
    assert unread in failures
    assert [Failure("bad", stage, words)] == [failure for failure in failures if failure != unread]


def test_an_annotation_that_fails_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def choke(annotated: AnnotatedDoc) -> None:
        raise IndexError("no head")

    monkeypatch.setattr("newsgraph.language.annotate.STEPS", (choke,))

    assert [Failure("a", "annotate", "article 'a' could not be annotated: IndexError: no head")] == list(run_articles([_article("a")], run))


class _Liar(hand_made.WordExtractor):
    """Gives evidence that is not the text's."""

    name = "liar"

    def extract(self, annotated: AnnotatedDoc, /) -> Iterable[Statement]:
        for statement in super().extract(annotated):
            first = statement.evidence[0]
            yield statement.replace(evidence=(type(first)(first.sentence, "something else"),))


def test_evidence_that_is_not_the_text_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgraph.extraction.registry.load_extractors", lambda names: (_Liar(),))

    (failure,) = run_articles([_article("a")], run)

    assert isinstance(failure, Failure)
    assert "the extractor 'liar' failed: GraphError: the evidence of statement" in failure.message


def test_an_article_of_five_megabytes_is_read_and_said_to_take_long(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    text = f"It rain{'ed' * 500}.\n" * 5_000

    (result,) = run_articles([_article("long", text)], run)

    assert isinstance(result, ArticleResult)
    assert len(text) > 5_000_000
    assert ["article 'long' is long (5045000 characters): reading it takes some minutes"] == caplog.messages


def test_seconds_are_counted_by_stage(run: Run) -> None:
    list(run_articles([_article("a")], run))

    assert {"parse", "annotate", "extract"} == set(run.seconds)
    assert all(-0.001 < spent < 10 for spent in run.seconds.values())


def test_extract_takes_a_sentence(run: Run) -> None:
    (result,) = extract("Anna met Tom.")

    assert "text" == result.article.id
    assert ["Tom"] == [statement.object.label for statement in result.statements if statement.object]


def test_extract_raises_what_failed_unless_somebody_is_told(run: Run) -> None:
    articles = [_article("a"), _article("bad", "A poison pill here."), _article("c")]
    failures: list[Failure] = []

    with pytest.raises(ExtractionError, match="the extractor 'words' failed") as caught:
        list(extract(articles))
    assert "bad" == caught.value.article
    assert ["a", "c"] == [result.article.id for result in extract(articles, on_failure=failures.append)]
    assert ["bad"] == [failure.source for failure in failures]
    with pytest.raises(SourceError, match="the text: is empty"):
        list(extract("  "))


def test_propositions_are_in_the_words_of_the_sentence(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgraph.extraction.openie.propositions", hand_made.propositions)

    ((article, found),) = propositions("Anna met Tom.")

    assert [("text", "Anna", "met", "Tom")] == [(article.id, one.subject, one.relation, one.object) for one in found]


def test_propositions_that_fail_are_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsgraph.extraction.openie.propositions", hand_made.propositions)
    articles = [_article("a"), _article("bad", "A poison pill here."), _article("c")]
    failures: list[Failure] = []

    assert ["a", "c"] == [article.id for article, _ in propositions(articles, on_failure=failures.append)]
    assert [Failure("bad", "extract", "article 'bad': ValueError: poison")] == failures
    with pytest.raises(ExtractionError, match="article 'bad': ValueError: poison"):
        list(propositions(articles))


def test_a_missing_extractor_is_told_before_anything_is_parsed() -> None:
    with pytest.raises(NotFoundError, match=r"no extractor named 'clause'\. Did you mean 'clauses'\? Installed: .*roles"):
        list(extract("Anna met Tom.", extractors=("clause",)))


@pytest.mark.model
def test_a_missing_model_is_told_with_the_way_out() -> None:
    with pytest.raises(
        ModelError, match=r"the language model 'no_such_model' is not installed. Install it with 'pip install no-such-model'"
    ):
        list(extract("Anna met Tom.", model="no_such_model"))


def test_resolving_does_not_depend_on_the_order(run: Run) -> None:
    results = [item for item in run_articles([_article("b"), _article("a")], run) if isinstance(item, ArticleResult)]

    assert pipeline.resolve_results(results) == pipeline.resolve_results(results[::-1])
