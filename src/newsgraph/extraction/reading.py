"""What all kinds of clauses ask of a document: nodes, content, arguments, qualifiers."""

from __future__ import annotations

from collections.abc import Iterable

from newsgraph.extraction.adverbials import FITTING, MOVES, PREPOSITION_ROLES, adverbial_role, is_tally
from newsgraph.extraction.builder import Builder
from newsgraph.extraction.frames import MEASURES_OF_TIME, Frame, Frames
from newsgraph.extraction.parts import MOST_QUALIFIER_WORDS
from newsgraph.extraction.phrases import Phrases, conjuncts, is_nominal
from newsgraph.extraction.relative_adverbs import setting
from newsgraph.extraction.restricting import unspecific
from newsgraph.extraction.role_links import RoleLinks
from newsgraph.extraction.status_embedded import is_spliced
from newsgraph.extraction.status_local import is_proverb
from newsgraph.extraction.status_nouns import is_content_clause
from newsgraph.extraction.status_rules import Context, Contexts
from newsgraph.extraction.status_scope import is_comment, is_question_clause
from newsgraph.extraction.status_verbs import holder_of_view
from newsgraph.extraction.words import behind_of, compound_preposition, is_inverted
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.word_forms import first_conjunct
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.lexicons.status import embedding
from newsgraph.model import CharSpan, Node, Qualifier, QualifierRole

__all__ = ["Reading", "predicated"]

_DUBBING = word_class("dubbing")
_AS_VERBS = word_class("as verbs")
_APPOINTING = word_class("appointing")
_COMPOUND = word_class("compound prepositions")
_DEEDS = word_class("deeds")
_TAKING_UP = word_class("taking up clauses")
_DISCOURSE = word_class("discourse")
_MARK_ROLES: dict[str, QualifierRole] = {
    "because": "cause",
    "since": "cause",
    "as": "cause",
    "if": "condition",
    "unless": "condition",
    "provided": "condition",
    "providing": "condition",
    "when": "time",
    "while": "time",
    "after": "time",
    "before": "time",
    "until": "time",
    "once": "time",
    "although": "concession",
    "though": "concession",
    "whereas": "concession",
    "so": "purpose",
    "where": "place",
}
_AS_LONG: dict[str, QualifierRole] = {"soon": "time", "long": "condition"}
_STATES = word_class("states")
_BEING = frozenset(("be", "remain", "stay", "leave", "go", "live"))
_DATING = frozenset(("when", "whenever", "until", "till", "before", "lest", "than"))
_NO_EDGE = word_class("no edge")
_ORDINALS = word_class("ordinals")
_OLDEST = 110
_OCCASIONS = frozenset(("time", "moment", "instant", "day", "night", "morning", "week", "month", "year"))
_AT_DOING: dict[str, QualifierRole] = {"aim": "purpose", "target": "purpose", "gear": "purpose", "look": "topic"}
_ENDING = frozenset(("finish", "end", "come", "place"))
_STANDING = frozenset(("up", "down", "at", "on"))
_VALUES = frozenset(("PERCENT", "MONEY", "CARDINAL", "QUANTITY"))
_SHORT = frozenset(("short", "close", "far"))
_WHICH_ONE = frozenset("the this that last next following same previous every each".split())


def _apart(qualifiers: list[Qualifier]) -> list[Qualifier]:
    """The qualifiers without those whose words another one of the same role has too: "on Wednesday" of "on Wednesday and Thursday"."""
    return [
        one
        for n, one in enumerate(qualifiers)
        if one.span is None
        or not any(
            other.role == one.role
            and other.span is not None
            and other.span.covers(one.span)
            and (other.span != one.span or m < n)
            and (other.node is not None or one.node is None)
            for m, other in enumerate(qualifiers)
            if m != n
        )
    ]


def _behind_than(clause: Token) -> bool:
    return clause.dep == "advcl" and clause.subtree()[0].lower == "than"


def predicated(word: Token) -> str:
    """An adjective that is predicated of an object, with its own negation: "found him not guilty"."""
    return f"not {word.lower}" if any(child.dep == "neg" and child.i < word.i for child in word.children) else word.lower


