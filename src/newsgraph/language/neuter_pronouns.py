"""*It* and *its*: the subject of a clause around them or of the sentence before, where nothing else can be meant; otherwise nothing."""

from __future__ import annotations

from newsgraph.language.anaphora import (
    banned,
    clause_subject,
    clause_verb,
    clauses_above,
    stands_within,
    taken_from_another,
    understood,
    verb_of,
)
from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse, role
from newsgraph.language.empty_it import EMPTY_IT_VERBS, is_empty
from newsgraph.language.neuters import body_too, link, neuter, owns_people, singulars
from newsgraph.language.nominals import noun_of
from newsgraph.language.spoken_for import body_spoken_for
from newsgraph.language.things_told import (
    brought_in_beside,
    decided_on,
    done_for,
    harmed,
    has_people,
    held_by_bodies,
    one_of_many,
    owner_beside,
    pressed,
    put_forward,
    state_of,
    told_of,
    wanted_to,
)
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.pronouns import NEUTER, PLURAL
from newsgraph.lexicons.speech import speech_verb
from newsgraph.lexicons.tables import word_set

__all__ = ["resolve_neuter"]

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_DENY = frozenset({"deny", "dispute", "reject", "contest", "refute", "admit"})
_ACCUSE = frozenset({"accuse", "charge", "fine", "sue", "blame", "criticise", "criticize", "investigate", "suspect", "condemn"})
_WHOLES = frozenset({"Organization", "Place"})
# Nouns that a clause fills: "the claim was that it …" says nothing of the claim.
_SHELLS = word_set("claim idea fact problem question hope fear argument belief view reason result rumour rumor aim goal point allegation")
_DOCUMENTS = word_class("documents")
_DONE_BY_WORDS = word_class("performative")
_CALLING = frozenset({"call", "describe", "denounce", "brand", "label", "praise", "condemn", "dismiss", "criticise", "criticize", "hail"})
_FINDING = frozenset({"find", "show", "conclude", "reveal", "recommend", "estimate"})
_LEGAL = frozenset(
    "appeal bid request application petition lawsuit suit claim complaint challenge motion offer proposal plan attempt".split()
)
_HEADING = word_class("heading bodies") | {"leader"}


def resolve_neuter(discourse: Discourse, token: Token) -> None:
    """Refer *it*, *its* or *itself* to what it means, where that can be told."""
    if is_empty(token):
        return
    accused = _accused(token)
    if accused is not None:
        link(discourse, token, neuter(discourse, accused), "the one accused, who answers it")
        return
    own = _own_report(discourse, token)
    if own is not None:
        link(discourse, token, own, "whom its own report tells of")
        return
    quoted = discourse.quoted(token)
    parallel = _parallel(discourse, token)
    if parallel is not None:
        link(discourse, token, parallel, "the object of the verb before")
        return
    called = _called(discourse, token)
    if called is not None:
        link(discourse, token, called, "the object of the verb before, which is called so")
        return
    found, settled = _around(discourse, token)
    if found is None and not settled:
        found = body_spoken_for(discourse, token)
    if found is not None or settled:
        link(discourse, token, found, "the subject of the clause around it")
    elif quoted < 0:
        _elsewhere(discourse, token)


