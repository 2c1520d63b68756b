"""What stands around a pronoun: the clauses above it, their subjects, and what it cannot mean for reasons of syntax."""

from __future__ import annotations

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft
from newsgraph.language.word_forms import first_conjunct
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.tables import word_set

__all__ = [
    "all_of",
    "banned",
    "clause_subject",
    "clause_verb",
    "clauses_above",
    "governs",
    "of_court",
    "of_the_press",
    "stands_within",
    "taken_from_another",
    "top_of",
    "understood",
    "verb_of",
]

_CLAUSES = word_class("clausal")
_SUFFERED = word_set(
    """resignation removal release arrest extradition ouster dismissal sacking departure impeachment suspension deportation
    imprisonment prosecution acquittal"""
)
_DEMANDS = word_set("demand call seek urge order request want welcome accept reject press push condemn denounce")
_TAKING = frozenset({"acquire", "buy", "purchase", "seize", "absorb", "inherit", "annex", "capture"})
_SEEN = frozenset({"see", "obtain", "review", "view", "examine"})
_DATELINE = 12
_DEFENDERS = word_set("lawyer attorney solicitor barrister counsel")
_COURT = word_set("judge magistrate prosecutor justice")
_FORMER = word_class("no longer")
_HIRING = frozenset({"pay", "bribe"})
_OBJECT_CONTROL_NOT = frozenset({"promise", "threaten", "vow", "use"})


def governs(subject: Token, token: Token) -> bool:
    """True when the pronoun stands below the verb of that subject."""
    verb = top_of(subject).head
    for steps, ancestor in enumerate(token.ancestors()):
        if ancestor is verb:
            return True
        if steps > 12:
            break
    return False


def top_of(token: Token) -> Token:
    """The head of the whole phrase that a noun is joined to, in apposition to, or part of."""
    steps = 0
    while token.dep in ("conj", "appos", "poss", "compound") and token.head is not token and steps < 8:
        token = token.head
        steps += 1
    return token


def clause_verb(token: Token) -> Token:
    """The nearest verb or head of a clause above a token."""
    verb = token
    for ancestor in token.ancestors():
        verb = ancestor
        if ancestor.pos in ("VERB", "AUX") or ancestor.dep in _CLAUSES:
            break
    return verb


def clause_subject(token: Token) -> Token | None:
    """The subject of the clause a token stands in, also where the verb shares that of another; None where it has none."""
    verb = clause_verb(token)
    for _ in range(4):
        subject = verb.child("nsubj", "nsubjpass")
        if subject is not None and subject is not token:
            return subject
        if verb.dep not in ("xcomp", "conj", "advcl", "pcomp", "acl") or verb.head is verb:
            return None
        verb = verb.head
    return None


def all_of(discourse: Discourse, token: Token) -> set[int]:
    """The drafts of a noun and of those joined to it by "and"."""
    found = set(discourse.referents.get(token.i, ()))
    conjunct = token.child("conj")
    while conjunct is not None:
        found.update(discourse.referents.get(conjunct.i, ()))
        conjunct = conjunct.child("conj")
    return found


def understood(verb: Token) -> Token | None:
    """Who does what a verb without a subject of its own says: "Hale rang Diaz to thank her", "Hale asked Diaz to help him"."""
    for _ in range(4):
        if verb.child("nsubj", "nsubjpass") is not None or verb.dep not in ("xcomp", "conj", "advcl", "pcomp", "ccomp"):
            return None
        upper = verb.head
        if verb.dep == "pcomp":
            prep, upper = upper, upper.head
            target = upper.child("dative") or upper.child("dobj")
            if prep.lower in ("for", "of", "from") and target is not None and target.i < prep.i and upper.tag.startswith("VB"):
                # "fined the firm for abusing its power": whom one fines, praises, stops has done it, or would have.
                noun = nouns().get(target.lemma.lower())
                if target.ent_type in ("PERSON", "ORG", "GPE", "NORP") or (noun is not None and noun.kind in ("person", "org", "group")):
                    return target
        if verb.dep in ("advcl", "ccomp") and verb.tag not in ("VB", "VBG"):
            return None
        hired = verb.dep == "advcl" and verb.tag == "VB" and upper.lemma in _HIRING and verb.i > upper.i
        if hired or (verb.dep in ("xcomp", "ccomp") and upper.lemma not in _OBJECT_CONTROL_NOT):
            controlled = upper.child("dative") if hired else upper.child("dobj", "dative")
            if controlled is not None:
                return controlled
        subject = upper.child("nsubj", "nsubjpass")
        if subject is not None:
            return subject
        verb = upper
    return None


def verb_of(token: Token) -> Token:
    """The verb that a pronoun is an argument of."""
    return token.head.head if token.dep == "pobj" and token.head.dep in ("prep", "dative", "agent") else token.head


