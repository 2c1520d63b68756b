"""What a clause says of itself: its negation, its modal, whether it asks or commands.

References:
    Horn (1989), A Natural History of Negation (quantifiers under negation, contrastive *not*); Ladusaw (1979), Polarity Sensitivity;
    Saurí & Pustejovsky (2009), FactBank, for the kinds of possibility.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from newsgraph.extraction.frames import Frame
from newsgraph.extraction.status_scope import is_question_clause
from newsgraph.extraction.status_unreal import is_inferred, is_open_end, unmet_condition
from newsgraph.extraction.words import cites_no
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.model import Modality, Status

__all__ = ["Context", "contrasted", "is_negative_phrase", "is_proverb", "local_context", "of_any"]

_NEGATIVE_ADVERBS = word_class("negative adverbs")
_NEGATIVE_DETERMINERS = frozenset(("no", "neither"))
_NEGATIVE_HEADS = frozenset(("nobody", "nothing", "none", "neither", "no-one"))
_MOVES = frozenset("arrive come depart face fly go host join leave marry meet move play quit retire return sail travel visit".split())
_ASKING = word_class("asking")
_UNIVERSAL = frozenset(("all", "every", "each", "everyone", "everybody", "everything", "both"))
_PARTLY = frozenset(("only", "just", "merely", "least", "all", "every", "each", "everyone", "everybody", "everything"))
_CONDITIONAL_MARKS = frozenset(("if", "unless", "lest", "provided", "providing", "supposing", "whether"))
_HEDGES = frozenset(("reportedly", "allegedly", "purportedly", "supposedly", "apparently", "ostensibly"))
_MAYBE = frozenset(("probably", "perhaps", "maybe", "possibly", "likely", "presumably", "conceivably", "potentially"))
_MODALS: dict[str, Modality] = {
    "will": "future",
    "'ll": "future",
    "shall": "future",
    "wo": "future",
    "would": "conditional",
    "'d": "conditional",
    "can": "ability",
    "ca": "ability",
    "could": "ability",
    "may": "possibility",
    "might": "possibility",
    "must": "obligation",
    "should": "obligation",
    "ought": "obligation",
    "need": "obligation",
}
# "with no warning" says how; "left with no choice" says what was left.
_WITH_AS_ARGUMENT = frozenset(("be", "leave", "end", "emerge", "come", "live", "meet", "stay", "remain"))
_BEFORE_IMPERATIVES = frozenset(
    ("please", "do", "don't", "n't", "not", "never", "just", "and", "but", "so", "now", "then", "always", "kindly")
)
_IF_ANY = frozenset(("anything", "necessary", "possible", "need", "needed", "required", "so"))
_HAD = frozenset(("had", "'d"))
_SAYING = frozenset(("say", "tell", "confirm", "add"))
_IDLE_NEGATIVES = frozenset(("avail", "cost", "charge", "time", "reason", "fault", "effect", "doubt", "extent", "limit"))
_AT_NO = {
    "at": ("point", "time", "stage", "moment"),
    "under": ("circumstance", "condition"),
    "in": ("way", "sense", "case"),
    "by": ("means",),
    "on": ("account",),
}


@dataclass(frozen=True, slots=True)
class Context:
    """``status`` and ``modality`` of a clause, and whose claim it is: ``speakers`` are heads, innermost first, -1 for one not told.

    ``told`` is False for a clause that nobody asserts or denies: the content of a question, of a comparison, of a novel.
    """

    status: Status = "fact"
    modality: Modality | None = None
    speakers: tuple[int, ...] = ()
    told: bool = True


def is_negative_phrase(token: Token) -> bool:
    """True for "no deal", "neither leader", "nobody", "none of them"; not for "not all of them", "nothing but praise"."""
    if any(
        c.lower in ("not", "hardly", "scarcely") and not _before(c, token, _PARTLY)
        for child in token.children
        if child.i < token.i
        for c in (child, *child.children)
    ):
        return True  # "not a single minister", "hardly any investors"
    if token.lower in _NEGATIVE_HEADS:
        return not any(child.lower in ("but", "except", "short") for child in token.children) and not (
            token.lower == "none" and any(child.lower == "not" for child in token.children)
        )
    if token.lower == "one" and any(child.lower in ("but", "except") for child in token.children):
        return False  # "no one but Reed signed it": Reed did
    return any(
        child.lower in _NEGATIVE_DETERMINERS
        and child.dep in ("det", "preconj", "cc", "neg")
        and child.i < token.i
        and not _as_name(child, token)
        and not cites_no(token)
        and not any(t.i == child.i + 1 and t.tag in ("JJR", "RBR") and t.lower != "longer" for t in token.subtree())  # "no more than 31"
        for child in token.children
    )


def _as_name(no: Token, noun: Token) -> bool:
    """True for "a No poster": behind another determiner *No* is the name of a kind."""
    return no.text == "No" and any(child.dep in ("det", "poss") and child.i < no.i for child in noun.children)


def _before(first: Token, head: Token, words: frozenset[str]) -> bool:
    """True when one of the words stands right after ``first``, under the head or as the head."""
    return any(t.i == first.i + 1 and t.lower in words for t in (head, *head.children, *(g for c in head.children for g in c.children)))


def _partly_negative(token: Token) -> bool:
    """ "not all of the figures", "not every bank": some are, some are not."""
    return any(c.lower == "not" and _before(c, token, _UNIVERSAL) for child in token.children for c in (child, *child.children))


def _universal(token: Token) -> bool:
    return token.lower in _UNIVERSAL or any(child.lower in _UNIVERSAL and child.dep in ("det", "predet") for child in token.children)


def contrasted(context: Context, frame: Frame, head: Token | None) -> Context:
    """The context of one of several coordinated ends: "a lawyer and not a judge", "not a promise but a plan", "tea or coffee"."""
    if head is None or (context.status == "possible" and head.dep != "conj"):
        return context
    if context.status == "fact" and is_open_end(head):
        return replace(context, status="possible", modality="possibility")
    if head.dep not in ("conj", "appos") or _second(frame, head):
        return context
    before = head.head
    joint = [child for child in before.children if child.dep == "cc" and before.i < child.i < head.i]
    denied = any((child.dep == "neg" or child.lower == "no") and child.i < head.i for child in head.children) or any(
        child.lower == "not" or (child.lower == "than" and any(c.lower == "rather" for c in (*child.children, *before.children)))
        for child in joint
    )
    none = any(child.dep in ("det", "neg") and child.lower == "no" for child in head.children)
    if context.status == "fact" and denied:
        return replace(context, status="negated")
    if context.status == "possible" and none:
        return replace(context, status="negated")  # "will have a park and no jobs"
    negations = (*frame.token.children, *(grand for aux in frame.auxiliaries for grand in aux.children))
    but = not denied and any(child.lower == "but" for child in joint)
    if context.status == "negated" and but and any(child.dep == "neg" for child in negations):
        return replace(context, status="fact")
    return context


def _subjunctive(frame: Frame) -> bool:
    """True for "on condition they not be named because …": what is asked for is denied, not its reason."""
    return any(aux.tag in ("VB", "VBP") and aux.lower == "be" for aux in frame.auxiliaries) and all(
        aux.tag not in ("MD", "TO") and aux.lemma != "do" for aux in frame.auxiliaries
    )


def local_context(annotated: AnnotatedDoc, frame: Frame, shared: bool) -> Context:
    """Status and modality that the clause has before anything embeds it; ``shared`` when it shares the form of the verb before it."""
    if is_proverb(frame) or _some_only(frame):
        return Context("possible", told=False)
    if _before_any(frame):
        return Context("possible", told=False)
    negated, modality, weak = _marked(frame)
    if unmet_condition(annotated, frame) and not _asked(annotated, frame):
        if frame.lemma == "be" and any(prep.lower == "for" for prep, _ in frame.preps) and frame.link == "advcl":
            return Context("possible", told=False)  # "had it not been for a passing trawler": it is nothing
        return Context() if negated else Context("negated", "conditional")
    # "if he did not agree" supposes that he will not: neither that he may, nor that he does not, is told.
    nobody = any(is_negative_phrase(item) for item in (*frame.subjects[: int(frame.own_subject)], *frame.objects[:1]))
    if any(mark in _CONDITIONAL_MARKS for mark in frame.marks):
        asks = "whether" in frame.marks or is_question_clause(frame)
        return Context("possible", "question" if asks else "conditional", told=asks or not (negated or nobody))
    subject = frame.token.child("nsubj", "nsubjpass")
    asked = _asked(annotated, frame)
    if (
        subject is not None
        and any(aux.lower in ("had", "were", "should") and aux.i < subject.i < frame.token.i for aux in frame.auxiliaries)
        and not asked
        and not _fronted_negation(frame, subject)
    ):
        return Context("possible", "conditional", told=not (negated or nobody))  # "Had it happened later, …"
    if asked:
        return Context("possible", "question")
    if frame.token.dep == "ROOT" and frame.infinitive and frame.own_subject:
        return Context("negated" if negated else "possible", "future")  # "Nordbank to cut 900 jobs"
    if _commanded(annotated, frame) or _in_command(annotated, frame):
        return Context("negated" if negated else "possible", "request")
    parts = (*(() if shared else frame.subjects[:1]), *frame.objects[:1], *frame.agents[:1])
    if any(is_negative_phrase(item) and not _second(frame, item) for item in parts) and not _subject_elsewhere(frame):
        negated = not negated
    if _negative_preposition(frame):
        negated = True
    complement = frame.complement
    # "pleaded not guilty": did plead.
    if (complement is not None and frame.lemma != "plead") and (
        is_negative_phrase(complement) or any(c.dep == "neg" and c.i < complement.i for c in complement.children)
    ):
        negated = True
    if negated:
        # "did not win because we were stronger": the reason may be what is denied.
        adverb = any(child.dep == "neg" for child in frame.token.children) and not _subjunctive(frame)
        because = adverb and any(
            child.dep == "advcl" and any(g.lower == "because" for g in child.children) for child in frame.token.children
        )
        return Context("possible" if weak or because else "negated", modality)
    if modality is None and is_scheduled(annotated, frame):
        return Context("possible", "future")
    if modality is None and _if_clause(frame) and _in_present(frame):
        return Context("possible", "conditional")
    return Context("possible" if modality else "fact", modality)


def is_scheduled(annotated: AnnotatedDoc, frame: Frame) -> bool:
    """True for "Reed joins Lyon this summer", written before it: a plan (Quirk et al. 4.9), of people, not of terms."""
    token, published = frame.token, annotated.article.published
    if published is None or token.tag not in ("VBZ", "VBP") or frame.auxiliaries or frame.lemma not in _MOVES:
        return False
    adverbials = [c for c in token.children if c.dep in ("npadvmod", "tmod") or (c.dep == "prep" and c.lower in ("on", "in", "at"))]
    times = [annotated.times[t.i] for child in adverbials for t in child.subtree() if t.i in annotated.times]
    return bool(times) and all(time.first is not None and time.first > published for time in times)


def _fronted_negation(frame: Frame, subject: Token) -> bool:
    """ "Never before had Malta …", "Only once had she …": the auxiliary stands first for that, not for a condition."""
    return any(
        t.lower in _NEGATIVE_ADVERBS | {"only", "rarely", "seldom", "no"} and t.i < subject.i
        for child in frame.token.children
        if child.i < subject.i and child.dep in ("advmod", "neg", "prep", "npadvmod", "cc", "preconj")
        for t in (child, *child.children)
    )


def _marked(frame: Frame) -> tuple[bool, Modality | None, bool]:
    """Negation, modality and weakness by the adverbs and auxiliaries of the verb."""
    token = frame.token
    negated = weak = False
    modality: Modality | None = None
    if _regretted(frame):
        return False, None, False
    for child in (*token.children, *(grand for aux in frame.auxiliaries for grand in aux.children)):
        word = child.lower
        if child.dep == "neg" or (child.dep in ("advmod", "preconj", "cc") and word in _NEGATIVE_ADVERBS and child.i < token.i):
            # "not only … but": no negation.
            after = [t.lower for t in (*token.children, *child.children) if t.i == child.i + 1]
            if "necessarily" in after:
                weak, modality = True, modality or "possibility"
            negated = negated or not any(t in ("only", "just", "merely", "least") for t in after)
        elif child.dep == "advmod" and any(t.lower == "never" and t.dep == "neg" for t in child.children):
            negated = True  # "Never before had Malta …"
        elif word in ("neither", "nowhere", "nothing") and child.dep in ("advmod", "npadvmod", "dep") and child.i > token.i:
            negated = True
        elif child.dep == "advmod" and word in _HEDGES:
            modality = modality or "allegation"
        elif child.dep == "advmod" and word in _MAYBE:
            modality = modality or "possibility"
        elif child.dep == "advmod" and word == "longer" and any(t.lower == "no" for t in child.children):
            negated = True
        elif child.dep == "advmod" and word == "better" and token.tag == "VB" and any(aux.lower in _HAD for aux in frame.auxiliaries):
            modality = "obligation"  # "had better answer it"
        elif child.dep == "aux" and child.tag == "MD" and not (word in ("would", "could") and _says_only(frame)):
            modality = "possibility" if is_inferred(frame) else _MODALS.get(word, "possibility")
            perfect = any(aux.lower == "have" for aux in frame.auxiliaries)
            if word in ("should", "ought") and perfect:
                negated = True  # "should have saved it": it was not saved
        elif child.dep == "advmod" and (word in ("nearly", "almost") or _all_but(child)) and child.head is token and child.i < token.i:
            negated = True  # "nearly lost": not lost
    return negated, modality, weak


def _all_but(adverb: Token) -> bool:
    return adverb.lower == "but" and any(child.lower == "all" for child in adverb.children)


def _says_only(frame: Frame) -> bool:
    """ "would say only that talks were under way", "could only say": said so, and no more."""
    verb = frame.token
    return verb.lemma in _SAYING and any(t.lower == "only" and -3 < t.i - verb.i < 2 for t in verb.subtree())


def _regretted(frame: Frame) -> bool:
    """ "said a word I should not have said": it was said."""
    words = {child.lower for child in frame.auxiliaries}
    return bool(words & {"should", "ought"}) and "have" in words and any(child.dep == "neg" for child in frame.token.children)


def _negative_preposition(frame: Frame) -> bool:
    """ "was left with no choice", "was in no hurry", "at no point did she …": the negation that a preposition's noun brings."""
    for prep, target in frame.preps:
        if not is_negative_phrase(target) or prep.head is not frame.token:
            continue
        if target.lemma.lower() in _AT_NO.get(prep.lower, ()):
            return True
        if target.lemma.lower() in _IDLE_NEGATIVES or prep.lower in ("for", "without", "despite"):
            continue
        if prep.lower == "with" and frame.lemma not in _WITH_AS_ARGUMENT:
            continue
        first = next((p for p, t in frame.preps if t.ent_type not in ("DATE", "TIME")), prep)  # "ended on Thursday with no agreement"
        if not frame.objects and frame.complement is None and not frame.clauses and prep is first:
            return True
    return False


