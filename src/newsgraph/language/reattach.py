"""Mending what the parser gets wrong, continued: what is predicated of an object, participles and names set beside nouns.

Each rule compares forms, positions and classes of words; none knows any word of content.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 15.60 ff. (supplementive clauses), 16.46 (object complements),
    17.65 ff. (apposition).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.status import embedding, noun_effect
from newsgraph.lexicons.titles import titles

__all__ = ["attach", "attach_subject", "reattach"]

_UNITS = word_class("units")
_DUBBING = word_class("dubbing")
_AS_VERBS = word_class("as verbs")
_FINDING = frozenset(("find", "hold", "declare", "pronounce", "deem", "judge", "rule", "consider", "leave"))
_FINDINGS = frozenset(("guilty", "innocent", "liable", "responsible", "dead", "alive", "unconscious", "unfit", "incompetent", "negligent"))
_DONE_TO_PLACES = word_class("done to places")
_NAMES = frozenset(("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"))
_OPENING = frozenset("\"“„«'‘")


def reattach(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the token."""
    dep = token.dep
    if dep == "ROOT":
        _noun_for_verb(annotated, token)
    elif dep == "neg":
        _denied_alternative(annotated, token)
    elif dep == "prep":
        _members_named(annotated, token)
        _as_what_it_is_described(token)
    elif dep == "amod":
        _object_complement(token)
    elif dep in ("nsubj", "nsubjpass"):
        if token.head.dep == "auxpass":
            attach(token, token.head.head, "nsubjpass")  # "traffic will remain suspended"
        _first_of_two_names(annotated, token)
    if dep in ("xcomp", "advcl", "acl", "relcl"):
        _infinitive_of_control(token)
    if token.dep == "ccomp":
        _content_after_time(token)
    if token.dep in ("conj", "advcl"):
        _participle_of_object(annotated, token)
    if token.dep == "relcl":
        _content_of_noun(token)
    if token.dep == "relcl":
        _no_restricted_name(token)
    if token.dep == "relcl":
        _whose_subject(token)
        _passive_of_the_thing(annotated, token)
    if token.dep == "ccomp":
        _done_for(token)
    if token.dep == "conj":
        _verb_in_s(annotated, token)
    if token.dep == "conj":
        _name_beside_noun(annotated, token)
    if token.dep == "appos":
        _second_of_two(annotated, token)
    if token.dep == "appos":
        _name_behind_title(annotated, token)
        _name_of_person_noun(annotated, token)
        _organisation_beside(annotated, token)
        _quoted_predicative(annotated, token)
    if token.lower == "but" and token.i and annotated.tokens[token.i - 1].lower == "all":
        _all_but(annotated, token)
    _emphasised(annotated, token)


def _all_but(annotated: AnnotatedDoc, token: Token) -> None:
    """ "all but destroyed the town": nearly, as an adverb."""
    verb = annotated.tokens[min(token.i + 1, len(annotated.tokens) - 1)]
    if verb.tag in ("VBD", "VBZ", "VBP", "VBN", "VB") and verb.sent_i == token.sent_i and attach(token, verb, "advmod"):
        token.tag, token.pos = "RB", "ADV"
        attach(annotated.tokens[token.i - 1], token, "advmod")


def attach(token: Token, head: Token, dep: str) -> bool:
    """Hang ``token`` under another head; False when that would make a circle."""
    if token is head or token in head.ancestors() or head.sent_i != token.sent_i:
        return False
    token.head.children.remove(token)
    token.head = head
    token.dep = dep
    head.children.append(token)
    head.children.sort(key=lambda child: child.i)
    return True


def attach_subject(subject: Token, verb: Token) -> bool:
    """Hang ``subject`` under the verb whose subject it is, active or passive; False when that would make a circle."""
    return attach(subject, verb, "nsubjpass" if verb.child("auxpass") is not None else "nsubj")