def _around(discourse: Discourse, token: Token) -> tuple[int | None, bool]:
    """The subject of a clause around the pronoun; with True where it cannot be told and nothing else should be tried."""
    owner = owner_beside(token)
    if owner is not None:
        return neuter(discourse, owner), True
    suffers = harmed(token)
    if suffers is not None:
        state = neuter(discourse, state_of(token, suffers))
        return neuter(discourse, suffers) if state is None else state, True
    controlled = _controlled(discourse, token)
    if controlled is not None:
        return controlled, True
    if pressed(token):
        return None, True
    within = _within(discourse, token)
    if within is not None:
        return within, True
    stated = put_forward(token)
    if stated is not None:
        return neuter(discourse, stated), True
    sayer = _sayer(discourse, token)
    if sayer is not None:
        return sayer, True
    saying = _saying(discourse, token)
    if saying is not None:
        return saying, True
    quoted = discourse.quoted(token)
    barred = banned(discourse, token) if token.dep != "poss" and token.lower != "itself" else set()
    thing: int | None = None
    sibling: int | None = None
    skip = False
    for verb in clauses_above(token):
        subject = verb.child("nsubj", "nsubjpass") or _controller(token, verb)
        beside, skip = skip, verb.dep == "conj" and subject is not None
        if subject is None and verb.tag == "VBG" and verb.dep == "advcl" and token.dep != "poss" and _object(verb.head):
            return None, True  # "rejected the offer, saying it was low"
        if subject is None and verb is not token.head and verb.dep in ("xcomp", "ccomp") and verb.tag == "VB" and token.dep == "poss":
            ordered = _ordered(discourse, token, verb)
            if ordered is not None:
                return ordered, True
        if subject is None or subject is token or subject.i > token.i or discourse.quoted(subject) != quoted:
            continue
        if subject.tag == "WDT" and verb.dep == "relcl" and speech_verb(verb.lemma) is not None:
            subject = verb.head  # "the roaster, which said it would close": the roaster would
        if subject.tag == "WDT" and verb.dep == "relcl" and token.dep == "poss" and verb.head.tag in ("NN", "NNP"):
            subject = verb.head  # "a company that had staked its future": that company's
            if subject.i not in discourse.referents:
                return None, True
        if verb is clause_verb(token) and done_for(token):
            continue
        found = neuter(discourse, subject)
        if found in barred or decided_on(token, subject) or wanted_to(token, subject):
            continue
        if found is None:
            if ((subject.lower in NEUTER | PLURAL) and not beside) or (verb is clause_verb(token) and one_of_many(token, subject)):
                return None, True
            continue
        if token.dep == "poss" and verb is clause_verb(token) and taken_from_another(token.head):
            return None, True
        if beside:
            if brought_in_beside(token, verb):
                return neuter(discourse, verb.child("dobj")), True
            sibling = found if sibling is None else sibling
            continue
        if stands_within(token, subject) or (token.dep != "poss" and (verb is token.head or understood(verb_of(token)) is subject)):
            continue
        if subject.lemma in _SHELLS and any(child.dep == "ccomp" for child in verb.children):
            continue
        state = neuter(discourse, state_of(token, subject)) if discourse.drafts[found].type == "Organization" else None
        if state is not None and discourse.drafts[state].type == "Place":
            return state, True
        if discourse.drafts[found].type == "Place" and held_by_bodies(token):
            continue
        if discourse.drafts[found].type in _WHOLES or discourse.drafts[found].named:
            if thing is not None:
                return None, True
            return (found, True) if _object_fits(discourse, token, subject) else (None, True)
        if not owns_people(token) and not held_by_bodies(token):
            thing = found if thing is None else thing
    if thing is None and token.dep in _SUBJECT | {"poss"}:
        thing = sibling
    if thing is not None and token.dep not in _SUBJECT | {"poss"}:
        return None, True
    return thing, thing is not None


def _within(discourse: Discourse, token: Token) -> int | None:
    """ "refused to hear Virex's appeal against a ruling over its drug": whose appeal it is, is nearer than who refuses."""
    if token.dep != "poss":
        return None
    subject = clause_subject(token)
    for noun in token.ancestors():
        if noun.tag not in ("NN", "NNS", "NNP") and noun.dep != "prep":
            verb = noun
            break
    else:
        return None
    heard = verb.child("dobj")
    if heard is None or heard.i > token.i or heard.lemma not in _LEGAL or not (subject is None or subject.i < heard.i):
        return None
    by = next((child.child("pobj") for child in heard.children if child.dep in ("prep", "agent") and child.lower == "by"), None)
    owner = heard.child("poss") or by
    found = neuter(discourse, owner) if owner is not None and owner.i < token.i else None
    return found if found is not None and discourse.drafts[found].named and discourse.drafts[found].type == "Organization" else None


def _ordered(discourse: Discourse, token: Token, verb: Token) -> int | None:
    """ "ordered the line to pay those who drowned when its ship sank": whoever is ordered, named and nearer than who orders."""
    target = verb.head.child("dobj", "dative")
    if target is None or target.i > token.i or target.i > verb.i:
        return None
    found = neuter(discourse, target)
    return found if found is not None and discourse.drafts[found].named and discourse.drafts[found].type == "Organization" else None


def _controlled(discourse: Discourse, token: Token) -> int | None:
    """The object that does what the infinitive says: "ordered the firm to open its books"."""
    if token.dep != "poss":
        return None
    verb = next(iter(clauses_above(token)), None)
    if verb is None or verb.child("nsubj", "nsubjpass") is not None:
        return None
    who = understood(verb)
    return neuter(discourse, who) if who is not None and who.dep in ("dobj", "dative", "pobj") and who.i < token.i else None


