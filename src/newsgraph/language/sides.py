"""Whom a person speaks for: the body that he heads or holds an office in, told by his role, by a clause, or left out as known.

References:
    R. Quirk et al., A Comprehensive Grammar of the English Language, 1985, 6.18 (what *we* takes in).
    Prince, E. (1981), Toward a taxonomy of given-new information (inferrable entities).
"""

from __future__ import annotations

from collections.abc import Iterator

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.implied_owners import ImpliedOwners
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import noun_of
from newsgraph.lexicons.callings import calling_fields
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.tables import word_set

__all__ = ["Sides"]

_HEADS = word_class("acting for bodies") | word_class("heading bodies")
# Who speaks for others without heading them.
_AGENTS = word_set("administrator commissioner coordinator manager mayor negotiator official president representative")
_OFFICES = word_class("offices") | {"president"}
_LOCAL = word_set("mayor governor premier")
_SPEAKS = _HEADS | _AGENTS | _OFFICES | _LOCAL
_LEADS = word_set("head lead chair run manage coach captain represent direct")
_MATTERS = word_set("inquiry investigation probe search trial case effort campaign fight")
_FOR = frozenset({"for", "of", "at"})
_OVER = word_class("no longer")
_FORCES = frozenset({"police", "constabulary"})
_MOST_WORDS = 5
_BODIES = frozenset({"Organization", "Group", "Event"})
_ACTS_FOR = word_class("acting for bodies")


class Sides:
    """The bodies that the persons of one document speak for.

    ``drafts`` are the indices of the drafts that ``owners`` counts as entities, in their order.
    """

    def __init__(self, discourse: Discourse, owners: ImpliedOwners, drafts: list[int]) -> None:
        self._discourse = discourse
        self._owners = owners
        self._drafts = drafts
        self._known: dict[int, tuple[bool, int | None]] = {}
        self._heads_of: dict[int, list[Token]] = {}
        places = {**discourse.names_at, **discourse.aliases_at}
        for i in sorted(places):
            if len(places[i]) == 1:
                self._heads_of.setdefault(places[i][0], []).append(discourse.annotated.tokens[i])
        bodies = (draft for draft in discourse.named if draft.type == "Organization")
        self._forces = [draft.index for draft in bodies if any(name.lower().split()[-1] in _FORCES for name in draft.names)]

    def of(self, draft: Draft) -> tuple[bool, int | None]:
        """Whether the article tells or implies that somebody speaks for a body, and which, where that is known."""
        if draft.index not in self._known:
            self._known[draft.index] = self._find(draft)
        return self._known[draft.index]

    def _find(self, draft: Draft) -> tuple[bool, int | None]:
        heads = self._heads(draft)
        led = [target for head in heads for target in _led(head)]
        nouns = [noun for head in heads for noun in _role_nouns(head)]
        owned = [target for noun in nouns for target in _owners_of(noun)] + [t for head in heads for t in _belongs_to(head)]
        for targets in (led, owned):
            bodies = {index for target in targets for index in self._bodies(target)}
            if len(bodies) == 1:
                return True, bodies.pop()
            if bodies:
                return False, None
        if any(_speaks_for(head) for head in heads):
            return True, None  # "who speaks for the group", which is named nowhere
        places = {i for noun in nouns for t in _owners_of(noun) if noun.lemma.lower() in _OFFICES | _LOCAL for i in self._places(t)}
        if places:
            return len(places) == 1, min(places)
        force = self._force(draft)
        if force is not None:
            return True, force
        for noun in nouns:
            implied = self._implied(noun)
            if implied is not None and self._discourse.drafts[implied].named:
                return True, implied
        return False, None

    def _heads(self, draft: Draft) -> list[Token]:
        """The heads of its names and of what describes it."""
        return self._heads_of.get(draft.index, [])

    def _bodies(self, target: Token) -> Iterator[int]:
        """The bodies that a noun means: *KOVO* of "the metalworkers' union KOVO"."""
        for token in (target, *(child for child in target.children if child.dep == "appos")):
            for index in self._discourse.known(token.i):
                body = self._discourse.drafts[index]
                if body.type in _BODIES:
                    yield index

    def _places(self, target: Token) -> Iterator[int]:
        return (index for index in self._discourse.known(target.i) if self._discourse.drafts[index].type == "Place")

    def _force(self, draft: Draft) -> int | None:
        """The one police force of the article, for an inspector or superintendent."""
        words = {word for role in draft.roles for word in role.split(" ")}
        if not any("police" in calling_fields(word) for word in words - {"chief", "officer", "commissioner", "deputy"}):
            return None
        return self._forces[0] if len(self._forces) == 1 else None

    def _implied(self, noun: Token) -> int | None:
        """Whose "Foreign Minister Ann Reed", "chief executive Tom Hale" and "its president" is, as the sentences before tell."""
        behind = [child.child("pobj") for child in noun.children if child.dep == "prep" and child.i > noun.i]
        if any(target is None or target.tag not in ("NN", "NNS") or target.child("det", "poss") is not None for target in behind):
            return None  # "the chair of the board"; but "the president for labour relations"
        role = _words(self._discourse, noun)
        owner = next((child for t in (noun, noun.head) for child in t.children if child.dep == "poss" and child.i < noun.i), None)
        if owner is not None and owner.lower not in ("its", "their"):
            return None
        entity, _ = self._owners.of_role(role, owned=owner is not None)
        lemma = noun.lemma.lower()
        if entity is None and owner is None and (lemma in _ACTS_FOR or lemma.endswith("executive") or behind):
            entity = self._owners.headed(role[0])
        return self._drafts[entity] if entity is not None else None