def _noun_for_verb(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Anna and her son shelter at a school": the root of running text that has a subject and stands bare is a verb, no noun."""
    if token.dep != "ROOT" or token.tag not in ("NN", "NNS") or annotated.sentences[token.sent_i].kind != "body":
        return
    subject = token.child("nsubj")
    if (
        subject is None
        or token.i == 0
        or any(child.dep in ("det", "amod", "compound", "poss", "nummod", "cop", "aux") for child in token.children)
    ):
        return
    before = annotated.tokens[token.i - 1]
    if subject.i > token.i or (before is not subject and subject not in before.ancestors()):
        return
    token.pos, token.tag = "VERB", "VBP" if token.tag == "NN" else "VBZ"


def _denied_alternative(annotated: AnnotatedDoc, token: Token) -> None:
    """ "woken not by the sirens but by a neighbour": what is denied is the first of the two, not the verb."""
    if token.dep != "neg" or token.lower != "not" or token.i + 1 >= len(annotated.tokens):
        return
    prep = annotated.tokens[token.i + 1]
    if prep.pos != "ADP" or prep.head is not token.head or token.i < token.head.i:
        return
    if prep.child("conj") is not None and any(child.dep == "cc" and child.lower == "but" for child in prep.children):
        attach(token, prep, "neg")


def _emphasised(annotated: AnnotatedDoc, token: Token) -> None:
    """ "under Anna Reed, herself a former head of sales": the description is the name's, the pronoun only stresses it."""
    described = token.child("appos")
    if token.lower not in ("himself", "herself", "itself", "themselves") or described is None or token.i < 2:
        return
    name = annotated.tokens[token.i - 2]
    if annotated.tokens[token.i - 1].text == "," and name.tag.startswith("NN") and name.sent_i == token.sent_i:
        attach(described, name, "appos")


def _name_beside_noun(annotated: AnnotatedDoc, token: Token) -> None:
    """ "the club's sponsor, Lund & Weber Bank, …": a name set off by commas whose only *and* is its own is the noun's apposition."""
    noun, tokens = token.head, annotated.tokens
    first = noun.i + 2
    if (
        noun.ent_type
        or not noun.tag.startswith("NN")
        or first >= len(tokens)
        or tokens[first - 1].text != ","
        or tokens[first].ent_iob != "B"
    ):
        return
    last = first
    while last + 1 < len(tokens) and tokens[last + 1].ent_iob == "I":
        last += 1
    name = tokens[first : last + 1]
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if token not in name or not any(other.dep == "cc" for other in name) or after is None or after.text not in (",", ".", ";"):
        return
    head = name[-1]
    token.dep = "appos"
    if head is not token and attach(head, noun, "appos"):
        attach(token, head, "compound")


def _quoted_predicative(annotated: AnnotatedDoc, token: Token) -> None:
    """ "called her host, Reed, “a patient man”": what stands in quotation marks behind the object is what he is called."""
    first = min(t.i for t in token.subtree())
    above = token.head
    while above.dep == "appos":
        above = above.head
    if (
        first
        and annotated.tokens[first - 1].text in _OPENING
        and above.dep == "dobj"
        and above.head.lemma in _DUBBING
        and attach(token, above.head, "oprd")
    ):
        token.dep = "oprd"


def _as_what_it_is_described(token: Token) -> None:
    """ "dismissed a report the ministry published as a fabrication": *as* goes with the verb that needs it."""
    inner = token.head
    if token.lower != "as" or inner.dep not in ("relcl", "acl") or inner.lemma in _AS_VERBS or inner.tag[:2] != "VB":
        return
    noun = inner.head
    verb = noun.head
    if (
        noun.dep == "dobj"
        and verb.lemma in _AS_VERBS
        and not any(c.lower == "as" for c in verb.children)
        and token.child("pobj") is not None
    ):
        attach(token, verb, "prep")


def _object_complement(token: Token) -> None:
    """ "found the treasurer of a charity guilty of fraud": an adjective behind its noun is what the object is found to be."""
    if token.pos != "ADJ" or token.i < token.head.i or token.child("conj") is not None:
        return
    if token.child("prep") is None and token.lower not in _FINDINGS:
        return
    noun = token.head
    while noun.dep in ("pobj", "prep") and not noun.head.tag.startswith("VB"):
        noun = noun.head
    verb = noun.head
    if noun.dep == "dobj" and verb.lemma in _FINDING and verb.i < noun.i and token.lower in _FINDINGS:
        attach(token, verb, "oprd")


def _members_named(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Four deputies abstained, among them Anna Reed": who is named belongs to the group, no end of what is done."""
    pronoun = token.child("pobj")
    if token.lower != "among" or pronoun is None or pronoun.lower not in ("them", "these", "whom"):
        return
    group = next(
        (t for t in reversed(annotated.tokens[max(0, token.i - 25) : token.i]) if t.tag == "NNS" and t.sent_i == token.sent_i), None
    )
    verb = group.head if group is not None else token
    while not verb.tag.startswith("VB") and verb.head is not verb:
        verb = verb.head
    subject = verb.child("nsubj", "nsubjpass")
    first = token.i + 2
    nearest = group
    group = subject if subject is not None and subject.tag == "NNS" and subject.i < token.i else group
    name = next(
        (t for t in annotated.tokens[first : first + 6] if t.ent_type in ("PERSON", "ORG", "GPE") and t.sent_i == token.sent_i), None
    )
    while name is not None and name.dep == "compound" and name.head.ent_type == name.ent_type:
        name = name.head
    if name is not None and name.head.lower == "of" and name.head.head.tag == "NN" and first <= name.head.head.i < name.head.i:
        name = name.head.head  # "among them a brother of Karl Roth"
    if name is None:  # "killed 14 people, among them three nurses"
        group = nearest
        near = (t for t in annotated.tokens[first : first + 5] if t.tag in ("NN", "NNS") and t.sent_i == token.sent_i)
        name = next((t for t in near if t.subtree()[0].i == first and t.head in (token, token.head, *token.ancestors())), None)
    if group is None or name is None or group in name.subtree():
        return
    if attach(token, group, "prep"):
        attach(name, token, "pobj")


def _first_of_two_names(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Truck maker Scania and steel firm SSAB announced": two names with a noun before each are two subjects."""
    verb = token.head
    if token.ent_type not in _NAMES or not verb.tag.startswith("VB"):
        return
    inside = token.subtree()
    both = next((t for t in inside if t.dep == "cc" and t.lower == "and" and t.i < token.i and not t.ent_type), None)
    if both is None or both.i == 0:
        return
    before, noun = annotated.tokens[both.i - 1], annotated.tokens[token.i - 1]
    if (
        before.ent_type not in _NAMES
        or before not in inside
        or annotated.tokens[both.i - 2].tag != "NN"
        or not any(t.tag == "NN" and not t.ent_type for t in annotated.tokens[both.i + 1 : token.i])
        or noun.dep not in ("compound", "nmod")
    ):
        return
    left = [t for t in inside if t.i < before.i and (t.head is token or t.head.i > both.i)]
    if attach(before, verb, token.dep):
        attach(token, before, "conj")
        attach(both, before, "cc")
        for t in left:
            attach(t, before, "compound")
        inner = [t for t in annotated.tokens[both.i + 1 : token.i] if t.head.i <= before.i or t.dep == "conj"]
        for t in inner:
            attach(t, token, "compound")


def _infinitive_of_control(token: Token) -> None:
    """ "requires judges appointed since 2018 to reapply": the infinitive goes with the verb that asks, not with the participle between."""
    participle = token.head
    if token.tag != "VB" or participle.tag != "VBN" or participle.dep not in ("acl", "relcl") or participle.i > token.i:
        return
    if not any(child.tag == "TO" for child in token.children) or embedding(participle.lemma, "to") is not None:
        return
    noun = participle.head
    verb = noun.head
    known = embedding(verb.lemma, "obj")
    if noun.dep == "dobj" and known is not None and known.name in ("request", "permit", "wish") and verb.child("xcomp") is None:
        attach(token, verb, "xcomp")


def _content_after_time(token: Token) -> None:
    """ "said two days after she vanished that the phone was found": the content goes with the verb of speech."""
    clause = token.head
    if clause.dep != "advcl" or clause.lemma in speech_verbs() or not any(c.dep == "mark" and c.lower == "that" for c in token.children):
        return
    verb = clause.head
    if verb.lemma in speech_verbs() and verb.i < clause.i < token.i and verb.child("ccomp") is None:
        attach(token, verb, "ccomp")


def _participle_of_object(annotated: AnnotatedDoc, token: Token) -> None:
    """ "to share a video, viewed a million times, which …": a participle right behind the object is said of it."""
    if token.tag not in ("VBN", "VBD") or token.i < 3 or annotated.tokens[token.i - 1].text != ",":
        return
    noun = annotated.tokens[token.i - 2]
    if not noun.tag.startswith("NN") or noun.dep not in ("dobj", "pobj") or token.head.i > noun.i or token.head not in noun.ancestors():
        return
    if noun.ent_type in ("DATE", "TIME") and token.child("agent") is None:
        return  # "left on Sunday evening, booked in the belief that …"
    if noun.dep == "pobj" and noun.child("nummod") is not None and noun.lemma.lower() in _UNITS:
        return  # "ended at 8,214 points, led by miners"
    if any(child.dep in ("nsubj", "nsubjpass", "aux", "auxpass", "cc", "conj", "mark", "advmod") for child in token.children):
        return
    if token.dep == "conj" and (token.child("dobj") is not None and token.child("prep", "agent") is None):
        return
    if token.head.child("cc") is not None and token.dep == "conj":
        return
    if attach(token, noun, "acl"):
        token.tag = "VBN"


def _done_for(token: Token) -> None:
    """ "had him transferred": who has it done is one, whom it is done to another."""
    subject = token.child("nsubj")
    if (
        token.head.lemma in ("have", "get", "want", "see", "order")
        and token.tag in ("VBN", "VBD")
        and subject is not None
        and subject.i > token.head.i
        and token.child("aux", "auxpass", "mark", "dobj") is None
        and subject.lower not in ("he", "she", "they", "we", "i")
    ):
        token.tag, subject.dep = "VBN", "nsubjpass"


def _second_of_two(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Peru, Chile agree on talks": with a plural verb the comma of headlines is an *and* (Mårdh 1980)."""
    first, verb = token.head, token.head.head
    adjacent = first.i + 2 == token.i and annotated.tokens[first.i + 1].text == ","
    named = first.tag == token.tag == "NNP" and token.i + 1 == verb.i
    if adjacent and named and first.dep == "nsubj" and verb.tag == "VBP" and verb.child("aux") is None:
        attach(token, first, "conj")


def _name_behind_title(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Premier Ada Lund and Finance Minister Jan Vogt met": what is joined is the name behind the title."""
    if token.ent_type != "PERSON":
        return
    start = token.i
    while start > 0 and annotated.tokens[start].ent_iob == "I":
        start -= 1
    title = annotated.tokens[start - 1]
    titled = title.tag == "NNP" and title.lower in titles() and not title.ent_type
    if titled and title.dep == "conj" and title.head is token.head and attach(token, title.head, "conj"):
        attach(title, token, "compound")


def _name_of_person_noun(annotated: AnnotatedDoc, token: Token) -> None:
    """ "the president of the students' union, Anna Reed", "its man in Lund, Jan Vogt": a person stands beside the person."""
    noun, of = token.head, token.head.head
    known = nouns().get(noun.lemma.lower())
    if (
        token.ent_type != "PERSON"
        or noun.ent_type == "PERSON"
        or noun.dep != "pobj"
        or of.lower not in ("of", "for", "at", "in")
        or (known is not None and known.kind == "person")
    ):
        return
    person = of.head if of.head.pos not in ("VERB", "AUX") else annotated.tokens[of.i - 1]  # "suspended its man in Lund, Jan Vogt"
    top = nouns().get(person.lemma.lower())
    first = min(t.i for t in token.subtree())
    if top is not None and top.kind == "person" and person.tag == "NN" and annotated.tokens[first - 1].text == ",":
        attach(token, person, "appos")


def _content_of_noun(token: Token) -> None:
    """ "a suggestion by the police that he was involved": a clause without a gap says what was suggested."""
    prep = token.head.head
    whole = any(c.dep == "mark" and c.lower == "that" for c in token.children) and token.child("nsubj", "nsubjpass") is not None
    if (
        whole
        and token.head.dep == "pobj"
        and prep.lower in ("by", "from")
        and noun_effect(prep.head.lemma.lower(), finite=True) is not None
    ):
        attach(token, prep.head, "acl")


def _no_restricted_name(token: Token) -> None:
    """ "an amendment from Razem that bars members": names take no restrictive clause, the noun before does."""
    name = next((child for child in token.head.children if child.dep == "appos" and child.ent_type == "PERSON"), token.head)
    that = next((child for child in token.children if child.lower == "that" and child.dep in ("nsubj", "nsubjpass", "dobj")), None)
    if that is None or name.ent_type not in ("PERSON", "ORG", "GPE", "NORP") or that.i < name.i:
        return
    if name.dep == "appos" and name.head.i == name.subtree()[0].i - 1:
        name = name.head  # "the film actress Ann Reed"
    starring = name.dep == "dobj" and name.head.tag == "VBG" and name.head.dep == "acl"  # "a play starring Ann Reed that opens in May"
    if name.dep != "pobj" and not starring:
        return
    noun = name.head.head
    if not noun.ent_type and noun.tag in ("NN", "NNS", "CD"):
        attach(token, noun, "relcl")


def _whose_subject(token: Token) -> None:
    """ "whose cottage backs onto the site": the cottage does."""
    whose = next((child for child in token.children if child.tag == "WP$"), None)
    noun = next(
        (child for child in token.children if child.dep in ("compound", "nmod", "amod") and child.tag in ("NN", "NNS", "NNP")), None
    )
    if whose is None or noun is None or not token.tag.startswith("VB") or not whose.i < noun.i < token.i:
        return
    noun.dep = "nsubj"
    attach(whose, noun, "poss")


def _passive_of_the_thing(annotated: AnnotatedDoc, token: Token) -> None:
    """ "a similar scheme in Adel, which was later blocked": what is done is done to the scheme; where it lies is said of the town."""
    place = token.head
    which = token.child("nsubjpass")
    if (
        which is None
        or which.lower != "which"
        or place.ent_type not in ("GPE", "LOC")
        or place.dep != "pobj"
        or token.lemma in _DONE_TO_PLACES
    ):
        return
    noun = place.head.head
    if place.head.lower in ("in", "at", "near") and noun.tag == "NN" and not noun.ent_type and annotated.tokens[which.i - 1].text == ",":
        attach(token, noun, "relcl")


def _organisation_beside(annotated: AnnotatedDoc, token: Token) -> None:
    """ "a researcher at the Centre, a think tank in Vilnius": what is an organisation stands beside the organisation, not the person."""
    before = annotated.tokens[token.i - 1]
    known = nouns().get(f"{before.lower} {token.lemma.lower()}") or nouns().get(token.lemma.lower())
    person = token.head
    noun = nouns().get(person.lemma.lower())
    if token.ent_type or known is None or known.kind not in ("org", "city", "region", "country"):
        return
    if person.ent_type != "PERSON" and (noun is None or noun.kind != "person"):
        return
    first = min(t.i for t in token.subtree())
    if first < 2 or annotated.tokens[first - 1].text != ",":
        return
    name = annotated.tokens[first - 2]
    while name.dep == "compound" and name.head.ent_iob == "I":
        name = name.head
    if name.ent_type in ("ORG", "GPE", "FAC") and person in name.ancestors():
        attach(token, name, "appos")


def _verb_in_s(annotated: AnnotatedDoc, token: Token) -> None:
    """ "crosses Georgia and empties into the sea": a bare plural behind a name is the second verb."""
    name = token.head
    verb = name.head
    after = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    if (
        token.tag == "NNS"
        and token.text.islower()
        and not token.children
        and name.ent_type in _NAMES
        and name.dep == "dobj"
        and verb.tag == "VBZ"
        and after.pos in ("ADP", "SCONJ", "PART")
        and attach(token, verb, "conj")
    ):
        token.tag, token.pos = "VBZ", "VERB"
        if token.lemma == token.lower:
            token.lemma = token.lower[:-3] + "y" if token.lower.endswith("ies") else token.lower[:-1]
        if after.head is verb:
            attach(after, token, after.dep)
