"""Who does it: the subjects of predicates, also where they stand elsewhere.

Shared by coordination, understood in infinitives and participles (control), behind a relative pronoun, in the noun that a participle
modifies.

References:
    Rosenbaum (1967), The Grammar of English Predicate Complement Constructions (control); Quirk et al. (1985), 15.34, 15.58 (understood
    subjects of infinitives and participles).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.phrases import conjuncts, is_nominal
from newsgraph.extraction.predicates import Frame
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.status import embedding

__all__ = ["MEASURES_OF_TIME", "RELATIVE", "Subjects", "leads_on", "one_of_those", "relative_to", "with_gap"]

RELATIVE = frozenset(("who", "which", "that", "whom"))
_OFFERS = word_class("offers")
_MEETING = word_class("meeting with offers")
_SINGLING = frozenset(("especially", "particularly", "notably", "including", "mainly", "chiefly"))
_IN_TURN = frozenset(("return", "exchange", "addition", "response", "hope", "hopes", "preparation", "anticipation", "protest"))
_APPOINTING = word_class("appointing")
_SERVING = word_class("serving")
_HIRING = word_class("hiring")
_GETTING = frozenset("pay get receive win earn face serve have need want use make take spend collect".split())
_SOMEBODY = frozenset(("him", "her", "them", "me", "us", "you", "someone", "somebody"))
_TROUBLE = word_class("trouble")
_THINKING = frozenset("believe consider deem estimate expect find hold judge know reckon suppose suspect think understand".split())
_SETTING = word_class("temporal") | {"reason", "way", "place", "occasion"}
MEASURES_OF_TIME = frozenset(("second", "minute", "hour", "day", "week", "month", "year", "decade"))
# Rosenbaum's exceptions: the subject controls.
_OBJECT_CONTROL_EXCEPT = frozenset(("promise", "threaten", "vow", "spend", "waste", "pass"))
_RESISTING = frozenset(
    """resist oppose block foil thwart prevent stop defeat condemn criticise criticize counter fight frustrate halt denounce reject veto
    repel survive obstruct derail scupper""".split()
)
_ATTEMPTS = frozenset("attempt bid effort move push plot scheme drive campaign proposal plan try motion conspiracy".split())
# What speaks for doing something does not do it: "strengthens the case for speeding it up".
_REASONS = frozenset(
    """case argument call need support backing demand pressure momentum ground grounds basis rationale justification room scope timetable
    deadline framework law rule mandate evidence appetite consensus majority""".split()
)
_RECKONING = frozenset("adjust account allow correct control strip exclude include count".split())
_FORMERLY = frozenset(("once", "now", "previously", "formerly", "long", "currently", "still", "originally", "then"))
_RESULTING = frozenset("force leave cause prompt spark trigger raise fuel bring push send make allow enable draw provoke".split())
_TALKS = frozenset(("talk", "negotiation", "discussion", "consultation", "meeting", "summit"))
_GRANTING = frozenset(("give", "grant", "allow", "offer", "hand", "leave"))
_OF_OTHERS = frozenset(
    "ban prohibit outlaw forbid allow permit restrict recommend oppose criticise criticize condemn discourage encourage legalise legalize "
    "criminalise criminalize involve require advocate authorise authorize".split()
)


def relative_to(clause: Token) -> list[Token]:
    """Whom a relative clause is said of: its noun with what is coordinated before it, not with what comes after the clause."""
    return [item for item in conjuncts(clause.head) if item.i < clause.i]


def with_gap(frame: Frame, content: Token) -> bool:
    """True where the content lacks what the relative clause is about: "which the judge said would be unfair", "what he said were debts"."""
    token = frame.token
    if content.dep not in ("ccomp", "xcomp") or content.i < token.i or (content.dep == "xcomp" and frame.lemma not in _THINKING):
        return False
    whole = any(c.dep in ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl") and c.i > token.i for c in content.children)
    asked = next((c for c in (*token.children, *content.children) if c.lower == "what" and c.i < token.i), None)
    if asked is not None and not whole and content.dep == "ccomp":
        return True
    subject = token.child("nsubj", "nsubjpass")
    if token.dep != "relcl" or subject is None or subject.lower in RELATIVE or subject.tag == "WP":
        return False
    if whole and token.head.lemma.lower() in _SETTING:
        return False  # "the day he said he would go"
    return not any(t.tag in ("WRB", "WP$") or t.dep in ("pobj", "prep") for t in token.subtree() if t.i < subject.i)


def leads_on(content: Token) -> bool:
    """True where such content lacks nothing but its subject, the noun before a relative clause: "a threat that police said was a hoax"."""
    clause = content.head
    return (
        content.dep == "ccomp"
        and clause.dep == "relcl"
        and not any(c.dep in ("nsubj", "nsubjpass", "expl") and c.i > clause.i for c in content.children)
        and not any(c.lower == "what" and c.i < clause.i for c in (*clause.children, *content.children))
    )


def one_of_those(frame: Frame) -> bool:
    """ "was not among those expelled": who is told to be one of those is told to be what they are."""
    those, governor = frame.token.head, frame.governor
    among = those.head
    return (
        those.lower == "those"
        and among.lower == "among"
        and governor is not None
        and governor.lemma == "be"
        and among.head is governor.token
        and not frame.infinitive
    )


class Subjects:
    """Finds the subjects of the predicates of one document and writes them into their frames."""

    def __init__(self, annotated: AnnotatedDoc, by_i: Mapping[int, Frame]) -> None:
        self.annotated = annotated
        self.by_i = by_i
        self._resolving: set[int] = set()
        self._done: set[int] = set()

    def find(self) -> None:
        """Fill in ``subjects`` and ``own_subject`` of every frame."""
        for frame in self.by_i.values():
            self._subjects(frame)

    def _subjects(self, frame: Frame) -> list[Token]:
        key = frame.token.i
        if key in self._done or key in self._resolving:
            return frame.subjects
        self._resolving.add(key)
        found = self._find_subjects(frame)
        frame.subjects = found
        self._resolving.discard(key)
        self._done.add(key)
        return found

    def _above(self, frame: Frame | None) -> list[Token]:
        return self._subjects(frame) if frame is not None else []

    def _find_subjects(self, frame: Frame) -> list[Token]:
        token = frame.token
        if token.dep in ("relcl", "acl") and one_of_those(frame):
            return self._above(frame.governor)
        own = [child for child in token.children if child.dep in ("nsubj", "nsubjpass")]
        if own:
            frame.own_subject = True
            before = [child for child in own if child.i < token.i]
            if len(before) > 1 and "?" not in (t.text for t in token.children):
                # "On a new site, “The Countdown”, the firm …": the subject stands next to the verb. Without a comma the second one is
                # part of what the first one is about: "a scanner bought from the maker Velsen was giving".
                own = self._of_two(token, before)
            # "Andorf's soared": what of Andorf's? But "St. Anne's will close" is called so.
            own = [self._behind_measure(child) for child in own if child.child("case") is None or self._called_so(child)]
            return [item for child in own for item in self._with_named_members(self._antecedents(child, frame))]
        if any(child.dep in ("csubj", "csubjpass") for child in token.children):
            return []
        if frame.existential:
            target = token.child("attr", "dobj", "nsubj")
            return conjuncts(target) if target is not None else []
        if token.dep == "conj":
            governor = self.by_i.get(token.head.i)
            if governor is None and token.head.dep in ("acomp", "attr"):
                governor = self.by_i.get(token.head.head.i)  # "was ready to talk but would insist"
            if governor is not None:
                shared = self._above(governor)
                # "The bridge was built and opened": both passive. "He was arrested and faces charges": the subject is shared as it stands.
                return shared
            return []
        if token.dep == "relcl" and frame.infinitive:
            return self._acl_subjects(frame)
        if token.dep == "relcl":
            return relative_to(token) if is_nominal(token.head) and not self._gap_is_object(frame) else []
        if token.dep == "acl":
            return self._acl_subjects(frame)
        if token.dep == "ccomp" and token.tag == "VB" and not frame.auxiliaries and self._spoken_apart(token):
            return []  # "Resign now," she told him: who is told is not always said
        if token.dep in ("xcomp", "ccomp") and frame.governor is not None and frame.governor.token is token.head:
            return self._controlled(frame)
        if frame.link == "pcomp":
            return self._pcomp_subjects(frame)
        if token.dep == "advcl" and frame.infinitive and frame.governor is not None and self._serves_no_end(frame.governor):
            return frame.governor.agents  # "the road was closed to protect the runners": the road protects nobody
        if token.dep == "advcl" and frame.infinitive and frame.governor is not None and (sent := self._sent(frame)):
            return sent
        if token.dep == "advcl" and token.tag == "VBG" and frame.governor is not None and self._comes_of_it(frame, frame.governor):
            return []
        if token.dep == "advcl" and token.tag == "VBG" and frame.governor is not None and self._takes_over(frame, frame.governor):
            return frame.governor.objects
        if token.dep in ("advcl", "xcomp", "ccomp", "acl", "parataxis", "dep") and not frame.finite:
            return self._above(frame.governor)
        return []

    def _called_so(self, owner: Token) -> bool:
        """True for a name that ends in 's, as those of hospitals, shops and churches do (Quirk et al. 1985, 5.125)."""
        entities = (self.annotated.entities[i] for i in self.annotated.referents.get(self.annotated.name_head.get(owner.i, owner.i), ()))
        written = (f"{owner.text}'s", f"{owner.text}’s")
        return any(
            name.endswith(written) or f"{mark} " in name
            for entity in entities
            for name in (entity.label, *entity.aliases)
            for mark in written
        )

    def _comes_of_it(self, frame: Frame, governor: Frame) -> bool:
        """ "Power was lost, prompting applause": the loss did, no power."""
        first = frame.token.subtree()[0]
        subjects = self._above(governor)
        return (
            governor.passive
            and not governor.agents
            and frame.lemma in _RESULTING
            and first.i > governor.token.i
            and self.annotated.tokens[first.i - 1].text == ","
            and all(item.tag in ("NN", "NNS") and item.i not in self.annotated.name_head and not is_person_noun(item) for item in subjects)
        )

    @staticmethod
    def _takes_over(frame: Frame, governor: Frame) -> bool:
        """ "appointed Ann Reed chair, succeeding Tom Lund": who is appointed succeeds him; "replacing Lund with Reed" the others do."""
        appointed = governor.lemma in _APPOINTING and governor.objects and not governor.passive
        return bool(appointed) and frame.lemma in ("succeed", "replace") and not any(prep.lower == "with" for prep, _ in frame.preps)

    def _serves_no_end(self, governor: Frame) -> bool:
        """True for a passive of a thing to which something is done, so that others reach an end."""
        if any(child.tag == "MD" and child.lower == "must" for child in governor.token.children):
            return False  # "must be approved by both houses to take effect": the treaty takes effect
        if not governor.passive or governor.lemma in _SERVING or embedding(f"be_{governor.token.lower}", "to") is not None:
            return False
        subjects = self._above(governor)
        known = [nouns().get(item.lemma.lower()) for item in subjects]
        return bool(subjects) and all(
            item.tag in ("NN", "NNS")
            and item.i not in self.annotated.name_head
            and not is_person_noun(item)
            and (noun is None or noun.kind in ("event", "thing", "place"))
            for item, noun in zip(subjects, known, strict=True)
        )

    def _of_two(self, verb: Token, before: list[Token]) -> list[Token]:
        """Which of several subjects before the verb is its own."""
        last = before[-1]
        joint = self.annotated.tokens[min(t.i for t in last.subtree()) - 1]
        if joint.text == "," and self._once(verb, before, last):
            return before[:1]
        if joint.text in (",", '"') or joint.lower == "but":
            return [last]
        if joint.lower == "and":
            first = next((child for child in verb.children if child.dep in ("aux", "auxpass")), verb)
            singular = first.tag == "VBZ" or first.lower == "was"
            return [last] if singular and last.tag in ("NN", "NNP") else before
        return before[:1]

    def _once(self, verb: Token, before: list[Token], last: Token) -> bool:
        """ "Sales in China, once a third of the total, fell": between two commas it says what the first one was."""
        inside = last.subtree()
        behind = self.annotated.tokens[inside[-1].i + 1]
        said = any(t.dep == "advmod" and t.lower in _FORMERLY for t in inside if t.i < last.i)
        return said and behind.text == "," and before[0].subtree()[-1].i < inside[0].i and behind.i < verb.i

    def _spoken_apart(self, token: Token) -> bool:
        """True for direct speech whose verb of speech stands outside it."""
        index = self.annotated.quotation_of.get(token.i)
        return index is not None and self.annotated.quotations[index].speech and self.annotated.quotation_of.get(token.head.i) != index

    @staticmethod
    def _behind_measure(subject: Token) -> Token:
        """ "hours after the president resigned": the president resigned, the hours did not."""
        if subject.lemma.lower() in MEASURES_OF_TIME:
            for child in subject.children:
                if child.dep == "prep" and child.lower in ("after", "before") and (target := child.child("pobj")) is not None:
                    return target
        return subject

    def _gap_is_object(self, frame: Frame) -> bool:
        return any(child.dep in ("dobj", "pobj") and child.lower in RELATIVE for child in frame.token.children)

    def _antecedents(self, subject: Token, frame: Frame) -> Iterable[Token]:
        """The noun behind a relative pronoun, else the subject itself with what is coordinated with it."""
        if subject.lower in RELATIVE and subject.tag in ("WP", "WDT", "IN"):
            clause = frame
            while clause.token.dep == "conj" and clause.governor is not None:
                clause = clause.governor
            for above in (clause.token, *clause.token.ancestors()):
                if above.dep in ("relcl", "acl"):
                    return relative_to(above) if above.head.i < subject.i else [subject]
            return [subject]
        return conjuncts(subject)

    @staticmethod
    def _with_named_members(heads: Iterable[Token]) -> Iterator[Token]:
        """ "critics, especially Smith, said": who is named out of a group does it too."""
        for head in heads:
            yield head
            if head.tag in ("NNS", "NNPS"):
                for child in head.children:
                    if child.dep == "appos" and any(c.lower in _SINGLING for c in child.children):
                        yield from conjuncts(child)
                    elif child.dep == "prep" and child.lower == "including":
                        yield from (item for target in child.children if target.dep == "pobj" for item in conjuncts(target))

    def _acl_subjects(self, frame: Frame) -> list[Token]:
        noun = frame.token.head
        if not is_nominal(noun):
            return self._above(frame.governor)
        if frame.infinitive:
            # "the first woman to win": the noun does it. "plans to cut", "his promise to resign": whose plans they are.
            if (
                any(child.lower in ("first", "last", "only", "next", "second", "third", "latest") for child in noun.children)
                or noun.pos == "PROPN"
            ):
                return [noun]
            owner = noun.child("poss")
            if owner is not None:
                return [owner]
            planner = self._planner(noun)
            if planner is not None:
                return [planner] if planner.dep == "compound" else []
            governor = frame.governor
            if governor is not None and noun in governor.objects and is_person_noun(noun) and embedding(governor.lemma, "obj") is not None:
                return conjuncts(noun)  # "asked two scholars, Anna Reed and Tom Kay, to compare them"
            if governor is not None and noun in governor.objects and governor.recipients and governor.lemma in _GRANTING:
                return list(governor.recipients)  # "gave the company 90 days to submit a plan"
            if governor is not None and noun in governor.objects:
                # "ignored an offer to run it": who meets with an offer is not who makes it.
                # "resist an attempt to reopen it": who resists does not attempt.
                offered = governor.lemma in _MEETING and noun.lemma.lower() in _OFFERS
                resisted = governor.lemma in _RESISTING and noun.lemma.lower() in _ATTEMPTS
                return [] if offered or resisted else self._above(governor)
            return []
        if frame.token.tag == "VBG" and noun.lower in _TROUBLE and frame.governor is not None and noun in frame.governor.objects:
            return self._above(frame.governor)
        return [noun]

    @staticmethod
    def _planner(noun: Token) -> Token | None:
        """Whose plan it is by a word before it: the government of "suspended a government plan to charge drivers"."""
        before = next((c for c in reversed(noun.children) if c.i == noun.i - 1 and c.dep in ("compound", "amod")), None)
        if before is None or noun.lemma.lower() not in _ATTEMPTS:
            return None
        known = nouns().get(before.lemma.lower())
        named = before.ent_type in ("PERSON", "ORG", "GPE", "NORP")
        return before if named or (before.tag == "NN" and known is not None and known.kind in ("person", "org", "group")) else None

    def _sent(self, frame: Frame) -> list[Token]:
        """Who is hired, sent or chosen to do it: "hired an auditor to check the books", "appointed her to lead the review"."""
        governor = frame.governor
        if governor is None or governor.passive or governor.lemma not in _HIRING:
            return []
        found = [item for item in governor.objects if item.i < frame.token.i]
        return found if found and all(self._can_act(item) for item in found) else []

    def _can_act(self, head: Token) -> bool:
        """True for somebody, and for a body of people."""
        known = nouns().get(head.lemma.lower())
        agent = known is None and head.tag in ("NN", "NNS") and head.lemma.lower().endswith(("tor", "er"))  # auditors, contractors
        if agent or is_person_noun(head) or head.lower in _SOMEBODY or (known is not None and known.kind in ("org", "group")):
            return True
        entities = [self.annotated.entities[i] for i in self.annotated.referents.get(head.i, ())]
        return bool(entities) and all(entity.type in ("Person", "Organization", "Group") for entity in entities)

    def _controlled(self, frame: Frame) -> list[Token]:
        governor = frame.governor
        assert governor is not None
        if frame.token.tag == "VBG" and governor.lemma in _OF_OTHERS and not governor.objects and not governor.passive:
            return []  # "the law bans smoking": nobody in particular smokes, and the law does not
        if frame.finite and not frame.infinitive and frame.token.dep == "ccomp":
            if any(child.lower == "what" and child.i < governor.token.i for child in governor.token.children):
                return []  # "names, what he said were debts, and sums": the names are no debts
            if governor.token.dep == "relcl" and is_nominal(governor.token.head) and governor.own_subject and governor.lemma != frame.lemma:
                return conjuncts(governor.token.head)  # "a move the union says would cost jobs"
            return []
        if governor.passive:
            return self._above(governor)
        if (
            frame.infinitive
            and with_gap(governor, frame.token)
            and (frame.complement is not None or frame.passive or self._own_object(frame))
        ):
            return relative_to(governor.token)  # "a price that the auditor considers to have been too low"
        if frame.infinitive and (sent := self._sent(frame)):
            return sent
        people = [item for item in (*governor.objects, *governor.recipients) if item.i < frame.token.i]
        if people and frame.infinitive and embedding(governor.lemma, "obj") is None:
            return self._above(governor)  # "closed the road to protect the runners": who closed it protects them
        if people and governor.lemma not in _OBJECT_CONTROL_EXCEPT:
            return people
        if governor.complement is not None and governor.complement.i < frame.token.i:
            return self._above(governor)
        called = [target for prep, target in governor.preps if prep.lower in ("on", "to", "for", "with", "upon") and prep.i < frame.token.i]
        if called and governor.lemma in ("call", "appeal", "wait", "prevail", "rely", "count", "plead", "arrange"):
            return called
        return self._above(governor)

    @staticmethod
    def _own_object(frame: Frame) -> bool:
        return any(item.lower not in RELATIVE and item.i > frame.token.i for item in frame.objects)

    def _pcomp_subjects(self, frame: Frame) -> list[Token]:
        prep = frame.through
        governor = frame.governor
        if prep is None:
            return []
        noun = prep.head
        if prep.lower == "for" and noun.lemma.lower() in _REASONS and noun.child("poss") is None:
            return []
        if is_nominal(noun) and noun.i not in self.by_i:
            owner = noun.child("poss")
            if owner is not None:
                return [owner]
            if governor is not None and noun in self._above(governor):
                return []
            if governor is not None and governor.objects and noun not in governor.objects and not governor.passive:
                bare = noun.child("det", "poss", "amod") is None and noun.head.lower in ("at", "in", "on")
                if bare and noun.lower in _IN_TURN:
                    return self._above(governor)  # "took cash in return for pressing members"
                state = noun.dep == "pobj" and (bare or noun.head.lower == "as")
                return governor.objects if state else []  # "put the browser at risk of being hacked"; "add to the cost of running it"
        if noun.lemma.lower() in ("work", "progress") and prep.lower in ("on", "in", "toward", "towards"):
            return []  # "work on moving the pipes could start": by whom?
        if noun.lemma.lower() in _TALKS and prep.lower in ("on", "about", "over"):
            return []  # "arrived for talks on extending it": not he alone
        if frame.lemma in _RECKONING and frame.token.tag == "VBG" and prep.lower in ("after", "before", "without"):
            subjects = self._above(governor)
            if subjects and not any(is_person_noun(item) or item.ent_type for item in subjects):
                return []  # "fell 12% after adjusting for inflation": whoever reckons
        if governor is None or (governor.passive and prep.lower == "by" and prep.head is governor.token):
            return []  # "was dated by measuring argon": by whom?
        if governor.passive and "whether" in frame.marks and not any(is_person_noun(item) for item in governor.subjects):
            return []  # "no decision was made on whether to reopen it": by whom?
        if prep.lower == "for" and governor.recipients and prep.head in governor.objects and not governor.passive:
            return governor.recipients  # "gave Holm a ban for biting him"
        if prep.head in governor.predicative and governor.objects and not governor.passive:
            return governor.objects  # "found her guilty of defrauding donors"
        if (
            prep.head is governor.token
            and prep.i > governor.token.i  # "instead of resigning, she sued the firm"
            and prep.lower in ("of", "from", "for", "into", "with", "against")
            and governor.objects
            and not governor.passive
            and not (prep.lower == "for" and governor.lemma in _GETTING)  # "paid a fine for polluting it"
        ):
            return governor.objects  # "accused him of lying", "stopped them from leaving", "thanked her for coming"
        return self._above(governor)