def _sayer(discourse: Discourse, token: Token) -> int | None:
    """ "Conab said the country would produce less than it predicted": who says the one thing predicts the other."""
    if token.dep != "nsubj" or speech_verb(token.head.lemma) is None:
        return None
    for verb in clauses_above(token)[1:]:
        subject = verb.child("nsubj")
        if (
            subject is None
            or subject.i > token.i
            or speech_verb(verb.lemma) is None
            or discourse.quoted(subject) != discourse.quoted(token)
        ):
            continue
        found = neuter(discourse, subject)
        return found if found is not None and discourse.drafts[found].type == "Organization" else None
    return None


def _saying(discourse: Discourse, token: Token) -> int | None:
    """ "Varen denied the charge, saying it targets only militants": who says so does something to others."""
    said = token.head
    verb = said.head
    if token.dep != "nsubj" or said.dep != "ccomp" or said.child("dobj") is None or said.lemma in EMPTY_IT_VERBS:
        return None
    if verb.tag != "VBG" or verb.dep != "advcl" or speech_verb(verb.lemma) is None or discourse.quoted(token) >= 0:
        return None
    if _object(verb.head) and any(child.dep == "aux" and child.lower in ("would", "could", "might") for child in said.children):
        return None  # "blocked the ban, saying it would raise prices"
    found = neuter(discourse, understood(verb))
    return found if found is not None and discourse.drafts[found].type in _WHOLES else None


def _controller(token: Token, verb: Token) -> Token | None:
    """*The company* of "accused the company of withdrawing an offer it had made": the object that does what the verb says."""
    who = understood(verb) if verb is not token.head else None
    return who if who is not None and who.dep in ("dobj", "dative") and who.i < verb.i else None


def _object(verb: Token) -> bool:
    inner = verb.child("xcomp")
    target = verb.child("dobj") or (inner.child("dobj") if inner is not None else None)  # "sued to block the merger"
    return target is not None and target.tag == "NN"


def _object_fits(discourse: Discourse, token: Token, subject: Token) -> bool:
    """For *it* as an object only a whole is meant, and no other thing stands between: "Acme said the ruling would hurt it"."""
    if token.dep in _SUBJECT or token.dep == "poss" or subject.lower in NEUTER:
        return True
    between = [other for other, _ in singulars(discourse, subject.i + 1, token.i)]
    own = {child.i for child in verb_of(token).children if child.dep in _SUBJECT}
    return all(other.i in own for other in between)


def _own_report(discourse: Discourse, token: Token) -> int | None:
    """ "Lund Holding will sell its port, it said": a body tells of itself, unless its words are quoted."""
    said = token.head.child("ccomp")
    subject = said.child("nsubj", "nsubjpass") if said is not None else None
    if token.dep != "nsubj" or speech_verb(token.head.lemma) is None or subject is None or subject.i > token.i:
        return None
    found = neuter(discourse, subject) if discourse.quoted(subject) == discourse.quoted(token) else None
    return found if found is not None and discourse.drafts[found].type in _WHOLES else None


def _parallel(discourse: Discourse, token: Token) -> int | None:
    """The object of the verb that this one is joined to: "bought the house and sold it", "suspected Acme but ruled it out"."""
    verb = token.head
    if token.dep != "dobj" or verb.dep != "conj" or verb.child("nsubj", "nsubjpass") is not None:
        return None
    target = verb.head.child("dobj")
    return neuter(discourse, target) if target is not None and target.i < token.i else None


def _called(discourse: Discourse, token: Token) -> int | None:
    """ "vetoed the bill, calling it a gift to polluters": what one has just done something to."""
    verb = token.head
    if token.dep not in ("dobj", "nsubj") or verb.tag != "VBG" or verb.dep != "advcl" or verb.lemma not in _CALLING:
        return None
    target = verb.head.child("dobj")
    return neuter(discourse, target) if target is not None and target.i < verb.i else None


