"""Mending what the parser gets wrong, continued: what a conjunct is coordinated with.

References:
    Jurafsky & Martin, Speech and Language Processing, ch. 18 (coordination and attachment ambiguity);
    Resnik (1999), Semantic Similarity in a Taxonomy, JAIR 11 (parallel types in coordination).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach
from newsgraph.language.word_forms import FINITE, has_subject, is_animate, is_finite
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.status import embedding, reports

__all__ = ["end_of_series", "listed", "mend_conjunct", "shared_head"]

_PERSONAL = frozenset(("thank", "congratulate", "commend", "welcome", "condemn", "blame", "refuse", "decline", "invite", "thanked"))
_DEALING = word_class("dealing")
_ORDERING = frozenset("ask order tell urge advise instruct warn invite allow request direct force require".split())
_DOCUMENTS = word_class("documents")
_CLAUSE_LINKS = frozenset(("ccomp", "acl", "attr", "dobj", "advcl", "xcomp", "conj", "pcomp"))
_PAIRS = {"nor": "neither", "or": "either", "and": "both"}
# Verbs whose past looks like their plain form (Quirk et al. 1985, 3.11 ff.).
_INVARIANT = frozenset(
    "cut put set hit let shut cost spread quit bid burst cast hurt rid shed split slit thrust upset bet broadcast forecast reset".split()
)


def mend_conjunct(token: Token) -> bool:
    """Hang a conjunct on what it is coordinated with by form, number or type; False when it stays."""
    rules = (
        _paired, _same_amount, _counted_list, _same_form, _other_view, _second_that, _behind_closing_speech, _finite_conjunct,
        _bare_conjunct, _conjunct_by_type, _no_place, _open_list, _suffered_too, _second_infinitive, _second_subject,
    )  # fmt: skip
    return any(rule(token) for rule in rules)


def _second_subject(token: Token) -> bool:
    """ "The oil firm Petrona and France's Norvia have signed it": a plural verb has two subjects, where the first is one firm."""
    name = token.head
    noun = name.head
    verb = noun.head
    if name.dep != "appos" or noun.dep != "nsubj" or noun.tag not in ("NN", "NNP") or not token.ent_type or token.i > verb.i:
        return False
    first = next((child for child in verb.children if child.dep in ("aux", "auxpass")), verb)
    joint = name.child("cc")
    plural = first.tag == "VBP" or first.lower == "were"
    if joint is None or joint.lower != "and" or not plural or noun.child("conj") is not None:
        return False
    return attach(token, noun, "conj") and attach(joint, noun, "cc")


def _suffered_too(token: Token) -> bool:
    """ "was sentenced to five years and asked to surrender": who asks says whom; who is asked has been told."""
    head = token.head
    if (
        token.tag != "VBD"
        or token.lemma not in _ORDERING
        or has_subject(token)
        or token.child("dobj", "dative", "ccomp", "aux") is not None
    ):
        return False
    if head.tag == "VBN" and head.child("auxpass") is not None and token.child("xcomp") is not None:
        token.tag = "VBN"
        return True
    return False


def _paired(token: Token) -> bool:
    """ "neither a bank offering loans nor a post office": what *nor* brings goes with what *neither* stands before."""
    head = token.head
    joint = next((c for c in head.children if c.dep == "cc" and c.lower in _PAIRS and head.i < c.i < token.i), None)
    if joint is None or not token.tag.startswith("NN"):
        return False
    for noun in head.ancestors():
        first = next((c for c in noun.children if c.dep in ("preconj", "predet") and c.lower == _PAIRS[joint.lower]), None)
        if first is not None and noun.tag.startswith("NN") and noun.child("conj") is None:
            return attach(token, noun, "conj") and attach(joint, noun, "cc")
    return False


def _second_infinitive(token: Token) -> bool:
    """ "had promised to keep it, she said, and to leave it there": an infinitive goes with the one before, not with who says so."""
    head = token.head
    infinitive = token.tag == "VB" and any(child.tag == "TO" for child in token.children) and not has_subject(token)
    if not infinitive or head.tag not in FINITE or head.lemma not in speech_verbs():
        return False
    said = head if head.dep != "parataxis" else head.head
    before = [t for t in said.subtree() if t.tag == "VB" and t.dep == "xcomp" and t.i < head.i and any(c.tag == "TO" for c in t.children)]
    if not before or not attach(token, before[-1], "conj"):
        return False
    for joint in [child for child in head.children if child.dep == "cc" and child.i < token.i]:
        attach(joint, before[-1], "cc")
    return True


def _other_view(token: Token) -> bool:
    """ "Iran said it was peaceful, but governments suspect …": what others think against it is told by the article, not by who spoke."""
    head, matrix = token.head, token.head.head
    but = next((child for child in head.children if child.dep == "cc" and head.i < child.i < token.i), None)
    subject = token.child("nsubj")
    if head.dep != "ccomp" or matrix.lemma not in speech_verbs() or head.i < matrix.i or but is None or but.lower != "but":
        return False
    if subject is None or subject.pos == "PRON" or head.child("mark") is not None or embedding(token.lemma, "that") is None:
        return False
    return any(child.text == "," and child.i == but.i - 1 for child in (*head.children, *matrix.children)) and attach(token, matrix, "conj")


def _second_that(token: Token) -> bool:
    """ "said there was no proof that she knew, and that logs were lost": what is said goes on, not the proof; nor an infinitive."""
    mark = next((child for child in token.children if child.dep == "mark" and child.lower == "that"), None)
    head = token.head
    joint = next((child for child in head.children if child.dep == "cc" and mark is not None and child.i == mark.i - 1), None)
    if joint is None or not is_finite(token) or not has_subject(token):
        return False
    comma = any(child.text == "," and child.i == joint.i - 1 for child in (*head.children, *head.head.children))
    above = head
    while above.dep in _CLAUSE_LINKS and above.head is not above:
        matrix = above.head
        if above.dep == "ccomp" and matrix.i < above.i and matrix.tag.startswith("VB") and embedding(matrix.lemma, "that") is not None:
            apart = head.dep == "conj" or not is_finite(head) or (comma and head.child("mark") is not None)
            return above is not head and apart and attach(token, above, "conj")
        above = matrix
    return False


def _had(verb: Token) -> bool:
    return any(child.dep == "aux" and child.lower in ("had", "'d") for child in verb.children)


def _same_form(token: Token) -> bool:
    """ "said it would close shops and cut jobs": what looks like a past is what the modal before it speaks of, where that stands nearer."""
    head = token.head
    if token.tag == "VBN" and head.tag == "VBD" and head.lemma in speech_verbs() and not has_subject(token) and _had(token):
        said = next((c for c in reversed(head.children) if c.dep == "ccomp" and head.i < c.i < token.i), None)
        # "said that voters had sent a bill but had not given anybody a majority": the voters had not
        joint = next((c for c in head.children if c.dep == "cc" and head.i < c.i < token.i), None)
        if said is None or joint is None or said.tag != "VBN" or not _had(said) or not attach(token, said, "conj"):
            return False
        return attach(joint, said, "cc")
    if token.lower not in _INVARIANT or token.tag not in ("VBD", "VBP", "VB") or has_subject(token) or head.i > token.i:
        return False
    if any(child.dep in ("aux", "auxpass") for child in token.children):
        return False
    plain = head if head.tag == "VB" else None
    if plain is None and head.tag == "VBD":
        plain = next((child for child in reversed(head.children) if child.dep in ("ccomp", "xcomp") and head.i < child.i < token.i), None)
    if plain is None or plain.tag != "VB" or not any(child.tag in ("MD", "TO") for child in plain.children):
        return False
    if any(child.text == "," and plain.i < child.i < token.i for child in (*plain.children, *head.children)):
        return False
    token.tag = "VB"
    return token.head is plain or attach(token, plain, "conj")


def _counted_list(token: Token) -> bool:
    """ "two batteries made by Moravan, 40 trucks and training": what is counted goes on with what is counted, not with the maker's name."""
    name = token.head
    if token.tag != "NNS" or token.child("nummod") is None or name.ent_type not in ("ORG", "PERSON", "GPE") or name.dep != "pobj":
        return False
    for above in name.ancestors():
        if (
            above.tag in ("NN", "NNS")
            and above.child("nummod") is not None
            and not above.ent_type
            and above.dep in ("dobj", "pobj", "nsubj")
        ):
            return attach(token, above, "conj")
    return False


