"""What clauses tell of the type of a name: firms have shares and profits, people come from towns, novels stand in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from newsgraph.language.annotated import Token
from newsgraph.language.gender import is_first_name
from newsgraph.language.name_types import NameSpan
from newsgraph.lexicons.known_names import known_kind, known_type
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.tables import word_set

__all__ = ["clause_votes"]

_OF_FIRMS = word_set(
    """share shares stock stocks profit profits revenue revenues earnings dividend shareholder shareholders investor investors
    subsidiary customer customers employee employees board turnover sales ceo cfo workforce workers staff spokesman spokeswoman
    spokesperson executive headquarters factory factories plant plants product products"""
)
_FIRM_OF = word_set("share shares stake subsidiary shareholder shareholders unit division ceo boss founder owner chairman arm")
_RUN_FIRMS = word_set("executive ceo director chairman chairwoman subsidiary shareholder shareholders workforce")
_FIRM_VERBS = word_set("employ manufacture file recall outsource underwrite rebrand")
_DECLINE = word_set("decline refuse")
_NOT_WITHIN = word_set(
    """share stake investment confidence trust interest holding faith majority seat position job role stock invest believe trust
    engage vest result participate involve interest lie"""
)
_DWELLING = word_set("grow live bear born die reside dwell settle stay arrive raise land train study shelter vacation park play work spend")
_MOTION = word_set(
    "move travel fly relocate drive march sail ship evacuate flee commute haul transport truck deport migrate retreat advance head"
)
_STAFF = word_set(
    """lawyer attorney solicitor economist analyst spokesman spokeswoman spokesperson researcher scientist official officer
    representative delegate expert engineer doctor professor editor reporter journalist executive manager director strategist
    adviser advisor consultant volunteer"""
)
_WORK_NOUNS = word_set(
    """novel book film movie play song album single poem memoir biography opera painting sculpture essay story series show
    documentary musical symphony ballet watercolour watercolor drawing hit collection exhibition thriller comedy drama novella
    bestseller podcast sitcom artwork mural photograph picture autobiography sequel trilogy debut"""
)
_WORK_VERBS = word_set("write publish direct star compose paint sing record perform translate illustrate adapt release screen")
_BUILT = word_set(
    """hospital dam monastery church clinic airport bridge prison camp stadium mine refinery district village neighbourhood
    neighborhood suburb line island province valley reservoir estuary checkpoint"""
)
_PARTITIVE = frozenset({"one", "some", "among"})
_STORMS = frozenset({"storm", "hurricane", "typhoon", "cyclone"})
_PLURAL_FORMS = frozenset({"have", "are", "do"})
_QUOTES = frozenset({'"', "'", "''", "``"})


def clause_votes(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """What the clause around one occurrence tells of its type, with weights."""
    found = [*_as_firm(tokens, span), *_as_town(tokens, span), *_as_work(tokens, span), *_before_noun(tokens, span)]
    if tokens[span.start].text[0].isdigit():
        found += [("PERSON", -3.0), ("PRODUCT", 0.5)]
    if len(span.key.split()) > 1 and tokens[span.end - 2].lower in _STORMS:
        found.append(("EVENT", 4.0))
    known = known_type().get(span.key)
    made = known_kind().get(tokens[span.start].lower) == "maker"
    if made and span.end - span.start == 2 and tokens[span.end - 1].text.isdecimal():
        found.append(("PRODUCT", 3.0))
    if known is not None:
        found.append((known, 3.0))
    return found


def _as_firm(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    last = tokens[span.end - 1]
    if span.type not in ("GPE", "PERSON", "LOC", "PRODUCT", "FAC", "NORP", "WORK_OF_ART"):
        return []
    owned = last.dep == "poss" and last.head.lower in _OF_FIRMS
    compound = last.dep == "compound" and last.head.i == span.end and last.head.lower in ("shares", "stock", "shareholders")
    of_firm = last.dep == "pobj" and last.head.lower in ("of", "in") and last.head.head.lower in _FIRM_OF
    acting = last.dep == "nsubj" and (last.head.lemma in _FIRM_VERBS or _declines(last.head))
    if _takes_plural(last):
        return [("ORG", 2.0)]
    if span.type == "PERSON" and span.end - span.start > 1:
        if last.dep == "poss" and last.head.lower in _RUN_FIRMS:
            return [("ORG", 3.0)]
        return [("ORG", 1.0)] if compound or (of_firm and last.head.lower == "in") else []
    partitive = _partitive_noun(last)
    if partitive == "org":
        return [("ORG", 4.0)]
    return [("ORG", 1.5)] if owned or compound or of_firm or acting else []


def _takes_plural(last: Token) -> bool:
    """*Villa have won*: a name in the singular with a verb in the plural is that of a club, a band or a firm."""
    if last.dep not in ("nsubj", "nsubjpass") or last.tag != "NNP" or last.lower.endswith("s") or last.child("conj", "cc") is not None:
        return False
    verb = last.head
    forms = [child for child in verb.children if child.dep in ("aux", "auxpass") and child.i > last.i] or [verb]
    return forms[0].lower in _PLURAL_FORMS and forms[0].tag == "VBP" if forms[0].lower != "were" else forms[0].tag == "VBD"


def _declines(verb: Token) -> bool:
    """*declined to comment*: said of firms and offices."""
    return verb.lemma in _DECLINE and any(child.dep == "xcomp" and child.lemma == "comment" for child in verb.children)


def _partitive_noun(last: Token) -> str:
    """The kind of noun in an apposition like *one of the country's biggest lenders*, or empty."""
    for child in last.children:
        if child.dep == "appos" and child.lower in _PARTITIVE:
            for preposition in child.children:
                inner = preposition.child("pobj") if preposition.lower == "of" else None
                noun = nouns().get(inner.lemma) if inner is not None else None
                if noun is not None:
                    return noun.kind
    return ""


