"""Clauses in nouns and behind prepositions: plans to do something, claims that something is so, relative clauses.

References:
    Saurí & Pustejovsky (2009), FactBank (source-introducing nouns); Grimshaw (1990), Argument Structure (whose argument, plan, denial).
"""

from __future__ import annotations

from typing import cast

from newsgraph.extraction.frames import Frame
from newsgraph.extraction.restricting import ORDINALS, unspecific
from newsgraph.extraction.status_local import Context, is_negative_phrase
from newsgraph.extraction.status_unreal import asked_for, is_false, testifies
from newsgraph.extraction.status_verbs import of_phrase
from newsgraph.extraction.subjects import one_of_those
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.status import embedding, noun_effect, phrase_effect, preposition_effect
from newsgraph.model import Modality, Status

__all__ = ["in_noun", "in_preposition", "in_relative", "is_content_clause", "of_content_noun"]

# Whoever does this with a claim makes it his own.
_UTTERING = frozenset("make issue give repeat voice express raise deliver send offer have hold share reiterate advance press air".split())
_REJECTING = frozenset(("reject", "deny", "dismiss", "refute", "rebut", "dispute", "disavow", "contradict", "repudiate", "scotch", "quash"))
_SHOWING = frozenset(("evidence", "proof"))
_BLAMING = frozenset("criticise criticize condemn denounce blame slam blast attack rebuke fault lambast castigate reprimand".split())
_CLEARING = frozenset(("acquit", "absolve", "clear", "exonerate"))
_CONFIRMING = word_class("confirming")
_GUILT = frozenset(("guilty", "innocent", "culpable", "liable", "responsible"))
_ADVISING_AGAINST = frozenset(("advise", "argue", "campaign", "caution", "counsel", "recommend", "warn"))
_BARGAINING = frozenset("demand ask seek want request offer propose promise agree".split())
_NEARLY = frozenset(("close", "closer", "near", "nearer", "verge", "brink", "cusp"))
_CHARGES = frozenset(("count", "charge"))
_SENTENCED = frozenset(("convict", "jail", "sentence", "imprison", "admit"))
_AIMING = frozenset(("to", "on", "about", "at", "into", "against", "for"))
_BORNE_OUT = word_class("borne out")
_THERE = word_class("done to what is there")
_OTHERS = frozenset(("another", "one", "other", "others", "second", "third"))
_MOST_TOKENS_BETWEEN = 60
_CLAIMS: dict[str, tuple[Status, Modality | None]] = {
    "report": ("fact", None),
    "belief": ("fact", "belief"),
    "allegation": ("fact", "allegation"),
    "denial": ("negated", None),
    "promise": ("possible", "promise"),
    "threat": ("possible", "threat"),
    "wish": ("possible", "wish"),
    "request": ("possible", "request"),
}
_NOW = frozenset(("now", "already", "currently"))