def _same_amount(token: Token) -> bool:
    """ "1,400 jobs, or about 12% of its staff": a second number behind ", or" says how many the first ones are."""
    head = token.head
    either = next((child for child in head.children if child.dep == "cc" and child.lower == "or" and head.i < child.i < token.i), None)
    comma = either is not None and any(child.text == "," and child.i == either.i - 1 for child in head.children)
    if not comma or not all(t.tag == "CD" or t.child("nummod") is not None for t in (head, token)):
        return False
    token.dep = "appos"
    return True


def _finite_conjunct(token: Token) -> bool:
    """ "threatened to cut … and ordered …": a finite verb is coordinated with the finite verb above, not with the infinitive."""
    head = token.head
    if (
        token.tag == "VBD"
        and head.tag == "VBN"
        and token.text.endswith("ed")
        and any(child.tag == "MD" for child in head.children)
        and not has_subject(token)
    ):
        token.tag = "VBN"  # "would have frozen the project and reinstated them": the modal is shared
        return True
    modal = any(child.tag == "MD" for child in head.children)
    if not (token.tag in FINITE and head.tag in ("VB", "VBG", "VBN") and (modal or not is_finite(head))):
        return _speaking_conjunct(token)
    if has_subject(token):
        return False
    for above in head.ancestors():
        if (
            above.tag.startswith("VB")
            and is_finite(above)
            and above.dep != "relcl"
            and not any(child.tag == "MD" for child in above.children)
        ):
            return attach(token, above, "conj")
    return False