def stands_within(token: Token, subject: Token) -> bool:
    """True when the pronoun stands in the phrase of the subject itself: "Firefox, its main rival, grew"."""
    for ancestor in token.ancestors():
        if ancestor is subject:
            return True
        if ancestor.pos in ("VERB", "AUX"):
            return False
    return False


def clauses_above(token: Token) -> list[Token]:
    """The verbs above a token, nearest first, at most four."""
    return [ancestor for ancestor in token.ancestors() if ancestor.pos in ("VERB", "AUX")][:4]


def _done_to_another(noun: Token) -> bool:
    """True for "demanded his resignation", "called for her release": the owner is not who demands it."""
    verb = noun.head.head if noun.dep == "pobj" and noun.head.dep == "prep" else noun.head
    return noun.lemma in _SUFFERED and noun.dep in ("dobj", "pobj") and verb.lemma in _DEMANDS


def taken_from_another(noun: Token) -> bool:
    """True for "will acquire its branches": nobody acquires his own, unless he buys it back."""
    noun = first_conjunct(noun)
    verb = noun.head
    own = any(child.lower == "own" for child in noun.children) or any(child.lower == "back" for child in verb.children)
    return noun.dep in ("dobj", "nsubjpass") and verb.lemma in _TAKING and not own


def _of_another(noun: Token) -> bool:
    """True for "Reed was her manager": nobody is manager, wife or friend of himself."""
    known = nouns().get(noun.lemma.lower())
    return noun.dep == "attr" and noun.head.lemma in ("be", "become", "remain") and known is not None and known.kind == "person"


def of_court(draft: Draft) -> bool:
    """True for judges and prosecutors, whose lawyer nobody speaks of."""
    words = {word for phrase in (*draft.roles, draft.label.lower()) for word in phrase.split(" ")}
    return bool(words & _COURT) and not words & _FORMER


def _told_of(discourse: Discourse, antecedent: Token) -> set[int]:
    """Whom a relative clause tells of: "the singer Hoyt Dale, who persuaded him" does not persuade himself."""
    names = (antecedent, antecedent.head) if antecedent.dep == "appos" else (antecedent,)
    return {i for name in (*names, *(c for c in antecedent.children if c.dep == "appos")) for i in discourse.referents.get(name.i, ())}


def banned(discourse: Discourse, token: Token) -> set[int]:
    """What the pronoun cannot be: a co-argument of the same verb, the owner within its own noun phrase, its conjunct."""
    found: set[int] = set()
    if token.dep == "poss":
        head = token.head
        # "Ford's sister and her husband": nothing is banned; "his Carney": the noun itself is.
        found.update(discourse.referents.get(head.i, ()))
        alone = head.tag == "NN" and not head.ent_type and all(child.lower != "own" and child.dep != "appos" for child in head.children)
        if head.dep == "appos" and alone and head.head.child("conj") is None:
            found.update(discourse.referents.get(head.head.i, ()))  # "Hale met Mata, his counterpart": Hale's
        subject = clause_subject(token)
        if subject is not None and (_done_to_another(head) or _of_another(head)):
            found.update(all_of(discourse, subject))
        if head.lemma in _DEFENDERS:
            found.update(i for i, draft in enumerate(discourse.drafts) if draft.type == "Person" and of_court(draft))
        return found
    verb = token.head
    if token.dep in ("nsubj", "nsubjpass") and verb.dep == "relcl":
        # "a photographer she had hired": whom the clause tells something about is its object, not its subject.
        found.update(discourse.referents.get(verb.head.i, ()))
    if token.dep == "pobj" and token.head.dep in ("prep", "dative", "agent"):
        verb = token.head.head
    if token.dep == "conj":
        found.update(discourse.referents.get(token.head.i, ()))
    for child in verb.children:
        if child is not token and child.dep in ("nsubj", "nsubjpass", "dobj", "dative"):
            found.update(all_of(discourse, child))
            if verb.dep == "relcl" and child.lower in ("who", "that", "which"):
                found.update(_told_of(discourse, verb.head))
    if token.dep in ("dobj", "dative", "pobj"):
        controller = understood(verb)
        if controller is not None:
            found.update(all_of(discourse, controller))
    return found


def of_the_press(discourse: Discourse, token: Token) -> bool:
    """True for who is told something, has seen the papers, or has sent the report: "he told Alma News", "OSLO (Alma News)"."""
    verb = token.head
    if token.dep in ("dobj", "dative"):
        return verb.lemma == "tell" and verb.child("xcomp") is None
    if token.dep == "pobj" and verb.lower == "by":
        return verb.head.lemma in _SEEN and verb.head.tag == "VBN"
    sentence, tokens = discourse.annotated.sentences[token.sent_i], discourse.annotated.tokens
    before = [t.text for t in tokens[max(sentence.token_start, token.i - 3) : token.i]]
    return "(" in before and token.i - sentence.token_start < _DATELINE and tokens[min(token.i + 1, len(tokens) - 1)].text == ")"
