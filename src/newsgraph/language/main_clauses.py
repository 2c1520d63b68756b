"""Mending what the parser gets wrong, continued: which verb is the main one, and what belongs to it.

Each rule compares forms, commas and classes of words; none knows any word of content.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 10.3 (no comma alone between subject and verb), 17.28
    (participles that modify nouns), 15.60 ff. (supplementive clauses).
"""

from __future__ import annotations

from dataclasses import replace

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.reattach import attach, attach_subject
from newsgraph.language.word_forms import FINITE, is_finite
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.participles import participle
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.status import embedding, noun_effect, preposition_effect, reports

__all__ = ["make_participle", "make_root", "mend_main_clause"]

_COMMAS = frozenset((",", "(", "–", "—"))
_TEMPORAL = word_class("temporal")
_INTRANSITIVE = word_class("intransitive") | word_class("never transitive") | word_class("reciprocal") | word_class("speech alone")
_JUDGING = frozenset("reject dismiss cite overturn accuse criticise criticize praise call blame quote refer side".split())
_CALLING = {"call": ("on", "upon"), "appeal": ("to",), "plead": ("with",), "prevail": ("on", "upon"), "rely": ("on",), "count": ("on",)}
_TELLING = frozenset("say comment elaborate explain specify give identify name disclose provide release".split())
_SEATED = frozenset(("ORG", "FAC"))


