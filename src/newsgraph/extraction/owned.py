"""Whose a thing is, and which there is none of: what a label must tell to mean anything.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 5.116 ff. (genitives), 17.3 (restrictive modification).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsgraph.extraction.restricting import of_none
from newsgraph.extraction.words import conjuncts
from newsgraph.language.annotated import Token

if TYPE_CHECKING:
    from newsgraph.extraction.phrases import Phrases

__all__ = ["anothers", "none_of_whom"]


def none_of_whom(phrases: Phrases, head: Token) -> bool:
    """ "No fingerprints or DNA belonging to him were found": none of what, the label cannot tell."""
    clauses = [clause for item in conjuncts(head) for clause in item.children if of_none(phrases.annotated, item, clause)]
    own = [clause for clause in clauses if clause.head is head]
    unknown = any(t.tag in ("PRP", "PRP$") and not phrases.referents(t) for clause in own for t in clause.subtree())
    return bool(clauses) and (not own or unknown)


def anothers(phrases: Phrases, head: Token, owners: tuple[int, ...]) -> bool:
    """True where it does something itself ("its lawyers"), or a clause with another subject does something to what is theirs."""
    if head.dep in ("nsubj", "nsubjpass"):
        return True
    verb = next((above for above in head.ancestors() if above.tag.startswith("VB")), None)
    while verb is not None and verb.dep in ("xcomp", "conj") and verb.child("nsubj", "nsubjpass") is None:
        verb = verb.head
    subject = verb.child("nsubj", "nsubjpass") if verb is not None else None
    if head.dep != "dobj" or subject is None or subject.i > head.i or subject.pos == "PRON":
        return False
    return not set(phrases.referents(subject)) & set(owners)
