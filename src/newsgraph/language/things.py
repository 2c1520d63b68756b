"""Things without a name that an article speaks of more than once: "a meeting … the talks", "the strike", "the families"."""

from __future__ import annotations

from dataclasses import dataclass, field

from newsgraph.language.annotated import Token
from newsgraph.language.discourse import Discourse
from newsgraph.language.headings import headlined, summed_up
from newsgraph.language.mentions import Draft
from newsgraph.language.nominals import Nominal, told_apart
from newsgraph.language.organisations import is_company_word
from newsgraph.language.relatives import COUNTERPART
from newsgraph.language.thing_owners import owners_contradict, pointed_at
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.nouns import Noun, taken_up_by
from newsgraph.model import CharSpan, EntityType

__all__ = ["Things"]

_TYPES: dict[str, EntityType] = {
    "person": "Person", "org": "Organization", "country": "Place", "city": "Place", "region": "Place", "place": "Place", "group": "Group",
    "event": "Event", "thing": "Thing",
}  # fmt: skip
_LAWS = frozenset({"bill", "law", "act", "treaty", "pact", "accord", "agreement", "legislation", "amendment"})
_VAGUE = word_class("too vague")
_TALKS = frozenset({"talk", "talks", "discussion", "discussions", "negotiation", "negotiations"})
_SEATS = word_class("seats")
_MEETINGS = _TALKS | {"meeting", "summit"}
_MANY = frozenset({"people", "police"})
_EITHER_NUMBER = word_class("either number")
_WISHING = word_class("wishing")
_SYNONYM_REACH = 18
_BARE_REACH = 6
# What has no article and is taken up by what it is a kind of: "Measles has killed … the disease".
_KINDS_OF = frozenset(
    noun for noun, others in taken_up_by().items() if others & {"disease", "metal", "currency", "crop"} and noun not in ("disease", "virus")
)
_TOPICAL = frozenset({"over", "about", "on", "against"})
_TOPIC_NOUNS = word_class("topic nouns")
_MOST_TOPIC = 5
_WHICH = frozenset({"of", "in", "at", "from", "near", "on", "for"})
_POINTING = frozenset({"that", "those"})
_KIN = word_class("kin")
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
    apart: bool = False
    second: bool = False
    bare: Nominal | None = None
    topics: list[str] = field(default_factory=list)
    whose: int = -1
    new: bool = False
    which: str = ""