def _speaking_conjunct(token: Token) -> bool:
    """ "conceded that data had been stolen but said …": who speaks twice is the speaker, not what the first speech is about."""
    head = token.head
    if head.dep == "ccomp" and head.head.i > token.i:
        return False  # "“She took it and asked why,” Reed said": told by who speaks behind it
    if token.tag == "VBD" and token.lemma in speech_verbs() and token.child("ccomp") is not None and not has_subject(token):
        # "said it would cut jobs after sales fell, and confirmed it was in talks": nothing that fell confirms.
        subject = head.child("nsubj", "nsubjpass")
        inner = head.dep == "advcl" and head.head.dep == "ccomp" and head.head.head.lemma in speech_verbs()
        if inner and subject is not None and head.head.head.tag == "VBD" and not is_animate(subject) and not subject.ent_type:
            return attach(token, head.head.head, "conj")
    if token.tag == "VBD" and head.lemma == "be" and head.dep == "ccomp" and head.head.lemma in speech_verbs() and _answers(token):
        return attach(token, head.head, "conj")
    by_somebody = token.lemma in speech_verbs() or token.lemma in _PERSONAL | _DEALING
    if token.tag not in ("VBD", "VBZ") or head.dep != "ccomp" or not by_somebody or has_subject(token):
        return False
    subject = head.child("nsubj", "nsubjpass")
    if subject is None or subject.ent_type in ("PERSON", "ORG") or subject.lower in ("he", "she", "they", "i", "we", "you"):
        return False
    if token.lemma in _DEALING and token.lemma not in speech_verbs() and (_somebody(subject) or subject.dep == "nsubjpass"):
        return False
    matrix = head.head
    if (matrix.lemma in speech_verbs() or head.child("mark") is not None) and matrix.tag == token.tag:
        return attach(token, matrix, "conj")
    if _somebody(subject):
        return False
    for above in matrix.ancestors():  # "accused the firm of hiding a report that showed the mill was unsafe and called for …"
        upper = above.child("nsubj")
        if above.tag == "VBD" and upper is not None and (upper.ent_type in ("PERSON", "ORG") or _somebody(upper)):
            return attach(token, above, "conj")
    return False