def _led(head: Token) -> Iterator[Token]:
    """*The group* of "who speaks for the group", "who farms in Leeds and chairs the group", "who leads the inquiry for it"."""
    clause = head.child("relcl")
    verbs = [clause, *(child for child in clause.children if child.dep == "conj")] if clause is not None else []
    for verb in verbs:
        target, subject = verb.child("dobj"), verb.child("nsubj")
        if subject is not None and subject.lower != "who":
            continue
        if verb.lemma == "speak" or (verb.lemma in _LEADS and verb.tag in ("VBZ", "VBG")):
            behind = [child for noun in (verb, target) if noun is not None for child in noun.children if child.lower == "for"]
            yield from (t for t in (target, *(prep.child("pobj") for prep in behind)) if t is not None and t.lemma not in _MATTERS)


def _speaks_for(head: Token) -> bool:
    clause = head.child("relcl")
    return clause is not None and clause.lemma == "speak" and any(child.lower == "for" for child in clause.children)


def _role_nouns(head: Token) -> Iterator[Token]:
    """The nouns that call somebody by an office in which he speaks for others: titles before the name, what stands in apposition."""
    titles = [child for child in head.lefts if child.dep in ("compound", "nmod", "amod")]
    beside = [child for child in head.children if child.dep == "appos"]
    above = [head.head] if head.dep == "appos" else []
    for noun in (head, *above, *beside, *titles):
        lemma = noun.lemma.lower()
        known = noun_of(noun)
        person = known is None or known.kind == "person"
        if person and (lemma in _SPEAKS or lemma.endswith("executive")) and all(child.lower not in _OVER for child in noun.lefts):
            yield noun


def _owners_of(noun: Token) -> Iterator[Token]:
    """*Nordlink* of "Nordlink's president", "the Nordlink president", "president of Nordlink"."""
    beside = noun.head.children if noun.dep == "appos" else []
    for child in (*noun.children, *(c for c in beside if c.tag == "WP$")):
        if child.i < noun.i and child.tag == "WP$":  # "the party, whose leader, Ann Reed"
            clause = next((above for above in child.ancestors() if above.dep == "relcl"), None)
            yield from () if clause is None else (clause.head,)
        elif child.i < noun.i and child.dep in ("poss", "compound", "nmod", "amod"):
            yield child
        elif child.dep == "prep" and child.i > noun.i and child.lower in _FOR:
            yield from (target for target in child.children if target.dep == "pobj")


def _belongs_to(head: Token) -> Iterator[Token]:
    """*The Tarn Police* of "Det Insp Ann Reed, of the Tarn Police"."""
    prep = next((child for child in head.children if child.dep == "prep" and child.lower == "of" and child.i > head.i), None)
    target = prep.child("pobj") if prep is not None else None
    if target is not None:
        yield target


def _words(discourse: Discourse, noun: Token) -> list[Token]:
    """*General counsel* of "general counsel Ann Reed": the noun with what belongs to it before it."""
    tokens, start = discourse.annotated.tokens, noun.i
    while (
        start
        and noun.i - start < _MOST_WORDS
        and tokens[start - 1].dep in ("compound", "amod", "nmod")
        and tokens[start - 1].sent_i == noun.sent_i
        and tokens[start - 1].i not in discourse.annotated.name_head
    ):
        start -= 1
    return tokens[start : noun.i + 1]