class Things:
    """Collects them over one document."""

    def __init__(self, discourse: Discourse) -> None:
        self._discourse = discourse
        self._by_lemma: dict[tuple[str, bool], list[_Thing]] = {}
        self._all: list[_Thing] = []
        self._meetings: list[_Thing] = []
        self._headed: list[Nominal] = []
        self._names = discourse.annotated.name_head

    def add(self, nominal: Nominal) -> None:
        """Count a description to the thing that it takes up, or let it begin a new one."""
        if (
            nominal.det == "none"
            or (nominal.lemma in _VAGUE and not _legal_case(nominal))
            or not nominal.lemma.isascii()
            or len(nominal.lemma) < 3
            or not nominal.lemma[0].isalpha()
        ):
            if (
                nominal.det == "bare"
                and nominal.noun is not None
                and nominal.noun.kind == "person"
                and self._discourse.in_heading(nominal.head)
            ):
                self._headed.append(nominal)  # "Woman jailed for fraud"
            return
        if _counted(nominal.head) or _predicate(nominal):
            return
        unknown = nominal.noun is None and nominal.plural and nominal.det == "bare" and nominal.lemma not in _EITHER_NUMBER
        thing, reason = (None, "") if unknown else self._taken_up(nominal)
        if thing is None and nominal.det == "bare" and self._discourse.in_heading(nominal.head):
            self._headed.append(nominal)  # what the heading speaks of, the text below tells
            if unknown or not nominal.plural:
                return
        if thing is None:
            if unknown or (nominal.det == "bare" and not nominal.plural):
                self._keep_in_mind(nominal)
                return
            if any(child.lower in _POINTING for child in nominal.head.children):
                return
            thing, reason = self._begin(nominal), "first mention"
        if thing.bare is not None:
            self._come_back_to(thing, thing.bare)
        self._refer(thing, nominal, reason)

    def _keep_in_mind(self, nominal: Nominal) -> None:
        """ "Dry winds fanned the fire": a thing only if "the winds" come back."""
        if nominal.plural or nominal.lemma in _EITHER_NUMBER or nominal.lemma in _KINDS_OF:
            self._begin(nominal).bare = nominal

    def _come_back_to(self, thing: _Thing, first: Nominal) -> None:
        """Count the bare phrase that brought a thing in, now that the article comes back to it."""
        thing.bare = None
        text = self._text(first)
        thing.phrases[text] = 1
        thing.draft.add(self._span(first), "nominal", "first mention", first.head.i)
        self._discourse.referents.setdefault(first.head.i, (thing.draft.index,))

    def _refer(self, thing: _Thing, nominal: Nominal, reason: str) -> None:
        text = self._text(nominal)
        self._discourse.refer(nominal.head, (thing.draft.index,), "nominal", reason, self._span(nominal))
        thing.phrases[text] = thing.phrases.get(text, 0) + 1
        thing.lemmas.add(nominal.lemma)
        thing.modifiers.update(nominal.modifiers)
        thing.of = thing.of or nominal.of
        thing.which = thing.which or self._of_which(nominal)
        thing.owner = thing.owner or self._owner(nominal)
        thing.last_sent = nominal.head.sent_i
        topic = self._topic(nominal)
        if topic and topic not in thing.topics:
            thing.topics.append(topic)

    def _topic(self, nominal: Nominal) -> str:
        """What a dispute is over, a ban on: "over auto parts"; empty where the phrase does not say so shortly."""
        head = nominal.head
        prep = next((c for c in head.children if c.dep == "prep" and c.i == head.i + 1 and c.lower in _TOPICAL), None)
        target = prep.child("pobj") if prep is not None else None
        if nominal.lemma not in _TOPIC_NOUNS or prep is None or target is None or target.child("conj") is not None:
            return ""
        return self._behind(prep, target)

    def _of_which(self, nominal: Nominal) -> str:
        """ "of the goods train": what tells one driver from another."""
        of = next((c for c in nominal.head.children if c.dep == "prep" and c.i == nominal.head.i + 1 and c.lower == "of"), None)
        target = of.child("pobj") if of is not None else None
        return self._behind(of, target) if of is not None and target is not None and target.child("conj", "poss") is None else ""

    def _told_once(self, thing: _Thing) -> str:
        """ "Residents of Alder Creek left their homes": what only pronouns take up is called as where it is brought in."""
        head = next((self._discourse.annotated.tokens[m.head_i] for m in thing.draft.mentions if m.kind == "nominal"), None)
        if head is None:
            return ""
        prep = next((c for c in head.children if c.dep == "prep" and c.i == head.i + 1 and c.lower in _WHICH), None)
        target = prep.child("pobj") if prep is not None else None
        if prep is None or target is None or target.i not in self._names or target.child("conj", "poss") is not None:
            return ""
        tokens, last = self._discourse.annotated.tokens, target.i
        while last + 1 < len(tokens) and self._names.get(last + 1) == self._names[target.i]:
            last += 1  # "the University of Lund"
        told = self._behind(prep, target)
        return f"{told}{self._discourse.annotated.article.text[target.char_end : tokens[last].char_end]}" if told else ""

    def _behind(self, prep: Token, target: Token) -> str:
        """The preposition with a short phrase behind it; empty for one with a pronoun, a number or a time."""
        tokens = self._discourse.annotated.tokens
        words = [t for t in tokens[prep.i : target.i + 1] if t is prep or t is target or target in t.ancestors()]
        plain = all(t.tag not in ("PRP", "PRP$", "WDT", "CD") and t.ent_type not in ("DATE", "TIME", "MONEY") for t in words)
        kept = [t for t in words if t.lower not in ("a", "an")]
        if not plain or target.pos == "PRON" or target.i - prep.i >= _MOST_TOPIC or (target.lemma in _VAGUE and len(words) == 2):
            return ""
        text = self._discourse.annotated.article.text
        return f"{prep.lower} {' '.join(text[kept[1].char_start : target.char_end].split())}" if len(kept) > 1 else ""

    def join(self, nominal: Nominal, full: Nominal, reason: str) -> None:
        """Count what ``nominal`` means, with all its mentions, to the thing of ``full``, which says more of it."""
        target, own = self._at(full), self._at(nominal)
        if target is own and own is not None:
            return
        if any(self._discourse.drafts[i].named for head in (full.head, nominal.head) for i in self._discourse.known(head.i)):
            return
        target = target or self._begin(full)
        for thing, first in ((target, target.bare or full), (own, own.bare if own is not None else None)):
            if thing is not None and first is not None and not thing.draft.mentions:
                self._come_back_to(thing, first)
        if own is None:
            self._refer(target, nominal, reason)
            return
        for mention in own.draft.mentions:
            if mention.head_i == nominal.head.i:
                mention.reason = reason
        self._discourse.merge(own.draft.index, target.draft.index)
        target.bare = None
        for phrase, number in own.phrases.items():
            target.phrases[phrase] = target.phrases.get(phrase, 0) + number
        self._all.remove(own)

    def name(self, nominal: Nominal, index: int, reason: str) -> None:
        """Count what ``nominal`` means, with all its mentions, to the draft of that name."""
        known = self._discourse.known(nominal.head.i)
        if any(self._discourse.drafts[i].named for i in known):
            return
        own = self._at(nominal)
        if own is None or own.bare is not None:
            self._discourse.refer(nominal.head, (index,), "nominal", reason, self._span(nominal))
        else:
            for mention in own.draft.mentions:
                mention.reason = reason if mention.kind == "nominal" else mention.reason
            self._discourse.merge(own.draft.index, index)
        if own is not None:
            self._all.remove(own)

    def _at(self, nominal: Nominal) -> _Thing | None:
        """The thing that the phrase means, or has brought in without article."""
        known = self._discourse.referents.get(nominal.head.i, ())
        return next((t for t in self._all if t.draft.index in known or (t.bare is not None and t.bare.head is nominal.head)), None)

    def finish(self) -> None:
        """Keep as entities the things mentioned at least twice, by whatever words."""
        self._read_headings()
        dropped: set[int] = set()
        for thing in self._all:
            draft = thing.draft
            if len(draft.mentions) < 2:
                draft.mentions.clear()
                dropped.add(draft.index)
                continue
            draft.label, draft.names = self._whose(thing, _label(thing)), dict(thing.phrases)
            if len(thing.topics) == 1 and not any(word in draft.label.split() for word in thing.topics[0].split()[1:]):
                draft.names.setdefault(draft.label, 1)
                draft.label = f"{draft.label} {thing.topics[0]}"
            once = self._told_once(thing) if thing.noun is not None and not thing.topics and len(thing.phrases) == 1 else ""
            if once:
                draft.names.setdefault(draft.label, 1)
                draft.label = f"{draft.label} {once}"
            elif (
                thing.which
                and not thing.owner
                and any(told_apart(thing.of, other.of) for other in self._all if other.lemmas & thing.lemmas)
            ):
                draft.names.setdefault(draft.label, 1)
                draft.label = f"{draft.label} {thing.which}"
            if draft.type == "Thing" and thing.lemmas & _LAWS:
                draft.type = "Law"
        referents = self._discourse.referents
        for i, found in list(referents.items()):
            if not dropped.isdisjoint(found):
                referents[i] = tuple(index for index in found if index not in dropped)

    def _read_headings(self) -> None:
        """Headings leave out articles: "Ostland doubles timber duty" speaks of the one duty that the text speaks of."""
        by_draft = {thing.draft.index: thing for thing in self._all}
        called: dict[str, list[_Thing]] = {}
        for thing in self._all:
            for word in {other for lemma in thing.lemmas for other in (lemma, *taken_up_by().get(lemma, ()))}:
                called.setdefault(word, []).append(thing)
        for nominal in self._headed:
            head = nominal.head
            known = self._discourse.referents.get(head.i, ())
            own = [by_draft[index] for index in known if index in by_draft]
            if any(len(thing.draft.mentions) > 1 for thing in own):
                continue
            alike = {thing.draft.index: thing for thing in called.get(nominal.lemma, ())}
            for word in sorted(taken_up_by().get(nominal.lemma, ())):
                alike.update((thing.draft.index, thing) for thing in called.get(word, ()) if word in thing.lemmas)
            same = [thing for index, thing in alike.items() if index not in known and self._heads(nominal, thing)]
            if len(same) > 1 and nominal.modifiers:
                same = [thing for thing in same if set(nominal.modifiers) <= self._first_words(thing)]
            body = nominal.names and nominal.noun is not None and nominal.noun.kind == "org"
            told = summed_up(self._discourse, nominal)
            named = told if told is not None else headlined(self._discourse, nominal) if body or not same else None
            if named is not None:
                same = []  # "German group" is the German firm with a name, rather than "the law firm"
            if len(same) == 1:
                index, reason = same[0].draft.index, f"the only {same[0].label} of the text below the heading"
                text = self._text(nominal)
                if not same[0].label.endswith(f" {text}"):
                    same[0].phrases.setdefault(text, 1)
            elif named is not None:
                where = "lead" if told is not None else "text"
                index, reason = named, f"the only one called {nominal.lemma} in the {where} below the heading"
            else:
                continue
            for thing in own:
                thing.draft.mentions.clear()
            self._discourse.drafts[index].add(self._span(nominal), "nominal", reason, head.i)
            self._discourse.referents[head.i] = (index,)

    def _heads(self, nominal: Nominal, thing: _Thing) -> bool:
        """True when the heading may speak of that thing of the text, which is called alike."""
        if thing.bare is not None or thing.apart or thing.plural != nominal.plural or not thing.draft.mentions:
            return False
        first = self._discourse.annotated.tokens[thing.draft.mentions[0].head_i]
        if self._discourse.in_heading(first) or not self._one_instance(nominal, thing):
            return False
        if not nominal.names and any(token.i in self._names and token.i < first.i for token in first.subtree()):
            return False  # "trade deal" need not be the USMCA agreement
        names = {token.lower for token in nominal.names}
        own = {word for word in nominal.modifiers if word not in names}
        return not own or not thing.modifiers or own <= thing.modifiers | self._first_words(thing)

    def _first_words(self, thing: _Thing) -> set[str]:
        """The words of the phrase that brought it in."""
        return {token.lower for token in self._discourse.annotated.tokens[thing.draft.mentions[0].head_i].subtree()}

    def _whose(self, thing: _Thing, label: str) -> str:
        """ "Anna Reed's client": whose somebody is tells him from others of his kind."""
        if len(thing.owner) != 1 or thing.owner == (-1,):
            return label
        people = thing.noun is not None and thing.noun.kind in ("person", "org", "group")
        if not people and (thing.whose != thing.owner[0] or thing.dated or self._mass_noun(thing)):
            return label  # whose a thing is tells it apart where the article brings it in so: "Alma's stock … the stock"
        owner = self._discourse.drafts[thing.owner[0]]
        name = owner.label or max(owner.names, key=len, default="")
        if not name or not owner.named:
            return label
        mark = "'" if name.endswith("s") else "'s"
        return f"{name}{mark} {label}"

    def _mass_noun(self, thing: _Thing) -> bool:
        """True for "Reed's asthma", which the article also calls asthma without article."""
        return any(
            token.tag == "NN"
            and token.lemma.lower() in thing.lemmas
            and token.dep not in ("compound", "amod", "nmod", "conj", "attr")
            and token.child("det", "poss", "nummod") is None
            and not self._discourse.in_heading(token)
            for token in self._discourse.annotated.tokens
        )

    def _owner(self, nominal: Nominal) -> tuple[int, ...]:
        return self._discourse.referents.get(nominal.owner.i, (-1,)) if nominal.owner is not None else ()

    def _begin(self, nominal: Nominal) -> _Thing:
        names = {i for token in nominal.names for i in self._discourse.known(token.i)}
        thing = _Thing(
            {nominal.lemma}, set(nominal.modifiers), nominal.plural, nominal.of, self._owner(nominal), names, nominal.noun,
            self._text(nominal), nominal.head.sent_i, self._draft(nominal),
        )  # fmt: skip
        named = nominal.owner is not None and nominal.owner.i in self._names and len(thing.owner) == 1
        thing.whose = thing.owner[0] if named else -1
        thing.dated = nominal.owner is not None and nominal.owner.ent_type in ("DATE", "TIME")
        thing.under = thing.noun is not None and thing.noun.kind == "org" and any(t.ent_type == "PERSON" for t in nominal.names)
        thing.new = nominal.det in ("indef", "other")
        thing.second = nominal.det == "other"
        thing.apart = thing.second or _wished_for(nominal) or _of_then(nominal)
        self._all.append(thing)
        if nominal.det == "indef" and nominal.head.dep != "attr":
            self._discourse.introduced.add(nominal.lemma)
        if nominal.det == "other" and not _superlative(nominal):
            return thing
        if thing.lemmas & _MEETINGS:
            self._meetings.append(thing)
        either = nominal.lemma in _EITHER_NUMBER
        kind = nominal.det == "bare" and nominal.lemma in _KINDS_OF
        for lemma in {nominal.lemma} | taken_up_by().get(nominal.lemma, frozenset()):
            self._by_lemma.setdefault((lemma, nominal.plural and not (kind and lemma != nominal.lemma)), []).append(thing)
            if either and lemma == nominal.lemma:
                self._by_lemma.setdefault((lemma, not nominal.plural), []).append(thing)
            if lemma != nominal.lemma and lemma.endswith("s") and not nominal.plural:  # "the board … the directors"
                self._by_lemma.setdefault((lemma[:-1], True), []).append(thing)
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
        if nominal.lemma == COUNTERPART and any(self._is_body(i) for i in self._owner(nominal) if i >= 0):
            kind = "Organization"  # "the agency … its French counterpart"
        return self._discourse.new(kind, nominal.head.lower, plural=nominal.plural or nominal.lemma in _MANY, gender=gender)

    def _taken_up(self, nominal: Nominal) -> tuple[_Thing | None, str]:
        if nominal.det in ("indef", "other") or nominal.number:
            return None, ""
        owner = self._owner(nominal)
        alone = self._only_talks(nominal)
        if alone is not None:
            return alone, f"“{nominal.head.text}” takes up “{alone.label}”"
        fitting = [
            thing for thing in reversed(self._by_lemma.get((nominal.lemma, nominal.plural), [])[-12:]) if self._fits(nominal, thing, owner)
        ]
        if any(nominal.lemma in thing.lemmas for thing in fitting):  # another word for it may be meant only where nothing is called so
            fitting = [thing for thing in fitting if nominal.lemma in thing.lemmas]
        surest = min(map(_unsure, fitting), default=0)
        chosen = self._own(nominal, [thing for thing in fitting if _unsure(thing) == surest])
        if chosen is None or (nominal.lemma not in chosen.lemmas and self._another_since(chosen)):
            return None, ""
        return chosen, "the same words" if nominal.lemma in chosen.lemmas else f"“{nominal.head.text}” takes up “{chosen.label}”"

    def _another_since(self, thing: _Thing) -> bool:
        """True where a second one has been brought in since: "a silo … a second silo … the structure" may be either."""
        return any(other.second and other.lemmas & thing.lemmas and other.last_sent > thing.last_sent for other in self._all)

    def _own(self, nominal: Nominal, fitting: list[_Thing]) -> _Thing | None:
        """Of several that fit the one just spoken of, or the one that the article keeps coming back to; otherwise none."""
        if not fitting:
            return None
        last = max(fitting, key=lambda thing: thing.last_sent)
        near = nominal.head.sent_i - last.last_sent <= 2
        if nominal.lemma not in _EITHER_NUMBER and any(child.lower in _POINTING for child in nominal.head.children):
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
        kind = thing.bare is not None and not same and thing.bare.lemma in _KINDS_OF and not nominal.told
        if thing.bare is not None and not ((same or kind) and self._back_to_bare(nominal, thing)):
            return False
        if not same and (nominal.det == "bare" or nominal.modifiers or nominal.head.sent_i - thing.last_sent > _SYNONYM_REACH):
            return False
        if not same and nominal.of and nominal.lemma == "treatment":
            return False  # "approved the pill for the treatment of malaria"
        if (nominal.det == "bare" and thing.owner) or (not same and is_company_word(nominal.lemma)):
            return False
        if (
            nominal.det == "bare"
            and set(nominal.modifiers) != thing.modifiers
            and nominal.lemma not in _EITHER_NUMBER
            and (nominal.modifiers or nominal.noun is None or nominal.noun.kind not in ("thing", "event"))
        ):
            return False
        if not set(nominal.modifiers) <= thing.modifiers or told_apart(nominal.of, thing.of):
            return False
        if owner and (owner == (-1,) or (thing.owner and thing.owner != owner)):
            return False
        people = nominal.plural and nominal.noun is not None and nominal.noun.kind in ("person", "org", "group")
        persons = any(i >= 0 and self._discourse.drafts[i].type == "Person" for i in owner)
        if people and persons and not thing.owner and nominal.lemma not in _KIN:
            return False  # "five deputies … his deputies": some of them at most
        if owner and thing.names and not set(owner) & thing.names:
            return False  # "Moroccan waters … its waters": another's
        if not thing.owner and owners_contradict(self._discourse, nominal, owner, thing.draft, new=thing.new, last_sent=thing.last_sent):
            return False
        if thing.modifiers and pointed_at(self._discourse, nominal):
            return False  # "Norland's central bank … “this bank is sound”": the bank that the speaker speaks of
        event = nominal.lemma in _MEETINGS or (nominal.noun is not None and nominal.noun.kind == "event")
        if thing.modifiers and event and self._told_anew(nominal, thing):
            return False
        return self._one_instance(nominal, thing)

    @staticmethod
    def _back_to_bare(nominal: Nominal, thing: _Thing) -> bool:
        """ "Officials … the officials": a bare phrase is taken up by an article or "these", soon, and not by what says anew which."""
        if nominal.lemma in _EITHER_NUMBER:
            return True
        return nominal.det == "def" and not nominal.told and not nominal.of and nominal.head.sent_i - thing.last_sent <= _BARE_REACH

    def _one_instance(self, nominal: Nominal, thing: _Thing) -> bool:
        """False where the words are the same but not the thing: "Friday's closing price … the price of 40 pounds"."""
        own = {i for token in nominal.names for i in self._discourse.known(token.i)}
        if own and thing.names and not own & thing.names:
            return False
        if thing.dated and nominal.owner is None:
            return False
        named = {i for i in thing.owner if i >= 0}
        if named and nominal.owner is None and nominal.of and own and not own & (named | thing.names):
            return False  # "Alma's board … the board of Nordlink"
        if _called_new(nominal) and not thing.new and "new" not in self._first_words(thing):
            return False  # "its rusted tank … the new tank"
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
        if (
            len(known) != 1
            or (nominal.det == "bare" and not nominal.plural)
            or self._of_body(nominal, known[0])
            or self._told_anew(nominal, known[0])
        ):
            return None
        free = [word for word in nominal.modifiers if word not in named and word not in known[0].modifiers]
        return known[0] if not free or nominal.lemma in _TALKS else None

    def _of_body(self, nominal: Nominal, thing: _Thing) -> bool:
        """True for "the G20 summit" after "a cabinet meeting": that of a body which the other was not said to be of."""
        bodies = {i for t in nominal.names if t.i < nominal.head.i for i in self._discourse.known(t.i) if self._is_body(i)}
        return bool(bodies) and not bodies & thing.names

    def _is_body(self, index: int) -> bool:
        draft = self._discourse.drafts[index]
        seats = {name.split()[-1].lower() for name in draft.names} & _SEATS
        return draft.type in ("Organization", "Event") and not seats  # "an Oval Office meeting" says where

    def _told_anew(self, nominal: Nominal, thing: _Thing) -> bool:
        """True where a verb told of another one meanwhile: "They will meet in May. … the meeting" is not the cabinet meeting of before."""
        sentences = self._discourse.annotated.sentences
        first = max(thing.last_sent + 1, nominal.head.sent_i - 1)
        if first > nominal.head.sent_i or nominal.modifiers or nominal.plural or nominal.det != "def":
            return False
        tokens = self._discourse.annotated.tokens[sentences[first].token_start : nominal.head.i]
        return any(t.tag.startswith("VB") and len(t.lemma) > 3 and t.lemma != "talk" and nominal.lemma.startswith(t.lemma) for t in tokens)

    def _text(self, nominal: Nominal) -> str:
        """The phrase without determiner, owner and number, in the words of the article."""
        words = [
            c
            for c in nominal.head.children
            if c.i < nominal.head.i
            and (
                (c.dep in ("compound", "amod", "nmod") and (c.lower in nominal.modifiers or c.tag == "JJS"))
                or (c.dep == "poss" and c.tag in ("NN", "NNS"))
            )
        ]
        if not words:
            return nominal.head.text if nominal.head.text.isupper() and len(nominal.head.text) < 5 else nominal.head.lower
        start = min(self._leftmost(word).i for word in words)
        tokens = self._discourse.annotated.tokens
        text = self._discourse.annotated.article.text[tokens[start].char_start : nominal.head.char_end]
        opens = start == self._discourse.annotated.sentences[nominal.head.sent_i].token_start
        if opens and tokens[start].tag not in ("NNP", "NNPS") and tokens[start].text.istitle() and start not in self._names:
            text = text[0].lower() + text[1:]
        return " ".join(text.split())

    @staticmethod
    def _leftmost(token: Token) -> Token:
        while (before := next((child for child in token.children if child.dep not in ("det", "punct")), token)).i < token.i:
            token = before
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


