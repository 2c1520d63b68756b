"""Clauses that nobody asserts where they stand: embedded questions, comparisons, what a novel tells.

References:
    Karttunen (1977), Syntax and Semantics of Questions (an embedded *why* or *how* presupposes its clause, an embedded *who* or *which*
    leaves it open); Saurí & Pustejovsky (2009), FactBank (what is not committed to).
"""

from __future__ import annotations

from typing import Literal

from newsgraph.extraction.frames import Frame
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class

__all__ = ["embedded_question", "is_comment", "is_compared", "is_fiction", "is_question_clause", "is_result", "verdict_overturned"]

_ASKING = word_class("asking")
_UNSURE = frozenset(("sure", "unsure", "clear", "unclear", "certain", "uncertain", "unknown", "known"))
_FICTION = word_class("fiction")
_FEIGNING = word_class("feigning")
_DECIDING = word_class("deciding")
_CONTESTING = word_class("contesting")
_APPOINTING = word_class("appointing") | frozenset(("elect", "hire", "pick", "tap"))
_WINNING = word_class("winning")
_TALLYING = word_class("tallying")
_TALLIES = word_class("tallies")
_VERDICTS = frozenset(("conviction", "verdict", "sentence"))
_UNDOING = frozenset(("quash", "overturn", "annul", "vacate", "void", "nullify"))
_SEEMING = frozenset(("sound", "look", "feel", "seem", "smell", "taste", "act", "behave"))
_ADJUNCTS = frozenset(("when", "where", "why", "how"))
_COMMENTING = word_class("commenting")
_REMARKS = frozenset(("be", "put", "say", "tell"))
_MOST_WORDS_OF_COMMENT = 5
_DEPENDING = frozenset(("depend", "hinge", "rest", "turn", "hang", "vary", "decide", "determine"))


def _first(frame: Frame) -> Token:
    """The first word of the clause, without quotation marks."""
    for token in frame.token.subtree():
        if token.dep != "punct":
            return token
    return frame.token


def _asks(frame: Frame) -> bool:
    return frame.lemma in _ASKING or (frame.complement is not None and frame.complement.lower in _UNSURE)


def _beside(governor: Frame, first: Token) -> bool:
    """True when the clause follows its governor at once, or after who is asked or what is unclear."""
    before = first.i - 1
    parts = [*governor.objects, *governor.recipients, *([governor.complement] if governor.complement is not None else [])]
    return before == governor.token.i or any(
        before == max(t.i for t in part.subtree() if t.i < first.i) for part in parts if part.i < first.i
    )


def is_question_clause(frame: Frame) -> bool:
    """True for "asked if …", "ask me if …": a question, no condition."""
    governor = frame.governor
    if governor is None or "if" not in frame.marks:
        return False
    if frame.link == "ccomp":
        return True
    return frame.link == "advcl" and _asks(governor) and _beside(governor, _first(frame))


def embedded_question(annotated: AnnotatedDoc, frame: Frame) -> Literal["", "open", "presupposed"]:
    """Whether a clause is an embedded *wh*-question, and whether its content holds all the same ("why she had left")."""
    governor = frame.governor
    if governor is None or frame.link not in ("ccomp", "xcomp", "advcl", "pcomp"):
        return ""
    if governor.token.dep == "relcl" and frame.token.i > governor.token.i and _first(frame).i < governor.token.i:
        return ""  # "a threat which police later said was a hoax"
    first = _first(frame)
    if first.tag not in ("WDT", "WP", "WP$", "WRB") or first.lower in ("that", "whether") or first.i > frame.token.i:
        return ""
    here, above = (annotated.quotation_of.get(token.i) for token in (frame.token, governor.token))
    if here != above and here is not None and annotated.quotations[here].speech:
        return ""
    if frame.link == "advcl" and not (_asks(governor) and _beside(governor, first)):
        return ""
    if frame.link == "pcomp" and first.lower == "what":
        return ""  # "in what he called a mistake"
    if frame.infinitive or first.lower not in _ADJUNCTS or first.head is not frame.token:
        return "open"
    if any(child.tag == "MD" for child in frame.auxiliaries) or governor.lemma in ("ask", "wonder", "inquire", "enquire", "question"):
        return "open"
    if governor.lemma in _DEPENDING and not any(t.tag == "VBD" for t in (frame.token, *frame.auxiliaries)):
        return "open"  # "it depends on where they live by then"
    return "presupposed"


def is_comment(frame: Frame) -> bool:
    """True for "to be honest", "to put it mildly": a remark on the wording, no aim of anybody (Quirk et al. 15.53)."""
    token = frame.token
    if "if" in frame.marks and [t.lower for t in token.subtree()][:3] == ["if", "need", "be"]:
        return True  # "cut and, if need be, closed", without its commas
    if frame.link != "advcl" or not frame.infinitive or frame.own_subject or frame.marks:
        return False
    words = [t for t in token.subtree() if t.pos != "PUNCT"]
    return words[0].lower == "to" and len(words) <= _MOST_WORDS_OF_COMMENT and words[-1].lower in _COMMENTING and frame.lemma in _REMARKS