def _some_only(frame: Frame) -> bool:
    """ "Not all passengers left", "did not publish all names", "does not always pay": neither so nor not so."""
    if any(_partly_negative(item) for item in (*frame.subjects[:1], *frame.objects[:1])):
        return True
    negations = [child for child in frame.token.children if child.dep == "neg"]
    return bool(negations) and (
        any(_universal(item) and item.i > frame.token.i for item in (*frame.objects[:1], *frame.agents[:1]))
        or any(child.lower == "always" and child.i > negations[0].i for child in frame.token.children if child.dep == "advmod")
    )


_ANY = frozenset(("any", "anyone", "anybody", "anything"))


def _before_any(frame: Frame) -> bool:
    """True for "heard them before he saw anyone", "sank before any help came": *any* tells that nothing of it was so yet."""
    parts = (*frame.subjects[: int(frame.own_subject)], *frame.objects[:1], *(target for _, target in frame.preps))
    return "before" in frame.marks and any(t.lower in _ANY for part in parts for t in (part, *part.children))


def is_proverb(frame: Frame) -> bool:
    """ "… but voters in Cork did not": an auxiliary that stands for the verb before it tells nothing by itself."""
    token = frame.token
    return (
        (token.tag == "MD" or (token.lemma in ("do", "have") and token.tag in ("VBD", "VBZ", "VBP", "VB")))
        and frame.own_subject
        and not (frame.objects or frame.clauses or frame.preps or frame.complement or frame.particle or frame.recipients)
        and all(
            child.dep in ("nsubj", "neg", "punct", "cc", "conj", "mark", "aux", "preconj", "advcl", "parataxis")
            or child.lower in ("so", "too", "either", "neither", "nor", "also", "just", "as")
            for child in token.children
        )
    )


