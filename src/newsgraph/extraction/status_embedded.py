"""What a predicate makes of the clause below it: "said that", "refused to", "is likely to", "had to".

References:
    Karttunen (1971, 2012), implicative verbs; Saurí & Pustejovsky (2012), Are You Sure That This Happened?;
    the table of predicates is ``newsgraph/lexicons/status.tsv``.
"""

from __future__ import annotations

from typing import cast

from newsgraph.extraction.frames import Frame
from newsgraph.extraction.predicates import NOBODY
from newsgraph.extraction.restricting import ORDINALS
from newsgraph.extraction.status_local import Context, is_negative_phrase
from newsgraph.extraction.status_nouns import of_content_noun
from newsgraph.extraction.status_scope import is_result
from newsgraph.extraction.status_unreal import is_false
from newsgraph.extraction.status_verbs import binds, is_mandative, is_measured, is_reported, of_passive
from newsgraph.extraction.subjects import with_gap
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.status import Complement, Embedding, embedding
from newsgraph.model import Modality, Status

__all__ = ["CONVINCED", "UNCERTAIN", "UNREAL", "applied", "copular", "embedded", "is_spliced"]

_HEARSAY = frozenset(("claim", "say", "report", "suggest", "rumour", "rumor", "assert"))
_NOT_YET: frozenset[Modality | None] = frozenset(
    ("request", "obligation", "conditional", "intention", "promise", "threat", "future", "possibility")
)
UNREAL: frozenset[Modality | None] = _NOT_YET | {"attempt", "question", "wish"}
"""What has not happened, or not yet."""
UNCERTAIN = frozenset("possible likely probable unlikely doubtful unclear uncertain impossible unsure conceivable".split())
"""Of what is so, nobody knows."""
CONVINCED = frozenset("sure certain confident convinced hopeful afraid optimistic worried concerned adamant clear".split())
"""Whose being so somebody believes."""
_LIKELY = frozenset(("likely", "unlikely", "likelier", "apt", "prone", "liable"))
# Who shows or proves it makes it so; who only should, claims nothing.
_SHOWING = frozenset("show prove demonstrate reveal indicate".split())
_TOLD = frozenset(("tell", "inform", "assure", "advise", "warn"))
_IMPLYING = frozenset(("mean", "imply", "suggest", "indicate", "signify"))
_REMEMBERING = frozenset(("remember", "recall", "recollect", "forget"))
_CERTAIN = frozenset(("certain", "sure", "certainty", "fact"))
_HARDLY_ANY = frozenset(("nothing", "little", "nobody"))


_AT_FIRST = frozenset(("first", "initially", "originally", "wrongly", "mistakenly", "once"))


def embedded(annotated: AnnotatedDoc, frame: Frame, governor: Frame, above: Context) -> Context:
    """What the predicate above makes of its clause: "said that …", "had to …", "refused to …"."""
    kind = _kind(frame, governor)
    if kind == "that" and _behind_colon(annotated, frame, governor):
        return Context(speakers=above.speakers)
    if is_spliced(frame, governor):
        return Context(speakers=above.speakers)
    if kind == "that" and governor.passive and frame.own_subject and not frame.marks and frame.token.i < governor.token.i:
        return Context(speakers=above.speakers)  # "we were mocked, we were ignored": two sentences
    if governor.lemma == "be" or governor.token.pos == "AUX":
        supposed = of_content_noun(annotated, frame, above) if governor.complement is None else None
        if supposed is not None:
            return supposed
        return copular(frame, governor, above)
    known = _by_verb(annotated, frame, governor, above, kind)
    if known is not None:
        return known
    past = governor.token.tag == "VBD" or governor.passive
    if frame.infinitive and past and above.status == "fact" and is_result(frame, governor):
        return Context(speakers=above.speakers)
    if governor.complement is not None and governor.complement.i < frame.token.i:
        return copular(frame, governor, above)
    return applied(_entry(frame, governor, kind), governor, above)


def is_spliced(frame: Frame, governor: Frame) -> bool:
    """True for the first half of "I've asked Oslo, I've asked Bergen": two sentences, though the parser makes one the other's content."""
    twice = frame.lemma == governor.lemma and frame.token.i < governor.token.i and not frame.marks
    if not twice or frame.token.dep != "ccomp" or not governor.objects or not (frame.own_subject and governor.own_subject):
        return False
    return bool(frame.subjects and governor.subjects) and frame.subjects[0].lower == governor.subjects[0].lower


