"""Who goes on being spoken of from one sentence to the next: who has just spoken, who was a pronoun, who was brought in last.

References:
    Grosz, B., Joshi, A. and Weinstein, S. (1995). Centering. Computational Linguistics 21 (what is a pronoun goes on being one).
"""

from __future__ import annotations

from newsgraph.language.annotated import Sentence, Token
from newsgraph.language.discourse import Discourse, Occurrence
from newsgraph.language.gender import is_guess
from newsgraph.language.mentions import Draft
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.pronouns import FEMALE, MALE
from newsgraph.lexicons.speech import speech_verb
from newsgraph.lexicons.tables import word_set
from newsgraph.lexicons.titles import titles

__all__ = ["called_otherwise", "continued", "done_to", "identifies", "of_either", "speaks", "wed"]

_JUST_SPOKE = 1.6
_SPEAKS_ON = 1.0
_WAS_PRONOUN = 1.6
_BROUGHT_IN_LAST = 2.6
_OPENING = 4
_SUFFERS = 2.8
_HARMING = word_class("harming") | word_set("catch foul trip grab arrest")
_TOLD_OF_NEW = frozenset({"be", "die", "live"})


def continued(discourse: Discourse, token: Token) -> dict[int, float]:
    """What speaks for persons of the sentence before, where *he* or *she* opens a sentence as its subject; by draft."""
    sentence = discourse.annotated.sentences[token.sent_i]
    owns = token.dep == "poss" and token.i == sentence.token_start and token.head.dep in ("nsubj", "nsubjpass")
    if token.sent_i == 0 or not (token.dep in ("nsubj", "nsubjpass") or owns) or token.i - sentence.token_start >= _OPENING:
        return {}
    before = discourse.annotated.sentences[token.sent_i - 1]
    if before.kind == "heading" or discourse.quoted(token) >= 0:
        return {}
    found: dict[int, float] = {}
    on = speech_verb(token.head.lemma) is not None
    for index in _speaker_of(discourse, before):
        found[index] = found.get(index, 0.0) + _JUST_SPOKE + (_SPEAKS_ON if on else 0.0)
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


def speaks(subject: Token) -> bool:
    """True for the subject of a verb that says something."""
    verb = speech_verb(subject.head.lemma)
    return verb is not None and verb.kind in ("say", "tell", "manner")


def called_otherwise(discourse: Discourse, token: Token) -> int | None:
    """Who spoke just before "she said", and is a man by a list of names alone, where nobody else can be meant: such lists err."""
    if token.dep != "nsubj" or not speaks(token) or discourse.quoted(token) >= 0:
        return None
    people = {o.draft for o in discourse.back(token.sent_i, 1) if discourse.drafts[o.draft].type == "Person" and not o.heading}
    spoke = {o.draft for o in discourse.back(token.sent_i, 1) if o.token.dep == "nsubj" and (speaks(o.token) or _quoted_by(discourse, o))}
    if len(people) != 1 or people != spoke:
        return None
    draft = discourse.drafts[people.pop()]
    return draft.index if draft.named and gender_guessed(draft) and not draft.plural else None


def _quoted_by(discourse: Discourse, occurrence: Occurrence) -> bool:
    """True for the subject of a sentence that quotes: "Ola Berg called the price “fair”"."""
    sentence = discourse.annotated.sentences[occurrence.sent]
    words = discourse.annotated.sentence_tokens(sentence)
    return occurrence.token.head is sentence.root and any(t.text in ('"', "“", "”") for t in words)


def gender_guessed(draft: Draft) -> bool:
    """True where only lists of first names tell a person's gender, and those names are rare there: no title, no role, no pronoun so far."""
    return _by_name_alone(draft) and all(is_guess(name.split()[0]) for name in draft.names if " " in name)


def _by_name_alone(draft: Draft) -> bool:
    """True where nothing but the first name tells of a person's gender."""
    words = [word for role in draft.roles for word in (role, role.split(" ")[-1])]
    told = any(known is not None and known.gender for word in words for known in (titles().get(word), nouns().get(word)))
    pronouns = any(mention.kind == "pronoun" for mention in draft.mentions)
    return any(" " in name for name in draft.names) and not told and not pronouns


def identifies(discourse: Discourse, token: Token) -> bool:
    """True for Ann Reed of "The winner was Ann Reed", "M was Ann Reed": who is told to be it is who the sentence is about."""
    while token.dep in ("conj", "appos"):
        token = token.head
    subject = token.head.child("nsubj")
    return subject is not None and token.head.lemma == "be" and subject.pos != "PRON" and not discourse.referents.get(subject.i)


def wed(discourse: Discourse, token: Token, gender: str) -> int | None:
    """ "She married the engineer Sandy Kerr in 1962. He built boats": whoever she married, where *he* or *she* is the other of the two.

    Lists of names may have taken him for a woman.
    """
    sentence = discourse.annotated.sentences[token.sent_i]
    if token.sent_i == 0 or token.dep not in ("nsubj", "nsubjpass", "poss") or token.i - sentence.token_start >= _OPENING:
        return None
    before = discourse.annotated.sentences[token.sent_i - 1]
    if before.paragraph != sentence.paragraph or discourse.quoted(token) >= 0:
        return None
    verb = before.root
    one, other = verb.child("nsubj"), verb.child("dobj")
    if verb.lemma not in ("marry", "wed") or one is None or other is None:
        return None
    first, second = discourse.known(one.i), discourse.known(other.i)
    if len(first) != 1 or len(second) != 1:
        return None
    who, spouse = discourse.drafts[first[0]], discourse.drafts[second[0]]
    fits = spouse.type == "Person" and spouse.named and (spouse.gender in ("", gender) or _by_name_alone(spouse))
    return second[0] if who.gender not in ("", gender) and fits else None


def done_to(discourse: Discourse, token: Token) -> dict[int, float]:
    """ "Hale stabbed Reed as he slept", "caught her as she crossed": to whom it is done, by draft, with what speaks for him."""
    clause = token.head
    verb = clause.head
    if token.dep not in ("nsubj", "nsubjpass") or clause.dep != "advcl" or verb.lemma not in _HARMING or clause.i < verb.i:
        return {}
    target = verb.child("dobj", "nsubjpass")
    if target is None or not any(child.dep in ("mark", "advmod") and child.lower in ("as", "while") for child in clause.children):
        return {}
    return dict.fromkeys(discourse.referents.get(target.i, ()), _SUFFERS)


def of_either(discourse: Discourse, token: Token) -> bool:
    """True for the pronouns of "he or she", "his or her"."""
    tokens = discourse.annotated.tokens
    if token.lower not in MALE | FEMALE:
        return False
    other = FEMALE if token.lower in MALE else MALE
    behind = [t.lower for t in tokens[token.i + 1 : token.i + 3]]
    before = [t.lower for t in tokens[max(0, token.i - 2) : token.i]]
    return (behind[:1] == ["or"] and behind[1:] != [] and behind[1] in other) or (before[1:] == ["or"] and before[0] in other)