def _elsewhere(discourse: Discourse, token: Token) -> None:
    """The sentence before, or what else stands in this one, where a clause around tells nothing."""
    sentence = discourse.annotated.sentences[token.sent_i]
    here = [one for one in singulars(discourse, sentence.token_start, token.i) if discourse.quoted(one[0]) == discourse.quoted(token)]
    if token.dep == "dobj":
        again = _same_pronoun(discourse, sentence.token_start, token)
        if again is not None:
            link(discourse, token, again if again not in banned(discourse, token) else None, "what the pronoun before it is")
            return
    if token.dep in ("dobj", "pobj"):
        own = {child.i for child in verb_of(token).children if child.dep in _SUBJECT}
        doer = understood(verb_of(token))
        own |= {doer.i} if doer is not None else set()
        here = [(other, index) for other, index in here if other.i not in own]
        if not here:
            _object_before(discourse, token)
        return
    headed = _headed_body(discourse, token)
    if headed is not None:
        link(discourse, token, headed, "the one body that the sentence before tells of")
        return
    says = token.dep == "nsubj" and speech_verb(token.head.lemma) is not None
    sayer = token.head if token.dep == "poss" and token.head.dep == "nsubj" else token
    if speech_verb(sayer.head.lemma) is not None:  # "In a statement posted on Telegram, it said": neither of the two speaks
        here = [(other, index) for other, index in here if not _in_saying(other, sayer.head)]
    if here or (token.dep not in _SUBJECT and token.dep != "poss"):
        return
    source = _source_before(discourse, token) if says else None
    if source is not None:
        link(discourse, token, source, "the source of the sentence before")
        return
    if token.dep == "poss" and clause_subject(token) is not None and role(token.head) not in _SUBJECT:
        return
    _subject_before(discourse, token)


def _headed_body(discourse: Discourse, token: Token) -> int | None:
    """*She faces the Farmers' Front, which wants an election. Its leader, Ian Foss*: a person is the subject, and a body is told of."""
    sentence, root = discourse.annotated.sentences[token.sent_i], _last(discourse, token)
    if token.dep != "poss" or not _opens(discourse, token) or root is None or not _belongs(token.head):
        return None
    subject = root.child("nsubj", "nsubjpass")
    found = discourse.referents.get(subject.i, ()) if subject is not None else ()
    if (
        any(discourse.drafts[i].type in _WHOLES for i in found)
        or discourse.annotated.sentences[root.sent_i].paragraph != sentence.paragraph
    ):
        return None
    person = any(discourse.drafts[i].type == "Person" for i in found)
    passive = root.child("agent") is not None
    if not person and not passive:
        return None
    before = [o for o in discourse.back(token.sent_i, 1) if o.sent == root.sent_i and discourse.drafts[o.draft].type in _WHOLES]
    bodies = {o.draft for o in before if discourse.drafts[o.draft].type == "Organization" and discourse.drafts[o.draft].named}
    told = {
        o.draft
        for o in before
        if o.token.child("relcl", "appos") is not None or (o.token.dep in ("appos", "pobj") and o.token.head.dep == "agent")
    }
    if len(bodies) != 1:
        return None
    return bodies.pop() if bodies <= told or bodies == {o.draft for o in before} else None


def _opens(discourse: Discourse, token: Token) -> bool:
    """True for the first word of a sentence, but for adverbs and "in a statement" before it."""
    sentence = discourse.annotated.sentences[token.sent_i]
    before = discourse.annotated.tokens[sentence.token_start : token.i]
    return all(t.pos in ("ADV", "PUNCT", "CCONJ") or _in_saying(t, token.head.head) for t in before)


def _in_saying(token: Token, verb: Token) -> bool:
    """True within "in a statement" of "In a statement on Friday, its director said"."""
    return any(t.dep == "prep" and t.head is verb and t.i < verb.i for t in (token, *token.ancestors()))


def _belongs(noun: Token) -> bool:
    """True for who has a part in a body: its leader, lawyer, captain."""
    known = noun_of(noun)
    return noun.lemma in _HEADING or (
        known is not None and known.kind == "person" and noun.dep in _SUBJECT and noun.child("appos") is not None
    )


def _same_pronoun(discourse: Discourse, start: int, token: Token) -> int | None:
    """What *it* is as the subject of the clause before: "it is old, and the firm no longer repairs it"."""
    for other in reversed(discourse.annotated.tokens[start : token.i]):
        if other.lower == "it" and other.dep in _SUBJECT and other.head is not verb_of(token):
            return neuter(discourse, other)
    return None


def _last(discourse: Discourse, token: Token) -> Token | None:
    """The root of the sentence before, or None where that is a heading."""
    if token.sent_i == 0:
        return None
    sentence = discourse.annotated.sentences[token.sent_i - 1]
    return None if sentence.kind == "heading" else sentence.root


def _source_before(discourse: Discourse, token: Token) -> int | None:
    """ "26 people died, according to the Doctors' Committee. It said …": the body that told the last sentence tells more."""
    root = _last(discourse, token)
    for word in discourse.annotated.sentence_tokens(discourse.annotated.sentences[root.sent_i]) if root is not None else ():
        source = word.child("prep") if word.lower == "according" else None
        found = neuter(discourse, source.child("pobj")) if source is not None and source.lower == "to" else None
        if found is not None and discourse.drafts[found].type == "Organization":
            return found
    return None


