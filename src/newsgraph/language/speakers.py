"""Whose words a quotation holds: the verb of speech near it, its subject, and whom it addresses.

References:
    T. O'Keefe, S. Pareti, J. Curran, I. Koprinska, M. Honnibal, A Sequence Labelling Approach to Quote Attribution, EMNLP 2012
    (which places a speaker stands in, and how often).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsgraph.language.annotated import Token
from newsgraph.lexicons.speech import speech_verb

__all__ = ["Cue", "cue_after", "cue_before", "governing_cue", "is_speech_verb", "personal_subject", "subject_of"]

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_ENDS = frozenset({".", "?", "!"})
_PUNCT = frozenset({",", "-", "--", "—", "–", '"', "'", "''", "``", "...", "…"})
# A statement, letter or post "says" something for whoever made it.
_CARRIERS = frozenset(
    {
        "address",
        "announcement",
        "blog",
        "brief",
        "broadcast",
        "comment",
        "email",
        "interview",
        "letter",
        "memo",
        "message",
        "note",
        "post",
        "release",
        "remark",
        "speech",
        "statement",
        "text",
        "tweet",
        "video",
    }
)
_PERSONAL_ENTITIES = frozenset({"PERSON", "ORG", "NORP", "GPE"})
_PERSONAL_PRONOUNS = frozenset({"he", "she", "they", "i", "we"})
_ROLE_ENDINGS = (
    "er",
    "or",
    "man",
    "woman",
    "person",
    "ist",
    "ant",
    "ent",
    "cian",
    "chief",
    "head",
    "ess",
    "people",
    "ee",
    "ary",
    "boss",
    "king",
    "queen",
)
_FARTHEST = 60
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Cue:
    """What introduces a quotation: the head of who speaks, the verb (or "according"), who is spoken to; None where unknown."""

    speaker: Token | None
    verb: Token | None = None
    addressee: Token | None = None


def is_speech_verb(token: Token) -> bool:
    """True for a verb of speech, in any form that can carry a quotation."""
    if not token.tag.startswith("VB"):
        return False
    if token.lemma == "read":  # a statement reads, a person does not say so
        subject = token.child("nsubj")
        return subject is not None and subject.lemma in _CARRIERS
    return speech_verb(token.lemma.lower()) is not None


def _named(token: Token) -> Token:
    """The name of "a spokesman, Tomas Erlund": an apposition that is a person; otherwise the token itself."""
    if token.ent_type != "PERSON" and token.pos in ("NOUN", "PROPN"):
        for child in token.children:
            if child.dep == "appos" and (
                child.ent_type == "PERSON" or (token.pos == "NOUN" and child.pos == "PROPN" and not child.ent_type)
            ):
                return child
    return token


def subject_of(verb: Token) -> Token | None:
    """Who does what the verb tells: through conjunction, control, participles, relative clauses and "a statement saying"."""
    token = verb
    for _ in range(_DEEPEST):
        if token.lemma in ("quote", "cite") and (quoted := token.child("nsubjpass")) is not None:
            return _named(quoted)  # "was quoted by Tass as saying"
        agent = _agent(token)
        if agent is not None:
            return _named(agent)
        subject = None if _passive(token) and token is verb and speech_verb(token.lemma) else token.child(*_SUBJECTS)
        if subject is not None:
            if subject.lower in _RELATIVE and token.dep == "relcl":
                return _named(token.head)
            return _named(subject) if subject.pos in (*_NOMINAL, "ADJ", "NUM") or subject.ent_type else None
        if token.head is token or (_passive(token) and token is verb):
            return None
        if token.dep in ("acl", "relcl") and token.head.pos in _NOMINAL:
            maker = _maker(token.head)
            return maker if maker is not None else _named(token.head)
        token = token.head
    return None


def _passive(token: Token) -> bool:
    return token.tag == "VBN" and (token.child("auxpass", "nsubjpass", "agent") is not None or token.dep in ("acl", "advcl"))


def _agent(token: Token) -> Token | None:
    by = token.child("agent")
    return by.child("pobj") if by else None


def _maker(noun: Token) -> Token | None:
    """Who made the statement that says something: its possessor, or the subject of the verb it belongs to."""
    if noun.lemma not in _CARRIERS:
        return None
    owner = noun.child("poss")
    if owner is not None and owner.pos in _NOMINAL:
        return owner
    for child in noun.children:
        if child.dep == "prep" and child.lower in ("from", "by") and (author := child.child("pobj")) is not None:
            return _named(author)
    head = noun
    for _ in range(_DEEPEST):
        if head.head is head:
            return None
        head = head.head
        if head.pos in ("VERB", "AUX"):
            subject = head.child("nsubj")
            return _named(subject) if subject is not None and subject is not noun and subject.pos in _NOMINAL else None
    return None


def _addressee(verb: Token, low: int, high: int) -> Token | None:
    """Who is spoken to, outside the quotation ``low:high``."""
    entry = speech_verb(verb.lemma.lower())
    if entry is None or entry.addressee == "none":
        return None
    if _passive(verb):
        subject = verb.child("nsubjpass")
        return subject if subject is not None and entry.addressee == "object" and subject.pos in _NOMINAL else None
    for child in verb.rights:
        if low <= child.i < high:
            continue
        if entry.addressee == "object" and child.dep in ("dobj", "dative", "iobj", "pobj") and child.pos in _NOMINAL:
            return child
        if child.dep in ("prep", "dative") and child.lower in ("to", entry.addressee):
            found = child.child("pobj")
            if found is not None and found.pos in _NOMINAL and not low <= found.i < high:
                return found
    return None


def _cue(verb: Token, low: int, high: int, speaker: Token | None = None) -> Cue:
    found = speaker if speaker is not None else subject_of(verb)
    found = (_maker(found) or found) if found is not None else None
    if found is not None and low <= found.i < high:
        found = None  # the parser went astray: nobody speaks from inside his own words
    addressee = _addressee(verb, low, high)
    return Cue(found, verb, addressee if addressee is not found else None)


def _noun_phrase(tokens: Sequence[Token], start: int, stop: int) -> Token | None:
    """The head of the noun phrase that begins at ``start``, read from left to right without the parser."""
    head: Token | None = None
    for i in range(start, min(stop, len(tokens))):
        token = tokens[i]
        if token.pos in _NOMINAL:
            head = token
        elif token.pos not in ("DET", "ADJ", "NUM", "PART") or head is not None:
            break
    return head


def cue_after(tokens: Sequence[Token], low: int, high: int, stop: int) -> Cue | None:
    """The cue that follows the quotation ``low:high``, before token ``stop``: ", said Smith", ", Smith told reporters"."""
    last = tokens[high - 1]
    i = high
    comma = last.text in (",", "—", "-")
    while i < stop and tokens[i].text in _PUNCT:
        comma = comma or tokens[i].text in (",", "—", "-")
        i += 1
    if i >= stop:
        return None
    first = tokens[i]
    open_end = comma or last.text in ("?", "!", "...", "…")
    if is_speech_verb(first) and first.tag in ("VBD", "VBZ", "VBP", "VBN") and not first.text[0].isupper():
        subject = next((child for child in first.children if child.dep in _SUBJECTS and child.i > first.i), None)
        speaker = _named(subject) if subject is not None and subject.i < stop else _noun_phrase(tokens, i + 1, stop)
        return _cue(first, low, high, speaker) if speaker is not None else None
    if first.lower == "according" and i + 1 < stop and tokens[i + 1].lower == "to":
        source = tokens[i + 1].child("pobj") or _noun_phrase(tokens, i + 2, stop)
        return Cue(_named(source), first) if source is not None else None
    if last.text == "." and not comma:
        return None
    for token in tokens[i : min(stop, i + _FARTHEST)]:
        if token.text in _ENDS:
            return None
        if token.dep in ("relcl", "acl", "aux", "auxpass") or not token.tag.startswith("VB"):
            continue
        subject = token.child(*_SUBJECTS)
        here = subject is not None and i <= subject.i < token.i
        if is_speech_verb(token):
            if here or token.dep != "amod":
                found = _cue(token, low, high)
                if found.speaker is not None and not (i <= found.speaker.i < stop):
                    found = _cue(token, low, high, _noun_phrase(tokens, i, token.i))
                return found if found.speaker is not None else None
        elif here and subject is not None and open_end and comma and _personal(subject) and token.tag in ("VBD", "VBZ", "VBP"):
            return Cue(_maker(subject) or _named(subject), token)  # ", Carney laughed": whatever one does with words
        elif token.tag in ("VBD", "VBZ", "VBP"):
            return None
    return None


def cue_before(tokens: Sequence[Token], low: int, high: int, start: int, *, adjacent: bool) -> Cue | None:
    """The cue before the quotation ``low:high``, not before token ``start``.

    With ``adjacent`` only one that leads right into it: "Smith said, “", "told reporters: “", "according to Smith, “".
    """
    i = low - 1
    lead = ""
    while i >= start and tokens[i].text in (*_PUNCT, ":"):
        lead = tokens[i].text if tokens[i].text in (",", ":", "—", "-") else lead
        i -= 1
    if i < start:
        return None
    for token in reversed(tokens[max(start, i - _FARTHEST) : i + 1]):
        if token.text in _ENDS or token.text == ";":
            return None
        if lead and (token.lower, tokens[token.i + 1].lower) in (("according", "to"), ("words", "of")):
            if any(t.tag in ("VBD", "VBZ", "VBP", "MD") and t.dep != "relcl" for t in tokens[token.i + 1 : i + 1]):
                return None
            source = tokens[token.i + 1].child("pobj") or _noun_phrase(tokens, token.i + 2, low)
            return Cue(_named(source), token) if source is not None else None
        if is_speech_verb(token) and token.dep not in ("amod", "compound"):
            if adjacent and not (lead or token.i == i):
                return None
            if adjacent and any(t.dep in ("ccomp", "ROOT") and t.tag.startswith("VB") for t in tokens[token.i + 1 : i + 1]) and lead != ":":
                return None
            found = _cue(token, low, high)
            if found.speaker is None and found.addressee is None:
                found = _inverted(tokens, token, i + 1) or found
            return found
    if lead == ":" and not any(t.tag.startswith("VB") for t in tokens[start : i + 1]) and i - start <= 8:
        label = _noun_phrase(tokens, start, i + 1)
        return Cue(_named(label)) if label is not None else None
    return None


def _inverted(tokens: Sequence[Token], verb: Token, stop: int) -> Cue | None:
    speaker = _noun_phrase(tokens, verb.i + 1, stop)
    return Cue(speaker, verb) if speaker is not None and verb.tag in ("VBD", "VBZ") and verb.child(*_SUBJECTS) is None else None


def governing_cue(token: Token, low: int, high: int) -> Cue | None:
    """The verb of speech above quoted words that are part of a clause: *said* both sides “need to do more”."""
    for depth, above in enumerate(token.ancestors()):
        if depth > _DEEPEST:
            return None
        if not low <= above.i < high and is_speech_verb(above):
            return _cue(above, low, high)
    return None


def _personal(token: Token) -> bool:
    return (
        token.ent_type in _PERSONAL_ENTITIES
        or token.lower in _PERSONAL_PRONOUNS
        or (token.pos == "PROPN" and not token.ent_type)
        or (token.pos == "NOUN" and token.lemma.endswith(_ROLE_ENDINGS))
    )


def personal_subject(tokens: Sequence[Token], low: int, high: int) -> Cue | None:
    """Who is spoken of in a sentence ``low:high`` beside the quotation: the subject of its verb of speech, or its own."""
    verbs = [token for token in tokens[low:high] if token.tag.startswith("VB") and token.dep in ("ROOT", "conj", "ccomp")]
    for verb in sorted(verbs, key=lambda token: (not is_speech_verb(token), token.dep != "ROOT", token.i)):
        subject = subject_of(verb)
        if subject is not None and low <= subject.i < high and _personal(subject):
            return Cue(subject, verb if is_speech_verb(verb) else None)
    return None
