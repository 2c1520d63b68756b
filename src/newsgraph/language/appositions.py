"""Names set off by commas behind a description, where the parser made something else of them: "by a diver, Ivo Marek, who saw it".

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 17.65 ff. (apposition), 17.70 (numerals before it).
"""

from __future__ import annotations

from itertools import pairwise

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.name_evidence import WORK_NOUNS
from newsgraph.language.reattach import attach
from newsgraph.language.word_forms import FINITE, has_subject, noun_kind
from newsgraph.lexicons.nouns import nouns

__all__ = ["mend_apposition"]

_ASTRAY = frozenset(("npadvmod", "dep", "oprd", "nmod", "parataxis", "conj", "dobj", "advcl"))
_NOWHERE = frozenset(("preconj", "dep", "punct", "meta"))
_AFTER = frozenset((",", ".", ";", "—", "–"))
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_BEARERS = {"PERSON": frozenset(("person",)), "ORG": frozenset(("org",))}
_NAMES = frozenset(("PERSON", "ORG", "GPE", "FAC", "PRODUCT"))
_MOST_NAMES = 6
_SETTINGS = frozenset("in at near outside inside on across around".split())


def mend_apposition(annotated: AnnotatedDoc, token: Token) -> None:
    """Hang a name behind a comma under the noun before it, where the noun says what bears the name."""
    if token.dep == "appos":
        _subject_behind_place(annotated, token)
        _beside_the_name(annotated, token)
        _behind_bare_preposition(annotated, token)
        _person_behind_body(annotated, token)
    if token.tag == "NN" and token.dep == "dobj" and token.i < token.head.i:
        _who_opens(annotated, token)
    if token.tag == "NN" and token.dep in ("nsubj", "nsubjpass"):
        _name_before_subject(annotated, token)
    if token.tag == "NN" and token.dep in _NOWHERE:
        _description(annotated, token)
    if token.tag == "NN" and token.dep in ("dobj", "conj", "appos"):
        _of_work(annotated, token)
    if token.ent_type not in _NAMES or token.ent_iob != "B" or token.i < 1:
        return
    tokens = annotated.tokens
    if token.ent_type == "PERSON":
        _calling_before(annotated, token)
    if token.i < 2:
        return
    _kind_before(annotated, token)
    _listed(annotated, token)
    noun, comma = tokens[token.i - 2], tokens[token.i - 1]
    if comma.text != "," or noun.sent_i != token.sent_i or noun.ent_type or not noun.tag.startswith("NN"):
        return
    if noun.tag == "NNS":
        _several(annotated, noun, token)
    elif noun.tag == "NN":
        _single(annotated, noun, token)


def _subject_behind_place(annotated: AnnotatedDoc, token: Token) -> None:
    """ "At the town hall in Kelsk, a deputy head, Mira Rall, told me": a place is no person, and the verb has no other subject.

    Nor is "asked about the strike in Kelsk, an official said".
    """
    place = token.head
    person = token.ent_type == "PERSON" or (token.tag in ("NN", "NNP") and noun_kind(token) == "person")
    if not person or place.dep != "pobj" or place.i > token.i or annotated.tokens[token.subtree()[0].i - 1].text != ",":
        return
    verb = next((above for above in place.ancestors() if above.tag.startswith("VB") and above.tag not in ("VBN", "VBG")), None)
    if verb is None or verb.tag not in FINITE or verb.i < token.i or has_subject(verb) or verb.child("expl", "aux") is not None:
        return
    opens = next(child for child in verb.children if child is place or child in place.ancestors())
    between = annotated.tokens[token.subtree()[-1].i + 1 : verb.i]
    participle = opens.tag in ("VBN", "VBG") and opens.dep in ("advcl", "csubj", "dep")
    if not all(t.pos in ("PUNCT", "ADV") for t in between) or not (participle or (opens.dep == "prep" and opens.lower in _SETTINGS)):
        return
    if attach(token, verb, "nsubj") and participle:
        opens.dep = "advcl"