def in_noun(annotated: AnnotatedDoc, frame: Frame, above: Context) -> Context:
    """The context that a noun gives to the clause in it."""
    noun = frame.through
    assert noun is not None
    if frame.token.dep == "acl" and not frame.infinitive and "that" not in frame.marks:
        return in_relative(annotated, frame, above)
    if noun.pos == "ADJ":
        entry = embedding(f"be_{noun.lower}", "to")
        if not frame.infinitive and noun.lower in ("sure", "certain") and above.status == "possible":
            return Context("possible", above.modality, above.speakers, told=above.told)  # "came to make sure that they stay"
        if not frame.infinitive:
            return Context(speakers=above.speakers)
        if entry is not None and entry.affirmed == "negated":
            return Context("negated", None, above.speakers, told=above.status == "fact")  # "guilty or unable to serve"
        return Context("possible", cast("Modality | None", (entry.modality if entry else "") or None), above.speakers)
    lemma = noun.lemma.lower()
    phrase = of_phrase(frame, noun, above)
    if phrase is not None:
        return phrase
    effect = noun_effect(lemma, finite=not frame.infinitive)
    clause = frame.governor
    there_is = clause is not None and clause.existential
    below = clause is not None and (noun in clause.objects or (there_is and noun.head is clause.token))
    denied = is_negative_phrase(noun) or (above.status == "negated" and below)
    if effect is None:
        ordinal = any(child.lower in ORDINALS for child in noun.children)
        if denied and frame.infinitive and not ordinal:
            return Context("possible", None, above.speakers, told=False)  # "is preparing no bill to widen it"
        open_end = denied if not frame.infinitive else not ordinal
        status: Status = "possible" if open_end else "fact"
        return Context(status, above.modality if status == "possible" and above.status == "possible" else None, above.speakers)
    if not frame.infinitive and effect.claim and not is_negative_phrase(noun) and not (denied and there_is):
        owner = _owner(annotated, frame, noun)
        if owner is not None:
            status, modality = _CLAIMS[effect.claim]
            speakers = above.speakers if owner.i in above.speakers else (owner.i, *above.speakers)
            return Context(status, modality, speakers)
        above_it = frame.governor
        if (
            above_it is not None
            and above_it.lemma in _CONFIRMING
            and noun in above_it.objects
            and above_it.subjects
            and above.status == "fact"
        ):
            return Context("fact", None, tuple(dict.fromkeys((above_it.subjects[0].i, *above.speakers))))  # "confirmed reports that …"
        rejected = frame.governor is not None and frame.governor.lemma in _REJECTING and noun in frame.governor.objects
        if rejected and frame.governor is not None and frame.governor.subjects and above.status == "fact":
            speakers = tuple(dict.fromkeys((frame.governor.subjects[0].i, *above.speakers)))
            # "rejected a suggestion that she should resign": nobody says that she will not
            ought = any(child.lower in ("should", "might", "could", "may") for child in frame.auxiliaries)
            return Context("negated", None, speakers, told=not ought)  # "rejected any suggestion that it had known": it says it had not
    if denied and there_is and effect.claim and not frame.infinitive:
        return Context(
            "possible", effect.modality, above.speakers, told=False
        )  # "there has never been any suggestion that he was involved"
    if denied and there_is and lemma in _SHOWING and frame.token.tag in ("VBZ", "VBP"):
        return Context("negated", None, above.speakers)  # "there is no evidence that it is effective": of what is so in general
    if frame.infinitive and frame.governor is not None and noun in frame.governor.objects and frame.governor.lemma == "lose":
        denied = effect.modality in ("intention", "attempt") and above.status == "fact"
        return Context("negated" if denied else "possible", effect.modality, above.speakers)
    value = effect.denied if denied else effect.affirmed
    status = "negated" if value == "negated" else "fact" if value == "same" else "possible"
    if above.status == "possible" and status == "fact" and effect.affirmed != "same":
        return Context("possible", above.modality, above.speakers)
    return Context(status, effect.modality, above.speakers)


def of_content_noun(annotated: AnnotatedDoc, frame: Frame, above: Context) -> Context | None:
    """ "One theory is that …; another is that …", "her view is that …": as open as the noun; None for "the problem is that".

    ``frame`` is the clause behind the copula.
    """
    governor = frame.governor
    if governor is None or governor.lemma != "be" or frame.infinitive or not governor.subjects or above.status != "fact":
        return None
    noun = governor.subjects[0]
    if noun.i > governor.token.i:
        return None
    if noun.lower in _OTHERS and noun.child("nummod", "amod", "compound") is None:
        noun = _counted_before(annotated, noun) or noun
    effect = noun_effect(noun.lemma.lower(), finite=True)
    if effect is None or effect.affirmed == "same":
        return None
    owner = _owner(annotated, frame, noun) if effect.claim else None
    if owner is not None:
        status, modality = _CLAIMS[effect.claim]
        return Context(status, modality, above.speakers if owner.i in above.speakers else (owner.i, *above.speakers))
    return Context("possible", effect.modality, above.speakers)