def _by_verb(annotated: AnnotatedDoc, frame: Frame, governor: Frame, above: Context, kind: Complement) -> Context | None:
    """Verbs whose form or surroundings tell more than their class: "going to", "needed nine days to", "had to", "used to"."""
    lemma = governor.lemma
    if governor.token.lower in ("going", "gon") and frame.infinitive and governor.auxiliaries:
        never = any(child.lower == "never" for child in governor.token.children)  # "was never going to last": did not
        past = any(aux.tag == "VBD" for aux in governor.auxiliaries) and not never and not is_reported(governor)
        return applied(Embedding("future", "possible", "possible" if past else "negated", "future", False), governor, above)
    if (
        lemma in ("take", "need")
        and kind != "that"
        and is_measured(annotated, governor)
        and above.status == "fact"
        and governor.token.tag == "VBD"
    ):
        return Context(speakers=above.speakers)  # "needed nine days to restore it": it was restored
    if lemma == "hear" and kind == "that" and governor.subjects and governor.subjects[0].lemma.lower() in word_class("hearing"):
        return applied(Embedding("allege", "possible", "possible", "allegation", False), governor, above)  # who said so is not told
    if lemma == "have" and frame.infinitive and any(child.lower == "yet" for child in (*governor.token.children, *frame.token.children)):
        return applied(Embedding("yet", "negated", "negated", "", False), governor, above)  # "has yet to publish it"
    if lemma == "have" and kind == "to" and frame.infinitive:
        if _has_time(governor, frame):
            return applied(Embedding("permit", "possible", "negated", "ability", False), governor, above)
        perfect = governor.token.tag == "VBN" and any(aux.tag in ("VBZ", "VBP", "VBD") for aux in governor.auxiliaries)
        past = governor.token.tag == "VBD" and not is_reported(governor)
        if governor.token.tag == "VBD" and annotated.quotation_of.get(governor.token.i) is not None:
            past = True  # the tense is the speaker's own
        if (perfect or past) and above.status == "fact":
            return Context(speakers=above.speakers)  # "had to postpone it": it was postponed (Karttunen 1971)
        return applied(Embedding("need", "possible", "none", "obligation", False), governor, above)
    if lemma == "know" and kind == "that" and above.status == "negated" and _for_certain(governor):
        return Context("possible", None, above.speakers, told=False)  # "does not know for certain that it was hers"
    if lemma in _REMEMBERING and frame.token.tag == "VBG":
        return applied(Embedding("factive", "same", "none", "", False), governor, above)  # "does not remember signing it": may have
    if lemma == "think" and governor.token.tag == "VBD" and governor.subjects and governor.subjects[0].lower in ("i", "we"):
        return applied(Embedding("belief", "possible", "negated", "belief", True), governor, above)  # "I thought it was broken": may not be
    if lemma in ("think", "believe", "assume", "suppose", "fear") and any(c.lower in _AT_FIRST for c in governor.token.children):
        return applied(Embedding("belief", "possible", "negated", "belief", True), governor, above)  # "he first thought it was a bug"
    if lemma == "see" and governor.token.tag in ("VBZ", "VBP") and frame.own_subject and frame.token.tag == "VBG":
        seen = Embedding("forecast", "possible", "negated", "future", True)  # "sees the economy growing": expects it
        return applied(seen, governor, above)
    if lemma == "use" and frame.infinitive and not governor.passive and not governor.objects:
        return Context("negated" if above.status == "negated" else "fact", None, above.speakers)  # "used to own it": once did
    return None


def _for_certain(governor: Frame) -> bool:
    """ "for certain", "for sure", "with certainty": who does not know so may know nothing of it."""
    return any(
        child.dep == "prep" and child.lower in ("for", "with") and any(c.lower in _CERTAIN for c in child.children)
        for child in governor.token.children
    )


def _behind_colon(annotated: AnnotatedDoc, frame: Frame, governor: Frame) -> bool:
    """ "He disputes the recording: the sound, he says, would be lower": what follows explains, it is not what he disputes."""
    objects = [item.i for item in governor.objects if governor.token.i < item.i < frame.token.i]
    first = min([t.i for t in frame.token.subtree()])
    return bool(objects) and any(t.text == ":" for t in annotated.tokens[objects[-1] : first])


def _has_time(governor: Frame, frame: Frame) -> bool:
    """ "had until Friday to accept", "has two weeks to appeal": no duty, but a term."""
    first = frame.token.subtree()[0]
    return any(
        child.dep in ("prep", "dobj", "npadvmod") and governor.token.i < child.i < first.i and child.lower not in ("of", "by")
        for child in governor.token.children
    )


