"""The role extractor: who is what, from titles, appositions and possessives.

"Ontario Premier Doug Ford", "Jeff Rathke, the State Department spokesman", "the party's leader, Dana Kovarin", "Vera Lumnik, 71, a retired
tram driver", "Aceh, Indonesia", "the Toronto-based company".

References:
    Quirk et al. (1985), A Comprehensive Grammar of the English Language, 17.65 ff. (apposition), 5.66 (titles without article).
"""

from __future__ import annotations

from collections.abc import Iterable

from newsgraph.extraction.ages import ages_at
from newsgraph.extraction.authors import maker_of
from newsgraph.extraction.base import Requirement
from newsgraph.extraction.builder import Builder
from newsgraph.extraction.frames import Frame, Frames
from newsgraph.extraction.nouns import is_kind_of, is_person_noun
from newsgraph.extraction.origins import from_where, kind_before, party_and_seat
from newsgraph.extraction.phrases import Phrases, conjuncts, is_nominal, lower_label, slug
from newsgraph.extraction.role_links import RoleLinks, one_of
from newsgraph.extraction.status_rules import Context, Contexts
from newsgraph.extraction.title_roles import role_words
from newsgraph.extraction.words import behind_of, spelt
from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.implied_owners import ImpliedOwners
from newsgraph.language.name_types import PARTY_LETTERS
from newsgraph.language.posts import is_aside
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.titles import is_courtesy, is_office, title_parts, written_out
from newsgraph.model import CharSpan, Node, Qualifier, Statement

__all__ = ["RoleExtractor", "RoleReader"]

_NOT_ROLES = word_class("not roles")
_WON = word_class("titles won")
_FIELD_PREPS = frozenset(("of", "for", "to", "at"))
_MOST_TERM = 8
_ONCE = frozenset(("formerly", "previously", "originally"))
_FORMERLY = word_class("formerly")
_RELATIONAL = word_class("relational nouns")
_SAYS_LITTLE = frozenset("party deputy former group company team club new current".split())
_DEEDS = word_class("deeds")
_PERSONAL = word_class("personal relations")


class RoleExtractor:
    """Role statements: the relation is the role with its preposition (``premier of``), or ``be``."""

    name = "roles"
    version = "1"
    requires: frozenset[Requirement] = frozenset({"parse", "entities"})

    def extract(self, annotated: AnnotatedDoc, /) -> Iterable[Statement]:
        """The statements of one document, in order of the text."""
        return RoleReader(annotated).read()