def _counted_before(annotated: AnnotatedDoc, noun: Token) -> Token | None:
    """The subject that "another" counts on from: the one of the last copula with a clause behind it, in this or the sentence before."""
    for token in reversed(annotated.tokens[max(0, noun.i - _MOST_TOKENS_BETWEEN) : noun.i]):
        subject = token.child("nsubj") if token.lemma == "be" and token.child("ccomp") is not None else None
        if subject is not None and subject.i < token.i and token.sent_i >= noun.sent_i - 1:
            return _counted_before(annotated, subject) if subject.lower in _OTHERS and subject.child("nummod") is None else subject
    return None


def is_content_clause(frame: Frame) -> bool:
    """ "no sign that the firm sold it": a clause without gap behind a noun of content, though the parser calls it relative."""
    if frame.through is None or noun_effect(frame.token.head.lemma.lower(), finite=True) is None:
        return False
    if frame.link in ("acl", "relcl") and frame.own_subject and any(aux.tag == "VB" and aux.lower == "be" for aux in frame.auxiliaries):
        return not any(aux.tag in ("MD", "TO") for aux in frame.auxiliaries)  # "on condition he not be named"
    if frame.link != "relcl":
        return False
    that = next((child for child in frame.token.children if child.lower == "that" and child.i < frame.token.i), None)
    subject = frame.token.child("nsubj", "nsubjpass")
    return (
        that is not None and that.dep not in ("nsubj", "nsubjpass", "dobj", "pobj", "attr") and subject is not None and subject is not that
    )


def _owner(annotated: AnnotatedDoc, frame: Frame, noun: Token) -> Token | None:
    """Whose claim the noun names: "her argument", "a warning from officers", "a police statement", "repeated the claim"."""
    governor = frame.governor
    uttered = governor is not None and governor.lemma in _UTTERING and not governor.passive and noun in governor.objects
    owner = noun.child("poss")
    if owner is not None and not (owner.pos == "PRON" and owner.i not in annotated.referents):
        return owner
    if owner is not None and not uttered:
        return None
    for child in noun.children:
        if child.dep in ("prep", "agent") and child.lower in ("from", "by", "among"):
            target = child.child("pobj")
            if target is not None:
                return target
        if child.dep == "prep" and child.lower == "of":
            target = child.child("pobj")
            if target is not None and target.ent_type in ("PERSON", "ORG", "GPE", "NORP"):
                return target
        if child.dep == "compound" and (
            child.ent_type in ("PERSON", "ORG", "GPE")
            or ((kind := nouns().get(child.lemma.lower())) and kind.kind in ("person", "org", "group"))
        ):
            return child
    misled = governor is not None and noun.dep == "pobj" and noun.head.lower == "with" and noun.head.head is governor.token
    if governor is not None and misled and governor.objects and not governor.passive:
        return governor.subjects[0] if governor.subjects else None  # "fobbed them off with claims that …"
    if governor is not None and uttered:
        return governor.subjects[0] if governor.subjects else None
    if governor is not None and governor.lemma in _UTTERING and governor.passive and noun in governor.subjects:
        return governor.agents[0] if governor.agents else None
    return None


def _nearly(governor: Frame | None, above: Context) -> Context:
    """ "came close to losing it": did not; "is close to signing it", "on the brink of closing": may yet."""
    if governor is not None and governor.lemma == "come" and above.status == "fact":
        return Context("negated", None, above.speakers)
    return Context("possible", "future", above.speakers, told=above.status == "fact")


def _shuns(prep: Token) -> bool:
    """ "without paying", "far from resigning", "instead of selling", "rather than lease"."""
    word = prep.lower
    return (
        word == "without"
        or (word == "from" and prep.head.lower == "far")
        or (word == "of" and prep.head.lower in ("instead", "short"))
        or (word == "of" and any(child.lower in ("instead", "short") for child in prep.children))
        or (word == "of" and any(c.lower in ("instead", "short") and c.i == prep.i - 1 for c in prep.head.children))
        or (word == "than" and (prep.head.lower == "rather" or any(child.lower == "rather" for child in prep.children)))
    )