def _kind(frame: Frame, governor: Frame) -> Complement:
    """The form of the complement, as the table of predicates names it."""
    if frame.token.dep == "ccomp" and (
        is_mandative(frame)  # "said that the mill be closed"
        or frame.finite
        or (frame.own_subject and not frame.infinitive and frame.token.tag not in ("VBG", "VB", "VBN"))
    ):
        return "that"
    bare = frame.token.dep == "ccomp" and frame.own_subject and frame.token.tag == "VB" and not frame.auxiliaries
    if bare and embedding(governor.lemma, "obj") is None and embedding(governor.lemma, "that") is not None:
        return "that"  # a present tense that the tagger took for a bare form: "said members fully support it"
    others = (*governor.objects, *(target for _, target in governor.preps))
    if frame.own_subject or (frame.subjects and frame.subjects[0] in others):
        return "obj"
    if frame.subjects and frame.subjects[0] is governor.token.head and with_gap(governor, frame.token):
        return "obj"  # "a price that the auditor considers to have been too low"
    return "to"


def _entry(frame: Frame, governor: Frame, kind: Complement) -> Embedding:
    """The class of the predicate by the table, or what is most likely of one that is in none."""
    lemma = governor.lemma
    entry: Embedding | None
    if governor.passive and kind != "that":
        entry = embedding(f"be_{governor.token.lower}", "to") or of_passive(lemma)
    else:
        phrasal = f"{lemma}_{governor.particle.lower}" if governor.particle is not None else lemma
        entry = embedding(phrasal, kind) or embedding(lemma, kind) or (embedding(lemma, "to") if kind == "obj" else None)
    if entry is not None and entry.name == "binding" and binds(governor):
        entry = Embedding("binding", "possible", "none", "obligation", False)
    if entry is not None and ("whether" in frame.marks or (kind == "that" and "if" in frame.marks)):
        # Who asks or knows whether it is so does not say so.
        entry = entry._replace(denied="possible", attributed=False, modality="question")
    if kind == "that" and is_mandative(frame) and (entry is None or entry.name == "report"):
        entry = Embedding("request", "possible", "none", "request", True)
    if entry is not None:
        return entry
    if "whether" in frame.marks or "if" in frame.marks:
        return Embedding("question", "possible", "possible", "question", False)
    if kind == "that":
        return Embedding("other", "same", "possible", "", False)
    return Embedding("other", "possible", "possible", "", False) if frame.infinitive else Embedding("other", "same", "negated", "", False)


def copular(frame: Frame, governor: Frame, above: Context) -> Context:
    """ "is likely to", "is to", "is glad that": by the adjective."""
    complement = governor.complement
    word = complement.lower if complement is not None else "to"
    if complement is not None and governor.existential and frame.infinitive and (is_negative_phrase(complement) or word in _HARDLY_ANY):
        return Context("possible", None, above.speakers, told=False)  # "there was nothing to suggest that …"
    entry = embedding(f"be_{word}", "to") if frame.infinitive or word not in CONVINCED | UNCERTAIN else None
    if complement is None and frame.infinitive and _among_the_first(frame, governor):
        return Context(speakers=above.speakers)
    if complement is None and frame.infinitive:
        yet = any(child.lower == "yet" for child in governor.token.children)  # "is yet to approve it": has not
        unmet = governor.token.tag == "VBD" and any(aux.lower == "have" for aux in frame.auxiliaries)  # "was to have married": did not
        entry = Embedding("future", "negated" if yet or unmet else "possible", "negated", "future", False)
    if complement is not None and frame.infinitive and any(child.lower == "too" for child in complement.children):
        entry = Embedding("excess", "negated", "possible", "", False)  # "too tired to attend": did not (Karttunen 1971)
    if complement is not None and frame.infinitive and word in _LIKELY and _compared(complement):
        return Context("possible", "possibility", above.speakers, told=False)  # "are 52% less likely to develop it"
    if governor.lemma in ("make", "be") and word in ("sure", "certain") and governor.infinitive and above.status != "fact":
        return Context("possible", above.modality or "intention", above.speakers, told=above.told)  # "came to make sure that they stay"
    if complement is not None and not frame.infinitive and word in ("false", "untrue", "true"):
        entry = Embedding("truth", "same" if word == "true" else "negated", "negated" if word == "true" else "same", "", False)
    if (
        entry is not None
        and entry.name == "able"
        and above.status == "fact"
        and (governor.token.tag == "VBD" or any(aux.tag in ("VBZ", "VBP", "VBD") for aux in governor.auxiliaries))
    ):
        return Context(speakers=above.speakers)  # "was able to form a government": it was formed (Karttunen 1971)
    if entry is None:
        if frame.infinitive:
            entry = Embedding("adjective", "possible", "possible", "", False)
        elif word in UNCERTAIN:
            entry = Embedding("adjective", "possible", "possible", "possibility", False)
        elif word in CONVINCED:
            entry = Embedding("adjective", "same", "possible", "belief", word != "clear")
        else:
            entry = Embedding("adjective", "same", "possible", "", False)
    return applied(entry, governor, above)


