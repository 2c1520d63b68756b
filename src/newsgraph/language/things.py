"""Things without a name that an article speaks of more than once: "a meeting … the talks", "the strike", "the families"."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import Nominal
from newsgraph.language.organisations import is_company_word
from newsgraph.lexicons.nouns import Noun, taken_up_by
from newsgraph.lexicons.tables import word_set
from newsgraph.model import CharSpan, EntityType

__all__ = ["Things"]

_TYPES: dict[str, EntityType] = {
    "person": "Person", "org": "Organization", "country": "Place", "city": "Place", "region": "Place", "place": "Place", "group": "Group",
    "event": "Event", "thing": "Thing",
}  # fmt: skip
_LAWS = frozenset({"bill", "law", "act", "treaty", "pact", "accord", "agreement", "legislation", "amendment"})
_VAGUE = word_set(
    """time year month week day hour minute moment way part thing something number percent rest end side case fact result
    reason point place area work world matter issue question problem lot kind sort term level rate word example line top
    bottom middle back front name age month decade century morning afternoon evening night weekend spring summer autumn
    winter half third quarter amount share total majority people man woman person other one latter same future past
    present beginning start majority face hand head life idea situation position change effect impact role aim goal
    means"""
)
_TALKS = frozenset({"talk", "talks", "discussion", "discussions", "negotiation", "negotiations"})
_MEETINGS = _TALKS | {"meeting", "summit"}
_MANY = frozenset({"people", "police"})
_SYNONYM_REACH = 12
_POINTING = frozenset({"that", "those"})
_MOST_MEETINGS = 8


@dataclass(slots=True)
class _Thing:
    lemmas: set[str]
    modifiers: set[str]
    plural: bool
    of: str
    owner: tuple[int, ...]
    names: set[int]
    noun: Noun | None
    label: str
    last_sent: int
    draft: Draft
    phrases: dict[str, int] = field(default_factory=dict)
    dated: bool = False
    under: bool = False


class Things:
    """Collects them over one document."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._by_lemma: dict[tuple[str, bool], list[_Thing]] = {}
        self._all: list[_Thing] = []
        self._meetings: list[_Thing] = []

    def add(self, nominal: Nominal) -> None:
        """Count a description to the thing that it takes up, or let it begin a new one."""
        if (
            nominal.det == "none"
            or nominal.lemma in _VAGUE
            or not nominal.lemma.isascii()
            or len(nominal.lemma) < 3
            or not nominal.lemma[0].isalpha()
        ):
            return
        if nominal.noun is None and nominal.plural and nominal.det == "bare":
            return
        if _counted(nominal.head) or _predicate(nominal):
            return
        thing, reason = self._taken_up(nominal)
        if thing is None:
            if nominal.det == "bare" and not nominal.plural:
                return
            if any(child.lower in _POINTING for child in nominal.head.children):
                return
            thing, reason = self._begin(nominal), "first mention"
        text = self._text(nominal)
        self._discourse.refer(nominal.head, (thing.draft.index,), "nominal", reason, self._span(nominal))
        thing.phrases[text] = thing.phrases.get(text, 0) + 1
        thing.lemmas.add(nominal.lemma)
        thing.modifiers.update(nominal.modifiers)
        thing.of = thing.of or nominal.of
        thing.owner = thing.owner or self._owner(nominal)
        thing.last_sent = nominal.head.sent_i

    def finish(self) -> None:
        """Keep as entities the things mentioned at least twice, by whatever words."""
        dropped: set[int] = set()
        for thing in self._all:
            draft = thing.draft
            if len(draft.mentions) < 2:
                draft.mentions.clear()
                dropped.add(draft.index)
                continue
            draft.label, draft.names = self._whose(thing, _label(thing)), dict(thing.phrases)
            if draft.type == "Thing" and thing.lemmas & _LAWS:
                draft.type = "Law"
        referents = self._discourse.referents
        for i, found in list(referents.items()):
            if not dropped.isdisjoint(found):
                referents[i] = tuple(index for index in found if index not in dropped)

    def _whose(self, thing: _Thing, label: str) -> str:
        """ "Anna Reed's client": whose somebody is tells him from others of his kind."""
        if thing.noun is None or thing.noun.kind not in ("person", "org", "group") or len(thing.owner) != 1 or thing.owner == (-1,):
            return label
        owner = self._discourse.drafts[thing.owner[0]]
        name = owner.label or max(owner.names, key=len, default="")
        if not name or not owner.named:
            return label
        mark = "'" if name.endswith("s") else "'s"
        return f"{name}{mark} {label}"

    def _owner(self, nominal: Nominal) -> tuple[int, ...]:
        return self._discourse.referents.get(nominal.owner.i, (-1,)) if nominal.owner is not None else ()

    def _begin(self, nominal: Nominal) -> _Thing:
        names = {i for token in nominal.names for i in self._discourse.known(token.i)}
        thing = _Thing(
            {nominal.lemma}, set(nominal.modifiers), nominal.plural, nominal.of, self._owner(nominal), names, nominal.noun,
            self._text(nominal), nominal.head.sent_i, self._draft(nominal),
        )  # fmt: skip
        thing.dated = nominal.owner is not None and nominal.owner.ent_type in ("DATE", "TIME")
        thing.under = thing.noun is not None and thing.noun.kind == "org" and any(t.ent_type == "PERSON" for t in nominal.names)
        self._all.append(thing)
        if nominal.det == "indef" and nominal.head.dep != "attr":
            self._discourse.introduced.setdefault(nominal.lemma, nominal.head.sent_i)
        if nominal.det == "other":
            return thing
        if thing.lemmas & _MEETINGS:
            self._meetings.append(thing)
        for lemma in {nominal.lemma} | taken_up_by().get(nominal.lemma, frozenset()):
            self._by_lemma.setdefault((lemma, nominal.plural), []).append(thing)
            if lemma != nominal.lemma and {lemma, nominal.lemma} & _TALKS:
                self._by_lemma.setdefault((lemma, not nominal.plural), []).append(thing)
        return thing

    def _draft(self, nominal: Nominal) -> Draft:
        kind: EntityType = "Thing"
        gender = ""
        if nominal.noun is not None:
            kind, gender = _TYPES[nominal.noun.kind], nominal.noun.gender
            if kind == "Person" and nominal.plural:
                kind = "Group"
        return self._discourse.new(kind, nominal.head.lower, plural=nominal.plural or nominal.lemma in _MANY, gender=gender)

    def _taken_up(self, nominal: Nominal) -> tuple[_Thing | None, str]:
        if nominal.det in ("indef", "other") or nominal.number:
            return None, ""
        owner = self._owner(nominal)
        alone = self._only_talks(nominal)
        if alone is not None:
            return alone, f"“{nominal.head.text}” takes up “{alone.label}”"
        fitting: list[_Thing] = []
        for thing in reversed(self._by_lemma.get((nominal.lemma, nominal.plural), [])[-12:]):
            if self._fits(nominal, thing, owner):
                fitting.append(thing)
        chosen = self._own(nominal, fitting)
        if chosen is None:
            return None, ""
        return chosen, "the same words" if nominal.lemma in chosen.lemmas else f"“{nominal.head.text}” takes up “{chosen.label}”"

    def _own(self, nominal: Nominal, fitting: list[_Thing]) -> _Thing | None:
        """Of several that fit the one just spoken of, or the one that the article keeps coming back to; otherwise none."""
        if not fitting:
            return None
        last = max(fitting, key=lambda thing: thing.last_sent)
        near = nominal.head.sent_i - last.last_sent <= 2
        if any(child.lower in _POINTING for child in nominal.head.children):
            return last if nominal.head.sent_i - last.last_sent <= 1 else None
        plain = [thing for thing in fitting if nominal.lemma in thing.lemmas]
        told = len({(frozenset(thing.modifiers), thing.owner) for thing in plain}) > 1
        if near and nominal.lemma in last.lemmas:
            return last
        if nominal.det != "def" or nominal.modifiers or nominal.of or nominal.plural or not told:
            return fitting[0]
        ranked = sorted(plain, key=lambda thing: -len(thing.draft.mentions))
        often, next_often = len(ranked[0].draft.mentions), len(ranked[1].draft.mentions)
        return ranked[0] if often >= 2 * next_often else None

    def _fits(self, nominal: Nominal, thing: _Thing, owner: tuple[int, ...]) -> bool:
        """True where a thing may be taken up by those words."""
        same = nominal.lemma in thing.lemmas
        if not same and (nominal.det == "bare" or nominal.modifiers or nominal.head.sent_i - thing.last_sent > _SYNONYM_REACH):
            return False
        if (nominal.det == "bare" and thing.owner) or (not same and is_company_word(nominal.lemma)):
            return False
        if (
            nominal.det == "bare"
            and set(nominal.modifiers) != thing.modifiers
            and (nominal.modifiers or nominal.noun is None or nominal.noun.kind not in ("thing", "event"))
        ):
            return False
        if not set(nominal.modifiers) <= thing.modifiers or (nominal.of and thing.of and nominal.of != thing.of):
            return False
        if owner and (owner == (-1,) or (thing.owner and thing.owner != owner)):
            return False
        return self._one_instance(nominal, thing)

    def _one_instance(self, nominal: Nominal, thing: _Thing) -> bool:
        """False where the words are the same but not the thing: "Friday's closing price … the price of 40 pounds"."""
        own = {i for token in nominal.names for i in self._discourse.known(token.i)}
        if own and thing.names and not own & thing.names:
            return False
        if thing.dated and nominal.owner is None:
            return False
        # "the military government of Gen. Arrieta" is told from others by its head; "the government" is the one of the day.
        return not (thing.under and not nominal.of)

    def _only_talks(self, nominal: Nominal) -> _Thing | None:
        """The one meeting of the article: "trade talks" and "his White House meeting" are it too, while there is no second."""
        if nominal.lemma not in _MEETINGS or nominal.of or (nominal.plural and nominal.lemma not in _TALKS):
            return None
        if len(self._meetings) > _MOST_MEETINGS:
            return None
        known = [thing for thing in self._meetings if not thing.plural or thing.lemmas & _TALKS]
        named = {token.lower for token in nominal.names}
        if len(known) != 1 or (nominal.det == "bare" and not nominal.plural):
            return None
        free = [word for word in nominal.modifiers if word not in named and word not in known[0].modifiers]
        return known[0] if not free or nominal.lemma in _TALKS else None

    def _text(self, nominal: Nominal) -> str:
        """The phrase without determiner, owner and number, in the words of the article."""
        words = [
            c
            for c in nominal.head.children
            if c.i < nominal.head.i
            and ((c.dep in ("compound", "amod", "nmod") and c.lower in nominal.modifiers) or (c.dep == "poss" and c.tag in ("NN", "NNS")))
        ]
        if not words:
            return nominal.head.text if nominal.head.text.isupper() and len(nominal.head.text) < 5 else nominal.head.lower
        start = min(self._leftmost(word).i for word in words)
        tokens = self._discourse.annotated.tokens
        text = self._discourse.annotated.article.text[tokens[start].char_start : nominal.head.char_end]
        return " ".join(text.split())

    @staticmethod
    def _leftmost(token: Token) -> Token:
        steps = 0
        while token.children and token.children[0].i < token.i and token.children[0].dep != "det" and steps < 10:
            token = token.children[0]
            steps += 1
        return token

    def _span(self, nominal: Nominal) -> CharSpan:
        return CharSpan(nominal.left.char_start, nominal.head.char_end)


def _label(thing: _Thing) -> str:
    """The first phrase, or a shorter form of it that the article uses too and that still says more than the noun: "US tariffs"."""
    shorter = [phrase for phrase in thing.phrases if " " in phrase and thing.label.endswith(f" {phrase}")]
    return min(shorter, key=len, default=thing.label)


def _counted(head: Token) -> bool:
    """True for what is measured: "53 per cent of the vote" speaks of votes cast, not of the vote as an event."""
    if head.dep != "pobj" or head.head.lower != "of":
        return False
    whole = head.head.head
    return whole.ent_type == "PERCENT" or whole.lower in ("percent", "%", "cent", "percentage")


def _predicate(nominal: Nominal) -> bool:
    """True for what somebody is said to be: "having been a teacher", "works as a driver" bring in nobody new."""
    head = nominal.head
    if nominal.det not in ("indef", "bare") or nominal.noun is None or nominal.noun.kind != "person":
        return False
    return (head.dep == "attr" and head.head.lemma in ("be", "become", "remain")) or (head.dep == "pobj" and head.head.lower == "as")