def _second(frame: Frame, noun: Token) -> bool:
    """ "backed Reed and not Hale, who left": what is denied of the second of two is not denied of what its relative clause tells."""
    return noun.dep == "conj" and noun in frame.token.ancestors()


def _subject_elsewhere(frame: Frame) -> bool:
    """A negative subject that only coordination brings ("Nobody came and …") still negates; one from above does not."""
    return bool(frame.subjects) and is_negative_phrase(frame.subjects[0]) and not frame.own_subject and frame.link != "conj"


def _if_clause(frame: Frame) -> bool:
    return frame.lemma not in _ASKING and any(
        child.dep == "advcl"
        and child.lower not in _IF_ANY
        and any(grand.dep == "mark" and grand.lower in ("if", "unless") for grand in child.children)
        and not any(t.lower in ("even", "as") for t in child.subtree()[:2])  # "even if it rains", "as if he owned it"
        for child in frame.token.children
    )


def _in_present(frame: Frame) -> bool:
    """True for "the act lapses", "the act is repealed"; not for "has been repealed", nor for what is expected of it in any case."""
    first = frame.auxiliaries[0] if frame.auxiliaries else frame.token
    awaited = frame.passive and any(clause.dep == "xcomp" for clause in frame.clauses)
    return first.tag in ("VBP", "VB", "VBZ") and (first is frame.token or first.lemma in ("be", "do")) and not awaited