def mend_main_clause(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the token."""
    if token.dep == "ROOT" and annotated.sentences[token.sent_i].kind == "heading":
        _headline(annotated, token)
    elif token.dep == "ROOT":
        _set_off_participle(annotated, token)
        _first_deed(annotated, token)
    elif token.dep == "acl":
        _verb_of_name(annotated, token)
        _verb_behind_relative(annotated, token)
        _behind_time(annotated, token)
    elif token.dep == "relcl":
        _content_behind_time(token)
        _said_at_the_end(annotated, token)
    elif token.dep == "advcl":
        _right_to(token)
        _called_on(token)
        _of_the_opening(annotated, token)
        _commenting(annotated, token)
        _beside_the_speech(annotated, token)
        _before_the_speech(token)
        _further_content(token)
    elif token.dep == "ccomp":
        _relative_of_object(annotated, token)
        _second_report(annotated, token)
    elif token.dep == "conj":
        _second_report(annotated, token)
        _beside_the_report(annotated, token)
    elif token.dep == "appos":
        _beside_the_nearest(annotated, token)
    elif token.dep == "pcomp":
        _neighbouring(token)
    elif token.dep in ("npadvmod", "tmod"):
        _when_said(token)
    elif token.dep == "prep":
        _when_said(token)
        _within_content(token)
        _prevented(token)
        _seat(annotated, token)
        _absolute(annotated, token)


def make_root(annotated: AnnotatedDoc, token: Token, old: Token) -> None:
    """``token`` heads the sentence instead of ``old``, which hangs nowhere until it is attached."""
    token.head.children.remove(token)
    token.head, token.dep = token, "ROOT"
    old.head = token
    token.children.append(old)
    token.children.sort(key=lambda child: child.i)
    annotated.sentences[token.sent_i] = replace(annotated.sentences[token.sent_i], root=token)


def make_participle(annotated: AnnotatedDoc, token: Token, subject: Token, verb: Token, first: int) -> None:
    """``verb`` heads the sentence, with the subject and what stands behind token ``first``; the old root is a participle of the subject."""
    make_root(annotated, verb, token)
    attach_subject(subject, verb)
    for child in [c for c in token.children if c.i > first]:
        attach(child, verb, child.dep)
    if attach(token, subject, "acl"):
        token.tag = "VBN"


def _set_off_participle(annotated: AnnotatedDoc, token: Token) -> None:
    """ "A third man, believed to be the driver, is at large": no comma alone stands between a subject and its verb."""
    subject = token.child("nsubj", "nsubjpass")
    if subject is None or token.tag not in ("VBD", "VBN") or subject.i > token.i or token.lemma in _INTRANSITIVE:
        return
    before = token.i - 1
    while before > subject.i and annotated.tokens[before].tag == "RB":
        before -= 1
    marks = [t.i for t in annotated.tokens[subject.i + 1 : token.i] if t.text in _COMMAS]
    if not marks and token.child("agent") is not None and _restricting(annotated, token, subject):
        return
    if marks != [before] or token.child("aux", "auxpass") is not None:
        return
    verb = next((c for c in token.children if c.dep in ("conj", "parataxis", "ccomp") and c.i > token.i and is_finite(c)), None)
    if verb is None or any(c.dep == "cc" and c.i < verb.i for c in token.children) or verb.child("nsubj", "nsubjpass") is not None:
        return
    first = min(t.i for t in verb.subtree())
    if annotated.tokens[first - 1].text not in _COMMAS:
        return
    make_participle(annotated, token, subject, verb, first)


def _first_deed(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Lund drifted back, asked a rider whether he was free, and went on": a verb without subject has that of the verb before it."""
    first = next((c for c in token.children if c.dep == "ccomp" and c.i < token.i), None)
    if first is None or token.tag != "VBD" or first.tag != "VBD" or first.child("nsubj") is None or first.child("mark") is not None:
        return
    if token.child("nsubj", "nsubjpass", "csubj", "expl", "aux", "auxpass") is not None or annotated.tokens[token.i - 1].text != ",":
        return
    if not any(c.i > token.i and c.dep in ("dobj", "prep", "dative") for c in token.children):
        return  # "He had won, said Reed"
    make_root(annotated, first, token)
    token.dep = "conj"


def _restricting(annotated: AnnotatedDoc, token: Token, subject: Token) -> bool:
    """ "Fires fanned by winds have burned 3,000 hectares": a second finite verb that nothing joins is the main one."""
    verb = next((c for c in token.children if c.dep in ("conj", "parataxis", "ccomp", "dep") and c.i > token.i and is_finite(c)), None)
    if verb is None or token.child("aux", "auxpass") is not None or verb.child("nsubj", "nsubjpass", "mark") is not None:
        return False
    first = min(t.i for t in verb.subtree())
    joined = any(c.dep == "cc" and c.i < verb.i for c in token.children)
    if joined or annotated.tokens[first - 1].text in _COMMAS or annotated.tokens[first - 1] not in token.subtree():
        return False
    make_participle(annotated, token, subject, verb, first)
    return True


def _headline(annotated: AnnotatedDoc, token: Token) -> None:
    """Headlines leave out forms of *be*: "Nordbank fined over leak" is a passive, "Nordbank to cut jobs" what is planned.

    References:
        Mårdh (1980), Headlinese: On the Grammar of English Front Page Headlines.
    """
    subject = token.child("nsubj")
    if subject is not None:
        if token.tag not in ("VBD", "VBN") or token.lemma in _INTRANSITIVE or subject.i > token.i:
            return
        if token.child("aux", "auxpass", "dobj", "ccomp", "xcomp", "acomp", "attr", "oprd", "prt") is None:
            subject.dep, token.tag = "nsubjpass", "VBN"
        return
    known = nouns().get(token.lemma.lower())
    first = min(t.i for t in token.subtree())
    if not token.tag.startswith("NN") or first != annotated.sentences[token.sent_i].token_start:
        return
    for verb in token.children:
        if verb.i < token.i or annotated.tokens[verb.i - 1].text == "," or verb.child("nsubj", "nsubjpass") is not None:
            continue
        planned = verb.tag == "VB" and any(child.tag == "TO" for child in verb.children) and noun_effect(token.lemma.lower()) is None
        actor = token.tag in ("NNP", "NNPS") or (known is not None and known.kind in ("org", "group", "person"))
        suffered = verb.tag == "VBN" and verb.dep == "acl"
        if (planned and actor) or suffered:
            make_root(annotated, verb, token)
            token.dep = "nsubj" if planned else "nsubjpass"
            for child in [c for c in token.children if c.i > verb.i]:
                attach(child, verb, child.dep)
            return


def _verb_of_name(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The third, former sprinter Urs Gabler, dissented": a verb that nothing can suffer is the main one of a name."""
    name = token.head
    if token.tag != "VBN" or token.lemma not in _INTRANSITIVE or name.dep != "ROOT" or name.tag != "NNP" or token.child("aux") is not None:
        return
    if annotated.tokens[token.i - 1].text == ",":
        make_root(annotated, token, name)
        name.dep, token.tag = "nsubj", "VBD"
        for child in [c for c in name.children if c.i > token.i]:
            attach(child, token, child.dep)


def _verb_behind_relative(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Reed, who lost in January, called on Thursday for …": behind the relative clause comes the verb, where there is no other."""
    noun = token.head
    sentence = annotated.sentences[token.sent_i]
    if noun.dep != "ROOT" or sentence.kind != "body" or token.tag not in ("VBN", "VBD") or not noun.tag.startswith("NN"):
        return
    clause = next((c for c in noun.children if c.dep in ("relcl", "appos") and noun.i < c.i < token.i), None)
    if clause is None or annotated.tokens[token.i - 1].text != "," or token.child("aux", "auxpass", "agent", "nsubj") is not None:
        return
    if annotated.tokens[sentence.token_end - 1].text not in (".", '"', "!"):
        return
    make_root(annotated, token, noun)
    noun.dep, token.tag = "nsubj", "VBD"
    for child in [c for c in noun.children if c.i > token.i]:
        attach(child, token, child.dep)


def _content_behind_time(token: Token) -> None:
    """ "has argued since the summer that prices were driven by energy": what is argued, no clause about the summer."""
    noun, prep = token.head, token.head.head
    that = next((c for c in token.children if c.lower == "that" and c.dep in ("advmod", "mark", "dobj") and c.i < token.i), None)
    subject = token.child("nsubj", "nsubjpass")
    if that is None or subject is None or subject is that or noun.dep != "pobj":
        return
    if noun.ent_type not in ("DATE", "TIME") and noun.lemma.lower() not in _TEMPORAL:
        return
    verb = prep.head
    if verb.lemma in speech_verbs() and verb.child("ccomp") is None and attach(token, verb, "ccomp"):
        that.dep, that.tag = "mark", "IN"


def _prevented(token: Token) -> None:
    """ "stop inflation, which hit 4% in May, from becoming entrenched": the clause is that of the verb that prevents."""
    clause = token.head
    if token.lower != "from" or token.child("pcomp") is None or clause.dep != "relcl":
        return
    noun = clause.head
    if noun.dep == "dobj" and preposition_effect(noun.head.lemma, "from") is not None and clause.i < token.i:
        attach(token, noun.head, "prep")


def _seat(annotated: AnnotatedDoc, token: Token) -> None:
    """ "were diverted to Mercy West in Elyria": right behind the name of an institution stands where that is."""
    place = token.child("pobj")
    if token.lower != "in" or place is None or place.ent_type != "GPE" or token.i == 0 or not token.head.tag.startswith("VB"):
        return
    name = annotated.tokens[token.i - 1]
    while name.dep in ("compound", "case") and name.head.i > name.i and name.head.ent_type:
        name = name.head
    if (
        name.ent_type in _SEATED
        and name.dep == "pobj"
        and name.head.lower in ("to", "from", "at")
        and name.head.head is token.head
        and token.head.lemma not in speech_verbs()
    ):
        attach(token, name, "prep")


def _said_at_the_end(annotated: AnnotatedDoc, token: Token) -> None:
    """ "agreed to postpone it until mid-2026, a spokeswoman said": who says it stands behind a comma, it restricts no noun."""
    sentence = annotated.sentences[token.sent_i]
    subject = token.child("nsubj")
    if token.lemma not in speech_verbs() or token.tag not in FINITE or subject is None or subject.tag in ("WDT", "WP"):
        return
    first = min(t.i for t in token.subtree())
    rest = annotated.tokens[max(t.i for t in token.subtree()) + 1 : sentence.token_end]
    if annotated.tokens[first - 1].text != "," or any(t.pos != "PUNCT" for t in rest) or token.child("dobj", "ccomp", "mark") is not None:
        return
    root = sentence.root
    if root is not token and root.i < first:
        attach(token, root, "parataxis")


def _right_to(token: Token) -> None:
    """ "paid for the rights to sell the drug": a right is paid for, it sells nothing."""
    mark, noun, verb = token.child("mark"), token.child("nsubj"), token.head
    if mark is None or mark.lower != "for" or noun is None or not any(child.tag == "TO" for child in token.children):
        return
    if noun.tag not in ("NN", "NNS") or noun_effect(noun.lemma.lower()) is None:
        return
    if attach(mark, verb, "prep") and attach(noun, mark, "pobj"):
        attach(token, noun, "acl")


def _further_content(token: Token) -> None:
    """ "said the ward remained open, that no operations were cancelled": a second thing that is said."""
    said = token.head
    verb = said.head
    that = any(child.dep == "mark" and child.lower == "that" for child in token.children)
    if (
        that
        and said.dep == "ccomp"
        and verb.lemma in speech_verbs()
        and said.i < token.i
        and not any(c.lower == "so" for c in token.children)
    ):
        attach(token, verb, "ccomp")


def _relative_of_object(annotated: AnnotatedDoc, token: Token) -> None:
    """ "have momentum now that we did not have": a *that* which is the object of its clause opens no content, but tells of the noun."""
    verb = token.head
    gap = embedding(verb.lemma, "that") is None and not any(child.dep == "dobj" and child.i > token.i for child in token.children)
    kinds = ("dobj", "mark") if gap else ("dobj",)
    that = next((child for child in token.children if child.dep in kinds and child.lower in ("that", "which") and child.i < token.i), None)
    noun = next((child for child in verb.children if child.dep == "dobj" and child.i < token.i), None)
    if that is None or noun is None or not noun.tag.startswith("NN") or verb.lemma in speech_verbs() or that is not token.subtree()[0]:
        return
    if all(t.pos == "ADV" for t in annotated.tokens[noun.subtree()[-1].i + 1 : that.i]):
        attach(token, noun, "relcl")


def _beside_the_nearest(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The prize will go to the runner-up, “The Ferrywoman”": a name stands beside the noun before the comma, not before the verb."""
    noun = token.head
    verb = noun.head
    first = min(t.i for t in token.subtree())
    if noun.dep not in ("nsubj", "nsubjpass") or not noun.i < verb.i < first or (not token.ent_type and token.tag not in ("NNP", "NNPS")):
        return
    at = first - 1
    while at > verb.i and annotated.tokens[at].pos == "PUNCT":
        at -= 1
    near = annotated.tokens[at]
    if near.tag == "NN" and not near.ent_type and at < first - 1 and annotated.tokens[at + 1].text == ",":
        attach(token, near, "appos")


def _behind_time(annotated: AnnotatedDoc, token: Token) -> None:
    """ "died at his home on Saturday surrounded by his family": behind when it was, a participle is said of the subject."""
    noun = token.head
    verb = noun.head.head
    if token.tag not in ("VBN", "VBD") or noun.dep != "pobj" or noun.head.dep != "prep" or not verb.tag.startswith("VB"):
        return
    between = annotated.tokens[noun.i + 1 : token.i]
    if any(t.ent_type in ("DATE", "TIME") for t in between) and all(t.text != "," for t in between) and verb.child("nsubj") is not None:
        attach(token, verb, "advcl")
    day = noun.ent_type in ("DATE", "TIME") and (noun.tag == "NNP" or any(c.tag == "NNP" for c in noun.children))
    if day and [t.text for t in between] == [","] and verb.child("nsubj") is not None:
        attach(token, verb, "advcl")  # "left on Sunday evening, booked in the belief that …"


def _commenting(annotated: AnnotatedDoc, token: Token) -> None:
    """ "ruled that the firm may mine land that two tribes hold sacred, rejecting arguments …": set off, it is said of the whole.

    Out of a relative clause without commas, and to the verb of speech above where the participle is one of speech.
    """
    first = min(t.i for t in token.subtree())
    if token.tag != "VBG" or token.child("nsubj", "mark") is not None or annotated.tokens[first - 1].text != "," or first < token.head.i:
        return
    verb = token.head
    if verb.dep == "relcl":
        opening = min(t.i for t in verb.subtree())
        above = next((t for t in verb.ancestors() if t.tag.startswith("VB")), None)
        if annotated.tokens[opening - 1].text == "," or above is None:
            return
        verb = above
    speaking = token.lemma in speech_verbs() or token.lemma in _JUDGING
    if speaking and verb.dep == "ccomp" and verb.head.lemma in speech_verbs() and verb.head.i < verb.i:
        verb = verb.head
    if verb is not token.head:
        attach(token, verb, "advcl")


def _second_report(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The union says talks failed, and its leader has urged calm": that somebody else says something is told by the article."""
    above = token.head.head if token.dep == "conj" and token.head.dep == "ccomp" else token.head
    subject = token.child("nsubj")
    if above.lemma not in speech_verbs() or above.i > token.i or subject is None or token.child("mark") is not None:
        return
    if not (token.lemma in speech_verbs() or reports(token.lemma)) or not (token.tag in FINITE or token.child("aux") is not None):
        return
    first = subject.subtree()[0].i
    owner = subject.child("poss")
    others = subject.ent_type in ("PERSON", "ORG") or (owner is not None and owner.tag == "PRP$")
    before = [t.lower for t in annotated.tokens[max(0, first - 2) : first]]
    speaker = above.child("nsubj")
    if others and before in ([",", "and"], [",", "but"]) and speaker is not None and speaker.i < above.i and above.tag in FINITE:
        attach(token, above, "conj")


def _beside_the_report(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Police said they had opened an inquiry but gave no details", "… but declined to name them": that, the article tells.

    A simple past does not go on with a perfect, and nobody says what he does not say.
    """
    clause = token.head
    above = clause.head
    if clause.dep != "ccomp" or above.lemma not in speech_verbs() or above.tag != "VBD" or not above.i < clause.i < token.i:
        return
    if token.child("nsubj", "nsubjpass", "mark", "auxpass") is not None or above.child("nsubj") is None:
        return
    if token.i in annotated.quotation_of or clause.child("nsubj") is None:
        return
    perfect = clause.tag == "VBN" and any(c.dep == "aux" and c.lower in ("had", "has", "have") for c in clause.children)
    simple = token.tag == "VBD" and token.child("aux") is None
    unlike = perfect and simple and token.pos == "VERB" and token.lemma != "have" and token.lower != participle(token.lemma)
    denied = token.child("neg") is not None and any(c.dep == "aux" and c.lower in ("did", "would") for c in token.children)
    content = token.child("xcomp")
    refused = simple and token.lemma in ("decline", "refuse") and content is not None and content.lemma in _TELLING
    if unlike or refused or (denied and token.lemma in _TELLING):
        attach(token, above, "conj")


def _beside_the_speech(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Raid kills dozens, medics say, as army denies it", "Reed says he will stay as party loses": of a headline the paper's own."""
    verb, first = token.head, token.subtree()[0]
    if annotated.sentences[token.sent_i].kind != "heading" or first.lower != "as" or token.child("nsubj") is None:
        return
    speech = next((c for c in verb.children if c.dep == "parataxis" and verb.i < c.i < first.i and c.lemma in speech_verbs()), None)
    if speech is not None and annotated.tokens[first.i - 1].text == ",":
        attach(token, speech, "advcl")
    above = verb.head.head if verb.dep == "conj" else verb.head
    clause = verb.head if verb.dep == "conj" else verb
    present = (token.child("aux") or token).tag in ("VBZ", "VBP")
    told = embedding(above.lemma, "that")
    claims = told is not None and told.attributed
    if clause.dep in ("ccomp", "xcomp") and above.i < clause.i and claims and above.tag in FINITE and present:
        attach(token, above, "advcl")


def _before_the_speech(token: Token) -> None:
    """ "If prices rose, says Ann Holm, fares would have to": a clause before an inserted saying belongs to what is said."""
    verb = token.head
    speaker = verb.child("nsubj")
    if verb.dep != "parataxis" or verb.lemma not in speech_verbs() or speaker is None or not token.i < verb.i < speaker.i:
        return
    if verb.i < verb.head.i:
        attach(token, verb.head, "advcl")


def _when_said(token: Token) -> None:
    """ "said on Tuesday it had agreed", "said last week it would close": right behind the verb of speech stands when it was said."""
    clause = token.head
    verb = clause.head
    time = token.child("pobj") if token.dep == "prep" else token
    subject = clause.child("nsubj", "nsubjpass")
    if clause.dep != "ccomp" or verb.lemma not in speech_verbs() or time is None or time.ent_type not in ("DATE", "TIME"):
        return
    if subject is not None and min(t.i for t in token.subtree()) == verb.i + 1 and token.i < subject.i:
        attach(token, verb, token.dep)


def _absolute(annotated: AnnotatedDoc, token: Token) -> None:
    """ "left with a deal in hand", "decided with Canada in mind": a bare noun behind *with* and its noun says how that noun is (9.55)."""
    bare = token.child("pobj")
    noun = annotated.tokens[token.i - 1]
    with_ = noun.head
    if (
        bare is not None
        and bare.tag == "NN"
        and not bare.children
        and not bare.ent_type
        and token.lower in ("in", "on", "at")
        and noun.dep == "pobj"
        and with_.lower == "with"
        and token.head in (with_.head, with_.head.head)
    ):
        attach(with_, token.head, "prep")
        attach(token, noun, "prep")


def _within_content(token: Token) -> None:
    """ "allege that he took cash in return for pressing members": what follows the content and has a clause of its own is part of it."""
    verb = token.head
    said = next((c for c in verb.children if c.dep == "ccomp" and c.i < token.i and c.i > verb.i), None)
    if said is None or verb.lemma not in speech_verbs() or token.lower in ("by", "without"):
        return
    if any(t.dep == "pcomp" and t.tag == "VBG" for t in token.subtree()):
        attach(token, said, "prep")


def _called_on(token: Token) -> None:
    """ "called on Malta to release them": whom one calls on is to do it."""
    verb = token.head
    on = next((c for c in verb.children if c.dep == "prep" and c.lower in _CALLING.get(verb.lemma, ()) and verb.i < c.i < token.i), None)
    if on is not None and token.tag == "VB" and any(c.tag == "TO" for c in token.children) and verb.child("xcomp") is None:
        token.dep = "xcomp"


def _of_the_opening(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Under the plan, announced on Friday, the shares will …": said of the noun that it is set off behind."""
    if token.tag != "VBN" or token.head.i < token.i or token.i < 2 or token.child("mark", "nsubj") is not None:
        return
    noun = annotated.tokens[token.i - 2]
    if annotated.tokens[token.i - 1].text == "," and noun.tag in ("NN", "NNS") and noun.dep == "pobj" and noun.head.head is token.head:
        attach(token, noun, "acl")


def _neighbouring(token: Token) -> None:
    """ "fled to neighbouring Karsia": an adjective, no verb."""
    prep, place = token.head, token.child("dobj")
    if token.lower in ("neighbouring", "neighboring") and place is not None and prep.dep == "prep" and attach(place, prep, "pobj"):
        attach(token, place, "amod")
        token.tag, token.pos = "JJ", "ADJ"