def _as_town(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    last = tokens[span.end - 1]
    single = span.end - span.start == 1 or tokens[span.start + 1].text == "-"
    if not single or span.type not in ("ORG", "PERSON", "PRODUCT", "WORK_OF_ART", "NORP", "FAC") or last.text.isupper():
        return []
    if last.dep != "pobj" or tokens[span.start - 1].lower == "the":
        return []
    preposition, above = last.head, last.head.head
    noun = nouns().get(above.lemma)
    if preposition.lower in ("in", "at", "near"):
        if above.lemma in _NOT_WITHIN:
            return []
        if above.lemma in _DWELLING or above.lower == "born":
            return [("GPE", 2.0)]
        happened = noun is not None and noun.kind == "event"
        return [("GPE", 1.0 if happened else 0.5)] if happened or (span.type == "ORG" and preposition.lower == "in") else []
    if preposition.lower == "from":
        origin = noun is not None and noun.kind == "person" and above.lemma not in _STAFF
        return [("GPE", 1.5)] if origin or (above.lemma in _MOTION and not is_first_name(last.text)) else []
    moved = preposition.lower == "to" and above.lemma in _MOTION and not is_first_name(last.text)
    return [("GPE", 2.0 if span.end - span.start == 1 else 2.5)] if moved else []


def _before_noun(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """*the Ndosho hospital* is no person; *the GAA club* no place."""
    last = tokens[span.end - 1]
    head = last.head
    if last.dep not in ("compound", "nmod") or head.i != span.end or not head.text.islower():
        return []
    if head.lemma in _BUILT and span.type in ("PERSON", "ORG", "NORP") and span.end - span.start == 1:
        return [("LOC", 1.5)]
    noun = nouns().get(head.lemma)
    acting = noun is not None and noun.kind == "org" and last.text.isupper() and len(last.text) > 2
    return [("ORG", 2.0)] if acting and span.type in ("GPE", "PERSON", "NORP", "LOC") else []


def _as_work(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """Votes for a work: quotation marks at both ends, and a word for works or for making them close by."""
    told = tokens[span.end - 1].head if tokens[span.end - 1].dep == "appos" else None
    if told is not None and told.text.islower() and told.lemma in _WORK_NOUNS and span.type != "ORG":
        return [("WORK_OF_ART", 4.0)]
    start = span.start - 1 if span.start and tokens[span.start - 1].lower in ("the", "a", "an") else span.start
    before = tokens[start - 1] if start else None
    after = tokens[span.end] if span.end < len(tokens) else None
    if after is not None and after.text in (",", ".") and span.end + 1 < len(tokens):
        after = tokens[span.end + 1]
    if before is None or after is None or before.text not in _QUOTES or after.text not in _QUOTES:
        return []
    last = tokens[span.end - 1]
    near = [t for t in tokens[max(0, start - 6) : start - 1] if t.sent_i == last.sent_i]
    worded = any(t.lemma in _WORK_NOUNS for t in near) or any(t.lemma in _WORK_VERBS for t in last.ancestors())
    named = any(t.lower in ("called", "nicknamed", "dubbed", "as") for t in near[-2:])
    if worded:
        return [("WORK_OF_ART", 6.0)]
    return [] if named else [("WORK_OF_ART", 3.0 if span.end - span.start > 1 else 2.0 if start < span.start else 0.5)]
