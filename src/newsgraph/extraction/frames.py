"""Predicates and their arguments: clauses as the parse gives them, with what it leaves out filled in.

Subjects are found for every predicate, also where they stand elsewhere: shared by coordination, understood in infinitives and
participles (control), behind a relative pronoun, in the noun that a participle modifies.

References:
    Del Corro & Gemulla (2013), ClausIE: Clause-Based Open Information Extraction, WWW (the clause types).
    de Marneffe & Manning (2008), Stanford typed dependencies (ClearNLP's labels follow them).
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator

from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.phrases import conjuncts, is_nominal
from newsgraph.extraction.predicates import Frame, is_predicate
from newsgraph.extraction.subjects import MEASURES_OF_TIME, RELATIVE, Subjects
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.participles import participle
from newsgraph.lexicons.status import embedding
from newsgraph.lexicons.tables import word_set
from newsgraph.model import CharSpan

__all__ = ["MEASURES_OF_TIME", "Frame", "Frames", "is_predicate"]

_INTRANSITIVE = word_class("intransitive")
# Verbs with a particle that nothing is done to (Quirk et al. 16.3): "thanked her, hung up and finished the run".
_INTRANSITIVE_PHRASES = frozenset(
    (
        "hang up / get up / stand up / sit down / sit up / lie down / show up / turn up / grow up / speak up / wake up / sign off / "
        "go on / go out / go ahead / carry on / come back / come in / come out / come up / come forward / walk out / walk off / "
        "walk away / run away / run off / break down / drop out / move on / move in / move out / pass away / pass out / "
        "fall down / fall apart / fall behind / step down / step up / step aside / stay on / stay away / hold on / look back / "
        "look on / settle down / settle in / calm down / slow down / back off / back down / bow out / check in / drive off / "
        "drive away / give up / go back / go off / arrive back / turn around / turn back / turn away / log off / log on"
    ).split(" / ")
)
_DONE_TO_PERSONS = word_class("harming") | word_class("done to persons") | frozenset(("free", "rescue", "find", "name"))
_CHARGING = frozenset(("fine", "charge", "cost", "tax"))
_TEMPORAL = word_class("temporal")
_MEANS = word_class("means")
_CALLED_BY = frozenset(("name", "names", "initials", "nickname", "acronym", "abbreviation", "title", "pseudonym", "alias", "moniker"))
_COUNTS = word_set("vote majority margin point percent wicket run goal stroke shot length innings seat second minute")
_MOVING = word_class("sending") | word_class("placing") | frozenset(("move", "transfer", "remove", "replace", "take", "bring"))
_SENTENCE_ADVERBIALS = frozenset(
    (
        "in fact", "in turn", "in addition", "in particular", "in general", "in short", "in contrast", "in practice", "in effect",
        "of course",
        "for example", "for instance", "for now", "for once", "at least", "at most", "at first", "at last", "at all", "at once",
        "on average",
        "by contrast", "by comparison", "on balance", "as well", "as result", "as rule", "as usual", "as whole", "for part", "on part",
        "at present",
    )
)  # fmt: skip
_QUANTITIES = word_class("quantity heads")
_GIVING = word_class("giving") | {"allow", "charge", "deprive", "fine"}
_PAYING = frozenset(("sell", "pay", "lend", "owe", "send"))
_JOINERS = frozenset(("rather", "than", "instead", "of", "not"))
_NAMING = word_class("naming")
_OCCASIONS = frozenset(("time", "way", "reason", "place", "moment", "chance", "opportunity", "day"))


def _with_names(annotated: AnnotatedDoc, head: Token) -> Iterator[Token]:
    """ "arrested two men, including Karl Roth": who is named of those it is done to."""
    yield head
    if head.tag in ("NNS", "NNPS"):
        for prep in head.children:
            target = prep.child("pobj") if prep.lower == "including" else None
            yield from (item for item in conjuncts(target) if item.i in annotated.name_head) if target is not None else ()


def _more_than(verb: Token) -> Token | None:
    """The comparison that stands for an object: *more* of "pays them more than it earns"."""
    for child in verb.children:
        compared = child.dep == "advmod" and child.i > verb.i and child.lower in ("more", "less")
        if compared and any(c.dep == "advcl" and c.subtree()[0].lower == "than" for c in child.children):
            return child
    return None


def _stranded(prep: Token) -> bool:
    """True for a preposition behind its verb with nothing of its own, where no relative clause has it."""
    clauses = [above for above in prep.ancestors() if above.dep in ("relcl", "acl", "csubj")]
    filled = all(any(child.dep in ("nsubj", "nsubjpass") and child.lower in RELATIVE for child in clause.children) for clause in clauses)
    return prep.lower not in ("by", "to") and (not clauses or (filled and prep.head not in clauses))


def _headlinese(verb: Token) -> bool:
    """ "talks after soldier killed in ambush": a person without article suffers what is done to persons (Mårdh 1980)."""
    subject = verb.child("nsubj")
    if subject is None or subject.tag != "NN" or subject.child("det", "poss", "nummod") is not None:
        return False
    known = nouns().get(subject.lemma.lower())
    return known is not None and known.kind == "person" and verb.lemma in _DONE_TO_PERSONS


def _of_persons(share: Token) -> bool:
    """ "was backed by 63 percent of voters": so many of them do it."""
    of = share.child("prep")
    whole = of.child("pobj") if of is not None and of.lower == "of" else None
    return whole is not None and is_person_noun(whole)


class Frames:
    """All predicates of a document, by the index of their token, in order of the text."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        self.annotated = annotated
        self.by_i: dict[int, Frame] = {}
        for token in annotated.tokens:
            if is_predicate(token):
                self.by_i[token.i] = Frame(token)
        self._in_order = list(self.by_i.values())
        self._starts = [frame.token.char_start for frame in self._in_order]
        for frame in self.by_i.values():
            self._govern(frame)
        for frame in self.by_i.values():
            self._arguments(frame)
        for frame in reversed(list(self.by_i.values())):
            self._shared_object(frame)
        Subjects(annotated, self.by_i).find()

    @classmethod
    def of(cls, annotated: AnnotatedDoc) -> Frames:
        """The predicates of the document, found at the first call."""
        return annotated.shared(cls)

    def __iter__(self) -> Iterator[Frame]:
        return iter(self.by_i.values())

    def within(self, span: CharSpan) -> list[Frame]:
        """The predicates whose word begins in the span, in order of the text."""
        return self._in_order[bisect.bisect_left(self._starts, span.start) : bisect.bisect_left(self._starts, span.end)]

    # What embeds the predicate.

    def _govern(self, frame: Frame) -> None:
        token = frame.token
        frame.marks = tuple(
            child.lower for child in token.children if child.dep == "mark" or (child.dep == "advmod" and child.tag == "WRB")
        )
        if token.dep == "ROOT" or token.head is token:
            return
        head = token.head
        if (
            token.dep == "ccomp"
            and head.lower in ("provided", "providing", "assuming", "supposing")
            and head.dep in ("prep", "mark", "advcl")
        ):
            frame.marks = (*frame.marks, "provided")
        if token.dep == "pcomp" or (token.dep == "conj" and head.dep == "pcomp" and head.i not in self.by_i):
            while head.dep == "conj" and head.head.dep == "prep":
                head = head.head  # "accused him of lobbying and of lying"
            frame.link, frame.through = "pcomp", head
            frame.governor = self._predicate_above(head)
            return
        governor = self.by_i.get(head.i)
        if governor is None:
            frame.governor = self._predicate_above(token)
            frame.through = head
            frame.link = token.dep if token.dep in ("relcl", "acl", "advcl") else "acl" if is_nominal(head) else "advcl"
            if token.dep in ("ccomp", "xcomp") and head.pos in ("ADJ", "NOUN", "ADV"):
                frame.link = token.dep
            return
        frame.governor = governor
        frame.link = token.dep

    def _predicate_above(self, token: Token) -> Frame | None:
        for above in token.ancestors():
            found = self.by_i.get(above.i)
            if found is not None:
                return found
        return None

    # What belongs to it.

    def _arguments(self, frame: Frame) -> None:
        token = frame.token
        for child in token.children:
            dep = child.dep
            if dep == "nsubjpass" or dep == "auxpass":
                frame.passive = True
            if dep == "expl":
                frame.existential = True
            elif dep in ("dobj", "obj"):
                first = min(t.i for t in child.subtree())
                aside = child.child("relcl") is not None or (child.lower == "one" and child.child("prep") is not None)
                if frame.objects and first and self.annotated.tokens[first - 1].text == "," and aside:
                    continue  # "accused them of fraud, an allegation they deny": set beside the clause
                if (
                    first
                    and self.annotated.tokens[first - 1].text == ","
                    and any(other.dep == "ccomp" and token.i < other.i < child.i for other in token.children)
                ):
                    continue  # "warned that profit would fall, a rare setback": set beside it
                frame.objects.extend(item for head in conjuncts(child) for item in _with_names(self.annotated, head))
            elif dep == "dative" and child.pos == "ADP" and token.child("auxpass", "nsubjpass") is not None:
                self._prep(frame, child)  # "was awarded to Reed"
            elif dep == "dative":
                self._dative(frame, child)
            elif dep == "prt":
                frame.particle = child
            elif dep == "agent" and not self._when(child):
                self._agents(frame, child)
            elif dep == "prep" and not child.children and child.i == token.i + 1 and _stranded(child):
                frame.particle = frame.particle or child  # "would be called upon if", "would vote against because of"
            elif dep in ("prep", "agent"):
                self._prep(frame, child)
            elif dep in ("attr", "acomp"):
                frame.complement = frame.complement or child
            elif dep == "oprd":
                frame.predicative.append(child)
            called_for = dep == "advcl" and self.by_i.get(child.i, frame).marks == ("for",) and embedding(frame.lemma, "obj") is not None
            if (dep in ("ccomp", "xcomp") or called_for) and child.i in self.by_i:
                frame.clauses.append(child)
        if token.dep in ("acl", "relcl") and token.tag == "VBN" and not frame.auxiliaries:
            frame.passive = True
        shared = token.dep == "conj" and frame.lemma in _GIVING and token.child("nsubj") is None  # "had been beaten and denied water"
        if token.dep in ("advcl", "xcomp", "conj") and token.tag == "VBN" and not frame.auxiliaries and (not frame.objects or shared):
            frame.passive = frame.passive or token.dep != "conj" or bool(self.by_i.get(token.head.i, frame).passive)
        if token.dep == "xcomp" and not frame.infinitive and not frame.objects and token.child("agent") is not None:
            frame.passive = True  # "felt let down by all sides"
        frame.passive = frame.passive or self._elliptic_passive(frame) or self._shared_passive(frame)
        if token.lemma == "be":
            frame.passive = False  # "who's been in office"
        if token.tag == "VBN" and token.dep == "ROOT" and not frame.auxiliaries and token.child("nsubjpass") is None:
            frame.passive = False  # a past tense that the tagger took for a participle
        if frame.lemma in _CHARGING and frame.objects and frame.recipients and not frame.passive:
            frame.amounts, frame.objects, frame.recipients = (
                frame.objects,
                frame.recipients,
                [],
            )  # "fined Lumora 1.8 billion euros": Lumora was fined
        if frame.lemma in _CHARGING and frame.passive and frame.agents and frame.objects:
            frame.amounts, frame.objects = frame.objects, []  # "was fined £12 million by the regulator"
        bare = all(item.dep in ("dative", "conj") and item.pos != "ADP" and item.head.pos != "ADP" for item in frame.recipients)
        if frame.recipients and bare and not (frame.objects or frame.clauses or frame.passive or frame.amounts):
            frame.objects, frame.recipients = frame.recipients, []  # "sending ash into the air": nothing else is sent
        if (
            len(frame.objects) == 1
            and not frame.recipients
            and frame.lemma in _GIVING | _PAYING
            and (more := _more_than(token)) is not None
        ):
            frame.recipients, frame.objects = frame.objects, [more]  # "sells Norland far more than it buys"
        if frame.passive and not frame.agents:
            self._agent_by(frame)
        if frame.passive and frame.agents and frame.lemma in _CHARGING:
            frame.amounts, frame.objects = [*frame.amounts, *frame.objects], []  # "was fined $5m by a court": the court fined it
        self._gap(frame)

    @staticmethod
    def _open_behind(frame: Frame, outer: Token) -> bool:
        """True for a transitive verb without object whose clause, with its own subject, hangs on a relative clause with its own."""
        subject, above = frame.token.child("nsubj"), outer.child("nsubj")
        if subject is None or above is None or above.lower in RELATIVE or above.i < outer.head.i or frame.lemma in _INTRANSITIVE:
            return False
        empty = not (frame.passive or frame.objects or frame.complement or frame.clauses or frame.preps or frame.particle)
        return (
            empty
            and subject.lower not in RELATIVE
            and frame.token.tag.startswith("VB")
            and outer.lemma in ("say", "believe", "think", "claim")
        )

    def _elliptic_passive(self, frame: Frame) -> bool:
        """ "14 were killed and dozens wounded", "with most ballots counted": a participle whose own subject suffers it."""
        token = frame.token
        if frame.auxiliaries or frame.objects or frame.lemma in _INTRANSITIVE or token.child("nsubj") is None:
            return False
        if token.tag == "VBN" and token.dep in ("pcomp", "advcl", "ccomp"):
            return True
        if token.tag == "VBD" and token.dep == "advcl" and _headlinese(token):
            return True
        above = self.by_i.get(token.head.i)
        left = above is not None and any(item.pos == "ADJ" for item in above.predicative)  # "left 12 dead and 30 injured"
        if token.dep != "conj" or above is None or not ((above.passive and above.auxiliaries) or left) or frame.clauses or frame.complement:
            return False
        subject = token.child("nsubj")
        counted = subject is not None and (subject.tag == "CD" or subject.lower in _QUANTITIES)
        return token.tag == "VBN" or (token.tag == "VBD" and counted)

    def _shared_passive(self, frame: Frame) -> bool:
        """ "The statue was taken down and moved to a yard": a thing does not move anything; both are done to it."""
        token, above = frame.token, self.by_i.get(frame.token.head.i)
        if token.dep != "conj" or token.tag != "VBD" or frame.lemma not in _MOVING or above is None or not above.passive:
            return False
        subject = above.token.child("nsubjpass")
        if subject is None or subject.tag not in ("NN", "NNS") or token.child("nsubj", "dobj", "prt", "aux", "ccomp", "xcomp") is not None:
            return False
        return token.lower == participle(frame.lemma) and not is_person_noun(subject) and not subject.ent_type

    @staticmethod
    def _when(by: Token) -> bool:
        """True for "is expected by Tuesday": nobody does it, that is when."""
        target = by.child("pobj")
        return target is not None and target.ent_type in ("DATE", "TIME")

    def _agents(self, frame: Frame, by: Token) -> None:
        """ "by the Guard and by the police", "not by the sirens but by a neighbour"."""
        denied = by.child("neg") is not None
        for target in by.children:
            if target.dep == "pobj" and self._is_means(target):
                frame.preps.append((by, target))
            elif target.dep == "pobj" and not denied:
                frame.agents.extend(conjuncts(target))
            elif target.dep == "conj" and target.lower == "by":
                self._agents(frame, target)

    @staticmethod
    def _is_means(target: Token) -> bool:
        """True behind "by" for what is no agent: "by phone", "by the end of the year"."""
        if target.lemma.lower() in _TEMPORAL and target.child("poss") is None:
            return True
        if target.lemma.lower() in _COUNTS and target.child("poss") is None and not _of_persons(target):
            return True  # "passed by 78 votes to 54"
        if target.lower in _CALLED_BY or any(c.dep == "compound" and c.lower in _CALLED_BY for c in target.children):
            return True  # "known by its initials", "known by its initials UNHCR"
        return target.lower in _MEANS and target.child("det", "poss", "nummod") is None

    def _gap(self, frame: Frame) -> None:
        """What a relative clause is about fills the place that it leaves empty: "samples she had examined", "the deal he talked about"."""
        clause = frame.token
        if clause.dep == "ccomp" and clause.head.dep == "relcl" and is_nominal(clause.head.head) and self._open_behind(frame, clause.head):
            frame.objects.extend(conjuncts(self._described(clause.head.head)))  # "a decision he said he never regretted"
            return
        outer = clause
        while outer.dep == "xcomp" and outer.head is not outer:
            outer = outer.head
        if outer is not clause and outer.dep == "relcl" and is_nominal(outer.head):
            if len(frame.objects) == 1 and frame.objects[0].lower in RELATIVE and frame.objects[0].i < outer.i:
                frame.objects = conjuncts(self._described(outer.head))  # "a bill that the senate refused to pass"
            return
        if (
            clause.dep != "relcl"
            or not is_nominal(clause.head)
            or (clause.head.lemma in _OCCASIONS and (frame.infinitive or clause.head.dep == "npadvmod"))
        ):
            return  # "time to leave", "every time the lift stops"
        antecedent = self._described(clause.head)
        named = clause.child("nsubj")
        if (
            frame.lemma in _NAMING
            and named is not None
            and named.lower not in RELATIVE
            and len(frame.objects) == 1
            and frame.objects[0].dep == "dobj"
            and frame.objects[0].lower not in RELATIVE
            and not frame.predicative
        ):
            frame.predicative, frame.objects = frame.objects, conjuncts(antecedent)  # "a yacht that prosecutors called a gift"
            return
        stranded = [child for child in clause.children if child.dep == "prep" and child.i > clause.i and not child.children]
        for child in list(frame.objects):
            if child.lower in RELATIVE and child.tag in ("WDT", "WP", "IN"):
                frame.objects.remove(child)
                if stranded and child.i < clause.i:
                    frame.preps.append((stranded[-1], antecedent))  # "which engineers had warned about"
                else:
                    frame.objects.extend(conjuncts(antecedent))
                return
        for n, (prep, target) in enumerate(frame.preps):
            if target.lower in RELATIVE:
                frame.preps[n] = (prep, antecedent)
                return
        own = clause.child("nsubj", "nsubjpass")
        if (
            own is None
            or own.lower in RELATIVE
            or any(
                t.tag == "WP$" or (t.dep == "pobj" and t.lower in RELATIVE) for t in own.subtree()
            )  # "whose mother left", "some of whom left"
            or any(child.tag == "WRB" for child in clause.children)
        ):
            return
        if stranded:
            frame.preps.append((stranded[-1], antecedent))
        elif (
            (not frame.passive or frame.lemma in ("give", "offer", "award", "grant"))
            and not frame.objects
            and frame.complement is None
            and not frame.clauses
            and clause.tag.startswith("VB")
            and antecedent.i < own.i
        ):
            frame.objects.extend(conjuncts(antecedent))

    @staticmethod
    def _described(noun: Token) -> Token:
        """Whom a description set beside a noun describes: in "Anna Reed, a former head of sales, whom …" Anna Reed."""
        top = noun
        while top.dep == "appos":
            top = top.head
        return top if top is not noun and is_person_noun(noun) and (top.ent_type == "PERSON" or is_person_noun(top)) else noun

    def _agent_by(self, frame: Frame) -> None:
        for prep, target in list(frame.preps):
            if (
                prep.lower == "by"
                and target.i not in self.annotated.times
                and not self._is_means(target)
                and (target.ent_type not in ("DATE", "TIME", "PERCENT", "MONEY", "CARDINAL") or _of_persons(target))
            ):
                frame.agents.append(target)
                frame.preps.remove((prep, target))

    def _dative(self, frame: Frame, child: Token) -> None:
        if child.pos == "ADP":
            frame.recipients.extend(item for target in child.children if target.dep == "pobj" for item in conjuncts(target))
        else:
            frame.recipients.extend(conjuncts(child))

    def _prep(self, frame: Frame, prep: Token) -> None:
        target = prep.child("pobj")
        if (
            target is not None
            and f"{prep.lower} {target.lower}" in _SENTENCE_ADVERBIALS
            and all(child.dep in ("det", "poss") for child in target.children)
        ):
            return  # "in fact", "on average", "as a result", "for his part"
        before = self.annotated.tokens[prep.i - 1]
        if before.lower == "not" and before.i and self.annotated.tokens[before.i - 1].text == ",":
            return  # "for inciting violence, not for their work"
        for target in prep.children:
            if target.dep == "pobj":
                frame.preps.extend((prep, item) for item in conjuncts(target) if not any(c.dep == "neg" for c in item.children))
            elif (target.dep in ("prep", "pcomp") and target.pos == "ADP") or (target.dep == "conj" and target.pos == "ADP"):
                self._prep(frame, target)

    def _shared_object(self, frame: Frame) -> None:
        """ "find, lift and carry balls": the object that only the last of coordinated verbs has is the object of all."""
        token = frame.token
        after = next((child for child in token.children if child.dep == "conj" and child.i in self.by_i), None)
        if (
            after is None
            or frame.objects
            or frame.preps
            or frame.clauses
            or frame.complement
            or frame.passive
            or frame.lemma in _INTRANSITIVE
            or (frame.particle is not None and f"{frame.lemma} {frame.particle.lower}" in _INTRANSITIVE_PHRASES)
            or not token.tag.startswith("VB")
        ):
            return
        other = self.by_i[after.i]
        between = self.annotated.tokens[token.i + 1 : after.i]
        if (
            not other.objects
            or token.tag != after.tag
            or not all(t.text == "," or t.dep in ("cc", "prt") or t.lower in _JOINERS for t in between)
            or (other.predicative and any(t.lower == "but" for t in between))  # "met but left the dispute unresolved"
        ):
            return
        # "overturned and caught fire": a bare singular is part of the one verb; "use or threaten force" says it of both.
        bare = all(item.tag == "NN" and not any(c.i < item.i for c in item.children) for item in other.objects)
        if not bare or any(t.lower == "or" for t in between):
            frame.objects = list(other.objects)
