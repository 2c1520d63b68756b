"""Whose "Foreign Minister Ann Reed", "President Tom Kay" and "Opposition leader Ann Pell" are, where no country stands beside the title.

News leaves the country out where it is the one that the article is set in. That is the only one with people of its own, or else the only
one of heading and lead that has such an office and is spoken of no less than any other. The president of the United States goes without
country in the news of any.

References:
    Prince, E. (1981), Toward a taxonomy of given-new information (inferrable entities).
    The Associated Press Stylebook, "titles".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsgraph.language.annotated import AnnotatedDoc, Token
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.places import place_names
from newsgraph.lexicons.state_forms import may_have
from newsgraph.model import Entity, Mention

__all__ = ["HomeCountries", "is_region", "state_office"]

_COUNTERPART = re.compile(r"(?:,? (?:and )?\w+)?,? (?:and \w+ )?counterparts?\b")
_FORMERLY = word_class("formerly")
_OFFICES = word_class("offices")
_OF_WHOLE_STATES = frozenset(("prime minister", "foreign minister", "defence minister", "defense minister"))
_BELOW = frozenset(("state", "regional", "provincial", "guardian", "first", "church", "lay"))
_BEARING = frozenset(("crown", "federal", "state", "-"))
_UNITED_STATES = "country/US"
_LEAD = 2


def state_office(role: Sequence[Token]) -> str:
    """The office of a state that these words tell, without *former* and *vice*; empty for a union's president and a vice-chancellor."""
    words = [word.lower for word in role]
    own = [word for word in words if word not in _FORMERLY and word not in _BEARING]
    if own == ["opposition", "leader"]:
        return "opposition leader"
    if not own or own[-1] not in _OFFICES:
        return ""
    if own[-1] == "minister":
        return "" if set(own) & _BELOW else " ".join(own)
    return own[-1] if len(own) == 1 and not (own[-1] == "chancellor" and "vice" in words) else ""


class HomeCountries:
    """Looks for the country of an office among the entities of one document; the methods give the index of an entity, or None."""

    def __init__(self, annotated: AnnotatedDoc) -> None:
        self._annotated = annotated
        self._countries = [i for i, entity in enumerate(annotated.entities) if self._is_country(entity)]
        self._lead_end = self._end_of_lead()

    def of_office(self, office: str, first: Token) -> int | None:
        """Whose an office is that is told without a country, unless what the sentence before tells of is another one's deed.

        Otherwise that whose deed the sentence before tells; at the beginning of a paragraph, that whose deed opens the paragraph before.
        """
        sentences = self._annotated.sentences
        sentence = sentences[first.sent_i]
        before = sentences[max(0, sentence.i - 1)]
        home = self._home(office)
        if first.i - sentence.token_start > 1 or before.i == sentence.i or before.kind != "body":
            return home
        if before.paragraph != sentence.paragraph:
            while before.i and sentences[before.i - 1].paragraph == before.paragraph and sentences[before.i - 1].kind == "body":
                before = sentences[before.i - 1]
        subject = before.root.child("nsubj")
        found = self._annotated.referents.get(subject.i, ()) if subject is not None else ()
        if len(found) != 1 or found[0] not in self._countries or not self._has(found[0], office):
            return home
        return found[0] if home in (None, found[0]) else None

    def _home(self, office: str) -> int | None:
        only = self._only()
        if only is not None and self._has(only, office):
            return only
        fitting = [i for i in self._countries if self._has(i, office)]
        lead = [i for i in fitting if any(m.span.start < self._lead_end for m in self._mentions(i))]
        if len(lead) != 1:
            return None
        home, weight = lead[0], len(self._mentions(lead[0]))
        others = [i for i in fitting if i != home]
        if any(len(self._mentions(i)) > weight for i in others):
            return None
        entities = self._annotated.entities
        if not entities[home].link:
            return None  # what is a country by its people alone has neighbours that are none
        if office == "president" and any(entities[i].link == _UNITED_STATES for i in others):
            return None
        if office.endswith("minister") and office not in _OF_WHOLE_STATES and self._region_in_lead():
            return None  # a state or a province has ministers of its own
        return home

    def _only(self) -> int | None:
        """The only place with people of its own, where the article speaks of no other place more often."""
        entities = self._annotated.entities
        peopled = [i for i in self._countries if any(m.kind == "demonym" for m in self._mentions(i))]
        most = max((len(entity.mentions) for entity in entities if entity.type == "Place"), default=0)
        return peopled[0] if len(peopled) == 1 and len(entities[peopled[0]].mentions) == most else None

    def _has(self, country: int, office: str) -> bool:
        return may_have(self._annotated.entities[country].link, office)

    def _mentions(self, i: int) -> list[Mention]:
        """The mentions of an entity, without "his Turkish counterpart": that is another country than his."""
        return [m for m in self._annotated.entities[i].mentions if m.kind != "demonym" or not self._of_counterpart(m)]

    def _of_counterpart(self, mention: Mention) -> bool:
        return _COUNTERPART.match(self._annotated.article.text, mention.span.end) is not None

    def _is_country(self, entity: Entity) -> bool:
        if entity.type != "Place" or entity.link.startswith("region/"):
            return False
        return entity.link.startswith("country/") or any(m.kind == "demonym" and not self._of_counterpart(m) for m in entity.mentions)

    def _region_in_lead(self) -> bool:
        return any(is_region(entity) and entity.mentions[0].span.start < self._lead_end for entity in self._annotated.entities)

    def _end_of_lead(self) -> int:
        body = [sentence for sentence in self._annotated.sentences if sentence.kind == "body"][:_LEAD]
        return body[-1].span.end if body else 0


def is_region(entity: Entity) -> bool:
    """True for a state or a province."""
    place = place_names().get(entity.label.lower()) if entity.type == "Place" and entity.link.startswith("region/") else None
    return place is not None and place.kind in ("state", "province")
