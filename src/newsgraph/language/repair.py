"""Mending what the parser systematically gets wrong, by agreement of form, number and type.

Only attachments change, never words or tags. Each rule states what it compares; none knows any word of content.

References:
    Jurafsky & Martin, Speech and Language Processing, ch. 18 (coordination and attachment ambiguity);
    Resnik (1999), Semantic Similarity in a Taxonomy, JAIR 11 (parallel types in coordination).
"""

from __future__ import annotations

import re

from newsgraph.language.absolutes import mend_absolute, mend_multiple, mend_sum
from newsgraph.language.adjuncts import mend_adjuncts
from newsgraph.language.aged_subjects import mend_aged, mend_aged_subject
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.appositions import mend_apposition
from newsgraph.language.clause_borders import mend_border
from newsgraph.language.closing_speech import mend_closing_speech
from newsgraph.language.conjuncts import end_of_series, listed, mend_conjunct, shared_head
from newsgraph.language.content_clauses import mend_content_clause
from newsgraph.language.court_reports import mend_court_report
from newsgraph.language.garden_paths import mend_garden_path
from newsgraph.language.governed_phrases import mend_governed_phrase
from newsgraph.language.headline_verbs import mend_headline_verb
from newsgraph.language.inverted_conditions import mend_inverted_condition
from newsgraph.language.life_stories import mend_life_story
from newsgraph.language.main_clauses import mend_main_clause
from newsgraph.language.misjoined import mend_misjoined
from newsgraph.language.nearest_clause import mend_nearest_clause
from newsgraph.language.noun_phrases import mend_noun_phrase
from newsgraph.language.participial_links import mend_participial_link
from newsgraph.language.posts import mend_post
from newsgraph.language.reattach import attach, reattach
from newsgraph.language.reduced_clauses import mend_reduced_clause
from newsgraph.language.relative_clauses import mend_cleft, mend_relative, mend_some_of_which
from newsgraph.language.second_objects import mend_second_object
from newsgraph.language.small_clauses import mend_noun_forms, mend_small_clause
from newsgraph.language.tallies import mend_tally
from newsgraph.language.time_adjuncts import mend_time_adjunct
from newsgraph.language.verbs import mend_verb
from newsgraph.language.vessels import mend_vessel
from newsgraph.language.word_forms import FINITE, has_subject, is_animate, noun_kind
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.status import preposition_effect, reports
from newsgraph.lexicons.titles import is_courtesy

__all__ = ["repair_tree"]

_SETTINGS = frozenset(("in", "at", "via", "through", "during", "after", "before", "since"))
_ASKED = frozenset(("asked", "wondering", "ask", "asking", "inquired", "questioned"))
_SINGULAR = frozenset(("NN", "NNP"))
_PLURAL = frozenset(("NNS", "NNPS"))