def _asked(annotated: AnnotatedDoc, frame: Frame) -> bool:
    sentence = annotated.sentences[frame.token.sent_i]
    if frame.governor is not None and frame.link not in ("conj", "ccomp"):
        return False
    for token in reversed(annotated.sentence_tokens(sentence)):
        if token.text == "?":
            inside = annotated.quotation_of.get(token.i)
            return inside is None or inside == annotated.quotation_of.get(frame.token.i)
        if token.text not in ('"', "'", ")", "''"):
            return False
    return False


def of_any(frame: Frame) -> bool:
    """True for "any offer would fail": *any* is at home where nothing is asserted (Ladusaw 1979)."""
    return frame.own_subject and any(c.lower == "any" and c.dep == "det" for item in frame.subjects[:1] for c in (item, *item.children))


def _in_command(annotated: AnnotatedDoc, frame: Frame) -> bool:
    """A that-clause of a command that the parser did not see: "Disregard the above and state that …"."""
    if frame.governor is not None or frame.token.dep != "ccomp" or not frame.own_subject:
        return False
    first = annotated.tokens[annotated.sentences[frame.token.sent_i].token_start]
    return first.tag == "VB" and first.child("nsubj") is None


def _commanded(annotated: AnnotatedDoc, frame: Frame) -> bool:
    """An imperative: a bare verb without subject that nothing governs, or that its sentence or speech begins with."""
    token = frame.token
    if token.tag != "VB" or (frame.auxiliaries and not all(child.lower == "do" for child in frame.auxiliaries)) or frame.own_subject:
        return False
    index = annotated.quotation_of.get(token.i)
    spoken = index is not None and annotated.quotations[index].speech
    if token.dep == "ROOT" or frame.governor is None or (frame.link == "ccomp" and spoken and not frame.subjects):
        return True
    words = [t for t in token.subtree() if t.i <= token.i and t.pos != "PUNCT" and t.lower not in _BEFORE_IMPERATIVES]
    first = annotated.sentences[token.sent_i].token_start
    if index is not None and spoken:
        first = max(first, annotated.quotations[index].token_start)
    return words == [token] and all(t.pos == "PUNCT" or t.lower in _BEFORE_IMPERATIVES for t in annotated.tokens[first : token.i])