def _subject_before(discourse: Discourse, token: Token) -> None:
    root = _last(discourse, token)
    subject = root.child("nsubj", "nsubjpass") if root is not None else None
    if root is None or subject is None or discourse.quoted(subject) >= 0:
        return
    found = neuter(discourse, subject)
    if found is None:
        return
    told = told_of(root, token)
    if told is not None:
        link(discourse, token, neuter(discourse, told), "what the sentence before tells of")
        return
    document = _document(discourse, root, token) if discourse.drafts[found].type != "Organization" else None
    if document is not None:
        link(discourse, token, neuter(discourse, document), "the document that the sentence before speaks of")
        return
    if held_by_bodies(token) and discourse.drafts[found].type == "Place":
        return
    if discourse.drafts[found].type in _WHOLES:
        if _rival(discourse, root, token):
            return
    elif ((owns_people(token) or held_by_bodies(token)) and not has_people(subject)) or (
        token.dep == "nsubj" and speech_verb(token.head.lemma) is not None and not _tells(subject)
    ):
        return
    link(discourse, token, found, "the subject of the sentence before")


def _document(discourse: Discourse, root: Token, token: Token) -> Token | None:
    """ "The bill grew out of a report. It found …": what finds and shows is the document, whatever the sentence was about."""
    if token.dep != "nsubj" or not (token.head.lemma in _FINDING or speech_verb(token.head.lemma) is not None):
        return None
    sentence = discourse.annotated.sentences[root.sent_i]
    found = [t for t in discourse.annotated.tokens[sentence.token_start : sentence.token_end] if t.tag == "NN" and t.lemma in _DOCUMENTS]
    return found[0] if len(found) == 1 and found[0].dep not in ("compound", "nmod") else None


def _tells(subject: Token) -> bool:
    """True for what may say something: a body, or a document that has just said something."""
    noun = noun_of(subject)
    return (
        (noun is not None and noun.kind == "org")
        or subject.lemma in _DOCUMENTS
        or body_too(subject)
        or (subject.dep == "nsubj" and speech_verb(subject.head.lemma) is not None)
    )


def _rival(discourse: Discourse, root: Token, token: Token) -> bool:
    """True where the object may be meant as well: "The senate passed the bill. It would end …"."""
    target = root.child("dobj")
    if target is None or target.tag not in ("NN", "NNP") or token.dep == "poss":
        return False
    if not any(index is not None for other, index in singulars(discourse, target.i, target.i + 1)):
        return False
    verbs = [token.head, *(child for child in token.head.children if child.dep == "conj")]  # "It thanked Reed and said"
    return all(speech_verb(verb.lemma) is None and verb.lemma not in _DONE_BY_WORDS for verb in verbs)


def _object_before(discourse: Discourse, token: Token) -> None:
    """*It* as an object: the object of the sentence before, or its subject where that is a thing."""
    root = _last(discourse, token)
    if root is None or token.dep != "dobj":
        return
    sentence = discourse.annotated.sentences[root.sent_i]
    if sentence.paragraph != discourse.annotated.sentences[token.sent_i].paragraph or discourse.quoted(root) >= 0:
        return
    subject, target = root.child("nsubj", "nsubjpass"), root.child("dobj")
    found = neuter(discourse, target)
    if target is not None and target.lower in NEUTER:
        link(discourse, token, found, "the object of the sentence before")
        return
    if target is not None:
        only = [index for _, index in singulars(discourse, sentence.token_start, sentence.token_end)]
        if found is not None and only == [found]:
            link(discourse, token, found, "the only thing in the sentence before")
        return
    found = neuter(discourse, subject)
    if found is not None and discourse.drafts[found].type not in _WHOLES:
        link(discourse, token, found, "the subject of the sentence before")


def _accused(token: Token) -> Token | None:
    """The object of the verb of accusing whose charge the pronoun denies: "accused Solway of theft, which it denies"."""
    if token.dep != "nsubj" or token.head.lemma not in _DENY:
        return None
    for verb in clauses_above(token)[1:]:
        subject = verb.child("nsubj", "nsubjpass")
        if verb.lemma in _ACCUSE:
            return subject if subject is not None and subject.dep == "nsubjpass" else verb.child("dobj")
    return None