def repair_tree(annotated: AnnotatedDoc) -> None:
    """Re-attach coordinations and relative clauses whose attachment contradicts form, number or type."""
    for token in annotated.tokens:
        mend_sum(annotated, token)
        mend_multiple(annotated, token)
        mend_absolute(annotated, token)
        mend_tally(annotated, token)
        mend_vessel(annotated, token)
        mend_headline_verb(annotated, token)
        mend_second_object(annotated, token)
        mend_reduced_clause(annotated, token)
        mend_garden_path(annotated, token)
        mend_misjoined(annotated, token)
        mend_content_clause(annotated, token)
        mend_noun_phrase(annotated, token)
        mend_small_clause(annotated, token)
        mend_noun_forms(annotated, token)
        _dictionary_form(token)
        _name_behind_title(annotated, token)
        _had(annotated, token)
        _modal_apart(token)
        mend_inverted_condition(annotated, token)
        mend_aged_subject(annotated, token)
        mend_aged(annotated, token)
        _particle_before_object(annotated, token)
        _content_of_speech(token)
        _content_of_question(annotated, token)
        _finite_modifier(annotated, token)
        _called_upon(token)
        if token.dep == "prep" and token.lower in ("against", "from", "of"):
            _preposition_of_verb(token)
        if token.dep in ("prep", "agent"):
            mend_governed_phrase(annotated, token)
        _opening_participle(annotated, token)
        _clause_after_preposition(annotated, token)
        _ambiguous_her(token)
        mend_main_clause(annotated, token)
        mend_cleft(token)
        mend_some_of_which(annotated, token)
        mend_closing_speech(annotated, token)
        mend_post(annotated, token)
        mend_court_report(annotated, token)
        mend_life_story(annotated, token)
        mend_adjuncts(annotated, token)
        mend_time_adjunct(annotated, token)
        reattach(annotated, token)
        mend_verb(annotated, token)
        _place_before_subject(token)
        if token.dep in ("dobj", "pobj"):
            shared_head(annotated, token)
        if token.dep == "nsubj":
            end_of_series(annotated, token)
        if token.dep == "prep" and token.head.ent_type == "PERSON":
            _place_of_event(token)
        _finite_form(token)
        if token.dep == "appos" and not listed(token):
            _fitting_apposition(annotated, token)
        mend_apposition(annotated, token)
        if token.dep == "acl":
            _inserted_clause(annotated, token)
        mend_border(annotated, token)
        if token.dep == "conj":
            mend_conjunct(token)
        elif token.dep == "relcl":
            mend_relative(annotated, token)
            if not _animate_antecedent(token):
                _agreeing_antecedent(token)
        elif token.dep == "ccomp" and token.i < token.head.i:
            _beside_each_other(annotated, token)
    for token in annotated.tokens:
        mend_nearest_clause(annotated, token)
        mend_participial_link(annotated, token)


