"""Who goes on being spoken of from one sentence to the next: who has just spoken, who was a pronoun, who was brought in last.

References:
    Grosz, B., Joshi, A. and Weinstein, S. (1995). Centering. Computational Linguistics 21 (what is a pronoun goes on being one).
"""

from __future__ import annotations

from newsgraph.language.annotated import Sentence, Token
from newsgraph.language.discourse import Discourse
from newsgraph.lexicons.pronouns import FEMALE, MALE

__all__ = ["continued"]

_JUST_SPOKE = 1.6
_WAS_PRONOUN = 1.6
_BROUGHT_IN_LAST = 2.6
_OPENING = 4
_TOLD_OF_NEW = frozenset({"be", "die", "live"})


def continued(discourse: Discourse, token: Token) -> dict[int, float]:
    """What speaks for persons of the sentence before, where *he* or *she* opens a sentence as its subject; by draft."""
    sentence = discourse.annotated.sentences[token.sent_i]
    if token.sent_i == 0 or token.dep not in ("nsubj", "nsubjpass") or token.i - sentence.token_start >= _OPENING:
        return {}
    before = discourse.annotated.sentences[token.sent_i - 1]
    if before.kind == "heading" or discourse.quoted(token) >= 0:
        return {}
    found: dict[int, float] = {}
    for index in _speaker_of(discourse, before):
        found[index] = found.get(index, 0.0) + _JUST_SPOKE
    if before.paragraph != sentence.paragraph:
        return found
    forms = MALE if token.lower in MALE else FEMALE
    words = discourse.annotated.sentence_tokens(before)
    objects = (t for t in words if t.lower in forms and t.dep in ("dobj", "dative") and discourse.quoted(t) < 0 and _to_do(t))
    for word in objects:  # "Dale persuaded him to leave. He lasted a month"
        for index in discourse.referents.get(word.i, ()):
            found[index] = found.get(index, 0.0) + _WAS_PRONOUN
    new = _brought_in_last(discourse, before) if token.head.lemma in _TOLD_OF_NEW else None
    if new is not None:
        found[new] = found.get(new, 0.0) + _BROUGHT_IN_LAST
    return found


def _speaker_of(discourse: Discourse, sentence: Sentence) -> tuple[int, ...]:
    """Who speaks the sentence, where it is all speech: "“… Ring us.” ¶ She declined to say more"."""
    tokens = discourse.annotated.tokens
    last = sentence.token_end - 1
    while last > sentence.token_start and tokens[last].pos == "PUNCT":
        last -= 1
    first, end = discourse.quoted(tokens[sentence.token_start]), discourse.quoted(tokens[last])
    if end < 0 or first != end:
        return ()
    speaker_i = discourse.annotated.quotations[end].speaker_i
    return discourse.known(speaker_i) if speaker_i is not None else ()


def _to_do(target: Token) -> bool:
    """True for *him* of "persuaded him to leave": who is brought to do something."""
    return any(child.dep in ("xcomp", "ccomp", "advcl") and child.tag == "VB" and child.i > target.i for child in target.head.children)


def _brought_in_last(discourse: Discourse, sentence: Sentence) -> int | None:
    """Tyler of "a picture of her son, Tyler. He was 22": a person whose name the sentence ends with, and not named before."""
    tokens = discourse.annotated.tokens
    last = sentence.token_end - 1
    while last > sentence.token_start and tokens[last].pos == "PUNCT":
        last -= 1
    found = discourse.names_at.get(tokens[last].i, ())
    if (
        len(found) != 1
        or discourse.drafts[found[0]].type != "Person"
        or discourse.seen.get(found[0], 0) > 1 + (tokens[last].dep == "appos")
    ):
        return None
    return found[0]
