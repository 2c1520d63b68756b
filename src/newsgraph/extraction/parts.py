"""The words that statements are made of: qualifiers, contents, predicates, groups, as pieces of the article's text."""

from __future__ import annotations

from collections.abc import Sequence

from newsgraph.extraction.phrases import Phrases, conjuncts, is_nominal, lower_label, slug
from newsgraph.extraction.predicates import Frame
from newsgraph.extraction.restricting import restricts
from newsgraph.extraction.words import is_inverted
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.quote_marks import DOUBLE_MARKS
from newsgraph.language.time_calendar import SEASONS
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import Noun, nouns
from newsgraph.lexicons.speech import speech_verbs
from newsgraph.model import CharSpan, Node, Qualifier, QualifierRole

__all__ = ["MOST_QUALIFIER_WORDS", "Parts"]

_HEADS = frozenset(
    "leader president premier minister chancellor king queen captain coach manager governor mayor chairman chief head ruler monarch".split()
)
MOST_QUALIFIER_WORDS = 25
_ASKING = word_class("asking")
_BARE_PHRASES = frozenset(
    "in full / in part / in private / in public / in secret / in vain / in common / at random / for good / for free / at once".split(" / ")
)
_TRADING = frozenset(("trading", "trade", "dealings", "deals"))
_TRADING_HOURS = frozenset(
    "early late morning afternoon midday midmorning mid-morning premarket pre-market after-hours overnight extended".split()
)
_THEN = frozenset(("then", "previously", "formerly", "once"))
_IFS = frozenset(("if", "unless"))
_MOST_BEHIND = 6
_MOST_CONTENT_WORDS = 40
_MOST_GERUND_WORDS = 10
_MOST_COMPARED = 8
_LEFT_OFF = frozenset(("acl", "advcl", "appos", "cc", "conj", "npadvmod", "parataxis", "punct", "relcl"))
_NO_NOUN = Noun("", "")
_SHARES = word_class("shares")
_TEMPORAL = word_class("temporal")
_TEMPORAL_PREPS = word_class("temporal preps")
_EDGE_PUNCTUATION = " \t\n\u00a0,;:.\"“”'‘’()-–—"


def _denied_itself(head: Token) -> bool:
    """ "declared not fit", "pleaded not guilty": what is predicated is denied, the verb is not."""
    return head.dep == "oprd" or head.head.lemma == "plead"


def _compared(head: Token) -> Token | None:
    """The clause behind *than* in "narrower than the rhetoric suggested"; None where it is long or has a pronoun."""
    clause = next((child for child in head.children if child.dep == "advcl" and child.i > head.i), None)
    inside = clause.subtree() if clause is not None else []
    if not inside or inside[0].lower != "than" or len(inside) > _MOST_COMPARED:
        return None
    return None if any(t.tag in ("PRP", "PRP$") for t in inside) else clause


def _conditional(clause: Token) -> bool:
    """True for "if the deal fails", "should it fail"; not for "as if it failed", "asked me if it failed", "if necessary"."""
    if is_inverted(clause):
        return True
    marks = {child.lower for child in clause.children if child.dep == "mark"}
    idle = not clause.tag.startswith("VB") or clause.lower == "need"
    asked = clause.head.lemma in _ASKING and clause.i > clause.head.i
    return bool(marks & _IFS) and not (marks & {"as", "even"} or idle or asked)


def _excessive(head: Token) -> bool:
    """True for the second adjective of "too warm and dry for it"."""
    first = head.head
    if head.dep != "conj" or first.pos != "ADJ" or any(child.dep in ("advmod", "neg") for child in head.children):
        return False
    joint = any(child.dep == "cc" and child.lower in ("and", "or") and child.i == head.i - 1 for child in first.children)
    return joint and any(child.lower == "too" and child.i < first.i for child in first.children)