def is_compared(annotated: AnnotatedDoc, frame: Frame) -> bool:
    """ "like a zip being torn open", "as if he owned it": what something is only compared with."""
    token = frame.token
    if frame.link == "pcomp" and frame.through is not None and frame.through.lower in ("like", "unlike"):
        return True
    marks = frame.marks
    if "like" in marks:
        return True
    if frame.link in ("advcl", "ccomp") and "as" in marks and ("if" in marks or "though" in marks):
        first = _first(frame)
        return first.lower == "as" and annotated.tokens[first.i + 1].lower in ("if", "though")
    noun = token.head
    prep = noun.head
    return (
        frame.link == "acl"
        and noun.dep == "pobj"
        and prep.lower == "like"
        and frame.governor is not None
        and prep.head is frame.governor.token
        and frame.governor.lemma in _SEEMING | {"be"}  # "the noise was like a train going through a tunnel"
    )


def _is_feigned(noun: Token) -> bool:
    return noun.lemma.lower() in _FICTION and noun.pos in ("NOUN", "PROPN")


def is_fiction(frame: Frame) -> bool:
    """ "a novel about a nurse who joins the army", "the play tells of a king who …": what happens in a story does not happen.

    Only the plot, which is told in the present tense: "a film about a nurse who died in 1916" may be history.
    """
    if frame.link not in ("relcl", "acl", "pcomp", "conj", "advcl"):
        return False
    clause = frame
    while clause.link == "conj" and clause.governor is not None:
        clause = clause.governor
    if not (frame.token.tag in ("VBZ", "VBP", "VBG", "VB") or any(aux.tag in ("VBZ", "VBP") for aux in frame.auxiliaries)):
        return False
    if clause.link == "relcl" and _is_feigned(clause.token.head):
        return any(prep.lower == "in" and target is clause.token.head for prep, target in clause.preps) or any(
            child.lower == "where" for child in clause.token.children
        )
    token = clause.token
    for above in token.ancestors():
        called = token.lower == "about" and (above.ent_type == "WORK_OF_ART" or (above.tag == "NNP" and above.ent_type != "PERSON"))
        if (_is_feigned(above) or called) and token is not clause.token and token.dep == "prep" and token.lower in ("about", "of"):
            return True
        if above.tag.startswith("VB"):
            if token is clause.token and clause.link != "advcl":
                return False
            subject = above.child("nsubj", "nsubjpass")
            named = subject is not None and (
                _is_feigned(subject) or (subject.lower in ("which", "that") and above.dep == "relcl" and _is_feigned(above.head))
            )
            return named and above.lemma in _FEIGNING and above.tag in ("VBZ", "VBP", "VBG")
        token = above
    return False


def is_result(frame: Frame, governor: Frame) -> bool:
    """ "beat Chile to take the title", "returned only to find it gone", "came from behind to win": the infinitive tells the outcome."""
    token = frame.token
    first = token.subtree()[0]
    beside = (*token.subtree(), *(child for child in governor.token.children if child.i == first.i - 1))
    if any(t.lower == "only" and t.i <= first.i for t in beside):
        return True
    if governor.lemma in ("come", "fight", "battle", "rally", "recover") and any(
        t.lower in ("behind", "down") and t.i < first.i for child in governor.token.children if child.i < token.i for t in child.subtree()
    ):
        return True
    if governor.lemma in ("return", "arrive", "wake", "awake", "awaken", "get") and frame.lemma in ("find", "discover", "learn"):
        return True
    if governor.lemma == "vote" and frame.lemma in _DECIDING:
        return True  # "voted to reject the bill"
    if governor.lemma in _APPOINTING and frame.lemma in ("replace", "succeed"):
        return True  # "was appointed to replace Reed"
    if governor.lemma in ("leave", "quit", "resign") and frame.lemma == "join":
        return True  # "left to join the World Bank"
    return not governor.passive and frame.lemma in _WINNING and _contested(governor, first.i)


def _contested(governor: Frame, end: int) -> bool:
    """ "beat Chile", "held on", "shot a 66", "kicked two late penalties": it tells how a contest went."""
    if governor.lemma in _CONTESTING:
        return True
    if governor.lemma in _TALLYING:
        return any(item.tag == "CD" or item.lemma.lower() in _TALLIES for item in governor.objects)
    if governor.lemma == "stop":
        return any(item.ent_type == "PERSON" for item in governor.objects)
    behind = (
        child.lower for child in governor.token.children if governor.token.i < child.i < end and child.dep in ("prt", "advmod", "prep")
    )
    return any(f"{governor.lemma}_{word}" in _CONTESTING for word in behind)


def verdict_overturned(annotated: AnnotatedDoc) -> bool:
    """True where the article tells that a verdict was undone: what somebody was convicted of is then no fact any more."""
    return annotated.shared(_Verdicts).overturned


class _Verdicts:
    """What a document tells of verdicts, read once."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        self.overturned = any(
            token.lemma.lower() in _VERDICTS
            and token.head.lemma in _UNDOING
            and token.dep in ("nsubj", "nsubjpass", "dobj")
            and token.head.child("neg") is None
            for token in annotated.tokens
        )