def _aims(prep: Token, head: Token) -> bool:
    """True where a gerund tells what somebody is about, not what is done: "campaigned on cutting taxes", "the case for closing it".

    What happens is told by verbs and adjectives of their own classes ("admitted to taking it", "used to winning").
    """
    word = prep.lower
    clause = prep.child("pcomp")
    if clause is not None and any(child.lower == "whether" for child in clause.children):
        return False  # "doubts about whether it works": a question
    if (
        word not in _AIMING
        or head.i > prep.i
        or head.lemma.lower() in _BORNE_OUT
        or head.lower in _BORNE_OUT
        or head.pos in ("ADP", "SCONJ")
    ):
        return False
    return word != "for" or head.pos == "NOUN"


def _by_form(prep: Token, governor: Frame | None, above: Context) -> Context | None:
    """What preposition and head tell alone: "without paying", "close to signing", "did not win by building the best mill"."""
    word = prep.lower
    if _shuns(prep):
        return Context("negated", None, above.speakers)
    if prep.head.lower in _NEARLY and word in ("to", "of"):
        return _nearly(governor, above)
    if word in ("of", "in") and governor is not None and prep.head in governor.objects:
        effect = phrase_effect(f"{governor.lemma}_{word}", prep.head.lemma.lower())
        if effect is not None and above.status != "possible":  # "made a point of asking": asked
            value = effect.denied if above.status == "negated" else effect.affirmed
            return Context("negated" if value == "negated" else "fact", None, above.speakers)
    if word == "by" and above.status == "negated" and governor is not None and prep.head is governor.token:
        return Context("possible", None, above.speakers, told=False)  # did it build it?
    return None


def in_preposition(prep: Token, governor: Frame | None, above: Context) -> Context:
    """The context that a preposition gives to the clause behind it, with the verb or noun before it."""
    word = prep.lower
    told = _by_form(prep, governor, above)
    if told is not None:
        return told
    head = prep.head
    if head.lower in ("return", "exchange") and word == "for" and governor is not None and governor.lemma in _BARGAINING:
        return Context("possible", "conditional", above.speakers, told=False)  # "demanded money in return for not publishing it"
    own = governor is not None and head is governor.token
    if own and governor is not None and preposition_effect(governor.lemma, word) and is_false(governor) and above.status == "fact":
        return Context("negated", None, above.speakers)  # "wrongly convicted of"
    if head.lower in _GUILT and word in ("of", "to", "for") and governor is not None:
        return _verdict(head, governor, above)
    effect = preposition_effect(governor.lemma, word) if own and governor is not None else noun_effect(head.lemma.lower())
    if governor is not None and head.lemma.lower() in _CHARGES and above.status == "fact" and _proven(head, governor):
        return Context(speakers=above.speakers)
    status: Status = "fact"
    modality: Modality | None = "attempt" if word in ("toward", "towards") and effect is None else None
    if effect is None and modality is None and _aims(prep, head):
        modality = "intention"
    if modality is not None:
        status = "possible"  # "a step toward ending the war": it has not ended
    if own and governor is not None and word == "against" and effect is not None and governor.lemma in _ADVISING_AGAINST:
        # "warned tourists against going": a request not to; without an object it is nobody's in particular.
        people = governor.agents if governor.passive else governor.subjects
        addressed = bool(governor.subjects if governor.passive else governor.objects)
        speakers = tuple(dict.fromkeys((*(item.i for item in people[:1]), *above.speakers)))
        return Context("negated", "request", speakers, told=addressed and above.status != "negated")
    if effect is not None:
        denied = (
            above.status == "negated"
            if own
            else is_negative_phrase(head) or (above.status == "negated" and governor is not None and head in governor.objects)
        )
        value = effect.denied if denied else effect.affirmed
        if value == "none":
            return Context("possible", effect.modality, above.speakers, told=False)
        if value == "negated" and above.status == "possible":
            return Context("possible", above.modality, above.speakers, told=False)  # "may bar it from selling cameras"
        status = "fact" if value == "same" else "negated" if value == "negated" else "possible"
        modality = effect.modality
        if denied:
            unsaid = status == "possible" and modality in ("threat", "promise", "intention")
            return Context(status, modality, above.speakers, told=not unsaid)  # "had not been threatened with losing it"
    if above.status == "possible" and status == "fact" and word not in ("after", "since", "for", "despite"):
        status, modality = "possible", above.modality
    speakers = above.speakers
    if governor is not None and word in ("for", "over") and governor.lemma in _BLAMING and head is governor.token:
        people = governor.agents if governor.passive else governor.subjects
        if people and people[0].i not in speakers:
            return Context(status, "allegation", (people[0].i, *speakers))
    if governor is not None and modality == "allegation" and governor.lemma in ("accuse", "suspect") and head is governor.token:
        people = governor.agents if governor.passive else governor.subjects
        if people and people[0].i not in speakers:
            speakers = (people[0].i, *speakers)
    if governor is not None and governor.lemma in _CLEARING and own and effect is not None:
        people = governor.agents if governor.passive else governor.subjects
        finder = people[0].i if people else -1  # "was cleared of doping": somebody found that she had not
        return Context(status, modality, speakers if finder in speakers else (finder, *speakers))
    if governor is not None and above.status == "negated" and status == "fact" and word in ("in", "of", "to", "by", "from"):
        status = "negated" if word in ("in", "to") else "possible"
    return Context(status, modality, speakers)


