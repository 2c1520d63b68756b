"""The nominal extractor: what noun phrases tell without a verb.

"Canada's role in NATO", "talks between the union and the board", "the merger of A and B", "US-Canada relations", "Microsoft's Windows",
"St. Anne's Hospital in Vestmark". A possessive or definite phrase presupposes what it names; an indefinite one is worth what its clause is.

References:
    Meyers et al. (2004), The NomBank Project; Strawson (1950), On Referring (presupposition of definite phrases).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from newsgraph.extraction.base import Requirement
from newsgraph.extraction.builder import Builder
from newsgraph.extraction.frames import Frame, Frames
from newsgraph.extraction.locations import whereabouts
from newsgraph.extraction.nouns import is_person_noun
from newsgraph.extraction.phrases import Phrases, conjuncts
from newsgraph.extraction.status_local import is_negative_phrase
from newsgraph.extraction.status_rules import Context, Contexts
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.model import Node, Statement

__all__ = ["NominalExtractor"]

_MUTUAL = word_class("mutual")
_JOINING = word_class("joining")
_EMPTY = word_class("empty")
_PLANNED = frozenset("planned proposed expected possible potential prospective intended attempted failed aborted mooted would-be".split())
_EXPECTING = frozenset("expect schedule plan anticipate propose moot".split())
_STOPPING = frozenset("block cancel veto abandon shelve scrap thwart reject".split())
_COLLAPSING = frozenset("collapse fail stall falter founder".split())
_COMING = frozenset("complete confirm finalise finalize announce conclude approve happen occur".split())
_UNSETTLED = frozenset("due set likely unlikely imminent possible close uncertain unclear doubtful certain pending off".split())
_ACTS = word_class("acts") | frozenset(("appointment", "promotion", "return", "switch", "takeover", "acquisition", "extradition"))
_HOLDING = frozenset(
    "hold stage host organise organize have convene call schedule plan arrange attend join start begin launch open".split()
)
_DENYING = word_class("denying")
_CREATING = word_class("creating")
_FINDING = word_class("finding out")
_SOUGHT = _CREATING - {"reject", "consider", "support", "back", "oppose", "discuss", "announce"}  # there need be none yet


class NominalExtractor:
    """Statements from noun phrases that join two entities."""

    name = "nominals"
    version = "1"
    requires: frozenset[Requirement] = frozenset({"parse", "entities"})

    def extract(self, annotated: AnnotatedDoc, /) -> Iterable[Statement]:
        """The statements of one document, in order of the text."""
        return _NominalReader(annotated).read()


class _NominalReader:
    def __init__(self, annotated: AnnotatedDoc) -> None:
        self.annotated = annotated
        self.phrases = Phrases.of(annotated)
        self.frames = Frames.of(annotated)
        self.contexts = Contexts.over(annotated)
        self.builder = Builder(annotated, self.phrases, f"{NominalExtractor.name}/{NominalExtractor.version}")

    def read(self) -> list[Statement]:
        for sentence in self.annotated.sentences:
            if sentence.kind == "heading":
                self._dateline(sentence.token_start, sentence.token_end)
        for token in self.annotated.tokens:
            if self.annotated.sentences[token.sent_i].kind != "body" or token.tag not in ("NN", "NNS", "NNP", "NNPS"):
                continue
            self._located(token)
            if token.i in self.annotated.name_head:
                self._owned(token)
                continue
            if token.lemma.lower() in _EMPTY or is_person_noun(token):
                continue
            self._mutual(token)
            self._owner_to_target(token)
        return self.builder.finished()

    # "TARN LAKES, Ombasi, Feb. 3 —".

    def _dateline(self, start: int, end: int) -> None:
        names = self.annotated.name_head
        tokens = self.annotated.tokens[start:end]
        comma = next((n for n, token in enumerate(tokens) if token.text == ","), 0)
        if not 0 < comma < len(tokens) - 1 or not all(token.text.isupper() for token in tokens[:comma] if token.text.isalpha()):
            return
        first, second = tokens[comma - 1], tokens[comma + 1]
        if first.i not in names or second.i not in names:
            return
        one, other = self.annotated.tokens[names[first.i]], self.annotated.tokens[names[second.i]]
        for subject in self.phrases.nodes(one):
            for target in self.phrases.nodes(other):
                if subject.type == "Place" and target.type == "Place":
                    self._add(one, [one], "in", subject, target, definite=True)

    # Helpers.

    def _entities(self, head: Token) -> list[tuple[Node, Token]]:
        found: list[tuple[Node, Token]] = []
        for item in conjuncts(head):
            found.extend((node, item) for node in self.phrases.nodes(item) if node.kind == "entity")
        return found

    def _frame_above(self, token: Token) -> Frame | None:
        for above in token.ancestors():
            if above.i in self.frames.by_i:
                return self.frames.by_i[above.i]
        return None

    def _context(self, noun: Token, definite: bool) -> Context:
        frame = self._frame_above(noun)
        if frame is None:
            return Context()
        context = self.contexts.of(frame)
        sought = frame.subjects if frame.passive else frame.objects
        if frame.lemma in _FINDING and noun in sought and (context.status == "negated" or is_negative_phrase(noun)):
            return replace(context, told=False)  # "have not established a link": there may be one
        planned = noun in frame.objects and context.status != "fact" and noun.lemma.lower() in _ACTS
        kind = nouns().get(noun.lemma.lower())
        held = (noun in frame.objects or (frame.passive and noun in frame.subjects)) and frame.lemma in _HOLDING
        if held and context.status != "fact" and kind is not None and kind.kind == "event":
            return context  # "will hold its first meeting in Toronto"
        if planned and frame.lemma not in _DENYING:
            return context  # "would hand in his resignation": there is none yet
        if noun.lemma.lower() in _ACTS and _to_come(noun, frame, context):
            return Context("possible", "intention", context.speakers)
        if definite and (frame.lemma not in _DENYING or self.annotated.name_head.get(noun.i) == noun.i):
            # What a definite phrase presupposes is the article's own, unless direct speech says it.
            index = self.annotated.quotation_of.get(noun.i)
            quoted = index is not None and self.annotated.quotations[index].speech
            return Context(speakers=context.speakers if quoted else ())
        if frame.lemma in _DENYING:
            return Context("possible", "allegation", context.speakers)
        if noun in frame.objects and context.status == "fact" and frame.lemma in _CREATING:
            return Context("possible", "intention", context.speakers)
        return context

    def _add(
        self, noun: Token, words: list[Token], name: str, subject: Node, target: Node, *, definite: bool, symmetric: bool = False,
        told: bool = False,
    ) -> None:  # fmt: skip
        """``told`` says that the clause is the first to speak of the noun: what it says of it is its speaker's."""
        context = self._context(noun, definite)
        if told and (frame := self._frame_above(noun)) is not None:
            context = Context(speakers=self.contexts.of(frame).speakers)
        if subject.id != target.id and context.told:
            self.builder.nominal(Frame(noun), context, subject, name, words, target, symmetric=symmetric)

    @staticmethod
    def _definite(noun: Token) -> bool:
        return any(
            child.dep == "poss" or (child.dep == "det" and child.lower in ("the", "this", "that", "these", "those", "both"))
            for child in noun.children
        )

    # "talks between A and B", "the merger of A and B", "US-Canada relations".

    def _mutual(self, noun: Token) -> None:
        word = noun.lemma.lower()
        if word not in _MUTUAL and noun.lower not in _MUTUAL:
            return
        groups: list[list[tuple[Node, Token]]] = []
        for child in noun.children:
            if child.dep == "prep" and child.lower in ("between", "of", "among"):
                groups.extend(self._entities(target) for target in child.children if target.dep == "pobj")
        before = [child for child in noun.children if child.dep in ("compound", "amod", "nmod") and child.i < noun.i]
        pair = [pairing for child in before for pairing in self._hyphenated(child)]
        if pair:
            groups.append(pair)
        for group in groups:
            if not 2 <= len(group) <= 3:
                continue
            for n, (one, _) in enumerate(group):
                for other, _ in group[n + 1 :]:
                    self._add(noun, [noun], f"{word} with", one, other, definite=False, symmetric=True)

    def _hyphenated(self, last: Token) -> list[tuple[Node, Token]]:
        """The two names of "US-Canada" before a noun."""
        tokens = self.annotated.tokens
        if last.i < 2 or tokens[last.i - 1].text not in ("-", "–", "/"):
            return []
        first = tokens[last.i - 2]
        names = self.annotated.name_head
        if first.i not in names or last.i not in names or names[first.i] == names[last.i]:
            return []
        return [(node, token) for token in (first, last) for node in self.phrases.nodes(tokens[names[token.i]]) if node.kind == "entity"]

    # "Canada's role in NATO", "Russian attack on Ukraine".

    def _owner_to_target(self, noun: Token) -> None:
        owners = [
            child
            for child in noun.children
            if child.dep == "poss" or (child.dep in ("amod", "compound") and child.i in self.annotated.name_head and child.i < noun.i)
        ]
        for owner in owners[:1]:
            subjects = self._entities(self.annotated.tokens[self.annotated.name_head.get(owner.i, owner.i)])
            for child in noun.children:
                if child.dep != "prep" or child.i < noun.i or child.lower not in _JOINING:
                    continue
                for target in child.children:
                    if target.dep != "pobj" or target.i in self.annotated.times:
                        continue
                    for node, _ in self._entities(target):
                        for subject, _ in subjects:
                            if node.type == "Place" and child.lower in ("in", "at") and owner.dep != "poss":
                                continue
                            self._add(
                                noun,
                                [noun, child],
                                f"{noun.lemma.lower()} {child.lower}",
                                subject,
                                node,
                                definite=owner.dep == "poss" or self._definite(noun),
                            )

    # "Microsoft's Windows".

    def _owned(self, noun: Token) -> None:
        if self.annotated.name_head.get(noun.i) != noun.i:
            return
        owner = noun.child("poss")
        if owner is None or (owner.i in self.annotated.name_head and self.annotated.name_head[owner.i] == noun.i):
            return
        for subject, _ in self._entities(owner):
            for node in self.phrases.nodes(noun):
                if node.kind != "entity" or node.type == "Person":
                    continue
                if subject.type == "Place" and node.type in ("Place", "Organization"):
                    # "Mecca's Grand Mosque", "Kenya's Central Bank".
                    self._add(noun, [noun], "in" if node.type == "Place" else "of", node, subject, definite=True)
                elif node.type != "Place":
                    self._add(noun, [noun], "have", subject, node, definite=True)

    # "St. Anne's Hospital in Vestmark", "a loan from the EU".

    def _located(self, noun: Token) -> None:
        kind = nouns().get(noun.lemma.lower())
        described = self.annotated.name_head.get(noun.i) != noun.i
        new = noun.dep != "appos" and any(child.dep == "det" and child.lower in ("a", "an") for child in noun.children)
        happens = kind is not None and kind.kind == "event" and described and not self._definite(noun)
        for prep, relation, node in whereabouts(self.annotated, self.phrases, noun):
            if (happens or (relation in ("by", "from") and not self._definite(noun))) and self._open(noun):
                continue  # "may end in clashes in Leeds", "wants a study by Nordlink"
            for subject in self.phrases.nodes(noun):
                if not (
                    described and subject.type == "Person" and not subject.label[:1].islower()
                ):  # "Ann Reed, a nurse in Lund": her role
                    self._add(noun, [prep], relation, subject, node, definite=not happens, told=new and not happens)

    def _open(self, noun: Token) -> bool:
        """True where what the clause says is not told to be so, and the noun is not what is held."""
        frame = self._frame_above(noun)
        if frame is None:
            return False
        if self.contexts.of(frame).status == "fact":
            return frame.lemma in _SOUGHT and noun in frame.objects
        return not (frame.lemma in _HOLDING and noun in (frame.subjects if frame.passive else frame.objects))


def _to_come(noun: Token, frame: Frame, context: Context) -> bool:
    """ "whose move to Nice is due to be completed", "his planned visit to Peru", "their merger collapsed": not done."""
    if any(child.lower in _PLANNED and child.i < noun.i for child in noun.children):
        return True
    if noun not in frame.subjects:
        return False
    off = frame.particle is not None and frame.particle.lower == "off" and frame.lemma == "call"
    if frame.passive and (frame.lemma in _EXPECTING or frame.lemma in _STOPPING or off):
        return True
    if frame.lemma in ("be", "seem", "look", "remain", "appear") and frame.complement is not None:
        return frame.complement.lower in _UNSETTLED
    if context.status != "fact" and frame.lemma in _COMING:
        return True
    through = frame.lemma == "fall" and any(child.lower == "through" for child in frame.token.children)
    return through or (frame.lemma in _COLLAPSING and not frame.objects)
