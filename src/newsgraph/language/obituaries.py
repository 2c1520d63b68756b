"""Of whom an obituary tells: *she* goes back to the dead woman past her daughter and past whoever is told of in passing.

References:
    Grosz, B. and Sidner, C. (1986). Attention, intentions and the structure of discourse. Computational Linguistics 12 (the focus of a
    text returns once an aside is over).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.continuity import gender_guessed, speaks
from newsgraph.language.discourse import Discourse, Occurrence
from newsgraph.language.mentions import Draft
from newsgraph.lexicons.classes import word_class

__all__ = ["departed", "whom_it_mourns"]

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_ACTS = _SUBJECT | {"agent"}
_KIN = word_class("kin")
_LEAD_SENTENCES = 3


def departed(annotated: AnnotatedDoc, names_at: dict[int, tuple[int, ...]]) -> int:
    """The draft of the only one of whose death heading and lead tell in a main clause, where the first line does; -1 elsewhere."""
    body = [s for s in annotated.sentences if s.kind == "body"][:_LEAD_SENTENCES]
    opening = [s for s in annotated.sentences if s.kind == "heading" and (not body or s.i < body[0].i)]
    in_heading = {i for s in opening for i in _dies(s.root, names_at)}
    in_lead = {i for s in body for i in _dies(s.root, names_at)}
    told = in_heading | in_lead
    return next(iter(told)) if len(told) == 1 and (in_heading or not opening) else -1


def _dies(root: Token, names_at: dict[int, tuple[int, ...]]) -> tuple[int, ...]:
    """Who dies in a clause: "Vera Lund, who …, dies at 83", "The painter Vera Lund has passed away"."""
    gone = root.lemma == "die" or (root.lemma == "pass" and any(child.lower == "away" for child in root.children))
    subject = root.child("nsubj") if gone else None
    found = names_at.get(subject.i, ()) if subject is not None else ()
    return found if len(found) == 1 else ()


def whom_it_mourns(discourse: Discourse, token: Token, gender: str, best: int, found: Occurrence | None, barred: set[int]) -> int | None:
    """Whom an obituary is about, where a pronoun would else mean a relative or somebody without a name who is told of in passing.

    Who is the subject of the sentence, or of the one before in the paragraph, goes on being meant: "Her sister Ada was a nurse. She …".
    """
    index = discourse.departed
    if index < 0 or index in barred or index == best or found is None or discourse.quoted(token) >= 0 or not discourse.seen.get(index):
        return None
    draft, other = discourse.drafts[index], discourse.drafts[best]
    if draft.type != "Person" or not _may_be(draft, gender) or (other.named and not other.roles & _KIN):
        return None
    sentences = discourse.annotated.sentences
    near = found.sent >= token.sent_i - 1 and sentences[found.sent].paragraph == sentences[token.sent_i].paragraph
    if near and found.role in _ACTS:
        return None
    if speaks(token) and found.sent >= token.sent_i - 1:
        return None  # "Her daughter Ada … ¶ “We laughed a lot,” she said"
    return index


def _may_be(draft: Draft, gender: str) -> bool:
    """False for another gender, unless that is a guess from a list of names and nothing has borne it out yet."""
    return draft.gender in ("", gender) or gender_guessed(draft)