def _answers(token: Token) -> bool:
    """ "said he was disappointed and asked the union to return": what is asked of somebody is a second act of who speaks."""
    subject = token.head.child("nsubj")
    asked = token.lemma in _PERSONAL or (embedding(token.lemma, "obj") is not None and token.lemma in speech_verbs())
    speaks = token.head.head.tag == "VBD" and token.head.head.child("nsubj") is not None
    return speaks and asked and not has_subject(token) and subject is not None and subject.lower in ("he", "she", "it", "they")


def _somebody(noun: Token) -> bool:
    """True for who may speak or deal: a person, a group, a body, a document."""
    known = nouns().get(noun.lemma.lower())
    return is_animate(noun) or (known is not None and known.kind == "org") or noun.lemma.lower() in _DOCUMENTS


def _behind_closing_speech(token: Token) -> bool:
    """ "The mill was unsafe, the inquiry found, and should have been closed": the mill should."""
    verb = token.head
    said = next((c for c in verb.children if c.dep in ("ccomp", "parataxis") and c.i < verb.i), None)
    subject = verb.child("nsubj")
    if said is None or subject is None or not said.i < subject.i < verb.i < token.i or has_subject(token):
        return False
    if not (verb.lemma in speech_verbs() or reports(verb.lemma)) or token.lemma in speech_verbs() or reports(token.lemma):
        return False
    commas = [child.i for child in verb.children if child.text == "," and verb.i < child.i < token.i]
    return bool(commas) and is_finite(token) and said.child("nsubj", "nsubjpass") is not None and attach(token, said, "conj")


def _bare_conjunct(token: Token) -> bool:
    """ "were told to find, lift and carry balls": a bare verb form goes on the infinitive before it, not the finite verb above."""
    head = token.head
    if (
        token.tag != "VB"
        or token.child("aux", "nsubj") is not None
        or head.tag == "VB"
        or any(child.tag == "MD" or child.lower in ("do", "did", "does") for child in head.children)
    ):
        return False
    before = [child for child in head.children if child.dep in ("xcomp", "advcl") and child.tag == "VB" and child.i < token.i]
    return bool(before) and attach(token, before[-1], "conj")


def _conjunct_by_type(token: Token) -> bool:
    """ "the merger of Canada and the United States": what is coordinated with an untyped noun but has its object's type belongs there."""
    head = token.head
    if head.ent_type or not head.tag.startswith("NN"):
        return False
    if not token.ent_type:
        return _others_of_kind(token)
    for child in head.children:
        if child.dep == "prep" and head.i < child.i < token.i:
            target = child.child("pobj")
            if target is not None and target.ent_type == token.ent_type and target.i < token.i:
                last = target
                while (further := last.child("conj")) is not None:
                    last = further
                return attach(token, last, "conj")
    return False


def _no_place(token: Token) -> bool:
    """ "tariffs on goods made in China and retailers' reluctance": no such thing is coordinated with a place, but with the noun above."""
    head = token.head
    if head.ent_type not in ("GPE", "LOC") or token.ent_type or token.tag not in ("NN", "NNS") or head.dep != "pobj":
        return False
    known = nouns().get(token.lemma.lower())
    if token.child("poss") is None or (
        known is not None and known.kind in ("place", "city", "country", "region", "org", "person", "group")
    ):
        return False
    found: Token | None = None
    for above in head.ancestors():
        if above.tag.startswith("VB") and above.dep != "acl":
            break
        if above.tag in ("NN", "NNS"):
            found = above
    return found is not None and attach(token, found, "conj")


