"""Sentences that the parser is led astray in: a participle that looks like the main verb, a verb that looks like a noun.

References:
    T. Bever, The cognitive basis for linguistic structures, 1970 ("the horse raced past the barn fell").
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 17.28-17.29 (participle clauses behind a noun).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_root
from newsgraph.language.reattach import attach, attach_subject
from newsgraph.language.word_forms import FINITE, hyphened_to, is_finite
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.participles import participle
from newsgraph.lexicons.status import reports
from newsgraph.lexicons.tables import word_set

__all__ = ["mend_garden_path"]

# Of what is given, called or charged so a participle may keep an object: "a prize awarded ten authors", "a man called Reed".
_TWO_OBJECTS = (
    word_class("giving")
    | word_class("dubbing")
    | word_class("giving names")
    | word_class("appointing")
    | word_set(
        "tell ask owe lend allow cost charge fine forbid assign allot prescribe guarantee deny save spare sentence leave make keep set"
    )
)
_APPOINTING = word_class("appointing")
_AMOUNTS = frozenset({"MONEY", "QUANTITY", "PERCENT", "DATE", "TIME", "CARDINAL"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_INTRANSITIVE = word_class("intransitive") | word_class("never transitive")
# What opens a clause as well as a phrase: "met after the vote pushed shares lower".
_TIMES = frozenset({"after", "before", "since", "until", "as", "than"})
_OBJECTS = frozenset({"it", "him", "them", "her", "us", "me", "himself", "herself", "itself", "themselves"})
_UNITS = word_set(
    "hour minute second year month week day foot ft inch in metre meter m cm kilometre kilometer km mile yard pound lb ounce oz stone"
)
_ESTIMATING = frozenset({"estimate", "calculate", "reckon", "assume", "suppose"})


def mend_garden_path(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the token."""
    if token.dep in ("acl", "advcl") and token.tag in ("VBN", "VBD"):
        _second_past(annotated, token)
    elif token.dep in ("nsubj", "csubj") and token.tag in ("VBN", "VBD"):
        _verb_as_subject(token)
    elif token.dep == "csubj" and token.tag in ("VB", "VBP"):
        _verb_before_noun(annotated, token)
    elif token.tag == "NNS" and token.dep == "conj":
        _pronoun_and_verb(token)
    elif token.lower == "instead":
        _instead_of(annotated, token)
    elif token.tag in ("WP$", "PRP$") and token.dep == "poss":
        _owner_of_whole(token)
    elif token.tag.startswith("VB") and (joined := hyphened_to(annotated.tokens, token)) is not None:
        _joined_by_hyphen(token, joined)
    elif token.dep == "oprd" and token.tag == "NN" and token.head.dep == "acl":
        _named_as(annotated, token)
    elif token.dep == "appos" and token.lemma in _UNITS:
        _measure_in_two(annotated, token)
    elif token.dep == "pobj" and token.tag == "NN" and token.head.lower == "of":
        _of_the_body(token)


