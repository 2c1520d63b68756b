"""A statement that a user adds: grounded like any other, in words that the article really has."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import cast

from newsgraph.language.parse import plain_text
from newsgraph.language.slugs import slug
from newsgraph.lexicons.pronouns import PRONOUNS
from newsgraph.lexicons.relations import canonical_phrase, event_in_context
from newsgraph.model import (
    USER,
    CharSpan,
    Correction,
    Entity,
    Evidence,
    GraphData,
    Modality,
    Named,
    Node,
    Relation,
    Statement,
    Status,
)
from newsgraph.resolve.lookup import Problem

__all__ = ["added", "find_words"]

_Meant = Callable[[Named], Entity | None]


def find_words(words: str, text: str, span: CharSpan | None = None) -> CharSpan | None:
    """Where ``words`` first stand in ``text`` (or in that part of it), whatever the white space and the kind of quotation marks.

    >>> find_words("the “new” deal", 'It is the\\n"new" deal.')
    CharSpan(start=6, end=20)
    """
    parts = [re.escape(part) for part in plain_text(words).split()]
    if not parts:
        return None
    pattern = r"\s+".join(parts)
    first, last = (r"(?<!\w)" if words.strip()[0].isalnum() else ""), (r"(?!\w)" if words.strip()[-1].isalnum() else "")
    start, end = (span.start, span.end) if span else (0, len(text))
    match = re.compile(f"{first}{pattern}{last}").search(plain_text(text), start, end)
    return CharSpan(match.start(), match.end()) if match else None


def added(correction: Correction, data: GraphData, meant: _Meant) -> Statement:
    """The statement that a correction of the kind ``add`` tells.

    Its ends are the entities that ``meant`` finds for their names, or words of the sentence.

    Raises:
        Problem: when the article or the sentence is not there, an end is neither, or the article's statements have it already.
    """
    article = next((article for article in data.articles if article.id == correction.article), None)
    if article is None:
        raise Problem(f"no article {correction.article!r} in the graph")
    sentence = find_words(correction.sentence, article.text)
    if sentence is None:
        raise Problem(f"the article {article.id!r} does not say {correction.sentence[:80]!r}: quote it as it stands there")
    assert correction.subject is not None  # a correction without one cannot be made

    def node(named: Named) -> Node:
        return _node(named, meant(named), article.id, article.text, sentence)

    subject = node(correction.subject)
    target = node(correction.object) if correction.object else None
    speakers = (node(correction.speaker),) if correction.speaker else ()
    status = cast(Status, correction.status or "fact")
    modality = cast("Modality | None", correction.modality or None)
    relation_at = find_words(correction.relation, article.text, sentence)
    evidence = Evidence(sentence, sentence.of(article.text), subject.span, relation_at, target.span if target else None)
    statement = Statement(
        article=article.id,
        subject=subject,
        relation=_relation(correction.relation, status, modality),
        object=target,
        evidence=(evidence,),
        extractor=USER,
        status=status,
        modality=modality,
        speakers=speakers,
        id=hashlib.sha256(f"{USER}\n{correction.id}".encode("ascii")).hexdigest()[:16],
    )
    same = next((other for other in data.statements if _says_the_same(statement, other)), None)
    if same is not None:
        raise Problem(f"it is found without it by now (statement {same.id}): the correction can go")
    return statement


def _relation(name: str, status: Status, modality: Modality | None) -> Relation:
    lemma = name.split()[0]
    canonical = canonical_phrase(name, lemma=lemma)
    return Relation(canonical.name, name, lemma, event_in_context(canonical.event_type, status, modality), canonical.symmetric)


def _node(named: Named, entity: Entity | None, article: str, text: str, sentence: CharSpan) -> Node:
    span = find_words(named.name, text, sentence)
    if entity is not None:
        here = [mention for mention in entity.mentions if mention.article == article and sentence.covers(mention.span)]
        span = span or (here[0].span if here else None)
        return Node("entity", entity.id, entity.label, entity.type, entity.aliases, span.of(text) if span else named.name, span)
    if named.name.casefold() in PRONOUNS:
        raise Problem(f"the pronoun {named} names nothing; name what it stands for")
    if span is None:
        raise Problem(f"{named} is no entity of the graph, and does not stand in the sentence")
    words = span.of(text)
    return Node("concept", f"concept/{slug(article)}/{slug(words)}", " ".join(words.split()), "Thing", (), words, span)


def _says_the_same(one: Statement, other: Statement) -> bool:
    def ends(statement: Statement) -> tuple[object, ...]:
        target = statement.object
        nodes = (statement.subject.id, (target.id or target.label) if target else "", *(speaker.id for speaker in statement.speakers))
        return (statement.article, *nodes, statement.relation.name, statement.status, statement.modality)

    return ends(one) == ends(other) and any(here.sentence.overlaps(there.sentence) for here in one.evidence for there in other.evidence)