class Reading:
    """A document with its phrases, predicates and contexts, and the builder of its statements: what the kinds of clauses share."""

    def __init__(self, annotated: AnnotatedDoc, extractor: str) -> None:
        self.annotated = annotated
        self.phrases = Phrases.of(annotated)
        self.frames = Frames.of(annotated)
        self.contexts = Contexts.over(annotated)
        self.role_links = RoleLinks(annotated, self.phrases)
        self.builder = Builder(annotated, self.phrases, extractor)
        self.cues = frozenset(quotation.cue_i for quotation in annotated.quotations if quotation.speech)

    def nodes(self, heads: Iterable[Token]) -> list[tuple[Node, Token]]:
        """The nodes of noun phrases with their heads, each once; groups are told apart, quantities are seen through."""
        found: list[tuple[Node, Token]] = []
        for head in heads:
            semantic = self.phrases.semantic_head(head)
            for node in self.phrases.nodes(semantic):
                if all(node.id != known.id or not node.id for known, _ in found):
                    found.append((node, head))
        return found

    def ends(self, prep: Token, target: Token) -> list[tuple[Node, Token]]:
        """The nodes that a preposition leads to; behind *between* one for both."""
        if prep.lower == "between" and target.child("conj") is not None:
            return [(self.builder.joint(target), target)]
        return self.nodes([target])

    def amounts(self, heads: Iterable[Token]) -> list[Qualifier]:
        """How much of it: "nearly three-quarters" of "three-quarters of its exports"."""
        return [
            self.builder.qualifier("amount", self.phrases.words(head).first, head)
            for head in heads
            if self.phrases.semantic_head(head) is not head and self.phrases.words(head).first.i <= head.i
        ]

    @staticmethod
    def is_otherwise(frame: Frame) -> bool:
        """ "pretends otherwise", "think so": what, only the text before tells."""
        pointing = any(c.dep == "advmod" and c.lower in ("otherwise", "so") and c.i == frame.token.i + 1 for c in frame.token.children)
        return pointing and embedding(frame.lemma, "that") is not None

    def is_speech(self, frame: Frame) -> bool:
        """True when the predicate tells what somebody says, thinks, promises or asks."""
        entry = embedding(frame.lemma, "that")
        return entry is not None and entry.name in ("report", "deny", "belief", "promise", "threat", "request")

    def content(self, frame: Frame, main: dict[int, str]) -> tuple[str | None, Token | None]:
        """The clause that the predicate embeds: the id of its statement where there is one, and its head."""
        if self.contexts.is_inserted(frame) and frame.governor is not None:
            return None, frame.governor.token
        if (
            frame.marks == ("as",)
            and frame.link == "advcl"
            and frame.governor is not None
            and not frame.clauses
            and not frame.objects
            and not frame.passive
            and all(self.builder.is_time(prep, target) for prep, target in frame.preps)
            and self.is_speech(frame)
        ):
            return None, frame.governor.token  # "…, as the opposition alleged"
        for token in frame.clauses:
            if token.i < frame.token.i and self.annotated.sentences[token.sent_i].token_start == token.i == frame.token.i:
                continue
            first = min(t.i for t in token.subtree())
            inner = self.frames.by_i.get(token.i)
            if inner is not None and is_spliced(inner, frame):
                continue
            if first > frame.token.i and self.annotated.tokens[first - 1].text == ";":
                continue  # "married her in 1960; the couple divorced in 1971"
            return main.get(token.i), token
        return None, None

    def noun_content(self, head: Token, main: dict[int, str]) -> tuple[list[Qualifier], str | None]:
        """The clause that a noun needs to mean anything, and the id of its statement: "an option *to buy the site*"."""
        for child in head.children:
            inner = self.frames.by_i.get(child.i)
            if inner is None or child.i < head.i or child.dep not in ("acl", "ccomp", "relcl"):
                continue
            if unspecific(head, child) and child.dep in ("relcl", "acl"):
                return [
                    self.builder.clause_qualifier("content", child, MOST_QUALIFIER_WORDS)
                ], None  # "never took a cent that was not hers"
            if inner.infinitive or ("that" in inner.marks and child.dep != "relcl") or is_content_clause(inner):
                return [self.builder.clause_qualifier("content", child, MOST_QUALIFIER_WORDS)], main.get(child.i)
        return [], None

    def subject_content(self, subject: Node, head: Token, main: dict[int, str]) -> tuple[list[Qualifier], str | None]:
        """The same of a subject, where its label does not have it: "rumours *that it would fail* circulated"."""
        told = any(
            child.dep in ("acl", "ccomp") and child.i > head.i and (child.child("mark") is not None or child.tag == "VB")
            for child in head.children
        )
        return self.noun_content(head, main) if told and subject.kind == "concept" and " to " not in subject.label else ([], None)

    def quoted_apart(self, frame: Frame, content: Token) -> bool:
        """True when the content is direct speech and the verb stands outside it."""
        return self.annotated.quotation_of.get(frame.token.i) != self.annotated.quotation_of.get(content.i)

    def argument_preps(self, frame: Frame) -> list[tuple[Token, Token]]:
        """Prepositional phrases that are no time, manner or source of the claim."""
        kept = []
        for prep, target in frame.preps:
            if holder_of_view(self.annotated, prep) is not None:
                continue
            if prep.lower == "without" and frame.lemma in _BEING and (frame.passive or self.builder.verb_name(frame, False) == frame.lemma):
                kept.append((prep, target))  # "were left without power", "remains without a coach"
                continue
            if prep.lower == "between" and (target.dep == "conj" or target.tag == "CD" or target.ent_type in ("PERCENT", "MONEY")):
                continue  # both are one end; "between 15 and 25 percent" is how much
            if self.builder.is_time(prep, target) or prep.lower in (
                "according",
                "per",
                "despite",
                "like",
                "unlike",
                "than",
                "including",
                "such",
                "apart",
                "without",
                "as",
                "due",
                "because",
                "owing",
                "thanks",
                "amid",
                "except",
                "besides",
                "given",
                "following",
                "during",
                "throughout",
            ):
                continue
            if prep.lower == "in" and target.lower in ("place", "stead") and target.child("poss") is not None:
                continue  # "runs in its place": instead
            if prep.lower == "in" and target.lemma.lower() in MOVES and self.annotated.tokens[prep.i - 1].text == ",":
                continue  # ", in a setback to the talks"
            if self._absolute(prep, target) or (prep.lower == "by" and target.tag == "CD" and any(t.lower == "to" for t in prep.subtree())):
                continue  # "voted by 31 to 30"
            if is_tally(prep.lower, target) and not (prep.lower == "with" and frame.lemma in _ENDING):
                continue
            if target.lower in _COMPOUND and target.child("prep") is not None and target.child("det", "poss", "amod") is None:
                inner = target.child("prep")
                behind = inner.child("pobj") if inner is not None and compound_preposition(inner) else None
                if inner is not None and behind is not None:
                    kept.extend((inner, item) for item in conjuncts(behind))  # "ruled in favour of Nordlink"
                continue  # "in accordance with the rules": no end of anything
            if prep.head.lower in ("according", "because", "due", "instead", "apart", "rather", "ahead", "but"):
                continue
            kept.append((prep, target))
        # "Before the flood, most went to Oslo": where to comes first, when it was stands apart.
        return sorted(kept, key=lambda pair: pair[0].i < frame.token.i and pair[0].lower in _NO_EDGE)

    def takes_up_clause(self, head: Token) -> bool:
        """True for "the idea", "talks", "no decision": of or about what, only the text before tells, and nothing said of it tells anything.

        Not with a modifier, a clause that is its content, or a name in its phrase.
        """
        if head.lemma.lower() not in _TAKING_UP or self.phrases.referents(head) or not head.tag.startswith("NN"):
            return False
        node = self.phrases.node(head)
        if node is None or node.label.lower() != head.lower or self.phrases.semantic_head(head) is not head:
            return False
        if any(child.dep in ("acl", "ccomp") and child.tag != "VBN" for child in head.children):
            return False
        return not any(self.annotated.name_head.get(t.i) == t.i for t in head.subtree() if t is not head)

    def _absolute(self, prep: Token, target: Token) -> bool:
        """True for ", with the first trams running in 2031", ", with Kent her first choice": a clause beside the clause, no end of it."""
        comma = prep.i > 0 and self.annotated.tokens[prep.i - 1].text == ","
        running = any(c.dep == "acl" and c.tag == "VBG" for c in target.children)
        return prep.lower == "with" and comma and (running or self._told_what(target) or self._told_how_much(target))

    @staticmethod
    def _told_how_much(target: Token) -> bool:
        """True for something with its value behind it: "Brent crude up 1.4 percent", "the euro at $1.09"."""
        behind = next((c for c in target.children if c.i == target.i + 1), None)
        if behind is None or behind.lower not in _STANDING:
            return False
        measure = behind.child("npadvmod", "pobj")
        return measure is not None and (measure.ent_type in _VALUES or measure.child("nummod") is not None)

    @staticmethod
    def _told_what(target: Token) -> bool:
        """True for somebody or something with what it is behind it: "Kent her first choice", "his partner, Ana Reed, second"."""
        if any(c.dep == "amod" and c.i > target.i and c.ent_type == "ORDINAL" for c in first_conjunct(target).children):
            return True
        beside = [c for c in target.children if c.dep == "appos" and c.subtree()[0].i == target.i + 1 and not c.ent_type]
        return bool(target.ent_type and beside)

    def qualifiers(self, frame: Frame) -> list[Qualifier]:
        """Everything else the clause says: when, where, how, why."""
        found = [*(self.builder.phrase_qualifier("amount", head) for head in frame.amounts), *self._setting(frame)]
        for prep, target in frame.preps:
            if prep.lower == "between" and target.dep == "conj" and not self.builder.is_time(prep, target):
                continue
            outer = prep.head if prep.head.dep == "prep" and prep.head.pos in ("ADP", "SCONJ", "ADV", "ADJ", "VERB") else prep
            if (
                outer.lower == "according"
                or self._apart_from(frame, outer)
                or holder_of_view(self.annotated, prep) is not None
                or (outer.lower == "as" and frame.lemma in (_AS_VERBS | _DUBBING | _APPOINTING) and frame.objects)
                or self._absolute(prep, target)
                or self._one_of_unknown(target)
            ):
                continue
            if target.lemma in MEASURES_OF_TIME and (target.dep == "conj" or target.child("conj")) and self.builder.is_time(prep, target):
                if target.dep != "conj":
                    found.append(self.builder.qualifier("time", prep, target.subtree()[-1]))  # "for five years and four months"
                continue
            if prep.lower == "on" and target.lower == "condition" and (proviso := target.child("acl", "ccomp", "relcl")) is not None:
                found.append(self.builder.qualifier("condition", prep, proviso.subtree()[-1]))
                continue  # "on condition that they sell 30 shops"
            role: QualifierRole = "time"
            if outer.lower == "compared" or not self.builder.is_time(prep, target):
                role = adverbial_role(self.phrases, outer.lower, target, speech=self.is_speech(frame), lemma=frame.lemma)
            if role == "amount" and outer.lower == "at" and self._age_of_subject(frame, target):
                role = "time"  # "left school at 14"
            found.append(self.builder.prep_qualifier(role, outer, target))
            measure = prep.child("npadvmod") if target.dep != "conj" else None
            if measure is not None and measure.child("nummod") is not None and role == "place" and measure.i < prep.i:
                found.append(self.builder.phrase_qualifier("amount", measure))  # "rises 1,020 metres above sea level"
        term = frame.governor if frame.link == "xcomp" and frame.governor is not None and frame.governor.lemma == "have" else None
        for prep, target in term.preps if term is not None else ():
            if prep.lower in ("until", "till") and self.builder.is_time(prep, target):
                found.append(self.builder.prep_qualifier("time", prep, target))  # "have until 27 May to see it"
        mark = next((child for child in frame.token.children if child.dep == "mark" and child.lower in ("after", "before")), None)
        for child in frame.token.children:
            if child.dep in ("npadvmod", "advmod") and self._apart_from(frame, child):
                continue
            if child.dep == "advmod" and child.tag in ("RBR", "JJR") and (than := next(filter(_behind_than, child.children), None)):
                found.append(self.builder.qualifier("amount", child.subtree()[0], than.subtree()[-1]))  # "exports more than it imports"
                continue
            if child.dep == "npadvmod" and child.lower in _OCCASIONS and (told := self._occasion(child)) is not None:
                found.append(told)
                continue
            if child.lower == "home" and child.i and self.annotated.tokens[child.i - 1].text == "," and child.child("prep") is not None:
                continue  # "In Marl, home to nine of the miners, women blocked the road": what the town is
            if child.dep == "npadvmod" and child.lemma in _DEEDS and child.child("det") is not None:
                continue  # "cut its forecast, a blow to growers": set beside the clause
            if mark is not None and child.i < mark.i and child.dep in ("npadvmod", "tmod"):
                continue  # "two days after she vanished": how long after, not when she vanished
            if child.dep in ("npadvmod", "advmod") and self._cut_short(child):
                if child.lower in _AS_LONG:
                    found.append(self.builder.clause_qualifier(_AS_LONG[child.lower], child, MOST_QUALIFIER_WORDS))
                continue
            if child.lower in ("away", "back") and child.i == frame.token.i + 1 and any(p.lower == "from" for p, _ in frame.preps):
                continue  # "walked away from talks": the relation says it
            if child.dep == "npadvmod" and self._before_clause(frame, child):
                continue  # "was called off hours before it was due to begin"
            if child.dep == "npadvmod" and child.tag == "JJS":  # "fell to 3%, the lowest since records began in 1950"
                found.append(self.builder.clause_qualifier("complement", child, MOST_QUALIFIER_WORDS))
            elif child.dep in ("npadvmod", "tmod", "advmod") and child.dep != "neg":
                if self.builder.is_time(child, child) or (child.lower == "aged" and child.dep == "npadvmod"):
                    found.append(self.builder.phrase_qualifier("time", child))
                elif (
                    child.dep == "advmod"
                    and child.lower in _DISCOURSE
                    and not (child.lower == "again" and frame.token.child("neg") is not None)  # "never acted again": had before
                    and not any(c.dep in ("prep", "pcomp", "advcl") for c in child.children)
                ):
                    continue
                elif child.dep == "advmod" and child.tag in ("RB", "RBR", "JJ") and child.lower.endswith("ly") and len(child.lower) > 4:
                    found.append(self.builder.phrase_qualifier("manner", child))
                elif child.dep == "advmod" and child.lower in _SHORT and any(t.dep == "pcomp" for t in child.subtree()):
                    found.append(self.builder.clause_qualifier("complement", child, MOST_QUALIFIER_WORDS))  # "short of calling for it"
                elif child.tag not in ("WRB", "WDT", "IN") and (
                    child.lower not in _DISCOURSE or child.lower == "again" or any(c.dep in ("prep", "pcomp") for c in child.children)
                ):
                    found.append(self.builder.phrase_qualifier("amount" if self._counts(child) else "manner", child))
            elif child.dep == "advcl" and child.i in self.frames.by_i:
                if self._set_against(self.frames.by_i[child.i]) or is_comment(self.frames.by_i[child.i]):
                    continue
                clause = self.frames.by_i[child.i]
                if self._of_what_is_said(frame, child):
                    continue
                by_form: QualifierRole = "condition" if is_inverted(child) else "purpose" if clause.infinitive else "manner"
                if is_question_clause(clause):
                    found.append(self.builder.clause_qualifier("content", child, MOST_QUALIFIER_WORDS))  # "asked me if it was over"
                    continue
                when = self._as_or_since(clause, frame)
                role = when if when is not None else next((_MARK_ROLES[m] for m in clause.marks if m in _MARK_ROLES), by_form)
                found.append(self._measured(frame, child, self.builder.clause_qualifier(role, child, MOST_QUALIFIER_WORDS)))
            elif child.dep == "intj" and frame.lemma == "vote" and child.i > frame.token.i:
                found.append(self.builder.phrase_qualifier("manner", child))  # "voted no"
            elif child.dep == "prep" and (bare := self.builder.bare_phrase(child)) is not None:
                found.append(bare)
            elif (
                child.dep == "prep"
                and any(grand.dep == "pcomp" for grand in child.children)
                and not (child.lower == "as" and frame.objects)
            ):
                inner = child.child("pcomp")
                where = inner is not None and inner.lemma == "be"  # "in what is now Norland"
                fitted = (
                    child.lower == "with" and frame.lemma in FITTING and child.i == frame.token.i + 1
                )  # "charged with running a brothel"
                by_prep = (
                    "complement" if fitted or (child.lower == "in" and not where) else PREPOSITION_ROLES.get(child.lower, "complement")
                )
                by_prep = _AT_DOING.get(frame.lemma, by_prep) if child.lower == "at" else by_prep
                found.append(self.builder.clause_qualifier(by_prep, child, MOST_QUALIFIER_WORDS))
        found = _apart([q for q in found if q is not None])
        return found if any(q.role == "condition" for q in found) else [*found, *self.builder.conditions(frame)]

    def _age_of_subject(self, frame: Frame, number: Token) -> bool:
        """True for a bare number, as an age may be, where the subject is somebody."""
        bare = number.tag == "CD" and not number.children and number.text.isdigit() and int(number.text) < _OLDEST
        subjects = {i for head in frame.subjects for i in self.phrases.referents(head)} if bare else set()
        return bool(subjects) and all(self.annotated.entities[i].type == "Person" for i in subjects)

    def _occasion(self, head: Token) -> Qualifier | None:
        """ "gets nervous every time the phone rings": when, which the clause tells; None without one."""
        clause = next((child for child in head.children if child.dep in ("relcl", "acl") and child.i > head.i), None)
        if clause is None or clause.subtree()[0].i != head.i + 1:
            return None
        return self.builder.clause_qualifier("time", head, MOST_QUALIFIER_WORDS)

    @staticmethod
    def _one_of_unknown(target: Token) -> bool:
        """True for "on the eighth of them": without those it counts, a day of the month."""
        of = behind_of(target)
        return target.lower in _ORDINALS and of is not None and of.tag == "PRP"

    @staticmethod
    def _cut_short(adverbial: Token) -> bool:
        """True for "as far (as he knows)", "three times (what he earned)": without the clause it is compared with it says nothing."""
        if any(child.lower == "as" and child.i < adverbial.i for child in adverbial.children):
            return any(child.dep in ("advcl", "ccomp") and child.i > adverbial.i for child in adverbial.children)
        return any(child.dep == "relcl" and child.subtree()[0].lower == "what" for child in adverbial.children)

    def _before_clause(self, frame: Frame, span: Token) -> bool:
        """True for a bare length of time right before the clause of time that it measures."""
        if span.lemma.lower() not in MEASURES_OF_TIME or any(c.lower in _WHICH_ONE for c in span.children):
            return False
        after = span.subtree()[-1].i + 1
        opener = self.annotated.tokens[after] if after < len(self.annotated.tokens) else span
        return opener.lower in ("before", "after") and opener.dep == "mark" and opener.head.head is frame.token

    def _measured(self, frame: Frame, clause: Token, told: Qualifier) -> Qualifier:
        """The clause of time with the length of time before it: "two days after Marsh resigned"."""
        span = next((c for c in frame.token.children if c.dep == "npadvmod" and c.i < clause.i and self._before_clause(frame, c)), None)
        if span is None or told.span is None or span.subtree()[-1].char_end >= told.span.start + 1:
            return told
        whole = CharSpan(span.subtree()[0].char_start, told.span.end)
        return Qualifier(told.role, whole.of(self.annotated.article.text), whole, told.node)

    def _apart_from(self, frame: Frame, adverbial: Token) -> bool:
        """True for what stands behind a colon, or in what is said: in "Reed replied: “Not today”" today is no time of replying."""
        verb = frame.token
        if any(t.text == ":" for t in self.annotated.tokens[verb.i + 1 : adverbial.i]):
            return True
        index = self.annotated.quotation_of.get(adverbial.i)
        inside = index is not None and index != self.annotated.quotation_of.get(verb.i) and self.annotated.quotations[index].speech
        return inside and verb.lemma in speech_verbs()

    def _as_or_since(self, clause: Frame, frame: Frame) -> QualifierRole | None:
        """When, not why: "as he handed out coffee", "has worked there since she left"; how: "as its rivals have done"; None for others."""
        token = clause.token
        if clause.marks[:2] in (("as", "if"), ("as", "though")) or (clause.marks == ("as",) and clause.infinitive):
            return "manner"  # "so narrowly as to leave out its rivals"
        if clause.marks == ("as",) and clause.own_subject and token.tag.startswith("VB"):
            subject = token.child("nsubj", "nsubjpass")
            first = token.subtree()[0]
            aside = first.i > 0 and self.annotated.tokens[first.i - 1].text == ","
            compared = clause.lemma == "do" or (clause.passive and subject is not None and subject.lower == "it")
            perfect = any(aux.lower in ("has", "have", "had", "'ve") for aux in clause.auxiliaries)
            echoed = self.is_speech(clause) and all(is_proverb(self.frames.by_i[t.i]) for t in clause.clauses)  # "as the agency hinted"
            if compared or (aside and (perfect or echoed)):
                return "manner"
            modal = any(aux.tag == "MD" for aux in clause.auxiliaries)
            return None if modal or clause.lemma in _STATES or clause.complement is not None else "time"
        perfect = any(aux.lower in ("has", "have", "had", "'ve", "been") for aux in frame.auxiliaries)
        return "time" if clause.marks == ("since",) and perfect and token.tag in ("VBD", "VBN") else None

    def _setting(self, frame: Frame) -> list[Qualifier]:
        """Where or when a clause with *where* or *when* plays: "in Malnupe, where they took half the vote"."""
        known = setting(self.annotated, self.frames, frame)
        if known is None:
            return []
        role, head, adverb = known
        if role == "time":
            return [self.builder.phrase_qualifier(role, head)]
        node, words = self.phrases.node(head), self.phrases.words(head)
        if node is None or (frame.clauses and self.is_speech(frame)):
            return []
        last = min(words.last, self.annotated.tokens[adverb.i - 1], key=lambda token: token.i)  # not "the hut where it was found"
        return [self.builder.qualifier(role, words.first, last, node if node.kind == "entity" else None)]

    def _of_what_is_said(self, frame: Frame, clause: Token) -> bool:
        """True for the reason in "He had to stop, Reed said, because he was tired": why he had to."""
        said = [c for c in frame.token.children if c.dep == "ccomp" and c.i < frame.token.i and c.i not in self.annotated.quotation_of]
        first = clause.subtree()[0]
        between = self.annotated.tokens[frame.token.i + 1 : first.i]
        return bool(said) and self.is_speech(frame) and first.dep == "mark" and [t.text for t in between] == [","]

    def _set_against(self, clause: Frame) -> bool:
        """True for ", while the union called it a first step", ", which he regretted": told besides, no time or manner of the first."""
        first = clause.token.subtree()[0]
        comma = first.i > 0 and self.annotated.tokens[first.i - 1].text == ","
        if comma and first.tag == "WDT" and clause.finite:
            return True
        if clause.token.lower == "asked" and first is clause.token and clause.token.i < clause.token.head.i:
            return True  # "Asked whether she would go, Reed said no"
        return comma and first.lower in ("while", "whereas") and clause.own_subject and clause.token.tag != "VBG"

    @staticmethod
    def _counts(head: Token) -> bool:
        """True for an adverbial of measure ("two metres", "up 6%"), not for a phrase with a number somewhere in it."""
        if head.tag in ("JJS", "RBS"):
            return False
        if head.tag.startswith("NN") and head.text != "%":
            return head.child("nummod", "quantmod") is not None
        return any(t.tag == "CD" for t in head.subtree())

    def beside(self, qualifiers: list[Qualifier], frame: Frame, prep: Token) -> list[Qualifier]:
        """The qualifiers without what that preposition leads to: each of "fraud and forgery" is an end of a statement of its own."""
        opening = prep.head.head if compound_preposition(prep) else prep
        for first, target in frame.preps:
            if first is opening:
                qualifiers = self.builder.others(qualifiers, target)
        return qualifiers

    def beside_name(self, prep: Token) -> bool:
        """ "were taken to Mercy West in Elyria": a place right behind a name that another preposition leads to may be the name's."""
        before = prep.i - 1
        head = self.annotated.tokens[self.annotated.name_head.get(before, before)]
        return prep.lower == "in" and before in self.annotated.name_head and head.dep == "pobj" and head.head.lower in ("to", "from", "at")

    @staticmethod
    def only_dates(frame: Frame, context: Context) -> bool:
        """ "when the snow melts", "until the appeal is heard": a bare time to come tells nothing without what is to happen then."""
        return context.status == "possible" and frame.own_subject and bool(_DATING & set(frame.marks))

    def predicate_node(self, target: Token) -> Node | None:
        """What a copula predicates, as a node."""
        if is_nominal(target) and target.pos != "PRON":
            nodes = self.nodes([target])
            return nodes[0][0] if nodes else None
        if target.pos in ("ADJ", "ADV", "VERB") or target.tag.startswith(("JJ", "VB", "RB")):
            return self.builder.adjective(target)
        return None

    def as_phrase(self, frame: Frame) -> Token | None:
        """The preposition of "as …", or None."""
        return next((prep for prep in frame.token.children if prep.dep == "prep" and prep.lower == "as"), None)

    @staticmethod
    def as_target(as_prep: Token) -> Token | None:
        """What stands behind "as"."""
        return next((child for child in as_prep.children if child.i > as_prep.i and child.dep != "punct"), None)

    def merged(self, content: Token) -> bool:
        """True for "threatened to cut off exports": the infinitive of the same subject is part of the relation."""
        inner = self.frames.by_i[content.i]
        return (
            content.dep == "xcomp"
            and not inner.own_subject
            and not inner.passive
            and inner.complement is None
            and content.tag.startswith("VB")
        )
