"""An extractor of another package: who exclaims what, from exclamation marks alone."""

from __future__ import annotations

import os
from collections.abc import Iterable

from newsgraph.extraction.base import Requirement
from newsgraph.language.annotated import AnnotatedDoc
from newsgraph.model import Evidence, Node, Relation, Statement


class ExclamationExtractor:
    """One statement for each sentence that ends with an exclamation mark."""

    name = "exclamations"
    version = "1.0"
    requires: frozenset[Requirement] = frozenset({"parse"})

    def extract(self, annotated: AnnotatedDoc, /) -> Iterable[Statement]:
        """The statements of one document."""
        article = annotated.article
        for sentence in annotated.sentences:
            text = sentence.span.of(article.text)
            if text.endswith("!"):
                yield Statement(
                    article=article.id,
                    subject=Node("concept", f"concept/{article.id}/voice", "a voice"),
                    relation=Relation("exclaim", "exclaims", "exclaim"),
                    object=Node("literal", "", text, text=text, span=sentence.span),
                    evidence=(Evidence(sentence.span, text, object=sentence.span),),
                    extractor=f"{self.name}/{self.version}",
                )


class DeadlyExtractor:
    """Ends the process it runs in when an article asks for it, as a fault in native code does."""

    name = "deadly"
    version = "1.0"
    requires: frozenset[Requirement] = frozenset()

    def extract(self, annotated: AnnotatedDoc, /) -> Iterable[Statement]:
        """Nothing, if anything."""
        if "kill the process" in annotated.article.text:
            os._exit(9)
        return ()
