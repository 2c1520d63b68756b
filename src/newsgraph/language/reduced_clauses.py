"""Mending what the parser gets wrong, continued: participles that it takes for finite verbs, and the other way.

Each rule compares forms, positions and classes of words; none knows any word of content.

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 17.28 ff. (participles that modify nouns), 3.74 ff. (verbs that
    are passive as a rule), 16.28 ff. (verbs with a preposition and an infinitive), 16.52 (perception verbs).
"""

from __future__ import annotations

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.main_clauses import make_root
from newsgraph.language.reattach import attach, attach_subject
from newsgraph.language.word_forms import FINITE, first_conjunct, has_subject, is_finite, noun_kind
from newsgraph.lexicons.classes import word_class

__all__ = ["mend_reduced_clause"]

# With that word right behind and no object before it, the form is passive: who is suspected of something suspects nobody.
_ONLY_SUFFERED = {
    "suspect": ("of",),
    "accuse": ("of",),
    "convict": ("of",),
    "charge": ("with",),
    "believe": ("to",),
    "think": ("to",),
    "know": ("to", "as", "for", "by"),
    "say": ("to",),
    "report": ("to",),
    "fear": ("to",),
    "presume": ("to",),
    "estimate": ("to",),
    "allege": ("to",),
    "understand": ("to",),
    "rumour": ("to",),
    "rumor": ("to",),
}
_INTRANSITIVE = word_class("intransitive") | word_class("never transitive")
_SEEING = frozenset("see hear spot film photograph catch find believe think suspect want".split())
_BEFORE_VERBS = frozenset(("parataxis", "ccomp", "advcl", "csubj", "csubjpass"))
_CLAUSES = frozenset(("conj", "ccomp", "dep", "parataxis", "advcl"))
_SCALE = frozenset(
    """lengthen shorten increase reduce raise lower cut improve boost widen extend limit affect slow ease worsen strengthen weaken tighten
    double halve curb""".split()
)
_CALLING = {"call": ("on", "upon"), "appeal": ("to",)}
_ASKING = frozenset("ask push press plead lobby campaign long wait arrange appeal call vote argue".split())
_FARING = frozenset("lose gain benefit win earn make suffer inherit profit receive".split())
_DISCUSSIONS = frozenset("talk negotiation discussion dispute row debate argument sale trial exhibition auction".split())
_TIMES = frozenset(("DATE", "TIME"))
_APPOINTING = word_class("appointing")
_GIVING = word_class("giving") | word_class("dubbing") | _APPOINTING | {"tell"}
_WRITTEN = word_class("documents") | frozenset("bill law treaty deal agreement accord lawsuit suit complaint order decree pact".split())


def mend_reduced_clause(annotated: AnnotatedDoc, token: Token) -> None:
    """Apply every rule that may concern the verb."""
    if not token.tag.startswith("VB"):
        return
    if token.tag == "VBG" and token.dep in ("acl", "advcl"):
        _banner_reading(annotated, token)
    if token.tag in ("VBD", "VBN"):
        _suspected(annotated, token)
        _calling_on(annotated, token)
        _seen(annotated, token)
        _past_behind_plan(token)
        _looted(annotated, token)
        if token.dep == "acl" and not _appointing(annotated, token):
            _only_verb(annotated, token)
            _verb_behind_when(annotated, token)
            _verb_of_relative(annotated, token)
    elif token.tag == "VBG":
        _of_scale(annotated, token)
        _heard(token)
        _treaty_dividing(annotated, token)
    if token.dep == "xcomp":
        _asked_for(token)
    if token.dep == "advcl":
        _stands_to(token)
    if token.dep == "ROOT":
        _other_subject(annotated, token)