def _beside_the_name(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The money came from the Holm Foundation, the body set up by Reed": said of the name before the comma, not beyond the verb."""
    tokens = annotated.tokens
    first = token.subtree()[0].i
    if token.tag != "NN" or first < 2 or tokens[first - 1].text != "," or tokens[first].lower not in ("a", "an", "the"):
        return
    name = tokens[first - 2]
    while name.dep == "compound" and name.head.i == name.i + 1:
        name = name.head
    known = nouns().get(token.lemma.lower())
    fits = known is not None and known.kind in _BEARERS.get(name.ent_type, ())
    if not fits or name.i >= first or token.head is name or name.dep not in ("pobj", "dobj") or token.head.i > name.i:
        return
    if any(t.tag in FINITE for t in tokens[token.head.i : name.i]) and token.head not in (name.head, name.head.head):
        attach(token, name, "appos")


def _person_behind_body(annotated: AnnotatedDoc, token: Token) -> None:
    """ "a director of the firm, Narva Printers, Rajul Roy, said": a person is no body, but the director."""
    body, before = token.head, annotated.tokens[token.subtree()[0].i - 1]
    if token.ent_type != "PERSON" or body.ent_type != "ORG" or body.dep != "appos" or before.text != ",":
        return
    person = next((above for above in body.ancestors() if above.tag == "NN" and noun_kind(above) == "person"), None)
    if person is not None and person.dep in ("nsubj", "nsubjpass", "pobj", "dobj") and person.child("appos") is None:
        attach(token, person, "appos")


def _behind_bare_preposition(annotated: AnnotatedDoc, token: Token) -> None:
    """ "the queue of vessels off Colón": a name right behind a preposition that has nothing else belongs to it."""
    first = token.subtree()[0].i
    before = annotated.tokens[first - 1] if first else token
    if before.dep == "prep" and not any(before.children) and before.head in (token.head, *token.head.children) and token.head.i < before.i:
        attach(token, before, "pobj")


def _name_before_subject(annotated: AnnotatedDoc, noun: Token) -> None:
    """ "Skyward Leasing, the Irish company that owns 31 jets, has asked": the name that opens the sentence is the subject."""
    tokens = annotated.tokens
    start, first = annotated.sentences[noun.sent_i].token_start, noun.subtree()[0].i
    kind = tokens[start].ent_type
    if first < start + 2 or tokens[first - 1].text != "," or tokens[first].lower not in ("a", "an", "the") or kind not in _BEARERS:
        return
    known = nouns().get(noun.lemma.lower())
    one = all(t.ent_type == kind and (t.i == start) == (t.ent_iob == "B") for t in tokens[start : first - 1])
    last = noun.subtree()[-1]
    closed = last.i + 1 < len(tokens) and "," in (last.text, tokens[last.i + 1].text)
    if not one or not closed or known is None or known.kind not in _BEARERS[kind] or noun.head.i < noun.i:
        return
    name, verb, role = tokens[first - 2], noun.head, noun.dep
    if attach(name, verb, role):
        for part in tokens[start : first - 2]:
            attach(part, name, "compound")
        attach(noun, name, "appos")


def _kind_before(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The charity Start Well said", "director of the charity Born Well": right before its name, a noun says what the thing is."""
    noun = annotated.tokens[token.i - 1]
    known = nouns().get(noun.lemma.lower())
    if token.ent_type != "ORG" or noun.tag != "NN" or noun.ent_type or known is None or known.kind != "org" or noun.child("det") is None:
        return
    head = _head(annotated.tokens, token.i, _last(annotated.tokens, token.i))
    same = head.dep == noun.dep and head.dep in ("nsubj", "nsubjpass", "pobj", "dobj") and head.head is noun.head
    astray = head.dep == "appos" and head.head is not noun and head.head in noun.ancestors()
    if not (same or astray) or any(c.i > noun.i for c in noun.children):
        return
    if attach(head, noun.head, noun.dep):
        for child in list(noun.children):
            attach(child, head, child.dep)
        attach(noun, head, "compound")


def _calling_before(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Ex-drummer Ada Finch said": a bare noun that opens the sentence before a person's name says what she is."""
    noun = annotated.tokens[token.i - 1]
    known = nouns().get(noun.lower) or nouns().get(noun.lower.removeprefix("ex-"))
    opens = noun.i == annotated.sentences[token.sent_i].token_start and noun.sent_i == token.sent_i
    if not opens or noun.ent_type or noun.pos not in ("NOUN", "PROPN", "ADJ", "ADV") or known is None or known.kind != "person":
        return
    head = _head(annotated.tokens, token.i, _last(annotated.tokens, token.i))
    if head.head is noun and noun.dep in ("nsubj", "nsubjpass"):
        if attach(head, noun.head, noun.dep):
            for child in list(noun.children):
                attach(child, head, child.dep)
            attach(noun, head, "compound")
    elif head.dep in ("nsubj", "nsubjpass") and noun.head is head.head and noun.dep in ("dep", "advmod", "npadvmod", "nmod"):
        attach(noun, head, "compound")


def _listed(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Nordlink, Acme and Lund Steel called for": a name behind a comma with an *and* of its own is the second of a list."""
    end = _last(annotated.tokens, token.i)
    head = _head(annotated.tokens, token.i, end)
    first, third = head.head, head.child("conj")
    if head.dep != "appos" or third is None or head.child("cc") is None or not token.ent_type == first.ent_type == third.ent_type:
        return
    last = third.subtree()[-1].i + 1
    before = annotated.tokens[token.i - 1]
    if before.text == "," and first.i < token.i and last < len(annotated.tokens) and annotated.tokens[last].text != ",":
        head.dep = "conj"


def _last(tokens: list[Token], start: int) -> int:
    """The last token of the name that begins at ``start``."""
    while start + 1 < len(tokens) and tokens[start + 1].ent_iob == "I" and tokens[start + 1].sent_i == tokens[start].sent_i:
        start += 1
    return start


def _head(tokens: list[Token], start: int, end: int) -> Token:
    """The token of a name that is joined to the rest of the sentence."""
    return next((t for t in tokens[start : end + 1] if not start <= t.head.i <= end or t.head is t), tokens[end])


def _single(annotated: AnnotatedDoc, noun: Token, token: Token) -> None:
    """ "Spotted by a sponge diver, Ivo Marek, who told the museum": the name is no object, adverbial or second member of a list."""
    tokens = annotated.tokens
    end = _last(tokens, token.i)
    head = _head(tokens, token.i, end)
    known = nouns().get(noun.lemma.lower())
    after = tokens[end + 1] if end + 1 < len(tokens) else None
    if head.dep not in _ASTRAY or known is None or known.kind not in _BEARERS.get(token.ent_type, ()) or after is None:
        return
    if after.text not in _AFTER or noun.child("det", "poss") is None or noun.child("appos", "conj", "cc") not in (None, head):
        return
    if head.dep == "conj" and (head.child("conj") is not None or head.child("cc") is not None):
        return
    behind = tokens[end + 2].lower if end + 2 < len(tokens) else ""
    if behind in ("and", "or") or head.head not in (noun, *noun.ancestors()):
        return  # "a farmer, Ann Hale, and a clerk": three
    attach(head, noun, "appos") if head.head is not noun else None
    head.dep = "appos"


def _description(annotated: AnnotatedDoc, noun: Token) -> None:
    """ "In Kelsk, the capital, schools closed": a description between commas that was hung nowhere is that of the name before it."""
    tokens = annotated.tokens
    first = min((child.i for child in noun.children if child.i < noun.i), default=noun.i)
    if first < 2 or noun.i + 1 >= len(tokens) or noun.child("det") is None or tokens[noun.i + 1].text not in _AFTER:
        return
    name = tokens[first - 2]
    if tokens[first - 1].text != "," or name.ent_type not in _NAMES or name.sent_i != noun.sent_i:
        return
    start = name.i
    while tokens[start].ent_iob == "I" and start > 0:
        start -= 1
    head = _head(tokens, start, name.i)
    if noun not in head.ancestors():
        attach(noun, head, "appos")


def _of_work(annotated: AnnotatedDoc, noun: Token) -> None:
    """*Won the prize for "The Tide Table", a story of a family*: what is told behind a quoted title is told of the work."""
    tokens = annotated.tokens
    first = min((child.i for child in noun.children if child.i < noun.i), default=noun.i)
    if first < 4 or tokens[first].lower not in ("a", "an", "the") or noun.lemma not in WORK_NOUNS or noun.child("cc") is not None:
        return
    marks = [t for t in tokens[first - 2 : first] if t.text in (",", '"', "''")]
    title = tokens[first - 3]
    if len(marks) != 2 or {t.text for t in marks} == {","} or title.sent_i != noun.sent_i or not title.text[0].isupper():
        return
    while title.dep in ("compound", "amod", "nmod") and title.i < title.head.i < first:
        title = title.head
    if title is not noun.head and title.head is not title and title.pos in ("PROPN", "NOUN"):
        attach(noun, title, "appos")


def _several(annotated: AnnotatedDoc, noun: Token, token: Token) -> None:
    """ "Two chains, Alma and Berg, refused": as many names as are counted, or two and a comma behind them, are the chains."""
    tokens = annotated.tokens
    heads: list[Token] = []
    joined = False
    i = token.i
    while i < len(tokens) and tokens[i].ent_type in _NAMES and tokens[i].sent_i == noun.sent_i and len(heads) < _MOST_NAMES:
        end = _last(tokens, i)
        heads.append(_head(tokens, i, end))
        i = end + 1
        if joined or i + 1 >= len(tokens):
            break
        while tokens[i].text == "," or tokens[i].lower == "and":
            joined = joined or tokens[i].lower == "and"
            i += 1
            if i >= len(tokens):
                return
    number = noun.child("nummod")
    counted = _COUNTS.get(number.lower, 0) if number is not None and number.i < noun.i else 0
    if not joined or len(heads) < 2 or i >= len(tokens) or (number is not None and counted != len(heads)):
        return
    if tokens[i].text not in _AFTER or (not counted and (noun.child("poss") is None or tokens[i].text != ",")):
        return
    first = heads[0]
    if first.dep == "appos" and first.head is noun:
        return
    if first.head is not noun and not attach(first, noun, "appos"):
        return
    first.dep = "appos"
    for before, name in pairwise(heads):
        if name.head is not before and name.head.i < name.i:
            attach(name, before, "conj")


def _who_opens(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The daughter of a doctor, she had acted in films": set off before the subject stands who that is, no object."""
    subject = token.head.child("nsubj", "nsubjpass")
    if subject is None or not token.i < subject.i < token.head.i or token.child("det", "poss") is None:
        return
    opening = subject.subtree()[0]
    known = nouns().get(token.lemma.lower())
    whole = token.subtree()
    opens = whole[0].i == annotated.sentences[token.sent_i].token_start and not any(t.tag in ("WDT", "WP", "WP$") for t in whole)
    somebody = known is not None and known.kind == "person" and (subject.lower in ("he", "she") or subject.ent_type == "PERSON")
    if opens and somebody and annotated.tokens[opening.i - 1].text == "," and opening.i - 1 >= whole[-1].i:
        attach(token, subject, "dep")