class Parts:
    """Qualifiers and predicates of one document, cut out of its text."""

    def __init__(self, annotated: AnnotatedDoc, phrases: Phrases) -> None:
        self.annotated = annotated
        self.phrases = phrases
        self.text = annotated.article.text

    def is_time(self, prep: Token, target: Token) -> bool:
        """True when the phrase tells a time; what somebody is sentenced to is none."""
        if prep.lower == "to" and prep.head.lemma in ("sentence", "condemn"):
            return False
        if prep.i in self.annotated.times or target.i in self.annotated.times or target.ent_type in ("DATE", "TIME"):
            return True
        scored = target.lower == "points" and target.child("nummod") is not None  # "ahead by 11 points"
        if not scored and target.lemma.lower() in _TEMPORAL and prep.lower in _TEMPORAL_PREPS and target.i not in self.annotated.referents:
            return True
        if target.lower in _TRADING and prep.lower == "in" and any(c.lower in _TRADING_HOURS for c in target.children):
            return True  # "fell 3% in early trading"
        if target.dep == "npadvmod" and target.lower in SEASONS:
            return True  # "the following spring"
        of = target.child("prep") if target.lower in _SHARES else None
        if of is not None and of.lower == "of" and (whole := of.child("pobj")) is not None:
            return self.is_time(prep, whole)  # "for most of the winter"
        first = min((t.i for t in target.subtree() if t.i > prep.i), default=target.i)
        return first in self.annotated.times and self.annotated.times[first].span.end >= target.char_end

    def inside(self, head: Token, span: CharSpan) -> bool:
        """True when the token stands in the span."""
        return span.start <= head.char_start and head.char_end <= span.end

    def others(self, qualifiers: Sequence[Qualifier], head: Token) -> list[Qualifier]:
        """The qualifiers that do not hold the token: what is an end of the statement is no qualifier of it."""
        return [q for q in qualifiers if q.span is None or not self.inside(head, q.span)]

    def _span(self, first: Token, last: Token) -> CharSpan:
        """From token to token without punctuation at the ends."""
        start, end = first.char_start, last.char_end
        while start < end - 1 and self.text[start] in _EDGE_PUNCTUATION:
            start += 1
        while end > start + 1 and self.text[end - 1] in _EDGE_PUNCTUATION:
            if last.text[-1] == "." and len(last.text) > 2 and end == last.char_end:
                break  # "until 9:15 a.m."
            end -= 1
        return CharSpan(start, end)

    def qualifier(self, role: QualifierRole, first: Token, last: Token, node: Node | None = None) -> Qualifier:
        """The words from token to token in that role."""
        span = self._span(first, last)
        return Qualifier(role, span.of(self.text), span, node)

    def phrase_qualifier(self, role: QualifierRole, head: Token) -> Qualifier:
        """The phrase under a head, without clauses."""
        tokens = [t for t in head.subtree() if not self._in_clause(t, head)]
        run = self._run(tokens, head)
        return self.qualifier(role, run[0], run[-1])

    def role_qualifier(self, head: Token) -> Qualifier:
        """What somebody or something is called, without article and quotation marks."""
        if is_nominal(head):
            words = self.phrases.words(head)
            return Qualifier("role", words.label, self._span(words.first, words.last))
        node = self.adjective(head)
        return Qualifier("role", node.label, node.span)

    def _run(self, tokens: list[Token], head: Token) -> list[Token]:
        """The stretch of ``tokens`` around the head; a comma that hangs elsewhere does not break it."""
        at = tokens.index(head)
        first = last = at
        while first > 0 and self._next_to(tokens[first - 1], tokens[first]):
            first -= 1
        while last + 1 < len(tokens) and self._next_to(tokens[last], tokens[last + 1]):
            last += 1
        return tokens[first : last + 1]

    def _next_to(self, one: Token, other: Token) -> bool:
        between = self.annotated.tokens[one.i + 1 : other.i]
        return not between or (len(between) == 1 and between[0].text == ",")

    def _in_clause(self, token: Token, head: Token) -> bool:
        while token is not head and token.head is not token:
            if token.dep in ("relcl", "advcl", "ccomp", "parataxis") and not restricts(self.annotated, token.head, token):
                return True
            token = token.head
        return False

    def node_qualifier(self, role: QualifierRole, node: Node, head: Token) -> Qualifier:
        """A node in that role."""
        words = self.phrases.words(head)
        return self.qualifier(role, words.first, words.last, node if node.kind == "entity" else None)

    def prep_qualifier(self, role: QualifierRole, prep: Token, target: Token) -> Qualifier:
        """A prepositional phrase with its preposition."""
        words = self.phrases.words(target)
        node = self.phrases.node(target)
        first = prep if prep.i < words.first.i and words.first.i - prep.i <= 3 else words.first
        last = words.last
        if prep.lower in ("with", "without"):  # "without a single job saved"
            behind = next((c for c in target.children if c.dep == "acl" and c.tag == "VBN" and c.i == last.i + 1), None)
            last = behind.subtree()[-1] if behind is not None and len(behind.subtree()) <= _MOST_BEHIND else last
        return self.qualifier(role, first, last, node if node is not None and node.kind == "entity" else None)

    def bare_phrase(self, prep: Token) -> Qualifier | None:
        """ "have not been paid in full", "to leave at once": a preposition and an adjective or adverb that tell how, or when."""
        behind = prep.children[0] if len(prep.children) == 1 else prep
        if f"{prep.lower} {behind.lower}" not in _BARE_PHRASES or behind.i != prep.i + 1:
            return None
        return self.qualifier("time" if behind.lower == "once" else "manner", prep, behind)

    def when(self, frame: Frame) -> list[Qualifier]:
        """When somebody was what he was: "was the firm's chief executive at the time", "was then mayor of Lund"."""
        then = [child for child in frame.token.children if child.dep == "advmod" and child.lower in _THEN]
        told = [(prep, target) for prep, target in frame.preps if self.is_time(prep, target)]
        return [
            *(self.prep_qualifier("time", prep, target) for prep, target in told),
            *(self.phrase_qualifier("time", adverb) for adverb in then),
        ]

    def conditions(self, frame: Frame) -> list[Qualifier]:
        """On what it depends: its own *if*, or that of the verb above ("If it fails, Reed would have to pay", "will close and sue")."""
        found: list[Qualifier] = []
        above, before = frame, False
        while not found:
            clauses = [child for child in above.token.children if child.dep == "advcl" and (not before or child.i < above.token.i)]
            found = [self.clause_qualifier("condition", clause, MOST_QUALIFIER_WORDS) for clause in clauses if _conditional(clause)]
            bare = above.link in ("xcomp", "conj") and not above.own_subject and above.governor is not None
            if not bare or above.governor is None:
                break
            before = before or above.link == "conj"
            above = above.governor
        return found

    def clause_qualifier(self, role: QualifierRole, head: Token, most: int) -> Qualifier:
        """A clause; one of more than ``most`` words ends before something that it can do without."""
        tokens = self._run(head.subtree(), head)
        run = tokens[: self._end(tokens, tokens.index(head) + 1, most)]
        while (
            len(run) > 1
            and run[-1] is not head
            and (run[-1].dep in ("cc", "punct", "mark") or run[-1].tag in ("CC", "TO"))
            and run[-1].text not in ('"', "'", ")", "%")
        ):
            run = run[:-1]
        return self.qualifier(role, run[0], run[-1])

    @staticmethod
    def _end(tokens: Sequence[Token], least: int, most: int) -> int:
        """How many of the words to keep: all, or as many up to ``most`` as leave off nothing but modifiers and further conjuncts."""
        if len(tokens) <= most:
            return len(tokens)
        first = tokens[0].i
        for end in range(most, least, -1):
            kept, rest = tokens[:end], tokens[end:]
            whole = all(t.head.i < rest[0].i for t in kept if t.head.i >= first)
            if whole and all(t.dep in _LEFT_OFF or (t.dep == "prep" and t.head.tag.startswith("VB")) for t in rest if t.head in kept):
                return end
        return max(most, least)

    def text_qualifier(self, role: QualifierRole, head: Token, *, without: Sequence[Token] = (), skip: Token | None = None) -> Qualifier:
        """A clause that is content; from after ``without``, its subject, where that is told apart; without the source ``skip``."""
        if skip is not None:
            above = skip
            while above.head is not head and above.head is not above:
                above = above.head
            left_out = {token.i for token in above.subtree()}
            run = self._run([token for token in head.subtree() if token.i not in left_out], head)[:_MOST_CONTENT_WORDS]
            run = run if head in run else [head]
            return self.qualifier(role, run[0], run[-1])
        if without and head.i > max(token.i for token in without):
            start = max(t.i for token in without for t in token.subtree() if t.i < head.i) + 1
            run = [t for t in self._run(head.subtree(), head) if t.i >= start]
            while len(run) > 1 and run[0].dep == "punct":
                run = run[1:]
            return self.qualifier(role, run[0], run[-1])
        comment = next((c for c in head.children if c.dep == "parataxis" and c.i > head.i and c.lemma in speech_verbs()), None)
        if comment is not None and comment.child("nsubj") is not None and any(c.dep == "conj" and c.i > comment.i for c in head.children):
            return self.text_qualifier(role, head, skip=comment)  # "took a priest, the diocese said, and asked for money"
        return self.clause_qualifier(role, head, _MOST_CONTENT_WORDS)

    def coordinated(self, members: Sequence[Token]) -> Node:
        """What a plural is together, as one concept: *women and children*."""
        span = self._span(min(members[0].subtree(), key=lambda t: t.i), members[-1])
        label = span.of(self.text)
        return self._concept(label, span)

    def adjective(self, head: Token) -> Node:
        """An adjective phrase as a concept ("optimistic about continuing talks")."""
        than = _compared(head)
        compared = set(than.subtree()) if than is not None else set()
        to_do = next((c for c in head.children if c.dep == "relcl" and head.tag == "JJR" and any(g.tag == "TO" for g in c.children)), None)
        compared |= set(to_do.subtree()) if to_do is not None and len(to_do.subtree()) <= _MOST_COMPARED else set()  # "the quicker to act"
        tokens = [t for t in head.subtree() if t in compared or not (self._in_clause(t, head) or self._conjoined(t, head))]
        start = max(
            (
                max(t.i for t in child.subtree()) + 1
                for child in head.children
                if child.dep in ("nsubj", "nsubjpass", "cop", "aux") and child.i < head.i
            ),
            default=0,
        )
        tokens = [t for t in tokens if t.i >= start]
        unnamed = next((t for t in tokens if t.tag == "PRP" and t.i > head.i and not any(a.dep == "relcl" for a in t.ancestors())), None)
        if unnamed is not None:  # "open to softening it": no pronoun in a label
            phrase = next((child for child in head.children if child.i > head.i and unnamed in child.subtree()), None)
            tokens = [t for t in tokens if phrase is None or t.i < phrase.i]
        run = self._run(tokens, head)
        contrast = next((c for c in head.children if c.dep == "conj" and c.child("neg") is not None), None)
        if contrast is not None and DOUBLE_MARKS & {run[0].text, self.annotated.tokens[run[0].i - 1].text}:
            run = self.annotated.tokens[run[0].i : contrast.subtree()[-1].i + 1]  # "called it “full, but not foolish”"
        while (
            not _denied_itself(head)
            and run
            and run[0] is not head
            and (run[0].dep in ("neg", "punct", "cc") or run[0].lower in ("not", "n't"))
        ):
            run = run[1:]
        span = self._span(run[0], run[-1])
        excess = "too " if _excessive(head) and run[0].lower != "too" else ""
        return self._concept(excess + span.of(self.text), span)

    def _concept(self, label: str, span: CharSpan) -> Node:
        return Node("concept", f"concept/{slug(self.annotated.article.id)}/{slug(label)}", label, "Thing", (), label, span)

    def members(self, head: Token) -> list[tuple[Node, Token]]:
        """ "the leaders of Chad and Niger" as the leader of the one and the leader of the other; empty for any other phrase."""
        if head.tag != "NNS" or head.i in self.annotated.referents:
            return []
        if (first := next((c for c in head.children if c.ent_type == "NORP" and c.dep == "amod" and c.i < head.i), None)) is not None:
            return self._by_nation(head, first)
        prep = next((child for child in head.children if child.dep == "prep" and child.lower in ("of", "from") and child.i > head.i), None)
        target = prep.child("pobj") if prep is not None else None
        items = conjuncts(target) if target is not None else []
        if prep is None or len(items) < 2 or any(self.annotated.name_head.get(item.i) != item.i for item in items):
            return []
        words = [t for t in head.children if t.i < head.i and t.dep in ("amod", "compound") and t.lower not in ("other", "several")]
        kind = nouns().get(head.lemma.lower(), _NO_NOUN)
        noun = head.lemma.lower() if prep.lower == "of" and kind.kind == "person" and head.lemma.lower() in _HEADS else head.lower
        found: list[tuple[Node, Token]] = []
        for item in items:
            for owner in self.phrases.nodes(item):
                label = " ".join([*(t.lower for t in words), noun, prep.lower, owner.label])
                node_id = f"concept/{slug(self.annotated.article.id)}/{slug(label)}"
                found.append((Node("concept", node_id, label, "Thing", (), owner.text, owner.span), item))
        return found

    def _by_nation(self, head: Token, first: Token) -> list[tuple[Node, Token]]:
        """ "Turkish and Greek officials" as those of the one and those of the other."""
        nations = [first]
        while (further := nations[-1].child("conj")) is not None:
            nations.append(further)
        kind = (nouns().get(head.lemma.lower()) or nouns().get(head.lower, _NO_NOUN)).kind
        if len(nations) < 2 or any(item.ent_type != "NORP" for item in nations) or kind not in ("person", "group", "org"):
            return []
        words = [t.lower for t in head.children if nations[-1].i < t.i < head.i and t.dep in ("amod", "compound")]
        noun = head.lemma.lower() if head.lemma.lower() in _HEADS and head.child("det") is not None else head.lower
        found: list[tuple[Node, Token]] = []
        for item in nations:
            span = self._span(item, item)
            label = " ".join([item.text, *words, noun])
            node_id = f"concept/{slug(self.annotated.article.id)}/{slug(label)}"
            found.append((Node("concept", node_id, label, "Thing", (), span.of(self.text), span), item))
        return found

    def joint(self, target: Token) -> Node:
        """What several phrases are together, as one concept: "the law and the patient" in "choose between the law and the patient"."""
        items = conjuncts(target)
        span = self._span(self.phrases.words(items[0]).first, self.phrases.words(items[-1]).last)
        text = span.of(self.text)
        first = self.phrases.words(items[0])
        label = " ".join(text.split())
        if first.first.dep == "det" and first.first.tag == "DT":
            label = label.partition(" ")[2] or label
        return Node("concept", f"concept/{slug(self.annotated.article.id)}/{slug(label)}", label, "Thing", (), text, span)

    def gerund(self, head: Token) -> Node | None:
        """What is done as a concept ("closing the mine"); None when it is long, or says it of a pronoun."""
        run = self._run([t for t in head.subtree() if not self._in_clause(t, head)], head)
        while run[0] is not head and (run[0].tag == "TO" or run[0].dep in ("punct", "mark", "advmod")):
            run = run[1:]
        if len(run) > _MOST_GERUND_WORDS or any(t.pos == "PRON" or t.tag == "PRP$" for t in run):
            return None
        span = self._span(run[0], run[-1])
        label = lower_label(span.of(self.text)[:1]) + span.of(self.text)[1:]
        return Node("concept", f"concept/{slug(self.annotated.article.id)}/{slug(label)}", label, "Thing", (), span.of(self.text), span)

    @staticmethod
    def _conjoined(token: Token, head: Token) -> bool:
        while token is not head and token.head is not token:
            if token.head is head and (token.dep in ("conj", "cc") or (token.dep == "neg" and not _denied_itself(head))):
                return True
            token = token.head
        return False