class RoleReader:
    """One pass over a document."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        self.annotated = annotated
        self.phrases = Phrases.of(annotated)
        self.whose = RoleLinks(annotated, self.phrases)
        self.owners = ImpliedOwners(annotated)
        self.frames = Frames.of(annotated)
        self.contexts = Contexts.over(annotated)
        self.builder = Builder(annotated, self.phrases, f"{RoleExtractor.name}/{RoleExtractor.version}")

    def read(self) -> list[Statement]:
        """All role statements."""
        tokens = self.annotated.tokens
        for token in tokens:
            if self.annotated.sentences[token.sent_i].kind != "body":
                continue
            if self.annotated.name_head.get(token.i) == token.i:
                self._title(token)
                self._set_off(token)
                self._seat(token)
                self._author(token)
            elif token.pos == "NOUN" and token.i in self.annotated.referents and token.child("appos") is None and token.dep != "appos":
                self._described(token)
            if token.dep == "appos" and is_nominal(token) and token.pos != "PRON" and not self._converted(token):
                self._apposition(token.head, token)
            elif token.dep == "poss" and is_person_noun(token.head):
                self._possessed(token)
            for bearer, number in ages_at(self.annotated, token):
                self._tell_age(bearer, number)
            if token.tag == "VBN" and token.lower != "aged":
                self._origin(token)
        return self.builder.finished()

    def _converted(self, token: Token) -> bool:
        """True for "RM380 million (S$115 million)": one sum told twice."""
        return token.head.tag == "CD" and self.annotated.tokens[token.subtree()[0].i - 1].text == "("

    # The statements.

    def _context(self, token: Token) -> Context:
        """Titles are the article's own words even inside what others say of people; only direct speech makes them the speaker's."""
        index = self.annotated.quotation_of.get(token.i)
        if index is not None and self.annotated.quotations[index].speech:
            speaker = self.annotated.quotations[index].speaker_i
            return Context(speakers=(speaker if speaker is not None else -1,))
        return Context()

    def _add(
        self,
        subject: Token,
        words: list[Token],
        prep: str,
        target: Token | None,
        text: str | None = None,
        span: CharSpan | None = None,
        *,
        each: bool = False,
    ) -> None:
        """``subject`` is/has the role ``words``, of ``target`` where there is one; every member of a group on its own."""
        role = written_out(spelt(words))
        anchor = words[-1] if words else subject
        if words and anchor.tag == "NNS" and (each or len(self.phrases.nodes(subject)) > 1) and words[-1].lower == role.rsplit(" ", 1)[-1]:
            role = f"{role[: len(role) - len(anchor.lower)]}{anchor.lemma.lower()}"  # each of the parents is a parent
        frame = Frame(anchor)
        when = self._term(anchor)
        owner = words[-1].child("poss") if words else None
        if target is None and owner is not None and owner.tag in ("PRP$", "WP$") and not self.whose.referring(owner):
            return  # "its chairman", "its holding company", and whose is not known
        for node in self.phrases.nodes(subject):
            if target is not None:
                for other in self.phrases.nodes(target):
                    office = bool(words) and is_office(words[-1].lemma.lower()) and other.type == "Place"
                    if office and node.label.startswith(f"{other.label}'s "):
                        continue  # "Latvia's prime minister" without a name: that he is it says nothing
                    if other.id != node.id or not other.id:
                        self.builder.nominal(
                            frame, self._context(anchor), node, f"{role} {prep}".strip(), words or [target], other, qualifiers=when
                        )
            elif text and span is not None:
                if words and is_person_noun(words[-1]) and node.type in ("Person", "Group"):
                    # A role is no second thing beside its bearer: it stands in the relation. "be wife" without whose tells nothing.
                    short = text.lower().split()
                    if words[-1].lemma.lower() in _RELATIONAL and (len(short) == 1 or (len(short) == 2 and short[0] in _SAYS_LITTLE)):
                        continue

                    if words[-1].tag in ("NNS", "NNPS") and text.lower().endswith(words[-1].lower):
                        text = text[: len(text) - len(words[-1].text)] + words[-1].lemma
                    said = written_out(text)
                    said = said if said != text.lower() else lower_label(text)  # "Rep." is a representative
                    self.builder.nominal(frame, self._context(anchor), node, f"be {said}", words, None, qualifiers=when)
                elif words and is_kind_of(words[-1], text, node.type, unknown=True):
                    # Nor is its kind a second thing beside what has a name: "the shipping line Nordlink".
                    self.builder.nominal(frame, self._context(anchor), node, f"be {lower_label(text)}", words, None)
                else:
                    concept = Node("concept", f"concept/{slug(self.annotated.article.id)}/{slug(text)}", text, "Thing", (), text, span)
                    self.builder.nominal(frame, self._context(anchor), node, "be", words or [subject], concept)

    def _term(self, post: Token) -> list[Qualifier]:
        """When somebody held the post: "mayor of Leeds from 2001 to 2005"."""
        preps = [c for c in post.children if c.dep == "prep" and c.i > post.i and c.lower in ("from", "between", "since", "until")]
        dated = [prep for prep in preps if (when := prep.child("pobj")) is not None and when.ent_type == "DATE"]
        return [self.builder.qualifier("time", prep, prep.subtree()[-1]) for prep in dated if len(prep.subtree()) <= _MOST_TERM]

    # "Ontario Premier Doug Ford".

    def _title(self, head: Token) -> None:
        if not any(self.annotated.entities[i].type == "Person" for i in self.annotated.referents.get(head.i, ())):
            return
        tokens = self.annotated.tokens
        first = head.i
        while first - 1 >= 0 and self.annotated.name_head.get(first - 1) == head.i:
            first -= 1
        before: list[Token] = []
        at = first - 1
        while at >= 0 and tokens[at].sent_i == head.sent_i and len(before) < 10:
            token = tokens[at]
            inside = token.head is head or head in token.ancestors() or (before and token.head is before[0])
            # "Acme Steel Senior Vice President Tom Birch", torn at its longest
            inside = inside or (
                bool(before) and token.dep == "ROOT" and token.i in self.annotated.name_head and before[0].dep == "compound"
            )
            if (
                not inside
                or (
                    token.tag != "VBG"
                    and (token.tag != "VBN" or token.dep != "amod")
                    and token.pos in ("VERB", "AUX", "ADP", "CCONJ", "PRON")
                    and token.tag != "PRP$"
                    and token.lower not in ("of",)
                    and not (token.dep == "prep" and token.head is tokens[at - 1] and token.lower in _FIELD_PREPS)
                )
                or (token.dep in ("punct", "cc") and token.text != "-")
            ):
                break
            if token.dep in ("det", "cc", "appos", "conj") and not (before and tokens[at - 1].lower in _FIELD_PREPS):
                break
            before.insert(0, token)
            at -= 1
        before = self._without_rank(head, before)
        if self._with_field(head, before):
            return
        role = role_words(self.annotated.name_head, before)
        if role and role[0].i > 1 and tokens[role[0].i - 1].text == "-" and tokens[role[0].i - 2].lower in _FORMERLY:
            role = [*tokens[role[0].i - 2 : role[0].i], *role]  # "then-mayor", torn
        for child in head.children:
            if child.dep == "prep" and child.i > head.i and child.lower in ("of", "from", "at", "for"):
                for target in child.children:
                    if target.dep == "pobj" and self.whose.referring(target) and target.i in self.annotated.name_head:
                        if role and is_courtesy(role[-1].lower) and written_out(role[-1].lower) != "professor":
                            role = role[:-1]  # "Dr Ann Reed of the University of Leeds"
                        won = bool(role) and role[-1].lower in _WON  # "finalist Karl Vane of Norway": from there, it was no final of Norway
                        once = tokens[child.i - 1 : child.i] if tokens[child.i - 1].lower in _ONCE else []  # "formerly of Nordlink"
                        self._add(head, [] if won else role or [*once, child], child.lower if role else "", target)
                        if not won:
                            return
        if not role:
            self._fellow(head)
            return
        owners = self._owners(before, role)
        if owners:
            groups = {self.whose.entity_type(owner) for owner in owners}
            if role[-1].lower in _WON and owners[0].tag == "JJ":
                self._won(head, owners[0], role)
                return
            if groups <= {"Group"} and role[-1].lower not in _NOT_ROLES:
                # "Republican senator": one of them, not their senator.
                span = CharSpan(before[0].char_start if before[0].tag != "PRP$" else role[0].char_start, role[-1].char_end)
                self._add(head, role, "", None, span.of(self.annotated.article.text), span)
                return
            once = [token for token in before if token.i < role[0].i and token.lower in _FORMERLY and token.head.dep != "poss"]
            for owner in owners:
                self._add(head, [*once, *role], self.whose.belonging(owner, role[-1]), owner)
        elif role[-1].lower not in _NOT_ROLES:
            self._implied(head, role, before[0], owned=any(token.tag == "PRP$" for token in before))
            span = CharSpan(role[0].char_start, role[-1].char_end)
            self._add(head, role, "", None, span.of(self.annotated.article.text), span)

    def _without_rank(self, head: Token, before: list[Token]) -> list[Token]:
        """The words before a name without *Dr* of "lead author Dr Ann Reed"; *Col.* of "army spokesman Col. Ann Reed" is told by itself."""
        if len(before) < 2 or not before[-2].text.islower() or before[-2].i in self.annotated.name_head or not is_person_noun(before[-2]):
            return before
        rank = before[-1]
        if is_courtesy(rank.lower):
            return before[:-1]
        if rank.text.islower() or not is_office(rank.lower):
            return before
        self._add(head, [rank], "", None, rank.text, CharSpan(rank.char_start, rank.char_end))
        return before[:-1]

    def _with_field(self, head: Token, before: list[Token]) -> bool:
        """ "UN envoy for Libya Ann Reed", "Israeli Minister of Defense Ann Reed": whose envoy, and for what, stands before the name."""
        at = next((n for n in range(len(before) - 2, 0, -1) if before[n].dep == "prep" and before[n].head is before[n - 1]), 0)
        if not at or before[-1].head is not before[at] or before[at].lower not in _FIELD_PREPS:
            return False
        prep, field = before[at], before[-1]
        role = role_words(self.annotated.name_head, before[:at])
        if not role:
            return False
        owners = self._owners(before[:at], role)
        named = self.whose.referring(field) and field.i in self.annotated.name_head and field.lower not in title_parts()
        words = role if named else [*role, *before[at:]]
        if named:
            self._add(head, role, prep.lower, field)
        for owner in owners:
            self._add(head, words, self.whose.belonging(owner, role[-1]), owner)
        if not named and not owners:
            for node in self.phrases.nodes(head):
                self.builder.nominal(Frame(role[-1]), self._context(head), node, f"be {written_out(spelt(words))}", words, None)
        return True

    def _won(self, head: Token, where: Token, role: list[Token]) -> None:
        """ "The European champion, Ada Lund": of the races of Europe; where she is from, that does not tell."""
        words = [t for t in self.annotated.tokens[where.i : role[-1].i + 1] if t.ent_type != "DATE"]
        said = " ".join(t.text if t is where else t.lower for t in words)
        for node in self.phrases.nodes(head):
            self.builder.nominal(Frame(role[-1]), self._context(role[-1]), node, f"be {said}", words, None)

    def _fellow(self, head: Token) -> None:
        """*Labour's Amit Desai*, *Chile's Rosa Lind*: of that party, firm or country."""
        owner = next((child for child in head.children if child.dep == "poss" and child.i in self.annotated.name_head), None)
        if owner is None or self.annotated.name_head.get(head.i - 1) != head.i or self.annotated.name_head.get(owner.i + 2) != head.i:
            return
        if self.whose.entity_type(owner) in ("Organization", "Place") and not self._same(owner, head):
            self._add(head, [], "of", owner)

    def _owners(self, before: list[Token], role: list[Token]) -> list[Token]:
        heads: list[Token] = []
        for token in before:
            if token.i >= role[0].i:
                break
            head_i = self.annotated.name_head.get(token.i, token.i)
            head = self.annotated.tokens[head_i]
            compound = token.dep == "npadvmod" and head.head.tag == "VBN"  # "Leeds-born nurse"
            if head not in heads and (head_i in self.annotated.referents) and token.lower != "'s" and not compound:
                heads.append(head)
        return heads[-1:]

    # "a spokesman, Tomas Erlund, said": whose spokesman he is, the sentences before tell.

    def _implied(self, name: Token, role: list[Token], first: Token, *, owned: bool = False) -> None:
        if any(child.dep == "prep" and child.i > role[-1].i for child in role[-1].children):
            return  # "spokesman for the military": whose he is, is said
        owned = owned or any(child.dep == "poss" and child.tag == "PRP$" for child in role[-1].children)
        if any(t.lower in ("his", "her", "my") for t in (*name.children, *role[-1].children) if t.dep == "poss"):
            return  # "his agent, Luis Vaz": nobody's but a person's
        owner, named = self.owners.of_role(role, owned=owned)
        if named:  # "hospital president Ann Hale"
            called = next(word for word in role if word.lower not in _FORMERLY).lower
            role = [word for word in role if word.lower != called]
        if owner is None or not is_person_noun(role[-1]):
            return
        entity = self.annotated.entities[owner]
        target = Node("entity", entity.id, entity.label, entity.type, entity.aliases, entity.label, None)
        for node in self.phrases.nodes(name):
            text = written_out(spelt(role))
            self.builder.nominal(Frame(role[-1]), self._context(role[-1]), node, f"{text} of", role, target, lesser=True)

    # "X, 71", "the 71-year-old".

    def _tell_age(self, bearer: Token, number: Token) -> None:
        span = CharSpan(number.char_start, number.char_end)
        age = Node("literal", "", number.text, "Number", (), number.text, span)
        for node in self.phrases.nodes(bearer):
            if node.type == "Person" and node.kind == "entity":
                self.builder.nominal(Frame(number), self._context(number), node, "be aged", [number], age)

    # "Aldermoor, unbeaten since September, …".

    def _set_off(self, head: Token) -> None:
        for child in head.children:
            if child.dep == "amod" and child.i > head.i and child.pos == "ADJ" and self.annotated.tokens[child.i - 1].text == ",":
                concept = self.builder.adjective(child)
                for node in self.phrases.nodes(head):
                    self.builder.nominal(Frame(child), self._context(child), node, "be", [child], concept)

    # ""The Ferry," by the filmmaker X", ""White Fields," a novel by X".

    def _author(self, head: Token) -> None:
        made = maker_of(self.annotated, head) if self.whose.entity_type(head) == "Work" else None
        if made is not None and self._named_person(made[0]):
            self._add(made[0], [], made[1], head)

    # "X, the premier of Ontario", "its president, X".

    def _apposition(self, left: Token, right: Token) -> None:
        beside, left = left, self._named_before(left, right)
        called = self.annotated.name_head.get(beside.i + 1) == right.i and is_person_noun(beside)
        if called and beside is not left and not self._named(beside) and not self._named(left):
            self._describe(right, beside)  # "her husband, the architect Tom Reed": the one as well as the other
        if right.text in PARTY_LETTERS or (right.lower.endswith("ing") and is_aside(self.annotated.tokens, right)):
            return  # "Ann Reed, D–Ohio,", "Ann Reed KC, prosecuting, said"
        one = right.lower == "one" and any(child.lower == "of" for child in right.children)
        if not one and (right.ent_type in ("DATE", "TIME", "CARDINAL", "PERCENT", "MONEY", "QUANTITY") or right.tag == "CD"):
            return
        left_entity = self.whose.entity_type(left)
        right_entity = self.whose.entity_type(right)
        if left_entity == "Place" and right_entity == "Place" and self._named(left) and self._named(right):
            self._add(left, [], "in", right)
            return
        if self._same(left, right) and not (self._named(left) ^ self._named(right)):
            return
        if self._named(right) and not self._named(left):
            name, description = right, left
        elif self._named(left) or ((one or left.tag == "PRP") and self.whose.referring(left)):
            name, description = left, right
        else:
            return
        if any(token.text == ";" for token in self.annotated.tokens[name.i : description.i]):
            return  # "her husband, Mark Hollis; a son, Paul"
        if self._named(description) or self._of_another(description, name):
            return
        if description.lower in ("one", "another") and not self._out_of_known(description):
            return  # "one of them, Anna Bell": one of whom nobody knows
        if description.lemma.lower() in _DEEDS and self.whose.entity_type(name) in ("Person", "Place", "Organization"):
            return  # "turned down Harvard, a decision she regretted": said of the whole clause
        if description.tag in ("NNS", "NNPS") and name.tag not in ("NNS", "NNPS") and self.whose.entity_type(name) != "Group":
            return
        if name.i in self.annotated.referents:
            self._describe(name, description)

    def _of_another(self, description: Token, name: Token) -> bool:
        """True in "the Bread and Soil alliance, the Liberals, …": whose description it is stands in it."""
        entities = self.annotated.entities
        known = [entities[i] for i in self.annotated.referents.get(description.i, ())]
        named = [entity for entity in known if any(m.kind == "name" for m in entity.mentions)]
        beside = any(child.dep in ("compound", "nmod") and self._named(child) for child in description.lefts)
        return beside and bool(named) and not self._same(description, name)

    def _out_of_known(self, one: Token) -> bool:
        target = behind_of(one)
        return target is not None and (target.pos != "PRON" or bool(self.phrases.referents(target)))

    def _named_before(self, left: Token, right: Token) -> Token:
        """What an apposition is said of: in "the chairman, Anna Reed, a cousin of the governor", Anna Reed."""
        chain = [left]
        while chain[0].dep == "appos":
            chain.insert(0, chain[0].head)
        if self._named(chain[0]) or self._named(right):
            return chain[0]
        beside = [child for above in chain for child in above.children if child.dep == "appos" and child.i < right.i]
        return next((token for token in (*chain[1:], *beside) if self._named_person(token) and self._named(token)), chain[0])

    def _describe(self, name: Token, description: Token) -> None:
        """``name`` is ``description``: one statement for every entity that the description belongs to, or one that says what it is."""
        items = [item for item in conjuncts(description) if item is description or not (item.child("poss") and self._named(item))]
        if description.i < name.i:
            items = [item for item in items if item.i < name.i]  # "her husband, Tom Reed, and a stepdaughter"
        if len(items) > 1 and name.tag not in ("NNS", "NNPS") and any(item.tag == "NNS" for item in items):
            return  # "her husband, Paul Reed, a daughter and three sons": a list that goes on
        whose = next((child for child in description.children if child.tag == "WP$"), None)
        if whose is not None and not (self._named_person(name) and self.whose.referring(whose)):
            return  # "the party, whose leader, …"
        first = list(self.whose.links(items[0])) if len(items) > 1 else []
        shared = [link for link in first if link[2].i > items[-1].i]  # "president and chief executive of Nordlink"
        for item in items:
            group = one_of(item)
            found = list(self.whose.links(group if group is not None else item))
            if shared and not found and item.child("det", "poss", "prep") is None and is_person_noun(item):
                found = [(self.whose.words_before(item), prep, target) for _, prep, target in shared]
            for words, prep, target in found:
                kept = [word for word in words if group is None or word.tag not in ("JJS", "RBS")]  # one of the biggest donors: a donor
                self._add(name, kept, prep, target, each=group is not None)
            if not found:
                words = self.whose.words_before(item)
                owner = self.whose.owning_concept(item)
                if owner is not None:
                    self._add(name, words, *owner)
                    continue
                if self._named_person(name):
                    self._implied(name, words, words[0])
                    if self._of_subject(name, item, words):
                        continue
                phrase = self.phrases.words(item)
                span = CharSpan(phrase.first.char_start, phrase.last.char_end)
                self._add(name, words, "", None, phrase.label, span)

    def _of_subject(self, name: Token, noun: Token, words: list[Token]) -> bool:
        """ "He was woken by a neighbour, Anna Reed": a relational noun without owner is the subject's, where that is somebody."""
        if noun.lemma.lower() not in _PERSONAL or noun.head.dep == "appos" or not any(c.lower in ("a", "an") for c in noun.children):
            return False
        frame = next((self.frames.by_i[above.i] for above in name.ancestors() if above.i in self.frames.by_i), None)
        if frame is None or len(frame.subjects) != 1:
            return False
        owner = frame.subjects[0]
        if not self._named_person(owner) or self._same(owner, name) or name in frame.subjects:
            return False
        self._add(name, words, "of", owner)
        return True

    # "the former mayor of Tarsk said": a description of somebody known.

    def _described(self, noun: Token) -> None:
        indices = self.annotated.referents[noun.i]
        if len(indices) != 1 or self.annotated.entities[indices[0]].type != "Person" or not is_person_noun(noun) or noun.tag != "NN":
            return
        if not any(mention.kind == "name" for mention in self.annotated.entities[indices[0]].mentions):
            return
        for words, prep, target in self.whose.links(noun):
            if not self._same(noun, target):
                self._add(noun, words, prep, target)

    # "Carney's predecessor", "his wife Maria": who they are to whom.

    def _possessed(self, owner: Token) -> None:
        noun = owner.head
        if not self.whose.referring(owner) or not self._named_person(noun) or self._same(owner, noun):
            return
        if noun.dep == "appos" or any(child.dep == "appos" for child in noun.children):
            return
        self._add(noun, self.whose.words_before(noun), "of", owner)

    def _named_person(self, noun: Token) -> bool:
        return any(self.annotated.entities[i].type == "Person" for i in self.annotated.referents.get(noun.i, ()))

    # "the Toronto-based company", "Ann Reed, D-Ohio".

    def _origin(self, token: Token) -> None:
        found = from_where(self.annotated, self.whose, token)
        if found is not None:
            bearer, relation, place = found
            self._related(bearer, relation, [token], place)

    def _seat(self, head: Token) -> None:
        kind = kind_before(self.annotated, self.whose, head)
        if kind is not None:
            self._add(head, kind[0], "from", kind[1])
        found = party_and_seat(self.annotated, self.whose, head)
        if found is not None:
            self._related(head, found[0], [head], found[1])

    def _related(self, bearer: Token, relation: str, words: list[Token], place: Token) -> None:
        for node in self.phrases.nodes(bearer):
            for other in self.phrases.nodes(place):
                self.builder.nominal(Frame(words[-1]), self._context(words[-1]), node, relation, words, other)

    # What tokens stand for.

    def _named(self, token: Token) -> bool:
        return token.i in self.annotated.name_head

    def _same(self, one: Token, other: Token) -> bool:
        first, second = self.phrases.referents(one), self.phrases.referents(other)
        return bool(first) and first == second
