"""One type for a name throughout a document: votes of the tagger, of the words of the name, and of what stands around it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from newsgraph.language.annotated import Token
from newsgraph.language.gender import is_first_name
from newsgraph.lexicons.classes import word_class
from newsgraph.lexicons.headwords import first_words, last_words, modifiers
from newsgraph.lexicons.nouns import nouns
from newsgraph.lexicons.places import PlaceUse, place_names, place_starts
from newsgraph.lexicons.tables import word_set
from newsgraph.lexicons.titles import title_words, titles

__all__ = [
    "CLUB_WORDS",
    "NAME_TYPES",
    "Evidence",
    "NameSpan",
    "PlaceAt",
    "choose_types",
    "demonym_of",
    "is_score",
    "name_key",
    "name_words",
    "named_noun",
    "place_at",
    "place_type",
]

NAME_TYPES = frozenset({"PERSON", "NORP", "FAC", "ORG", "GPE", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_HEAD_TYPES = {"Organization": "ORG", "Place": "LOC", "Event": "EVENT", "Law": "LAW", "Work": "WORK_OF_ART"}
_PLACE_TYPES = frozenset({"GPE", "LOC", "FAC"})
_PERSON_VERBS = word_set(
    """say tell add note explain recall joke laugh smile marry resign retire die born graduate speak write think believe
    insist warn reply ask remember admit argue acknowledge shout nod weep"""
)
_PLACE_NOUNS = word_set(
    """city town village island capital state province port region country republic kingdom district county suburb coast"""
)
_OF_PLACE = word_set(
    """mayor governor premier president people capital coast government north south east west king queen citizen outskirts
    minister ministers presidents premiers leaders republic"""
)
_ORGANISATIONS = word_set(
    """congress parliament senate pentagon kremlin taliban un eu nato conservative conservatives republican republicans
    democrat democrats democratic labour tory tories liberal liberals greens hamas hezbollah"""
)
_OF_STATE = word_set(
    """government capital parliament president prime premier minister border army navy ambassador economy exports imports
    population constitution"""
)
_OF_TOWN = word_set("minister mayor mp airport residents skyline streets outskirts suburbs port harbour harbor cathedral")
_NOUN_TYPES = {
    "org": "ORG",
    "person": "PERSON",
    "city": "GPE",
    "country": "GPE",
    "region": "GPE",
    "place": "LOC",
    "event": "EVENT",
    "thing": "PRODUCT",
}
CLUB_WORDS = word_set("city united rovers town albion athletic wanderers rangers county villa forest hotspur argyle alexandra")
_PLAYS = word_set("beat defeat thrash host draw edge hammer rout overcome face visit win lose stun crush down")
_COMPANY_ENDS = word_class("company endings")
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_SCORE_REACH = 14
_CORPORATE = word_class("corporate titles")
_FINANCE = word_set("arrange underwrite finance syndicate lend bankroll insure acquire")
_TITLED = 2.5
_REPEATED = 0.3
_OF_ANYTHING = word_set(
    "owner rival opponent member partner star champion winner loser successor predecessor supporter client supplier challenger victim "
    "developer contractor builder operator publisher donor sponsor bidder buyer investor lender distributor broker"
)
_NAMING = word_class("giving names")
_DEMONYM_ENDS = tuple("ians ian ans an ns n eses ese ish is i ic ers er s ean eans iot ite ites".split())


@dataclass(order=True, slots=True)
class NameSpan:
    """Tokens ``start:end`` of one occurrence of a name, with its tagged type; ``key`` is the name in lower case."""

    start: int
    end: int
    type: str
    key: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class PlaceAt:
    """A place of the tables standing in ``words`` tokens."""

    words: int
    link: str
    label: str
    use: PlaceUse
    kind: str


Evidence = Callable[[Sequence[Token], NameSpan], list[tuple[str, float]]]
"""Votes for the type of one occurrence of a name."""


def name_key(tokens: Sequence[Token], start: int, end: int) -> str:
    """The name of tokens ``start:end`` in lower case, words separated by one space."""
    return " ".join(token.lower for token in tokens[start:end])


def name_words(key: str) -> list[str]:
    """The words of a key; what hyphens join is one word.

    >>> name_words("edda marlow - finch")
    ['edda', 'marlow - finch']
    """
    words: list[str] = []
    parts = key.split()
    for i, part in enumerate(parts):
        if words and (part == "-" or parts[i - 1] == "-"):
            words[-1] += f" {part}"
        else:
            words.append(part)
    return words


def place_at(tokens: Sequence[Token], i: int, end: int | None = None) -> PlaceAt | None:
    """The longest place of the tables that begins at token ``i`` (and ends at ``end`` if that is given)."""
    most = place_starts().get(tokens[i].lower)
    if most is None:
        return None
    table = place_names()
    for words in range(min(most, len(tokens) - i), 0, -1) if end is None else (end - i,):
        place = table.get(name_key(tokens, i, i + words))
        if place is None or not all(t.text[:1].isupper() or t.lower in ("of", "the", "and") for t in tokens[i : i + words]):
            continue
        if words == 1 and not _plainly_place(tokens[i], place.kind):
            continue
        return PlaceAt(words, place.link, place.label, place.use, place.kind)
    return None


def _plainly_place(token: Token, kind: str) -> bool:
    letters = token.text.replace(".", "")
    if len(letters) <= 3 and token.lower in ("us", "u.s", "la", "uk", "prc", "drc", "png", "uae"):
        return letters.isupper()
    if kind == "city" or len(letters) <= 4:
        return token.pos in ("PROPN", "NOUN", "ADJ")
    return token.pos not in ("VERB", "AUX", "ADV", "ADP", "PRON")


def place_type(use: str) -> str:
    """The tag of a place of the tables: NORP for adjectives and peoples, GPE for names."""
    return "NORP" if use in ("adjective", "people") else "GPE"


def demonym_of(word: str, place: str) -> bool:
    """True when ``word`` is formed like an adjective or people of ``place`` (both in lower case, one word).

    >>> demonym_of("varenian", "varenia"), demonym_of("ostlandic", "ostland"), demonym_of("norwich", "norway")
    (True, True, False)
    """
    if len(place) < 4 or word == place:
        return False
    stems = {place, place.rstrip("aeiouy")}
    return any(len(stem) >= 3 and word.startswith(stem) and word[len(stem) :] in _DEMONYM_ENDS for stem in stems)


def is_score(tokens: Sequence[Token], i: int) -> bool:
    """True for a token of a score: "3–2", in one token or in three."""
    if not tokens[i].text[0].isdigit() and tokens[i].text not in ("-", "–"):
        return False
    if _SCORE.fullmatch(tokens[i].text):
        return True
    for start in range(max(0, i - 2), i + 1):
        part = tokens[start : start + 3]
        if len(part) == 3 and part[0].text.isdecimal() and part[1].text in ("-", "–") and part[2].text.isdecimal():
            return len(part[0].text) < 4 and part[0].char_end == part[1].char_start and part[1].char_end == part[2].char_start
    return False


def _plays(tokens: Sequence[Token], span: NameSpan) -> bool:
    """True for a team: "Calder City beat Stenhouse Albion 3–2", "Calder City 3–2 Stenhouse Albion"; not for tennis in sets."""
    last = tokens[span.end - 1]
    if span.end - span.start > 1 and is_first_name(tokens[span.start].text):
        return False
    verb = last.head.head if last.dep == "pobj" and last.head.lower in ("with", "against", "to", "at") else last.head
    near = tokens[max(0, span.start - _SCORE_REACH) : span.end + _SCORE_REACH]
    scores = [t.i for t in near if t.text[0].isdigit() and t.sent_i == last.sent_i and is_score(tokens, t.i)]
    if not scores or (len(scores) > 1 and _SCORE.fullmatch(tokens[scores[0]].text)):
        return False
    beside = span.end in scores or span.start - 1 in scores
    return beside or (last.dep in ("nsubj", "dobj", "pobj") and verb.lemma in _PLAYS)


def _finances(last: Token) -> bool:
    """True for a bank or firm: "a loan arranged by DNB and Santander"."""
    while last.dep == "conj" and last.head is not last and last.head.ent_type:
        last = last.head
    return last.dep == "pobj" and last.head.dep in ("agent", "prep") and last.head.lower == "by" and last.head.head.lemma in _FINANCE


def choose_types(tokens: list[Token], spans: list[NameSpan], *, headings: frozenset[int], told: Evidence | None = None) -> dict[str, str]:
    """The type of each name, by key; fills ``key`` of the spans. ``told`` gives further votes for an occurrence."""
    votes: dict[str, dict[str, float]] = {}
    times: dict[str, int] = {}
    for span in spans:
        span.key = name_key(tokens, span.start, span.end)
        times[span.key] = times.get(span.key, 0) + 1
    uses: dict[str, list[int]] = {}
    first_span: dict[str, NameSpan] = {}
    for span in spans:
        tally = votes.setdefault(span.key, {})
        first_span.setdefault(span.key, span)
        last = tokens[span.end - 1]
        use = uses.setdefault(span.key, [0, 0])
        use[0] += last.dep in ("nsubj", "nsubjpass", "poss")
        use[1] += last.dep == "pobj" and last.head.lower in ("in", "from", "to", "at", "near")
        tally[span.type] = tally.get(span.type, 0.0) + (0.4 if tokens[span.start].sent_i in headings else 1.0)
        for kind, weight in (*_context(tokens, span), *(told(tokens, span) if told is not None else ())):
            tally[kind] = tally.get(kind, 0.0) + weight
        for kind, weight in _defined(tokens, span):
            # What the text says the name is outweighs an error that the tagger repeats.
            tally[kind] = tally.get(kind, 0.0) + weight * (1 + _REPEATED * times[span.key])
    for key, tally in votes.items():
        for kind, weight in _words(tokens, first_span[key]):
            tally[kind] = tally.get(kind, 0.0) + weight
    types = {key: _best(tally) for key, tally in votes.items()}
    _share(votes, types, uses, _of_firms(spans, types))
    _coordinate(tokens, spans, votes, {key: _best(tally) for key, tally in votes.items()})
    return {key: _best(tally) for key, tally in votes.items()}


def _best(tally: dict[str, float]) -> str:
    return max(sorted(tally), key=lambda kind: tally[kind]) if tally else ""


def _words(tokens: list[Token], span: NameSpan) -> list[tuple[str, float]]:
    """What the words of a name tell."""
    found: list[tuple[str, float]] = []
    words = [t.lower for t in tokens[span.start : span.end]]
    place = place_names().get(span.key)
    if place is not None:
        if place.use in ("adjective", "people"):
            found.append(("NORP", 5.0))
        elif place.use == "government":
            found.append(("FAC", 5.0))
        else:
            found.append(("GPE", 1.5 if place.kind == "city" else 3.0))
    if len(words) > 1 and words[-1] in _COMPANY_ENDS and tokens[span.end - 1].text != "Sa":
        found.append(("ORG", 6.0))
    elif len(words) > 1:
        last = _HEAD_TYPES.get(last_words().get(_head_word(words), ""))
        first = _HEAD_TYPES.get(first_words().get(words[0], ""))
        if first and len(words) > 2 and words[1] == "of":
            found.append((first, 3.0))
        elif last and not (last == "LOC" and is_first_name(words[0]) and len(words) == 2):
            found.append((last, 3.0))
        elif len(words) == 3 and words[1] in ("de", "do", "da", "di", "del") and words[2] in place_names() and not is_first_name(words[0]):
            found.append(("ORG", 3.0))
        elif first == "EVENT" and len(words) == 2:
            found.append((first, 3.0))
        elif words[0] in modifiers():
            found.append((_HEAD_TYPES[modifiers()[words[0]]], 2.0))
        elif "&" in words:
            found.append(("ORG", 3.0))
        elif is_first_name(words[0]) and len(words) <= 4 and not any(word in ("of", "the", "for", "and") for word in words):
            found.append(("PERSON", 2.0 if len(name_words(span.key)) > 1 else 1.0))
        elif first == "LOC" and words[1] in ("de", "del", "della", "des", "du", "da", "do", "di"):
            found.append(("LOC", 3.0))
        elif first == "LOC" and len(words) == 2:
            found.append(("GPE", 1.5))
    elif span.key in _ORGANISATIONS:
        found.append(("ORG", 4.0))
    return found


def _head_word(words: list[str]) -> str:
    """The word that tells what a name names: before the preposition in *School of Law*, *Court of Justice*, else the last one.

    >>> _head_word("ardmore university school of law".split()), _head_word("bay of pigs memorial".split())
    ('school', 'memorial')
    """
    if len(words) > 2 and words[-1] in place_names() and last_words().get(words[-2]) == "Organization":
        return words[-2]  # "Trinity College Dublin"
    for i in range(len(words) - 2, 0, -1):
        if words[i] in ("of", "for", "on", "against", "without", "in"):
            return words[i - 1] if last_words().get(words[i - 1]) in ("Organization", "Law", "Event") else words[-1]
    return words[-1]


def _context(tokens: list[Token], span: NameSpan) -> list[tuple[str, float]]:
    """What stands around one occurrence."""
    last = tokens[span.end - 1]
    found: list[tuple[str, float]] = []
    if span.start and tokens[span.start - 1].sent_i == last.sent_i:
        found += _before(tokens, span, tokens[span.start - 1])
    if span.end < len(tokens) and tokens[span.end].sent_i == last.sent_i:
        found += _after(tokens, span, tokens[span.end])
    if span.type in ("ORG", "GPE", "PERSON", "FAC", "LOC", "PRODUCT") and _plays(tokens, span):
        found.append(("ORG", 4.0))
    if span.type in ("GPE", "PERSON", "PRODUCT") and _finances(last):
        found.append(("ORG", 3.0))
    if last.dep == "nsubj" and last.head.lemma in _PERSON_VERBS:
        found.append(("PERSON", 0.3))
    return found


def _defined(tokens: list[Token], span: NameSpan) -> list[tuple[str, float]]:
    """What an apposition or a participle says the name is: "Otley, a market town", "a town called Otley"."""
    last = tokens[span.end - 1]
    found: list[tuple[str, float]] = []
    for other in ([last.head] if last.dep == "appos" else []) + [child for child in last.children if child.dep == "appos"]:
        noun_class = nouns().get(other.lemma.lower())
        if noun_class is None or other.ent_type or other.tag != "NN" or other.lower in _OF_ANYTHING:
            continue
        if noun_class.kind != "group" and not (noun_class.kind == "thing" and span.type == "PERSON"):
            # "The hospital trust, Calder Vale, …"
            sure = noun_class.kind == "org" and other is last.head and other.child("det", "poss") is not None and other.dep != "pobj"
            found.append((_NOUN_TYPES[noun_class.kind], 4.5 if sure else 2.0))
    noun = named_noun(last)
    kind = nouns().get(noun.lemma.lower()) if noun is not None else None
    if kind is not None and kind.kind != "group":
        found.append((_NOUN_TYPES[kind.kind], 4.5))
    elif noun is not None and kind is None:
        found.append(("PRODUCT", 4.5))
    return found


def named_noun(name: Token) -> Token | None:
    """The noun that a participle gives a name: *chatbot* for Orla in "a chatbot called Orla", "the chatbot, known as Orla"."""
    verb = name.head
    if name.dep == "pobj" and verb.lower == "as":
        verb = verb.head
    elif name.dep not in ("oprd", "attr", "dobj"):
        return None
    if verb.tag != "VBN" or verb.lemma not in _NAMING or verb.i > name.i or verb.child("agent") is not None:
        return None
    noun = verb.head if verb.dep in ("acl", "relcl") else verb.child("nsubjpass")
    return noun if noun is not None and noun.pos == "NOUN" and noun.tag == "NN" and noun.i < verb.i else None


def _before(tokens: list[Token], span: NameSpan, before: Token) -> list[tuple[str, float]]:
    """What the words in front of an occurrence tell."""
    found: list[tuple[str, float]] = []
    last = tokens[span.end - 1]
    after = tokens[span.end] if span.end < len(tokens) else None
    single = span.end - span.start == 1
    team = not single and last.lower in CLUB_WORDS  # "Albion host Calder Rovers" has no host of that name
    team = team or (single and last.text.isupper() and span.key in place_names())  # "Assistant U.S. Attorney"
    if before.lower in titles() and not team and (before.text[0].isupper() or titles()[before.lower].kind == "courtesy"):
        found.append(("PERSON", 2.5))
    elif before.lower in title_words() and not team and before.head in tokens[span.start : span.end] and before.dep == "compound":
        found.append(("PERSON", 1.5))
    if last.dep == "pobj" and last.head.lower in ("in", "near", "across", "throughout") and span.type not in ("WORK_OF_ART", "EVENT"):
        found.append(("GPE", 1.0 if single and span.type != "ORG" else 0.5))
    if before.lower == "the" and last.dep not in ("compound", "poss", "nmod", "amod") and last.tag != "NNPS":
        found += [("PERSON", -1.5), ("PRODUCT", 0.3)] if single else [("PERSON", -1.5)]
    if before.text in ('"', "'") and after is not None and after.text in ('"', "'", ",") and not single:
        found.append(("WORK_OF_ART", 1.5))
    if (
        before.text.islower()
        and before.lower in nouns()
        and before.head in tokens[span.start : span.end]
        and before.dep in ("compound", "nmod")
    ):
        found.append((_NOUN_TYPES.get(nouns()[before.lower].kind, "ORG"), 3.5))
    if before.text == "," and span.start > 1 and tokens[span.start - 2].text.isupper() and len(tokens[span.start - 2].text) > 3:
        found.append(("GPE", 2.0))
    if (
        last.dep == "pobj"
        and last.head.lower == "to"
        and last.head.head.lemma in ("visit", "trip", "travel", "fly", "return", "ambassador", "envoy")
    ):
        found.append(("GPE", 1.0))
    if before.lower == "of" and span.start > 1:
        noun = tokens[span.start - 2]
        if last.head is before and before.head.ent_type == "PERSON":
            found.append(("GPE", 1.0))
        if noun.lower in _PLACE_NOUNS or noun.lemma in _PLACE_NOUNS:
            found.append(("GPE", 4.0))
        elif noun.lower in _OF_PLACE:
            found.append(("GPE", 0.7))
    if before.lower in _PLACE_NOUNS and before.text.islower() and span.start > 1 and tokens[span.start - 2].lower == "the":
        found.append(("GPE", 1.0))
    return found


def _after(tokens: list[Token], span: NameSpan, after: Token) -> list[tuple[str, float]]:
    """What the words behind an occurrence tell."""
    found: list[tuple[str, float]] = []
    last = tokens[span.end - 1]
    then = tokens[span.end + 1] if span.end + 1 < len(tokens) else None
    opens = span.start == 0 or tokens[span.start - 1].sent_i != last.sent_i
    if opens and tokens[span.start].text.isupper() and len(last.text) > 3 and last.text.isupper() and after.text in (",", "—", "–", "("):
        found.append(("GPE", 5.0))
    behind = [after.lower, *([then.lower] if then is not None else [])]
    if after.text[:1].isupper() and after.sent_i == last.sent_i and (behind[0] in _CORPORATE or "-".join(behind) in _CORPORATE):
        found.append(("ORG", 2.5))  # "Vestmar Finance Chief Jan Holm"
    if after.text == "-" and then is not None and then.lower in ("based", "born"):
        found.append(("GPE", 2.5))
    if (
        after.text == ","
        and then is not None
        and then.tag == "CD"
        and then.text.isdecimal()
        and len(then.text) < 4
        and 5 < int(then.text) < 110
        and _closed(tokens, span.end + 2)
    ):
        found.append(("PERSON", 2.0))
    if after.lower in ("'s",) and then is not None and last.head.lower in _OF_STATE | _OF_TOWN:
        found.append(("GPE", 1.5))
    return found


def _closed(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].text in (",", ".", ";")


def _coordinate(tokens: list[Token], spans: list[NameSpan], votes: dict[str, dict[str, float]], types: dict[str, str]) -> None:
    """A word joined to a place by "and" or "with" is likely a place too: "Sahrel and Ombasi"."""
    of_last = {span.end - 1: span.key for span in spans}
    for span in spans:
        last = tokens[span.end - 1]
        if last.dep != "conj":
            continue
        other = of_last.get(last.head.i)
        if other is None or " " in span.key + other:
            continue
        for one, two in ((span.key, other), (other, span.key)):
            if types[one] in _PLACE_TYPES and types[two] in ("ORG", "PERSON") and votes[two].get("PERSON", 0.0) < 3:
                votes[two]["GPE"] = votes[two].get("GPE", 0.0) + 2.5


def _as_surname(uses: list[int]) -> float:
    """How much speaks for the person where a surname is a place too: subjects and owners for it, *in* and *from* against."""
    acting, placed = uses
    return 1.0 if acting <= 2 * placed else 3.0 + 1.5 * acting


def _of_firms(spans: Sequence[NameSpan], types: dict[str, str]) -> set[str]:
    """Single words that stand for a firm before anybody of that surname is named: in "Marlow Corp … Marlow … Peter Marlow … Marlow"."""
    firms: set[str] = set()
    persons: set[str] = set()
    found: set[str] = set()
    for span in sorted(spans):
        words = name_words(span.key)
        if len(words) == 1:
            if words[0] in firms and words[0] not in persons:
                found.add(words[0])
        elif types[span.key] == "PERSON":
            persons.add(words[-1])
        elif types[span.key] == "ORG" and len(words) == 2 and (words[1] in _COMPANY_ENDS or words[1] in last_words()):
            firms.add(words[0])
    return found


def _share(votes: dict[str, dict[str, float]], types: dict[str, str], uses: dict[str, list[int]], firms: set[str]) -> None:
    """Let longer names vote on the shorter ones that they hold, and places on their adjectives; ``firms`` are :func:`_of_firms`."""

    def add(key: str, kind: str, weight: float) -> None:
        votes[key][kind] = votes[key].get(kind, 0.0) + weight

    single = {key for key in votes if " " not in key or " " not in key.replace(" - ", "-")}
    table = place_names()
    for key, kind in sorted(types.items()):
        words = name_words(key)
        # "Kgosi Dlamini" is a person where the article has "Mr Dlamini".
        titled = len(words) in (2, 3) and kind == "ORG" and votes.get(words[-1], {}).get("PERSON", 0.0) >= _TITLED
        if titled and words[-1] not in last_words() and words[0] not in first_words() and words[0] not in modifiers():
            add(key, "PERSON", votes[key]["ORG"] + 1.0)
            types[key] = "PERSON"
    surnames: set[str] = set()
    for key, kind in sorted(types.items()):
        words = name_words(key)
        if len(words) < 2:
            continue
        if kind == "PERSON":
            if words[-1] in firms:
                add(words[-1], "ORG", 4.0 + votes[words[-1]].get("PERSON", 0.0))
                continue
            surnames.add(words[-1])
            if words[-1] in single:
                # The tagger's error on a foreign surname repeats itself; a firm of that name ("Dell Computer") is another matter.
                firm = any(other.startswith(f"{words[-1]} ") for other in types)
                wrong = 0.0 if firm else 0.8 * votes[words[-1]].get("ORG", 0.0)
                add(words[-1], "PERSON", _as_surname(uses[words[-1]]) if words[-1] in table else 3.0 + wrong)
            if words[0] in single and words[0] not in table:
                add(words[0], "PERSON", 1.5)
    for key, kind in sorted(types.items()):
        words = key.split()
        if len(words) > 1 and kind in ("ORG", "FAC", "LOC", "PRODUCT", "GPE"):
            for part in {" ".join(words[:size]) for size in range(1, len(words))} | {words[-1]}:
                if (
                    part in votes
                    and part not in table
                    and part not in surnames
                    and types[part] != kind
                    and (part not in last_words() or types[part] == "PERSON")
                ):
                    placed = votes[part].get("GPE", 0.0) > 2
                    add(
                        part,
                        "GPE" if kind in _PLACE_TYPES else kind,
                        0.0 if placed else 2.0 + 0.7 * max(0.0, votes[part].get("PERSON", 0.0)),
                    )
    for key in sorted(single):
        if key.endswith("s") and key[:-1] in surnames and key not in surnames and key not in table:
            add(key, "PERSON", 5.0)
    by_start: dict[str, list[str]] = {}
    for key in sorted(single - surnames):
        by_start.setdefault(key[:3], []).append(key)
    for key in sorted(single):
        if key in table:
            continue
        for place in by_start.get(key[:3], ()):
            if demonym_of(key, place) and place not in table:
                add(key, "NORP", 4.0 + sum(votes[key].values()) / 2)
                add(place, "GPE", 4.0 + votes[place].get("PERSON", 0.0) + votes[place].get("ORG", 0.0))
            elif demonym_of(key, place) and types[place] in _PLACE_TYPES:
                add(key, "NORP", 4.0)