def _proven(head: Token, governor: Frame) -> bool:
    """True for "convicted of two counts of stealing", "pleaded guilty to one count of receiving it"."""
    before = [t for t in governor.token.subtree() if t.i < head.i]
    return governor.lemma in _SENTENCED or any(
        t.lower == "guilty" and all(u.lower != "not" or u.i != t.i - 1 for u in before) for t in before
    )


def _verdict(head: Token, governor: Frame, above: Context) -> Context:
    """ "was found not guilty of killing her", "pleaded not guilty to": it was not so, as who finds or pleads says."""
    denied = any(child.dep == "neg" and child.i < head.i for child in head.children)
    if above.status == "negated" and governor.token is head:
        return Context("negated", None, above.speakers)  # "found her not guilty of": its own clause
    if denied == (head.lower == "innocent"):
        status: Status = "possible" if above.status == "possible" else "fact"
        return Context(status, above.modality, above.speakers, told=above.status != "negated")
    people = governor.agents if governor.passive else governor.subjects
    finder = people[0].i if people else -1
    return Context("negated", None, above.speakers if finder in above.speakers else (finder, *above.speakers))


def in_relative(annotated: AnnotatedDoc, frame: Frame, above: Context) -> Context:
    """A clause that modifies a noun: the article itself tells what it tells, also of a noun in what others report (*de re*).

    Only direct speech makes it the speaker's, and only a bare present about something that does not yet exist is as open as that.
    """
    noun = frame.token.head
    token = frame.token
    if one_of_those(frame):
        return above
    if frame.link == "acl" and token.tag in ("VBN", "VBG") and noun.dep == "pobj" and noun.head.lower == "without":
        return Context("possible", None, above.speakers, told=False)  # "came home without a single job saved"
    if above.status == "negated" and (unspecific(noun, token) or _of_a_kind(annotated, frame, noun)):
        return Context("possible", None, above.speakers, told=False)  # "a library is not a shelf nailed to a wall"
    if asked_for(frame, noun):
        return Context("possible", "request", above.speakers, told=above.told)
    index = annotated.quotation_of.get(token.i)
    described = _described(frame, noun)
    if described is not None and described.i not in above.speakers:
        return Context(speakers=(described.i, *above.speakers))
    quoted = index is not None  # also in a part of speech: "“the best work this council has done”"
    speakers = above.speakers if quoted or _of_unknown(annotated, frame, noun) else ()
    if (
        noun.i not in above.speakers
        and noun.dep != "appos"  # "asks for the sale of Bridge Ltd, a firm it bought in 2021": what it is, is known
        and _introduced(annotated, frame, noun)
        and (above.modality == "allegation" or any(i >= 0 and testifies(annotated.tokens[i]) for i in above.speakers))
    ):
        return Context("fact" if above.status == "negated" else above.status, above.modality, above.speakers)
    if above.status == "negated" and is_negative_phrase(noun):
        # "There are no casualties left at the site"; "there is no law that bans it": *no* denies it as the subject of the clause, too.
        denied = frame.link == "relcl" and not frame.passive and noun in frame.subjects
        return Context("fact" if denied else "negated", None, above.speakers)
    if _cleft_denied(frame, noun, above):
        return Context("negated", None, above.speakers)
    if above.status == "possible" and noun.dep == "pobj" and any(child.lower == "being" for child in frame.auxiliaries):
        return Context("possible", above.modality, above.speakers)  # "would have led to the plan being approved"
    if noun.dep == "attr" and frame.link == "acl" and above.status == "possible" and above.modality == "conditional":
        return Context("possible", above.modality, above.speakers)  # "if they are right, it is the oldest writing ever made there"
    if token.tag == "VBG" and noun.dep == "pobj" and noun.head.lower == "with" and frame.link == "acl" and above.status == "possible":
        return Context("possible", above.modality, above.speakers)  # "could start in May, with the first trams running in 2031"
    now = token.tag in ("VBZ", "VBP") and any(child.lower in _NOW for child in token.children)
    if now or token.tag in ("VBD", "VBN") or any(child.tag in ("VBD", "VBZ", "VBP") for child in frame.auxiliaries):
        return Context(speakers=speakers)  # "can survive a slump that is now in its third year": there is one
    if token.tag == "VBG" and noun.lemma.lower() in ("difficulty", "trouble", "problem"):
        return Context("possible", "attempt", above.speakers)
    indefinite = (
        not any(child.dep in ("det", "poss") and child.lower not in ("a", "an", "any", "no", "some") for child in noun.children)
        and noun.pos != "PROPN"
        and not any(
            child.dep == "nummod" and child.ent_type == "DATE" for child in noun.children
        )  # "any attempt to reopen a 2024 pact that …"
    )
    if above.status == "negated" and indefinite and token.tag == "VBG" and noun.i > (frame.governor.token.i if frame.governor else -1):
        return Context("possible", None, above.speakers, told=False)  # "did not return calls seeking comment"
    if noun.dep == "appos" and (noun.head.i in annotated.name_head or noun.head.ent_type):
        return Context(speakers=speakers)  # "may widen a rift with Corby Capital, a fund that owns 9% of it"
    if above.modality in ("conditional", "future", "possibility") and _is_there(frame, noun):
        return Context(speakers=speakers)
    first = min(t.i for t in token.subtree())
    general = token.tag in ("VBZ", "VBP") or any(child.lower == "can" for child in frame.auxiliaries)
    if token.dep == "relcl" and general and annotated.tokens[first - 1].text == ",":
        return Context(speakers=speakers)  # "plans to charge them with fraud, which carries a sentence of six years"
    if above.modality == "question" and token.dep == "relcl" and noun.tag == "NNS" and noun.dep == "pobj" and token.tag in ("VBZ", "VBP"):
        return Context(speakers=speakers)  # "whether it is enough in areas where malaria spreads": there it does
    if above.status != "fact" and indefinite and noun.i > (frame.governor.token.i if frame.governor else -1):
        return Context("possible", above.modality, above.speakers)
    return Context(speakers=speakers)


