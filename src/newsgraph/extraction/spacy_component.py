"""The component ``newsgraph`` for a spaCy pipeline of one's own: ``nlp.add_pipe("newsgraph")``.

It stands behind the entry point ``newsgraph`` in the group ``spacy_factories``, so that nothing of newsgraph need be imported.
What it finds is kept in ``doc.user_data`` as JSON values, so that it goes where the ``Doc`` goes: to other processes, to bytes, to disk.

References:
    spaCy 3, Custom pipeline components and extension attributes; Entry points.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from newsgraph.config import Config
from newsgraph.errors import ModelError
from newsgraph.extraction.registry import load_extractors
from newsgraph.extraction.run import read_statements, without_unsure
from newsgraph.language.annotate import annotate
from newsgraph.language.certainty import keep_certainty
from newsgraph.language.parse import annotated_from_doc
from newsgraph.model import Article, Entity, Statement

__all__ = ["NewsgraphComponent", "make_component"]

_KEPT = "newsgraph"
_NEEDED = (("TAG", "tagger"), ("POS", "attribute_ruler"), ("DEP", "parser"), ("LEMMA", "lemmatizer"), ("ENT_IOB", "ner"))


def _statements(doc: Doc) -> tuple[Statement, ...]:
    return tuple(map(Statement.from_json, doc.user_data.get(_KEPT, {}).get("statements", ())))


def _entities(doc: Doc) -> tuple[Entity, ...]:
    return tuple(map(Entity.from_json, doc.user_data.get(_KEPT, {}).get("entities", ())))


class NewsgraphComponent:
    """Adds ``doc._.statements`` and ``doc._.entities`` to each document; offsets are those of ``doc.text``.

    ``doc._.article_id`` and ``doc._.published`` (a day, or its ``YYYY-MM-DD``) may be set before: which article it is, and against which
    day "on Tuesday" is read. Without an id it is ``doc-`` and 12 hexadecimal digits of the text.
    """

    def __init__(self, nlp: Language, extractors: tuple[str, ...], withhold_below: float) -> None:
        self._nlp = nlp
        self._withhold_below = withhold_below
        self._extractors = load_extractors(extractors)
        # Another component may have an attribute of that name: it is not taken away from it.
        for name, how in (
            ("statements", {"getter": _statements}),
            ("entities", {"getter": _entities}),
            ("article_id", {"default": ""}),
            ("published", {"default": None}),
        ):
            if not Doc.has_extension(name):
                Doc.set_extension(name, **how)

    def __call__(self, doc: Doc) -> Doc:
        """Read one document.

        Raises:
            ModelError: when the pipeline before it lacks a tagger, a parser, a lemmatizer or named entities.
            ExtractionError: when an extractor fails.
        """
        # Exceptions of the attribute ruler give some words a lemma without any lemmatizer.
        missing = [name for mark, name in _NEEDED if not doc.has_annotation(mark, require_complete=mark == "LEMMA")]
        if doc.text.strip() and missing:
            raise ModelError(
                f"the component 'newsgraph' needs {', '.join(component for _, component in _NEEDED)} before it in the pipeline; "
                f"missing: {', '.join(missing)}"
            )
        if not doc.text.strip():
            doc.user_data[_KEPT] = {"entities": [], "statements": []}
            return doc
        keep_certainty(self._nlp, doc)
        annotated = annotate(annotated_from_doc(_article(doc), [(0, doc)]))
        found, _ = read_statements(annotated, self._extractors)
        statements, _ = without_unsure(found, self._withhold_below, sentences=len(annotated.sentences))
        doc.user_data[_KEPT] = {
            "entities": [entity.to_json() for entity in annotated.entities],
            "statements": [statement.to_json() for statement in statements],
        }
        return doc


def _article(doc: Doc) -> Article:
    published: Any = doc._.published
    if isinstance(published, str):
        published = dt.date.fromisoformat(published)
    digest = hashlib.sha256(doc.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return Article(doc._.article_id or f"doc-{digest}", doc.text, published=published)


@Language.factory(
    "newsgraph",
    requires=["token.tag", "token.dep", "token.head", "token.lemma", "doc.ents"],
    assigns=["doc._.statements", "doc._.entities"],
    default_config={"extractors": ["roles", "nominals", "clauses"], "withhold_below": Config().withhold_below},
)
def make_component(nlp: Language, name: str, extractors: list[str], withhold_below: float) -> NewsgraphComponent:
    """The component, with the extractors of those names, and the setting ``withhold_below``.

    Raises:
        NotFoundError: for a name that no installed package declares.
    """
    return NewsgraphComponent(nlp, tuple(extractors), withhold_below)