def _unsure(thing: _Thing) -> int:
    """How far behind others a thing stands: what was only wished for, and what had no article when it was first named."""
    return 2 if thing.bare is not None else int(thing.apart)


def _called_new(nominal: Nominal) -> bool:
    """True for "the new tank", which is told from the one that there was."""
    return nominal.det == "def" and any(child.lower == "new" and child.dep == "amod" for child in nominal.head.lefts)


def _legal_case(nominal: Nominal) -> bool:
    """True for "the case" in court; not for "in the case of"."""
    plain = nominal.det == "def" and not nominal.of and not nominal.plural and not nominal.modifiers
    return nominal.lemma == "case" and plain and not (nominal.head.dep == "pobj" and nominal.head.head.lower == "in")


def _wished_for(nominal: Nominal) -> bool:
    """True in "lobbied for a duty of 30 per cent": what is only wanted is not what "the duty" speaks of, as long as there is another.

    References:
        Karttunen (1976), Discourse referents: what an indefinite below such a verb brings in does not outlive it.
    """
    if nominal.det != "indef":
        return False
    above = nominal.head.head
    if nominal.head.dep == "pobj" and above.lower == "for":
        return above.head.lemma in _WISHING
    return nominal.head.dep == "dobj" and above.lemma in _WISHING


def _of_then(nominal: Nominal) -> bool:
    """True for "a fire in 2017": what has a date of its own is not the fire that the article is about."""
    behind = (child.child("pobj") for child in nominal.head.children if child.dep == "prep" and child.lower in ("in", "of", "from"))
    return nominal.det == "indef" and any(when is not None and when.ent_type == "DATE" and when.text.isdecimal() for when in behind)


def _superlative(nominal: Nominal) -> bool:
    """True for "the longest trial in its history": told apart from all others, and there."""
    words = nominal.head.children
    return any(word.tag == "JJS" for word in words) and any(word.lower == "the" for word in words)


def _predicate(nominal: Nominal) -> bool:
    """True for what somebody is said to be: "having been a teacher", "works as a driver" bring in nobody new."""
    head = nominal.head
    if nominal.det not in ("indef", "bare") or nominal.noun is None or nominal.noun.kind != "person":
        return False
    return (head.dep == "attr" and head.head.lemma in ("be", "become", "remain")) or (head.dep == "pobj" and head.head.lower == "as")
