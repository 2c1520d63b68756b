"""Whose a role is that is told without its owner: "a spokesman, Tomas Erlund, said", "Governor Ann Pell", "Mayor Joan Tully".

What an article leaves out it has named before, once and prominently: where two would fit, nobody is meant.

References:
    Prince, E. (1981), Toward a taxonomy of given-new information (inferrable entities).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.language.home_countries import HomeCountries, is_region, state_office
from newsgraph.language.name_types import is_score
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.state_bodies import state_bodies
from newsgraph.lexicons.tables import word_set
from newsgraph.model import Entity, Mention

__all__ = ["ImpliedOwners"]

_SPOKESPEOPLE = frozenset(("spokesman", "spokeswoman", "spokesperson"))
_FORMERLY = word_class("formerly")
_NO_LONGER = word_class("no longer")
_CORPORATE = word_class("corporate titles")
_TOWNS = frozenset(("town", "city", "village", "municipality", "borough"))
_JUDGES = frozenset(("judge", "justice", "magistrate"))
_COURTS = frozenset(("court", "courts", "tribunal"))
_POLICE = frozenset(("superintendent", "supt", "constable", "sergeant", "sgt", "detective"))
_COUNTIES = frozenset(("county",))
_FORCES = frozenset(("police", "constabulary"))
_CENTRAL = frozenset(("national", "central", "reserve", "federal"))
_COUNCILLORS = word_class("council members")
_REGIONAL = word_set("governor premier") | {"attorney general", "lieutenant governor"}
_IN_TEAMS = word_class("posts in teams")
_OPPOSING = word_set("visiting home away opposing rival former ex assistant national opposition")
_TEAMS = word_set("club team side franchise champions league leaders newcomers")
_LEAD = 6
_SELDOM = 2
_BY_FAR = 2
_OFTEN = 3
_ORGANISED = word_set(
    "festival summit conference congress tournament championship contest exhibition exposition fair race marathon rally gala"
)
_NATURAL = word_set("lake river ridge mountain mountains hill creek forest bay island islands valley canyon desert sea ocean strait park")


class ImpliedOwners:
    """Looks for owners among the entities of one document; each method gives the index of an entity, or None."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        self._annotated = annotated
        self._home = HomeCountries(annotated)

    def of_role(self, role: Sequence[Token], *, owned: bool) -> tuple[int | None, bool]:
        """Whose the role is that these words tell, and whether the first of them says so: "hospital president".

        ``owned`` is for "its president", where nobody knows whose.
        """
        first, noun = role[0], role[-1].lemma.lower()
        words = [word.lower for word in role if word.lower not in _FORMERLY]
        if not owned and len(words) > 1 and words[0] in _TOWNS and noun not in _COUNCILLORS:
            return self.town(), False  # "City Manager Ann Reed"
        if not owned and (noun in _COUNCILLORS or words[-2:] in (["council", "member"], ["council", "president"], ["council", "leader"])):
            return self.council(first), False
        if not owned and (noun in _REGIONAL or " ".join(words) in _REGIONAL):
            return self._governed(noun, first), False
        if not owned and noun in _IN_TEAMS and words[0] not in _OPPOSING:
            return self.team(first), False
        if not owned and len(words) > 1 and (named := self.called(words[0], first)) is not None:
            return named, True
        if owned or noun in _SPOKESPEOPLE:
            return self.organisation_before(first), False
        if not owned and not any(word.lower in _NO_LONGER for word in role) and (noun in _JUDGES or noun in _POLICE or noun == "sheriff"):
            return self._of_justice(noun, first), False
        office = state_office(role)
        if office:
            return self._home.of_office(office, first), False
        if "-".join(words) in _CORPORATE:
            return self.headed(first), False
        return (self.town() if noun == "mayor" else None), False

    def _of_justice(self, noun: str, first: Token) -> int | None:
        """Whose a judge, a superintendent or a sheriff is.

        The court that the article speaks of by far most, and more than once; the one police force, the one county that it names.
        """
        if noun in _JUDGES:
            return self._foremost(self._ending_in("Organization", _COURTS), first, at_least=_SELDOM)
        found = self._ending_in("Place", _COUNTIES) if noun == "sheriff" else self._ending_in("Organization", _FORCES)
        return self._foremost(found, first) if len(found) == 1 else None

    def _ending_in(self, kind: str, nouns_of: frozenset[str]) -> list[int]:
        """The entities with one of these nouns at the end of their name, or before "of": "Preston Crown Court", "Court of Appeal"."""
        entities = self._annotated.entities
        named = (i for i, e in enumerate(entities) if e.type == kind and not e.label.islower())
        labels = {i: entities[i].label.lower().split(" of ", 1)[0].split() for i in named}
        return [i for i, words in labels.items() if words[-1] in nouns_of and (len(words) > 1 or " " in entities[i].label)]

    def employer(self, first: Token) -> int | None:
        """The organisation that the article is about: named before, at least three times, and twice as often as any other; else None.

        A place that no list has may be a club as well ("Harrow Vale beat …").
        """
        entities = self._annotated.entities
        found = [i for i, entity in enumerate(entities) if entity.type == "Organization" or (entity.type == "Place" and not entity.link)]
        foremost = self._foremost(found, first, at_least=_OFTEN)
        return foremost if foremost is not None and entities[foremost].type == "Organization" else None

    def headed(self, first: Token) -> int | None:
        """Whose "founder Ann Reed" is: the body that the clause beside or the sentence before is about, else the employer.

        Who "we" is in a quotation beside it is not known by then.

        None where the sentence before is about a body without a name.
        """
        sentence = self._annotated.sentences[first.sent_i]
        here = self._acting(range(sentence.token_start, first.i))
        if len(here) == 1:
            return here.pop()
        before = self._annotated.sentences[max(0, sentence.i - 1)]
        opens = first.i - sentence.token_start <= 1
        if not opens or here or before.i == sentence.i or before.kind != "body":
            return self.employer(first)
        subject = before.root.child("nsubj", "nsubjpass")
        if subject is None:
            return self.employer(first)
        bodies = self._acting(range(subject.i, subject.i + 1))
        if before.paragraph != sentence.paragraph:
            return self._or_employer(bodies.pop(), first) if len(bodies) == 1 and first.i == sentence.token_start else self.employer(first)
        known = nouns().get(subject.lemma.lower())
        if not bodies and known is not None and known.kind in ("org", "group") and not self._annotated.referents.get(subject.i):
            return None
        return self._or_employer(bodies.pop(), first) if bodies else self.employer(first)

    def _or_employer(self, body: int, first: Token) -> int | None:
        """The body, unless the article names it in passing: "Moody's may cut the rating. Chief Executive Ann Reed said"."""
        entities = self._annotated.entities
        others = (entity for i, entity in enumerate(entities) if i != body and entity.type == "Organization")
        passing = len(entities[body].mentions) <= _SELDOM and any(len(entity.mentions) >= _OFTEN * _BY_FAR for entity in others)
        return self.employer(first) if passing else body

    def _acting(self, span: range) -> set[int]:
        """The organisations that are subjects there."""
        tokens = [self._annotated.tokens[i] for i in span]
        acting = (t for t in tokens if t.dep in ("nsubj", "nsubjpass") and t.i not in self._annotated.quotation_of)
        return {i for t in acting for i in self._annotated.referents.get(t.i, ()) if self._annotated.entities[i].type == "Organization"}

    def central_bank(self, first: Token) -> int | None:
        """The central bank that the article speaks of: "Bank of Tarn", "Norland National Bank", and those that everybody knows."""
        found = []
        for i, entity in enumerate(self._annotated.entities):
            words = entity.label.lower().split()
            known = state_bodies().get(entity.label.lower())
            told = "bank" in words and (words[:2] == ["bank", "of"] or _CENTRAL & set(words))
            if entity.type == "Organization" and (told or (known is not None and "central bank" in known.called)):
                found.append(i)
        return self._foremost(found, first)

    def _governed(self, noun: str, first: Token) -> int | None:
        """What "Governor Ann Reed" governs: the central bank that the article speaks of, or else its only state or province."""
        bank = self.central_bank(first) if noun == "governor" else None
        if bank is not None:
            return bank
        if noun == "premier" and (home := self._home.of_office(noun, first)) is not None:
            return home
        regions = [i for i, entity in enumerate(self._annotated.entities) if is_region(entity)]
        return self._foremost(regions, first) if noun != "premier" or not self._names_country() else None

    def _names_country(self) -> bool:
        return any(entity.type == "Place" and entity.link.startswith("country/") for entity in self._annotated.entities)

    def council(self, first: Token) -> int | None:
        """The council whose members are told by their titles alone: the one that the article speaks of by far most."""
        found = [
            i for i, e in enumerate(self._annotated.entities)
            if e.type == "Organization" and any(m.kind == "name" and m.text.lower().split()[-1] == "council" for m in e.mentions)
        ]  # fmt: skip
        return self._foremost(found, first)

    def team(self, first: Token) -> int | None:
        """The one club that the article is about; None where two play one another."""
        employer = self.employer(first)
        if employer is None or self._match():
            return None
        rivals = (
            len(self._mentions(i)) for i, e in enumerate(self._annotated.entities) if i != employer and e.type in ("Organization", "Place")
        )
        if len(self._mentions(employer)) < _BY_FAR * max(rivals, default=0):
            return None
        entity = self._annotated.entities[employer]
        return employer if any(m.kind == "nominal" and m.text.lower().split()[-1] in _TEAMS for m in entity.mentions) else None

    def _match(self) -> bool:
        """True for a report whose heading or lead tells a score, and for one that tells several, or the minute of a deed."""
        body = [sentence.i for sentence in self._annotated.sentences if sentence.kind == "body"][:_LEAD]
        end = self._annotated.sentences[body[-1]].token_end if body else 0
        tokens = self._annotated.tokens
        scores = [token.i for token in tokens[1:] if is_score(tokens, token.i) and not is_score(tokens, token.i - 1)]
        timed = any(token.lower == "minute" and tokens[token.i - 1].text[:-2].isdecimal() for token in tokens[1:])
        return timed or len(scores) > 1 or any(i < end for i in scores)

    def called(self, noun: str, first: Token) -> int | None:
        """What the article names and calls so: *hospital* for "St. Brendan's Medical Center", if it says "the hospital" of it."""
        known = nouns().get(noun)
        if known is None or not (known.kind in ("org", "place") or noun in _ORGANISED):
            return None  # a fire chief is not that of the fire
        found = [i for i, entity in enumerate(self._annotated.entities) if entity.type != "Person" and _is_called(entity, noun)]
        return self._foremost(found, first)

    def town(self) -> int | None:
        """The town that the article is set in: the only one called a town, that of the dateline, or the only one."""
        towns = [i for i, entity in enumerate(self._annotated.entities) if entity.type == "Place" and _may_be_town(entity)]
        called = [i for i in towns if any(m.kind == "nominal" and m.text.lower().split()[-1] in _TOWNS for m in self._mentions(i))]
        if len(called) == 1:
            return called[0]
        datelines = [
            s for s in self._annotated.sentences if s.kind == "heading" and s.span.of(self._annotated.article.text)[-1:] in ("—", "–", "-")
        ]
        for sentence in datelines[:1]:
            for i in towns:
                if self._mentions(i)[0].span.start == sentence.span.start:
                    return self._town_told_of(i, towns)
        return towns[0] if len(towns) == 1 else None

    def _town_told_of(self, written: int, towns: list[int]) -> int | None:
        """The town of the dateline, where the article was written, unless title and lead tell of another one."""
        first = next((s.i for s in self._annotated.sentences if s.kind == "body"), 0)
        end = self._annotated.sentences[first].span.end if self._annotated.sentences else 0
        dateline = self._mentions(written)[0].span
        told = [i for i in towns if any(m.span.start < end and m.span != dateline for m in self._mentions(i))]
        others = [i for i in told if i != written and len(self._mentions(i)) >= max(_BY_FAR, len(self._mentions(written)))]
        if written in told or not others:
            return written
        return others[0] if len(others) == 1 else None

    def organisation_before(self, first: Token) -> int | None:
        """The organisation that the sentence so far or the one before is about; None unless there is just one."""
        annotated = self._annotated
        sentence = annotated.sentences[first.sent_i]
        start = annotated.sentences[max(0, sentence.i - 1)].token_start
        if annotated.sentences[max(0, sentence.i - 1)].kind != "body":
            start = sentence.token_start
        found: set[int] = set()
        subjects: set[int] = set()
        for token in annotated.tokens[start : first.i]:
            for i in annotated.referents.get(token.i, ()):
                if annotated.entities[i].type == "Organization":
                    found.add(i)
                    if token.dep in ("nsubj", "nsubjpass"):
                        subjects.add(i)
        return next(iter(subjects)) if len(subjects) == 1 and (len(found) == 1 or subjects) else None

    def _mentions(self, i: int) -> tuple[Mention, ...]:
        return self._annotated.entities[i].mentions

    def _foremost(self, found: Iterable[int], first: Token, *, at_least: int = 1) -> int | None:
        """The one of them that is spoken of before ``first``, often enough, and twice as often as any other."""
        known = sorted(((len(self._mentions(i)), -i) for i in found), reverse=True)
        if not known or known[0][0] < at_least or (len(known) > 1 and known[0][0] < _BY_FAR * known[1][0]):
            return None
        best = -known[0][1]
        return best if any(mention.span.start < first.char_start for mention in self._mentions(best)) else None


def _is_called(entity: Entity, noun: str) -> bool:
    return any(mention.text.lower().split()[-1] == noun for mention in entity.mentions if mention.kind in ("name", "nominal"))


def _may_be_town(entity: Entity) -> bool:
    place = place_names().get(entity.label.lower())
    if place is not None:
        return place.kind == "city"
    words = entity.label.lower().split()
    return not entity.link and not (len(words) > 1 and words[-1] in _NATURAL)  # "Tamarack Lake"