def _described(frame: Frame, noun: Token) -> Token | None:
    """Who calls it so in "over what prosecutors describe as a scheme that brought in millions"."""
    while noun.dep == "pobj" and noun.head.lower in ("of", "among"):
        noun = noun.head.head  # "one of the largest gifts yet made"
    verb = noun.head.head if noun.dep == "pobj" and noun.head.lower == "as" else noun.head
    entry = embedding(verb.lemma, "that")
    calls = verb.lemma in word_class("naming") or verb.lemma in ("describe", "regard", "see") or (entry is not None and entry.attributed)
    what = next((child for child in verb.children if child.lower == "what" and child.i < verb.i), None)
    subject = verb.child("nsubj")
    if what is None or not calls or subject is None or subject is what or not what.i < subject.i < verb.i or noun.i < verb.i:
        return None
    return subject if frame.token.dep in ("relcl", "acl") else None


def _of_unknown(annotated: AnnotatedDoc, frame: Frame, noun: Token) -> bool:
    """True for "said troops had fired on a patrol that was repairing a pump": the speaker alone knows of it."""
    token = frame.token
    first = min(t.i for t in token.subtree())
    return (
        (token.dep == "relcl" or (token.dep == "acl" and noun.dep in ("dobj", "pobj")))
        and (
            token.tag == "VBG" or any(child.tag == "MD" or child.lower == "had" for child in frame.auxiliaries)
        )  # a thing of its own time goes on by itself: "a writer who died in 2011"; "pilots who had complained": in the time of the report
        and noun.i not in annotated.name_head
        and (
            (noun.tag == "NN" and any(child.lower in ("a", "an") and child.i < noun.i for child in noun.children))
            or (noun.tag == "NNS" and noun.child("det", "poss") is None)
        )
        and annotated.tokens[first - 1].text not in (",", "–", "—", "(")
    )


