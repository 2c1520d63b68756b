"""What verbs with a particle say of things: a roof that caves in yields to nobody.

References:
    Levin (1993), English Verb Classes and Alternations (what classes of verbs ask of their subjects); Quirk et al. (1985), A Comprehensive
    Grammar of the English Language, 16.2 ff. (phrasal verbs, literal and idiomatic).
"""

from __future__ import annotations

from newsgraph.extraction.frames import Frame
from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.phrases import Phrases
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.relations import CanonicalRelation

__all__ = ["acts", "literal"]

_ACTING = ("person", "org", "group", "country")


def acts(annotated: AnnotatedDoc, phrases: Phrases, head: Token) -> bool:
    """True for what can intend what it does: a person, a body, a country; also for a noun that its ending tells to be an agent."""
    head = phrases.semantic_head(head)
    types = {annotated.entities[i].type for i in phrases.referents(head)}
    if types & {"Person", "Organization", "Group"}:
        return True
    known = nouns().get(head.lemma.lower())
    if head.i in annotated.name_head:
        return True  # "Malta backed down"
    if known is not None:
        return known.kind in _ACTING
    return is_person_noun(head) or head.lower.endswith(("ers", "ors", "er", "or"))


def literal(
    annotated: AnnotatedDoc, phrases: Phrases, frame: Frame, known: CanonicalRelation, name: str, target: Token | None
) -> CanonicalRelation:
    """The relation that the lexicon has, or the verb's own words where a thing does by itself what only somebody can do in another sense.

    "The roof caved in" keeps its words, "the government caved in" is to concede.
    """
    if known.name == name or known.event_type is None or target is not None or frame.passive or not frame.subjects or frame.clauses:
        return known
    if any(acts(annotated, phrases, head) for head in frame.subjects):
        return known
    return CanonicalRelation(name)
