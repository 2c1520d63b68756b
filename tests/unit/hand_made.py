"""Documents and a graph made by hand, so that tests need no language model."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from newsgraph.extraction.base import Requirement
from newsgraph.extraction.openie import Proposition
from newsgraph.language.annotated import AnnotatedDoc, Sentence, Token
from newsgraph.model import (
    Article,
    ArticleResult,
    CharSpan,
    Entity,
    EntityType,
    Evidence,
    GraphData,
    Mention,
    Node,
    Qualifier,
    Relation,
    Statement,
)

_SENTENCE = re.compile(r"[^.?!\n]+[.?!]?")


def document(article: Article) -> AnnotatedDoc:
    """Sentences end at full stops, words at spaces; the second word of each is its verb, the first its subject."""
    annotated = AnnotatedDoc(article, [], [])
    for match in _SENTENCE.finditer(article.text):
        words = [(match.start() + word.start(), word.group()) for word in re.finditer(r"[^\s.?!]+", match.group())]
        if not words:
            continue
        start = len(annotated.tokens)
        for number, (char_start, word) in enumerate(words):
            pos, dep = (("PROPN", "nsubj"), ("VERB", "ROOT"))[number] if number < 2 else ("NOUN", "dobj")
            annotated.tokens.append(Token(start + number, word, char_start, pos=pos, dep=dep, sent_i=len(annotated.sentences)))
        first, last = annotated.tokens[start], annotated.tokens[-1]
        span = CharSpan(first.char_start, max(last.char_end, match.end()))
        annotated.sentences.append(Sentence(len(annotated.sentences), start, len(annotated.tokens), first, span))
    return annotated


def parse(articles: Iterable[Article], nlp: object) -> Iterator[AnnotatedDoc]:
    """Stands for :func:`newsgraph.language.parse.parse`; chokes on an article that says so."""
    for article in articles:
        if "unparsable" in article.text:
            raise ValueError("the parser chokes")
        yield document(article)


def find_entities(annotated: AnnotatedDoc) -> None:
    """Stands for the steps of annotation: each capitalised word that :class:`WordExtractor` takes is a mention of an entity."""
    if "poison" in annotated.article.text:
        return
    found: dict[str, list[Mention]] = {}
    for statement in WordExtractor().extract(annotated):
        for node in (statement.subject, statement.object):
            if node is not None and node.span is not None:
                found.setdefault(node.label, []).append(Mention(annotated.article.id, node.span, "name", node.text, "by hand"))
    # One word alone is the same organisation in every article, and no person.
    annotated.entities.extend(
        Entity(f"entity/{name.lower()}", name, "Organization", (), tuple(sorted(found[name]))) for name in sorted(found)
    )


class WordExtractor:
    """Takes each sentence of three words or more for subject, verb and object."""

    name = "words"
    version = "1"
    requires: frozenset[Requirement] = frozenset({"parse"})

    def extract(self, annotated: AnnotatedDoc, /) -> Iterable[Statement]:
        """One statement a sentence."""
        article = annotated.article
        if "poison" in article.text:
            raise ValueError("poison")
        for sentence in annotated.sentences:
            words = annotated.sentence_tokens(sentence)
            if len(words) < 3:
                continue
            subject, verb, target = words[0], words[1], words[-1]
            yield Statement(
                article=article.id,
                subject=_node(article, subject),
                relation=Relation(verb.lower, verb.text, verb.lower),
                object=_node(article, target),
                evidence=(Evidence(sentence.span, sentence.span.of(article.text)),),
                extractor="words/1",
            )


def propositions(annotated: AnnotatedDoc) -> Iterator[Proposition]:
    """Stands for :func:`newsgraph.extraction.openie.propositions`."""
    for one in WordExtractor().extract(annotated):
        target = one.object.text if one.object else ""
        yield Proposition(one.evidence[0].sentence, one.subject.text, one.relation.text, target, one.confidence)


def _node(article: Article, token: Token) -> Node:
    if token.text[0].isupper():
        return Node("entity", f"entity/{token.lower}", token.text, "Person", (), token.text, CharSpan(token.char_start, token.char_end))
    return Node("concept", f"concept/{article.id}/{token.lower}", token.text, text=token.text)


TEXT = "Anna Bell met Mark Carney. Carney said that Bell did not sign the deal. Bell may visit Ottawa on Monday."


def statement(subject: Node, relation: str, target: Node | None, sentence: tuple[int, int], **fields: object) -> Statement:
    """A statement of the article ``a1``."""
    span = CharSpan(*sentence)
    return Statement(
        article="a1", subject=subject, relation=Relation(relation, relation, relation.split()[0]), object=target,
        evidence=(Evidence(span, span.of(TEXT)),), extractor="test/1", **fields,  # type: ignore[arg-type]
    )  # fmt: skip


BELL = Node("entity", "entity/anna-bell", "Anna Bell", "Person", ("Bell",), "Anna Bell", CharSpan(0, 9))
CARNEY = Node("entity", "entity/mark-carney", "Mark Carney", "Person", ("Carney",), "Mark Carney", CharSpan(14, 25))
OTTAWA = Node("entity", "entity/ottawa", "Ottawa", "Place", (), "Ottawa", CharSpan(87, 93))
DEAL = Node("concept", "concept/a1/deal", "deal", text="the deal", span=CharSpan(62, 70))


def _entity(node: Node, kind: EntityType) -> Entity:
    assert node.span
    return Entity(node.id, node.label, kind, node.aliases, (Mention("a1", node.span, "name", node.text),))


def graph_data() -> GraphData:
    """Three statements: a plain fact, one denied by a speaker, one possible."""
    return GraphData(
        articles=(Article(id="a1", text=TEXT, title="A meeting"),),
        entities=(_entity(BELL, "Person"), _entity(CARNEY, "Person"), _entity(OTTAWA, "Place")),
        statements=(
            statement(BELL, "meet", CARNEY, (0, 26)),
            statement(BELL, "sign", DEAL, (27, 71), status="negated", speakers=(CARNEY,), confidence=0.7),
            statement(
                BELL, "visit", OTTAWA, (72, 104), status="possible", modality="ability", qualifiers=(Qualifier("time", "on Monday"),),
            ),
        ),
    )  # fmt: skip


def resolve(results: Iterable[ArticleResult], corrections: object = ()) -> GraphData:
    """Stands for :func:`newsgraph.resolve.entities.resolve`: entities of one id are one; nothing is corrected."""
    found = sorted(results, key=lambda result: result.article.id)
    statements = tuple(statement for result in found for statement in result.statements)
    nodes = {node.id: node for s in statements for node in (s.subject, s.object) if node and node.kind == "entity"}
    entities = tuple(Entity(name, nodes[name].label, "Person") for name in sorted(nodes))
    return GraphData(tuple(result.article for result in found), entities, statements)


FILES = ("graph.html", "graph.trig", "statements.jsonl")
"""What a build writes that is the same for the same articles."""


def write_seeds(folder: Path) -> Path:
    """Three articles in files, in a new folder."""
    folder.mkdir()
    for name, text in (("a", "Anna met Tom."), ("b", "Tom called Eve. It rained."), ("c", "Eve left Paris.")):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """The bytes of :data:`FILES` in the folder of a graph."""
    return {name: (folder / name).read_bytes() for name in FILES}