def _suspected(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Two men suspected of arson were held", "a third, believed to be armed, is at large": the other verb is the finite one."""
    subject = token.child("nsubj")
    behind = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else token
    if subject is None or subject.i > token.i or behind.lower not in _ONLY_SUFFERED.get(token.lemma, ()):
        return
    if token.child("aux", "auxpass", "dobj") is not None or subject.pos == "PRON":
        return
    between = annotated.tokens[subject.subtree()[-1].i + 1 : token.i]
    if any(t.pos != "PUNCT" for t in between):
        return
    verb = _finite_behind(annotated, token)
    if verb is None:
        return
    below = verb in token.children
    head, dep = token.head, token.dep
    if token.dep == "ROOT":
        make_root(annotated, verb, token)
    elif below and not attach(verb, head, dep):
        return
    if not attach_subject(subject, verb):
        return
    first = min(t.i for t in (verb, *(c for c in verb.children if c.dep in ("aux", "auxpass", "neg"))))
    for child in [c for c in token.children if c.i > first or c.dep == "mark"]:
        attach(child, verb, child.dep)
    if attach(token, subject, "acl"):
        token.tag = "VBN"


def _finite_behind(annotated: AnnotatedDoc, token: Token) -> Token | None:
    """The finite verb behind a participle that has no subject of its own, whatever the parser hung it on."""
    around = [*token.children, *token.head.children, *([token.head] if token.dep in _BEFORE_VERBS else [])]
    for verb in sorted({t.i: t for t in around}.values(), key=lambda t: t.i):
        if verb.i <= token.i or verb is token or not verb.tag.startswith("VB") or not is_finite(verb) or has_subject(verb):
            continue
        if verb is not token.head and verb.dep not in _CLAUSES:
            continue
        if verb.child("mark", "csubj", "expl") is not None or any(c.tag in ("WDT", "WP", "WRB") for c in verb.children):
            continue
        opening = min(t.i for t in (verb, *(c for c in verb.children if c.dep in ("aux", "auxpass", "neg", "advmod") and c.i > token.i)))
        if annotated.tokens[opening - 1].dep != "cc":
            return verb
    return None


def _calling_on(annotated: AnnotatedDoc, token: Token) -> None:
    """ "Opposition parties called on the president to resign": the verb of a sentence that has no other."""
    noun = token.head
    prep = next((c for c in token.children if c.dep == "prep" and c.lower in _CALLING.get(token.lemma, ()) and c.i == token.i + 1), None)
    if token.dep != "acl" or noun.dep != "ROOT" or prep is None or token.child("xcomp", "advcl") is None or token.i != noun.i + 1:
        return
    if not noun.tag.startswith("NN") or annotated.sentences[token.sent_i].kind != "body" or token.child("aux", "auxpass") is not None:
        return
    make_root(annotated, token, noun)
    noun.dep, token.tag = "nsubj", "VBD"
    for child in [c for c in noun.children if c.i > token.i]:
        attach(child, token, child.dep)


def _seen(annotated: AnnotatedDoc, token: Token) -> None:
    """ "the driver of a car seen leaving the area": right behind a noun, a participle with a verb of its own tells of that noun."""
    noun = annotated.tokens[token.i - 1] if token.i else token
    content = token.child("xcomp")
    if token.dep not in ("advcl", "ccomp") or token.lemma not in _SEEING or noun.tag not in ("NN", "NNS"):
        return
    if noun.dep not in ("pobj", "dobj"):
        return
    if content is None or token.child("nsubj", "nsubjpass", "aux", "auxpass", "mark", "dobj") is not None or noun.ent_type in _TIMES:
        return
    if token.head in noun.ancestors() and attach(token, noun, "acl"):
        token.tag = "VBN"


def _past_behind_plan(token: Token) -> None:
    """ "called on him to resign after a paper reported it": what has happened was before the call, not before the resignation."""
    plan = token.head
    main = plan.head
    mark = token.child("mark", "advmod")
    if token.dep != "advcl" or token.tag != "VBD" or mark is None or mark.lower not in ("after", "because", "since") or plan.i > token.i:
        return
    planned = plan.dep == "xcomp" and plan.tag == "VB" and any(c.tag == "TO" for c in plan.children)
    if planned and main.tag == "VBD" and main.lemma not in ("use", "begin", "start") and has_subject(main) and has_subject(token):
        attach(token, main, "advcl")


def _banner_reading(annotated: AnnotatedDoc, token: Token) -> None:
    """ "marchers carrying placards reading “Stop”": the placards read so."""
    near = annotated.tokens[token.i - 1]
    if token.lower not in ("reading", "saying", "bearing", "depicting", "showing") or near.dep != "dobj" or near.head.tag != "VBG":
        return
    if near.tag in ("NN", "NNS") and noun_kind(near) not in ("person", "group") and near.head.dep in ("acl", "advcl"):
        attach(token, near, "acl")


def _looted(annotated: AnnotatedDoc, token: Token) -> None:
    """ "talks over bronzes and ivories looted by troops": what an agent did it to are the things right before, no talks."""
    near = annotated.tokens[token.i - 1] if token.i else token
    event = token.head
    if token.dep != "acl" or token.child("agent") is None or near.tag not in ("NN", "NNS") or near is event or near.sent_i != token.sent_i:
        return
    first = first_conjunct(near)
    about = first.dep == "pobj" and first.head.head is event and event.lemma.lower() in _DISCUSSIONS
    if about and noun_kind(first) not in ("event", "person", "group", "org"):
        attach(token, near, "acl")


def _of_scale(annotated: AnnotatedDoc, token: Token) -> None:
    """ "lengthening stopping distances": what is made more or less is a thing, named by what it is for; nobody stops it."""
    verb, noun = token.head, token.child("dobj")
    if token.dep != "xcomp" or verb.lemma not in _SCALE or noun is None or noun.i != token.i + 1 or token.i != verb.i + 1:
        return
    if noun.tag != "NNS" or noun.child("det", "poss", "amod", "nummod") is not None or verb.child("dobj") is not None:
        return
    rest = [c for c in token.children if c is not noun]
    if attach(noun, verb, "dobj") and attach(token, noun, "amod"):
        for child in rest:
            attach(child, verb, child.dep)
        token.pos, token.tag = "NOUN", "NN"


def _heard(token: Token) -> None:
    """ "heard screaming": who hears does not scream."""
    verb = token.head
    bare = not token.children and token.dep == "xcomp" and token.i == verb.i + 1
    active = verb.child("dobj", "auxpass", "nsubjpass") is None and (verb.tag != "VBN" or verb.child("aux") is not None)
    if bare and active and verb.lemma in ("hear", "see", "report", "notice", "record"):
        token.dep, token.tag, token.pos, token.lemma = "dobj", "NN", "NOUN", token.lower


def _treaty_dividing(annotated: AnnotatedDoc, token: Token) -> None:
    """ "signed a treaty on Thursday dividing the waters": behind the day, without a comma, it tells what the treaty does."""
    verb = token.head
    noun = verb.child("dobj")
    before = annotated.tokens[token.i - 1]
    if token.dep != "advcl" or noun is None or noun.i < verb.i or noun.lemma.lower() not in _WRITTEN or token.child("mark", "aux", "nsubj"):
        return
    if before.ent_type in _TIMES and noun.i < before.i and not any(t.text == "," for t in annotated.tokens[noun.i : token.i]):
        attach(token, noun, "acl")


def _stands_to(token: Token) -> None:
    """ "shops stood to lose $9 million": an infinitive right behind *stand* says what may happen, not to what end one stands."""
    verb = token.head
    to = next((c for c in token.children if c.tag == "TO"), None)
    if verb.lemma == "stand" and token.lemma in _FARING and to is not None and to.i == verb.i + 1:
        token.dep = "xcomp"


def _asked_for(token: Token) -> None:
    """ "asked for the firm to be removed": the firm is to be removed, not who asks."""
    verb = token.head
    prep = next((c for c in verb.children if c.dep == "prep" and c.lower == "for" and verb.i < c.i < token.i), None)
    noun = prep.child("pobj") if prep is not None else None
    if verb.lemma not in _ASKING or prep is None or noun is None or not any(c.tag == "TO" for c in token.children):
        return
    if has_subject(token) or verb.child("dobj") is not None or noun.subtree()[-1].i + 1 != token.subtree()[0].i:
        return
    named = noun.ent_type in ("PERSON", "ORG", "GPE", "NORP") or noun_kind(noun) in ("person", "group", "org")
    if (named or token.child("auxpass") is not None) and attach_subject(noun, token) and attach(prep, token, "mark"):
        token.dep = "advcl"


def _other_subject(annotated: AnnotatedDoc, token: Token) -> None:
    """ "has not joined sanctions against Moscow, its partner, but has said …": what stands between commas says nothing."""
    subject, first = token.child("nsubj"), next((c for c in token.children if c.dep == "ccomp" and c.i < token.i), None)
    if subject is None or first is None or not first.i < subject.i < token.i or first.child("nsubj") is None or not is_finite(first):
        return
    opening = subject.subtree()[0]
    stop = next((t for t in annotated.tokens[subject.i + 1 : token.i] if t.text == ","), None)
    near = annotated.tokens[opening.i - 2]
    if stop is None or annotated.tokens[opening.i - 1].text != "," or near.sent_i != token.sent_i or near.tag not in ("NN", "NNP", "NNPS"):
        return
    joint = annotated.tokens[stop.i + 1]
    if joint.lower not in ("but", "and") or joint.dep != "cc" or opening.lower not in ("its", "his", "her", "their", "the", "a", "an"):
        return
    make_root(annotated, first, token)
    token.dep = "conj"
    if attach(subject, near, "appos"):
        attach(joint, first, "cc")
        attach(stop, first, "punct")


def _appointing(annotated: AnnotatedDoc, token: Token) -> bool:
    """ "The premier named Ann Reed, a lawyer, to take over": whom nobody introduces with "a" is not named so, but names somebody.

    True where that was mended.
    """
    noun, verb = token.head, token.head.head
    name = token.child("oprd", "dobj")
    article = noun.child("det", "poss")
    if token.lemma not in _APPOINTING or name is None or name.tag != "NNP" or token.child("agent", "aux", "auxpass") is not None:
        return False
    if noun.tag != "NN" or article is None or article.lower in ("a", "an") or annotated.sentences[token.sent_i].kind != "body":
        return False
    infinitive = noun.dep == "nsubj" and verb.dep == "ROOT" and verb.tag == "VB" and any(c.lower == "to" for c in verb.children)
    if noun.dep == "ROOT" and not any(c.tag in FINITE or c.dep in ("relcl", "ccomp") for c in noun.children):
        make_root(annotated, token, noun)
        noun.dep = "nsubj"
        for child in [c for c in noun.children if c.i > token.i]:
            attach(child, token, child.dep)
    elif infinitive and noun.i < token.i < verb.i:
        make_root(annotated, token, verb)
        verb.dep = "xcomp"
        attach_subject(noun, token)
    else:
        return False
    token.tag, name.dep = "VBD", "dobj"
    return True


def _may_be_past(token: Token) -> bool:
    """True for a participle that the past tense looks like: "left", "announced", but not "taken"."""
    return token.lower.endswith(("d", "t")) or token.lower in ("won", "made", "struck", "swung", "clung", "hung")


def _only_verb(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The hospital announced in May that it would close", "The ferry left and was late": a sentence of running text has a verb.

    Nobody suffers a verb that has an object or a content of its own, or that goes on with a finite one.
    """
    noun, sentence = token.head, annotated.sentences[token.sent_i]
    if noun.dep != "ROOT" or noun.tag not in ("NN", "NNS") or sentence.kind != "body" or not _may_be_past(token):
        return
    ends = annotated.tokens[sentence.token_end - 1].text in (".", "!", "?", '"')
    if not ends or token.child("agent", "aux", "auxpass", "nsubj", "mark", "oprd") is not None or noun.child("det", "poss") is None:
        return
    others = [c for c in noun.children if c is not token]
    if any((c.dep in ("relcl", "ccomp", "parataxis") and c.i > token.i) or c.tag in FINITE for c in others):
        return
    content = token.child("ccomp")
    further = next(
        (c for c in token.children if c.dep == "conj" and (c.tag == "VBD" or c.lemma in _INTRANSITIVE) and not has_subject(c)), None
    )
    thing = token.child("dobj") if token.lemma not in _GIVING else None
    own = content is not None and has_subject(content) and is_finite(content)
    if token.tag == "VBN" and not own and further is None and thing is None:
        return
    make_root(annotated, token, noun)
    noun.dep, token.tag = "nsubj", "VBD"
    for child in [c for c in noun.children if c.i > token.i]:
        attach(child, token, "advcl" if child.dep == "acl" else child.dep)


def _verb_behind_when(annotated: AnnotatedDoc, token: Token) -> None:
    """ "when a dentist, Ann Reed, paid for it": a clause behind *when* has a verb; the noun is its subject."""
    noun = token.head
    opener = next((c for c in noun.children if c.i < noun.i and (c.tag == "WRB" or c.dep == "mark")), None)
    if opener is None or noun.dep not in ("advcl", "ccomp", "relcl") or not _may_be_past(token):
        return
    if (
        token.child("agent", "aux", "auxpass", "nsubj", "mark") is not None
        or opener is not noun.subtree()[0]
        or not noun.tag.startswith("NN")
    ):
        return
    if any(c.dep in ("cop", "aux", "nsubj", "relcl") for c in noun.children) or not attach(token, noun.head, noun.dep):
        return
    attach(noun, token, "nsubj")
    for child in [c for c in noun.children if c is opener or c.i > token.i]:
        attach(child, token, child.dep)
    token.tag = "VBD"


def _verb_of_relative(annotated: AnnotatedDoc, token: Token) -> None:
    """ "The rest of the land, a farm that the state bought in 2001, is a park": the second comma ends the relative clause."""
    near, verb = token.head, token.head.head
    noun = verb.head
    whole = noun.head
    that = annotated.tokens[near.subtree()[0].i - 1]
    if near.dep != "nsubj" or verb.dep != "relcl" or noun.dep != "appos" or whole.dep != "ROOT" or that.head is not verb:
        return
    behind = token.subtree()[-1].i + 1
    if (
        that.lower not in ("that", "which", "whom")
        or not near.i < token.i < verb.i
        or annotated.tokens[behind].text != ","
        or not is_finite(verb)
    ):
        return
    make_root(annotated, verb, whole)
    whole.dep = "nsubj"
    attach(token, noun, "relcl")
    attach(near, token, "nsubj")
    attach(that, token, "dobj")
    token.tag = "VBD" if token.tag == "VBN" else token.tag
