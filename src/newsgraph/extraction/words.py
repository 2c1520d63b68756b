"""Words as spelt in labels and identifiers, and which words head noun phrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from newsgraph.language.annotated import Token
from newsgraph.language.quote_marks import ANY_MARKS
from newsgraph.lexicons.classes import word_class

__all__ = [
    "behind_of",
    "changed_to",
    "cites_no",
    "compound_preposition",
    "conjuncts",
    "is_inverted",
    "is_nominal",
    "is_noun_too",
    "leads_to_pronoun",
    "lower_label",
    "sayable",
    "says_something",
    "singular",
    "slug",
    "spelt",
    "tells_little",
]

_CHANGING = word_class("moving quantities") | frozenset("widen narrow ease climb swell balloon dwindle".split())
# With a preposition on each side they join who does something to whom it is done for, or over.
_JOINING = frozenset(("favour", "favor", "behalf", "connection", "support"))
_AUXILIARIES = frozenset(("be", "do", "have"))
_ECHOING = frozenset(("not", "n't", "so", "too", "either", "neither", "never", "again", "then", "now"))
# Words in a sentence of speech that tells little, whatever they are; twice as many where none is a noun.
_SHORT = 4
_SAYABLE = frozenset(
    "word sentence phrase line name thing prayer mass grace goodbye farewell hello thanks sorry yes no please amen rosary piece".split()
)
_OWNER = re.compile(
    r"((?:\b[A-Z][\w.-]*\s)*\b[A-Z][\w.-]*['’]s?(?=\s)|\b[A-Z][\w.]+-(?:born|based|raised|educated|trained|led|run|owned|backed)\b)|\S+"
)


def slug(text: str) -> str:
    """Lower-case letters and digits of any script, joined by hyphens; ``x`` when none are left."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-") or "x"


def lower_label(text: str) -> str:
    """A title as a common noun ("Prime Minister": "prime minister"), on one line; names keep capitals ("Norland Bank's", "Leeds-born")."""
    return re.sub(_OWNER, lambda found: found[1] or found[0].lower(), " ".join(text.split()))


def spelt(words: Iterable[Token]) -> str:
    """Words in lower case, with a space between two unless a hyphen joins them: "secretary-general"."""
    return " ".join(word.lower for word in words).replace(" - ", "-")


def changed_to(head: Token) -> bool:
    """True for what something changes to: in "fell to 21 seats" the number is what is told, and no seats are fallen to."""
    prep = head.head
    return head.dep == "pobj" and prep.lower == "to" and prep.dep == "prep" and prep.head.lemma in _CHANGING


def compound_preposition(prep: Token) -> list[str]:
    """The words of "in favour of", "on behalf of", "in connection with" before whom or what it leads to; none for any other preposition."""
    noun = prep.head
    joins = noun.lower in _JOINING and noun.dep == "pobj" and noun.child("det", "poss", "amod") is None and noun.i == prep.i - 1
    return [noun.head.lower, noun.lower, prep.lower] if joins else []


def singular(word: str) -> str:
    """One form for singular and plural, however the word was tagged."""
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def leads_to_pronoun(prep: Token) -> bool:
    """True for the preposition of "holes in it"."""
    target = prep.child("pobj")
    return target is not None and target.tag == "PRP"


def behind_of(head: Token) -> Token | None:
    """What stands behind the first *of* of a phrase: *judges* of "one of the judges"; None without one."""
    of = next((child for child in head.children if child.dep == "prep" and child.lower == "of"), None)
    return of.child("pobj") if of is not None else None


def is_inverted(clause: Token) -> bool:
    """True for "should it rain", "had she known": a condition without *if* (Quirk et al. 1985, 15.36)."""
    subject = clause.child("nsubj", "nsubjpass")
    if subject is None or clause.dep != "advcl" or clause.child("mark") is not None:
        return False
    return any(
        child.dep in ("aux", "auxpass") and child.lower in ("should", "had", "were") for child in clause.children if child.i < subject.i
    )


def is_nominal(token: Token) -> bool:
    """True when the token can head a noun phrase."""
    return token.pos in ("NOUN", "PROPN", "PRON", "NUM", "SYM") or token.tag in ("NN", "NNS", "NNP", "NNPS", "CD", "DT", "PRP", "WP", "$")


def _denied(first: Token, second: Token) -> bool:
    """True for the second of "Dublin but not Cork"."""
    return any(token.lower == "not" and first.i < token.i < second.i for token in (*first.children, *second.children))


def is_noun_too(token: Token) -> bool:
    """True for "the mine", which is no pronoun."""
    return token.lower == "mine" and token.tag == "NN" and any(child.dep in ("det", "compound", "amod") for child in token.children)


def cites_no(head: Token) -> bool:
    """True for "has heard “no plans” before": the words are what was heard."""
    marks = {child.i for child in head.children if child.text in ANY_MARKS}
    no = next((child for child in head.children if child.dep == "det" and child.lower == "no"), None)
    return no is not None and head.dep == "dobj" and {no.i - 1, head.i + 1} <= marks


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated with it ("steel, aluminium and auto imports"), in order of the text."""
    found = [token]
    for item in found:
        found.extend(
            child for child in item.children if child.dep == "conj" and child.i > item.i and is_nominal(child) and not _denied(item, child)
        )
    return found


def says_something(words: list[Token]) -> bool:
    """False for "Fine", "For what they were selling" and "So I did": a scrap without noun and verb, or auxiliaries with pronouns alone."""
    if any(word.tag in ("NN", "NNS", "NNP", "NNPS", "CD") or word.ent_type for word in words):
        return True
    here = {word.i for word in words}
    tops = [word for word in words if word.dep != "punct" and (word.head is word or word.head.i not in here)]
    if not any(top.tag.startswith("VB") or top.tag == "MD" or top.child("nsubj", "nsubjpass") is not None for top in tops):
        return False
    if any(word.dep == "neg" or word.tag.startswith("JJ") or word.dep in ("dobj", "attr", "acomp") for word in words):
        return True
    return any(word.lemma not in _AUXILIARIES for word in words if word.tag.startswith("VB")) or any(
        word.tag.startswith("RB") and word.lower not in _ECHOING for word in words
    )


def tells_little(words: Sequence[Token]) -> bool:
    """True for "It is the water" and "They know that": a sentence of speech so short that it needs the ones beside it."""
    telling = [word for word in words if word.dep != "punct"]
    return len(telling) < _SHORT or (len(telling) < 2 * _SHORT and all(word.pos not in ("NOUN", "PROPN", "NUM") for word in telling))


def sayable(head: Token) -> bool:
    """True for what one says: words, a prayer, thanks, and what stands in quotation marks."""
    return head.lemma.lower() in _SAYABLE or not head.tag.startswith("NN")