def _among_the_first(frame: Frame, governor: Frame) -> bool:
    """ "is among the first to use it": uses it."""
    first = frame.token.subtree()[0].i
    return any(target.lower in ORDINALS and target.i == first - 1 for _, target in governor.preps)


def _compared(adjective: Token) -> bool:
    """True for "likelier", "52% less likely"."""
    return adjective.tag == "JJR" or any(c.tag in ("RBR", "RBS") or c.lower in ("more", "less") for c in adjective.children)


def applied(entry: Embedding, governor: Frame, above: Context) -> Context:
    """The context of a clause below ``governor``, which is in class ``entry``."""
    if is_false(governor) and above.status == "fact":
        return Context("negated", None, above.speakers)  # "falsely claimed that …"
    if entry.name == "deny" and above.status == "negated" and governor.subjects and governor.subjects[0].lower in NOBODY:
        return Context("fact", None, above.speakers)  # "nobody disputes that it is in trouble"
    effect = entry.denied if above.status == "negated" else entry.affirmed
    if effect == "none":
        return Context("possible", cast("Modality | None", entry.modality or None), above.speakers, told=False)
    if above.status == "possible" and effect == "negated" and entry.name == "negative" and above.modality == "ability":
        return Context("possible", above.modality, above.speakers, told=False)  # "could refuse to work": may work all the same
    status: Status = "fact" if effect == "same" else "negated" if effect == "negated" else "possible"
    if above.status == "possible" and effect == "negated" and entry.name == "negative" and above.modality in _NOT_YET:
        return Context("negated", above.modality, above.speakers, told=above.told)  # "urged them to avoid it", "if Malta refused to"
    if above.status == "possible" and status in ("fact", "negated") and entry.name not in ("factive", "report", "belief"):
        status = "possible"
    if (
        above.status == "possible"
        and status == "fact"
        and above.modality in UNREAL
        and governor.lemma in _SHOWING | {"ensure", "guarantee"}
    ):
        status = "possible"  # "must prove that its ships are safe"
    if above.status == "possible" and status == "fact" and governor.lemma in _IMPLYING:
        status = "possible"  # "could mean that they have adapted": who knows
    if above.status == "negated" and status == "fact" and above.modality in UNREAL and not entry.attributed:
        status = "possible"  # "would not hesitate to close it": would close it
    if (
        above.status == "possible"
        and entry.name in ("report", "belief")
        and above.modality in UNREAL | {"allegation"}
        and not _only(governor)
    ):
        status = "possible"  # "may announce that …", "hopes to find her alive": not said, not found
    modality = cast("Modality | None", entry.modality or None) or (above.modality if status == "possible" else None)
    speakers = above.speakers
    hearsay = entry.name in ("allege", "belief") or governor.lemma in _HEARSAY
    told = entry.name == "report" and governor.lemma in _TOLD  # "was assured that it was safe": by somebody, who is not told
    if entry.attributed and governor.passive and not governor.agents and (hearsay or told) and -1 not in speakers:
        return Context(status, modality, (-1, *speakers))  # "it is alleged that": by somebody
    # "needed to show they could": not shown; who "has not confirmed that …" claims nothing.
    unshown = above.status == "possible" and above.modality in UNREAL and governor.lemma in _SHOWING
    doubted = entry.name == "doubt" and governor.lemma in ("doubt", "question", "query", "dispute")
    if (entry.attributed or doubted) and not unshown and not (above.status == "negated" and effect == "possible"):
        people = governor.agents if governor.passive else governor.subjects
        if people and people[0].i not in speakers:
            speakers = (people[0].i, *speakers)
    return Context(status, modality, speakers)


def _only(governor: Frame) -> bool:
    """ "would say only that …": did say so."""
    return any(child.lower == "only" for child in governor.token.children)
