"""Noun phrases: which words belong to one, what it is called as a node, and which entity it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from newsgraph.extraction.groups import (
    bare_count,
    counted_before,
    elided_noun,
    measured_part,
    noun_before,
    of_other,
    one_of,
    ordinal_of,
    owner_alone,
    relative_noun,
    same_number,
    stands_for_noun,
)
from newsgraph.extraction.naming import named_parts, possessive, shortly
from newsgraph.extraction.nouns import is_person_noun, subjects_own
from newsgraph.extraction.owned import anothers, none_of_whom
from newsgraph.extraction.phrase_tokens import phrase_tokens
from newsgraph.extraction.restricting import generic_kind, restricts, tells_none, tells_which
from newsgraph.extraction.words import behind_of, changed_to, cites_no, conjuncts, is_nominal, is_noun_too, lower_label, singular, slug
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.implied_owners import ImpliedOwners
from newsgraph.language.quote_marks import ANY_MARKS
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.places import place_names
from newsgraph.model import CharSpan, Node

__all__ = ["NO_NODE", "Phrases", "conjuncts", "is_nominal", "lower_label", "slug"]

NO_NODE = word_class("no node")
_QUANTITY_HEADS = word_class("quantity heads")
_DEGREES = word_class("degrees")
_UNITS = word_class("units") | word_class("scores")
_FRACTIONS = frozenset("halves thirds quarters fifths sixths sevenths eighths ninths tenths".split())
_LEGAL = frozenset("agreement treaty pact accord act convention protocol".split())
_CLASSIFYING_PLACES = word_class("classifying places")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2, "2": 2, "3": 3, "4": 4, "5": 5, "6": 6}
_ANY = frozenset(("no", "any", "every", "each"))
_NO_SHARES = frozenset(
    (
        "none",
        "all",
        "share",
        "number",
        "rest",
        "neither",
        "each",
        "pair",
        "couple",
        "group",
        "range",
        "series",
        "host",
        "total",
        "piece",
        "bit",
    )
)
_DEMONSTRATIVE = frozenset(("the", "this", "that", "these", "those", "no", "any", "every", "each"))
_MEASURES = frozenset(("number", "amount", "total", "proportion", "percentage", "share"))
_DEEDS = word_class("deeds")
_OF_FIRMS = word_class("held by firms")
_REPORTED = _OF_FIRMS & word_class("quoted quantities")
_RELATIONAL = word_class("relational nouns")
_SETTLEMENTS = frozenset("suburb town village city hamlet municipality island borough neighbourhood neighborhood".split())
# What a chain has many of: "the Woolworths store" is not Woolworths.
_ONE_OF_MANY = frozenset(("store", "shop", "branch", "supermarket", "outlet", "dealership"))
_NAMED_KINDS = {
    "org": frozenset(("Organization",)),
    "thing": frozenset(("Law", "Product", "Work", "Thing")),
    "event": frozenset(("Event",)),
    "city": frozenset(("Place",)),
    "region": frozenset(("Place",)),
    "country": frozenset(("Place",)),
}
_TOLD_APART = frozenset(("another", "every", "each"))
_DROPPED_LEFT = frozenset(("det", "predet", "poss", "cc", "preconj", "punct", "case"))


@dataclass(frozen=True, slots=True)
class _Words:
    first: Token
    last: Token
    label: str


class Phrases:
    """The noun phrases of one document as nodes."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        self.annotated = annotated
        self.text = annotated.article.text
        self._words: dict[int, _Words] = {}
        self._groups: dict[str, tuple[int, ...]] | None = None
        self._employers: ImpliedOwners | None = None
        self._numbers: dict[int, set[str]] | None = None
        self._named: set[int] | None = None

    @classmethod
    def of(cls, annotated: AnnotatedDoc) -> Phrases:
        """The phrases of the document, shared by all that ask."""
        return annotated.shared(cls)

    def referents(self, head: Token) -> tuple[int, ...]:
        """Indices of the entities that the phrase headed by ``head`` stands for; empty when it is none."""
        if head.tag == "WP$":
            clause = next((above for above in head.ancestors() if above.dep == "relcl"), None)
            return self.referents(clause.head) if clause is not None and clause.head is not head else ()
        if any(generic_kind(self.annotated, head, child) for child in head.children):
            return ()  # "children who got the vaccine": not all whom the article speaks of
        name_head = self.annotated.name_head.get(head.i, head.i)
        found = self.annotated.referents.get(name_head, ()) or self.annotated.referents.get(head.i, ())
        one = head.lower in ("one", "another") and head.dep != "appos"  # "One of them, Anna Bell, voted against it"
        if found or (head.tag not in ("NN", "NNP") and not one):
            return found or self._members(head) or self._generic(head)
        known = self._classified(head)
        if known:
            return known
        # "the party's leader, Dana Kovarin": the description is the one whom the apposition names.
        beside = [child for noun in (head, *(one_of(head) if one else ())) for child in noun.children if child.dep == "appos"]
        beside += [inner for child in beside for inner in child.children if inner.dep == "appos"]  # "its founder, the doctor Rudolf Berg"
        for child in beside:
            if child.i in self.annotated.name_head and child.i > head.i and not any(c.dep == "conj" for c in head.children):
                return self.annotated.referents.get(child.i, ())
        return self._generic(head)

    def _members(self, head: Token) -> tuple[int, ...]:
        """ "two former ministers, Anna Bell and Karl Roth": the group is those whom the apposition names, when they are as many."""
        if head.tag != "NNS":
            return ()
        first = next(
            (child for child in head.children if child.dep == "appos" and child.i > head.i and child.i in self.annotated.name_head), None
        )
        if first is None or any(child.dep == "conj" for child in head.children):
            return ()
        names = conjuncts(first)
        if len(names) == 1 and first.subtree()[0].i == head.i + 1 and head.child("nummod") is None and is_person_noun(head):
            return self.annotated.referents.get(first.i, ())  # "title rivals Kelton", "the hosts Brazil": one side
        number = next((child for child in head.children if child.dep == "nummod" and child.i < head.i), None)
        if number is None and head.dep == "pobj" and head.head.lower == "of" and head.head.head.tag == "CD":
            number = head.head.head
        count = _COUNTS.get(number.lower, 0) if number is not None else len(names)
        if len(names) < 2 or count != len(names) or not all(name.i in self.annotated.name_head for name in names):
            return ()
        return tuple(dict.fromkeys(i for name in names for i in self.annotated.referents.get(name.i, ())))

    def _classified(self, head: Token) -> tuple[int, ...]:
        """ "the New Horizon party", "the USMCA trade agreement": the name, when the noun only says what kind of thing bears it."""
        kind = nouns().get(head.lemma.lower())
        if kind is None or kind.kind not in _NAMED_KINDS or head.lemma.lower() in _ONE_OF_MANY:
            return ()
        before = [child for child in head.children if child.dep in ("compound", "nmod", "amod") and child.i < head.i]
        for child in (*before, *(inner for outer in before for inner in outer.children if inner.dep == "compound")):
            if child.i in self.annotated.name_head:
                found = self.annotated.referents.get(self.annotated.name_head[child.i], ())
                if (
                    len(found) == 1
                    and head.lemma.lower() in _LEGAL
                    and child.ent_type != "NORP"
                    and self.annotated.entities[found[0]].type in ("Law", "Organization")
                ):
                    return found
                if len(found) == 1 and self.annotated.entities[found[0]].type in _NAMED_KINDS[kind.kind] and child.ent_type != "NORP":
                    return found
        return ()

    def _generic(self, head: Token) -> tuple[int, ...]:
        """What the article has as a thing of its own: a bare "patients" or "severe eczema", "the crane accident" for the one accident."""
        if head.tag not in ("NNS", "NN") or any(child.dep in ("poss", "relcl", "acl", "neg") for child in head.children):
            return self._people_of(head)
        article = next((child.lower for child in head.children if child.dep == "det"), "")
        if any(child.dep == "prep" and child.i > head.i and child.lower in ("of", "for", "on") for child in head.children):
            return self._people_of(head)
        if self._groups is None:
            self._groups = {}
            for i, entity in enumerate(self.annotated.entities):
                if entity.label[:1].islower() and all(mention.kind != "name" for mention in entity.mentions):
                    self._groups.setdefault(shortly(entity), (i,))
        if article in _ANY and head.tag == "NN":  # "no patient died": of the patients
            return self._groups.get(head.lower + "s", ()) if not any(c.dep in ("amod", "compound", "nmod") for c in head.children) else ()
        if article not in ("", "the"):
            return self._people_of(head)
        kinds = [child for child in head.children if child.dep in ("amod", "compound", "nmod") and child.i < head.i]
        if not all(child.lower in _DEGREES or (child.dep == "compound" and article == "the") for child in kinds):
            return self._groups.get(self.words(head).label.lower(), ()) if head.tag == "NNS" else ()
        found = self._groups.get(head.lower, ())
        return found if not found or self._as_many(head, found[0]) else ()

    def _as_many(self, head: Token, index: int) -> bool:
        """False for "720 homes" where the homes of the article are 550, and for "4,000 homes a year"."""
        number = head.child("nummod")
        if number is None:
            return True
        if self._numbers is None:
            self._numbers = {}
            for i, found in self.annotated.referents.items():
                if (other := self.annotated.tokens[i].child("nummod")) is None:
                    continue
                for referent in found:
                    self._numbers.setdefault(referent, set()).add(other.lower)
        return head.tag == "NNS" and head.child("npadvmod") is None and self._numbers.get(index, set()) <= {number.lower}

    def _unnamed(self, index: int) -> bool:
        if self._named is None:
            entities = enumerate(self.annotated.entities)
            self._named = {i for i, entity in entities if any(mention.kind in ("name", "demonym") for mention in entity.mentions)}
        return index not in self._named

    def _people_of(self, head: Token) -> tuple[int, ...]:
        """ "the people of Canada" for the Canadians of the article."""
        if head.lower not in ("people", "citizens", "nationals", "inhabitants"):
            return ()
        target = behind_of(head)
        places = self.referents(target) if target is not None else ()
        if len(places) != 1:
            return ()
        link = self.annotated.entities[places[0]].link
        for i, entity in enumerate(self.annotated.entities):
            known = place_names().get(entity.label.lower())
            if entity.type == "Group" and link and known is not None and known.link == link:
                return (i,)
        return ()

    def nodes(self, head: Token) -> list[Node]:
        """The node, or for a group the nodes, of the phrase headed by ``head``; empty for what nothing may be stated of."""
        if owner_alone(self.annotated, head):
            return []
        indices = self.referents(head)
        if not indices and (described := self._described(head)) is not None:
            return self.nodes(described)
        words = self.words(head)
        span = CharSpan(words.first.char_start, words.last.char_end)
        text = span.of(self.text)
        if indices:
            found = []
            for index in indices:
                entity = self.annotated.entities[index]
                found.append(Node("entity", entity.id, entity.label, entity.type, entity.aliases, text, span))
            return found
        noun = self._group_of(head)
        if noun is not None:
            return [replace(node, text=text, span=span) for node in self.nodes(noun)]
        node = self._concept(head, words, span, text)
        return [replace(node, id=self._bare(node, head).id)] if node else []

    def _group_of(self, head: Token) -> Token | None:
        """The noun that a number or quantity without one is of."""
        known = same_number(self.annotated, head) or elided_noun(head) or noun_before(self.annotated, head)
        return known or counted_before(self.annotated, head)

    def _described(self, head: Token) -> Token | None:
        """What a description between commas is of: "Robusta, the cheaper bean used in instant coffee" is Robusta."""
        noun = head.head
        if head.dep != "appos" or head.tag != "NN" or noun.tag not in ("NN", "NNP", "JJ") or head.lemma.lower() in _DEEDS:
            return None
        first = min((child.i for child in head.children if child.dep in ("det", "amod", "compound")), default=head.i)
        if noun.i > first or self.annotated.tokens[first - 1].text != "," or head.child("conj") is not None or head.child("det") is None:
            return None
        kind, other = nouns().get(head.lemma.lower()), nouns().get(noun.lemma.lower())
        if kind is not None and (kind.kind == "event" or (other is not None and (kind.kind == "person") != (other.kind == "person"))):
            return None
        return noun if noun.dep != "appos" else None

    def node(self, head: Token) -> Node | None:
        """The first of :meth:`nodes`, or None."""
        nodes = self.nodes(head)
        return nodes[0] if nodes else None

    def _concept(self, head: Token, words: _Words, span: CharSpan, text: str) -> Node | None:
        label = words.label
        if head.tag == "CD" and any(child.lower in ("the", "these", "those", "all") for child in head.children):
            return None  # "the four": four of whom, the text before tells
        if head.tag == "CD" and head.lower not in ("one", "ones") and not any(child.dep in ("prep", "amod") for child in head.children):
            if bare_count(head):
                return None
            return Node("literal", "", label, "Number", (), text, span)
        if head.lower in ("more", "less") and any(c.dep == "advcl" for c in head.children):
            return None  # "sells far more than it buys, which hurts it"
        counted = ordinal_of(head)
        if counted is not None:
            label = f"{head.lower} {counted.lemma.lower()}"  # "two workers died and a third was hurt"
            return self._plain(head, label, span, text)
        if bare_count(head):
            return None
        if head.lower in NO_NODE and len(label.split()) == 1 and not is_noun_too(head):
            return None
        if head.lower == "those" and any(restricts(self.annotated, head, child) for child in head.children):
            return self._plain(head, label[0].lower() + label[1:], span, text)
        for child in head.children:
            of = child.child("pobj") if child.dep == "prep" and child.lower == "of" else None
            if of is not None and of.pos == "PRON" and not self.referents(of):
                return None  # "one of them"
        if head.pos == "PRON" or not any(c.isalnum() for c in label) or (label.lower() in NO_NODE and not is_noun_too(head)):
            return None
        if none_of_whom(self, head) or stands_for_noun(head) or of_other(head):
            return None
        owner = self._owner(head)
        if owner == "":
            kind = nouns().get(head.lemma.lower())
            institution = kind is not None and kind.kind == "org" and head.tag == "NN"  # "its foreign ministry"
            alone = len(label.split()) == 1 and (head.tag == "NN" or head.lemma.lower() in _RELATIONAL)
            if (alone or institution) and not subjects_own(head):
                return None  # "her phone", "his children": whose they are is what tells them apart
            return None if words.first is head and words.last is head else self._plain(head, label, span, text)
        if owner is None and (owner := self._implied_owner(head, label)):
            label = label.lower()
        if owner:
            label = f"{owner} {label}"
        return self._plain(head, label, span, text)

    def _implied_owner(self, head: Token, label: str) -> str | None:
        """ "Revenue fell", "urged the board": of the one company or body that the article is about, where that is plain."""
        if head.lemma.lower() not in _OF_FIRMS or label.lower() != head.lower or head.dep not in ("nsubj", "nsubjpass", "dobj"):
            return None
        if any(child.dep not in ("det", "punct", "amod") or child.lower in _ANY for child in head.children if child.i < head.i):
            return None
        if any(child.dep in ("prep", "conj", "relcl", "acl") for child in head.children) or head.dep == "conj":
            return None
        if self._employers is None:
            self._employers = ImpliedOwners(self.annotated)
        index = self._employers.employer(head)
        begins = head.i - self.annotated.sentences[head.sent_i].token_start <= 1
        if index is None and begins and head.lemma.lower() in _REPORTED:
            index = self._employers.organisation_before(head)  # "Acme lost 3m euros. Revenue fell 9%"
        return possessive(self.annotated.entities[index].label) if index is not None else None

    def _owner(self, head: Token) -> str | None:
        """What stands for a possessive pronoun before the phrase ("Canada's" for "its"); empty when it is unresolved, None without one."""
        for child in head.children:
            if child.dep == "poss" and child.tag in ("PRP$", "WP$"):
                if child.tag == "WP$":
                    clause = next((above for above in child.ancestors() if above.dep == "relcl"), None)
                    known = self.node(clause.head) if clause is not None and clause.head is not head else None
                else:
                    indices = self.referents(child)
                    if not indices:
                        return ""
                    owners = [self.annotated.entities[index] for index in indices]
                    names = [shortly(owner) for owner in owners]
                    if all(name.islower() and owner.type != "Person" for name, owner in zip(names, owners, strict=True)):
                        if not anothers(self, head, indices):
                            return None  # "the company moved its headquarters": an unnamed owner tells nothing; "the driver's mother" does
                        return possessive(" and ".join(names[:3]))  # "Oslo cancelled the trawlers' licences"
                    return possessive(" and ".join(names[:3]))
                return possessive(known.label) if known else ""
        return None

    def _plain(self, head: Token, label: str, span: CharSpan, text: str) -> Node | None:
        lemma = singular(head.lemma if head.pos == "NOUN" else head.lower)
        key = re.sub(rf"\b{re.escape(head.lower)}\b", lemma.lower().replace("\\", ""), label.lower(), count=1)
        aliases = (" ".join(text.split()),) if self.amount(head) else ()
        return Node("concept", f"concept/{slug(self.annotated.article.id)}/{slug(key)}", label, "Thing", aliases, text, span)

    def words(self, head: Token) -> _Words:
        """First and last token of the phrase (without relative clauses), and its label (without article and possessor)."""
        known = self._words.get(head.i)
        if known is None:
            known = self._words[head.i] = self._build(head)
        return known

    def within_clause(self, node: Node, head: Token, verb: Token) -> Node:
        """The node as the clause that its label quotes tells of it: "the test that caught Reed" is just a test where it catches him."""
        words = self.words(head)
        return self._bare(node, head) if node.label == words.label and head.i < verb.i <= words.last.i else node

    def _bare(self, node: Node, head: Token) -> Node:
        """The node without the clause that tells which one it is, and the same id: both are one thing."""
        if not any(tells_which(self.annotated, head, clause) or tells_none(head, clause) for clause in head.children):
            return node
        words = self._build(head, clauses=False)
        span = CharSpan(words.first.char_start, words.last.char_end)
        return self._plain(head, words.label, span, span.of(self.text)) or node

    def _build(self, head: Token, *, clauses: bool = True) -> _Words:
        kept = sorted(phrase_tokens(self.annotated, head, clauses), key=lambda token: token.i)
        # One stretch of text: what a gap cuts off is left out.
        at = kept.index(head)
        first = last = at
        while first > 0 and kept[first - 1].i == kept[first].i - 1:
            first -= 1
        while last + 1 < len(kept) and kept[last + 1].i == kept[last].i + 1:
            last += 1
        while last > at and kept[last].dep in ("punct", "cc"):
            last -= 1
        if last > at and kept[last].dep == "prep" and kept[last].head is head:
            last -= 1  # what it leads to stands elsewhere
        while first < at and kept[first].dep == "punct":
            first += 1
        run = [*kept[first : last + 1], *self._range(head)]
        amount = {token.i for token in self.amount(head)}
        minus = self.annotated.tokens[run[0].i - 1] if run[0].tag == "CD" and run[0].i else None
        if minus is not None and minus.text in ("-", "–", "−") and minus.char_end == run[0].char_start and minus.i:
            gap = minus.char_start - self.annotated.tokens[minus.i - 1].char_end
            run = [minus, *run] if gap else run  # "was –14 C", not "10–14"
        shown = [token for token in run if token.i not in amount and not self._dropped(token, head)]
        marks = [t for t in shown if t.text in ANY_MARKS and not self.annotated.tokens[t.i - 1].text.endswith("s")]
        if len(marks) == 1:  # the other one stands outside: "rejects 'contaminated meat' defence"
            shown.remove(marks[0])
        return _Words(run[0], run[-1], self._join(shown or [head]))

    def _range(self, head: Token) -> list[Token]:
        """The second half of "226-203", behind the first."""
        behind = self.annotated.tokens[head.i + 1 : head.i + 3]
        whole = len(behind) == 2 and behind[0].text in ("-", "–") and behind[1].tag == "CD" and behind[1].char_start == head.char_end + 1
        return list(behind) if head.tag == "CD" and whole else []

    def share(self, head: Token) -> list[Token]:
        """How large a part it is: "half" of "half of the nurses", "about two-thirds" of "about two-thirds of the pupils"."""
        if self.semantic_head(head) is head or head.lower in _NO_SHARES or any(child.lower in _DEMONSTRATIVE for child in head.children):
            return []
        before = [token for child in head.children if child.i < head.i and child.dep != "prep" for token in child.subtree()]
        parts = [child for child in head.children if child.i > head.i and child.lower in _FRACTIONS]  # "two-thirds"
        whole = behind_of(head)
        each = [c for c in whole.children if c.i < whole.i and (c.lower in ("every", "each") or c.dep == "nummod")] if whole else []
        if len(each) == 2 and head.tag == "CD":
            return self.annotated.tokens[head.i : each[-1].i + 1]  # "four of every ten crates": not four crates
        return [token for token in before if token.dep in ("amod", "advmod", "quantmod", "nummod", "det")] + [head, *parts]

    def amount(self, head: Token) -> list[Token]:
        """The number before a plural ("over 700" of "over 700 people"): how many they are, not who."""
        if head.tag != "NNS" and self._group_of(head) is not None:
            return [t for t in head.subtree() if t.dep != "det" and (t.i < head.i or t is head)]
        if head.tag == "CD" or changed_to(head):
            return []
        if head.lemma.lower() in _UNITS or head.lower == "others" or head.lower in _FRACTIONS:
            return []  # "1.8 billion euros" is one thing, "14 others" are no others without their number
        if (
            head.tag != "NNS"
            or not all(map(self._unnamed, self.annotated.referents.get(head.i, ())))
            or head.ent_type in ("MONEY", "PERCENT", "QUANTITY", "DATE", "TIME")
        ):
            return []
        number = next((child for child in head.children if child.dep == "nummod" and child.i < head.i), None)
        if number is not None and re.fullmatch(r"1[5-9]\d\d|20\d\d", number.text) and any(c.lower == "the" for c in head.children):
            return []  # "the 2017 changes": when, not how many
        if number is None:
            return []
        one = any(child.dep == "det" and child.lower in ("a", "an") for child in head.children)
        before = [child for child in head.children if child.dep == "amod" and child.i < number.i] if one else []
        return [*before, *number.subtree()]  # "an estimated 270 people": the people are not estimated

    def _dropped(self, token: Token, head: Token) -> bool:
        if token.head is head and token.lower in _TOLD_APART and token.dep == "det" and head.tag == "NN":
            return False  # "will hire no other", "inspected every bridge"
        if token.head is head and token.lower == "only" and token.dep == "amod" and head.child("det", "poss") is not None:
            return False  # "the only unit"
        if token.head is head and token.i < head.i and token.lower in ("only", "just", "even", "merely", "also", "still"):
            return True
        if token.text in ('"', "``", "''") or (token.lower in ("not", "hardly", "scarcely") and token.i < head.i):
            return True
        if token.head is head and token.i < head.i and token.dep in _DROPPED_LEFT:
            # "Canada's interests" stays whole: whose they are is what tells them apart. "its interests" does not.
            return not (token.lower == "no" and cites_no(head)) and (token.dep != "poss" or token.tag in ("PRP$", "WP$"))
        if token.tag == "PRP$" and token.head.dep == "poss" and token.lower in ("his", "her", "its", "their") and self.referents(token):
            return False  # "his own party's leader"
        if token.dep == "case" and token.head.dep == "poss" and token.head.tag in ("PRP$", "WP$"):
            return True
        return (
            token.dep in ("det", "poss")
            and (token.lower in ("the", "a", "an") or token.tag == "PRP$")
            and token.head.head is head
            and token.i < head.i
        )

    def _join(self, tokens: list[Token]) -> str:
        parts: list[str] = []
        last: Token | None = None
        owners = named_parts(self, tokens)
        for token in tokens:
            if owners.get(token.i) == "":
                continue
            if last is not None:
                gap = self.text[last.char_end : token.char_start]
                parts.append(" " if not gap or (gap.isspace() and gap) else gap if len(gap) == 1 else " ")
                if not gap:
                    parts.pop()
            word = owners.get(token.i) or self.text[token.char_start : token.char_end]
            if token.tag == "PRP$" and token.i not in owners and (indices := self.referents(token)):
                word = possessive(shortly(self.annotated.entities[indices[0]]))  # "two of her books": whose they are
            elif token.tag == "PRP" and token.lower != "it" and len(indices := self.referents(token)) == 1:
                owner = shortly(self.annotated.entities[indices[0]])
                word = f"the {owner}" if owner.islower() else owner  # "one of them", "a photograph of him"
            parts.append(word)
            last = token
        return "".join(parts).strip(" ,;:\"“”'‘’")

    def semantic_head(self, head: Token) -> Token:
        """For "nearly three-quarters of its exports" the token ``exports``, for "the town of Garda" ``Garda``: what it is of."""
        if head.lemma.lower() in _CLASSIFYING_PLACES and head.i not in self.annotated.referents:
            named = behind_of(head)
            definite = head.lemma.lower() in _SETTLEMENTS and any(child.lower == "the" for child in head.children)
            if (
                named is not None
                and named.i in self.annotated.name_head
                and (definite or any(self.annotated.entities[i].type == "Place" for i in self.referents(named)))
            ):
                return named
        if head.lower in _MEASURES and any(child.lower == "the" or child.dep == "poss" for child in head.children):
            return head  # "the number of victims rose": they did not rise; "doubled its share of the vote"
        if changed_to(head):
            return head  # "widened to 4.1 percent of output"
        if head.lower == "rest" and head.dep == "nsubj" and (whole := behind_of(head)) is not None and whole.tag in ("NN", "NNP"):
            return head  # "the rest of the site is a park": the site is none
        counted = head.tag == "CD" and head.lower != "one" and head.ent_type not in ("MONEY", "PERCENT", "QUANTITY", "DATE")
        if (head.lower in _QUANTITY_HEADS or head.lemma in _QUANTITY_HEADS or counted) and head.lower != "shares":
            for child in head.children:
                if child.dep == "prep" and child.lower == "of":
                    target = child.child("pobj")
                    noun = relative_noun(target) if target is not None and head.child("det") is None else None
                    if noun is not None:
                        return self.semantic_head(noun) if noun.tag in ("NNS", "NNPS") else head  # "the guests, some of whom"
                    if target is not None and target.tag == "PRP":
                        return target if len(self.referents(target)) == 1 or head.lower in ("all", "each", "both", "neither") else head
                    if target is not None and (target.tag == "CD" or (counted and measured_part(target))):
                        return head  # "a minority of three", "2.9 of 6.7 kilometres"
                    if target is not None and not (counted and target.tag != "NNS"):
                        return self.semantic_head(target)
        return head

    def entities_below(self, head: Token) -> Iterator[tuple[Token, Token]]:
        """Prepositions below the phrase with the entities that they lead to: ("role in handling …", …) one level down."""
        for child in head.children:
            if child.dep == "prep" and child.i > head.i:
                for target in child.children:
                    if target.dep == "pobj":
                        for item in conjuncts(target):
                            yield child, item