def _opening_participle(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Born Ada Smith on May 2, she was …": a sentence that opens with a participle says it of its subject."""
    if token.tag != "VBN" or token.dep not in ("amod", "advmod", "npadvmod") or token.i != annotated.sentences[token.sent_i].token_start:
        return
    root = annotated.sentences[token.sent_i].root
    subject = root.child("nsubj", "nsubjpass")
    noun = token.head
    if (
        subject is None
        or subject.i < token.i
        or noun is root
        or noun.head is not root
        or noun.i > subject.i
        or noun.dep not in ("npadvmod", "dep", "dobj", "nsubj")
    ):
        return
    if attach(token, root, "advcl"):
        attach(noun, token, "oprd")
        for child in [c for c in root.children if c.dep == "prep" and token.i < c.i < subject.i]:
            attach(child, token, "prep")


def _clause_after_preposition(annotated: AnnotatedDoc, token: Token) -> None:
    """ "before the Press, then run by Smith, printed it": a finite verb without subject makes a clause of the preposition before it."""
    if token.tag not in ("VBD", "VBZ") or token.dep not in ("conj", "dep", "ccomp", "advcl") or has_subject(token) or _has_auxiliary(token):
        return
    for head in token.ancestors():
        if not head.tag.startswith("VB"):
            continue
        for prep in reversed([child for child in head.children if child.dep == "prep" and head.i < child.i < token.i]):
            noun = prep.child("pobj")
            if prep.lower not in ("before", "after", "until", "since") or noun is None:
                continue
            if (
                any(t.dep == "cc" and t.head in (head, token) for t in annotated.tokens[noun.i : token.i])
                or annotated.tokens[token.i - 1].text != ","
            ):
                return
            if attach(token, head, "advcl") and attach(noun, token, "nsubj"):
                attach(prep, token, "mark")
                for child in [c for c in head.children if c.tag == "VBN" and c.dep in ("dep", "conj", "advcl") and noun.i < c.i < token.i]:
                    attach(child, noun, "acl")
            return


def _place_before_subject(token: Token) -> None:
    """ "Outside court, Anna Reed said": the place before the comma is not the subject, the name behind it is."""
    place = token.head
    name = place.child("appos")
    if (
        token.lower not in ("outside", "inside", "near", "opposite", "behind")
        or token.i > place.i
        or place.dep not in ("nsubj", "nsubjpass")
    ):
        return
    verb = place.head
    if name is not None and name.ent_type in ("PERSON", "ORG") and place.i < name.i < verb.i and attach(name, verb, place.dep):
        attach(token, verb, "prep")
        attach(place, token, "pobj")


def _place_of_event(token: Token) -> None:
    """ "met Smith in Oslo": where and when belong to what is done, not to a person's name."""
    name = token.head
    if (
        token.lower in ("in", "at", "on", "during", "before", "after")
        and name.dep in ("dobj", "pobj", "nsubjpass", "conj")
        and token.i > name.i
    ):
        verb = next((above for above in name.ancestors() if above.tag.startswith("VB")), None)
        if verb is not None and verb.i < token.i:
            attach(token, verb, "prep")


def _particle_before_object(annotated: AnnotatedDoc, token: Token) -> None:
    """ "swept away cars", "cut short a visit": an adverb between verb and object belongs to the verb."""
    if token.lower not in ("away", "aside", "back", "off", "out", "down", "up", "short", "open") or token.dep not in ("advmod", "amod"):
        return
    verb = annotated.tokens[token.i - 1] if token.i else token
    if (
        verb.tag.startswith("VB")
        and token.head is not verb
        and token.head.head is verb
        and token.head.dep == "dobj"
        and token.i < token.head.i
    ):
        attach(token, verb, "prt")


def _content_of_speech(token: Token) -> None:
    """ "had warned before the talks that they could not accept": a whole *that*-clause after a verb of speech is what is said."""
    if (
        token.dep not in ("relcl", "acl", "ccomp")
        or token.head.tag.startswith("VB")
        or not any(child.dep == "mark" and child.lower == "that" for child in token.children)
        or not has_subject(token)
        or (token.dep != "relcl" and (token.head.dep != "pobj" or token.head.head.lower not in _SETTINGS))
    ):
        return
    verb = next((above for above in token.ancestors() if above.tag.startswith("VB")), None)
    if verb is not None and verb.lemma in speech_verbs() and verb.child("ccomp") is None and verb.i < token.i:
        attach(token, verb, "ccomp")


def _content_of_question(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Asked if the talks had failed, she laughed": the clause right after a verb of asking is what is asked, no condition of the rest."""
    if token.dep != "advcl" or not any(child.dep == "mark" and child.lower in ("if", "whether") for child in token.children):
        return
    first = token.subtree()[0]
    before = annotated.tokens[first.i - 1] if first.i else first
    if first.lower in ("if", "whether") and before is not token.head and before.lower in _ASKED and before.sent_i == token.sent_i:
        attach(token, before, "ccomp")


def _preposition_of_verb(token: Token) -> None:
    """ "warned tourists against going", "was acquitted by a jury in Cork of killing her": the clause is the verb's, not a noun's."""
    if token.child("pcomp") is None or token.head.tag.startswith("VB"):
        return
    below, noun = token, token.head
    while noun.dep in ("pobj", "prep") or (noun.dep == "agent" and below.dep == "pobj"):
        below, noun = noun, noun.head
    verb = noun.head if noun.dep == "dobj" else noun
    if (noun is token.head or below.dep == "agent") and preposition_effect(verb.lemma, token.lower) is not None:
        attach(token, verb, "prep")


def _called_upon(token: Token) -> None:
    """ "called on her to resign": who is called upon is no subject with a conjunction before it."""
    mark, subject = token.child("mark"), token.child("nsubj")
    if (
        token.dep == "advcl"
        and mark is not None
        and subject is not None
        and mark.lower in ("on", "upon")
        and any(child.tag == "TO" for child in token.children)
        and attach(mark, token.head, "prep")
        and attach(subject, mark, "pobj")
    ):
        token.dep = "xcomp"


def _finite_modifier(annotated: AnnotatedDoc, token: Token) -> None:
    """ "said the verdict closed a chapter, and thanked staff": a past tense after *and* modifies no noun, it has it as object."""
    noun = token.head
    joint = annotated.tokens[token.i - 1] if token.i else token
    if (
        token.tag == "VBD"
        and token.dep == "amod"
        and noun.dep == "conj"
        and noun.head.tag in FINITE
        and joint.dep == "cc"
        and joint.head is noun.head
        and attach(token, noun.head, "conj")
    ):
        attach(noun, token, "dobj")


def _ambiguous_her(token: Token) -> None:
    """ "named her culture minister": *her* is the one named, not whose minister it is."""
    if (
        token.dep != "poss"
        or token.lower != "her"
        or token.head.dep != "dobj"
        or token.head.head.lemma not in ("name", "appoint", "elect", "make", "call", "crown", "declare")
    ):
        return
    noun, verb = token.head, token.head.head
    known = nouns().get(noun.lemma.lower())
    if noun.child("appos") is not None:
        return  # "called her host, Reed, a patient man": her host is Reed
    if known is not None and known.kind == "person" and attach(token, verb, "dobj"):
        token.tag = "PRP"
        noun.dep = "oprd"


_NO_FINAL_E = ("nde", "nte", "rte", "cte", "pte", "lte", "fte", "mpe", "nke", "rke", "cke", "she")
_DOUBLES = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]$")


def _dictionary_form(token: Token) -> None:
    """ "hoped", "staged", "rating": a short verb that does not double its consonant ends in *e* (hope, not hop)."""
    lemma = token.lemma
    if token.lower in ("fell", "found", "wound", "ground") and (
        token.tag == "VB" or any(t.lower == "to" and t.dep == "aux" for t in token.children)
    ):
        token.tag, token.lemma = "VB", token.lower  # "to fell 60 trees"
    if (
        token.tag in ("VBD", "VBN", "VBG", "VBZ")
        and _DOUBLES.fullmatch(lemma)
        and token.lower in (f"{lemma}ed", f"{lemma}ing", f"{lemma}es")
    ):
        token.lemma = f"{lemma}e"
    elif token.tag in ("VBD", "VBN") and lemma.endswith(_NO_FINAL_E) and token.lower == f"{lemma}d":
        token.lemma = lemma[:-1]  # "outsprinted"


def _name_behind_title(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Mr Beddoes said": a surname that looks like a verb is what its title stands before."""
    name = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    called = is_courtesy(token.lower) or token.ent_type == "PERSON"  # "Craig Beddoes left"
    if not called or not token.text[0].isupper() or not name.text[:1].isupper() or name.dep not in ("aux", "auxpass"):
        return
    if name.head is not token.head or token.children or name.children or token.dep not in ("nsubj", "nsubjpass"):
        return
    dep, verb = token.dep, token.head
    name.tag, name.pos, name.lemma = "NNP", "PROPN", name.text
    attach(token, name, "compound")
    attach(name, verb, dep)


def _modal_apart(token: Token) -> None:
    """ "would by their reckoning allow": a modal belongs to the verb, not to the phrase between them."""
    between = token.head
    if token.tag != "MD" or between.dep not in ("prep", "agent") or between.i != token.i + 1:
        return
    verb = next((above for above in between.ancestors() if above.tag in ("VB", "VBP") and above.i > between.i), None)
    if verb is not None:
        attach(token, verb, "aux")
        attach(between, verb, "prep")
        for item in (verb, *(child for child in verb.children if child.dep == "conj" and child.child("nsubj") is None)):
            item.tag = "VB" if item.tag == "VBP" else item.tag


def _had(annotated: AnnotatedDoc, token: Token) -> None:
    """ "I'd got the phone in my hand", "he'd never been asked": before a past participle *'d* is *had*."""
    between = annotated.tokens[token.i + 1 : token.head.i]
    if (
        token.lower == "'d"
        and token.dep == "aux"
        and token.tag == "MD"
        and token.head.tag in ("VBN", "VBD")
        and token.i < token.head.i
        and all(t.dep in ("neg", "advmod") or t.lower == "been" for t in between)
    ):
        token.tag, token.lemma, token.head.tag = "VBD", "have", "VBN"


def _has_auxiliary(token: Token) -> bool:
    return token.child("aux", "auxpass") is not None


def _finite_form(token: Token) -> None:
    """Past tense and past participle look alike: a clause with a subject and no auxiliary is finite, a reduced relative is not."""
    if token.tag not in ("VBN", "VBD"):
        return
    if token.lower == "aged" and not _has_auxiliary(token):
        token.tag, token.pos = "VBN", "ADJ"  # "the Guard aged 14"
        if token.dep == "ccomp" and (subject := token.child("nsubj")) is not None and token.head.tag.startswith("VB"):
            verb = token.head
            attach(subject, verb, "dobj")
            attach(token, verb, "advmod")
        return
    passive_subject = token.child("nsubjpass")
    if passive_subject is not None and token.tag == "VBN" and token.child("dobj") is not None and token.child("aux", "auxpass") is None:
        passive_subject.dep, token.tag = "nsubj", "VBD"  # "The evidence concerned a villa"
    if (
        token.tag == "VBN"
        and token.dep not in ("amod", "acl")
        and token.child("nsubj") is not None
        and token.child("aux", "auxpass") is None
    ):
        token.tag = "VBD"
    elif token.tag == "VBD" and token.dep == "acl" and token.child("nsubj", "nsubjpass", "aux", "mark") is None:
        token.tag = "VBN"
    elif (
        token.dep == "dep" and token.tag == "VBD" and token.head.tag.startswith("VB") and token.i > token.head.i and not has_subject(token)
    ):
        token.dep = "conj"  # "scored twice, then told reporters"


_NAME_KINDS = {
    "PERSON": ("person",),
    "ORG": ("org",),
    "GPE": ("country", "city", "region", "place"),
    "LOC": ("region", "place"),
    "FAC": ("place",),
}


_NO_PERSONS = frozenset(("PERSON", "ORG", "GPE"))  # nor is one person another


def _fitting_apposition(annotated: AnnotatedDoc, token: Token) -> None:
    """ "the director of the company, Acme": a name stands beside the nearest noun that can bear it, not beside one of another kind."""
    kinds = _NAME_KINDS.get(token.ent_type)
    first = min(t.i for t in token.subtree())
    if kinds is None or first < 2 or annotated.tokens[first - 1].text != ",":
        return
    nearest = annotated.tokens[first - 2]
    if token.ent_type == "PERSON" and token.dep == "appos" and token.head is nearest and nearest.ent_type in _NO_PERSONS:
        bearer = nearest.head.head if nearest.dep == "pobj" and nearest.head.dep == "prep" else nearest
        known = nouns().get(bearer.lemma.lower())
        opens = bearer.tag == "NNP" and bearer.i == annotated.sentences[bearer.sent_i].token_start  # "Counsel for"
        if (bearer.tag == "NN" or opens) and not bearer.ent_type and known is not None and known.kind == "person":
            attach(token, bearer, "appos")  # "a lawyer for Tom Kay, Ivan Moss, declined": he is the lawyer
        return
    if nearest is token.head or nearest.sent_i != token.sent_i or token.head not in nearest.ancestors():
        return
    near, far = nouns().get(nearest.lemma.lower()), nouns().get(token.head.lemma.lower())
    if near is not None and near.kind in kinds and not (far is not None and far.kind in kinds) and not nearest.ent_type:
        attach(token, nearest, "appos")


def _inserted_clause(annotated: AnnotatedDoc, token: Token) -> None:
    """ "…, the two clubs confirmed on Sunday, …": a verb of speech after a noun set off by commas is a clause of its own, no participle."""
    noun = token.head
    indefinite = any(child.lower in ("a", "an") for child in noun.children) and token.child("prep") is not None
    if indefinite and noun_kind(noun) not in ("person", "org", "group") and noun.lemma.lower() not in word_class("documents"):
        if noun.dep == "appos" and is_animate(noun.head):
            attach(noun, noun.head.head, "dep")
        return  # "has joined the firm as an adviser, an interest declared in the paper"
    if (
        token.tag != "VBN"
        or token.lemma not in speech_verbs()
        or not noun.tag.startswith("NN")
        or token.child("agent", "mark", "aux", "dobj", "oprd") is not None
    ):
        return
    first = min(child.i for child in (noun, *noun.children) if child.dep not in ("appos", "punct", "cc"))
    tokens = annotated.tokens
    last = max(t.i for t in token.subtree())
    before = tokens[first - 1] if first else None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if (
        before is None
        or before.text not in (",", '"')
        or (after is not None and after.text not in (",", ".", ";", '"') and after.sent_i == token.sent_i)
    ):
        return
    main = next((above for above in noun.ancestors() if above.tag.startswith("VB")), None)
    if main is None or noun.dep not in ("dobj", "conj", "appos", "pobj", "attr", "npadvmod", "dep"):
        return
    if attach(token, main, "parataxis"):
        token.tag = "VBD"
        attach(noun, token, "nsubj")


def _beside_each_other(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The Union refused; the others wanted more", "We tried, it failed": clauses beside each other, none of which is the other's content.

    Content comes before its verb only where that is a verb of speech or thought.
    """
    between = annotated.tokens[token.i : token.head.i]
    subject = token.head.child("nsubj")
    if token.head.lemma == "hear" and subject is not None and subject.lemma.lower() in word_class("hearing"):
        return  # "Reed paid the mayor, the court heard"
    if any(t.text in (";", ":") for t in between) or (
        not (token.head.lemma in speech_verbs() or reports(token.head.lemma))
        and token.head.tag.startswith("VB")
        and any(t.text == "," for t in between)
    ):
        token.dep = "parataxis"


def _animate_antecedent(token: Token) -> bool:
    """ "the head of the Front, who is …": *who* has a person behind it where there is one."""
    if not any(child.dep in ("nsubj", "nsubjpass", "dobj") and child.lower in ("who", "whom") for child in token.children):
        return False
    head = token.head
    if is_animate(head) or not (head.ent_type in ("ORG", "GPE", "LOC", "FAC") or head.tag.startswith("NN") or head.tag == "CD"):
        return False
    for above in head.ancestors():
        if above.tag.startswith("VB"):
            return False
        if is_animate(above):
            return attach(token, above, "relcl")
    return False


def _number(token: Token) -> str:
    return "singular" if token.tag in _SINGULAR else "plural" if token.tag in _PLURAL else ""


def _agreeing_antecedent(token: Token) -> bool:
    """ "the flow between the two nations that has been …": a singular verb has a singular antecedent, a plural one a plural one."""
    if not any(child.dep in ("nsubj", "nsubjpass") and child.lower in ("that", "which", "who") for child in token.children):
        return False
    verbs = [token, *(child for child in token.children if child.dep in ("aux", "auxpass"))]
    wanted = ""
    if any(v.tag == "VBZ" or v.lower == "was" for v in verbs):
        wanted = "singular"
    elif any(v.tag == "VBP" or v.lower == "were" for v in verbs):
        wanted = "plural"
    head = token.head
    if not wanted or _number(head) in ("", wanted) or head.child("conj") is not None or head.dep == "conj":
        return False
    for above in head.ancestors():
        if above.tag.startswith("VB") and not (above.tag == "VBN" and above.dep == "acl"):
            return False
        if _number(above) == wanted and above.tag in _SINGULAR | _PLURAL:
            return attach(token, above, "relcl")
    return False