def _introduced(annotated: AnnotatedDoc, frame: Frame, noun: Token) -> bool:
    """True for "accused them of running a network that spied on exiles": who accuses is the first to tell of the network."""
    governor = frame.governor
    first = min(t.i for t in frame.token.subtree())
    return (
        governor is not None
        and noun.i > governor.token.i
        and noun.tag in ("NN", "NNS")
        and noun.i not in annotated.name_head
        and not any(child.dep in ("det", "poss") and child.lower not in ("a", "an", "any", "no", "some") for child in noun.children)
        and annotated.tokens[first - 1].text not in (",", "–", "—", "(")
    )


def _is_there(frame: Frame, noun: Token) -> bool:
    """True for "would close a ward that serves 900", "honours the rest of a contract that runs until 2027": there is one."""
    governor = frame.governor
    whole = noun.head.head if noun.dep == "pobj" and noun.head.lower == "of" else noun
    return (
        governor is not None
        and governor.lemma in _THERE
        and whole in governor.objects
        and noun.tag == "NN"
        and any(child.lower in ("a", "an") for child in noun.children)
    )


def _of_a_kind(annotated: AnnotatedDoc, frame: Frame, noun: Token) -> bool:
    """True for what restricts a noun with *a* that is predicated: in "she is no robot that obeys" there is none that does."""
    first = frame.token.subtree()[0]
    governor = frame.governor
    return (
        noun.dep == "attr"
        and governor is not None
        and not governor.existential
        and noun.head is governor.token
        and any(child.lower in ("a", "an", "any") and child.i < noun.i for child in noun.children)
        and annotated.tokens[first.i - 1].text not in (",", "–", "—", "(")
    )


def _cleft_denied(frame: Frame, noun: Token, above: Context) -> bool:
    """ "It was not Reed who signed it": Reed did not."""
    governor = frame.governor
    if governor is None or above.status != "negated" or governor.lemma != "be" or governor.complement is not noun:
        return False
    subject = governor.token.child("nsubj", "expl")
    return subject is not None and subject.lower == "it" and noun.pos == "PROPN"
