"""What clauses tell of the type of a name: firms have shares and profits, people come from towns, novels stand in quotation marks."""

from __future__ import annotations

from collections.abc import Sequence

from newsgraph.language.annotated import Token
from newsgraph.language.gender import is_first_name
from newsgraph.language.name_types import NameSpan
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.headwords import last_words
from newsgraph.lexicons.known_names import known_kind, known_type
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.speech import speech_verb
from newsgraph.lexicons.tables import word_set

__all__ = ["WORK_NOUNS", "clause_votes", "example_of"]

_OF_FIRMS = word_class("things of firms")
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
_STAFF = word_class("staff")
WORK_NOUNS = word_class("works")
_WORK_VERBS = word_set("write publish direct star compose paint sing record perform translate illustrate adapt release screen")
_BUILT = word_class("built and settled")
_AWARDED = frozenset({"PERSON", "ORG", "PRODUCT", "GPE", "FAC", "NORP"})
_VALUED = word_set("value forecast guidance margin debt stake dividend outlook loss losses output bid offer listing fleet")
_EITHER = word_class("persons or bodies")
_PHRASE = 12
_PRIZES = word_set("award prize medal trophy nomination")
_AWARDING = word_set("win award confer bestow")
_HOUSES = word_set("centre center hospital clinic museum gallery theatre theater library academy archive zoo observatory opera infirmary")
_ACTING = word_set(
    """say tell add announce refuse decline offer hire employ deny confirm provide pay fund acquire buy agree apologise apologize promise
    insist warn plan report"""
)
_BRINGING = word_set("take rush airlift divert bring admit transfer fly drive move")
_PARTNERS = word_set("partner rival supplier competitor client bidder subsidiary sponsor insurer lender owner parent")
_PARTS = word_set("department division unit wing branch section arm bureau directorate office team desk committee chapter faculty")
_PARTITIVE = frozenset({"one", "some", "among"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_EXAMPLES = {"org": "ORG", "person": "PERSON", "city": "GPE", "country": "GPE"}
_STORMS = frozenset({"storm", "hurricane", "typhoon", "cyclone"})
_PLURAL_FORMS = frozenset({"have", "are", "do"})
_SAINTS = frozenset({"san", "santa", "santo", "sao", "são"})
_QUOTES = frozenset({'"', "'", "''", "``"})


def clause_votes(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """What the clause around one occurrence tells of its type, with weights."""
    found = [*_as_firm(tokens, span), *_as_town(tokens, span), *_as_work(tokens, span), *_before_noun(tokens, span)]
    found += [*_by_pronoun(tokens, span), *_with_article(tokens, span), *_described_behind(tokens, span), *_as_what_has_value(tokens, span)]
    found += [*_as_award(tokens, span), *_as_house(tokens, span), *_as_member(tokens, span), *_as_example(tokens, span)]
    if tokens[span.start].text[0].isdigit() or (span.end - span.start > 1 and tokens[span.end - 1].text.isdecimal()):
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


def _by_pronoun(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """*Vexon said it would sell*: no person; *Hirut Bekele, who had led*: nothing else."""
    last = tokens[span.end - 1]
    who = next((c for c in last.children if c.dep == "relcl" and any(t.lower == "who" and t.dep in _SUBJECTS for t in c.children)), None)
    if who is not None and span.type in ("GPE", "LOC", "FAC", "PRODUCT", "WORK_OF_ART", "LAW") and span.key not in place_names():
        return [("PERSON", 3.0)]
    said = last.head.child("ccomp") if last.dep == "nsubj" and speech_verb(last.head.lemma) is not None else None
    it = said.child("nsubj", "nsubjpass") if said is not None else None
    if said is None or it is None or it.lower != "it" or it.i < last.i or span.type not in ("PERSON", "PRODUCT", "WORK_OF_ART"):
        return []
    meant = said.lemma != "be" and (said.child("aux", "auxpass") is not None or said.child("dobj") is not None)
    return [("ORG", 2.0), ("PERSON", -1.0)] if meant and not is_first_name(tokens[span.start].text) else []


def example_of(name: Token) -> Token | None:
    """The plural that a name is an example of: *roasters* for the second one of "roasters such as Alma and Denmark's Berg".

    It is one of them too in "Alma and (the) other roasters", but not in "Alma and its other roasters".

    References:
        Hearst, M. (1992). Automatic acquisition of hyponyms from large text corpora. COLING.
    """
    joined = [child for child in name.children if child.dep == "conj"]
    others = joined[0] if len(joined) == 1 and joined[0].tag == "NNS" else None
    if others is not None and any(child.lower == "other" for child in others.lefts) and others.child("poss") is None:
        return others
    for _ in range(8):
        if name.dep != "conj" or name.head is name:
            break
        name = name.head
    preposition = name.head
    if name.dep != "pobj" or preposition.lower != "as" or not any(child.lower == "such" for child in preposition.children):
        return None
    return preposition.head if preposition.head.tag == "NNS" else None


def _as_example(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """*Roasters such as Alma*: it is a roaster."""
    whole = example_of(tokens[span.end - 1])
    noun = nouns().get(whole.lemma.lower()) if whole is not None else None
    kind = _EXAMPLES.get(noun.kind, "") if noun is not None else ""
    if kind == "ORG" and span.type == "PERSON" and span.end - span.start > 1:
        return []  # "makers such as John Reed"
    return [(kind, 3.0)] if kind else []


def _as_award(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """*won a Cesar*, *withdrew its Golden Heron from the film*: what is won, given and taken back with an article is no person."""
    last = tokens[span.end - 1]
    before = tokens[span.start - 1] if span.start else None
    if before is None or before.lower not in ("a", "an", "its", "their", "the") or before.head is not last or span.type not in _AWARDED:
        return []
    verb = last.head if last.dep in ("dobj", "nsubjpass", "conj") else None
    given = verb is not None and verb.lemma in _AWARDING
    if span.type == "PERSON" and (given or before.lower in ("its", "their")):
        return [("PERSON", -3.0), ("EVENT", 2.0 if given else 0.5)]
    return [("EVENT", 1.5)] if given and before.lower in ("its", "their") else []


def _described_behind(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """*Sarymbek, a 51-year-old former executive,* is a person, *Corvanti, which is listed in Milan,* none."""
    if span.end + 2 >= len(tokens) or tokens[span.end].text != ",":
        return []
    opening = tokens[span.end + 1]
    if opening.lower == "which" and span.type == "PERSON" and opening.dep == "nsubj":
        return [("PERSON", -3.0), ("ORG", 2.0)]
    if opening.lower not in ("a", "an") or opening.head.sent_i != opening.sent_i or not 0 < opening.head.i - opening.i < _PHRASE:
        return []
    noun = opening.head
    known = nouns().get(noun.lemma.lower())
    aged = any(token.lower.endswith("year-old") or token.lower == "old" for token in tokens[opening.i : noun.i])
    person = known is not None and known.kind == "person" and noun.tag == "NN" and noun.lemma.lower() not in _EITHER
    return [("PERSON", 4.5 if aged else 2.0)] if person and span.type != "NORP" else []


def _as_what_has_value(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """*Haldern lost a sixth of its market value*: persons have *his* or *her* profits."""
    last = tokens[span.end - 1]
    if span.type not in ("PERSON", "PRODUCT", "WORK_OF_ART", "FAC") or last.dep not in _SUBJECTS:
        return []
    reached = [child for child in last.head.children if child.dep in ("dobj", "prep", "pobj")]
    for token in reached:
        reached.extend(child for child in token.children if child.dep in ("dobj", "prep", "pobj", "npadvmod", "attr"))
    its = (child for token in reached for child in token.children if child.lower == "its" and child.dep == "poss")
    return [("ORG", 3.0), ("PERSON", -2.0)] if any(child.head.lower in _OF_FIRMS | _VALUED for child in its) else []


def _with_article(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """*the brakes of a wrecked Holden* is no person; who acts may be one: *a defiant Carney said*."""
    last = tokens[span.end - 1]
    if span.type != "PERSON" or span.end - span.start > 1 or last.dep not in ("pobj", "dobj") or is_first_name(last.text):
        return []
    return [("PERSON", -2.5), ("PRODUCT", 1.0)] if any(child.dep == "det" and child.lower in ("a", "an") for child in last.children) else []


def _as_house(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """A hospital or centre that says, hires and pays acts as an organisation; *was taken to Mercy West* names one, too."""
    last = tokens[span.end - 1]
    if last.dep == "nsubj" and last.lower in _HOUSES and (last.head.lemma in _ACTING or _declines(last.head) or _relative_acts(last)):
        return [("ORG", 3.0)]
    if len(last.text) > 6 and span.end - span.start == 1 and last.lower.endswith(("bank", "banken", "sparkasse")):
        return [("ORG", 5.0)]
    brought = last.dep == "pobj" and last.head.lower == "to" and last.head.head.lemma in _BRINGING and last.head.head.tag == "VBN"
    if brought and span.type == "PERSON" and any(child.dep == "auxpass" for child in last.head.head.children):
        return [("FAC", 4.5)]
    return []


def _relative_acts(name: Token) -> bool:
    clause = name.child("relcl")
    return clause is not None and clause.lemma in _ACTING


def _as_member(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """What stands beside a noun: *the head of its research department, Ada Lund* a person, *its partner, Hanil Cells* a firm."""
    last = tokens[span.end - 1]
    noun = last.head
    if last.dep != "appos" or noun.ent_type or span.type not in ("PERSON", "ORG"):
        return []
    owner = noun.child("poss")
    if noun.lemma in _PARTNERS and owner is not None and (owner.lower in ("its", "their") or owner.ent_type == "ORG"):
        return [("ORG", 3.0 if span.type == "PERSON" else 1.0)]
    top = nouns().get(noun.head.head.lemma) if noun.dep == "pobj" and noun.head.lower == "of" else None
    words = tokens[span.start : span.end]
    named = len(words) == 2 and all(t.text.isalpha() and t.text.istitle() for t in words) and last.lower not in last_words()
    if top is not None and top.kind == "person" and named and noun.lemma in _PARTS:
        return [("PERSON", 4.5)]
    return []


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
    if not single and _someone_there(tokens, span):
        return [("GPE", 4.5)]
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


def _someone_there(tokens: Sequence[Token], span: NameSpan) -> bool:
    """True for a name taken for a person in "a judge in Santa Cruz", "pickers in Taita Hills": people are in places."""
    last = tokens[span.end - 1]
    if span.type != "PERSON" or last.dep != "pobj" or last.head.lower != "in" or last.head.head.lemma in _NOT_WITHIN:
        return False
    first, noun = tokens[span.start], nouns().get(last.head.head.lemma)
    within = noun is None or noun.kind in ("person", "org", "place", "city", "event")
    return within and last.head.head.tag in ("NN", "NNS") and (first.lower in _SAINTS or not is_first_name(first.text))


def _before_noun(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """*the Ndosho hospital* and *an ARIA award* are no persons; *the GAA club* no place."""
    last = tokens[span.end - 1]
    head = last.head
    if last.dep not in ("compound", "nmod") or head.i != span.end or not head.text.islower():
        return []
    if head.lemma in _PRIZES and span.type in ("PERSON", "GPE", "FAC", "NORP") and span.end - span.start == 1:
        return [("EVENT", 3.0), ("PERSON", -2.0)]
    if head.lemma in _BUILT and span.type in ("PERSON", "ORG", "NORP") and span.end - span.start == 1:
        return [("LOC", 1.5)]
    noun = nouns().get(head.lemma)
    acting = noun is not None and noun.kind == "org" and last.text.isupper() and len(last.text) > 2
    return [("ORG", 2.0)] if acting and span.type in ("GPE", "PERSON", "NORP", "LOC") else []


def _as_work(tokens: Sequence[Token], span: NameSpan) -> list[tuple[str, float]]:
    """Votes for a work: quotation marks at both ends, and a word for works or for making them close by."""
    told = tokens[span.end - 1].head if tokens[span.end - 1].dep == "appos" else None
    if told is not None and told.text.islower() and told.lemma in WORK_NOUNS and span.type != "ORG":
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
    worded = any(t.lemma in WORK_NOUNS for t in near) or any(t.lemma in _WORK_VERBS for t in last.ancestors())
    named = any(t.lower in ("called", "nicknamed", "dubbed", "as") for t in near[-2:])
    if worded:
        return [("WORK_OF_ART", 6.0)]
    return [] if named else [("WORK_OF_ART", 3.0 if span.end - span.start > 1 else 2.0 if start < span.start else 1.4)]