def _second_past(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Samples taken from two ponds carried traces": what has an object of its own is no participle, but the verb of the sentence.

    The verb before it is then the participle ("taken from two ponds"), or that of a relative clause ("visitors who stopped spent …").
    """
    thing = token.child("dobj")
    if thing is None or thing.i < token.i or token.lemma in _TWO_OBJECTS or not token.lower.endswith(("d", "t")):
        return
    if token.child("agent", "aux", "auxpass", "mark", "nsubj", "nsubjpass") is not None or token.head.subtree()[-1].i < token.i:
        return
    before = annotated.tokens[token.i - 1]
    if before.text == "," or before.dep == "cc":
        return
    first = next((above for above in token.ancestors() if above.tag.startswith("VB")), None)
    if first is None or first.i > token.i:
        return
    if first.dep == "relcl" and first.child("nsubj") is not None and first.head.i < first.i:
        _behind_relative(token, first)
    elif thing.ent_type not in _AMOUNTS:
        _behind_participle(annotated, token, first)


def _named_as(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The club named Karl Lund head coach": no noun is named two things; it is who names somebody."""
    verb = token.head
    subject = verb.head
    behind = annotated.tokens[verb.i + 1]
    if verb.lemma not in _APPOINTING or subject.dep != "ROOT" or subject.tag not in _NOUNS or subject.i != verb.i - 1:
        return
    if behind.ent_type != "PERSON" or verb.child("aux", "auxpass", "agent", "nsubj") is not None:
        return
    make_root(annotated, verb, subject)
    if attach(subject, verb, "nsubj"):
        verb.tag = "VBD"


def _behind_participle(annotated: AnnotatedDoc, token: Token, first: Token) -> None:
    subject = first.child("nsubj")
    if subject is None or subject.tag not in _NOUNS or annotated.tokens[first.i - 1] is not subject or first.tag not in ("VBD", "VBN"):
        return
    if first.lower != participle(first.lemma) or first.lemma in _INTRANSITIVE:
        return
    if first.child("aux", "auxpass", "dobj", "dative", "ccomp", "xcomp", "attr", "acomp", "prt") is not None:
        return
    beside = (
        token.dep == "advcl"
        and token.head is first
        and annotated.tokens[token.i - 1].dep == "pobj"
        and annotated.tokens[token.i - 1].head.lower not in _TIMES
    )
    if not beside and (token.dep != "acl" or token.head.dep != "pobj" or token.head.head.head is not first):
        return
    if first.dep == "ROOT":
        make_root(annotated, token, first)
    elif not attach(token, first.head, first.dep):
        return
    for child in [c for c in first.children if c.dep in ("mark", "punct", "advcl") and (c.i < subject.i or c.i > token.i)]:
        attach(child, token, child.dep)
    attach_subject(subject, token)
    attach(first, subject, "acl")
    first.tag, token.tag = "VBN", "VBD"


def _behind_relative(token: Token, clause: Token) -> None:
    noun = clause.head
    verb = noun.head
    inside = token.head.dep == "pobj" and token.head.head.head is clause
    if not inside or noun.dep != "dobj" or not (reports(verb.lemma) or verb.lemma in _ESTIMATING) or verb.child("ccomp") is not None:
        return
    if attach(token, verb, "ccomp"):
        attach_subject(noun, token)
        token.tag = "VBD"


def _verb_before_noun(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Train drivers will strike": a bare verb is no subject; with the plural behind it it is who strikes."""
    verb, noun = token.head, token.child("dobj")
    if noun is None or noun.i != token.i + 1 or noun.tag not in ("NN", "NNS") or token.i != annotated.sentences[token.sent_i].token_start:
        return
    if verb.i < noun.i or token.child("aux", "mark", "nsubj", "advmod") is not None or verb.child("nsubj", "nsubjpass", "expl") is not None:
        return
    if attach_subject(noun, verb):
        for child in list(token.children):
            attach(child, noun, child.dep)
        if attach(token, noun, "compound"):
            token.tag, token.pos = "NN", "NOUN"


def _verb_as_subject(token: Token) -> None:
    """ "A report tabled in May found that": no finite verb is the subject of another one; it is the participle of its own subject."""
    subject, verb = token.child("nsubj"), token.head
    if subject is None or subject.tag not in _NOUNS or subject.i != token.i - 1 or verb.tag not in FINITE or verb.i < token.i:
        return
    if token.child("aux", "auxpass", "mark", "dobj") is not None or token.lower != participle(token.lemma):
        return
    if attach_subject(subject, verb) and attach(token, subject, "acl"):
        token.tag = "VBN"


def _pronoun_and_verb(token: Token) -> None:
    """ "The boy studies it and frowns": beside a pronoun as the object stands no bare plural, but a second verb."""
    thing = token.head
    verb = thing.head
    bare = token.child("det", "amod", "poss", "nummod", "compound") is None
    if thing.tag == "VBZ":  # the parser has it beside the verb, though it tagged it as a noun
        thing, verb = thing.child("dobj") or thing, thing
    if thing.lower not in _OBJECTS or thing.dep != "dobj" or verb.tag != "VBZ" or not bare or token.ent_type or not is_finite(verb):
        return
    if token.i < thing.i or (token.head is not verb and not attach(token, verb, "conj")):
        return
    token.tag, token.pos = "VBZ", "VERB"
    for child in [c for c in thing.children if c.dep == "cc"]:
        attach(child, verb, "cc")


def _instead_of(annotated: AnnotatedDoc, token: Token) -> None:
    """ "From three races instead of four": what it is not is no second thing beside what it is."""
    of = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    if of.lower != "of" or of.dep != "cc":
        return
    other = next((c for c in of.head.children if c.dep == "conj" and c.i > of.i), None)
    verb = next((above for above in of.ancestors() if above.tag.startswith("VB")), None)
    if other is None or verb is None or not attach(token, verb, "advmod"):
        return
    attach(of, token, "prep")
    attach(other, of, "pobj")


def _owner_of_whole(token: Token) -> None:
    """ "Suspects whose custody time limits expire": the limits are theirs, not the time."""
    noun = token.head
    steps = 0
    while noun.dep in ("compound", "nmod") and noun.head.i > noun.i and noun.head.tag in _NOUNS and steps < 4:
        if noun.child("cc", "conj") is not None:
            return  # "his daughter and campaign manager"
        noun = noun.head
        steps += 1
    if steps and noun.child("poss") is None:
        attach(token, noun, "poss")


def _of_the_body(token: Token) -> None:
    """ "by the Union of School Heads' branch chairman": the owner's mark ends the name; by the chairman, and whose he is."""
    of, last = token.head, token.child("poss")
    body = of.head
    if last is None or body.ent_type != "ORG" or last.ent_type != "ORG" or of.ent_type != "ORG" or token.ent_type == "ORG":
        return
    mark = last.child("case")
    if mark is None or not attach(token, body.head, body.dep) or not attach(body, token, "poss"):
        return
    attach(last, of, "pobj")
    attach(mark, body, "case")
    for child in [c for c in body.children if c.i > token.i]:
        attach(child, token, child.dep)


def _measure_in_two(annotated: AnnotatedDoc, token: Token) -> None:
    """ "1 minute 52 seconds", "6ft 2in": the smaller unit behind the larger one is part of the measure."""
    larger, number = token.head, annotated.tokens[token.i - 1]
    if larger.lemma in _UNITS and number.tag == "CD" and number.head is token and number.i == larger.i + 1:
        token.dep = "nmod"


def _joined_by_hyphen(token: Token, first: Token) -> None:
    """ "Second-guessed", "hard and crescent-shaped": what a hyphen joins is one word, a verb or beside an adjective an adjective."""
    if token.dep in ("amod", "compound", "nmod"):
        return  # "the Oslo-based firm"
    first.dep = "compound"
    if token.tag == "VBN" and token.dep == "conj" and token.head.dep == "acomp" and token.child("auxpass", "aux", "agent", "nsubj") is None:
        token.tag, token.pos = "JJ", "ADJ"