def _others_of_kind(token: Token) -> bool:
    """ "sanctions on Reed and 11 other officials": *other* says that what stands before is one of them."""
    head = token.head
    known = nouns().get(token.lemma.lower())
    if known is None or known.kind != "person" or is_animate(head) or not any(child.lower == "other" for child in token.children):
        return False
    for child in head.children:
        target = child.child("pobj") if child.dep == "prep" and head.i < child.i < token.i else None
        if target is not None and is_animate(target) and target.child("conj") is None:
            joint = head.child("cc")
            if attach(token, target, "conj"):
                return joint is None or joint.i < target.i or attach(joint, target, "cc")
    return False


def _open_list(token: Token) -> bool:
    """ "tariffs on steel, aluminium and cars": a list that ends without a conjunction goes on with what the conjunction brings."""
    head = token.head
    if not head.tag.startswith("NN") or not token.tag.startswith("NN"):
        return False
    for child in head.children:
        if child.dep != "prep" or not head.i < child.i < token.i:
            continue
        target = child.child("pobj")
        last = target
        while last is not None and (further := last.child("conj")) is not None:
            last = further
        if last is None or last is target or last.i > token.i:
            continue
        chain = [last, *(above for above in last.ancestors() if above.dep == "conj"), target]
        if not any(grand.dep == "cc" for item in chain if item is not None for grand in item.children):
            return attach(token, last, "conj")
    return False


def end_of_series(annotated: AnnotatedDoc, token: Token) -> bool:
    """ "duties on steel, copper and car parts have hurt it": an *and* that joins nothing joins the second of two subjects."""
    first = token.subtree()[0].i
    joining = annotated.tokens[first - 1] if first else token
    noun, verb = joining.head, token.head
    if (
        joining.dep != "cc"
        or not noun.tag.startswith("NN")
        or not token.tag.startswith("NN")
        or any(child.dep == "conj" and child.i > joining.i for child in noun.children)
        or not any(child.dep == token.dep and child in noun.ancestors() and child.i < joining.i for child in verb.children)
    ):
        return False
    return attach(token, noun, "conj")


def listed(token: Token) -> bool:
    """ "sold the mill, the farm and more than 200 acres": what a further one is joined to by "and" is the second of three."""
    first, last, joint = token.head, token.child("conj"), token.child("cc")
    if last is None or joint is None or joint.lower != "and" or first.tag != "NN" or token.tag not in ("NN", "NNS") or first.ent_type:
        return False
    plain = not token.ent_type and not is_animate(first) and first.dep in ("dobj", "pobj") and first.child("appos") is token
    articles = all(any(c.lower == "the" for c in noun.children) for noun in (first, token))
    if plain and articles and last.tag in ("NN", "NNS") and last.child("det", "nummod", "poss") is not None:
        token.dep = "conj"
        return True
    return False


def shared_head(annotated: AnnotatedDoc, token: Token) -> bool:
    """ "exchanged rifle and mortar fire", "encrypted the payroll and patient record systems": two bare nouns stand before the third one."""
    whole, joint = token.child("conj"), token.child("cc")
    if token.tag != "NN" or token.ent_type or whole is None or joint is None or joint.lower not in ("and", "or") or joint.i != token.i + 1:
        return False
    other = next((c for c in whole.children if c.dep == "compound" and c.tag == "NN" and not c.ent_type), None)
    if other is None or other.subtree()[0].i != joint.i + 1 or not (whole.tag == "NNS" or whole.lower == "fire") or whole.ent_type:
        return False
    known = nouns().get(token.lemma.lower())
    if (known is not None and known.kind in ("person", "group", "org", "place")) or any(
        c not in (whole, joint) and c.lower != "the" for c in token.children
    ):
        return False
    if not attach(whole, token.head, token.dep):
        return False
    for child in [c for c in token.children if c.i < token.i]:
        attach(child, whole, child.dep)
    return attach(token, whole, "nmod") and attach(other, token, "conj")
