"""The police of an article: "Police … detectives … officers … Norvale Police" are one body where it names or tells of no second force.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 5.108 (nouns for bodies that take a plural verb).
"""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import Nominal, read_nominal

__all__ = ["named_force", "police_nominals"]

_FORCE = frozenset({"police", "gardaí", "gardai", "constabulary"})
_MEMBERS = frozenset({"detectives", "cops", "officers", "policemen"})
_WITHIN = frozenset({"compound", "amod", "nmod", "npadvmod", "poss", "appos", "attr"})
_ACTS = ("nsubj", "nsubjpass", "pobj", "dobj", "conj", "ROOT")
_TELLING = frozenset({"in", "at", "from", "of", "near", "with"})


def police_nominals(discourse: Discourse) -> list[Nominal]:
    """The bare words for the police of the article, "police" itself first; none where it speaks of several forces.

    Officers of another kind ("customs officers") leave out all officers.
    """
    tokens = discourse.annotated.tokens
    words = [t for t in tokens if t.lower in _FORCE | _MEMBERS and t.i not in discourse.annotated.name_head]
    if not any(t.lower in _FORCE or t.lower in ("detectives", "cops") for t in words):
        return []
    if any(t.lower in _FORCE and t.head.tag == "NNS" and t.dep == "compound" and t.head.lower in ("forces", "departments") for t in tokens):
        return []
    nominals = [read_nominal(t) for t in words if t.dep not in _WITHIN]
    others = {n.head.lower for n in nominals if n.names or set(n.modifiers) - _FORCE or n.owner is not None or _told(discourse, n)}
    if others & _FORCE or sum(_is_force(draft) for draft in discourse.drafts if draft.named and draft.mentions) > 1:
        return []
    found = [n for n in nominals if n.head.lower not in others and _plain(discourse, n)]
    return sorted(found, key=lambda n: n.head.lower not in _FORCE)


def named_force(discourse: Discourse) -> Draft | None:
    """The one force that the article names, where it tells what that does; "a former Norvale Police sergeant" only tells whose he was."""
    bodies = [d for d in discourse.drafts if d.named and d.type == "Organization" and d.mentions]
    found = [d for d in bodies if _is_force(d) and any(discourse.annotated.tokens[m.head_i].dep in _ACTS for m in d.mentions)]
    return found[0] if len(found) == 1 else None


def _is_force(draft: Draft) -> bool:
    return any(_FORCE & {name.lower().split()[0], name.lower().split()[-1]} for name in draft.names)


def _plain(discourse: Discourse, nominal: Nominal) -> bool:
    """True for "police", "the police", "detectives", and for officers who do something; not for some of them, "two officers"."""
    head = nominal.head
    if nominal.det not in ("bare", "def") or nominal.number or nominal.modifiers or nominal.told or nominal.of:
        return False
    return discourse.quoted(head) < 0 and (head.lower != "officers" or head.dep in ("nsubj", "nsubjpass"))


def _told(discourse: Discourse, nominal: Nominal) -> bool:
    """True for "police in Norvale": those may be others."""
    behind: list[Token] = discourse.annotated.tokens[nominal.head.i + 1 : nominal.head.i + 2]
    return bool(behind) and behind[0].lower in _TELLING and behind[0].head is nominal.head
